"""What the form wants and nobody answered: how often in each field, and in which cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from records.column import Column, holds_any
from records.figures.person_tables import missingness
from records.model import UNANSWERED, Missing

if TYPE_CHECKING:
    from records.batch import Batch


def unanswered_counts(batch: Batch) -> dict[str, int]:
    """How many records lack an answer in each field of which the form wants one; no field in which none lacks.

    A sheet without such a column lacks it in every record.
    """
    wanted = [field.id for field in batch.form.fields.values() if field.required]
    lacking = missingness(batch).loc[wanted, [str(each) for each in (*UNANSWERED, Missing.NOT_TRANSCRIBED)]].sum(axis=1)
    return {str(name): int(n) for name, n in lacking.items() if n}


def unanswered(batch: Batch) -> pd.DataFrame:
    """Each cell in which the form wants an answer and nobody gave one, in the order of the records.

    Columns `record, field, missing, file, sheet, cell`; `missing` is `blank` or `mark`. A sheet without such a column
    has no such cell.
    """
    cells = [_lacking(name, batch.column(name)) for name in unanswered_counts(batch)]
    empty = pd.DataFrame({"record": np.empty(0, np.int64), "field": [], "missing": []})
    table = pd.concat([empty, *cells]).sort_values("record", kind="stable")
    located = batch.locate(table.astype({"record": "Int64"}))
    return located[["record", "field", "missing", "file", "sheet", "cell"]]


def _lacking(name: str, column: Column) -> pd.DataFrame:
    """The records in which a cell of this column has no answer."""
    missing = column.lexicon["missing"]
    records = np.flatnonzero(holds_any(missing, list(map(str, UNANSWERED)))[column.codes])
    return pd.DataFrame(
        {"record": records, "field": name, "missing": missing.array.take(column.codes[records]).astype(object)}
    )
