"""Columns that read as something else, against `tests/cases/column-content.csv`, and on tables of every size.

Texts are parted by `|`; `counts` are the rows that read as the other, the rows that can be the field, and all.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

import records
from records.batch import normalise
from records.checks import run
from records.checks.content import LOOKED_AT, doubts
from records.forms import shipped
from records.headers import map_sheet
from records.model import SourceError

ROOT = Path(__file__).parents[2]
CASES = list(csv.DictReader((ROOT / "tests" / "cases" / "column-content.csv").read_text("utf-8").splitlines()))
EXAMPLES = (
    "battalion-second-transcriber.csv",
    "battalion.xlsx",
    "border-entry.xlsx",
    "capture-cards.xlsx",
    "prisoner-register.csv",
)
REAL = ROOT.parent / "shared" / "real"
FORM = """
fields:
  record_no: {kind: identifier}
  full_name: {kind: name}
  origin_country: {kind: country}
  birth_date: {kind: date}
  join_date: {kind: date, not_before: 2003-01-01, not_after: 2019-12-31}
  blood_type: {kind: blood}
  weapon: {kind: choice, vocabulary: weapons, many: true}
  education: {kind: choice, vocabulary: education}
  wives_count: {kind: count, of: wives}
  children_per_wife: {kind: counts}
  notes: {kind: text}
"""


@pytest.mark.parametrize("case", CASES, ids=[f"{case['field']}: {case['why']}" for case in CASES])
def test_case(batch_of: Callable[..., Any], case: dict[str, str]) -> None:
    found = list(doubts(batch_of(FORM, {case["field"]: case["texts"].split("|")})))
    if not case["reads_as"]:
        assert found == []
        return
    (doubt,) = found
    assert (doubt.field, doubt.reads_as or "nothing") == (case["field"], case["reads_as"])
    counts = [doubt.rows, doubt.own, doubt.of]
    wanted = [int(n) for n in case["counts"].split()]
    assert (counts if len(wanted) == 3 else [counts[0]]) == wanted


def test_a_doubt_is_a_finding_of_the_batch_that_names_its_column(batch_of: Callable[..., Any]) -> None:
    found = run(batch_of(FORM, {"weapon": ["تونسي", "فرنسا", "Libya", "مصري", "Syria", "قناص"]}))
    told = found[found["check"] == "column-content"]
    assert told[["verdict", "severity", "field"]].values.tolist() == [["batch", "warning", "weapon"]]
    assert told["record"].isna().all()
    args = {"of_field": "weapon", "place": "x.csv!G1", "kind": "country", "rows": 5, "own": 1, "of": 6}
    assert json.loads(told["args"].item()) == args


def test_many_texts_are_looked_at_in_part(batch_of: Callable[..., Any]) -> None:
    """Evenly through the column, so that a sorted one is no other."""
    days = [f"{1 + n % 28:02}/{1 + n % 12:02}/{1950 + n % 60}" for n in range(3000)]
    (doubt,) = doubts(batch_of(FORM, {"weapon": days}))
    assert (doubt.reads_as, doubt.own) == ("date", 0)
    assert LOOKED_AT <= doubt.of < len(days)


def _sheets() -> Iterator[Any]:
    """Every sheet that an honest transcriber filled in, with each form that takes it."""
    for file in EXAMPLES:
        for sheet in records.read(ROOT / "examples" / file):
            for name in shipped():
                yield sheet, records.form(name)
    forms = [records.form(path) for path in sorted((ROOT / "examples" / "forms").glob("*.yaml"))]
    for path in sorted(REAL.glob("*.csv")):
        (sheet,) = records.read(path)
        for form in forms:
            yield sheet, form


def test_no_honest_column_is_doubted() -> None:
    taken = 0
    for sheet, form in _sheets():
        try:
            mapping = map_sheet(sheet, form)
        except SourceError:
            continue
        taken += 1
        assert list(doubts(normalise([sheet], [mapping], form))) == [], (sheet.source.place(), form.name)
    assert taken > 20


def test_columns_of_different_kinds_that_change_places_are_doubted() -> None:
    """At least one of the two; names and texts that hold neither days, countries nor groups are like any other."""
    (sheet, *_), form = records.read(ROOT / "examples" / "battalion.xlsx"), records.form("fighter-file")
    letters = map_sheet(sheet, form).fields
    of_kind = {form.fields[name].kind: name for name in letters if name != "children_per_wife"}
    named = [of_kind[kind] for kind in ("date", "country", "blood", "choice")]
    for one, other in combinations(named, 2):
        mapping = map_sheet(sheet, form, {letters[one]: other, letters[other]: one})
        found = {doubt.field for doubt in doubts(normalise([sheet], [mapping], form))}
        assert found and found <= {one, other}, (one, other)


def test_answers_of_forms_are_doubted_by_their_cell(tmp_path: Path) -> None:
    lines = [
        line
        for n in range(6)
        for line in (f"الاسم,محمد {n}", f"تاريخ الميلاد,199{n}", f"اختصاص السلاح,{['تونس', 'ليبيا'][n % 2]}", ",")
    ]
    (tmp_path / "pile.csv").write_text("\n".join(lines), encoding="utf-8")
    batch = records.normalise(records.read(tmp_path / "pile.csv"), records.form("fighter-file"))
    assert len(batch) == 6
    told = records.locate(batch, records.check(batch))
    (message,) = told[told["check"] == "column-content"]["message"]
    assert (
        message
        == "What was taken for weapon (pile.csv!B3) reads as country in 6 of the 6 rows looked at, as weapon in 0."
    )


def test_an_unknown_word_beside_dates_is_told_once_with_the_number_of_its_dates(batch_of: Callable[..., Any]) -> None:
    born = [*(f"Kalagon {year}" for year in range(1940, 1954)), "Kreta 1941", "1990", "captured 1942"]
    found = run(batch_of("fields:\n  birth_date: {kind: date}", {"birth_date": born}))
    told = found[found["check"] == "unknown-word"]
    assert [(json.loads(args)["shown"], json.loads(args)["records"]) for args in told["args"]] == [("Kalagon", 14)]
    assert set(told["verdict"]) == {"batch"}
