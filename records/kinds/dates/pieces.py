"""Pieces: the tokens of an atom, with the numbers, months and calendar that they name; and a day of a named month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple

from records.kinds.dates import numbers
from records.kinds.dates.calendars import (
    ERAS,
    ETHIOPIAN,
    GREGORIAN,
    HEBREW,
    HIJRI,
    JULIAN,
    LIBYAN,
    RUMI,
    SOLAR_HIJRI,
    bounds,
)
from records.kinds.dates.numbers import NumberRoles, dated, edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread
from records.kinds.dates.tokens import Token
from records.model import Status

Tokens = Sequence[Token]

FIGURES = frozenset("nNyFSE")
_OUR_MONTHS = frozenset({RUMI, LIBYAN, JULIAN, *ERAS})
"""Calendars whose months bear the names of ours."""
_BEGINS = {SOLAR_HIJRI: 621, ETHIOPIAN: 7, HEBREW: -3761}
"""Years of our era before the first one of calendars that have months of their own."""
_LOOK_ALIKES = str.maketrans("oOlI", "0011")


class Figure(NamedTuple):
    """A number: its value, and its digits as 0–9."""

    value: int
    digits: str


def figure(token: Token) -> Figure:
    """The number that a token is."""
    if token.codes and token.codes[0].startswith("day_"):
        return Figure(int(token.codes[0][-2:]), token.codes[0][-2:])
    return number(token.text)


@lru_cache(maxsize=65536)
def number(text: str) -> Figure:
    """The number that these digits are, with letters that look like digits."""
    if text.isascii() and text.isdigit():
        return Figure(int(text), text)
    value = int(text if text.isdecimal() else text.translate(_LOOK_ALIKES))
    return Figure(value, f"{value:0{len(text)}}")


class Piece(NamedTuple):
    """The tokens of an atom, with what the rules ask of them: the numbers in their order, months, the calendar said."""

    figures: list[Figure]
    tokens: Tokens
    months: list[tuple[str, int]]
    """Calendar and number of the months that the (last) month word may be."""
    mark: str
    """The calendar that the tokens name; empty when they name none."""


def piece(found: Tokens) -> Piece:
    """What the rules ask of these tokens."""
    words = [token.codes for token in found if token.letter in "ms"]
    mark = next((token.codes[0] for token in found if token.letter == "e"), "")
    numbers_said = [figure(token) for token in found if token.letter in FIGURES or token.letter == "O"]
    return Piece(numbers_said, found, months_of(words[-1]) if words else [], mark)


Builder = Callable[[Piece, DateOptions], Meaning | None]


@lru_cache(maxsize=256)
def months_of(codes: tuple[str, ...]) -> list[tuple[str, int]]:
    """The months that the codes of a word name: the calendar and the number of each."""
    return [(code[:-3], int(code[-2:])) for code in codes if code[-3:-2] == "-"]


def named_piece(found: Piece, day: int, year: Figure, options: DateOptions) -> Meaning | None:
    """A day (0 for none) of a named month and a year."""
    return named(found.months, day, year.digits, found.mark, options)


def named(months: list[tuple[str, int]], day: int, digits: str, said: str, options: DateOptions) -> Meaning | None:
    """A day (0: none) of one of several months, of a year in digits and perhaps in a calendar that is said."""
    if 0 < day <= 28 and len(months) == 1 and months[0][0] == GREGORIAN and said in ("", GREGORIAN):
        year = numbers.years(digits, GREGORIAN, options).plain if len(digits) == 4 else 0
        if year:
            return numbers.plain_day(year, months[0][1], day, "date.month-name")
    found: list[Meaning] = []
    missed: list[Meaning] = []
    for calendar, month in months:
        of = said if said in _OUR_MONTHS and calendar == GREGORIAN else calendar
        near = calendar in (HIJRI, HEBREW) and said != calendar and 1600 < int(digits) < 2200
        if len(digits) == 4 and (near or (calendar in _BEGINS and said == GREGORIAN)):
            each = _month_of_our_year(calendar, month, day, int(digits))
        else:
            taken = _years_of_month(digits, of, said, month, day, options)
            note = "date.month-name" if len(months) == 1 else "date.month-of-two"
            each = dated(taken, (NumberRoles(f"month-{month:02}", month, day),), note, options)
            if each is None:
                missed.append(numbers.impossible(taken, (NumberRoles("", month, day),), options))
        if each:
            found.append(each)
        elif not missed:
            missed.append(unread("date.impossible-day" if day else "date.impossible-month"))
    alternatives = [
        alternative._replace(why=f"month-{month:02}" if len(months) > 1 else alternative.why)
        for each, (_, month) in zip(found, months, strict=False)
        for alternative in each.alternatives
    ]
    if len(found) == 1 or not alternatives:
        return next(iter((*found, *missed)), None)
    return meaning(alternatives, "date.month-of-two", Status.AMBIGUOUS, options)


def _years_of_month(digits: str, calendar: str, said: str, month: int, day: int, options: DateOptions) -> numbers.Years:
    """A month of our calendar beside a year that is none of it: Ottoman years ran with such months, and people mix."""
    year = int(digits)
    if calendar != GREGORIAN or said or not options.unmarked or year not in numbers.HIJRI_YEARS:
        return numbers.years(digits, calendar, options)
    ways = [(GREGORIAN, year, GREGORIAN)]
    if bounds(RUMI, year, month, day):
        ways.append((RUMI, year, RUMI))
    hijri = bounds(HIJRI, year)
    for common in (hijri[0].year, hijri[1].year) if hijri else ():
        both = bounds(GREGORIAN, common, month, day)
        if hijri and both and both[0] >= hijri[0] and both[1] <= hijri[1]:
            ways.append((GREGORIAN, common, HIJRI))
    return numbers.Years(tuple(ways), Status.AMBIGUOUS, "date.month-and-year-of-two-calendars")


def _month_of_our_year(calendar: str, month: int, day: int, year: int) -> Meaning | None:
    """رمضان 2015, 5 Hamle 2010 AD: the month that lies in a year of our era."""
    near = (year - 622) * 33 // 32 if calendar == HIJRI else year - _BEGINS[calendar]
    found = []
    for other in range(near - 1, near + 3):
        both = bounds(calendar, other, month, day)
        if both and both[0].year <= year <= both[1].year:
            found.append(Alternative(*both, f"{calendar}-{other}", edtf_of(*both), calendar))
    if not found:
        return None
    note = "date.hijri-month-of-year" if calendar == HIJRI else "date.month-name"
    return Meaning(Status.INFERRED if len(found) == 1 else Status.AMBIGUOUS, note, tuple(found))
