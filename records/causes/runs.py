"""Runs: what stays the same from record to record; and cells that were pulled down by their handle.

A run is a stretch of records in which a value, or the step from one value to the next, stays the same. How often it
does so in the rest of the file says how long a run life makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, Cause, CauseKind
from records.chance import SELDOM, in_files
from records.checks.intervals import Flags
from records.checks.readings import READ, Rows
from records.column import Column, holds_any, shown
from records.kinds.kind import is_dated
from records.model import Status
from records.text import ascii_digits

LEAST = 5
"""The shortest run that is looked at."""
_Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Runs:
    """The runs of a sequence: the long ones, and the first and last, which may go on in the next piece.

    `starts, lengths, values`: of each run. `counts`: how often each value stands in the whole sequence. `pairs`:
    neighbours that can be compared, `equal`: those of one value.
    """

    starts: Rows
    lengths: Rows
    values: _Numbers
    counts: pd.Series[int]
    pairs: int
    equal: int

    def long(self) -> Iterator[tuple[int, int, int]]:
        """Start, length and value of each long run."""
        for n in np.flatnonzero(self.lengths >= LEAST).tolist():
            yield int(self.starts[n]), int(self.lengths[n]), int(self.values[n])

    def value_over(self, start: int, stop: int) -> int | None:
        """The value of the run that covers this stretch; None where none does."""
        n = int(np.searchsorted(self.starts, start, side="right")) - 1
        return int(self.values[n]) if n >= 0 and self.starts[n] + self.lengths[n] >= stop else None

    @cached_property
    def size(self) -> int:
        """How many values there are."""
        return int(self.counts.sum())

    @cached_property
    def squares(self) -> int:
        """The sum of the squares of how often each value stands, from which the chance follows that two are alike."""
        return int((self.counts**2).sum())

    def then(self, other: Runs, joined: bool) -> Runs:
        """The runs of two sequences that follow each other; `joined`: whether a run may go on from one to the other."""
        starts, lengths, values = (
            np.concatenate([getattr(each, name) for each in (self, other)]) for name in ("starts", "lengths", "values")
        )
        at, same = len(self.starts), False
        if joined and at and len(other.starts):
            same = bool(starts[at - 1] + lengths[at - 1] == starts[at])
            if same and values[at - 1] == values[at]:
                lengths[at - 1] += lengths[at]
                starts, lengths, values = (np.delete(each, at) for each in (starts, lengths, values))
        counts = self.counts.add(other.counts, fill_value=0).astype(np.int64)
        pairs = self.pairs + other.pairs + same
        equal = self.equal + other.equal + (same and len(starts) < at + len(other.starts))
        return _kept(Runs(starts, lengths, values, counts, pairs, equal))


def _kept(runs: Runs) -> Runs:
    kept = runs.lengths >= LEAST
    kept[:1] = kept[-1:] = True
    return replace(runs, starts=runs.starts[kept], lengths=runs.lengths[kept], values=runs.values[kept])


def runs_of(values: _Numbers, valid: Flags, sheets: Rows, numbers: Rows, counts: pd.Series[int] | None = None) -> Runs:
    """The runs of a sequence; what is not valid, and another sheet, ends a run. `counts`: where they are known."""
    if not valid.all():
        values, sheets, numbers = values[valid], sheets[valid], numbers[valid]
    beside = (np.diff(numbers) == 1) & (np.diff(sheets) == 0)
    same = beside & (np.diff(values) == 0)
    begins = np.flatnonzero(np.append(True, ~same)) if len(values) else np.empty(0, np.int64)
    lengths = np.diff(np.append(begins, len(values))).astype(np.int64)
    counts = _counted(values) if counts is None else counts
    found = Runs(numbers[begins], lengths, values[begins], counts, int(beside.sum()), int(same.sum()))
    return _kept(found)


_NEAR = 10_000_000
"""Values that lie closer together than this are counted by place."""


def _counted(values: _Numbers) -> pd.Series[int]:
    """How often each value stands there."""
    least = int(values.min()) if len(values) else 0
    if not len(values) or int(values.max()) - least > _NEAR:
        return pd.Series(values).value_counts(sort=False)
    counts = np.bincount(values - least)
    there = np.flatnonzero(counts)
    return pd.Series(counts[there], index=there + least)


class _Rows(NamedTuple):
    """A column as numbers, whether each is one, whether there is an answer at all, and the sheet of each."""

    values: _Numbers
    valid: Flags
    answered: Flags
    sheets: Rows

    def part(self, of: slice) -> _Rows:
        """Some of them."""
        return _Rows(self.values[of], self.valid[of], self.answered[of], self.sheets[of])


@dataclass(frozen=True)
class _Sequence:
    """The steps of a column, and its first and last value, from which the step to the next piece is made."""

    steps: Runs
    of: int
    """Pairs of answers that follow each other."""
    first: _Rows
    last: _Rows
    number: int


_Steps = dict[str, _Sequence]


class FilledDown(CauseKind):
    """Do values of a column go up or down by the same step, one record after the other?"""

    id = "filled-down"

    def summary(self, piece: BatchPiece) -> _Steps | None:
        """The steps of each column that has any, by column and unit: days, years, numbers."""
        found = {}
        for name, column in of_people(piece.batch).items():
            answered = ~holds_any(column.lexicon["status"], (str(Status.MISSING),))
            for unit, (numbers, known) in _numbered(column).items():
                if known.any():
                    values, valid = numbers[column.codes], known[column.codes]
                    if not (piece.whole and _no_run_of_steps(values, valid)):
                        rows = _Rows(values, valid, answered[column.codes], piece.sheets)
                        found[f"{name}|{unit}"] = _sequence(rows, piece)
        return found if len(piece) else None

    def merge(self, first: _Steps | None, second: _Steps | None) -> _Steps | None:
        """The steps of both, and those between them."""
        if first is None or second is None:
            return first or second
        both = {name: _joined(each, second[name]) for name, each in first.items() if name in second}
        return {**first, **second, **both}

    def name(self, summary: _Steps | None) -> list[Cause]:
        """The runs that are longer than the other steps make them; of a column's units the longest."""
        best: dict[tuple[str, int], tuple[int, str, int, int, float]] = {}
        for key, sequence in (summary or {}).items():
            field, unit = key.split("|")
            for start, length, step, chance in _odd(sequence.steps, sequence.of):
                found = (length, unit, start - 1, step, chance)
                best[field, start + length] = max(found, best.get((field, start + length), found))
        return [self._cause(field, *found) for (field, _), found in best.items()]

    def _cause(self, field: str, length: int, unit: str, start: int, step: int, chance: float) -> Cause:
        stop = start + length + 1
        years = unit == "calendar" and step % _YEAR == 0
        says = {
            "of_field": field,
            "variant": "years" if years else "days" if unit == "days" else "numbers",
            "step": step // _YEAR if years else step,
            "records": length + 1,
            "proof": length,
            "counter": 0,
            "chance": in_files(chance),
        }
        return Cause(
            self.id, self.severity, (field,), partial(stretch, start, stop), says, partial(without_fields, (field,))
        )


