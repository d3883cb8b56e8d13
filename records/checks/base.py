"""What a check is: one question, asked of the readings of one or several fields, with arguments from the form.

A check answers per row of readings and never builds findings. What alternatives, several fields and records make of its
answers is done once for all checks, in `asking.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from records.checks.intervals import Flags
from records.checks.readings import Readings, Rows, Side
from records.forms import CheckSpec, Form
from records.model import Severity

if TYPE_CHECKING:
    from records.batch import Batch
    from records.checks.trials import OtherReading

Answers = npt.NDArray[np.uint8]
Said = Mapping[str, Any]
"""What a message names: texts and whole numbers. A key that ends in `_field` holds a field's id."""

HOLDS, CANNOT_TELL, BROKEN, NOT_CHECKABLE = np.uint8(0), np.uint8(1), np.uint8(2), np.uint8(3)


def answers(broken: Flags, holds: Flags) -> Answers:
    """BROKEN where it is proved, HOLDS where that is, CANNOT_TELL where neither is."""
    return np.where(broken, BROKEN, np.where(holds, HOLDS, CANNOT_TELL)).astype(np.uint8)


@dataclass(frozen=True)
class NoArguments:
    """A check that needs none."""


@dataclass(frozen=True)
class Setting:
    """What a check may know beside the readings it is asked about."""

    batch: Batch
    args: Any
    found: date | None = None

    @property
    def form(self) -> Form:
        """The form of the batch."""
        return self.batch.form


@dataclass(frozen=True)
class View:
    """What a check is shown: one side for each field it asks about, row by row together."""

    sides: tuple[Side, ...]
    setting: Setting
    records: Rows | None = None
    """The record of each row, where records are asked; None where distinct texts are."""
    asked: CheckResult | None = None
    """All answers, once they are there."""
    related: tuple[CheckResult, ...] = ()
    """The answers of the questions that `Check.related` names."""

    def __len__(self) -> int:
        return len(self.sides[0])

    @property
    def args(self) -> Any:
        """The check's arguments, an instance of its `arguments`."""
        return self.setting.args

    def with_side(self, n: int, side: Side) -> View:
        """The same with one side read otherwise."""
        return replace(self, sides=(*self.sides[:n], side, *self.sides[n + 1 :]))


class Outcome(IntEnum):
    """What a check makes of one record."""

    HOLDS = 0
    CERTAIN = 1
    POSSIBLE = 2
    OPEN = 3
    NOT_CHECKABLE = 4


Outcomes = npt.NDArray[np.uint8]


