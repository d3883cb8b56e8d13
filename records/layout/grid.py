"""What a sheet looks like: which cells are filled, what kind of text each holds, and what merged cells cover."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.layout.merged_ranges import merged_ranges
from records.sources.sheet import Sheet

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]
Looks = npt.NDArray[np.int8]

_BLANK = r"^[\s\pZ\p{Cc}\p{Cf}]*$"
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


class TextType(IntEnum):
    """What a text looks like; no word is read. Those from `YEAR` on are figures."""

    BLANK = 0
    SIGN = 1
    WORDS = 2
    YEAR = 3
    NUMBER = 4
    DATE = 5
    TRUTH = 6
    RANGE = 7


_LOOKS = (
    (TextType.SIGN, re.compile(r"[\W_]*|#[A-Z/0]+[!?A]?")),
    (TextType.TRUTH, re.compile(r"true|false", re.IGNORECASE)),
    (TextType.YEAR, re.compile(r"1[2-9]\d\d|20\d\d")),
    (TextType.NUMBER, re.compile(r"[-+(]*[$€£]?\s?[\d.,٬٫' ]*\d(e[-+]?\d+)?\s?[%٪$€£]?\)?", re.IGNORECASE)),
    (
        TextType.DATE,
        re.compile(r"\d{1,4}([-/.])\d{1,2}(\1\d{1,4})?([T ]\d.*|\s?هـ?|\s?م)?|\d{1,2}:\d\d(:\d\d)?(\.\d+)?"),
    ),
    (TextType.RANGE, re.compile(r"\d+\s*[-–]\s*\d+|\d+\s?\+|[<>≤≥]\s?\d+")),
)


@lru_cache(1 << 16)
def kind(text: str) -> TextType:
    """What a text looks like.

    >>> [kind(text).name for text in ("سامي", "١٩٩٠", "2,5", "12/5/1990", "15 - 24", "FALSE", "..")]
    ['WORDS', 'YEAR', 'NUMBER', 'DATE', 'RANGE', 'TRUTH', 'SIGN']
    """
    text = text.strip().translate(_DIGITS)
    return next((each for each, look in _LOOKS if look.fullmatch(text)), TextType.WORDS)


@dataclass(frozen=True)
class Shape:
    """A sheet's shape, lines × columns: `seen` cells show a text, `wide` ones do or are merged with one beside.

    `merges`: the merged ranges that show a text, as first and last line, first and last column, ends included.
    """

    sheet: Sheet
    seen: Bools
    wide: Bools
    merges: Ints

    def merged(self, left: int, right: int) -> tuple[Ints, Ints, Ints, Ints]:
        """The merged ranges that begin in some columns: their first and last lines, first and last columns."""
        inside = (self.merges[:, 2] >= left) & (self.merges[:, 2] < right)
        top, bottom, first, last = self.merges[inside].T
        return top, bottom, first, last

    def kinds(self, lines: Ints, left: int, right: int) -> Looks:
        """The kind of each cell in some lines and columns."""
        found = np.zeros((len(lines), right - left), np.int8)
        at = pa.array(lines)
        for n, name in enumerate(self.sheet.letters[left:right]):
            texts = self.sheet.column(name).take(at).to_pylist()
            found[:, n] = [kind(text) if text else TextType.BLANK for text in texts]
        return np.where(self.seen[lines, left:right], found, np.int8(TextType.BLANK))

    def texts(self, line: int, left: int, right: int) -> list[str]:
        """The texts of one line, blank where there is none."""
        return [self.sheet.column(name)[line].as_py() or "" for name in self.sheet.letters[left:right]]

    def lines(self, top: int, bottom: int, left: int, right: int) -> Ints:
        """The lines that show a text there."""
        return np.flatnonzero(self.seen[top:bottom, left:right].any(axis=1)) + top

    def same_columns(self, one: int, other: int, left: int, right: int) -> bool:
        """Whether two lines fill at least half of the same columns, and two at least."""
        here, there = self.seen[one, left:right], self.seen[other, left:right]
        both = int((here & there).sum())
        return both >= 2 and 2 * both >= int((here | there).sum())

    def blank_between(self, above: int, below: int) -> int:
        """How many blank lines stand between two lines next to each other."""
        return int(self.sheet.rows[below] - self.sheet.rows[above]) - 1


def shape_of(sheet: Sheet) -> Shape:
    """The shape of a sheet."""
    columns = [visible_cells(sheet.column(name)) for name in sheet.letters]
    seen = np.column_stack(columns) if columns else np.zeros((len(sheet.rows), 0), np.bool_)
    ends = [(each.top, each.bottom, each.left, each.right) for each in merged_ranges(sheet)]
    merges = np.array(ends, np.intp).reshape(-1, 4)
    merges = merges[seen[merges[:, 0], merges[:, 2]]]
    merges[:, 3] = merges[:, 3].clip(max=len(sheet.letters) - 1)
    wide = seen.copy() if len(merges) else seen
    for top, _, left, right in merges.tolist():
        wide[top, left : right + 1] = True
    return Shape(sheet, seen, wide, merges)


def visible_cells(column: pa.DictionaryArray, lines: Ints | slice = slice(None)) -> Bools:
    """Cells, in some lines, with anything a person sees. Each text is looked at once, or only those of the lines."""
    if not isinstance(lines, slice) and len(lines) < len(column.dictionary):
        column, lines = column.take(pa.array(lines)).dictionary_decode().dictionary_encode(), slice(None)
    blank = pc.match_substring_regex(column.dictionary, _BLANK).fill_null(True).to_numpy(zero_copy_only=False)
    indices = column.indices
    codes = (indices.fill_null(-1) if indices.null_count else indices).to_numpy()
    shown: Bools = np.append(~blank, False)
    return np.asarray(shown[codes[lines]])
