"""Lists of counts: what joins the members decides how sure the list is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.evidence import choose
from records.kinds import counts
from records.kinds.count import RULES as COUNT_RULES
from records.kinds.counts import Counts, CountsOptions
from tests.kinds.properties import cases, holds, texts

CASES = cases("counts")
COUNTS, OPTIONS = Counts(), CountsOptions()


def bounds(low: Any, high: Any) -> str:
    return f"{low}..{'' if high is None else high}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = holds(COUNTS, OPTIONS, case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    found = {part: "" if reading.parts.get(part) is None else str(reading.parts[part]) for part in COUNTS.parts}
    assert found == {part: case[part] for part in COUNTS.parts}
    items = [str(row["low"]) if row["low"] == row["high"] else bounds(row["low"], row["high"]) for row in reading.items]
    assert " ".join(items) == case["items"]
    rows = reading.alternatives
    found_rows = [f"{bounds(row['total_low'], row['total_high'])}/{row.get('length') or ''}" for row in rows]
    assert "|".join(found_rows) == case["alternatives"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    reading = holds(COUNTS, OPTIONS, text)
    if reading.items:
        assert len(reading.items) == reading.parts["length"]
        assert sum(row["low"] for row in reading.items) == reading.parts["total_low"]


@given(st.lists(st.integers(0, 20), min_size=2, max_size=4))
def test_a_list_with_plus_is_its_members(members: list[int]) -> None:
    reading = COUNTS.read("+".join(map(str, members)), OPTIONS)
    assert [row["low"] for row in reading.items] == members
    assert (reading.parts["total_low"], reading.parts["length"]) == (sum(members), len(members))


@given(st.lists(st.integers(0, 99), min_size=2, max_size=4))
def test_the_short_way_says_what_the_grammar_says(members: list[int]) -> None:
    text = "+".join(map(str, members))
    found = counts._read(text)
    assert found is not None
    assert COUNTS.read(text, CountsOptions(at_most=400)) == counts._reading(text, found, CountsOptions(at_most=400))


def test_what_a_column_may_decide_is_among_the_alternatives() -> None:
    examples = {rule.id: rule.example for rule in COUNTS.rules}
    for question in COUNTS.questions:
        for note in question.undecided:
            for answer in question.proofs.values():
                chosen = choose(COUNTS, COUNTS.read(examples[note], OPTIONS), question.name, answer)
                assert chosen is not None
                assert chosen.note in examples


ALONE = [rule for rule in COUNTS.rules[: -len(COUNT_RULES)] if not rule.id.endswith("-by-evidence")]


@pytest.mark.parametrize("rule", ALONE)
def test_every_rule_reads_its_example(rule: Any) -> None:
    assert COUNTS.read(rule.example, OPTIONS).note == rule.id
