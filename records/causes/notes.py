"""What the days, years and numbers of a whole file show: no fault, but worth knowing before they are counted."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind, listed, seen
from records.chance import SELDOM, at_least
from records.checks.intervals import Days, Flags
from records.column import Column, holds_any
from records.kinds.kind import is_dated
from records.model import Severity, Status
from records.text import ascii_digits

_SURE = (str(Status.EXACT), str(Status.INFERRED), str(Status.DECIDED))


def tallied(found: dict[str, pd.Series[int]]) -> pd.DataFrame | None:
    """How many records have each value: `field, value, records`."""
    tables = [pd.DataFrame({"field": name, "value": each.index, "records": each.array}) for name, each in found.items()]
    return pd.concat(tables, ignore_index=True) if tables else None


def added(first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
    """The records of two tables, added up."""
    there = [each for each in (first, second) if each is not None]
    return pd.concat(there).groupby(["field", "value"], as_index=False, sort=False).sum() if there else None


def _days(column: Column) -> tuple[Days, Flags]:
    """The days of a lexicon, and which rows are one day, written so in the Gregorian calendar."""
    days, last = (end.to_numpy().astype("datetime64[D]") for end in column.ends)
    return days, np.asarray((days == last) & holds_any(column.lexicon["status"], _SURE))


class DefaultDays(CauseKind):
    """Do more people have their day on 1 January or 1 July than can have it? Registries write these for "not known"."""

    id = "default-days"
    severity = Severity.INFO
    days = ("01-01", "07-01")

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By field: how many single days there are, and how many of them are each default day."""
        found = {}
        for name, column in piece.batch.columns.items():
            if is_dated(column.kind):
                days, single = _days(column)
                weights = np.bincount(column.codes, minlength=len(days))[single]
                of_year = np.array([str(day)[-5:] for day in days[single]], dtype=object)
                counts = {day: int(weights[of_year == day].sum()) for day in self.days}
                found[name] = pd.Series({"": int(weights.sum()), **counts})
        return tallied(found)

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        return added(first, second)

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The fields with more of such a day than one in 365."""
        causes = []
        for field, counts in summary.groupby("field", sort=False) if summary is not None else ():
            of = dict(zip(counts["value"], counts["records"], strict=True))
            for day in self.days:
                chance = at_least(int(of[day]), int(of[""]), 1 / 365)
                if of[day] >= 5 and chance <= SELDOM:
                    says = {"of_field": field, "day": day, "records": int(of[""]), "proof": int(of[day]), "counter": 0}
                    cells = partial(_on_day, str(field), day)
                    told = {**says, "chance": seen(chance)}
                    causes.append(Cause(self.id, self.severity, (str(field),), cells, told))
        return causes


def _on_day(field: str, day: str, piece: BatchPiece) -> Flags:
    column = piece.batch.columns[field]
    days, single = _days(column)
    return np.asarray(single & np.array([str(each)[-5:] == day for each in days]))[column.codes]


_ENOUGH = 100
"""Records below which years are not looked at."""
_SPREAD = 20
"""Years below which a field has no ages to round, such as a year of joining."""


class HeapedYears(CauseKind):
    """Are years rounded to fives and tens, as people do who don't know their age?"""

    id = "heaped-years"
    severity = Severity.INFO

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By field how many dates lie in each year."""
        found = {}
        for name, column in piece.batch.columns.items():
            if is_dated(column.kind):
                first, last = (end.to_numpy().astype("datetime64[Y]") for end in column.ends)
                one = (first == last) & ~np.isnat(first) & holds_any(column.lexicon["status"], _SURE)
                weights = np.bincount(column.codes, minlength=len(first))[one]
                years = first[one].astype(np.int64) + 1970
                found[name] = pd.Series(weights).groupby(years).sum()
        return tallied(found)

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        return added(first, second)

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The fields in which years that end in 0 or 5 have more than the years beside them."""
        causes = []
        for field, counts in summary.groupby("field", sort=False) if summary is not None else ():
            years, records = counts["value"].to_numpy(dtype=np.int64), counts["records"].to_numpy(dtype=np.int64)
            there = records > 0
            if int(records.sum()) < _ENOUGH or not there.any() or np.ptp(years[there]) < _SPREAD:
                continue
            round_, beside = (int(records[np.isin(years % 5, ends)].sum()) for ends in ((0,), (1, 4)))
            chance = at_least(round_, round_ + beside, 1 / 3)
            if chance <= SELDOM:
                says = {"of_field": field, "records": int(records.sum()), "proof": round_, "counter": beside}
                cells = partial(_read_at_all, str(field))
                causes.append(Cause(self.id, self.severity, (str(field),), cells, {**says, "chance": seen(chance)}))
        return causes


def _read_at_all(field: str, piece: BatchPiece) -> Flags:
    return ~np.isnat(piece.span(field).earliest)


_DENSE = 0.8
"""Numbers of which so many are there are a series."""


class SerialGaps(CauseKind):
    """Does a series of numbers lack some? Papers may be missing. Numbers that stand twice are told by `unique`."""

    id = "serial-gaps"
    severity = Severity.INFO

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By field how many records have each number."""
        found = {}
        for name, column in piece.batch.columns.items():
            if column.kind.names_record or name == "page":
                texts = column.lexicon["text"].astype(object).map(ascii_digits).str.strip()
                number = texts.str.extract(r"([0-9]{1,15})$")[0]
                whole = number.notna().to_numpy(dtype=bool)
                weights = column.counts()[whole]
                values = pd.to_numeric(number[whole]).to_numpy(dtype=np.int64)
                found[name] = pd.Series(weights[weights > 0]).groupby(values[weights > 0]).sum()
        return tallied(found)

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        return added(first, second)

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The series with gaps, and how many of their numbers stand more than once."""
        causes = []
        for field, counts in summary.groupby("field", sort=False) if summary is not None else ():
            numbers = np.sort(counts["value"].to_numpy(dtype=np.int64))
            reach = int(numbers[-1] - numbers[0]) + 1 if len(numbers) else 0
            missing, repeated = reach - len(numbers), int((counts["records"] > 1).sum())
            if len(numbers) >= 10 and len(numbers) >= _DENSE * reach and missing:
                after = numbers[:-1][np.diff(numbers) > 1] + 1
                says = {
                    "of_field": field,
                    "records": int(counts["records"].sum()),
                    "gaps": missing,
                    "repeated": repeated,
                }
                told = {
                    **says,
                    "first": listed([str(each) for each in after]) or "–",
                    "series": f"{numbers[0]}–{numbers[-1]}",
                }
                causes.append(Cause(self.id, self.severity, (str(field),), _every, told))
        return causes


def _every(piece: BatchPiece) -> Flags:
    return np.ones(len(piece), dtype=bool)
