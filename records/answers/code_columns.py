"""Codes whose neighbours in the column are no codes: `SOM` among `DEV`, `CON` and `DOR` is Somerset, not Somalia."""

from __future__ import annotations

import re
from collections.abc import Mapping

import numpy as np

from records.column import Column
from records.model import Status

_LIKE_A_CODE = re.compile(r"[A-Z]{2,3}")
_FEWEST = 2
"""So many other words in the form of a code at least."""


def with_asking_codes(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with their codes asking where most texts of that form are no codes."""
    return {name: _asking(column) if column.kind.code_rule else column for name, column in columns.items()}


def _asking(column: Column) -> Column:
    lexicon = column.lexicon
    used = np.flatnonzero(column.counts() > 0)
    like = [code for code in used.tolist() if _LIKE_A_CODE.fullmatch(lexicon["text"].iloc[code].strip())]
    read = [code for code in like if lexicon["note"].iloc[code] == column.kind.code_rule]
    others = sum(lexicon["status"].iloc[code] == Status.UNREAD for code in like)
    if not read or others < max(_FEWEST, len(read) + 1):
        return column
    for code in read:
        reading = column.kind.read_among_others(lexicon["text"].iloc[code], column.options)
        column, new = column.with_readings([reading], reading.note)
        column = column.with_codes(np.where(column.codes == code, np.int32(new), column.codes))
    return column
