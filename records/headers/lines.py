"""Which lines of a sheet are records. A line is left out only for a reason that is counted; when unsure it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.headers.labels import key, vocabulary
from records.headers.mapping import Account
from records.sources.sheet import Sheet
from records.text import fold

FEW = 10_000
"""Lines that are looked at one by one; when more of them look odd, they are the table itself, and are kept."""
_BLANK = r"^[\s\pZ\p{Cc}\p{Cf}]*$"
_NUMBER = re.compile(r"[-+0-9٠-٩۰-۹.,٫٬٪%\s]+")
_DIGITS = re.compile(r"[0-9٠-٩۰-۹]+")
_LONG_REMARK = 60

Lines = npt.NDArray[np.int8]


class Line(IntEnum):
    """What a line is."""

    RECORD = 0
    BLANK = 1
    HEADER = 2
    UNUSED = 3


def classify(sheet: Sheet, headers: Sequence[int], groups: npt.NDArray[np.intp]) -> Lines:
    """What each line is (`Line`), given the positions of the header's lines and of those that only name a group: they
    count as headers of the records below them."""
    lines = np.zeros(len(sheet.rows), dtype=np.int8)
    header = headers[-1]
    lines[: headers[0]] = Line.UNUSED
    lines[groups] = Line.HEADER
    codes = {letter: _codes(sheet, letter) for letter in sheet.letters}
    lines[blank_lines(sheet)] = Line.BLANK
    for each in headers:
        lines[each] = Line.HEADER
        lines[header + 1 + np.flatnonzero(_repeated(sheet, each, codes)[header + 1 :])] = Line.HEADER
    for at in _totals(sheet, codes):
        if lines[at] == Line.RECORD:
            lines[at] = Line.UNUSED
    lines[_remarks_below(sheet, lines)] = Line.UNUSED
    return lines


def account(lines: Lines) -> Account:
    """How many lines of each kind."""
    record, blank, header, unused = np.bincount(lines, minlength=4).tolist()
    return Account(len(lines), record, 0, blank, header, unused)


def cells(sheet: Sheet, at: int) -> dict[str, str]:
    """The filled cells of one line, by letter."""
    texts = {letter: sheet.column(letter)[at].as_py() for letter in sheet.letters}
    return {letter: text for letter, text in texts.items() if text is not None and key(text)}


def _codes(sheet: Sheet, letter: str) -> npt.NDArray[np.int32]:
    indices = sheet.column(letter).indices
    codes: npt.NDArray[np.int32] = (indices.fill_null(-1) if indices.null_count else indices).to_numpy()
    return codes


def blank_lines(sheet: Sheet) -> npt.NDArray[np.bool_]:
    """Lines without anything a person sees. Small dictionaries first: they settle nearly all lines."""
    open_lines = np.arange(len(sheet.rows))
    for letter in sorted(sheet.letters, key=lambda each: len(sheet.column(each).dictionary)):
        column = sheet.column(letter)
        if len(open_lines) < len(column.dictionary):
            seen = _seen(column.take(pa.array(open_lines)).dictionary_decode())
        else:
            codes = _codes(sheet, letter)[open_lines]
            seen = np.append(_seen(column.dictionary), False)[codes]
        open_lines = open_lines[~seen]
    blank = np.zeros(len(sheet.rows), dtype=bool)
    blank[open_lines] = True
    return blank


def _seen(texts: Any) -> npt.NDArray[np.bool_]:
    blank = pc.match_substring_regex(texts, _BLANK).fill_null(True)
    seen: npt.NDArray[np.bool_] = ~blank.to_numpy(zero_copy_only=False)
    return seen


def _repeated(sheet: Sheet, header: int, codes: dict[str, npt.NDArray[np.int32]]) -> npt.NDArray[np.bool_]:
    """Lines all of whose cells repeat the header above them, and at least two do (or the only one there is)."""
    texts = cells(sheet, header)
    equal = np.zeros(len(sheet.rows), dtype=np.int16)
    filled = np.zeros(len(sheet.rows), dtype=np.int16)
    for letter, column in codes.items():
        filled += column >= 0
        if letter in texts:
            equal += column == codes[letter][header]
    repeated: npt.NDArray[np.bool_] = (equal == filled) & (equal >= min(2, len(texts)))
    return repeated


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(key(word) for word in vocabulary()[name])


def closing_words() -> frozenset[str]:
    """Keys of the words that a remark below a table begins with."""
    return _words("closing")


def _totals(sheet: Sheet, codes: dict[str, npt.NDArray[np.int32]]) -> list[int]:
    """Lines that begin with "total" and hold numbers otherwise."""
    first = "|".join(sorted({re.escape(fold(word).split()[0]) for word in vocabulary()["totals"]}))
    pattern = rf"(?i)^[\s\pZ\p{{Cf}}]*(?:{first.replace('ا', '[اأإآ]').replace('ي', '[يى]').replace('ه', '[هة]')})"
    hits: set[int] = set()
    for letter in sheet.letters[:4]:
        found = pc.match_substring_regex(sheet.column(letter).dictionary, pattern).to_numpy(zero_copy_only=False)
        if found.any():
            hits |= set(np.flatnonzero(np.append(found, False)[codes[letter]]).tolist())
    return [at for at in sorted(hits) if _is_total(cells(sheet, at))] if len(hits) <= FEW else []


def _is_total(texts: dict[str, str]) -> bool:
    if not texts:
        return False
    first, *others = texts.values()
    word = key(_DIGITS.sub("", first))
    return word in _words("totals") and all(_NUMBER.fullmatch(text) for text in others)


def _remarks_below(sheet: Sheet, lines: Lines) -> list[int]:
    """Lines at the end, after a blank one or a total, with a single cell that is long or begins like a remark."""
    below: list[int] = []
    found: list[int] = []
    for at in range(len(lines) - 1, max(len(lines) - 60, 0), -1):
        parted = at + 1 < len(lines) and sheet.rows[at + 1] - sheet.rows[at] > 1  # a blank line need not be there
        if parted or lines[at] in (Line.BLANK, Line.UNUSED):
            found += below
            below = []
        if lines[at] == Line.RECORD and _is_remark(cells(sheet, at)):
            below.append(at)
        elif lines[at] in (Line.RECORD, Line.HEADER):
            break
    return found


def _is_remark(texts: dict[str, str]) -> bool:
    if len(texts) != 1:
        return False
    text = next(iter(texts.values()))
    word = re.match(r"[\W_]*([^\W_]+)", text)
    return (
        len(text) > _LONG_REMARK
        or text.lstrip().startswith("*")
        or (word is not None and key(word[1]) in _words("closing"))
    )
