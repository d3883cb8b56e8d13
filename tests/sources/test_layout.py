"""Where tables stand in a sheet, by shape alone: layouts as people type them, each with what a person sees in it."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from records.sources.layout import tables
from records.sources.sheet import MARKS, Sheet
from tests.test_composite import sheet

Seen = tuple[tuple[int, ...], int, int, str]

LAYOUTS: dict[str, tuple[str, list[Seen]]] = {
    "title lines and a date line": (
        """
        كتيبة طارق بن زياد | | | |
        التاريخ: | 2015-03-01 | | |
        م | الاسم | الكنية | تاريخ الميلاد | عدد الزوجات
        1 | سامي | أبو نور | 1990/5/1 | 1
        2 | عمر | أبو علي | 1987/1/2 | 0
        """,
        [((3,), 4, 5, "A:E")],
    ),
    "empty columns at the left, blank lines above": (
        """
        | | | |
        | | List of men | |
        | | | |
        | | Name | Born | Wives
        | | Sami | 1990 | 1
        | | Omar | 1987 | 2
        """,
        [((4,), 5, 6, "C:E")],
    ),
    "spacer columns": (
        """
        No | Name | | Nationality | Born | | Wives
        1 | Sami | | Syrian | 1990 | | 1
        2 | Omar | | Iraqi | 1987 | | 0
        3 | Adam | | French | 1991 | | 2
        """,
        [((1,), 2, 4, "A:G")],
    ),
    "parents over groups of columns": (
        """
        | الزوجة الأولى | | الزوجة الثانية |
        الاسم | الاسم | عدد الأطفال | الاسم | عدد الأطفال
        سامي | ليلى | 2 | هند | 1
        عمر | سلمى | 0 | |
        """,
        [((1, 2), 3, 4, "A:E")],
    ),
    "parents in the middle of their columns": (
        """
        | | First wife | | | Second wife |
        Name | Name | Born | Children | Name | Born | Children
        Sami | Layla | 1990 | 2 | Hind | 1991 | 0
        Omar | Salma | 1992 | 1 | | |
        """,
        [((1, 2), 3, 4, "A:G")],
    ),
    "a parent line that names the columns its children leave out": (
        """
        No | Name | Wife 1 | | Wife 2 |
        | | Name | Children | Name | Children
        1 | Sami | Layla | 2 | Hind | 0
        2 | Omar | Salma | 1 | |
        """,
        [((1, 2), 3, 4, "A:F")],
    ),
    "a header of three rows": (
        """
        | العائلة | | | | الخدمة | | |
        | الزوجات | | الأطفال | | الدخول | | الخروج |
        الاسم | أحياء | أموات | بنون | بنات | سنة | مكان | سنة | مكان
        سامي | 1 | 0 | 2 | 1 | 2013 | جرابلس | 2015 | الرقة
        عمر | 2 | 0 | 0 | 3 | 2014 | تل أبيض | 2016 | الموصل
        """,
        [((1, 2, 3), 4, 5, "A:I")],
    ),
    "a row of units": (
        """
        Name | Height | Weight | Stay
        | (cm) | (kg) | (months)
        Sami | 180 | 75 | 12
        Omar | 175 | 80 | 3
        """,
        [((1, 2), 3, 4, "A:D")],
    ),
    "units of some columns only": (
        """
        الاسم | الطول | الوزن | سنة الالتحاق
        | سم | كغ |
        سامي | 180 | 75 | 2013
        عمر | 175 | 80 | 2014
        """,
        [((1, 2), 3, 4, "A:D")],
    ),
    "a column of numbers that has no header": (
        """
        | الاسم | الكنية
        1 | سامي | أبو نور
        2 | عمر | أبو علي
        """,
        [((1,), 2, 3, "A:C")],
    ),
    "a header in two languages": (
        """
        الاسم | تاريخ الميلاد | عدد الزوجات
        Name | Date of birth | Wives
        سامي | 1990/1/2 | 1
        عمر | 1987/3/4 | 2
        """,
        [((1, 2), 3, 4, "A:C")],
    ),
    "the first record does not know its figure": (
        """
        الاسم | الجنسية | عدد الزوجات
        سامي | سوري | لا يعرف
        عمر | عراقي | 2
        آدم | فرنسي | 1
        """,
        [((1,), 2, 4, "A:C")],
    ),
    "notes right below": (
        """
        Name | Born | Wives
        Sami | 1990 | 1
        Omar | 1987 | 2
        Source: copies of the forms, typed by two people | |
        * not legible | |
        """,
        [((1,), 2, 3, "A:C")],
    ),
    "notes below a blank line, and a signature": (
        """
        الاسم | الميلاد | الزوجات
        سامي | 1990 | 1
        عمر | 1987 | 2
        | |
        ملاحظة: نقلت عن الأصل | |
        | | التوقيع
        """,
        [((1,), 2, 3, "A:C")],
    ),
    "a total below": (
        """
        الولاية | العدد | الأطفال
        نينوى | 14 | 20
        الرقة | 9 | 11
        المجموع | 23 | 31
        """,
        [((1,), 2, 4, "A:C")],
    ),
    "two tables side by side with the same labels": (
        """
        First company | | | Second company |
        Name | Wives | | Name | Wives
        Sami | 1 | | Omar | 2
        Adam | 0 | | Yusuf | 1
        """,
        [((2,), 3, 4, "A:B"), ((2,), 3, 4, "D:E")],
    ),
    "two tables side by side of different lengths": (
        """
        الاسم | السلاح | | الرمز | المعنى | العدد
        سامي | رشاش | | 1 | رشاش | 4
        عمر | قناص | | 2 | قناص | 2
        آدم | رشاش | | | |
        يوسف | رشاش | | | |
        علي | قناص | | | |
        """,
        [((1,), 2, 6, "A:B"), ((1,), 2, 3, "D:F")],
    ),
    "two stacked tables, one blank line between": (
        """
        Name | Born | Wives | Nationality
        Sami | 1990 | 1 | Syrian
        Omar | 1987 | 2 | Iraqi
        | | |
        Weapon | Pieces | |
        Rifle | 12 | |
        Pistol | 3 | |
        """,
        [((1,), 2, 3, "A:D"), ((5,), 6, 7, "A:B")],
    ),
    "two stacked tables of words": (
        """
        الاسم | الجنسية | السكن
        سامي | سوري | حلب
        عمر | عراقي | الموصل
        | |
        السلاح | المسؤول |
        رشاش | آدم |
        قناص | يوسف |
        """,
        [((1,), 2, 3, "A:C"), ((5,), 6, 7, "A:B")],
    ),
    "group rows among the records": (
        """
        الاسم | الميلاد | الزوجات
        السرية الأولى | |
        سامي | 1990 | 1
        عمر | 1987 | 2
        السرية الثانية | |
        آدم | 1991 | 0
        """,
        [((1,), 2, 6, "A:C")],
    ),
    "the header again on each page": (
        """
        Name | Born | Wives
        Sami | 1990 | 1
        | |
        Name | Born | Wives
        Omar | 1987 | 2
        Name | Born | Wives
        Adam | 1991 | 0
        """,
        [((1,), 2, 7, "A:C")],
    ),
    "the header apart from its records": (
        """
        Name | Nationality | Home
        | |
        Sami | Syrian | Aleppo
        Omar | Iraqi | Mosul
        """,
        [((1,), 3, 4, "A:C")],
    ),
    "a blank line between all records": (
        """
        الاسم | الجنسية | الميلاد
        | |
        سامي | | 1990
        | |
        عمر | عراقي | 1987
        """,
        [((1,), 3, 5, "A:C")],
    ),
    "lines of prose above": (
        """
        Typed by | hand in | | and checked by | another
        as the | forms | lie | in | boxes
        of two | | kinds | | here
        Name | Born | Joined | Wives | Children
        Sami | 1990 | 2013 | 1 | 2
        Omar | 1987 | 2014 | 0 | 0
        """,
        [((4,), 5, 6, "A:E")],
    ),
    "years over figures": (
        """
        | 2013 | 2014 | 2015
        Syrian | 12 | 30 | 7
        Iraqi | 4 | 9 | 11
        """,
        [((1,), 2, 3, "A:D")],
    ),
    "numbers of the columns above the header": (
        """
        1 | 2 | 3
        Name | Born | Wives
        Sami | 1990 | 1
        Omar | 1987 | 2
        """,
        [((2,), 3, 4, "A:C")],
    ),
    "figures without a header are no table": ("2013 | 12\n2014 | 30\n2015 | 7", []),
    "words beside dates without a header are no table": ("joined | 2013-01-02\nleft | 2015-03-04", []),
    "two lists under each other, the second without a header": (
        """
        الجنسية | العدد | النسبة
        سوري | 12 | 0.6
        عراقي | 8 | 0.4
        | |
        | |
        حسب السكن | |
        حلب | 3 | 0.2
        الموصل | 5 | 0.3
        """,
        [((1,), 2, 3, "A:C")],
    ),
}


def grid(text: str, merged: tuple[str, ...] = ()) -> Sheet:
    """A sheet of lines whose cells are parted by bars."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip("\n").splitlines() if line.strip()]
    width = max(map(len, rows))
    made = sheet(*[row + [""] * (width - len(row)) for row in rows])
    marks = [(int(each.split(":")[0].lstrip("ABCDEFGH")), each[0], "merged", each) for each in merged]
    return replace(made, marks=pd.DataFrame(marks, columns=list(MARKS)))


