"""Several tables in a sheet, cells merged over records, names above groups: every value by its own header and cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import records
from records.headers import tables_of
from records.layout.titles import is_unit
from records.sources.sheet import Sheet
from records.verbs import assign_sheets
from tests.test_batch import sheet

FORM = records.form("fighter-file")
ONE, OTHER = ["Full name", "Nationality", "Date of birth"], ["الاسم", "تاريخ الميلاد", "الجنسية"]
TWIN = ["الاسم", "الجنسية", "تاريخ الميلاد"]
BLANK = [""] * 7


def wide(*rows: list[str]) -> Sheet:
    return sheet([[*row, *BLANK][:7] for row in rows])


def merged(made: Sheet, *ranges: str) -> Sheet:
    firsts = [each.split(":")[0] for each in ranges]
    marks = [(int(first[1:]), first[0], "merged", each) for first, each in zip(firsts, ranges, strict=True)]
    return Sheet(made.source, made.cells, made.rows, pd.DataFrame(marks, columns=["row", "column", "mark", "args"]))


TABLES = {
    "one": ([ONE, ["Ali", "French", "1990"], ["Omar", "Iraqi", "1991"]], [(1, 2)]),
    "a page header that repeats": ([ONE, ["Ali", "French", "1990"], ONE, ["Omar", "Iraqi", "1991"]], [(1, 2)]),
    "other columns below": ([ONE, ["Ali", "French", "1990"], OTHER, ["عمر", "1991", "عراقي"]], [(1, 1), (3, 1)]),
    "a title above the second": (
        [["List"], ONE, ["Ali", "French", "1990"], BLANK, ["Second list"], OTHER, ["عمر", "1991", "عراقي"]],
        [(2, 1), (6, 1)],
    ),
    "a record of one cell above the second": (
        [ONE, ["Ali", "French", "1990"], ["Omar"], OTHER, ["عمر", "1991", "عراقي"]],
        [(1, 2), (4, 1)],
    ),
    "labels above their answers are one form": (
        [
            ["Full name", "Nationality", "Date of birth"],
            ["Ali", "French", "1990"],
            ["Weapon", "Blood type", "Wives", "Children"],
            ["PKM", "A+", "1", "2"],
        ],
        [(1, 1)],
    ),
    "a header in two languages": (
        [["الاسم", "الجنسية", "تاريخ الميلاد"], ["Name", "Nationality", "Date of birth"], ["Ali", "French", "1990"]],
        [(2, 1)],
    ),
    "a second language that leaves some out": (
        [ONE, ["الاسم", "الجنسية"], ["Ali", "French", "1990"]],
        [(2, 1)],
    ),
    "a second table with more labels than the first": (
        [["Full name", "Date of birth"], ["Ali", "1990"], ["Omar", "1992"], BLANK, OTHER, ["عمر", "1991", "عراقي"]],
        [(1, 2), (5, 1)],
    ),
    "side by side": (
        [[*ONE, "", *ONE], ["Ali", "French", "1990", "", "Omar", "Iraqi", "1991"], ["Zayd", "French", "1992"]],
        [(1, 2), (1, 1)],
    ),
    "numbered labels below": (
        [ONE, ["Ali", "French", "1990"], ["1- الاسم", "2- تاريخ الميلاد", "3- الجنسية"], ["عمر", "1991", "عراقي"]],
        [(1, 1), (3, 1)],
    ),
    "labels in two languages below": (
        [
            ["Name / الاسم", "Nationality / الجنسية", "Country of origin / بلد الأصل"],
            ["Ali", "French", "Iraq"],
            ["الاسم\nName", "Date of birth (day/month/year) / تاريخ الميلاد", "الجنسية / Nationality"],
            ["عمر", "1991", "عراقي"],
        ],
        [(1, 1), (3, 1)],
    ),
    "a header of two lines that repeats": (
        [TWIN, ONE, ["Ali", "French", "1990"], TWIN, ONE, ["Omar", "Iraqi", "1991"]],
        [(2, 2)],
    ),
    "a date and a page above the second": (
        [
            [*ONE, "Weapon", "Notes"],
            ["Ali", "French", "1990", "PKM"],
            BLANK,
            ["Note: from memory"],
            BLANK,
            ["Date: 3/1/2016", "", "", "", "Page 2"],
            [*OTHER, "السلاح", "ملاحظات"],
            ["عمر", "1991", "عراقي", "PKM"],
        ],
        [(1, 1), (7, 1)],
    ),
    "a form below a table": (
        [
            [*ONE, "Weapon"],
            ["Ali", "French", "1990", "PKM"],
            BLANK,
            ["Personnel card"],
            *[["Full name", "Omar"], ["Nationality", ""], ["Date of birth", "1991"], ["Weapon", "PKM"]],
        ],
        [(1, 1), (5, 1)],
    ),
    "one label below a table": ([ONE, ["Ali", "French", "1990"], BLANK, ["Weapon", "PKM"]], [(1, 2)]),
    "totals beside each other": (
        [
            [*ONE, "", *ONE],
            ["Ali", "French", "1990", "", "Omar", "Iraqi", "1991"],
            ["Total", "", "1", "", "Total", "", "1"],
        ],
        [(1, 1), (1, 1)],
    ),
    "an empty column between different fields": (
        [["Full name", "Nationality", "", "Date of birth", "Weapon"], ["Ali", "French", "", "1990", "PKM"]],
        [(1, 1)],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), TABLES.values(), ids=TABLES)
def test_each_table_has_its_own_header(rows: list[list[str]], expected: list[tuple[int, int]]) -> None:
    made = records.normalise([wide(*rows)], FORM)
    assert [(each.header_rows[-1], each.account.kept) for each in made.mappings] == expected
    assert all(
        each.account.read == each.account.kept + each.account.blank + each.account.header + each.account.unused
        for each in made.mappings
    )


def test_every_value_is_read_by_the_header_above_it() -> None:
    made = records.normalise([wide(ONE, ["Ali", "French", "1990"], OTHER, ["عمر", "1991", "عراقي"])], FORM)
    frame = made.frame()
    assert frame["nationality_codes"].tolist() == ["FR", "IQ"]
    assert frame["birth_date_earliest"].dt.year.tolist() == [1990, 1991]
    asked = pd.DataFrame({"record": pd.array([0, 1], "Int64"), "field": ["nationality"] * 2})
    assert made.locate(asked)["cell"].tolist() == ["B2", "C4"]


def test_the_tables_of_a_sheet_are_one_hand() -> None:
    days = [[f"M{n}", f"{n}/5/1990", "French"] for n in range(13, 19)]
    made = records.normalise(
        [wide(["Full name", "Date of birth", "Nationality"], *days, ONE, ["Ali", "French", "03/04/1990"])], FORM
    )
    assert made.frame()["birth_date_earliest"].astype(str).tolist()[-1] == "1990-04-03"
    assert made.transcribers[1] == ["amal.csv"]


def test_a_person_who_names_the_header_row_is_believed() -> None:
    rows = wide(ONE, ["Ali", "French", "1990"], OTHER, ["عمر", "1991", "عراقي"])
    made = records.normalise([rows], FORM, header_row=1)
    assert len(made.mappings) == 1 and made.mappings[0].account.kept == 3


def test_labels_in_a_long_sheet_part_tables_too() -> None:
    men = [[f"Man {n}", "French", str(1950 + n % 50)] for n in range(5_000)]
    assert [len(each.rows) for each in tables_of(wide(ONE, *men, OTHER, ["عمر", "1991", "عراقي"]), [FORM])] == [
        5_001,
        2,
    ]


def frame_of(made: Sheet) -> Any:
    return records.normalise([made], FORM).frame()


def test_the_text_of_a_merged_cell_is_that_of_all_its_records() -> None:
    rows = wide(ONE, ["Ali", "French", "1990"], ["Omar", "", "1991"], ["Zayd", "", "1992"], ["Bilal", "", "1993"])
    made = records.normalise([merged(rows, "B2:B4")], FORM)
    assert made.frame()["nationality"].tolist() == ["French", "French", "French", ""]
    asked = pd.DataFrame({"record": pd.array([2, 3], "Int64"), "field": ["nationality"] * 2})
    assert made.locate(asked)["cell"].tolist() == ["B2", "B5"]
    assert made.marks["record"].tolist() == [0, 1, 2]


def test_a_blank_line_inside_a_merged_cell_is_no_record() -> None:
    rows = wide(ONE, ["Ali", "French", "1990"], BLANK, ["Zayd", "", "1992"])
    assert frame_of(merged(rows, "B2:B4"))["nationality"].tolist() == ["French", "French"]


GROUPS = [
    ONE,
    ["كتيبة طارق"],
    ["Ali", "French", "1990"],
    ["2nd Battalion"],
    ["Company B"],
    ["Omar", "Iraqi", "1991"],
    ["Zayd"],
]


def test_a_name_above_a_group_comes_to_its_records() -> None:
    made = records.normalise([wide(*GROUPS)], FORM)
    assert made.frame()["other:(group)"].tolist() == [
        "كتيبة طارق",
        "2nd Battalion / Company B",
        "2nd Battalion / Company B",
    ]
    asked = pd.DataFrame({"record": pd.array([0, 1], "Int64"), "field": ["other:(group)"] * 2})
    assert made.locate(asked)["cell"].tolist() == ["A2", "A4|A5"]
    assert made.mappings[0].account.header == 4


def test_a_name_above_the_header_is_that_of_the_first_page() -> None:
    pages = [
        ["1st Battalion"],
        ONE,
        ["Ali", "French", "1990"],
        BLANK,
        ["2nd Battalion"],
        ONE,
        ["Omar", "Iraqi", "1991"],
    ]
    made = records.normalise([wide(*pages)], FORM)
    assert made.frame()["other:(group)"].tolist() == ["1st Battalion", "2nd Battalion"]
    assert made.mappings[0].account.unused == 0
    title = records.normalise([wide(["1st Battalion"], ONE, ["Company A"], ["Ali", "French", "1990"])], FORM)
    assert title.frame()["other:(group)"].tolist() == ["Company A"]


def test_a_name_without_records_below_it_is_a_header() -> None:
    made = records.normalise([wide(ONE, ["Ali", "French", "1990"], ["2nd Battalion"])], FORM)
    assert (made.mappings[0].account.kept, made.mappings[0].account.header) == (1, 2)
    assert made.frame()["other:(group)"].tolist() == [""]


def test_each_table_goes_to_its_form() -> None:
    other = records.form("prisoner-register")
    first = ["Prisoner number", "Name", "Rank", "Date of capture", "Camp"]
    page = ["Full name", "Country of origin", "Date of birth", "Weapon", "Blood type", "Wives", "Children"]
    table = [page, ["Ali", "French", "1990", "PKM", "A+", "1", "2"]]
    made = wide(first, *([f"7{n}", "Omar", "Private", "13/5/1990", "North"] for n in range(30)), *table, BLANK, *table)
    assert [(len(each.sheet.rows), each.form and each.form.name) for each in assign_sheets([made], [other, FORM])] == [
        (31, "prisoner-register"),
        (5, "fighter-file"),
    ]


def test_a_person_may_say_what_the_groups_are() -> None:
    made = records.normalise([wide(*GROUPS)], FORM, says={"(group)": "source"})
    assert made.frame()["source"].tolist()[0] == "كتيبة طارق"


@pytest.mark.parametrize(
    "text",
    [
        "John Camp",
        "سامي",
        "Battalion",
        "كتيبة",
        "أبو كتيبة",
        "He was then taken to the prison and met the men of a battalion",
    ],
)
def test_what_is_no_unit(text: str) -> None:
    assert not is_unit(text)
