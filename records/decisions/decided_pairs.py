"""Decisions that two records are one person, or two persons: which records they are about, and whether they agree."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from records.batch import Batch
from records.decisions.decision import RECORD, SIDES, Decision, of_side, parsed
from records.decisions.record_keys import RecordKeys
from records.decisions.replay import Unfit
from records.model import FormError


@dataclass(frozen=True)
class DecidedPair:
    """Two records by their places in the run, all batches one after the other, the first in `a`; and the decision."""

    a: int
    b: int
    decision: Decision


def decided_pairs(
    batches: Sequence[Batch], decisions: Sequence[Decision]
) -> tuple[tuple[DecidedPair, ...], list[Unfit]]:
    """The pairs that people decided, and the decisions that fit no two records.

    Raises `FormError` where decisions contradict each other: A is B, B is C, A is not C. It names the lines of all.
    """
    mine = [each for each in decisions if each.on == "records"]
    keys = [RecordKeys(batch) for batch in batches] if mine else []
    found: list[DecidedPair] = []
    unfit = []
    for each in mine:
        one, other = (_records(keys, of_side(each.about, side)) for side in SIDES)
        pair = _pair(one, other)
        if pair is None:
            unfit.append(Unfit(each, "no-records"))
        else:
            found.append(DecidedPair(*pair, each))
    _check(found)
    return tuple(found), unfit


def record_names(batch: Batch, records: Sequence[int], side: str) -> list[dict[str, str]]:
    """For each of these records the part of a decision's key that names it, as `a` or as `b`.

    >>> from records.verbs import normalise, read
    >>> batch = normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    >>> record_names(batch, [0], "a")
    [{'form_a': 'prisoner-register', 'a.record_no': '1', 'a.full_name': 'Aldous Finch'}]
    """
    texts = RecordKeys(batch).texts(np.array(records, dtype=np.intp)).to_pylist()
    form = {f"form_{side}": batch.form.name}
    return [
        form | {f"{side}.{name.removeprefix(RECORD)}": said for name, said in parsed(text or "form=").items() if said}
        for text in texts
    ]


def _records(keys: Sequence[RecordKeys], about: dict[str, str]) -> set[int]:
    """The records that a key may name, of all batches of its form."""
    found: set[int] = set()
    before = 0
    for each in keys:
        if about.get("form", each.batch.form.name) == each.batch.form.name:
            found |= set((each.fitting(about) + before).tolist())
        before += len(each.batch)
    return found


def _pair(one: set[int], other: set[int]) -> tuple[int, int] | None:
    """The two records that are meant; where a paper was typed twice, one key leads to both."""
    if one == other and len(one) == len(SIDES):
        low, high = sorted(one)
        return low, high
    one, other = one - other or one, other - one or other
    if len(one) != 1 or len(other) != 1 or one == other:
        return None
    low, high = sorted(one | other)
    return low, high


def _check(pairs: Sequence[DecidedPair]) -> None:
    """Refuse a pair that was decided to be two persons, and by way of others one."""
    beside: dict[int, list[tuple[int, Decision]]] = {}
    for pair in pairs:
        if pair.decision.decision == "same":
            beside.setdefault(pair.a, []).append((pair.b, pair.decision))
            beside.setdefault(pair.b, []).append((pair.a, pair.decision))
    for pair in pairs:
        way = _way(beside, pair.a, pair.b) if pair.decision.decision == "different" else ()
        if way:
            places = ", ".join(each.place for each in way)
            raise FormError("decision-persons", pair.decision.place, others=places)


def _way(beside: dict[int, list[tuple[int, Decision]]], start: int, end: int) -> tuple[Decision, ...]:
    """The shortest chain of decisions by which two records are one person; empty where there is none."""
    ways: dict[int, tuple[Decision, ...]] = {start: ()}
    waiting = deque([start])
    while waiting:
        record = waiting.popleft()
        for other, decision in beside.get(record, ()):
            if other not in ways:
                ways[other] = (*ways[record], decision)
                waiting.append(other)
    return ways.get(end, ())
