"""Dates are compared by what their intervals prove."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checks import intervals
from records.checks.intervals import (
    Range,
    Span,
    as_numbers,
    certainly_after,
    certainly_apart,
    certainly_before,
    certainly_not_after,
    certainly_not_before,
    completed_years,
    disjoint,
    equal,
    inside,
    outside,
    possibly_after,
    possibly_before,
    possibly_same,
    span,
    within,
)

CASES = list(
    csv.DictReader((Path(__file__).parents[1] / "cases" / "checks-intervals.csv").read_text("utf-8").splitlines())
)
NAMES = ("certainly_before", "certainly_not_after", "possibly_before", "possibly_after", "possibly_same")


def read(text: str) -> Span:
    first, _, last = text.partition("/")
    return span(first.replace("..", ""), (last or first).replace("..", ""))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['a']} {case['b']}" for case in CASES])
def test_boundaries(case: dict[str, str]) -> None:
    a, b = read(case["a"]), read(case["b"])
    assert {name: bool(getattr(intervals, name)(a, b)) for name in NAMES} == {
        name: case[name] == "yes" for name in NAMES
    }


days = st.one_of(st.none(), st.dates()).map(lambda day: day and day.isoformat())


@st.composite
def spans(draw: st.DrawFn) -> Span:
    first, last = draw(days), draw(days)
    if first and last and last < first:
        first, last = last, first
    return span(first, last)


@given(spans(), spans())
def test_what_is_certain_is_possible_and_excludes_the_opposite(a: Span, b: Span) -> None:
    if certainly_before(a, b):
        assert certainly_not_after(a, b)
        assert possibly_before(a, b)
        assert not possibly_after(a, b)
        assert not possibly_same(a, b)
    assert bool(certainly_after(a, b)) == bool(certainly_before(b, a))
    assert bool(certainly_not_before(a, b)) != bool(possibly_before(a, b))
    assert bool(possibly_same(a, b)) != bool(certainly_apart(a, b))
    assert possibly_before(a, b) or possibly_after(a, b) or possibly_same(a, b)


@given(st.dates(), st.dates(), spans(), spans())
def test_every_day_of_the_intervals_keeps_to_what_is_certain(first: object, second: object, a: Span, b: Span) -> None:
    one, two = span(str(first), str(first)), span(str(second), str(second))
    if inside(one, a) and inside(two, b):
        for name in ("certainly_before", "certainly_after", "certainly_not_after"):
            assert not getattr(intervals, name)(a, b) or getattr(intervals, name)(one, two)
        for name in ("possibly_before", "possibly_after", "possibly_same"):
            assert getattr(intervals, name)(a, b) or not getattr(intervals, name)(one, two)


@given(spans(), spans())
def test_inside_and_outside_exclude_each_other(a: Span, b: Span) -> None:
    assert not (inside(a, b) and outside(a, b))


@pytest.mark.parametrize(
    ("birth", "at", "youngest", "oldest"),
    [
        ("1990-05-01", "2015-04-30", 24, 24),
        ("1990-05-01", "2015-05-01", 25, 25),
        ("1992-02-29", "2015-02-28", 22, 22),
        ("1992-02-29", "2015-03-01", 23, 23),
        ("1990", "2015", 24, 25),
        ("2015", "1990", -26, -25),
        ("../1990-12-31", "2015-06-30", 24, np.inf),
        ("1990-01-01/..", "2015-06-30", -np.inf, 25),
        ("1990-05-01", "2023-10-07/2024-06-30", 33, 34),
    ],
)
def test_completed_years(birth: str, at: str, youngest: float, oldest: float) -> None:
    ages = completed_years(as_numbers(read(birth)), as_numbers(read(at)))
    assert (float(ages.low), float(ages.high)) == (youngest, oldest)


def test_ranges() -> None:
    two, more, any_ = (Range(np.array(low), np.array(high)) for low, high in ((2, 2), (3, np.inf), (-np.inf, np.inf)))
    assert disjoint(two, more)
    assert not disjoint(two, any_)
    assert within(two, any_)
    assert not within(any_, two)
    assert equal(two, two)
    assert not equal(more, more)
