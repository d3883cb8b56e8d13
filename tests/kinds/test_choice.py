"""Choices: each field its own words, exact after folding, ambiguous where a word has two meanings."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from records import vocabularies
from records.kinds.choice import RULES, Choice, ChoiceOptions
from records.model import FormError, Status, WrongValueError
from records.vocabularies import SHIPPED, build, load
from tests.kinds.properties import cases, holds, texts

CASES = cases("choices")
CHOICE = Choice()
OWN = {"small": {"ar": "صغير", "spellings": ["s"]}, "large": ["l", "big"], "huge": {"parent": "large"}}


@lru_cache
def options(vocabulary: str) -> ChoiceOptions:
    return ChoiceOptions(vocabulary=vocabulary, many=vocabulary == "weapons")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['vocabulary']} {case['text']!r}")
def test_case(case: dict[str, str]) -> None:
    reading = holds(CHOICE, options(case["vocabulary"]), case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    assert reading.parts.get("codes", "") == case["codes"]
    if reading.status is Status.AMBIGUOUS:
        assert [row["codes"] for row in reading.alternatives] == case["codes"].split("|")


@given(texts(*(case["text"] for case in CASES)), st.sampled_from(["weapons", "education"]))
def test_properties(text: str, vocabulary: str) -> None:
    reading = holds(CHOICE, options(vocabulary), text)
    codes = [code for code in reading.parts.get("codes", "").split("|") if code]
    assert codes == sorted(set(codes))
    assert set(codes) <= set(load(vocabulary).entries)


@pytest.mark.parametrize("vocabulary", SHIPPED)
def test_every_spelling_is_read_as_its_code(vocabulary: str) -> None:
    for code, entry in load(vocabulary).entries.items():
        for spelling in entry.spellings:
            reading = holds(CHOICE, options(vocabulary), spelling)
            assert reading.status in (Status.EXACT, Status.AMBIGUOUS), spelling
            assert code in reading.parts["codes"].split("|"), spelling


@pytest.mark.parametrize("vocabulary", sorted({*SHIPPED} - {"education"}))
def test_words_of_two_meanings_are_few_and_known(vocabulary: str) -> None:
    words = options(vocabulary).words
    expected = ["رشاش"] if vocabulary == "weapons" else []
    assert [key for key, codes in words.squeezed.items() if len(codes) > 1] == expected


@pytest.mark.parametrize("vocabulary", SHIPPED)
def test_every_code_has_a_label_in_both_languages(vocabulary: str) -> None:
    for entry in load(vocabulary).entries.values():
        assert entry.labels["en"].isascii(), entry.code
        assert not entry.labels["ar"].isascii(), entry.code


def test_a_vocabulary_of_ones_own() -> None:
    own = ChoiceOptions(vocabulary=OWN)
    assert holds(CHOICE, own, "صغير").parts["codes"] == "small"
    assert holds(CHOICE, own, "Big").parts["codes"] == "large"
    assert holds(CHOICE, own, "large huge").parts["codes"] == "huge"
    assert holds(CHOICE, ChoiceOptions(vocabulary=("A", "B")), "b").parts["codes"] == "B"


def test_a_form_is_told_what_is_wrong_with_its_vocabulary() -> None:
    adapter = TypeAdapter(ChoiceOptions)
    assert adapter.validate_python({"vocabulary": ["a", "b"], "many": "true"}).many
    with pytest.raises(ValidationError, match="did you mean 'weapons'"):
        adapter.validate_python({"vocabulary": "weapon"})
    with pytest.raises(ValidationError, match="is no code"):
        adapter.validate_python({"vocabulary": {"a": {"parent": "z"}}})
    with pytest.raises(WrongValueError, match="there is no vocabulary"):
        ChoiceOptions(vocabulary="../weapons")


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({}, "is no list of codes"),
        ({"a": {"colour": "red"}}, "has no 'colour'"),
        ({"a": {"parent": "b"}, "b": {"parent": "a"}}, "its own ancestor"),
    ],
)
def test_a_wrong_vocabulary_is_refused(document: Any, message: str) -> None:
    with pytest.raises(FormError, match=message):
        build("own", document)


def test_a_spelling_of_two_codes_is_both() -> None:
    two = build("own", {"a": ["x"], "b": ["x", "y"]})
    assert two.index["x"] == ("a", "b")
    assert vocabularies.load("weapons").parents("svd") == ("sniper",)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id != "missing.none"])
def test_every_rule_reads_its_example(rule: Any) -> None:
    vocabulary = {"choice.ambiguous": "education", "choice.one-asked": "marital"}.get(rule.id, "weapons")
    read_by = replace(options(vocabulary), many=options(vocabulary).many and "two-" not in rule.id)
    assert CHOICE.read(rule.example, read_by).note == rule.id


AROUND = vocabularies.load("weapons-around").entries["around"].spellings


@given(st.sampled_from(AROUND), st.sampled_from(["بيكا", "هاون", "PKM", "قناص"]), st.booleans())
def test_a_word_around_a_weapon_is_no_part_of_its_name(word: str, weapon: str, before: bool) -> None:
    reading = holds(CHOICE, options("weapons"), f"{word} {weapon}" if before else f"{weapon} {word}")
    assert reading.parts["codes"] == holds(CHOICE, options("weapons"), weapon).parts["codes"]


@given(st.integers(1, 999))
def test_a_bare_number_is_no_calibre(number: int) -> None:
    assert holds(CHOICE, options("weapons"), str(number)).status is Status.UNREAD
