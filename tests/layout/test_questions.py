"""Forms by their shape: texts that end like a label, and what stands beside each."""

from __future__ import annotations

import pytest

from records.layout.questions import labels, without_forms, without_tables
from records.layout.tables import tables
from tests.answers.test_shared_boxes import sheet

FORM = [
    ["استمارة", "", "", ""],
    ["الاسم:", "سامي", "الكنية:", "أبو نور"],
    ["تاريخ الميلاد:", "1990", "", "12/5"],
    ["هل سبق لك الجهاد؟", "", "", ""],
]


def test_each_label_names_the_cells_beside_it() -> None:
    assert labels(sheet(*FORM)) == {"A2": ["B2"], "C2": ["D2"], "A3": ["B3", "D3"], "A4": []}


def test_few_labels_are_no_form() -> None:
    assert labels(sheet(*FORM[:2])) == {}
    assert labels(sheet(["12:", ":", "?", "x"])) == {}


ABOVE = [
    ["الاسم:", "الكنية:", "تاريخ الميلاد:"],
    ["سامي", "أبو نور", "1990"],
    ["الجنسية:", "عدد الزوجات:", ""],
    ["سوري", "", ""],
]


def test_labels_stand_above_their_answers() -> None:
    assert labels(sheet(*ABOVE)) == {"A1": ["A2"], "B1": ["B2"], "C1": ["C2"], "A3": ["A4"], "B3": []}


def test_labels_in_one_column_above_their_answers() -> None:
    made = sheet(["Name:"], ["Sami"], ["Kunya:"], ["Abu Nur"], ["Born:"], ["1990"])
    assert labels(made) == {"A1": ["A2"], "A3": ["A4"], "A5": ["A6"]}


def test_a_heading_that_ends_like_a_label_has_no_answer_below() -> None:
    made = sheet(["Person:", ""], ["Name:", "Sami"], ["Kunya:", "Abu Nur"], ["Other questions:", ""], ["none", ""])
    assert labels(made) == {"A1": [], "A2": ["B2"], "A3": ["B3"], "A4": []}


def test_what_stands_far_away_is_no_answer() -> None:
    far = [["Name:", "", "Sami", *[""] * 9, "list"], ["Kunya:", *[""] * 11, "list"], ["Born:", "1990", *[""] * 11]]
    assert labels(sheet(*far)) == {"A1": ["C1"], "A2": [], "A3": ["B3"]}


def test_a_lost_value_is_no_label() -> None:
    assert labels(sheet(["#NAME?", "x"], ["#NAME?", "y"], ["#NAME?", "z"])) == {}


def test_a_table_of_labels_is_a_form() -> None:
    beside = sheet(*[row[:2] for row in FORM[1:3]], ["Name:", "x"])
    assert without_forms(tables(beside), labels(beside)) == []
    assert len(tables(sheet(*ABOVE))) == 1
    assert without_forms(tables(sheet(*ABOVE)), labels(sheet(*ABOVE))) == []


NUMBERED = [
    ["بطاقات", ""],
    ["", ""],
    ["1- الاسم", "سامي"],
    ["2- الكنية", "أبو نور"],
    ["3- تاريخ الميلاد", ""],
    ["شوهد", "نعم"],
    ["", ""],
    ["١. الاسم", "عمر"],
    ["٢. الكنية", "أبو علي"],
    ["٣. تاريخ الميلاد", "1987"],
]


def test_numbered_labels_are_a_pile_of_forms() -> None:
    made = sheet(*NUMBERED)
    assert labels(made) == {"A3": ["B3"], "A4": ["B4"], "A5": [], "A8": ["B8"], "A9": ["B9"], "A10": ["B10"]}
    assert without_forms(tables(made), labels(made)) == []


@pytest.mark.parametrize("above", [["Name", "Born"], ["List", ""]])
def test_numbered_records_are_no_labels(above: list[str]) -> None:
    assert labels(sheet(above, ["1. Sami", "1990"], ["2. Omar", "1987"], ["3. Adam", "1991"])) == {}


def test_numbered_sentences_without_answers_are_no_labels() -> None:
    assert labels(sheet(["1. Read the form"], ["2. Type it"], ["3. Read it again"])) == {}


def test_a_header_of_labels_is_a_header() -> None:
    made = sheet(["Name:", "Born:", "Wives:"], ["Sami", "1990", "1"], ["Omar", "1987", "2"], ["Adam", "1991", "0"])
    assert without_forms(tables(made), labels(made)) == tables(made) != []
    assert without_tables(labels(made), tables(made)) == {}


def test_a_table_beside_other_labels_stays() -> None:
    made = sheet(["No", "Name"], ["1", "a:"], ["2", "b:"], ["3", "c:"])
    assert labels(made)
    assert without_forms(tables(made), labels(made)) == tables(made)
    assert without_tables(labels(made), tables(made)) == {}


def test_labels_outside_a_table_stay() -> None:
    form = [["Company:", "first", ""], ["Typed by:", "Adam", ""], ["When:", "2017", ""], ["", "", ""]]
    table = [["Name", "Born", "Wives"], ["Sami", "1990", "1"], ["Other:", "1987", "2"]]
    made = sheet(*form, *table)
    assert [each.header_rows for each in tables(made)] == [(5,)]
    assert without_tables(labels(made), tables(made)) == {"A1": ["B1"], "A2": ["B2"], "A3": ["B3"]}
