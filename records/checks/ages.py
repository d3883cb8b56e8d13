"""Checks of ages: at an event, and as stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from records.checks.base import NOT_CHECKABLE, Answers, Check, CheckResult, Outcome, Said, Setting, View, answers
from records.checks.bounds import iso_day, limits
from records.checks.intervals import (
    Flags,
    Range,
    Span,
    as_numbers,
    completed_months,
    completed_years,
    counted,
    disjoint,
    span,
    within,
    written,
)
from records.checks.order import contradictory
from records.checks.readings import READ, Rows, Side
from records.checks.trials import OtherReading
from records.kinds.age import YEAR, Age
from records.kinds.dates.calendars import HIJRI
from records.model import Severity, WrongValueError

_HIJRI_YEAR = 354.36707 / 365.2425
"""A Hijri year in Gregorian years: 33 of them are 32 of ours."""


@dataclass(frozen=True)
class _AgeAt:
    birth: str = field(metadata={"field": ("date",)})
    at: str = field(metadata={"field": ("date",)})
    lowest: int = 0
    highest: int = 120
    adult: int | None = None
    """Where given, those who were younger if the dates are right are counted: minors are protected, not corrected."""
    unless_read: str | None = field(default=None, metadata={"field": ("date",)})
    """A better date of the event: where it was read, the check is not asked of `at`."""


class AgeAt(Check):
    """Had the person an age at the event, such as joining, that a person can have had?"""

    id = "age-at"
    arguments = _AgeAt
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.birth, setting.args.at)]

    def answer(self, view: View) -> Answers:
        birth, at = view.sides
        ages = completed_years(birth.numbered, at.numbered)
        allowed = limits(view.args.lowest, view.args.highest)
        answered = answers(disjoint(ages, allowed), within(ages, allowed))
        return np.where(_better_date(view), NOT_CHECKABLE, answered)

    def say(self, view: View) -> list[Said]:
        birth, at = view.sides
        ages = completed_years(birth.numbered, at.numbered)
        return [
            {
                "at_field": at.name,
                "at": at.shown[row],
                "birth": birth.shown[row],
                "age": counted(ages.low[row], ages.high[row]),
                "ages": f"{view.args.lowest}/{view.args.highest}",
            }
            for row in range(len(birth))
        ]

    def whole(self, asked: CheckResult) -> list[Said]:
        """How many were minors if their dates are right: only among records whose dates don't contradict each other."""
        adult = asked.setting.args.adult
        if adult is None:
            return []
        records = np.arange(len(asked.outcomes))
        birth, at = asked.sides(records)
        oldest = completed_years(birth.numbered, at.numbered).high
        checked = (asked.outcomes != Outcome.NOT_CHECKABLE) & (asked.outcomes != Outcome.CERTAIN)
        if not (checked & (oldest < adult)).any():
            return []
        checked &= ~contradictory(asked.setting.batch)
        minors = int((checked & (oldest < adult)).sum())
        said = {"variant": "minors", "at_field": at.name, "adult": adult, "records": minors, "of": int(checked.sum())}
        return [said] if minors else []


def _better_date(view: View) -> Flags:
    """The records in which the date that `unless_read` names was read."""
    if view.args.unless_read is None or view.records is None:
        return np.zeros(len(view), dtype=bool)
    column = view.setting.batch.column(view.args.unless_read)
    return column.lexicon["status"].isin(READ).to_numpy()[column.codes[view.records]]


@dataclass(frozen=True)
class _StatedAge:
    age: str = field(metadata={"field": ("age", "count")})
    birth: str = field(metadata={"field": ("date",)})
    at: str | None = field(default=None, metadata={"field": ("date",)})
    """The date at which the age was stated, when the form has it."""
    between: tuple[str, str] | None = None
    """Else the first and the last day on which it can have been stated."""

    def __post_init__(self) -> None:
        if (self.at is None) == (self.between is None):
            raise WrongValueError("age-at")
        for each in self.between or ():
            iso_day(each)
        if self.between and self.between[1] < self.between[0]:
            raise WrongValueError("age-between")


class StatedAge(Check):
    """Is the age that was stated one that a person of this birth date can have had then?"""

    id = "stated-age"
    arguments = _StatedAge
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        args = setting.args
        return [(args.age, args.birth) if args.at is None else (args.age, args.birth, args.at)]

    def answer(self, view: View) -> Answers:
        age, possible = _stated(view), _possible(view)
        return answers(disjoint(age, possible), within(possible, age))

    def say(self, view: View) -> list[Said]:
        possible, at = _as_stated(view), _reference(view)
        first, last = (np.broadcast_to(part, len(view)) for part in at)
        return [
            {
                "age": view.sides[0].shown[row],
                "birth": view.sides[1].shown[row],
                "at": written(first[row], last[row]),
                "possible": possible[row],
            }
            for row in range(len(view))
        ]

    def otherwise(self, view: View, n: int) -> Iterator[Iterator[OtherReading]]:
        if n == 0:
            yield iter([_in_hijri_years(view.sides[0])])


def _in_hijri_years(age: Side) -> OtherReading:
    """An age that was counted in Hijri years, in Gregorian ones."""
    low, high = age.range()
    years = Range(np.floor(low * _HIJRI_YEAR), np.ceil((high + 1) * _HIJRI_YEAR) - 1)
    ends = age.column.kind.ends

    def read(rows: Rows) -> Side:
        return age.take(rows).with_bounds(years.low[rows], years.high[rows])

    def args(row: int) -> dict[str, Any]:
        return {"age": counted(*ends(years.low[row], years.high[row]))}

    return OtherReading("hijri-years", np.isfinite(low), read, args, HIJRI)


def _reference(view: View) -> Span:
    return view.sides[2].span if len(view.sides) > 2 else span(*view.args.between)


def _stated(view: View) -> Range:
    """The ages in completed months; a count is one of years."""
    low, high = view.sides[0].range()
    months = YEAR // view.sides[0].column.kind.per
    return Range(low * months, (high + 1) * months - 1)


def _possible(view: View) -> Range:
    """The ages that are possible then, in completed months."""
    at = view.sides[2].numbered if len(view.sides) > 2 else as_numbers(_reference(view))
    return completed_months(view.sides[1].numbered, at)


def _as_stated(view: View) -> list[str]:
    """The possible ages as the age was stated: in years where those are whole years."""
    stated, possible, ends = _stated(view), _possible(view), Age().ends
    whole = (stated.low % YEAR == 0) & (~np.isfinite(stated.high) | ((stated.high + 1) % YEAR == 0))
    years = Range(*(np.floor(end / YEAR) for end in possible))
    return [
        counted(years.low[row], years.high[row])
        if whole[row]
        else counted(*ends(possible.low[row], possible.high[row]))
        for row in range(len(view))
    ]
