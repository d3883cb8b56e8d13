"""Answers that were typed again and again: several fields that stay the same in a stretch of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind
from records.causes.runs import LEAST, Runs, answers_of, in_a_row, of_people, runs_of, stretch, without_fields
from records.chance import SELDOM, at_least, in_files
from records.checks.intervals import Flags
from records.checks.readings import READ
from records.column import holds_any
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
        answers = {}
        for name, column in of_people(piece.batch).items():
            if not (is_dated(column.kind) or column.kind.names_record or column.kind.free):
                read = holds_any(column.lexicon["status"], [str(each) for each in READ])
                if read[column.codes].any():
                    answers[name] = (_numbers_of_answers(piece, name)[column.codes], read[column.codes])
        if piece.whole and not _together(list(answers.values()), len(piece)):
            return None
        return {name: self._runs(piece, name, *each) for name, each in answers.items()}

    @staticmethod
    def _runs(piece: BatchPiece, name: str, values: _Numbers, read: Flags) -> Runs:
        column = piece.batch.columns[name]
        weights = np.where(holds_any(column.lexicon["status"], [str(each) for each in READ]), column.counts(), 0)
        counts = pd.Series(weights).groupby(_numbers_of_answers(piece, name)).sum().astype(np.int64)
        return runs_of(values, read, piece.sheets, piece.numbers, counts[counts > 0])

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


def _numbers_of_answers(piece: BatchPiece, name: str) -> _Numbers:
    """For each row of a lexicon a number, the same for texts that are read the same."""
    return pd.util.hash_array(np.array(answers_of(piece, name), dtype=object)).astype(np.int64)


def _together(answers: Sequence[tuple[_Numbers, Flags]], size: int) -> bool:
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
    fields, chance = [], 1.0
    answers: set[int] = set()
    for name, runs in summary.items():
        here = np.flatnonzero((runs.starts <= start) & (runs.starts + runs.lengths >= stop))
        if not len(here):
            continue
        length, value = int(runs.lengths[here[0]]), int(runs.values[here[0]])
        counts = runs.counts.copy()
        counts[value] -= length
        rest = int(counts.sum())
        share = (int(counts[value]) + 1) / (rest + 2)
        alike = float(((counts / max(rest, 1)) ** 2).sum())
        if at_least(runs.equal - (length - 1), runs.pairs - (length - 1), alike) > _ALIKE and value not in answers:
            answers.add(value)
            fields.append(name)
            chance *= share ** (stop - start - 1)
            size = rest + length
    return tuple(fields), chance * size if fields else 1.0
