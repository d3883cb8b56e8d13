"""Looks for records that may be one person: candidates, their weights, verdicts, and the persons they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from records.batch import Batch
from records.matching.candidates import CommonKey, candidate_pairs
from records.matching.comparison import judges, name_comparisons
from records.matching.form_traits import OWN_NAME
from records.matching.name_tokens import NameTokens, tokens_of
from records.matching.names import NO_NAMES, NameComparison
from records.matching.persons import Evidence, Pair, PairVerdict, RecordPlace, clusters, count_range, persons_at
from records.matching.traits import UNSAID, RecordNumbers, Traits, traits_of
from records.matching.weights import NUMBER_CLOSE, POSSIBLE_FROM, SAME_FROM, Weights

MOST_PAIRS = 20
"""Pairs that are compared for one record, those with most in common first."""
_PIECE = 250_000
"""Pairs that are weighed at once, so that memory does not grow with them."""
_THRESHOLDS = (0.0, 3.0, 6.0, 9.0, 12.0, 15.0, 20.0)
"""Weights at which the number of persons is told."""
_NOT_BY_CLASS = 5.5
"""Bits that a name may still bring beyond the tokens whose spellings share a class."""
_TELLING = 2.0
"""Bits from which a field speaks for two records; one field alone never makes them the same."""
_AGAINST = -4.0
"""Bits from which a field contradicts: it takes one field more that speaks for them."""


@dataclass(frozen=True)
class Persons:
    """Which records may be one person, and how many persons there are.

    `pairs`: those that are the same or possible, the heaviest first. `persons`: the records of each person, where
    pairs that are the same are joined. `fewest` and `most`: the persons if those that are possible are joined too, and
    if they are not. `by_weight`: how many persons there are at each weight from which pairs are joined.
    `cuts`: keys that were too common.
    """

    pairs: tuple[Pair, ...]
    persons: tuple[tuple[RecordPlace, ...], ...]
    fewest: int
    most: int
    by_weight: tuple[tuple[float, int], ...]
    thresholds: tuple[float, float]
    cuts: tuple[CommonKey, ...]


def find_persons(batches: Sequence[Batch]) -> Persons:
    """Look for records that may be one person, in all batches together; nothing is merged.

    A name that agrees only in part is listed only if another trait speaks for the pair.
    """
    traits = traits_of(batches)
    names = {name: tokens_of(trait) for name, trait in traits.compared("name").items()}
    every = candidate_pairs(traits, names)
    a, b, weights = _promising(traits, names, every.a, every.b)
    compared = {name: name_comparisons(traits.texts[name], tokens, a, b) for name, tokens in names.items()}
    weights |= {name: np.array([each.weight for each in many], dtype=np.float64) for name, many in compared.items()}
    own = compared.get(OWN_NAME) or [NO_NAMES] * len(a)
    number_agrees = _any([weights[name] >= NUMBER_CLOSE for name in traits.compared("number") if name != "phone"], a)
    confirmed = _any([each >= _TELLING for name, each in weights.items() if name != OWN_NAME], a)
    confirmed |= np.array([each.differing == 0 for each in own], dtype=bool)
    total = np.round(sum(weights.values(), np.zeros(len(a))) - _chance(traits), 6)
    listed = np.flatnonzero((total > POSSIBLE_FROM) & confirmed)
    listed = listed[np.lexsort((b[listed], a[listed], -total[listed]))]
    pairs = tuple(
        _pair(
            traits,
            int(a[n]),
            int(b[n]),
            float(total[n]),
            _evidence(traits, weights, n, a, b),
            own[n],
            bool(number_agrees[n]),
        )
        for n in listed.tolist()
    )
    same = [pair for pair in pairs if pair.verdict == "same"]
    fewest, most = count_range(traits.places, pairs)
    by_weight = persons_at(traits.places, pairs, _THRESHOLDS)
    return Persons(
        pairs, clusters(traits.places, same), fewest, most, by_weight, (POSSIBLE_FROM, SAME_FROM), every.cuts
    )


def _any(conditions: Sequence[npt.NDArray[np.bool_]], pairs: RecordNumbers) -> npt.NDArray[np.bool_]:
    """Where one of the conditions holds."""
    return np.asarray(np.logical_or.reduce([np.zeros(len(pairs), dtype=bool), *conditions]))


def _chance(traits: Traits) -> float:
    """The bits against any pair: of so many records, one other at most is the same person."""
    return float(np.log2(max(len(traits), 1)))


def _promising(
    traits: Traits, names: dict[str, NameTokens], a: RecordNumbers, b: RecordNumbers
) -> tuple[RecordNumbers, RecordNumbers, dict[str, Weights]]:
    """The pairs that can reach the threshold, at most `MOST_PAIRS` of a record, with all weights but those of names."""
    weigh = judges(traits)
    chosen, scores = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for start in range(0, len(a), _PIECE):
        one, other = a[start : start + _PIECE], b[start : start + _PIECE]
        score = sum((judge(one, other) for judge in weigh.values()), np.zeros(len(one)))
        for tokens in names.values():
            score = score + tokens.in_common(one, other)
        can = np.flatnonzero(score + (_NOT_BY_CLASS if names else 0.0) - _chance(traits) > POSSIBLE_FROM)
        chosen.append(can + start)
        scores.append(score[can])
    places, score = np.concatenate(chosen), np.concatenate(scores)
    places = places[_best_of_each(a[places], b[places], score, len(traits))]
    a, b = a[places], b[places]
    return a, b, {name: judge(a, b) for name, judge in weigh.items()}


def _best_of_each(a: RecordNumbers, b: RecordNumbers, score: Weights, size: int) -> RecordNumbers:
    """The pairs that are among the best of both of their records."""
    rank = np.zeros(len(a), dtype=np.int64)
    records, places = np.concatenate([a, b]), np.tile(np.arange(len(a)), 2)
    order = np.lexsort((places, -score[places], records))
    starts = np.searchsorted(records[order], np.arange(size))
    np.maximum.at(rank, places[order], np.arange(len(order)) - starts[records[order]])
    return np.flatnonzero(rank < MOST_PAIRS)


def _pair(
    traits: Traits,
    a: int,
    b: int,
    total: float,
    evidence: tuple[Evidence, ...],
    own: NameComparison,
    number_agrees: bool,
) -> Pair:
    """Own names that differ may be brothers, who share all but a number of their own: they are never the same."""
    telling = sum(each.weight >= _TELLING for each in evidence) - sum(each.weight <= _AGAINST for each in evidence)
    may_be_same = telling > 1 and (number_agrees or own.own != "differs")
    verdict: PairVerdict = "same" if total > SAME_FROM and may_be_same else "possible"
    brothers = own.own == "differs" and own.shared > 0 and not number_agrees
    return Pair(traits.places[a], traits.places[b], verdict, total, evidence, brothers)


def _evidence(
    traits: Traits, weights: dict[str, Weights], n: int, a: RecordNumbers, b: RecordNumbers
) -> tuple[Evidence, ...]:
    """What each trait says of a pair, in the order of its weight."""
    found = []
    for name, each in weights.items():
        left, right = _shown(traits, name, int(a[n])), _shown(traits, name, int(b[n]))
        if left and right:
            weight = round(float(each[n]), 2)
            says = "agrees" if weight > 0 else "differs" if weight < 0 else "silent"
            found.append(Evidence(name, says, (("left", left), ("right", right)), weight))
    return tuple(sorted(found, key=lambda each: (-each.weight, each.field)))


def _shown(traits: Traits, name: str, record: int) -> str:
    if name in traits.days:
        trait = traits.days[name]
        ends = [str(np.datetime64(int(end[record]), "D")) for end in (trait.low, trait.high)]
        return "..".join(dict.fromkeys(ends)) if trait.known[record] else ""
    text = traits.texts[name]
    return " · ".join(text.texts[code] for code in text.codes[record].tolist() if code != UNSAID)
