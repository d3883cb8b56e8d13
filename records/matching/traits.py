"""What tells the persons of all batches apart, as arrays of codes: one trait is one question, whatever the form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from records.batch import Batch
from records.column import Codes, Column, holds_any, records_of
from records.matching.form_traits import Comparison, PersonField, person_fields
from records.matching.names import UNKNOWN_OWN_NAME
from records.matching.persons import RecordPlace
from records.model import Status

_Days = npt.NDArray[np.int64]
RecordNumbers = npt.NDArray[np.int64]
"""Records by their places in the run, such as the first records of pairs."""
UNSAID = -1
"""The code of a record that says nothing of a trait."""


@dataclass(frozen=True)
class TextTrait:
    """A name, number, code or place: the distinct texts, and the codes of each record.

    `codes` has a column for each way in which a form writes the same, such as a name in Arabic and in Latin letters.
    """

    comparison: Comparison
    texts: tuple[str, ...]
    codes: Codes


@dataclass(frozen=True)
class DayTrait:
    """The first and last day that each record may mean, in days since 1970; `known` says where both are there."""

    low: _Days
    high: _Days
    known: npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Traits:
    """The traits of all records of a run."""

    places: tuple[RecordPlace, ...]
    texts: dict[str, TextTrait]
    days: dict[str, DayTrait]

    def __len__(self) -> int:
        return len(self.places)

    def compared(self, comparison: Comparison) -> dict[str, TextTrait]:
        """The traits that are compared in this way."""
        return {name: trait for name, trait in self.texts.items() if trait.comparison == comparison}


def traits_of(batches: Sequence[Batch]) -> Traits:
    """The traits of the records of all batches, one after the other."""
    fields = [person_fields(batch.form) for batch in batches]
    by_trait: dict[str, Comparison] = {each.trait: each.comparison for many in fields for each in many}
    texts: dict[str, TextTrait] = {}
    days: dict[str, DayTrait] = {}
    for trait, comparison in by_trait.items():
        mine = [[each for each in many if (each.trait, each.comparison) == (trait, comparison)] for many in fields]
        if comparison == "day":
            days[trait] = _days(batches, mine)
        else:
            texts[trait] = _texts(batches, mine, comparison)
    places = tuple(place for batch in batches for place in _places(batch))
    return Traits(places, {name: each for name, each in texts.items() if len(each.texts)}, days)


def _places(batch: Batch) -> list[RecordPlace]:
    sources = [(mapping.source.file, mapping.source.sheet) for mapping in batch.mappings]
    origin = batch.origin
    return [
        RecordPlace(sources[source][0], sources[source][1], row, record)
        for record, (source, row) in enumerate(zip(origin["source"].tolist(), origin["row"].tolist(), strict=True))
    ]


def _days(batches: Sequence[Batch], fields: Sequence[Sequence[PersonField]]) -> DayTrait:
    lows, highs = [], []
    for batch, mine in zip(batches, fields, strict=True):
        if mine:
            column = batch.columns[mine[0].id]
            low, high = (end.to_numpy().astype("datetime64[D]")[column.codes] for end in column.ends)
        else:
            low = high = np.full(len(batch), "NaT", dtype="datetime64[D]")
        lows.append(low)
        highs.append(high)
    low, high = np.concatenate(lows), np.concatenate(highs)
    known = ~(np.isnat(low) | np.isnat(high))
    day = [np.where(known, each, np.datetime64(0, "D")).astype(np.int64) for each in (low, high)]
    return DayTrait(day[0], day[1], known)


def _texts(batches: Sequence[Batch], fields: Sequence[Sequence[PersonField]], comparison: Comparison) -> TextTrait:
    known: dict[str, int] = {}
    ways = [_ways(batch, mine, comparison) for batch, mine in zip(batches, fields, strict=True)]
    width = max(map(len, ways), default=0)
    blocks = []
    for batch, each in zip(batches, ways, strict=True):
        block = np.full((len(batch), width), UNSAID, dtype=np.int32)
        for n, (texts, codes) in enumerate(each):
            place = [known.setdefault(text, len(known)) if text else UNSAID for text in texts]
            block[:, n] = np.array(place, dtype=np.int32)[codes] if place else UNSAID
        blocks.append(block)
    return TextTrait(comparison, tuple(known), np.concatenate(blocks))


def _ways(batch: Batch, fields: Sequence[PersonField], comparison: Comparison) -> list[tuple[list[str], Codes]]:
    """The texts of each way of writing, and the records' codes; parts of a name are one way."""
    parts = sorted((each for each in fields if each.part is not None), key=lambda each: each.part or 0)
    whole = [each for each in fields if each.part is None]
    ways = [(_lexicon(batch.columns[each.id], comparison), batch.columns[each.id].codes) for each in whole]
    if parts:
        ways.append(_joined([batch.columns[each.id] for each in parts], with_own=parts[0].part == 0))
    return ways


def _joined(columns: Sequence[Column], with_own: bool) -> tuple[list[str], Codes]:
    texts = [np.array(_lexicon(column, "name"), dtype=object)[column.codes] for column in columns]
    whole = [" ".join(filter(None, each)) for each in zip(*texts, strict=True)]
    unknown = [name and not (with_own and own) for name, own in zip(whole, texts[0], strict=True)]
    marked = [UNKNOWN_OWN_NAME + name if mark else name for name, mark in zip(whole, unknown, strict=True)]
    distinct = {text: n for n, text in enumerate(dict.fromkeys(marked))}
    return list(distinct), np.array([distinct[text] for text in marked], dtype=np.int32)


def _lexicon(column: Column, comparison: Comparison) -> list[str]:
    """What each row of the lexicon says of the person; empty where it says nothing, or leaves open what."""
    lexicon, kind = column.lexicon, column.kind
    if comparison == "code" and not kind.countable:
        said = [kind.show(parts) for parts in records_of(lexicon, kind.parts)]
        unclear = {Status.MISSING, Status.UNREAD, Status.AMBIGUOUS}
    else:
        said = [str(text or "").strip() for text in lexicon[kind.countable if comparison == "code" else kind.key]]
        unclear = {Status.MISSING, Status.UNREAD}
    nothing = holds_any(lexicon["status"], unclear)
    return ["" if none else text for text, none in zip(said, nothing.tolist(), strict=True)]
