"""Atoms of two days or months that share a month or a year: `5–9 May 1944`, `30 Nov/1 Dec 1941`, `JAN-FEB-MAR 1890`."""

from __future__ import annotations

from records.kinds.dates import numbers
from records.kinds.dates.meaning import Meaning
from records.kinds.dates.options import DateOptions
from records.kinds.dates.pieces import Piece, months_of, named, named_piece
from records.kinds.dates.ranges import between, one_of


def days_of_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`23 (27) May 1957`, `23/27 May 1957`: two days are named, one is meant."""
    first, second, year = found.figures
    each = [named_piece(found, day.value, year, options) for day in (first, second)]
    return one_of([one for one in each if one], options, "date.one-of-two-days")


def day_range(found: Piece, options: DateOptions) -> Meaning | None:
    first, last, year = found.figures
    return between(
        named_piece(found, first.value, year, options), named_piece(found, last.value, year, options), options
    )


def month_range(found: Piece, options: DateOptions) -> Meaning | None:
    year = found.figures[-1]
    first, last = (months_of(token.codes) for token in found.tokens if token.letter == "m")
    days = [number.value for number in found.figures[:-1]] or [0, 0]
    start, end = (named(months, day, year.digits, "", options) for months, day in ((first, days[0]), (last, days[1])))
    return between(start, end, options)


def run_together(found: Piece, options: DateOptions) -> Meaning | None:
    """`02/19/202105/21/2022`: two dates with nothing between."""
    a, b, glued, d, year = found.figures
    first = numbers.day_month_year(a.value, b.value, glued.digits[:4], "", options)
    second = numbers.day_month_year(int(glued.digits[4:]), d.value, year.digits, "", options)
    return one_of([first, second], options, "date.several")


def labelled_days(found: Piece, options: DateOptions) -> Meaning | None:
    """`2001年3月10/19`."""
    year, month, first, second = found.figures
    each = [numbers.year_month_day(year.digits, month.value, day.value, "", options) for day in (first, second)]
    return one_of(each, options, "date.one-of-two-days")
