"""Exact sums against the same sums in whole numbers."""

from __future__ import annotations

from fractions import Fraction
from math import comb, isclose

import pytest

from records.chance import at_least, at_most, so_apart


@pytest.mark.parametrize(("found", "of"), [(0, 7), (3, 7), (7, 7), (12, 60), (59, 60), (300, 600), (590, 600)])
@pytest.mark.parametrize("share", [Fraction(1, 20), Fraction(1, 2), Fraction(19, 20)])
def test_tails_of_hits(found: int, of: int, share: Fraction) -> None:
    terms = [comb(of, n) * share**n * (1 - share) ** (of - n) for n in range(of + 1)]
    assert isclose(at_least(found, of, float(share)), float(sum(terms[found:])), rel_tol=1e-9, abs_tol=1e-300)
    assert isclose(at_most(found, of, float(share)), float(sum(terms[: found + 1])), rel_tol=1e-9, abs_tol=1e-300)


@pytest.mark.parametrize(("one", "other"), [((0, 18), (30, 0)), ((2, 9), (11, 4)), ((5, 0), (0, 5)), ((0, 0), (3, 3))])
def test_fishers_test(one: tuple[int, int], other: tuple[int, int]) -> None:
    marked, plain = one[0] + other[0], one[1] + other[1]
    ways = [comb(marked, n) * comb(plain, sum(one) - n) for n in range(min(one[0], sum(one)) + 1) if sum(one) >= n]
    assert isclose(so_apart(one, other), sum(ways) / comb(marked + plain, sum(one)), rel_tol=1e-9)


def test_many_records_do_not_make_what_is_usual_seldom() -> None:
    assert at_least(49_900, 1_000_000, 0.05) > 0.6
    assert at_least(52_000, 1_000_000, 0.05) < 1e-6
