"""Names: kept as typed; what may be wrong with them is noted, never corrected."""

from __future__ import annotations

import pytest
from hypothesis import given

from records.kinds.name import RARE, Name, NameOptions
from records.model import Status
from records.words import own_words
from tests.kinds.properties import cases, holds, texts

CASES = cases("names")
NAME, OPTIONS = Name(), NameOptions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = holds(NAME, OPTIONS, case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    assert (reading.parts.get("clean", ""), reading.parts.get("script", "")) == (case["clean"], case["script"])


def test_reversed_letters_are_shown_both_ways() -> None:
    assert [row["clean"] for row in NAME.read("ةمطاف يلع", OPTIONS).alternatives] == ["ةمطاف يلع", "علي فاطمة"]


def test_every_rule_reads_its_example() -> None:
    for rule in NAME.rules:
        if rule.id.startswith("name."):
            reading = NAME.rare(rule.example) if rule.id == RARE else NAME.read(rule.example, OPTIONS)
            assert reading is not None
            assert reading.note == rule.id
        assert all(f"rule.{rule.id}" in own_words(lang) for lang in ("en", "ar")), rule.id
    assert {rule.id for rule in NAME.rules if rule.id.startswith("name.")} - {RARE} <= {case["note"] for case in CASES}


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    reading = holds(NAME, OPTIONS, text)
    if reading.status is Status.EXACT:
        assert NAME.read(reading.parts["clean"], OPTIONS).parts == reading.parts, "reading again changes nothing"
