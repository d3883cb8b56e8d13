"""Atoms: the pieces of a text that are a day, a month, a year or a span by themselves.

A table of patterns over the letters of `tokens.py`; the first that fits from the left is taken, so longer ones stand
first.
"""

from __future__ import annotations

import re

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, HIJRI, SOLAR_HIJRI, bounds
from records.kinds.dates.date_words import word_key
from records.kinds.dates.numbers import NumberRoles, dated, edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread
from records.kinds.dates.periods import (
    century,
    decade,
    decade_word,
    libyan_month,
    partly,
    quarter,
    season_of,
    season_of_two_years,
)
from records.kinds.dates.pieces import Builder, Piece, Tokens, named_piece, piece
from records.kinds.dates.ranges import (
    between,
    day_of_two_years,
    day_range,
    days_in_figures,
    days_of_month,
    days_over_months,
    labelled_days,
    labelled_months,
    month_range,
    months_of_year,
    months_of_years,
    one_of,
    run_together,
    years_cut_short,
)
from records.model import Status

_LITERAL_ERA = frozenset({"ad", "ce", "a d", "c e", "anno domini"})


def _day_month_word_year(found: Piece, options: DateOptions) -> Meaning | None:
    day, year = found.figures
    return named_piece(found, day.value, year, options) if len(year.digits) > 1 and _of(found) else None


def _of(found: Piece) -> bool:
    """Whether a word of "from" between a day and its month is Arabic, where it is "of" (`الخامس من أيار`)."""
    words = [token for token in found.tokens if token.letter == "f"]
    return all(word_key(word.text) == "من" and word.codes == ("from_place",) for word in words)


def _year_word_day(found: Piece, options: DateOptions) -> Meaning | None:
    year, day = found.figures
    return named_piece(found, day.value, year, options)


def _month_word_year(found: Piece, options: DateOptions) -> Meaning | None:
    return named_piece(found, 0, found.figures[0], options)


def _month_word_short_year(found: Piece, options: DateOptions) -> Meaning | None:
    """`Jun-22` is a month of 2021; `May 21` may be a day, and is read only when it cannot be one."""
    year = found.figures[0]
    hyphen = any(token.letter == "-" or token.text in "'’" for token in found.tokens)
    if len(year.digits) != 2 or not (hyphen or year.value > 31 or found.mark):
        return None
    return named_piece(found, 0, year, options)


def _numbers_year_last(found: Piece, options: DateOptions) -> Meaning | None:
    first, second, year = found.figures
    if len(year.digits) == 1:
        return None
    if len(year.digits) == 2 and (first.value > 31 or options.order == "ymd"):  # 90-4-30
        return numbers.year_month_day(first.digits, second.value, year.value, found.mark, options)
    return numbers.day_month_year(first.value, second.value, year.digits, found.mark, options)


def _numbers_year_first(found: Piece, options: DateOptions) -> Meaning | None:
    year, month, day = found.figures
    return numbers.year_month_day(year.digits, month.value, day.value, found.mark, options)


def _month_in_figures(found: Piece, options: DateOptions) -> Meaning | None:
    month, year = found.figures
    return numbers.month_year(month.value, year.digits, found.mark, options)


