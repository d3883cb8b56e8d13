"""Answers that were typed again and again: several fields that stay the same in a stretch of records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind
from records.causes.runs import LEAST, Runs, answers_of, in_a_row, of_people, runs_of, stretch, without_fields
from records.chance import ACCIDENTS, SELDOM, at_least, in_files
from records.checks.intervals import Flags
from records.checks.readings import READ
from records.column import Column, holds_any
from records.kinds.kind import is_dated

_Numbers = npt.NDArray[np.int64]
_Answers = dict[str, Runs]
_TOGETHER = 3
"""At least so many fields have the same answer at once."""
_ALIKE = 0.001
"""Neighbours that are alike more often than this chance make a field one that life or an order puts in runs."""


class SameAnswers(CauseKind):
    """Are the answers of several fields the same in one record after the other, although they are mixed elsewhere?"""

    id = "same-answers"

    def summary(self, piece: BatchPiece) -> _Answers | None:
        """The runs of each field with codes or counts."""
        fields = [name for name, column in of_people(piece.batch).items() if _is_compared(column)]
        if piece.whole and not _together((_answers(piece, name) for name in fields), len(piece)):
            return None
        return {name: _runs(piece, name) for name in fields}

    def merge(self, first: _Answers | None, second: _Answers | None) -> _Answers | None:
        """The runs of both; one may go on."""
        if first is None or second is None:
            return first or second
        both = {name: each.then(second[name], True) for name, each in first.items() if name in second}
        return {**first, **second, **both}

    def name(self, summary: _Answers | None) -> list[Cause]:
        """The stretches in which fields that are mixed elsewhere have one answer each."""
        causes = []
        for start, stop in _covered(list((summary or {}).values())):
            fields, chance = _mixed(summary or {}, start, stop)
            if len(fields) >= _TOGETHER and chance <= SELDOM:
                says = {"of_fields": "|".join(fields), "records": stop - start, "proof": stop - start, "counter": 0}
                cells = partial(stretch, start, stop)
                told = {**says, "chance": in_files(chance)}
                causes.append(Cause(self.id, self.severity, fields, cells, told, partial(without_fields, fields)))
        return causes


def _is_compared(column: Column) -> bool:
    """Whether the answers are codes or counts, and there are any."""
    kind = column.kind
    return not (is_dated(kind) or kind.names_record or kind.free) and bool(_read(column)[column.codes].any())


def _read(column: Column) -> Flags:
    return holds_any(column.lexicon["status"], [str(each) for each in READ])


def _answers(piece: BatchPiece, name: str) -> tuple[_Numbers, Flags]:
    """The answer of each record as a number, and whether there is one."""
    column = piece.batch.columns[name]
    return _numbers_of_answers(piece, name)[column.codes], _read(column)[column.codes]


def _runs(piece: BatchPiece, name: str) -> Runs:
    column = piece.batch.columns[name]
    weights = np.where(_read(column), column.counts(), 0)
    counts = pd.Series(weights).groupby(_numbers_of_answers(piece, name)).sum().astype(np.int64)
    return runs_of(*_answers(piece, name), piece.sheets, piece.numbers, counts[counts > 0])


def _numbers_of_answers(piece: BatchPiece, name: str) -> _Numbers:
    """For each row of a lexicon a number, the same for texts that are read the same."""

    def numbered() -> _Numbers:
        return pd.util.hash_array(np.array(answers_of(piece, name), dtype=object)).astype(np.int64)

    return piece.once(("numbers of answers", name), numbered)


def _together(answers: Iterable[tuple[_Numbers, Flags]], size: int) -> bool:
    """Whether enough fields have a run at one place: told quickly, since most files have none."""
    depth = np.zeros(max(size - LEAST + 1, 0), dtype=np.int8)
    for values, read in answers:
        depth += in_a_row((values[1:] == values[:-1]) & read[1:] & read[:-1])
    return bool((depth >= _TOGETHER).any())


def _covered(runs: Sequence[Runs]) -> Iterator[tuple[int, int]]:
    """The stretches in which enough fields are in a long run."""
    long = [each.lengths >= LEAST for each in runs]
    starts = np.concatenate(
        [each.starts[kept] for each, kept in zip(runs, long, strict=True)] or [np.empty(0, np.int64)]
    )
    lengths = np.concatenate([each.lengths[kept] for each, kept in zip(runs, long, strict=True)] or [starts])
    at = np.concatenate([starts, starts + lengths])
    change = np.concatenate([np.ones(len(starts)), -np.ones(len(starts))])
    order = np.lexsort((change, at))
    at, depth = at[order], np.cumsum(change[order])
    inside = depth >= _TOGETHER
    begins, ends = (
        np.flatnonzero(inside & ~np.append(False, inside[:-1])),
        np.flatnonzero(~inside & np.append(False, inside[:-1])),
    )
    long_enough = at[ends] - at[begins] >= LEAST
    yield from zip(at[begins][long_enough].tolist(), at[ends][long_enough].tolist(), strict=True)


def _mixed(summary: Mapping[str, Runs], start: int, stop: int) -> tuple[tuple[str, ...], float]:
    """The fields with one answer in this stretch that are mixed elsewhere, and the chance of such a stretch.

    Fields with the same answer, as origin and residence of people who stayed at home, are one: neither says more.
    """
    fields, chance, size = [], 1.0, 1
    answers: set[int] = set()
    for name, runs in summary.items():
        value = runs.value_over(start, stop)
        if value is None or value in answers:
            continue
        often = int(runs.counts[value]) - (stop - start)
        of_itself = ((often + 1) / (runs.size - (stop - start) + 2)) ** (stop - start - 1)
        if of_itself <= ACCIDENTS and _is_mixed(runs, stop - start, often):
            answers.add(value)
            fields.append(name)
            chance *= of_itself
            size = runs.size
    return tuple(fields), chance * size


def _is_mixed(runs: Runs, length: int, often: int) -> bool:
    """Whether neighbours outside of a stretch are alike as seldom as chance has it; its value stands there `often`."""
    rest = max(runs.size - length, 1)
    alike = (runs.squares - (often + length) ** 2 + often**2) / rest**2
    return at_least(runs.equal - (length - 1), runs.pairs - (length - 1), alike) > _ALIKE
