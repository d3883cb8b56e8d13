"""Weighs pairs of records: what each trait says, the verdict, and what people decided instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from records.decisions.decision import Decision
from records.matching.comparison import judges, name_comparisons
from records.matching.form_traits import OWN_NAME
from records.matching.name_tokens import NameTokens
from records.matching.names import NO_NAMES, NameComparison
from records.matching.persons import Evidence, Pair, PairVerdict
from records.matching.traits import UNSAID, RecordNumbers, Traits
from records.matching.weights import NUMBER_CLOSE, POSSIBLE_FROM, SAME_FROM, Weights

_TELLING = 2.0
"""Points from which a field speaks for two records; one field alone never makes them the same."""
_AGAINST = -4.0
"""Points from which a field contradicts: it takes one field more that speaks for them."""


def weighed_pairs(
    traits: Traits,
    names: Mapping[str, NameTokens],
    a: RecordNumbers,
    b: RecordNumbers,
    decided: Mapping[tuple[int, int], Decision],
) -> tuple[Pair, ...]:
    """Of these pairs those that are the same or possible, or that people decided, the heaviest first.

    A name that agrees only in part is listed only if another trait speaks for the pair.
    """
    weights = {name: judge(a, b) for name, judge in judges(traits).items()}
    compared = {name: name_comparisons(traits.texts[name], tokens, a, b) for name, tokens in names.items()}
    weights |= {name: np.array([each.weight for each in many], dtype=np.float64) for name, many in compared.items()}
    own = compared.get(OWN_NAME) or [NO_NAMES] * len(a)
    numbers = _any([weights[name] >= NUMBER_CLOSE for name in traits.compared("number") if name != "phone"], a)
    confirmed = _any([each >= _TELLING for name, each in weights.items() if name != OWN_NAME], a)
    confirmed |= np.array([each.differing == 0 for each in own], dtype=bool)
    total = np.round(sum(weights.values(), np.zeros(len(a))) - chance(traits), 6)
    listed = (total > POSSIBLE_FROM) & confirmed
    if decided:
        listed |= np.array([pair in decided for pair in zip(a.tolist(), b.tolist(), strict=True)], dtype=bool)
    found = np.flatnonzero(listed)
    found = found[np.lexsort((b[found], a[found], -total[found]))]
    made = []
    for n in found.tolist():
        evidence = _evidence(traits, weights, n, a, b)
        places = traits.places[a[n]], traits.places[b[n]]
        pair = _pair(Pair(*places, "possible", float(total[n]), evidence, brothers=False), own[n], bool(numbers[n]))
        made.append(_as_decided(pair, decided.get((int(a[n]), int(b[n])))))
    return tuple(made)


def _any(conditions: Sequence[npt.NDArray[np.bool_]], pairs: RecordNumbers) -> npt.NDArray[np.bool_]:
    """Where one of the conditions holds."""
    return np.asarray(np.logical_or.reduce([np.zeros(len(pairs), dtype=bool), *conditions]))


def chance(traits: Traits) -> float:
    """The points against any pair: of so many records, one other at most is the same person."""
    return float(np.log2(max(len(traits), 1)))


def _pair(pair: Pair, own: NameComparison, number_agrees: bool) -> Pair:
    """A pair with its verdict. Own names that differ may be brothers, who share all but a number of their own."""
    said = [each.weight for each in pair.evidence]
    telling = sum(each >= _TELLING for each in said) - sum(each <= _AGAINST for each in said)
    may_be_same = telling > 1 and (number_agrees or own.own != "differs")
    verdict: PairVerdict = "same" if pair.weight > SAME_FROM and may_be_same else "possible"
    return replace(pair, verdict=verdict, brothers=own.own == "differs" and own.shared > 0 and not number_agrees)


def _as_decided(pair: Pair, decision: Decision | None) -> Pair:
    """The pair as a person decided it; the decision is its first evidence."""
    if decision is None:
        return pair
    said = (("who", decision.who), ("when", decision.when), ("why", decision.why), ("at", decision.place))
    evidence = Evidence("", f"decided_{decision.decision}", said, 0.0)
    verdict: PairVerdict = "same" if decision.decision == "same" else "different"
    return replace(pair, verdict=verdict, evidence=(evidence, *pair.evidence), decided=decision.place)


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
