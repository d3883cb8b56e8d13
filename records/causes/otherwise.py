"""The batch as a cause would have it: cells read otherwise, moved to another column or line, or not read at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from records.batch import Batch
from records.checks.intervals import Flags
from records.column import Column, join
from records.model import Missing, Reading, Status

SCOPE = "cause"
"""The scope of readings that a cause would have."""


def with_column(batch: Batch, name: str, column: Column) -> Batch:
    """The batch with another column."""
    return replace(batch, columns={**batch.columns, name: column})


def chosen(batch: Batch, name: str, records: Flags, why: str) -> Batch:
    """Ambiguous dates of these records read as the alternative of that name."""
    column = batch.columns[name]
    alternatives = column.alternatives[column.alternatives["why"] == why]
    codes = alternatives["code"].to_numpy()
    ends = [alternatives[part] for part in column.kind.bounds or ()]
    return with_column(batch, name, _anew(column, records, codes, ends))


def days_later(batch: Batch, name: str, records: Flags, days: int) -> Batch:
    """The dates of these records that many days later."""
    column = batch.columns[name]
    codes = np.unique(column.codes[records])
    ends = [end.take(codes) + np.timedelta64(days, "D") for end in column.ends]
    return with_column(batch, name, _anew(column, records, codes, ends))


def _anew(column: Column, records: Flags, codes: Any, ends: Sequence[Any]) -> Column:
    """The column in which the texts of these codes have other days, for these records."""
    days = dict(zip(column.kind.bounds or (), map(np.asarray, ends), strict=True))
    new = column.lexicon.take(codes).assign(**days)
    new["status"] = new["status"].array.astype(object)
    new = new.assign(status=str(Status.INFERRED)).astype({"status": column.lexicon["status"].dtype})
    moved = np.full(len(column.lexicon), -1, dtype=np.int32)
    moved[codes] = len(column.lexicon) + np.arange(len(codes))
    there = records & (moved[column.codes] >= 0)
    lexicon = join(column.lexicon, new.reset_index(drop=True))
    return replace(column, lexicon=lexicon, codes=np.where(there, moved[column.codes], column.codes))


def swapped(batch: Batch, first: str, second: str, records: Flags) -> Batch:
    """Two columns of one kind that change places in these records."""
    columns = {}
    for name, other in ((first, second), (second, first)):
        column, codes = _with_all(batch.columns[name], batch.columns[other])
        columns[name] = column.with_codes(np.where(records, codes, column.codes))
    return replace(batch, columns={**batch.columns, **columns})


def _with_all(column: Column, other: Column) -> tuple[Column, Any]:
    """The column that knows the readings of another one too, and the codes of that one in it."""
    start = len(column.lexicon)
    more = other.alternatives.assign(code=other.alternatives["code"] + start)
    items = other.items.assign(code=other.items["code"] + start)
    joined = replace(
        column,
        lexicon=join(column.lexicon, other.lexicon),
        alternatives=join(column.alternatives, more),
        items=join(column.items, items),
    )
    return joined, (other.codes + start).astype(np.int32)


def moved_up(batch: Batch, name: str, records: Flags, lines: int) -> Batch:
    """The answers of a column that many lines higher, within these records; the last ones are then blank."""
    column, blank = _with_blank(batch.columns[name])
    at = np.flatnonzero(records)
    codes = column.codes.copy()
    taken = np.arange(len(at)) + lines
    inside = (taken >= 0) & (taken < len(at))
    codes[at] = np.where(inside, batch.columns[name].codes[at[np.clip(taken, 0, len(at) - 1)]], blank)
    return with_column(batch, name, column.with_codes(codes))


def without_answers(batch: Batch, name: str, records: Flags) -> Batch:
    """Nothing in the cells of these records, since what stands there is not theirs."""
    column, blank = _with_blank(batch.columns[name])
    return with_column(batch, name, column.with_codes(np.where(records, blank, column.codes).astype(np.int32)))


def _with_blank(column: Column) -> tuple[Column, np.int32]:
    column, code = column.with_readings([Reading("", Status.MISSING, SCOPE, Missing.BLANK)], SCOPE)
    return column, np.int32(code)
