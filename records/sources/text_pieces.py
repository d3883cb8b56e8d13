"""Turns rows of texts into dictionary columns, a piece at a time, so that no file is ever a list of all its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from records.sources.sheet import DICTIONARY, letter


class Pieces:
    """Columns that grow by pieces of rows; rows may differ in length, and a later piece may be wider.

    >>> pieces = Pieces()
    >>> pieces.add([["1", "", "x"], ["2"]])
    >>> pieces.table().to_pydict()
    {'A': ['1', '2'], 'B': [None, None], 'C': ['x', None]}
    >>> pieces.table().column("B").chunk(0).dictionary.to_pylist()
    []
    """

    def __init__(self) -> None:
        self.columns: list[list[pa.Array]] = []
        self.length = 0

    def add(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Add rows of texts; an empty text is a cell that is not there."""
        for n, column in enumerate(zip_longest(*rows)):
            self._append(n, pa.array(column, pa.string()).dictionary_encode())
        self.length += len(rows)
        self._level()

    def _append(self, n: int, array: pa.Array) -> None:
        if n == len(self.columns):
            self.columns.append([_nothing(self.length)])
        self.columns[n].append(array)

    def _level(self) -> None:
        for column in self.columns:
            short = self.length - sum(map(len, column))
            if short:
                column.append(_nothing(short))

    def table(self) -> pa.Table:
        """The columns, named by letter, one chunk each."""
        columns = self.columns or ([[_nothing(self.length)]] if self.length else [])
        return lettered(pa.chunked_array(column, DICTIONARY) for column in columns)


def lettered(columns: Iterable[Any]) -> pa.Table:
    """Dictionary columns (chunked) as a table named by letters, one dictionary and one chunk each."""
    merged = [_single(column) for column in columns]
    return pa.Table.from_arrays(merged, names=[letter(n) for n in range(len(merged))])


def _single(column: pa.ChunkedArray) -> pa.Array:
    column = column.unify_dictionaries().combine_chunks()
    if isinstance(column, pa.ChunkedArray):  # older pyarrow keeps the wrapping, and an empty column has no chunk
        column = column.chunk(0) if column.num_chunks else _nothing(0)
    empty = pc.index(column.dictionary, "").as_py()
    return column if empty < 0 else _without(column, empty)


def _without(column: pa.DictionaryArray, empty: int) -> pa.DictionaryArray:
    """The column with nulls in place of its empty text, which leaves the dictionary."""
    codes = column.indices.fill_null(empty).to_numpy()
    texts = pa.concat_arrays([column.dictionary[:empty], column.dictionary[empty + 1 :]])
    indices = pa.array(codes - (codes > empty), pa.int32(), mask=codes == empty)
    return pa.DictionaryArray.from_arrays(indices, texts)


def _nothing(length: int) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.nulls(length, pa.int32()), pa.array([], pa.string()))
