"""The measures as one command; exit status 1 when something did not hold."""

from __future__ import annotations

import argparse
import importlib
import tempfile
import time
from pathlib import Path

MEASURES = ("killed", "interrupted", "injections", "canaries", "same_bytes", "sockets", "hostile_forms", "limits")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.robustness", description="Measure from outside.")
    parser.add_argument("measure", nargs="*", choices=[*MEASURES, []], metavar="MEASURE", help=", ".join(MEASURES))
    parser.add_argument("--n", type=int, help="its size; each has its own")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args(arguments)
    failed = False
    for name in said.measure or MEASURES:
        module = importlib.import_module(f"benchmarks.robustness.{name}")
        started = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            figure, found = module.faults(said.n or module.N, said.seed, Path(folder))
        print(f"{name}: {figure}; {len(found)} faults; {time.monotonic() - started:.0f} s", flush=True)
        for line in found[:60]:
            print(f"  {line}")
        failed = failed or bool(found)
    return int(failed)


if __name__ == "__main__":
    raise SystemExit(main())
