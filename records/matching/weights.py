"""What each agreement or contradiction of two records weighs, in points: the shipped numbers, each with its reason.

Each point for agreement halves the chance: ten say that two records of different persons would agree so once in 1,024
pairs. The numbers are the same for every file; what a file decides is only how rare each of its names, codes and days
is. Missing says nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from records.matching.names import Likeness, NameWeights, token_class, token_spelling
from records.matching.traits import DayTrait, RecordNumbers

Weights = npt.NDArray[np.float64]
Digits = npt.NDArray[np.int8]
Judge = Callable[[RecordNumbers, RecordNumbers], Weights]
"""Weighs what a trait says of pairs of records."""

SAME_FROM = 7.0
"""Points beyond the chance of any pair from which two records are the same: wrong once in 128 such pairs."""
POSSIBLE_FROM = 0.0
"""Points from which it is at least as likely as not that they are."""

BELIEF = 50.0
"""Records whose worth our own shares have beside those of the file, so that 14 records need no training."""

TOKEN_SHARE, TOKEN_MOST = 1 / 200, 9.0
"""A token of a name: one man in 200 has it; a rare one may be a slip typed twice, so it never says more than this."""
ALIKE_LESS = 0.5
"""A name spelt in two ways: the spelling does not confirm it."""
CLOSE_PART = 0.6
"""A slip in a token: other names are as close, so it says a part of what the token would."""
OWN_NAME_DIFFERS = -6.0
"""Own names that differ: one record in 64 has a wrong one."""
NAME_DIFFERS = -5.0
"""Another token that differs: nisbas are chosen and left, fathers are not."""
OWN_NAME_ELSEWHERE = -3.0
"""The own name of one is the father's of the other: a son, more often than a name turned around."""

SPAN = {"birth_date": 40 * 365.0}
"""Days over which births spread."""
OTHER_SPAN = 5 * 365.0
"""Days over which joinings and captures spread."""
DAY_MOST = {"birth_date": 12.0}
"""Many have the birthday 1 January, so a day is never as rare as the calendar says."""
OTHER_DAY_MOST = 8.0
"""Groups join and are captured on one day."""
CANNOT_MEET = {"birth_date": -5.0}
"""Births that cannot be one: one in 32 is typed or told wrongly."""
OTHER_CANNOT_MEET = -3.0
"""Men tell their joining in several ways."""
SLIP = -1.0
"""One digit differs, two digits or day and month are exchanged: an error of typing that chance makes as well."""

CODE_SHARE = 1 / 8
"""A country or blood group: one man in 8 has the same."""
CODE_MOST = {"residence_country": 1.0, "sex": 1.0, "nationality": 2.0}
"""Residence follows origin, and sex is nearly always the same, so these hardly count again."""
OTHER_CODE_MOST = 6.0
CODE_DIFFERS = {"blood_type": -4.0, "residence_country": -0.5, "nationality": -1.0, "sex": -3.0}
"""Blood does not change, and one in 16 is wrong; men move and have two nationalities."""
OTHER_CODE_DIFFERS = -2.5
"""An origin is told as country, region or nationality."""

NUMBER_SHARE, NUMBER_MOST = 1e-5, 14.0
"""A number or phone: hardly two men have it by chance, but a phone is shared and a number typed on another's line."""
NUMBER_DIFFERS = {"phone": -0.5}
"""Phones change."""
OTHER_NUMBER_DIFFERS = -4.0
NUMBER_CLOSE = 3.0
"""One digit of a long number differs: a slip that chance hardly makes."""

PLACE_SHARE, PLACE_MOST, PLACE_DIFFERS = 1 / 50, 5.0, -1.0
"""A place or address: one man in 50 has it; men move, and addresses are written in many ways."""
PLACE_CLOSE = 0.85
"""Similarity from which two spellings of a place agree."""


def rarity(others: Any, records: int, share: Any, most: float) -> Any:
    """The points that agreement says: how few of the other records have the same, with our own share beside the file's.

    >>> [round(float(rarity(others, 10_000, TOKEN_SHARE, TOKEN_MOST)), 1) for others in (0, 10, 1000)]
    [9.0, 9.0, 3.3]
    """
    share = np.minimum(share, 1.0)
    return np.minimum(-np.log2((np.maximum(others, 0) + BELIEF * share) / (max(records, 0) + BELIEF)), most)


