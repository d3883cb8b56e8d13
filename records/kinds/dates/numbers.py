"""Years, months and days in figures: which calendar, which century, which order, and whether there is such a day.

Everything here is a function of numbers, so that a column's many spellings of one day are worked out once.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from records.kinds.dates.calendars import (
    ERAS,
    GREGORIAN,
    HIJRI,
    JULIAN,
    LIBYAN,
    RUMI,
    SOLAR_HIJRI,
    UMM_AL_QURA,
    beyond_table,
    bounds,
)
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread, within_bounds
from records.model import Status

EXACT, INFERRED, AMBIGUOUS = Status.EXACT, Status.INFERRED, Status.AMBIGUOUS

HIJRI_YEARS = range(1300, 1501)
"""Unmarked years that a modern form writes in the Hijri calendar only (1882 to 2077)."""
SOLAR_YEARS = range(1250, 1421)
"""Years of the solar Hijri calendar that a Persian or Afghan form may write (1871 to 2042)."""
OF_FIELD = {"hijri": (HIJRI, 1500), "solar": (SOLAR_HIJRI, 1500), "rumi": (RUMI, 1341), "julian": (JULIAN, 2199)}
"""What a field says about its calendar: which it is, and its last year; later ones are of our era."""
EITHER_YEARS = range(1000, 1300)
"""Unmarked years that may be of either calendar."""
PLAIN_YEARS = range(1501, 2200)
"""Four-digit years that are of our calendar and no slip, whatever the field says."""
PIVOT = 30
"""Two-digit years below are 20xx, others 19xx: fixed, as Excel's own rule is, and never dependent on today."""


class Years(NamedTuple):
    """The ways to take a year number: (calendar, year, why) each; how sure; by which rule (empty: nothing assumed)."""

    ways: tuple[tuple[str, int, str], ...]
    status: Status
    note: str
    plain: int = 0
    """The year when it is one of our calendar and near our time; else 0."""

    @property
    def short(self) -> str:
        """What a note says besides when the year has two digits."""
        return "-short-year" if self.note == "date.two-digit-year" else ""


class NumberRoles(NamedTuple):
    """One way to take the numbers beside a year; 0 is not said."""

    why: str
    month: int
    day: int


def years(digits: str, mark: str, options: DateOptions) -> Years:
    """Which years these digits may be. `mark`: the calendar that the text names, or empty.

    >>> years("1437", "", DateOptions()).ways
    (('hijri', 1437, 'hijri'),)
    >>> years("1437", "", DateOptions("gregorian")).ways
    (('gregorian', 1437, 'gregorian'),)
    >>> years("87", "", DateOptions()).ways, years("36", "hijri", DateOptions()).ways
    ((('gregorian', 1987, 'century-19'),), (('hijri', 1436, 'century-14'),))
    """
    known: Years | None = options.years.get((digits, mark))
    if known is None:
        found = _years(digits, mark, options)
        calendar, year, _ = found.ways[0]
        plain = len(found.ways) == 1 and calendar == GREGORIAN and year in PLAIN_YEARS
        known = options.years[digits, mark] = found._replace(plain=year) if plain else found
    return known


def _years(digits: str, mark: str, options: DateOptions) -> Years:
    number = int(digits)
    if len(digits) <= 2 and mark not in ERAS and not (mark == GREGORIAN and len(digits) == 1):
        return _two_digit(number, mark, options)
    if mark:
        return Years(((mark, number, mark),), EXACT, "date.calendar-mark")
    if options.calendar == "gregorian":
        return Years(((GREGORIAN, number, GREGORIAN),), EXACT, "")
    if not options.unmarked:
        theirs, last = OF_FIELD[options.calendar]
        calendar = theirs if number <= last else GREGORIAN
        return Years(
            ((calendar, number, calendar),), EXACT if calendar == theirs else INFERRED, "date.calendar-of-field"
        )
    if len(digits) != 4:
        return Years(((GREGORIAN, number, GREGORIAN),), EXACT, "")
    return _unmarked(number, options)


def _unmarked(number: int, options: DateOptions) -> Years:
    hijri, common = (HIJRI, number, HIJRI), (GREGORIAN, number, GREGORIAN)
    if options.calendar == "solar-or-lunar" and number in SOLAR_YEARS:
        return Years(((SOLAR_HIJRI, number, SOLAR_HIJRI), hijri), AMBIGUOUS, "date.solar-or-lunar-year")
    if number in EITHER_YEARS or (number in HIJRI_YEARS and options.low is not None and options.low.year <= number):
        return Years((common, hijri), AMBIGUOUS, "date.hijri-or-gregorian-year")
    if number in HIJRI_YEARS:
        return Years((hijri,), INFERRED, "date.hijri-year")
    return Years((common,), EXACT, "")


