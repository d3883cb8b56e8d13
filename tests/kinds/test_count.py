"""Counts: none is zero, blank is not, and what a number may mean besides stays visible."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import vocabularies
from records.kinds.count import RULES, Count, CountOptions
from records.model import Missing, Reading, Status
from tests.kinds.properties import cases, holds, texts

CASES = cases("count")
COUNT = Count()
EXAMPLE_OF = {"count.other-noun": "wives", "count.boys-and-girls": "children"}


def bounds(row: Any) -> str:
    return "..".join("" if row[part] is None else str(row[part]) for part in ("low", "high"))


def read(text: str, of: Any = "") -> Reading:
    return holds(COUNT, CountOptions(of=of), text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']!r} of {case['of']}")
def test_case(case: dict[str, str]) -> None:
    reading = read(case["text"], case["of"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    found = {part: "" if reading.parts.get(part) is None else str(reading.parts[part]) for part in COUNT.parts}
    assert found == {"low": case["low"], "high": case["high"]}
    assert "|".join(bounds(row) for row in reading.alternatives) == case["alternatives"]


@given(texts(*(case["text"] for case in CASES)), st.sampled_from(["", "wives", "children"]))
def test_properties(text: str, of: str) -> None:
    read(text, of)


@given(st.integers(0, 999))
def test_every_number_in_every_digits(number: int) -> None:
    for zero in "0٠۰０":
        text = "".join(chr(ord(zero) + int(digit)) for digit in str(number))
        reading = read(text)
        assert (reading.status, reading.parts["low"], reading.parts["high"]) == (Status.EXACT, number, number)


def test_every_number_word_is_its_number() -> None:
    for code, entry in vocabularies.load("numbers").entries.items():
        for word in entry.spellings if code.isdigit() else ():
            if word != "null":  # the German zero; a database's empty cell
                reading = read(word)
                assert (reading.status, reading.parts["low"]) == (Status.EXACT, int(code)), word


ONE_CHILD = ("طفل", "ولد", "بنت", "طفلة", "رضيع", "ابن", "صبي", "ذكر", "أنثى", "مولود")
GIRLS, BOYS = {"بنت", "أنثى"}, {"ولد", "ابن", "صبي", "ذكر"}


@given(st.sampled_from(ONE_CHILD), st.sampled_from(ONE_CHILD), st.sampled_from(["", "و", " + ", "، "]))
def test_two_nouns_side_by_side_are_one_child_and_joined_they_are_two(first: str, second: str, joined: str) -> None:
    boy_and_girl = {first, second} & GIRLS and {first, second} & BOYS
    reading = read(f"{first} {joined}{second}", "children")
    assert reading.parts["high"] == (2 if joined or boy_and_girl else 1)


@given(st.integers(1, 9), st.integers(1, 9), st.sampled_from(["+", "و", "،"]), st.sampled_from(["wives", "children"]))
def test_the_enslaved_are_added_to_nobody(number: int, slaves: int, joined: str, of: str) -> None:
    text = f"{number} {joined} {slaves} سبايا"
    assert read(text, of).parts["high"] == number
    assert read(text, "slaves").parts["high"] == slaves


@given(
    st.integers(0, 99), st.sampled_from(["years", "weeks", "شهرا", "سنة"]), st.sampled_from(["", "children", "days"])
)
def test_a_unit_is_never_dropped(number: int, unit: str, of: str) -> None:
    assert read(f"{number} {unit}", of).status is Status.UNREAD


def test_a_limit_tells_a_count_from_a_number_of_another_column() -> None:
    assert COUNT.read("1987", CountOptions(at_most=5000)).parts["low"] == 1987
    assert COUNT.read("7", CountOptions(at_most=4)).note == "count.column-shift"


def test_zero_and_blank_never_merge() -> None:
    assert read("0").missing is None
    assert read("لا يوجد").missing is Missing.NONE
    assert read("").missing is Missing.BLANK
    assert read("").parts == {}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id not in ("missing.none", "missing.zero")])
def test_every_rule_reads_its_example(rule: Any) -> None:
    assert read(rule.example, EXAMPLE_OF.get(rule.id, "")).note == rule.id
