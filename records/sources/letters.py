"""Columns by their letters. The standard library only: the child that reads workbooks uses it."""

from __future__ import annotations

from functools import cache


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
