"""Texts that their column shows to be another thing: names that look like no answer, codes, years among Persian ones.

`Nada`, `Null`, `Do` alone are missing or a ditto mark. Where few records of a column have such a text and their other
answers are filled, it is the name of a person; where it repeats it stays what it was. `SOM` among `DEV`, `CON`, `DOR`
is Somerset, not Somalia. `1366` in a sheet where other dates are in Persian letters or digits may be a solar year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from records.column import Column, holds_any
from records.evidence import CONTRARY_SHARE
from records.model import Missing, Reading, Status
from records.text import fold

_MOST = 2
"""How many records may have a word for it to be a name."""


def with_rare_names(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with their rare names read as names."""
    return {name: _named(name, column, columns) for name, column in columns.items()}


def _named(name: str, column: Column, columns: Mapping[str, Column]) -> Column:
    lexicon, counts = column.lexicon, column.counts()
    nothing = np.flatnonzero(holds_any(lexicon["status"], (Status.MISSING, Status.UNREAD)) & (counts > 0))
    rare = {code: reading for code in nothing.tolist() if (reading := column.kind.rare(lexicon["text"].iloc[code]))}
    if not rare:
        return column
    times: Counter[str] = Counter()
    for code in nothing.tolist():
        times[fold(lexicon["text"].iloc[code])] += int(counts[code])
    filled = _filled(name, columns)
    for code, reading in rare.items():
        if times[fold(reading.text)] <= _MOST and filled[column.codes == code].all():
            column = _read_as(column, code, reading)
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


_LIKE_A_CODE = re.compile(r"[A-Z]{2,3}")
_FEWEST = 2
"""So many other words in the form of a code at least."""


def with_asking_codes(columns: Mapping[str, Column]) -> dict[str, Column]:
    """The columns with their codes asking where most texts of that form are no codes."""
    return {name: _asking(column) if column.kind.code_rule else column for name, column in columns.items()}


def _asking(column: Column) -> Column:
    lexicon = column.lexicon
    used = np.flatnonzero(column.counts() > 0)
    of_used = zip(used.tolist(), lexicon["text"].array.take(used).tolist(), strict=True)
    like = [code for code, text in of_used if _LIKE_A_CODE.fullmatch(text.strip())]
    read = [code for code in like if lexicon["note"].iloc[code] == column.kind.code_rule]
    others = sum(lexicon["status"].iloc[code] == Status.UNREAD for code in like)
    if not read or others < max(_FEWEST, len(read) + 1):
        return column
    for code in read:
        column = _read_as(column, code, column.kind.read_among_others(lexicon["text"].iloc[code], column.options))
    return column


def with_options_beside(columns: Mapping[str, Column], sources: npt.NDArray[np.int16]) -> dict[str, Column]:
    """The columns with each text read by the options that the texts beside it in its sheet ask for."""
    return {name: _beside(column, sources) if column.kind.calendar else column for name, column in columns.items()}


def _beside(column: Column, sources: npt.NDArray[np.int16]) -> Column:
    kind, texts = column.kind, column.lexicon["text"]
    used = np.flatnonzero(column.counts() > 0)
    of_used = zip(used.tolist(), texts.array.take(used).tolist(), strict=True)
    wider = {code: options for code, text in of_used if (options := kind.options_beside(text, column.options))}
    if not wider:
        return column
    answered = (column.lexicon["status"] != Status.MISSING).to_numpy()
    shows = np.isin(np.arange(len(answered)), list(wider))
    shown, all_ = (
        np.bincount(sources[mask[column.codes]], minlength=int(sources.max()) + 1) for mask in (shows, answered)
    )
    here = ((shown > 0) & (shown > CONTRARY_SHARE * all_))[sources]
    others = np.flatnonzero(np.bincount(column.codes[here], minlength=len(answered)) * (answered & ~shows)).tolist()
    options = next(iter(wider.values()))
    both = [
        (code, kind.read(texts.iloc[code], options), kind.read(texts.iloc[code], column.options)) for code in others
    ]
    changed = {code: reading for code, reading, before in both if reading != before}
    if not changed:
        return column
    column, start = column.with_readings(list(changed.values()), next(iter(changed.values())).note)
    moved = np.arange(start, dtype=np.int32)
    moved[list(changed)] = np.arange(start, start + len(changed), dtype=np.int32)
    return column.with_codes(np.where(here, moved[column.codes], column.codes))


def _read_as(column: Column, code: int, reading: Reading) -> Column:
    """The column with the records of that code read otherwise, in a scope named by the rule."""
    column, new = column.with_readings([reading], reading.note)
    return column.with_codes(np.where(column.codes == code, np.int32(new), column.codes))
