"""Which lines of a sheet are records. A line is left out only for a reason that is counted; when unsure it is kept."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from records.labels.labels import key, vocabulary
from records.layout.grid import visible_cells
from records.layout.spread import Spread
from records.layout.summaries import summary_lines
from records.layout.titles import is_unit
from records.sources.sheet import Sheet
from records.text import fold

FEW = 10_000
"""Most lines that are examined one by one. Above that many odd lines we assume ordinary data and leave none out."""
_PAGE = re.compile(r"(?:page|p\.|صفحه|ص|ورقه)\W*\d+(?:\W+(?:of|من)?\W*\d+)?")
_BRACKETED = re.compile(r"\s*(?:\([^()]+\)|\[[^\[\]]+\])\s*")
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"[{\[].*[:=].*[}\]]|#[^\W\d]\w*(?:\s*[+,]\s*\w+)*|(?=\w*[\d_])[^\W\d_][^\W_]*(?:_\w+|\d+)\w*", re.ASCII
)
_LONG_REMARK = 60
_MOST_BELOW, _LOOKED_AT = 2, 200
"""Lines below a header that may belong to it; lines below these that are compared with them."""
_BETWEEN = {",": "commas", ";": "semicolons", "\t": "tabs", r"\|": "bars", r" {2,}": "blanks"}
"""What may stand between answers that were never put in cells of their own."""
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


class Classified(NamedTuple):
    """What each line is, and the positions of those that sum up records, and of records that may do so."""

    lines: Lines
    summaries: list[int]
    doubtful: list[int]


def classify(sheet: Sheet, headers: Sequence[int], groups: npt.NDArray[np.intp]) -> Classified:
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
    sure, doubtful = summary_lines(sheet, lines == Line.RECORD, groups)
    lines[sure] = Line.UNUSED
    lines[_remarks_below(sheet, lines)] = Line.UNUSED
    lines[_below_all(sheet, lines, groups)] = Line.UNUSED
    return Classified(lines, sure, [at for at in doubtful if lines[at] == Line.RECORD])


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


def parted_by(sheet: Sheet) -> str:
    """What parts the answers in the cells of a sheet that has one column only: commas, tabs, blanks; else empty."""
    filled = [name for name in sheet.letters if sheet.column(name).null_count < len(sheet.rows)]
    if len(filled) != 1:
        return ""
    texts = [text for text in sheet.column(filled[0]).slice(0, _LOOKED_AT).to_pylist() if text and text.strip()]
    for between, words in _BETWEEN.items():
        counts = [len(re.findall(between, text.strip())) for text in texts]
        if len(texts) > 1 and 2 * sum(count == counts[0] for count in counts) > len(counts) and counts[0]:
            return words
    return ""


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
    """The lines right below a header that hold no answers: its columns' numbers, 1, 2, 3 … from either side, hints in
    brackets such as `(dd/mm/yyyy)`, or codes and types, as programs for online forms write them."""
    found: list[int] = []
    for at in range(header + 1, min(header + 1 + _MOST_BELOW, len(sheet.rows))):
        if not _is_below_header(sheet, header, at):
            break
        found.append(at)
    return found


def _is_below_header(sheet: Sheet, header: int, at: int) -> bool:
    below = list(cells(sheet, at).values())
    if len(below) > 1 and all(_BRACKETED.fullmatch(text) for text in below) and any(map(_is_hint, below)):
        return True
    count = [str(n) for n in range(1, len(below) + 1)]
    numbers = [key(text) for text in below] in (count, count[::-1])
    width = len(cells(sheet, header))
    return (numbers and len(below) >= max(_FEWEST_NUMBERS, width)) or _are_codes(sheet, at, width)


def _are_codes(sheet: Sheet, at: int, width: int) -> bool:
    """Whether every cell of a line, and of one more below it, has the shape of a code or is the name of a type, unlike
    all cells below."""
    texts = cells(sheet, at)
    if 2 * len(texts) < max(width, 3) or not all(map(_is_code, texts.values())) or at + 1 == len(sheet.rows):
        return False
    first = at + 2 if all(map(_is_code, cells(sheet, at + 1).values())) else at + 1
    below = [sheet.column(letter).slice(first, _LOOKED_AT).drop_null().to_pylist() for letter in texts]
    return any(below) and not any(_is_code(text) for column in below for text in column)


def _is_code(text: str) -> bool:
    """Whether a text is made for a program: `{"ImportId": "Q1"}`, `#adm1+name`, `varchar(20)`, `Q1_2`.

    >>> [_is_code(text) for text in ('{"ImportId":"QID1"}', "#adm1 +name", "varchar(20)", "q1_2", "Amal", "O+", "1990")]
    [True, True, True, True, False, False, False]
    """
    word = key(_BRACKETED.sub("", text))
    return bool(_CODE.fullmatch(text.strip())) or word.rstrip("0123456789") in _words("types")


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


def _remarks_below(sheet: Sheet, lines: Lines) -> list[int]:
    """Lines at the end, after a blank one or a total, with a single cell that is long or begins like a remark."""
    below: list[int] = []
    found: list[int] = []
    for at in range(len(lines) - 1, max(len(lines) - 60, 0), -1):
        parted = at + 1 < len(lines) and sheet.rows[at + 1] - sheet.rows[at] > 1  # a blank line need not be there
        if parted or lines[at] in (Line.BLANK, Line.UNUSED):
            found += below
            below = []
        if lines[at] == Line.RECORD and _is_remark(cells(sheet, at), len(sheet.letters)):
            below.append(at)
        elif lines[at] in (Line.RECORD, Line.HEADER):
            break
    return found


def _below_all(sheet: Sheet, lines: Lines, groups: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
    """The names of groups that no record follows: a remark below the table, where they are not of a unit."""
    records = np.flatnonzero(lines == Line.RECORD)
    below = groups[groups > records[-1]] if len(records) else groups
    return np.array([at for at in below if not is_unit(*cells(sheet, int(at)).values())], dtype=np.intp)


def _is_remark(texts: dict[str, str], width: int) -> bool:
    """Whether a line is a remark: one text that is long or begins like one, or a label of the page and its answer."""
    if not texts or len(texts) > 2:
        return False
    text = next(iter(texts.values()))
    if len(texts) == 2:
        return 2 * len(texts) <= width and key(text) in _words("closing")
    words = _WORD.findall(text)
    closing = {key("".join(words[:n])) for n in range(1, 4)} & _words("closing")
    return len(text) > _LONG_REMARK or text.lstrip().startswith("*") or bool(closing)
