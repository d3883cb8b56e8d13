"""What days a year, month or day of each calendar is, as first and last day of our own (proleptic Gregorian) calendar.

A conversion never claims more than it knows. A month of the Hijri calendar begins with a sighting, so a converted day
is widened: by one day on both sides within the Umm al-Qura tables (1343 to 1500 AH), by two where only arithmetic is
left.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache, partial

Bounds = tuple[date, date]
"""First and last day, both included."""

GREGORIAN, HIJRI, SOLAR_HIJRI, RUMI, LIBYAN = "gregorian", "hijri", "solar_hijri", "rumi", "libyan"
JULIAN, ETHIOPIAN, HEBREW = "julian", "ethiopian", "hebrew"
ERAS = {"meiji": 1867, "taisho": 1911, "showa": 1925, "heisei": 1988, "reiwa": 2018}
"""Japanese eras, and the year before their first; their days are Gregorian from 1873 on."""

_DAY = timedelta(days=1)
UMM_AL_QURA = range(1343, 1501)
"""Years AH for which tables exist."""
_TABLES_BEGIN = date(1924, 8, 1)


def bounds(calendar: str, year: int, month: int = 0, day: int = 0) -> Bounds | None:
    """First and last day of a year (month 0), month (day 0) or day; None when there is none such in the years 1–9999.

    >>> [str(end) for end in bounds(GREGORIAN, 1990, 2)]
    ['1990-02-01', '1990-02-28']
    >>> [str(end) for end in bounds(HIJRI, 1437, 3, 15)]
    ['2015-12-25', '2015-12-27']
    >>> [str(end) for end in bounds(HIJRI, 1436, 9, 30)]  # the table counts 29 days; a sighting may have made it 30
    ['2015-07-16', '2015-07-17']
    >>> [str(end) for end in bounds(SOLAR_HIJRI, 1366)]
    ['1987-03-21', '1988-03-20']
    >>> [str(end) for end in bounds(RUMI, 1330)]
    ['1914-03-14', '1915-03-13']
    >>> [str(end) for end in bounds(LIBYAN, 1358)]
    ['1990-01-01', '1990-12-31']
    >>> bounds(GREGORIAN, 1990, 2, 30) is None
    True
    """
    try:
        return _BOUNDS[calendar](year, month, day)
    except (ValueError, OverflowError):
        return None


def _gregorian(year: int, month: int, day: int) -> Bounds:
    if day:
        only = date(year, month, day)
        return only, only
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _libyan(year: int, month: int, day: int) -> Bounds:
    """Years after the death of the Prophet, 632; months and days as in the Gregorian calendar (Libya, 1979 to 2011)."""
    return _gregorian(year + 632, month, day)


def _hijri(year: int, month: int, day: int) -> Bounds:
    first, length, slack = _hijri_month(year, month or 1)
    if month == 0:
        first_of_last, last_length, _ = _hijri_month(year, 12)
        last = first_of_last + last_length - 1
    elif day > 30:
        raise ValueError("no such day")
    else:
        last = first + min(day or length, length) - 1
    return date.fromordinal(first + max(day, 1) - 1 - slack), date.fromordinal(last + slack)


def beyond_table(calendar: str, year: int, month: int, day: int) -> bool:
    """Whether this is the 30th of a Hijri month of which the table counts 29 days: months of both lengths are real."""
    return calendar == HIJRI and day == 30 and _hijri_month(year, month)[1] < 30


def latest_first_day(calendar: str, start: date) -> date:
    """The latest day that a converted day, month or year may begin with, when it begins with `start` at the earliest.

    >>> str(latest_first_day(HIJRI, date(2014, 6, 12))), str(latest_first_day(GREGORIAN, date(2014, 6, 12)))
    ('2014-06-14', '2014-06-12')
    """
    if calendar == HEBREW:
        return start + _DAY
    if calendar != HIJRI:
        return start
    return start + 2 * (_DAY if start >= _TABLES_BEGIN - _DAY else 2 * _DAY)


@lru_cache(maxsize=4096)
def _hijri_month(year: int, month: int) -> tuple[int, int, int]:
    """First day (as an ordinal) and length of a Hijri month, and by how many days it may be off."""
    if not 1 <= month <= 12 or year < 1:
        raise ValueError("no such month")
    if year in UMM_AL_QURA:
        from hijridate import Hijri

        first = Hijri(year, month, 1)
        return date(*first.to_gregorian().datetuple()).toordinal(), first.month_length(), 1
    # The civil rule: 11 leap years in 30; 1 Muharram 1 AH is 19 July 622 (proleptic Gregorian).
    leap = (11 * year + 14) % 30 < 11
    length = 29 + month % 2 + (month == 12 and leap)
    elapsed = (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2
    return date(622, 7, 19).toordinal() + elapsed, length, 2


def _solar_hijri(year: int, month: int, day: int) -> Bounds:
    if not 0 <= month <= 12:
        raise ValueError("no such month")
    first = _nowruz(year)
    length = (_nowruz(year + 1) - first).days
    if month == 0:
        return first, first + timedelta(days=length - 1)
    begin = first + timedelta(days=31 * (month - 1) - max(0, month - 7))
    days = 31 if month <= 6 else 30 if month < 12 else length - 336
    if day > days:
        raise ValueError("no such day")
    if day:
        return begin + timedelta(days=day - 1), begin + timedelta(days=day - 1)
    return begin, begin + timedelta(days=days - 1)


def _nowruz(year: int) -> date:
    """The first day of an Iranian year, by the 33-year cycle (right for 1178 to 1633, that is 1799 to 2254)."""
    if not 1178 <= year <= 1633:
        raise ValueError("outside the cycle")
    leaps = (8 * (year - 1) + 29) // 33 - (8 * 1300 + 29) // 33
    return date(1922, 3, 22) + timedelta(days=365 * (year - 1301) + leaps)


def _rumi(year: int, month: int, day: int) -> Bounds:
    """The Ottoman fiscal year: Julian, from March; with Gregorian days from March 1917, Gregorian years from 1918."""
    if not 1256 <= year <= 1341 or not 0 <= month <= 12:
        raise ValueError("outside the calendar's use")
    if year >= 1334:
        return _gregorian(year + 584, month, day)
    if year == 1333:
        if month in (1, 2):
            raise ValueError("the year 1333 had ten months")
        return _gregorian(1917, month, day) if month else (date(1917, 3, 1), date(1917, 12, 31))
    if day:
        begin = _rumi_day(year, month, day)
        return begin, begin
    following = (year + 1, 3) if month in (0, 2) else (year, month % 12 + 1)
    return _rumi_day(year, month or 3, 1), _rumi_day(*following, 1) - _DAY


def _rumi_day(year: int, month: int, day: int) -> date:
    common = year + 584 + (month < 3)
    if (common, month) >= (1917, 3):
        return date(common, month, day)
    return _julian_day(common, month, day)


def _julian_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a Julian one (Meeus, Astronomical Algorithms, chapter 7)."""
    leap = year % 4 == 0
    if not 1 <= day <= (31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]:
        raise ValueError("no such day")
    y, m = (year, month) if month > 2 else (year - 1, month + 12)
    return date.fromordinal(int(365.25 * (y + 4716)) + int(30.6001 * (m + 1)) + day - 1524 - 1721425)


