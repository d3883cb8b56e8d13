"""Atoms of seasons, decades, centuries and years with unknown digits, each year in the calendars that it may be of."""

from __future__ import annotations

import re

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, HIJRI, SOLAR_HIJRI, bounds
from records.kinds.dates.date_words import lookup
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread
from records.kinds.dates.pieces import Figure, Piece, named, named_piece
from records.kinds.dates.ranges import between, one_of
from records.model import Status

SEASONS = {"spring": (3, "21"), "summer": (6, "22"), "autumn": (9, "23"), "winter": (12, "24")}
"""First month, and EDTF's number. Seasons of the northern half of the earth."""
_ARABIC = re.compile("[\u0600-\u06ff]")
_EITHER_CENTURIES = range(11, 16)
"""Centuries of which both calendars have years that a form may name."""


def libyan_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`3 الصيف 1988`: with a day, the Libyan names of March and June, which are also seasons."""
    day, year = found.figures
    code = next(token.codes[0] for token in found.tokens if token.letter == "s")
    months = {"spring": [(GREGORIAN, 3)], "summer": [(GREGORIAN, 6)]}.get(code, [])
    return named(months, day.value, year.digits, "", options) if months else None


def season_of(found: Piece, options: DateOptions) -> Meaning | None:
    """`summer 1989`, `صيف 1437`: the season in each calendar that the year may be of."""
    year = found.figures[0]
    word = next(token for token in found.tokens if token.letter == "s")
    if len(word.codes) > 1 and (year.value in numbers.HIJRI_YEARS or found.mark == HIJRI):
        return named_piece(found, 0, year, options)
    taken = numbers.years(year.digits, found.mark or _persian_mark(found, year), options)
    each = [one for way in taken.ways if (one := _season_in(way, word.codes[0], options))]
    return one_of(each, options, taken.note)


def _season_in(way: tuple[str, int, str], name: str, options: DateOptions) -> Meaning | None:
    """A season of a solar year is a quarter of it; of a lunar year only the whole is certain, since seasons wander."""
    calendar, year, why = way
    if calendar == GREGORIAN:
        return season(name, year, options)
    first = 3 * list(SEASONS).index(name) + 1 if calendar == SOLAR_HIJRI else 0
    both = (bounds(calendar, year, first), bounds(calendar, year, first + 2 if first else 0))
    if both[0] is None or both[1] is None:
        return None
    whole = Alternative(both[0][0], both[1][1], why, edtf_of(both[0][0], both[1][1]), calendar)
    if not _plausible(whole, options):
        return unread("date.year-slip")
    return Meaning(Status.INFERRED, "date.season", (whole,), approximate=True)


def _persian_mark(found: Piece, year: Figure) -> str:
    """A Persian word for a season or a decade says that the year is solar, where it can be."""
    persian = any("persian" in lookup(token.text) for token in found.tokens if token.letter in "sL")
    return SOLAR_HIJRI if persian and (len(year.digits) == 2 or year.value in numbers.SOLAR_YEARS) else ""


def season_of_two_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`winter 1987/88`, `Winter 42/43`."""
    year, short = found.figures
    codes = next(token.codes for token in found.tokens if token.letter == "s")
    calendar, first, _ = numbers.years(year.digits, "", options).ways[0]
    both = season(codes[0], first + 1, options) if calendar == GREGORIAN else None
    if (first + 1) % 100 != short.value or codes[0] != "winter" or both is None or not both.alternatives:
        return None
    return both._replace(status=Status.INFERRED, alternatives=both.alternatives[:1])


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
    return meaning(found, "date.season", Status.INFERRED, options)._replace(approximate=True)


def quarter(found: Piece, options: DateOptions) -> Meaning | None:
    """`Q1 1890`, `1890 Q1`, `الربع الأول من 1990`, `IV. Quartal 1890`: three months."""
    year = max(found.figures, key=lambda number: len(number.digits))
    said = [number.value for number in found.figures if number is not year] + [month for _, month in found.months]
    if not said or not 1 <= said[0] <= 4:
        return None
    first, last = (numbers.month_year(3 * said[0] + step, year.digits, found.mark, options) for step in (-2, 0))
    joined = between(first, last, options)
    return joined and joined.noted("date.quarter")


def _plausible(found: Alternative, options: DateOptions) -> bool:
    low, high = options.plausible
    return (found.latest is None or found.latest >= low) and (found.earliest is None or found.earliest <= high)


