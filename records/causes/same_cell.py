"""Several contradictions of one record that share a cell: one wrong cell makes them all, so they are one finding.

A birth after the joining breaks the order of birth and joining, that of birth and form, and the age at joining. The
first of these findings stays as it is; the others are its members.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from records.checks.ages import AgeAt
from records.checks.intervals import Flags
from records.checks.order import DateOfForm, DateOrder
from records.checks.readings import Rows
from records.model import Severity, Verdict, fields_of

SAME_CELL = "same-cell"
"""The id of the explanation that the members have."""
_CHECKS = (DateOrder.id, DateOfForm.id, AgeAt.id)


def same_cells(findings: pd.DataFrame, free: Flags) -> Iterator[tuple[str, str, Rows]]:
    """For each record whose contradictions all share a cell: a name, the field, and its findings, the first one first.

    `free`: the findings that no other cause has.
    """
    certain = (findings["verdict"] == str(Verdict.CERTAIN)).to_numpy(dtype=bool)
    at = np.flatnonzero(free & certain & findings["check"].isin(_CHECKS).to_numpy(dtype=bool))
    records = findings["record"].fillna(-1).to_numpy(dtype=np.int64)[at]
    rank = _ranks(findings["severity"])[at]
    at = at[np.lexsort((at, rank, records))]
    records = np.sort(records)
    if not len(at):
        return
    starts = np.flatnonzero(np.append(True, np.diff(records) > 0))
    fields, holds = _fields_held(findings["field"], at)
    shared = np.logical_and.reduceat(holds, starts, axis=0)
    ends = np.append(starts[1:], len(at))
    for n in np.flatnonzero(shared.any(axis=1) & (ends - starts > 1)).tolist():
        field = fields[int(np.argmax(shared[n]))]
        record = int(records[starts[n]])
        yield f"{SAME_CELL}-{record}", field, at[starts[n] : ends[n]]


def _ranks(severity: pd.Series[Any]) -> Rows:
    rank = {str(each): n for n, each in enumerate(Severity)}
    return np.asarray(severity.astype(object).map(rank), dtype=np.int64)


def _fields_held(field: pd.Series[Any], at: Rows) -> tuple[list[str], Flags]:
    """The names of the fields of these findings, and which of them each finding names."""
    categories = [fields_of(str(each)) for each in field.cat.categories]
    names = list(dict.fromkeys(name for each in categories for name in each))
    held = np.array([[name in each for name in names] for each in categories], dtype=bool)
    return names, held[field.cat.codes.to_numpy()[at]]
