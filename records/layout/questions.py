"""Forms in a sheet by their shape alone: texts that end like a label, `Name:`, or are numbered like one, `1. Name`.

What a label asks is another room's question; forms whose labels show nothing are told there, by the labels of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from records.layout.answer_places import NEAR, NEXT
from records.layout.form_boxes import FEWEST
from records.layout.form_labels import LONGEST_LABEL
from records.layout.grid import Bools, TextType, kind, shape_of
from records.layout.headings import LABEL_ENDS
from records.layout.tables import Table
from records.sources.letters import column_number, letter
from records.sources.sheet import Sheet

MOST_CELLS = 500_000
_NUMBERED = re.compile(r"(?:س|[Qq])?\s?(\d{1,2})\s?[-.)–]\s*[^\W\d]")

_Line = dict[int, str]
_Place = tuple[int, int]


def labels(sheet: Sheet) -> dict[str, list[str]]:
    """Each label's cell and the filled cells of its answer: those beside it, up to the next label in its row.

    Where most labels stand in lines of labels over lines of answers, the answer is the cell below. Empty when there
    are fewer than three labels, or more cells than a pile of forms has.
    """
    if len(sheet.rows) * len(sheet.letters) > MOST_CELLS:
        return {}
    lines = _lines(sheet)
    marked = {(row, n) for row, cells in lines.items() for n, text in cells.items() if _is_label(text)}
    found = sorted(marked | set(_numbered(lines)))
    if len(found) < FEWEST:
        return {}
    over = {(row, n) for row, n in found if _is_over_answers(lines[row], lines.get(row + 1, {}))}
    below = 2 * len(over) >= len(found)
    wide = dict(zip(lines, shape_of(sheet).wide, strict=True))
    answers = {}
    for row, n in found:
        if below and (row, n) in over:
            cells = [(row + 1, n)] if n in lines[row + 1] else []
        else:
            cells = [(row, each) for each in _beside(lines[row], n, wide[row])]
        answers[f"{letter(n)}{row}"] = [f"{letter(each)}{at}" for at, each in cells]
    return answers


def without_forms(tables: list[Table], forms: dict[str, list[str]]) -> list[Table]:
    """The tables, but for those at least half of whose lines begin with a label: they are forms."""
    return [table for table in tables if not (forms and _is_form(table, forms))]


def without_tables(forms: dict[str, list[str]], tables: list[Table]) -> dict[str, list[str]]:
    """The labels, but for those that stand in a table; none when fewer than three are left."""
    left = {cell: answer for cell, answer in forms.items() if not any(_holds(table, cell) for table in tables)}
    return left if len(left) >= FEWEST else {}


def _is_form(table: Table, forms: dict[str, list[str]]) -> bool:
    rows = range(table.header_rows[0], table.last_row + 1)
    return 2 * sum(f"{table.columns[0]}{row}" in forms for row in rows) >= len(rows)


def _holds(table: Table, cell: str) -> bool:
    column = cell.rstrip("0123456789")
    return column in table.columns and table.header_rows[0] <= int(cell[len(column) :]) <= table.last_row


def _lines(sheet: Sheet) -> dict[int, _Line]:
    """The filled cells by row and column."""
    lines: dict[int, _Line] = {int(row): {} for row in sheet.rows}
    for name in sheet.letters:
        column = sheet.column(name)
        for row, text in zip(lines, column.to_pylist(), strict=True):
            if text and text.strip():
                lines[row][column_number(name)] = text.strip()
    return lines


def _is_label(text: str) -> bool:
    if not (text.endswith(LABEL_ENDS) and 1 < len(text) <= LONGEST_LABEL):
        return False
    return kind(text) == TextType.WORDS and any(sign.isalpha() for sign in text)


def _numbered(lines: dict[int, _Line]) -> Iterator[_Place]:
    """Labels numbered from 1 on down a column, with nothing right above the first and answers beside most of them."""
    numbers = {
        (row, n): int(match[1])
        for row, cells in lines.items()
        for n, text in cells.items()
        if (match := _NUMBERED.match(text))
    }
    in_columns = sorted(numbers, key=lambda place: (place[1], place[0]))
    for _, run in groupby(in_columns, key=lambda place: (place[1], place[0] - numbers[place])):
        places = list(run)
        row, n = places[0]
        answered = sum(n + 1 in lines[at] for at, _ in places)
        if numbers[row, n] == 1 and n not in lines.get(row - 1, {}) and 2 * answered >= len(places) >= FEWEST:
            yield from places


def _is_over_answers(cells: _Line, below: _Line) -> bool:
    """Whether a line holds labels only, and the next one what stands below them."""
    only_labels = all(map(_is_label, cells.values())) and not any(map(_is_label, below.values()))
    return only_labels and bool(below) and cells.keys() >= below.keys()


def _beside(cells: _Line, at: int, wide: Bools) -> list[int]:
    """The filled cells of the answer beside a label: near it, and near each other."""
    beside: list[int] = []
    last = at
    for n in sorted(each for each in cells if each > at):
        blank = int((~wide[last + 1 : n]).sum())
        if _is_label(cells[n]) or blank > (NEXT if beside else NEAR):
            break
        beside.append(n)
        last = n
    return beside
