"""Names compared token by token: the own name first, then the others, across spellings and scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import JaroWinkler

from records.kinds.name_key import ABD, ABU, ALLAH, MUHAMMAD, UMM, arabic_spelling, may_be_same, name_words, skeleton

UNKNOWN_OWN_NAME = "? "
"""What stands before a name whose own name is not known, as where only the surname was typed."""

Likeness = Literal["same", "alike", "close", "different"]

_WRITTEN = {ABD: ("abd", "عبد"), ABU: ("abu", "أبو"), UMM: ("umm", "أم"), ALLAH: ("allah", "الله")}
_WRITTEN |= {MUHAMMAD: ("muhammad", "محمد")}
_JOINS = (ABD, ABU, UMM, "dhu", "ذو", "ذي")
"""Words that make one name with the next."""
_UNREAD = re.compile(r"[?؟]|\.\.|…|\[")
_CLOSE = 0.88
"""Similarity (Jaro-Winkler) from which a token in Latin letters may be a slip of the other."""
_SHORTEST_CLOSE = 4
"""Letters from which similarity says anything."""


@lru_cache(maxsize=200_000)
def name_tokens(text: str) -> tuple[str, ...]:
    """The tokens of a name: "servant of" and "father of" stand with their names, articles and "son of" are left out.

    >>> name_tokens("Abdelkader ben Salah"), name_tokens("أبو عمر التونسي")
    (('abd kader', 'salah'), ('أبو عمر', 'تونسي'))
    """
    found: list[str] = []
    joins = False
    arabic = not any(each.isascii() and each.isalpha() for each in text)
    for word in name_words(text):
        written = _WRITTEN[word][arabic] if word in _WRITTEN else word
        if found and (joins or word == ALLAH or word in ("din", "دين")):
            found[-1] += f" {written}"
        else:
            found.append(written)
        joins = word in _JOINS
    return tuple(found)


@lru_cache(maxsize=100_000)
def token_spelling(token: str) -> str:
    """A token in one spelling of its script: رحمان and رحمن, حمزة and حمزه are the same."""
    return token if token.isascii() else " ".join(map(arabic_spelling, token.split(" ")))


@lru_cache(maxsize=100_000)
def token_class(token: str) -> str:
    """A key that all spellings of a token share, in every script; the token itself where it has no such key."""
    vowels_only = "-" if token.isascii() or "\u0600" <= token[0] <= "\u06ff" else token  # يحيى and Yahya
    return skeleton(token) or vowels_only


@lru_cache(maxsize=1_000_000)
def likeness(a: str, b: str) -> Likeness:
    """How alike two tokens are: the same letters, spellings of one name, a slip in Latin letters, or two names.

    >>> likeness("umar", "عمر"), likeness("mitchell", "mitchel"), likeness("محمد", "محمود")
    ('alike', 'alike', 'different')
    """
    if token_spelling(a) == token_spelling(b):
        return "same"
    if skeleton(a) == skeleton(b) and may_be_same(a, b):
        return "alike"
    if a.isascii() and b.isascii() and min(len(a), len(b)) >= _SHORTEST_CLOSE:
        # One letter more or less in Arabic is more often another name: محمد and محمود, سالم and سليم.
        return "close" if JaroWinkler.similarity(a, b) >= _CLOSE else "different"
    return "different"


@dataclass(frozen=True)
class NameComparison:
    """What two names have in common, in points."""

    weight: float
    own: Literal["agrees", "differs", "elsewhere", "unknown"]
    """What the own names say; `elsewhere`: the own name of one stands later in the other."""
    shared: int
    """How many tokens agree."""
    differing: int
    """How many tokens of one stand against tokens of the other."""


NO_NAMES = NameComparison(0.0, "unknown", 0, 0)
"""What is said where one of two records has no name."""


@dataclass(frozen=True)
class NameWeights:
    """The shipped weights of names, in points; `agreeing` is that of tokens that agree, by how rare they are."""

    agreeing: Callable[[str, str, Likeness], float]
    own_differs: float
    other_differs: float
    own_elsewhere: float


def compare_names(a: str, b: str, weights: NameWeights) -> NameComparison:
    """Pair the tokens of two names, the most telling pair first, and sum what they say."""
    first, second = name_tokens(a), name_tokens(b)
    if not first or not second:
        return NO_NAMES
    pairs = _paired(first, second, weights)
    differing = min(len(first), len(second)) - len(pairs)
    own: Literal["agrees", "differs", "elsewhere", "unknown"]
    places = {(i, j) for i, j, _ in pairs if i == 0 or j == 0}
    if _UNREAD.match(a) or _UNREAD.match(b):
        own = "unknown"
    elif (0, 0) in places:
        own = "agrees"
    else:
        own = "elsewhere" if places else "differs"
    against = {"differs": weights.own_differs - weights.other_differs, "elsewhere": weights.own_elsewhere}
    total = sum(weight for _, _, weight in pairs) + differing * weights.other_differs + against.get(own, 0.0)
    return NameComparison(total, own, len(pairs), differing)


def _paired(a: Sequence[str], b: Sequence[str], weights: NameWeights) -> list[tuple[int, int, float]]:
    found = []
    for i, one in enumerate(a):
        for j, other in enumerate(b):
            like = likeness(one, other) if one <= other else likeness(other, one)
            if like != "different":
                found.append((-weights.agreeing(one, other, like), abs(i - j), i, j))
    pairs: list[tuple[int, int, float]] = []
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    for weight, _, i, j in sorted(found):
        if i not in taken_a and j not in taken_b:
            taken_a.add(i)
            taken_b.add(j)
            pairs.append((i, j, -weight))
    return pairs
