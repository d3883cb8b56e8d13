"""Texts: what was typed, without what nobody sees."""

from __future__ import annotations

import pytest
from hypothesis import given

from records.kinds.plain import Plain, TextOptions
from records.text import plain
from tests.kinds.properties import cases, holds, texts

CASES = cases("texts")
PLAIN, OPTIONS = Plain(), TextOptions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = holds(PLAIN, OPTIONS, case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    assert reading.parts.get("clean", "") == case["clean"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    reading = holds(PLAIN, OPTIONS, text)
    assert reading.parts.get("clean", plain(text)) == plain(text)
