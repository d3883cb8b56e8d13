"""Series of numbers: gaps and repeats in what is there, and records that stand out of their order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.causes.cause import BatchPiece, Cause, CauseKind, listed
from records.causes.notes import Tallied, by_value
from records.checks.intervals import Flags
from records.column import Codes, Column, arrow_texts
from records.model import Severity
from records.text import ascii_digits

_Numbers = npt.NDArray[np.int64]
_DENSE = 0.8
"""Numbers of which so many are there are a series."""
_FEWEST = 10
"""So many numbers at least are a series."""


class SerialGaps(Tallied):
    """Does a series of numbers lack some? Papers may be missing. Numbers that stand twice are told by `unique`."""

    id = "serial-gaps"

    def tally(self, piece: BatchPiece, name: str) -> pd.Series[int] | None:
        """How many records have each number."""
        if name not in _series(piece):
            return None
        numbers, there = _ending_numbers(piece, name)
        return by_value(numbers[there], piece.batch.columns[name].counts()[there])

    def named(self, field: str, counts: pd.DataFrame) -> Iterator[Cause]:
        """The gaps of a series, and how many of its numbers stand more than once."""
        numbers = np.sort(counts["value"].to_numpy(dtype=np.int64))
        reach = int(numbers[-1] - numbers[0]) + 1 if len(numbers) else 0
        missing, repeated = reach - len(numbers), int((counts["records"] > 1).sum())
        if len(numbers) >= _FEWEST and len(numbers) >= _DENSE * reach and missing:
            after = numbers[:-1][np.diff(numbers) > 1] + 1
            said = {"of_field": field, "records": int(counts["records"].sum()), "gaps": missing, "repeated": repeated}
            first = listed([str(each) for each in after]) or "–"
            told = {**said, "first": first, "series": f"{numbers[0]}–{numbers[-1]}"}
            yield Cause(self.id, self.severity, (field,), _every, told)


@dataclass(frozen=True)
class _Steps:
    """How often a series goes up and down from one record to the next, the first numbers at a turn, and its ends.

    An end is a number, what stands before it, and where it was counted.
    """

    up: int
    down: int
    risen: tuple[int, ...]
    fallen: tuple[int, ...]
    ends: tuple[tuple[int, str, str], tuple[int, str, str]]

    def then(self, other: _Steps) -> _Steps:
        """The steps of two pieces, and the one between them."""
        (before, *where), (number, *same) = self.ends[1], other.ends[0]
        up, down = where == same and number > before, where == same and number < before
        risen = (*self.risen, *([number] if up else []), *other.risen)
        fallen = (*self.fallen, *([number] if down else []), *other.fallen)
        ends = (self.ends[0], other.ends[1])
        return _Steps(self.up + up + other.up, self.down + down + other.down, risen[:_KEPT], fallen[:_KEPT], ends)


_KEPT = 20
_SELDOM_BACK = 0.1
"""A series that turns more often than at this share of its records is in no order that could be broken."""


class SerialDisorder(CauseKind):
    """Does a series of numbers that goes up from record to record go back here and there?"""

    id = "serial-disorder"
    severity = Severity.INFO

    def summary(self, piece: BatchPiece) -> dict[str, _Steps] | None:
        """The steps of each series, by field."""
        steps = {name: _steps_of(piece, name) for name in _series(piece)}
        return {name: each for name, each in steps.items() if each is not None} or None

    def merge(self, first: dict[str, _Steps] | None, second: dict[str, _Steps] | None) -> dict[str, _Steps] | None:
        """The steps of both, and those between them."""
        if first is None or second is None:
            return first or second
        both = {name: each.then(second[name]) for name, each in first.items() if name in second}
        return {**first, **second, **both}

    def name(self, summary: dict[str, _Steps] | None) -> list[Cause]:
        """The series that nearly always go one way, and sometimes the other."""
        causes = []
        for field, steps in (summary or {}).items():
            odd, turned = min((steps.down, steps.fallen), (steps.up, steps.risen))
            of = steps.up + steps.down
            if of >= _FEWEST and 0 < odd <= _SELDOM_BACK * of:
                first = listed([str(each) for each in turned], odd)
                says = {"of_field": field, "records": of + 1, "turns": odd, "first": first}
                causes.append(Cause(self.id, self.severity, (field,), _every, says))
        return causes


def _series(piece: BatchPiece) -> list[str]:
    return [name for name, column in piece.batch.columns.items() if column.kind.names_record or name == "page"]


def _steps_of(piece: BatchPiece, name: str) -> _Steps | None:
    """The steps of one series between records of one sheet and source, whose numbers have the same letters before."""
    column = piece.batch.columns[name]
    numbers, there = _ending_numbers(piece, name)
    at = np.flatnonzero(there[column.codes])
    if not len(at):
        return None
    codes = column.codes[at]
    values = numbers[codes]
    source = piece.batch.columns.get("source")
    boxes = np.zeros(len(at), np.int32) if source is None else source.codes[at]
    same = (np.diff(piece.sheets[at]) == 0) & (np.diff(boxes) == 0)
    up, down = (np.flatnonzero(same & flags) for flags in (np.diff(values) > 0, np.diff(values) < 0))
    few, more = sorted((up, down), key=len)
    if len(few) <= _SELDOM_BACK * len(more):  # the letters are only looked at where a series may turn
        few = few[_letters(column, codes[few]) == _letters(column, codes[few + 1])]
    up, down = (few, more) if len(up) <= len(down) else (more, few)
    risen, fallen = (tuple(values[each[:_KEPT] + 1].tolist()) for each in (up, down))
    ends = (_end(piece, column, int(at[0]), numbers), _end(piece, column, int(at[-1]), numbers))
    return _Steps(len(up), len(down), risen, fallen, ends)


def _end(piece: BatchPiece, column: Column, n: int, numbers: _Numbers) -> tuple[int, str, str]:
    source = piece.batch.columns.get("source")
    box = "" if source is None else str(source.lexicon["text"].iloc[source.codes[n]])
    code = column.codes[n : n + 1]
    return int(numbers[code[0]]), str(_letters(column, code)[0]), f"{piece.sheets[n]} {box}"


def _letters(column: Column, codes: Codes) -> npt.NDArray[np.object_]:
    """What stands before the number at the end of these texts."""
    texts = column.lexicon["text"].array.take(codes)
    return np.array([text.strip().rstrip("0123456789") for text in map(ascii_digits, texts)], dtype=object)


def _ending_numbers(piece: BatchPiece, name: str) -> tuple[_Numbers, Flags]:
    """The number at the end of each text of a lexicon, in the digits of any script, and which texts have one."""
    return piece.once(("numbers", name), lambda: _numbers_at_end(piece.batch.columns[name]))


def _numbers_at_end(column: Column) -> tuple[_Numbers, Flags]:
    texts = arrow_texts(column.lexicon["text"].array)
    odd = pc.invert(pc.string_is_ascii(texts))
    if pc.any(odd).as_py():
        plain = pa.array([ascii_digits(text) for text in texts.filter(odd).to_pylist()], texts.type)
        texts = pc.replace_with_mask(texts, odd, plain)
    found = pc.struct_field(pc.extract_regex(pc.utf8_trim_whitespace(texts), r"(?P<n>[0-9]{1,15})$"), "n")
    numbers = pc.fill_null(pc.cast(found, pa.int64()), 0)
    return numbers.to_numpy(zero_copy_only=False), found.is_valid().to_numpy(zero_copy_only=False)


def _every(piece: BatchPiece) -> Flags:
    return np.ones(len(piece), dtype=bool)
