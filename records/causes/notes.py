"""What the days, years and ages of a whole file show: no fault, but worth knowing before they are counted."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind
from records.chance import SELDOM, at_least, in_files
from records.checks.intervals import Days, Flags
from records.column import Column, holds_any
from records.kinds.kind import is_dated
from records.model import Severity, Status

_SURE = (str(Status.EXACT), str(Status.INFERRED), str(Status.DECIDED))


class Tallied(CauseKind):
    """A note that is counted: by field, how many records have each value."""

    severity = Severity.INFO

    def tally(self, piece: BatchPiece, name: str) -> pd.Series[int] | None:
        """How many records have each value of a field; None for one that is not looked at."""
        raise NotImplementedError

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """`field, value, records`."""
        found = {name: self.tally(piece, name) for name in piece.batch.columns}
        tables = [
            pd.DataFrame({"field": name, "value": each.index, "records": each.array})
            for name, each in found.items()
            if each is not None
        ]
        return pd.concat(tables, ignore_index=True) if tables else None

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """The records of both, added up."""
        there = [each for each in (first, second) if each is not None]
        return pd.concat(there).groupby(["field", "value"], as_index=False, sort=False).sum() if there else None

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The fields whose counts show it."""
        counts = () if summary is None else summary.groupby("field", sort=False)
        return [cause for field, each in counts for cause in self.named(str(field), each)]

    def named(self, field: str, counts: pd.DataFrame) -> Iterator[Cause]:
        """What the counts of one field show."""
        raise NotImplementedError


def by_value(values: npt.NDArray[np.int64], records: npt.NDArray[np.int64]) -> pd.Series[int]:
    """How many records have each value; `records`: of each row of a lexicon."""
    there = records > 0
    distinct, which = np.unique(values[there], return_inverse=True)
    return pd.Series(np.bincount(which, weights=records[there]), index=distinct).astype(np.int64)


def _days(column: Column) -> tuple[Days, Flags]:
    """The days of a lexicon, and which rows are one day, written so in the Gregorian calendar."""
    days, last = (end.to_numpy().astype("datetime64[D]") for end in column.ends)
    return days, np.asarray((days == last) & holds_any(column.lexicon["status"], _SURE))


class DefaultDays(Tallied):
    """Do more people have their day on 1 January or 1 July than can have it? Registries write these for "not known"."""

    id = "default-days"
    days = ("01-01", "07-01")

    def tally(self, piece: BatchPiece, name: str) -> pd.Series[int] | None:
        """How many single days there are, and how many of them are each default day."""
        column = piece.batch.columns[name]
        if not is_dated(column.kind):
            return None
        days, single = _days(column)
        weights = column.counts()
        counts = {day: int(weights[single & _falls_on(days, day)].sum()) for day in self.days}
        return pd.Series({"": int(weights[single].sum()), **counts})

    def named(self, field: str, counts: pd.DataFrame) -> Iterator[Cause]:
        """Such a day that more records have than one in 365."""
        of = dict(zip(counts["value"], counts["records"], strict=True))
        for day in self.days:
            chance = at_least(int(of[day]), int(of[""]), 1 / 365)
            if of[day] >= 5 and chance <= SELDOM:
                says = {"of_field": field, "day": day, "records": int(of[""]), "proof": int(of[day]), "counter": 0}
                told = {**says, "chance": in_files(chance)}
                yield Cause(self.id, self.severity, (field,), partial(_on_day, field, day), told)


def _on_day(field: str, day: str, piece: BatchPiece) -> Flags:
    column = piece.batch.columns[field]
    days, single = _days(column)
    return (single & _falls_on(days, day))[column.codes]


def _falls_on(days: Days, day: str) -> Flags:
    """Which days are this one of their year, such as `01-01`."""
    (month, of_month), (wanted, of_wanted) = (
        (each.astype("datetime64[M]") - each.astype("datetime64[Y]"), each - each.astype("datetime64[M]"))
        for each in (days, np.datetime64(f"2001-{day}"))
    )
    return np.asarray((month == wanted) & (of_month == of_wanted))


_ENOUGH = 100
"""Records below which years are not looked at."""
_OLDEST = 200
"""Years below this are ages."""
_SPREAD = 20
"""Years below which a field has no ages to round, such as a year of joining."""


class HeapedYears(Tallied):
    """Are years or ages rounded to fives and tens, as people do who don't know their age?"""

    id = "heaped-years"

    def tally(self, piece: BatchPiece, name: str) -> pd.Series[int] | None:
        """How many dates lie in each year, how many people are of each age."""
        column = piece.batch.columns[name]
        if is_dated(column.kind):
            first, last = (end.to_numpy().astype("datetime64[Y]") for end in column.ends)
            one, years = (first == last) & ~np.isnat(first), first.astype(np.int64) + 1970
        elif column.kind.bounds and column.kind.per > 1:  # counted in months, told in years
            low, high = (end.to_numpy(dtype=np.float64, na_value=np.nan) // column.kind.per for end in column.ends)
            one, years = low == high, np.nan_to_num(low).astype(np.int64)
        else:
            return None
        one &= holds_any(column.lexicon["status"], _SURE)
        return by_value(years[one], column.counts()[one])

    def named(self, field: str, counts: pd.DataFrame) -> Iterator[Cause]:
        """Whether years that end in 0 or 5 have more than the years beside them."""
        years, records = counts["value"].to_numpy(dtype=np.int64), counts["records"].to_numpy(dtype=np.int64)
        if int(records.sum()) < _ENOUGH or np.ptp(years) < _SPREAD:
            return
        round_, beside = (int(records[np.isin(years % 5, ends)].sum()) for ends in ((0,), (1, 4)))
        chance = at_least(round_, round_ + beside, 1 / 3)
        if chance <= SELDOM:
            said = {"of_field": field, "records": int(records.sum()), "proof": round_, "counter": beside}
            told = {**said, "variant": "ages" if years.max() < _OLDEST else "years", "chance": in_files(chance)}
            yield Cause(self.id, self.severity, (field,), partial(_read_at_all, field), told)


def _read_at_all(field: str, piece: BatchPiece) -> Flags:
    column = piece.batch.columns[field]
    return column.ends[0].notna().to_numpy(dtype=bool)[column.codes]
