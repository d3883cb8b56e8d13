"""A workbook is read as the texts that a person sees, with what the cells say beside them."""

from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from records.model import SourceError
from records.sources import read, read_file


@pytest.fixture
def book(tmp_path):
    workbook = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    yield workbook
    if not workbook.fileclosed:
        workbook.close()


def texts(sheet):
    return {
        f"{column}{row}": text
        for column in sheet.letters
        for row, text in zip(sheet.rows.tolist(), sheet.column(column).to_pylist(), strict=True)
        if text is not None
    }


def marks(sheet, *names):
    return [tuple(mark) for mark in sheet.marks.values.tolist() if not names or mark[2] in names]


def reread(book):
    book.close()
    return read_file(Path(book.filename))


def test_values_are_texts_as_shown(book, tmp_path):
    sheet = book.add_worksheet("Forms")
    four, day, hour = (book.add_format({"num_format": code}) for code in ("0000", "dd/mm/yyyy", "hh:mm"))
    sheet.write_row(0, 0, ["NA", 2, 2.5, 0.1 + 0.2, True, "007", "", " "])
    sheet.write_number(1, 0, 7, four)
    sheet.write_datetime(1, 1, datetime(1990, 5, 1), day)
    sheet.write_datetime(1, 2, datetime(1990, 5, 1, 8, 30), day)
    sheet.write_datetime(1, 3, time(8, 30), hour)
    sheet.write_number(2, 0, 1e20)
    (read_back,) = reread(book)
    assert texts(read_back) == {
        "A1": "NA", "B1": "2", "C1": "2.5", "D1": "0.3", "E1": "TRUE", "F1": "007", "H1": " ",
        "A2": "0007", "B2": "1990-05-01", "C2": "1990-05-01T08:30:00", "D2": "08:30:00", "A3": "1e+20",
    }  # fmt: skip
    assert marks(read_back) == [
        (2, "B", "date", "dd/mm/yyyy"),
        (2, "C", "date", "dd/mm/yyyy"),
        (2, "D", "time", "hh:mm"),
    ]
    assert read_back.source.place("B2") == "b.xlsx!Forms!B2"


def test_the_1904_system(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx", {"date_1904": True, "default_date_format": "d mmm yyyy"})
    book.add_worksheet().write_datetime(0, 0, date(1990, 5, 1))
    assert texts(reread(book)[0]) == {"A1": "1990-05-01"}


def test_meaning_beside_the_text(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["B1"], sheet["A2"], sheet["A3"], sheet["A9"] = "x", "=1+1", "#REF!", "struck", "last"
    sheet["A1"].comment = Comment("illegible in the scan", "T1")
    sheet["A3"].font = Font(strike=True)
    sheet.merge_cells("C4:D5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    sheet.sheet_view.rightToLeft = True
    book.create_sheet("secret").sheet_state = "veryHidden"
    book.save(tmp_path / "b.xlsx")
    first, second = read_file(tmp_path / "b.xlsx")
    assert texts(first) == {"A1": "x", "A2": "#REF!", "A3": "struck", "A9": "last"}
    assert first.rows.tolist() == [1, 2, 3, 9]
    assert sorted(marks(first)) == [
        (0, "B", "hidden", ""),
        (1, "A", "comment", "illegible in the scan"),
        (1, "B", "formula", "1+1"),
        (1, "B", "never-calculated", ""),
        (2, "A", "error", "#REF!"),
        (3, "", "hidden", ""),
        (3, "A", "strikethrough", "struck"),
        (4, "C", "merged", "C4:D5"),
    ]
    assert (first.hidden, first.right_to_left, second.hidden) == (False, True, True)
    assert second.cells.num_rows == 0


def test_rich_text_is_joined_and_its_struck_part_marked(book):
    bold, struck = book.add_format({"bold": True}), book.add_format({"font_strikeout": True})
    book.add_worksheet("s").write_rich_string(0, 0, "سوري ", struck, "عراقي", bold, " ؟")
    (sheet,) = reread(book)
    assert texts(sheet) == {"A1": "سوري عراقي ؟"}
    assert marks(sheet) == [(1, "A", "strikethrough", "عراقي")]


def test_sheets_and_files_keep_their_order(book, tmp_path):
    for name in ("ب", "أ"):
        book.add_worksheet(name).write(0, 0, name)
    book.close()
    (tmp_path / "a.csv").write_text("x,y\n", encoding="utf-8")
    sheets = read([tmp_path / "b.xlsx", str(tmp_path / "a.csv")])
    assert [sheet.source.place() for sheet in sheets] == ["b.xlsx!ب", "b.xlsx!أ", "a.csv"]
    assert [sheet.source.file for sheet in read(str(tmp_path / "*.xlsx"))] == ["b.xlsx", "b.xlsx"]
    with pytest.raises(SourceError, match="is not there"):
        read(str(tmp_path / "*.ods"))


def test_cells_on_which_the_two_readers_disagree_are_marked(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet("s")
    day, four = book.add_format({"num_format": "d/m/yyyy"}), book.add_format({"num_format": "0000"})
    sheet.write_number(0, 0, 60, day)  # 29 February 1900: only the spreadsheet program has such a day
    sheet.write_number(1, 0, 7, four)
    sheet.write_string(2, 0, " spaces ")
    sheet.write_formula(3, 0, "=NA()", value="#N/A")
    (sheet,) = reread(book)
    assert texts(sheet)["A1"] == "1900-02-29"
    assert marks(sheet, "readers-disagree", "one-reader") == [(1, "A", "readers-disagree", "1900-02-28")]


def test_what_the_other_reader_cannot_read_is_read_once_and_marked(tmp_path, monkeypatch):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    book.add_worksheet("s").write(0, 0, "x")

    monkeypatch.setattr("records.sources.workbook._opinion", lambda path: {})
    (sheet,) = reread(book)
    assert texts(sheet) == {"A1": "x"}
    assert marks(sheet) == [(0, "", "one-reader", "")]
