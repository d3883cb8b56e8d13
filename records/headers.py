"""Which column is which field, and which lines are records. Every line of a sheet is accounted for, every column named."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from records.forms import Form
from records.model import Source
from records.sources.sheet import Sheet

MatchStatus = Literal["mapped", "ask", "none"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What was made of one column's header. `ask` columns are carried along untouched until a person says."""

    letter: str
    header: str
    """As typed; two header rows are joined by ` / `."""
    field: str | None
    status: MatchStatus
    why: str
    """A word for the program and the reader: `label`, `folded`, `said` …; see `WHY`."""
    candidates: tuple[str, ...] = ()
    """Fields it may be: the ones to ask about, or, for `none`, those with a similar label."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where every line of a sheet went. `read` is the sum of the others."""

    read: int
    kept: int
    refused: int = 0
    blank: int = 0
    header: int = 0
    unused: int = 0


@dataclass(frozen=True)
class Mapping:
    """One sheet read as one form: which column is which field, which lines are records.

    `header_rows`: the sheet's own row numbers; `fields`: field id to column letter; `kept`: int32 positions (not row numbers)
    of the lines that are records, ascending.
    """

    source: Source
    form: Form
    header_rows: tuple[int, ...]
    fields: dict[str, str]
    columns: tuple[ColumnMatch, ...]
    kept: npt.NDArray[np.int32]
    account: Account


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sheet's headers fit a form."""

    form: str
    header_row: int | None
    """The row that was taken for the header, if any."""
    fields: int
    """Fields of the form that have a column."""
    required: int
    """Required fields that have a column."""
    required_of: int
    """Required fields of the form."""

    @property
    def required_share(self) -> float:
        """The share of the required fields that have a column; 1 when the form requires none."""
        return self.required / self.required_of if self.required_of else 1.0

    @property
    def usable(self) -> bool:
        """Whether there is a header row and at least one column of the form below it."""
        return self.header_row is not None and self.fields > 0


def fit(sheet: Sheet, form: Form, says: Dictionary[str, str] | None = None) -> Fit:
    """How many of the form's fields the sheet's headers have."""
    raise NotImplementedError


def map_sheet(
    sheet: Sheet,
    form: Form,
    says: Dictionary[str, str] | None = None,
    header_row: int | None = None,
    profile: Path | None = None,
) -> Mapping:
    """Which column is which field, and which lines are records."""
    raise NotImplementedError
