"""Binary workbooks (.xlsb): the records of their parts, by [MS-XLSB]. Runs in the child: the standard library only."""

from __future__ import annotations

import struct
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import IO

from records.model import SourceError
from records.sources.biff import ERRORS, HIDDEN, rk
from records.sources.cell_styles import PLAIN, Style, style_of
from records.sources.cell_text import DATE_FORMATS
from records.sources.letters import MAX_ROWS, letter, merge_mark
from records.sources.worksheet import MAX_CELL, MAX_CELLS, MAX_COLUMNS, CellMark, NumberedLine, UnreadSheet
from records.sources.xml_workbook import MAX_SHEETS, Archive, SharedStrings
from records.text import without_surrogates

_ROW, _RK, _ERROR, _BOOL, _REAL, _STRING, _SHARED = 0, 2, 3, 4, 5, 6, 7
_FORMULA = {8: _STRING, 9: _REAL, 10: _BOOL, 11: _ERROR}
_RICH, _ITEM, _FORMAT, _XF, _COLUMN, _VIEW, _PROPERTIES, _BUNDLE, _MERGE = 62, 19, 44, 47, 60, 137, 153, 156, 176
_BEGIN_XFS, _END_XFS = 617, 618
_PIECE = 5_000


def sheets(file: IO[bytes]) -> Iterator[tuple[str, str, Binary | UnreadSheet]]:
    """The name of each sheet, how it is hidden, and its lines."""
    archive = Archive(file)
    related = archive.related(archive.main)
    kinds = {kind.rsplit("/", 1)[-1]: path for kind, path in related.values()}
    shared = SharedStrings()
    for what, body in _records(archive, kinds.get("sharedStrings", "")):
        if what == _ITEM:
            shared.add(_wide(body, 1)[0])
    styles = _styles(archive, kinds.get("styles", ""))
    epoch_1904, parts = False, []
    for what, body in _records(archive, archive.main):
        if what == _PROPERTIES:
            epoch_1904 = bool(body[0] & 1)
        elif what == _BUNDLE:
            relation, place = _relation(body, related)
            hidden = HIDDEN[struct.unpack_from("<I", body)[0] & 3]
            parts.append(archive.sheet(_wide(body, place)[0], hidden, related.get(relation)))
    if len(parts) > MAX_SHEETS:
        raise SourceError("many-sheets", most=MAX_SHEETS)
    archive.refuse_doubled(parts)
    for part in parts:
        if part.not_read:
            yield part.name, part.hidden, UnreadSheet(part.not_read)
        else:
            yield part.name, part.hidden, Binary(archive, part.name, part.path, shared, styles, epoch_1904)


