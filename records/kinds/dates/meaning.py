"""What a piece of text may mean: alternatives, how sure, and the rule that says so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from records.kinds.dates.calendars import GREGORIAN
from records.kinds.dates.options import DateOptions
from records.model import Status


class Alternative(NamedTuple):
    """One reading: first and last day (None is an open end), why, EDTF, calendar as written."""

    earliest: date | None
    latest: date | None
    why: str
    edtf: str
    calendar: str = GREGORIAN


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a text, or a piece of it, may mean. No alternatives: it cannot be read, and the note says why."""

    status: Status
    note: str
    alternatives: tuple[Alternative, ...] = ()
    approximate: bool = False
    uncertain: bool = False

    @property
    def hull(self) -> tuple[date | None, date | None]:
        """First and last day over all alternatives."""
        starts = [each.earliest for each in self.alternatives]
        ends = [each.latest for each in self.alternatives]
        return (
            None if None in starts else min(starts),  # type: ignore[type-var]  # no None is left
            None if None in ends else max(ends),  # type: ignore[type-var]  # no end is None here
        )

    def noted(self, note: str, status: Status | None = None) -> Meaning:
        """The same by another rule."""
        return replace(self, note=note, status=status or self.status)


def unread(note: str) -> Meaning:
    """No meaning, and why."""
    return Meaning(Status.UNREAD, note)


def meaning(alternatives: list[Alternative], note: str, status: Status, options: DateOptions) -> Meaning:
    """Those alternatives, once each, that the field's bounds leave; ambiguous when several remain."""
    once: dict[tuple[date | None, date | None], Alternative] = {}
    for each in alternatives:
        once.setdefault((each.earliest, each.latest), each)
    kept = within_bounds(list(once.values()), options)
    if len(kept) > 1:
        return Meaning(Status.AMBIGUOUS, note, tuple(kept))
    if len(kept) < len(once):
        return Meaning(Status.INFERRED, "date.only-within-bounds", tuple(kept))
    return Meaning(Status.INFERRED if status is Status.AMBIGUOUS else status, note, tuple(kept))


def within_bounds(alternatives: list[Alternative], options: DateOptions, *, strict: bool = False) -> list[Alternative]:
    """The alternatives that may lie between `not_before` and `not_after`; all of them when none may, unless strict."""
    low, high = options.low, options.high
    if low is None and high is None:
        return alternatives
    inside = [
        each
        for each in alternatives
        if (low is None or each.latest is None or each.latest >= low)
        and (high is None or each.earliest is None or each.earliest <= high)
    ]
    return inside if strict else inside or alternatives
