"""Where the tables of a sheet stand, by their shape alone.

A header is told by what differs from it below: words over figures. Where all is words, it is the first full line.
What the columns mean is another room's question; here no word is read.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from records.layout.grid import Bools, Ints, Looks, Shape, TextType, shape_of
from records.layout.headings import (
    agree,
    first_full_line,
    first_record,
    heading,
    heading_below,
    is_answered,
    loose_heading,
    numbers_below,
)
from records.layout.regions import FARTHEST, SAMPLE, Region, figures, regions
from records.sources.sheet import Sheet, letter

_CORE = 0.9
"""The share of its records that fill a column which is one of all records."""
_FOOT = 200
"""Lines at the end of a region that may be notes."""


@dataclass(frozen=True)
class Table:
    """One table: the rows of its header (the sheet's own numbers), of its first and last record, and its columns."""

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[str, ...]


@dataclass
class _Found:
    """A table by positions: its header's lines, its last line, its columns, and what each of them holds.

    `core`: columns that nearly all records fill. `in_groups`: its first record is but the name of a group.
    """

    header: list[int]
    last: int
    left: int
    right: int
    figures: Looks
    core: Bools
    in_groups: bool

    def within(self, left: int, right: int) -> tuple[Looks, Bools]:
        """What it knows of some columns; nothing of those beyond its own."""
        beyond = (0, max(0, right - self.right))
        part = slice(left - self.left, right - self.left)
        return np.pad(self.figures, beyond)[part], np.pad(self.core, beyond)[part]

    def extend(self, right: int, last: int | None) -> None:
        """It has lines down to that one, and columns up to that one."""
        right = max(self.right, right)
        self.figures, self.core = self.within(self.left, right)
        self.right = right
        self.last = self.last if last is None else last


def tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, from above, then by column. A table has a header, a record and two columns at least.

    Lines without a header of their own that go on in the columns of the table above belong to it. Notes below, lines
    above the header, and figures without a header are no part of a table.
    """
    shape = shape_of(sheet)
    found: list[_Found] = []
    for region in regions(shape):
        _place(shape, region, found)
    made = (_table(shape, each) for each in sorted(found, key=lambda each: (each.header[0], each.left)))
    return [each for each in made if len(each.columns) > 1]


def _table(shape: Shape, found: _Found) -> Table:
    rows = shape.sheet.rows
    records = shape.lines(found.header[-1] + 1, found.last + 1, found.left, found.right)
    filled = shape.seen[found.header[0] : found.last + 1, found.left : found.right].any(axis=0)
    columns = np.flatnonzero(filled) + found.left
    letters = tuple(letter(n) for n in range(columns[0], columns[-1] + 1))
    return Table(tuple(int(rows[n]) for n in found.header), int(rows[records[0]]), int(rows[found.last]), letters)


def _place(shape: Shape, region: Region, found: list[_Found]) -> None:
    """What a region is: a table, more lines of the one above or of several beside each other, or neither."""
    top, bottom, left, right = region
    lines = shape.lines(*region)[:SAMPLE]
    kinds = shape.kinds(lines, left, right)
    held = figures(kinds)
    first = first_record(kinds, held)
    header = heading(shape, region, lines[:first], held) if first is not None else []
    near = [each for each in found if each.left < right and left < each.right]
    last = max((each.last for each in near), default=-1)
    above = [each for each in near if each.last == last]
    if len(above) > 1 and held.any() and not header:
        for each in above:
            _place(shape, Region(top, bottom, max(left, each.left), min(right, each.right)), found)
    elif above and _goes_on(shape, region, kinds, held, header, above[0]):
        above[0].extend(right, _last_record(shape, region, above[0]))
    else:
        loose = _loose(shape, region, last + 1)
        if first is not None:
            header = header or loose_heading(shape, region, loose, lines[: first + 1], held)
            header = header or heading_below(shape, region, lines[first:], kinds[first:], held)
        else:
            header = first_full_line(shape, region, lines, kinds, loose)
        _begin(shape, region, header, found)


def _begin(shape: Shape, region: Region, header: list[int], found: list[_Found]) -> None:
    """A table that begins in a region, when it has a header and a record, with what its columns hold."""
    if not header:
        return
    _, bottom, left, right = region
    header = header + numbers_below(shape, region, header[-1])
    kinds = shape.kinds(shape.lines(header[-1] + 1, bottom, left, right)[:SAMPLE], left, right)
    filled = kinds != TextType.BLANK
    counts = filled.sum(axis=1)
    if not len(counts):
        return
    core = np.mean(filled[2 * counts >= np.median(counts)], axis=0) >= _CORE
    new = _Found(header, header[-1], left, right, figures(kinds), np.asarray(core), bool(counts[0] == 1))
    new.extend(right, _last_record(shape, region, new))
    if new.last > header[-1]:
        found.append(new)


def _loose(shape: Shape, region: Region, start: int) -> Ints:
    """The lines above a region, in its columns, that are near and belong to no table: none above `start`."""
    top, _, left, right = region
    near = shape.lines(max(top - 3 * FARTHEST, start), top, left, right)
    for n in range(len(near) - 1, -1, -1):
        if shape.blank_between(int(near[n]), int(near[n + 1] if n + 1 < len(near) else top)) > FARTHEST:
            return near[n + 1 :]
    return near


def _goes_on(shape: Shape, region: Region, kinds: Looks, held: Looks, header: list[int], above: _Found) -> bool:
    """Whether a region holds more lines of the table above: the same kinds in its columns, no header but that one."""
    top, _, left, right = region
    if left < above.left or right - above.right > above.right - left:
        return False
    blank = shape.blank_between(above.last, top)
    between = shape.lines(above.last + 1, top, above.left, above.right)
    if header:
        same = shape.texts(header[-1], left, right) == shape.texts(above.header[-1], left, right)
        return same and header[0] == top and not len(between)
    if len(between) or blank > FARTHEST:
        return False
    there, _ = above.within(left, right)
    right_kind = agree(kinds, there)
    wrong = (kinds > TextType.SIGN) & (there > 0) & ~right_kind
    line = top + int(len(kinds) > 1 and above.in_groups and (kinds[0] != TextType.BLANK).sum() == 1)
    same = shape.same_columns(above.last, line, left, right)
    if there.any() and (right_kind.any() or held.any()):
        near = same if blank > 1 else not is_answered(shape, region, top)
        return near and bool(right_kind.sum() > wrong.sum())
    covered = np.any(shape.seen[top : region.bottom, above.left : above.right], axis=0)
    return same and blank == 1 and not wrong.any() and (len(kinds) == 1 or bool(covered[above.core].all()))


def _last_record(shape: Shape, region: Region, table: _Found) -> int | None:
    """The last line of a region that is no note: it holds a figure where figures are, or words where all records do."""
    _, bottom, left, right = region
    lines = shape.lines(max(region.top, table.header[-1] + 1), bottom, left, right)[-_FOOT:]
    kinds = shape.kinds(lines, left, right)
    there, core = table.within(left, right)
    figure = (kinds > TextType.WORDS) & (there > 0)
    words = (kinds == TextType.WORDS) & (there == 0) & (core | ~core.any())
    record = figure.any(axis=1) | (words.any(axis=1) & ((kinds != TextType.BLANK).sum(axis=1) > 1))
    last_first = lines[record][::-1].tolist()
    return next((line for line in last_first if not is_answered(shape, region, line)), None)
