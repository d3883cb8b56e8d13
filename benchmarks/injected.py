"""Is every error that the generator puts into a cell found there, and is anything said for certain of other cells?

    python -m benchmarks.injected                    10,000 records of three seeds
    python -m benchmarks.injected --clean            findings in files without errors, by check, verdict and severity

The records come from the generator that `speed.py` uses. An error is found when a finding names its cell, whatever its
severity and verdict. Listed apart are texts that are a word for having no answer, and misspellings that the table corrects:
these are told once for the column (`corrected-spelling`), as a note.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import records  # noqa: E402
from benchmarks.planted.clean import ORDERS, clean, sheet_of  # noqa: E402
from benchmarks.speed import GENERATOR, MAP  # noqa: E402
from records.batch import Batch  # noqa: E402
from records.causes import examine  # noqa: E402
from records.checks.texts import CorrectedSpelling  # noqa: E402
from records.model import ALSO, Status, fields_of, serious  # noqa: E402


def generated(rows: int, seed: int, *more: str) -> tuple[Batch, pd.DataFrame]:
    """A file of the generator, and what it injected."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "forms.csv"
        size = ("--rows", str(rows), "--seed", str(seed), "--out", str(file))
        subprocess.run([sys.executable, str(GENERATOR), *size, *more], check=True)
        injected = pd.read_csv(f"{file}.errors.csv", dtype=str, keep_default_na=False)
        batch = records.normalise(records.read(file), records.form("fighter-file"), says=MAP)
    return batch, injected


def named(findings: pd.DataFrame) -> list[set[tuple[int, str]]]:
    """The cells, by record and field, that each finding names, and those of the records where it stands as well."""
    rows = findings[findings["record"].notna()]
    return [
        {(each, name) for each in (int(record), *json.loads(args).get(ALSO, ())) for name in fields_of(fields)}
        for record, fields, args in zip(rows["record"], rows["field"], rows["args"], strict=True)
    ]


def measure(batch: Batch, injected: pd.DataFrame, counts: dict[str, Counter[str]], missed: Counter[str]) -> int:
    """Count each injected kind; return how many certain findings name no injected cell."""
    found = examine(batch)
    cells, wrong = set().union(*named(found)), set[tuple[int, str]]()
    for line, column, kind, dirty in injected[["line", "column", "kind", "dirty"]].itertuples(index=False):
        record, name = int(line) - 2, MAP[column]
        wrong.add((record, name))
        readings = batch.columns[name]
        status = readings.lexicon["status"].iloc[readings.codes[record]]
        how = "missed"
        if (record, name) in cells:
            how = "found"
        elif status == Status.MISSING:
            how = "word for missing"
        elif readings.lexicon["note"].iloc[readings.codes[record]] == CorrectedSpelling.note:
            how = "told as a spelling"
        counts.setdefault(kind, Counter())[how] += 1
        if how == "missed":
            missed[f"{kind}: {dirty}"] += 1
    return sum(not (each & wrong) for each in named(found[serious(found)]))


def of_clean_files(rows: int) -> None:
    """What is said of files in which nothing is wrong."""
    batches = {
        order: records.normalise([sheet_of(clean(rows, 1, order))], records.form("fighter-file")) for order in ORDERS
    }
    batches["generator"] = generated(rows, 1, "--error-rate", "0")[0]
    for name, batch in batches.items():
        found = examine(batch)
        for said, n in found.groupby(["check", "verdict", "severity"], observed=True).size().items():
            print(f"{name:18}{' '.join(map(str, said)):45}{n:7,}")  # type: ignore[arg-type]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--clean", action="store_true")
    asked = parser.parse_args()
    if asked.clean:
        of_clean_files(asked.rows)
        return
    counts, missed, others = dict[str, Counter[str]](), Counter[str](), 0
    for seed in range(1, asked.seeds + 1):
        others += measure(*generated(asked.rows, seed), counts, missed)
    for kind, by in sorted(counts.items()):
        apart = ", ".join(f"{how} {n}" for how, n in sorted(by.items()) if how not in ("found", "missed"))
        print(f"{kind:26}{by['found']:5} of {by['found'] + by['missed']:5}  {apart}".rstrip())
    print(*(f"missed {n:3} {text}" for text, n in missed.most_common()), sep="\n")
    print(f"certain findings of severity warning and up that name no injected cell: {others:,}")


if __name__ == "__main__":
    main()
