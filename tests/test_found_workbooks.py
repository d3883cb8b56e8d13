"""Layouts that people made, which were read wrongly when the program was tried from outside: what is right of each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import records
from records.column import shown
from records.headers.sheet_contents import sheet_contents
from records.model import SijillError
from records.sources import read_file

FOLDER = Path(__file__).parents[2] / "shared" / "found" / "workbooks"
PEOPLE = ["full_name", "nationality", "birth_date", "blood_type"]
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the files lie beside the checkout")


def read(name: str, form: str, **said: Any) -> records.Result:
    (path,) = FOLDER.glob(f"{name}*")
    return records.run(path, FOLDER / "forms" / f"{form}.yaml", **said)


def readings(result: records.Result, *names: str) -> list[list[str]]:
    columns = [result.batch.columns[name] for name in names]
    return [list(row) for row in zip(*(shown(column, column.codes) for column in columns), strict=True)]


CARDS = {
    "v1": ["Amal Example", "12 Old street, Camp 4", "0555123", "amal@example.org", "[unread]"],
    "v3": ["Amal Example", "12 Old street", "0555123", "amal@example.org", "[blank]"],
    "v4": ["[unread]", "[unread]", "0555123", "amal@example.org", "her brother"],
}
"""Where a label has a text beside it and another below it, it asks."""


@pytest.mark.parametrize("name", CARDS)
def test_cards_are_read_label_by_label(name: str) -> None:
    assert readings(read(name, "card"), "full_name", "address", "phone", "email", "contact") == [CARDS[name]]


@pytest.mark.parametrize(
    ("name", "form", "row"), [("f1a", "day2", 7), ("f1c", "day2", 4), ("f3-", "day", 7), ("f3b", "day", 1)]
)
def test_the_line_whose_labels_matched_is_the_header(name: str, form: str, row: int) -> None:
    for said in ({}, {"header_row": row}):
        (mapping,) = read(name, form, **said).batch.mappings
        assert (mapping.header_rows, mapping.fields["day"]) == ((row,), "A")
        assert set(mapping.fields) == (
            {"day", "rest"} if form == "day" else {"day", "weekday", "start", "end", "rest", "worked"}
        )


@pytest.mark.parametrize("name", ["r1", "r3", "r5", "q1-", "q1c"])
def test_titles_are_no_parents(name: str) -> None:
    result = read(name, "p")
    assert [row[1:] for row in readings(result, *PEOPLE)] == [["TN", "1990-05-01", "A+"], ["MA", "1988-11-12", "O-"]]


@pytest.mark.parametrize(
    ("name", "persons"),
    [
        ("t01", 2),
        ("s07b", 4),
        ("s07c", 3),
        ("i3", 3),
        ("i4", 2),
        ("i6", 2),
        ("s11-", 2),
        ("s11d", 2),
        ("c11b", 2),
        ("x01", 2),
        ("x03", 2),
    ],
)
def test_persons_are_those_that_are_there(name: str, persons: int, tmp_path: Path) -> None:
    result = read(name, "p")
    result.report(tmp_path / "out")
    assert len(result.batch) == persons
    assert not any(column.why == "group" for mapping in result.batch.mappings for column in mapping.columns)


@pytest.mark.parametrize(("name", "last"), [("i3", 4), ("i4", 3), ("i6", 8), ("r1", 4), ("r5", 5)])
def test_without_a_form_the_same_records_are_seen(name: str, last: int) -> None:
    (path,) = FOLDER.glob(f"{name}*")
    (sheet,) = read_file(path)
    (table,) = sheet_contents(sheet).tables
    (mapping,) = read(name, "p").batch.mappings
    assert (table.header_rows, table.last_row) == (mapping.header_rows, last)


@pytest.mark.parametrize(("name", "between"), [("c07", "commas"), ("c10", "runs of blanks")])
def test_a_file_of_one_column_is_told(name: str, between: str) -> None:
    with pytest.raises(SijillError, match=f"the whole file is one column; its cells hold {between}"):
        read(name, "p")
