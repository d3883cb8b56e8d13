"""Every rule of the grammar in words: its id, which is the note of the readings it decides, an example, and the reason
in English and Arabic. The documentation and the tests are built from this table.
"""

from __future__ import annotations

from records.model import Question, Rule

_TABLE = """
year | 1990
  a year: all of its days
  سنة: كل أيامها
month | 05/1990
  a month and a year in figures: all days of the month
  شهر وسنة بالأرقام: كل أيام الشهر
month-name | 15 أيار 1990
  the month is named, so nothing is left open
  الشهر مسمى فلا لبس فيه
year-first | 1990-05-15
  year, month, day
  السنة ثم الشهر ثم اليوم
numbers | 05/05/1990
  day and month are the same number
  اليوم والشهر رقم واحد
day-first | 15/05/1990
  the first number is above 12, so it is the day
  الرقم الأول أكبر من 12 فهو اليوم
month-first | 05/15/1990
  the second number is above 12, so the month stands first
  الرقم الثاني أكبر من 12 فالشهر هو الأول
day-or-month-first | 03/04/1990
  both numbers may be the day; other cells of the same hand may decide
  يحتمل كل من الرقمين أن يكون اليوم؛ وقد تحسم خلايا أخرى باليد نفسها
day-first-short-year | 15/05/90
  day first; of two-digit years 00–29 are 20xx and 30–99 are 19xx, unless the form says otherwise
  اليوم أولا؛ والسنوات ذات الرقمين: 00–29 تعني 20xx و30–99 تعني 19xx ما لم تقل الاستمارة غير ذلك
month-first-short-year | 05/15/90
  month first; of two-digit years 00–29 are 20xx and 30–99 are 19xx, unless the form says otherwise
  الشهر أولا؛ والسنوات ذات الرقمين: 00–29 تعني 20xx و30–99 تعني 19xx ما لم تقل الاستمارة غير ذلك
day-or-month-first-short-year | 03/04/90
  both numbers may be the day, and the year has two digits
  يحتمل كل من الرقمين أن يكون اليوم، والسنة من رقمين
order-of-field | 03/04/1990
  the form says which stands first, day or month
  تحدد الاستمارة أيهما أولا: اليوم أم الشهر
order-by-evidence | 03/04/1990
  other cells of the same hand prove which stands first
  خلايا أخرى باليد نفسها تثبت أيهما أولا
order-of-neighbour | 21/03/1990 - 03/04/1990
  another date of the same cell shows which stands first
  تاريخ آخر في الخلية نفسها يبين أيهما أولا
day-first-words | geboren 03.04.1990
  the words around are of a language that never writes the month first
  الكلمات المحيطة من لغة لا تقدم الشهر على اليوم
two-digit-year | 87
  of two-digit years 00–29 are 20xx and 30–99 are 19xx, a fixed rule, unless the form says otherwise
  السنوات ذات الرقمين: 00–29 تعني 20xx و30–99 تعني 19xx، قاعدة ثابتة ما لم تقل الاستمارة غير ذلك
short-year-among-words | Revoked per order 29.8.21
  a two-digit year among words that we do not know may be of either century
  سنة من رقمين بين كلمات لا نعرفها تحتمل القرنين
calendar-mark | 15/3/1437 هـ
  the text names its calendar; a Hijri day is widened by a day on both sides
  يذكر النص تقويمه؛ ويوسع اليوم الهجري يوما من كل جانب
calendar-of-field | 1990
  the form says that its years are Hijri; one that is too late for that is of our era
  تقول الاستمارة إن سنواتها هجرية؛ وما كان أكبر من ذلك فهو ميلادي
hijri-year | 15/3/1437
  years 1300 to 1500 are Hijri where nothing else is said
  السنوات من 1300 إلى 1500 هجرية ما لم يذكر غير ذلك
hijri-or-gregorian-year | 1250
  the year may be of either calendar
  تحتمل السنة التقويمين الهجري والميلادي
solar-or-lunar-year | ۱۳۶۶
  Persian digits: the year may be of the solar or of the lunar Hijri calendar
  أرقام فارسية: تحتمل السنة التقويم الهجري الشمسي أو القمري
hijri-tabular | 1300/5/5 هـ
  before 1343 or after 1500 AH there is only arithmetic: widened by two days on both sides
  قبل 1343 وبعد 1500 هجرية لا يوجد إلا الحساب: يوسع يومين من كل جانب
hijri-month-of-year | رمضان 2015
  a Hijri month in a year of our era: the one that lies in it
  شهر هجري في سنة ميلادية: الذي يقع فيها
month-and-year-of-two-calendars | 15 مارس 1437
  a month of our calendar beside a year that is Hijri or Ottoman: either may be meant, or both were mixed
  شهر ميلادي مع سنة هجرية أو رومية: يحتمل هذا وذاك أو الخلط بينهما
month-of-two | تشرين 1990
  two months bear this name
  اسم يشترك فيه شهران
two-calendars | 10/1/1435 هـ الموافق 13/11/2013 م
  the same day in two calendars; they agree
  اليوم نفسه بتقويمين متوافقين
calendars-disagree | 10/1/1435 هـ الموافق 13/11/2012 م
  the same day in two calendars, which do not agree: one of them is wrong
  اليوم نفسه بتقويمين لا يتوافقان: أحدهما خطأ
zero-placeholder | 00/05/1990
  zeros, crosses or dashes stand for what was not known
  أصفار أو علامات مكان ما لم يعرف
unknown-digits | 19??
  digits of the year are not known
  أرقام من السنة غير معروفة
letter-for-digit | ١٩٩o
  a letter that looks like a digit was typed for it
  كُتب حرف يشبه الرقم مكانه
separator-missing | 11/051963
  a separator was left out, or stands where none belongs
  سقط فاصل أو وُضع في غير موضعه
without-separators | 19790315
  eight digits, in the order in which they are a day of 1800 to 2100
  ثمانية أرقام بالترتيب الذي يجعلها يوما بين 1800 و2100
impossible-day | 31/04/1990
  there is no such day; the month is kept, and its end may be meant
  لا يوجد يوم كهذا؛ يُحفظ الشهر، وقد يكون المقصود آخره
impossible-month | 13/13/1990
  there is no such month; the year is kept
  لا يوجد شهر كهذا؛ تُحفظ السنة
year-slip | 3013-04-21
  a year before 1000 or after 2199: a slip of the hand, unless the bounds of the form allow it
  سنة قبل 1000 أو بعد 2199: زلة قلم ما لم تسمح بها حدود الاستمارة
only-within-bounds | 1250
  only one of the readings lies within the bounds of the form
  قراءة واحدة فقط تقع ضمن حدود الاستمارة
range | من 1981 إلى 1986
  from the first day of one to the last day of the other
  من أول يوم في الأول إلى آخر يوم في الثاني
reversed-range | 1985-1980
  the end of the range lies before its beginning
  نهاية المدة قبل بدايتها
range-of-placeholder | xx/xx/1957-1959
  only one end of the range has a place for day and month: it may be a range, or not
  لأحد طرفي المدة وحده موضع لليوم والشهر: قد تكون مدة وقد لا تكون
either | 5 May 1990 أو 6 May 1991
  one of two
  أحد الاثنين
either-year | 1990 أو 1991
  one of two years: read as the span of both, and each stays among the alternatives
  إحدى سنتين: تُقرأان مدة تجمعهما وتبقى كل منهما بين الاحتمالات
several-years | 1935, 1968
  several years: read as their span, and each stays among the alternatives
  عدة سنوات: تُقرأ مدة تجمعها وتبقى كل منها بين الاحتمالات
one-of-two-days | 23 (27) May 1957
  one of two days of the month
  أحد يومين من الشهر
month-or-years | 2004-12
  a month, or two years of which the second is cut short
  شهر، أو سنتان اختُصرت ثانيتهما
several | 19/12/1962; 30/12/1965
  several dates in one cell: each may be meant
  عدة تواريخ في خلية واحدة: يحتمل أن يكون كل منها المقصود
before | قبل 1985
  before the first day of what is named; open towards the past
  قبل أول يوم مما ذكر؛ مفتوح نحو الماضي
after | after 1985
  from the first day of what is named, since "after 1985" may still be in it; open towards the future
  من أول يوم مما ذكر، إذ قد يقع «بعد 1985» فيها؛ مفتوح نحو المستقبل
leading-dash | -1985
  a dash before a date may mean "until", or nothing
  شرطة قبل التاريخ قد تعني «حتى» أو لا تعني شيئا
decade | 1980s
  a decade: ten years
  عقد: عشر سنوات
decade-of-1900s | الثمانينات
  a decade without a century is one of the twentieth
  عقد بلا قرن: من القرن العشرين
century-or-decade | 1800s
  the century or its first decade; the wider is kept
  القرن أو عقده الأول؛ يُحفظ الأوسع
century | 19th century
  a century, as EDTF counts: the 19th is 1800 to 1899
  قرن كما يعده معيار EDTF: التاسع عشر من 1800 إلى 1899
season | summer 1989
  three months, as seasons are in the northern half of the earth; a winter may be of either turn of the year
  ثلاثة أشهر بفصول نصف الكرة الشمالي؛ والشتاء يحتمل مطلع السنة أو آخرها
early-mid-late | أوائل 2014
  nobody agrees how far "early" reaches: the whole is kept, as approximate
  لا اتفاق على مدى «أوائل»: تُحفظ المدة كلها على وجه التقريب
words-around | Tunisian, born Malta, 1873 - 1951
  words around the date; they are kept as the remainder
  كلمات حول التاريخ؛ تُحفظ في الباقي
by-dateparser | 15 Yuni 1990
  a month word that we lack, in a language that the form names, as dateparser knows it
  اسم شهر لا نعرفه، بلغة تسميها الاستمارة، كما تعرفه مكتبة dateparser
event-of-form | بعد الفتح
  the form says when this event was
  تحدد الاستمارة متى كان هذا الحدث
excel-year | 1905-06-12
  Excel makes such a day of a year that is typed into a date cell: 1990 becomes 1905-06-12
  يصنع إكسل يوما كهذا من سنة كُتبت في خلية تاريخ: تصير 1990 يوم 1905-06-12
excel-age | 1900-01-25
  Excel makes such a day of an age that is typed into a date cell: 25 becomes 1900-01-25
  يصنع إكسل يوما كهذا من عمر كُتب في خلية تاريخ: تصير 25 يوم 1900-01-25
excel-zero | 1900-01-00
  Excel shows a zero in a date cell like this
  هكذا يعرض إكسل صفرا في خلية تاريخ
excel-serial | 32874
  the number by which Excel counts days; files of the 1904 system lie 1,462 days later
  الرقم الذي يعد به إكسل الأيام؛ وملفات نظام 1904 متأخرة 1462 يوما
word-of-two-meanings | tot 1942
  a word that means until in one language, and on, dead or in the year in another: both stay open
  كلمة تعني «حتى» في لغة، و«في» أو «ميت» في لغة أخرى: يبقى المعنيان
deciding-word | قبل الغزو 2003
  a word of direction, negation, choice, range or calendar takes no part in the reading: it may turn the date
  كلمة اتجاه أو نفي أو تخيير أو مدة أو تقويم لم تدخل في القراءة: قد تقلب التاريخ فيُسأل عنها
mark-beside | 1983 XQ
  letters that we do not know stand beside the date like a mark: before, after, another calendar, or nothing
  حروف لا نعرفها تلاصق التاريخ كالعلامة: قبل أو بعد أو تقويم آخر أو لا شيء
unknown-word | Kalagon 1942
  a word that we do not know stands beside the date, like a name; it is kept in the remainder
  كلمة لا نعرفها تلاصق التاريخ كالاسم؛ تُحفظ في الباقي
quarter | Q1 1890
  a quarter of a year: three months
  ربع سنة: ثلاثة أشهر
other-calendar | 3 vendémiaire an V
  a calendar that is not converted here (French Republican, Buddhist, Hebrew, Nepali, Chinese …): refused by name
  تقويم لا يُحوّل هنا: الجمهوري الفرنسي والبوذي والعبري والنيبالي والصيني وغيرها تُرفض باسمها
day-of-solar-year | 1401/03/31
  a day that the lunar Hijri year does not have and the solar one has
  يوم لا وجود له في السنة الهجرية القمرية وهو موجود في الشمسية
double-year | 13 Jan 1700/01
  double dating, when the year began in March: the later year, in the old calendar or in ours, or the earlier one
  تأريخ مزدوج: كانت السنة تبدأ في آذار فكان كانون الثاني من سنتين؛ المتأخرة أو المتقدمة أو اليوم بتقويمنا
unread-digit | _3 Sep 1988
  a digit was not read: everything that may have stood there, from the first day to the last
  رقم لم يُقرأ: كل ما يحتمل أن يكون مكانه من أول يوم إلى آخر يوم
no-year | 27 September
  a day or month without a year
  يوم أو شهر بلا سنة
digits-only | 31
  a number that may be a day, a year, an age or something else
  رقم قد يكون يوما أو سنة أو عمرا أو غير ذلك
all-zeros | 00/00/0000
  nothing but zeros and placeholders
  لا شيء سوى أصفار وعلامات
leftover-number | 085.04.2015
  figures that are part of no date stand beside one
  أرقام ليست من أي تاريخ تلاصق تاريخا
before-year-one | 200 BC
  before the year 1, where our days begin
  قبل السنة 1 التي تبدأ بها أيامنا
age | عمره 25 سنة
  an age, not a date; it counts from the day of the form
  عمر لا تاريخ؛ ويُحسب من يوم الاستمارة
relative | قبل سنة
  counts from a day that the text does not name
  يُحسب من يوم لا يذكره النص
event | بعد الفتح
  names an event; a form may say when it was
  يذكر حدثا؛ ويمكن للاستمارة أن تقول متى كان
long-text | (longer than 250 characters)
  too long for the date of a cell
  أطول من أن يكون تاريخ خلية
no-date | Licence withdrawn
  there is no date in the text
  لا تاريخ في النص
"""


def _rules(table: str) -> tuple[Rule, ...]:
    lines = table.strip().splitlines()
    blocks = (lines[at : at + 3] for at in range(0, len(lines), 3))
    found = []
    for head, english, arabic in blocks:
        name, example = head.split(" | ")
        found.append(Rule(f"date.{name}", example, {"en": english.strip(), "ar": arabic.strip()}))
    return tuple(found)


RULES = _rules(_TABLE)

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
"""What a column may decide. The calendar is no question: a year says it, or the form. The century of two-digit years is
none either: four-digit years beside them prove nothing about them, so it is a rule, or the form's bounds."""
