"""A sheet: one table in one file, as texts with their coordinates. Nothing is inferred here."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from hashlib import sha256

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.model import FINDINGS_SHEET, Source
from records.sources.letters import letter as letter
from records.sources.worksheet import NOT_READ
from records.text import visible

MARKS = ("row", "column", "mark", "args")
DIGEST = 3
"""Bytes by which a line is known again."""
_HEAD = 20
"""Lines at whose ends a sheet of findings says what it is."""
DICTIONARY = pa.dictionary(pa.int32(), pa.string())


def bare(text: str) -> str:
    """A text as any program keeps it: its blanks single, what is invisible shown."""
    return visible(" ".join(text.split()))


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

    @property
    def of_findings(self) -> bool:
        """Whether we wrote it ourselves, in an annotated copy."""
        heads = (self.column(name).slice(0, _HEAD).to_pylist() for name in self.letters)
        return any(text is not None and text.startswith(FINDINGS_SHEET) for head in heads for text in head)

    def kept(self, name: str, calculated: bool = True) -> pa.Array:
        """The texts of a column as any program keeps them; `calculated`: those of formulas too, which may change."""
        column, marks = self.column(name), self.marks
        known = pa.array([bare(text) for text in column.dictionary.to_pylist()], pa.string())
        texts = pc.fill_null(known.take(column.indices), "")
        if calculated:
            return texts
        formulas = marks.loc[(marks["mark"] == "formula") & (marks["column"] == name), "row"]
        return pc.if_else(pa.array(np.isin(self.rows, formulas.to_numpy(dtype=np.int32))), "", texts)

    def line_digests(self) -> bytes:
        """For each line with a text the first `DIGEST` bytes of the SHA-256 of its texts.

        They are the same for a copy of it that nobody changed, whatever program saved it.
        """
        columns = [self.kept(name, calculated=False) for name in self.letters]
        lines = pc.binary_join_element_wise(*columns, "\0").to_pylist() if columns else []
        said = filter(None, (line.rstrip("\0") for line in lines))
        return b"".join(sha256(line.encode()).digest()[:DIGEST] for line in said)

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
