"""The rules of blood groups: what each reading is named for, and which of them assume something."""

from __future__ import annotations

from records.kinds.missing import RULES as MISSING_RULES
from records.model import Rule

RULES = (
    Rule("blood.plain", "A+", {"en": "the group and its sign", "ar": "الفصيلة وإشارتها"}),
    Rule("blood.abo-only", "O", {"en": "the Rh sign is not given", "ar": "عامل Rh غير مذكور"}),
    Rule("blood.rh-only", "Rh+", {"en": "only the Rh sign is given", "ar": "ذُكر عامل Rh وحده"}),
    Rule(
        "blood.sign-word-alone",
        "positive",
        {"en": "a word for a sign alone is taken for Rh", "ar": "كلمة موجب أو سالب وحدها تُفهم على أنها عامل Rh"},
    ),
    Rule("blood.words", "AB negative", {"en": "the sign is a word", "ar": "الإشارة مكتوبة كلمةً"}),
    Rule("blood.arabic", "أب+", {"en": "letters spelled in Arabic", "ar": "أحرف الفصيلة مكتوبة بالعربية"}),
    Rule("blood.subgroup", "A2B+", {"en": "a subgroup of A", "ar": "فرع من الفصيلة A"}),
    Rule("blood.twice", "A+ / أ+", {"en": "the same group written twice", "ar": "الفصيلة نفسها مكتوبة مرتين"}),
    Rule(
        "blood.sign-first",
        "+O",
        {
            "en": "the sign stands before its letter, as when writing from the right",
            "ar": "الإشارة قبل الحرف كما في الكتابة من اليمين",
        },
    ),
    Rule("blood.doubted", "A+?", {"en": "the transcriber doubts it", "ar": "المُفرِّغ غير متأكد منها"}),
    Rule(
        "blood.homoglyph",
        "АВ+",
        {"en": "Cyrillic or Greek letters of the same shape", "ar": "أحرف كيريلية أو يونانية لها الشكل نفسه"},
    ),
    Rule("blood.spaced", "A B+", {"en": "A and B side by side are AB", "ar": "A و B متجاوران هما AB"}),
    Rule(
        "blood.roman",
        "II Rh+",
        {
            "en": "the Russian numbering: I is O, II is A, III is B, IV is AB",
            "ar": "الترقيم الروسي: I هي O و II هي A و III هي B و IV هي AB",
        },
    ),
    Rule("blood.zero", "0+", {"en": "a zero with a sign is the letter O", "ar": "الصفر مع إشارة هو الحرف O"}),
    Rule(
        "blood.arabic-zero",
        "٠+",
        {"en": "an Arabic zero (a dot) with a sign is the letter O", "ar": "الصفر العربي (نقطة) مع إشارة هو الحرف O"},
    ),
    Rule("blood.waw", "و+", {"en": "و with a sign is short for او, O", "ar": "الواو مع إشارة اختصار «أو» أي O"}),
    Rule(
        "blood.lookalike",
        "ه+",
        {"en": "with a sign, ه and ٥ look like O, 8 looks like B", "ar": "مع إشارة، الهاء و٥ تشبهان O، و8 تشبه B"},
    ),
    Rule(
        "blood.letter-name",
        "اي",
        {"en": "a letter's name alone, which may be another word", "ar": "اسم الحرف وحده، وقد يكون كلمة أخرى"},
    ),
    Rule("blood.or-alone", "أو", {"en": "أو alone is O and not the word or", "ar": "«أو» وحدها هي O لا حرف عطف"}),
    Rule(
        "blood.zero-alone",
        "0",
        {"en": "a zero alone is the letter O or nothing at all", "ar": "الصفر وحده هو الحرف O أو لا شيء"},
    ),
    Rule(
        "blood.zero-by-evidence",
        "0",
        {"en": "the column writes a zero for O elsewhere", "ar": "العمود يكتب الصفر بدل O في خلايا أخرى"},
    ),
    Rule(
        "blood.tatweel",
        "Oـ",
        {"en": "a drawn-out line is a minus or an ornament", "ar": "المدّة إشارة سالب أو زينة"},
    ),
    Rule(
        "blood.dash-apart",
        "O/-",
        {
            "en": "a dash set apart is a minus, or says that Rh is not known",
            "ar": "شرطة مفصولة: سالب أو عامل Rh غير معروف",
        },
    ),
    Rule(
        "blood.two-groups", "A+ أو O+", {"en": "different groups in one cell", "ar": "فصيلتان مختلفتان في خلية واحدة"}
    ),
    Rule("blood.sign-alone", "+", {"en": "a sign without a letter", "ar": "إشارة بلا حرف"}),
    Rule(
        "blood.excel-formula",
        "#NAME?",
        {"en": "Excel took +O or -A for a formula: the value is lost", "ar": "عدّ Excel ‎+O أو ‎-A معادلةً فضاعت القيمة"},
    ),
    Rule("blood.not-a-group", "C+", {"en": "no blood group", "ar": "ليست فصيلة دم"}),
    *MISSING_RULES,
)

INFERRED = frozenset(
    f"blood.{rule}"
    for rule in (
        "sign-word-alone",
        "sign-first",
        "doubted",
        "homoglyph",
        "spaced",
        "roman",
        "zero",
        "arabic-zero",
        "waw",
        "lookalike",
        "or-alone",
        "letter-name",
    )
)
"""Readings by these rules assume something, and say so."""

WEIGHT = (
    *(
        "lookalike",
        "waw",
        "arabic-zero",
        "zero",
        "roman",
        "or-alone",
        "letter-name",
        "spaced",
        "homoglyph",
        "doubted",
        "sign-first",
    ),
    *("sign-word-alone", "rh-only", "abo-only", "twice", "subgroup", "arabic", "words"),
)
"""Which rule a reading is named for when it needed several: the first of these, the greatest assumption first."""