class Check:
    """One question. Subclasses stand in `CHECKS`, their words in `schemas/messages`; or a form brings them along."""

    id: ClassVar[str]
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """By language, of a check that has none in `schemas/messages`: `title`, `about` (what it asks), `message` (what a
    finding says, `{KEY}` for what `say` names), `possible`, and `explanation.ID`."""
    arguments: ClassVar[type] = NoArguments
    """A frozen dataclass. An argument that names fields says of which kinds: `field(metadata={"field": ("date",)})`."""
    severity: ClassVar[Severity] = Severity.ERROR
    """Where neither the form nor the arguments have a `severity` of their own."""
    of_text: ClassVar[bool] = False
    """Asks about the text itself, so it is asked of missing and unread texts as well."""
    doubted: ClassVar[bool] = False
    """What it finds in a text that was read is possible at most."""
    unsure: ClassVar[bool] = False
    """What it finds is possible at most, where its arguments have no `unsure` of their own."""
    by_record: ClassVar[bool] = False
    """Asks about more than the text, so that equal texts of two records may have two answers."""

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        """The fields that are asked about together; each tuple is one question, with the primary field first."""
        raise NotImplementedError

    def is_unsure(self, args: Any) -> bool:
        """Whether what it finds with these arguments is possible at most: as they say, else as the check does."""
        return bool(getattr(args, "unsure", self.unsure))

    def answer(self, view: View) -> Answers:
        """HOLDS, CANNOT_TELL, BROKEN or NOT_CHECKABLE for each row of the sides."""
        raise NotImplementedError

    def say(self, view: View) -> list[Said]:
        """What the message of each row names."""
        return [{"of_field": view.sides[0].name}] * len(view)

    def explain(self, view: View) -> list[list[Said]]:
        """What would dissolve each row's contradiction though every cell is read rightly: `{"id", "args"}`.

        With `evidence` (the id of its words), `evidence_for`, `evidence_against` and `of` where the batch shows any.
        Other readings of a cell are tried for all checks alike, see `solving`.
        """
        return [[] for _ in range(len(view))]

    def otherwise(self, view: View, n: int) -> Iterator[Iterator[OtherReading]]:  # noqa: ARG002 - most know none
        """Other readings of the n-th side that only this check knows of, beside those that its kind has."""
        return iter(())

    def related(self, asked: CheckResult, answered: Sequence[CheckResult]) -> tuple[CheckResult, ...]:  # noqa: ARG002
        """Those of all questions answered that say more about what this one found: see `View.related`."""
        return ()

    def settled(self, view: View) -> list[Said | None]:
        """For each row what another field says that leaves no contradiction, as its message names it; None for most."""
        return [None] * len(view)

    def stands_at(self, asked: CheckResult, records: Rows) -> Rows:  # noqa: ARG002 - most findings stand where they are
        """At which of the records that break the rule a finding stands: at each, unless several are one fault."""
        return records

    def whole(self, asked: CheckResult) -> list[Said]:  # noqa: ARG002 - most checks have nothing to say here
        """What only the whole batch shows: what the message of each such finding names."""
        return []


@dataclass(frozen=True)
class CheckResult:
    """One question and its answers.

    A *unit* is a record, or, for a question about one field alone, a row of its lexicon. `witness`: for each field the
    reading of each unit that shows the outcome.
    """

    check: Check
    spec: CheckSpec
    setting: Setting
    readings: tuple[Readings, ...]
    of_texts: bool
    outcomes: Outcomes
    witness: tuple[Rows, ...]
    settled: Flags | None = None
    """The records whose finding is no contradiction, since another field says so; None where no check looked."""

    @property
    def unsure(self) -> bool:
        """Whether what it finds is possible at most."""
        return self.check.is_unsure(self.spec.args)

    @property
    def records(self) -> Outcomes:
        """The outcome of each record."""
        return self.outcomes[self.readings[0].column.codes] if self.of_texts else self.outcomes

    def count(self) -> list[int]:
        """How many records have each outcome."""
        weights = self.readings[0].counts if self.of_texts else None
        return [int(n) for n in np.bincount(self.outcomes, weights, minlength=len(Outcome))]

    def found(self) -> Rows:
        """The records that are findings."""
        units = np.isin(self.outcomes, self.reported())
        if not units.any():
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero(units[self.readings[0].column.codes] if self.of_texts else units)

    def units(self, records: Rows) -> Rows:
        """The unit of each of these records."""
        return self.readings[0].column.codes[records].astype(np.int64) if self.of_texts else records

    def sides(self, units: Rows) -> tuple[Side, ...]:
        """What is asked about in these units."""
        return tuple(Side(each, taken[units]) for each, taken in zip(self.readings, self.witness, strict=True))

    def view(self, units: Rows, related: tuple[CheckResult, ...] = ()) -> View:
        """What the check found in these units, for its words and explanations."""
        return View(self.sides(units), self.setting, None if self.of_texts else units, self, related)

    def reported(self) -> list[int]:
        """The outcomes that are findings: what one cannot tell is one only where the form says so."""
        sure = [Outcome.CERTAIN.value, Outcome.POSSIBLE.value]
        return [*sure, Outcome.OPEN.value] if self.spec.open == "possible" else sure
