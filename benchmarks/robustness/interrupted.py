"""SIGINT at random moments of `sijill check … --out`: exit 130 within a second, nothing half written, nothing left.

Every other signal goes to the whole group of processes, as a terminal sends it, the others to the command alone. One
that arrives before the program's first line ends the interpreter by the signal itself, which a shell calls 130 too.
"""

from __future__ import annotations

import random
import signal
import time
from pathlib import Path

from benchmarks.robustness.command import tree
from benchmarks.robustness.killed import Stage, gone

N = 100
SOON = 1.0
INTERRUPTED = (130, -signal.SIGINT)


def faults(n: int, seed: int, folder: Path, rows: int = 300, soon: float = SOON) -> tuple[str, list[str]]:
    """Interrupt that many runs; `soon`: the seconds in which each must end."""
    stage, chance, found, slowest, late = Stage(folder, seed, rows), random.Random(seed), [], 0.0, 0
    for at in range(n):
        with stage.cut(chance, signal.SIGINT, group=at % 2 == 0) as process:
            started = time.monotonic()
            _, err = process.communicate(timeout=60)
            took = time.monotonic() - started
        late += process.returncode == 0
        wrong = [*stage.wrong(), *stage.littered()]
        if process.returncode not in (0, *INTERRUPTED):
            wrong.append(f"exit status {process.returncode}")
        if process.returncode and took > soon:
            wrong.append(f"took {took:.1f} s to end")
        if err:
            wrong.append(f"said {err[-300:]!r}")
        if not gone(process.pid):
            wrong.append("a process of it still runs")
        slowest = max(slowest, took * (process.returncode != 0))
        found += [f"{at}: {each}" for each in wrong]
        if tree(stage.out) != stage.old:
            stage.settle()
    return f"{n - late} of {n} interrupted before their end, the slowest gone after {slowest:.2f} s", found
