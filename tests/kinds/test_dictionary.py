"""Reading a whole dictionary at once says what reading its texts one by one says."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import fuzz
from records import vocabularies
from records.column import read_column, reading_tables
from records.kinds import KINDS
from records.kinds.kind import Kind
from records.model import Status
from tests.kinds.properties import texts

WORDS = [each for entry in vocabularies.load("missing").entries.values() for each in entry.spellings]
SEEDS = [
    *WORDS,
    "أبو عمر التونسي",
    "محمد أحمد",
    "دمحم",
    "Abu Omar",
    "+216 22 333 444",
    "1.23E+11",
    "????",
    "Ù…Ø­Ù…Ø¯",
    "بلا اسم",
    "12/5/1990",
    "13/5/1990",
    "٣١/٢/١٩٩٠",
    "1990-05-12",
    "1437",
    "15 May 1990",
    "XX)",
    "\u200b#NAME?",
    "\ufeff\ufeff#N/A",
    "\uffa0\u0618",
]
MANY = [name for name, kind in KINDS.items() if type(kind).read_known is not Kind.read_known]


def listed(values: Any) -> list[Any]:
    """A part of all texts as a kind gives it for one: days as dates."""
    if isinstance(values, np.ndarray):
        return (values.astype("datetime64[D]") if values.dtype.kind == "M" else values).tolist()
    return list(values.to_pylist())


def agree(name: str, some: list[str]) -> int:
    """Assert that every text known at once has the reading it has alone; how many are known."""
    kind: Any = KINDS[name]
    options = kind.options()
    known = kind.read_known(pa.array(some, pa.string()), options)
    parts = {part: listed(values) for part, values in known.parts.items()}
    assert set(parts) == set(kind.parts)
    for n, text in enumerate(some):
        if known.known[n]:
            alone = kind.read(text, options)
            assert (alone.status, alone.missing, alone.note) == (Status.EXACT, None, known.notes[known.note[n]]), text
            assert {part: values[n] for part, values in parts.items()} == alone.parts, text
            assert not alone.alternatives
            assert not alone.items
    return int(known.known.sum())


@pytest.mark.parametrize("name", MANY)
@given(some=st.lists(texts(*SEEDS), max_size=12))
def test_known_at_once_is_known_alone(name: str, some: list[str]) -> None:
    agree(name, [text.encode("utf-8", "replace").decode() for text in some])


@pytest.mark.parametrize("name", KINDS)
def test_read_in_a_column_is_read_alone(name: str) -> None:
    """Up to 4,000 texts of the cases and of the gold for each kind, and 2,000 made from them that nobody would type."""
    typed = [text for each in KINDS for text in fuzz.seeds(each)] + WORDS + SEEDS
    typed += [f"{word[:n]}{odd}{word[n:]}" for word in WORDS for n in (1, 3) for odd in (*"\r\x1f\u200f", "\u3000")]
    chance = random.Random(name)
    made = [fuzz.mutated(typed, chance) for _ in range(2_000)]
    assert fuzz.read_otherwise(KINDS[name], KINDS[name].options(), chance.sample(typed, min(len(typed), 4_000))) == []
    assert fuzz.read_otherwise(KINDS[name], KINDS[name].options(), made) == []


def test_a_missing_word_parted_by_a_blank_is_one_word_in_an_identifier() -> None:
    """`C\\rAVIARDE` was exact in a column and redacted alone: its blanks fall away before it is judged."""
    kind = KINDS["identifier"]
    assert kind.read("C\rAVIARDE", kind.options()).note == "missing.redacted"
    assert agree("identifier", ["C\rAVIARDE", "C AVIARDE", "NU LL", "un known"]) == 0


@pytest.mark.parametrize("name", MANY)
def test_every_missing_word_is_left_to_the_scalar_or_agrees(name: str) -> None:
    agree(
        name,
        [
            form
            for word in WORDS
            for form in (word, word.upper(), f"[{word}]", f" {word} / {word}", f"{word} 1", word[:-1])
        ],
    )


def test_ordinary_texts_are_known() -> None:
    """The pass is worth nothing if it leaves ordinary texts to the scalar."""
    assert agree("name", ["أبو عمر التونسي", "محمد صالح", "Abu Omar", "Иван", "أبو عمر / Abu Omar"]) == 5
    assert agree("identifier", ["007", "AB-12", "+216 22 333 444", "٠٧٧٠"]) == 4
    assert agree("text", ["طلب نقل", "  two  words\n", "Mosul"]) == 3


@pytest.mark.parametrize("name", MANY)
def test_the_lexicon_is_the_one_of_the_scalar(name: str) -> None:
    kind: Any = KINDS[name]
    some = pa.array(list(dict.fromkeys([*SEEDS, "", "a", "أبو علي", "Omar", "Иван", "a\nb"])))
    codes = np.arange(len(some), dtype=np.int32)
    at_once = read_column(kind, kind.options(), some, codes)
    lexicon, alternatives, items = reading_tables(kind, [kind.read(text, kind.options()) for text in some.to_pylist()])
    pd.testing.assert_frame_equal(at_once.lexicon, lexicon, check_categorical=False)
    pd.testing.assert_frame_equal(at_once.alternatives, alternatives)
    pd.testing.assert_frame_equal(at_once.items, items)


@pytest.mark.parametrize("some", [[], ["-"], ["أبو علي"]])
def test_few_texts(some: list[str]) -> None:
    for name in MANY:
        kind: Any = KINDS[name]
        column = read_column(kind, kind.options(), pa.array(some, pa.string()), np.arange(len(some), dtype=np.int32))
        assert column.lexicon["text"].tolist() == some
