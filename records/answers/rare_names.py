"""Names that are also words for having no answer: `Nada`, `Null`, `Do`.

Alone, such a text is missing or a ditto mark. Where few records of a column have it and their other answers are filled,
it is the name of a person; where it repeats it stays what it was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from records.column import Column
from records.model import Missing, Status
from records.text import fold

_MOST = 2
"""How many records may have a word for it to be a name."""


def with_rare_names(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with their rare names read as names."""
    return {name: _named(name, column, columns) for name, column in columns.items()}


def _named(name: str, column: Column, columns: Mapping[str, Column]) -> Column:
    lexicon, counts = column.lexicon, column.counts()
    nothing = np.flatnonzero(lexicon["status"].isin([Status.MISSING, Status.UNREAD]).to_numpy() & (counts > 0))
    rare = {code: reading for code in nothing.tolist() if (reading := column.kind.rare(lexicon["text"].iloc[code]))}
    if not rare:
        return column
    times: Counter[str] = Counter()
    for code in nothing.tolist():
        times[fold(lexicon["text"].iloc[code])] += int(counts[code])
    filled = _filled(name, columns)
    for code, reading in rare.items():
        if times[fold(reading.text)] <= _MOST and filled[column.codes == code].all():
            column, new = column.with_readings([reading], reading.note)
            column = column.with_codes(np.where(column.codes == code, np.int32(new), column.codes))
    return column


def _filled(name: str, columns: Mapping[str, Column]) -> npt.NDArray[np.bool_]:
    """Which records have more than half of their other answers."""
    asked = answered = np.zeros(len(columns[name].codes), dtype=np.int64)
    for other, column in columns.items():
        if other != name:
            missing = column.lexicon["missing"]
            there = (missing != Missing.NOT_TRANSCRIBED).to_numpy()[column.codes]
            full = (column.lexicon["status"] != Status.MISSING).to_numpy()[column.codes]
            asked, answered = asked + there, answered + (there & full)
    filled: npt.NDArray[np.bool_] = 2 * answered > asked
    return filled
