"""Every rule of the grammar in words. The id is the note of the readings it decides; docs and tests are built from it."""

from __future__ import annotations

from records.model import Question, Rule


def _rule(name: str, example: str, en: str, ar: str) -> Rule:
    return Rule(f"date.{name}", example, {"en": en, "ar": ar})


RULES = (
    _rule("year", "1990", "a year: all of its days", "سنة: كل أيامها"),
    _rule("month", "05/1990", "a month and a year: all days of the month", "شهر وسنة: كل أيام الشهر"),
    _rule("numbers", "05/05/1990", "day and month are the same number", "اليوم والشهر رقم واحد"),
    _rule("year-first", "1990-05-15", "year, month, day", "السنة ثم الشهر ثم اليوم"),
    _rule(
        "day-first", "15/05/1990", "the first number is above 12, so it is the day", "الرقم الأول أكبر من 12 فهو اليوم"
    ),
    _rule(
        "month-first",
        "05/15/1990",
        "the second number is above 12, so the month comes first",
        "الرقم الثاني أكبر من 12 فالشهر أولا",
    ),
    _rule(
        "day-or-month-first",
        "03/04/1990",
        "both numbers may be the day; the other cells of the column may decide",
        "يحتمل كل من الرقمين أن يكون اليوم؛ وقد تحسم بقية خلايا العمود",
    ),
    _rule(
        "day-first-short-year",
        "15/05/90",
        "day first, and a year of two digits: 00–29 is 20xx, 30–99 is 19xx",
        "اليوم أولا، والسنة من رقمين: 00–29 تعني 20xx و30–99 تعني 19xx",
    ),
    _rule(
        "month-first-short-year",
        "05/15/90",
        "month first, and a year of two digits: 00–29 is 20xx, 30–99 is 19xx",
        "الشهر أولا، والسنة من رقمين: 00–29 تعني 20xx و30–99 تعني 19xx",
    ),
    _rule(
        "day-or-month-first-short-year",
        "03/04/90",
        "both numbers may be the day, and the year has two digits",
        "يحتمل كل من الرقمين أن يكون اليوم، والسنة من رقمين",
    ),
    _rule(
        "order-of-field",
        "03/04/1990",
        "the form says which comes first, day or month",
        "تحدد الاستمارة أيهما أولا: اليوم أم الشهر",
    ),
    _rule(
        "order-by-evidence",
        "03/04/1990",
        "other cells of the same hand show which comes first",
        "خلايا أخرى باليد نفسها تبين أيهما أولا",
    ),
    _rule(
        "two-digit-year",
        "05/05/90",
        "a year of two digits: 00–29 is 20xx, 30–99 is 19xx, unless the form says otherwise",
        "سنة من رقمين: 00–29 تعني 20xx و30–99 تعني 19xx ما لم تقل الاستمارة غير ذلك",
    ),
    _rule(
        "year-day-month",
        "20221509",
        "year, day, month: the second number cannot be a month",
        "السنة ثم اليوم ثم الشهر: لا يصلح الرقم الثاني شهرا",
    ),
    _rule(
        "calendar-mark",
        "15/3/1437 هـ",
        "the text names its calendar; a Hijri day is widened by a day on both sides",
        "يذكر النص تقويمه؛ ويوسع اليوم الهجري يوما من كل جانب",
    ),
    _rule("calendar-of-field", "1437", "the form says which calendar its years are of", "تحدد الاستمارة تقويم سنواتها"),
    _rule(
        "hijri-year",
        "15/3/1437",
        "years 1300 to 1500 are Hijri where nothing else is said",
        "السنوات من 1300 إلى 1500 هجرية ما لم يذكر غير ذلك",
    ),
    _rule(
        "hijri-or-gregorian-year",
        "1250",
        "the year may be of either calendar",
        "تحتمل السنة التقويمين الهجري والميلادي",
    ),
    _rule(
        "solar-or-lunar-year",
        "۱۳۶۶",
        "Persian digits: the year may be of the solar or the lunar Hijri calendar",
        "أرقام فارسية: تحتمل السنة الهجرية الشمسية أو القمرية",
    ),
    _rule("zero-placeholder", "00/05/1990", "zeros stand for what was not known", "الأصفار مكان ما لم يعرف"),
    _rule(
        "impossible-day",
        "31/04/1990",
        "there is no such day; the month is kept, and the end of the month may be meant",
        "لا يوجد يوم كهذا؛ يُحفظ الشهر، وقد يكون المقصود آخره",
    ),
    _rule("impossible-month", "13/13/1990", "there is no such month; the year is kept", "لا يوجد شهر كهذا؛ تُحفظ السنة"),
    _rule(
        "year-slip",
        "3012-03-30",
        "a year before 1000 or after 2199: a slip of the hand, unless the form's bounds allow it",
        "سنة قبل 1000 أو بعد 2199: زلة قلم، ما لم تسمح بها حدود الاستمارة",
    ),
    _rule(
        "only-within-bounds",
        "15/5/1437",
        "only one of the readings lies within the bounds of the form",
        "قراءة واحدة فقط تقع ضمن حدود الاستمارة",
    ),
    _rule(
        "excel-year",
        "1905-06-12",
        "Excel makes such a day of a year typed into a date cell: 1990 becomes 1905-06-12",
        "يصنع إكسل يوما كهذا من سنة كُتبت في خلية تاريخ: تصير 1990 يوم 1905-06-12",
    ),
    _rule(
        "excel-age",
        "1900-01-25",
        "Excel makes such a day of an age typed into a date cell: 25 becomes 1900-01-25",
        "يصنع إكسل يوما كهذا من عمر كُتب في خلية تاريخ: تصير 25 يوم 1900-01-25",
    ),
    _rule("no-date", "Debarment revoked", "no date was found in the text", "لم يُعثر في النص على تاريخ"),
)

QUESTIONS = (
    Question(
        "order",
        {
            "date.day-first": "day-first",
            "date.day-first-short-year": "day-first",
            "date.month-first": "month-first",
            "date.month-first-short-year": "month-first",
        },
        frozenset({"date.day-or-month-first", "date.day-or-month-first-short-year"}),
    ),
)
