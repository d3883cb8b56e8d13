"""What an atom and the words beside it, or two atoms, mean together.

A table of reductions over letters, `A` for an atom; they are applied in order, each as often as it fits, until one atom
is left.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from records.kinds.dates.atoms import max_status
from records.kinds.dates.calendars import latest_first_day
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning
from records.kinds.dates.ranges import between, one_of
from records.kinds.dates.tokens import Token
from records.model import Status

_DAY = timedelta(days=1)


class Node(NamedTuple):
    """A letter of the phrase: an atom with its meaning, or a token."""

    letter: str
    means: Meaning | None
    token: Token | None
    start: int
    end: int


Nodes = Sequence[Node]
Reduction = Callable[[Nodes, DateOptions], Meaning | None]


def _flagged(nodes: Nodes, _: DateOptions) -> Meaning | None:
    """`c.`, `?`, early … beside an atom."""
    means = _first(nodes)
    letters = {node.letter for node in nodes}
    both = any(node.token is not None and node.token.text == "%" for node in nodes)
    if both or "c" in letters or "h" in letters:
        means = means._replace(approximate=True)
    if both or "q" in letters:
        means = means._replace(uncertain=True)
    return (
        means.noted("date.early-mid-late", max_status(means))
        if "h" in letters and means.status is Status.EXACT
        else means
    )


def _first(nodes: Nodes) -> Meaning:
    return next(node.means for node in nodes if node.means is not None)


def _two(nodes: Nodes) -> tuple[Meaning, Meaning]:
    first, second = (node.means for node in nodes if node.means is not None)
    return first, second


def _range(nodes: Nodes, options: DateOptions) -> Meaning | None:
    return _met(*_two(nodes), options) or between(*_two(nodes), options)


def _either(nodes: Nodes, options: DateOptions) -> Meaning | None:
    return _met(*_two(nodes), options) or one_of(_two(nodes), options, "date.either", "date.either-year")


def _met(first: Meaning, second: Meaning, options: DateOptions) -> Meaning | None:
    """One day in two calendars, when the two are of different calendars and meet."""
    calendars = [{each.calendar for each in one.alternatives} for one in (first, second)]
    if len(calendars[0] | calendars[1]) != 2 or calendars[0] & calendars[1]:
        return None
    found = same(first, second, options)
    return found if found and found.note == "date.two-calendars" else None


def _perhaps_until(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """A dash before a date may mean "until", or nothing."""
    only, until = _first(nodes), _until(nodes, options)
    if until is None or len(only.alternatives) != 1:
        return None
    both = [only.alternatives[0]._replace(why="dash"), until.alternatives[0]._replace(why="until")]
    return meaning(both, "date.leading-dash", Status.AMBIGUOUS, options)


def _before(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """Before a year is before its first day: of a converted one, before the latest that this may be."""
    means = _first(nodes)
    ends = [each.earliest and latest_first_day(each.calendar, each.earliest) - _DAY for each in means.alternatives]
    return _open(means, [(None, end) for end in ends], "date.before", options)


def _until(nodes: Nodes, options: DateOptions) -> Meaning | None:
    means = _first(nodes)
    return _open(means, [(None, each.latest) for each in means.alternatives], "date.before", options)


def _to(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """Until a date. A word that is also "on", "dead" or "in the year" in another language leaves both open."""
    code = _code_beside(nodes, "u")
    if code == "to_or_at":
        only = _first(nodes)
        both = [only.alternatives[0]._replace(why="on"), *_ends(_until(nodes, options), "until")]
        return meaning(both, "date.word-of-two-meanings", Status.AMBIGUOUS, options)
    return _until(nodes, options) if nodes[0].letter == "u" or code == "to_behind" else None


def _ends(means: Meaning | None, why: str) -> list[Alternative]:
    return [each._replace(why=why) for each in means.alternatives] if means else []


def _since(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """From a date on. Behind a date, only a word of a language that puts it there says so."""
    behind = nodes[-1].letter == "f" and _code_beside(nodes, "f") != "from_behind"
    return None if behind else _after(nodes, options)


def _code_beside(nodes: Nodes, letter: str) -> str:
    return next((node.token.codes[0] for node in nodes if node.letter == letter and node.token), "")


def _after(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """After a year may still be in it: the wider reading is kept."""
    means = _first(nodes)
    return _open(means, [(each.earliest, None) for each in means.alternatives], "date.after", options)


def _open(means: Meaning, ends: list[tuple[Any, Any]], note: str, options: DateOptions) -> Meaning | None:
    if any(start is None and end is None for start, end in ends):
        return None
    alternatives = [
        Alternative(start, end, each.why, _half(each.edtf, start, end), each.calendar)
        for each, (start, end) in zip(means.alternatives, ends, strict=True)
    ]
    joined = meaning(alternatives, means.note if means.status is not Status.EXACT else note, means.status, options)
    return joined._replace(approximate=means.approximate, uncertain=means.uncertain)


def _half(edtf: str, start: Any, end: Any) -> str:
    if end is None and "/" not in edtf and "X" not in edtf:
        return f"{edtf}/.."
    return edtf_of(start, end)


def _same(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """One day in two calendars: what both say. Where they do not meet, either may be right."""
    return same(*_two(nodes), options)


def same(first: Meaning, second: Meaning, options: DateOptions) -> Meaning | None:
    """The days that both meanings have in common."""
    met = []
    for a in first.alternatives:
        for b in second.alternatives:
            start = max((day for day in (a.earliest, b.earliest) if day), default=None)
            end = min((day for day in (a.latest, b.latest) if day), default=None)
            if start is None or end is None or start <= end:
                narrow = next((each for each in (a, b) if each[:2] == (start, end)), None)
                met.append(narrow or Alternative(start, end, a.why, edtf_of(start, end)))
    if not met:
        return one_of([first, second], options, "date.calendars-disagree")
    return meaning(met, "date.two-calendars", Status.EXACT, options)


def _pair(nodes: Nodes, options: DateOptions) -> Meaning | None:
    """Two dates side by side: one day in two calendars, the same said twice, or several dates."""
    first, second = _two(nodes)
    met = _met(first, second, options)
    if met is not None:
        return met
    if first.alternatives and second.alternatives:
        for one, other in ((first, second), (second, first)):
            if one.note == "date.year" and _contains(one, other):
                return other
    listed = any(node.letter == ";" for node in nodes)
    return one_of([first, second], options, "date.several", "" if listed else "date.several-years")


def _contains(outer: Meaning, inner: Meaning) -> bool:
    start, end = outer.hull
    return all(
        start and end and each.earliest and each.latest and start <= each.earliest and each.latest <= end
        for each in inner.alternatives
    )


def _kept(nodes: Nodes, _: DateOptions) -> Meaning | None:
    return _first(nodes)


REDUCTIONS: tuple[tuple[str, str, Reduction], ...] = (
    ("before the end of 1990", r"<[.,]*h+[.,]*A", _until),
    ("c. 1990", r"[cqh][.,()]*(?:v[.,]*)?A|h-A", _flagged),
    ("1990 (?)", r"A[.,(]?[cqh]+\)?(?![.(]*[cq]*A)", _flagged),
    ("(1990)", r"\(A\)(?=[^A]*$)(?<![A]\(A\))", _kept),
    ("2012 until now", r"f?[.,]*A[.,(]*(?:[–u-]{1,2}[.,]*P|[–-]?U)\)?(?![–-]A)", _after),
    ("not before 1890", r"T\.?[<d][-.,:]*A|A[<d]T(?!A)", _after),
    ("not after 1890", r"T\.?[>g][-.,:]*A|A[>g]T(?!A)", _until),
    ("before or in 1890", r"<\|A|(?<!A)\|<A|A[.,(]*[|&][<d](?![^A]*A)\)?", _until),
    ("after or in 1890", r">\|A|(?<!A)\|>A|A[.,(]*[|&][>g](?![^A]*A)\)?", _after),
    ("at the latest 1890", r"l[-.,:]*A|A[.,(]*l(?!A)", _until),
    ("at the earliest 1890", r"i[-.,:]*A|A[.,(]*i(?!A)", _after),
    ("1500 – before 1551", r"(?<=A[–u-])<\.?A", _before),
    ("1898–1900 or 1902–1905", r"A–A(?=[,(]?\|[fb(]?A–A)|(?<=\|)A–A", _range),
    ("1716 or 1719", r"A[,(]?\|A\)?", _either),
    ("1437/1438", r"A/A", _either),
    ("between 1981 and 1986", r"b[.,:]*[^A(]{0,6}A[.,]*(?:[&–u-]|f)?[.,]*A(?:f?u)?", _range),
    ("from 1981 to 1986", r"f?A[.,)]*(?:[–-]?u|[–-]|f)[.,(]*A(?:u|$)?", _range),
    ("1980..1985", r"A\.\.\.?A", _range),
    ("1437 AH = 2015", r"A[,(.]*=[,.]*A\)?", _same),
    ("before 1986", r"<[-.,:]*A|A<(?=[.)]*$)", _before),
    ("until 1985", r"u[.,:]*A|Au(?=[.)]*$)", _to),
    ("-1985", r"^[-–]A$", _perhaps_until),
    ("since 1985", r"f[.,:]*A|>[-.,:]*A|A[f>](?=[.)]*$)|A[–-](?=[.)]*$)", _since),
    ("1863, printed 1866", r"A[,;.(]*v.*$", _kept),
    ("1935, 1968", r"A(?:[.,;&/(]|[.,;)]+[&/(,]?|\))?[.,]?[)]?A\)?", _pair),
)
"""Example, pattern, what becomes of it."""
PATTERNS = tuple((re.compile(pattern), build) for _, pattern, build in REDUCTIONS)
