"""The cells of an old workbook (.xls) of Excel 97 to 2003, record by record.

Runs in the child: the standard library only. Older ones, of which no letter is Unicode, are left to the other reader.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import IO, Any

from records.model import SourceError
from records.sources.biff import BOF, CONTINUE, ERRORS, OLDER, Book, letters, read_book, records, rk, string
from records.sources.cell_styles import PLAIN, Style
from records.sources.letters import comment_mark, letter, merge_mark
from records.sources.ole import MAGIC, Container
from records.sources.worksheet import MAX_CELL, MAX_COLUMNS, CellMark, NumberedLine, UnreadSheet
from records.sources.xml_workbook import MAX_SHEETS

_ROW, _COLUMNS, _MERGED, _WINDOW, _NOTE, _OBJECT, _BOX = 0x208, 0x7D, 0xE5, 0x23E, 0x1C, 0x5D, 0x1B6
_LABEL, _RICH, _LABEL_SHARED, _NUMBER, _RK, _RKS = 0x204, 0xD6, 0xFD, 0x203, 0x27E, 0xBD
_ERROR, _STRING, _FORMULAS = 0x205, 0x207, (0x06, 0x206, 0x406)
_UNICODE = 0x600


def sheets(file: IO[bytes]) -> Iterator[tuple[str, str, Cells | UnreadSheet]]:
    """The name of each sheet of cells, how it is hidden, and its lines."""
    raw = file.read()
    if not raw.startswith(MAGIC):
        raise SourceError(OLDER)
    container = Container(raw)
    names = {name.lower(): name for name in container.streams}
    stream = container.stream(names["workbook"]) if "workbook" in names else b""
    if len(stream) < 8 or struct.unpack_from("<H2xH", stream) != (BOF, _UNICODE):
        raise SourceError(OLDER)
    book = read_book(stream)
    if len(book.sheets) > MAX_SHEETS:
        raise SourceError("many-sheets", most=MAX_SHEETS)
    for name, hidden, place, not_read in book.sheets:
        yield name, hidden, UnreadSheet(not_read) if not_read else Cells(name, stream, place, book)


class Cells:
    """The lines and marks of one sheet."""

    def __init__(self, name: str, stream: bytes, place: int, book: Book) -> None:
        self.name, self.stream, self.place, self.book = name, stream, place, book
        self.right_to_left = False
        self.marks: list[CellMark] = []
        self._lines: dict[int, dict[int, str]] = {}
        self._waiting: tuple[int, int] | None = None
        self._object, self._box = 0, False
        self._boxes: dict[int, str] = {}
        self._notes: list[tuple[int, int, int]] = []

    def read(self) -> Iterator[list[NumberedLine]]:
        """The lines that hold a text or a mark. They stand in any order in the file, so they are sorted."""
        for what, body in records(self.stream, self.place):
            if what in _CELLS:
                _CELLS[what](self, body)
            else:
                self._other(what, body)
        for row, column, note in self._notes:
            self.marks.append(comment_mark(f"{letter(column)}{row + 1}", self._boxes.get(note, "")))
        for line, letters_, mark, _ in self.marks:
            if line and letters_ and mark not in ("merged", "comment"):
                self._lines.setdefault(line - 1, {})
        yield [(row + 1, _row(cells)) for row, cells in sorted(self._lines.items())]

    def _mark(self, row: int, column: int, mark: str, args: str) -> None:
        self.marks.append((row + 1, letter(column), mark, args))

    def _put(self, row: int, column: int, text: str, style: int) -> None:
        if not text:
            return
        where = f"{self.name}!{letter(column)}{row + 1}"
        if column >= MAX_COLUMNS:
            raise SourceError("far-cell", where, most=MAX_COLUMNS)
        if len(text) > MAX_CELL:
            raise SourceError("long-cell", where, most=MAX_CELL)
        if self._look(style).struck:
            self._mark(row, column, "strikethrough", text)
        self._lines.setdefault(row, {})[column] = text

    def _look(self, style: int) -> Style:
        return self.book.styles[style] if style < len(self.book.styles) else PLAIN

    def _number(self, row: int, column: int, style: int, value: float) -> None:
        raw, look = repr(value), self._look(style)
        text, marks = look.number(raw, self.book.epoch_1904)
        for mark, args in marks:
            self._mark(row, column, mark, args)
        if look.hides(raw):
            self._mark(row, column, "invisible", look.code)
        self._put(row, column, text, style)

    def _shared(self, body: bytes) -> None:
        row, column, style, n = struct.unpack_from("<HHHI", body)
        if n >= len(self.book.texts):
            where = f"{self.name}!{letter(column)}{row + 1}"
            raise SourceError("sheet-shared", where)
        self._text(row, column, self.book.texts[n], style)

    def _label(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._text(row, column, string(body, 6), style)

    def _text(self, row: int, column: int, text: str, style: int) -> None:
        if text and self._look(style).hides(None):
            self._mark(row, column, "invisible", self._look(style).code)
        self._put(row, column, text, style)

    def _float(self, body: bytes) -> None:
        self._number(*struct.unpack_from("<HHHd", body))

    def _rk(self, body: bytes) -> None:
        row, column, style, raw = struct.unpack_from("<HHHi", body)
        self._number(row, column, style, rk(raw))

    def _rks(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        for n in range((len(body) - 6) // 6):
            style, raw = struct.unpack_from("<Hi", body, 4 + 6 * n)
            self._number(row, first + n, style, rk(raw))

    def _value(self, body: bytes) -> None:
        row, column, style, value, is_error = struct.unpack_from("<HHHBB", body)
        self._truth(row, column, style, value, bool(is_error))

    def _truth(self, row: int, column: int, style: int, value: int, is_error: bool) -> None:
        text = ERRORS.get(value, "#ERROR") if is_error else "TRUE" if value else "FALSE"
        if is_error:
            self._mark(row, column, "error", text)
        elif value > 1:
            self._mark(row, column, "malformed", str(value))
        self._put(row, column, text, style)

    def _formula(self, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self._mark(row, column, "formula", "")
        if body[12:14] != b"\xff\xff":
            self._number(row, column, style, struct.unpack_from("<d", body, 6)[0])
        elif body[6] == 0:
            self._waiting = row, column
        elif body[6] in (1, 2):
            self._truth(row, column, style, body[8], body[6] == 2)

    def _calculated(self, body: bytes) -> None:
        if self._waiting:
            self._put(*self._waiting, string(body, 0), 0)
            self._waiting = None

    def _other(self, what: int, body: bytes) -> None:
        if what == _ROW and body[12] & 32:
            self.marks.append((struct.unpack_from("<H", body)[0] + 1, "", "hidden", ""))
        elif what == _COLUMNS and body[8] & 1:
            first, last = struct.unpack_from("<HH", body)
            self.marks += [(0, letter(n), "hidden", "") for n in range(first, min(last, 255) + 1)]
        elif what == _MERGED:
            for n in range((len(body) - 2) // 8):
                top, bottom, near, far = struct.unpack_from("<4H", body, 2 + 8 * n)
                self.marks.append(merge_mark(f"{letter(near)}{top + 1}:{letter(far)}{bottom + 1}"))
        elif what == _WINDOW:
            self.right_to_left = bool(body[0] & 64)
        elif what == _NOTE:
            row, column, _, note = struct.unpack_from("<4H", body)
            self._notes.append((row, column, note))
        elif what == _OBJECT:
            self._object = struct.unpack_from("<H", body, 6)[0]
        elif what == _BOX:
            self._box = bool(body[10] or body[11])
        elif what == CONTINUE and self._box:
            self._boxes[self._object] = letters(body[1:], body[0] & 1)
            self._box = False


_CELLS: dict[int, Any] = {
    _LABEL: Cells._label,
    _RICH: Cells._label,
    _LABEL_SHARED: Cells._shared,
    _NUMBER: Cells._float,
    _RK: Cells._rk,
    _RKS: Cells._rks,
    _ERROR: Cells._value,
    _STRING: Cells._calculated,
    **dict.fromkeys(_FORMULAS, Cells._formula),
}


def _row(cells: dict[int, str]) -> list[str]:
    line = [""] * (max(cells, default=-1) + 1)
    for column, text in cells.items():
        line[column] = text
    return line
