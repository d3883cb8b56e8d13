"""Make the examples of causes: the story of the forms of 2015 at its hardest, and one file for each of five causes.

    PYTHONPATH=$PWD python scripts/make_cause_examples.py [FOLDER]

Nobody here exists. Same bytes every time. The five files are clean files of the benchmark with one fault put in, with
Arabic names, headers and transcribers among the English ones.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from benchmarks.planted.clean import FIELDS, clean
from benchmarks.planted.faults import FAULTS
from scripts.make_examples import write_rows

STORY_HEADER = [
    "ت", "الاسم", "بلد الأصل", "تاريخ الميلاد", "التاريخ المطبوع", "تاريخ الالتحاق", "تاريخ تعبئة الاستمارة",
    "اسم المدخل", "رقم الصفحة",
]  # fmt: skip
STORY: list[list[Any]] = [
    ["سالم بن يوسف", "تونس", "15/02/1987", "2015", "17/03/2014", "25/01/2015", "أمل"],
    ["Karim Bouzidi", "Algeria", dt.date(1991, 6, 24), "2015", "21/06/2014", "25/01/2015", "Layla"],
    ["عادل حمدي", "تونس", "١٩٨٩", "2015", "13/09/2014", "26/01/2015", "أمل"],
    ["ماجد فهد", "السعودية", "3/1410 هـ", "2015", "25/11/1435 هـ", "26/01/2015", "أمل"],
    ["Laurent Cherif", "France", "23/08/1993", "2015", "28/02/2014", "03/02/2015", "Layla"],
    ["إلياس نوري", "المغرب", "c. 1985", "2015", "30/05/2015", "07/06/2015", "عمر"],
    ["تيمور أصلان", "روسيا", "12 شباط 1990", "2015", "19/10/2015", "28/10/2015", "أمل"],
    ["Hasan Yilmaz", "Turkey", "14/08/1988", "2015", "22/11/2015", "", "Layla"],
    ["بلال ناصر", "الأردن", "17/05/1988", "2015", "15/02/2016", "", "عمر"],
    ["Jean Luca", "France", "30/11/1995", "2015", "١٦ أيار ٢٠١٦", "20/05/2016", "عمر"],
    ["رستم كريم", "تركيا", "19/10/1983", "2015", "28 نيسان 2016", "", "عمر"],
    ["Hani Darwish", "Syria", "22/04/1992", "2015", "12/4/1437 هـ", "", "Omar"],
    ["منير طاهر", "ليبيا", "1986", "2015", "1437", "", "عمر"],
    ["Anas Khalifa", "Iraq", "16/12/1984", "2015", "29/07/2016", "19/12/2015", "عمر"],
    ["وليد صابر", "مصر", dt.date(1990, 3, 14), "2015", dt.date(2016, 6, 19), "", "عمر"],
    ["Samir Haddad", "Lebanon", "13/01/1994", "2015", "21/01/2016", "", "عمر"],
    ["فهد راشد", "السعودية", "27/09/1989", "1437", "13/11/2016", "", "عمر"],
    ["Idris Werfalli", "Libya", "18/04/1991", "1436", "14/02/2016", "", "عمر"],
    ["زياد مراد", "تونس", "25/10/2016", "2015", "14/06/2014", "21/02/2015", "أمل"],
    ["Yusuf Zoubi", "Jordan", "30/07/1987", "2015", "16/08/2014", "23/02/2015", "Layla"],
]  # fmt: skip
LABELS = {
    "record_no": "ت", "full_name": "Full name", "origin_country": "بلد الأصل", "residence_country": "Residence",
    "birth_date": "تاريخ الميلاد", "blood_type": "فصيلة الدم", "weapon": "Weapon", "wives_count": "عدد الزوجات",
    "education": "Education", "join_date": "تاريخ الالتحاق", "template_date": "التاريخ المطبوع",
    "form_date": "تاريخ ملء الاستمارة", "transcriber": "اسم المدخل", "page": "رقم الصفحة", "source": "Source",
}  # fmt: skip
PEOPLE = {"Amal": "أمل", "Layla": "ليلى", "Omar": "عمر"}
WORDS = {
    "Tunisia": "تونس", "Egypt": "مصر", "Morocco": "المغرب", "Jordan": "الأردن", "secondary": "ثانوي", "sniper": "قناص",
    "intermediate": "ابتدائي",
}  # fmt: skip
GIVEN = {
    "Ahmad": "أحمد", "Ali": "علي", "Omar": "عمر", "Khalid": "خالد", "Hasan": "حسن", "Yusuf": "يوسف", "Salim": "سالم",
    "Tariq": "طارق", "Bilal": "بلال", "Karim": "كريم", "Tounsi": "التونسي", "Zoubi": "الزعبي", "Masri": "المصري",
}  # fmt: skip
CAUSES = {
    "day-and-month-swapped": ("locale", 60),
    "columns-swapped": ("columns swapped, one transcriber", 60),
    "column-shifted": ("column shifted, from the middle", 60),
    "pulled-down": ("filled days", 60),
    "typed-twice": ("typed twice", 60),
}
"""Of each file the fault of the benchmark, and how many records it has."""


def write(path: Path, title: str, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """A sheet from right to left: a title, the header, texts as they were typed, and true date cells."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2017, 2, 1), "title": "Invented example"})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("الملفات")
    sheet.right_to_left()
    sheet.write_string(0, 0, title, bold)
    sheet.set_column(0, len(header) - 1, 18)
    for column, label in enumerate(header):
        sheet.write_string(2, column, label, bold)
    write_rows(sheet, 3, [[each if isinstance(each, dt.date) else str(each) for each in row] for row in rows], day)
    book.close()


def in_two_languages(row: dict[str, Any]) -> list[Any]:
    """A record with some of its words in Arabic: names of those whose every part has one."""
    parts = str(row["full_name"]).split()
    if all(part in GIVEN for part in parts):
        row["full_name"] = " ".join(GIVEN[part] for part in parts)
    row["transcriber"] = PEOPLE.get(row["transcriber"], row["transcriber"])
    return [WORDS.get(value, value) if isinstance(value, str) else value for value in map(row.__getitem__, FIELDS)]


def main(folder: Path) -> None:
    """Write the six workbooks."""
    (folder / "causes").mkdir(parents=True, exist_ok=True)
    rows = [[n, *each, f"M-{n:02d}"] for n, each in enumerate(STORY, start=1)]
    write(folder / "printed-2015.xlsx", "استمارات مطبوعة سنة 2015 (مثال مختلق)", STORY_HEADER, rows)
    for seed, (name, (fault, records)) in enumerate(CAUSES.items(), start=1):
        papers = clean(records, seed)
        FAULTS[fault].plant(papers, Random(seed))
        title = "مثال مختلق / invented example"
        write(
            folder / "causes" / f"{name}.xlsx",
            title,
            [LABELS[each] for each in FIELDS],
            list(map(in_two_languages, papers)),
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "examples")
