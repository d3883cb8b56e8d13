"""The grammar of counts: which phrases can be read, and what each says.

A handler gets a phrase and what the field counts (`of`), and gives the bounds it says, several where it may.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from records.kinds.quantities import CHILDREN, UNITS, Quantity, QuantityPhrase

NumberBounds = tuple[int | None, int | None]
UNREAD = frozenset({"count.not-said", "count.other-noun", "count.negative"})
"""Notes of what is understood and gives no number."""


@dataclass(frozen=True)
class CountReading:
    """What a rule makes of a phrase: by whom it was decided, and the bounds by the reason for each."""

    note: str
    choices: Mapping[str, NumberBounds]

    @property
    def bounds(self) -> NumberBounds:
        """What spans all choices."""
        lows = [low for low, _ in self.choices.values()]
        highs = [high for _, high in self.choices.values()]
        low = None if None in lows else min(low for low in lows if low is not None)
        return low, None if None in highs else max(high for high in highs if high is not None)


def _one(note: str, low: int | None, high: int | None) -> CountReading:
    return CountReading(f"count.{note}", {"": (low, high)})


def _number(said: QuantityPhrase, _of: str) -> CountReading:
    first = said.quantities[0]
    return _one(first.how, first.value, first.value)


def _rising(said: QuantityPhrase, of: str) -> CountReading:
    low, high = (quantity.value for quantity in said.quantities)
    return _one("range", low, high) if low < high else _divided(said, of)


def _between(said: QuantityPhrase, _of: str) -> CountReading:
    low, high = sorted(quantity.value for quantity in said.quantities)
    return _one("between", low, high)


def _either(said: QuantityPhrase, _of: str) -> CountReading:
    return CountReading("count.either", {str(each.value): (each.value, each.value) for each in said.quantities})


def _bound(note: str, low: int | None, high: int | None) -> Callable[[QuantityPhrase, str], CountReading]:
    """A bound moved by `low` or `high` from the number; None is the open side."""

    def bound(said: QuantityPhrase, _of: str) -> CountReading:
        value = said.quantities[0].value
        return _one(note, 0 if low is None else value + low, None if high is None else max(value + high, 0))

    return bound


def _always(note: str, low: int | None, high: int | None) -> Callable[[QuantityPhrase, str], CountReading]:
    return lambda _said, _of: _one(note, low, high)


def _marital(note: str, low: int, high: int | None) -> Callable[[QuantityPhrase, str], CountReading]:
    """What a marital status says about wives; about anything else it says nothing."""

    def wives(_: QuantityPhrase, of: str) -> CountReading:
        if of == "wives":
            return _one(note, low, high)
        if of:
            return _one("not-said", None, None)
        return CountReading(f"count.{note}", {"wives": (low, high), "not wives": (0, None)})

    return wives


def _married_and(said: QuantityPhrase, of: str) -> CountReading:
    """`متزوج من اثنتين` says wives; `متزوج، 2` does not say of what."""
    quantity = said.quantities[0]
    number: NumberBounds = (quantity.value, quantity.value)
    if quantity.noun in CHILDREN:
        return _for_field("by-noun", {"wives": (1, None), "children": number}, of)
    if quantity.noun or "F" in said.shape:
        return _for_field("by-noun", {"wives": number}, of)
    if of == "wives":
        return CountReading("count.married-number", {"wives": number, "children": (1, None)})
    return CountReading("count.married-number", {"children": number, "wives": (0, None) if of else number})


def _single_and(said: QuantityPhrase, of: str) -> CountReading | None:
    """`أعزب + children 2`: no wife, and children all the same."""
    quantity = said.quantities[0]
    number: NumberBounds = (quantity.value, quantity.value)
    return _for_field("by-noun", {"wives": (0, 0), "children": number}, of) if quantity.noun in CHILDREN else None


def _list(said: QuantityPhrase, of: str) -> CountReading:
    return _sum_or_length("list", [quantity.value for quantity in said.quantities], of)


def _sum_or_length(note: str, values: list[int], of: str) -> CountReading:
    """A list in a count: its sum where children are counted; else its sum or how many members it has."""
    total = sum(values)
    if of not in ("", "wives"):
        return _one(note, total, total)
    return CountReading(f"count.{note}", {"sum": (total, total), "members": (len(values), len(values))})


def _divided(said: QuantityPhrase, of: str) -> CountReading:
    """`3/1` and `3-1`: a list, 3 children of 1 wife, or one of two numbers."""
    first, second = (quantity.value for quantity in said.quantities)
    choices = {why or "sum": bounds for why, bounds in _list(said, of).choices.items()}
    if of == "wives":
        choices["of wives"] = (second, second)
    else:
        choices["of wives"] = (first, first)
    if first < second:
        choices["either"] = (first, second)
    return CountReading("count.list", choices)


def _together(said: QuantityPhrase, of: str) -> CountReading | None:
    """Several quantities side by side: boys and girls, wives and children, or a list; the enslaved are apart."""
    nouns = [quantity.noun for quantity in said.quantities]
    if of and "slaves" in nouns and set(nouns) != {"slaves"}:
        return _slaves_apart(said, of)
    if not any(nouns):
        return _list(said, of)
    if set(nouns) <= {"boys", "girls", "offspring"} and len(set(nouns)) == len(nouns):
        total = sum(quantity.value for quantity in said.quantities)
        return _for_field("boys-and-girls", {"children": (total, total)}, of)
    if len(set(nouns)) == len(nouns) and all(nouns):
        return _by_noun(said.quantities, of)
    if "slaves" in nouns and "" in nouns:
        return None
    return _list(said, of) if len(set(nouns) - {""}) == 1 else None


def _slaves_apart(said: QuantityPhrase, of: str) -> CountReading | None:
    """`4 + ملك يمين`: enslaved persons are added to nobody; a number without a noun is what the field counts."""
    slaves = [quantity.value for quantity in said.quantities if quantity.noun == "slaves"]
    others = tuple(quantity for quantity in said.quantities if quantity.noun != "slaves")
    if of == "slaves":
        return _one("by-noun", sum(slaves), None if said.plain_nouns else sum(slaves))
    rest = replace(said, shape="&".join("Q" * len(others)), quantities=others, plain_nouns=())
    found = _number(rest, of) if len(others) == 1 else _together(rest, of)
    if found is None or counts_other(rest, of):
        return _one("other-noun", None, None) if found else None
    return CountReading("count.by-noun", found.choices) if of else None


def _with_slaves(said: QuantityPhrase, of: str) -> CountReading | None:
    """`زوجة وملك يمين`: how many they are is not said."""
    if said.plain_nouns != ("slaves",):
        return None
    return _one("by-noun", 1, None) if of == "slaves" else _slaves_apart(said, of)


def _of_them(said: QuantityPhrase, _of: str) -> CountReading | None:
    """`أربعة أولاد منهم بنت`: some of all are named apart, and are among them."""
    all_of_them, *some = (quantity.value for quantity in said.quantities)
    return _one("of-them", all_of_them, all_of_them) if sum(some) <= all_of_them else None


def _none(said: QuantityPhrase, _of: str) -> CountReading | None:
    """`لم يرزق بأطفال`: none of what is counted."""
    one = all(quantity.how == "noun" and quantity.value == 1 for quantity in said.quantities)
    return _one("none", 0, 0) if one else None


def _twins(_: QuantityPhrase, of: str) -> CountReading | None:
    """`توأمين`: two twins, or two pairs of them."""
    return CountReading("count.either", {"2": (2, 2), "4": (4, 4)}) if of in ("", "children") else None


def _side_by_side(said: QuantityPhrase, of: str) -> CountReading | None:
    """`زوجتان 3 أطفال`: each number says what it counts."""
    return _together(said, of) if all(quantity.noun for quantity in said.quantities) else None


def _by_noun(quantities: tuple[Quantity, ...], of: str) -> CountReading | None:
    choices: dict[str, NumberBounds] = {}
    for quantity in quantities:
        counted = "children" if quantity.noun in CHILDREN else quantity.noun
        if counted in choices:
            return _children_and(quantities) if set(choices) == {"children"} and of in ("", "children") else None
        choices[counted] = (quantity.value, quantity.value)
    return _for_field("by-noun", choices, of)


def _children_and(quantities: tuple[Quantity, ...]) -> CountReading:
    """`3 أطفال، 2 بنات`: two of the three are girls, or two girls besides."""
    first, total = quantities[0].value, sum(quantity.value for quantity in quantities)
    if all(quantity.how == "noun" for quantity in quantities):
        return _one("boys-and-girls", total, total)
    of_them = max(quantity.value for quantity in quantities) if first == 0 else first
    return CountReading("count.list", {"of them": (of_them, of_them), "besides": (total, total)})


def _for_field(note: str, choices: Mapping[str, NumberBounds], of: str) -> CountReading:
    """The choice that is of what the field counts; all of them when the form does not say."""
    if not of:
        return CountReading(f"count.{note}", choices)
    low, high = choices.get(of, (None, None))
    return _one(note, low, high) if of in choices else _one("other-noun", None, None)


def _with_list(said: QuantityPhrase, of: str) -> CountReading | None:
    head, *members = (quantity.value for quantity in said.quantities)
    total = sum(members)
    if head == len(members):
        return _for_field("with-list", {"wives": (head, head), "children": (total, total)}, of)
    return _one("with-list", head, head) if head == total else None


def _from_wives(said: QuantityPhrase, of: str) -> CountReading:
    children, wives = (quantity.value for quantity in said.quantities)
    if of == "wives":
        return _one("from-wives", wives, wives)
    return _one("from-wives", children, children)


def _dead(said: QuantityPhrase, _of: str) -> CountReading | None:
    alive = said.quantities[0].value
    dead = said.quantities[1].value if len(said.quantities) > 1 else None
    if dead is None:
        return CountReading("count.dead", {"all": (alive, alive), "living": (0, alive)})
    if dead > alive:
        return None
    return CountReading("count.dead", {"all": (alive, alive), "living": (alive - dead, alive - dead)})


def _dead_later(said: QuantityPhrase, _of: str) -> CountReading | None:
    """`واحدة والثانية متوفاة`: one more, who is dead or divorced."""
    living = said.quantities[0].value
    return CountReading("count.dead", {"all": (living + 1, living + 1), "living": (living, living)})


def _decimal(said: QuantityPhrase, of: str) -> CountReading | None:
    """`2.0` is 2; `1.3` is the list 1, 3 or a fraction; `3,1,0` is a list."""
    parts = re.split("[.,]", said.fractions[0])
    if any(len(part) > 9 for part in parts):
        return None
    if len(parts) == 2 and re.fullmatch("0{1,2}", parts[1]):
        return _one("float", int(parts[0]), int(parts[0]))
    if any(len(part) > 2 for part in parts):
        return None
    members = [int(part) for part in parts]
    listed = _sum_or_length("decimal", members, of).choices
    choices = {why or "sum": bounds for why, bounds in listed.items()}
    if len(parts) == 2:
        choices["fraction"] = (members[0], members[0] + 1)
    return CountReading("count.decimal", choices)


_Handler = Callable[[QuantityPhrase, str], CountReading | None]
_GRAMMAR: tuple[tuple[re.Pattern[str], _Handler], ...] = tuple(
    (re.compile(shape), handler)
    for shape, handler in (
        ("Q", _number),
        ("Q-Q", _rising),
        ("bQ[&-]Q|F?QtQ", _between),
        ("QoQ", _either),
        ("Q/Q", _divided),
        ("gQ|Qg", _bound("at-least", 0, None)),
        ("mQ", _bound("at-least", 1, None)),
        (r"Q\+", _bound("open-plus", 0, None)),
        ("lQ|Ql", _bound("at-most", None, 0)),
        ("sQ", _bound("at-most", None, -1)),
        ("aQ|Qa", _number),
        ("p|i|ip", _always("plural", 1, None)),
        (r"Q\(Q([+,;&/-]Q)*\)", _with_list),
        (r"Q[,;&+]?\(?Q?x\)?", _dead),
        ("Q&[234]x", _dead_later),
        (r"Q[,;]?\(?j(Q([,;&+]Q)*)\)?", _of_them),
        ("Q([+,;&]Q)*[+,;&]p", _with_slaves),
        ("ZF?[pQ]", _none),
        ("V", _twins),
        ("QFQ", _from_wives),
        (r"MF?Q|QM|M\(Q\)", _married_and),
        ("M[&,;]?Q", _married_and),
        ("S[+&,;]?Q", _single_and),
        ("M", _marital("married", 1, None)),
        ("S", _marital("single", 0, 0)),
        ("P", _marital("several-wives", 2, None)),
        ("D", _always("not-said", None, None)),
        ("-Q|Q-", _always("negative", None, None)),
        ("Q([+,;&]Q)+", _together),
        ("QQ+", _side_by_side),
        ("f", _decimal),
    )
)
"""The phrases that can be read and what reads them."""


def read_phrase(said: QuantityPhrase, of: str) -> CountReading | None:
    """What a phrase says in a field that counts `of`; None when the grammar has no such phrase."""
    if of != "days" and any(quantity.noun in UNITS for quantity in _without_ages(said).quantities):
        return _one("other-noun", None, None)
    said, beside = _without_ages(said), "A" in said.shape or "K" in said.shape
    shape = said.shape.strip("?") or said.shape
    shape = shape.removesuffix("(?)").strip("?")
    if shape.startswith("(") and shape.endswith(")") and shape.count("(") == 1:
        shape = shape[1:-1]
    handler = next((handler for pattern, handler in _GRAMMAR if pattern.fullmatch(shape)), None)
    found = handler(said, of) if handler else None
    if found is None:
        return None
    if found.note not in ("count.by-noun", "count.from-wives") and counts_other(said, of):
        return _one("other-noun", None, None)
    for letter, note in (("?", "count.doubted"), ("a", "count.approximate")):
        if letter in said.shape and len(found.choices) == 1 and found.note not in UNREAD:
            return CountReading(note, found.choices)
    return (
        CountReading("count.beside", found.choices)
        if beside and len(found.choices) == 1 and found.note not in UNREAD
        else found
    )


def _without_ages(said: QuantityPhrase) -> QuantityPhrase:
    """What stands before the ages of those who are counted, and before what else is told of them."""
    end = min((at for at in map(said.shape.find, "AK") if at > 0), default=0)
    if not end:
        return said
    shape = said.shape[:end].rstrip("&,;(+")
    return replace(said, shape=shape, quantities=said.quantities[: shape.count("Q")])


def counts_other(said: QuantityPhrase, of: str) -> bool:
    """Whether everything said is about something else than what the field counts."""
    nouns = {*(quantity.noun for quantity in said.quantities), *said.plain_nouns} - {"", "persons"}
    about = {"children" if noun in CHILDREN else noun for noun in nouns}
    return bool(of and about and of not in about)
