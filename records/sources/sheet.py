"""A sheet: one table in one file, as texts with their coordinates. Nothing is inferred here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from records.model import Source
from records.sources.letters import letter as letter
from records.sources.worksheet import NOT_READ

MARKS = ("row", "column", "mark", "args")
DICTIONARY = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Sheet:
    """Every line of one sheet.

    `cells`: a table of string dictionaries (`DICTIONARY`), one chunk each, columns named by their letters from A
    without a gap; a cell that is not there or empty is null, a cell of blanks is its blanks. `rows`: the sheet's own
    row number of each line (int32, from 1). `marks`: what a cell shows beside its text (`row, column, mark, args`):
    `date` for a true date cell, `formula`, `comment`, `merged`, `hidden`, `strikethrough`, `error` …; without a column
    it is on the whole line, with row 0 on the whole column, without either on the sheet.
    """

    source: Source
    cells: pa.Table
    rows: npt.NDArray[np.int32]
    marks: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(MARKS)))
    hidden: bool = False
    right_to_left: bool = False
    encoding: str = ""

    @property
    def letters(self) -> list[str]:
        """The columns that were read: A, B, …"""
        return list(self.cells.column_names)

    @property
    def not_read(self) -> str:
        """Why no cell of it was read; empty for every sheet that was."""
        why = self.marks.loc[self.marks["mark"] == NOT_READ, "args"]
        return "" if why.empty else str(why.iloc[0])

    def part(self, first: int, last: int, letters: Collection[str]) -> Sheet:
        """The lines from position `first` to before `last`, of these columns only; the others are empty there."""
        lines = self.rows[first:last]
        cells = {
            name: column.slice(first, last - first) if name in letters else pa.nulls(len(lines), DICTIONARY)
            for name, column in zip(self.letters, self.cells.columns, strict=True)
        }
        at, column = self.marks["row"], self.marks["column"]
        here = (at == 0) | (at.between(lines[0], lines[-1]) if len(lines) else False)
        return replace(self, cells=pa.table(cells), rows=lines, marks=self.marks[here & column.isin(["", *letters])])

    def column(self, letter: str) -> pa.DictionaryArray:
        """One column, whole."""
        return self.cells.column(letter).chunk(0)
