"""Atoms: the pieces of a text that are a day, a month, a year or a span by themselves. A table of patterns over the
letters of `tokens.py`; the first that fits from the left is taken, so longer ones stand first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, HIJRI, LIBYAN, RUMI, bounds
from records.kinds.dates.meaning import Alternative, Meaning, meaning, unread
from records.kinds.dates.numbers import Place, dated, span
from records.kinds.dates.options import DateOptions
from records.kinds.dates.tokens import Token
from records.model import Status

Tokens = Sequence[Token]

FIGURES = frozenset("nNyFSE")
_LOOK_ALIKES = str.maketrans("oOlI", "0011")
_LITERAL_ERA = frozenset({"ad", "ce", "a d", "c e", "anno domini"})
SEASONS = {"spring": (3, "21"), "summer": (6, "22"), "autumn": (9, "23"), "winter": (12, "24")}
"""First month, and EDTF's number. Seasons of the northern half of the earth."""


class Figure(NamedTuple):
    """A number: its value, its digits as 0–9, whether they are Persian ones."""

    value: int
    digits: str
    persian: bool


def figure(token: Token) -> Figure:
    """The number that a token is."""
    if token.codes and token.codes[0].startswith("day_"):
        return Figure(int(token.codes[0][-2:]), token.codes[0][-2:], False)
    return number(token.text)


def number(text: str) -> Figure:
    """The number that these digits are, with letters that look like digits."""
    if text.isascii() and text.isdigit():
        return Figure(int(text), text, False)
    value = int(text if text.isdecimal() else text.translate(_LOOK_ALIKES))
    return Figure(value, f"{value:0{len(text)}}", "\u06f0" <= text[0] <= "\u06f9")


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
    numbers_said = [figure(token) for token in found if token.letter in FIGURES]
    return Piece(numbers_said, found, _months(words[-1]) if words else [], mark)


Builder = Callable[[Piece, DateOptions], Meaning | None]


@lru_cache(maxsize=256)
def _months(codes: tuple[str, ...]) -> list[tuple[str, int]]:
    return [(code[:-3], int(code[-2:])) for code in codes if code[-3:-2] == "-"]


def _named(found: Piece, day: int, year: Figure, options: DateOptions) -> Meaning | None:
    """A day (0 for none) of a named month and a year."""
    return named(found.months, day, year.digits, found.mark, options)


def named(months: list[tuple[str, int]], day: int, digits: str, said: str, options: DateOptions) -> Meaning | None:
    """A day (0: none) of one of several months, of a year in digits and perhaps in a calendar that is said."""
    plain = 0 < day <= 28 and len(digits) == 4 and int(digits) in numbers.PLAIN_YEARS and said in ("", GREGORIAN)
    if plain and len(months) == 1 and months[0][0] == GREGORIAN:
        return numbers.plain_day(int(digits), months[0][1], day, "date.month-name")
    found: list[Meaning] = []
    missed: list[Meaning] = []
    for calendar, month in months:
        of = said if said in (RUMI, LIBYAN) and calendar == GREGORIAN else calendar
        if calendar == HIJRI and said != HIJRI and len(digits) == 4 and 1600 < int(digits) < 2200:
            each = _hijri_month_of(month, day, int(digits))
        else:
            taken = _years_of_month(digits, of, said, month, day, options)
            note = "date.month-name" if len(months) == 1 else "date.month-of-two"
            each = dated(taken, (Place(f"month-{month:02}", month, day),), note, options)
            if each is None:
                missed.append(numbers.impossible(taken, (Place("", month, day),), options))
        if each:
            found.append(each)
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
    if calendar != GREGORIAN or said or options.calendar != "auto" or year not in numbers.HIJRI_YEARS:
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


def _hijri_month_of(month: int, day: int, year: int) -> Meaning | None:
    """رمضان 2015: the Hijri month that lies in a year of our era."""
    found = []
    for hijri in range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 3):
        both = bounds(HIJRI, hijri, month, day)
        if both and both[0].year <= year <= both[1].year:
            found.append(Alternative(*both, f"hijri-{hijri}", span(*both), HIJRI))
    if not found:
        return None
    return Meaning(Status.INFERRED if len(found) == 1 else Status.AMBIGUOUS, "date.hijri-month-of-year", tuple(found))


