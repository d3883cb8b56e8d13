"""Other readings that a cell may have: another calendar, one digit changed, day and month swapped.

They are tried, not believed: what becomes of the record when a cell is read so is asked in `solving`. Of one series,
such as the digits that may have slipped, the first reading that removes the contradiction is enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

import numpy as np

from records.checks.intervals import Flags, Span, certainly_apart, written
from records.checks.readings import Rows, Side, Values
from records.kinds.dates.calendars import GREGORIAN, HIJRI, SOLAR_HIJRI, bounds
from records.text import ascii_digits

_STEPS = sorted((sign * n for n in (*range(1, 10), *range(10, 101, 10)) for sign in (-1, 1)), key=abs)
"""What changing one digit adds to a year, the smallest first."""
_YEAR_OF_TWO_CALENDARS = re.compile(r"(?<!\d)1[2-5]\d\d(?!\d)")


@dataclass(frozen=True)
class OtherReading:
    """One other reading of a side: in which rows it can be tried, the side read so, and what is told of each row.

    `about`: what evidence may speak for it, see `support`: a calendar, or for each row an order of day and month.
    """

    id: str
    valid: Flags
    read: Callable[[Rows], Side]
    args: Callable[[int], dict[str, Any]]
    about: Any = None


Series = Iterator[OtherReading]


def all_series(side: Side) -> Iterator[Series]:
    """Every series of other readings that a field of this kind may have."""
    yield _alternatives(side)
    if side.is_dated:
        yield _converted_years(side)
        yield from (iter([_in_calendar(side, calendar)]) for calendar in (HIJRI, SOLAR_HIJRI))
        yield iter([_day_month(side)])
    if side.is_dated or side.is_number:
        yield _digit_slips(side)


def _alternatives(side: Side) -> Series:
    """The other readings of an ambiguous text."""
    many = side.readings.many[side.codes]
    first = side.readings.first[side.codes]
    for n in range(int(many.max(initial=1)) if (many > 1).any() else 0):
        rows = first + np.minimum(n, many - 1)
        other = Side(side.readings, rows)
        why = other.part("why")
        valid = (n < many) & (rows != side.rows)
        yield OtherReading("read-otherwise", valid, other.take, partial(_alternative, other, why), why)


def _alternative(other: Side, why: Values, row: int) -> dict[str, Any]:
    return {"of_field": other.name, "reading": other.take([row]).shown[0], "why": str(why[row])}


def _digit_slips(side: Side) -> Series:
    """One digit of a year or a number, the smallest change first."""
    numbers, known = years_as_written(side) if side.is_dated else _numbers(side)
    for step in _STEPS:
        ten = 10 ** (len(str(abs(step))) - 1)
        digit = numbers // ten % 10 + step // ten
        valid = known & (numbers >= ten) & (digit >= 0) & (digit <= 9)
        args = partial(_slip, side.name, numbers, step)
        yield OtherReading("digit-slip", valid, partial(_changed, side, step), args)


def _slip(name: str, numbers: Values, step: int, row: int) -> dict[str, Any]:
    return {"of_field": name, "from": str(numbers[row]), "to": str(numbers[row] + step)}


def _numbers(side: Side) -> tuple[Values, Flags]:
    """Each single number, and where there is one."""
    low, high = side.range()
    per = side.column.kind.per
    single = np.isfinite(low) & (low % per == 0) & (high == low + per - 1)
    return np.where(single, low // per, 0).astype(np.int64), single


def _changed(side: Side, step: int, rows: Rows) -> Side:
    """These rows with that much added to their years or numbers."""
    some = side.take(rows)
    if some.is_dated:
        return some.with_bounds(*_shifted(some, step))
    low, high = some.range()
    added = step * some.column.kind.per
    return some.with_bounds(low + added, high + added)


def _day_month(side: Side) -> OtherReading:
    """Day and month swapped: only for one day, up to the 12th."""
    swapped, valid = _swapped(side.span)

    def args(row: int) -> dict[str, Any]:
        return {"of_field": side.name, "reading": written(swapped[row], swapped[row])}

    about = np.array([_OPPOSITE.get(str(note), "") for note in side.notes], dtype=object)
    return OtherReading("day-month-swapped", valid, partial(_with_span, side, Span(swapped, swapped)), args, about)


_OPPOSITE = {
    f"date.{order}{more}": other
    for order, other in (("day-first", "month-first"), ("month-first", "day-first"))
    for more in ("", "-short-year")
}
"""By the rule that read a date, the order in which it stands when day and month are swapped."""


def _converted_years(side: Side) -> Series:
    """A bare year may be a Hijri year that was converted to the Gregorian year it begins or ends in."""
    one, inverse = _distinct(side)
    years, fixed = years_as_written(one)
    bare = fixed & np.array([len(written(*ends)) == 4 for ends in zip(*one.span, strict=True)], dtype=bool)
    for ahead in (0, 1, 2):
        hijri = (years - 622) * 33 // 32 + ahead
        wanted = zip(hijri.tolist(), bare.tolist(), strict=True)
        tried, valid = _days([bounds(HIJRI, year) if go else None for year, go in wanted])
        valid &= ~certainly_apart(tried, one.span)
        yield _as_span(side, inverse, tried, valid, HIJRI, {"variant": "converted", "year": hijri})


def _in_calendar(side: Side, calendar: str) -> OtherReading:
    """A number that is a year in two calendars, read in the other one."""
    one, inverse = _distinct(side)
    own = np.full(len(one), "") if one.calendars is None else one.calendars
    numbers = [_YEAR_OF_TWO_CALENDARS.search(ascii_digits(text)) for text in one.part("text")]
    tried, valid = _days(
        [
            bounds(calendar, int(number[0])) if number and each != calendar else None
            for number, each in zip(numbers, own, strict=True)
        ]
    )
    return _as_span(side, inverse, tried, valid, calendar, {"calendar": calendar})


def _distinct(side: Side) -> tuple[Side, Rows]:
    """Each reading of a side once, and which of them each row has."""
    rows, inverse = np.unique(side.rows, return_inverse=True)
    return Side(side.readings, rows), inverse


def _as_span(side: Side, inverse: Rows, tried: Span, valid: Flags, calendar: str, says: dict[str, Any]) -> OtherReading:
    """Each reading in that calendar, for all rows that have it."""

    def args(row: int) -> dict[str, Any]:
        n = inverse[row]
        more = {key: value if isinstance(value, str) else str(value[n]) for key, value in says.items()}
        return {"of_field": side.name, **more, "reading": written(tried.earliest[n], tried.latest[n])}

    every = Span(tried.earliest[inverse], tried.latest[inverse])
    return OtherReading("other-calendar", valid[inverse], partial(_with_span, side, every), args, calendar)


def _with_span(side: Side, tried: Span, rows: Rows) -> Side:
    return side.take(rows).with_bounds(tried.earliest[rows], tried.latest[rows])


def days_in_common(side: Side, other: Side, cannot_tell: Flags) -> Series:
    """What cannot be told because two dates share days: which days these are."""
    common = Span(np.fmax(side.span.earliest, other.span.earliest), np.fmin(side.span.latest, other.span.latest))
    there = cannot_tell & ~(common.earliest > common.latest)
    calendars = [each.calendars != GREGORIAN for each in (side, other) if each.calendars is not None]
    hijri = np.logical_or.reduce(calendars) if calendars else np.zeros(len(side), dtype=bool)

    def args(row: int) -> dict[str, Any]:
        return {"reading": written(common.earliest[row], common.latest[row])}

    for id_, rows in (("calendar-overlap", there & hijri), ("days-in-common", there & ~hijri)):
        yield OtherReading(id_, rows, partial(_with_span, side, common), args)


def _days(spans: Sequence[tuple[date, date] | None]) -> tuple[Span, Flags]:
    """Intervals as arrays, and where there is one."""
    ends = [tuple(end.isoformat() for end in each) if each else ("NaT", "NaT") for each in spans]
    days = np.array(ends, dtype="datetime64[s]").reshape(-1, 2)
    return Span(days[:, 0], days[:, 1]), ~np.isnat(days[:, 0])


def years_as_written(side: Side) -> tuple[Values, Flags]:
    """The year of each date as it was written, and where it has one: in the Hijri calendar that year, not ours."""
    first, last = (part.astype("datetime64[Y]") for part in side.span)
    years = np.where(np.isnat(first), 0, first.astype(np.int64) + 1970)
    known = ~np.isnat(first) & (first == last)
    if side.calendars is not None:
        for row in np.flatnonzero(side.calendars == HIJRI):
            year = _YEAR_OF_TWO_CALENDARS.search(ascii_digits(side.part("text")[row]))
            years[row], known[row] = (int(year[0]), True) if year else (0, False)
    return years, known


_HIJRI_YEAR = 354.36707
"""Days of a Hijri year in the mean."""


def _shifted(side: Side, years: int) -> Span:
    """The dates that many years later, in the calendar in which they were written."""
    moved = [_plus_years(part, years) for part in side.span]
    if side.calendars is not None:
        hijri = side.calendars == HIJRI
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
