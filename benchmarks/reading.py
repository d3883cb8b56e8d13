"""How long reading takes, and how much memory, beside what the libraries underneath take for the bare values.

    python benchmarks/reading.py [--rows 10000 100000 1000000] [--runs 3]

Each run is a process of its own, and they take turns, so that a busy machine slows all alike. Delimited text is
compared with pyarrow reading into dictionary columns without any proof; a workbook (up to 100,000 rows) with the raw
values of python_calamine; `small` is a workbook of one cell, whose cost is that of the child processes. The table shows
the least wall time, CPU time (children too) and peak memory of the runs; imports take no part in the wall time.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.speed import WORKBOOK, generate, workbook  # noqa: E402

MEASURE = """
import json, resource, sys, time
path = sys.argv[1]
{prepare}
start, imports = time.perf_counter(), time.process_time()
{read}
wall = time.perf_counter() - start
own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime - imports
print(json.dumps([wall, cpu, max(own.ru_maxrss, children.ru_maxrss) / 1024]))
"""
OURS = ("from records.sources import read_file\nfrom records.sources import delimited, workbook", "read_file(path)")
ARROW = (
    """
import pyarrow as pa, pyarrow.csv as c
names = open(path, encoding="utf-8").readline().strip().split(",")
types = {name: pa.dictionary(pa.int32(), pa.string()) for name in names}
""",
    "c.read_csv(path, convert_options=c.ConvertOptions(column_types=types)).unify_dictionaries().combine_chunks()",
)
CALAMINE = (
    "import python_calamine",
    "python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()",
)


@dataclass
class Cost:
    """Seconds, seconds, megabytes."""

    wall: float
    cpu: float
    peak: float


def measure(reader: tuple[str, str], path: Path) -> Cost:
    """One run in a process of its own."""
    prepare, read = reader
    code = MEASURE.format(prepare=prepare, read=read)
    told = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, check=True).stdout
    return Cost(*json.loads(told))


def least(costs: list[Cost]) -> Cost:
    """The least of each figure."""
    return Cost(min(c.wall for c in costs), min(c.cpu for c in costs), min(c.peak for c in costs))


def compare(path: Path, other: tuple[str, str], runs: int) -> tuple[Cost, Cost]:
    """Ours and theirs, in turns."""
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(measure(OURS, path))
        theirs.append(measure(other, path))
    return least(ours), least(theirs)


def show(name: str, path: Path, other: tuple[str, str], runs: int) -> None:
    ours, theirs = compare(path, other, runs)
    size = path.stat().st_size / 1e6
    seconds = f"{ours.wall:.2f} | {theirs.wall:.2f} | {ours.wall / theirs.wall:.1f} | {ours.cpu:.2f} | {theirs.cpu:.2f}"
    print(f"| {name} | {size:.1f} | {seconds} | {ours.peak:.0f} | {theirs.peak:.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    columns = ["file", "MB", "s", "bare s", "ratio", "CPU s", "bare CPU s", "peak MB", "bare peak MB"]
    print("|", " | ".join(columns), "|\n|" + "---|" * len(columns))
    with tempfile.TemporaryDirectory() as folder:
        small = Path(folder) / "small.xlsx"
        text = Path(folder) / "small.csv"
        text.write_text("x\n", encoding="utf-8")
        workbook(text, small)
        show("small.xlsx", small, CALAMINE, options.runs)
        for rows in options.rows:
            text = Path(folder) / f"{rows}.csv"
            generate(rows, text)
            show(f"{rows:,} rows .csv", text, ARROW, options.runs)
            if rows <= WORKBOOK:
                workbook(text, text.with_suffix(".xlsx"))
                show(f"{rows:,} rows .xlsx", text.with_suffix(".xlsx"), CALAMINE, options.runs)


if __name__ == "__main__":
    main()
