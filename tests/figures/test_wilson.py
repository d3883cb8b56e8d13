"""The interval against published figures."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.figures.counting import wilson


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3 (score, without continuity correction)
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_published_figures(count: int, total: int, low: float, high: float) -> None:
    assert [round(float(end), 4) for end in wilson(count, total)] == [low, high]


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_holds_the_share_and_stays_a_share(pair: tuple[int, int]) -> None:
    count, total = pair
    low, high = wilson(count, total)
    assert 0 <= low <= count / total <= high <= 1
    assert low < high


def test_of_nobody_there_is_no_interval() -> None:
    assert all(np.isnan(end) for end in wilson(0, 0))
