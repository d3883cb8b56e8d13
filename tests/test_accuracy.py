"""The accuracy of the project's own cases may not drop, and the measure itself measures."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from benchmarks import accuracy, cases
from benchmarks.gold import GOLD, Answer, Outcome, Row, judge_country, judge_date

ROOT = Path(__file__).parents[1]
FLOORS = {
    "blood.csv": 103,
    "choices.csv": 109,
    "count.csv": 103,
    "countries.csv": 133,
    "counts.csv": 58,
    "dates.csv": 196,
    "identifiers.csv": 23,
    "names.csv": 44,
    "texts.csv": 10,
}
"""Rows that are read as their table says, at least. A figure is raised when its table grows, and never lowered."""


@pytest.mark.parametrize("name", FLOORS)
def test_no_figure_drops(name: str) -> None:
    right, rows = cases.right()[name]
    assert right >= FLOORS[name], f"{rows - right} rows of {name} are not read as the table says"


def _day(text: str) -> tuple[date, date]:
    return (date.fromisoformat(text),) * 2


DATES = [
    (("single",), _day("2015-12-26"), Answer(_day("2015-12-26")), Outcome.RIGHT),
    (("single",), _day("2015-12-26"), Answer(_day("2015-12-27")), Outcome.WRONG),
    (("single",), _day("2015-12-26"), Answer((date(2015, 1, 1), date(2015, 12, 31))), Outcome.PARTLY),
    (("hijri",), _day("2015-12-26"), Answer((date(2015, 12, 25), date(2015, 12, 27))), Outcome.RIGHT),
    (("hijri",), _day("2015-12-26"), Answer((date(2015, 12, 22), date(2015, 12, 26))), Outcome.PARTLY),
    (("single",), (date(1990, 1, 1), date(1990, 12, 31)), Answer(_day("1990-05-12")), Outcome.WRONG),
    (("open",), (None, date(1984, 12, 31)), Answer((None, date(1984, 12, 31))), Outcome.RIGHT),
    (("dm_ambiguous",), _day("1990-05-12"), Answer(_day("1990-05-12")), Outcome.RIGHT),
    (("dm_ambiguous",), _day("1990-05-12"), Answer(None, (_day("1990-05-12"), _day("1990-12-05"))), Outcome.RIGHT),
    (("single",), _day("1990-05-12"), Answer(None, (_day("1990-05-12"), _day("1990-12-05"))), Outcome.ASKED),
    (("doubt",), _day("1990-05-12"), Answer(_day("1990-05-12")), Outcome.PARTLY),
    (("impossible",), (None, None), Answer(_day("1990-03-03")), Outcome.WRONG),
    (("impossible",), (None, None), Answer((date(1990, 2, 1), date(1990, 2, 28))), Outcome.RIGHT),
    (("curator_corrected",), _day("2012-03-30"), Answer(_day("2012-03-30")), Outcome.WRONG),
    (("none",), (None, None), Answer(_day("1990-05-12")), Outcome.WRONG),
    (("none",), (None, None), Answer(), Outcome.RIGHT),
    (("single",), _day("1990-05-12"), Answer(), Outcome.REFUSED),
]


@pytest.mark.parametrize(("flags", "truth", "answer", "outcome"), DATES)
def test_dates_are_judged(flags: tuple[str, ...], truth: object, answer: Answer, outcome: Outcome) -> None:
    assert judge_date(Row("f", "g", "t", (truth,), frozenset(flags)), answer) is outcome


COUNTRIES = [
    ((), ("TN",), Answer("TN"), Outcome.RIGHT),
    ((), ("TN",), Answer("DZ"), Outcome.WRONG),
    ((), ("DZ|FR",), Answer("FR"), Outcome.WRONG),
    ((), ("TN",), Answer(None, ("TN", "DZ")), Outcome.ASKED),
    ((), ("TN",), Answer(), Outcome.REFUSED),
    (("ambiguous",), ("JO", "OM"), Answer(None, ("JO", "OM")), Outcome.RIGHT),
    (("ambiguous",), ("JO", "OM"), Answer("OM"), Outcome.WRONG),
    (("none",), (), Answer("OM"), Outcome.WRONG),
    (("none",), (), Answer(), Outcome.RIGHT),
]


@pytest.mark.parametrize(("flags", "truth", "answer", "outcome"), COUNTRIES)
def test_countries_are_judged(
    flags: tuple[str, ...], truth: tuple[object, ...], answer: Answer, outcome: Outcome
) -> None:
    assert judge_country(Row("f", "g", "t", truth, frozenset(flags)), answer) is outcome


def test_it_says_so_without_the_gold(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("benchmarks.gold.GOLD", tmp_path)
    assert "nothing measured" in "\n".join(accuracy.table("country", with_peers=False, timed=False))


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold is not beside this checkout")
def test_two_hash_seeds_give_the_same_bytes() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "accuracy.py"), "--kind", "country", "--no-peers"]
    runs = [
        subprocess.run(command, capture_output=True, check=True, env=os.environ | {"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]
    assert b"countries_typed" in runs[0]
