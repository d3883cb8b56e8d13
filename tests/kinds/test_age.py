"""Ages: every unit is kept, and a unit is never dropped."""

from __future__ import annotations

import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.checks.intervals import as_numbers, completed_months, span
from records.kinds.age import RULES, Age, AgeOptions, _months
from records.kinds.quantities import UNITS
from records.model import Reading, Rule, Status
from tests.kinds.properties import cases, holds, texts

CASES = cases("ages")
AGE = Age()
WORDS = {
    "years": ("years", "y", "yrs", "سنة", "ans", "Jahre"),
    "months": ("months", "mths", "شهرا", "mois", "Monate"),
    "weeks": ("weeks", "wks", "أسابيع", "semaines", "Wochen"),
    "days": ("days", "d", "أيام", "jours", "Tage"),
}


def read(text: str) -> Reading:
    return holds(AGE, AgeOptions(), text)


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"]))
def test_case(case: dict[str, str]) -> None:
    reading = read(case["text"])
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    said = ["" if reading.parts.get(part) is None else str(reading.parts[part]) for part in AGE.parts]
    assert said == [case["low"], case["high"], case["unit"]]
    offered = (f"{row['months_low']}..{row['months_high']}" for row in reading.alternatives)
    assert "|".join(offered) == case["alternatives"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    read(text)


@given(st.integers(3, 11), st.sampled_from(UNITS), st.data())
def test_a_unit_is_never_dropped(number: int, unit: str, data: st.DataObject) -> None:
    reading = read(f"{number} {data.draw(st.sampled_from(WORDS[unit]))}")
    assert (reading.status, reading.parts["unit"]) == (Status.EXACT, unit)
    assert (reading.parts["months_low"], reading.parts["months_high"]) == _months(number, unit)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2020, 1, 1)), st.integers(0, 40), st.sampled_from(UNITS))
def test_the_months_hold_every_day_of_that_age(birth: datetime.date, number: int, unit: str) -> None:
    """Whoever has lived so many whole units is not younger and not older than the bounds say."""
    if unit in ("years", "months"):
        birth = birth.replace(day=1)
        dates = [f"{np.datetime64(birth, 'M') + number * (12 if unit == 'years' else 1)}-01"]
    else:
        size = 7 if unit == "weeks" else 1
        dates = [str(birth + datetime.timedelta(size * number + add)) for add in range(size)]
    low, high = _months(number, unit)
    for each in dates:
        youngest, oldest = completed_months(as_numbers(span(str(birth), str(birth))), as_numbers(span(each, each)))
        assert youngest == oldest
        assert low <= int(oldest)
        assert int(oldest) <= (high or 0)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.id != "missing.zero"], ids=lambda rule: rule.id)
def test_every_rule_reads_its_example(rule: Rule) -> None:
    assert read(rule.example).note == rule.id