def decade(found: Piece, options: DateOptions) -> Meaning | None:
    """`1980s`, `الثمانينات`, `دهه 1360`."""
    year, mark = found.figures[0], found.mark or _persian_mark(found, found.figures[0])
    if len(year.digits) == 2:
        return _short_decade(year.value, mark, options)
    if year.value % 10 or len(year.digits) not in (3, 4):
        return None
    taken = numbers.years(year.digits, mark, options)
    if taken.note == "date.hijri-year" and any(token.letter == "k" and token.text.isascii() for token in found.tokens):
        taken = taken._replace(ways=((GREGORIAN, year.value, GREGORIAN), *taken.ways))
    wide = year.value % 100 == 0 and len(year.digits) == 4
    each = [
        _years_from(first, 100, "date.century-or-decade", Status.INFERRED, options, calendar)
        if wide
        else _years_from(first, 10, "date.decade", taken.status, options, calendar)
        for calendar, first, _ in taken.ways
    ]
    return one_of([one for one in each if one], options, "date.hijri-or-gregorian-year")


def _short_decade(tens: int, mark: str, options: DateOptions) -> Meaning | None:
    """Ten years whose century is not said: of our calendar the 1900s, of others those of a two-digit year."""
    calendar, year, _ = numbers.years(f"{tens:02}", mark, options).ways[0]
    if tens % 10:
        return None
    if calendar == GREGORIAN:
        return _years_from(1900 + tens, 10, "date.decade-of-1900s", Status.INFERRED, options)
    return _years_from(year, 10, "date.two-digit-year", Status.INFERRED, options, calendar)


def _years_from(
    first: int, count: int, note: str, status: Status, options: DateOptions, calendar: str = GREGORIAN
) -> Meaning | None:
    """So many years from the first. A Hijri century begins with a year 1, since nobody counted a year 0."""
    start, end = bounds(calendar, max(first, 1)), bounds(calendar, first + count - 1)
    if not start or not end:
        return None
    edtf = f"{first:04}"[: 3 if count == 10 else 2] + ("X" if count == 10 else "XX")
    whole = edtf if calendar == GREGORIAN else edtf_of(start[0], end[1])
    found = Alternative(start[0], end[1], "decade" if count == 10 else "century", whole, calendar)
    return Meaning(status, note, (found,)) if _plausible(found, options) else unread("date.year-slip")


def decade_word(found: Piece, options: DateOptions) -> Meaning | None:
    """`الثمانينات`."""
    tens = int(next(token.codes[0] for token in found.tokens if token.letter == "K")[-2:])
    return _short_decade(tens, found.mark, options)


def century(found: Piece, options: DateOptions) -> Meaning | None:
    """`19th century`, `القرن 14 الهجري`; `القرن 14` in Arabic may be of either calendar."""
    number = found.figures[0].value
    said = found.mark or (HIJRI if options.calendar == "hijri" and number <= 15 else "")
    arabic = any(_ARABIC.match(token.text) for token in found.tokens if token.letter == "C")
    either = arabic and not said and options.unmarked and number in _EITHER_CENTURIES
    calendars = (GREGORIAN, HIJRI) if either else (said or GREGORIAN,)
    if not 1 <= number <= 21 or not {*calendars} <= {GREGORIAN, HIJRI, SOLAR_HIJRI}:
        return None
    each = [
        _years_from((number - 1) * 100 + (calendar != GREGORIAN), 100, "date.century", Status.EXACT, options, calendar)
        for calendar in calendars
    ]
    return one_of([one for one in each if one], options, "date.hijri-or-gregorian-year")


def partly(found: Piece, options: DateOptions) -> Meaning | None:
    """`19??` is a century, `198x` a decade."""
    text = next(token.text for token in found.tokens if token.letter == "p")
    digits = "".join(letter for letter in text if letter.isdigit())
    count = 10 ** (4 - len(digits))
    first = int(digits) * count
    ways = {calendar for calendar, _, _ in numbers.years(f"{first:04}", found.mark, options).ways}
    if not found.mark and options.unmarked:
        ways.add(GREGORIAN)
    each = [
        _years_from(first, count, "date.unknown-digits", Status.EXACT, options, calendar) for calendar in sorted(ways)
    ]
    return one_of([one for one in each if one], options, "date.hijri-or-gregorian-year")