def _year_then_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`1990-05`, `1990/5`; and `1980-81`, `1748/49`, `1974–6`: two years, the second cut short."""
    year, short = found.figures
    sign = next((token.letter for token in found.tokens if token.letter in "-–/.u"), "-")
    width = 10 ** len(short.digits)
    last = year.value - year.value % width + short.value
    if sign == "/" and last + width == year.value + 1:  # 1749/0, 1699/00
        last += width
    follows = last > year.value if sign in "-–u" else last == year.value + 1 if sign == "/" else False
    said = short.value > 0 or not follows
    is_month = said and short.value <= 12 and sign in "-/." and not (len(short.digits) == 1 and sign == "–")
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
    both = [each._replace(why=why) for why, one in whys for each in (Alternative(*one.hull, "", edtf_of(*one.hull)),)]
    return meaning(both, "date.month-or-years", Status.AMBIGUOUS, options)


def _year(found: Piece, options: DateOptions) -> Meaning | None:
    year, said = found.figures[0], found.mark
    if said == GREGORIAN and any(
        token.letter == "e" and token.text.lower().replace(".", "") in _LITERAL_ERA for token in found.tokens
    ):
        return numbers.year(f"{year.value:04}", said, options)
    taken = numbers.year(year.digits, said, options)
    if any(token.codes == ("letter_for_digit",) for token in found.tokens):
        return taken.noted("date.letter-for-digit", Status.INFERRED) if taken.status is Status.EXACT else taken
    return taken


def _placeholders(found: Piece, options: DateOptions) -> Meaning | None:
    """`xx/05/1990` is a month, `--/--/1990` a year; a day of no month says nothing more than the year."""
    order = [token.letter for token in found.tokens if token.letter in "xny"]
    year = found.figures[0 if order[0] == "y" else -1]
    month = next((each.value for each in found.figures if each is not year), 0) if order[1] == "n" else 0
    place = NumberRoles("", month if month <= 12 else 0, 0)
    known = dated(numbers.years(year.digits, found.mark, options), (place,), "date.zero-placeholder", options)
    if known is None or known.status is Status.AMBIGUOUS:
        return known
    return known.noted("date.zero-placeholder", max_status(known))


def max_status(found: Meaning) -> Status:
    """The status of a reading for which something was assumed."""
    return Status.INFERRED if found.status is Status.EXACT else found.status


def _near_our_time(year: int, options: DateOptions) -> tuple[str, ...]:
    """The calendars in which a year is near our time."""
    if 1800 <= year <= 2100:
        return (GREGORIAN,)
    if options.calendar == "solar-or-lunar" and year in numbers.SOLAR_YEARS:
        return (SOLAR_HIJRI, HIJRI)
    return (HIJRI,) if 1300 <= year <= 1500 else ()


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
        if not int(month) or not int(day) or (why == "year-day-month" and alternatives):
            continue
        alternatives += [
            Alternative(*both, why, edtf_of(*both), calendar)
            for calendar in _near_our_time(int(year), options)
            if (both := bounds(calendar, int(year), int(month), int(day)))
        ]
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


def _labelled_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`شهر 6 سنة 1988`."""
    month, year = sorted(found.figures, key=lambda number: len(number.digits))
    return numbers.month_year(month.value, year.digits, found.mark, options)


def _era_month(found: Piece, options: DateOptions) -> Meaning | None:
    year, month = found.figures
    return numbers.month_year(month.value, year.digits, found.mark, options)


def _labelled_day(found: Piece, options: DateOptions) -> Meaning | None:
    """`15 شهر 2 سنة 1987`: the month says that it is one."""
    day, month, year = found.figures
    if not _of(found):
        return None
    taken, place = numbers.years(year.digits, found.mark, options), NumberRoles("", month.value, day.value)
    return dated(taken, (place,), "date.month-name", options) or numbers.impossible(taken, (place,), options)


