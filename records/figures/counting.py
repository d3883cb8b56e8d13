"""How many persons stand in each line of a table: a bincount over the rows of a lexicon, never over the records."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from records.column import Column
from records.model import Missing, Status

ANSWERS = ("category", "none", "ambiguous", "unread")
"""The lines of those who answered."""

DENOMINATORS = ("all", "applicable", "answered")
"""Every record · those whom the question concerns · those with an answer, be it none, ambiguous or unreadable."""

ORDER = (*ANSWERS, "answered", "missing", "applicable", "all")


class TableLine(NamedTuple):
    """One line of a table, and the sum that it is part of (`all`, of none)."""

    line: str
    code: str
    persons: int
    part_of: str

    @property
    def key(self) -> str:
        """What tells it from the others: `category:DZ`, `missing:blank`, `answered`."""
        return f"{self.line}:{self.code}" if self.code else self.line


def count(column: Column) -> list[TableLine]:
    """The plain lines that somebody is in, and the three sums."""
    plain = [TableLine(line, code, persons, _sum_of(line, code)) for (line, code), persons in _persons(column).items()]
    answered = sum(each.persons for each in plain if each.part_of == "answered")
    applicable = sum(each.persons for each in plain if each.part_of != "all")
    everybody = sum(each.persons for each in plain)
    sums = [("answered", answered, "applicable"), ("applicable", applicable, "all"), ("all", everybody, "")]
    return plain + [TableLine(name, "", persons, part_of) for name, persons, part_of in sums]


def _sum_of(line: str, code: str) -> str:
    if line in ANSWERS:
        return "answered"
    return "all" if code == Missing.NOT_APPLICABLE else "applicable"


def _persons(column: Column) -> dict[tuple[str, str], int]:
    lexicon = column.lexicon
    parts = ("status", "missing", column.kind.countable)
    status, missing, codes = (lexicon[part].astype(object).to_numpy() for part in parts)
    read = np.isin(status, [Status.EXACT, Status.INFERRED]) & (codes != "")
    none = (status == Status.MISSING) & (missing == Missing.NONE)
    blank = (status == Status.MISSING) & ~none
    unclear = np.where(status == Status.AMBIGUOUS, "ambiguous", "unread")
    line = np.select([read, none, blank], ["category", "none", "missing"], unclear)
    code = np.select([read, blank], [codes, np.where(blank, missing, "")], "")
    groups, keys = pd.factorize(pd.MultiIndex.from_arrays([line, code]), sort=True)
    persons = np.bincount(groups, weights=column.counts(), minlength=len(keys)).astype(np.int64)
    return {(str(key[0]), str(key[1])): int(n) for key, n in zip(keys, persons, strict=True) if n}
