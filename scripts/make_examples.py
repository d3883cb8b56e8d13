"""Make the example workbooks: fourteen invented men on the pattern of the story. Same bytes every time.

    python scripts/make_examples.py [FOLDER]

Nobody here exists. The papers' pattern is real: forms printed 2015, some joinings of 2016, several transcribers, two languages.
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

FILES_HEADER = [
    "ت", "الاسم", "Name (Latin)", "Kunya", "بلد الأصل", "Country of residence", "الجنسية", "تاريخ الميلاد", "فصيلة الدم",
    "اختصاص السلاح", "عدد الزوجات", "أطفال كل زوجة", "عدد الأطفال", "السبايا", "المستوى الدراسي", "تاريخ الالتحاق",
    "تاريخ تعبئة الاستمارة", "الصورة", "ملاحظات", "اسم المدخل", "رقم الصفحة", "لون الغلاف",
]  # fmt: skip
FILES: list[list[Any]] = [
    [1, "سامي بن يوسف الدرعي", "Sami ben Youssef Derai", "أبو نور", "تونس", "فرنسا", "تونسي", "15/02/1987", "O+", "PKM", 1, "2", 2, "لا يوجد", "ثانوي", "17/03/2014", "25/01/2016", "نعم", "", "أمل", "M-01", "أزرق"],
    [2, "كمال رشيد بوزيدي", "Kamel Rachid Bouzidi", "أبو ريان", "الجزائر", "France", "فرنسي", dt.date(1991, 6, 24), "+A", "قناص", 0, "", 0, "", "جامعي", "21/06/2014", "25/01/2016", "نعم", "من أصل جزائري", "أمل", "M-02", "أزرق"],
    [3, "عادل حمدي السوسي", "Adel Hamdi Soussi", "أبو ليث", "Tunisia", "Tunisia", "TN", "١٩٨٩", "او موجب", "بي كي سي", "زوجتان", "3+1", 4, "", "ثانوي", "13/09/2014", "26/01/2016", "نعم", "", "أمل", "M-03", "أزرق"],
    [4, "ماجد فهد العمري", "Majid Fahd al-Omari", "أبو تميم", "السعودية", "السعودية", "سعودي", "3/1410 هـ", "A+", "كلاشنكوف", 2, "2+2", 4, "", "جامعي", "25/11/1435 هـ", "26/01/2016", "نعم", "طلب نقل إلى الشام", "أمل", "M-04", "أخضر"],
    [5, "لوران مروان شريف", "Laurent Marouane Cherif", "أبو آدم", "France", "France", "French", "23/08/1993", "B-", "RPG", 0, "", 0, "", "", "28/02/2014", "03/02/2016", "لا", "", "أمل", "M-05", "أخضر"],
    [6, "إلياس نوري حداد", "Ilyas Nouri Haddad", "أبو سلمى", "المغرب", "بلجيكا", "مغربي / بلجيكي", "c. 1985", "AB+", "هاون", 1, "3", 3, "", "متوسط", "30/05/2014", "07/01/2016", "نعم", "", "أمل", "M-06", "أخضر"],
    [7, "تيمور أصلان قادر", "Timur Aslan Kadir", "أبو فرح", "داغستان", "روسيا", "روسي", "12 شباط 1990", "غير معروف", "دوشكا", 1, "1", 1, "", "ثانوي", "19/10/2014", "08/01/2016", "نعم", "إصابة في الظهر، يرفض القتال", "أمل", "M-07", "أزرق"],
    [8, "وليد صابر منصور", "Walid Saber Mansour", "أبو هاجر", "مصر", "مصر", "مصري", "14/08/2015", "O-", "كلاش", 0, "", 0, "", "جامعي", "غير معروف", "27/05/2015", "نعم", "", "أمل", "M-08", "أزرق"],
    [9, "بلال ناصر الحسن", "Bilal Nasser al-Hassan", "أبو رعد", "Jordan", "الأردن", "أردني", "07/05/1988", "B+", "عبوات", 1, "-", "", "", "دبلوم", "15/02/2016", "20/05/2016", "نعم", "", "عمر", "M-09", "أزرق"],
    [10, "جان باسم لوكا", "Jean Bassem Luca", "أبو مالك", "فرنسا", "فرنسا", "فرنسا", "30/11/1995", "A-", "مسعف", 0, "", 0, "", "university", "03/03/2016", "20/05/2016", "لا", "", "عمر", "M-10", ""],
    [11, "رستم كريم يلدز", "Rustam Karim Yildiz", "أبو داود", "Türkiye", "تركيا", "تركي", "19/10/1983", "AB-", "سائق", 2, "1+0", 1, 1, "ابتدائي", "28/04/2016", "21/05/2016", "نعم", "", "عمر", "M-11", ""],
    [12, "هاني زكريا درويش", "Hani Zakaria Darwish", "أبو مصعب", "سوريا", "سوريا", "سوري", "22/04/1992", "0+", "PKC", 1, "2", 2, "", "ثانوي", "12/4/1437 هـ", "21/05/2016", "نعم", "", "عمر", "M-12", ""],
    [13, "منير طاهر غازي", "Mounir Taher Ghazi", "أبو جنان", "ليبيا", "ليبيا", "ليبي", "1986", "O+", "قناصة", 1, "4", 4, "", "ثانوي", "1437", "23/10/2016", "نعم", "", "عمر", "M-13", ""],
    [14, "أنس جمال خليفة", "Anas Jamal Khalifa", "أبو وسام", "العراق", "العراق", "عراقي", "16/12/1984", "غير واضح", "م.ط", "", "", "", "", "إعدادية", "29/07/2014", "23/10/2016", "نعم", "صفحة ممزقة", "عمر", "M-14", ""],
]  # fmt: skip
MEDICAL_HEADER = [
    "رقم",
    "اسم المريض",
    "الكنية الجهادية",
    "Unit",
    "التاريخ المطبوع",
    "تاريخ المعاينة",
    "تاريخ الالتحاق",
    "الشكوى",
    "التشخيص",
    "التوصية",
    "أيام الراحة",
    "الطبيب",
    "ملاحظات",
    "Transcriber",
]
COMPLAINTS = [
    ("ألم في الظهر", "انزلاق غضروفي", "راحة", 10), ("صداع", "شقيقة", "راحة", 3), ("back pain", "disc", "excused from guard duty", 14),
    ("إصابة في اليد", "كسر", "نقل إلى المستشفى", 30), ("حمى", "التهاب", "راحة", 5), ("ضيق تنفس", "ربو", "إعفاء من الرباط", ""),
    ("ألم في الظهر", "لا يوجد", "لا يوجد", "لا يوجد"),
]  # fmt: skip
SECOND_HEADER = [
    "no",
    "full_name",
    "country of origin",
    "residence_country",
    "nationality",
    "date of birth",
    "blood group",
    "weapon specialty",
    "wives",
    "children per wife",
    "date of joining",
    "date filled in",
    "transcriber",
    "colour of cover",
]


def medical() -> list[list[Any]]:
    """The medical form of each man: printed 2015, the joining as the clerk wrote it down again."""
    rows = []
    for n, man in enumerate(FILES):
        complaint, diagnosis, recommendation, rest = COMPLAINTS[n % len(COMPLAINTS)]
        joined = man[15] if n != 7 else ""
        visited = "" if n >= 8 else f"{n + 10}/12/2015"
        rows.append(
            [
                n + 1,
                man[1],
                man[3],
                "كتيبة طارق",
                2015,
                visited,
                joined,
                complaint,
                diagnosis,
                recommendation,
                rest,
                "د. سليم",
                "",
                man[19],
            ]
        )
    return rows


def second_hand() -> list[list[str]]:
    """The first eight men again, by another transcriber: other spellings, two slips, one blank."""
    spelt = {
        "تونس": "Tunisie",
        "فرنسا": "France",
        "السعودية": "KSA",
        "PKM": "PKC",
        "كلاشنكوف": "AK-47",
        "قناص": "sniper",
    }
    rows = []
    for man in FILES[:8]:
        birth = man[7].strftime("%d/%m/%Y") if isinstance(man[7], dt.date) else man[7]
        picked = [man[0], man[1], man[4], man[5], man[6], birth, man[8], man[9], man[10], man[11], man[15], man[16]]
        rows.append([spelt.get(str(each), str(each)) for each in picked] + ["ليلى", man[21]])
    rows[0][5] = "15/02/1978"
    rows[4][6] = "B+"
    rows[5][8] = ""
    return rows


MEN_HEADER = [
    "ت",
    "الاسم",
    "Kunya",
    "الجنسية",
    "تاريخ الميلاد",
    "فصيلة الدم",
    "تاريخ الالتحاق",
    "تاريخ تعبئة الاستمارة",
    "اسم المدخل",
    "رقم الصفحة",
]
MEN: list[list[Any]] = [
    [1, "كريم داود الحضرمي", "أبو نوح", "يمني", "15/02/1987", "A+", "01/06/2014", "12/01/2015", "أمل", "P-01"],
    [2, "أنس راشد القيرواني", "أبو زيد", "تونسي", "05/01/1990", "O-", "09/03/2015", "20/03/2015", "أمل", "P-02"],
    [3, "بلال راشد القيرواني", "أبو سهل", "تونسي", "11/08/1993", "O-", "09/03/2015", "20/03/2015", "أمل", "P-03"],
    [4, "حمزة إدريس الفاسي", "أبو عمار", "مغربي", "21/08/1979", "B+", "09/01/2015", "22/01/2015", "أمل", "P-04"],
    [5, "فريد سمير الكتبي", "أبو يحيى", "أردني", "30/12/1988", "AB+", "17/10/2014", "02/02/2015", "أمل", "P-05"],
    [6, "حمزه ادريس الفاسي", "ابو عمار", "المغرب", "21/8/1979", "B+", "9/1/2015", "22/1/2015", "عمر", "P-04"],
]  # fmt: skip
"""The third man and the second are brothers; the fourth was typed twice."""
VISITS_HEADER = [
    "رقم",
    "Patient",
    "Kunya",
    "Unit",
    "Date of visit",
    "Date of joining",
    "Complaint",
    "Diagnosis",
    "Transcriber",
]
VISITS: list[list[Any]] = [
    [11, "Karim Daoud al-Hadrami", "Abu Nuh", "Tariq", "03/02/2015", "01/06/2014", "back pain", "disc", "Omar"],
    [12, "Farid Samir al-Kutubi", "Abu Yahya", "Tariq", "14/04/2015", "17/10/2014", "fever", "infection", "Omar"],
    [13, "Kareem Dawood Hadrami", "Abu Nouh", "Tariq", "28/09/2015", "06/2014", "back pain", "disc", "Omar"],
]
"""The first man twice, in two spellings."""


def write_workbook(
    path: Path,
    files: tuple[list[str], list[list[Any]]],
    visits: tuple[list[str], list[list[Any]]],
    title_of_visits: str = "استمارات طبية مطبوعة سنة 2015 (مثال مختلق)",
) -> None:
    """Title rows above the header, Arabic from right to left, one true date cell, everything else as typed."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2017, 2, 1), "title": "Invented example"})
    bold, day = (
        book.add_format({"bold": True, "bg_color": "#E7E0D0", "border": 1}),
        book.add_format({"num_format": "dd/mm/yyyy"}),
    )
    title = book.add_format({"bold": True, "font_size": 14})
    for name, text, header, rows in (
        ("الملفات", "ملفات مقاتلي الكتيبة (مثال مختلق)", *files),
        ("Medical forms", title_of_visits, *visits),
    ):
        sheet = book.add_worksheet(name)
        sheet.right_to_left()
        sheet.write_string(0, 0, text, title)
        sheet.write_string(1, 0, "كل الأسماء مختلقة / all names are invented")
        sheet.freeze_panes(4, 2)
        sheet.set_column(0, len(header) - 1, 16)
        for column, label in enumerate(header):
            sheet.write_string(3, column, label, bold)
        write_rows(sheet, 4, rows, day)
    book.close()


def write_rows(sheet: Any, first: int, rows: Sequence[Sequence[Any]], day: Any) -> None:
    """The rows of an example from that line on: days as true date cells in the format `day`, all else as typed."""
    for row, values in enumerate(rows, start=first):
        for column, value in enumerate(values):
            if isinstance(value, dt.date):
                sheet.write_datetime(row, column, dt.datetime(value.year, value.month, value.day), day)
            elif value != "":
                sheet.write(row, column, value)


def main(folder: Path) -> None:
    """Write all files."""
    folder.mkdir(parents=True, exist_ok=True)
    write_workbook(folder / "battalion.xlsx", (FILES_HEADER, FILES), (MEDICAL_HEADER, medical()))
    men, visits = (MEN_HEADER, MEN), (VISITS_HEADER, VISITS)
    write_workbook(folder / "one-man-two-forms.xlsx", men, visits, "استمارات طبية (مثال مختلق)")
    with (folder / "battalion-second-transcriber.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([SECOND_HEADER, *second_hand()])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "examples")
