"""Which lines of a sheet are records. A line is left out only for a reason that is counted; when unsure it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from records.labels.labels import key, vocabulary
from records.layout.grid import visible_cells
from records.layout.spread import Spread
from records.sources.sheet import Sheet
from records.text import fold

FEW = 10_000
"""Most lines that are examined one by one. Above that many odd lines we assume ordinary data and leave none out."""
_NUMBER = re.compile(r"[-+0-9٠-٩۰-۹.,٫٬٪%\s]+")
_DIGITS = re.compile(r"[0-9٠-٩۰-۹]+")
_PAGE = re.compile(r"(?:page|p\.|صفحه|ص|ورقه)\W*\d+(?:\W+(?:of|من)?\W*\d+)?")
_BRACKETED = re.compile(r"\s*(?:\([^()]+\)|\[[^\[\]]+\])\s*")
_WORD = re.compile(r"[^\W_]+")
_LONG_REMARK = 60
_FEWEST_NUMBERS, FAR = 3, 100
"""Columns that a line of their numbers has at least; lines above a header that may be its titles."""

FEWEST_COLUMNS = 5
"""Columns of a table in which a line with one text is a divider; in a narrower one it may well be a record."""

Lines = npt.NDArray[np.int8]


class Line(IntEnum):
    """What a line is."""

    RECORD = 0
    BLANK = 1
    HEADER = 2
    UNUSED = 3


@dataclass(frozen=True, slots=True)
class Account:
    """Where every line of a sheet went. `read` is the sum of the others."""

    read: int
    kept: int
    refused: int = 0
    blank: int = 0
    header: int = 0
    unused: int = 0
    """Titles above the header, total rows, remarks below the table."""


def classify(sheet: Sheet, headers: Sequence[int], groups: npt.NDArray[np.intp]) -> Lines:
    """What each line is (`Line`), given the positions of the header's lines and of those that only name a group.

    Those count as headers of the records below them.
    """
    lines = np.zeros(len(sheet.rows), dtype=np.int8)
    header = headers[-1]
    lines[: headers[0]] = Line.UNUSED
    lines[groups] = Line.HEADER
    codes = {letter: _codes(sheet, letter) for letter in sheet.letters}
    lines[blank_lines(sheet)] = Line.BLANK
    for each in (*headers, *_below_header(sheet, header)):
        lines[each] = Line.HEADER
        lines[header + 1 + np.flatnonzero(_repeated(sheet, each, codes)[header + 1 :])] = Line.HEADER
    for each in _titles(sheet, headers[0]):
        lines[_repeated(sheet, each, codes) & (lines == Line.RECORD)] = Line.UNUSED
    lines[_titles_of_pages(sheet, lines, header)] = Line.UNUSED
    for at in _totals(sheet, codes):
        if lines[at] == Line.RECORD:
            lines[at] = Line.UNUSED
    lines[_remarks_below(sheet, lines)] = Line.UNUSED
    return lines


def dividers(sheet: Sheet, lines: Lines, required: Collection[str], spreads: Iterable[Spread]) -> dict[int, str]:
    """The records with one text only, which answers no required question, and the letter of its column.

    A line between two groups of people is no person. Where more lines are such than not, they are the table itself, and
    none is.

    `required`: the letters of required fields; `spreads`: cells that hold for the lines below them too.
    """
    record = lines == Line.RECORD
    most = min(FEW, record.sum() // 2)
    for each in spreads:
        first, last = np.searchsorted(sheet.rows, (each.first + 1, each.last + 1))
        record[first:last] = False
    for letter in required:
        record &= ~visible_cells(sheet.column(letter))
    few = np.flatnonzero(record)
    if not len(few):
        return {}
    shown = np.array([visible_cells(sheet.column(letter), few) for letter in sheet.letters])
    alone = shown.sum(axis=0) == 1
    if alone.sum() > most:
        return {}
    return {int(few[n]): sheet.letters[shown[:, n].argmax()] for n in np.flatnonzero(alone)}


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
        open_lines = open_lines[~visible_cells(sheet.column(letter), open_lines)]
    blank = np.zeros(len(sheet.rows), dtype=bool)
    blank[open_lines] = True
    return blank


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


def _below_header(sheet: Sheet, header: int) -> list[int]:
    """The line right below a header that only counts its columns, 1, 2, 3 … from either side, or says how they were
    filled in, each time in brackets: `(dd/mm/yyyy)`."""
    below = list(cells(sheet, header + 1).values()) if header + 1 < len(sheet.rows) else []
    if len(below) > 1 and all(_BRACKETED.fullmatch(text) for text in below) and any(map(_is_hint, below)):
        return [header + 1]
    count = [str(n) for n in range(1, len(below) + 1)]
    numbers = [key(text) for text in below] in (count, count[::-1])
    return [header + 1] if numbers and len(below) >= max(_FEWEST_NUMBERS, len(cells(sheet, header))) else []


def _is_hint(text: str) -> bool:
    """Whether a text says how a column is filled in; [illegible] does not."""
    words = {word for hint in vocabulary()["hints"] for word in _WORD.findall(fold(str(hint)))}
    return words.issuperset(_WORD.findall(fold(text)))


def _titles(sheet: Sheet, header: int) -> list[int]:
    """The lines above a header that fill less than half of its columns: below it they are titles of further pages."""
    width = len(cells(sheet, header))
    return [at for at in range(max(header - FAR, 0), header) if 0 < 2 * len(cells(sheet, at)) < width]


def _titles_of_pages(sheet: Sheet, lines: Lines, header: int) -> list[int]:
    """Lines of one cell between a blank line and a header that is repeated, or the same right above two such."""
    again = np.flatnonzero(lines[header + 1 :] == Line.HEADER) + header + 1
    found: list[int] = []
    close: dict[str, list[int]] = {}
    for at in again.tolist() if len(again) <= FEW and len(cells(sheet, header)) > 2 else ():
        if len(cells(sheet, at)) == 1:  # the name of a group
            continue
        top = at
        while lines[top - 1] == Line.RECORD and adjoin(sheet, top - 1) and len(cells(sheet, top - 1)) == 1:
            top -= 1
        if lines[top - 1] == Line.BLANK or not adjoin(sheet, top - 1):
            found += range(top, at)
        elif top < at:
            (title,) = cells(sheet, at - 1).values()
            close.setdefault(title, []).append(at - 1)
    return found + [at for several in close.values() for at in several if len(several) > 1]


def is_page(text: str) -> bool:
    """Whether a text is the number of a page.

    >>> is_page("Page 2 of 7"), is_page("صفحة ٢"), is_page("Jimmy Page")
    (True, True, False)
    """
    return bool(_PAGE.fullmatch(fold(text).strip()))


def adjoin(sheet: Sheet, at: int) -> bool:
    """Whether no blank line of the sheet, which need not be there, stands between a line and the next."""
    return bool(sheet.rows[at + 1] - sheet.rows[at] == 1)


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
    filled = [letter for letter in sheet.letters if (codes[letter] >= 0).any()]
    for letter in filled[:4]:
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
    words = _WORD.findall(text)
    closing = {key("".join(words[:n])) for n in range(1, 4)} & _words("closing")
    return len(text) > _LONG_REMARK or text.lstrip().startswith("*") or bool(closing)