def seen(made: Sheet) -> list[Seen]:
    return [
        (each.header_rows, each.first_row, each.last_row, f"{each.columns[0]}:{each.columns[-1]}")
        for each in tables(made)
    ]


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_table_stands_where_a_person_sees_it(text: str, expected: list[Seen]) -> None:
    assert seen(grid(text)) == expected


@pytest.mark.parametrize(("text", "expected"), LAYOUTS.values(), ids=LAYOUTS)
def test_a_table_is_where_it_is_moved_to(text: str, expected: list[Seen]) -> None:
    """Two blank lines above and two blank columns before it: everything moves, nothing changes."""
    made = grid("| |\n| |\n" + "\n".join("| |" + line for line in text.strip("\n").splitlines() if line.strip()))
    moved = [
        (tuple(row + 2 for row in header), first + 2, last + 2, _moved(columns))
        for header, first, last, columns in expected
    ]
    assert seen(made) == moved


def _moved(columns: str) -> str:
    return ":".join(chr(ord(letter) + 2) for letter in columns.split(":"))


MERGED = """
الأولاد | | الاسم | الخدمة | |
بنون | بنات | | السنة | المكان | الدور
2 | 1 | سامي | 2013 | حلب | مقاتل
0 | 3 | عمر | 2014 | الرقة | شرعي
"""


