"""Where the tables of a sheet stand, by their shape alone: blank lines and columns around them, title lines above.

What the columns mean is another room's question; here no word is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from records.sources.sheet import Sheet, letter, number

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Table:
    """One table: the rows of its header (the sheet's own numbers), of its first and last record, and its columns."""

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[str, ...]


def filled(sheet: Sheet) -> Bools:
    """Which cells hold a text: bool, lines × columns."""
    columns = [~np.asarray(sheet.column(name).is_null()) for name in sheet.letters]
    return np.column_stack(columns) if columns else np.zeros((len(sheet.rows), 0), np.bool_)


def tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet, from above, then by column. A table has a header, a record and two columns at least.

    A single blank line between lines of the same columns belongs to the table, as does a blank column that is one in
    all its lines; two blank lines, or lines in other columns, part two tables.
    """
    cells = filled(sheet)
    found: list[Table] = []
    for first, last in _blocks(sheet.rows, cells):
        for left, right in _spans(cells[first:last]):
            table = _table(sheet, cells[first:last, left:right], first, left)
            if table is not None:
                found.append(table)
    return found


def _blocks(rows: npt.NDArray[np.int32], cells: Bools) -> Iterator[tuple[int, int]]:
    """Runs of lines that two blank lines, or one and a change of columns, part."""
    present = np.flatnonzero(cells.any(axis=1))
    if not len(present):
        return
    gaps = np.flatnonzero(np.diff(rows[present]) > 1)
    start = 0
    for gap in gaps.tolist():
        above, below = present[gap], present[gap + 1]
        if rows[below] - rows[above] > 2 or not _continues(cells, int(above), int(below)):
            yield int(present[start]), int(above) + 1
            start = gap + 1
    yield int(present[start]), int(present[-1]) + 1


def _continues(cells: Bools, above: int, below: int) -> bool:
    """Whether the lines on both sides of a blank one fill at least half of the same columns, and two at least."""
    both = int((cells[above] & cells[below]).sum())
    return both >= 2 and 2 * both >= int((cells[above] | cells[below]).sum())


def _spans(block: Bools) -> Iterator[tuple[int, int]]:
    """Runs of columns with a text in some line of the block."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], block.any(axis=0).view(np.int8), [0]])))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _table(sheet: Sheet, part: Bools, first: int, left: int) -> Table | None:
    width = part.shape[1]
    counts = part.sum(axis=1)
    wide = np.flatnonzero(counts >= max(2, width / 2))
    if width < 2 or len(wide) < 2:
        return None
    top, bottom = int(wide[0]), int(np.flatnonzero(counts)[-1])
    while bottom > wide[-1] and counts[bottom] < 2:
        bottom -= 1  # a note below
    header = _header(sheet, part, first, left, top)
    if header[-1] >= bottom:
        return None
    rows = sheet.rows
    columns = tuple(letter(left + n) for n in range(width))
    records = np.flatnonzero(counts[header[-1] + 1 : bottom + 1]) + header[-1] + 1
    return Table(
        tuple(int(rows[first + n]) for n in header), int(rows[first + records[0]]), int(rows[first + bottom]), columns
    )


def _header(sheet: Sheet, part: Bools, first: int, left: int, top: int) -> list[int]:
    """The header's lines: the first wide one, with those above and below that merged cells join to it."""
    merged = sheet.marks[sheet.marks["mark"] == "merged"]
    place = {int(row): n for n, row in enumerate(sheet.rows[first : first + len(part)])}
    lines = {top}
    for row, column, args in zip(merged["row"], merged["column"], merged["args"], strict=True):
        at = place.get(int(row))
        if at is None or not left <= number(column) < left + part.shape[1]:
            continue
        last_letters, last_row = _corner(args)
        wide, deep = number(last_letters) > number(column), last_row - int(row)
        if at == top and (deep or wide) and at + 1 < len(part):
            lines |= {top + n for n in range(1, min(deep, 2) + 1) if top + n < len(part)} | (
                {top + 1} if wide else set()
            )
        if wide and at == top - 1 and part[at].sum() > 1:
            lines.add(at)
    return sorted(lines)


def _corner(reference: str) -> tuple[str, int]:
    last = reference.rpartition(":")[2]
    letters = last.rstrip("0123456789")
    return letters, int(last[len(letters) :])
