"""Columns that changed places, and dates that were counted from 1904: causes that break the order of dates at once.

Each is one reading of many records. It is counted, by sheet and transcriber, in how many records a rule is broken as
the cells stand, and in how many it would be if they were read so. More broken records than slips can make, and next to
none under the other reading, name the cause.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, Cause, CauseKind, listed
from records.causes.date_rules import (
    DateRule,
    any_broken,
    as_they_stand,
    bounds_of,
    dated_fields,
    more_than_slips,
    orders_of,
    read_as,
)
from records.chance import ACCIDENTS, SELDOM, at_least, in_files
from records.checks.intervals import Flags, Span
from records.evidence import PROVING_CELLS, proves

_COUNTED = ["reading", "group"]


@dataclass(frozen=True)
class _Trial:
    """One reading that is tried: its name, its fields, the dates under it, and which records it changes."""

    reading: str
    fields: tuple[str, ...]
    changed: Callable[[], Mapping[str, Span]]
    cells: Flags | None = None


class _ReadOtherwise(CauseKind):
    """A cause that is a reading of many records."""

    def trials(self, piece: BatchPiece, rules: list[DateRule]) -> Iterator[_Trial]:
        """The readings to try."""
        raise NotImplementedError

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By reading and group: in how many records rules are asked, broken as they stand, and broken if read so."""
        orders = orders_of(piece)
        rules = [*orders, *bounds_of(piece)]
        counts = [self._counted(piece, rules, trial) for trial in self.trials(piece, orders)]
        found = [each for each in counts if each is not None]
        return pd.concat(found, ignore_index=True) if found else None

    def _counted(self, piece: BatchPiece, rules: list[DateRule], trial: _Trial) -> pd.DataFrame | None:
        """What one reading changes; None where so little is broken that slips can make it."""
        touched = [rule for rule in rules if set(rule.fields) & set(trial.fields)]
        asked, before = as_they_stand(piece, touched)
        taken = asked if trial.cells is None else asked & trial.cells
        names = piece.names
        counts = [np.bincount(piece.groups[taken & flags], minlength=len(names)) for flags in (asked, before)]
        if piece.whole and not any(map(more_than_slips, counts[1].tolist(), counts[0].tolist())):
            return None
        _, after = any_broken(touched, read_as(piece, trial.changed()), len(piece))
        counts.append(np.bincount(piece.groups[taken & after], minlength=len(names)))
        told = dict(zip(("asked", "before", "after"), counts, strict=True))
        return pd.DataFrame({"reading": trial.reading, "group": names, **told})

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        there = [each for each in (first, second) if each is not None]
        if not there:
            return None
        return pd.concat(there).groupby(_COUNTED, as_index=False, sort=False).sum()

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The readings that hold: for all records, else for some transcribers; the one that mends most comes first."""
        if summary is None:
            return []
        taken: set[str] = set()
        ranked = []
        for reading, counts in summary.groupby("reading", sort=False):
            groups = _holding(counts[counts["asked"] > 0])
            mended = int((groups["before"] - groups["after"]).sum())
            ranked.append((mended, str(reading), groups, len(groups) == len(counts[counts["asked"] > 0])))
        causes = []
        for _, reading, groups, all_ in sorted(ranked, key=lambda each: -each[0]):
            left = groups[~groups["group"].isin(taken)]
            if len(left) and _proven(left):
                taken |= set(left["group"])
                causes.append(self._cause(reading, left, all_))
        return causes

    def _cause(self, reading: str, groups: pd.DataFrame, all_: bool) -> Cause:
        asked, before, after = (int(groups[name].sum()) for name in ("asked", "before", "after"))
        says: dict[str, object] = {
            "variant": "all" if all_ else "some",
            "records": asked,
            "proof": before,
            "counter": after,
            "chance": in_files(at_least(before, asked, ACCIDENTS)),
            **({} if all_ else {"who": listed(list(groups["group"]))}),
        }
        return self.cause_of(reading, frozenset(groups["group"]), says)

    def cause_of(self, reading: str, groups: frozenset[str], says: dict[str, object]) -> Cause:
        """The cause of a reading that holds in these groups."""
        raise NotImplementedError


def _proven(counts: pd.DataFrame) -> bool:
    asked, before, after = (int(counts[name].sum()) for name in ("asked", "before", "after"))
    return proves(before, after) and at_least(before, asked, ACCIDENTS) <= SELDOM


def _holding(counts: pd.DataFrame) -> pd.DataFrame:
    """The groups in which the reading mends what is broken: all, where it does so for the whole."""
    if _proven(counts) and not (counts["after"] > np.maximum(1, counts["before"] // PROVING_CELLS)).any():
        return counts
    mends = counts[(counts["before"] > 0) & (counts["after"] <= counts["before"] // 10)]
    sure = [bool(_proven(mends.iloc[[n]])) for n in range(len(mends))]
    return mends[sure] if any(sure) else mends


class ColumnsSwapped(_ReadOtherwise):
    """Did two columns of dates change places, for all records or those of one transcriber?"""

    id = "columns-swapped"

    def trials(self, piece: BatchPiece, rules: list[DateRule]) -> Iterator[_Trial]:
        """Each pair of dates that has an order; not where a printed year stands beside a day, as it ought to."""
        printed = {rule.fields[1] for rule in orders_of(piece, printed=True) if rule.soft}
        for rule in rules:
            first, second = rule.fields
            of_first, of_second = piece.span(first), piece.span(second)
            cells = None
            if second in printed or first in printed:
                cells = ~(_wider(of_first, of_second) if first in printed else _wider(of_second, of_first))
            changed = {first: of_second, second: of_first}
            yield _Trial("|".join(rule.fields), rule.fields, partial(dict, changed), cells)

    def cause_of(self, reading: str, groups: frozenset[str], says: dict[str, object]) -> Cause:
        """The two fields."""
        first, second = reading.split("|")
        names = {"of_field": first, "other_field": second}
        read: Callable[[Batch, Flags], Batch] = partial(_swapped, first, second)
        return Cause(
            self.id,
            self.severity,
            (first, second),
            lambda piece: piece.by(groups),
            {**names, **says},
            read,
            of_findings=True,
        )


def _wider(dates: Span, others: Span) -> Flags:
    """Which of these dates say less than the other of their record: a year beside a day."""
    return np.asarray(dates.latest - dates.earliest > others.latest - others.earliest)


def _swapped(first: str, second: str, batch: Batch, records: Flags) -> Batch:
    return otherwise.swapped(batch, first, second, records)


EPOCHS = 1462
"""Days between the two from which programs count, with a 29 February 1900 that never was."""


class CountedFrom1904(_ReadOtherwise):
    """Were date cells moved by 1,462 days, as happens between workbooks that count from 1900 and from 1904?"""

    id = "counted-from-1904"

    def trials(self, piece: BatchPiece, rules: list[DateRule]) -> Iterator[_Trial]:
        """All true date cells earlier, or later."""
        names = [name for name in dated_fields(rules) if piece.cells(name).any()]
        if names:
            cells = np.logical_or.reduce([piece.cells(name) for name in names])
            for days in (-EPOCHS, EPOCHS):
                yield _Trial(f"{days}|{'|'.join(names)}", tuple(names), partial(_all_later, piece, names, days), cells)

    def cause_of(self, reading: str, groups: frozenset[str], says: dict[str, object]) -> Cause:
        """The fields with date cells, and how far they moved."""
        days, *fields = reading.split("|")
        says = {**says, "of_fields": "|".join(fields), "moved": "later" if days[0] == "-" else "earlier"}

        def cells(piece: BatchPiece) -> Flags:
            return np.asarray(piece.by(groups) & np.logical_or.reduce([piece.cells(name) for name in fields]))

        read: Callable[[Batch, Flags], Batch] = partial(_moved, tuple(fields), int(days))
        return Cause(self.id, self.severity, tuple(fields), cells, says, read, of_findings=True)


def _all_later(piece: BatchPiece, names: Sequence[str], days: int) -> dict[str, Span]:
    return {name: _later(piece.span(name), piece.cells(name), days) for name in names}


def _later(dates: Span, cells: Flags, days: int) -> Span:
    added = np.where(cells, np.timedelta64(days * 86_400, "s"), np.timedelta64(0, "s"))
    return Span(dates.earliest + added, dates.latest + added)


def _moved(fields: tuple[str, ...], days: int, batch: Batch, records: Flags) -> Batch:
    piece = BatchPiece(batch)
    for name in fields:
        batch = otherwise.days_later(batch, name, records & piece.cells(name), days)
    return batch