def _day_month_word_year(found: Piece, options: DateOptions) -> Meaning | None:
    day, year = found.figures
    return _named(found, day.value, year, options) if len(year.digits) > 1 else None


def _year_word_day(found: Piece, options: DateOptions) -> Meaning | None:
    year, day = found.figures
    return _named(found, day.value, year, options)


def _month_word_year(found: Piece, options: DateOptions) -> Meaning | None:
    return _named(found, 0, found.figures[0], options)


def _month_word_short_year(found: Piece, options: DateOptions) -> Meaning | None:
    """`Jun-22` is a month of 2021; `May 21` may be a day, and is read only when it cannot be one."""
    year = found.figures[0]
    hyphen = any(token.letter == "-" or token.text in "'’" for token in found.tokens)
    if len(year.digits) != 2 or not (hyphen or year.value > 31 or found.mark):
        return None
    return _named(found, 0, year, options)


def _days_of_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`23 (27) May 1957`, `23/27 May 1957`: two days are named, one is meant."""
    first, second, year = found.figures
    each = [_named(found, day.value, year, options) for day in (first, second)]
    return one_of([one for one in each if one], options, "date.one-of-two-days")


def _day_range(found: Piece, options: DateOptions) -> Meaning | None:
    first, last, year = found.figures
    return between(_named(found, first.value, year, options), _named(found, last.value, year, options), options)


def _month_range(found: Piece, options: DateOptions) -> Meaning | None:
    year = found.figures[-1]
    first, last = (_months(token.codes) for token in found.tokens if token.letter == "m")
    days = [number.value for number in found.figures[:-1]] or [0, 0]
    start, end = (named(months, day, year.digits, "", options) for months, day in ((first, days[0]), (last, days[1])))
    return between(start, end, options)


def _libyan_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`3 الصيف 1988`: with a day, the Libyan names of March and June, which are also seasons."""
    day, year = found.figures
    code = next(token.codes[0] for token in found.tokens if token.letter == "s")
    months = {"spring": [(GREGORIAN, 3)], "summer": [(GREGORIAN, 6)]}.get(code, [])
    return named(months, day.value, year.digits, "", options) if months else None


def _season(found: Piece, options: DateOptions) -> Meaning | None:
    year = found.figures[0]
    codes = next(token.codes for token in found.tokens if token.letter == "s")
    if len(codes) > 1 and (year.value in numbers.HIJRI_YEARS or found.mark == HIJRI):
        return _named(found, 0, year, options)
    return season(codes[0], year.value, options)


