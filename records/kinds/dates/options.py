"""What a date field of a form may say about itself, worked out once for many texts; and what a text may then mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal, NamedTuple

from records.kinds.dates.calendars import GREGORIAN, bounds
from records.model import Status, WrongValueError

_ISO = re.compile(r"(\d{4})(?:-(\d\d?))?(?:-(\d\d?))?")
PLAUSIBLE = (date(1000, 1, 1), date(2199, 12, 31))
"""Outside these days a date is taken for a slip of the pen, unless `not_before` or `not_after` lie further out."""


@dataclass(frozen=True)
class DateOptions:
    """What a field of dates says about itself.

    `calendar`: of years that bear no mark; where both Hijri calendars are in use, `solar-or-lunar` lets them ask.
    `order`: of day and month where both are possible. `not_before`, `not_after` (ISO: year, month or day): a reading
    outside them is dropped when another lies inside. `two_digit_century`: the first digits of two-digit years; auto
    reads 00–29 as 20xx and 30–99 as 19xx. `unclear`: the notation of characters that were not read; without it a sign
    is all that it is in any of them. `languages`: whose month words dateparser shall be asked for when we lack one.
    `events`: words that stand for a day or an interval, in ISO (`2014-06-10` or `2014-06-10/2014-06-29`). `beside`:
    what words that nobody knows mean beside a date.

    >>> DateOptions(not_before="1990-02-31")
    Traceback (most recent call last):
    ...
    records.model.WrongValueError: '1990-02-31' is no day, month or year; write 1990, 1990-02 or 1990-02-15
    """

    calendar: Literal["auto", "gregorian", "hijri", "solar", "rumi", "julian", "solar-or-lunar"] = "auto"
    order: Literal["auto", "dmy", "mdy", "ymd"] = "auto"
    not_before: str = ""
    not_after: str = ""
    two_digit_century: Literal["auto", "17", "18", "19", "20"] = "auto"
    unclear: Literal["", "ucf", "leiden", "edtf"] = ""
    languages: tuple[str, ...] = ()
    events: dict[str, str] = field(default_factory=dict, hash=False)
    beside: dict[str, Literal["before", "after", "nothing"]] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        for text in (
            self.not_before,
            self.not_after,
            *(end for value in self.events.values() for end in value.split("/")),
        ):
            _interval(text)

    @cached_property
    def low(self) -> date | None:
        """The first day of `not_before`."""
        return _interval(self.not_before)[0]

    @cached_property
    def high(self) -> date | None:
        """The last day of `not_after`."""
        return _interval(self.not_after)[1]

    @cached_property
    def plausible(self) -> tuple[date, date]:
        """The days outside which a date is taken for a slip."""
        return min(PLAUSIBLE[0], self.low or PLAUSIBLE[0]), max(PLAUSIBLE[1], self.high or PLAUSIBLE[1])

    @cached_property
    def years(self) -> dict[tuple[str, str], Any]:
        """What year numbers mean with these options, worked out once; see `numbers.years`."""
        return {}

    @cached_property
    def unmarked(self) -> bool:
        """Whether a year alone says its calendar."""
        return self.calendar in ("auto", "solar-or-lunar")

    @cached_property
    def simple(self) -> bool:
        """Whether nothing is said that could change a full date of 1500 to 2199 that is a day in one way only."""
        return self.calendar in ("auto", "gregorian") and self.order in ("auto", "dmy")

    @cached_property
    def unbounded(self) -> bool:
        """Whether no bounds are given."""
        return self.low is None and self.high is None

    @cached_property
    def event_days(self) -> dict[str, tuple[date | None, date | None]]:
        """First and last day of each event."""
        return {
            word: (_interval(value.split("/")[0])[0], _interval(value.split("/")[-1])[1])
            for word, value in self.events.items()
        }


def _interval(text: str) -> tuple[date | None, date | None]:
    if not text:
        return None, None
    match = _ISO.fullmatch(text)
    found = match and bounds(GREGORIAN, *(int(part or 0) for part in match.groups()))
    if not found:
        raise WrongValueError("no-interval", name=text)
    return found


class Alternative(NamedTuple):
    """One reading: first and last day (None is an open end), why, EDTF, calendar as written."""

    earliest: date | None
    latest: date | None
    why: str
    edtf: str
    calendar: str = GREGORIAN


class Meaning(NamedTuple):
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
        return self._replace(note=note, status=status or self.status)


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
