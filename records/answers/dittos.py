"""Ditto marks: a record that says "as above" has the reading of the record above it, in the order of the sheet.

The text stays the ditto mark. What stands above decides after the second pass, so that a column's evidence is counted
once for each text that was typed; a ditto mark under nothing that can be read stays unread.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.column import Codes, Column, array, join
from records.model import Dtype, Missing, Rule, Status
from records.text import fold

DITTO, DITTO_DOUBTED = "ditto.above", "ditto.doubted"
RULES = (
    Rule(DITTO, "〃"),
    Rule(DITTO_DOUBTED, "〃"),
)
"""The notes of ditto marks; the second ends as those of kinds that have no flag for a doubt."""
MARK = "missing.ditto"
"""The note of a ditto mark read alone."""
SAME = frozenset(
    fold(word)
    for word in (
        *("same", "ebenso", "ebd.", "то же", "тоже самое", "aynı", "aynısı"),
        *("كذلك", "أيضا", "نفسه", "نفسها", "نفس الشيء", "مثله", "مثلها", "المصدر نفسه"),
    )
)
"""Words that do not say as what: a residence may be the same as the origin beside it. They stay unread."""
_DOUBTED = (".approximate", ".doubted")
_ANSWERS = (Missing.NONE, Missing.UNKNOWN, Missing.NOT_APPLICABLE)

_Records = npt.NDArray[np.int64]
_Flags = npt.NDArray[np.bool_]


def dittos_of(column: Column) -> _Flags:
    """The records whose text is a ditto mark."""
    ditto = np.asarray(column.lexicon["note"].array == MARK)
    waiting = np.flatnonzero(ditto)
    texts = column.lexicon["text"].array.take(waiting)
    ditto[waiting] = [fold(text) not in SAME for text in texts]
    found: _Flags = ditto[column.codes]
    return found


def above(ditto: _Flags, sources: npt.NDArray[np.int16]) -> _Records:
    """For each record the last one of its table that is no ditto mark, -1 where there is none.

    >>> above(np.array([False, True, True, True]), np.array([0, 0, 0, 1], np.int16))
    array([ 0,  0,  0, -1])
    """
    last = np.maximum.accumulate(np.where(ditto, -1, np.arange(len(ditto))))
    same = np.flatnonzero(sources[np.maximum(last, 0)] != sources)
    last[same] = -1
    return last


def expand(column: Column, ditto: _Flags, sources: npt.NDArray[np.int16]) -> tuple[Column, _Records]:
    """Read the ditto marks of a column as what stands above.

    Returns the column, and for each record the record above it that was taken, -1 where none was.
    """
    if not ditto.any():
        return column, np.full(len(ditto), -1)
    last = np.where(ditto, above(ditto, sources), -1)
    waiting = np.flatnonzero(last >= 0)
    lexicon = column.lexicon
    answers = lexicon["status"].isin([Status.EXACT, Status.INFERRED, Status.AMBIGUOUS]) | lexicon["missing"].isin(
        list(_ANSWERS)
    )
    read = answers.to_numpy()[column.codes[last[waiting]]]
    last[waiting[~read]] = -1
    taken = waiting[read]
    if not len(taken):
        return column, last
    pairs = np.stack([column.codes[taken], column.codes[last[taken]]])
    (typed, answer), places = np.unique(pairs, axis=1, return_inverse=True)
    codes = column.codes.copy()
    codes[taken] = len(lexicon) + places.reshape(-1)
    return replace(_with_copies(column, typed, answer), codes=codes), last


def _with_copies(column: Column, typed: Codes, answer: Codes) -> Column:
    """The column with rows that have the texts of one and the readings of the other."""
    lexicon, size = column.lexicon, len(column.lexicon)
    rows = lexicon.take(answer)
    notes = [DITTO_DOUBTED if str(note).endswith(_DOUBTED) else DITTO for note in rows["note"]]
    scopes = [f"= {text}{scope and f' · {scope}'}" for text, scope in zip(rows["text"], rows["scope"], strict=True)]
    added = rows.assign(
        text=lexicon["text"].array.take(typed),
        scope=array(scopes, Dtype.CODE),
        status=rows["status"].where(rows["status"] != Status.EXACT, str(Status.INFERRED)),
        note=array(notes, Dtype.CODE),
    )
    of = pd.DataFrame({"code": answer, "copy": np.arange(size, size + len(answer), dtype=np.int32)})
    return replace(
        column,
        lexicon=join(lexicon, added),
        alternatives=_copied(column.alternatives, of),
        items=_copied(column.items, of),
    )


def _copied(table: pd.DataFrame, of: pd.DataFrame) -> pd.DataFrame:
    """A long table with the rows of each code again under its copy."""
    again = table.merge(of, on="code").sort_values(["copy", "n"], kind="stable")
    return join(table, again.assign(code=again["copy"])[list(table.columns)])
