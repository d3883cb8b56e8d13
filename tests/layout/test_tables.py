"""Where tables stand in a sheet, by shape alone: layouts as people type them, each with what a person sees in it."""

from __future__ import annotations

import random
from dataclasses import replace

import pandas as pd
import pytest

from records.layout.questions import labels, without_forms
from records.layout.tables import tables
from records.sources.sheet import MARKS, Sheet
from tests.answers.test_shared_boxes import sheet

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
    "a title and a blank line over a table of words": (
        """
        استمارات المقاتلين | | | | |
        | | | | |
        الاسم | الكنية | الجنسية | السكن | المهنة | ملاحظات
        سامي | أبو نور | سوري | حلب | تاجر |
        عمر | أبو علي | عراقي | | طالب | مريض
        آدم | | فرنسي | باريس | |
        """,
        [((3,), 4, 6, "A:F")],
    ),
    "labels and their answers above": (
        """
        الكتيبة: | طارق | | الشهر: | آذار
        الاسم | الميلاد | الجنسية | الزوجات | الأطفال
        سامي | 1990 | سوري | 1 | 2
        عمر | 1987 | عراقي | 2 | 0
        """,
        [((2,), 3, 4, "A:E")],
    ),
    "a remark with its label below": (
        """
        الاسم | الكنية | الجنسية | السكن
        سامي | أبو نور | سوري | حلب
        عمر | أبو علي | عراقي | الموصل
        ملاحظة: | نقلت عن الأصل | |
        """,
        [((1,), 2, 3, "A:D")],
    ),
    "names of groups between blank lines": (
        """
        الاسم | الميلاد | الزوجات
        | |
        السرية الأولى | |
        سامي | 1990 | 1
        عمر | 1987 | 2
        | |
        السرية الثانية | |
        آدم | 1991 | 0
        """,
        [((1,), 3, 8, "A:C")],
    ),
    "names of groups between blank lines, all words": (
        """
        الاسم | الجنسية | السكن
        | |
        السرية الأولى | |
        سامي | سوري | حلب
        عمر | عراقي | الموصل
        | |
        السرية الثانية | |
        آدم | فرنسي | باريس
        """,
        [((1,), 3, 8, "A:C")],
    ),
    "a total whose name stands in the middle": (
        """
        No | Name | Wives | Children
        1 | Sami | 1 | 2
        2 | Omar | 2 | 0
        | Total | 3 | 2
        """,
        [((1,), 2, 4, "A:D")],
    ),
    "a total below a blank line": (
        """
        Name | Nationality | Home | Work | Wives | Children
        Sami | Syrian | Aleppo | cook | 1 | 2
        Omar | Iraqi | Mosul | guard | 2 | 0
        | | | | |
        Total | | | | 3 | 2
        """,
        [((1,), 2, 5, "A:F")],
    ),
    "signatures below": (
        """
        Name | Born | Wives | Children
        Sami | 1990 | 1 | 2
        Omar | 1987 | 2 | 0
        | | |
        Signature | | Stamp |
        Adam | | Yusuf |
        """,
        [((1,), 2, 3, "A:D")],
    ),
    "many empty cells": (
        """
        الاسم | الكنية | الميلاد | الجنسية | الزوجات | الأطفال | ملاحظات
        سامي | | 1990 | | | |
        | أبو علي | | عراقي | 2 | |
        آدم | | | | | |
        يوسف | أبو بكر | | | | 3 | جريح
        """,
        [((1,), 2, 5, "A:G")],
    ),
    "one record": (
        """
        الاسم | الميلاد | الزوجات
        سامي | 1990 | 1
        """,
        [((1,), 2, 2, "A:C")],
    ),
    "Arabic digits": (
        """
        م | الاسم | تاريخ الولادة
        ١ | سامي | ١٩٩٠/٥/١
        ٢ | عمر | ١٤٠٧
        ٣ | آدم | لا يعرف
        """,
        [((1,), 2, 4, "A:C")],
    ),
    "what exported the file and when above": (
        """
        exported | 2017-01-31 | | |
        by | Amal | | |
        Name | Joined | Nationality | Wives | Children
        Sami | 2013-01-02 | Syrian | 1 | 2
        Omar | 2014-03-04 | Iraqi | 2 | 0
        """,
        [((3,), 4, 5, "A:E")],
    ),
    "years among the labels": (
        """
        الولاية | 2014 | 2015 | المجموع
        نينوى | 14 | 20 | 34
        الرقة | 9 | 11 | 20
        """,
        [((1,), 2, 3, "A:D")],
    ),
    "two tables side by side, two blank columns between": (
        """
        Name | Wives | | | Weapon | Pieces
        Sami | 1 | | | Rifle | 4
        Omar | 2 | | | Pistol | 2
        Adam | 0 | | | Knife | 3
        """,
        [((1,), 2, 4, "A:B"), ((1,), 2, 4, "E:F")],
    ),
    "two stacked tables, each with a title": (
        """
        قائمة الرجال | | |
        الاسم | الميلاد | الزوجات | الجنسية
        سامي | 1990 | 1 | سوري
        عمر | 1987 | 2 | عراقي
        | | |
        قائمة السلاح | | |
        السلاح | العدد | |
        رشاش | 4 | |
        قناص | 2 | |
        """,
        [((2,), 3, 4, "A:D"), ((7,), 8, 9, "A:B")],
    ),
    "the numbers of the columns below the header": (
        """
        No | Name | Born | Wives
        1 | 2 | 3 | 4
        1 | Sami | 1990 | 1
        2 | Omar | 1987 | 2
        """,
        [((1, 2), 3, 4, "A:D")],
    ),
    "days over marks": (
        """
        الاسم | 1 | 2 | 3 | 4
        سامي | ح | غ | ح | ح
        عمر | ح | ح | غ | غ
        آدم | غ | ح | ح | ح
        """,
        [((1,), 2, 4, "A:E")],
    ),
    "questions of an online form as the header": (
        """
        طابع زمني | ما اسم المقاتل؟ | ما هو تاريخ الميلاد كما هو مكتوب في الاستمارة؟ | كم عدد الزوجات؟
        2017-01-31 10:20 | سامي | 1990 | 1
        2017-01-31 10:25 | عمر | 1987 | لا يعرف
        """,
        [((1,), 2, 3, "A:D")],
    ),
    "a remark beside the header": (
        """
        Name | Born | Wives | | typed by Amal
        Sami | 1990 | 1 | |
        Omar | 1987 | 2 | |
        Adam | 1991 | 0 | |
        """,
        [((1,), 2, 4, "A:C")],
    ),
    "the same header twice, each with a title": (
        """
        الرجال | |
        الاسم | الجنسية | السكن
        سامي | سوري | حلب
        عمر | عراقي | الموصل
        | |
        النساء | |
        الاسم | الجنسية | السكن
        ليلى | سورية | حلب
        هند | عراقية | الموصل
        """,
        [((2,), 3, 4, "A:C"), ((7,), 8, 9, "A:C")],
    ),
    "years over pairs of columns": (
        """
        | 2014 | | 2015 |
        الولاية | رجال | نساء | رجال | نساء
        نينوى | 14 | 2 | 20 | 3
        الرقة | 9 | 1 | 11 | 0
        """,
        [((1, 2), 3, 4, "A:E")],
    ),
    "parents that begin in the first column": (
        """
        معلومات شخصية | | | الخدمة | |
        الاسم | الميلاد | الجنسية | الدخول | المكان | العمل
        سامي | 1990 | سوري | 2013 | حلب | مقاتل
        عمر | 1987 | عراقي | 2014 | الرقة | شرعي
        """,
        [((1, 2), 3, 4, "A:F")],
    ),
    "parents over a table of words": (
        """
        معلومات شخصية | | | الخدمة | |
        الاسم | الكنية | الجنسية | الدور | المكان | العمل
        سامي | أبو نور | سوري | مقاتل | حلب | حارس
        عمر | أبو علي | عراقي | شرعي | الرقة | قاض
        """,
        [((1, 2), 3, 4, "A:F")],
    ),
    "a title with its year in a cell": (
        """
        سجل سنة | 2015 | | |
        الاسم | الميلاد | الجنسية | الزوجات | الأطفال
        سامي | 1990 | سوري | 1 | 2
        عمر | 1987 | عراقي | 2 | 0
        """,
        [((2,), 3, 4, "A:E")],
    ),
    "two stacked tables of the same columns": (
        """
        Name | Born | Wives
        Sami | 1990 | 1
        Omar | 1987 | 2
        | |
        Weapon | Pieces | Rounds
        Rifle | 4 | 120
        Pistol | 2 | 30
        """,
        [((1,), 2, 3, "A:C"), ((5,), 6, 7, "A:C")],
    ),
    "a date alone in a line above": (
        """
        القائمة | |
        2015-03-01 | |
        الاسم | الالتحاق | الزوجات
        سامي | 2013-01-02 | 1
        عمر | 2014-03-04 | 2
        """,
        [((3,), 4, 5, "A:C")],
    ),
    "figures and words mixed in a column": (
        """
        Name | Children per wife | Born | Blood
        Sami | 3+1 | 1990 | O+
        Omar | 0 | 1437 | A-
        Adam | 2+2+1 | unknown | ?
        """,
        [((1,), 2, 4, "A:D")],
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
    return merge(made, *merged)


def merge(made: Sheet, *ranges: str) -> Sheet:
    """The sheet with merged cells."""
    marks = [(int(each.split(":")[0].lstrip("ABCDEFGH")), each[0], "merged", each) for each in ranges]
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


TEXTS = (
    "",
    "",
    "a",
    "Name:",
    "x y",
    "1",
    "1990",
    "2015-01-02",
    "TRUE",
    "..",
    "15 - 24",
    "الاسم",
    "نعم؟",
    "\u200f",
    "#REF!",
)


@pytest.mark.parametrize("seed", range(150))
def test_whatever_stands_in_a_sheet_a_table_has_a_header_above_its_records(seed: int) -> None:
    draw = random.Random(seed)
    high, wide = draw.randint(1, 14), draw.randint(1, 8)
    rows = [[draw.choice(TEXTS) for _ in range(wide)] for _ in range(high)]
    left, right = sorted(draw.choices("ABCDEFGH"[:wide], k=2))
    top, bottom = sorted(draw.choices(range(1, high + 1), k=2))
    made = merge(sheet(*rows), f"{left}{top}:{right}{bottom}")
    forms = labels(made)
    for each in without_forms(tables(made), forms):
        assert list(each.header_rows) == sorted({*each.header_rows})
        assert each.header_rows[-1] < each.first_row <= each.last_row <= high
        assert len(each.columns) > 1
        assert {*each.columns} <= {*made.letters}
