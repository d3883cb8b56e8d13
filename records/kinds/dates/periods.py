"""Atoms of seasons, decades, centuries and years with unknown digits, each year in the calendars that it may be of."""

from __future__ import annotations

from dataclasses import replace

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, HIJRI, bounds
from records.kinds.dates.meaning import Alternative, Meaning, meaning, unread
from records.kinds.dates.options import DateOptions
from records.kinds.dates.pieces import Figure, Piece, named, named_piece
from records.model import Status

SEASONS = {"spring": (3, "21"), "summer": (6, "22"), "autumn": (9, "23"), "winter": (12, "24")}
"""First month, and EDTF's number. Seasons of the northern half of the earth."""


def libyan_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`3 الصيف 1988`: with a day, the Libyan names of March and June, which are also seasons."""
    day, year = found.figures
    code = next(token.codes[0] for token in found.tokens if token.letter == "s")
    months = {"spring": [(GREGORIAN, 3)], "summer": [(GREGORIAN, 6)]}.get(code, [])
    return named(months, day.value, year.digits, "", options) if months else None


def season_of(found: Piece, options: DateOptions) -> Meaning | None:
    year = found.figures[0]
    codes = next(token.codes for token in found.tokens if token.letter == "s")
    if len(codes) > 1 and (year.value in numbers.HIJRI_YEARS or found.mark == HIJRI):
        return named_piece(found, 0, year, options)
    return season(codes[0], year.value, options)


def season_of_two_years(found: Piece, options: DateOptions) -> Meaning | None:
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


def decade(found: Piece, options: DateOptions) -> Meaning | None:
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


def decade_word(found: Piece, options: DateOptions) -> Meaning | None:
    tens = int(next(token.codes[0] for token in found.tokens if token.letter == "K")[-2:])
    return _years_from(1900 + tens, 10, "date.decade-of-1900s", Status.INFERRED, options)


def century(found: Piece, options: DateOptions) -> Meaning | None:
    number = found.figures[0].value
    if not 1 <= number <= 21 or found.mark not in ("", GREGORIAN):
        return None
    return _years_from((number - 1) * 100, 100, "date.century", Status.EXACT, options)


def partly(found: Piece, options: DateOptions) -> Meaning | None:
    """`19??` is a century, `198x` a decade."""
    text = next(token.text for token in found.tokens if token.letter == "p")
    digits = "".join(letter for letter in text if letter.isdigit())
    count = 10 ** (4 - len(digits))
    return _years_from(int(digits) * count, count, "date.unknown-digits", Status.EXACT, options)
