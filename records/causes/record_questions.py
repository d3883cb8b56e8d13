"""Every question about the values of a few records, which can be asked anew with other values in some of the cells.

An ambiguous cell has several readings; the records stand here in each combination of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import numpy as np

from records.batch import Batch
from records.checks.asking import combined, sharing_fields
from records.checks.base import BROKEN, Check, Setting, View
from records.checks.findings import specs
from records.checks.intervals import Flags
from records.checks.readings import Readings, Rows, Side
from records.checks.table import CHECKS
from records.kinds.kind import is_dated

_ALL_DAYS = tuple(int(np.datetime64(each, "D").astype(np.int64)) for each in ("0001-01-01", "9999-12-31"))
_ALL_NUMBERS = (0, 100_000)

Interval = tuple[Rows, Rows]
"""The first and the last value that a cell may have in each row: days since 1970, or numbers."""


def value_checks(batch: Batch) -> dict[str, Check]:
    """The checks that ask about values, so that other values may keep to them, and that can be certain."""
    known = {**CHECKS, **(batch.form.known_checks or {})}
    kinds_of_no_use = ("of_text", "by_record", "unsure", "doubted")
    return {name: each for name, each in known.items() if not any(getattr(each, use) for use in kinds_of_no_use)}


@dataclass(frozen=True)
class ValueQuestion:
    """One check, asked about some fields together."""

    check: Check
    setting: Setting
    readings: tuple[Readings, ...]

    @property
    def fields(self) -> list[str]:
        """The fields it is about."""
        return [each.name for each in self.readings]


def questions_of(batch: Batch, found: date | None) -> list[ValueQuestion]:
    """The questions about values that the form of a batch asks."""
    checks = value_checks(batch)
    readings: dict[str, Readings] = {}
    questions = []
    for spec in specs(batch.form):
        if spec.check in checks and not checks[spec.check].is_unsure(spec.args):
            setting = Setting(batch, spec.args, found)
            for names in checks[spec.check].subjects(setting):
                for name in names:
                    readings.setdefault(name, Readings(name, batch.column(name)))
                questions.append(ValueQuestion(checks[spec.check], setting, tuple(readings[name] for name in names)))
    return questions


def parted(questions: Sequence[ValueQuestion]) -> list[list[ValueQuestion]]:
    """The questions in parts that have no field in common, such as those of dates and those of children."""
    return [[questions[n] for n in group] for group in sharing_fields([each.fields for each in questions])]


@dataclass(frozen=True)
class RecordQuestions:
    """Records in every combination of their readings. `rows`: the reading of each field, `owner`: whose row it is.

    `noted`: for a check and its fields the records in which it is broken and only a note, so that nothing is wrong.
    """

    questions: Sequence[ValueQuestion]
    rows: Mapping[str, Rows]
    owner: Rows
    noted: Mapping[tuple[str, str], Flags] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        batch: Batch,
        records: Rows,
        questions: Sequence[ValueQuestion],
        noted: Mapping[tuple[str, str], Flags] | None = None,
    ) -> RecordQuestions:
        """The questions, asked about these records."""
        readings = {each.name: each for question in questions for each in question.readings}
        codes = [batch.columns[name].codes[records] for name in readings]
        owner, rows = combined(list(readings.values()), codes)
        return cls(questions, dict(zip(readings, rows, strict=True)), owner, noted or {})

    @property
    def fields(self) -> list[str]:
        """The fields that the questions are about."""
        return list(self.rows)

    def broken(self) -> list[Flags]:
        """For each question the rows that certainly break it."""
        every = np.arange(len(self.owner))
        return [~self._unbroken(question, {}, every) for question in self.questions]

    def hit_by(self, names: Sequence[str], broken: Sequence[Flags]) -> Flags:
        """The rows in which all these cells are read and every broken question is about one of them."""
        hit = np.logical_and.reduce([self._readings(name).read[self.rows[name]] for name in names])
        for question, breaks in zip(self.questions, broken, strict=True):
            if not set(names) & set(question.fields):
                hit &= ~breaks
        return np.asarray(hit)

    def solved_by(self, names: Sequence[str], at: Rows) -> Flags:
        """In which of these rows other values of these cells, within their bounds, break no question.

        What the other cells allow is intersected until nothing changes; then every cell takes the first value that is
        left. For orders and ages, which say how far two dates are apart, that is exact (Bellman and Ford).
        """
        solvable = [name for name in names if self._has_interval(name)]
        free = set(names) - set(solvable)  # a list or a word, whose other values are not tried: any may do
        asked = [question for question in self.questions if not free & set(question.fields)]
        asked = [question for question in asked if set(question.fields) & set(solvable)]
        left = {name: self._limits(name, len(at)) for name in solvable}
        alive = np.ones(len(at), dtype=bool)
        for _ in solvable:
            for question in asked:
                for name in set(question.fields) & set(solvable) if len(question.fields) > 1 else ():
                    alive &= self._narrow(question, name, left, at)
        for question in asked if len(solvable) > 1 else ():
            alive &= self._unbroken(question, {name: (low, low) for name, (low, _) in left.items()}, at)
        return alive

    def _narrow(self, question: ValueQuestion, name: str, left: dict[str, Interval], at: Rows) -> Flags:
        """Leave of a cell's values those that do not certainly break a question; whether there are any."""
        alive, left[name] = narrowed(lambda *ends: self._unbroken(question, {**left, name: ends}, at), *left[name])
        return alive

    def _limits(self, name: str, length: int) -> Interval:
        """What the questions about a field alone allow: its bounds, an era, the day the papers were found."""
        dated = is_dated(self._readings(name).column.kind)
        low, high = (np.array([end]) for end in (_ALL_DAYS if dated else _ALL_NUMBERS))
        one = replace(self, rows={name: np.zeros(1, dtype=np.int64)}, owner=np.zeros(1, dtype=np.int64), noted={})
        for question in self.questions:
            if question.fields == [name]:
                unbroken = lambda *ends, question=question: one._unbroken(question, {name: ends}, one.owner)  # noqa: E731
                _, (low, high) = narrowed(unbroken, low, high)
        return np.repeat(low, length), np.repeat(high, length)

    def _readings(self, name: str) -> Readings:
        return next(each for question in self.questions for each in question.readings if each.name == name)

    def _has_interval(self, name: str) -> bool:
        kind = self._readings(name).column.kind
        return bool(kind.bounds) and not kind.length

    def _unbroken(self, question: ValueQuestion, tried: Mapping[str, Interval], at: Rows) -> Flags:
        """Where a question is not certainly broken, with these intervals in some cells; what is soft proves nothing."""
        known, sides = np.ones(len(at), dtype=bool), []
        for each in question.readings:
            rows = self.rows[each.name][at]
            if each.name in tried:
                sides.append(_with(Side(each, rows), tried[each.name]))
            else:
                sides.append(Side(each, rows))
                known &= each.read[rows] & ~each.soft[rows]
        answers = question.check.answer(View(tuple(sides), question.setting))
        noted = self.noted.get((question.check.id, "|".join(question.fields)))
        return np.asarray((answers != BROKEN) | ~known | (False if noted is None else noted[self.owner[at]]))


