"""Awkward but ordinary ways to put a form into a sheet, with what each says. Nobody here exists.

A line is written with `¦` between its cells; `TRUTH` is `field: reading, reading …`, one for each record, as
`sijill readings` shows it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

import records
from records.column import shown
from records.model import SijillError
from tests.layout.test_header_rows import merged

SURE = ("exact", "inferred", "missing")


@dataclass(frozen=True)
class Layout:
    """A sheet, and what it says."""

    name: str
    lines: str
    truth: dict[str, list[str]]
    form: str = "border-entry-form"
    merges: tuple[str, ...] = ()
    cells: dict[str, list[str]] = field(default_factory=dict)
    """Where some of the answers stand."""
    expected: str = "right"
    """`right`, or `asks`: the answer is unread, ambiguous, or the sheet is refused in words."""


def rows_of(lines: str) -> list[list[str]]:
    """The cells of the lines, all as many."""
    rows = [[cell.strip().replace("⏎", "\n") for cell in line.split("¦")] for line in lines.strip("\n").split("\n")]
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows]


def outcome(layout: Layout) -> tuple[str, list[str]]:
    """`right`, `asks` or `wrong`, and what is not as it should be."""
    form = records.form(layout.form)
    try:
        batch = records.normalise([merged(rows_of(layout.lines), *layout.merges)], form)
    except SijillError as error:
        return "asks", [str(error)]
    wrong, asks = [], []
    for name, wanted in layout.truth.items():
        column = batch.columns[name]
        got = shown(column, column.codes)
        statuses = column.lexicon["status"].astype(str).to_numpy()[column.codes].tolist()
        if len(got) != len(wanted):
            return "wrong", [f"{len(got)} records"]
        for n, (here, there, status) in enumerate(zip(got, wanted, statuses, strict=True)):
            if here != there:
                (wrong if status in SURE and here != "[not_transcribed]" else asks).append(
                    f"{name} {n}: {here} ({status}), not {there}"
                )
    for name, places in layout.cells.items():
        found = pd.DataFrame({"record": pd.array(range(len(batch)), "Int64"), "field": [name] * len(batch)})
        located = batch.locate(found)["cell"].tolist()
        if located != places:
            wrong.append(f"{name}: {located}, not {places}")
    return ("wrong" if wrong else "asks" if asks else "right"), [*wrong, *asks]


MARRIED = {"marital_status": ["married"]}
HEAD = "الاسم ¦ سامي الدرعي\nتاريخ الدخول ¦ 13/01/2014\nاسم الأم ¦ زينب\n"
LAYOUTS = [
    Layout(
        "marks behind their options in one line",
        HEAD + "الحالة الاجتماعية ¦ أعزب ¦  ¦ متزوج ¦ ✓ ¦ أرمل",
        MARRIED,
        cells={"marital_status": ["E4"]},
    ),
    Layout(
        "marks before their options",
        HEAD + "الحالة الاجتماعية ¦ ☐ ¦ أعزب ¦ ☑ ¦ متزوج ¦ ☐ ¦ أرمل",
        MARRIED,
        cells={"marital_status": ["D4"]},
    ),
    Layout(
        "one mark between two options of one form",
        HEAD + "الحالة الاجتماعية ¦  ¦ أعزب ¦ x ¦ متزوج",
        MARRIED,
        expected="asks",
    ),
    Layout(
        "one mark between options, told by another form",
        HEAD + "الحالة الاجتماعية ¦  ¦ أعزب ¦ x ¦ متزوج\n\n" + HEAD + "الحالة الاجتماعية ¦ x ¦ أعزب ¦  ¦ متزوج",
        {"marital_status": ["married", "single"]},
    ),
    Layout(
        "options below each other",
        HEAD + "الحالة الاجتماعية ¦ أعزب\n ¦ متزوج ¦ x\n ¦ أرمل\nملاحظات ¦ يطلب نقله",
        MARRIED | {"notes": ["يطلب نقله"]},
        cells={"marital_status": ["C5"]},
    ),
    Layout(
        "options below their label",
        HEAD + "الحالة الاجتماعية\nأعزب ¦ \nمتزوج ¦ x\nأرمل\nملاحظات ¦ يطلب نقله",
        MARRIED,
        cells={"marital_status": ["B6"]},
    ),
    Layout(
        "marks below their options",
        HEAD + "الحالة الاجتماعية ¦ أعزب ¦ متزوج ¦ أرمل\n ¦  ¦ ✓ ¦ \nملاحظات ¦ يطلب نقله",
        MARRIED,
        cells={"marital_status": ["C5"]},
    ),
    Layout("option and box in one cell", HEAD + "الحالة الاجتماعية ¦ ☐ أعزب ¦ ☑ متزوج ¦ ☐ أرمل", MARRIED, cells={"marital_status": ["C4"]}),
    Layout("brackets behind", HEAD + "الحالة الاجتماعية ¦ أعزب ( ) ¦ متزوج (x) ¦ أرمل ( )", MARRIED, cells={"marital_status": ["C4"]}),
    Layout("all options in the answer's cell", HEAD + "الحالة الاجتماعية ¦ أعزب ( ) متزوج (x)", MARRIED),
    Layout("all options with the label in one cell", HEAD + "المستوى الشرعي: طالب علم ( ) متوسط (✓) بسيط ( )", {"sharia_level": ["intermediate"]}),
    Layout("options that are the label", HEAD + "مقاتل ( ) استشهادي (x) انغماسي ( )", {"role": ["suicide"]}),
    Layout("options without a label", HEAD + "أعزب ( ) متزوج (x)", MARRIED),
    Layout("printed options and the word beside", HEAD + "مقاتل ( ) استشهادي ( ) انغماسي ( ) ¦ استشهادي", {"role": ["suicide"]}),
    Layout("question 6 in one cell", HEAD + "الحالة الاجتماعية: أعزب ( ) متزوج (x) عدد الأطفال ( 2 )", MARRIED | {"children_total": ["2"]}),
    Layout(
        "question 6 beside its printed label",
        HEAD + "الحالة الاجتماعية وعدد الأطفال ¦ أعزب ( ) متزوج (x) عدد الأطفال ( 2 )",
        MARRIED | {"children_total": ["2"]},
    ),
    Layout(
        "question 6 over cells",
        HEAD + "الحالة الاجتماعية ¦ أعزب ¦ ( ) ¦ متزوج ¦ (x) ¦ عدد الأطفال ¦ ( 2 )",
        MARRIED | {"children_total": ["2"]},
    ),
    Layout("nothing ticked", HEAD + "الحالة الاجتماعية ¦ أعزب ( ) ¦ متزوج ( )", {"marital_status": ["[blank]"]}),
    Layout("two ticked", HEAD + "الحالة الاجتماعية ¦ أعزب ¦ x ¦ متزوج ¦ x", {"marital_status": ["married / single"]}),
    Layout("options and no mark anywhere", HEAD + "الحالة الاجتماعية ¦ أعزب ¦ متزوج ¦ أرمل", {"marital_status": ["[blank]"]}, expected="asks"),
    Layout(
        "yes and no beside each option",
        HEAD + "الحالة الاجتماعية ¦ أعزب ¦ لا ¦ متزوج ¦ نعم",
        MARRIED,
    ),
    Layout("label and answer in one cell", "الاسم: سامي الدرعي\nتاريخ الدخول: 13/01/2014\nاسم الأم : زينب\nفصيلة الدم: \nملاحظات", {"full_name": ["سامي الدرعي"], "entry_date": ["2014-01-13"], "mother_name": ["زينب"], "blood_type": ["[blank]"], "notes": ["[blank]"]}, cells={"full_name": ["A1"]}),
    Layout("label and answer in one cell, two columns", "Name: John Alder ¦ Kunya: Abu Sami\nDate of entry: 13/01/2014 ¦ Blood type: O+", {"full_name": ["John Alder"], "kunya": ["Abu Sami"], "blood_type": ["O+"]}),
    Layout("several answers in one cell", "الاسم: سامي الدرعي⏎الكنية: أبو نور⏎تاريخ الدخول: 13/01/2014، اسم الأم: زينب", {"full_name": ["سامي الدرعي"], "kunya": ["أبو نور"], "entry_date": ["2014-01-13"], "mother_name": ["زينب"]}),
    Layout("a date in three cells", HEAD + "فصيلة الدم ¦ O+\nتاريخ الميلاد ¦ 25 ¦ 3 ¦ 1990", {"birth_date": ["1990-03-25"]}, cells={"birth_date": ["B5|C5|D5"]}),
    Layout("a date in cells with the words", HEAD + "تاريخ الميلاد ¦ يوم ¦ 12 ¦ شهر ¦ 3 ¦ سنة ¦ 1990", {"birth_date": ["1990-03-12"]}),
    Layout("a date one figure a cell", HEAD + "تاريخ الميلاد ¦ 2 ¦ 5 ¦ 0 ¦ 3 ¦ 1 ¦ 9 ¦ 9 ¦ 0", {"birth_date": ["1990-03-25"]}),
    Layout("a name over cells", "الاسم ¦ سامي ¦ بن يوسف ¦ الدرعي\nتاريخ الدخول ¦ 13/01/2014\nاسم الأم ¦ زينب", {"full_name": ["سامي بن يوسف الدرعي"]}, cells={"full_name": ["B1|C1|D1"]}),
    Layout("a remark beside an answer", "الاسم ¦ سامي الدرعي ¦ (كتب بالقلم)\nتاريخ الدخول ¦ 13/01/2014 ¦ غير واضح تماما\nاسم الأم ¦ زينب", {"full_name": ["سامي الدرعي"], "entry_date": ["2014-01-13"]}),
    Layout("two counts where one is asked for", HEAD + "عدد الأطفال ¦ 2 ¦ 1", {"children_total": ["3"]}, cells={"children_total": ["B4|C4"]}),
    Layout("beside and above in one form", HEAD + "فصيلة الدم ¦ عدد الأطفال ¦ الحالة الاجتماعية\nO+ ¦ 2 ¦ متزوج\nمكان العمل الحالي ¦ الرقة", MARRIED | {"blood_type": ["O+"], "children_total": ["2"], "work_place": ["الرقة"]}),
    Layout("a label over the whole breadth", HEAD + "ملاحظات\nيطلب نقله\nمكان العمل الحالي ¦ الرقة", {"notes": ["يطلب نقله"], "work_place": ["الرقة"]}, merges=("A4:B4", "A5:B5")),
    Layout(
        "two forms beside each other",
        "بيانات ¦  ¦  ¦ بيانات\nالاسم ¦ سامي ¦  ¦ الاسم ¦ علي\nتاريخ الدخول ¦ 13/01/2014 ¦  ¦ تاريخ الدخول ¦ 2014\nاسم الأم ¦ زينب ¦  ¦ اسم الأم ¦\nفصيلة الدم ¦ O+ ¦  ¦ فصيلة الدم ¦ A-",
        {"full_name": ["سامي", "علي"], "blood_type": ["O+", "A-"], "mother_name": ["زينب", "[blank]"]},
        cells={"full_name": ["B2", "E2"]},
    ),
    Layout(
        "four forms, two and two",
        "\n\n".join("الاسم ¦ {} ¦ الاسم ¦ {}\nتاريخ الدخول ¦ 2014 ¦ تاريخ الدخول ¦ 2015\nاسم الأم ¦ زينب ¦ اسم الأم ¦ سعاد".format(*pair) for pair in (("سامي", "علي"), ("عمر", "كمال"))),
        {"full_name": ["سامي", "علي", "عمر", "كمال"], "entry_date": ["2014-01-01..2014-12-31", "2015-01-01..2015-12-31"] * 2},
    ),
    Layout("answers before their labels", "سامي ¦ الاسم\n13/01/2014 ¦ تاريخ الدخول\n ¦ اسم الأم\nO+ ¦ فصيلة الدم\n", {"full_name": ["سامي"], "entry_date": ["2014-01-13"], "mother_name": ["[blank]"], "blood_type": ["O+"]}, cells={"blood_type": ["A4"]}),
    Layout("two columns of answers before their labels", "O+ ¦ فصيلة الدم ¦ سامي ¦ الاسم\nزينب ¦ اسم الأم ¦ 13/01/2014 ¦ تاريخ الدخول\n ¦ الكنية ¦ متزوج ¦ الحالة الاجتماعية", MARRIED | {"full_name": ["سامي"], "mother_name": ["زينب"], "blood_type": ["O+"], "kunya": ["[blank]"]}),
    Layout("numbers before the labels of an empty form", "1 ¦ الاسم ¦\n2 ¦ تاريخ الدخول\n3 ¦ اسم الأم\n4 ¦ فصيلة الدم", {"full_name": ["[blank]"], "blood_type": ["[blank]"]}),
    Layout("numbered questions and hints", "1- الاسم واللقب ¦ سامي الدرعي\n5- تاريخ الولادة والجنسية ¦ 1990 تونسي\n14- تاريخ الدخول (يوم/شهر/سنة) ¦ 13/01/2014\n4. فصيلة الدم: ¦ O+", {"full_name": ["سامي الدرعي"], "birth_date": ["1990-01-01..1990-12-31"], "nationality": ["TN"], "entry_date": ["2014-01-13"], "blood_type": ["O+"]}),
    Layout(
        "one form a printed page, with titles between",
        "\n".join(f"بيانات مجاهد\nالإدارة العامة للحدود ¦ صفحة\nالاسم ¦ {name}\nتاريخ الدخول ¦ 2014\nاسم الأم ¦" for name in ("سامي", "علي", "عمر")),
        {"full_name": ["سامي", "علي", "عمر"], "mother_name": ["[blank]"] * 3},
    ),
    Layout("merged labels and answers", "الاسم ¦  ¦ سامي ¦\nتاريخ الدخول ¦  ¦ 13/01/2014 ¦\nاسم الأم ¦  ¦  ¦", {"full_name": ["سامي"], "entry_date": ["2014-01-13"], "mother_name": ["[blank]"]}, merges=("A1:B1", "C1:D1", "A2:B2", "C2:D2", "A3:B3", "C3:D3")),
    Layout("an empty form", "الاسم ¦\nتاريخ الدخول ¦\nاسم الأم ¦\nالحالة الاجتماعية ¦", {"full_name": ["[blank]"], "marital_status": ["[blank]"]}),
    Layout("above, with a date in three cells", "الاسم ¦ تاريخ الميلاد ¦  ¦  ¦ اسم الأم\nسامي ¦ 25 ¦ 3 ¦ 1990 ¦ زينب\nفصيلة الدم ¦ تاريخ الدخول\nO+ ¦ 2014", {"birth_date": ["1990-03-25"], "mother_name": ["زينب"], "full_name": ["سامي"]}, merges=("B1:D1",)),
    Layout("a box of two questions over two cells", HEAD + "تاريخ الولادة والجنسية ¦ 1990 ¦ تونسي", {"birth_date": ["1990-01-01..1990-12-31"], "nationality": ["TN"]}),
    Layout("a cross beside a form with ticks", "\n\n".join(HEAD + "الحالة الاجتماعية ¦ أعزب ¦ {} ¦ متزوج ¦ {}".format(*marks) for marks in (("✗", "✓"), ("✗", ""))), {"marital_status": ["married", "[unread]"]}),
    Layout("options on two lines", HEAD + "الحالة الاجتماعية ¦ أعزب ¦  ¦ متزوج ¦ x\n ¦ أرمل ¦  ¦ مطلق ¦\nمكان العمل الحالي ¦ الرقة", MARRIED | {"work_place": ["الرقة"]}),
    Layout("an option that is not known is ticked", HEAD + "الحالة الاجتماعية ¦ أعزب ( ) ¦ متزوج ( ) ¦ أخرى (x)", {"marital_status": ["?"]}, expected="asks"),
    Layout("programs' boxes", HEAD + "الحالة الاجتماعية ¦ أعزب ¦ FALSE ¦ متزوج ¦ TRUE", MARRIED),
    Layout("labels in two languages", "الاسم⏎Name ¦ سامي\nتاريخ الدخول / Date of entry ¦ 2014\nاسم الأم⏎Mother's name ¦ زينب\nRole / الدور: ¦ مقاتل", {"full_name": ["سامي"], "mother_name": ["زينب"], "role": ["fighter"]}),
    Layout("a colon within an answer", "الاسم: سامي\nتاريخ الدخول: 2014\nاسم الأم: زينب\nملاحظات: قال: لا أريد، الساعة 10:30", {"full_name": ["سامي"], "notes": ["قال: لا أريد، الساعة 10:30"]}),
    Layout("boxes behind a label in its cell", "Name: John Alder\nDate of entry: 2014\nBlood type: O+\nMarital status: ☐ single ☑ married ☐ widowed", MARRIED | {"full_name": ["John Alder"]}),
    Layout("three forms beside each other", "\n".join(["الاسم ¦ سامي ¦ الاسم ¦ علي ¦ الاسم ¦ عمر", "تاريخ الدخول ¦ 2014 ¦ تاريخ الدخول ¦ 2015 ¦ تاريخ الدخول ¦", "اسم الأم ¦ زينب ¦ اسم الأم ¦ ¦ اسم الأم ¦ سعاد", "الحالة الاجتماعية ¦ متزوج ¦ الحالة الاجتماعية ¦ أعزب ¦ الحالة الاجتماعية ¦ أرمل"]), {"full_name": ["سامي", "علي", "عمر"], "mother_name": ["زينب", "[blank]", "سعاد"], "marital_status": ["married", "single", "widowed"]}),
    Layout("two labels in a line", "الاسم ¦ سامي الدرعي ¦ الكنية ¦ أبو نور\nتاريخ الدخول ¦ 2014 ¦ اسم الأم ¦\nفصيلة الدم ¦  ¦ ملاحظات ¦ يطلب نقله", {"full_name": ["سامي الدرعي"], "kunya": ["أبو نور"], "mother_name": ["[blank]"], "blood_type": ["[blank]"], "notes": ["يطلب نقله"]}),
    Layout("options beside labels that go on", "الاسم ¦ سامي ¦ الحالة الاجتماعية ¦ أعزب ¦\nتاريخ الدخول ¦ 2014 ¦  ¦ متزوج ¦ x\nاسم الأم ¦ زينب ¦  ¦ أرمل ¦\nفصيلة الدم ¦ O+ ¦ ملاحظات ¦ يطلب نقله", MARRIED | {"full_name": ["سامي"], "entry_date": ["2014-01-01..2014-12-31"], "mother_name": ["زينب"], "notes": ["يطلب نقله"]}, cells={"marital_status": ["E2"]}),
    Layout("a word and a remark beside it", HEAD + "الحالة الاجتماعية ¦ متزوج ¦ منذ 2010", MARRIED),
    Layout("several of many", "الاسم ¦ سامي\nبلد الأصل ¦ تونس\nتاريخ الميلاد ¦ 1990\nالسلاح ¦ PKM ¦ ✓ ¦ RPG ¦  ¦ قناص ¦ ✓", {"weapon": ["pkm|sniper"]}, form="fighter-file"),
    Layout("a form above with boxes below", "الاسم ¦ الحالة الاجتماعية ¦ تاريخ الدخول\nسامي ¦ أعزب ( ) متزوج (x) ¦ 2014\nاسم الأم ¦ فصيلة الدم ¦ ملاحظات\nزينب ¦ O+ ¦ يطلب نقله", MARRIED | {"mother_name": ["زينب"], "blood_type": ["O+"]}),
    Layout("a label that the form does not know between", HEAD + "لون الغلاف ¦ أزرق\nفصيلة الدم ¦\nالحالة الاجتماعية ¦ متزوج", MARRIED | {"blood_type": ["[blank]"]}),
    Layout("dashes and none are answers", HEAD + "فصيلة الدم ¦ -\nعدد الأطفال ¦ لا يوجد", {"blood_type": ["[mark]"], "children_total": ["0"]}),
    Layout("a card in English", "1. Power on which the prisoner depends ¦ United Kingdom\n2. Name ¦ Harcastle\n5. Date of birth ¦ 14 ¦ March ¦ 1917\n12. State of health: good health ( ) slightly wounded (x) convalescent ( )\n15. Date of the card ¦ 30/06/1942", {"full_name": ["Harcastle"], "birth_date": ["1917-03-14"], "health_status": ["slightly_wounded"]}, form="capture-card"),
    Layout("fields over the edge of a printed page", HEAD + "صفحة 2\nالحالة الاجتماعية ¦ متزوج\nفصيلة الدم ¦ O+", MARRIED | {"blood_type": ["O+"]}),
    Layout("a circle before each option, one option a line", HEAD + "الحالة الاجتماعية:\n○ ¦ أعزب\n● ¦ متزوج\n○ ¦ أرمل\nملاحظات ¦ يطلب نقله", MARRIED),
    Layout("ticks as words", HEAD + "الحالة الاجتماعية ¦ أعزب: لا ¦ متزوج: نعم", MARRIED),
    Layout("labels above, two or three a line", "بيانات مجاهد\nالاسم واللقب ¦ لون الغلاف ¦ تاريخ الولادة والجنسية\nعلي بن حسن ¦ أزرق ¦ 1985 ليبي\nالمستوى الشرعي ¦ تاريخ الدخول\nطالب علم ( ) متوسط (✓) بسيط ( ) ¦ 25/02/2014", {"full_name": ["علي بن حسن"], "sharia_level": ["intermediate"], "entry_date": ["2014-02-25"], "birth_date": ["1985-01-01..1985-12-31"]}),
    Layout("a label above that was not answered", "الاسم واللقب: ¦ تاريخ الولادة والجنسية: ¦ تاريخ الدخول:\nعلي بن حسن ¦ 1985 ليبي ¦ 25/02/2014\nالحالة الاجتماعية:", {"full_name": ["علي بن حسن"], "marital_status": ["[blank]"]}),
    Layout("before, beside a label that is not known", "عمر ¦ 1- الاسم ¦ yes ¦ رقم الدولاب\nمقاتل ( ) استشهادي (✓) ¦ 2- Role ¦ أرمل ¦ 3- الحالة الاجتماعية\n1985 ليبي ¦ 4- تاريخ الولادة والجنسية ¦ 25/02/2014 ¦ 5- تاريخ الدخول", {"full_name": ["عمر"], "role": ["suicide"], "marital_status": ["widowed"], "entry_date": ["2014-02-25"]}),
    Layout("before, with printed boxes that are not ticked", "عمر ¦ الاسم\n1985 ليبي ¦ تاريخ الولادة والجنسية\nمقاتل ( ) استشهادي ( ) انغماسي ( ) ¦ Role\nمتوسط ¦ المستوى الشرعي\n25/02/2014 ¦ تاريخ الدخول", {"full_name": ["عمر"], "role": ["[blank]"], "sharia_level": ["intermediate"]}),
    Layout("in one cell, beside labels that are not known", "الاسم: سامي ¦ الكنية: أبو نور\nاسم الأم: زينب ¦ الحالة الاجتماعية:\nتاريخ الدخول: ¦ رقم الدولاب: 12\n4- المستوى الشرعي: طالب علم (☑) متوسط ( ) بسيط ( ) ¦ تاريخ الولادة والجنسية: 1985 ليبي", {"full_name": ["سامي"], "entry_date": ["[blank]"], "marital_status": ["[blank]"], "sharia_level": ["advanced"], "nationality": ["LY"]}),
    Layout("numbered labels of one list", "الاسم ¦ سامي\nبلد الأصل ¦ تونس\nتاريخ الميلاد ¦ 1990\nأولاد الزوجة ١ ¦ 3\nأولاد الزوجة ٢ ¦\nأولاد الزوجة ٣ ¦ 1\nأولاد الزوجة ٤ ¦\nعدد الأطفال ¦ 4", {"children_per_wife": ["3+0..+1"], "children_total": ["4"]}, form="fighter-file", cells={"children_per_wife": ["B4|B5|B6|B7"]}),
    Layout("a list behind one of numbered labels", "الاسم ¦ سامي\nبلد الأصل ¦ تونس\nتاريخ الميلاد ¦ 1990\nأولاد الزوجة ١ ¦ 3+1\nأولاد الزوجة ٢ ¦ 2", {"children_per_wife": ["[unread]"]}, form="fighter-file"),
]  # fmt: skip
