"""What Excel does to dates: serial numbers, and zeros, years and ages that became days in date cells."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from records.kinds.dates.calendars import GREGORIAN, HIJRI, bounds
from records.kinds.dates.numbers import edtf_of, year_month_day
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread, within_bounds
from records.model import Status

_DAY = re.compile(r"(1[89]\d\d)-(\d\d)-(\d\d)")
_ZERO = date(1899, 12, 30)
EXCEL_YEARS = ("1903-12-01", "1905-07-31")
"""In a date cell a bare year becomes a day in here: 1437 is 1903-12-07, 1990 is 1905-06-12."""
_AROUND = ("1894-01-01", "1914-12-31")
_LIVING = 1900
"""A field without bounds can have the years since."""
EXCEL_ZEROS = ("1900-01-00", "1899-12-30", "1899-12-31")
"""A zero in a date cell, as programs show it."""
_FIRST, _LAST = min(EXCEL_ZEROS), EXCEL_YEARS[1]
EXCEL_AGES = ("1900-01-01", "1900-04-08")
"""In a date cell an age of 1 to 99 becomes a day in here."""


def date_cell(text: str, options: DateOptions) -> Meaning | None:
    """What a day means that Excel makes of zeros, years and ages typed into date cells; None for any other text.

    >>> [each.why for each in date_cell("1905-06-12", DateOptions()).alternatives]
    ['as-written', 'excel-year']
    """
    match = _DAY.fullmatch(text) if _FIRST <= text <= _LAST else None
    if match is None:
        return None
    early = options.low is None or text < str(options.low)
    if text in EXCEL_ZEROS and early:
        return unread("date.excel-zero")
    found = year_month_day(match[1], int(match[2]), int(match[3]), "", options)
    if [each.edtf for each in found.alternatives] != [text]:  # no such day
        return None
    written = found.alternatives[0]._replace(why="as-written")
    if EXCEL_AGES[0] <= text <= EXCEL_AGES[1] and early:
        age = Alternative(None, None, "excel-age", "../..")
        return meaning([written, age], "date.excel-age", Status.AMBIGUOUS, options)
    typed = _typed_year(text, options) if text >= EXCEL_YEARS[0] else None
    return typed and meaning([written, typed], "date.excel-year", Status.AMBIGUOUS, options)


def _typed_year(iso: str, options: DateOptions) -> Alternative | None:
    """The year whose figures are the serial number of this day, where the field can have it."""
    serial = (date.fromisoformat(iso) - _ZERO).days
    calendar = HIJRI if 1300 <= serial <= 1500 and options.calendar != "gregorian" else GREGORIAN
    both = bounds(calendar, serial)
    if both is None or (options.low is None and both[1].year < _LIVING):
        return None
    typed = Alternative(*both, "excel-year", edtf_of(*both), calendar)
    return typed if within_bounds([typed], options, strict=True) else None


def lie_around(lexicon: Any) -> Any:
    """Which readings of a lexicon are of the ten years before or after the days that Excel makes of years."""
    start, end = _AROUND
    return ((lexicon["earliest"] >= start) & (lexicon["latest"] <= end)).to_numpy(dtype=bool)


def excel_serial(number: int) -> date:
    """The day of a serial number, as Excel for Windows counts.

    >>> str(excel_serial(32874))
    '1990-01-01'
    """
    return _ZERO + timedelta(days=number)
