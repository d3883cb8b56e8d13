"""Each check against `tests/cases/checks.csv`: certain, possible, open, holds and not checkable, with its explanations.

Cells are `field=text; field=text`; several records of one field are parted by `|`. `found` is the day the papers were
found.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from records.checks import CHECKS, run
from records.checks.marks import Marked
from records.checks.table import CRASHED

TABLE = Path(__file__).parents[1] / "cases" / "checks.csv"
CASES = list(csv.DictReader(TABLE.read_text("utf-8").splitlines()))
FORM = """
fields:
  record_no: {kind: identifier}
  full_name: {kind: name, required: true}
  birth_date: {kind: date}
  age: {kind: count, not_above: 120}
  stated: {kind: age, not_above: 110}
  entry_date: {kind: date, not_before: 2003-01-01, not_after: 2019-12-31}
  join_date: {kind: date}
  template_date: {kind: date}
  form_date: {kind: date}
  country: {kind: country}
  wives_count: {kind: count}
  children_per_wife: {kind: counts}
  children_total: {kind: count}
  marital_status: {kind: choice, vocabulary: marital}
"""


def findings(batch_of: Callable[..., Any], case: dict[str, str]) -> pd.DataFrame:
    cells = dict(cell.strip().split("=", 1) for cell in case["cells"].split(";") if cell.strip())
    found = cells.pop("found", None)
    rows = {name: texts.split("|") for name, texts in cells.items()}
    arguments = f", {case['arguments']}" if case["arguments"] else ""
    form = f"{FORM}checks:\n  - {{check: {case['check']}{arguments}}}\n"
    return run(batch_of(form, rows), found and date.fromisoformat(found))


@pytest.mark.parametrize("case", CASES, ids=[f"{case['check']} {case['cells']}" for case in CASES])
def test_case(batch_of: Callable[..., Any], case: dict[str, str]) -> None:
    found = findings(batch_of, case)
    named = case["cells"].split("=")[0]
    counts = [
        each
        for each in found.attrs["checks"]
        if each["check"] == case["check"] and named in (*each["field"].split("|"), *case["arguments"].split(" "))
    ] or [each for each in found.attrs["checks"] if each["check"] == case["check"]]
    said = {name for each in counts for name in ("certain", "possible", "open", "holds", "not_checkable") if each[name]}
    assert said == {case["outcome"].replace(" ", "_")}
    own = found[(found["check"] == case["check"]) & (found["verdict"] != "batch")]
    listed = [each["id"] for text in own["explanations"].unique() for each in json.loads(text)]
    assert case["outcome"] in ("certain", "possible") or own.empty
    if case["unless"]:
        assert listed == case["unless"].split()


def test_every_check_has_every_outcome_it_can_have() -> None:
    outcomes = {check: {case["outcome"] for case in CASES if case["check"] == check} for check in CHECKS}
    del outcomes["contrary"]  # asks about a column, not a text: see test_run.py
    del outcomes["column-content"]  # and so does this one: see test_content.py
    del outcomes["summary-lines"]  # likewise: see tests/layout/test_summaries.py
    del outcomes["divider"]  # asks about lines that are no records: see test_dividers.py
    del outcomes["profile-contradicts"]  # asks about profiles: see tests/test_profiles.py
    del outcomes["nisba"]  # is told once for a country: see test_nisbas.py
    del outcomes["unknown-word"]  # asks about a column: see test_content.py
    del outcomes["rare-name"], outcomes["no-transcriber"]  # ask about columns: see tests/answers/test_column_context.py
    del outcomes["corrected-spelling"]  # is told once for a column: see tests/answers/test_code_columns.py
    for check, seen in outcomes.items():
        if isinstance(CHECKS[check], Marked):  # asks about what a cell shows beside its text: see test_marks.py
            continue
        sure = set() if CHECKS[check].unsure else {"certain"}
        wanted = sure | {"holds", "not checkable"} | (set() if CHECKS[check].of_text else {"possible", "open"})
        if check == "answer-and-date":  # a date stands there or not
            wanted -= {"open"}
        assert wanted - {"possible", "open"} <= seen if check == "unique" else wanted <= seen, check


def test_a_check_that_crashes_is_a_finding_and_stops_no_other(
    batch_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(view: Any) -> Any:
        raise ZeroDivisionError("1990 must not be told")

    monkeypatch.setattr(CHECKS["date-order"], "answer", crash)
    case = {"check": "date-order", "arguments": "earlier: birth_date, later: join_date"}
    found = findings(batch_of, case | {"cells": "birth_date=1990; full_name=123", "why": ""})
    crashed = found[found["check"] == CRASHED]
    assert crashed[["verdict", "severity", "field"]].values.tolist() == [["batch", "error", "join_date|birth_date"]]
    assert json.loads(crashed["args"].item()) == {
        "check": "date-order",
        "id": "date-order",
        "error": "ZeroDivisionError",
    }
    assert not found["args"].str.contains("1990").any()
    assert "name-letters" in set(found["check"])
    (counts,) = [each for each in found.attrs["checks"] if each["check"] == "date-order"]
    assert counts["not_checkable"] == counts["asked"] == 1
