"""A workbook is read as the texts that a person sees, with what the cells say beside them."""

import re
import struct
import subprocess
import sys
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from time import monotonic, sleep

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font

from records.model import SourceError
from records.sources import begin, read, read_file


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

    monkeypatch.setattr("records.sources.workbook._opinion", lambda child: {})
    (sheet,) = reread(book)
    assert texts(sheet) == {"A1": "x"}
    assert marks(sheet) == [(0, "", "one-reader", "")]


def ods(path: Path, body: str) -> Path:
    names = ("office", "table", "text", "style", "calcext")
    spaces = " ".join(f'xmlns:{name}="urn:{name}"' for name in names)
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", f"<office:document-content {spaces}>{body}</office:document-content>")
    return path


def cell(content: str = "", **attributes: str) -> str:
    return (
        "<table:table-cell "
        + " ".join(f'{k.replace("_", ":", 1).replace("_", "-")}="{v}"' for k, v in attributes.items())
        + f">{content}</table:table-cell>"
    )


def test_an_open_document_is_read_with_its_meaning(tmp_path):
    rows = [
        cell("<text:p>أ <text:s text:c='2'/>ب</text:p><text:p>ج</text:p>", office_value_type="string")
        + cell(office_value_type="float", office_value="2.0")
        + cell("<text:p>007</text:p>", office_value_type="float", office_value="7"),
        cell(office_value_type="date", office_date_value="1990-05-01T00:00:00")
        + cell(office_value_type="time", office_time_value="PT08H30M00S")
        + cell(office_value_type="boolean", office_boolean_value="true", table_formula="of:=TRUE()"),
        cell("<text:p>x</text:p>", office_value_type="string", table_number_columns_repeated="3"),
        cell(
            "<office:annotation><text:p>note</text:p></office:annotation><text:p>#N/A</text:p>",
            office_value_type="string",
            calcext_value_type="error",
        ),
    ]
    repeated = ["", "", " table:number-rows-repeated='2'", " table:visibility='collapse'"]
    body = "".join(f"<table:table-row{more}>{row}</table:table-row>" for row, more in zip(rows, repeated, strict=True))
    nothing = "<table:table-cell table:number-columns-repeated='16384'/>"
    empty = f"<table:table-row table:number-rows-repeated='1048570'>{nothing}</table:table-row>"
    style = "<style:style style:name='ta2'><style:table-properties table:display='false'/></style:style>"
    first = f"<table:table table:name='s'>{body}{empty}</table:table>"
    second = "<table:table table:name='h' table:style-name='ta2'/>"
    sheet, hidden = read_file(ods(tmp_path / "b.ods", style + first + second))
    assert texts(sheet) == {
        "A1": "أ   ب\nج", "B1": "2", "C1": "007", "A2": "1990-05-01", "B2": "08:30:00", "C2": "TRUE",
        "A3": "x", "B3": "x", "C3": "x", "A4": "x", "B4": "x", "C4": "x", "A5": "#N/A",
    }  # fmt: skip
    assert sorted(mark for mark in marks(sheet) if mark[2] not in ("one-reader", "readers-disagree")) == [
        (2, "A", "date", ""),
        (2, "B", "time", ""),
        (2, "C", "formula", "=TRUE()"),
        (5, "", "hidden", ""),
        (5, "A", "comment", "note"),
        (5, "A", "error", "#N/A"),
    ]
    assert (sheet.hidden, hidden.hidden, hidden.source.sheet) == (False, True, "h")


@pytest.mark.parametrize("attribute", ["table_number_columns_repeated", "rows"])
def test_a_cell_repeated_without_end_is_refused(tmp_path, attribute):
    rows = " table:number-rows-repeated='4000000000'" if attribute == "rows" else ""
    repeated = {} if rows else {attribute: "4000000000"}
    one = cell("<text:p>x</text:p>", office_value_type="string", **repeated)
    path = ods(
        tmp_path / "b.ods", f"<table:table table:name='s'><table:table-row{rows}>{one}</table:table-row></table:table>"
    )
    with pytest.raises(SourceError, match=r"b.ods!s.*(beyond column|beyond 1,048,576)"):
        read_file(path)


def record(what: int, body: bytes) -> bytes:
    head = bytes([what]) if what < 128 else bytes([what & 127 | 128, what >> 7])
    return head + bytes([len(body) & 127 | 128, len(body) >> 7]) + body


def wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def test_a_binary_workbook_is_read_with_its_meaning(tmp_path):
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = "<Relationship Id='{}' Type='" + kind + "/{}' Target='{}'/>"
    relations = "<Relationships>{}</Relationships>".format
    cells = [
        (7, struct.pack("<I", 0)),
        (2, struct.pack("<I", 7 << 2 | 2)),
        (9, struct.pack("<d", 32874.0)),
        (3, b"\x2a"),
        (4, b"\1"),
    ]
    row = record(0, struct.pack("<IIHBB", 4, 0, 0, 0, 16)) + b"".join(
        record(what, struct.pack("<II", n, int(what == 9)) + body) for n, (what, body) in enumerate(cells)
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations(line.format("r1", "officeDocument", "xl/workbook.bin")),
        "xl/_rels/workbook.bin.rels": relations(
            line.format("r1", "worksheet", "s.bin")
            + line.format("r2", "sharedStrings", "t.bin")
            + line.format("r3", "styles", "f.bin")
        ),
        "xl/workbook.bin": record(156, struct.pack("<II", 1, 1) + wide("r1") + wide("س")),
        "xl/s.bin": row + record(176, struct.pack("<4I", 4, 5, 0, 1)),
        "xl/t.bin": record(19, b"\0" + wide("سوري")),
        "xl/f.bin": record(617, b"")
        + record(47, struct.pack("<HH", 0, 0))
        + record(47, struct.pack("<HH", 0, 14))
        + record(618, b""),
    }
    with zipfile.ZipFile(tmp_path / "b.xlsb", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    (sheet,) = read_file(tmp_path / "b.xlsb")
    assert (sheet.source.sheet, sheet.hidden) == ("س", True)
    assert texts(sheet) == {"A5": "سوري", "B5": "7", "C5": "1990-01-01", "D5": "#N/A", "E5": "TRUE"}
    assert sorted(mark for mark in marks(sheet) if mark[2] not in ("one-reader", "readers-disagree")) == [
        (0, "", "hidden-sheet", "hidden"),
        (5, "", "hidden", ""),
        (5, "A", "merged", "A5:B6"),
        (5, "C", "date", "mm-dd-yy"),
        (5, "C", "formula", ""),
        (5, "D", "error", "#N/A"),
    ]


def test_macros_are_said(tmp_path):
    (tmp_path / "v.bin").write_bytes(b"x")
    book = xlsxwriter.Workbook(tmp_path / "b.xlsm")
    book.add_worksheet("s").write(0, 0, "x")
    book.add_vba_project(str(tmp_path / "v.bin"))
    (sheet,) = reread(book)
    assert marks(sheet) == [(0, "", "macros", "")]


@pytest.mark.parametrize(("limit", "value"), [("SECONDS", 0), ("MEMORY", 20 << 20)])
def test_a_workbook_that_stops_its_reader_is_refused_in_one_line(tmp_path, monkeypatch, limit, value):
    book = xlsxwriter.Workbook(tmp_path / "b.xlsx")
    sheet = book.add_worksheet("s")
    for row in range(30_000):
        sheet.write_string(row, 0, f"one of many texts {row}")
    book.close()
    monkeypatch.setattr(f"records.sources.reader_processes.{limit}", value)
    with pytest.raises(
        SourceError, match=r"^b\.xlsx: (could not be read: the process that read it crashed|needs more memory)"
    ):
        read_file(tmp_path / "b.xlsx")


def test_what_one_reader_refuses_is_not_waited_for(tmp_path, monkeypatch):
    """A row number of four thousand million keeps the other reader busy until it is stopped."""
    path = tmp_path / "b.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("s").write(0, 0, 1)
    book.close()
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    part = "xl/worksheets/sheet1.xml"
    parts[part] = parts[part].replace(b'r="1"', b'r="4294967295"').replace(b'r="A1"', b'r="A4294967295"')
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    monkeypatch.setattr("records.sources.reader_processes.SECONDS", 600)
    with pytest.raises(SourceError, match="claims a row beyond"):
        read_file(path)


def test_readers_may_begin_before_the_libraries_are_loaded_and_end_when_nobody_asks(tmp_path):
    path = tmp_path / "b.xlsx"
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("s").write_row(0, 0, ["a", 7])
    book.close()
    (tmp_path / "t.csv").write_text("x\n")
    assert begin(tmp_path / "t.csv") == begin(tmp_path / "none.xlsx") == {}
    (sheet,) = read_file(path, begun=begin(tmp_path / "*.xlsx")[path])
    assert texts(sheet) == texts(read_file(path)[0]) == {"A1": "a", "B1": "7"}
    begun = begin(path)
    children = [child.process for child in begun[path].children]
    begun.clear()
    assert all(child.returncode is not None for child in children)


LINUX = pytest.mark.skipif(sys.platform != "linux", reason="a signal at the end of the parent is Linux's")


@LINUX
def test_a_reader_ends_with_its_parent():
    """Also one that waits, and so would never see that nobody listens."""
    waits = "import os, time; from records.sources.child import end_with; end_with(os.getppid());"
    waits += "print(os.getpid(), flush=True); time.sleep(600)"
    parent_code = "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', sys.argv[1]]); time.sleep(600)"
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", parent_code, waits]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root) as parent:
        child = int(parent.stdout.readline())
        assert _runs(child)
        parent.kill()
        until = monotonic() + 10
        while _runs(child) and monotonic() < until:
            sleep(0.01)
        assert not _runs(child)


@LINUX
def test_a_reader_whose_parent_has_ended_already_does_not_begin():
    code = "import os; from records.sources.child import end_with; end_with(os.getppid() + 1); print('begun')"
    ended = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert (ended.returncode, ended.stdout) == (1, b"")


def _runs(process: int) -> bool:
    """Whether a process runs: one that has ended and is waited for by nobody is a zombie."""
    try:
        return ") Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def test_the_child_imports_nothing_large():
    readers = ("worksheet", "calamine", "ods", "xlsb", "xls")
    code = "import sys, records.sources.child\n" + "".join(f"import records.sources.{each}\n" for each in readers)
    code += "print([m for m in ('numpy', 'pandas', 'pyarrow') if m in sys.modules])"
    root = Path(__file__).parents[2]
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert told.stdout.strip() == "[]"


def test_names_with_a_prefix_are_the_same_names(tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("s")
    sheet.write_row(0, 0, ["س", 7])
    sheet.write_formula(1, 0, "=1+1", value=2)
    book.close()
    with zipfile.ZipFile(tmp_path / "a.xlsx") as package, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as changed:
        for name in package.namelist():
            content = package.read(name).decode()
            if "worksheets/sheet" in name:
                content = re.sub(r"<(/?)(\w)", r"<\1x:\2", content).replace(" xmlns=", " xmlns:x=")
            changed.writestr(name, content)
    (sheet,) = read_file(tmp_path / "b.xlsx")
    assert texts(sheet) == {"A1": "س", "B1": "7", "A2": "2"}
    assert (2, "A", "formula", "1+1") in marks(sheet)