def test_merged_cells_join_the_rows_of_a_header() -> None:
    assert seen(grid(MERGED, ("A1:B1", "C1:C2", "D1:F1"))) == [((1, 2), 3, 4, "A:F")]


def test_a_merged_title_is_no_parent() -> None:
    text = "List of the company | | \nName | Born | Wives\nSami | 1990 | 1"
    assert seen(grid(text, ("A1:C1",))) == [((2,), 3, 3, "A:C")]


def test_a_merged_cell_holds_a_header_together_over_blank_lines() -> None:
    text = "الاسم | المواليد | \n | | \n | | \n | السنة | المكان\nسامي | 1990 | حلب\nعمر | 1987 | الرقة"
    assert seen(grid(text, ("A1:A4", "B1:C3"))) == [((1, 4), 5, 6, "A:C")]


def test_a_group_name_merged_over_the_table_is_one_of_its_rows() -> None:
    text = "Name | Born | Wives\nFirst company | | \nSami | 1990 | 1\nSecond company | | \nOmar | 1987 | 2"
    assert seen(grid(text, ("A2:C2", "A4:C4"))) == [((1,), 2, 5, "A:C")]


def test_cells_of_blanks_are_blank() -> None:
    text = "Title | \u00a0 | \nName | Born | Wives\nSami | 1990 | 1\nnote | \u200f | "
    made = sheet(["Title", "\u00a0", " "], ["Name", "Born", "Wives"], ["Sami", "1990", "1"], ["note", "\u200f", " "])
    assert seen(made) == seen(grid(text)) == [((2,), 3, 3, "A:C")]
