"""What one call read and found, for every output."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from records.model import SijillError, Source
from records.outputs import view
from records.outputs.stories import Story, stories

if TYPE_CHECKING:
    from records.batch import Batch
    from records.decisions.corrections import Correction
    from records.decisions.decision_file import DecisionFile
    from records.decisions.replay import Unfit
    from records.matching.search import Persons


ROWS_BY_DEFAULT = 100_000
"""Larger sources are copied only when asked."""
NO_CELLS = "not-read-"
"""What stands before the reason why no cell of a sheet was read."""


@dataclass(frozen=True)
class UnusedSheet:
    """A sheet that no form took; of the form that comes nearest it has `required` of `required_of` required fields."""

    source: Source
    rows: int
    why: str
    required: int = 0
    required_of: int = 0


@dataclass(frozen=True)
class Run:
    """What one call read and found.

    `batches`: one per form, in the order the forms were named. `findings`: for each of them its findings, located and
    in words. `options`: what the caller said, without paths. `refused`: the files that could not be read.
    `decided`: the decisions files that were named.
    """

    batches: tuple[Batch, ...]
    findings: tuple[pd.DataFrame, ...]
    unused: tuple[UnusedSheet, ...] = ()
    refused: tuple[SijillError, ...] = ()
    options: Mapping[str, Any] = field(default_factory=dict)
    decided: tuple[DecisionFile, ...] = ()
    unfit: tuple[Unfit, ...] = ()
    """The decisions that fit nothing any more."""
    digests: Mapping[Source, bytes] = field(default_factory=dict)
    """Of the lines of each sheet that may be copied, by its source."""
    corrections: tuple[Correction, ...] = ()
    """Cells that were corrected in a copy, and not in its source."""
    persons: Persons | None = None
    """Which records may be one person; nothing where nobody looked."""

    @classmethod
    def of(cls, pairs: Iterable[tuple[Batch, pd.DataFrame]], **more: Any) -> Run:
        """A run of these batches, each with its findings."""
        batches, findings = zip(*pairs, strict=True)
        return cls(batches, findings, **more)

    @property
    def sources(self) -> list[Source]:
        """Every sheet that was read, each once."""
        used = [mapping.source for batch in self.batches for mapping in batch.mappings]
        return list(dict.fromkeys([*used, *(left.source for left in self.unused)]))

    @cached_property
    def groups(self) -> list[list[view.Group]]:
        """The findings of each batch by check, for the page and the terminal alike."""
        return [list(view.groups(found)) for found in self.findings]

    @cached_property
    def stories(self) -> list[Story]:
        """The findings of all batches as stories, what weighs most first."""
        pairs = enumerate(zip(self.batches, self.findings, strict=True))
        return sorted((each for n, pair in pairs for each in stories(n, *pair)), key=lambda each: each.rank)

    @cached_property
    def whole(self) -> list[tuple[int, view.ShownFinding]]:
        """What only a whole batch shows and no story tells, with the number of its batch."""
        return view.of_whole(self.groups)

    def explanations(self, lang: str) -> Iterator[pd.DataFrame]:
        """The explanations of the findings of each batch, in words."""
        from records.outputs.explanation_table import explanation_table

        for batch, found in zip(self.batches, self.findings, strict=True):
            yield explanation_table(batch, found, lang)

    @property
    def decided_counts(self) -> tuple[dict[str, int], int, int]:
        """How many findings were decided, by the answer; of how many; and how many cells are read as decided."""
        columns = [column for batch in self.batches for column in batch.columns.values()]
        return view.decided_findings(self.findings), sum(map(len, self.findings)), view.decided_cells(columns)

    @property
    def evidence(self) -> pd.DataFrame:
        """What the second pass counted and decided, with the form."""
        tables = [batch.evidence.assign(form=batch.form.name) for batch in self.batches if len(batch.evidence)]
        return pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
