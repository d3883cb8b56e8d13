"""Two meanings made one: a range, a choice, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from records.kinds.dates.meaning import Alternative, Meaning, meaning
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import DateOptions
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
        return replace(one, alternatives=(Alternative(*one.hull, "span", edtf_of(*one.hull)),))
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
