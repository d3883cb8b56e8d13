"""Checks of one value against what the form says: bounds, an era, the day the papers were found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from records.checks.base import NOT_CHECKABLE, Answers, Check, Said, Setting, View, answers
from records.checks.intervals import (
    Range,
    Span,
    disjoint,
    inside,
    outside,
    span,
    within,
    written,
)
from records.kinds.kind import is_dated
from records.model import Severity, WrongValueError


class BoundsCheck(Check):
    """Does the value lie within the bounds that its field has in the form?"""

    id = "bounds"
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, each in setting.form.fields.items() if _bounds(each.options) != (None, None)]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        least, most = _bounds(side.column.options)
        if side.is_dated:
            return _between(side.span, span(least, most))
        values, bounds = side.range(), limits(least, most, side.column.kind.per)
        return answers(disjoint(values, bounds), within(values, bounds))

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        return [
            {"of_field": side.name, "reading": side.shown[row], "bounds": _written(_bounds(side.column.options))}
            for row in range(len(side))
        ]


def _bounds(options: Any) -> tuple[Any, Any]:
    """The bounds that a field has, of whichever kind; None is open."""
    for least, most in (("not_before", "not_after"), ("not_below", "not_above")):
        low, high = (getattr(options, name, None) for name in (least, most))
        if low not in (None, "") or high not in (None, ""):
            return (None if low == "" else low), (None if high == "" else high)
    return None, None


def limits(least: float | None, most: float | None, per: int = 1) -> Range:
    """One range of numbers; None is open. `per`: so many units of the range are one of the bounds.

    >>> limits(None, 4), limits(18, None, 12)
    (Range(low=array(-inf), high=array(4.)), Range(low=array(216.), high=array(inf)))
    """
    low = -np.inf if least is None else least * per
    high = np.inf if most is None else most * per + per - 1
    return Range(np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64))


def _written(bounds: tuple[Any, Any]) -> str:
    return "/".join(".." if each is None else str(each) for each in bounds)


def _between(dates: Span, bounds: Span) -> Answers:
    return answers(outside(dates, bounds), inside(dates, bounds))


@dataclass(frozen=True)
class _Era:
    fields: tuple[str, ...] = field(metadata={"field": ("date",)})
    not_before: str | None = None
    not_after: str | None = None

    def __post_init__(self) -> None:
        if self.not_before is None and self.not_after is None:
            raise WrongValueError("era-bounds")
        for each in (self.not_before, self.not_after):
            iso_day(each)


def iso_day(text: str | None) -> None:
    """Refuse what is no day while the form is loaded, with its line."""
    if text is not None and (len(text) != 10 or np.isnat(np.datetime64(text, "D"))):
        raise WrongValueError("no-day", name=text)


class Era(Check):
    """Does the date lie in the time in which it can have happened: an office, a province, a war?"""

    id = "era"
    arguments = _Era
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name in setting.args.fields]

    def answer(self, view: View) -> Answers:
        return _between(view.sides[0].span, span(view.args.not_before, view.args.not_after))

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        era = _written((view.args.not_before, view.args.not_after))
        return [{"of_field": side.name, "reading": side.shown[row], "era": era} for row in range(len(side))]


@dataclass(frozen=True)
class _Fields:
    fields: tuple[str, ...] | None = field(default=None, metadata={"field": ("date",)})


class NotAfterFound(Check):
    """Is the date not after the day the papers were found? Without that day nobody can tell: there is no today."""

    id = "not-after-found"
    arguments = _Fields

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        dates = [name for name, each in setting.form.fields.items() if is_dated(each.reader)]
        return [(name,) for name in (dates if setting.args.fields is None else setting.args.fields)]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        if view.setting.found is None:
            return np.full(len(side), NOT_CHECKABLE)
        found = view.setting.found.isoformat()
        return _between(side.span, span(None, found))

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        first, last = side.span
        return [
            {"of_field": side.name, "reading": written(first[row], last[row]), "found": str(view.setting.found)}
            for row in range(len(side))
        ]
