"""What strangers, crashes and other machines can do to the finished program, measured from outside.

    python -m benchmarks.robustness                      every measure, at its full size
    python -m benchmarks.robustness injections --seed 7
    python -m benchmarks.robustness killed --n 20

Each module here is one measure: `N`, its full size, and `faults(n, seed, folder)`, which works in an empty folder and
returns a line for everything that did not hold, and a figure. Damaged files are `benchmarks/mutants.py`.
"""
