"""An answer of a vocabulary and a number or a date that do not go together: single with children, held and freed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from records.checks.base import Answers, Check, Said, Setting, View, answers
from records.checks.bounds import limits
from records.checks.intervals import Flags, disjoint, within
from records.checks.readings import Side
from records.model import Severity, WrongValueError


@dataclass(frozen=True)
class _AnswerAndCount:
    answer: str = field(metadata={"field": ("choice",)})
    codes: tuple[str, ...] = field(metadata={"codes_of": "answer"})
    count: str = field(metadata={"field": ("count",)})
    not_below: int | None = None
    not_above: int | None = None
    contradicts: bool = False
    """Whether the two cannot both be right. Else it is possible at most: a single father may be a widower."""

    def __post_init__(self) -> None:
        if self.not_below is None and self.not_above is None:
            raise WrongValueError("count-bounds")

    @property
    def unsure(self) -> bool:
        return not self.contradicts


class AnswerAndCount(Check):
    """Where a field has one of these answers, does the number beside it lie within these bounds?"""

    id = "answer-and-count"
    arguments = _AnswerAndCount
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.count, setting.args.answer)]

    def answer(self, view: View) -> Answers:
        count, answer = view.sides
        values, allowed = count.range(), limits(view.args.not_below, view.args.not_above)
        asked = _has_code(answer, view.args.codes)
        return answers(asked & disjoint(values, allowed), ~asked | within(values, allowed))

    def say(self, view: View) -> list[Said]:
        count, answer = view.sides
        return [
            {"count_field": count.name, "count": number, "answer_field": answer.name, "shown": str(text)}
            for number, text in zip(count.shown, answer.part("text"), strict=True)
        ]


@dataclass(frozen=True)
class _AnswerAndDate:
    answer: str = field(metadata={"field": ("choice",)})
    codes: tuple[str, ...] = field(metadata={"codes_of": "answer"})
    date: str = field(metadata={"field": ("date",)})


class AnswerAndDate(Check):
    """Where a field has one of these answers, is there no date beside it?

    Possible at most: one of the two may have been written later.
    """

    id = "answer-and-date"
    arguments = _AnswerAndDate
    severity = Severity.WARNING
    unsure = True

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.date, setting.args.answer)]

    def answer(self, view: View) -> Answers:
        _, answer = view.sides
        has = _has_code(answer, view.args.codes)
        return answers(has, ~has)

    def say(self, view: View) -> list[Said]:
        date, answer = view.sides
        return [
            {"date_field": date.name, "date": day, "answer_field": answer.name, "shown": str(text)}
            for day, text in zip(date.shown, answer.part("text"), strict=True)
        ]


def _has_code(side: Side, codes: Sequence[str]) -> Flags:
    """Has the answer, or one of several, one of these codes?"""
    texts, inverse = np.unique(side.part(str(side.column.kind.countable)).astype(str), return_inverse=True)
    known = np.array([bool(set(text.split("|")) & set(codes)) for text in texts.tolist()], dtype=bool)
    return np.asarray(known[inverse], dtype=bool)
