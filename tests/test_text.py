"""Folding: what may be lost between two spellings of a word, and what may not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.text import ascii_digits, fold, plain, visible, without_accents, without_surrogates


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("فصيلةُ الدم", "فصيله الدم"), ("الاســم", "الاسم"), ("الإسم", "الاسم"), ("کشمیر", "كشمير"), ("مصطفى", "مصطفي"),
        ("TÜRKIYE", "Turkiye"), ("\u200fتونس\u200e", "تونس"), ("١٩٨٧", "1987"), ("ｗ", "W"), ("a\u00a0 b", "A b"), ("ﻻ", "لا"),
    ],
)  # fmt: skip
def test_spellings_of_one_word(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Rh+", "Rh-"), ("ألمانيا", "مانيا"), ("O+", "O"), ("й", "и"), ("الجنس", "الجنسية"), ("1.3", "13"), ("≠", "=")],
)
def test_words_that_stay_apart(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert plain(plain(text)) == plain(text)
    assert ascii_digits(ascii_digits(text)) == ascii_digits(text)


@given(st.text(st.characters(codec="ascii")))
def test_the_short_way_for_ascii_is_the_long_way(text: str) -> None:
    assert fold(text) == plain(unicodedata.normalize("NFKC", plain(text)).casefold())


def test_what_is_shown() -> None:
    assert visible("a\u200fb\u0007") == "a⟦U+200F⟧b⟦U+0007⟧"
    assert without_surrogates("\ud800x") == "⟦U+D800⟧x"
    assert without_accents("Türkiye й أ") == "Turkiye й أ"
