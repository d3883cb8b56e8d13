"""Which published percentages can come from a whole number of persons."""

from __future__ import annotations

import csv
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import records
from records.figures.percentages import Percentage, check_percentages
from records.model import SijillError
from tests.calling import sijill

_TABLE = Path(__file__).parent.parent / "cases" / "percentages.csv"
CASES = list(csv.DictReader(_TABLE.read_text(encoding="utf-8").splitlines()))


def _checked(text: str) -> list[dict[str, object]]:
    found = check_percentages(records.read(text.encode(), name="press.csv"))
    return [dict(zip(map(str, found.columns), row, strict=True)) for row in found.itertuples(index=False, name=None)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['percentage']} of {case['base']}")
def test_a_percentage_fits_its_base(case: dict[str, str]) -> None:
    (row,) = _checked(f'%,n\n"{case["percentage"]}","{case["base"]}"\n')
    counts = ["" if row[name] is pd.NA else str(row[name]) for name in ("count_low", "count_high")]
    assert [row["fit"], *counts] == [case["fit"], case["count_low"], case["count_high"]]


@given(st.integers(0, 3), st.integers(1, 400), st.data())
def test_every_count_gives_a_percentage_that_fits(decimals: int, base: int, data: st.DataObject) -> None:
    """Against `decimal`: each rounding of a count is found with that count, and so is what is cut off."""
    count = data.draw(st.integers(0, base))
    exact, step = Decimal(100 * count) / Decimal(base), Decimal(1).scaleb(-decimals)
    for rounding in (ROUND_HALF_UP, ROUND_HALF_DOWN):
        digits = int(exact.quantize(step, rounding=rounding).scaleb(decimals))
        assert count in Percentage(digits, decimals).rounded(base)
    cut = Percentage(int(Fraction(100 * count * 10**decimals, base)), decimals)
    assert count in cut.cut(base)


@given(st.integers(0, 1100), st.integers(0, 1), st.integers(1, 60))
def test_no_other_count_is_named(digits: int, decimals: int, base: int) -> None:
    shown = Fraction(digits, 10**decimals)
    half = Fraction(1, 2 * 10**decimals)
    near = [n for n in range(base + 1) if abs(Fraction(100 * n, base) - shown) <= half]
    cut = [n for n in range(base + 1) if shown <= Fraction(100 * n, base) < shown + 2 * half]
    of = Percentage(digits, decimals)
    assert (list(of.rounded(base)), list(of.cut(base))) == (near, cut)


def test_the_nearest_bases_fit_every_percentage_of_the_same_base() -> None:
    rows = _checked("Country,Percentage,Base\nA,33.3,10\nB,66.7,10\nC,20,10\n")
    assert [row["bases"] for row in rows] == [[15], [15], []]


def test_a_table_of_another_kind_says_what_to_name() -> None:
    with pytest.raises(SijillError, match="no column of percentages"):
        check_percentages(records.read("examples/prisoner-register.csv"))


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_command_tells_where(tmp_path: Path, lang: str) -> None:
    table = tmp_path / "press.csv"
    table.write_text("من,النسبة المئوية,الأساس\nتونس,17.4,331\nليبيا,17.5,331\n", encoding="utf-8")
    result = sijill("check-percentages", str(table), "--lang", lang)
    first, last = result.out.splitlines()
    assert "press.csv!B2" in first and "331" in first and "17.4" in first
    assert "2" in last and "1" in last
