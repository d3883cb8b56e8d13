"""An .xls is read record by record, with what calamine leaves out."""

import struct

import pytest

from records.model import SourceError
from records.sources import read_file
from records.sources.biff import SharedTexts
from records.sources.xls import sheets
from tests.sources.containers import ole


def record(what: int, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack("<HH", what, len(body)) + body


def words(text: str, size: str = "<H", wide: bool = True) -> bytes:
    return struct.pack(size, len(text)) + bytes([wide]) + (text.encode("utf-16-le") if wide else text.encode("latin-1"))


def at(row: int, column: int, style: int = 0) -> bytes:
    return struct.pack("<HHH", row, column, style)


BOF, EOF = record(0x809, struct.pack("<HHHH", 0x600, 5, 0, 0), bytes(8)), record(0x0A)


def workbook(cells: bytes, texts: list[str], hidden: int = 0) -> bytes:
    styles = record(0xE0, struct.pack("<HH", 0, 0), bytes(16)) + record(0xE0, struct.pack("<HH", 1, 164), bytes(16))
    before = (
        record(0x31, struct.pack("<HH", 200, 0), bytes(10))
        + record(0x31, struct.pack("<HH", 200, 8), bytes(10))
        + record(0x41E, struct.pack("<H", 164), words("dd/mm/yyyy", wide=False))
        + styles
        + record(0xFC, struct.pack("<II", len(texts), len(texts)), *(words(text) for text in texts))
    )
    name = words("سجل", "<B")
    place = len(BOF + before) + 4 + 6 + len(name) + len(EOF)
    return BOF + before + record(0x85, struct.pack("<IBB", place, hidden, 0), name) + EOF + BOF + cells + EOF


def read(tmp_path, cells: bytes, texts: list[str] = [], hidden: int = 0):  # noqa: B006  never changed
    path = tmp_path / "b.xls"
    path.write_bytes(ole("Workbook", workbook(cells, texts, hidden)))
    with path.open("rb") as file:
        return [
            (name, is_hidden, dict(line for piece in sheet.read() for line in piece), sheet)
            for name, is_hidden, sheet in sheets(file)
        ]


def test_every_kind_of_cell(tmp_path):
    rk = struct.pack("<Hi", 0, 7 << 2 | 2)
    cells = b"".join([
        record(0xFD, at(0, 0), struct.pack("<I", 1)),
        record(0x204, at(0, 1), words("س")),
        record(0x203, at(1, 0), struct.pack("<d", 2.5)),
        record(0x27E, at(1, 1), rk[2:]),
        record(0xBD, struct.pack("<HH", 1, 2), rk, rk, struct.pack("<H", 3)),
        record(0x205, at(2, 0), b"\x2a\x01"),
        record(0x205, at(2, 1), b"\x01\x00"),
        record(0x203, at(2, 2, 1), struct.pack("<d", 32874)),
        record(0x06, at(3, 0), struct.pack("<d", 5), bytes(8)),
        record(0x406, at(3, 1), b"\0\0\0\0\0\0\xff\xff", bytes(8)),
        record(0x207, words("calculated", wide=False)),
        record(0x06, at(3, 2), b"\2\0\7\0\0\0\xff\xff", bytes(8)),
    ])  # fmt: skip
    ((name, hidden, lines, sheet),) = read(tmp_path, cells, ["no", "سوري"], hidden=2)
    assert (name, hidden) == ("سجل", "very hidden")
    assert lines == {
        1: ["سوري", "س"],
        2: ["2.5", "7", "7", "7"],
        3: ["#N/A", "TRUE", "1990-01-01"],
        4: ["5", "calculated", "#DIV/0!"],
    }
    assert sorted(sheet.marks) == [
        (3, "A", "error", "#N/A"),
        (3, "C", "date", "dd/mm/yyyy"),
        (3, "C", "strikethrough", "1990-01-01"),
        (4, "A", "formula", ""),
        (4, "B", "formula", ""),
        (4, "C", "error", "#DIV/0!"),
        (4, "C", "formula", ""),
    ]


def test_what_a_sheet_says_of_lines_columns_and_ranges(tmp_path):
    cells = b"".join([
        record(0x7D, struct.pack("<HHHHH", 1, 2, 0, 0, 1), bytes(2)),
        record(0x208, struct.pack("<H", 4), bytes(10), bytes([32, 0, 0, 0])),
        record(0x204, at(4, 0), words("x")),
        record(0x5D, struct.pack("<HHHH", 0x15, 18, 0x19, 9), bytes(14)),
        record(0x1B6, bytes(10), struct.pack("<H", 1), bytes(6)),
        record(0x3C, b"\1", "ملاحظة".encode("utf-16-le")),
        record(0x1C, struct.pack("<4H", 4, 0, 0, 9), bytes(4)),
        record(0x23E, b"\x40\0", bytes(16)),
        record(0xE5, struct.pack("<5H", 1, 4, 5, 0, 1)),
    ])  # fmt: skip
    ((_, _, lines, sheet),) = read(tmp_path, cells)
    assert lines == {5: ["x"]}
    assert sheet.right_to_left
    assert sorted(sheet.marks) == [
        (0, "B", "hidden", ""),
        (0, "C", "hidden", ""),
        (5, "", "hidden", ""),
        (5, "A", "comment", "ملاحظة"),
        (5, "A", "merged", "A5:B6"),
    ]


@pytest.mark.parametrize("cut", [11, 13, 15, 17, 19, 21, 24, 25, 26, 27, 30, 32, 34, 36])
def test_shared_texts_run_over_the_ends_of_records(cut):
    """Cut between any two letters, where the next record says their width again, or between two texts (21, 27)."""
    texts = ["سوريا", "abc", "تونس"]
    whole = struct.pack("<II", 3, 3) + words(texts[0]) + words(texts[1], wide=False) + words(texts[2])
    width = b"" if cut in (21, 27) else bytes([not 24 <= cut < 27])
    assert SharedTexts([whole[:cut], width + whole[cut:]]).texts() == texts


def test_a_text_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(SourceError, match="a shared text is not there"):
        read(tmp_path, record(0xFD, at(0, 0), struct.pack("<I", 7)))


def test_a_cell_beyond_all_columns_is_refused(tmp_path):
    """A damaged file of 5 kB had 65,000 columns, which took minutes."""
    with pytest.raises(SourceError, match="column 1,024"):
        read(tmp_path, record(0x203, at(1, 65_000), struct.pack("<d", 1.5)))


def test_the_end_of_a_zip_in_an_old_workbook_is_nothing(tmp_path):
    cells = record(0x203, at(0, 0), struct.pack("<d", 1.5))
    path = tmp_path / "b.xls"
    path.write_bytes(ole("Workbook", workbook(cells, [])) + b"PK\x05\x06" + bytes(18) + bytes(490))
    (sheet,) = read_file(path)
    assert sheet.cells.to_pydict() == {"A": ["1.5"]}
