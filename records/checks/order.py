"""Checks of two dates against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from records.checks.base import CANNOT_TELL, Answers, Check, CheckResult, Outcome, Said, Setting, View, answers
from records.checks.intervals import Flags, Span, certainly_after, certainly_before, certainly_not_after
from records.checks.printed_dates import as_dated, forms_by_date, forms_of_each, typed_by_one
from records.checks.trials import OtherReading, days_in_common
from records.forms import Form
from records.model import Severity

if TYPE_CHECKING:
    from records.batch import Batch


def in_order(earlier: Span, later: Span) -> Answers:
    """Broken when the later is certainly before the earlier; the same day is in order."""
    return answers(certainly_before(later, earlier), certainly_not_after(earlier, later))


@dataclass(frozen=True)
class _Order:
    earlier: str = field(metadata={"field": ("date",)})
    later: str = field(metadata={"field": ("date",)})


PRINTED = "template_date"
"""The field whose date is printed on the blank form, in the shared words for fields."""


class DateOrder(Check):
    """Does what comes first come first?

    A blank form is printed on any day of the period that is printed on it, so one filled in within that is in order.
    """

    id = "date-order"
    arguments = _Order

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.later, setting.args.earlier)]

    def answer(self, view: View) -> Answers:
        later, earlier = view.sides
        span = earlier.span
        return in_order(Span(span.earliest, span.earliest) if earlier.name == PRINTED else span, later.span)

    def say(self, view: View) -> list[Said]:
        later, earlier = view.sides
        return [
            {
                "later_field": later.name,
                "later": later.shown[row],
                "earlier_field": earlier.name,
                "earlier": earlier.shown[row],
            }
            for row in range(len(later))
        ]

    def otherwise(self, view: View, n: int) -> Iterator[Iterator[OtherReading]]:
        return _overlap(self.answer(view), view, n)


def _overlap(answers: Answers, view: View, n: int) -> Iterator[Iterator[OtherReading]]:
    """The days that the two dates share, where these leave open which of them comes first."""
    if n == 0:
        first, second = view.sides
        yield days_in_common(first, second, answers == CANNOT_TELL)


@dataclass(frozen=True)
class _FormDate:
    form_date: str = field(metadata={"field": ("date",)})
    event: str = field(metadata={"field": ("date",)})
    printed: bool | None = None
    """Is this the date printed on the blank form? Where nothing is said: when the field is `template_date`."""

    @property
    def is_printed(self) -> bool:
        return self.form_date == PRINTED if self.printed is None else self.printed

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self.is_printed else Severity.ERROR


class DateOfForm(Check):
    """Is a form dated before what it records, such as a joining?

    A blank form may be filled in years after it was printed, so a printed date only wants an explanation, and only for
    what came after the period it names: a form printed in 2015 may well record a joining of that year. A form that was
    filled in before the event it records cannot be.
    """

    id = "date-of-form"
    arguments = _FormDate

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.event, setting.args.form_date)]

    def answer(self, view: View) -> Answers:
        event, form_date = view.sides
        span = form_date.span
        return in_order(event.span, Span(span.latest, span.latest) if view.args.is_printed else span)

    def say(self, view: View) -> list[Said]:
        event, form_date = view.sides
        return [
            {
                "event_field": event.name,
                "event": event.shown[row],
                "form_field": form_date.name,
                "form": form_date.shown[row],
            }
            for row in range(len(event))
        ]

    def otherwise(self, view: View, n: int) -> Iterator[Iterator[OtherReading]]:
        return _overlap(self.answer(view), view, n)

    def related(self, asked: CheckResult, answered: Sequence[CheckResult]) -> tuple[CheckResult, ...]:
        """Of a printed date: whether the form was filled in before the event."""
        args = asked.spec.args
        if not args.is_printed:
            return ()
        same = (each for each in answered if each.check.id == self.id and each.spec.args.event == args.event)
        return tuple(each for each in same if not each.spec.args.is_printed)[:1]

    def settled(self, view: View) -> list[Said | None]:
        """A blank form that was filled in after the event, as its own date says, contradicts no printed date."""
        if not view.related or view.records is None:
            return [None] * len(view)
        (asked,) = view.related
        filled = asked.sides(view.records)[1]
        after = (asked.outcomes[view.records] == Outcome.HOLDS) & ~filled.readings.soft[filled.rows]
        said = {"variant": "settled", "filled_field": filled.name}
        return [{**said, "filled": filled.shown[row]} if after[row] else None for row in range(len(view))]

    def explain(self, view: View) -> list[list[Said]]:
        """A blank form may be filled in years after it was printed, unless its own date says that it was not."""
        if not view.args.is_printed or view.asked is None:
            return [[] for _ in range(len(view))]
        dates, every, one = as_dated(view.sides[1]), forms_of_each(view.asked), typed_by_one(view.asked)
        told = [_filled_later(date, every[date], every.total()) for date in dates]
        alone = [[one[date]] if date in one else [] for date in dates]
        if not view.related or view.records is None:
            return [[*own, each] for own, each in zip(alone, told, strict=True)]
        (asked,) = view.related
        filled = asked.sides(view.records)[1]
        before = asked.outcomes[view.records] == Outcome.CERTAIN
        later = certainly_after(filled.span, view.sides[1].span) & filled.readings.read[filled.rows]
        return [
            own if before[row] else [*own, _filled_in(each, filled.shown[row]) if later[row] else each]
            for row, (own, each) in enumerate(zip(alone, told, strict=True))
        ]

    def whole(self, asked: CheckResult) -> list[Said]:
        """How many forms of the same date share it: a printer's year is shared, a slip is not."""
        event, form_date = (each.name for each in asked.readings)
        return [
            {
                "variant": group.variant,
                "event_field": event,
                "form_field": form_date,
                "form": form,
                "event": group.events,
                "certain": group.certain,
                "records": group.reported,
                "of": group.of,
            }
            for form, group in forms_by_date(asked).items()
            if group.reported > 1
        ]


