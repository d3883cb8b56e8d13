"""Dates in other languages, which dateparser reads, last and behind gates.

Only for languages that a field names, only for a text that is a day, one word and a four-digit year, only the parts
that it found, and only when all languages that answer agree.
"""

from __future__ import annotations

import re
import warnings
from datetime import datetime
from functools import lru_cache
from typing import Any

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN
from records.kinds.dates.options import DateOptions, Meaning
from records.kinds.dates.pieces import named
from records.model import Status

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
