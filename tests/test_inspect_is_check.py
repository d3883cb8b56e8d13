"""What `inspect --form F` says of a file is what `check --form F` reads of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import records
from records.forms import shipped
from records.headers import RequestedForm, map_sheet, understand
from records.headers.sheet_contents import sheet_contents
from records.inspection import inspect
from records.model import SijillError
from records.session import Call, take
from records.sources import read_file
from tests.layout.test_header_rows import merged
from tests.layouts import LAYOUTS, Layout, rows_of

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
FOLDERS = [ROOT / "examples", SHARED / "real", SHARED / "found" / "workbooks"]
FILES = [path for folder in FOLDERS for path in sorted(folder.glob("*.*")) if path.suffix in (".csv", ".txt", ".xlsx")]

SMALL = 20_000
"""Bytes of a file that is asked for each form by itself; a larger one is asked for all at once."""


@pytest.fixture(autouse=True)
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is read once: what is compared is how it is understood."""
    once = cache(lambda path: read_file(path))
    for module in ("records.session", "records.inspection"):
        monkeypatch.setattr(f"{module}.read_file", lambda path, *options: once(path))


def checked(path: Path, forms: list[records.Form]) -> list[dict[str, Any]]:
    """What `check` reads: of each table its header row, columns, number of records, and lines left out."""
    taken = take(Call([path], forms), lambda error: None)
    return [
        {
            "sheet": each.source.sheet,
            "header_rows": list(each.header_rows),
            "fields": {name: list(each.letters(name)) for name in each.fields},
            "records": len(each.kept),
            "left_out": each.account.unused,
        }
        for each in taken.mappings
    ]


def inspected(path: Path, forms: list[records.Form]) -> list[dict[str, Any]]:
    """What `inspect` says that `check` reads."""
    found = inspect(path, forms=forms, profile_of=Call([path], forms).profile_of)
    return [
        {
            "sheet": sheet["sheet"],
            **{key: each[key] for key in ("header_rows", "fields", "records")},
            "left_out": len(each["left_out"]),
        }
        for sheet in found["sheets"]
        for each in sheet["read_as"]
        if each["used"]
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_inspected_as_it_is_checked(path: Path) -> None:
    forms = [records.form(name) for name in shipped()]
    for asked in [[form] for form in forms] if path.stat().st_size < SMALL else [forms]:
        try:
            said = inspected(path, asked)
        except SijillError:
            assert not checked(path, asked)
            continue
        assert sorted(said, key=repr) == sorted(checked(path, asked), key=repr)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_a_layout_is_inspected_as_it_is_checked(layout: Layout, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in rows_of(layout.lines):
        book.active.append([text or None for text in row])
    for merge in layout.merges:
        book.active.merge_cells(merge)
    book.save(tmp_path / "layout.xlsx")
    forms = [records.form(layout.form)]
    assert inspected(tmp_path / "layout.xlsx", forms) == checked(tmp_path / "layout.xlsx", forms)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_without_a_form_a_layout_stands_where_its_form_is_read(layout: Layout) -> None:
    sheet, form = merged(rows_of(layout.lines), *layout.merges), records.form(layout.form)
    try:
        parts = understand(sheet, [RequestedForm(form)]).tables()
        read = [(map_sheet(part, form), part.rows) for part in parts]
    except SijillError:
        return
    found = sheet_contents(sheet)
    told = [(each.header_rows, each.first_row, each.last_row) for each in found.tables]
    assert bool(found.forms) == any(mapping.cells for mapping, _ in read)
    assert sorted(told) == sorted(
        (each.header_rows, *rows[each.kept[[0, -1]]].tolist())
        for each, rows in read
        if len(each.kept) and not each.cells
    )


def test_lines_of_numbers_hints_and_totals_are_no_records(tmp_path: Path) -> None:
    path = tmp_path / "register.csv"
    people = "Amal,1/2/1990,Syrian\nOmar,3/4/1991,Iraqi\n"
    path.write_text(f"Full name,Date of birth,Nationality\n3,2,1\n{people}Total,2,\n", encoding="utf-8")
    (sheet,) = inspect(path, forms=[records.form("border-entry-form")])["sheets"]
    (read,) = sheet["read_as"]
    assert (read["header_rows"], read["first_row"], read["last_row"], read["left_out"]) == ([1], 3, 4, [5])
    (sheet,) = inspect(path)["sheets"]
    assert sheet["tables"] == [{"header_rows": [1], "first_row": 3, "last_row": 4, "columns": "A:C"}]
    assert sheet["left_out"] == [5]