def _julian(year: int, month: int, day: int) -> Bounds:
    if not 0 <= month <= 12:
        raise ValueError("no such month")
    if day:
        return (_julian_day(year, month, day),) * 2
    following = (year + 1, 1) if month in (0, 12) else (year, month + 1)
    return _julian_day(year, month or 1, 1), _julian_day(*following, 1) - _DAY


def _ethiopian(year: int, month: int, day: int) -> Bounds:
    """Twelve months of 30 days and one of 5 or 6, from 29 August 8 of the Julian calendar (Reingold and Dershowitz)."""
    first, following = (date.fromordinal(2796 + 365 * (y - 1) + y // 4) for y in (year, year + 1))
    if not 0 <= month <= 13 or year < 1 or day > 30:
        raise ValueError("no such month")
    if not month:
        return first, following - _DAY
    begin = first + timedelta(days=30 * (month - 1) + max(day - 1, 0))
    end = begin if day else min(begin + timedelta(days=29), following - _DAY)
    if end >= following:
        raise ValueError("no such day")
    return begin, end


def _hebrew(year: int, month: int, day: int) -> Bounds:
    """Months from Tishri, the sixth (Adar I) in leap years only. A day begins on the evening before, so may be that."""
    if not 5001 <= year <= 6000 or not 0 <= month <= 13:
        raise ValueError("outside the calendar's use")
    first, lengths = _hebrew_year(year)
    days = lengths[month - 1] if month else sum(lengths)
    if day > days or not days:
        raise ValueError("no such day")
    begin = first + (sum(lengths[: month - 1]) if month else 0) + max(day - 1, 0)
    return date.fromordinal(begin - 1), date.fromordinal(begin if day else begin + days - 1)


@lru_cache(maxsize=1024)
def _hebrew_year(year: int) -> tuple[int, tuple[int, ...]]:
    """The first day (as an ordinal) and the lengths of the months (Reingold, Dershowitz: Calendrical Calculations)."""
    first, length = _first_of_tishri(year), _first_of_tishri(year + 1) - _first_of_tishri(year)
    leap = 30 if length > 380 else 0
    return first, (30, 29 + (length % 10 == 5), 30 - (length % 10 == 3), 29, 30, leap, 29, 30, 29, 30, 29, 30, 29)


def _first_of_tishri(year: int) -> int:
    before, this, after = (_molad_days(each) for each in (year - 1, year, year + 1))
    delay = 2 if after - this == 356 else int(this - before == 382)
    return this + delay - 1373427


def _molad_days(year: int) -> int:
    """Days from the begin of the calendar to the new moon of a year; never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    days = 29 * months + (12084 + 13753 * months) // 25920
    return days + (3 * (days + 1) % 7 < 3)


def _era(era: str, year: int, month: int, day: int) -> Bounds:
    if year < 1 or (era == "meiji" and year < 6):
        raise ValueError("the days of the old Japanese calendar are not known here")
    return _gregorian(year + ERAS[era], month, day)


_BOUNDS: dict[str, Callable[[int, int, int], Bounds]] = {
    GREGORIAN: _gregorian,
    HIJRI: _hijri,
    SOLAR_HIJRI: _solar_hijri,
    RUMI: _rumi,
    LIBYAN: _libyan,
    JULIAN: _julian,
    ETHIOPIAN: _ethiopian,
    HEBREW: _hebrew,
    **{era: partial(_era, era) for era in ERAS},
}
CALENDARS = frozenset(_BOUNDS)
"""Every calendar that a date can be told in."""
