"""Does an explanation leave another contradiction? Every one that is listed is typed into its cell, and checked anew.

    python -m benchmarks.explanations                    10,000 records of three seeds
    python -m benchmarks.explanations --rows 1000 --seeds 1

The records come from the generator that `speed.py` uses. For each finding and each explanation that reads one cell
otherwise, the record is added once more with that reading typed into the cell. It leaves a contradiction when a certain
finding of severity warning or up then names the field.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import records  # noqa: E402
from benchmarks.speed import GENERATOR, MAP  # noqa: E402
from records.batch import Batch  # noqa: E402
from records.causes import examine  # noqa: E402
from records.checks import CHECKS  # noqa: E402
from records.model import NONE_FOUND, fields_of, serious  # noqa: E402
from records.text import ascii_digits  # noqa: E402


def typed(explanation: dict[str, Any], text: str) -> str | None:
    """What a transcriber would have typed; None for what changes no cell, or cannot be typed into this text."""
    args = explanation["args"]
    if "of_field" not in args:
        return None
    if "reading" in args:
        return str(args["reading"])
    digits = ascii_digits(text)
    for old, new in ((args["from"], args["to"]), (args["from"][-2:], args["to"][-2:])):
        if re.search(rf"(?<!\d){old}(?!\d)", digits):
            return re.sub(rf"(?<!\d){old}(?!\d)", new, digits, count=1)
    return None


def explained(found: pd.DataFrame) -> Iterator[tuple[int, dict[str, Any]]]:
    """Each explanation of each finding about values, with its record."""
    values = [name for name, check in CHECKS.items() if not (check.of_text or check.by_record)]
    rows = found[found["check"].isin(values) & found["record"].notna()]
    for record, text in zip(rows["record"], rows["explanations"], strict=True):
        for each in json.loads(text):
            yield int(record), each


def measure(rows: pd.DataFrame) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By kind: how many are listed, how many were typed and checked anew, how many left a contradiction."""
    batch = _batch(rows)
    headers = {field: header for header, field in MAP.items()}
    listed, tried, left = Counter[str](), Counter[str](), Counter[str]()
    variants, kinds = [], []
    for record, each in explained(examine(batch)):
        listed[each["id"]] += 1
        field = each["args"].get("of_field", "")
        text = typed(each, rows[headers[field]].iat[record]) if field in headers else None
        if text is not None:
            variants.append({**rows.iloc[record].to_dict(), headers[field]: text})
            kinds.append((each["id"], field))
    again = _batch(pd.concat([rows, pd.DataFrame(variants)], ignore_index=True))
    found = examine(again)
    values = [name for name, check in CHECKS.items() if not (check.of_text or check.by_record)]
    wrong = found[
        serious(found).to_numpy() & found["check"].isin(values).to_numpy() & found["record"].notna().to_numpy()
    ]
    broken = {
        (int(r), name) for r, f in zip(wrong["record"], wrong["field"], strict=True) for name in fields_of(str(f))
    }
    for n, (kind, field) in enumerate(kinds, start=len(rows)):
        tried[kind] += 1
        left[kind] += (n, field) in broken
    return listed, tried, left


def _batch(rows: pd.DataFrame) -> Batch:
    return records.from_frame(rows, "fighter-file", says=MAP)


def generated(size: int, seed: int) -> pd.DataFrame:
    """A transcription by the generator beside the checkout, as texts."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "rows.csv"
        call = [sys.executable, str(GENERATOR), "--rows", str(size), "--seed", str(seed), "--out", str(file)]
        subprocess.run(call, check=True)
        return pd.read_csv(file, dtype=str, keep_default_na=False)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--seeds", type=int, default=3)
    said = parser.parse_args()
    if not GENERATOR.exists():
        sys.exit(f"no generator at {GENERATOR}")
    listed, tried, left = Counter[str](), Counter[str](), Counter[str]()
    for seed in range(1, said.seeds + 1):
        for total, one in zip((listed, tried, left), measure(generated(said.rows, seed)), strict=True):
            total.update(one)
    print("| explanation | listed | typed and checked anew | leave another contradiction |\n|---|---|---|---|")
    for name in sorted(listed):
        print(f"| {'none found' if name == NONE_FOUND else name} | {listed[name]} | {tried[name]} | {left[name]} |")


if __name__ == "__main__":
    main()
