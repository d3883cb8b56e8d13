"""Which cell of a record is wrong? The smallest sets of cells whose other values remove all its contradictions.

Error localisation after Fellegi and Holt (1976), over intervals and alternatives; docs/wrong-cells.md has the
mathematics. A birth after the joining breaks the order of birth and joining, that of birth and form, and the age at
joining: the date of birth alone explains all three. The first of these findings stays as it is; the others are its
members.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import numpy as np
import pandas as pd

from records.batch import Batch
from records.causes.record_questions import RecordQuestions, parted, questions_of, value_checks
from records.checks.intervals import Flags
from records.checks.readings import Rows
from records.model import Severity, Verdict, fields_of, serious

WRONG_CELL = "wrong-cell"
"""The id of the explanation, and how the names of these causes begin."""
MOST_WRONG = 3
"""Of more wrong cells in one record nothing is said."""

CellSet = tuple[str, ...]


@dataclass(frozen=True)
class WrongCells:
    """Findings of one record that one wrong cell may have made, the first one first.

    `sets`: the smallest sets of cells that explain all contradictions of the record, the likeliest first. `alone`: in
    how many records of the batch the first of them is the only one.
    """

    record: int
    findings: Rows
    sets: tuple[CellSet, ...]
    alone: int

    @property
    def variant(self) -> str:
        """Which words tell it: one cell of one finding or several, one of several cells, or several together."""
        if len(self.sets[0]) > 1:
            return "together"
        if len(self.sets) > 1:
            return "likeliest" if self.alone else "either"
        return "" if len(self.findings) > 1 else "one"


def wrong_cells(batch: Batch, findings: pd.DataFrame, free: Flags, found: date | None) -> Iterator[WrongCells]:
    """For each record with contradictions what its smallest sets of cells explain together.

    `free`: the findings that no other cause has; a record with others is left out, since its cells are read otherwise.
    """
    checks = value_checks(batch)
    asked = findings["check"].isin(checks).to_numpy(dtype=bool) & findings["record"].notna().to_numpy(dtype=bool)
    certain = asked & serious(findings).to_numpy(dtype=bool)
    if not (certain & free).any():
        return
    of = findings["record"].fillna(-1).to_numpy(dtype=np.int64)
    records = np.setdiff1d(of[certain & free], of[asked & ~free])
    folded = np.flatnonzero(asked & serious(findings, (Verdict.CERTAIN, Verdict.POSSIBLE)).to_numpy(dtype=bool))
    noted = notes_in(findings, records)
    for questions in parted(questions_of(batch, found)):
        part = RecordQuestions.of(batch, records, questions, noted)
        yield from _explained(findings, folded, records, smallest_sets(part, len(records)))


def notes_in(findings: pd.DataFrame, records: Rows) -> dict[tuple[str, str], Flags]:
    """For a check and its fields those of these records of which a finding is only worth knowing."""
    of = findings["record"].fillna(-1).to_numpy(dtype=np.int64)
    notes = np.flatnonzero((findings["severity"] == str(Severity.INFO)).to_numpy(dtype=bool) & np.isin(of, records))
    noted: dict[tuple[str, str], Flags] = {}
    for check, fields, record in zip(
        findings["check"].iloc[notes], findings["field"].iloc[notes], of[notes], strict=True
    ):
        there = noted.setdefault((str(check), str(fields)), np.zeros(len(records), dtype=bool))
        there[np.searchsorted(records, record)] = True
    return noted


def smallest_sets(part: RecordQuestions, records: int) -> dict[CellSet, Flags]:
    """The smallest sets of cells, each with the records in which other values of these cells break no question."""
    broken, found = part.broken(), {}
    open_ = np.ones(records, dtype=bool)
    open_[part.owner[~np.logical_or.reduce(broken)]] = False  # some combination of readings breaks nothing
    for size in range(1, MOST_WRONG + 1):
        solved = np.zeros(records, dtype=bool)
        for names in combinations(part.fields, size):
            at = np.flatnonzero(part.hit_by(names, broken) & open_[part.owner])
            good = np.zeros(records, dtype=bool)
            good[part.owner[at[part.solved_by(names, at)]]] = True
            if good.any():
                found[names] = good
                solved |= good
        open_ &= ~solved
        if not open_.any():
            break
    return found


def _explained(
    findings: pd.DataFrame, folded: Rows, records: Rows, found: dict[CellSet, Flags]
) -> Iterator[WrongCells]:
    """What the sets of each record explain among the findings that may be folded."""
    if not found:
        return
    names, solves = list(found), np.stack(list(found.values()))
    alone = dict(zip(names, (solves & (solves.sum(axis=0) == 1)).sum(axis=1).tolist(), strict=True))
    numbers = findings["record"].to_numpy(dtype=np.int64, na_value=-1)
    at = folded[np.isin(numbers[folded], records[solves.any(axis=0)])]
    at = at[np.lexsort((at, _weights(findings)[at], numbers[at]))]
    own = [fields_of(str(each)) for each in findings["field"].cat.categories]
    fields = [own[code] for code in findings["field"].cat.codes.to_numpy()[at].tolist()]
    ends = np.append(np.flatnonzero(np.diff(numbers[at])) + 1, len(at))
    for start, stop in zip([0, *ends[:-1].tolist()], ends.tolist(), strict=True):
        record = int(numbers[at[start]])
        sets = [names[n] for n in np.flatnonzero(solves[:, np.searchsorted(records, record)]).tolist()]
        sets.sort(key=lambda each: -alone[each])
        for each, places in _grouped(range(start, stop), fields, sets):
            yield WrongCells(record, at[places], tuple(each), alone.get(each[0], 0))


def _grouped(places: range, fields: list[list[str]], sets: list[CellSet]) -> Iterator[tuple[list[CellSet], list[int]]]:
    """Findings of a record that one cell may explain, with the cells that may; then those that no single cell does.

    One of several cells may be wrong, or, where one is not enough, a cell of every set is wrong in any case.
    """
    touched = [place for place in places if all(set(fields[place]) & set(each) for each in sets)]
    if len(sets[0]) == 1:
        yield sets, touched
        return
    for cell in (name for name in sets[0] if all(name in each for each in sets)):
        yield [(cell,)], [place for place in touched if cell in fields[place]]
        touched = [place for place in touched if cell not in fields[place]]
    yield from ((sets, [place]) for place in touched)


def _weights(findings: pd.DataFrame) -> Rows:
    """How much findings weigh: certain before possible, then by severity; the weightiest has the least."""
    possible = (findings["verdict"] != str(Verdict.CERTAIN)).to_numpy(dtype=np.int64)
    rank = {str(each): n for n, each in enumerate(Severity)}
    return possible * len(rank) + np.asarray(findings["severity"].astype(object).map(rank), dtype=np.int64)
