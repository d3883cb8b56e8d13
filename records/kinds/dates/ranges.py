"""Two meanings made one: a range, a choice, or several; also two days or months that share a month or a year."""

from __future__ import annotations

from collections.abc import Sequence

from records.kinds.dates import numbers
from records.kinds.dates.calendars import GREGORIAN, JULIAN
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning
from records.kinds.dates.pieces import Figure, Piece, months_of, named, named_piece
from records.model import Status


def one_of(each: Sequence[Meaning], options: DateOptions, note: str, years: str = "") -> Meaning | None:
    """Several meanings, one of which is meant (or all): each is an alternative.

    Where all are years and a note for `years` is given, they are read as their span.
    """
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
    one_calendar = len({each.calendar for each in joined.alternatives}) == 1
    if years and joined.status is Status.AMBIGUOUS and one_calendar and all(map(_whole_years, joined.alternatives)):
        joined = joined.noted(years, Status.INFERRED)
    return joined._replace(
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
        return one._replace(status=Status.INFERRED, alternatives=one.alternatives[-1:])
    if one.note in _SPANS and one.status is Status.INFERRED and len(one.alternatives) > 1:
        return one._replace(alternatives=(Alternative(*one.hull, "span", edtf_of(*one.hull)),))
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
    return joined._replace(approximate=start.approximate or end.approximate, uncertain=start.uncertain or end.uncertain)


def _placeholder_range(start: Meaning, end: Meaning, options: DateOptions) -> Meaning | None:
    """`xx/xx/1957-1959`: the unknown day may be of the first year, or of any."""
    whole = Alternative(start.hull[0], end.hull[1], "range", edtf_of(start.hull[0], end.hull[1]))
    if whole.earliest is None or whole.latest is None or whole.earliest > whole.latest:
        return one_of([start, end], options, "date.reversed-range")
    first = start.alternatives[0]._replace(why="date-1")
    return meaning([whole, first], "date.range-of-placeholder", Status.AMBIGUOUS, options)


def _interval(a: Alternative, b: Alternative, start: Meaning, end: Meaning) -> str:
    if "/" in a.edtf or "/" in b.edtf or "X" in a.edtf or "X" in b.edtf:
        return edtf_of(a.earliest, b.latest)
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


_LAST_DOUBLE_YEAR = 1753
"""England and its colonies began the year on 25 March until 1752 (Calendar (New Style) Act 1750)."""


def _joined(each: Sequence[Meaning | None], found: Piece, options: DateOptions) -> Meaning | None:
    """A range when a dash or a word of range stands between, else a choice."""
    if None in each or not each:
        return None
    whole = [one for one in each if one is not None]
    letters = "".join(token.letter for token in found.tokens)
    if set(letters) & set("|/(") and not set(letters) & set("-–u"):
        return one_of(whole, options, "date.either")
    return between(whole[0], whole[-1], options)


def days_of_month(found: Piece, options: DateOptions) -> Meaning | None:
    """`23 (27) May 1957`, `23/27 May 1957`: two days are named, one is meant."""
    first, second, year = found.figures
    each = [named_piece(found, day.value, year, options) for day in (first, second)]
    return one_of([one for one in each if one], options, "date.one-of-two-days")


def day_range(found: Piece, options: DateOptions) -> Meaning | None:
    """`5–9 May 1944`."""
    first, last, year = found.figures
    return _joined([named_piece(found, day.value, year, options) for day in (first, last)], found, options)


def days_in_figures(found: Piece, options: DateOptions) -> Meaning | None:
    """`5-9.5.1944`, `29./30.11.1941`: days of one month, so the day stands first."""
    first, last, month, year = found.figures
    return _joined([_day_first(day, month, year, options) for day in (first, last)], found, options)


def _day_first(day: Figure, month: Figure, year: Figure, options: DateOptions) -> Meaning | None:
    taken, place = numbers.years(year.digits, "", options), numbers.NumberRoles("day-first", month.value, day.value)
    return numbers.dated(taken, (place,), "date.day-first", options)


def days_over_months(found: Piece, options: DateOptions) -> Meaning | None:
    """`30.11./1.12.1941`: two days, the year said once."""
    a, b, c, d, year = found.figures
    each = [numbers.day_month_year(day.value, month.value, year.digits, "", options) for day, month in ((a, b), (c, d))]
    return _joined(each, found, options)


def month_range(found: Piece, options: DateOptions) -> Meaning | None:
    """`May–June 1990`, `JAN-FEB-MAR 1890`, `30 Nov/1 Dec 1941`; `May or June 1990` is a choice."""
    year = found.figures[-1]
    months = [months_of(token.codes) for token in found.tokens if token.letter == "m"]
    days = [number.value for number in found.figures[:-1]] or [0] * len(months)
    each = [named(month, day, year.digits, found.mark, options) for month, day in zip(months, days, strict=True)]
    choice = found.tokens[0].letter == "n" or any(token.letter == "|" for token in found.tokens)
    return _joined(each, found, options) if choice else between(each[0], each[-1], options)


def months_of_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`3/1990-5/1990`."""
    a, b, c, d = found.figures
    start, end = (numbers.month_year(month.value, year.digits, "", options) for month, year in ((a, b), (c, d)))
    return between(start, end, options)


def months_of_year(found: Piece, options: DateOptions) -> Meaning | None:
    """`1977年8月から9月の間`."""
    year, first, last = found.figures
    start, end = (numbers.month_year(month.value, year.digits, found.mark, options) for month in (first, last))
    return between(start, end, options)


def years_cut_short(found: Piece, options: DateOptions) -> Meaning | None:
    """`1764 or 66`: two years, the second cut short."""
    year, short = found.figures
    digits = year.digits[: -len(short.digits)] + short.digits
    if len(short.digits) != 2 or int(digits) <= year.value:
        return None
    each = [numbers.year(one, "", options) for one in (year.digits, digits)]
    return one_of(each, options, "date.either", "date.either-year")


def day_of_two_years(found: Piece, options: DateOptions) -> Meaning | None:
    """`13 Jan 1700/01`: double dating, when the year began in March; the later year counts, in the Julian calendar."""
    day, year, short = found.figures
    width = 10 ** len(short.digits)
    later = (year.value // width) * width + short.value
    later += width if later <= year.value and len(short.digits) < 4 else 0
    if later != year.value + 1:
        return None
    ways = [(later, GREGORIAN, "later-year"), (year.value, GREGORIAN, "earlier-year")]
    if year.value < _LAST_DOUBLE_YEAR and found.months[0][1] <= 3:
        ways.insert(0, (later, JULIAN, "old-style"))
    each = [(why, named(found.months, day.value, f"{number:04}", mark, options)) for number, mark, why in ways]
    alternatives = [one._replace(why=why) for why, means in each if means for one in means.alternatives]
    return meaning(alternatives, "date.double-year", Status.AMBIGUOUS, options) if alternatives else None


def labelled_months(found: Piece, options: DateOptions) -> Meaning | None:
    """`شهر 3 أو 4 2014`, `من شهر 3 إلى شهر 5 سنة 2014`."""
    first, last, year = found.figures
    each = [numbers.month_year(month.value, year.digits, found.mark, options) for month in (first, last)]
    return _joined(each, found, options)


def run_together(found: Piece, options: DateOptions) -> Meaning | None:
    """`02/19/202105/21/2022`: two dates with nothing between."""
    a, b, glued, d, year = found.figures
    first = numbers.day_month_year(a.value, b.value, glued.digits[:4], "", options)
    second = numbers.day_month_year(int(glued.digits[4:]), d.value, year.digits, "", options)
    return one_of([first, second], options, "date.several")


def labelled_days(found: Piece, options: DateOptions) -> Meaning | None:
    """`2001年3月10/19`."""
    year, month, first, second = found.figures
    each = [numbers.year_month_day(year.digits, month.value, day.value, "", options) for day in (first, second)]
    return one_of(each, options, "date.one-of-two-days")
