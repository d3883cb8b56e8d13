"""Where the forms of a sheet begin: one below the other, or beside each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from records.layout.form_labels import CellPlace, Label

FEWEST = 3
"""Labels of different fields that make a form."""


@dataclass(frozen=True)
class Forms:
    """The forms of a sheet: where each begins, and the row that stands for it."""

    lines: list[int]
    columns: list[int]
    row: dict[tuple[int, int], int]

    @property
    def rows(self) -> list[int]:
        """The rows of the forms, in the order of the sheet."""
        return sorted(self.row.values())

    def of(self, at: CellPlace) -> int | None:
        """The row of the form on which a cell stands; none above the first."""
        line = bisect_right(self.lines, at[0]) - 1
        column = max(bisect_right(self.columns, at[1]) - 1, 0)
        return self.row.get((line, column), self.row.get((line, 0)))


def forms_of(labels: Sequence[Label], anchor: str, rows: Sequence[int], beside: Sequence[int] = ()) -> Forms:
    """A form for each label that stands first, down the sheet and beside each other, or in each column of `beside`.

    Of forms beside each other the first line stands for the first, the second for the second, and so on.
    """
    lines = _lines(labels, anchor, rows)
    at = {(lines[bisect_right(lines, each.line) - 1], each.column) for each in labels if each.field == anchor}
    at |= {(line, column) for line in lines for column in beside}
    bounds = [*(bisect_left(rows, line) for line in lines), len(rows)]
    columns = list(beside) or _beside(labels, anchor)
    if any(stop - start < len(columns) for start, stop in pairwise(bounds)):
        columns = columns[:1]
    row = {
        (n, k): rows[bounds[n] + k]
        for n, line in enumerate(lines)
        for k, column in enumerate(columns)
        if k == 0 or (line, column) in at
    }
    return Forms(lines, columns, row)


def _lines(labels: Sequence[Label], anchor: str, rows: Sequence[int]) -> list[int]:
    """The lines in which forms begin: where the first label stands again or, between blank lines, where labels that
    the form above has too stand before it, or three of them without it."""
    fields: dict[int, set[str]] = {}
    for each in labels:
        fields.setdefault(each.line, set()).add(str(each.field))
    starts: list[int] = []
    above: set[str] = set()
    for block in _blocks(rows):
        lines = [line for line in block if line in fields]
        anchors = [line for line in lines if anchor in fields[line]]
        before = set().union(*(fields[line] for line in lines if not anchors or line < anchors[0]))
        again = before & above
        if before and starts and (again == before if anchors else len(again) >= FEWEST):
            anchors = [lines[0], *anchors[1:]]
        starts += anchors
        above = above if not anchors else set()
        above |= set().union(*(fields[line] for line in lines if line >= max(anchors, default=0)))
    return starts


def _blocks(rows: Sequence[int]) -> list[list[int]]:
    """The lines that hold something, parted where a blank one stands between them."""
    blocks: list[list[int]] = []
    for row in rows:
        if blocks and row - blocks[-1][-1] == 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _beside(labels: Sequence[Label], anchor: str) -> list[int]:
    """The columns in which forms begin: where the first label stands again in its line, and most others do too."""
    first = [each for each in labels if each.field == anchor]
    columns = sorted({each.column for each in first})
    if max(Counter(each.line for each in first).values()) < 2:
        return columns[:1]
    blocks: list[set[str]] = [set() for _ in columns]
    for each in labels:
        blocks[max(bisect_right(columns, each.column) - 1, 0)].add(str(each.field))
    alike = all(len(block & blocks[0]) >= max(FEWEST, len(blocks[0]) // 2) for block in blocks)
    return columns if alike else columns[:1]
