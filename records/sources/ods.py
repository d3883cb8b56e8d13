"""OpenDocument sheets: one streaming pass over `content.xml`. Runs in the child: the standard library only.

A row or cell may stand for many; what is empty is skipped however often, what is filled is written out up to limits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO
from xml.etree import ElementTree

from records.model import SourceError
from records.sources.cell_text import clock, is_moment, parsed_number, percentage, shown_number, whole
from records.sources.letters import MAX_ROWS, letter, merge_mark
from records.sources.package_parts import PackageParts, local
from records.sources.worksheet import MAX_CELL, MAX_CELLS, MAX_COLUMNS, CellMark, NumberedLine
from records.sources.xml_workbook import MAX_SHEETS
from records.text import without_surrogates

_DURATION = re.compile("(-?)PT(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9.]+)S)?")
_PIECE = 5_000


class OdsTable:
    """The lines and marks of one sheet, read while `content.xml` streams by."""

    def __init__(self, name: str, events: Iterator[tuple[str, ElementTree.Element]]) -> None:
        self.name, self._events = name, events
        self.right_to_left = False
        self.marks: list[CellMark] = []
        self._row = self._cells = self._column = 0

    def read(self) -> Iterator[list[NumberedLine]]:
        """The lines that hold a text or a mark, in pieces."""
        lines: list[NumberedLine] = []
        for event, element in self._events:
            name = local(element.tag)
            if event == "end" and name == "table":
                break
            if event == "end" and name == "table-row":
                lines += self._lines(element)
                element.clear()
                if len(lines) > _PIECE:
                    yield lines
                    lines = []
            elif event == "end" and name == "table-column":
                self._columns(element)
        yield lines

    def _columns(self, element: ElementTree.Element) -> None:
        times = _times(element, "number-columns-repeated")
        if _get(element, "visibility") in ("collapse", "filter"):
            for n in range(self._column, min(self._column + times, MAX_COLUMNS)):
                self.marks.append((0, letter(n), "hidden", ""))
        self._column += times

    def _lines(self, element: ElementTree.Element) -> Iterator[NumberedLine]:
        times = _times(element, "number-rows-repeated")
        first, marked = self._row + 1, len(self.marks)
        self._row += times
        line = self._line(element, first)
        if not any(line) and len(self.marks) == marked:
            return
        if self._row > MAX_ROWS:
            raise SourceError("far-row", self.name, most=MAX_ROWS)
        marks = self.marks[marked:]
        for row in range(first, self._row + 1):
            self._cells += len(line)
            if self._cells > MAX_CELLS:
                raise SourceError("many-cells", self.name, most=MAX_CELLS)
            if row > first:
                self.marks += [(row, *mark[1:]) for mark in marks]
            if _get(element, "visibility") in ("collapse", "filter"):
                self.marks.append((row, "", "hidden", ""))
            yield row, line

    def _line(self, element: ElementTree.Element, row: int) -> list[str]:
        line: list[str] = []
        place = 0
        for cell in element:
            times, marked = _times(cell, "number-columns-repeated"), len(self.marks)
            text = self._cell(cell, row, place)
            if text:
                if place + times > MAX_COLUMNS:
                    where = f"{self.name}!{letter(place)}{row}"
                    raise SourceError("far-cell", where, most=MAX_COLUMNS)
                line += [""] * (place - len(line)) + [text] * times
                own = self.marks[marked:]
                self.marks += [(row, letter(n), *mark[2:]) for n in range(place + 1, place + times) for mark in own]
            place += times
        return line

    def _cell(self, cell: ElementTree.Element, row: int, place: int) -> str:
        kind, column = _get(cell, "value-type"), letter(min(place, MAX_COLUMNS))
        text = self._text(cell, kind, row, column)
        formula = _get(cell, "formula")
        if formula:
            self.marks.append((row, column, "formula", formula.partition(":")[2]))
        wide, deep = _times(cell, "number-columns-spanned"), _times(cell, "number-rows-spanned")
        if wide > 1 or deep > 1:
            last = f"{letter(min(place + wide, MAX_COLUMNS) - 1)}{row + deep - 1}"
            self.marks.append(merge_mark(f"{column}{row}:{last}"))
        for note in cell:
            if local(note.tag) == "annotation":
                self.marks.append((row, column, "comment", _paragraphs(note)))
        if len(text) > MAX_CELL:
            raise SourceError("long-cell", f"{self.name}!{column}{row}", most=MAX_CELL)
        return text

    def _malformed(self, row: int, column: str, value: str) -> str:
        self.marks.append((row, column, "malformed", value))
        return value

    def _text(self, cell: ElementTree.Element, kind: str, row: int, column: str) -> str:
        shown = _paragraphs(cell)
        if kind == "date":
            self.marks.append((row, column, "date", ""))
            day = _get(cell, "date-value").removesuffix("T00:00:00")
            return day if is_moment(day) else self._malformed(row, column, day)
        if kind == "time":
            self.marks.append((row, column, "time", ""))
            return _clock(_get(cell, "time-value")) or shown
        if kind == "boolean":
            truth = _get(cell, "boolean-value")
            return truth.upper() if truth in ("true", "false") else self._malformed(row, column, truth)
        if kind in ("float", "percentage", "currency"):
            value = _get(cell, "value")
            text = shown_number(value)
            if kind == "percentage":
                self.marks.append((row, column, "percent", ""))
                text = percentage(value)
            if not shown and any(local(each.tag) == "p" for each in cell):
                self.marks.append((row, column, "invisible", ""))
            if parsed_number(value) is None:
                self._malformed(row, column, value)
            return shown if whole(shown) is not None and whole(shown) == whole(text) else text
        if any(local(key) == "value-type" and value == "error" for key, value in cell.attrib.items()):
            self.marks.append((row, column, "error", shown))
        return shown or without_surrogates(_get(cell, "string-value"))


def sheets(file: IO[bytes]) -> Iterator[tuple[str, str, OdsTable]]:
    """The name of each sheet, how it is hidden, and its lines, to be read before the next sheet is asked for."""
    package = PackageParts(file)
    if package.doubled:
        raise SourceError("package-names")
    events = package.events("content.xml")
    hidden: set[str] = set()
    count = 0
    for event, element in events:
        name = local(element.tag)
        if event == "end" and name == "style" and any(_get(each, "display") == "false" for each in element):
            hidden.add(_get(element, "name"))
        elif event == "start" and name == "table":
            count += 1
            if count > MAX_SHEETS:
                raise SourceError("many-sheets", most=MAX_SHEETS)
            table, style = _get(element, "name"), _get(element, "style-name")
            yield table, "hidden" if style in hidden else "", OdsTable(table, events)


def _get(element: ElementTree.Element, name: str) -> str:
    """An attribute by its name without namespace; the first of that name, as office: comes before calcext:."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def _times(element: ElementTree.Element, name: str) -> int:
    value = _get(element, name)
    times = whole(value) if value else 1
    if not times:
        raise SourceError("package-count")
    return times


def _paragraphs(element: ElementTree.Element) -> str:
    return without_surrogates("\n".join("".join(_run(each)) for each in element if local(each.tag) == "p"))


def _run(element: ElementTree.Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        name = local(each.tag)
        if name == "s":
            yield " " * min(_times(each, "c"), MAX_CELL)
        elif name in ("tab", "line-break"):
            yield "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "ruby-text"):
            yield from _run(each)
        yield each.tail or ""


def _clock(duration: str) -> str:
    match = _DURATION.fullmatch(duration)
    if not match or match[1]:
        return ""
    hours, minutes, seconds = (parsed_number(each or "0") for each in match.groups()[1:])
    if hours is None or minutes is None or seconds is None:
        return ""
    return clock(round((hours * 3600 + minutes * 60 + seconds) * 1000))
