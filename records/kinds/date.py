"""Dates: a text becomes first and last day, both included, or alternatives, or a reason why not. Never a guess.

The grammar is in `records/kinds/dates/`, its rules in words in `dates/rules.py`, its decisions in `docs/kinds/date.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from records.kinds.dates.atoms import qualified
from records.kinds.dates.meaning import Meaning
from records.kinds.dates.numbers import span
from records.kinds.dates.options import DateOptions
from records.kinds.dates.phrases import phrase
from records.kinds.dates.quick import quick
from records.kinds.dates.rules import QUESTIONS, RULES
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Missing, Question, Reading, Rule, Status
from records.text import plain

__all__ = ["Date", "DateOptions"]


ZEROS = frozenset({"date.all-zeros", "date.excel-zero"})
"""Notes of texts that hold zeros where a date should be: nothing, or not known; they do not say."""


class Date:
    """A day, month, year or span of time, as bounds.

    >>> reading = Date().read("15/3/1437", DateOptions())
    >>> reading.status.value, reading.note, str(reading.parts["earliest"]), str(reading.parts["latest"])
    ('inferred', 'date.hijri-year', '2015-12-25', '2015-12-27')
    """

    name: ClassVar[str] = "date"
    options: ClassVar[type] = DateOptions
    parts: ClassVar[Mapping[str, Dtype]] = {
        "earliest": Dtype.DAY,
        "latest": Dtype.DAY,
        "edtf": Dtype.TEXT,
        "calendar": Dtype.CODE,
        "approximate": Dtype.FLAG,
        "uncertain": Dtype.FLAG,
        "remainder": Dtype.TEXT,
    }
    alternatives: ClassVar[Mapping[str, Dtype]] = {"earliest": Dtype.DAY, "latest": Dtype.DAY, "why": Dtype.CODE}
    items: ClassVar[Mapping[str, Dtype]] = {}
    questions: ClassVar[tuple[Question, ...]] = QUESTIONS
    rules: ClassVar[tuple[Rule, ...]] = (*RULES, *MISSING_RULES)

    def read(self, text: str, options: DateOptions) -> Reading:
        """Read one text, alone."""
        found = quick(text, options)
        if found is not None:
            return reading(text, found)
        said = phrase(plain(text), options)
        if not said.means.alternatives and said.means.note not in ZEROS:
            absent = missing(text) or lost(text)
            if absent:
                return absent
        return reading(text, said.means, said.remainder)


def reading(text: str, found: Meaning, remainder: str = "") -> Reading:
    """What a meaning is as a reading."""
    if found.note in ZEROS:
        return Reading(text, Status.MISSING, found.note, Missing.MARK)
    if not found.alternatives:
        return Reading(text, found.status, found.note)
    earliest, latest = found.hull
    single = len(found.alternatives) == 1
    calendars = {each.calendar for each in found.alternatives}
    parts: dict[str, Any] = {
        "earliest": earliest,
        "latest": latest,
        "edtf": qualified(found.alternatives[0].edtf if single else span(earliest, latest), found),
        "calendar": calendars.pop() if len(calendars) == 1 else "",
        "approximate": found.approximate,
        "uncertain": found.uncertain,
        "remainder": remainder,
    }
    rows = (
        () if single else tuple({"earliest": each[0], "latest": each[1], "why": each[2]} for each in found.alternatives)
    )
    return Reading(text, found.status, found.note, None, parts, rows)
