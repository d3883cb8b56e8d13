"""Forms by their shape: texts that end like a label, and what stands beside each."""

from __future__ import annotations

from records.sources.layout import tables
from records.sources.questions import labels, without_forms
from tests.test_composite import sheet

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


def test_a_table_of_labels_is_a_form() -> None:
    made = sheet(*[row[:2] for row in FORM[1:3]], ["Name:", "x"])
    assert len(tables(made)) == 1
    assert without_forms(tables(made), labels(made)) == []


def test_a_table_beside_other_labels_stays() -> None:
    made = sheet(["No", "Name"], ["1", "a:"], ["2", "b:"], ["3", "c:"])
    assert labels(made)
    assert without_forms(tables(made), labels(made)) == tables(made)
