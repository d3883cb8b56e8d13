"""Lines with one text only between the people of a table, against `tests/cases/dividers.csv`. Texts are parted by `|`."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import records
from records.layout.lines import Line

ROOT = Path(__file__).parents[2]
CASES = list(csv.DictReader((ROOT / "tests" / "cases" / "dividers.csv").read_text("utf-8").splitlines()))
FORM = """
form: test
title: {en: Test, ar: تجربة}
fields:
  record_no: {kind: identifier}
  full_name: {kind: name, required: true}
  birth_date: {kind: date}
  origin_country: {kind: country}
  camp: {kind: text}
  weapon: {kind: text}
  blood_type: {kind: blood}
"""
HEADER = ["No.", "Full name", "Date of birth", "Nationality", "Camp", "Weapon", "Blood type"]
PEOPLE = [
    ["1", "Amal Haddad", "1/2/1990", "Syrian", "A", "PKM", "O+"],
    ["2", "Omar Nasser", "3/4/1991", "Iraqi", "B", "RPG", "A+"],
    ["3", "Sami Khalil", "5/6/1992", "Libyan", "A", "PKM", "B-"],
]


def run(folder: Path, *lines: Sequence[str], merges: Sequence[str] = ()) -> Any:
    (folder / "form.yaml").write_text(FORM, encoding="utf-8")
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append([text or None for text in line])
    for each in merges:
        book.active.merge_cells(each)
    book.save(folder / "register.xlsx")
    return records.run(folder / "register.xlsx", form=folder / "form.yaml")


def told(result: Any) -> list[dict[str, str]]:
    findings = result.findings[result.findings["check"] == "divider"]
    assert (findings["severity"] == "info").all()
    assert (findings["verdict"] == "batch").all()
    return [json.loads(args) for args in findings["args"]]


def accounted(result: Any) -> bool:
    (mapping,) = result.batch.mappings
    each = mapping.account
    return each.read == each.kept + each.refused + each.blank + each.header + each.unused


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_case(case: dict[str, str], tmp_path: Path) -> None:
    width = int(case["columns"])
    line = case["line"].split("|")
    result = run(tmp_path, *(each[:width] for each in (HEADER, PEOPLE[0], line, *PEOPLE[1:])))
    (mapping,) = result.batch.mappings
    what = Line.UNUSED if case["becomes"] == "divider" else Line[case["becomes"].upper()]
    assert mapping.lines[2] == what
    assert accounted(result)
    assert len(result.batch) == 3 + (case["becomes"] == "record")
    (text,) = [text.strip() for text in line if text.strip()][:1]
    shown = [each["shown"].strip() for each in told(result)]
    assert shown == ([text] if case["becomes"] == "divider" else [])


def test_a_divider_is_quoted_with_its_cell_in_both_languages(tmp_path: Path) -> None:
    result = run(tmp_path, HEADER, *PEOPLE, ["Raqqa"], *PEOPLE)
    assert told(result) == [{"place": "register.xlsx!Sheet!A5", "shown": "Raqqa"}]
    (english,) = result.findings[result.findings["check"] == "divider"]["message"]
    assert "Raqqa" in english
    (arabic,) = records.run(tmp_path / "register.xlsx", form=tmp_path / "form.yaml", lang="ar").findings.query(
        "check == 'divider'"
    )["message"]
    assert "Raqqa" in arabic


def test_a_column_that_asks_may_be_the_required_one(tmp_path: Path) -> None:
    header = ["No.", "Full name", "Full name", "Nationality", "Camp"]
    result = run(tmp_path, header, PEOPLE[0][:5], ["", "", "Huda Saleh"], PEOPLE[1][:5])
    assert len(result.batch) == 3


def test_a_cell_merged_over_the_line_holds_for_it_too(tmp_path: Path) -> None:
    lines = [HEADER, [*PEOPLE[0][:4], "Camp North"], ["", "", "", "Iraqi"], PEOPLE[1]]
    result = run(tmp_path, *lines, merges=["E2:E3"])
    assert len(result.batch) == 3


def test_where_most_lines_have_one_text_they_are_the_table(tmp_path: Path) -> None:
    result = run(tmp_path, HEADER, PEOPLE[0], ["2"], ["3"], ["4"])
    assert len(result.batch) == 4
    assert told(result) == []
