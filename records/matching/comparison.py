"""Compares candidate pairs trait by trait: arrays of weights, one for each trait."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import numpy as np
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import token_sort_ratio

from records.matching import weights as w
from records.matching.name_tokens import NameTokens
from records.matching.names import NO_NAMES, NameComparison, compare_names
from records.matching.traits import UNSAID, RecordNumbers, TextTrait, Traits


def judges(traits: Traits) -> dict[str, w.Judge]:
    """What weighs each trait but names."""
    found = {name: w.day_judge(name, trait) for name, trait in traits.days.items()}
    for name, trait in traits.texts.items():
        if trait.comparison != "name":
            found[name] = _text_judge(name, trait)
    return found


def _text_judge(name: str, trait: TextTrait) -> w.Judge:
    codes = trait.codes[:, 0].astype(np.int64)
    counts = np.bincount(codes[codes != UNSAID], minlength=len(trait.texts))
    share, most, apart = _numbers(name, trait)
    agree = np.maximum(w.rarity(counts - 2, int(counts.sum()), share, most), 0)
    differ = _JUDGES[trait.comparison]

    def judge(a: RecordNumbers, b: RecordNumbers) -> w.Weights:
        low, high = np.minimum(codes[a], codes[b]), np.maximum(codes[a], codes[b])
        weights = np.where((low == high) & (low != UNSAID), agree[low], 0.0)
        unequal = np.flatnonzero((low != high) & (low != UNSAID))
        pairs, place = np.unique(low[unequal] * len(agree) + high[unequal], return_inverse=True)
        said = [
            differ(trait.texts[i], trait.texts[j], float(min(agree[i], agree[j])), apart)
            for i, j in zip((pairs // len(agree)).tolist(), (pairs % len(agree)).tolist(), strict=True)
        ]
        weights[unequal] = np.array(said, dtype=np.float64)[place]
        return weights

    return judge


def _numbers(name: str, trait: TextTrait) -> tuple[float, float, float]:
    """Of a trait: our own share, the most that agreement says, and what a difference says."""
    if trait.comparison == "code":
        most = w.CODE_MOST.get(name, w.OTHER_CODE_MOST)
        return w.CODE_SHARE, most, w.CODE_DIFFERS.get(name, w.OTHER_CODE_DIFFERS)
    if trait.comparison == "number":
        return w.NUMBER_SHARE, w.NUMBER_MOST, w.NUMBER_DIFFERS.get(name, w.OTHER_NUMBER_DIFFERS)
    return w.PLACE_SHARE, w.PLACE_MOST, w.PLACE_DIFFERS


def _codes_differ(a: str, b: str, agree: float, apart: float) -> float:  # noqa: ARG001 - as the others
    """Several countries, or a blood group without its sign, may be what the other says."""
    a, b = (re.sub("[0-9]", "", text) for text in (a, b))  # A2+ is A+
    may_agree = bool(set(a.split("|")) & set(b.split("|"))) or a.rstrip("+-") == b or b.rstrip("+-") == a
    return 0.0 if may_agree else apart


def _numbers_differ(a: str, b: str, agree: float, apart: float) -> float:  # noqa: ARG001 - as the others
    long = min(len(a), len(b)) >= 6
    return w.NUMBER_CLOSE if long and OSA.distance(a, b, score_cutoff=1) == 1 else apart


def _places_differ(a: str, b: str, agree: float, apart: float) -> float:
    return agree * w.CLOSE_PART if token_sort_ratio(a, b) >= 100 * w.PLACE_CLOSE else apart


_JUDGES: dict[str, Callable[[str, str, float, float], float]] = {
    "code": _codes_differ,
    "number": _numbers_differ,
    "place": _places_differ,
}


def name_comparisons(trait: TextTrait, tokens: NameTokens, a: RecordNumbers, b: RecordNumbers) -> list[NameComparison]:
    """How two names compare, each in the way of writing in which they have most in common."""
    known: dict[tuple[int, int], NameComparison] = {}

    def compared(i: int, j: int) -> NameComparison:
        key = (i, j) if i < j else (j, i)
        if key not in known:
            known[key] = compare_names(trait.texts[key[0]], trait.texts[key[1]], tokens.weights)
        return known[key]

    found = []
    for mine, other in zip(trait.codes[a].tolist(), trait.codes[b].tolist(), strict=True):
        ways = [(i, j) for i, j in zip(mine, other, strict=True) if i != UNSAID and j != UNSAID]
        ways = ways or [(i, j) for i in mine for j in other if i != UNSAID and j != UNSAID]
        found.append(_best([compared(i, j) for i, j in ways]))
    return found


def _best(ways: list[NameComparison]) -> NameComparison:
    """The way in which most agrees; own names that agree in no way and differ in one do differ."""
    best = max(ways, key=lambda each: each.weight, default=NO_NAMES)
    said = {each.own for each in ways}
    return replace(best, own="differs") if "differs" in said and "agrees" not in said else best
