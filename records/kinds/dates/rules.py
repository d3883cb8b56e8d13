"""Every rule of the grammar: its id, which is the note of the readings it decides, and an example.

`rules.yaml` of each language says why. The documentation and the tests are built from both.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from records.kinds.dates.excel import lie_around
from records.model import Question, Rule

_NOTES = frozenset({"date.words-around", "date.unknown-word", "date.before", "date.after", "date.range"})
"""Rules that say something else of a text than how its figures stand."""
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(?:\d{4}|\d{2})(?!\d)")


def _order(text: str, *days: Any) -> str:
    """`day-first` or `month-first` when the figures of the text are one of these days in one order only."""
    found = _FIGURES.search(text)
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    for order, day, month in (("day-first", first, second), ("month-first", second, first)):
        if day > 12 >= month and any((each.day, each.month) == (day, month) for each in days):
            return order
    return ""


def _shows(order: str, lexicon: Any) -> Any:
    shown = lexicon["note"].isin(_NOTES).to_numpy(dtype=bool, copy=True)
    if shown.any():
        rows = lexicon[shown]
        days = zip(rows["text"], rows["earliest"], rows["latest"], strict=True)
        shown[shown] = [_order(*each) == order for each in days]
    return shown


ORDERS = {order: partial(_shows, order) for order in ("day-first", "month-first")}
"""Which rows of a lexicon show each order."""


RULES = (
    Rule("date.year", "1990"),
    Rule("date.month", "05/1990"),
    Rule("date.month-name", "15 أيار 1990"),
    Rule("date.year-first", "1990-05-15"),
    Rule("date.numbers", "05/05/1990"),
    Rule("date.day-first", "15/05/1990"),
    Rule("date.month-first", "05/15/1990"),
    Rule("date.day-or-month-first", "03/04/1990"),
    Rule("date.day-first-short-year", "15/05/90"),
    Rule("date.month-first-short-year", "05/15/90"),
    Rule("date.day-or-month-first-short-year", "03/04/90"),
    Rule("date.order-of-field", "03/04/1990"),
    Rule("date.order-by-evidence", "03/04/1990"),
    Rule("date.locale-by-evidence", "1990-03-04"),
    Rule("date.weekday", "الأربعاء 4/6/2014"),
    Rule("date.order-of-neighbour", "21/03/1990 - 03/04/1990"),
    Rule("date.day-first-words", "geboren 03.04.1990"),
    Rule("date.two-digit-year", "87"),
    Rule("date.short-year-among-words", "Revoked per order 29.8.21"),
    Rule("date.calendar-mark", "15/3/1437 هـ"),
    Rule("date.calendar-of-field", "1990"),
    Rule("date.hijri-year", "15/3/1437"),
    Rule("date.hijri-or-gregorian-year", "1250"),
    Rule("date.solar-or-lunar-year", "۱۳۶۶"),
    Rule("date.hijri-tabular", "1300/5/5 هـ"),
    Rule("date.hijri-thirtieth", "30/9/1436"),
    Rule("date.hijri-month-of-year", "رمضان 2015"),
    Rule("date.month-and-year-of-two-calendars", "15 مارس 1437"),
    Rule("date.month-of-two", "تشرين 1990"),
    Rule("date.two-calendars", "10/1/1435 هـ الموافق 13/11/2013 م"),
    Rule("date.calendars-disagree", "10/1/1435 هـ الموافق 13/11/2012 م"),
    Rule("date.zero-placeholder", "00/05/1990"),
    Rule("date.unknown-digits", "19??"),
    Rule("date.letter-for-digit", "١٩٩o"),
    Rule("date.separator-missing", "11/051963"),
    Rule("date.without-separators", "19790315"),
    Rule("date.impossible-day", "31/04/1990"),
    Rule("date.impossible-month", "13/13/1990"),
    Rule("date.year-slip", "3013-04-21"),
    Rule("date.only-within-bounds", "1250"),
    Rule("date.range", "من 1981 إلى 1986"),
    Rule("date.reversed-range", "1985-1980"),
    Rule("date.range-of-placeholder", "xx/xx/1957-1959"),
    Rule("date.either", "5 May 1990 أو 6 May 1991"),
    Rule("date.either-year", "1990 أو 1991"),
    Rule("date.several-years", "1935, 1968"),
    Rule("date.one-of-two-days", "23 (27) May 1957"),
    Rule("date.month-or-years", "2004-12"),
    Rule("date.several", "19/12/1962; 30/12/1965"),
    Rule("date.before", "قبل 1985"),
    Rule("date.after", "after 1985"),
    Rule("date.leading-dash", "-1985"),
    Rule("date.decade", "1980s"),
    Rule("date.decade-of-1900s", "الثمانينات"),
    Rule("date.century-or-decade", "1800s"),
    Rule("date.century", "19th century"),
    Rule("date.season", "summer 1989"),
    Rule("date.early-mid-late", "أوائل 2014"),
    Rule("date.words-around", "Tunisian, born Malta, 1873 - 1951"),
    Rule("date.by-dateparser", "15 Yuni 1990"),
    Rule("date.event-of-form", "بعد الفتح"),
    Rule("date.excel-year", "1905-06-12"),
    Rule("date.excel-age", "1900-01-25"),
    Rule("date.excel-zero", "1900-01-00"),
    Rule("date.excel-serial", "32874"),
    Rule("date.excel-serial-by-evidence", "32874"),
    Rule("date.typed-year-by-evidence", "1905-06-12"),
    Rule("date.word-of-two-meanings", "tot 1942"),
    Rule("date.deciding-word", "قبل الغزو 2003"),
    Rule("date.mark-beside", "1983 XQ"),
    Rule("date.unknown-word", "Kalagon 1942"),
    Rule("date.quarter", "Q1 1890"),
    Rule("date.other-calendar", "3 vendémiaire an V"),
    Rule("date.day-of-solar-year", "1401/03/31"),
    Rule("date.double-year", "13 Jan 1700/01"),
    Rule("date.unread-digit", "_3 Sep 1988"),
    Rule("date.no-year", "27 September"),
    Rule("date.digits-only", "31"),
    Rule("date.all-zeros", "00/00/0000"),
    Rule("date.leftover-number", "085.04.2015"),
    Rule("date.before-year-one", "200 BC"),
    Rule("date.age", "عمره 25 سنة"),
    Rule("date.relative", "قبل سنة"),
    Rule("date.event", "بعد الفتح"),
    Rule("date.long-text", "(longer than 250 characters)"),
    Rule("date.no-date", "Licence withdrawn"),
)

QUESTIONS = (
    Question(
        "order",
        {
            "date.day-first": "day-first",
            "date.day-first-short-year": "day-first",
            "date.month-first": "month-first",
            "date.month-first-short-year": "month-first",
        },
        frozenset({"date.day-or-month-first", "date.day-or-month-first-short-year"}),
        shown=ORDERS,
        pooled=True,
    ),
    Question(
        "typed-year",
        {},
        frozenset({"date.excel-year"}),
        frozenset({"date.excel-year"}),
        {"as-written": lie_around},
        share=1,
    ),
    Question(
        "excel-serial",
        {"date.excel-serial": "excel-serial"},
        frozenset({"date.excel-serial"}),
        frozenset({"date.digits-only"}),
    ),
)
"""What a column may decide. The calendar is no question: a year says it, or the form. The century of two-digit years is
none either: four-digit years beside them prove nothing about them, so it is a rule, or the form's bounds."""
