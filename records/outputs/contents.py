"""What a run's folder holds beside the report: which tables are written, and which nobody would use.

What is left out is said in `run.json` and on the terminal, and an option writes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from records.column import Codes, Column
from records.model import Status

if TYPE_CHECKING:
    from records.batch import Batch

MOST_IN_CSV = 100_000
"""Records up to which records.csv is written without being asked for."""
MOST_IN_WORKBOOK = 5_000
"""Records up to which records.xlsx is: beyond that nobody reads a table, and it takes as long as all the rest."""
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384
"""Of a sheet of a workbook."""
MOST_TEXTS = 100_000
"""Distinct texts of a field beyond which readings.csv leaves out those whose reading is the text itself."""


@dataclass(frozen=True)
class Extras:
    """What a call asks for beyond what is always written."""

    annotate: bool = False
    """A copy of sources of more than 100,000 rows too."""
    csv: bool = False
    """records.csv of more than `MOST_IN_CSV` records too."""
    workbook: bool = False
    """records.xlsx of more than `MOST_IN_WORKBOOK` records too."""
    byte_order_mark: bool = False
    """At the beginning of every CSV, by which Excel knows UTF-8."""


@dataclass(frozen=True)
class LeftOut:
    """A table, or a part of one, that was not written: so many records or texts are more than `most`."""

    file: str
    form: str
    why: str
    """`many-records`, `no-sheet` (a sheet does not hold so many) or `many-texts` (whose reading is the text itself)."""
    count: int
    most: int
    option: str = ""
    """What writes it nevertheless."""
    field: str = ""


def file_stem(batches: Iterable[Batch], batch: Batch) -> str:
    """What the names of a batch's tables begin with: the first form's stand without its name."""
    return "records" if next(iter(batches)) is batch else f"records.{batch.form.name}"


def left_out(batches: Iterable[Batch], extras: Extras) -> Iterator[LeftOut]:
    """Everything that is not written, in the order of the files."""
    batches = list(batches)
    for batch in batches:
        stem, form, count = file_stem(batches, batch), batch.form.name, len(batch)
        if not has_csv(batch, extras):
            yield LeftOut(f"{stem}.csv", form, "many-records", count, MOST_IN_CSV, "--csv")
        if not _fits_sheet(batch):
            yield LeftOut(f"{stem}.xlsx", form, "no-sheet", count, SHEET_ROWS - 1)
        elif not has_workbook(batch, extras):
            yield LeftOut(f"{stem}.xlsx", form, "many-records", count, MOST_IN_WORKBOOK, "--workbook")
    for batch in batches:
        for name, column in batch.columns.items():
            used = np.flatnonzero(column.counts())
            count = len(used) - len(told_readings(column, used))
            if count:
                yield LeftOut("readings.csv", batch.form.name, "many-texts", count, MOST_TEXTS, field=name)


def has_csv(batch: Batch, extras: Extras) -> bool:
    """Whether records.csv is written."""
    return extras.csv or len(batch) <= MOST_IN_CSV


def has_workbook(batch: Batch, extras: Extras) -> bool:
    """Whether records.xlsx is written."""
    return _fits_sheet(batch) and (extras.workbook or len(batch) <= MOST_IN_WORKBOOK)


def _fits_sheet(batch: Batch) -> bool:
    columns = 2 * len(batch.columns) + len(batch.others) + 3  # sheet, row, findings
    return len(batch) < SHEET_ROWS and columns <= SHEET_COLUMNS


def told_readings(column: Column, used: Any) -> Codes:
    """Which of these rows of a lexicon readings.csv holds: of very many, those that say more than their text does."""
    rows: Codes = used.astype(np.int32)
    if len(rows) <= MOST_TEXTS or not column.kind.key:
        return rows
    lexicon = column.lexicon
    same = pc.equal(pa.array(lexicon["text"].array), pa.array(lexicon[column.kind.key].array))
    plain = np.asarray(same) & (lexicon["status"] == Status.EXACT).to_numpy()
    return rows[~plain[rows]]
