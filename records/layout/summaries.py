"""Summary lines of a table: totals, counts and means of the records above them. They are no records.

Two things tell one for sure: the workbook's own totals row, and a word such as "total" in a line that otherwise holds
numbers only. By its structure alone, a line of numbers that are the sums, counts or means of two columns of three
records or more is one, too. A line that only looks like one stays a record, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.labels.labels import key, vocabulary
from records.layout.grid import visible_cells
from records.sources.sheet import Sheet
from records.text import ascii_digits, fold

TOTALS_ROW = "totals-row"
"""The mark of the line that a workbook itself calls the totals of a table."""
FEWEST_ABOVE, FEWEST_AGREEING = 3, 2
"""Records above a summary that nothing but its numbers tells, and columns whose numbers agree."""
_FEW, _LAST = 5_000, 200
"""Lines that may be summaries: where there are more, the last ones only are looked at."""
_NUMBER = r"^[-+(]?\s*[$€£]?\s*[0-9٠-٩۰-۹][0-9٠-٩۰-۹.,٫٬'\s]*[%٪]?\s*\)?$"
_GROUPED = re.compile(r"\d{1,3}([,'٬\s]\d{3})+(\.\d+)?")
_DIGITS = re.compile(r"\d+")
_SIGNS = r"^[\s\pP\pS\pZ\p{Cc}\p{Cf}]*$|^#[A-Z/0]+[!?A]?$"
"""Signs alone, or an error value: nothing is said."""
_BRACKETS = re.compile(r"[(\[（][^()\[\]（）]*[)\]）]")
_WORD = re.compile(r"[^\W_]+")
_Places = npt.NDArray[np.intp]
_Flags = npt.NDArray[np.bool_]
_Numbers = npt.NDArray[np.float64]


def _cells(column: pa.DictionaryArray, of_texts: object) -> _Flags:
    """What is so of each cell, from what is so of each text."""
    flags = np.append(np.asarray(of_texts, dtype=np.bool_), False)
    return np.asarray(flags[column.indices.fill_null(-1).to_numpy()])


def summary_lines(sheet: Sheet, records: _Flags, groups: _Places) -> tuple[list[int], list[int]]:
    """The positions of the lines that are summaries, and of those that may be: these stay records.

    `records`: the lines that are no header, title or blank line; `groups`: those that name a group of records.
    """
    of_group = np.zeros_like(records)
    of_group[groups] = True
    table = _Table(sheet, records & ~of_group)
    sure, doubtful = set(_totals_rows(sheet, records)), []
    boundary = header = int(np.flatnonzero(records)[0]) - 1 if records.any() else -1
    bounds = iter([*groups.tolist(), len(records)])
    group = next(bounds)
    for at in table.candidates(sure):
        while group < at:
            boundary, group = max(boundary, group), next(bounds)
        verdict = True if at in sure else table.verdict(at, boundary, header)
        if verdict is None:
            continue
        if verdict:
            sure.add(at)
            table.leave_out(at)
            boundary = at
        else:
            doubtful.append(at)
    return sorted(sure), doubtful


def _totals_rows(sheet: Sheet, records: _Flags) -> Iterator[int]:
    rows = sheet.marks["row"][sheet.marks["mark"] == TOTALS_ROW]
    places = {int(row): n for n, row in enumerate(sheet.rows)} if len(rows) else {}
    yield from (places[row] for row in map(int, rows) if row in places and records[places[row]])


def is_total(text: str) -> bool:
    """Whether a text is a word for a summary, with a year, a remark in brackets or another such word.

    >>> [is_total(text) for text in ("Total 1984", "TOTAL (all)", "المجموع العام:", "Total war", "Total of men")]
    [True, True, True, False, True]
    """
    words = [key(word) for word in _WORD.findall(_BRACKETS.sub(" ", _DIGITS.sub(" ", ascii_digits(text))))]
    said = [word for word in words if word not in _words("totals_of")]
    return any(key("".join(each)) in _words("totals") for each in (words, said)) or (
        len(said) > 1 and _words("totals").issuperset(said)
    )


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(key(str(word)) for word in vocabulary()[name])


@lru_cache
def _first_letters() -> str:
    """A pattern of how these words begin, which tells the few texts that are looked at."""
    words = [*vocabulary()["totals"], *vocabulary()["totals_of"]]
    first = sorted({re.escape(each[:2]) for word in map(str, words) for each in (word.casefold(), fold(word))})
    pattern = "|".join(first).replace("ا", "[اأإآ]").replace("ي", "[يى]").replace("ه", "[هة]").replace("ك", "[كک]")
    return rf"(?i)^[^\pL]*(?:{pattern})"


@dataclass(frozen=True)
class _Column:
    """The cells of a column as numbers; NaN where there is none."""

    numbers: _Numbers
    filled: _Flags
    sums: _Numbers
    counts: _Places


class _Table:
    """The lines of a table that may be summaries, and the numbers of its columns."""

    def __init__(self, sheet: Sheet, records: _Flags) -> None:
        self.sheet, self.records = sheet, records
        self.columns: dict[str, _Column] = {}
        self.lines = np.flatnonzero(records)
        """Lines with one text at most beside numbers and words for a total."""
        self.numbers, self.words, self.totals = (np.zeros(len(records), np.int16) for _ in range(3))
        for letter in sorted(sheet.letters, key=lambda each: len(sheet.column(each).dictionary)):  # small ones first
            self._count(letter)

    def _count(self, letter: str) -> None:
        column = self.sheet.column(letter).take(pa.array(self.lines))
        if len(self.lines) < len(column.dictionary):
            column = column.dictionary_decode().dictionary_encode()
        number = _cells(column, pc.match_substring_regex(column.dictionary, _NUMBER))
        likely = pc.indices_nonzero(pc.match_substring_regex(column.dictionary, _first_letters()).fill_null(False))
        total = np.zeros(len(column.dictionary), np.bool_)
        total[[code for code in likely.to_pylist() if is_total(column.dictionary[code].as_py())]] = True
        totals = _cells(column, total)
        signs = _cells(column, pc.match_substring_regex(column.dictionary, _SIGNS))
        self.numbers[self.lines] += number
        self.totals[self.lines] += totals
        self.words[self.lines] += visible_cells(column) & ~number & ~totals & ~signs
        self.lines = self.lines[self.words[self.lines] <= 1]

    def candidates(self, sure: set[int]) -> list[int]:
        """The lines that may be summaries: numbers with one text at most, or a word for a total."""
        named = self.lines[(self.totals[self.lines] == 1) & (self.words[self.lines] == 0)]
        odd = self.lines[(self.numbers[self.lines] > 0) & (self.words[self.lines] + self.totals[self.lines] <= 1)]
        if len(named) > _FEW:  # so many are the table
            odd = odd[self.totals[odd] == 0]
        odd = odd if len(odd) <= _FEW else odd[-_LAST:]
        return sorted({*sure, *odd.tolist(), *(named.tolist() if len(named) <= _FEW else [])})

    def column(self, letter: str) -> _Column:
        """The numbers of a column, made when they are first asked for."""
        if letter not in self.columns:
            column = self.sheet.column(letter)
            filled = visible_cells(column) & self.records
            values = np.append([value_of(text or "") for text in column.dictionary.to_pylist()], np.nan)
            numbers = np.where(filled, values[column.indices.fill_null(-1).to_numpy()], np.nan)
            self.columns[letter] = _Column(numbers, filled, np.nancumsum(numbers), np.cumsum(filled))
        return self.columns[letter]

    def there(self, at: int) -> list[_Column]:
        """The columns that hold a number in that line."""
        letters = [
            name for name in self.sheet.letters if not np.isnan(value_of(self.sheet.column(name)[at].as_py() or ""))
        ]
        return [self.column(name) for name in letters]

    def leave_out(self, at: int) -> None:
        """A line is a summary: its numbers are none of those above the next."""
        self.records[at] = False
        for column in self.columns.values():
            if not np.isnan(column.numbers[at]):
                column.sums[at:] -= column.numbers[at]
                column.numbers[at] = np.nan
            column.counts[at:] -= int(column.filled[at])

    def verdict(self, at: int, block: int, header: int) -> bool | None:
        """Whether a line is a summary (True), or may be one (False); None where nothing says so.

        `block`: the last line before the records that it may sum up, or `header`, that before all of them.
        """
        if self.totals[at] and not self.words[at]:
            return True
        agreeing, others = max(self._agreeing(at, start) for start in dict.fromkeys((block, header)))
        above = int(self.records[header + 1 : at].sum())
        enough = agreeing >= FEWEST_AGREEING and above >= FEWEST_ABOVE
        if not agreeing or above < FEWEST_ABOVE - 1 or (others and not enough):
            return None
        return bool(enough and not self.words[at] and not others)

    def _agreeing(self, at: int, start: int) -> tuple[int, int]:
        """How many numbers of a line are sums, counts or means of those above, and minus how many are none."""
        there = self.there(at)
        agree = sum(_agrees(column, at, start, bool(self.words[at])) for column in there)
        return agree, agree - len(there)


def _agrees(column: _Column, at: int, start: int, named: bool) -> bool:
    """Whether a number is the sum, the count or the mean of those above it, and more than one of them repeated.

    `named`: its line holds a text, too; then only a sum says anything.
    """
    value, before = column.numbers[at], column.sums[start] if start >= 0 else 0.0
    total, above = column.sums[at - 1] - before, column.numbers[start + 1 : at]
    addends = above[~np.isnan(above)]
    if _same(value, total) and np.count_nonzero(addends) > 1:
        return True
    if named or not len(addends):
        return not named and value >= FEWEST_ABOVE and value == _filled(column, at, start)
    counts = (len(addends), _filled(column, at, start))
    counted = value >= FEWEST_ABOVE and value in counts and value not in addends
    fraction = value != int(value) and abs(value - addends.mean()) <= _slack(value)
    return bool(counted or (fraction and np.all(addends == addends.astype(np.int64))))


def _filled(column: _Column, at: int, start: int) -> int:
    return int(column.counts[at - 1] - (column.counts[start] if start >= 0 else 0))


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), 1.0)


def _slack(value: float) -> float:
    """Half of the last figure that is written."""
    return 0.5 * 10.0 ** -len(f"{value:.10g}".partition(".")[2]) + 1e-9


def value_of(text: str) -> float:
    """The number that a text is; NaN for one that has several readings or none.

    >>> [value_of(text) for text in ("1,250", "٢٫٥", "3,5", "(40)", "50%", "1.2.3")]
    [1250.0, 2.5, 3.5, 40.0, 50.0, nan]
    """
    bare = ascii_digits(text).replace("٫", ".").strip(" ()+$€£%٪")
    if _GROUPED.fullmatch(bare):
        return float(re.sub(r"[,'٬\s]", "", bare))
    bare = bare.replace(",", ".")
    return float(bare) if re.fullmatch(r"-?\d{1,15}(\.\d{1,15})?", bare) else float("nan")