def _season_of_two_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`winter 1987/88`."""
    year, short = found.figures
    codes = next(token.codes for token in found.tokens if token.letter == "s")
    both = season(codes[0], year.value + 1, options)
    if (year.value + 1) % 100 != short.value or codes[0] != "winter" or both is None or not both.alternatives:
        return None
    return replace(both, status=Status.INFERRED, alternatives=both.alternatives[:1])


def season(name: str, year: int, options: DateOptions) -> Meaning | None:
    """A season of three months; a winter may be of the turn of either year."""
    month, code = SEASONS[name]
    found = []
    for start in (year,) if month < 12 else (year - 1, year):
        first, last = bounds(GREGORIAN, start, month), bounds(GREGORIAN, start + (month == 12), (month + 1) % 12 + 1)
        if first and last:
            found.append(
                Alternative(first[0], last[1], f"winter-{start}" if month == 12 else "season", f"{year:04}-{code}")
            )
    if not found or not _plausible(found[0], options):
        return unread("date.year-slip")
    return replace(meaning(found, "date.season", Status.INFERRED, options), approximate=True)


def _plausible(found: Alternative, options: DateOptions) -> bool:
    low, high = options.plausible
    return (found.latest is None or found.latest >= low) and (found.earliest is None or found.earliest <= high)


def _numbers_year_last(found: Piece, options: DateOptions) -> Meaning | None:
    first, second, year = found.figures
    if len(year.digits) == 1:
        return None
    if len(year.digits) == 2 and (first.value > 31 or options.order == "ymd"):  # 90-4-30
        return numbers.year_month_day(first.digits, second.value, year.value, found.mark, options)
    return numbers.day_month_year(first.value, second.value, year.digits, found.mark, options, year.persian)


def _numbers_year_first(found: Piece, options: DateOptions) -> Meaning | None:
    year, month, day = found.figures
    return numbers.year_month_day(year.digits, month.value, day.value, found.mark, options, year.persian)


def _month_in_figures(found: Piece, options: DateOptions) -> Meaning | None:
    month, year = found.figures
    return numbers.month_year(month.value, year.digits, found.mark, options)


def _year_then_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`1990-05`, `1990/5`; and `1980-81`, `1748/49`, `1974–6`: two years, the second cut short."""
    year, short = found.figures
    sign = next((token.letter for token in found.tokens if token.letter in "-–/.u"), "-")
    width = 10 ** len(short.digits)
    last = year.value - year.value % width + short.value
    follows = last > year.value if sign in "-–u" else last == year.value + 1 if sign == "/" else False
    is_month = 0 <= short.value <= 12 and sign in "-/." and not (len(short.digits) == 1 and sign == "–")
    found_month = numbers.month_year(short.value, year.digits, found.mark, options) if is_month else None
    if not follows or found.mark:
        return found_month or unread("date.leftover-number")
    start, end = (numbers.year(digits, found.mark, options) for digits in (year.digits, f"{last:04}"))
    joined = (
        between(start, end, options)
        if sign != "/"
        else one_of([start, end], options, "date.either", "date.either-year")
    )
    if joined is None or not joined.alternatives or found_month is None or not found_month.alternatives:
        return joined
    whys = (("month", found_month), ("years", joined))
    both = [each._replace(why=why) for why, one in whys for each in (Alternative(*one.hull, "", span(*one.hull)),)]
    return meaning(both, "date.month-or-years", Status.AMBIGUOUS, options)


def _year(found: Piece, options: DateOptions) -> Meaning | None:
    year, said = found.figures[0], found.mark
    if said == GREGORIAN and any(
        token.letter == "e" and token.text.lower().replace(".", "") in _LITERAL_ERA for token in found.tokens
    ):
        return numbers.year(f"{year.value:04}", said, options)
    taken = numbers.year(year.digits, said, options, year.persian)
    if any(token.codes == ("letter_for_digit",) for token in found.tokens):
        return taken.noted("date.letter-for-digit", Status.INFERRED) if taken.status is Status.EXACT else taken
    return taken


def _decade(found: Piece, options: DateOptions) -> Meaning | None:
    year = found.figures[0]
    note = "date.decade"
    if len(year.digits) == 2:
        year, note = Figure(1900 + year.value, f"19{year.digits}", False), "date.decade-of-1900s"
    if year.value % 10 or len(year.digits) not in (3, 4):
        return None
    if year.value % 100 == 0 and len(year.digits) == 4 and note == "date.decade":
        return _years_from(year.value, 100, "date.century-or-decade", Status.INFERRED, options)
    return _years_from(year.value, 10, note, Status.EXACT if note == "date.decade" else Status.INFERRED, options)


def _years_from(first: int, count: int, note: str, status: Status, options: DateOptions) -> Meaning | None:
    start, end = bounds(GREGORIAN, max(first, 1)), bounds(GREGORIAN, first + count - 1)
    if not start or not end:
        return None
    edtf = f"{first:04}"[: 3 if count == 10 else 2] + ("X" if count == 10 else "XX")
    found = Alternative(start[0], end[1], "decade" if count == 10 else "century", edtf)
    return Meaning(status, note, (found,)) if _plausible(found, options) else unread("date.year-slip")


def _decade_word(found: Piece, options: DateOptions) -> Meaning | None:
    tens = int(next(token.codes[0] for token in found.tokens if token.letter == "K")[-2:])
    return _years_from(1900 + tens, 10, "date.decade-of-1900s", Status.INFERRED, options)


