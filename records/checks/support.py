"""What a batch shows for and against another reading of a cell, counted apart from the findings it would remove.

For a Hijri reading speak other Hijri dates, for an order of day and month the cells that prove it, for a swap those
that a spreadsheet program swapped. A slip of one digit has nothing that speaks for it; against it speak others with the
same text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from records.answers.locale_dates import NOTE, SWAPPED
from records.answers.transcribers import short_names
from records.checks.readings import Readings, Rows, Values
from records.checks.trials import OtherReading
from records.column import holds_any

if TYPE_CHECKING:
    from records.batch import Batch

NOTHING = ""
"""The id of the evidence where there is none."""
_OTHER = {"day-first": "month-first", "month-first": "day-first"}
_FEWEST = 2
"""A text that one record has is no evidence of anything."""


@dataclass(frozen=True)
class Weight:
    """What speaks for and against a reading, row by row, of how many cells; `who`: the group counted, -1 for all."""

    id: str
    for_: Rows
    against: Rows
    of: Rows
    who: Rows

    def told(self, row: int, names: Sequence[str]) -> dict[str, Any]:
        """What speaks for and against it in one row: nothing where the batch shows neither; of a calendar that too."""
        for_, against, of, who = (int(each[row]) for each in (self.for_, self.against, self.of, self.who))
        if not (for_ or against or self.id == "calendar"):
            return {}
        said = {"evidence": self.id, "evidence_for": for_, "evidence_against": against, "of": of}
        return {**said, "evidence": f"{self.id}-own", "who": names[who]} if who >= 0 else said


class Support:
    """The evidence of a batch; counted when it is asked for."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._dates: dict[str, Rows] = {}

    @cached_property
    def groups(self) -> Values:
        """Who typed each record, as a position in `names`."""
        return self.batch.transcribers[0]

    @property
    def names(self) -> list[str]:
        """The sheets, each with each of its transcribers."""
        return self.batch.transcribers[1]

    @cached_property
    def short_names(self) -> list[str]:
        """The same as people say them."""
        return short_names(self.names)

    def weigh(self, other: OtherReading, readings: Readings, codes: Rows, groups: Rows, rows: Rows) -> Weight:
        """The evidence on another reading in these rows, of which each has a code in its lexicon and a group."""
        if isinstance(other.about, str):
            return self._calendar(other.about, groups[rows])
        if other.about is not None:
            return self._order(readings, other.about[rows], groups[rows])
        counts = readings.counts
        same, read = counts[codes[rows]], readings.read[readings.first]
        against = np.where(same >= _FEWEST, same, 0)
        known = other.id == "digit-slip"
        return _weight("same-text" if known else NOTHING, against * 0, against * known, int(counts[read].sum()))

    def _calendar(self, calendar: str, groups: Rows) -> Weight:
        """The dates in that calendar: those that the same transcriber typed, and where these are none, all."""
        there, every = self._dated(calendar), self._dated("")
        own = there[groups] > 0
        several = len(self.names) > 1
        return Weight(
            "calendar",
            np.where(own, there[groups], there.sum()),
            np.zeros(len(groups), dtype=np.int64),
            np.where(own, every[groups], every.sum()),
            np.where(own & several, groups, -1),
        )

    def _dated(self, calendar: str) -> Rows:
        """By group how many dates are written in that calendar; in any where none is named."""
        if calendar not in self._dates:
            counts = np.zeros(len(self.names), dtype=np.int64)
            for column in self.batch.columns.values():
                if column.kind.calendar:
                    named = column.lexicon[column.kind.calendar].astype(str)
                    ours = (named == calendar if calendar else named != "").to_numpy(dtype=bool)
                    if ours.any():
                        counts += np.bincount(self.groups[ours[column.codes]], minlength=len(counts))
            self._dates[calendar] = counts
        return self._dates[calendar]

    def _order(self, readings: Readings, why: Values, groups: Rows) -> Weight:
        """The cells of the same transcriber that prove this order of day and month, or those that were swapped."""
        swapped = why == SWAPPED
        if swapped.any():
            cells = int(holds_any(readings.column.lexicon["note"], (NOTE,))[readings.column.codes].sum())
            return _weight("swapped-cells", np.where(swapped, cells, 0), np.zeros(len(why), dtype=np.int64), cells)
        found = self._proofs(readings.name)
        proofs = {answer: np.array([found.get((name, answer), 0) for name in self.names])[groups] for answer in _OTHER}
        asked = [why == answer for answer in _OTHER]
        for_ = np.select(asked, [proofs[answer] for answer in _OTHER], 0)
        against = np.select(asked, [proofs[other] for other in _OTHER.values()], 0)
        return Weight("order", for_, against, for_ + against, np.full(len(why), -1, dtype=np.int64))

    def _proofs(self, field: str) -> dict[tuple[str, str], int]:
        """How many cells of each group prove which order in a field."""
        evidence = self.batch.evidence
        if "question" not in evidence:
            return {}
        found: dict[tuple[str, str], int] = {}
        rows = evidence[(evidence["question"] == "order") & (evidence["field"] == field)]
        for group, answer, *counts in rows[["group", "answer", "proving", "contrary"]].to_numpy().tolist():
            if answer in _OTHER:
                found[group, answer], found[group, _OTHER[answer]] = map(int, counts)
        return found


def _weight(id_: str, for_: Rows, against: Rows, of: int) -> Weight:
    """The same for all transcribers."""
    return Weight(id_, for_, against, np.full(len(for_), of, dtype=np.int64), np.full(len(for_), -1, dtype=np.int64))
