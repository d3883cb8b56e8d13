"""What a cause is: a finding about a file, a column or a transcriber that explains many others, its members.

A kind of cause makes a summary of each piece of a batch, summaries merge, and the whole of them names the causes. So a
file larger than memory can be looked at piece by piece, and the pieces give what the whole gives.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, ClassVar, TypeVar

import numpy as np
import numpy.typing as npt

from records.answers.locale_dates import date_cells
from records.answers.transcribers import sheet_numbers, transcribers
from records.batch import Batch
from records.checks.intervals import Flags, Span
from records.checks.readings import Rows
from records.column import Column
from records.model import Severity

_Made = TypeVar("_Made")


class BatchPiece:
    """Some records of a batch, in the order of their sheets. `first`: the number of the first of them in the whole.

    `whole`: whether there are no others, so that what only others could make worth counting is not counted.
    """

    def __init__(self, batch: Batch, first: int = 0, found: date | None = None, whole: bool = True) -> None:
        self.batch, self.first, self.found, self.whole = batch, first, found, whole
        self._made: dict[Hashable, Any] = {}

    def __len__(self) -> int:
        return len(self.batch)

    def once(self, what: Hashable, make: Callable[[], _Made]) -> _Made:
        """What several kinds of causes look at, made when it is first asked for."""
        if what not in self._made:
            self._made[what] = make()
        made: _Made = self._made[what]
        return made

    @cached_property
    def numbers(self) -> Rows:
        """The number of each record in the whole."""
        return np.arange(self.first, self.first + len(self), dtype=np.int64)

    @cached_property
    def _groups(self) -> tuple[npt.NDArray[np.int32], list[str]]:
        column = self.batch.columns.get(self.batch.form.transcriber or "")
        return transcribers(column, self.batch.mappings, self.batch.origin["source"].to_numpy())

    @property
    def groups(self) -> npt.NDArray[np.int32]:
        """Who typed each record, as a position in `names`."""
        return self._groups[0]

    @property
    def names(self) -> list[str]:
        """The sheets, each with each of its transcribers."""
        return self._groups[1]

    @cached_property
    def sheets(self) -> Rows:
        """The number of the sheet that each record stands in."""
        return np.asarray(sheet_numbers(self.batch.mappings)[self.batch.origin["source"].to_numpy()])

    def by(self, names: frozenset[str]) -> Flags:
        """The records of these groups."""
        return np.array([name in names for name in self.names], dtype=bool)[self.groups]

    def span(self, name: str) -> Span:
        """The first and the last day that a date may be, NaT where it has no reading."""
        return self.once(("span", name), lambda: self._span(self.batch.columns[name]))

    @staticmethod
    def _span(column: Column) -> Span:
        ends = (end.to_numpy().astype("datetime64[s]") for end in column.ends)
        return Span(*(end[column.codes] for end in ends))

    def cells(self, name: str) -> Flags:
        """Which records have a true date cell in a field."""
        return self.once(("cells", name), lambda: self._cells(name))

    def _cells(self, name: str) -> Flags:
        batch = self.batch
        typeless = np.array([not mapping.source.sheet for mapping in batch.mappings], dtype=bool)
        of_records = typeless[batch.origin["source"].to_numpy()]
        return date_cells(batch.columns[name], name, batch.marks, of_records)


@dataclass(frozen=True, eq=False)
class Cause:
    """One cause that was named.

    `fields` and `cells`, which gives the records of a piece, say where its cells stand. `says`: what its message names,
    with `records`, how many have such a cell; `proof` and `counter`, how many prove it and how many speak against it;
    `chance`, how often that would be seen without it. `read`: the batch with those records read as the cause would have
    it; None where nobody can say. `dissolves`: checks whose findings about its cells it explains in any case.
    """

    id: str
    severity: Severity
    fields: tuple[str, ...]
    cells: Callable[[BatchPiece], Flags]
    says: Mapping[str, Any]
    read: Callable[[Batch, Flags], Batch] | None = None
    dissolves: frozenset[str] = field(default=frozenset())
    stands: Callable[[Batch, Flags], Batch] | None = None
    """The batch as it is read if a person says that it did not happen; None where nothing is read otherwise."""
    of_relations: bool = False
    """It says that values stand in the wrong records, so a finding about one field alone is none of its members."""
    of_readings: bool = False
    """It compares how cells are read, so it is none where another cause would read these cells otherwise."""
    of_findings: bool = False
    """It was seen by findings alone, so it is none where another cause explains them all."""


@dataclass(frozen=True)
class DecidedCause:
    """A cause of which a person said that it happened, and whose reading the batch has, or that it did not.

    `row`: its finding, as it was before.
    """

    row: Mapping[str, Any]

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is about; two causes of one run that share it are one."""
        return subject_of(self.row)


def subject_of(row: Mapping[str, Any]) -> tuple[str, ...]:
    """What the finding of a cause is about: its kind, fields, sheets, transcribers and first record."""
    args = json.loads(row["args"])
    return str(row["check"]), str(row["field"]), *(str(args.get(name)) for name in PLACE)


PLACE = ("of_sheets", "typed_by", "first_record")
"""Where the cells of a cause stand, in the arguments of its finding."""


class CauseKind:
    """One kind of cause. Subclasses stand in `CAUSES`, their words in `schemas/messages`."""

    id: ClassVar[str]
    severity: ClassVar[Severity] = Severity.WARNING

    def summary(self, piece: BatchPiece) -> Any:
        """What a piece shows, small; None where it shows nothing."""
        raise NotImplementedError

    def merge(self, first: Any, second: Any) -> Any:
        """What two pieces show that follow each other."""
        raise NotImplementedError

    def name(self, summary: Any) -> list[Cause]:
        """The causes that the whole shows."""
        raise NotImplementedError


_LISTED = 5


def listed(names: Sequence[str], of: int = 0) -> str:
    """The first of these names, and how many more there are; `of`: in all, where not all of them are given.

    >>> listed(list("abcdefg"))
    'a, b, c, d, e (+2)'
    """
    more = max(of, len(names)) - min(_LISTED, len(names))
    return ", ".join(names[:_LISTED]) + (f" (+{more})" if more > 0 else "")
