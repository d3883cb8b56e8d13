"""The commonest forms, by one pattern: a year, or day, month and year in figures. The rest is left to the grammar."""

from __future__ import annotations

import re
from datetime import date, timedelta

from records.kinds.dates.calendars import GREGORIAN, HIJRI, bounds
from records.kinds.dates.meaning import Alternative, Meaning, meaning, unread
from records.kinds.dates.numbers import day_month_year, span, year, year_month_day
from records.kinds.dates.options import DateOptions
from records.model import Status

_NUMBERS = re.compile(r"(\d{4})(?:([-/.])(\d\d?)\2(\d\d?))?|(\d\d?)([-/.])(\d\d?)\6(\d{4}|\d\d)")
_EXCEL_ZERO = date(1899, 12, 30)
EXCEL_YEARS = ("1903-12-01", "1905-07-31")
"""In a date cell a bare year becomes a day in here: 1437 is 1903-12-07, 1990 is 1905-06-12."""
EXCEL_FROM = "1899-12-30"
EXCEL_ZEROS = ("1900-01-00", "1899-12-30", "1899-12-31")
"""A zero in a date cell, as programs show it."""
EXCEL_AGES = ("1900-01-01", "1900-04-08")
"""In a date cell an age of 1 to 99 becomes a day in here."""


def figures_alone(text: str) -> tuple[int, ...] | None:
    """The numbers of a text that is nothing but figures, as a key; None for any other text.

    >>> figures_alone("15/2/1987"), figures_alone("١٩٨٧"), figures_alone("1987-02-15"), figures_alone("5 May 1990")
    ((15, 2, 1987, 4), (1987, 0), (1987, 2, 15), None)
    """
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    year, mark, month, day, first, _, second, last = match.groups()
    persian = "\u06f0" <= text[0] <= "\u06f9"
    if persian and 1250 <= int(last or year) <= 1420:
        return None
    if first:
        return int(first), int(second), int(last), len(last)
    if not month:
        return int(year), 0
    if mark == "-" and text[:2] in ("18", "19") and len(text) == 10 and EXCEL_FROM <= text <= EXCEL_YEARS[1]:
        return int(year), int(month), int(day), -1, -1
    return int(year), int(month), int(day)


def quick(key: tuple[int, ...], options: DateOptions) -> Meaning | None:
    """What these figures mean; None when the grammar shall say."""
    if len(key) == 4:
        first, second, last, width = key
        if not last:
            return None
        if width == 2 and (first > 31 or options.order == "ymd"):
            return year_month_day(f"{first:02}", second, last, "", options)
        return day_month_year(first, second, f"{last:0{width}}", "", options)
    digits = f"{key[0]:04}"
    if len(key) == 2:
        return year(digits, "", options)
    if not key[0]:
        return None
    found = year_month_day(digits, key[1], key[2], "", options)
    return excel_cell(f"{digits}-{key[1]:02}-{key[2]:02}", found, options) if len(key) == 5 else found


def excel_cell(iso: str, found: Meaning, options: DateOptions) -> Meaning:
    """A day as a date cell gives it, of the time where Excel puts zeros, years and ages typed into date cells."""
    if iso in EXCEL_ZEROS and (options.low is None or iso < str(options.low)):
        return unread("date.excel-zero")
    age = EXCEL_AGES[0] <= iso <= EXCEL_AGES[1] and (options.low is None or iso < str(options.low))
    if len(found.alternatives) != 1 or not (age or EXCEL_YEARS[0] <= iso <= EXCEL_YEARS[1]):
        return found
    written = found.alternatives[0]._replace(why="as-written")
    serial = (date.fromisoformat(iso) - _EXCEL_ZERO).days
    if age:
        return meaning(
            [written, Alternative(None, None, "excel-age", "../..")], "date.excel-age", Status.AMBIGUOUS, options
        )
    calendar = HIJRI if 1300 <= serial <= 1500 else GREGORIAN
    typed = bounds(calendar, serial)
    if typed is None:
        return found
    return meaning(
        [written, Alternative(*typed, "excel-year", span(*typed), calendar)],
        "date.excel-year",
        Status.AMBIGUOUS,
        options,
    )


def excel_serial(number: int) -> date:
    """The day of a serial number, as Excel for Windows counts.

    >>> str(excel_serial(32874))
    '1990-01-01'
    """
    return _EXCEL_ZERO + timedelta(days=number)
