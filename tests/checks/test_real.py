"""Tables of real projects, where they lie beside the checkout: nothing falsely certain, every planted slip found."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from records.checks import run

REAL = Path(__file__).parents[3] / "shared" / "real"
AGES = REAL / "persons_age_dob_consistency.csv"
VICTIMS = REAL / "persons_pinochet_rettig.csv"


def table(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        pytest.skip(f"{path.name} is not here")
    return list(csv.DictReader(path.read_text("utf-8").splitlines()))


def test_ages_against_birth_dates_at_an_unknown_day_of_an_interval(batch_of: Callable[..., Any]) -> None:
    rows = table(AGES)
    form = """
fields: {age: {kind: count}, birth_date: {kind: date}}
checks: [{check: stated-age, age: age, birth: birth_date, between: [2023-10-07, 2024-06-30]}]
"""
    ages, births = [row["age"] for row in rows], [row["dob"] for row in rows]
    found = run(batch_of(form, {"age": ages, "birth_date": births}))
    (counts,) = [each for each in found.attrs["checks"] if each["check"] == "stated-age"]
    assert (counts["asked"], counts["not_checkable"], counts["certain"]) == (len(rows), 0, 0)
    random = Random(1)
    slipped = sorted(random.sample(range(len(rows)), 100))
    for n in slipped:
        ages[n] = str(int(ages[n]) + (5 if int(ages[n]) < 5 else random.choice([5, -5])))
    found = run(batch_of(form, {"age": ages, "birth_date": births}))
    assert found.loc[found["check"] == "stated-age", "record"].tolist() == slipped


def test_three_rows_of_a_report_end_before_they_begin(batch_of: Callable[..., Any]) -> None:
    rows = table(VICTIMS)
    form = """
fields: {began: {kind: date}, ended: {kind: date}}
checks: [{check: date-order, earlier: began, later: ended}]
"""
    dates = {"began": [row["start_date_daily"] for row in rows], "ended": [row["end_date_daily"] for row in rows]}
    found = run(batch_of(form, dates))
    days = [(row["start_date_daily"], row["end_date_daily"]) for row in rows]
    wrong = [n for n, (first, last) in enumerate(days) if "NA" not in (first, last) and last < first]
    order = found[found["check"] == "date-order"]
    assert order["record"].tolist() == wrong
    assert set(order["verdict"]) == {"certain"}
    assert len(wrong) == 3
