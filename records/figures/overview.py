"""Figures for the working group: how much hangs on a definition, and what is missing why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from records.figures.counting import DENOMINATORS, ORDER, count
from records.model import Missing, Status

if TYPE_CHECKING:
    from records.batch import Batch


def definitions(batch: Batch) -> pd.DataFrame:
    """How much hangs on what "by nationality" means: persons per line by each country of the person, side by side.

    Index `line, code`, the most numerous first; a column (Int64) per field that somebody answered.
    """
    counted: dict[str, dict[tuple[str, str], int]] = {}
    for name, field in batch.form.fields.items():
        if field.reader.side_by_side and field.about == "person":
            lines = {(each.line, each.code): each.persons for each in count(batch.columns[name])}
            if lines["answered", ""]:
                counted[name] = {key: persons for key, persons in lines.items() if key[0] not in DENOMINATORS}
    lines_of_any = {key for lines in counted.values() for key in lines}
    most = {key: max(lines.get(key, 0) for lines in counted.values()) for key in lines_of_any}
    ordered = sorted(lines_of_any, key=lambda key: (ORDER.index(key[0]), -most[key], key[1]))
    side = {name: pd.array([lines.get(key, 0) for key in ordered], dtype="Int64") for name, lines in counted.items()}
    return pd.DataFrame(side, index=pd.MultiIndex.from_tuples(ordered, names=["line", "code"]) if ordered else None)


def missingness(batch: Batch) -> pd.DataFrame:
    """Why there is no value: records per field by status and, for those missing, by kind of missing.

    Index `field`; columns `records, exact, inferred, ambiguous, unread`, then each `Missing`; all Int64.
    """
    rows = {}
    for name, column in batch.columns.items():
        lexicon, records = column.lexicon, column.counts()
        status = np.bincount(lexicon["status"].cat.codes, weights=records, minlength=len(Status))
        blank = (lexicon["status"] == str(Status.MISSING)).to_numpy()
        kinds = np.bincount(lexicon["missing"].cat.codes[blank], weights=records[blank], minlength=len(Missing))
        rows[name] = [records.sum(), *status[:-1], *kinds]
    columns = ["records", *(str(each) for each in list(Status)[:-1]), *(str(each) for each in Missing)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype("Int64").rename_axis("field")
