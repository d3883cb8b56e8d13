"""What explanations are: their ids, how they are ranked, and the list that each finding carries.

Nothing is listed that was not computed to remove the contradiction and to leave no other, see `solving`. Rank follows
the evidence: what assumes nothing, then what the batch speaks for, then what nothing speaks for or against. How many
findings one would remove is told beside it, and only decides between two of equal evidence.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

from records.checks.base import Said
from records.checks.intervals import Span, span
from records.checks.readings import Rows
from records.model import NONE_FOUND

OVERLAPS = ("calendar-overlap", "days-in-common")
"""The days that two dates share: of these nobody can tell that they break anything."""
CONSISTENT = ("read-otherwise", *OVERLAPS)
"""These assume nothing: what was read allows it already. They come first."""
SHARED = ("other-calendar", "calendar-overlap", "template-filled-later", "one-transcriber")
"""Explanations that a whole batch may share; the rest are accidents of one record."""
OF_CALENDARS = ("other-calendar", "hijri-years")
"""These need evidence of the calendar; without any they are listed only where nothing else has evidence."""
EXPLANATION_ORDER = (
    "read-otherwise",
    "calendar-overlap",
    "days-in-common",
    "one-transcriber",
    "template-filled-later",
    "sum-not-list",
    "wife-gone",
    "digit-slip",
    "day-month-swapped",
    "other-calendar",
    "hijri-years",
)
"""Where two have the same support, the likelier first."""
_PLACE = {id_: n for n, id_ in enumerate(EXPLANATION_ORDER)}


class ExplanationLists:
    """The explanations of each question and unit: collected in any order, then ranked and written as JSON."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._said: list[dict[str, Any]] = []
        self._rows: list[Rows] = []
        self._shared: Counter[str] = Counter()

    def add(self, question: int, units: Rows, said: Sequence[Said], of: Rows, findings: Rows) -> None:
        """For each unit of a question the explanation that `of` tells, and how many findings the unit stands for."""
        if not len(units):
            return
        known = np.array([self._number(each) for each in said], dtype=np.int64)
        numbers = known[of]
        self._rows.append(np.stack([np.full(len(units), question), units, numbers], axis=1))
        counts = np.bincount(numbers, findings, minlength=len(self._said))
        self._shared.update({_key(self._said[number]): int(counts[number]) for number in np.unique(known).tolist()})

    def _number(self, said: Said) -> int:
        text = _json(said)
        if text not in self._numbers:
            self._numbers[text] = len(self._said)
            self._said.append({**_NO_EVIDENCE, **said})
        return self._numbers[text]

    def write(self, sizes: Sequence[int]) -> list[Any]:
        """For each question, of so many units, a JSON list for each unit, the likeliest explanation first."""
        lists = [np.full(size, "[]", dtype=object) for size in sizes]
        if not self._rows:
            return lists
        ranks = sorted(range(len(self._said)), key=lambda number: (_rank(self._said[number]), number))
        place = np.argsort(ranks)
        rows = np.concatenate(self._rows)
        rows = self._worth_listing(rows[np.lexsort((place[rows[:, 2]], rows[:, 1], rows[:, 0]))])
        texts = [_json(self._told(said)) for said in self._said]
        starts = _starts(rows)
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(rows)], strict=True):
            listed = ", ".join(texts[number] for number in rows[start:end, 2].tolist())
            lists[rows[start, 0]][rows[start, 1]] = f"[{listed}]"
        return lists

    def _worth_listing(self, rows: Rows) -> Rows:
        """Without slips where another reading of the text does, and without a calendar that nothing speaks for.

        A calendar without evidence is listed where nothing else has any.
        """
        ids = [said["id"] for said in self._said]
        otherwise = np.array([id_ == "read-otherwise" for id_ in ids])
        accident = np.array([id_ not in (*SHARED, "read-otherwise") for id_ in ids])
        supported = np.array([said["evidence_for"] > 0 or said["id"] in CONSISTENT for said in self._said])
        unsupported = np.array([id_ in OF_CALENDARS for id_ in ids]) & ~supported
        starts, numbers = _starts(rows), rows[:, 2]
        lengths = np.diff([*starts, len(rows)])
        kept = np.ones(len(rows), dtype=bool)
        for there, dropped in ((otherwise, accident), (supported, unsupported)):
            has = np.repeat(np.logical_or.reduceat(there[numbers], starts), lengths)
            kept &= ~(has & dropped[numbers])
        return rows[kept]

    def _told(self, said: Said) -> Said:
        """With the findings of the whole batch that it would remove, where others may share it."""
        return {**said, "dissolves": self._shared[_key(said)]} if said["id"] in SHARED else said


def _starts(rows: Rows) -> Rows:
    """Where each question and unit begins in these rows, which stand in their order."""
    new = (np.diff(rows[:, :2], axis=0) != 0).any(axis=1)
    return np.flatnonzero(np.append(True, new))


_NO_EVIDENCE = {"evidence": "", "evidence_for": 0, "evidence_against": 0, "of": 0, "dissolves": 1}


def _rank(said: Said) -> tuple[bool, bool, float, int, int]:
    """What assumes nothing, then by the evidence; a calendar without any is last. `dissolves` is of one record here."""
    unsupported = said["id"] in OF_CALENDARS and not said["evidence_for"]
    weight = (said["evidence_for"] - said["evidence_against"]) / max(said["of"], 1)
    place = _PLACE.get(said["id"], len(_PLACE))  # those of an own check come last
    return said["id"] not in CONSISTENT, unsupported, -round(weight, 2), -said["dissolves"], place


def with_first(said: Said, text: str) -> str:
    """A finding's list with one more explanation, before all others."""
    first = _json({**_NO_EVIDENCE, **said})
    return f"[{first}]" if text in ("[]", NOTHING_FOUND) else f"[{first}, {text[1:]}"


def _key(said: Said) -> str:
    return f"{said['id']} {sorted(said['args'].items())}"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


NOTHING_FOUND = _json([{**_NO_EVIDENCE, "id": NONE_FOUND, "args": {}, "dissolves": 0}])
"""The list of a finding for which other readings were tried, and none was found."""


def field_bounds(options: Any) -> Span:
    """The days that a field of the form allows."""
    return span(getattr(options, "not_before", None), getattr(options, "not_after", None))
