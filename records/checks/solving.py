"""Which other readings of a cell leave a record without a contradiction: every check that asks about it is asked again.

Questions that share fields are solved together, and records with equal texts in these fields once. A reading is kept
when none of these questions is then broken: none that warns, and none that held before; those whose findings are
possible at most are not among them. So an explanation of one finding is never the beginning of another. What was read
anyhow, one of the readings of an ambiguous text, is kept where other cells are wrong as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from records.batch import Batch
from records.checks.asking import answers_for, sharing_fields
from records.checks.base import BROKEN, HOLDS, Answers, CheckResult, Outcome, Said, View
from records.checks.explanations import CONSISTENT, NOTHING_FOUND, OVERLAPS, ExplanationLists
from records.checks.intervals import Flags
from records.checks.readings import Rows, Side
from records.checks.support import Support
from records.checks.trials import OtherReading, all_series


@dataclass
class FoundQuestion:
    """A question that was answered, what it found, and what its check itself would explain of each finding."""

    asked: CheckResult
    severe: bool
    """Whether it warns, or more."""
    records: Rows
    """Those with a finding, in order."""
    own: Sequence[Sequence[Said]] = ()
    """For each of them the explanations of the check, which leave every reading as it is."""

    @property
    def names(self) -> list[str]:
        """The fields it asks about."""
        return [each.name for each in self.asked.readings]

    @property
    def to_explain(self) -> bool:
        """Whether it found anything that may have an explanation."""
        return any(self.own) if self.untried else len(self.records) > 0

    @property
    def untried(self) -> bool:
        """Whether no other reading is tried: it asks about texts, or more than these cells, or is never certain."""
        return self.asked.check.of_text or self.asked.check.by_record or self.asked.unsure


def solve(questions: Sequence[FoundQuestion], batch: Batch) -> list[Any]:
    """For each question the explanations of each of its findings, as JSON lists."""
    support, lists = Support(batch), ExplanationLists()
    found: list[Any] = [np.full(len(each.records), "[]", dtype=object) for each in questions]
    groups = [
        _Group([questions[n] for n in numbers], numbers, support)
        for numbers in _together(questions)
        if any(questions[n].to_explain for n in numbers)
    ]
    for group in groups:
        group.solve(lists)
    sizes = dict.fromkeys(range(len(questions)), 0)
    sizes |= {each.number: len(group.units) for group in groups for each in group.members}
    texts = lists.write(list(sizes.values()))
    for group in groups:
        for each in group.members:
            found[each.number] = each.told(texts[each.number])
    return found


def _together(questions: Sequence[FoundQuestion]) -> list[list[int]]:
    """The questions that share fields, by their numbers; each of those about texts by itself."""
    numbers = [n for n, each in enumerate(questions) if not each.untried]
    groups = sharing_fields([questions[n].names for n in numbers])
    alone = [[n] for n, each in enumerate(questions) if each.untried]
    return [*([numbers[n] for n in group] for group in groups), *alone]


class _Member:
    """One question of a group, at the units of the group."""

    def __init__(self, question: FoundQuestion, number: int, records: Rows, units: Rows, inverse: Rows) -> None:
        asked = question.asked
        self.question, self.number, self.asked = question, number, asked
        self.units = asked.units(units)
        self.sides = dict(zip(question.names, asked.sides(self.units), strict=True))
        outcomes = asked.outcomes[self.units]
        self.certain = outcomes == Outcome.CERTAIN
        self.broken = self.certain | (outcomes == Outcome.POSSIBLE)
        self.unit_of = inverse[np.searchsorted(records, question.records)]
        self.findings = np.bincount(self.unit_of, minlength=len(units))
        settled = np.zeros(len(units), dtype=bool) if asked.settled is None else asked.settled[units]
        self.waiting = (self.findings > 0) & ~settled
        self.severe = ~settled if question.severe else np.zeros(len(units), dtype=bool)

    def answers(self, name: str, side: Side, rows: Rows) -> Answers:
        """What the check answers of these rows when one side is read so. One that then crashes keeps nothing."""
        sides = tuple(side if each == name else own.take(rows) for each, own in self.sides.items())
        try:
            return answers_for(self.asked, sides, self.units[rows])
        except Exception:  # noqa: BLE001 - what could not be asked again is not offered
            return np.full(len(rows), BROKEN)

    def own_explanations(self, places: Rows) -> tuple[Rows, list[Said]]:
        """What the check itself explains, and of which units, whose places are among its findings."""
        own = self.question.own
        pairs = [(unit, said) for unit in np.flatnonzero(self.waiting).tolist() for said in own[places[unit]]]
        return np.array([unit for unit, _ in pairs], dtype=np.int64), [said for _, said in pairs]

    def told(self, texts: Any) -> Any:
        """The list of each finding; where nothing was found that was looked for, it says so."""
        if not self.question.untried and any(side.is_dated or side.is_number for side in self.sides.values()):
            texts[self.waiting & (texts == "[]")] = NOTHING_FOUND
        return texts[self.unit_of]


class _Group:
    """Questions that share fields, and their units: a record for each set of texts in these, by one transcriber."""

    def __init__(self, questions: Sequence[FoundQuestion], numbers: Sequence[int], support: Support) -> None:
        self.support = support
        records = np.unique(np.concatenate([each.records for each in questions]))
        readings = {each.name: each for question in questions for each in question.asked.readings}
        if questions[0].asked.check.by_record:
            first = inverse = np.arange(len(records))
        else:
            keys = [support.groups[records], *(each.column.codes[records] for each in readings.values())]
            _, first, inverse = np.unique(np.stack(keys, axis=1), axis=0, return_index=True, return_inverse=True)
        self.units = records[first]
        self.typed_by = support.groups[self.units]
        self.members = [
            _Member(question, number, records, self.units, inverse.reshape(-1))
            for question, number in zip(questions, numbers, strict=True)
        ]
        self.fields = () if questions[0].untried else tuple(readings)

    def solve(self, lists: ExplanationLists) -> None:
        """Try every other reading of every field, and add what the checks themselves explain."""
        for name in self.fields:
            _Cell(self, name, lists).try_all()
        for each in self.members:
            units, said = each.own_explanations(np.searchsorted(each.question.records, self.units))
            lists.add(each.number, units, said, np.arange(len(said)), each.findings[units])


class _Cell:
    """One field of a group: the checks that ask about it, and the units in which one of them is to be explained."""

    def __init__(self, group: _Group, name: str, lists: ExplanationLists) -> None:
        self.group, self.name, self.lists = group, name, lists
        about = [each for each in group.members if name in each.sides]
        self.about = sorted(about, key=lambda each: -int(each.broken.sum()))
        waiting = np.logical_or.reduce([each.waiting for each in about])
        self.rows = np.flatnonzero(waiting)
        side = about[0].sides[name].rows.copy()
        for each in reversed(about):
            side[each.waiting] = each.sides[name].rows[each.waiting]
        self.side = Side(about[0].sides[name].readings, side[self.rows])
        elsewhere = [each.certain & each.severe for each in group.members if name not in each.sides]
        self.elsewhere = np.logical_or.reduce([np.zeros(len(waiting), dtype=bool), *elsewhere])[self.rows]
        """Where another contradiction would be left, since it is not about this cell."""

    def try_all(self) -> None:
        """Every series of readings that the field may have, and those that only one of its checks knows of."""
        if len(self.rows):
            for each in all_series(self.side):
                self._try(each)
            for member, each in self._of_checks():
                self._try(each, member)

    def _of_checks(self) -> Iterator[tuple[_Member, Iterator[OtherReading]]]:
        """The readings that only one of the checks knows of."""
        for each in self.about:
            sides = tuple(self.side if name == self.name else own.take(self.rows) for name, own in each.sides.items())
            view = View(sides, each.asked.setting, self.group.units[self.rows])
            for series in each.asked.check.otherwise(view, list(each.sides).index(self.name)):
                yield each, series

    def _try(self, series: Iterator[OtherReading], of: _Member | None = None) -> None:
        """Of each unit the first reading of the series that holds; one that a check knows of is told with it alone."""
        open_ = np.ones(len(self.rows), dtype=bool)
        for other in series:
            tried = np.flatnonzero(open_ & other.valid & (other.id in CONSISTENT or ~self.elsewhere))
            if len(tried):
                kept, gone = self._holds(other, tried, of)
                open_[kept] = False
                if len(kept):
                    self._add(other, kept, gone)
            if not open_.any():
                return

    def _holds(self, other: OtherReading, tried: Rows, of: _Member | None) -> tuple[Rows, list[Flags]]:
        """Which of these rows the reading leaves without a contradiction, and which findings of each are then gone."""
        side = other.read(tried)
        answers: list[Answers] = []
        for each in self.about:
            units = self.rows[tried]
            answer = each.answers(self.name, side, units)
            holds = (answer != BROKEN) | (each.broken[units] & ~each.severe[units])
            tried, side = tried[holds], side.take(holds)
            answers = [each[holds] for each in (*answers, answer)]
            if not len(tried):
                return tried, []
        gone = [
            self._gone(each, other, tried, answer) & (of in (None, each))
            for each, answer in zip(self.about, answers, strict=True)
        ]
        some = np.logical_or.reduce(gone)
        return tried[some], [each[some] for each in gone]

    def _gone(self, member: _Member, other: OtherReading, tried: Rows, answer: Answers) -> Flags:
        """The findings that the reading removes; one that cannot be told is removed only by what assumes nothing."""
        units = self.rows[tried]
        broken, waiting = member.broken[units], member.waiting[units]
        told = (
            (answer == HOLDS) | (other.id in OVERLAPS) if other.id in CONSISTENT else np.zeros(len(tried), dtype=bool)
        )
        return waiting & np.where(broken, answer != BROKEN, told)

    def _add(self, other: OtherReading, kept: Rows, gone: Sequence[Flags]) -> None:
        """The reading is an explanation of each finding that it removes; equal ones are told once."""
        units = self.rows[kept]
        removed = np.sum(gone, axis=0)
        support, typed_by = self.group.support, self.group.typed_by[self.rows]
        weight = support.weigh(other, self.side.readings, self.side.codes, typed_by, kept)
        own = kept if other.id in OVERLAPS else self.side.rows[kept]
        keys = np.stack([own, removed, weight.for_, weight.against, weight.of, weight.who], axis=1)
        _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
        said = [
            {
                "id": other.id,
                "args": other.args(int(kept[n])),
                "dissolves": int(removed[n]),
                **weight.told(n, support.short_names),
            }
            for n in first.tolist()
        ]
        for member, flags in zip(self.about, gone, strict=True):
            there = np.flatnonzero(flags)
            if len(there):
                at = units[there]
                self.lists.add(member.number, at, said, inverse.reshape(-1)[there], member.findings[at])
