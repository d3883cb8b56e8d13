"""Texts that are a date only when nothing else stands in the cell: short years, serial numbers, other languages."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, bounds
from records.kinds.dates.excel import excel_serial
from records.kinds.dates.options import Alternative, DateOptions, Meaning, unread, within_bounds
from records.kinds.dates.periods import SEASONS, season
from records.kinds.dates.pieces import named, piece
from records.kinds.dates.ranges import between, one_of
from records.kinds.dates.tokens import Token
from records.model import Status

SERIALS = range(9863, 54789)
"""Excel's serial numbers of 1927 to 2049, the five-digit figures that may be a day."""


_END = r"(\d{4}(?:-\d\d){0,2})[~?%]?|\.\."
_INTERVAL = re.compile(rf"(?:{_END})/(?:{_END})")
_SEASON = re.compile(r"(\d{4})-(2[1-4])([~?%]?)")


def alone(letters: str, said: Sequence[Token], text: str, options: DateOptions) -> Meaning | None:
    """The meaning of a text as a whole; None when the grammar of pieces shall read it."""
    if "/" in text or "-2" in text:
        found = _edtf(text, options)
        if found is not None:
            return found
    if re.fullmatch(r"F|F\.[nN]*[FSEB]?", letters):
        return _serial(piece(said).figures[0].value, letters != "F", options)
    if letters == "n":
        return _short_year(said, options)
    if letters in ("n-n", "n–n", "n/n"):
        return _short_years(letters, said, options)
    if letters == "S":
        return unread("date.digits-only")
    if set(letters) <= set("nNy-/.x") and letters and not any(figure.value for figure in piece(said).figures):
        return unread("date.all-zeros") if piece(said).figures else None
    return None


def _edtf(text: str, options: DateOptions) -> Meaning | None:
    """What is written as we write it ourselves: an interval of ISO days, months or years, or a season by its number."""
    season_match = _SEASON.fullmatch(text)
    if season_match and (season_match[3] or int(season_match[2]) <= int(season_match[1][2:])):  # 1909-22 is a range
        name = next(name for name, (_, code) in SEASONS.items() if code == season_match[2])
        return season(name, int(season_match[1]), options)
    match = _INTERVAL.fullmatch(text)
    if match is None or not (".." in text or any("-" in end for end in match.groups(""))):
        return None
    ends = [bounds(GREGORIAN, *(int(number) for number in end.split("-"))) if end else None for end in match.groups()]
    if any(end and both is None for end, both in zip(match.groups(), ends, strict=True)) or not any(ends):
        return None
    start, end = ends[0] and ends[0][0], ends[1] and ends[1][1]
    if start and end and start > end:
        return None
    low, high = options.plausible
    if (end and end < low) or (start and start > high):
        return unread("date.year-slip")
    note = "date.range" if start and end else "date.after" if start else "date.before"
    return Meaning(
        Status.EXACT,
        note,
        (Alternative(start, end, GREGORIAN, re.sub("[~?%]", "", text)),),
        approximate="~" in text or "%" in text,
        uncertain="?" in text or "%" in text,
    )


def _serial(value: int, with_time: bool, options: DateOptions) -> Meaning | None:
    """Excel's number of a day, shown by its fraction; five figures alone may count anything else as well."""
    if value not in SERIALS or value < 10000:
        return unread("date.digits-only")
    day = excel_serial(value)
    serial = Alternative(day, day, "excel-serial", day.isoformat())
    if not within_bounds([serial], options, strict=True):
        return unread("date.digits-only")
    number = () if with_time else (Alternative(None, None, "number", "../.."),)
    return Meaning(Status.AMBIGUOUS if number else Status.INFERRED, "date.excel-serial", (serial, *number))


def _short_year(said: Sequence[Token], options: DateOptions) -> Meaning:
    """`87` is a year; up to 31 a figure alone may as well be a day, a month or an age."""
    only = piece(said).figures[0]
    if only.value <= 31 or len(only.digits) != 2:
        return unread("date.digits-only")
    return numbers.year(only.digits, piece(said).mark, options)


def _short_years(letters: str, said: Sequence[Token], options: DateOptions) -> Meaning | None:
    """`90-91` are years, `9/87` a month; `3/1` is not read."""
    first, second = piece(said).figures
    if len(second.digits) != 2 or second.value <= 31:
        return unread("date.no-year")
    if first.value <= 12:
        return numbers.month_year(first.value, second.digits, "", options)
    if first.value <= 31 or second.value <= first.value:
        return unread("date.no-year")
    years = [numbers.year(each.digits, "", options) for each in (first, second)]
    return (
        one_of(years, options, "date.either", "date.either-year")
        if letters == "n/n"
        else between(years[0], years[1], options)
    )


_GATE = re.compile(r"(?:(\d\d?)\W{0,3}\s)?\s*([^\W\d_]{3,20}) (\d{4})")


def by_languages(text: str, options: DateOptions) -> Meaning | None:
    """The meaning of `15 Yuni 1990` for a field with `languages: [ha]`; None for any other text.

    >>> by_languages("15 Yuni 1990", DateOptions(languages=("ha",))).note
    'date.by-dateparser'
    >>> by_languages("15 Yuni 1990", DateOptions()) is None
    True
    """
    match = _GATE.fullmatch(text) if options.languages else None
    if match is None:
        return None
    day, word, year = match.groups("0")
    if int(year) not in numbers.PLAIN_YEARS:
        return None
    months = {month for month in (_month(word, language) for language in options.languages) if month}
    if len(months) != 1:
        return None
    found = named([(GREGORIAN, months.pop())], int(day), year, "", options)
    if found is None or found.status is not Status.EXACT:
        return found
    return found.noted("date.by-dateparser", Status.INFERRED)


@lru_cache(maxsize=1024)
def _month(word: str, language: str) -> int:
    """The month that dateparser takes a word for in a language; 0 for none."""
    answer = _parser(language).get_date_data(f"1 {word} 2000")
    parts = set(answer.parts or ())
    return answer.date_obj.month if answer.date_obj is not None and {"month", "year"} <= parts else 0


@lru_cache(maxsize=64)
def _parser(language: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of dateparser's own use of the standard library
        from dateparser.date import DateDataParser

        settings = {
            "PARSERS": ["absolute-time"],
            "RELATIVE_BASE": datetime(2000, 1, 1),
            "STRICT_PARSING": True,
            "DATE_ORDER": "DMY",
        }
        return DateDataParser(locales=[language], settings=settings)
