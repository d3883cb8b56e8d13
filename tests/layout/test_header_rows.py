"""Headers over several rows, and rows that only name a group."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

import records
from records.headers import map_sheet
from records.sources.sheet import Sheet
from tests.answers.test_repeated_columns import FORM
from tests.answers.test_shared_boxes import sheet

WIVES = [
    ["ملفات الكتيبة", "", "", "", "", ""],
    ["الاسم", "تاريخ الميلاد", "الزوجة الأولى", "", "الزوجة الثانية", ""],
    ["", "", "الاسم", "عدد الأطفال", "الاسم", "عدد الأطفال"],
    ["سامي", "1990", "x", "3", "y", "1"],
    ["علي", "1985", "z", "2", "", ""],
]
MERGED = ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2")


def merged(rows: list[list[str]], *ranges: str) -> Sheet:
    made = sheet(*rows)
    marks = [(int(each.split(":")[0][1:]), each[0], "merged", each) for each in ranges]
    return Sheet(made.source, made.cells, made.rows, pd.DataFrame(marks, columns=["row", "column", "mark", "args"]))


def columns(mapping: Any) -> dict[str, tuple[str, str | None]]:
    return {column.letter: (column.header, column.field) for column in mapping.columns}


def test_a_parent_stands_before_its_children() -> None:
    mapping = map_sheet(merged(WIVES, *MERGED), FORM)
    assert mapping.header_rows == (2, 3)
    assert columns(mapping) == {
        "A": ("الاسم", "full_name"),
        "B": ("تاريخ الميلاد", "birth_date"),
        "C": ("الزوجة الأولى / الاسم", None),
        "D": ("الزوجة الأولى / عدد الأطفال", "children_per_wife"),
        "E": ("الزوجة الثانية / الاسم", None),
        "F": ("الزوجة الثانية / عدد الأطفال", "children_per_wife"),
    }
    account = mapping.account
    assert (account.read, account.kept, account.header, account.unused) == (5, 2, 2, 1)


def test_the_children_of_each_wife_are_one_list() -> None:
    batch = records.normalise([merged(WIVES, *MERGED)], FORM)
    assert batch.frame()["children_per_wife"].tolist() == ["3 + 1", "2"]
    assert batch.frame()["other:الزوجة الأولى / الاسم"].tolist() == ["x", "z"]


@pytest.mark.parametrize(
    ("parent", "field"), [("معلومات شخصية", "full_name"), ("Personal data", "full_name"), ("الأب", None)]
)
def test_a_group_says_nothing_and_any_other_parent_asks(parent: str, field: str | None) -> None:
    rows = [[parent, "", "تواريخ"], ["الاسم", "فصيلة الدم", "تاريخ الميلاد"], ["سامي", "O+", "1990"]]
    mapping = map_sheet(merged(rows, "A1:B1"), FORM, says={"C": "birth_date"}, header_row=2)
    assert columns(mapping)["A"][1] == field


def test_without_merged_cells_rows_are_not_joined() -> None:
    assert map_sheet(merged(WIVES), FORM).header_rows == (2,)


def test_a_title_is_no_parent() -> None:
    rows = [["كتيبة طارق", "", ""], ["الاسم", "تاريخ الميلاد", "الجنسية"], ["سامي", "1990", "تونسي"]]
    assert map_sheet(merged(rows, "A1:C1"), FORM).header_rows == (2,)


def test_prose_with_a_merge_in_it_is_no_parent() -> None:
    rows = [
        ["or", "merging", "", "cells"],
        ["الاسم", "تاريخ الميلاد", "الجنسية", "فصيلة الدم"],
        ["سامي", "1990", "تونسي", "O+"],
    ]
    assert map_sheet(merged(rows, "B1:C1"), FORM).header_rows == (2,)


def test_a_name_across_the_sheet_is_no_record() -> None:
    rows = [
        ["الاسم", "تاريخ الميلاد", "الجنسية", "فصيلة الدم"],
        ["كتيبة طارق", "", "", ""],
        ["سامي", "1990", "تونسي", "O+"],
        ["كتيبة خالد", "", "", ""],
        ["علي", "1985", "ليبي", "A+"],
        ["عمر", "", "", ""],
    ]
    mapping = map_sheet(merged(rows, "A2:D2", "A4:D4"), FORM)
    assert mapping.kept.tolist() == [2, 4, 5], "a line with one text that is not spread is kept"
    assert (mapping.account.header, mapping.account.read) == (3, 6)


LABELS, SAMI, ALI = ["الاسم", "تاريخ الميلاد", "الجنسية"], ["سامي", "1990", "تونسي"], ["علي", "1985", "ليبي"]
BETWEEN = {
    "the numbers of the columns": ([LABELS, ["1", "٢", "(3)"], SAMI, ALI], [2, 3]),
    "from the other side": ([LABELS, ["3", "2", "1"], SAMI, LABELS, ["3", "2", "1"], ALI], [2, 5]),
    "how the columns are filled in": ([LABELS, ["(كما كُتب)", "(يوم/شهر/سنة)", ""], SAMI], [2]),
    "a record that cannot be read": ([LABELS, ["[غير مقروء]", "[illegible]", ""], ALI], [1, 2]),
    "a record with one answer in brackets": ([LABELS, ["(سامي)", "1990", ""], ALI], [1, 2]),
    "numbers of some columns only": ([LABELS, ["1", "2", ""], SAMI], [1, 2]),
    "the title again": ([["كشف الأسماء", "", ""], LABELS, SAMI, ["كشف الأسماء", "", ""], ALI], [2, 4]),
    "a title of the second page": ([LABELS, SAMI, ["", "", ""], ["تابع", "", ""], LABELS, ALI], [1, 5]),
    "the same title of the second page and the third": (
        [LABELS, SAMI, ["تابع", "", ""], LABELS, ALI, ["تابع", "", ""], LABELS, SAMI],
        [1, 4, 7],
    ),
    "a record of one cell before the second page": ([LABELS, SAMI, ["عمر", "", ""], LABELS, ALI], [1, 2, 4]),
    "a record of one cell before a name of a group": (
        [LABELS, SAMI, ["", "", ""], ["عمر", "", ""], ["كتيبة طارق", "", ""], ALI],
        [1, 3, 5],
    ),
    "a record of one cell after a gap": ([LABELS, SAMI, ["", "", ""], ["عمر", "", ""], ALI], [1, 3, 4]),
    "who made the list": ([LABELS, SAMI, ["", "", ""], ["أعد القائمة: أمل", "", ""]], [1]),
    "who made it, in English": ([LABELS, SAMI, ["", "", ""], ["Prepared by Amal", "", ""]], [1]),
}


@pytest.mark.parametrize(("rows", "kept"), BETWEEN.values(), ids=BETWEEN)
def test_what_stands_between_records(rows: list[list[str]], kept: list[int]) -> None:
    assert map_sheet(merged(rows), FORM).kept.tolist() == kept


def test_a_cell_merged_from_the_header_far_down_joins_no_rows() -> None:
    made = merged([LABELS, SAMI, ALI, SAMI], "A1:A4", "B1:C1")
    assert map_sheet(made, FORM).kept.tolist() == [1, 2, 3]


@pytest.mark.parametrize("total", ["المجموع", "Total: 1", "Total (1)"])
def test_totals_and_remarks_after_a_gap_are_no_records(total: str) -> None:
    rows = [
        ["الاسم", "تاريخ الميلاد", "الجنسية"],
        ["سامي", "1990", "تونسي"],
        [total, "", "1"],
        ["ملاحظة: الأعداد تقريبية", "", ""],
    ]
    made = merged(rows)
    assert map_sheet(made, FORM).kept.tolist() == [1]
    below = type(made)(made.source, made.cells.slice(0, 2), made.rows[:2], made.marks)
    gap = type(made)(
        made.source,
        pa.concat_tables([below.cells, made.cells.slice(3)]).unify_dictionaries().combine_chunks(),
        made.rows[[0, 1, 3]],
        made.marks,
    )
    assert map_sheet(gap, FORM).kept.tolist() == [1], "a blank line need not be there"


def test_a_header_merged_over_two_columns_asks_for_the_second() -> None:
    rows = [["الاسم الكامل", "", "تاريخ الميلاد", "الجنسية"], ["سامي", "حداد", "1990", "تونسي"]]
    first, second = map_sheet(merged(rows, "A1:B1"), FORM).columns[:2]
    assert (first.field, second.field, second.status, second.why) == ("full_name", None, "ask", "merged")
    assert second.candidates == ("full_name",)
    empty = map_sheet(merged([[*row[:1], "", *row[2:]] for row in rows], "A1:B1"), FORM)
    assert [column.letter for column in empty.columns] == ["A", "C", "D"], "a column that holds nothing asks nothing"