def narrowed(unbroken: Callable[[Rows, Rows], Flags], low: Rows, high: Rows) -> tuple[Flags, Interval]:
    """The first and the last value of an interval that break nothing, by halving; and where there is any.

    Values that break nothing have none that break anything between them. From `low` on, an interval breaks something
    as a whole until it holds the first of them.
    """
    start, stop = low, high
    first = start.copy(), np.where(unbroken(start, start), start, stop)
    while (first[0] < first[1]).any():
        middle = (first[0] + first[1]) // 2
        good = unbroken(start, middle)
        first = np.where(good, first[0], np.minimum(middle + 1, first[1])), np.where(good, middle, first[1])
    last = np.where(unbroken(stop, stop), stop, first[1]), stop.copy()
    while (last[0] < last[1]).any():
        middle = (last[0] + last[1] + 1) // 2
        good = unbroken(middle, stop)
        last = np.where(good, middle, last[0]), np.where(good, last[1], np.maximum(middle - 1, last[0]))
    return unbroken(first[0], last[0]), (first[0], last[0])


def _with(side: Side, interval: Interval) -> Side:
    if side.is_dated:
        return side.with_bounds(*(end.astype("datetime64[D]").astype("datetime64[s]") for end in interval))
    return side.with_bounds(*(end.astype(np.float64) for end in interval))
