"""Make the examples of boxes, repeated columns and filled-in forms. Same bytes every time; nobody here exists.

python scripts/make_form_examples.py [FOLDER]
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path

import xlsxwriter

BORDER_HEADER = [
    "ت", "الاسم واللقب", "الكنية", "اسم الأم", "فصيلة الدم", "تاريخ الولادة والجنسية",
    "الحالة الاجتماعية: أعزب ( ) متزوج ( ) عدد الأطفال ( )", "العنوان ومكان الإقامة", "المستوى الدراسي",
    "المستوى الشرعي: طالب علم ( ) متوسط ( ) بسيط ( )", "ما هي مهنتك قبل المجيء؟",
    "البلدان التي سافرت إليها وكم لبثت بها", "المنفذ الذي دخلت منه والواسطة", "هل لديك تزكية ومن مَن؟", "تاريخ الدخول",
    "هل سبق لك الجهاد وأين؟", "مقاتل ( ) استشهادي ( ) انغماسي ( )", "الاختصاص / الخبرة", "مكان العمل الحالي",
    "الأمانات التي تركتها", "مستوى السمع والطاعة", "العنوان الذي نتواصل معه", "تاريخ القتل والمكان", "ملاحظات",
]  # fmt: skip
BORDER = [
    ["1", "وليد بن عمار الشابي", "أبو سيف", "زينب", "+O", "1990 تونسي", "متزوج، 2", "تونس - بنزرت", "ثانوي", "بسيط", "نجار", "ليبيا 3 أشهر", "جرابلس / أبو فلان", "نعم، أبو طارق", "13/01/2014", "لا", "مقاتل", "", "ولاية الرقة", "جواز سفر", "جيد", "", "", ""],
    ["2", "حسام رضا المكي", "أبو ياسر", "سعاد", "لا يعرف", "مغربي\n15/02/1987", "أعزب", "الرباط", "جامعي", "متوسط", "طالب", "لا يوجد", "تل أبيض، أبو خالد", "لا", "1435/3/12", "لا", "استشهادي", "كيمياء", "", "جواز سفر وهاتف", "جيد", "", "2015/3/1 كوباني", ""],
    ["3", "نادر سالم الحربي", "أبو فهد", "نورة", "A+", "1410 هـ سعودي", "متزوج وطفلان", "جدة", "جامعي", "طالب علم", "معلم", "اليمن", "جرابلس", "نعم", "02/04/1435 هـ", "نعم، اليمن", "مقاتل", "شرعي", "", "", "ممتاز", "", "", ""],
    ["4", "لوكا ياسين برنار", "أبو عيسى", "", "B-", "1993 فرنسي متزوج", "أعزب 0", "ليون", "", "بسيط", "عامل", "تركيا شهر", "تل أبيض / أبو خالد", "", "21/05/2014", "لا", "انغماسي", "", "", "", "جيد", "", "", "صورة باهتة"],
    ["5", "ماهر جابر العلي", "أبو رائد", "خديجة", "", "سوري", "", "الحسكة", "ابتدائي", "", "فلاح", "", "", "", "1436", "لا", "مقاتل", "", "", "", "متوسط", "", "", ""],
    ["6", "صالح منصور قاسم", "أبو تراب", "آمنة", "O+", "غير معروف", "متزوج ( 3 )", "مصراتة", "ثانوي", "بسيط", "سائق", "", "جرابلس / أبو فلان", "", "28/12/2013", "", "مقاتل", "", "", "", "", "", "2013/11/05", "التاريخ غير واضح"],
]  # fmt: skip
CARD = [
    "1. Power on which the prisoner depends", "2. Name", "3. First names (in full)", "4. First name of father", "5. Date of birth",
    "6. Place of birth", "7. Rank", "8. Service number", "9. Address of next of kin", "10. Taken prisoner on", "11. Coming from",
    "12. State of health", "13. Prisoner number", "14. Name of camp", "15. Date of the card", "16. Signature", "Seen by the doctor",
]  # fmt: skip
CARDS = [
    ["United Kingdom", "Harcastle", "Edwin James", "Albert", "14 March 1917", "Leeds", "Corporal", "4390021", "Mrs. Harcastle, 3 Mill Row, Leeds", "12 June 1942", "Tobruk", "good health", "10233", "Camp 57", "30/06/1942", "yes", "yes"],
    ["France", "Morvan", "Luc Étienne", "Yves", "1915", "Brest", "Sergent", "77-1204", "", "20/06/1940", "hospital at Épinal", "slightly wounded", "10234", "Camp 57", "02/07/1940", "yes", "no"],
    ["Italy", "Bellandi", "Carlo", "", "03/04/1920", "Lucca", "", "118 442", "Famiglia Bellandi, Lucca", "09/02/1941", "Beda Fomm", "convalescent", "10240", "Camp 306", "05/02/1941", "", "yes"],
    ["Greece", "Karras", "Nikos", "Stavros", "?", "Volos", "Private", "20551", "", "", "", "sick, seriously wounded", "10241", "Camp 306", "", "", ""],
]  # fmt: skip
REGISTER_HEADER = [
    "No",
    "Prisoner number",
    "Name",
    "Date of birth",
    "Nationality",
    "Rank",
    "Unit",
    "Date of enlistment",
    "Date and place of capture",
    "Camp",
    "Transfer 1",
    "Transfer 2",
    "Transfer 3",
    "Outcome",
    "Date of death or release",
    "Notes",
]
REGISTER = [
    ["1", "0417", "Aldous Finch", "1892", "British", "Private", "4th Fusiliers", "12/09/1914", "23/03/1918 Saint-Quentin", "Dülmen", "Dülmen 2/4/1918", "Minden 20/6/1918", "", "repatriated", "11/01/1919", ""],
    ["2", "0418", "Henri Vasseur", "5 May 1895", "French", "Caporal", "33e RI", "August 1913", "Verdun, 25/02/1916", "Giessen", "Giessen", "", "", "escaped", "14/07/1917", "back in Paris"],
    ["3", "0419", "Pyotr Lunin", "c. 1890", "Russian", "Soldier", "", "1914", "1914 Tannenberg", "Parchim", "", "", "", "died", "02/12/1916", "typhus"],
    ["4", "0420", "Tom Ashdown", "1899", "British", "Private", "2nd Rifles", "03/05/1918", "27/03/1918 Albert", "Münster", "Münster", "", "Rennbahn", "released", "1918", ""],
    ["5", "0418", "Emil Gautier", "1888", "French", "Soldat", "33e RI", "1908", "Verdun", "Giessen", "", "", "", "", "", "number as written"],
]  # fmt: skip


def write_border(path: Path) -> None:
    """A table from right to left under the questions as printed."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2017, 2, 1), "title": "Invented example"})
    sheet = book.add_worksheet("الحدود")
    sheet.right_to_left()
    sheet.write_string(0, 0, "بيانات مجاهد (مثال مختلق)")
    for row, values in enumerate([BORDER_HEADER, *BORDER], start=2):
        for column, value in enumerate(values):
            if value:
                sheet.write_string(row, column, value)
    book.close()


def write_cards(path: Path) -> None:
    """Cards down a sheet, each label beside its answer."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2017, 2, 1), "title": "Invented example"})
    sheet = book.add_worksheet("Cards")
    sheet.write_string(0, 0, "Capture cards (invented example)")
    row = 2
    for answers in CARDS:
        for label, answer in zip(CARD, answers, strict=True):
            sheet.write_string(row, 0, label)
            if answer:
                sheet.write_string(row, 1, answer)
            row += 1
        row += 1
    book.close()


def main(folder: Path) -> None:
    """Write the three files."""
    folder.mkdir(parents=True, exist_ok=True)
    write_border(folder / "border-entry.xlsx")
    write_cards(folder / "capture-cards.xlsx")
    with (folder / "prisoner-register.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([REGISTER_HEADER, *REGISTER])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent / "examples")
