"""Findings in the shapes of pandera, pydantic and Frictionless."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from records.checks import run
from records.checks.views import error_dicts, failure_cases, report_rows
from records.wording import worded

FORM = """
fields: {birth_date: {kind: date, required: true}, form_date: {kind: date}}
checks: [{check: date-order, earlier: birth_date, later: form_date}, {check: required}]
"""


@pytest.fixture
def located(batch_of: Callable[..., Any]) -> pd.DataFrame:
    batch = batch_of(FORM, {"birth_date": ["1990", ""], "form_date": ["1980", "2015"]})
    return worded(batch.locate(run(batch)), "en")


def test_failure_cases(located: pd.DataFrame) -> None:
    cases = failure_cases(located)
    assert cases[["column", "check", "failure_case", "index"]].values.tolist() == [
        ["form_date", "date-order", "1980", 0],
        ["birth_date", "date-order", "1990", 0],
        ["birth_date", "required", "", 1],
    ]


def test_error_dicts(located: pd.DataFrame) -> None:
    assert error_dicts(located) == [
        {
            "type": "date-order",
            "loc": (0, "form_date", "birth_date"),
            "msg": "Date the form was filled in (1980) comes before date of birth (1990).",
            "input": "1980 | 1990",
        },
        {
            "type": "required",
            "loc": (1, "birth_date"),
            "msg": "Date of birth: left blank, but the form wants an answer.",
            "input": "",
        },
    ]


def test_report_rows(located: pd.DataFrame) -> None:
    rows = report_rows(located)
    assert [(row["type"], row["rowNumber"], row["fieldName"], row["note"]) for row in rows] == [
        ("date-order", 2, "form_date", "certain"),
        ("required", 3, "birth_date", "certain"),
    ]
    assert rows[0]["title"] == "Date order"


def test_findings_that_were_not_located_have_no_texts(batch_of: Callable[..., Any]) -> None:
    found = run(batch_of(FORM, {"birth_date": ["1990"], "form_date": ["1980"]}))
    assert failure_cases(found)["failure_case"].isna().all()
    assert [row["rowNumber"] for row in report_rows(found)] == [None]
    assert [each["msg"] for each in error_dicts(found)] == ["date-order"]


def test_no_findings(batch_of: Callable[..., Any]) -> None:
    found = run(batch_of(FORM, {"birth_date": ["1990"], "form_date": ["2015"]}))
    assert failure_cases(found).empty
    assert error_dicts(found) == report_rows(found) == []
