"""Candidates for one name: proposed across spellings and scripts, never decided."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds.name_key import may_be_same, skeleton
from tests.kinds.properties import cases, texts

CASES = cases("name_pairs")
GOLD = Path(__file__).parents[3] / "shared" / "gold" / "names_pairs.csv"
NAMES = [case[side] for case in CASES for side in ("a", "b")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']}-{case['b']}")
def test_case(case: dict[str, str]) -> None:
    proposed = case["proposed"] == "1"
    assert may_be_same(case["a"], case["b"]) is proposed
    assert may_be_same(case["b"], case["a"]) is proposed
    assert not proposed or skeleton(case["a"]) == skeleton(case["b"]), "what is proposed shares the key"


@given(texts(*NAMES), st.sampled_from(NAMES))
def test_any_text_may_be_asked(a: str, b: str) -> None:
    assert may_be_same(a, b) is may_be_same(b, a)
    assert isinstance(skeleton(a), str)


@pytest.mark.skipif(not GOLD.is_file(), reason="the gold lies beside the checkout")
def test_the_gold_pairs() -> None:
    pairs = list(csv.DictReader(GOLD.read_text(encoding="utf-8").splitlines()))
    proposed = [may_be_same(pair["a"], pair["b"]) and skeleton(pair["a"]) == skeleton(pair["b"]) for pair in pairs]
    same = [found for found, pair in zip(proposed, pairs, strict=True) if pair["same"] == "1"]
    different = [found for found, pair in zip(proposed, pairs, strict=True) if pair["same"] == "0"]
    assert sum(same) >= len(same) - 1
    assert sum(different) <= 1
