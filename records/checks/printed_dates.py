"""Forms by their date: how many share it, how many record what came later, and who typed these."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from records.answers.transcribers import short_names
from records.chance import so_apart
from records.checks.base import CheckResult, Outcome, Said
from records.checks.readings import READ, Rows, Side
from records.checks.trials import years_as_written
from records.evidence import PROVING_CELLS

_BY_CHANCE = 0.01
"""A transcriber's forms differ from the others' when they would by chance at most this often."""


@dataclass(frozen=True)
class FormsOfDate:
    """The forms of one date: how many there are, how many record what came later, and when that was."""

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


def as_dated(form_date: Side) -> list[str]:
    """The year of each form's date as it was written, or its interval where that is no single year."""
    years, known = years_as_written(form_date)
    return [str(years[row]) if known[row] else form_date.shown[row] for row in range(len(form_date))]


def forms_by_date(asked: CheckResult) -> dict[str, FormsOfDate]:
    """The forms of each date that have a finding, by date, in order."""
    records = _contradictory(asked)
    if not len(records):
        return {}
    event, form_date = asked.sides(records)
    every = forms_of_each(asked)
    dates = np.array(as_dated(form_date), dtype=object)
    certain = asked.outcomes[records] == Outcome.CERTAIN
    groups = {}
    for date in sorted(set(dates.tolist())):
        here = dates == date
        sure = here & certain
        events = _years_of(event.take(np.flatnonzero(sure if sure.any() else here)))
        groups[date] = FormsOfDate(every[date], int(here.sum()), int(sure.sum()), events)
    return groups


def _contradictory(asked: CheckResult) -> Rows:
    """The records with a finding that no other field settles."""
    records = asked.found()
    return records if asked.settled is None else records[~asked.settled[records]]


def forms_of_each(asked: CheckResult) -> Counter[str]:
    """How many forms have each date."""
    form_date = _all_dates(asked)
    rows = np.bincount(form_date.rows, minlength=1)
    used = np.flatnonzero(rows)
    counts: Counter[str] = Counter()
    distinct = Side(form_date.readings, used)
    for date, n, read in zip(as_dated(distinct), rows[used].tolist(), distinct.is_status(*READ), strict=True):
        counts[date] += n if read else 0
    return counts


def _all_dates(asked: CheckResult) -> Side:
    """The form's date of every record."""
    return asked.sides(np.arange(len(asked.outcomes)))[1]


def typed_by_one(asked: CheckResult) -> Mapping[str, Said]:
    """The dates whose forms record what came later only where one transcriber typed them, and who that is."""
    batch = asked.setting.batch
    groups, names = batch.transcribers[0], short_names(batch.transcribers[1])
    found = _contradictory(asked)
    if len(names) < 2 or len(found) < PROVING_CELLS:
        return {}
    rows, inverse = np.unique(_all_dates(asked).rows, return_inverse=True)
    dates = np.array(as_dated(Side(asked.readings[1], rows)), dtype=object)
    told = {}
    for date in sorted(set(dates[inverse[found]].tolist())):
        here = (dates == date)[inverse] & (asked.outcomes != Outcome.NOT_CHECKABLE)
        typed, reported = np.bincount(groups[here], minlength=len(names)), np.bincount(groups[found[here[found]]])
        who = int(np.argmax(reported))
        own, all_of, others = int(reported[who]), int(typed[who]), int(typed.sum() - typed[who])
        if own < PROVING_CELLS or own < reported.sum() or so_apart((0, others), (own, all_of - own)) > _BY_CHANCE:
            continue
        args: dict[str, Any] = {"event_field": asked.readings[0].name, "form": date, "who": names[who]}
        counts = {"evidence_for": own, "of": all_of, "others": others}
        told[date] = {"id": "one-transcriber", "args": args, "evidence": "one-transcriber", **counts}
    return told


def _years_of(event: Side) -> str:
    """The years in which these events lie: `2016`, `2015/2016`."""
    first, last = (part[~np.isnat(part)].astype("datetime64[Y]") for part in event.span)
    ends = [str(first.min()) if len(first) else "..", str(last.max()) if len(last) else ".."]
    return "/".join(dict.fromkeys(ends))
