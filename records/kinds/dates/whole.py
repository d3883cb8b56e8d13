"""The ordinary dates of a whole dictionary at once: a day in figures or with a month word, one day beyond doubt.

It knows too little and never too much: the words around the figures are tried once in `Date.read`, and a property test
holds the two together. Days after the 28th, other years than 1906 to 2199 and 1343 to 1500 AH, and everything else are
left to `read`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from records.kinds.dates.calendars import GREGORIAN, HIJRI, UMM_AL_QURA, bounds
from records.kinds.dates.options import DateOptions
from records.kinds.dictionary import Known
from records.model import Reading, Status

_DAY_LAST = r"^(?P<a>\d{4})(?P<s>[-/.])(?P<b>\d{1,2})(?P<t>[-/.])(?P<c>\d{1,2})(?P<tail>\D{0,8})$"
_DAY_FIRST = r"^(?P<a>\d{1,2})(?P<s>[-/.])(?P<b>\d{1,2})(?P<t>[-/.])(?P<c>\d{4})(?P<tail>\D{0,8})$"
_NAMED = r"^(?P<a>\d{1,2}) (?P<tail>[^\d\s]\D{0,24}) (?P<c>\d{4})$"
_YEARS = range(1906, 2200)
_TO_ASCII = {zero + n: str(n) for zero in (0x0660, 0x06F0) for n in range(10)}
_BREAK = "\x1e"
NOTES = ("date.day-first", "date.numbers", "date.year-first", "date.month-name", "date.calendar-mark")
Read = Callable[[str, DateOptions], Reading]


class _Days:
    """What is known so far: arrays over all texts."""

    def __init__(self, size: int) -> None:
        self.known = np.zeros(size, dtype=bool)
        self.note = np.zeros(size, dtype=np.int8)
        self.earliest = np.zeros(size, dtype="datetime64[D]")
        self.latest = np.zeros(size, dtype="datetime64[D]")
        self.hijri = np.zeros(size, dtype=bool)

    def put(self, at: Any, note: Any, days: Any, slack: int = 0) -> None:
        """These texts are these days, so much wider on both sides."""
        self.known[at] = True
        self.note[at] = note
        self.earliest[at] = days - slack
        self.latest[at] = days + slack
        self.hijri[at] = slack > 0


def read_known(texts: Any, options: DateOptions, read: Read) -> Known:
    """Which texts are read here, with status exact, and their parts. `read` is the kind's own, for the words around."""
    found = _Days(len(texts))
    if options.simple and not options.events and not options.beside and len(texts):
        figures = _in_ascii(texts)
        _in_figures(found, figures, _DAY_FIRST, lambda tail: f"15/3/{{}}{tail}", options, read)
        _in_figures(found, figures, _DAY_LAST, lambda tail: f"{{}}/3/15{tail}", options, read)
        _with_month_words(found, figures, options, read)
    empty = pa.array(np.full(len(texts), "")).dictionary_encode()
    calendar = pa.DictionaryArray.from_arrays(pa.array(found.hijri.astype(np.int32)), pa.array([GREGORIAN, HIJRI]))
    parts = {
        "earliest": found.earliest.astype("datetime64[s]"),
        "latest": found.latest.astype("datetime64[s]"),
        "edtf": _edtf(found),
        "calendar": calendar,
        "approximate": np.zeros(len(texts), dtype=bool),
        "uncertain": np.zeros(len(texts), dtype=bool),
        "remainder": empty.cast(pa.string()),
    }
    return Known(found.known, NOTES, found.note, parts)


def _in_ascii(texts: Any) -> Any:
    """The texts with Arabic and Persian digits as 0–9."""
    joined = _BREAK.join(texts.to_pylist())
    pieces = joined.translate(_TO_ASCII).split(_BREAK)
    return pa.array(pieces, pa.string()) if len(pieces) == len(texts) else texts


