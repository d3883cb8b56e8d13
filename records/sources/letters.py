"""Columns by their letters, and places by their references.

The standard library only: the child that reads workbooks uses it.
"""

from __future__ import annotations

import re
from functools import cache

from records.sources.cell_text import whole

MAX_ROWS = 1_048_576
_LAST_COLUMN = 16_383
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")


@cache
def letter(n: int) -> str:
    """The letters of the n-th column, from 0.

    >>> letter(0), letter(25), letter(26), letter(701), letter(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    letters = ""
    n += 1
    while n:
        n, digit = divmod(n - 1, 26)
        letters = chr(65 + digit) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """The place of a column, from 0.

    >>> [column_number(letter(n)) for n in (0, 25, 26, 701, 702)]
    [0, 25, 26, 701, 702]
    """
    n = 0
    for each in letters:
        n = n * 26 + ord(each) - 64
    return n - 1


def cell_place(reference: str) -> tuple[int, str] | None:
    """The row and the letters of a cell; None for what names no cell that a sheet can have.

    >>> [cell_place(text) for text in ("B7", "XFD1048576", "A0", "XFE1", "A1048577", "b7", "$B$7", "B", "")]
    [(7, 'B'), (1048576, 'XFD'), None, None, None, None, None, None, None]
    """
    match = _REFERENCE.fullmatch(reference)
    row = whole(match[2]) if match else None
    if match is None or row is None or row > MAX_ROWS or column_number(match[1]) > _LAST_COLUMN:
        return None
    return row, match[1]


def comment_mark(reference: str, text: str) -> tuple[int, str, str, str]:
    """The mark of a comment on its cell; on the sheet when it names none.

    >>> comment_mark("B7", "torn"), comment_mark("B0", "torn")
    ((7, 'B', 'comment', 'torn'), (0, '', 'comment', 'B0: torn'))
    """
    place = cell_place(reference)
    return (*place, "comment", text) if place else (0, "", "comment", f"{reference}: {text}")


def merge_mark(reference: str) -> tuple[int, str, str, str]:
    """The mark of a merged range on its first cell; on the sheet when it is no range.

    >>> merge_mark("B7:C9"), merge_mark("B7"), merge_mark("B7:")
    ((7, 'B', 'merged', 'B7:C9'), (7, 'B', 'merged', 'B7:B7'), (0, '', 'merged', 'B7:'))
    >>> merge_mark("B9:B7")
    (0, '', 'merged', 'B9:B7')
    """
    begin, colon, end = reference.partition(":")
    end = end if colon else begin
    first, last = cell_place(begin), cell_place(end)
    if first and last and first[0] <= last[0] and column_number(first[1]) <= column_number(last[1]):
        return (*first, "merged", f"{begin}:{end}")
    return 0, "", "merged", reference