def _century(found: Piece, options: DateOptions) -> Meaning | None:
    number = found.figures[0].value
    if not 1 <= number <= 21 or found.mark not in ("", GREGORIAN):
        return None
    return _years_from((number - 1) * 100, 100, "date.century", Status.EXACT, options)


def _partly(found: Piece, options: DateOptions) -> Meaning | None:
    """`19??` is a century, `198x` a decade."""
    text = next(token.text for token in found.tokens if token.letter == "p")
    digits = "".join(letter for letter in text if letter.isdigit())
    count = 10 ** (4 - len(digits))
    return _years_from(int(digits) * count, count, "date.unknown-digits", Status.EXACT, options)


def _placeholders(found: Piece, options: DateOptions) -> Meaning | None:
    """`xx/05/1990` is a month, `--/--/1990` a year; a day of no month says nothing more than the year."""
    order = [token.letter for token in found.tokens if token.letter in "xny"]
    year = found.figures[0 if order[0] == "y" or len(found.figures) == 1 else 1]
    month = next((each.value for each in found.figures if each is not year), 0) if order[1] == "n" else 0
    place = Place("", month if month <= 12 else 0, 0)
    known = dated(numbers.years(year.digits, found.mark, options), (place,), "date.zero-placeholder", options)
    if known is None or known.status is Status.AMBIGUOUS:
        return known
    return known.noted("date.zero-placeholder", max_status(known))


def max_status(found: Meaning) -> Status:
    """The status of a reading for which something was assumed."""
    return Status.INFERRED if found.status is Status.EXACT else found.status


def _eight_digits(found: Piece, options: DateOptions) -> Meaning | None:
    """`19790303`, `24102025`: the order in which it is a day near our time; two such orders are two readings."""
    text = found.figures[0].digits
    ways = (
        ("year-first", text[:4], text[4:6], text[6:]),
        ("day-first", text[4:], text[2:4], text[:2]),
        ("month-first", text[4:], text[:2], text[2:4]),
        ("year-day-month", text[:4], text[6:], text[4:6]),
    )
    alternatives: list[Alternative] = []
    for why, year, month, day in ways:
        calendar = GREGORIAN if 1800 <= int(year) <= 2100 else HIJRI if 1300 <= int(year) <= 1500 else ""
        both = bounds(calendar, int(year), int(month), int(day)) if calendar and int(month) and int(day) else None
        if both and not (why == "year-day-month" and alternatives):
            alternatives.append(Alternative(*both, why, span(*both), calendar))
    if options.order in ("dmy", "mdy") and len(alternatives) == 2:
        wanted = {"dmy": "day-first", "mdy": "month-first"}[options.order]
        alternatives = [each for each in alternatives if each.why == wanted] or alternatives
    return meaning(alternatives, "date.without-separators", Status.INFERRED, options) if alternatives else None


def _separator_missing(found: Piece, options: DateOptions) -> Meaning | None:
    """`11/051963`, `0917/2021`: a separator was left out; the figures fall into place all the same."""
    text = "".join(figure.digits for figure in found.figures)
    first = found.figures[0].digits
    if len(first) == 4:
        a, b, year = first[:2], first[2:], found.figures[1].digits
        if int(first) > 1300 or not 1900 <= int(year) <= 2100:
            return None
    else:
        a, b, year = first, text[len(first) : -4], text[-4:]
    taken = numbers.day_month_year(int(a), int(b), year, found.mark, options)
    return taken.noted("date.separator-missing", max_status(taken)) if taken.alternatives else None


def _separator_in_year(found: Piece, options: DateOptions) -> Meaning | None:
    """`26.11.20.21`."""
    a, b, century, rest = found.figures
    if century.digits not in ("19", "20") or len(rest.digits) != 2:
        return None
    taken = numbers.day_month_year(a.value, b.value, century.digits + rest.digits, found.mark, options)
    return taken.noted("date.separator-missing", max_status(taken)) if taken.alternatives else None


