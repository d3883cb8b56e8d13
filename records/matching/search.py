"""Looks for records that may be one person: candidates, their weights, verdicts, and the persons they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from records.batch import Batch
from records.decisions.decided_pairs import DecidedPair
from records.matching.candidates import CommonKey, candidate_pairs
from records.matching.comparison import judges
from records.matching.name_tokens import NameTokens, tokens_of
from records.matching.pairs import chance, weighed_pairs
from records.matching.persons import Pair, RecordPlace, clusters, count_range, persons_at
from records.matching.traits import RecordNumbers, Traits, traits_of
from records.matching.weights import POSSIBLE_FROM, SAME_FROM, Weights

MOST_PAIRS = 20
"""Pairs that are compared for one record, those with most in common first."""
_PIECE = 250_000
"""Pairs that are weighed at once, so that memory does not grow with them."""
_THRESHOLDS = (0.0, 3.0, 5.0, 7.0, 9.0, 12.0, 15.0, 20.0)
"""Weights at which the number of persons is told."""
_NOT_BY_CLASS = 5.5
"""Points that a name may still bring beyond the tokens whose spellings share a class."""


@dataclass(frozen=True)
class Persons:
    """Which records may be one person, and how many persons there are.

    `pairs`: those that are the same or possible, or that people decided, the heaviest first. `persons`: the records of
    each person, where pairs that are the same are joined. `fewest` and `most`: the persons if those that are possible
    are joined too, and if they are not. `by_weight`: how many persons there are at each weight from which pairs are
    joined. `cuts`: keys that were too common.
    """

    pairs: tuple[Pair, ...]
    persons: tuple[tuple[RecordPlace, ...], ...]
    fewest: int
    most: int
    by_weight: tuple[tuple[float, int], ...]
    thresholds: tuple[float, float]
    cuts: tuple[CommonKey, ...]


MOST_RECORDS = 20_000
"""Records up to which a check looks for persons without being asked."""


def persons_if_few(
    batches: Sequence[Batch], decided: Sequence[DecidedPair] = (), *, asked: bool = False
) -> Persons | None:
    """What `find_persons` gives, for as many records as a check looks at, or when asked; else nothing."""
    few = sum(len(batch) for batch in batches) <= MOST_RECORDS
    return find_persons(batches, decided) if few or asked else None


def find_persons(batches: Sequence[Batch], decided: Sequence[DecidedPair] = ()) -> Persons:
    """Look for records that may be one person, in all batches together; nothing is merged.

    `decided`: the pairs on which people decided, which are listed whatever their fields say.
    """
    traits = traits_of(batches)
    names = {name: tokens_of(trait) for name, trait in traits.compared("name").items()}
    every = candidate_pairs(traits, names)
    a, b = _promising(traits, names, every.a, every.b)
    a, b = _with_decided(a, b, decided)
    pairs = weighed_pairs(traits, names, a, b, {(each.a, each.b): each.decision for each in decided})
    fewest, most = count_range(traits.places, pairs)
    by_weight = persons_at(traits.places, pairs, _THRESHOLDS)
    persons = clusters(traits.places, pairs)
    return Persons(pairs, persons, fewest, most, by_weight, (POSSIBLE_FROM, SAME_FROM), every.cuts)


def _with_decided(
    a: RecordNumbers, b: RecordNumbers, decided: Sequence[DecidedPair]
) -> tuple[RecordNumbers, RecordNumbers]:
    """The pairs, and those that people decided, each once."""
    if not decided:
        return a, b
    both = np.array([[each.a for each in decided], [each.b for each in decided]], dtype=np.int64)
    a, b = np.unique(np.concatenate([np.stack([a, b]), both], axis=1), axis=1)
    return a, b


def _promising(
    traits: Traits, names: dict[str, NameTokens], a: RecordNumbers, b: RecordNumbers
) -> tuple[RecordNumbers, RecordNumbers]:
    """The pairs that can reach the threshold, at most `MOST_PAIRS` of a record."""
    weigh = judges(traits)
    chosen, scores = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for start in range(0, len(a), _PIECE):
        one, other = a[start : start + _PIECE], b[start : start + _PIECE]
        score = sum((judge(one, other) for judge in weigh.values()), np.zeros(len(one)))
        for tokens in names.values():
            score = score + tokens.in_common(one, other)
        can = np.flatnonzero(score + (_NOT_BY_CLASS if names else 0.0) - chance(traits) > POSSIBLE_FROM)
        chosen.append(can + start)
        scores.append(score[can])
    places, score = np.concatenate(chosen), np.concatenate(scores)
    places = places[_best_of_each(a[places], b[places], score, len(traits))]
    return a[places], b[places]


def _best_of_each(a: RecordNumbers, b: RecordNumbers, score: Weights, size: int) -> RecordNumbers:
    """The pairs that are among the best of both of their records."""
    rank = np.zeros(len(a), dtype=np.int64)
    records, places = np.concatenate([a, b]), np.tile(np.arange(len(a)), 2)
    order = np.lexsort((places, -score[places], records))
    starts = np.searchsorted(records[order], np.arange(size))
    np.maximum.at(rank, places[order], np.arange(len(order)) - starts[records[order]])
    return np.flatnonzero(rank < MOST_PAIRS)
