"""What a date field of a form may say about itself, and the same worked out once for reading many texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from records.kinds.dates.calendars import GREGORIAN, bounds

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
    ValueError: '1990-02-31' is no day, month or year; write 1990, 1990-02 or 1990-02-15
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
        raise ValueError(f"{text!r} is no day, month or year; write 1990, 1990-02 or 1990-02-15")
    return found
