"""What is wrong with a decisions file is told with its line; what is right is read and kept."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import records
from records.decisions.decision import key_of, live, parsed
from records.decisions.decision_file import FILE_COLUMNS, decision_schema, read_decisions
from records.model import FormError
from records.words import languages
from tests.decisions.test_replay import FORM

with (Path(__file__).parent.parent / "cases" / "decision_errors.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["error"])
def test_a_slip_is_told_with_its_line(case: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "roll.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "d.csv").write_text(case["lines"], encoding="utf-8")
    with pytest.raises(FormError) as told:
        read_decisions([tmp_path / "d.csv"], [records.form(tmp_path / "roll.yaml")])
    assert case["error"] in str(told.value)


@pytest.mark.parametrize(
    "line",
    [
        "reading,field=birth_date; text=3/4/1957,read as,1957-04-03,1957-03-04",
        "reading,field=birth_date; 1957,read as,1957,",
        "reading,field=birth_date; text=1957,1957,1957,",
        "reading,field=birth_date; word=1957,read as,1957,",
        "1957,field=birth_date; text=1957,read as,1957,",
    ],
)
def test_an_error_never_quotes_what_was_typed(line: str, tmp_path: Path) -> None:
    (tmp_path / "roll.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "d.csv").write_text(f"on,key,decision,value,undoes\n{line}\n", encoding="utf-8")
    with pytest.raises(FormError) as told:
        read_decisions([tmp_path / "d.csv"], [records.form(tmp_path / "roll.yaml")])
    for lang in languages():
        assert told.value.told(lang)
        assert "1957" not in told.value.told(lang)


def test_a_decision_is_undone_by_another(tmp_path: Path) -> None:
    (tmp_path / "roll.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "d.csv").write_text(
        "on,key,decision,value,undoes\n"
        "reading,field=birth_date; text=3/4/1990,read as,3 April 1990,\n"
        "reading,field=birth_date; text=3/4/1990,read as,4 March 1990,3 April 1990\n",
        encoding="utf-8",
    )
    (file,) = read_decisions([tmp_path / "d.csv"], [records.form(tmp_path / "roll.yaml")])
    assert [each.value for each in file.decisions] == ["3 April 1990", "4 March 1990"], "nothing is deleted"
    assert [each.value for each in live(file.decisions)] == ["4 March 1990"]


NAMES = st.text("abcdefghij_.", min_size=1, max_size=8)


@given(st.dictionaries(NAMES, st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)))
def test_a_key_is_read_as_it_was_written(about: dict[str, str]) -> None:
    if about:
        assert parsed(key_of(about)) == about


def test_the_schema_of_a_line_is_published() -> None:
    published = json.loads((Path(__file__).parents[2] / "docs" / "decision.schema.json").read_bytes())
    assert published == decision_schema(), "run python scripts/build_decision_schema.py"
    assert set(published["properties"]) == set(FILE_COLUMNS)