def _no_run_of_steps(values: _Numbers, valid: Flags) -> bool:
    """Whether no step stands long enough in a row: told quickly, since most columns have no such run."""
    steps = np.diff(values)
    return not in_a_row((steps[1:] == steps[:-1]) & (steps[1:] != 0) & valid[2:] & valid[:-2]).any()


def in_a_row(same: Flags) -> Flags:
    """Where as many neighbours are the same as the shortest run has."""
    wide = LEAST - 1
    if len(same) < wide:
        return np.zeros(0, dtype=bool)
    found = same[: len(same) - wide + 1].copy()
    for n in range(1, wide):
        found &= same[n : len(same) - wide + 1 + n]
    return found


def of_people(batch: Batch) -> dict[str, Column]:
    """The columns that are not about the record itself, as its page and its transcriber are."""
    return {name: column for name, column in batch.columns.items() if batch.form.fields[name].about != "record"}


def answers_of(piece: BatchPiece, name: str) -> list[str]:
    """Each row of a field's lexicon as it was read, in short."""
    column = piece.batch.columns[name]
    return piece.once(("answers", name), lambda: shown(column, range(len(column.lexicon))))


def stretch(start: int, stop: int, piece: BatchPiece) -> Flags:
    """The records with these numbers."""
    return (piece.numbers >= start) & (piece.numbers < stop)


