"""The one place where dates are compared.

A date that was read is the interval of every day it may be: `earliest` to `latest`, both included, NaT where that end
is open. A comparison is named for what it proves. NaT compares False by itself, so `certainly_…` asks what an open
end can never prove, and `possibly_…` is always the negation of its opposite: an open end proves nothing and forbids
nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Days = npt.NDArray[np.datetime64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.float64]


class Span(NamedTuple):
    """Dates: `datetime64[s]` arrays (or scalars that broadcast); NaT is an open end."""

    earliest: Days
    latest: Days


class Range(NamedTuple):
    """Counts: float arrays; an open end is infinite."""

    low: Numbers
    high: Numbers


def certainly_before(a: Span, b: Span) -> Flags:
    """Every day of `a` is before every day of `b`.

    >>> year, may = span("2015-01-01", "2015-12-31"), span("2016-05-01", "2016-05-31")
    >>> bool(certainly_before(year, may)), bool(certainly_before(year, span(None, None)))
    (True, False)
    """
    return np.less(a.latest, b.earliest)


def certainly_after(a: Span, b: Span) -> Flags:
    """Every day of `a` is after every day of `b`."""
    return certainly_before(b, a)


def certainly_not_after(a: Span, b: Span) -> Flags:
    """Every day of `a` is before, or the same as, every day of `b`."""
    return np.less_equal(a.latest, b.earliest)


def certainly_not_before(a: Span, b: Span) -> Flags:
    """Every day of `a` is after, or the same as, every day of `b`."""
    return certainly_not_after(b, a)


def certainly_apart(a: Span, b: Span) -> Flags:
    """No day is in both."""
    return certainly_before(a, b) | certainly_after(a, b)


def possibly_before(a: Span, b: Span) -> Flags:
    """Some day of `a` is before some day of `b`."""
    return np.logical_not(certainly_not_before(a, b))


def possibly_after(a: Span, b: Span) -> Flags:
    """Some day of `a` is after some day of `b`."""
    return possibly_before(b, a)


def possibly_same(a: Span, b: Span) -> Flags:
    """Some day is in both."""
    return np.logical_not(certainly_apart(a, b))


def day(text: str | None) -> Any:
    """The first day of an ISO day, month or year; None is an open end."""
    return np.datetime64(text or "NaT").astype("datetime64[s]")


def last_day(text: str | None) -> Any:
    """The last day of an ISO day, month or year; None is an open end.

    >>> str(last_day("2016-02").astype("datetime64[D]"))
    '2016-02-29'
    """
    return ((np.datetime64(text or "NaT") + 1).astype("datetime64[D]") - 1).astype("datetime64[s]")


def span(earliest: str | None, latest: str | None) -> Span:
    """One interval from ISO days, months or years; None is an open end."""
    return Span(np.asarray(day(earliest)), np.asarray(last_day(latest)))


def outside(a: Span, b: Span) -> Flags:
    """No day of `a` is in `b`; an open end of `b` forbids nothing."""
    return np.asarray(np.less(a.latest, b.earliest) | np.greater(a.earliest, b.latest))


def inside(a: Span, b: Span) -> Flags:
    """Every day of `a` is in `b`; an open end of `b` holds nothing back."""
    after = np.isnat(b.earliest) | np.greater_equal(a.earliest, b.earliest)
    return np.asarray(after & (np.isnat(b.latest) | np.less_equal(a.latest, b.latest)))


def completed_years(birth: Range, at: Range) -> Range:
    """The youngest and the oldest age, in completed years, that a person born in `birth` can have in `at`.

    Both are `as_numbers` dates: as yyyymmdd, the whole ten-thousands of a difference are the completed years.

    >>> birth, at = as_numbers(span("1990", "1990")), as_numbers(span("2015-06", "2015-06"))
    >>> youngest, oldest = completed_years(birth, at)
    >>> int(youngest), int(oldest)
    (24, 25)
    """
    youngest, oldest = np.floor((at.low - birth.high) / 10_000), np.floor((at.high - birth.low) / 10_000)
    return Range(_filled(youngest, -np.inf), _filled(oldest, np.inf))


def completed_months(birth: Range, at: Range) -> Range:
    """The same in completed months.

    >>> birth, at = as_numbers(span("1990-05-20", "1990-05-20")), as_numbers(span("1991-01-01", "1991-01-31"))
    >>> [int(months) for months in completed_months(birth, at)]
    [7, 8]
    """
    youngest, oldest = _months_between(birth.high, at.low), _months_between(birth.low, at.high)
    return Range(_filled(youngest, -np.inf), _filled(oldest, np.inf))


def _months_between(first: Numbers, last: Numbers) -> Numbers:
    months = [number // 10_000 * 12 + number // 100 % 100 for number in (first, last)]
    return np.asarray(months[1] - months[0] - (last % 100 < first % 100))


def as_numbers(dates: Span) -> Range:
    """Dates as numbers, yyyymmdd; NaN is an open end."""
    return Range(_yyyymmdd(dates.earliest), _yyyymmdd(dates.latest))


def _yyyymmdd(days: Days) -> Numbers:
    open_ = np.isnat(days)
    days = np.where(open_, day("1970"), days)
    years, months = days.astype("datetime64[Y]"), days.astype("datetime64[M]")
    of_year = (months - years).astype(np.int64) + 1
    of_month = (days.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64) + 1
    written = (years.astype(np.int64) + 1970) * 10_000 + of_year * 100 + of_month
    return np.where(open_, np.nan, written.astype(np.float64))


def _filled(values: Numbers, with_: float) -> Numbers:
    return np.where(np.isnan(values), with_, values)


def disjoint(a: Range, b: Range) -> Flags:
    """No number is in both."""
    return np.asarray((a.high < b.low) | (b.high < a.low))


def within(a: Range, b: Range) -> Flags:
    """Every number of `a` is in `b`."""
    return np.asarray((a.low >= b.low) & (a.high <= b.high))


def equal(a: Range, b: Range) -> Flags:
    """Both are the same single number."""
    return np.asarray((a.low == a.high) & (b.low == b.high) & (a.low == b.low))


def written(earliest: Any, latest: Any) -> str:
    """An interval as people write it: a year, a month, a day, or both ends with `..` where one is open.

    >>> written(day("2015-01-01"), day("2015-12-31")), written(day("2016-02-01"), day("2016-02-29"))
    ('2015', '2016-02')
    >>> written(day("2016-03-05"), day("2016-03-05")), written(day(None), day("2016-10-02"))
    ('2016-03-05', '../2016-10-02')
    """
    first, last = _iso(earliest), _iso(latest)
    if first == last:
        return first
    if ".." not in (first, last) and first.endswith("-01"):
        if first[:4] == last[:4] and first.endswith("-01-01") and last.endswith("-12-31"):
            return first[:4]
        after = np.datetime64(last) + np.timedelta64(1, "D")
        if first[:7] == last[:7] and str(after).endswith("-01"):
            return first[:7]
    return f"{first}/{last}"


def _iso(value: Any) -> str:
    return ".." if np.isnat(value) else str(np.datetime64(value, "D"))


def counted(low: float | str, high: float | str) -> str:
    """A range of numbers, or of what is written for them, as people write it.

    >>> counted(3.0, 3.0), counted(2.0, float("inf")), counted(2.0, 4.0), counted("4m", "2y 6m")
    ('3', '2/..', '2/4', '4m/2y 6m')
    """
    first, last = (_number(end) for end in (low, high))
    return first if low == high else f"{first}/{last}"


def _number(end: float | str) -> str:
    return end if isinstance(end, str) else str(int(end)) if np.isfinite(end) else ".."
