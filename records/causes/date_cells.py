"""What spreadsheet programs make of dates in cells of their own: days and months swapped, years that became days."""

from __future__ import annotations

from functools import partial

import numpy as np
import pandas as pd

from records.answers.locale_dates import AS_WRITTEN, HIGH, NOTE, QUESTION, SWAPPED
from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, Cause, CauseKind, listed
from records.chance import SELDOM, in_files
from records.checks.intervals import Flags
from records.column import Column, holds_any
from records.evidence import PROVING_CELLS, proves
from records.kinds.dates.excel import EXCEL_YEARS
from records.kinds.kind import is_dated
from records.model import Status

_WHERE = ["field", "group"]


def _by_group(piece: BatchPiece, name: str, **flags: Flags) -> pd.DataFrame:
    """How many records of each group have each flag, of one field."""
    size = len(piece.names)
    counts = {each: np.bincount(piece.groups[there], minlength=size) for each, there in flags.items()}
    return pd.DataFrame({"field": name, "group": piece.names, **counts})


def _added(first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
    there = [each for each in (first, second) if each is not None]
    return pd.concat(there).groupby(_WHERE, as_index=False, sort=False).sum() if there else None


def _dated(piece: BatchPiece) -> dict[str, Column]:
    return {name: column for name, column in piece.batch.columns.items() if is_dated(column.kind)}


class SwappedByLocale(CauseKind):
    """Did a spreadsheet program swap day and month of what was typed? The second pass proved it, see `locale_dates`."""

    id = "swapped-by-locale"

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By field and group: the cells that were swapped, and what the second pass counted."""
        evidence = piece.batch.evidence
        if "question" not in evidence or not (evidence["question"] == QUESTION).any():
            return None
        decided = evidence[evidence["question"] == QUESTION]
        counts = [
            _by_group(piece, name, cells=_noted(column, (NOTE,)), typed=_noted(column, HIGH))
            for name, column in _dated(piece).items()
        ]
        return pd.concat(counts).merge(decided[[*_WHERE, "contrary"]], on=_WHERE, how="inner")

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        return _added(first, second)

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """One cause for all fields and transcribers whose cells were swapped."""
        if summary is None or not summary["cells"].any():
            return []
        there = summary[summary["cells"] > 0]
        fields = tuple(dict.fromkeys(there["field"]))
        says = {
            "of_fields": "|".join(fields),
            "records": int(there["cells"].sum()),
            "proof": int(there["cells"].sum() + there["typed"].sum()),
            "counter": int(there["contrary"].sum()),
            "who": listed(list(dict.fromkeys(there["group"]))),
            "chance": in_files(SELDOM),
        }

        def cells(piece: BatchPiece) -> Flags:
            return np.asarray(np.logical_or.reduce([_noted(piece.batch.columns[name], (NOTE,)) for name in fields]))

        read, stands = partial(_read_as, fields, SWAPPED), partial(_read_as, fields, AS_WRITTEN)
        return [Cause(self.id, self.severity, fields, cells, says, read, stands=stands)]


def _noted(column: Column, notes: tuple[str, ...]) -> Flags:
    return holds_any(column.lexicon["note"], notes)[column.codes]


def _read_as(fields: tuple[str, ...], why: str, batch: Batch, records: Flags) -> Batch:
    for name in fields:
        batch = otherwise.chosen(batch, name, records & _noted(batch.columns[name], (NOTE,)), why)
    return batch


_SHARE = 0.01
"""Of all days between 1850 and 2030 fewer than this lie among those that Excel makes of years."""


class YearsInDateCells(CauseKind):
    """Were years typed into cells that show days? 1990 becomes 12 June 1905, and is read as the year again."""

    id = "years-in-date-cells"

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """By field and group: cells read as a year again, and those that may be a day of these months after all."""
        counts = []
        for name, column in _dated(piece).items():
            years, days = _typed_years(column)
            if years.any():
                counts.append(_by_group(piece, name, years=years[column.codes], days=days[column.codes]))
        return pd.concat(counts, ignore_index=True) if counts else None

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        return _added(first, second)

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """One cause for each field with so many of them that nobody typed these days."""
        causes = []
        for field, counts in summary.groupby("field", sort=False) if summary is not None else ():
            years, days = int(counts["years"].sum()), int(counts["days"].sum())
            chance = _SHARE**years
            if years >= PROVING_CELLS and proves(years, days) and chance <= SELDOM:
                who = listed(list(counts.loc[counts["years"] > 0, "group"]))
                says = {"of_field": field, "records": years, "proof": years, "counter": days, "who": who}
                causes.append(self._cause(str(field), {**says, "chance": in_files(chance)}))
        return causes

    def _cause(self, field: str, says: dict[str, object]) -> Cause:
        def cells(piece: BatchPiece) -> Flags:
            column = piece.batch.columns[field]
            return _typed_years(column)[0][column.codes]

        return Cause(self.id, self.severity, (field,), cells, says, dissolves=frozenset({"excel-damage"}))


def _typed_years(column: Column) -> tuple[Flags, Flags]:
    """The rows of a lexicon that are read as the year whose number Excel made a day, and those read as that day."""
    lexicon = column.lexicon
    texts = lexicon["text"]
    among = ((texts >= EXCEL_YEARS[0]) & (texts <= EXCEL_YEARS[1])).to_numpy(dtype=bool) & (
        texts.str.len() == 10
    ).to_numpy(dtype=bool)
    read = lexicon["status"].isin([str(Status.EXACT), str(Status.INFERRED), str(Status.DECIDED)]).to_numpy(dtype=bool)
    first, last = column.ends
    day = (first == last).to_numpy(dtype=bool)
    return among & read & ~day, among & read & day
