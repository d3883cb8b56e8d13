"""One answer in several columns, as one text: `Wife 1 children` 3 and `Wife 2 children` 1 are `3 + 1`.

Tick boxes are columns of options: `أعزب | متزوج` over an empty cell and ✓ is `أعزب:  | متزوج: ✓`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from records.forms import Field
from records.kinds.ticks import boxes, labelled, ticked
from records.labels.columns import as_list
from records.model import Rule
from records.sources.sheet import DICTIONARY

NOT_ONE = "wide.not-one"
RULES = (Rule(NOT_ONE, "3+1 | 2"),)


@dataclass(frozen=True)
class JoinedColumn:
    """The texts of a field that has several columns, by record, and the records in which one column holds several."""

    texts: pa.DictionaryArray
    not_one: npt.NDArray[np.bool_]


def join_repeated(columns: Sequence[pa.DictionaryArray], field: Field) -> JoinedColumn:
    """The cells of each record as one text, each distinct combination once.

    Trailing empty cells are ignored; an empty cell before the last filled one is an unknown member.
    """
    rows, places = combinations(columns)
    several = np.array([any(cell and _several(cell, field) for cell in row) for row in rows], dtype=bool)
    return JoinedColumn(encoded([as_list(row, field) for row in rows], places), several[places])


def combinations(columns: Sequence[pa.DictionaryArray]) -> tuple[list[list[str | None]], npt.NDArray[np.intp]]:
    """The distinct rows of several columns, and for each record the place of its row."""
    codes = [column.indices.fill_null(-1).to_numpy().astype(np.int64) for column in columns]
    key = np.zeros(len(codes[0]), dtype=np.int64)
    for column, each in zip(columns, codes, strict=True):
        key = np.unique(key, return_inverse=True)[1].astype(np.int64) * (len(column.dictionary) + 1) + each + 1
    _, first, places = np.unique(key, return_index=True, return_inverse=True)
    words = [[*column.dictionary.to_pylist(), None] for column in columns]
    return [[texts[int(each[at])] for texts, each in zip(words, codes, strict=True)] for at in first], places


def encoded(texts: Sequence[str | None], places: npt.NDArray[np.intp]) -> pa.DictionaryArray:
    """The texts of the records, given the distinct ones and the place of each record's."""
    return pa.array(texts, pa.string()).dictionary_encode().cast(DICTIONARY).take(pa.array(places))


def _several(cell: str, field: Field) -> bool:
    """Whether the cell of one member is a list itself."""
    if not field.reader.many:
        return False
    return bool(field.reader.members(field.reader.read(cell, field.options)) > 1)


CROSS = "ticks.cross"
TICK_RULES = (Rule(CROSS, "أعزب: x | متزوج: "),)


def join_options(columns: Sequence[pa.DictionaryArray], options: Sequence[str]) -> pa.DictionaryArray:
    """The cells of each record with their options as one text, each distinct combination once."""
    rows, places = combinations(columns)
    return encoded([labelled(options, row) for row in rows], places)


def ticked_cells(cells: Sequence[str], text: str) -> tuple[str, ...]:
    """The cells of the ticked boxes; all of them when none is, or one cannot tell.

    >>> ticked_cells(["C5", "D5"], "single:  | married: x"), ticked_cells(["C5", "D5"], "")
    (('D5',), ('C5', 'D5'))
    """
    found = boxes(text)
    if found is None or len(found.options) != len(cells) or any(each.mark is None for each in found.options):
        return tuple(cells)
    chosen = ticked([each.mark for each in found.options])
    return tuple(cells[n] for n in chosen) or tuple(cells)
