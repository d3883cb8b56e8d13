"""Lines around the records: codes and types below a header, remarks below a table; a sheet that is one column."""

from __future__ import annotations

import pytest

import records
from records.headers import map_sheet
from records.headers.sheet_contents import sheet_contents
from records.layout.lines import parted_by
from records.layout.spread import GROUP
from records.model import SourceError
from tests.answers.test_shared_boxes import sheet
from tests.layout.test_header_rows import merged
from tests.layouts import rows_of

HEAD = "Full name ¦ Nationality ¦ Date of birth\n"
MEN = "Amal ¦ Tunisian ¦ 1990-05-01\nBadr ¦ Moroccan ¦ 1988-11-12\n"
CODES = [
    "varchar ¦ varchar ¦ date", "text(80) ¦ select_one ¦ date", "Q1 ¦ Q2 ¦ Q3", "QID1_TEXT ¦ QID2 ¦ QID3_4",
    '{"ImportId":"QID1"} ¦ {"ImportId":"QID2"} ¦ {"ImportId":"QID3"}', "#name ¦ #country+origin ¦ #date +birth",
    "#name ¦  ¦ #date", "نص ¦ نص ¦ تاريخ", "nvarchar(50) ¦ int ¦ datetime\nfull_nm ¦ nat_1 ¦ dob_1",
]  # fmt: skip
PEOPLE = [
    "Q1 ¦ Iraqi ¦ 1990", "Amal ¦ varchar ¦ date", "AK47 ¦  ¦", "A+ ¦ O- ¦ B+",
]  # fmt: skip


@pytest.mark.parametrize("codes", CODES)
def test_a_line_of_codes_below_the_header_is_no_record(codes: str) -> None:
    found = map_sheet(sheet(*rows_of(f"{HEAD}{codes}\n{MEN}")), records.form("fighter-file"), header_row=1)
    assert (len(found.kept), found.account.header) == (2, 1 + len(codes.split("\n")))


@pytest.mark.parametrize("line", PEOPLE)
def test_a_line_that_is_not_all_codes_is_a_record(line: str) -> None:
    found = map_sheet(sheet(*rows_of(f"{HEAD}{line}\n{MEN}")), records.form("fighter-file"), header_row=1)
    assert len(found.kept) == 3


def test_codes_that_stand_below_too_are_records() -> None:
    found = map_sheet(sheet(*rows_of(f"{HEAD}M1 ¦ C1 ¦ D1\nM2 ¦ C2 ¦ D2")), records.form("fighter-file"), header_row=1)
    assert len(found.kept) == 2


@pytest.mark.parametrize("gap", ["", " ¦  ¦ \n"])
@pytest.mark.parametrize("remark", ["Seen by the office", "أعده المكتب", "End of the page, see overleaf"])
def test_a_remark_below_the_table_is_no_group_and_no_record(gap: str, remark: str) -> None:
    rows = rows_of(f"{HEAD}{MEN}{gap}{remark} ¦  ¦ ")
    found = map_sheet(merged(rows, f"A{len(rows)}:C{len(rows)}"), records.form("fighter-file"), header_row=1)
    assert (len(found.kept), found.account.unused) == (2, 1)
    assert GROUP not in {column.letter for column in found.columns}


@pytest.mark.parametrize(
    "foot",
    [
        "Signature ¦  ¦ Date: 3 May 2016 ¦ ",
        "Transcriber ¦ Omar ¦  ¦ \nDate ¦ 3 May 2016 ¦  ¦ ",
        "التوقيع: ¦  ¦ الختم ¦ ",
    ],
)
def test_a_signature_below_the_table_is_no_person(foot: str) -> None:
    rows = rows_of(f"{HEAD.strip()} ¦ Blood type\nAmal ¦ Tunisian ¦ 1990 ¦ A+\n ¦  ¦  ¦ \n{foot}")
    assert len(map_sheet(sheet(*rows), records.form("fighter-file"), header_row=1).kept) == 1


def test_the_name_of_a_group_that_records_follow_is_one() -> None:
    rows = rows_of(f"{HEAD}First page ¦  ¦ \n{MEN}Second page ¦  ¦ \nZayd ¦ Iraqi ¦ 1990")
    found = map_sheet(merged(rows, "A2:C2", "A5:C5"), records.form("fighter-file"), header_row=1)
    assert len(found.kept) == 3 and GROUP in {column.letter for column in found.columns}


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["Name,Country,Age", "Amal,Tunisia,30", "Badr,Morocco,31"], "commas"),
        (["Name;Country", "Amal;Tunisia"], "semicolons"),
        (["Name        Country", "Amal        Tunisia", "Badr        Morocco"], "blanks"),
        (["Name", "Amal", "Badr"], ""),
        (["Remarks", "tall, dark", "came late", "wounded, at home, since May"], ""),
    ],
)
def test_a_sheet_of_one_column_is_told(lines: list[str], words: str) -> None:
    one = sheet(*([line] for line in lines))
    assert parted_by(one) == words
    if words:
        with pytest.raises(SourceError, match=f"the whole file is one column; its cells hold .*{words}"):
            map_sheet(one, records.form("border-entry-form"))


def test_without_a_form_a_last_name_is_a_record_and_a_block_of_labels_is_none() -> None:
    block = "Unit ¦ Alpha company ¦\nPlace ¦ Old barracks ¦\nEmir ¦ Omar Example ¦\n ¦  ¦ \n"
    (table,) = sheet_contents(sheet(*rows_of(f"{block}{HEAD}{MEN}Celine ¦  ¦"))).tables
    assert (table.header_rows, table.first_row, table.last_row) == ((5,), 6, 8)


def test_without_a_form_labels_and_boxes_in_one_cell_are_forms() -> None:
    lines = "الاسم ¦ سامي الدرعي\nتاريخ الدخول ¦ 13/01/2014\nاسم الأم ¦ زينب\nالحالة الاجتماعية وعدد الأطفال ¦ أعزب ( ) متزوج (x) عدد الأطفال ( 2 )\nفصيلة الدم ¦ عدد الأطفال ¦ الحالة الاجتماعية\nO+ ¦ 2 ¦ متزوج"
    found = sheet_contents(sheet(*rows_of(lines)))
    assert found.forms and not found.tables
