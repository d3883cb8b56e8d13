"""Children of each wife against the wives and the total. Enslaved women are no wives: they are never counted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from records.checks.base import Answers, Check, Said, Setting, View, answers
from records.checks.intervals import Range, completed_years, counted, disjoint, equal
from records.checks.readings import Side
from records.model import Severity, WrongValueError


@dataclass(frozen=True)
class _Children:
    per_wife: str = field(metadata={"field": ("counts",)})
    wives: str | None = field(default=None, metadata={"field": ("count",)})
    total: str | None = field(default=None, metadata={"field": ("count",)})

    def __post_init__(self) -> None:
        if self.wives is None and self.total is None:
            raise WrongValueError("children-of")


class ChildrenPerWife(Check):
    """Has the list of children as many members as there are wives, and does it add up to the total?

    A single number beside several wives cannot be told: it may be the sum, or the same for each.
    """

    id = "children-per-wife"
    arguments = _Children
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        args = setting.args
        return [(args.per_wife, other) for other in (args.wives, args.total) if other is not None]

    def answer(self, view: View) -> Answers:
        listed, other = view.sides
        if other.name == view.args.wives:
            return _members(listed, other.range())
        total = listed.range()
        return answers(disjoint(total, other.range()), equal(total, other.range()))

    def say(self, view: View) -> list[Said]:
        listed, other = view.sides
        counts = listed.members.low
        wives = other.name == view.args.wives
        return [
            {
                "list": str(listed.part("text")[row]),
                "listed": str(int(counts[row])) if wives and np.isfinite(counts[row]) else listed.shown[row],
                "other_field": other.name,
                "other": other.shown[row],
                "variant": "wives" if wives else "total",
            }
            for row in range(len(listed))
        ]

    def explain(self, view: View) -> list[list[Said]]:
        listed, other = view.sides
        if other.name != view.args.wives:
            return [[] for _ in range(len(view))]
        length, wives = listed.members.low, other.range()
        gone, is_sum = length > wives.high, (length == 1) & (wives.low > 1)
        return [
            [{"id": id_, "args": {}} for id_, there in (("wife-gone", gone), ("sum-not-list", is_sum)) if there[row]]
            for row in range(len(view))
        ]


@dataclass(frozen=True)
class _ChildrenForAge:
    children: str = field(metadata={"field": ("count", "counts")})
    birth: str = field(metadata={"field": ("date",)})
    at: str = field(metadata={"field": ("date",)})
    wives: str | None = field(default=None, metadata={"field": ("count",)})
    from_age: int = 15


class ChildrenForAge(Check):
    """Has a person more children than one a year for each wife since the age from which people have any?

    Twins, wives who died and other people's children make this possible at most.
    """

    id = "children-for-age"
    arguments = _ChildrenForAge
    severity = Severity.INFO
    unsure = True

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        args = setting.args
        return [tuple(name for name in (args.children, args.birth, args.at, args.wives) if name is not None)]

    def answer(self, view: View) -> Answers:
        children, most = view.sides[0].range(), _most_children(view)
        return answers(children.low > most.high, children.high <= most.low)

    def say(self, view: View) -> list[Said]:
        children, birth, at, *wives = view.sides
        ages = completed_years(birth.numbered, at.numbered)
        return [
            {
                "children_field": children.name,
                "children": children.shown[row],
                "age": counted(ages.low[row], ages.high[row]),
                "at_field": at.name,
                "from_age": view.args.from_age,
                **({"variant": "wives", "wives": wives[0].shown[row]} if wives else {}),
            }
            for row in range(len(view))
        ]


_MOST_WIVES = 99
"""Where a number of wives has no upper end."""


def _most_children(view: View) -> Range:
    """One child a year for each wife, and for a person of whom none is known."""
    _, birth, at, *wives = view.sides
    years = (np.maximum(end - view.args.from_age, 0) for end in completed_years(birth.numbered, at.numbered))
    mothers = wives[0].range() if wives else Range(np.ones(len(view)), np.ones(len(view)))
    return Range(*(np.clip(number, 1, _MOST_WIVES) * year for number, year in zip(mothers, years, strict=True)))


def _members(listed: Side, wives: Range) -> Answers:
    length = listed.members
    childless = listed.range().high == 0
    sum_or_each = (length.high == 1) & (wives.low > 1)
    broken = disjoint(length, wives) & ~childless & ~sum_or_each
    return answers(broken, equal(length, wives) | childless)