def _run_together(found: Piece, options: DateOptions) -> Meaning | None:
    """`02/19/202105/21/2022`: two dates with nothing between."""
    a, b, glued, d, year = found.figures
    first = numbers.day_month_year(a.value, b.value, glued.digits[:4], "", options)
    second = numbers.day_month_year(int(glued.digits[4:]), d.value, year.digits, "", options)
    return one_of([first, second], options, "date.several")


def _labelled_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`شهر 6 سنة 1988`."""
    month, year = sorted(found.figures, key=lambda number: len(number.digits))
    return numbers.month_year(month.value, year.digits, found.mark, options)


def _labelled_day(found: Piece, options: DateOptions) -> Meaning | None:
    """`15 شهر 2 سنة 1987`: the month says that it is one."""
    day, month, year = found.figures
    taken, place = numbers.years(year.digits, found.mark, options), Place("", month.value, day.value)
    return dated(taken, (place,), "date.month-name", options) or numbers.impossible(taken, (place,), options)


def _labelled_days(found: Piece, options: DateOptions) -> Meaning | None:
    """`2001年3月10/19`."""
    year, month, first, second = found.figures
    each = [numbers.year_month_day(year.digits, month.value, day.value, "", options) for day in (first, second)]
    return one_of(each, options, "date.one-of-two-days")


def one_of(each: Sequence[Meaning], options: DateOptions, note: str, years: str = "") -> Meaning | None:
    """Several meanings, one of which is meant (or all): each is an alternative. Where all are years and a note for
    `years` is given, they are read as their span."""
    known = in_one_order([one for one in each if one.alternatives], options)
    if len(known) < 2:
        return known[0] if known else (each[0] if each else None)
    flat = [(one, alternative) for one in known for alternative in one.alternatives]
    alternatives = [
        alternative._replace(why=f"date-{place}")
        if len(one.alternatives) == 1 or alternative.why.startswith("date-")
        else alternative
        for place, (one, alternative) in enumerate(flat, 1)
    ]
    joined = meaning(alternatives, note, max(known, key=lambda one: _DOUBT[one.status]).status, options)
    if years and joined.status is Status.AMBIGUOUS and all(map(_whole_years, joined.alternatives)):
        joined = joined.noted(years, Status.INFERRED)
    return replace(
        joined,
        approximate=any(one.approximate for one in known),
        uncertain=any(one.uncertain for one in known),
    )


_SPANS = frozenset({"date.either-year", "date.several-years"})
"""Notes of several years in one text: read as their span, the years among the alternatives."""


def _whole_years(one: Alternative) -> bool:
    return one.earliest is not None and one.latest is not None and (one.latest - one.earliest).days >= 350


def _end(one: Meaning) -> Meaning:
    """What stands at an end of a range, as one: the span of several years, the years of `1831/2`."""
    if one.note == "date.month-or-years":
        return replace(one, status=Status.INFERRED, alternatives=one.alternatives[-1:])
    if one.note in _SPANS and one.status is Status.INFERRED and len(one.alternatives) > 1:
        return replace(one, alternatives=(Alternative(*one.hull, "span", span(*one.hull)),))
    return one


def in_one_order(each: list[Meaning], options: DateOptions) -> list[Meaning]:
    """One date of a text may show the order of day and month in which the others are written."""
    shown = {one.note.removesuffix("-short-year").removeprefix("date.") for one in each} & {"day-first", "month-first"}
    if len(shown) != 1:
        return each
    (order,) = shown
    return [_in_order(one, order, options) if one.note.startswith("date.day-or-month-first") else one for one in each]


def _in_order(one: Meaning, order: str, options: DateOptions) -> Meaning:
    fitting = [alternative for alternative in one.alternatives if alternative.why == order]
    return meaning(fitting, "date.order-of-neighbour", Status.INFERRED, options) if fitting else one


_DOUBT = {Status.EXACT: 0, Status.INFERRED: 1, Status.AMBIGUOUS: 2, Status.UNREAD: 3, Status.MISSING: 3}


def between(start: Meaning | None, end: Meaning | None, options: DateOptions) -> Meaning | None:
    """From the first day of one to the last of the other. Ambiguous ends are taken in the same way: both day first."""
    if start is None or end is None or not start.alternatives or not end.alternatives:
        return None
    start, end = (_end(one) for one in in_one_order([start, end], options))
    if (start.note == "date.zero-placeholder") != (end.note == "date.zero-placeholder"):
        return _placeholder_range(start, end, options)
    alternatives = []
    same_ways = {a.why for a in start.alternatives} == {b.why for b in end.alternatives}
    for a in start.alternatives:
        for b in end.alternatives:
            ordered = a.earliest is not None and b.latest is not None and a.earliest <= b.latest
            if ordered and not (same_ways and a.why != b.why):
                why = a.why if len(start.alternatives) > 1 else b.why
                alternatives.append(Alternative(a.earliest, b.latest, why, _interval(a, b, start, end), a.calendar))
    if not alternatives:
        return one_of([start, end], options, "date.reversed-range")
    doubtful = max(start, end, key=lambda one: _DOUBT[one.status])
    note = "date.range" if doubtful.status is Status.EXACT else doubtful.note
    joined = meaning(alternatives, note, doubtful.status, options)
    return replace(joined, approximate=start.approximate or end.approximate, uncertain=start.uncertain or end.uncertain)


def _placeholder_range(start: Meaning, end: Meaning, options: DateOptions) -> Meaning | None:
    """`xx/xx/1957-1959`: the unknown day may be of the first year, or of any."""
    whole = Alternative(start.hull[0], end.hull[1], "range", span(start.hull[0], end.hull[1]))
    if whole.earliest is None or whole.latest is None or whole.earliest > whole.latest:
        return one_of([start, end], options, "date.reversed-range")
    first = start.alternatives[0]._replace(why="date-1")
    return meaning([whole, first], "date.range-of-placeholder", Status.AMBIGUOUS, options)


def _interval(a: Alternative, b: Alternative, start: Meaning, end: Meaning) -> str:
    if "/" in a.edtf or "/" in b.edtf or "X" in a.edtf or "X" in b.edtf:
        return span(a.earliest, b.latest)
    return f"{qualified(a.edtf, start)}/{qualified(b.edtf, end)}"


def qualified(edtf: str, found: Meaning) -> str:
    """EDTF with `~` for about, `?` for uncertain, `%` for both; an interval bears it at both ends.

    >>> qualified("1990", Meaning(Status.EXACT, "", (), approximate=True))
    '1990~'
    """
    sign = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((found.approximate, found.uncertain), "")
    if not sign or edtf[-1:] in "~?%":
        return edtf
    return "/".join(end if end == ".." or end[-1:] in "~?%" else end + sign for end in edtf.split("/"))


_S = "[-/.,–]{1,2}"
_G = "[-/.,]*"
ATOMS: tuple[tuple[str, str, Builder], ...] = (
    ("02/19/202105/21/2022", "n[-/.]n[-/.][SF][-/.]n[-/.]y", _run_together),
    ("23 (27) May 1957", rf"n[(/|]n\)?[o.]?{_G}m{_G}Y?yY?", _days_of_month),
    ("2001年3月10/19", "yYnMn/nD?", _labelled_days),
    ("5 May – 10 June 1990", rf"n[o.]?m[.,]*[-–u]n[o.]?{_G}m{_G}Y?yY?", _month_range),
    ("1–5 May 1990", rf"n[o.]?[-–u]n[o.]?{_G}m{_G}Y?yY?", _day_range),
    ("15 May 1990", rf"n[o.]?{_G}[Df]?m{_G}Y?\.?yY?\.?e?", _day_month_word_year),
    ("15 May 90", rf"n[o.]?{_G}m[-/.,]*Y?nY?e?(?![-/.:]?[nNyFS])", _day_month_word_year),
    ("May 15, 1990", rf"m[-/.,)]*n[o.]?{_G}Y?yY?e?", _day_month_word_year),
    ("May 15, 90", rf"m{_G}n[o.]?,nY?e?", _day_month_word_year),
    ("1990 May 15", rf"Y?yY?{_G}m{_G}n[o.]?(?![-/.]*y)", _year_word_day),
    ("1990, 15 May", rf"Y?yY?\.?{_G}n[o.]?{_G}m(?![-/.,]*Y?y)", _year_word_day),
    ("May–June 1990", rf"m[.,]*[-–/u&]m{_G}Y?yY?", _month_range),
    ("3 الصيف 1988", "nsY?y", _libyan_month),
    ("May 1990", rf"D?m{_G}Y?\.?yY?\.?e?", _month_word_year),
    ("1990 May", rf"Y?yY?{_G}m", _month_word_year),
    ("Jun-22", rf"m{_G}n(?![-/.]?[nNyFS])Y?e?", _month_word_short_year),
    ("winter 1987/88", r"s,?Y?y[-/–]n(?![-/.]?[nNyFS])", _season_of_two_years),
    ("summer 1989", r"s,?Y?\.?yY?\.?e?", _season),
    ("1987 summer", "yY?,?s", _season),
    ("شهر 6 سنة 1988", "Mn,?Y?y(?![-/.]?[nNy])", _labelled_month),
    ("15 شهر 2 سنة 1987", "nD?Mn,?Y?yY?e?", _labelled_day),
    ("2017年4月21日", "yYnMnD?", _numbers_year_first),
    ("2017年4月", "yYnM", _labelled_month),
    ("26.11.20.21", r"n[-/.]n[-/.]n[-/.]n(?![-/.]?[nNyFS])", _separator_in_year),
    ("15/2/1987", rf"e?n{_S}n{_S}yY?\.?e?", _numbers_year_last),
    ("15 2 1987", "nnyY?e?", _numbers_year_last),
    ("1987/2/15", rf"e?y{_S}n{_S}n(?![-/.]*[nNyFS])e?", _numbers_year_first),
    ("1987 2 15", r"ynn(?![-/.]*[nNyFS])e?", _numbers_year_first),
    ("15/2/87", rf"n{_S}n{_S}n(?![-/.]*[nNyFS])Y?\.?e?", _numbers_year_last),
    ("xx/xx/1967", r"[xn][-/.]x[-/.]y|x[-/.]n[-/.]y|y[-/.][xn][-/.]x", _placeholders),
    ("11/051963", r"n[-/.][S](?![-/.]?[nNyFS])", _separator_missing),
    ("0917/2021", r"y[-/.]y(?=$|[^-/.nNyFS])", _separator_missing),
    ("1748/49", r"y\)?[-–/.u]n(?![-/.]*[nNyFS])(?!k)e?", _year_then_month),
    ("05/1987", r"n[-/.]yY?\.?e?(?![-/.]?[nN])", _month_in_figures),
    ("1980s", r"Y?[yn]-?kL?|L[yn]", _decade),
    ("الثمانينات", "KL?", _decade_word),
    ("19th century", r"n[o.]?Ce?|C\.?n", _century),
    ("19??", "p", _partly),
    ("19790303", "E", _eight_digits),
    ("AD 1990", r"e\.?Y?[yN]", _year),
    ("1990", r"(?:Y\.?)?y(?!-?k)(?:Y\.?)?e?|Y?[nN]Y?e|Yn(?![-/.]?[nNyFSk])", _year),
)
"""Example, pattern, what it means; the first that fits is taken."""

_PATTERNS = tuple((re.compile(pattern), build) for _, pattern, build in ATOMS)
_ANY = re.compile("|".join(f"(?P<a{n}>{pattern})" for n, (_, pattern, _) in enumerate(ATOMS)))


def sole(letters: str) -> Builder | None:
    """What builds the one atom that these letters are; None when they are more, or none."""
    return next((build for pattern, build in _PATTERNS if pattern.fullmatch(letters)), None)


def atom(letters: str, at: int, found: Tokens, options: DateOptions) -> tuple[Meaning, int] | None:
    """The atom that begins here, and where it ends; None when none does."""
    first = _ANY.match(letters, at)
    if first is None:
        return None
    for pattern, build in _PATTERNS[int(str(first.lastgroup)[1:]) :]:
        match = pattern.match(letters, at)
        means = build(piece(found[at : match.end()]), options) if match else None
        if match and means is not None:
            return means, match.end()
    return None