def _fields(texts: Any, pattern: str) -> tuple[Any, dict[str, Any]]:
    """Where the pattern fits, and its groups there: numbers as int64 arrays, `tail` as a dictionary array."""
    matched = pc.extract_regex(texts, pattern)
    at = np.flatnonzero(pc.is_valid(matched).to_numpy(zero_copy_only=False))
    matched = matched.take(pa.array(at))
    groups = {
        name: matched.field(name) for name in (matched.type.field(n).name for n in range(matched.type.num_fields))
    }
    if "s" in groups:
        same = pc.equal(groups["s"], groups["t"]).to_numpy(zero_copy_only=False)
        at, groups = at[same], {name: group.filter(pa.array(same)) for name, group in groups.items()}
    numbers = {name: groups[name].cast(pa.int64()).to_numpy() for name in ("a", "b", "c") if name in groups}
    return at, {**numbers, "tail": groups["tail"].dictionary_encode()}


def _in_figures(
    found: _Days, texts: Any, pattern: str, sample: Callable[[str], str], options: DateOptions, read: Read
) -> None:
    at, fields = _fields(texts, pattern)
    if not len(at):
        return
    year_first = pattern is _DAY_LAST
    day, month, year = (
        (fields["c"], fields["b"], fields["a"]) if year_first else (fields["a"], fields["b"], fields["c"])
    )
    tails, tail = fields["tail"].dictionary.to_pylist(), fields["tail"].indices.to_numpy()
    common = [_is_plain(read(sample(each).format(1990), options), date(1990, 3, 15)) for each in tails]
    lunar = [_is_hijri(read(sample(each).format(1437), options)) for each in tails]
    ordinary = (month >= 1) & (month <= 12) & (day >= 1) & (day <= 28)
    ours = ordinary & np.array(common)[tail] & (year >= _YEARS[0]) & (year <= _YEARS[-1])
    ours &= year_first | (day > 12) | (day == month)
    notes = np.where(year_first, 2, np.where(day == month, 1, 0)).astype(np.int8)
    found.put(at[ours], notes[ours] if notes.ndim else notes, _days(year[ours], month[ours], day[ours]))
    theirs = ordinary & np.array(lunar)[tail] & (year >= UMM_AL_QURA[0]) & (year <= UMM_AL_QURA[-1])
    first = _first_days(year[theirs], month[theirs])
    found.put(at[theirs], 2 if year_first else 4, first + (day[theirs] - 1), slack=1)


def _with_month_words(found: _Days, texts: Any, options: DateOptions, read: Read) -> None:
    at, fields = _fields(texts, _NAMED)
    if not len(at):
        return
    words, word = fields["tail"].dictionary.to_pylist(), fields["tail"].indices.to_numpy()
    months = np.array([_month(read(f"15 {each} 1990", options)) for each in words])[word]
    day, year = fields["a"], fields["c"]
    ours = (months > 0) & (day >= 1) & (day <= 28) & (year >= _YEARS[0]) & (year <= _YEARS[-1])
    found.put(at[ours], 3, _days(year[ours], months[ours], day[ours]))


def _is_plain(reading: Reading, day: date) -> bool:
    return _one_day(reading) and reading.parts["earliest"] == day


def _one_day(reading: Reading) -> bool:
    parts = reading.parts
    return (
        reading.status is Status.EXACT
        and parts["earliest"] == parts["latest"]
        and parts["calendar"] == GREGORIAN
        and not (parts["remainder"] or parts["approximate"] or parts["uncertain"])
    )


def _is_hijri(reading: Reading) -> bool:
    parts = reading.parts
    return (
        reading.status is Status.EXACT
        and (parts["earliest"], parts["latest"]) == bounds(HIJRI, 1437, 3, 15)
        and not (parts["remainder"] or parts["approximate"] or parts["uncertain"])
    )


def _month(reading: Reading) -> int:
    plain = _one_day(reading) and reading.note == "date.month-name"
    return reading.parts["earliest"].month if plain and reading.parts["earliest"].day == 15 else 0


def _days(year: Any, month: Any, day: Any) -> Any:
    months = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    return months.astype("datetime64[D]") + (day - 1)


def _first_days(year: Any, month: Any) -> Any:
    """The first day of each Hijri month."""
    keys, places = np.unique(year * 12 + month - 1, return_inverse=True)
    firsts = [bounds(HIJRI, int(key) // 12, int(key) % 12 + 1, 2) for key in keys]
    return np.array([first[0] if first else None for first in firsts], dtype="datetime64[D]")[places]


def _edtf(found: _Days) -> Any:
    start, end = (pa.array(days).cast(pa.string()) for days in (found.earliest, found.latest))
    return pc.if_else(pa.array(found.hijri), pc.binary_join_element_wise(start, end, "/"), start)
