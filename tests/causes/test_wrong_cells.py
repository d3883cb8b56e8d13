"""Which cell is wrong: `tests/cases/wrong-cells.csv`, and the smallest sets against trying every value."""

from __future__ import annotations

import csv
import json
from datetime import date
from itertools import combinations, product
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pytest

import records
from records.causes import examine
from records.causes.members import CAUSE
from records.causes.record_questions import RecordQuestions, narrowed, questions_of
from records.causes.wrong_cells import WRONG_CELL, notes_in, smallest_sets
from records.model import Severity, Verdict

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "wrong-cells.csv").read_text("utf-8").splitlines()))
FIELDS = list(CASES[0])[:6]
APART = "dates and children have no field in common: two faults, each with its cell"
LOUD = [Severity.ERROR, Severity.WARNING]


@pytest.fixture(scope="module")
def found() -> pd.DataFrame:
    """The findings of all cases, told of one batch."""
    frame = pd.DataFrame([{name: case[name] for name in FIELDS} for case in CASES], dtype=str)
    frame = frame.assign(full_name="Karim", origin_country="Tunisia")
    return examine(records.from_frame(frame, "fighter-file"), "2019-12-31")


@pytest.mark.parametrize("n", range(len(CASES)), ids=[case["why"] for case in CASES])
def test_case(found: pd.DataFrame, n: int) -> None:
    of_record = found[(found["record"] == n).fillna(value=False) & found["severity"].isin(LOUD)]
    shown = of_record[of_record["verdict"] == Verdict.CERTAIN]
    assert len(shown) == int(CASES[n]["findings"])
    assert set(of_record.loc[of_record["verdict"] != Verdict.CERTAIN, CAUSE]) <= set(shown[CAUSE]) - {""}


def test_the_cells_that_are_named(found: pd.DataFrame) -> None:
    frame = pd.DataFrame([{name: case[name] for name in FIELDS} for case in CASES], dtype=str)
    batch = records.from_frame(frame.assign(full_name="Karim"), "fighter-file")
    every = np.arange(len(CASES))
    part = RecordQuestions.of(batch, every, questions_of(batch, date(2019, 12, 31)), notes_in(found, every))
    sets = smallest_sets(part, len(CASES))
    for n, case in enumerate(CASES):
        named = {frozenset(cells) for cells, there in sets.items() if there[n]}
        wanted = {frozenset(each.split("|")) for each in case["cells"].split(";") if each}
        apart = frozenset().union(*wanted)  # of dates and of children: one set where all questions are asked together
        assert named == (wanted if case["why"] != APART else {apart}), case["why"]


def test_the_first_finding_says_which_cell_explains_all(found: pd.DataFrame) -> None:
    first = found[(found["record"] == 0).fillna(value=False) & (found["verdict"] == Verdict.CERTAIN)].iloc[0]
    said = json.loads(first["explanations"])[0]
    assert (said["id"], said["args"]) == (WRONG_CELL, {"cells": "birth_date", "findings": 3})
    assert first[CAUSE] == "wrong-cell-0-birth_date"


def test_a_born_after_joining_is_no_minor() -> None:
    frame = pd.DataFrame({"full_name": "Karim", "birth_date": "20/05/2016", "join_date": ["14/03/2015"]}, dtype=str)
    found = examine(records.from_frame(frame, "fighter-file"))
    assert not found["args"].str.contains("minors").any()


FORM = """
form: orders
title: {en: Orders}
fields:
  a: {kind: date, not_before: 2001-01-01, not_after: 2008-12-31}
  b: {kind: date, not_before: 2001-01-01, not_after: 2008-12-31}
  c: {kind: date, not_before: 2001-01-01, not_after: 2008-12-31}
  d: {kind: date, not_before: 2001-01-01, not_after: 2008-12-31}
checks:
  - {check: date-order, id: ab, earlier: a, later: b}
  - {check: date-order, id: bc, earlier: b, later: c}
  - {check: date-order, id: ad, earlier: a, later: d}
  - {check: age-at, birth: a, at: c, lowest: 2, highest: 5}
"""
YEARS = range(2001, 2009)


def _keeps(a: int, b: int, c: int, d: int) -> bool:
    return a <= b <= c and a <= d and 2 <= c - a <= 5 and all(each in YEARS for each in (a, b, c, d))


def _tried(values: tuple[int, ...]) -> set[tuple[str, ...]]:
    """The smallest sets of cells, by trying every year of every one of them."""
    for size in range(1, 4):
        found = set()
        for cells in combinations(range(4), size):
            for years in product(YEARS, repeat=size):
                other = list(values)
                for cell, year in zip(cells, years, strict=True):
                    other[cell] = year
                if _keeps(*other):
                    found.add(tuple("abcd"[cell] for cell in cells))
                    break
        if found:
            return found
    return set()


def test_the_sets_are_those_that_trying_every_value_gives(tmp_path: Path) -> None:
    """1 July of a year stands for it, so that years tell orders and ages alike."""
    (tmp_path / "orders.yaml").write_text(FORM, encoding="utf-8")
    rng = Random(1)
    rows = [tuple(rng.randrange(2000, 2010) for _ in "abcd") for _ in range(300)]
    frame = pd.DataFrame([[f"{year}-07-01" for year in row] for row in rows], columns=list("abcd"))
    batch = records.from_frame(frame, records.form(str(tmp_path / "orders.yaml")))
    sets = smallest_sets(RecordQuestions.of(batch, np.arange(len(rows)), questions_of(batch, None)), len(rows))
    for n, row in enumerate(rows):
        wanted = set() if _keeps(*row) else _tried(row)
        assert {tuple(sorted(cells)) for cells, there in sets.items() if there[n]} == wanted, row


@pytest.mark.parametrize(("first", "last"), [(3, 7), (0, 20), (20, 20), (0, 0)])
def test_an_interval_is_narrowed_to_what_breaks_nothing(first: int, last: int) -> None:
    def unbroken(low: Any, high: Any) -> Any:
        return (low <= last) & (high >= first)

    alive, (low, high) = narrowed(unbroken, np.array([0]), np.array([20]))
    assert (bool(alive[0]), int(low[0]), int(high[0])) == (True, first, last)
    alive, _ = narrowed(lambda low, high: low > high + 1, np.array([0]), np.array([20]))
    assert not alive[0]
