"""Atoms of two days or months that share a month or a year: `5–9 May 1944`, `30 Nov/1 Dec 1941`, `JAN-FEB-MAR 1890`."""

from __future__ import annotations

from collections.abc import Sequence

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, JULIAN
from records.kinds.dates.meaning import Meaning, meaning
from records.kinds.dates.options import DateOptions
from records.kinds.dates.pieces import Figure, Piece, months_of, named, named_piece
from records.kinds.dates.ranges import between, one_of
from records.model import Status

_LAST_DOUBLE_YEAR = 1753
"""England and its colonies began the year on 25 March until 1752 (Calendar (New Style) Act 1750)."""


def _joined(each: Sequence[Meaning | None], found: Piece, options: DateOptions) -> Meaning | None:
    """A range when a dash or a word of range stands between, else a choice."""
    if None in each or not each:
        return None
    whole = [one for one in each if one is not None]
    letters = "".join(token.letter for token in found.tokens)
    if set(letters) & set("|/(") and not set(letters) & set("-–u"):
        return one_of(whole, options, "date.either")
    return between(whole[0], whole[-1], options)


def days_of_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`23 (27) May 1957`, `23/27 May 1957`: two days are named, one is meant."""
    first, second, year = found.figures
    each = [named_piece(found, day.value, year, options) for day in (first, second)]
    return one_of([one for one in each if one], options, "date.one-of-two-days")


def day_range(found: Piece, options: DateOptions) -> Meaning | None:
    """`5–9 May 1944`."""
    first, last, year = found.figures
    return _joined([named_piece(found, day.value, year, options) for day in (first, last)], found, options)


def days_in_figures(found: Piece, options: DateOptions) -> Meaning | None:
    """`5-9.5.1944`, `29./30.11.1941`: days of one month, so the day stands first."""
    first, last, month, year = found.figures
    return _joined([_day_first(day, month, year, options) for day in (first, last)], found, options)


def _day_first(day: Figure, month: Figure, year: Figure, options: DateOptions) -> Meaning | None:
    taken, place = numbers.years(year.digits, "", options), numbers.NumberRoles("day-first", month.value, day.value)
    return numbers.dated(taken, (place,), "date.day-first", options)


def days_over_months(found: Piece, options: DateOptions) -> Meaning | None:
    """`30.11./1.12.1941`: two days, the year said once."""
    a, b, c, d, year = found.figures
    each = [numbers.day_month_year(day.value, month.value, year.digits, "", options) for day, month in ((a, b), (c, d))]
    return _joined(each, found, options)


def month_range(found: Piece, options: DateOptions) -> Meaning | None:
    """`May–June 1990`, `JAN-FEB-MAR 1890`, `30 Nov/1 Dec 1941`; `May or June 1990` is a choice."""
    year = found.figures[-1]
    months = [months_of(token.codes) for token in found.tokens if token.letter == "m"]
    days = [number.value for number in found.figures[:-1]] or [0] * len(months)
    each = [named(month, day, year.digits, found.mark, options) for month, day in zip(months, days, strict=True)]
    choice = found.tokens[0].letter == "n" or any(token.letter == "|" for token in found.tokens)
    return _joined(each, found, options) if choice else between(each[0], each[-1], options)


def months_of_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`3/1990-5/1990`."""
    a, b, c, d = found.figures
    start, end = (numbers.month_year(month.value, year.digits, "", options) for month, year in ((a, b), (c, d)))
    return between(start, end, options)


def months_of_year(found: Piece, options: DateOptions) -> Meaning | None:
    """`1977年8月から9月の間`."""
    year, first, last = found.figures
    start, end = (numbers.month_year(month.value, year.digits, found.mark, options) for month in (first, last))
    return between(start, end, options)


def years_cut_short(found: Piece, options: DateOptions) -> Meaning | None:
    """`1764 or 66`: two years, the second cut short."""
    year, short = found.figures
    digits = year.digits[: -len(short.digits)] + short.digits
    if len(short.digits) != 2 or int(digits) <= year.value:
        return None
    each = [numbers.year(one, "", options) for one in (year.digits, digits)]
    return one_of(each, options, "date.either", "date.either-year")


def day_of_two_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`13 Jan 1700/01`: double dating, when the year began in March; the later year counts, in the Julian calendar."""
    day, year, short = found.figures
    width = 10 ** len(short.digits)
    later = (year.value // width) * width + short.value
    later += width if later <= year.value and len(short.digits) < 4 else 0
    if later != year.value + 1:
        return None
    ways = [(later, GREGORIAN, "later-year"), (year.value, GREGORIAN, "earlier-year")]
    if year.value < _LAST_DOUBLE_YEAR and found.months[0][1] <= 3:
        ways.insert(0, (later, JULIAN, "old-style"))
    each = [(why, named(found.months, day.value, f"{number:04}", mark, options)) for number, mark, why in ways]
    alternatives = [one._replace(why=why) for why, means in each if means for one in means.alternatives]
    return meaning(alternatives, "date.double-year", Status.AMBIGUOUS, options) if alternatives else None


def labelled_months(found: Piece, options: DateOptions) -> Meaning | None:
    """`شهر 3 أو 4 2014`, `من شهر 3 إلى شهر 5 سنة 2014`."""
    first, last, year = found.figures
    each = [numbers.month_year(month.value, year.digits, found.mark, options) for month in (first, last)]
    return _joined(each, found, options)


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
