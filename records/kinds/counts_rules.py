"""The rules of lists of counts: what each reading is named for."""

from __future__ import annotations

from records.kinds.count import RULES as COUNT_RULES
from records.model import Rule

RULES = (
    Rule("counts.single", "3", {"en": "one number: a list of one", "ar": "عدد واحد: قائمة من فرد واحد"}),
    Rule("counts.list", "3+1", {"en": "one number for each wife", "ar": "عدد لكل زوجة"}),
    Rule(
        "counts.with-list",
        "2 (3+1)",
        {"en": "how many, or the sum, and the list agrees", "ar": "العدد أو المجموع ومعه القائمة، وهما متفقان"},
    ),
    Rule(
        "counts.from-wives",
        "5 من زوجتين",
        {"en": "a sum and the number of wives, not the list", "ar": "المجموع وعدد الزوجات دون تفصيل"},
    ),
    Rule("counts.spaces", "3 1", {"en": "members set apart by blanks", "ar": "الأفراد تفصلها مسافات"}),
    Rule("counts.commas", "2,0,1", {"en": "three or more members with commas", "ar": "ثلاثة أفراد فأكثر بفواصل"}),
    Rule("counts.dots", "2.0.1", {"en": "three or more members with dots", "ar": "ثلاثة أفراد فأكثر بنقاط"}),
    Rule(
        "counts.slashes", "3/1/0", {"en": "three or more members with slashes", "ar": "ثلاثة أفراد فأكثر بخطوط مائلة"}
    ),
    Rule(
        "counts.dashes",
        "3-1",
        {
            "en": "falling or three members with dashes: no range",
            "ar": "شرطات بين أعداد متناقصة أو ثلاثة فأكثر: ليست مجالًا",
        },
    ),
    Rule(
        "counts.labelled",
        "الأولى 3 والثانية 1",
        {"en": "each wife named with her number", "ar": "ذُكرت كل زوجة مع عددها"},
    ),
    Rule(
        "counts.open-member", "3+؟", {"en": "the number of one member is not known", "ar": "عدد أحد الأفراد غير معروف"}
    ),
    Rule(
        "counts.boys-and-girls",
        "ولدان + بنت",
        {
            "en": "boys and girls, not wife by wife: only the sum",
            "ar": "بنون وبنات دون تفصيل بحسب الزوجات: المجموع فقط",
        },
    ),
    Rule("counts.doubted", "3+1؟", {"en": "the transcriber doubts it", "ar": "المُفرِّغ غير متأكد"}),
    Rule("counts.float", "2.00", {"en": "a whole number with a decimal part of zero", "ar": "عدد صحيح كُتب بكسر صفري"}),
    Rule("counts.comma", "3,1", {"en": "a list, or a decimal", "ar": "قائمة أو عدد عشري"}),
    Rule("counts.dot", "1.3", {"en": "a list, or a decimal", "ar": "قائمة أو عدد عشري"}),
    Rule(
        "counts.slash",
        "3/1",
        {"en": "a list, or so many children of so many wives", "ar": "قائمة، أو عدد الأولاد على عدد الزوجات"},
    ),
    Rule("counts.dash", "2-3", {"en": "a list, or from … to", "ar": "قائمة، أو من … إلى"}),
    Rule(
        "counts.dead",
        "3+1 (1 متوفى)",
        {"en": "some of them dead: with or without those", "ar": "بعضهم متوفى: بهم أو دونهم"},
    ),
    Rule(
        "counts.excel-date",
        "03-Jan",
        {
            "en": "Excel turned a list such as 3/1 into a day; it may be a day",
            "ar": "حوّل Excel قائمة مثل 3/1 إلى تاريخ، وقد يكون تاريخًا",
        },
    ),
    Rule(
        "counts.contradiction",
        "3 (3+1)",
        {"en": "the number fits neither the list nor its sum", "ar": "العدد لا يوافق القائمة ولا مجموعها"},
    ),
    Rule(
        "counts.column-shift",
        "1987",
        {"en": "a year, a day or a number from another column", "ar": "سنة أو تاريخ أو رقم من عمود آخر"},
    ),
    *(
        Rule(
            f"counts.{mark}-by-evidence",
            example,
            {
                "en": f"other cells of the column show what a {mark} does in it",
                "ar": f"خلايا أخرى تبين معنى {arabic} في هذا العمود",
            },
        )
        for mark, arabic, example in (
            ("comma", "الفاصلة", "3,1"),
            ("dot", "النقطة", "1.3"),
            ("slash", "الخط المائل", "3/1"),
            ("dash", "الشرطة", "2-3"),
        )
    ),
    *COUNT_RULES,
)
