"""What is not there: each spelling says which nothing it is, and what stands for a value is not missing."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import vocabularies
from records.kinds.missing import LONGEST, RULES, lost, missing
from records.model import Missing, Status
from records.text import fold

TABLE = Path(__file__).parents[1] / "cases" / "missing.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
NOTES = {rule.id for rule in RULES}


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    text = case["text"].encode().decode("unicode_escape") if case["text"].startswith("\\u") else case["text"]
    reading = missing(text) or lost(text)
    found = (reading.status.value, (reading.missing or ""), reading.note) if reading else ("", "", "")
    assert found == (case["status"], case["missing"], case["note"])


def test_every_rule_reads_its_example() -> None:
    for rule in RULES:
        reading = missing(rule.example) or lost(rule.example)
        assert reading is not None
        assert reading.note == rule.id


def test_no_spelling_stands_under_two_codes() -> None:
    index: dict[str, set[str]] = {}
    for code, entry in vocabularies.load("missing").entries.items():
        for spelling in entry.spellings:
            index.setdefault(fold(spelling), set()).add(code)
    assert {key: codes for key, codes in index.items() if len(codes) > 1} == {}


def test_every_spelling_reads_as_its_code() -> None:
    for code, entry in vocabularies.load("missing").entries.items():
        for spelling in entry.spellings:
            reading = lost(spelling) if code == "ditto" else missing(spelling)
            assert reading is not None, spelling
            expected = {"blank": "left-blank", "not_applicable": "not-applicable"}.get(code, code)
            assert reading.note == f"missing.{expected}", spelling


@given(st.text())
def test_any_text_is_kept_and_only_one_of_both_speaks(text: str) -> None:
    reading, gone = missing(text), lost(text)
    assert reading is None or gone is None
    for each in (reading, gone):
        if each is not None:
            assert each.text == text
            assert each.note in NOTES
            assert (each.status is Status.MISSING) == isinstance(each.missing, Missing)


def test_a_long_cell_costs_nothing_and_a_padded_word_is_found() -> None:
    assert missing("a" * 32_767) is None
    assert lost("?" * (LONGEST + 1)) is None
    padded = missing(" " * 30_000 + "illegible")
    assert padded is not None
    assert padded.missing is Missing.ILLEGIBLE