def without_fields(fields: tuple[str, ...], batch: Batch, records: Flags) -> Batch:
    """Nothing in these fields of these records."""
    for name in fields:
        batch = otherwise.without_answers(batch, name, records)
    return batch


def _sequence(rows: _Rows, piece: BatchPiece) -> _Sequence:
    steps, of = _steps(rows, piece.numbers)
    return _Sequence(steps, of, rows.part(slice(0, 1)), rows.part(slice(-1, None)), piece.first)


def _steps(rows: _Rows, numbers: Rows) -> tuple[Runs, int]:
    """The steps between records that follow each other, but those of nothing; and of how many pairs of answers."""
    steps, sheets = np.diff(rows.values), rows.sheets
    same = sheets[1:] == sheets[:-1]
    valid, answered = (flags[1:] & flags[:-1] & same for flags in (rows.valid, rows.answered))
    return runs_of(steps, valid & (steps != 0), sheets[1:], numbers[1:]), int(answered.sum())


def _joined(first: _Sequence, second: _Sequence) -> _Sequence:
    both = zip(first.last, second.first, strict=True)
    rows = _Rows(*(np.concatenate(each) for each in both))
    link, of = _steps(rows, np.array([second.number - 1, second.number]))
    steps = first.steps.then(link, True).then(second.steps, True)
    return _Sequence(steps, first.of + of + second.of, first.first, second.last, first.number)


def _odd(steps: Runs, of: int) -> Iterator[tuple[int, int, int, float]]:
    """The runs of one step that the other steps of the column don't make, with the chance of each.

    A column that goes the same way in the rest of the file anyway, as dates in order do, is no run; nor is one that
    goes so in most of the file, as numbers of pages do.
    """
    total = int(steps.counts.sum())
    for start, length, step in steps.long():
        rest = of - length
        often = (int(steps.counts[step]) - length + 1) / (rest + 2)
        chance = float(of * often**length)
        same_way = int(steps.counts[np.sign(steps.counts.index) == np.sign(step)].sum()) - length
        ordered = total > 2 * length and same_way > _ORDERED * (total - length)
        if chance <= SELDOM and rest > length and not ordered:
            yield start, length, step, chance


_ORDERED = 0.9
"""So many of the steps of a column in order go the same way."""


_YEAR, _MONTH = 372, 31
"""A calendar in which each year and month is equally long, so that a step of a year is always the same."""
_TAIL = r"^(.*?)([0-9]{1,9})$"


def _numbered(column: Column) -> dict[str, tuple[_Numbers, Flags]]:
    """The values of a lexicon as whole numbers, by unit, and which rows have one. None for numbers of records."""
    lexicon, kind = column.lexicon, column.kind
    read = holds_any(lexicon["status"], [str(each) for each in READ])
    if kind.names_record or kind.names_person:
        return {}
    if is_dated(kind):
        days, last = (end.to_numpy().astype("datetime64[D]") for end in column.ends)
        read = read & ~np.isnat(days)
        months, years = days.astype("datetime64[M]"), days.astype("datetime64[Y]")
        of_month = (days - months).astype(np.int64)
        calendar = years.astype(np.int64) * _YEAR + (months - years).astype(np.int64) * _MONTH + of_month
        single = read & (days == last)
        return {"days": (days.astype(np.int64), single), "calendar": (calendar, read)}
    if kind.bounds:
        low, high = (lexicon[part].to_numpy(dtype=np.float64, na_value=np.nan) for part in kind.bounds)
        single = read & (low == high)
        return {"numbers": (np.where(single, low, 0).astype(np.int64), single)}
    tails = lexicon["text"].astype(object).map(ascii_digits).str.extract(_TAIL)
    ends = tails[1].notna().to_numpy(dtype=bool)
    if not ends.any():
        return {}
    start = pd.util.hash_array(tails[0].fillna("").to_numpy(dtype=object)) % np.uint64(10**8)
    number = pd.to_numeric(tails[1].fillna("0")).to_numpy(dtype=np.int64)
    return {"numbers": (start.astype(np.int64) * 10**10 + number, ends)}
