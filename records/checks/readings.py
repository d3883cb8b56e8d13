"""The readings of a column, one after the other, and the side of a question that is made of them.

An ambiguous text has several readings, every other text one. Checks see neither lexicons nor records: they see
*sides*, rows of readings that are asked about together, so the same check is asked of alternatives, of distinct texts
and of records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from records.checks.intervals import Flags, Range, Span, as_numbers, counted, written
from records.column import Column
from records.kinds.kind import is_dated
from records.model import Dtype, Missing, Status

Rows = npt.NDArray[np.integer[Any]]
Values = npt.NDArray[Any]

READ = (Status.EXACT, Status.INFERRED, Status.DECIDED, Status.AMBIGUOUS)
"""Statuses of a text that has a reading."""
SOFT = (".approximate", ".doubted")
"""How the notes end of kinds that have no flag for it."""


class Readings:
    """Every reading of every row of a lexicon: row `n` has `many[n]` of them, from `first[n]` on."""

    def __init__(self, name: str, column: Column) -> None:
        self.name, self.column = name, column
        owners = column.alternatives["code"].to_numpy()
        several = np.bincount(owners, minlength=len(column.lexicon))
        # int32, as the codes are: a number for each record and field is held as long as its questions are
        self.many: Rows = np.maximum(several, 1).astype(np.int32)
        self.first: Rows = (np.cumsum(self.many) - self.many).astype(np.int32)
        owners_of = np.arange(len(several), dtype=np.int32)
        self.owner: Rows = np.repeat(owners_of, self.many) if len(owners) else owners_of
        self._is_alternative = (several > 0)[self.owner]
        self._order = np.lexsort((column.alternatives["n"].to_numpy(), owners))
        self._parts: dict[str, Values] = {}

    def part(self, name: str) -> Values:
        """One part of each reading: days `datetime64[s]`, counts float (NaN is open), flags bool, the rest texts."""
        if name not in self._parts:
            dtype = self.column.kind.parts.get(name) or self.column.kind.alternatives.get(name, Dtype.TEXT)
            if name in self.column.lexicon:
                values = _numpy(self.column.lexicon[name].array, dtype)[self.owner]
            else:
                values = np.full(len(self.owner), "", dtype=object)
            if name in self.column.alternatives and self._is_alternative.any():
                values = values.copy()
                values[self._is_alternative] = _numpy(self.column.alternatives[name].array, dtype)[self._order]
            self._parts[name] = values
        return self._parts[name]

    def is_status(self, *statuses: Status) -> Flags:
        """Is the text's status one of these?"""
        return self._is("status", statuses)

    def is_missing(self, *reasons: Missing) -> Flags:
        """Is there nothing, for one of these reasons?"""
        return self.is_status(Status.MISSING) & self._is("missing", reasons)

    def _is(self, part: str, words: Iterable[str]) -> Flags:
        array = self.column.lexicon[part].array
        known = {str(word) for word in words}
        one_of = np.array([*(str(each) in known for each in array.categories), False])  # the last place is for nothing
        return np.asarray(one_of[array.codes])[self.owner]

    @cached_property
    def of_records(self) -> Rows:
        """The first reading of every record; all questions about the field share it."""
        return self.first[self.column.codes]

    @cached_property
    def counts(self) -> Rows:
        """How many records have each row of the lexicon."""
        return self.column.counts()

    @cached_property
    def numbered(self) -> Range:
        """Dates as numbers, yyyymmdd."""
        return as_numbers(Span(*map(self.part, self.column.kind.bounds or ())))

    @cached_property
    def read(self) -> Flags:
        """Has the text a reading?"""
        return self.is_status(*READ)

    @cached_property
    def soft(self) -> Flags:
        """Does the text itself say "about" or "perhaps"? Then its bounds prove nothing."""
        notes = self.column.lexicon["note"].array.categories
        soft = self._is("note", [each for each in notes if str(each).endswith(SOFT)])
        for name in self.column.kind.soft:
            soft = soft | self.part(name)
        return soft