def _filled_later(form: str, same: int, every: int) -> dict[str, Any]:
    """A blank form that was filled in later; who else has the same printed date speaks for it."""
    said = {"id": "template-filled-later", "args": {"form": form}}
    return {**said, "evidence": "same-printed", "evidence_for": same, "of": every} if same > 1 else said


def _filled_in(said: Said, filled: str) -> Said:
    """The same where the form's own date speaks for it."""
    return {**said, "evidence": "filled-in", "evidence_for": 1, "of": 1, "filled": filled}


@dataclass(frozen=True)
class _SameDate:
    date: str = field(metadata={"field": ("date",)})
    other: str = field(metadata={"field": ("date",)})
    days: int = 2
    """How far apart they may be: two calendars, or two tables of one, differ by a day or two."""


class SameDate(Check):
    """Are two columns of one date, such as a Hijri and a Gregorian one, the same day?"""

    id = "same-date"
    arguments = _SameDate
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.date, setting.args.other)]

    def answer(self, view: View) -> Answers:
        first, second = (side.span for side in view.sides)
        days = np.timedelta64(view.args.days, "D")
        apart = (first.latest + days < second.earliest) | (second.latest + days < first.earliest)
        close = np.maximum(first.latest, second.latest) - np.minimum(first.earliest, second.earliest) <= days
        return answers(apart, close)

    def say(self, view: View) -> list[Said]:
        first, second = view.sides
        return [
            {"date_field": first.name, "date": one, "other_field": second.name, "other": other, "days": view.args.days}
            for one, other in zip(first.shown, second.shown, strict=True)
        ]


def orders(form: Form) -> list[tuple[str, str, bool]]:
    """The dates that the form's checks put in order: what comes first, what after it, and whether a paper may break it.

    A date printed on the blank form may be years older than what the form records.
    """
    found = []
    for spec in form.checks:
        if spec.check == DateOrder.id:
            found.append((spec.args.earlier, spec.args.later, False))
        elif spec.check == DateOfForm.id:
            found.append((spec.args.event, spec.args.form_date, spec.args.is_printed))
    return list(dict.fromkeys(found))


def contradictory(batch: Batch) -> Flags:
    """The records in which two dates are certainly in the wrong order, so that nobody knows which of them is right."""
    wrong = np.zeros(len(batch), dtype=bool)
    for earlier, later, may_break in orders(batch.form):
        if not may_break:
            first, last = batch.columns[earlier], batch.columns[later]
            starts, ends = first.ends[0].to_numpy()[first.codes], last.ends[1].to_numpy()[last.codes]
            wrong |= np.less(ends, starts)
    return wrong
