"""How a check is asked of a batch: the one place that knows what alternatives, distinct texts and several fields mean.

A question about one field is asked of its distinct texts and taken by codes; a question about several is asked of the
records. An ambiguous text is asked about once for each of its readings, and where several texts are ambiguous, for each
combination. All broken is certain; some broken is possible; none broken but one that cannot be told is open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from records.checks.base import (
    BROKEN,
    CANNOT_TELL,
    HOLDS,
    NOT_CHECKABLE,
    Answers,
    Check,
    CheckResult,
    Outcome,
    Outcomes,
    Setting,
    View,
)
from records.checks.readings import Readings, Rows, Side
from records.forms import CheckSpec
from records.model import Status

AT_ONCE = 1_000_000
"""Combinations of alternatives that are held in memory together."""


_OF_ONE = np.zeros(4, dtype=np.uint8)
_OF_ONE[[HOLDS, CANNOT_TELL, BROKEN, NOT_CHECKABLE]] = (
    Outcome.HOLDS,
    Outcome.OPEN,
    Outcome.CERTAIN,
    Outcome.NOT_CHECKABLE,
)


def sharing_fields(fields: Sequence[Collection[str]]) -> list[list[int]]:
    """Questions about these fields in groups, by their numbers: those that share fields, directly or through others.

    >>> sharing_fields([("birth", "joined"), ("wives", "children"), ("joined", "died")])
    [[1], [0, 2]]
    """
    groups: list[tuple[set[str], list[int]]] = []
    for n, names in enumerate(fields):
        touching = [each for each in groups if each[0] & set(names)]
        groups = [each for each in groups if not each[0] & set(names)]
        together = set(names).union(*(each[0] for each in touching))
        groups.append((together, sorted([n, *(number for each in touching for number in each[1])])))
    return [numbers for _, numbers in groups]


def ask(check: Check, spec: CheckSpec, readings: tuple[Readings, ...], setting: Setting) -> CheckResult:
    """Ask one question of every unit."""
    of_texts = len(readings) == 1 and not check.by_record
    if of_texts:
        codes: list[Any] = [np.arange(len(readings[0].many), dtype=np.int32)]
    else:
        codes = [each.column.codes for each in readings]
    rows = [readings[0].first] if of_texts else [each.of_records for each in readings]
    asked = CheckResult(check, spec, setting, readings, of_texts, np.empty(0, np.uint8), tuple(rows))
    units = np.arange(len(codes[0]), dtype=np.int32)
    outcomes = _OF_ONE[_answers(asked, rows, units)]
    asked = replace(asked, outcomes=outcomes)
    if asked.unsure:
        outcomes[outcomes == Outcome.CERTAIN] = Outcome.POSSIBLE
    if check.doubted:
        read = ~asked.sides(units)[0].is_status(Status.UNREAD, Status.MISSING)
        asked.outcomes[read & (outcomes == Outcome.CERTAIN)] = Outcome.POSSIBLE
    if check.of_text:
        return asked
    if any(len(each.owner) > len(each.many) for each in readings):
        asked = _with_alternatives(asked, codes)
    return _softened(asked)


def _answers(asked: CheckResult, rows: Sequence[Rows], units: Rows) -> Answers:
    return answers_for(asked, tuple(Side(each, taken) for each, taken in zip(asked.readings, rows, strict=True)), units)


def answers_for(asked: CheckResult, sides: tuple[Side, ...], units: Rows) -> Answers:
    """What the check answers of these sides of these units, read as they are or otherwise."""
    view = View(sides, asked.setting, None if asked.of_texts else units)
    answers = np.asarray(asked.check.answer(view), dtype=np.uint8)
    if asked.check.of_text:
        return answers
    unread = ~np.logical_and.reduce([side.readings.read[side.rows] for side in sides])
    return np.where(unread, NOT_CHECKABLE, answers)


def _softened(asked: CheckResult) -> CheckResult:
    """Certain becomes possible where the text itself says "about" or "perhaps", since such bounds prove nothing."""
    certain = np.flatnonzero(asked.outcomes == Outcome.CERTAIN)
    soft = np.zeros(len(certain), dtype=bool)
    for side in asked.sides(certain):
        soft |= side.readings.soft[side.rows]
    asked.outcomes[certain[soft]] = Outcome.POSSIBLE
    return asked


def _with_alternatives(asked: CheckResult, codes: Sequence[Any]) -> CheckResult:
    many = _combinations_of(asked.readings, codes)
    several = [len(each.owner) > len(each.many) for each in asked.readings]
    witness = [rows.copy() if of else rows for rows, of in zip(asked.witness, several, strict=True)]
    for piece in _pieces(np.flatnonzero(many > 1), many):
        starts = np.cumsum(many[piece]) - many[piece]
        rows = list(_combinations(asked.readings, codes, piece, many, starts))
        answers = _answers(asked, rows, np.repeat(piece, many[piece]))
        asked.outcomes[piece] = _of_many(answers, starts)
        shows = _first(answers, starts, (BROKEN, CANNOT_TELL))
        for field, taken in enumerate(rows):
            if several[field]:
                witness[field][piece] = taken[shows]
    return replace(asked, witness=tuple(witness))


def _pieces(units: Rows, many: Rows) -> Iterator[Rows]:
    """The units in pieces of about `AT_ONCE` combinations."""
    piece = np.cumsum(many[units]) // AT_ONCE
    ends = [*(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(units)]
    for start, end in zip([0, *ends], ends, strict=False):
        yield units[start:end]


def _combinations(
    readings: Sequence[Readings], codes: Sequence[Any], units: Rows, many: Rows, starts: Rows
) -> Iterator[Rows]:
    """For each field, the reading in every combination of every unit."""
    total = many[units]
    within: Rows = np.arange(total.sum(), dtype=np.int64) - np.repeat(starts, total)
    for each, code in zip(readings, codes, strict=True):
        own = np.repeat(each.many[code[units]], total)
        yield np.repeat(each.first[code[units]], total) + (within % own).astype(np.int32)
        within = within // own


def combined(readings: Sequence[Readings], codes: Sequence[Any]) -> tuple[Rows, list[Rows]]:
    """Every combination of the readings of these units: the unit of each, and for each field the reading in it."""
    many = _combinations_of(readings, codes)
    units: Rows = np.arange(len(many), dtype=np.int64)
    return np.repeat(units, many), list(_combinations(readings, codes, units, many, np.cumsum(many) - many))


def _combinations_of(readings: Sequence[Readings], codes: Sequence[Any]) -> Rows:
    """How many combinations of readings each unit has."""
    many = np.ones(len(codes[0]), dtype=np.int64)
    for each, code in zip(readings, codes, strict=True):
        many *= each.many[code]
    return many


def _of_many(answers: Answers, starts: Rows) -> Outcomes:
    """The outcome of each unit from the answers of its combinations."""

    def every(answer: Any) -> npt.NDArray[np.bool_]:
        return np.asarray(np.logical_and.reduceat(answers == answer, starts))

    some_broken = np.logical_or.reduceat(answers == BROKEN, starts)
    return np.select(
        [every(BROKEN), some_broken, every(NOT_CHECKABLE), every(HOLDS)],
        [Outcome.CERTAIN, Outcome.POSSIBLE, Outcome.NOT_CHECKABLE, Outcome.HOLDS],
        Outcome.OPEN,
    ).astype(np.uint8)


def _first(answers: Answers, starts: Rows, wanted: Sequence[Any]) -> Rows:
    """The first combination of each unit with the first wanted answer that it has; the very first where it has none."""
    found = starts.copy()
    number = np.arange(len(answers), dtype=np.int64)
    for answer in reversed(wanted):
        first = np.minimum.reduceat(np.where(answers == answer, number, len(answers)), starts)
        found = np.where(first < len(answers), first, found)
    return found
