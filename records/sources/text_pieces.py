"""Turns rows of texts into dictionary columns, a piece at a time, so that no file is ever a list of all its cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.sources.sheet import DICTIONARY, letter
from records.sources.worksheet import CellMark

_TOGETHER, _ROWS = 8, 5_000
"""Pieces of rows that wait for each other, and rows that wait for no more."""
_APART = 64
"""Pieces of a column that have a dictionary each; joined they are one piece, or each would look up all texts again."""


class Pieces:
    """Columns that grow by pieces of rows; rows may differ in length, and a later piece may be wider.

    >>> pieces = Pieces()
    >>> pieces.add([["1", "", "x"], ["2"]])
    >>> table = pieces.table()
    >>> table.to_pydict()
    {'A': ['1', '2'], 'B': [None, None], 'C': ['x', None]}
    >>> table.column("B").chunk(0).dictionary.to_pylist()
    []
    """

    def __init__(self) -> None:
        self.columns: list[list[pa.Array]] = []
        self.length = 0
        self._waiting: list[Sequence[Sequence[str | None]]] = []

    def add(self, rows: Sequence[Sequence[str | None]]) -> None:
        """Add rows of texts; an empty text is a cell that is not there."""
        self._waiting.append(rows)
        if len(self._waiting) >= _TOGETHER or sum(map(len, self._waiting)) >= _ROWS:
            self._take_up()

    def _take_up(self) -> None:
        """Turn the rows that wait into arrays: of few rows at a time a wide sheet would have a million of them."""
        rows = [row for piece in self._waiting for row in piece]
        self._waiting.clear()
        for n, column in enumerate(zip_longest(*rows)):
            self._append(n, pa.array(column, pa.string()).dictionary_encode())
        self.length += len(rows)
        self._level()

    def _append(self, n: int, array: pa.Array) -> None:
        if n == len(self.columns):
            self.columns.append([_nothing(self.length)])
        self.columns[n].append(array)
        if len(self.columns[n]) == _APART:  # a text that every piece holds is then held once
            self.columns[n] = [_joined(pa.chunked_array(self.columns[n], DICTIONARY))]

    def _level(self) -> None:
        for column in self.columns:
            short = self.length - sum(map(len, column))
            if short:
                column.append(_nothing(short))

    def table(self) -> pa.Table:
        """The columns, named by letter, one chunk each. The pieces are let go, each column as soon as it is one."""
        self._take_up()
        columns = self.columns or ([[_nothing(self.length)]] if self.length else [])
        self.columns = []
        return lettered(pa.chunked_array(columns.pop(0), DICTIONARY) for _ in range(len(columns)))


def lettered(columns: Iterable[Any]) -> pa.Table:
    """Dictionary columns (chunked) as a table named by letters, one dictionary and one chunk each."""
    merged = [_single(column) for column in columns]
    return pa.Table.from_arrays(merged, names=[letter(n) for n in range(len(merged))])


def _joined(column: pa.ChunkedArray) -> pa.Array:
    """The pieces of a column as one, each text held once."""
    whole = column.unify_dictionaries().combine_chunks()
    if isinstance(whole, pa.ChunkedArray):  # older pyarrow keeps the wrapping, and an empty column has no chunk
        return whole.chunk(0) if whole.num_chunks else _nothing(0)
    return whole


def _single(column: pa.ChunkedArray) -> pa.Array:
    column = _joined(column)
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


_GARBLED = "[ØÙÃ][^\\x00-\\x7f]|[طظ][^\\x00-\\x7f\\p{Arabic}]"
"""How the first two bytes of an Arabic or accented letter look in cp1252 and in cp1256 (regular expression of RE2)."""
_ARABIC = re.compile("[\u0620-\u064a]")


def repaired(text: str) -> str | None:
    """What a garbled text was, when all of it becomes words again; None for any other.

    >>> repaired("ط³ظˆط±ظٹ"), repaired("NÃ©"), repaired("سوري"), repaired("Øyvind")
    ('سوري', 'Né', None, None)
    """
    for encoding in ("cp1252", "cp1256"):
        try:
            plain = b"".join(_byte(letter, encoding) for letter in text).decode()
        except UnicodeError:
            continue
        if plain != text and (_ARABIC.search(plain) or not _ARABIC.search(text)):
            return plain
    return None


def _byte(letter: str, encoding: str) -> bytes:
    """A letter's byte; the bytes that cp1252 leaves free stand for themselves, as Windows has it."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode(encoding)


_NO_TEXTS = {
    "malformed": r"\x00",
    "formula-text": r"^=\s*(\$?[A-Za-z]{1,3}\$?[0-9]{1,7}\b|[A-Za-z_][A-Za-z0-9_.]*\(|[0-9.]+\s*[-+*/^&])",
}
"""Texts that are no answer, by their mark (regular expressions of RE2): a NUL, at which most programs end a text; a
formula that was typed as a text."""


def no_texts(table: pa.Table, rows: npt.NDArray[np.int32]) -> list[CellMark]:
    """A mark for each cell whose text is no answer, whatever it looks like. Only distinct texts are looked at."""
    marks: list[CellMark] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        cells = column.chunk(0)
        for mark, pattern in _NO_TEXTS.items():
            found = pc.match_substring_regex(cells.dictionary, pattern)
            if pc.any(found).as_py():
                codes = pc.indices_nonzero(found).cast(pa.int32())
                places = pc.indices_nonzero(pc.is_in(cells.indices, codes)).to_pylist()
                marks += [(int(rows[n]), name, mark, cells[n].as_py()) for n in places]
    return marks


def mojibake(table: pa.Table, rows: npt.NDArray[np.int32]) -> list[CellMark]:
    """A mark `mojibake` with the repair for each garbled cell. Only distinct texts are looked at."""
    marks: list[CellMark] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        cells = column.chunk(0)
        foreign = pc.indices_nonzero(pc.invert(pc.string_is_ascii(cells.dictionary)))
        garbled = pc.match_substring_regex(cells.dictionary.take(foreign), _GARBLED)
        suspects = foreign.filter(garbled).to_pylist()
        found = {code: plain for code in suspects if (plain := repaired(cells.dictionary[code].as_py()))}
        if found:
            places = pc.indices_nonzero(pc.is_in(cells.indices, pa.array(sorted(found), pa.int32()))).to_pylist()
            marks += [(int(rows[n]), name, "mojibake", found[cells.indices[n].as_py()]) for n in places]
    return marks
