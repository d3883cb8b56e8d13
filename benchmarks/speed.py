"""How long the main job takes, and how much memory, beside what merely reading the file takes.

    python benchmarks/speed.py [--rows 10000 100000 1000000] [--runs 3] [--stages]

Every command is a process of its own and they take turns, so that a busy machine slows all alike: the whole
`sijill check` with all its outputs, and the same of a workbook (up to 100,000 rows) with its annotated copy;
`pandas.read_csv(dtype=str, keep_default_na=False)`; pyarrow reading into dictionaries and writing parquet. The table
shows the least wall time, its CPU time and peak memory, and the ratio to `read_csv`. `--stages` shows where the time of
the check goes.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter

ROOT = Path(__file__).parent.parent
GENERATOR = ROOT.parent / "shared" / "bench" / "generate.py"
MAP = {
    "row_id": "record_no", "batch": "source", "page": "page", "transcriber": "transcriber", "name_ar": "full_name",
    "name_latin": "full_name_latin", "kunya": "kunya", "origin_country": "origin_country", "residence": "residence_country",
    "birth_date": "birth_date", "blood_group": "blood_type", "weapon_specialty": "weapon", "wives": "wives_count",
    "children_per_wife": "children_per_wife", "join_date": "join_date", "form_date": "form_date", "education": "education",
    "notes": "notes",
}  # fmt: skip
WORKBOOK = 100_000
"""Rows up to which a workbook is measured too: longer ones are copied annotated only when that is asked for."""
READ_CSV = "import sys, pandas; pandas.read_csv(sys.argv[1], dtype=str, keep_default_na=False)"
ARROW = """
import sys, pyarrow as pa, pyarrow.csv as c, pyarrow.parquet as q
names = open(sys.argv[1], encoding="utf-8").readline().strip().split(",")
types = {name: pa.dictionary(pa.int32(), pa.string()) for name in names}
q.write_table(c.read_csv(sys.argv[1], convert_options=c.ConvertOptions(column_types=types)), sys.argv[2])
"""


@dataclass
class Cost:
    """What one process took: seconds and megabytes."""

    wall: float
    cpu: float
    peak: float


def generate(rows: int, out: Path) -> None:
    """A transcription of that many rows: by the generator beside the checkout, else by the small one here."""
    if GENERATOR.exists():
        subprocess.run(
            [sys.executable, str(GENERATOR), "--rows", str(rows), "--seed", "1", "--out", str(out)], check=True
        )
        return
    pick = random.Random(1)
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(MAP) + "\n")
        for n in range(rows):
            day = f"{pick.randrange(1, 29):02d}/{pick.randrange(1, 13):02d}/"
            values = [
                f"F-{n:07d}", f"B{n // 250}", str(n % 250), f"T{n % 8}", f"اسم {pick.randrange(200_000)}", f"Name {pick.randrange(400_000)}",
                "أبو عمر", pick.choice(["تونس", "France", "مصر"]), pick.choice(["فرنسا", "Tunisia"]), day + str(pick.randrange(1960, 1999)),
                pick.choice(["O+", "+A", "AB-"]), pick.choice(["PKM", "قناص"]), str(pick.randrange(4)), "1+2", day + "2014", day + "2015",
                "ثانوي", "",
            ]  # fmt: skip
            file.write(",".join(values) + "\n")


def workbook(text: Path, path: Path) -> None:
    """The same table as a workbook: digits as numbers, all else as texts."""
    book = xlsxwriter.Workbook(path, {"strings_to_numbers": True})
    sheet = book.add_worksheet()
    with text.open(encoding="utf-8") as file:
        for row, line in enumerate(file):
            sheet.write_row(row, 0, line.rstrip("\n").split(","))
    book.close()


def sijill(verb: str, file: Path, *more: str) -> list[str]:
    """A call of the program on the file, its headers named."""
    maps = [word for header, field in MAP.items() for word in ("--map", f"{header}={field}")]
    return [sys.executable, "-m", "records", verb, str(file), "--form", "fighter-file", *maps, *more]


def refuse_unmapped(file: Path) -> None:
    """A column that is only carried along would cost nothing and prove nothing."""
    told = subprocess.run(sijill("headers", file, "--format", "json"), cwd=ROOT, capture_output=True, check=True).stdout
    unmapped = [each["header"] for each in json.loads(told) if each["status"] != "mapped"]
    if unmapped:
        sys.exit(f"not mapped: {', '.join(unmapped)}")


def cost(command: list[str]) -> Cost:
    """Run it; exit status 1 is a finding, anything else is a failure."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        sys.exit(f"exit status {process.returncode}: {' '.join(command[:6])}")
    return Cost(time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(rows: int, runs: int, folder: Path) -> dict[str, Cost]:
    """The least of each command's costs, over interleaved runs."""
    file = folder / f"bench-{rows}.csv"
    generate(rows, file)
    refuse_unmapped(file)
    megabytes = file.stat().st_size / 1e6
    commands = {
        "sijill check": sijill("check", file, "--out", str(folder / "out"), "--fail-on", "never"),
        "pandas.read_csv": [sys.executable, "-c", READ_CSV, str(file)],
        "pyarrow + parquet": [sys.executable, "-c", ARROW, str(file), str(folder / "arrow.parquet")],
    }
    if rows <= WORKBOOK:
        book = file.with_suffix(".xlsx")
        workbook(file, book)
        commands["sijill check .xlsx"] = sijill("check", book, "--out", str(folder / "copied"), "--fail-on", "never")
    taken: dict[str, list[Cost]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            taken[name].append(cost(command))
    least = {name: min(costs, key=lambda each: each.wall) for name, costs in taken.items()}
    base = least["pandas.read_csv"]
    for name, each in least.items():
        print(
            f"| {rows:,} | {megabytes:.0f} | {name} | {each.wall:.2f} | {each.cpu:.2f} | {each.peak:.0f} "
            f"| {each.wall / base.wall:.2f} | {each.peak / megabytes:.2f} |",
            flush=True,
        )
    return least


def stages(file: Path) -> None:
    """Where the time of one check goes, in one process."""
    subprocess.run([sys.executable, str(Path(__file__).with_name("stages.py")), str(file)], cwd=ROOT, check=True)


def main() -> None:
    """Print the table, and the exponent between the two largest sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--rows", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--stages", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(
            "| rows | MB | command | wall s | CPU s | peak MB | of read_csv | peak / file |\n|---:|---:|---|---:|---:|---:|---:|---:|"
        )
        walls = {rows: measure(rows, asked.runs, folder)["sijill check"].wall for rows in asked.rows}
        if len(walls) > 1:
            (less, first), (more, last) = sorted(walls.items())[-2:]
            print(
                f"\nexponent between {less:,} and {more:,} rows: {math.log(last / first) / math.log(more / less):.2f}"
            )
        if asked.stages:
            stages(folder / f"bench-{max(asked.rows)}.csv")


if __name__ == "__main__":
    main()
