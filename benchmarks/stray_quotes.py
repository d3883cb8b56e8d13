"""One quote too many in an honest file: no record may be lost without a word.

    python benchmarks/stray_quotes.py [--files 200] [--positions 50] [--seed 1] [--pair]

Makes files of delimited text (invented people; several delimiters, ways to quote, notes with line breaks, delimiters
and quotes), puts one quote at random places of each, and reads them as `check` does. With `--pair` a second one closes
it at the end of some cell of the next lines, which swallows far more. A record that is no record of its
own any more must be told by a finding on the row that holds it, or the file be refused. The honest files themselves
must be read whole, with at most one such finding a column.
"""

from __future__ import annotations

import argparse
import csv
import io
import random
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, when the package is not installed

import pandas as pd

import records
from records.forms import Form
from records.model import SijillError
from records.sources.delimited import read_delimited

FORM = """\
form: people
title: {en: People, ar: أشخاص}
fields:
  number: {kind: identifier, labels: {en: [Serial number], ar: [الرقم]}}
  name: {kind: name, labels: {en: [Full name], ar: [الاسم]}}
  born: {kind: date, labels: {en: [Date of birth], ar: [تاريخ الميلاد]}}
  country: {kind: country, labels: {en: [Nationality], ar: [الجنسية]}}
  notes: {kind: text, labels: {en: [Notes], ar: [ملاحظات]}}
"""
HEADERS = ("Serial number", "Full name", "Date of birth", "Nationality", "Notes")
_GIVEN, _FAMILY = ("Ali", "Omar", "Sami", "Zayd", "عمر", "كريم", "Jean"), ("Example", "Sample", "داود", "Instance")
_COUNTRIES = ("Syria", "Iraq", "Egypt", "تونس", "France")
_NOTES = ("", "", "came on foot", "two papers, one torn", "seal broken; see page 2", "aged 5\"", 'said "later"',
          "first line\nsecond line", "came, left\nand, came, back, again", '""', "\nbegins below", ",begins after", "a|b\tc")  # fmt: skip
TOLD = ("swallowed-lines", "ragged-line", "divider")


def honest(chance: random.Random) -> str:
    """A file of invented people, as programs and people write them."""
    delimiter, ending = chance.choice(",,,;\t|"), chance.choice(("\n", "\n", "\r\n"))
    order = chance.sample(range(5), chance.randint(3, 5))
    columns = [0, *(n for n in order if n)] if chance.random() < 0.8 else sorted({0, *order})
    lines = [[HEADERS[n] for n in columns]]
    for number in range(1, chance.randint(5, 40)):
        name = f"{chance.choice(_GIVEN)} {chance.choice(_FAMILY)}"
        day = f"{chance.randint(1950, 2000)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"
        person = [f"R{number:04d}", name, day, chance.choice(_COUNTRIES), chance.choice(_NOTES)]
        lines.append([person[n] for n in columns])
    out = io.StringIO()
    way = chance.choice((csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONE))
    if way == csv.QUOTE_NONE:  # by hand: a quote within a cell stands as it is, and no cell needs one around it
        plain = [[re.sub(r'^"+|[\n,;\t|]', " ", cell).strip() for cell in line] for line in lines]
        return "".join(delimiter.join(line) + ending for line in plain)
    csv.writer(out, delimiter=delimiter, lineterminator=ending, quoting=way).writerows(lines)
    return out.getvalue()


def numbers(text: str) -> set[str]:
    """The serial numbers of the persons of a file."""
    return set(re.findall(r"\bR\d{4}\b", text))


def lost(path: Path, form: Form, persons: set[str]) -> tuple[str, set[str]]:
    """What became of a file, and the persons that are no record of their own and of whom nothing is said."""
    try:
        sheet = read_delimited(path)
        texts = [sheet.column(letter).to_pylist() for letter in sheet.letters]
        rows = [[(cell or "").replace('"', "") for cell in row] for row in zip(*texts, strict=True)]
        held = [numbers(" ".join(row)) for row in rows]
        own = [each for each, row in zip(held[1:], rows[1:], strict=True) if len(each) == 1 and sum(map(bool, row)) > 1]
        alone = set().union(*own)
        if alone == persons:
            return "read", set()
        batch = records.normalise([sheet], form)
        found = records.check(batch)
    except SijillError:
        return "refused", set()
    told = set(_rows(batch.locate(found[found["check"].isin(TOLD)])))
    named = set().union(*(each for row, each in enumerate(held, 1) if row in told))
    return "told", persons - alone - named


def _rows(found: pd.DataFrame) -> list[int]:
    """The rows that findings name, by their cell or in their words."""
    named = " ".join([*found["cell"], *found.loc[found["record"].isna(), "message"]])
    lists = " ".join(re.findall(r"\(rows ([\d, ]+)", named))
    return [int(each) for each in re.findall(r"\b[A-Z]+(\d+)\b", named) + re.findall(r"\d+", lists)]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=200)
    parser.add_argument("--positions", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pair", action="store_true")
    options = parser.parse_args()
    figures, faults = measured(options.files, options.positions, options.seed, options.pair)
    for what, count in figures.most_common():
        print(f"{count:6,}  {what}")
    print("\n".join(faults), file=sys.stderr)
    return int(bool(faults))


def quoted(text: str, chance: random.Random, pair: bool) -> tuple[int, str]:
    """The text with a quote at a random place; of a pair both stand at the edges of cells, up to four lines apart."""
    if not pair:
        at = chance.randrange(len(text) + 1)
        return at, f'{text[:at]}"{text[at:]}'
    begins = [0, *(found.end() for found in re.finditer(r"[,;\t|\n]", text))]
    at = chance.choice(begins)
    ends = [at + found.start() for found in re.finditer(r"[,;\t|]|\r?\n", text[at:])][:20] or [len(text)]
    end = chance.choice(ends)
    return at, f'{text[:at]}"{text[at:end]}"{text[end:]}'


def measured(files: int, positions: int, seed: int, pair: bool = False) -> tuple[Counter[str], list[str]]:
    """How many files were read, told and refused, and a line for each fault."""
    chance = random.Random(seed)
    figures: Counter[str] = Counter()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "people.yaml").write_text(FORM, encoding="utf-8")
        form = records.form(str(Path(folder) / "people.yaml"))
        path = Path(folder) / "a.csv"
        for n in range(files):
            text = honest(chance)
            path.write_text(text, encoding="utf-8", newline="")
            faults += [f"file {n}: {fault}" for fault in _of_honest(path, form, numbers(text))]
            figures["honest files"] += 1
            for _ in range(positions):
                at, with_quotes = quoted(text, chance, pair)
                path.write_text(with_quotes, encoding="utf-8", newline="")
                became, silent = lost(path, form, numbers(text))
                figures[became if not silent else "silent"] += 1
                faults += [f"file {n}, quote at {at}: {len(silent)} records lost without a word"] if silent else []
    return figures, faults


def _of_honest(path: Path, form: Form, persons: set[str]) -> list[str]:
    """What is wrong with how an honest file is read."""
    try:
        batch = records.normalise([read_delimited(path)], form)
    except SijillError as error:
        return [f"refused: {error}"]
    found = records.check(batch)
    columns = Counter(found.loc[found["check"] == "swallowed-lines", "field"])
    faults = [f"{count} findings in {name}" for name, count in columns.items() if count > 1]
    texts = set(batch.frame()["number"])
    return faults + ([f"{len(persons - texts)} records lost"] if persons - texts else [])


if __name__ == "__main__":
    sys.exit(main())
