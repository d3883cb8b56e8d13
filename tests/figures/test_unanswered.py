"""What the form wants and nobody answered is counted, and each cell of it is listed."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import records
from records.figures import unanswered, unanswered_counts
from records.outputs.terminal import summary

FORM = """
form: men
title: {en: Men}
fields:
  full_name: {kind: name, required: true, labels: {en: Name}}
  birth_date: {kind: date, required: true, labels: {en: Born}}
  notes: {kind: text, labels: {en: Notes}}
"""
ANSWERS = ["Amal Haddad", "1990", "unknown", "illegible"]
NONE = ["", "-", "؟"]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("form") / "men.yaml"
    path.write_text(FORM, encoding="utf-8")
    return records.form(path)


def test_blank_dash_and_question_mark_are_no_answer_and_unknown_is_one(form: Any) -> None:
    born = ["1990", "-", "illegible", "1991"]
    batch = records.from_frame(pd.DataFrame({"Name": ["Amal Haddad", "", "؟", "unknown"], "Born": born}), form)
    assert unanswered_counts(batch) == {"full_name": 2, "birth_date": 1}
    rows = unanswered(batch)[["record", "field", "missing"]].to_numpy().tolist()
    assert rows == [[1, "full_name", "blank"], [1, "birth_date", "mark"], [2, "full_name", "mark"]]


def test_a_column_that_is_not_there_is_counted_and_has_no_cells(form: Any) -> None:
    batch = records.from_frame(pd.DataFrame({"Name": ["Amal Haddad", "Rana Nasser"]}), form)
    assert unanswered_counts(batch) == {"birth_date": 2}
    assert unanswered(batch).empty


@given(st.lists(st.tuples(st.sampled_from(ANSWERS + NONE), st.sampled_from(ANSWERS + NONE)), min_size=1, max_size=8))
def test_each_counted_answer_has_its_cell(form: Any, rows: list[tuple[str, str]]) -> None:
    batch = records.from_frame(
        pd.DataFrame(rows, columns=["Name", "Born"]).assign(Notes="a line that is not blank"), form
    )
    cells = unanswered(batch)
    assert cells["field"].value_counts().to_dict() == unanswered_counts(batch)
    assert len(cells) == sum(text in NONE for row in rows for text in row)
    assert not cells.duplicated(["record", "field"]).any()


def test_it_is_told_in_the_summary_with_the_columns_that_were_not_read(form: Any, tmp_path: Path) -> None:
    (tmp_path / "men.csv").write_text("Number,Name,Born,Shoe\n1,Amal Haddad,1990,42\n2,,1991,\n", encoding="utf-8")
    run = records.run(tmp_path / "men.csv", form)
    assert run.findings[run.findings["record"].notna()].empty
    told = summary(run.made, None, "en")
    assert "Columns that were not read: 2 (Number, Shoe)" in told
    assert told.index("Columns that were not read") < told.index(
        "No answer where the form wants one, of 2 records: Name 1"
    )
    assert run.unanswered["cell"].tolist() == ["B3"]
