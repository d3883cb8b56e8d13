"""Which pairs of records are compared at all: those that share a key, which is never one common thing alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from records.matching.form_traits import OWN_NAME
from records.matching.name_tokens import NameTokens
from records.matching.names import name_tokens, token_class
from records.matching.traits import UNSAID, DayTrait, RecordNumbers, Traits

LARGEST_GROUP = 50
"""Records that may share a key; a commoner one says too little, and makes too many pairs."""
DAY_WIDTH, YEAR_WIDTH = 3, 400
"""The widest spans that name a day (in another calendar, three) and a year."""
_SPREAD = 0x2545F4914F6CDD1D
"""An odd number that spreads values over all of 64 bits, so that two combinations have one number by chance only."""
_RAREST = 3
"""Tokens of a name of which keys are made, the rarest first."""


@dataclass(frozen=True, order=True)
class CommonKey:
    """A key that too many records share, so that it made no pairs: how many groups, and records in them."""

    key: str
    groups: int
    records: int


@dataclass(frozen=True)
class Candidates:
    """The pairs that share a key, each once, the record that stands first in `a`."""

    a: RecordNumbers
    b: RecordNumbers
    cuts: tuple[CommonKey, ...]


def candidate_pairs(traits: Traits, names: dict[str, NameTokens]) -> Candidates:
    """Every pair of records that shares a key few records have."""
    size = len(traits)
    found = []
    cuts = []
    for key, records, values in _keys(traits, names):
        pairs, cut = _pairs(key, records, values, size)
        found.append(pairs)
        cuts += [cut] if cut.groups else []
    pairs = _distinct(found)
    return Candidates(pairs // max(size, 1), pairs % max(size, 1), tuple(sorted(cuts)))


def _pairs(key: str, records: RecordNumbers, values: RecordNumbers, size: int) -> tuple[RecordNumbers, CommonKey]:
    """The pairs of records with one value, as one number each, and what was cut."""
    order = np.lexsort((records, values))
    values, records = values[order], records[order]
    first = _differs_from_before(values)
    once = first | _differs_from_before(records)
    values, records, first = values[once], records[once], first[once]
    starts = np.flatnonzero(first)
    many = np.diff(np.append(starts, len(values)))
    many_each = np.repeat(many, many)
    keep = (many_each > 1) & (many_each <= LARGEST_GROUP)
    values, records, many_each = values[keep], records[keep], many_each[keep]
    found = []
    for step in range(1, int(many_each.max(initial=1))):
        inside = many_each > step
        values, records, many_each = values[inside], records[inside], many_each[inside]
        together = values[:-step] == values[step:]
        found.append(records[:-step][together] * size + records[step:][together])
    large = many[many > LARGEST_GROUP]
    return _distinct(found), CommonKey(key, len(large), int(large.sum()))


def _distinct(several: Sequence[RecordNumbers]) -> RecordNumbers:
    """The numbers of all arrays, each once, sorted; by sorting, which for so many is quicker than `np.unique`."""
    numbers = np.sort(np.concatenate([*several, np.empty(0, dtype=np.int64)]))
    return numbers[_differs_from_before(numbers)]


def _differs_from_before(numbers: RecordNumbers) -> npt.NDArray[np.bool_]:
    return np.append(np.ones(min(len(numbers), 1), dtype=bool), numbers[1:] != numbers[:-1])


def _keys(traits: Traits, names: dict[str, NameTokens]) -> Iterator[tuple[str, RecordNumbers, RecordNumbers]]:
    """Each key by its name: the records that have it, and its value."""
    nobody = np.full((len(traits), 1), UNSAID, dtype=np.int64)
    tokens = names[OWN_NAME].rarest(_RAREST) if OWN_NAME in names else nobody
    days = {name: _narrow(trait, DAY_WIDTH) for name, trait in traits.days.items()}
    years = _years(traits.days["birth_date"]) if "birth_date" in days else nobody
    if OWN_NAME in names:
        yield "name", *_together(_whole_names(traits.texts[OWN_NAME].texts)[traits.texts[OWN_NAME].codes])
    two = [_both(tokens[:, i], tokens[:, j]) for i, j in combinations(range(tokens.shape[1]), 2)]
    if two:
        yield "two-parts", *_together(two[0][:, None])
        yield "two-parts+birth_date", *_together(np.stack(two, axis=1), years)
    for name, day in days.items():
        yield f"part+{name}", *_together(tokens, day)
    for (one, day), (other, second) in combinations(days.items(), 2):
        yield f"{one}+{other}", *_together(day, second)
    for name, trait in traits.texts.items():
        value = trait.codes[:, :1].astype(np.int64)
        if trait.comparison == "number":
            yield name, *_together(value)
        elif trait.comparison in ("code", "place"):
            yield f"birth_date+{name}", *_together(value, days.get("birth_date", nobody))
        if trait.comparison in ("name", "place") and name != OWN_NAME:
            yield f"part+{name}", *_together(tokens, names[name].rarest(1) if name in names else value)


def _together(first: RecordNumbers, second: RecordNumbers | None = None) -> tuple[RecordNumbers, RecordNumbers]:
    """The records that have both, and a number for each combination; a record may have several firsts, one second."""
    records = np.repeat(np.arange(len(first)), first.shape[1])
    values = first.ravel()
    there = values != UNSAID
    if second is None:
        return records[there], values[there]
    beside = np.repeat(second.ravel(), first.shape[1])
    there &= beside != UNSAID
    return records[there], values[there] * _SPREAD + beside[there]


def _both(a: RecordNumbers, b: RecordNumbers) -> RecordNumbers:
    """One number for two tokens, whichever stands first."""
    low, high = np.minimum(a, b).astype(np.int64), np.maximum(a, b).astype(np.int64)
    return np.where(low == UNSAID, UNSAID, (high << 32) + low)


def _whole_names(texts: tuple[str, ...]) -> RecordNumbers:
    """A number for the classes of all tokens of each name; the last stands for no name."""
    known: dict[tuple[str, ...], int] = {}
    keys = [tuple(sorted(map(token_class, name_tokens(text)))) for text in texts]
    return np.array([known.setdefault(key, len(known)) if key else UNSAID for key in keys] + [UNSAID], dtype=np.int64)


def _narrow(trait: DayTrait, width: int) -> RecordNumbers:
    """The middle day of each span that is so narrow."""
    narrow = trait.known & (trait.high - trait.low < width)
    return np.where(narrow, (trait.low + trait.high) // 2 + 10**7, UNSAID)[:, None]


def _years(trait: DayTrait) -> RecordNumbers:
    middle = ((trait.low + trait.high) // 2).astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 10**4
    return np.where(trait.known & (trait.high - trait.low < YEAR_WIDTH), middle, UNSAID)[:, None]
