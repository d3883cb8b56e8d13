"""Checks of two dates against each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from records.checks.base import Answers, Check, CheckResult, Outcome, Said, Setting, View, answers
from records.checks.explanations import Trial
from records.checks.intervals import Flags, Span, certainly_before, certainly_not_after
from records.checks.readings import READ, Side
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


class DateOrder(Check):
    """Does what comes first come first?"""

    id = "date-order"
    arguments = _Order

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.later, setting.args.earlier)]

    def answer(self, view: View) -> Answers:
        later, earlier = view.sides
        return in_order(earlier.span, later.span)

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

    def explain(self, view: View) -> list[list[Said]]:
        trial = Trial(self, view).dates()
        trial.overlap(view.sides[0], view.sides[1])
        return trial.found


PRINTED = "template_date"
"""The field whose date is printed on the blank form, in the shared words for fields."""


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

    def explain(self, view: View) -> list[list[Said]]:
        trial = Trial(self, view).dates()
        trial.overlap(view.sides[0], view.sides[1])
        if view.args.is_printed and view.asked is not None:
            groups, dates = _by_form(view.asked), _dated(view.sides[1])
            every = np.arange(len(dates))
            trial.add(every, "template-filled-later", lambda row: {"form": dates[row], **groups[dates[row]].shared})
        return trial.found

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
                **group.shared,
            }
            for form, group in _by_form(asked).items()
            if group.reported > 1
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


@dataclass(frozen=True)
class _Group:
    """The forms of one date."""

    of: int
    reported: int
    certain: int
    events: str

    @property
    def variant(self) -> str:
        """Which words tell it: all of them certainly, some, or none."""
        if not self.certain:
            return "batch_may"
        return "batch" if self.certain == self.reported else "batch_some"

    @property
    def shared(self) -> dict[str, int]:
        return {"records": self.reported, "of": self.of}


def _dated(form_date: Side) -> list[str]:
    """The year of each form's date, or its interval where that is no single year."""
    first, last = (part.astype("datetime64[Y]") for part in form_date.span)
    year = np.where(first == last, first.astype(str), "")
    return [str(year[row]) or form_date.shown[row] for row in range(len(form_date))]


def _by_form(asked: CheckResult) -> dict[str, _Group]:
    """The forms of each date that have a finding, by date, in order."""
    records = asked.found()
    if not len(records):
        return {}
    event, form_date = asked.sides(records)
    every = _of_each_date(asked.sides(np.arange(len(asked.outcomes)))[1])
    dates = np.array(_dated(form_date), dtype=object)
    certain = asked.outcomes[records] == Outcome.CERTAIN
    groups = {}
    for date in sorted(set(dates.tolist())):
        here = dates == date
        sure = here & certain
        events = _years_of(event.take(np.flatnonzero(sure if sure.any() else here)))
        groups[date] = _Group(every[date], int(here.sum()), int(sure.sum()), events)
    return groups


def _of_each_date(form_date: Side) -> Counter[str]:
    """How many forms have each date."""
    rows = np.bincount(form_date.rows, minlength=1)
    used = np.flatnonzero(rows)
    counts: Counter[str] = Counter()
    distinct = Side(form_date.readings, used)
    for date, n, read in zip(_dated(distinct), rows[used].tolist(), distinct.is_status(*READ), strict=True):
        counts[date] += n if read else 0
    return counts


def _years_of(event: Side) -> str:
    """The years in which these events lie: `2016`, `2015/2016`."""
    first, last = (part[~np.isnat(part)].astype("datetime64[Y]") for part in event.span)
    ends = [str(first.min()) if len(first) else "..", str(last.max()) if len(last) else ".."]
    return "/".join(dict.fromkeys(ends))
