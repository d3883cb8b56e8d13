"""Two transcribers: what is another spelling, what leaves room for the other, what cannot both be true."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest

import records
from records.batch import Batch
from records.double_entry import CLASSES, COMPARISON_COLUMNS, compare
from records.model import SijillError

ROOT = Path(__file__).parent.parent
CASES = list(csv.DictReader((ROOT / "tests" / "cases" / "double-entry.csv").read_text(encoding="utf-8").splitlines()))
FORM = """\
form: small
title: {en: A small form, ar: استمارة صغيرة}
transcriber: transcriber
fields:
  record_no: {kind: identifier}
  name: {kind: name}
  date: {kind: date}
  country: {kind: country}
  blood: {kind: blood}
  count: {kind: count, of: wives}
  counts: {kind: counts}
  choice: {kind: choice, vocabulary: weapons, many: true}
  text: {kind: text}
  transcriber: {kind: text, about: record}
"""


def batch(folder: Path, file: str, header: list[str], rows: list[list[str]]) -> Batch:
    (folder / "small.yaml").write_text(FORM, encoding="utf-8")
    with (folder / file).open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([header, *rows])
    return records.normalise(
        records.read(folder / file), records.form(folder / "small.yaml"), {each: each for each in header}
    )


@pytest.mark.parametrize("kind", sorted({case["kind"] for case in CASES}))
def test_classes(kind: str, tmp_path: Path) -> None:
    """As in the table, and the same when the two change places."""
    cases = [case for case in CASES if case["kind"] == kind]
    sides = [
        batch(tmp_path, f"{side}.csv", ["record_no", kind], [[str(n), case[side]] for n, case in enumerate(cases, 1)])
        for side in ("first", "second")
    ]
    for order in (sides, sides[::-1]):
        classes = compare(*order).set_index("key")["class"]
        found = [classes.get(str(n), "same") for n in range(1, len(cases) + 1)]
        assert dict(zip([(each["first"], each["second"]) for each in cases], found, strict=True)) == {
            (each["first"], each["second"]): each["class"] for each in cases
        }


def test_the_counts_add_up_and_every_difference_says_where(tmp_path: Path) -> None:
    header = ["record_no", "name", "blood", "transcriber"]
    amal = batch(
        tmp_path,
        "amal.csv",
        header,
        [["1", "Karim", "A+", "Amal"], ["2", "Omar", "B", "Amal"], ["", "Zayd", "O", "Amal"]],
    )
    omar = batch(
        tmp_path,
        "omar.csv",
        header,
        [["2", "Omar", "B-", "Omar"], ["1", "Karim", "A-", "Omar"], ["9", "Ali", "O", "Omar"]],
    )
    table = compare(amal, omar)
    assert list(table.columns) == list(COMPARISON_COLUMNS)
    assert table.attrs["key"] == "record_no" and table.attrs["paired"] == 2
    assert table.attrs["unpaired"] == {"first": 1, "second": 1}
    assert [each["field"] for each in table.attrs["fields"]] == ["name", "blood"], (
        "the transcriber is another by design"
    )
    assert all(sum(each[name] for name in CLASSES) == 2 for each in table.attrs["fields"])
    rows = (
        table[["field", "class", "key", "cell_first", "text_first", "cell_second", "text_second"]].to_numpy().tolist()
    )
    assert rows == [
        ["blood", "different", "1", "amal.csv!C2", "A+", "omar.csv!C3", "A-"],
        ["blood", "compatible", "2", "amal.csv!C3", "B", "omar.csv!C2", "B-"],
        ["record_no", "unpaired", "", "amal.csv!A4", "", "", ""],
        ["record_no", "unpaired", "9", "", "", "omar.csv!A4", "9"],
    ]


def test_records_are_paired_by_a_key_or_not_at_all(tmp_path: Path) -> None:
    one = batch(tmp_path, "one.csv", ["record_no", "name"], [["1", "Karim"], ["2", "Omar"]])
    twice = batch(tmp_path, "twice.csv", ["record_no", "name"], [["1", "Karim"], ["1", "Omar"]])
    none = batch(tmp_path, "none.csv", ["name", "blood"], [["Karim", "A"]])
    assert compare(one, twice, key="name").attrs["paired"] == 2
    with pytest.raises(SijillError, match=r"twice\.csv: a value of record_no stands twice"):
        compare(one, twice)
    with pytest.raises(SijillError, match=r"none\.csv: has no record_no to pair records by"):
        compare(one, none)
    with pytest.raises(SijillError, match="blood is a blood"):
        compare(one, twice, key="blood")
    with pytest.raises(SijillError, match="no field 'nam'"):
        compare(one, twice, key="nam")


def test_two_forms_are_not_compared(tmp_path: Path) -> None:
    one = batch(tmp_path, "one.csv", ["record_no", "name"], [["1", "Karim"]])
    with pytest.raises(SijillError, match="small and fighter-file are two forms"):
        compare(
            one,
            records.normalise(
                records.read(ROOT / "examples" / "battalion-second-transcriber.csv"), records.form("fighter-file")
            ),
        )


def test_the_two_hands_of_the_example() -> None:
    """Two real differences among 8 records: a year with its figures changed round, and a sign."""
    form = records.form("fighter-file")
    amal = records.normalise(
        [each for each in records.read(ROOT / "examples" / "battalion.xlsx") if each.source.sheet == "الملفات"], form
    )
    layla = records.normalise(records.read(ROOT / "examples" / "battalion-second-transcriber.csv"), form)
    table = compare(amal, layla)
    different = table[table["class"] == "different"]
    assert different[["field", "key", "text_first", "text_second"]].to_numpy().tolist() == [
        ["birth_date", "1", "15/02/1987", "15/02/1978"],
        ["blood_type", "5", "B-", "B+"],
    ]
    assert table["class"].value_counts().to_dict() == {"spelling": 8, "unpaired": 6, "different": 2, "one-missing": 1}
    assert all(isinstance(dtype, pd.StringDtype) for dtype in table.dtypes)
