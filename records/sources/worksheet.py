"""One streaming pass over the XML of a sheet: what each cell shows, and what it says beside its text.

Runs in the child: the standard library only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from records.model import SourceError
from records.sources.cell_styles import PLAIN, Style
from records.sources.cell_text import (
    is_moment,
    number_text,
    whole,
)
from records.sources.letters import MAX_ROWS, column_number, comment_mark, letter, merge_mark
from records.sources.package_parts import xml_parser
from records.sources.xml_workbook import SheetPart, XmlWorkbook, rich, unescape_xml
from records.text import without_surrogates

NOT_READ = "not-read"
"""The mark of a sheet of which no cell is read; the reason stands in its args."""
CellMark = tuple[int, str, str, str]
NumberedLine = tuple[int, list[str]]
MAX_COLUMNS, MAX_CELLS, MAX_CELL = 1_024, 20_000_000, 32_767
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_CHUNK, _MARKS = 1 << 18, 20_000
"""Bytes of XML that are read at once, and marks that are not held back until the next line."""
MOST_FILLS = 10_000
"""Coloured cells that are marked one by one; of more only their number is told."""


def sheets(file: IO[bytes]) -> Iterator[tuple[str, str, Worksheet | UnreadSheet]]:
    """The name of each sheet, how it is hidden, and its lines."""
    package = XmlWorkbook(file)
    for n, part in enumerate(package.sheets):
        sheet = UnreadSheet(part.not_read) if part.not_read else Worksheet(package, part)
        if n == 0:
            sheet.marks += [(0, "", mark, args) for mark, args in package.about()]
        yield part.name, part.hidden, sheet


class UnreadSheet:
    """A sheet of which no cell is read: it is named all the same, with the reason."""

    def __init__(self, why: str) -> None:
        self.marks: list[CellMark] = [(0, "", NOT_READ, why)]

    def read(self) -> Iterator[list[NumberedLine]]:
        """No lines."""
        return iter(())


class Worksheet:
    """The lines and marks of one sheet. A line that holds neither text nor mark is left out."""

    def __init__(self, package: XmlWorkbook, part: SheetPart) -> None:
        self.package, self.part = package, part
        self.shared = package.shared
        self.marks: list[CellMark] = []
        self.lines: list[NumberedLine] = []
        self.right_to_left = False
        self.cells = 0
        self._fills, self._filled = package.fills, 0
        self._plain = package.shared.plain
        self._unstyled = {"", *(str(n) for n, style in enumerate(package.styles) if style is PLAIN)}
        self._row, self._digits, self._place = 0, "", 0
        self._line: list[str] = []
        self._attributes: dict[str, str] = {}
        self._texts: list[str] = []
        self._value: str | None = None
        self._formula: str | None = None
        self._inline: ElementTree.TreeBuilder | None = None
        self._inlined, self._cut = False, ""
        self._prefix: str | None = None
        self._marked = 0

    def read(self) -> Iterator[list[NumberedLine]]:
        """The lines, in pieces. The marks are whole when it ends."""
        parser = xml_parser()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._texts.append
        try:
            with self.package.open(self.part.path) as part:
                while chunk := part.read(_CHUNK):
                    parser.Parse(chunk)
                    if self.lines or len(self.marks) > _MARKS:
                        yield self.lines
                        self.lines = []
                parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise SourceError("sheet-xml", self.part.name) from error
        if self.lines:
            yield self.lines
        if self._filled > MOST_FILLS:
            self.marks.append((0, "", "fill", str(self._filled)))
        self.marks += [(row, "", "totals-row", "") for row in self.package.totals_rows(self.part.path)]
        self.marks += [comment_mark(cell, text) for cell, text in self.package.comments(self.part.path)]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":  # the names of most elements, compared before any prefix is looked for
            self._attributes = attributes
            self._value = self._formula = None
            self._inlined = False
        elif name == "v":
            self._texts.clear()
        elif name == "row":
            self._begin(attributes)
        elif self._inline is not None:
            self._flush()
            self._inline.start(name.rpartition(":")[2], attributes)
        elif self._foreign(name, bare := name.rpartition(":")[2]):
            self._within_rows(bare)
        elif bare in ("c", "v") and bare != name:
            self._start(bare, attributes)
        elif bare == "f":
            self._texts.clear()
        elif bare == "is":
            self._texts.clear()
            self._inline = ElementTree.TreeBuilder()
            self._inline.start(bare, {})
        elif bare == "row":
            self._begin(attributes)
        else:
            self._within_rows(bare)
            self._other(bare, attributes)

    def _foreign(self, name: str, bare: str) -> bool:
        """Whether an element is of another vocabulary than the sheet, such as the place of a drawing."""
        if self._prefix is None:
            self._prefix = name[: len(name) - len(bare)]
        return self._inline is None and name != f"{self._prefix}{bare}"

    def _within_rows(self, bare: str) -> None:
        """Refuse what no sheet holds between its cells: each program makes something else of it."""
        if self._digits and bare not in ("extLst", "ext"):
            raise self._damaged("sheet-element", str(self._row))

    def _end(self, name: str) -> None:
        if name == "v":
            if self._value is not None:
                raise self._damaged("sheet-values", str(self._row))
            self._value = "".join(self._texts)
        elif name == "c":
            if not self._usual():
                self._cell()
        elif name == "row":
            self._finish()
        elif self._foreign(name, bare := name.rpartition(":")[2]):
            return
        elif bare in ("c", "v") and bare != name:
            self._end(bare)
        elif bare == "f":
            self._formula = "".join(self._texts)
        elif bare == "row":
            self._finish()
        elif self._inline is not None:
            self._flush()
            self._inline.end(bare)
            if bare == "is":
                if self._value is not None:
                    raise self._damaged("sheet-values", str(self._row))
                whole_text = self._inline.close()
                if sum(each.tag == "t" for each in whole_text) > 1:
                    raise self._damaged("sheet-values", str(self._row))
                self._value, self._cut = rich(whole_text)
                self._inline, self._inlined = None, True

    def _usual(self) -> bool:
        """Most cells are a shared text or a bare number right after the cell before: a short way for them alone."""
        attributes, value = self._attributes, self._value
        style = attributes.get("s", "")
        if self._formula is not None or self._inlined or not value or style not in self._unstyled:
            return False
        kind = attributes.get("t")
        text = self._plain(value) if kind == "s" else number_text(value) if kind is None else None
        place = len(self._line)
        if text is None or attributes.get("r") != letter(place) + self._digits:
            return False
        if place >= MAX_COLUMNS or len(text) > MAX_CELL:
            return False
        self._line.append(text)
        self._place = place + 1
        if style in self._fills:
            self._fill(letter(place), style)
        return True

    def _fill(self, letters: str, style: str) -> None:
        """Mark the colour of a cell that holds a text: transcribers show their doubts so."""
        self._filled += 1
        if self._filled <= MOST_FILLS:
            self.marks.append((self._row, letters, "fill", self._fills[style]))

    def _flush(self) -> None:
        assert self._inline is not None
        self._inline.data("".join(self._texts))
        self._texts.clear()

    def _begin(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        row = self._row + 1 if said is None else whole(said)
        if row is None or row <= self._row or self._digits:
            raise self._damaged("sheet-order", str(self._row + 1))
        if row > MAX_ROWS:
            raise SourceError("far-row", self.part.name, most=MAX_ROWS)
        self._row, self._digits, self._place, self._line = row, str(row), 0, []
        if attributes.get("hidden") in ("1", "true"):
            self.marks.append((row, "", "hidden", ""))
        self._marked = len(self.marks)

    def _finish(self) -> None:
        if not self._digits:
            raise self._damaged("sheet-inside", str(self._row))
        self._digits = ""  # until the next one begins, no cell has a place
        if any(self._line) or len(self.marks) > self._marked:
            self.lines.append((self._row, self._line))
            self.cells += len(self._line)
            if self.cells > MAX_CELLS:
                raise SourceError("many-cells", self.part.name, most=MAX_CELLS)

    def _other(self, name: str, attributes: dict[str, str]) -> None:
        """What a sheet says about its columns and ranges."""
        if name == "mergeCell":
            self.marks.append(merge_mark(attributes.get("ref", "")))
        elif name == "col" and attributes.get("hidden") in ("1", "true"):
            self._hidden_columns(whole(attributes.get("min", "1")), whole(attributes.get("max", "1")))
        elif name == "autoFilter":
            self.marks.append((0, "", "filter", attributes.get("ref", "")))
        elif name == "sheetView":
            self.right_to_left |= attributes.get("rightToLeft") in ("1", "true")

    def _hidden_columns(self, first: int | None, last: int | None) -> None:
        if not first or not last:
            raise self._damaged("sheet-columns")
        for n in range(first, min(last, MAX_COLUMNS) + 1):
            self.marks.append((0, letter(n - 1), "hidden", ""))

    def _where(self) -> tuple[str, int]:
        """The letters of the cell, and its place in the line: what it says itself, else the one after the last."""
        reference = self._attributes.get("r", f"{letter(self._place)}{self._digits}")
        match = _REFERENCE.fullmatch(reference)
        if match is None or match[2] != self._digits:
            raise self._damaged("sheet-place", str(self._row))
        return match[1], column_number(match[1])

    def _cell(self) -> None:
        letters, place = self._where()
        self._place = place + 1
        value, formula = self._value, self._formula
        style = self._attributes.get("s")
        if place < len(self._line) and self._line[place]:
            raise self._damaged("sheet-twice", f"{letters}{self._row}")
        if value is None and formula is None:
            return
        look = self._style(letters, style) if style else PLAIN
        text = self._text(letters, value or "", look)
        if formula is not None:
            self._formula_marks(letters, value, formula)
        if text:
            if look.hides(value if self._attributes.get("t", "n") == "n" else None):
                self.marks.append((self._row, letters, "invisible", look.code))
            self._put(letters, place, text, look)

    def _malformed(self, letters: str, value: str) -> None:
        """Mark a cell that holds what cells cannot hold: each program makes something else of it."""
        self.marks.append((self._row, letters, "malformed", value))

    def _damaged(self, key: str, cell: str = "") -> SourceError:
        where = f"{self.part.name}!{cell}" if cell else self.part.name
        return SourceError(key, where)

    def _style(self, letters: str, style: str) -> Style:
        styles, n = self.package.styles, whole(style)
        if n is None or (styles and n >= len(styles)):
            self._malformed(letters, style)
        return PLAIN if n is None or n >= len(styles) else styles[n]

    def _text(self, letters: str, value: str, look: Style) -> str:
        kind = self._attributes.get("t", "n")
        if self._inlined != (kind == "inlineStr"):
            self._malformed(letters, value)
        elif self._inlined and self._cut:
            self.marks.append((self._row, letters, "strikethrough", self._cut))
        if kind == "s":
            return self._shared(letters, value)
        if kind == "n":
            return self._number(letters, value, look) if value else ""
        if kind == "b" and value in _TRUTH:
            return _TRUTH[value]
        if kind == "e":
            self.marks.append((self._row, letters, "error", value))
        elif kind == "d":
            self.marks.append((self._row, letters, "date", look.code))
            if not is_moment(value):
                self._malformed(letters, value)
            return value.removesuffix("T00:00:00").removesuffix("Z")
        elif kind not in ("str", "inlineStr"):
            self._malformed(letters, value)
        return without_surrogates(unescape_xml(value) if kind == "str" else value)

    def _shared(self, letters: str, value: str) -> str:
        if not value:
            return ""  # an empty cell, whatever its type says
        n = whole(value)
        if n is None or n >= len(self.shared):
            raise self._damaged("sheet-text", f"{letters}{self._row}")
        if n in self.shared.struck:
            self.marks.append((self._row, letters, "strikethrough", self.shared.struck[n]))
        return self.shared[n]

    def _number(self, letters: str, value: str, look: Style) -> str:
        text, marks = look.number(value, self.package.epoch_1904)
        self.marks += [(self._row, letters, mark, args) for mark, args in marks]
        return text

    def _formula_marks(self, letters: str, value: str | None, formula: str) -> None:
        self.marks.append((self._row, letters, "formula", formula))
        if not value and self._attributes.get("t") != "str":
            self.marks.append((self._row, letters, "never-calculated", ""))

    def _put(self, letters: str, place: int, text: str, look: Style) -> None:
        line = self._line
        if place >= MAX_COLUMNS or len(text) > MAX_CELL:
            self._too_much(letters, place)
        if look.struck:
            self.marks.append((self._row, letters, "strikethrough", text))
        style = self._attributes.get("s", "")
        if style in self._fills:
            self._fill(letters, style)
        gap = place - len(line)
        if gap == 0:
            line.append(text)
            return
        if gap > 0:
            line.extend([""] * (gap + 1))
        line[place] = text

    def _too_much(self, letters: str, place: int) -> None:
        where = f"{self.part.name}!{letters}{self._row}"
        if place >= MAX_COLUMNS:
            raise SourceError("far-cell", where, most=MAX_COLUMNS)
        raise SourceError("long-cell", where, most=MAX_CELL)
