"""The commonest forms, by one pattern: a year; day, month and year in figures in either direction. The rest is the grammar's."""

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
EXCEL_ZEROS = ("1900-01-00", "1899-12-30", "1899-12-31")
"""A zero in a date cell, as programs show it."""
EXCEL_AGES = ("1900-01-01", "1900-04-08")
"""In a date cell an age of 1 to 99 becomes a day in here."""


def quick(text: str, options: DateOptions) -> Meaning | None:
    """The meaning of a text that is nothing but figures; None for any other text."""
    match = _NUMBERS.fullmatch(text)
    if match is None:
        return None
    whole, mark, month, day, first, separator, second, last = match.groups()
    if first:
        if not int(last):
            return None
        if len(last) == 2 and (int(first) > 31 or options.order == "ymd"):
            return year_month_day(f"{int(first):02}", int(second), int(last), "", options)
        return day_month_year(int(first), int(second), f"{int(last):0{len(last)}}", "", options)
    persian = "\u06f0" <= text[0] <= "\u06f9"
    digits = f"{int(whole):04}"
    if not month:
        return year(digits, "", options, persian)
    if text in EXCEL_ZEROS and (options.low is None or text > str(options.low)):
        return unread("date.excel-zero")
    if digits == "0000":
        return None
    found = year_month_day(digits, int(month), int(day), "", options, persian)
    if mark == "-" and digits[:2] == "19" and len(text) == 10 and EXCEL_AGES[0] <= text <= EXCEL_YEARS[1]:
        return excel_cell(text, found, options)
    return found


def excel_cell(iso: str, found: Meaning, options: DateOptions) -> Meaning:
    """A day as a date cell gives it, in the time where Excel puts years and ages that were typed into date cells."""
    if len(found.alternatives) != 1 or not (EXCEL_YEARS[0] <= iso <= EXCEL_YEARS[1] or iso <= EXCEL_AGES[1]):
        return found
    written = found.alternatives[0]._replace(why="as-written")
    serial = (date.fromisoformat(iso) - _EXCEL_ZERO).days
    if iso <= EXCEL_AGES[1]:
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
