"""People decide that two records are one person, or two, and it holds whatever is done to the sheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest

import records
from records.decisions.decision_file import FILE_COLUMNS
from records.forms import Form
from records.matching.search import Persons
from records.model import FormError
from tests.calling import sijill

ROWS = """No,Full name,Page,Date of birth,Blood type
1,Karim Daoud al-Hadrami,7,1987-02-15,A+
2,كريم داود الحضرمي,9,15/02/1987,A+
3,Karim Dawud Hadrami,12,1987-02,A+
4,Anas Rashid al-Qayrawani,13,1990-01-05,O-
5,Bilal Rashid al-Qayrawani,14,1993-08-11,O-
"""
NAMES = ("Karim Daoud al-Hadrami", "كريم داود الحضرمي", "Karim Dawud Hadrami", "Anas Rashid al-Qayrawani", "Bilal")


@pytest.fixture
def form(tmp_path: Path) -> Form:
    fields = "no: {kind: identifier}\n  full_name: {kind: name}\n  page: {kind: text, about: record}"
    fields += "\n  birth_date: {kind: date}\n  blood_type: {kind: blood}"
    (tmp_path / "roll.yaml").write_text(f"form: roll\ntitle: {{en: Roll}}\nfields:\n  {fields}\n", encoding="utf-8")
    return records.form(tmp_path / "roll.yaml")


def key(a: int, b: int) -> str:
    return f"a.no={a}; a.full_name={NAMES[a - 1]}; b.no={b}; b.full_name={NAMES[b - 1]}"


def decided(folder: Path, lines: Sequence[tuple[int, int, str]]) -> Path:
    path = folder / "decisions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["records", key(a, b), word, "", "Amal", "2026-11-30", "the scans", ""] for a, b, word in lines]
        csv.writer(file).writerows([FILE_COLUMNS, *rows])
    return path


def persons(folder: Path, form: Form, lines: Sequence[tuple[int, int, str]], rows: str = ROWS) -> Persons:
    (folder / "men.csv").write_text(rows, encoding="utf-8")
    batch = records.normalise(records.read(folder / "men.csv"), form)
    return records.persons(batch, decisions=[decided(folder, lines)])


def numbers(found: Persons) -> list[list[int]]:
    """The records of each person that has several, as the sheet numbers them."""
    return [[each.record + 1 for each in person] for person in found.persons if len(person) > 1]


def test_same_joins_records_that_nothing_else_joins(tmp_path: Path, form: Form) -> None:
    found = persons(tmp_path, form, [(1, 4, "same")])
    (pair,) = [each for each in found.pairs if each.decided]
    assert (pair.a.record, pair.b.record, pair.verdict) == (0, 3, "same")
    assert dict(pair.evidence[0].arguments)["at"] == "decisions.csv:2"
    assert numbers(found) == [[1, 2, 3, 4]]
    assert found.most == 2


def test_different_keeps_apart_what_a_third_record_would_join(tmp_path: Path, form: Form) -> None:
    assert numbers(persons(tmp_path, form, [])) == [[1, 2, 3]]
    found = persons(tmp_path, form, [(1, 3, "different")])
    assert numbers(found) == [[1, 2]]
    assert (found.fewest, found.most) == (4, 4)
    assert {each.verdict for each in found.pairs if each.decided} == {"different"}


def test_the_record_is_known_again_in_a_sheet_that_was_sorted(tmp_path: Path, form: Form) -> None:
    header, *lines = ROWS.splitlines()
    found = persons(tmp_path, form, [(1, 4, "same")], "\n".join([header, *lines[::-1]]))
    (pair,) = [each for each in found.pairs if each.decided]
    assert (pair.a.row, pair.b.row) == (3, 6)


def test_a_paper_typed_twice_is_meant_by_one_key(tmp_path: Path, form: Form) -> None:
    header, first, *rest = ROWS.splitlines()
    found = persons(tmp_path, form, [(1, 1, "different")], "\n".join([header, first, first, *rest]))
    (pair,) = [each for each in found.pairs if each.decided]
    assert (pair.a.row, pair.b.row, pair.verdict) == (2, 3, "different")


@pytest.mark.parametrize(
    ("lines", "at", "others"),
    [
        ([(1, 2, "same"), (2, 3, "same"), (1, 3, "different")], 4, "decisions.csv:2, decisions.csv:3"),
        ([(3, 1, "different"), (2, 1, "same"), (3, 2, "same")], 2, "decisions.csv:3, decisions.csv:4"),
        ([(1, 2, "same"), (2, 1, "different")], 3, "decisions.csv:2"),
    ],
)
def test_decisions_that_contradict_each_other_are_an_error_with_their_lines(
    lines: list[tuple[int, int, str]], at: int, others: str, tmp_path: Path, form: Form
) -> None:
    with pytest.raises(FormError) as error:
        persons(tmp_path, form, lines)
    assert str(error.value).startswith(f"decisions.csv:{at}: says two persons of records that are one by {others};")


def test_what_fits_no_two_records_is_told(tmp_path: Path, form: Form) -> None:
    (tmp_path / "men.csv").write_text(ROWS.replace("Anas", "Adam"), encoding="utf-8")
    lines = [(1, 4, "same"), (1, 1, "same"), (1, 2, "same")]
    result = records.run(tmp_path / "men.csv", form, decisions=[decided(tmp_path, lines)])
    assert [(each.decision.place, each.why) for each in result.made.unfit] == [
        ("decisions.csv:2", "no-records"),
        ("decisions.csv:3", "no-records"),
    ]


def test_the_command_takes_the_key_that_it_printed(tmp_path: Path, form: Form) -> None:
    (tmp_path / "men.csv").write_text(ROWS, encoding="utf-8")
    call = ("persons", str(tmp_path / "men.csv"), "--form", str(tmp_path / "roll.yaml"), "--format")
    printed = list(csv.DictReader(io.StringIO(sijill(*call, "csv").out)))
    path = tmp_path / "decisions.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        rows = [["records", each["key"], "different"] for each in printed]
        csv.writer(file).writerows([FILE_COLUMNS[:3], *rows])
    said = json.loads(sijill(*call, "json", "--decisions", str(path)).out)
    assert len(said["pairs"]) == len(printed) > 0
    assert {each["verdict"] for each in said["pairs"]} == {"different"}
    assert len(said["persons"]) == 5
