"""Lists of counts: the children of each wife, `3+1`.

The phrases are those of `quantities.py` (`3+1` is `Q+Q`). What joins the members decides how sure a list is: `+`,
`،` and a line break join nothing else; a comma, dot, slash or dash may also write a decimal, a share or a range, and
then both stand among the alternatives. A text that is no list is read as a count, a list of one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from records.kinds.count import COUNTS_RULES, Count, CountOptions
from records.kinds.count_grammar import NumberBounds
from records.kinds.kind import Kind, Parts, Safe, interval, overlap
from records.kinds.missing import missing
from records.kinds.quantities import (
    CHILDREN,
    LONGEST_COUNT,
    UNITS,
    Day,
    Quantity,
    QuantityPhrase,
    excel_day,
    quantity_phrase,
)
from records.model import Dtype, Question, Reading, Rule, Status

_CERTAIN = frozenset({"counts.single", "counts.list", "counts.with-list", "counts.from-wives"})
_ORDINALS = "1234"
_PLUS = re.compile(r"\d{1,9}(?:\s?\+\s?\d{1,9})+")


@dataclass(frozen=True)
class CountsOptions:
    """What a field of lists of counts may say about itself."""

    at_most: int = 99
    """A larger member is no count of this field."""


@dataclass(frozen=True)
class Listed:
    """One possible reading: the members where they are known, the sum, and how many there are."""

    members: tuple[NumberBounds, ...]
    total: NumberBounds
    length: int | None

    def row(self) -> dict[str, int | None]:
        """The parts of a reading."""
        return {"total_low": self.total[0], "total_high": self.total[1], "length": self.length}


@dataclass(frozen=True)
class _Found:
    """The rule that decided, and the readings by the reason for each."""

    note: str
    choices: Mapping[str, Listed]


def _members(values: list[int | None]) -> Listed:
    """A list; a member of None is not known."""
    bounds: tuple[NumberBounds, ...] = tuple((value or 0, value) for value in values)
    known = [value for value in values if value is not None]
    return Listed(bounds, (sum(known), sum(known) if len(known) == len(values) else None), len(values))


def _values(said: QuantityPhrase) -> list[int | None]:
    return [quantity.value for quantity in said.quantities]


def _by(note: str) -> Callable[[QuantityPhrase], _Found | None]:
    return lambda said: _Found(f"counts.{note}", {"": _members(_values(said))})


def _plain_list(said: QuantityPhrase) -> _Found | None:
    return _children(said, "list")


def _spaces(said: QuantityPhrase) -> _Found | None:
    return _children(said, "spaces")


def _children(said: QuantityPhrase, note: str) -> _Found | None:
    """Boys and girls are no list of wives; nor is a child who stands beside bare numbers, such as an infant."""
    nouns = [quantity.noun for quantity in said.quantities]
    total = sum(quantity.value for quantity in said.quantities)
    if not set(nouns) <= CHILDREN | {""}:
        return None
    if "" not in nouns and len(set(nouns)) > 1:
        return _Found("counts.boys-and-girls", {"": Listed((), (total, total), None)})
    if "" in nouns and any(quantity.how == "noun" for quantity in said.quantities):
        beside = Listed((), (total, total), nouns.count(""))
        return _Found("counts.child-beside", {"list": _members(_values(said)), "beside": beside})
    return _by(note)(said)


def _dash(said: QuantityPhrase) -> _Found | None:
    first, second = (quantity.value for quantity in said.quantities)
    if first >= second:
        return _by("dashes")(said)
    between = Listed(((first, second),), (first, second), 1)
    return _Found("counts.dash", {"list": _members(_values(said)), "range": between})


def _slash(said: QuantityPhrase) -> _Found | None:
    first, second = (quantity.value for quantity in said.quantities)
    return _Found("counts.slash", {"list": _members(_values(said)), "of wives": Listed((), (first, first), second)})


def _with_list(said: QuantityPhrase) -> _Found | None:
    head, *members = (quantity.value for quantity in said.quantities)
    return _agreeing(head, members)


def _with_sum(said: QuantityPhrase) -> _Found | None:
    *members, total = (quantity.value for quantity in said.quantities)
    return _agreeing(total, members)


def _agreeing(head: int, members: list[int]) -> _Found:
    agrees = head in (len(members), sum(members))
    return _Found(
        f"counts.{'with-list' if agrees else 'contradiction'}", {"": _members(list(members))} if agrees else {}
    )


def _from_wives(said: QuantityPhrase) -> _Found | None:
    children, wives = (quantity.value for quantity in said.quantities)
    return _Found("counts.from-wives", {"": Listed((), (children, children), wives)})


def _labelled(said: QuantityPhrase) -> _Found | None:
    """`الأولى: ولدان وبنت، الثانية: بنت`: the children of each wife, sorted by the label."""
    values = iter(said.quantities)
    of_each: dict[str, int] = {}
    for label, counted in re.findall("([1234])([^1234]*)", said.shape):
        own = [next(values) for _ in range(counted.count("Q"))]
        if label in of_each or not {quantity.noun for quantity in own} <= CHILDREN | {""}:
            return None
        of_each[label] = sum(quantity.value for quantity in own)
    return _numbered(of_each)


def _label_behind(said: QuantityPhrase) -> _Found | None:
    """`3 من الأولى و1 من الثانية`."""
    labels = re.sub("[^1234]", "", said.shape)
    pairs = dict(zip(labels, (quantity.value for quantity in said.quantities), strict=True))
    return _numbered(pairs) if len(pairs) == len(labels) else None


def _numbered(of_each: Mapping[str, int]) -> _Found | None:
    labels = "".join(sorted(of_each))
    return (
        _Found("counts.labelled", {"": _members([of_each[each] for each in labels])})
        if labels in _ORDINALS[: len(labels)]
        else None
    )


def _open_member(said: QuantityPhrase) -> _Found | None:
    values = iter(_values(said))
    return _Found(
        "counts.open-member", {"": _members([next(values) if letter == "Q" else None for letter in said.shape[::2]])}
    )


def _dead(said: QuantityPhrase) -> _Found | None:
    shape, values = said.shape, [quantity.value for quantity in said.quantities]
    counted = "Qx" in shape
    members: list[int | None] = list(values[:-1] if counted else values)
    listed = _members(members)
    most = listed.total[1] or 0
    fewest = most - values[-1] if counted else 0
    if not members or fewest < 0:
        return None
    return _Found(
        "counts.dead", {"all": listed, "living": Listed((), (fewest, fewest if counted else most), len(members))}
    )


def _decimal(said: QuantityPhrase) -> _Found | None:
    mark = "," if "," in said.fractions[0] else "."
    parts = re.split("[.,]", said.fractions[0])
    if len(parts) == 2 and parts[1] == "00" and len(parts[0]) <= 9:
        return _Found("counts.float", {"": _members([int(parts[0])])})
    if any(len(part) > 2 for part in parts):
        return None
    listed = _members([int(part) for part in parts])
    if len(parts) > 2:
        return _Found("counts.commas" if mark == "," else "counts.dots", {"": listed})
    whole = int(parts[0])
    bounds = (whole, whole + (int(parts[1]) > 0))
    return _Found(
        "counts.comma" if mark == "," else "counts.dot", {"list": listed, "decimal": Listed((bounds,), bounds, 1)}
    )


_Handler = Callable[[QuantityPhrase], _Found | None]
_GRAMMAR: tuple[tuple[re.Pattern[str], _Handler], ...] = tuple(
    (re.compile(shape), handler)
    for shape, handler in (
        (r"Q(\+Q)+|Q(;Q)+|Q(,Q)+|Q(&Q)+", _plain_list),
        ("QQ+", _spaces),
        ("Q-Q", _dash),
        ("Q(-Q){2,}", _by("dashes")),
        ("Q/Q", _slash),
        ("Q(/Q){2,}", _by("slashes")),
        (r"Q\(Q([+;,&/-]Q)+\)|QQ(\+Q)+", _with_list),
        (r"Q(\+Q)+Q", _with_sum),
        ("QFQ", _from_wives),
        ("(F?[1234]F?Q(&Q)*[&;,+]?)+", _labelled),
        ("(QF?[1234][&;,+]?)+", _label_behind),
        (r"[Q?×](\+[Q?×-])+", _open_member),
        (r"Q([+;,&/]Q)*[,;&+]?\(?Q?x\)?", _dead),
        ("f", _decimal),
    )
)
"""The phrases that are lists. `3+1=4` is `Q+QQ`."""

_MEMBER = ("low", "high")


class Counts(Kind):
    """Lists of counts.

    >>> reading = Counts().read("٣+١", CountsOptions())
    >>> dict(reading.parts), [item["low"] for item in reading.items]
    ({'total_low': 4, 'total_high': 4, 'length': 2}, [3, 1])
    """

    name: ClassVar[str] = "counts"
    options: ClassVar[type] = CountsOptions
    parts: ClassVar[Mapping[str, Dtype]] = dict.fromkeys(("total_low", "total_high", "length"), Dtype.COUNT)
    alternatives: ClassVar[Mapping[str, Dtype]] = {**parts, "why": Dtype.CODE}
    items: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT, "high": Dtype.COUNT}
    questions: ClassVar[tuple[Question, ...]] = (
        Question("comma", {"counts.commas": "list"}, frozenset({"counts.comma"})),
        Question("dot", {"counts.dots": "list", "counts.float": "decimal"}, frozenset({"counts.dot"})),
        Question("slash", {"counts.slashes": "list"}, frozenset({"counts.slash"})),
        Question("dash", {"counts.dashes": "list"}, frozenset({"counts.dash"})),
    )
    rules: ClassVar[tuple[Rule, ...]] = COUNTS_RULES
    safe: ClassVar[Safe] = "reading"
    numbers: ClassVar[bool] = True
    many: ClassVar[bool] = True
    length: ClassVar[str] = "length"
    bounds: ClassVar[tuple[str, str] | None] = ("total_low", "total_high")
    decisive: ClassVar[tuple[str, ...]] = ("total_low", "total_high")

    def read(self, text: str, options: Any) -> Reading:
        """Read one list: its sum as `total_low` and `total_high`, its members as items and their number as `length`."""
        short = (
            text if len(text) <= LONGEST_COUNT else "\n".join(line.strip() for line in text.split("\n") if line.strip())
        )
        if len(short) > LONGEST_COUNT:
            return missing(text) or Reading(text, Status.UNREAD, "count.not-a-count")
        if short.isdecimal() and len(short) <= 9:
            return _reading(text, _Found("counts.single", {"": _members([int(short)])}), options)
        if _PLUS.fullmatch(short):  # what nearly all are; the grammar would say the same
            return _reading(text, _Found("counts.list", {"": _members([int(n) for n in short.split("+")])}), options)
        shifted = excel_day(short)
        if shifted:
            return _day(text, shifted)
        found = None if missing(text) is not None else _read(short)
        return _as_count(text, options) if found is None else _reading(text, found, options)

    def show(self, parts: Parts) -> str:
        """Show a sum, or one member."""
        return interval(parts, _MEMBER) if "low" in parts else super().show(parts)

    def agree(self, a: Parts, b: Parts) -> bool:
        """Tell whether the members agree one by one, or, where not both are listed, the sums."""
        listed = a.get("items", ()), b.get("items", ())
        if len(listed[0]) > 1 and len(listed[1]) > 1:
            pairs = zip(*listed, strict=False)
            return len(listed[0]) == len(listed[1]) and all(overlap(*pair, _MEMBER) for pair in pairs)
        return super().agree(a, b)

    def same(self, a: Parts, b: Parts) -> bool:
        """Tell whether the sums are the same, and as many members are listed."""
        return len(a.get("items", ())) == len(b.get("items", ())) and super().same(a, b)


def _read(short: str) -> _Found | None:
    said = quantity_phrase(short)
    if said is None:
        return None
    if any(quantity.noun in UNITS for quantity in said.quantities):
        return None
    said = _nothing_is_zero(said)
    bare = said.shape.removesuffix("(?)").rstrip("?")
    for shape in dict.fromkeys((said.shape, bare)):
        for pattern, handler in _GRAMMAR:
            if pattern.fullmatch(shape):
                found = handler(said)
                doubted = found and shape != said.shape and len(found.choices) == 1
                return _Found("counts.doubted", found.choices) if found and doubted else found
    return None


def _nothing_is_zero(said: QuantityPhrase) -> QuantityPhrase:
    """`3 - لا يوجد`: in a list, none is the number 0."""
    if "Z" not in said.shape or said.shape.strip("Z") != said.shape.strip("Z").replace("Zp", "") or len(said.shape) < 3:
        return said
    quantities = iter(said.quantities)
    row = (Quantity(0, "", "words") if letter == "Z" else next(quantities) for letter in said.shape if letter in "ZQ")
    return replace(said, shape=said.shape.replace("Z", "Q"), quantities=tuple(row))


def _reading(text: str, found: _Found, options: CountsOptions) -> Reading:
    if not found.choices:
        return Reading(text, Status.UNREAD, found.note)
    largest = max((high or 0 for each in found.choices.values() for _, high in (*each.members, each.total)), default=0)
    if largest > options.at_most:
        return Reading(text, Status.UNREAD, "counts.column-shift")
    listed = next(iter(found.choices.values()))
    items = tuple({"low": low, "high": high} for low, high in listed.members)
    if len(found.choices) == 1:
        status = Status.EXACT if found.note in _CERTAIN else Status.INFERRED
        return Reading(text, status, found.note, None, listed.row(), (), items)
    rows = tuple({**each.row(), "why": why} for why, each in found.choices.items())
    return Reading(text, Status.AMBIGUOUS, found.note, None, _span(rows), rows)


def _span(rows: tuple[dict[str, Any], ...]) -> dict[str, int | None]:
    lows = [row["total_low"] for row in rows]
    highs = [row["total_high"] for row in rows]
    lengths = {row["length"] for row in rows}
    high = None if None in highs else max(highs)
    return {"total_low": min(lows), "total_high": high, "length": lengths.pop() if len(lengths) == 1 else None}


def _day(text: str, shifted: Day) -> Reading:
    """A day that Excel may have made of a list: both orders are proposals, and so is that it is a day."""
    if shifted.pair is None:
        return Reading(text, Status.UNREAD, "counts.column-shift")
    orders = dict.fromkeys((shifted.pair, shifted.pair[::-1]))
    rows = tuple({**_members(list(order)).row(), "why": f"{order[0]}+{order[1]}"} for order in orders)
    rows += ({"total_low": 0, "total_high": None, "length": None, "why": "day"},)
    return Reading(text, Status.AMBIGUOUS, "counts.excel-date", None, _span(rows), rows)


def _as_count(text: str, options: CountsOptions) -> Reading:
    """What is no list is a count of children: one member, or none at all."""
    one = Count().read(text, CountOptions(of="children", at_most=options.at_most))
    if one.status in (Status.UNREAD, Status.MISSING):
        return one
    bounds = one.parts["low"], one.parts["high"]
    single = one.note in ("count.words", "count.number", "count.noun", "count.lookalike", "count.doubted")
    listed = Listed((bounds,) if single else (), bounds, 1 if single else None)
    note = "counts.single" if one.note in ("count.words", "count.number") else one.note
    rows = tuple({"total_low": row["low"], "total_high": row["high"], "why": row["why"]} for row in one.alternatives)
    items = tuple({"low": low, "high": high} for low, high in listed.members) if not rows else ()
    return Reading(text, one.status, note, one.missing, listed.row(), rows, items)
