"""Children of each wife against the wives and the total. Enslaved women are no wives: they are never counted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from records.checks.base import Answers, Check, Said, Setting, View, answers
from records.checks.intervals import Range, disjoint, equal
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


def _members(listed: Side, wives: Range) -> Answers:
    length = listed.members
    childless = listed.range().high == 0
    sum_or_each = (length.high == 1) & (wives.low > 1)
    broken = disjoint(length, wives) & ~childless & ~sum_or_each
    return answers(broken, equal(length, wives) | childless)