def name_weights(tokens: dict[str, int], classes: dict[str, int], records: int) -> NameWeights:
    """The weights of names in a file in which so many records have each token, and each class of spellings."""
    known: dict[tuple[str, str, Likeness], float] = {}

    def agreeing(a: str, b: str, like: Likeness) -> float:
        if (a, b, like) not in known:
            known[a, b, like] = _agreeing(a, b, like)
        return known[a, b, like]

    def _agreeing(a: str, b: str, like: Likeness) -> float:
        if like == "same":
            return float(rarity(tokens.get(token_spelling(a), 2) - 2, records, TOKEN_SHARE, TOKEN_MOST))
        many = max(classes.get(token_class(a), 1), classes.get(token_class(b), 1))
        whole = float(rarity(many - 2, records, TOKEN_SHARE, TOKEN_MOST))
        return whole - ALIKE_LESS if like == "alike" else whole * CLOSE_PART

    return NameWeights(agreeing, OWN_NAME_DIFFERS, NAME_DIFFERS, OWN_NAME_ELSEWHERE)


def day_judge(name: str, trait: DayTrait) -> Judge:
    """Weighs the days of pairs: how seldom such spans meet by chance, or that they cannot."""
    records, meeting = int(trait.known.sum()), _meeting(trait)
    digits = written_digits(trait.low)
    exact = trait.known & (trait.low == trait.high)

    def judge(a: RecordNumbers, b: RecordNumbers) -> Weights:
        weights = np.zeros(len(a))
        both = np.flatnonzero(trait.known[a] & trait.known[b])
        a, b = a[both], b[both]
        meets = (trait.low[a] <= trait.high[b]) & (trait.low[b] <= trait.high[a])
        width = trait.high - trait.low
        share = (width[a] + width[b] + 1) / SPAN.get(name, OTHER_SPAN)
        others = np.maximum(meeting[a], meeting[b]) - 2
        agree = np.maximum(rarity(others, records, share, DAY_MOST.get(name, OTHER_DAY_MOST)), 0)
        apart = np.full(len(a), CANNOT_MEET.get(name, OTHER_CANNOT_MEET))
        look = np.flatnonzero(~meets & exact[a] & exact[b])
        apart[look[one_slip(digits[a[look]], digits[b[look]])]] = SLIP
        weights[both] = np.where(meets, agree, apart)
        return weights

    return judge


def _meeting(trait: DayTrait) -> RecordNumbers:
    """With how many records each span meets, its own among them."""
    lows, highs = np.sort(trait.low[trait.known]), np.sort(trait.high[trait.known])
    after = len(lows) - np.searchsorted(lows, trait.high, side="right")
    return np.asarray(len(lows) - after - np.searchsorted(highs, trait.low, side="left"))


def one_slip(first: Digits, second: Digits) -> npt.NDArray[np.bool_]:
    """Whether days differ in one digit, in two digits exchanged, or in day and month exchanged.

    >>> days = np.array(["1990-03-04", "1990-03-14", "1990-04-03", "1971-12-30"], dtype="datetime64[D]")
    >>> digits = written_digits(days.astype(np.int64))
    >>> one_slip(np.repeat(digits[:1], 3, axis=0), digits[1:]).tolist()
    [True, True, False]
    """
    many = (first != second).sum(axis=1)
    slip = many == 1
    two = np.flatnonzero((many == 2) | (many == 4))
    a, b = first[two], second[two]
    exchanged = (many[two] == 2) & (np.sort(a, axis=1) == np.sort(b, axis=1)).all(axis=1)
    turned = (a == b[:, [0, 1, 2, 3, 6, 7, 4, 5]]).all(axis=1)
    slip[two] = exchanged | turned
    return np.asarray(slip)


def written_digits(days: RecordNumbers) -> Digits:
    """The eight digits of each day, as it is written."""
    dates = days.astype("datetime64[D]")
    year = dates.astype("datetime64[Y]").astype(np.int64) + 1970
    month = dates.astype("datetime64[M]").astype(np.int64) % 12 + 1
    day = (dates - dates.astype("datetime64[M]")).astype(np.int64) + 1
    written = year * 10_000 + month * 100 + day
    return np.stack([written // 10**place % 10 for place in range(7, -1, -1)], axis=1).astype(np.int8)
