"""What a mapping is: which column is which field, which lines are records, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from records.forms import Form
from records.labels.columns import ColumnMatch
from records.labels.labels import key
from records.labels.requests import Profile
from records.layout.lines import Account
from records.layout.spread import GROUP, Spreads
from records.model import OTHER as OTHER
from records.model import Source
from records.words import words


@dataclass(frozen=True)
class SheetMapping:
    """One sheet read as one form: which column is which field, which lines are records.

    `header_rows`: the sheet's own row numbers; `fields`: field id to column letter; `kept`: int32 positions (not row
    numbers) of the lines that are records, ascending (of a form its first line); `wide`: the letters of a field that
    has several columns, in order.
    """

    source: Source
    form: Form
    header_rows: tuple[int, ...]
    fields: dict[str, str]
    columns: tuple[ColumnMatch, ...]
    kept: npt.NDArray[np.int32]
    account: Account
    wide: dict[str, tuple[str, ...]] = field(default_factory=dict)
    cells: dict[str, dict[int, tuple[str, ...]]] = field(default_factory=dict)
    """Of forms: by field, or `other:LABEL`, and row of the record, the cells of the answer. Empty for a table."""
    texts: dict[str, dict[int, str]] = field(default_factory=dict)
    """Of forms: answers that are not just what stands in their cells, such as those behind a label in its cell."""
    joined: dict[str, frozenset[int]] = field(default_factory=dict)
    """Of forms: by field, the rows of records whose answer was taken together from several cells."""
    placed: dict[str, frozenset[int]] = field(default_factory=dict)
    """Of forms: by field, the rows of records where other labels decided on which side of its label the answer is."""
    open: dict[str, frozenset[int]] = field(default_factory=dict)
    """Of forms: by field, the rows of records where nobody can tell which of several cells is the answer."""
    untaken: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Of forms: by row of the record, the filled cells that no question took."""
    options: dict[str, dict[str, str]] = field(default_factory=dict)
    """By field whose columns are boxes, the option of each letter."""
    spreads: Spreads = field(default_factory=Spreads)
    """What stands once and holds for several records."""
    dividers: dict[str, str] = field(default_factory=dict)
    """By cell, the texts that stand alone in a line between the records: nobody's, and not used."""
    summaries: tuple[int, ...] = ()
    """The sheet's own numbers of the lines that sum up records and are none."""
    may_be_summaries: tuple[int, ...] = ()
    """Those of the records that may be such lines."""
    profile: Profile | None = None
    """The profile that said what columns are, if one did."""
    lines: npt.NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))
    """What each line of the sheet is (`records.layout.lines.Line`)."""

    def letters(self, name: str) -> tuple[str, ...]:
        """The columns in which the field's answers stand; empty when the sheet has none."""
        return self.wide.get(name) or tuple(filter(None, [self.fields.get(name)]))

    def cells_of(self, name: str, row: int) -> tuple[str, ...]:
        """The cells in which the answer of the record of that row stands."""
        if self.cells:
            return self.cells.get(self.box_of(name) or name, {}).get(row, ())
        return tuple(cell for letter in self.letters(name) for cell in self.cells_in(letter, row))

    def cells_in(self, letter: str, row: int) -> tuple[str, ...]:
        """The cell of a column in that row, or those above it whose text holds there."""
        spread = self.spreads.at(letter, row)
        if spread:
            return tuple(self._named(cell) for cell in spread.cells)
        return () if letter == GROUP else (self.source.cell(letter, row),)

    def _named(self, cell: str) -> str:
        letters = cell.rstrip("0123456789")
        return self.source.cell(letters, int(cell[len(letters) :]))

    def box_of(self, name: str) -> str | None:
        """The box of several questions in which this field's answers stand, if they do."""
        for box in self.form.fields.values():
            inside = name in box.composite and box.id in self.fields and name not in self.cells
            if inside and self.letters(name) == self.letters(box.id):
                return box.id
        return None


def not_there(says: Mapping[str, str], mappings: Sequence[SheetMapping]) -> list[str]:
    """The headers and letters that a person said something of and no column has; none when nothing was mapped."""
    found = {name for mapping in mappings for column in mapping.columns for name in (key(column.header), column.letter)}
    return [header for header in says if found and not {key(header), header.strip().upper()} & found]


HALF = 0.5
"""The share of the required fields below which a sheet is no sheet of a form."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a sheet's headers fit a form."""

    form: str
    header_row: int | None
    """The sheet's own number of the row that was taken for the header, if any."""
    fields: int
    """Fields of the form that have a column."""
    required: int
    """Required fields that have a column."""
    required_of: int
    """Required fields of the form."""
    asks: tuple[str, ...] = ()
    """What may be said of each column that asks, such as `C=weapon (or education)`."""
    said: bool = False
    """Whether a person said what one of the columns is."""

    @property
    def asking(self) -> str:
        """What may be said of the columns that ask, as options of the command."""
        return " ".join(f"--map {each}" for each in self.asks)

    @property
    def found(self) -> bool:
        """Whether there is a header that names columns of the form, or several that may be columns of it."""
        return self.header_row is not None and (self.fields > 0 or len(self.asks) > 1)

    @property
    def required_share(self) -> float:
        """The share of the required fields that have a column; 1 when the form requires none.

        >>> Fit("f", 1, 3, 1, 2).required_share
        0.5
        """
        return self.required / self.required_of if self.required_of else 1.0

    @property
    def usable(self) -> bool:
        """Whether there is a header that names columns of the form, at least half of the required ones among them.

        A sheet of another form shares a name and a date with every form; that makes it no sheet of this one.
        """
        return self.found and self.required_share >= HALF


def answer(mapping: SheetMapping, column: ColumnMatch, field: str = "") -> str:
    """How to say what a column is: by its header where that is one line and stands once, else by its letter.

    `field`: what it is; where nothing is said, the first field that it may be.
    """
    alone = [key(each.header) for each in mapping.columns].count(key(column.header)) == 1
    plain = column.header.strip() and column.header.isprintable() and not set(column.header) & set('"=$`\\!')
    name = column.header.strip() if alone and plain else column.letter
    return f'--map "{name}={field or column.candidates[0]}"'


def asking(columns: Iterable[ColumnMatch]) -> list[ColumnMatch]:
    """The columns that ask what they are."""
    return [column for column in columns if column.status == "ask"]


def option(column: ColumnMatch) -> str:
    """What may be said of a column that asks, for the option `--map`: by its letter, the first field that it may be.

    >>> option(ColumnMatch("C", "Speciality", None, "ask", "several", ("weapon", "education")))
    'C=weapon (or education)'
    """
    first, *others = column.candidates
    return f"{column.letter}={first}" + (f" (or {', '.join(others)})" if others else "")


def questions(mappings: Iterable[SheetMapping], lang: str) -> list[str]:
    """A line for each column that asks: where its header stands, what it may be, how to answer."""
    known = words(lang)
    return [
        known["headers.asks"].format(
            place=mapping.source.place(f"{column.letter}{mapping.header_rows[-1]}"),
            fields=known["headers.or"].join(column.candidates),
            answer=answer(mapping, column),
        )
        for mapping in mappings
        for column in asking(mapping.columns)
    ]
