"""Titles above a header name no columns; parents do. The line whose labels matched is the header."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

import records
from records.forms import Form
from records.headers import map_sheet
from records.headers.sheet_contents import sheet_contents
from records.inspection import inspect
from records.session import Call, gather
from tests.layout.test_header_rows import merged
from tests.layouts import rows_of

HEAD = "Full name ¦ Nationality ¦ Date of birth ¦ Blood type"
MEN = "Amal Example ¦ Tunisian ¦ 1990-05-01 ¦ A+\nBadr Sample ¦ Moroccan ¦ 1988-11-12 ¦ O-"
ARABIC = "الاسم ¦ الجنسية ¦ تاريخ الميلاد ¦ فصيلة الدم\nسامي ¦ تونسي ¦ 1990 ¦ A+\nعلي ¦ مغربي ¦ 1991 ¦ O-"
FIELDS = {"full_name": "A", "nationality": "B", "birth_date": "C", "blood_type": "D"}
HALVES = ("A1:B1", "C1:D1")
TITLES = [
    ("a camp and a month", f"Camp 7 ¦  ¦ June 2015 ¦ \n{HEAD}\n{MEN}", HALVES, 2),
    ("a unit and a month", f"سرية الأمثلة ¦  ¦ شهر حزيران 2015 ¦ \n{ARABIC}", HALVES, 2),
    ("a letterhead of two lines", f"Bureau of samples ¦  ¦ Ref. 7/B ¦ \nRegister ¦  ¦ Date: 3 June 2015 ¦ \n{HEAD}\n{MEN}", (*HALVES, "A2:B2", "C2:D2"), 3),
    ("a ministry and its office", f"وزارة العينات ¦  ¦ مديرية السجلات ¦ \n{ARABIC}", HALVES, 2),
    ("two lines of label and answer", f"السرية: ¦ سرية الأمثلة ¦  ¦ \nالتاريخ: ¦ 2015/06/03 ¦  ¦ \n{ARABIC}", ("B1:D1", "B2:D2"), 3),
    ("a label and its answer, without a colon", f"Name ¦  ¦ Omar Example ¦ \n{HEAD}\n{MEN}", HALVES, 2),
    ("a label and its answer over the rest", f"Head of office ¦ Omar Example ¦  ¦ \n{HEAD}\n{MEN}", ("B1:D1",), 2),
    ("sections with numbers", f"Section 1 ¦  ¦ Section 2 ¦ \n{HEAD}\n{MEN}", HALVES, 2),
    ("a blank line between", f"Alpha ¦  ¦ Beta ¦ \n ¦  ¦  ¦ \n{HEAD}\n{MEN}", HALVES, 3),
]  # fmt: skip


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "person.yaml"
    path.write_text(
        "form: person\ntitle: {en: Person}\nfields:\n  full_name: {kind: name, required: true}\n  nationality: {kind: country}\n  birth_date: {kind: date}\n  blood_type: {kind: blood}\n  phone: {kind: identifier}\n",
        encoding="utf-8",
    )
    return records.form(path)


def saved(path: Path, lines: str, merges: tuple[str, ...]) -> Path:
    book = openpyxl.Workbook()
    for row in rows_of(lines):
        book.active.append([text or None for text in row])
    for each in merges:
        book.active.merge_cells(each)
    book.save(path)
    return path


@pytest.mark.parametrize(("what", "lines", "merges", "header"), TITLES, ids=[each[0] for each in TITLES])
def test_a_title_is_no_parent(form: Form, what: str, lines: str, merges: tuple[str, ...], header: int) -> None:
    sheet = merged(rows_of(lines), *merges)
    mapping = map_sheet(sheet, form)
    assert (mapping.header_rows, mapping.fields, len(mapping.kept)) == ((header,), FIELDS, 2)
    assert map_sheet(sheet, form, header_row=header).header_rows == (header,)
    (table,) = sheet_contents(sheet).tables
    assert (table.header_rows, table.first_row, table.last_row) == ((header,), header + 1, header + 2)


@pytest.mark.parametrize(
    ("lines", "merges", "wanted"),
    [
        ("Full name ¦ Father ¦  \n ¦ Name ¦ Phone\nAmal ¦ Omar ¦ 0555", ("A1:A2", "B1:C1"), {"full_name": "A"}),
        ("Wife 1 ¦  ¦ Wife 2 ¦ \nName ¦ Phone ¦ Name ¦ Phone\nAmal ¦ 1 ¦ Alia ¦ 2", HALVES, {}),
        ("Person ¦  ¦ Sponsor ¦ \nName ¦ Nationality ¦ Name ¦ Phone\nAmal ¦ Iraqi ¦ Omar ¦ 0555", HALVES, {"full_name": "A"}),
        ("Alpha ¦  ¦ Beta ¦ \nName ¦ Nationality ¦ Date of birth ¦ Blood type\nAmal ¦ Iraqi ¦ 1990 ¦ A+", HALVES, {}),
        ("Personal data ¦  ¦ Dates ¦ \nName ¦ Nationality ¦ Date of birth ¦ Blood type\nAmal ¦ Iraqi ¦ 1990 ¦ A+", HALVES, {"full_name": "A", "nationality": "B"}),
    ],
)  # fmt: skip
def test_what_a_parent_says_of_its_columns_is_not_lost(
    form: Form, lines: str, merges: tuple[str, ...], wanted: dict[str, str]
) -> None:
    mapping = map_sheet(merged(rows_of(lines), *merges), form)
    assert (mapping.header_rows, mapping.fields) == ((1, 2), wanted)


def test_the_row_that_was_said_is_the_header(form: Form, tmp_path: Path) -> None:
    path = saved(tmp_path / "two.xlsx", f"Alpha ¦  ¦ Beta ¦ \n{HEAD}\n{MEN}", HALVES)
    for row, rows in ((2, (2,)), (3, None)):
        errors: list[Exception] = []
        found = gather(Call([path], [form], header_row=row), errors.append)
        assert [each.header_rows for each in found.mappings] == ([rows] if rows else [])
        assert len(errors) == (0 if rows else 1)


def test_when_all_columns_ask_they_are_listed_and_each_can_be_said(form: Form, tmp_path: Path) -> None:
    from records.headers.mapping import questions

    path = saved(tmp_path / "asks.xlsx", f"Alpha ¦  ¦ Beta ¦ \n{HEAD}\n{MEN}", HALVES)
    (mapping,) = gather(Call([path], [form]), lambda error: pytest.fail(str(error))).mappings
    said = [line.partition('--map "')[2].removesuffix('"').rsplit("=", 1) for line in questions([mapping], "en")]
    assert [field for _, field in said] == list(FIELDS)
    (again,) = gather(Call([path], [form], dict(map(tuple, said))), lambda error: pytest.fail(str(error))).mappings
    assert again.fields == FIELDS
    (sheet,) = inspect(path, forms=[form])["sheets"]
    assert [each["used"] for each in sheet["read_as"]] == [True]
