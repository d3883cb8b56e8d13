"""The merged ranges of a sheet, by the lines and columns that were read."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from records.sources.letters import cell_place, column_number
from records.sources.sheet import Sheet


@dataclass(frozen=True, slots=True)
class MergedRange:
    """A merged range: the positions of its first and last line and column, ends included, and the row of its end.

    A sheet may leave out blank lines, so the row may be further down than the last of its lines that was read.
    """

    top: int
    bottom: int
    left: int
    right: int
    last_row: int


def merged_ranges(sheet: Sheet) -> list[MergedRange]:
    """The merged ranges of a sheet whose first cell was read."""
    marks = sheet.marks[sheet.marks["mark"] == "merged"]
    found = []
    for row, column, args in zip(marks["row"].tolist(), marks["column"], marks["args"], strict=True):
        end = cell_place(str(args).rpartition(":")[2])
        top, left = int(np.searchsorted(sheet.rows, row)), column_number(str(column))
        if end is not None and top < len(sheet.rows) and sheet.rows[top] == row and left < len(sheet.letters):
            bottom = int(np.searchsorted(sheet.rows, end[0], side="right")) - 1
            found.append(MergedRange(top, bottom, left, column_number(end[1]), end[0]))
    return found