_S = "[-/.,–]{1,2}"
_G = "[-/.,]*"
ATOMS: tuple[tuple[str, str, Builder], ...] = (
    ("02/19/202105/21/2022", "n[-/.]n[-/.][SF][-/.]n[-/.]y", run_together),
    ("23 (27) May 1957", rf"n[(/|]n\)?[o.]?{_G}m{_G}Y?yY?", days_of_month),
    ("2001年3月10/19", "yYnMn/nD?", labelled_days),
    ("5 May – 10 June 1990", rf"[fb]?n[o.]?m[.,]*[-–u/|&]n[o.]?{_G}m{_G}Y?yY?e?", month_range),
    ("1–5 May 1990", rf"[fb]?n[o.]?[-–u&]n[o.]?{_G}m{_G}Y?yY?e?", day_range),
    ("5-9.5.1944", r"[fb]?n\.?[-–u/|&]n\.n\.y|[fb]?n[-–u]n/n/y", days_in_figures),
    ("30.11./1.12.1941", r"[fb]?n\.n\.?[-–u/|&]n\.n\.y|[fb]?n/n[-–u|&]n/n/y", days_over_months),
    ("13 Jan 1700/01", rf"n[o.]?{_G}m{_G}yY?/[ny](?![-/.]*[nNy])|m{_G}n[o.]?,?y/[ny](?![-/.]*[nNy])", day_of_two_years),
    ("15 May 1990", rf"e?n[o.]?{_G}[DfM]*m{_G}Y?\.?yY?\.?e?", _day_month_word_year),
    ("15 May 90", rf"n[o.]?{_G}m[-/.,]*Y?nY?e?(?![-/.:]?[nNyFS])", _day_month_word_year),
    ("May 15, 1990", rf"m[-/.,)]*n[o.]?{_G}Y?yY?e?", _day_month_word_year),
    ("May 15, 90", rf"m{_G}n[o.]?,nY?e?", _day_month_word_year),
    ("1990 May 15", rf"Y?yY?{_G}m{_G}n[o.]?(?![-/.]*y)", _year_word_day),
    ("1990, 15 May", rf"Y?yY?\.?{_G}n[o.]?{_G}m(?![-/.,]*Y?y)", _year_word_day),
    ("May–June 1990", rf"[fb]?D?m(?:[.,]*[-–/u&|]m)+{_G}Y?yY?e?", month_range),
    ("شهر 3 أو 4 2014", r"[fb]?Mn[-–u/&|]M?n,?Y?yY?e?", labelled_months),
    ("Q1 1890", rf"[nmO][o.]?R{_G}Y?yY?|R[nmO]{_G}Y?yY?|y{_G}(?:R[nmO]|[nmO][o.]?R)", quarter),
    ("3 الصيف 1988", "nsY?y", libyan_month),
    ("May 1990", rf"e?D?m{_G}Y?\.?yY?\.?e?", _month_word_year),
    ("1990 May", rf"Y?yY?{_G}m", _month_word_year),
    ("Jun-22", rf"m{_G}n(?![-/.]?[nNyFS])Y?e?", _month_word_short_year),
    ("winter 1987/88", r"s,?Y?[yn][-/–]n(?![-/.]?[nNyFS])", season_of_two_years),
    ("summer 1989", r"s,?Y?\.?yY?\.?e?", season_of),
    ("1987 summer", "yY?,?s", season_of),
    ("شهر 6 سنة 1988", "Mn[,f]?Y?y(?![-/.]?[nNy])", _labelled_month),
    ("15 شهر 2 سنة 1987", "[nO]f?D?Mn[,f]?Y?yY?e?", _labelled_day),
    ("2017年4月21日", "yYnMnD?", _numbers_year_first),
    ("1977年8月から9月の間", "yYnM[f–-]nMu?", months_of_year),
    ("2017年4月", "yYnM", _labelled_month),
    ("昭和19年5月20日", r"enY?[-/.]?nM?[-/.]?nD?", _numbers_year_first),
    ("昭和19年5月", r"enYnM", _era_month),
    ("昭和19年", r"en(?:Y|(?![-/.]*[nNyFSE]))", _year),
    ("26.11.20.21", r"n[-/.]n[-/.]n[-/.]n(?![-/.]?[nNyFS])", _separator_in_year),
    ("15/2/1987", rf"e?n{_S}n{_S}yY?\.?e?", _numbers_year_last),
    ("15 2 1987", "nnyY?e?", _numbers_year_last),
    ("1987/2/15", rf"e?y{_S}n{_S}n(?![-/.]*[nNyFS])e?", _numbers_year_first),
    ("1987 2 15", r"ynn(?![-/.]*[nNyFS])e?", _numbers_year_first),
    ("12/10 1943", r"n[/.]ny", _numbers_year_last),
    ("15/2/87", rf"n{_S}n{_S}n(?![-/.]*[nNyFS])Y?\.?e?", _numbers_year_last),
    ("xx/xx/1967", r"[xn][-/.]x[-/.]y|x[-/.]n[-/.]y|y[-/.][xn][-/.]x|x[-/.]x[-/.]n(?![-/.]?[nNyFS])", _placeholders),
    ("11/051963", r"n[-/.][S](?![-/.]?[nNyFS])", _separator_missing),
    ("0917/2021", r"y[-/.]y(?=$|[^-/.nNyFS])", _separator_missing),
    ("1764 or 66", r"y[|&]n(?![-/.]*[nNyFSm])", years_cut_short),
    ("1748/49", r"y\)?[-–/.u]n(?![-/.]*[nNyFS])(?!k)e?", _year_then_month),
    ("3/1990-5/1990", r"n[/.]y[-–]n[/.]y(?![-/.]?[nNy])", months_of_years),
    ("05/1987", r"n[-/.]yY?\.?e?(?![-/.]?[nN])", _month_in_figures),
    ("1980s", r"Y?[yn]-?kL?e?|L[yn]e?", decade),
    ("الثمانينات", "KL?e?", decade_word),
    ("19th century", r"[nO][o.]?Ce?|C\.?[nO][o.]?e?", century),
    ("19??", "pe?", partly),
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