def _two_digit(number: int, mark: str, options: DateOptions) -> Years:
    calendar = mark or OF_FIELD.get(options.calendar, (GREGORIAN,))[0]
    if calendar in (HIJRI, SOLAR_HIJRI):
        centuries = [14, 13] if number < 60 else [13, 14]
    elif calendar in (LIBYAN, RUMI):
        centuries = [13]
    elif options.two_digit_century != "auto":
        centuries = [int(options.two_digit_century)]
    else:
        centuries = [20, 19] if number < PIVOT else [19, 20]
    ways = [(calendar, century * 100 + number, f"century-{century}") for century in centuries]
    if calendar == GREGORIAN and not mark and options.unmarked:  # 35 is 1435 where the field has no other
        ways += [(HIJRI, century * 100 + number, f"century-{century}") for century in (14, 13)]
    inside = [way for way in ways if _may_lie_inside(way, options)] or ways
    return Years((inside[0],), INFERRED, "date.two-digit-year")


def _may_lie_inside(way: tuple[str, int, str], options: DateOptions) -> bool:
    found = bounds(way[0], way[1])
    if found is None:
        return False
    return (options.low is None or found[1] >= options.low) and (options.high is None or found[0] <= options.high)


def dated(taken: Years, places: tuple[NumberRoles, ...], note: str, options: DateOptions) -> Meaning | None:
    """The days, months or years that these are; None when there are none such."""
    if len(taken.ways) == 1 and len(places) == 1:
        return _dated_once(taken, places[0], note, options)
    found: list[Alternative] = []
    low, high = options.plausible
    slip = False
    for calendar, year, why in taken.ways:
        for place in places:
            both = bounds(calendar, year, place.month, place.day)
            if both is None:
                continue
            if both[1] < low or both[0] > high:
                slip = True
                continue
            named = place.why if len(places) > 1 and calendar == GREGORIAN else why
            found.append(Alternative(*both, named, edtf(calendar, year, place, both), calendar))
    if not found:
        return unread("date.year-slip") if slip else None
    return meaning(found, _note(taken, note), taken.status, options)


def _dated_once(taken: Years, place: NumberRoles, note: str, options: DateOptions) -> Meaning | None:
    calendar, year, why = taken.ways[0]
    both = bounds(calendar, year, place.month, place.day)
    if both is None:
        return None
    if both[1] < options.plausible[0] or both[0] > options.plausible[1]:
        return unread("date.year-slip")
    note, status = _note(taken, note), INFERRED if taken.status is not EXACT else EXACT
    if calendar == HIJRI and year not in UMM_AL_QURA:
        note, status = "date.hijri-tabular", INFERRED
    elif beyond_table(calendar, year, place.month, place.day):
        note, status = "date.hijri-thirtieth", INFERRED
    return Meaning(
        status,
        note,
        (Alternative(both[0], both[1], why, edtf(calendar, year, place, both), calendar),),
    )


def _note(taken: Years, note: str) -> str:
    """What had to be assumed about the year outweighs how the figures stand; proofs of the order stay proofs."""
    if taken.short and note in PROOFS:
        return note + taken.short
    return note if taken.status is EXACT else taken.note


PROOFS = ("date.day-first", "date.month-first", "date.day-or-month-first")


def edtf(calendar: str, year: int, place: NumberRoles, both: tuple[date, date]) -> str:
    """EDTF of a day, month or year: as precise as it was written, an interval where the calendar is another."""
    if calendar == GREGORIAN:
        return f"{year:04}" + (f"-{place.month:02}" if place.month else "") + (f"-{place.day:02}" if place.day else "")
    return edtf_of(*both)


def edtf_of(earliest: date | None, latest: date | None) -> str:
    """EDTF of an interval, as short as it can be said.

    >>> edtf_of(date(1980, 1, 1), date(1985, 12, 31)), edtf_of(date(1990, 2, 1), date(1990, 2, 28))
    ('1980/1985', '1990-02')
    >>> edtf_of(None, date(1984, 5, 3))
    '../1984-05-03'
    """
    if earliest is None or latest is None:
        return f"{earliest.isoformat() if earliest else '..'}/{latest.isoformat() if latest else '..'}"
    if earliest == latest:
        return earliest.isoformat()
    start, end = earliest.isoformat(), latest.isoformat()
    if earliest.day == 1 and (latest == date.max or (latest + timedelta(days=1)).day == 1):
        start, end = start[:7], end[:7]
        if start.endswith("-01") and end.endswith("-12"):
            start, end = start[:4], end[:4]
    return start if start == end else f"{start}/{end}"


