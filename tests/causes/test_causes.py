"""Causes: each planted fault is named with its place, its findings are its members, and clean files have none."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pandas as pd
import pytest

import records
from benchmarks.anomalies import batch_of, named
from benchmarks.planted.clean import clean
from benchmarks.planted.faults import FAULTS
from records.causes import CAUSES, examine
from records.causes.members import CAUSE, causes_of
from records.checks.table import CRASHED
from records.model import Severity, serious
from records.outputs.run import Run
from records.verbs import locate

ROWS = 60
SMALL = [name for name, fault in FAULTS.items() if fault.smallest <= ROWS and fault.cause in CAUSES]
FOUND = "2019-12-31"


MERGED = [
    "column shifted, from the middle",
    "locale, one transcriber",
    "filled days",
    "straight-lining",
    "typed twice",
    "blanks",
    "illegible",
    "disorder",
    "template family",
]
LARGE = [name for name, fault in FAULTS.items() if fault.smallest > ROWS]


def planted(name: str, rows: int = ROWS, seed: int = 1) -> tuple[pd.DataFrame, set[int]]:
    papers = clean(rows, seed)
    cells = FAULTS[name].plant(papers, Random(seed))
    batch = batch_of(papers, FAULTS[name].delimited)
    return locate(batch, examine(batch, FOUND)), cells


@pytest.mark.parametrize("name", [name for name in SMALL if name != "1904, half"])
def test_a_planted_fault_is_one_finding_and_no_record_is_accused(name: str) -> None:
    found, _ = planted(name)
    assert FAULTS[name].cause in named(found, FAULTS[name].fields)
    assert not found[serious(found).to_numpy() & found["record"].notna().to_numpy()].index.size
    members = found[(found[CAUSE] != "") & (found["verdict"] != "batch")]
    assert set(members[CAUSE]) <= set(found.loc[found["verdict"] == "batch", CAUSE])
    for told in members["explanations"]:
        assert json.loads(told)[0]["id"] in CAUSES


@pytest.mark.parametrize("name", LARGE)
def test_what_few_records_cannot_show_many_do(name: str) -> None:
    found, _ = planted(name, FAULTS[name].smallest)
    assert FAULTS[name].cause in named(found, FAULTS[name].fields)
    assert not found[serious(found).to_numpy() & found["record"].notna().to_numpy()].index.size


@pytest.mark.parametrize("name", ["origin sorted apart", "names sorted apart", "years too low, one transcriber"])
def test_pieces_of_many_records_give_what_the_whole_gives(name: str) -> None:
    papers = clean(600, 2)
    FAULTS[name].plant(papers, Random(2))
    batch = batch_of(papers)
    whole, pieces = ([(each.id, each.fields, each.says) for each in causes_of(batch, None, n)] for n in (None, 170))
    assert FAULTS[name].cause in [each[0] for each in whole]
    assert pieces == whole


AGES = """
form: roll
title: {en: Roll}
fields:
  full_name: {kind: name, required: true}
  stated: {kind: age, labels: {en: [Age]}}
