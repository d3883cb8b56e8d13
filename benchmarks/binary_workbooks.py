"""Binary workbooks made record by record ([MS-XLSB]): an honest one of three persons, and one odd record in it."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import packages as made

_TYPES = "application/vnd.ms-excel"
_ROW, _BLANK, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED, _RICH = 0, 1, 2, 3, 4, 5, 6, 7, 62
_STYLES = ("General", "yyyy\\-mm\\-dd", "0.00%", "0000", ";;;", "hh:mm:ss")
"""The formats of the styles, by their number."""


def record(what: int, body: bytes = b"", size: int | None = None) -> bytes:
    """A record: its type and size in groups of seven bits. `size`: what it says of itself."""
    said = len(body) if size is None else size
    head = bytes([what]) if what < 128 else bytes([what & 127 | 128, what >> 7])
    while said > 127:
        head, said = head + bytes([said & 127 | 128]), said >> 7
    return head + bytes([said]) + body


def wide(text: str) -> bytes:
    """A text with its length."""
    return struct.pack("<I", len(text.encode("utf-16-le", "surrogatepass")) // 2) + text.encode(
        "utf-16-le", "surrogatepass"
    )


def cell(what: int, place: int, body: bytes = b"", style: int = 0) -> bytes:
    """A cell in that column, from 0."""
    return record(what, struct.pack("<II", place, style) + body)


def _text(place: int, text: str = "Zayd", style: int = 0) -> bytes:
    return cell(_STRING, place, wide(text), style)


def _real(place: int, value: float, style: int = 0) -> bytes:
    return cell(_REAL, place, struct.pack("<d", value), style)


def _formula(what: int, place: int, value: bytes, tokens: bytes) -> bytes:
    """A cell whose formula says the same as its value: no reader calculates."""
    return cell(what, place, value + struct.pack("<HI", 0, len(tokens)) + tokens + struct.pack("<I", 0))


def _row(number: int, *cells: bytes) -> bytes:
    return record(_ROW, struct.pack("<IIHBBBI", number, 0, 300, 0, 0, 0, 0)) + b"".join(cells)


ODD_XLSB: dict[str, Callable[[int], bytes]] = {
    "as it is": _text,
    "a shared text": lambda n: cell(_SHARED, n, struct.pack("<I", 0)),
    "a shared text that is none": lambda n: cell(_SHARED, n, struct.pack("<I", 99)),
    "a rich text": lambda n: cell(_RICH, n, b"\0" + wide("Zayd")),
    "a whole number": lambda n: cell(_RK, n, struct.pack("<i", 12 << 2 | 2)),
    "hundredths": lambda n: cell(_RK, n, struct.pack("<i", 1250 << 2 | 3)),
    "a short number": lambda n: cell(_RK, n, struct.pack("<I", 0x3FF00000)),
    "a number": lambda n: _real(n, 12.5),
    "no number": lambda n: _real(n, float("nan")),
    "a number without end": lambda n: _real(n, float("inf")),
    "a large number": lambda n: _real(n, 1e300),
    "a truth": lambda n: cell(_BOOL, n, b"\1"),
    "an untruth": lambda n: cell(_BOOL, n, b"\0"),
    "a third truth": lambda n: cell(_BOOL, n, b"\2"),
    "an error": lambda n: cell(_ERROR, n, b"\x2a"),
    "an error that is none": lambda n: cell(_ERROR, n, b"\x99"),
    "a blank": lambda n: cell(_BLANK, n),
    "a formula of a number": lambda n: _formula(9, n, struct.pack("<d", 2), b"\x1e\2\0"),
    "a formula of a text": lambda n: _formula(8, n, wide("Zayd"), b"\x17\4\0" + "Zayd".encode("utf-16-le")),
    "a formula of a truth": lambda n: _formula(10, n, b"\1", b"\x1d\1"),
    "a formula of an error": lambda n: _formula(11, n, b"\7", b"\x1c\7"),
    "a text longer than its record": lambda n: cell(_STRING, n, struct.pack("<I", 99) + "Zayd".encode("utf-16-le")),
    "a text that is none": lambda n: cell(_STRING, n, struct.pack("<I", 0xFFFFFFFF)),
    "an empty text": lambda n: _text(n, ""),
    "a text and more": lambda n: cell(_STRING, n, wide("Zayd") + wide("EVIL")),
    "half a letter": lambda n: _text(n, "Za\ud800yd"),
    "a text with a NUL": lambda n: _text(n, "Za\0yd"),
    "a text of blanks": lambda n: _text(n, "  Zayd  "),
    "a formula typed": lambda n: _text(n, "=1+1"),
    "a day that programs count otherwise": lambda n: _real(n, 5, 1),
    "a day": lambda n: _real(n, 32994, 1),
    "a day before all days": lambda n: _real(n, -5, 1),
    "a day after all days": lambda n: _real(n, 3e9, 1),
    "the day that never was": lambda n: _real(n, 60, 1),
    "a percentage": lambda n: _real(n, 0.5, 2),
    "zeros": lambda n: _real(n, 7, 3),
    "a hidden number": lambda n: _real(n, 5, 4),
    "a hidden text": lambda n: _text(n, "Zayd", 4),
    "a time": lambda n: _real(n, 0.75, 5),
    "a style that is none": lambda n: _real(n, 32994, 99),
    "a cell twice": lambda n: _text(n) + _text(n, "EVIL"),
    "a cell backwards": lambda n: _text(n + 3) + _text(n, "EVIL"),
    "a cell far away": lambda n: _text(n + 20_000),
    "a record that is cut": lambda n: record(_REAL, struct.pack("<II", n, 0) + b"\0\0"),
    "a record of another kind": lambda n: _text(n) + record(7000, b"EVIL"),
    "a record that says it is longer": lambda n: record(_STRING, struct.pack("<II", n, 0) + wide("Zayd"), 400),
    "the next row": lambda n: _text(n) + _row(9, _text(0, "far")),
    "the row before": lambda n: _text(n) + _row(0, _text(0, "EVIL")),
    "the same row": lambda n: _text(n) + _row(3, _text(0, "EVIL")),
    "a row beyond the last": lambda n: _text(n) + _row(1_048_576, _text(0, "EVIL")),
}  # fmt: skip
"""What an odd cell is made of, in that column."""


def _sheet(rows: list[list[bytes]]) -> bytes:
    body = b"".join(_row(number, *cells) for number, cells in enumerate(rows))
    size = record(148, struct.pack("<4I", 0, len(rows) - 1, 0, 2))
    return record(129) + size + record(145) + body + record(146) + record(130)


def _list(begin: int, end: int, items: list[bytes]) -> bytes:
    return record(begin, struct.pack("<I", len(items))) + b"".join(items) + record(end)


def _styles() -> bytes:
    codes = [record(44, struct.pack("<H", 164 + n) + wide(code)) for n, code in enumerate(_STYLES)]
    font = record(
        43, struct.pack("<HHHHBBBB8s", 220, 0, 400, 0, 0, 2, 0, 0, b"\1\0\0\0\0\0\0\xff") + b"\0" + wide("Arial")
    )
    looks = [record(47, struct.pack("<HHHHHBBHH", 0, 164 + n, 0, 0, 0, 0, 0, 0, 1)) for n in range(len(_STYLES))]
    fill = record(45, struct.pack("<I", 0) + bytes(64))
    border = record(46, bytes(51))
    base = record(47, struct.pack("<HHHHHBBHH", 0xFFFF, 0, 0, 0, 0, 0, 0, 0, 0))
    parts = (
        (615, 616, codes),
        (611, 612, [font]),
        (603, 604, [fill]),
        (613, 614, [border]),
        (626, 627, [base]),
        (617, 618, looks),
    )
    return record(278) + b"".join(_list(*part) for part in parts) + record(279)


def binary_workbook(path: Path, odd: str, row: int, column: int) -> Path:
    """Write the honest workbook with one odd cell."""
    rows = [[_text(n, text) for n, text in enumerate(texts)] for texts in made.PEOPLE]
    rows[row][column] = ODD_XLSB[odd](column)
    links = {"rId1": ("worksheet", "worksheets/sheet1.bin"), "rId2": ("styles", "styles.bin")}
    links |= {"rId3": ("sharedStrings", "sharedStrings.bin")}
    overrides = {"workbook": f"{_TYPES}.sheet.binary.macroEnabled.main", "worksheets/sheet1": f"{_TYPES}.worksheet"}
    overrides |= {"styles": f"{_TYPES}.styles", "sharedStrings": f"{_TYPES}.sharedStrings"}
    types = "".join(f'<Override PartName="/xl/{name}.bin" ContentType="{kind}"/>' for name, kind in overrides.items())
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("people"))
    parts = {
        "[Content_Types].xml": made.parts()["[Content_Types].xml"].partition("<Override")[0] + types + "</Types>",
        "_rels/.rels": made.relations({"rId1": ("officeDocument", "xl/workbook.bin")}),
        "xl/workbook.bin": record(131) + record(143) + bundle + record(144) + record(132),
        "xl/_rels/workbook.bin.rels": made.relations(links),
        "xl/worksheets/sheet1.bin": _sheet(rows),
        "xl/styles.bin": _styles(),
        "xl/sharedStrings.bin": record(159, struct.pack("<II", 1, 1))
        + record(19, b"\0" + wide("shared"))
        + record(160),
    }
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path
