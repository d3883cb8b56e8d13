"""A workbook that was made to be misread is refused or told: no value goes to another row, sheet or reader unnoticed."""

from pathlib import Path

import pytest

from benchmarks import packages as made
from records.model import SourceError
from records.sources import worksheet

REFUSED_ROWS = {
    "a cell of the next row": made.row(2, '<c r="A3"><v>1</v></c>'),
    "a cell of row 0, and empty": made.row(2, "Ali", '<c r="D0"/>'),
    "a cell of no row": made.row(2, '<c r="A"><v>1</v></c>'),
    "a cell of no column": made.row(2, '<c r="2"><v>1</v></c>'),
    "a cell of row 02": made.row(2, '<c r="A02"><v>1</v></c>'),
    "a cell of an Arabic row": made.row(2, '<c r="A٢"><v>1</v></c>'),
    "a cell of no place": made.row(2, '<c r=""><v>1</v></c>'),
    "a cell of four letters": made.row(2, '<c r="AAAA2"><v>1</v></c>'),
    "a row below zero": '<row r="-3"></row>',
    "a row that is no whole number": '<row r="2.0"></row>',
    "a row with a sign": '<row r="+2"></row>',
    "a row of another grammar": '<row r="1e5"></row>',
    "a row with a mark of thousands": '<row r="1_0"></row>',
    "an Arabic row": '<row r="٢"></row>',
    "row 0": '<row r="0"></row>',
    "a row beyond the last": '<row r="1048577"></row>',
    "a row of many digits": f'<row r="{"9" * 5000}"></row>',
    "a cell between the rows": '<c r="A1"><v>1</v></c>',
    "a cell between the rows, without a place": "<c><v>1</v></c>",
    "a filled cell twice": made.row(2, "Ali", '<c r="A2"><v>1</v></c>'),
    "a filled cell emptied after": made.row(2, "Ali", '<c r="A2"/>'),
}


def read(path: Path, **changed: str) -> dict[str, list[tuple[int, list[str]]]]:
    """The lines of each sheet, by our own reader alone."""
    with made.package(path, changed).open("rb") as file:
        return {name: [line for lines in sheet.read() for line in lines] for name, _, sheet in worksheet.sheets(file)}


@pytest.mark.parametrize("rows", REFUSED_ROWS.values(), ids=REFUSED_ROWS)
def test_a_cell_that_is_not_in_its_row_refuses_the_sheet(tmp_path: Path, rows: str) -> None:
    header, *others = made.people()
    with pytest.raises(SourceError, match=r"^people.* (is damaged|claims a row)"):
        read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(header, rows, *others[1:])})


def test_cells_and_rows_without_a_place_follow_the_last(tmp_path: Path) -> None:
    line = "".join(made.cell(place, text) for place, text in (("", "Ali"), ("", "Syria"), ("E2", "x"), ("", "y")))
    rows = [*made.people()[:1], f"<row>{line}</row>", f"<row>{made.cell('', 'Omar')}</row>"]
    _, *lines = read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(*rows)})["people"]
    assert lines == [(2, ["Ali", "Syria", "", "", "x", "y"]), (3, ["Omar"])]
