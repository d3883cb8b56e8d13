"""What people decided on causes, applied: the cells are read as the cause would have them, and all is checked again.

The texts stay where they were typed, so each finding still leads to its cell: of a column that stands a line too low, a
record has its own text, and the reading of the cell below. An answer that is another record's, and nobody knows whose,
is unknown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd

from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, DecidedCause
from records.causes.members import causes_of, tell
from records.checks import run
from records.checks.findings import found_of
from records.checks.intervals import Flags
from records.checks.readings import Rows
from records.column import Column, holds_any, join
from records.decisions.decision import HAPPENED, SETTLED, Decision
from records.decisions.replay import Unfit, cause_keys, on_cause
from records.model import DECIDED_NOTE, Missing, Status

_SURE = (str(Status.EXACT), str(Status.INFERRED))


def with_decided_causes(
    batch: Batch, decisions: Sequence[Decision], found: date | None = None
) -> tuple[Batch, tuple[DecidedCause, ...], list[Unfit]]:
    """The batch as people decided on its causes, those causes, and the decisions that are about none.

    A cause that explains more than it did stays open, and so does one of which nothing was settled yet.
    """
    said = [each for each in decisions if each.on == "cause" and each.is_for(batch.form.name)]
    if not said:
        return batch, (), []
    day = found_of(batch.form) if found is None else found
    told = tell(batch, run(batch, day), causes_of(batch, day), day)
    keys = cause_keys(batch, told.rows)
    piece, read, decided, unfit = BatchPiece(batch, 0, day), batch, [], []
    for each in said:
        fitting, missing = on_cause(keys, each)
        unfit += [] if missing is None else [missing]
        for n in fitting if each.decision in SETTLED else ():
            happened = each.decision == HAPPENED
            reading = told.causes[n].read if happened else told.causes[n].stands
            if reading is not None:
                cells = told.causes[n].cells(piece)
                read = _with_readings(read, reading(read, cells), cells, each.place)
            if reading is not None or not happened:
                decided.append(DecidedCause(told.rows[n]))
    return read, tuple(decided), unfit


def _with_readings(batch: Batch, other: Batch, records: Flags, place: str) -> Batch:
    """The batch in which these records have the readings of another one, and their own texts."""
    columns = {
        name: _decided(column, other.columns[name], records, place)
        for name, column in batch.columns.items()
        if other.columns[name] is not column
    }
    return replace(batch, columns={**batch.columns, **columns})


def _decided(column: Column, other: Column, records: Flags, place: str) -> Column:
    """Each pair of an own text and another's reading is a row of the lexicon, with what it was read as in its scope."""
    texts = column.lexicon["text"].to_numpy(dtype=object)
    at = np.flatnonzero(records & (column.codes != other.codes))
    nobodys = (other.lexicon["note"] == otherwise.SCOPE).to_numpy(dtype=bool)
    at = at[~nobodys[other.codes[at]] | (texts[column.codes[at]] != "")]
    pairs, which = np.unique(np.stack([column.codes[at], other.codes[at]]), axis=1, return_inverse=True)
    rows = other.lexicon.take(pairs[1])
    status = rows["status"].astype(object).mask(holds_any(rows["status"], _SURE), str(Status.DECIDED))
    missing = rows["missing"].astype(object).mask(nobodys[pairs[1]], str(Missing.UNKNOWN))
    scopes = [f"{DECIDED_NOTE} · {place} = {text}" for text in rows["text"]]
    new = rows.assign(
        text=column.lexicon["text"].array.take(pairs[0]),
        scope=pd.Categorical(scopes),
        status=status.astype(rows["status"].dtype),
        missing=missing.astype(rows["missing"].dtype),
        note=pd.Categorical([DECIDED_NOTE] * len(rows)),
    )
    start = len(column.lexicon)
    codes = column.codes.copy()
    codes[at] = start + which.reshape(-1)
    alternatives, items = (
        join(own, _copied(more, pairs[1], start))
        for own, more in ((column.alternatives, other.alternatives), (column.items, other.items))
    )
    lexicon = join(column.lexicon, new.reset_index(drop=True))
    return replace(column, lexicon=lexicon, codes=codes, alternatives=alternatives, items=items)


def _copied(table: pd.DataFrame, codes: Rows, start: int) -> pd.DataFrame:
    """The rows of a long table that belong to these codes, for the codes from `start` on."""
    places = pd.DataFrame({"code": codes, "new": start + np.arange(len(codes))})
    found = table.merge(places, on="code", how="inner").sort_values(["new", "n"], kind="stable")
    return found.assign(code=found["new"].astype(table["code"].dtype)).drop(columns="new").reset_index(drop=True)