"""


def test_ages_are_heaped_as_years_are(tmp_path: Path) -> None:
    """Rounded ages are told, and those that are as frequent as their neighbours are not."""
    (tmp_path / "roll.yaml").write_text(AGES, encoding="utf-8")
    form = records.form(tmp_path / "roll.yaml")
    even = [20 + n % 30 for n in range(300)]
    told = {}
    for name, ages in {"even": even, "heaped": [n // 5 * 5 if n % 3 else n for n in even]}.items():
        frame = pd.DataFrame({"Full name": [f"Karim {n}" for n in range(300)], "Age": ages})
        found = records.check(records.from_frame(frame.astype(str), form))
        told[name] = found.loc[found["check"] == "heaped-years", "message"].tolist()
    assert told["even"] == []
    (message,) = told["heaped"]
    assert "of 300 ages" in message


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_family_of_forms_names_its_boxes_and_who_typed_them(lang: str) -> None:
    papers = clean(ROWS, 4)
    for n, row in enumerate(papers):
        row["template_date"] = "2014" if n < 20 else "2015"
        row |= {"education": "secondary", "blood_type": "A+"}
        if n < 11:  # the first eleven are Amal's
            row |= {"education": "", "blood_type": ""}
    batch = batch_of(papers)
    found = locate(batch, examine(batch, FOUND), lang)
    (message,) = found.loc[found["check"] == "template-family", "message"]
    assert "11" in message and "20" in message and "Amal" in message and "2014" in message


def test_a_cause_stands_before_all_that_it_explains() -> None:
    papers = clean(ROWS, 1)
    FAULTS["locale"].plant(papers, Random(1))
    batch = batch_of(papers)
    run = Run.of([(batch, locate(batch, examine(batch, FOUND)))])
    (_, first), *_ = run.whole
    assert first.check == "swapped-by-locale"
    assert not [each for each in run.stories if each.severity != Severity.INFO]
    (group, *_) = run.groups[0]
    assert (group.check, group.folded > 0) == ("swapped-by-locale", True), "they are folded, not dropped"
    assert group.members


def test_people_who_stayed_at_home_answer_twice_alike_and_that_is_no_cause() -> None:
    """Five people of one country in a row, who live there and carry the same weapon, are no run of three answers."""
    found = examine(batch_of(clean(600, 106)), FOUND)
    assert "same-answers" not in set(found["check"])


@pytest.mark.parametrize("order", ["by-joining", "boxes-by-country", "groups"])
def test_a_clean_file_has_no_cause_above_a_note(order: str) -> None:
    batch = batch_of(clean(150, 3, order))
    found = examine(batch, FOUND)
    assert found.loc[(found[CAUSE] != "") & (found["severity"] != Severity.INFO), "check"].tolist() == []


@pytest.mark.parametrize("name", MERGED)
def test_pieces_give_what_the_whole_gives(name: str) -> None:
    papers = clean(ROWS, 2)
    FAULTS[name].plant(papers, Random(2))
    batch = batch_of(papers)
    whole, pieces = (
        [(each.id, each.fields, each.says) for each in causes_of(batch, None, size)] for size in (None, 17)
    )
    assert whole
    assert pieces == whole


def test_numbers_in_the_digits_of_any_script_are_numbers() -> None:
    """`١٢` at the end of a text is 12; a sign that is a digit elsewhere (`²`, `१`) is none."""
    notes = ["١٢", "page ۷", "٣ أولاد", "m²", "१२", "１９", "9" * 30]
    frame = pd.DataFrame({"Full name": [f"Karim {n}" for n in "abcdefg"], "Nationality": "Tunisian", "Notes": notes})
    frame["Record no"] = frame["Page"] = frame["Notes"]
    found = records.check(records.from_frame(frame.astype(str), "prisoner-register"))
    assert CRASHED not in set(found["check"])


def test_a_single_record_has_no_cause() -> None:
    found = examine(batch_of(clean(1, 1)))
    assert found.loc[found[CAUSE] != ""].empty


def test_a_cause_that_crashes_is_told_and_stops_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    papers = clean(ROWS, 1)
    FAULTS["filled days"].plant(papers, Random(1))
    batch = batch_of(papers)
    monkeypatch.setattr(CAUSES["same-answers"], "summary", lambda piece: 1 / 0)
    found = locate(batch, examine(batch))
    assert "filled-down" in set(found["check"])
    assert json.loads(found.loc[found["check"] == CRASHED, "args"].item())["check"] == "same-answers"


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_an_answer_that_everybody_gives_is_no_wonder(seed: int) -> None:
    """Two fields with one answer in the whole file make no stretch of three, wherever a third stays the same."""
    papers = clean(3000, seed)
    for row in papers:
        row |= {"blood_type": "A+", "education": "secondary"}
    assert "same-answers" not in set(examine(batch_of(papers), FOUND)["check"])


@pytest.mark.parametrize(("printed", "filled", "named"), [("2016", "05/08/2015", False), ("05/08/2016", "2015", True)])
def test_a_printed_year_beside_a_day_was_not_swapped_with_it(printed: str, filled: str, named: bool) -> None:
    """All blanks say a later year than the day on which they were filled in; only days in the printed column are odd."""
    papers = clean(ROWS, 1)
    for row in papers:
        row |= {"template_date": printed, "form_date": filled, "join_date": "03/02/2014"}
    found = examine(batch_of(papers), FOUND)
    assert (found.loc[found["check"] == "columns-swapped", "field"].tolist() == ["template_date|form_date"]) == named
