"""How likely something is by chance: exact sums, computed with `math`, each with the assumption that it rests on."""

from __future__ import annotations

from math import exp, lgamma, log, log10

SELDOM = 1e-6
"""A cause is named when chance makes what was seen at most this often."""
ACCIDENTS = 0.05
"""So many of the records may be wrong each by itself, by a slip; more of them have a cause in common."""

_LEAST = 1e-17
"""Terms of a tail that are this much smaller than their sum add nothing to it."""


def at_least(found: int, of: int, share: float) -> float:
    """The chance of so many hits or more, where each is one by itself with this share.

    Assumes that the records are independent of each other.

    >>> round(at_least(5, 5, 0.5), 5), at_least(0, 5, 0.5), at_least(3, 10, 0.0)
    (0.03125, 1.0, 0.0)
    """
    if found <= 0:
        return 1.0
    if share <= 0 or found > of:
        return 0.0
    if share >= 1:
        return 1.0
    if found <= of * share:  # the smaller tail is summed, from its largest term on
        return max(0.0, 1 - at_least(of - found + 1, of, 1 - share))
    term = exp(_choices(of, found) + found * log(share) + (of - found) * log(1 - share))
    whole, odds = 0.0, share / (1 - share)
    for n in range(found, of + 1):
        whole += term
        term *= (of - n) / (n + 1) * odds
        if term <= whole * _LEAST:
            break
    return min(1.0, whole)


def at_most(found: int, of: int, share: float) -> float:
    """The chance of so many hits or fewer.

    >>> round(at_most(0, 10, 0.5), 6)
    0.000977
    """
    return at_least(of - found, of, 1 - share)


def _choices(of: int, n: int) -> float:
    """The logarithm of the number of ways to choose so many."""
    return lgamma(of + 1) - lgamma(n + 1) - lgamma(of - n + 1)


def so_apart(of_one: tuple[int, int], of_other: tuple[int, int]) -> float:
    """The chance that the first group has so few of a mark as it has, or fewer: Fisher's exact test on one side.

    `of_one`, `of_other`: how many have the mark, and how many don't. Assumes that which group a cell is in has nothing
    to do with the mark.

    >>> round(so_apart((0, 3), (3, 0)), 6)
    0.05
    """
    marked, one = of_one[0] + of_other[0], sum(of_one)
    every = one + sum(of_other)
    least, most = max(0, one - (every - marked)), min(of_one[0], marked, one)
    whole = 0.0
    term = exp(_choices(marked, most) + _choices(every - marked, one - most) - _choices(every, one))
    for n in range(most, least - 1, -1):
        whole += term
        before = term
        term *= n * (every - marked - one + n) / ((marked - n + 1) * (one - n + 1))
        if term < before and term <= whole * _LEAST:
            break
    return min(1.0, whole)


RAREST = "1,000,000,000"
"""What `in_files` says of all that is rarer."""


def in_files(chance: float) -> str:
    """In one of how many files this would be seen by chance, as a power of ten.

    >>> in_files(3.2e-9), in_files(1e-6), in_files(0.0)
    ('100,000,000', '1,000,000', '1,000,000,000')
    """
    return f"{10 ** min(9, int(1e-9 - log10(max(chance, 1e-9)))):,}"
