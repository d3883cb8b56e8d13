"""Old workbooks (.xls; Excel 97 to 2003, [MS-XLS]): the records of their stream, and what stands before the cells.
Runs in the child: the standard library only."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from records.sources.cell_styles import Style, style_of
from records.sources.cell_text import DATE_FORMATS
from records.text import without_surrogates

ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
OLDER = "is-older"
"""The refusal of a workbook that only the other reader knows."""
"""What is left to the other reader."""
BOF, EOF, CONTINUE = 0x809, 0x0A, 0x3C
_SHEET, _SHARED, _1904, _FONT, _FORMAT, _XF = 0x85, 0xFC, 0x22, 0x31, 0x41E, 0xE0
Record = tuple[int, bytes]


def records(stream: bytes, place: int = 0) -> Iterator[Record]:
    """The records of one part of a stream, from its beginning to its end; parts inside it (charts) are passed over."""
    depth = 0
    while place + 4 <= len(stream):
        what, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        place += 4 + length
        depth += (what == BOF) - (what == EOF)
        if depth == 0:
            return
        if depth == 1:
            yield what, body


def string(body: bytes, place: int, size: int = 2) -> str:
    """A string: its length in `size` bytes, a byte that says how wide its letters are, its letters."""
    length = int.from_bytes(body[place : place + size], "little")
    wide = body[place + size] & 1 if place + size < len(body) else 0
    start = place + size + 1
    return letters(body[start : start + length * (1 + wide)], wide)


def letters(raw: bytes, wide: int) -> str:
    """The text of these bytes: two bytes a letter, or one."""
    return without_surrogates(raw.decode("utf-16-le", "surrogatepass")) if wide else raw.decode("latin-1")


class SharedTexts:
    """The shared texts: strings that may run over the end of a record into the next, and then say their width again."""

    def __init__(self, parts: list[bytes]) -> None:
        self.parts, self.part, self.place = parts, 0, 8
        self.count = struct.unpack_from("<I", parts[0], 4)[0] if parts else 0

    def texts(self) -> list[str]:
        """As many as are there; a count that lies is not believed."""
        texts: list[str] = []
        while len(texts) < self.count and self._more():
            texts.append(self._text())
        return texts

    def _more(self) -> bool:
        while self.part < len(self.parts) and self.place >= len(self.parts[self.part]):
            self.part, self.place = self.part + 1, 0
        return self.part < len(self.parts)

    def _take(self, size: int) -> bytes:
        taken = b""
        while len(taken) < size and self._more():
            piece = self.parts[self.part][self.place : self.place + size - len(taken)]
            self.place += len(piece)
            taken += piece
        return taken.ljust(size, b"\0")

    def _text(self) -> str:
        length, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & 8 else 0
        phonetic = struct.unpack("<I", self._take(4))[0] if flags & 4 else 0
        text, wide = "", flags & 1
        while len(text) < length:
            if self.place >= len(self.parts[self.part]):
                if not self._more():
                    break
                wide = self._take(1)[0] & 1
            here = (len(self.parts[self.part]) - self.place) >> wide
            raw = self._take(min(length - len(text), max(here, 1)) << wide)
            text += raw.decode("utf-16-le", "surrogatepass") if wide else raw.decode("latin-1")
        self._take(4 * runs + phonetic)
        return without_surrogates(text)


@dataclass
class Book:
    """What stands before the sheets."""

    texts: list[str] = field(default_factory=list)
    styles: list[Style] = field(default_factory=list)
    epoch_1904: bool = False
    sheets: list[tuple[str, str, int, str]] = field(default_factory=list)
    """Of each its name, how it is hidden, where it begins, and why it is not read."""


_KINDS, _MODULE = {0: "", 1: "macros", 2: "chart"}, 6
"""Why a sheet is not read, by its kind; a module of a program is no sheet that a person sees."""
HIDDEN = ("", "hidden", "very hidden", "very hidden")
"""How a sheet is hidden, by its number."""


def read_book(stream: bytes) -> Book:
    """Read what a workbook says before its sheets: their names, its formats and its shared texts."""
    book, shared, last = Book(), [], 0
    struck: list[bool] = []
    codes: dict[int, str] = dict(DATE_FORMATS)
    looks: list[tuple[int, int]] = []
    for what, body in records(stream):
        if what == _SHARED or (what == CONTINUE and last == _SHARED):
            shared.append(body)
            what = _SHARED
        elif what == _SHEET and body[5] != _MODULE:
            place = struct.unpack_from("<I", body)[0]
            book.sheets.append((string(body, 6, 1), HIDDEN[body[4] & 3], place, _KINDS.get(body[5], "other-kind")))
        elif what == _1904:
            book.epoch_1904 = body[0] == 1
        elif what == _FONT:
            struck.append(bool(body[2] & 8))
        elif what == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = string(body, 2)
        elif what == _XF:
            looks.append(struct.unpack_from("<HH", body))
        last = what
    book.texts = SharedTexts(shared).texts()
    fonts = dict(enumerate(struck))
    book.styles = [style_of(codes.get(code, ""), code, fonts.get(font - (font > 4), False)) for font, code in looks]
    return book


def rk(raw: int) -> float:
    """A number in 30 bits: whole, or the upper half of a float, perhaps in hundredths.

    >>> rk(7 << 2 | 2), rk(150 << 2 | 3), rk(-1074266112)
    (7.0, 1.5, -1.5)
    """
    value = float(raw >> 2) if raw & 2 else struct.unpack("<d", struct.pack("<Q", (raw & 0xFFFFFFFC) << 32))[0]
    return value / 100 if raw & 1 else value