class Binary:
    """The lines and marks of one sheet."""

    def __init__(
        self, archive: Archive, name: str, path: str, shared: SharedStrings, styles: list[Style], epoch_1904: bool
    ) -> None:
        self.archive, self.name, self.path = archive, name, path
        self.shared, self.styles, self.epoch_1904 = shared, styles, epoch_1904
        self.right_to_left = False
        self.marks: list[CellMark] = []
        self._row, self._line, self._marked, self._cells = 0, [""] * 0, 0, 0

    def read(self) -> Iterator[list[NumberedLine]]:
        """The lines that hold a text or a mark, in pieces."""
        lines: list[NumberedLine] = []
        for what, body in _records(self.archive, self.path):
            if what == _ROW:
                self._finish(lines)
                if len(lines) > _PIECE:
                    yield lines
                    lines = []
                self._begin(body)
            elif what <= 11 or what == _RICH:
                self._cell(what, body)
            else:
                self._other(what, body)
        self._finish(lines)
        yield lines

    def _begin(self, body: bytes) -> None:
        row = struct.unpack_from("<I", body)[0] + 1
        if not self._row < row <= MAX_ROWS:
            raise SourceError("sheet-order-old", self.name)
        self._row, self._line = row, []
        if body[11] & 16:
            self.marks.append((row, "", "hidden", ""))
        self._marked = len(self.marks)

    def _finish(self, lines: list[NumberedLine]) -> None:
        if any(self._line) or (self._row and len(self.marks) > self._marked):
            lines.append((self._row, self._line))
            self._cells += len(self._line)
            if self._cells > MAX_CELLS:
                raise SourceError("many-cells", self.name, most=MAX_CELLS)
        self._line, self._marked = [], len(self.marks)

    def _cell(self, what: int, body: bytes) -> None:
        place, style = struct.unpack_from("<II", body)
        column = letter(min(place, MAX_COLUMNS))
        if what in _FORMULA:
            self.marks.append((self._row, column, "formula", ""))
        text = self._text(_FORMULA.get(what, what), body, style & 0xFFFFFF, column)
        if not text:
            return
        where = f"{self.name}!{column}{self._row}"
        if place >= MAX_COLUMNS or len(text) > MAX_CELL:
            raise SourceError("far-or-long-cell", where, most=MAX_COLUMNS)
        if place < len(self._line):
            raise SourceError("sheet-twice-old", where)
        self._line += [""] * (place - len(self._line)) + [text]

    def _text(self, what: int, body: bytes, style: int, column: str) -> str:
        look = self.styles[style] if style < len(self.styles) else PLAIN
        if what in (_STRING, _RICH, _SHARED) and look.hides(None):
            self.marks.append((self._row, column, "invisible", look.code))
        if what in (_STRING, _RICH):
            return _wide(body, 9 if what == _RICH else 8)[0]
        if what == _SHARED:
            n: int = struct.unpack_from("<I", body, 8)[0]
            return self.shared[n]
        if what == _BOOL:
            if body[8] > 1:
                self.marks.append((self._row, column, "malformed", str(body[8])))
            return "TRUE" if body[8] else "FALSE"
        if what == _ERROR:
            text = ERRORS.get(body[8], "#ERROR")
            self.marks.append((self._row, column, "error", text))
            return text
        if what in (_RK, _REAL):
            raw = repr(
                rk(struct.unpack_from("<i", body, 8)[0]) if what == _RK else struct.unpack_from("<d", body, 8)[0]
            )
            return self._number(raw, look, column)
        return ""

    def _number(self, raw: str, look: Style, column: str) -> str:
        if look.hides(raw):
            self.marks.append((self._row, column, "invisible", look.code))
        text, marks = look.number(raw, self.epoch_1904)
        self.marks += [(self._row, column, mark, args) for mark, args in marks]
        return text

    def _other(self, what: int, body: bytes) -> None:
        if what == _MERGE:
            top, bottom, near, far = struct.unpack_from("<4I", body)
            self.marks.append(merge_mark(f"{letter(near)}{top + 1}:{letter(far)}{bottom + 1}"))
            self._marked += 1
        elif what == _COLUMN and body[16] & 1:
            first, last = struct.unpack_from("<II", body)
            self.marks += [(0, letter(n), "hidden", "") for n in range(first, min(last, MAX_COLUMNS - 1) + 1)]
        elif what == _VIEW:
            self.right_to_left = bool(body[0] & 32)


def _records(archive: Archive, path: str) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their type and body, each with a length of its own."""
    if not path:
        return
    with archive.open(path) as part:
        while head := part.read(1):
            what = head[0]
            if what & 128:
                what = (what & 127) | (part.read(1)[0] << 7)
            size = shift = 0
            while True:
                byte = part.read(1)[0]
                size |= (byte & 127) << shift
                shift += 7
                if not byte & 128 or shift > 21:
                    break
            yield what, part.read(size)


def _relation(body: bytes, related: Collection[str]) -> tuple[str, int]:
    """The relation of a sheet, and where its name begins; the earliest writers put four more bytes before it."""
    with suppress(SourceError):
        relation, end = _wide(body, 8)
        if relation in related:
            return relation, end
    return _wide(body, 12)


def _wide(body: bytes, place: int) -> tuple[str, int]:
    """A string of UTF-16 at `place`, and where it ends."""
    length = struct.unpack_from("<I", body, place)[0]
    end = place + 4 + 2 * length
    if length == 0xFFFFFFFF:
        return "", place + 4
    if end > len(body):
        raise SourceError("package-unknown")
    return without_surrogates(body[place + 4 : end].decode("utf-16-le", "surrogatepass")), end


def _styles(archive: Archive, path: str) -> list[Style]:
    """The styles of cells, by their number."""
    codes: dict[int, str] = {**DATE_FORMATS, 9: "0%", 10: "0.00%"}
    styles: list[Style] = []
    inside = False
    for what, body in _records(archive, path):
        if what == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _wide(body, 2)[0]
        elif what in (_BEGIN_XFS, _END_XFS):
            inside = what == _BEGIN_XFS
        elif what == _XF and inside:
            number = struct.unpack_from("<H", body, 2)[0]
            styles.append(style_of(codes.get(number, ""), number))
    return styles
