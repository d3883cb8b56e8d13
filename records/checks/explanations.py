"""What would dissolve a contradiction. Nothing is listed here that was not computed to do so.

An explanation is tried, not believed: a side is read otherwise (another calendar, one digit changed, day and month
swapped), the check is asked again, and only what is then no longer broken is offered. An accident, such as a slip,
speaks for one record; what many records of the batch share is told with their number, and comes first.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import numpy as np

from records.checks.base import BROKEN, CANNOT_TELL, Answers, Check, Said, View
from records.checks.intervals import Flags, Span, certainly_apart, outside, span, written
from records.checks.readings import Rows, Side, Values
from records.kinds.dates.calendars import HIJRI, SOLAR_HIJRI, bounds
from records.text import ascii_digits

CONSISTENT = ("read-otherwise", "calendar-overlap", "days-in-common")
"""These assume nothing: what was read allows it already. They come first."""
SHARED = ("other-calendar", "calendar-overlap", "template-filled-later")
"""Explanations that a whole batch may share; the rest are accidents of one record."""
EXPLANATION_ORDER = (
    "read-otherwise",
    "calendar-overlap",
    "days-in-common",
    "other-calendar",
    "template-filled-later",
    "hijri-years",
    "sum-not-list",
    "wife-gone",
    "digit-slip",
    "day-month-swapped",
)
"""Where two have the same support, the likelier first."""
_STEPS = sorted((sign * n for n in (*range(1, 10), *range(10, 101, 10)) for sign in (-1, 1)), key=abs)
"""What changing one digit adds to a year, the smallest first."""
_YEAR_OF_TWO_CALENDARS = re.compile(r"(?<!\d)1[2-5]\d\d(?!\d)")


def ranked(explained: Sequence[Sequence[Said]], weights: Rows) -> list[list[Said]]:
    """Each list with its support counted over all records, likeliest first."""
    shared: Counter[str] = Counter()
    for each, weight in zip(explained, weights, strict=True):
        shared.update({_key(said): int(weight) for said in each if said["id"] in SHARED})
    lists = [[{**said, "support": max(shared[_key(said)], 1)} for said in each] for each in explained]
    return [sorted(each, key=_rank) for each in lists]


def _rank(said: Said) -> tuple[bool, int, int]:
    place = (
        EXPLANATION_ORDER.index(said["id"]) if said["id"] in EXPLANATION_ORDER else len(EXPLANATION_ORDER)
    )  # those of an own check come last
    return said["id"] not in CONSISTENT, -said["support"], place


def _key(said: Said) -> str:
    return f"{said['id']} {sorted(said['args'].items())}"


def read_otherwise(sides: Sequence[Side], escapes: Sequence[Side]) -> list[list[Said]]:
    """For an ambiguous text: the reading of it that breaks nothing."""
    lists: list[list[Said]] = [[] for _ in range(len(sides[0]))]
    for side, escape in zip(sides, escapes, strict=True):
        for row in np.flatnonzero(side.rows != escape.rows):
            args = {"of_field": side.name, "reading": escape.shown[row], "why": str(escape.part("why")[row])}
            lists[row].append({"id": "read-otherwise", "args": args})
    return lists


class Trial:
    """Tries other readings of each side, and keeps those that dissolve what the check found."""

    def __init__(self, check: Check, view: View) -> None:
        self.check, self.view = check, view
        self.before: Answers = check.answer(view)
        self.found: list[list[Said]] = [[] for _ in range(len(view))]

    def dissolves(self, n: int, side: Side, valid: Flags) -> Flags:
        """Where the n-th side read like this no longer breaks the rule, and keeps to the bounds of its field."""
        after = self.check.answer(self.view.with_side(n, side))
        if side.is_dated:
            valid = valid & ~outside(side.span, field_bounds(side.column.options))
        return np.asarray(valid & (self.before == BROKEN) & (after != BROKEN))

    def add(self, rows: Rows, id_: str, args: Callable[[int], dict[str, Any]]) -> None:
        """This explanation, for these rows."""
        for row in rows:
            self.found[row].append({"id": id_, "args": args(row)})

    def dates(self) -> Trial:
        """Everything that can be tried on the dates among the sides."""
        for n, side in enumerate(self.view.sides):
            if side.is_dated:
                self.hijri_year(n, side)
                self.other_calendar(n, side)
                self.digit_slip(n, side)
                self.day_month(n, side)
        return self

    def digit_slip(self, n: int, side: Side) -> None:
        """One digit of a year or a number: the smallest change that dissolves it."""
        numbers, open_ = _years(side) if side.is_dated else _numbers(side)
        for step in _STEPS:
            if not open_.any():
                return
            ten = 10 ** (len(str(abs(step))) - 1)
            digit = numbers // ten % 10 + step // ten
            valid = open_ & (numbers >= ten) & (digit >= 0) & (digit <= 9)
            good = self.dissolves(n, _changed(side, step), valid)
            self.add(np.flatnonzero(good), "digit-slip", _slip(side.name, numbers, step))
            open_ = open_ & ~good

    def day_month(self, n: int, side: Side) -> None:
        """Day and month swapped: only for one day, up to the 12th."""
        swapped, valid = _swapped(side.span)
        good = self.dissolves(n, side.with_bounds(swapped, swapped), valid)
        self.add(
            np.flatnonzero(good),
            "day-month-swapped",
            lambda row: {"of_field": side.name, "reading": written(swapped[row], swapped[row])},
        )

    def hijri_year(self, n: int, side: Side) -> None:
        """A bare year may be a Hijri year that was converted to the Gregorian year it begins or ends in."""
        years, fixed = _years(side)
        bare = np.array([len(written(*ends)) == 4 for ends in zip(*side.span, strict=True)], dtype=bool)
        open_ = fixed & bare
        for ahead in (0, 1, 2):
            hijri = (years - 622) * 33 // 32 + ahead
            wanted = zip(hijri.tolist(), open_.tolist(), strict=True)
            tried, valid = _days([bounds(HIJRI, year) if go else None for year, go in wanted])
            valid &= ~certainly_apart(tried, side.span)
            good = self.dissolves(n, side.with_bounds(*tried), valid)
            self.add(np.flatnonzero(good), "other-calendar", _converted(side, hijri, tried))
            open_ &= ~good

    def other_calendar(self, n: int, side: Side) -> None:
        """A number that is a year in two calendars, read in the other one."""
        own = np.full(len(side), "") if side.calendars is None else side.calendars
        numbers = [_YEAR_OF_TWO_CALENDARS.search(ascii_digits(text)) for text in side.part("text")]
        for other in (HIJRI, SOLAR_HIJRI):
            spans = [
                bounds(other, int(number[0])) if number and calendar != other else None
                for number, calendar in zip(numbers, own, strict=True)
            ]
            tried, valid = _days(spans)
            good = self.dissolves(n, side.with_bounds(*tried), valid)
            self.add(np.flatnonzero(good), "other-calendar", _calendar(side, other, tried))

    def overlap(self, a: Side, b: Side) -> None:
        """What cannot be told because two dates share days: which days these are."""
        first, last = np.fmax(a.span.earliest, b.span.earliest), np.fmin(a.span.latest, b.span.latest)
        common = (self.before == CANNOT_TELL) & ~(first > last)
        hijri = [side.calendars != "gregorian" for side in (a, b) if side.calendars is not None]
        other = np.logical_or.reduce(hijri) if hijri else np.zeros(len(a), dtype=bool)
        for id_, rows in (("calendar-overlap", common & other), ("days-in-common", common & ~other)):
            self.add(np.flatnonzero(rows), id_, lambda row: {"reading": written(first[row], last[row])})


def _numbers(side: Side) -> tuple[Values, Flags]:
    """Each single number, and where there is one."""
    low, high = side.range()
    per = side.column.kind.per
    single = np.isfinite(low) & (low % per == 0) & (high == low + per - 1)
    return np.where(single, low // per, 0).astype(np.int64), single


def _changed(side: Side, step: int) -> Side:
    """The side with that much added to its year or number."""
    if side.is_dated:
        return side.with_bounds(*_shifted(side, step))
    low, high = side.range()
    added = step * side.column.kind.per
    return side.with_bounds(low + added, high + added)


def _slip(name: str, years: Values, step: int) -> Callable[[int], dict[str, Any]]:
    return lambda row: {"of_field": name, "from": str(years[row]), "to": str(years[row] + step)}


def _converted(side: Side, hijri: Values, tried: Span) -> Callable[[int], dict[str, Any]]:
    return lambda row: {
        "of_field": side.name,
        "variant": "converted",
        "year": str(hijri[row]),
        "reading": written(tried.earliest[row], tried.latest[row]),
    }


def _calendar(side: Side, calendar: str, tried: Span) -> Callable[[int], dict[str, Any]]:
    return lambda row: {
        "of_field": side.name,
        "calendar": calendar,
        "reading": written(tried.earliest[row], tried.latest[row]),
    }


def _days(spans: Sequence[tuple[date, date] | None]) -> tuple[Span, Flags]:
    """Intervals as arrays, and where there is one."""
    ends = [tuple(end.isoformat() for end in each) if each else ("NaT", "NaT") for each in spans]
    days = np.array(ends, dtype="datetime64[s]").reshape(-1, 2)
    return Span(days[:, 0], days[:, 1]), ~np.isnat(days[:, 0])


def _years(side: Side) -> tuple[Values, Flags]:
    """The year of each date as it was written, and where it has one: in the Hijri calendar that year, not ours."""
    first, last = (part.astype("datetime64[Y]") for part in side.span)
    years = np.where(np.isnat(first), 0, first.astype(np.int64) + 1970)
    known = ~np.isnat(first) & (first == last)
    if side.calendars is not None:
        for row in np.flatnonzero(side.calendars == "hijri"):
            year = _YEAR_OF_TWO_CALENDARS.search(ascii_digits(side.part("text")[row]))
            years[row], known[row] = (int(year[0]), True) if year else (0, False)
    return years, known


_HIJRI_YEAR = 354.36707
"""Days of a Hijri year in the mean."""


def _shifted(side: Side, years: int) -> Span:
    """The dates that many years later, in the calendar in which they were written."""
    moved = [_plus_years(part, years) for part in side.span]
    if side.calendars is not None:
        hijri = side.calendars == "hijri"
        days = np.timedelta64(round(years * _HIJRI_YEAR), "D")
        moved = [np.where(hijri, part + days, new) for part, new in zip(side.span, moved, strict=True)]
    return Span(moved[0], moved[1])


def _plus_years(days: Values, years: int) -> Values:
    """29 February becomes the 28th where there is none; a year before 1 is NaT."""
    months = days.astype("datetime64[M]")
    later = months + 12 * years
    of_month = days.astype("datetime64[D]") - months.astype("datetime64[D]")
    length = (later + 1).astype("datetime64[D]") - later.astype("datetime64[D]")
    moved = later.astype("datetime64[D]") + np.minimum(of_month, length - np.timedelta64(1, "D"))
    return np.where(moved < np.datetime64("0001-01-01"), np.datetime64("NaT"), moved).astype("datetime64[s]")


def _swapped(span: Span) -> tuple[Values, Flags]:
    """Single days of which day and month can change places."""
    days = span.earliest.astype("datetime64[D]")
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    month = (months - years).astype(np.int64)
    day = (days - months.astype("datetime64[D]")).astype(np.int64)
    valid = (span.earliest == span.latest) & (day < 12) & (day != month)
    new_month = years.astype("datetime64[M]") + np.where(valid, day, 0)
    swapped = new_month.astype("datetime64[D]") + np.where(valid, month, 0)
    return swapped.astype("datetime64[s]"), valid


def field_bounds(options: Any) -> Span:
    """The days that a field of the form allows."""
    return span(getattr(options, "not_before", None), getattr(options, "not_after", None))