def _numpy(array: Any, dtype: Dtype) -> Values:
    if dtype is Dtype.DAY:
        return np.asarray(array, dtype="datetime64[s]")
    if dtype is Dtype.COUNT:
        return np.asarray(array.to_numpy(dtype=np.float64, na_value=np.nan))
    if dtype is Dtype.FLAG:
        return np.asarray(array, dtype=bool)
    return np.asarray(array, dtype=object)


@dataclass(frozen=True)
class Side:
    """One field of a question: these rows of its readings. `changed` holds parts that an explanation tries instead."""

    readings: Readings
    rows: Rows
    changed: Mapping[str, Values] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def name(self) -> str:
        """The field's id."""
        return self.readings.name

    @property
    def column(self) -> Column:
        """The column that is asked about."""
        return self.readings.column

    @property
    def codes(self) -> Rows:
        """The row of the lexicon that each reading belongs to."""
        return self.readings.owner[self.rows]

    @cached_property
    def _taken(self) -> dict[str, Values]:
        return dict(self.changed)

    def part(self, name: str) -> Values:
        """One part, per row."""
        if name not in self._taken:
            self._taken[name] = self.readings.part(name)[self.rows]
        return self._taken[name]

    @cached_property
    def shown(self) -> list[str]:
        """Each reading as a message names it: `2015-03`, `2016-03-05`, `2/4`; a word by its code or text."""
        rows, inverse = np.unique(self.rows, return_inverse=True)
        one = Side(self.readings, rows)
        if self.is_dated:
            words = [written(*ends) for ends in zip(*one.span, strict=True)]
        elif self.column.kind.bounds:
            numbers = one.range()
            ends = zip(numbers.low.tolist(), numbers.high.tolist(), strict=True)
            words = [counted(*self.column.kind.ends(low, high)) for low, high in ends]
        else:
            words = [str(word) for word in one.part(self.column.kind.countable or "text")]
        return [words[n] for n in inverse.tolist()]

    @property
    def is_dated(self) -> bool:
        """Is the value a span of days?"""
        return is_dated(self.column.kind)

    @property
    def is_number(self) -> bool:
        """Is the value one number, and not a list of them?"""
        return bool(self.column.kind.bounds) and not self.is_dated and not self.column.kind.length

    @property
    def calendars(self) -> Values | None:
        """The calendar in which each date was written, when the kind knows."""
        return self.part(self.column.kind.calendar) if self.column.kind.calendar else None

    @property
    def span(self) -> Span:
        """The first and the last day of a date."""
        return Span(*map(self.part, self.column.kind.bounds or ()))

    @property
    def numbered(self) -> Range:
        """The same as numbers, yyyymmdd."""
        if self.changed:
            return as_numbers(self.span)
        dates = self.readings.numbered
        return Range(dates.low[self.rows], dates.high[self.rows])

    @property
    def members(self) -> Range:
        """How many members a list has."""
        return self._between(self.column.kind.length, self.column.kind.length)

    def range(self) -> Range:
        """The bounds of a count."""
        return self._between(*self.column.kind.bounds or ())

    def _between(self, *parts: str) -> Range:
        least, most = map(self.part, parts)
        return Range(np.where(np.isnan(least), -np.inf, least), np.where(np.isnan(most), np.inf, most))

    def is_status(self, *statuses: Status) -> Flags:
        """Is the text's status one of these?"""
        return self.readings.is_status(*statuses)[self.rows]

    def is_missing(self, *reasons: Missing) -> Flags:
        """Is there nothing, for one of these reasons?"""
        return self.readings.is_missing(*reasons)[self.rows]

    @property
    def notes(self) -> Values:
        """The rule that decided each reading."""
        return np.asarray(self.column.lexicon["note"].array, dtype=object)[self.codes]

    def with_bounds(self, low: Values, high: Values) -> Side:
        """The same rows with other bounds, for trying an explanation."""
        return replace(
            self, changed={**self.changed, **dict(zip(self.column.kind.bounds or (), (low, high), strict=True))}
        )

    def take(self, rows: Any) -> Side:
        """Some of the rows."""
        return replace(self, rows=self.rows[rows], changed={name: part[rows] for name, part in self.changed.items()})
