"""What stands once and holds for several records: a cell merged over their lines, a name above a group of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from records.sources.sheet import DICTIONARY, Sheet

GROUP = "group"
"""Stands for the letter of the column that a sheet does not have: the names above groups of records."""
GROUP_HEADER = "(group)"
BETWEEN = " / "
"""What parts two names that stand above each other."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Cells whose text holds for the lines `first` to `last` (the sheet's own numbers) of a column."""

    letter: str
    first: int
    last: int
    cells: tuple[str, ...]


class Spreads:
    """The spreads of one sheet, asked by column and line."""

    def __init__(self, spreads: Iterable[Spread] = ()) -> None:
        self._of: dict[str, list[Spread]] = {}
        for each in sorted(spreads, key=lambda each: each.first):
            self._of.setdefault(each.letter, []).append(each)
        self._firsts = {name: [each.first for each in of] for name, of in self._of.items()}

    def of(self, letter: str) -> Sequence[Spread]:
        """Those of one column, from above."""
        return self._of.get(letter, ())

    def at(self, letter: str, row: int) -> Spread | None:
        """The one that covers that cell."""
        of = self._of.get(letter)
        if not of:
            return None
        n = bisect_right(self._firsts[letter], row) - 1
        return of[n] if n >= 0 and row <= of[n].last else None

    def __bool__(self) -> bool:
        return bool(self._of)

    def __iter__(self) -> Iterator[Spread]:
        return (each for of in self._of.values() for each in of)


def spread_texts(sheet: Sheet, spreads: Sequence[Spread], kept: npt.NDArray[np.int32]) -> pa.DictionaryArray:
    """The texts of a column for the lines `kept` (positions), empty cells below a spread with its text."""
    name = spreads[0].letter
    column = sheet.column(name).take(pa.array(kept)) if name in sheet.letters else pa.nulls(len(kept), DICTIONARY)
    known = column.dictionary.to_pylist()
    codes = column.indices.fill_null(-1).to_numpy().copy()
    rows = sheet.rows[kept]
    for each in spreads:
        text = BETWEEN.join(filter(None, (text_at(sheet, cell) for cell in each.cells)))
        here = slice(*np.searchsorted(rows, [each.first, each.last + 1]))
        if text and (codes[here] < 0).any():
            codes[here] = np.where(codes[here] < 0, len(known), codes[here])
            known.append(text)
    return pa.array(known, pa.string()).take(pa.array(codes, mask=codes < 0)).dictionary_encode().cast(DICTIONARY)


def text_at(sheet: Sheet, cell: str) -> str | None:
    """What stands in a cell; None where there is none."""
    name = cell.rstrip("0123456789")
    if name not in sheet.cells.column_names:
        return None
    line = int(np.searchsorted(sheet.rows, int(cell[len(name) :])))
    there = line < len(sheet.rows) and sheet.rows[line] == int(cell[len(name) :])
    text: str | None = sheet.column(name)[line].as_py() if there else None
    return text