@lru_cache(maxsize=65536)
def plain_day(year: int, month: int, day: int, note: str, status: Status = EXACT) -> Meaning:
    """A day of our calendar that is beyond doubt. Raises ValueError when there is no such day."""
    day_itself = date(year, month, day)
    return Meaning(status, note, (Alternative(day_itself, day_itself, GREGORIAN, day_itself.isoformat()),))


def _plain_day_month(taken: Years, a: int, b: int, options: DateOptions) -> Meaning:
    """Two numbers up to 28, one of them a month, before a plain year: such a day exists in each order."""
    year, order = taken.plain, options.order
    if a > 12 or b > 12 or a == b:
        day_first = b <= 12
        note = _note(taken, "date.numbers" if a == b else "date.day-first" if day_first else "date.month-first")
        contrary = a != b and order == ("mdy" if day_first else "dmy")
        status = INFERRED if contrary else taken.status
        return plain_day(year, b, a, note, status) if day_first else plain_day(year, a, b, note, status)
    if order == "dmy":
        return plain_day(year, b, a, _note(taken, "date.order-of-field"), taken.status)
    if order == "mdy":
        return plain_day(year, a, b, _note(taken, "date.order-of-field"), taken.status)
    days = (("day-first", date(year, b, a)), ("month-first", date(year, a, b)))
    either = tuple([Alternative(day, day, why, day.isoformat()) for why, day in days])
    note = _note(taken, "date.day-or-month-first")
    return Meaning(AMBIGUOUS, note, either) if options.unbounded else meaning([*either], note, taken.status, options)


def day_month_year(a: int, b: int, digits: str, mark: str, options: DateOptions) -> Meaning:
    """Two numbers before a year.

    >>> day_month_year(15, 2, "1987", "", DateOptions()).note, day_month_year(3, 4, "1990", "", DateOptions()).note
    ('date.day-first', 'date.day-or-month-first')
    """
    taken = years(digits, mark, options)
    if 0 < a <= 28 and 0 < b <= 28 and (a <= 12 or b <= 12) and taken.plain:
        return _plain_day_month(taken, a, b, options)
    if a == 0 or b == 0:
        return _zeros(taken, a, b, options)
    if all(calendar in (HIJRI, SOLAR_HIJRI) for calendar, _, _ in taken.ways):
        return _hijri_order(taken, a, b, options)
    orders = {"dmy": NumberRoles("day-first", b, a), "mdy": NumberRoles("month-first", a, b)}
    possible = [
        place for place in orders.values() if any(bounds(way[0], way[1], place.month, place.day) for way in taken.ways)
    ]
    if len(possible) == 2 and a != b:
        if options.order in orders:
            return dated(taken, (orders[options.order],), "date.order-of-field", options) or unread("date.year-slip")
        return dated(taken, tuple(possible), "date.day-or-month-first", options) or unread("date.year-slip")
    if possible:
        note = "date.numbers" if a == b else "date.day-first" if possible[0].why == "day-first" else "date.month-first"
        found = dated(taken, (possible[0],), note, options) or unread("date.year-slip")
        contrary = options.order in orders and a != b and orders[options.order] != possible[0]
        return found.noted(found.note, INFERRED) if contrary and found.status is EXACT else found
    return impossible(taken, tuple(orders.values()), options)


def _hijri_order(taken: Years, a: int, b: int, options: DateOptions) -> Meaning:
    """Nobody writes the month of a Hijri date first, so the day is, wherever that is possible."""
    for place in (NumberRoles("day-first", b, a), NumberRoles("month-first", a, b)):
        found = dated(taken, (place,), taken.note, options)
        if found:
            return found
    solar = _only_solar(taken, NumberRoles("day-first", b, a), options)
    return solar or impossible(taken, (NumberRoles("day-first", b, a), NumberRoles("month-first", a, b)), options)


def _only_solar(taken: Years, place: NumberRoles, options: DateOptions) -> Meaning | None:
    """A day that the lunar year does not have and the solar one has, where the field allows it."""
    calendar, number, _ = taken.ways[0]
    both = bounds(SOLAR_HIJRI, number, place.month, place.day) if calendar == HIJRI and number in SOLAR_YEARS else None
    if both is None or taken.note != "date.hijri-year" or place.day != 31:
        return None
    only = Alternative(*both, SOLAR_HIJRI, edtf_of(*both), SOLAR_HIJRI)
    return Meaning(INFERRED, "date.day-of-solar-year", (only,)) if within_bounds([only], options, strict=True) else None


