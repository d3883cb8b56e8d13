"""Identifiers: no digit is dropped, none is added."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinds.plain import Identifier, IdentifierOptions
from records.model import Status
from tests.kinds.properties import cases, holds, texts

CASES = cases("identifiers")
IDENTIFIER, OPTIONS = Identifier(), IdentifierOptions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = holds(IDENTIFIER, OPTIONS, case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    assert reading.parts.get("clean", "") == case["clean"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    reading = holds(IDENTIFIER, OPTIONS, text)
    if reading.status is Status.EXACT:
        assert IDENTIFIER.read(reading.parts["clean"], OPTIONS).parts == reading.parts


@given(st.text("0123456789", min_size=1, max_size=30))
def test_digits_stay_as_they_are(digits: str) -> None:
    assert IDENTIFIER.read(digits, OPTIONS).parts == {"clean": digits}
