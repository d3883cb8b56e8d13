"""Colours are named as people name them, in both languages."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.colours import colour_name
from records.words import words

with (Path(__file__).parent / "cases" / "colours.csv").open(encoding="utf-8", newline="") as file:
    CASES = list(csv.DictReader(file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["written"])
def test_a_colour_has_its_name(case: dict[str, str]) -> None:
    assert {lang: colour_name(case["written"], words(lang)) for lang in ("en", "ar")} == {
        "en": case["en"],
        "ar": case["ar"],
    }


@given(st.integers(0, 0xFFFFFF), st.sampled_from(["", " -0.5", " 0.9"]))
def test_every_colour_has_a_name(number: int, tint: str) -> None:
    assert not set(colour_name(f"FF{number:06X}{tint}", words("en"))) & set("0123456789{}")