def year_month_day(digits: str, a: int, b: int, mark: str, options: DateOptions) -> Meaning:
    """Two numbers after a year: the month and the day. The other order is believed only where the first cannot be."""
    taken = years(digits, mark, options)
    if 0 < a <= 12 and 0 < b <= 28 and taken.plain:
        return plain_day(taken.plain, a, b, _note(taken, "date.year-first"), taken.status)
    if a == 0 or b == 0:
        return _zeros(taken, b, a, options)
    found = dated(taken, (NumberRoles("year-first", a, b),), "date.year-first", options)
    if found:
        return found
    solar = _only_solar(taken, NumberRoles("year-first", a, b), options)
    if solar:
        return solar
    swapped = dated(taken, (NumberRoles("year-day-month", b, a),), "date.impossible-month", options)
    kept = dated(taken, (NumberRoles("month-slip", 0, 0),), "date.impossible-month", options)
    if swapped and kept and swapped.alternatives and kept.alternatives:
        slips = [each._replace(why="month-slip") for each in kept.alternatives]
        turned = [each._replace(why="year-day-month") for each in swapped.alternatives]
        return meaning([*slips, *turned], "date.impossible-month", AMBIGUOUS, options)
    return impossible(taken, (NumberRoles("year-first", a, b),), options)


def _zeros(taken: Years, day: int, month: int, options: DateOptions) -> Meaning:
    """Zeros stand for what was not known: 00/05/1990 is a month, 00/00/1990 a year."""
    known = month if day == 0 and 1 <= month <= 12 else 0
    found = dated(taken, (NumberRoles("", known, 0),), "date.zero-placeholder", options)
    return (
        found.noted("date.zero-placeholder", INFERRED)
        if found and found.status is EXACT
        else found or unread("date.year-slip")
    )


def month_year(month: int, digits: str, mark: str, options: DateOptions) -> Meaning:
    """A month in figures and a year."""
    if month == 0:
        return _zeros(years(digits, mark, options), 0, 0, options)
    return dated(years(digits, mark, options), (NumberRoles("", month, 0),), "date.month", options) or unread(
        "date.impossible-month"
    )


def year(digits: str, mark: str, options: DateOptions) -> Meaning:
    """A year alone."""
    taken = years(digits, mark, options)
    return dated(taken, (NumberRoles("", 0, 0),), taken.note or "date.year", options) or unread("date.year-slip")


def impossible(taken: Years, places: tuple[NumberRoles, ...], options: DateOptions) -> Meaning:
    """A day that does not exist. What is certain is kept: the month, or the year; the end of the month may be meant."""
    months = [place for place in places if 1 <= place.month <= 12 and 1 <= place.day <= 31]
    found: list[Alternative] = []
    for calendar, number, _ in taken.ways:
        for place in months or places:
            found += _slips(calendar, number, place, options)
    note = "date.impossible-day" if months else "date.impossible-month"
    if len({each[:2] for each in found}) < 2:
        return unread(note)
    return meaning(found, note, AMBIGUOUS, options)


def _slips(calendar: str, number: int, place: NumberRoles, options: DateOptions) -> list[Alternative]:
    if 1 <= place.month <= 12 and place.day <= 31:
        month = bounds(calendar, number, place.month)
        if month is None or not _plausible(month, options):
            return []
        last = next(b for b in (bounds(calendar, number, place.month, day) for day in (30, 29, 28)) if b)
        return [
            Alternative(*month, "day-slip", edtf(calendar, number, NumberRoles("", place.month, 0), month), calendar),
            Alternative(*last, "month-end", edtf_of(*last), calendar),
        ]
    whole = bounds(calendar, number)
    if whole is None or not _plausible(whole, options) or not 1 <= place.day <= 31:
        return []
    days = [b for b in (bounds(calendar, number, month, place.day) for month in range(1, 13)) if b]
    if not days:
        return []
    return [
        Alternative(*whole, "day-and-month-slip", edtf(calendar, number, NumberRoles("", 0, 0), whole), calendar),
        Alternative(days[0][0], days[-1][1], "month-slip", edtf_of(days[0][0], days[-1][1]), calendar),
    ]


def _plausible(both: tuple[date, date], options: DateOptions) -> bool:
    return both[1] >= options.plausible[0] and both[0] <= options.plausible[1]
