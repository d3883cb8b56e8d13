"""Blood groups: every order, script, sign and look-alike; never positive by default."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from records.evidence import choose
from records.kinds import blood
from records.kinds.blood import Blood, BloodOptions
from records.model import Status
from tests.kinds.properties import cases, holds, texts

CASES = cases("blood")
BLOOD, OPTIONS = Blood(), BloodOptions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = holds(BLOOD, OPTIONS, case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    for part in BLOOD.parts:
        assert (reading.parts.get(part) or "") == case[part], part
    assert "|".join(row["abo"] + row["rh"] for row in reading.alternatives) == case["alternatives"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    holds(BLOOD, OPTIONS, text)


LETTERS = {"A": ["A", "a", "أ", "ا", "А", "Α"], "B": ["B", "b", "ب", "В", "Β"], "O": ["O", "o", "0", "او", "О", "Ο"]}
LETTERS["AB"] = ["AB", "ab", "أب", "اب", "АВ", "ΑΒ"]
SIGNS = {"+": ["+", "＋", "موجب", "pos", "Rh+", "(+)"], "-": ["-", "−", "–", "سالب", "neg", "Rh-", "(-)"]}


@pytest.mark.parametrize("abo", LETTERS)
@pytest.mark.parametrize("rh", SIGNS)
def test_every_order_and_script(abo: str, rh: str) -> None:
    for letter, sign in itertools.product(LETTERS[abo], SIGNS[rh]):
        for text in (letter + sign, f"{letter} {sign}", f"{sign} {letter}", f"\u200f{letter}{sign}\u200e"):
            reading = BLOOD.read(text, OPTIONS)
            assert reading.status in (Status.EXACT, Status.INFERRED), text
            assert (reading.parts["abo"], reading.parts["rh"]) == (abo, rh), text


def test_a_sign_is_never_made_up() -> None:
    for letter in itertools.chain(*LETTERS.values()):
        reading = BLOOD.read(letter, OPTIONS)
        assert not reading.parts.get("rh")
        assert not any(row["rh"] for row in reading.alternatives)


def test_the_short_way_says_what_the_grammar_says() -> None:
    for text, parts in blood._PLAIN.items():
        by_grammar = BLOOD.read(f" {text}", OPTIONS)
        assert (by_grammar.status, by_grammar.note, by_grammar.parts) == (Status.EXACT, "blood.plain", parts)


def test_every_rule_reads_its_example() -> None:
    for rule in BLOOD.rules:
        if rule.id not in ("missing.zero", "missing.value-lost", "blood.zero-by-evidence"):  # see the rules of its own
            assert BLOOD.read(rule.example, OPTIONS).note == rule.id


def test_a_column_that_writes_zero_for_o_decides_a_zero_alone() -> None:
    chosen = choose(BLOOD, BLOOD.read("0", OPTIONS), "zero", "letter")
    assert chosen is not None
    assert (chosen.note, chosen.parts["abo"], chosen.parts["rh"]) == ("blood.zero-by-evidence", "O", "")
