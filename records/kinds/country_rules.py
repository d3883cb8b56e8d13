"""Every note a reading of a country can have, with an example and a reason."""

from __future__ import annotations

from records.kinds.missing import RULES as MISSING_RULES
from records.model import Rule


def _rule(name: str, example: str, en: str, ar: str) -> Rule:
    return Rule(f"country.{name}", example, {"en": en, "ar": ar})


RULES: tuple[Rule, ...] = (
    _rule("name", "Tunisie", "the name of a country or territory, in any language", "اسم دولة أو إقليم، بأي لغة"),
    _rule(
        "code",
        "TN",
        "an ISO 3166-1 code, or one of sport or passports, in capitals",
        "رمز ISO 3166-1 أو رمز رياضي أو رمز جواز سفر، بأحرف كبيرة",
    ),
    _rule(
        "code-lower-case",
        "tn",
        "a code in small letters: a code only where the other cells of the column are codes",
        "رمز بأحرف صغيرة: يُعد رمزًا إذا كانت خلايا العمود الأخرى رموزًا فقط",
    ),
    _rule(
        "code-by-evidence",
        "tn",
        "a code in small letters, in a column of codes",
        "رمز بأحرف صغيرة في عمود من الرموز",
    ),
    _rule(
        "abbreviation",
        "Portug.",
        "the name of a country, abbreviated; listed",
        "اسم بلد مختصر؛ مذكور في قائمة",
    ),
    _rule(
        "cut-name",
        "Guinea-",
        "the name ends in a hyphen or dots, and several states have a name that begins so",
        "ينتهي الاسم بشرطة أو نقاط، وعدة دول تبدأ أسماؤها هكذا",
    ),
    _rule(
        "word-or-place",
        "معسكر",
        "a word of the language or a name of persons that is the name of a place too",
        "كلمة من اللغة أو اسم أشخاص، وهي اسم مكان أيضًا",
    ),
    _rule(
        "side-by-side",
        "Russian Pole",
        "two peoples side by side: one may only say more about the other (descent, language, residence)",
        "نسبتان متجاورتان: قد تصف إحداهما الأخرى فقط (أصل أو لغة أو إقامة)",
    ),
    _rule(
        "residence",
        "resident in Turkey",
        "where somebody lives; that is no nationality",
        "مكان الإقامة، وهو لا يدل على الجنسية",
    ),
    _rule(
        "birth",
        "born in France",
        "where somebody was born; that is no nationality",
        "مكان الولادة، وهو لا يدل على الجنسية",
    ),
    _rule(
        "travel",
        "عن طريق تركيا",
        "where somebody came from or through; that is no nationality",
        "من أين جاء الشخص أو بأي طريق، وهذا لا يدل على الجنسية",
    ),
    _rule(
        "beside-other-place",
        "يمني مواليد السعودية",
        "what the field asks for is read; the other place is in the remainder",
        "قُرئ ما يسأل عنه الحقل، والمكان الآخر في الباقي",
    ),
    _rule("demonym", "تونسية", "what people of the country are called", "نسبة أهل البلد إليه"),
    _rule(
        "nisba",
        "التونسي",
        "a nisba, as in a kunya: says where a family comes from, weak evidence for a nationality",
        "نسبة كالتي في الكنية: تدل على أصل العائلة، وهي قرينة ضعيفة على الجنسية",
    ),
    _rule(
        "misspelling",
        "Tunsia",
        "a spelling that people type by mistake; listed, never guessed from likeness",
        "خطأ إملائي شائع؛ مذكور في قائمة ولم يُخمَّن من الشبه",
    ),
    _rule(
        "nisba-of-a-place",
        "الموصلي",
        "a nisba of a city, region or tribe: he is from there, or only his family's name is; never a nationality alone",
        "نسبة إلى مدينة أو منطقة أو قبيلة: قد يكون منها وقد تكون لقب عائلته فقط، ولا تكفي وحدها لتحديد الجنسية",
    ),
    _rule(
        "subdivision-or-countries",
        "US-CA",
        "a code of a part of a country, or two codes of countries",
        "رمز جزء من بلد، أو رمزا بلدين",
    ),
    _rule(
        "adjective",
        "British Cuba",
        "one country's adjective before another's name: a colony or something else, not both countries",
        "صفة بلد قبل اسم بلد آخر: مستعمرة أو غير ذلك، وليس البلدين معًا",
    ),
    _rule("city", "بغداد", "a city; the country is the one it lies in today", "مدينة؛ والبلد هو الذي تقع فيه اليوم"),
    _rule(
        "region", "داغستان", "a region; the country is the one it belongs to today", "منطقة؛ والبلد هو الذي تتبعه اليوم"
    ),
    _rule(
        "former-state",
        "Upper Volta",
        "a former state or an old name, with one successor",
        "دولة سابقة أو اسم قديم، ولها خلف واحد",
    ),
    _rule(
        "several-meanings",
        "طرابلس",
        "the spelling stands for several countries; the text alone does not say which",
        "يدل هذا الرسم على أكثر من بلد، والنص وحده لا يحدد أيها المقصود",
    ),
    _rule("disputed", "Kosovo", "claimed by several, and the field asks", "متنازع عليه، والحقل يطلب السؤال عنه"),
    _rule(
        "several",
        "France / Algeria",
        "several countries stand in the cell; all of them are meant",
        "في الخلية أكثر من بلد، وكلها مقصود",
    ),
    _rule(
        "one-of-several",
        "France or Algeria",
        "one of several countries, or of descent, birth or residence: which is meant is not said",
        "أحد عدة بلدان، أو ذُكر الأصل أو الولادة أو الإقامة؛ ولا يحدد النص أيها الجنسية",
    ),
    _rule(
        "formerly", "former Tunisian", "says what someone was, not what he is", "يذكر ما كان عليه الشخص لا ما هو عليه"
    ),
    _rule(
        "place-and-country",
        "Mosul - Iraq",
        "a place and the country it lies in: one country",
        "مكان والبلد الذي يقع فيه: بلد واحد",
    ),
    _rule(
        "place-elsewhere",
        "Baghdad, Tunisia",
        "a place and another country than the one it lies in",
        "مكان وبلد غير الذي يقع فيه",
    ),
    _rule(
        "official-name",
        "Kingdom of Libya",
        "the name and the words of an official name",
        "الاسم مع كلمات الاسم الرسمي",
    ),
    _rule("doubtful", "probably Tunisian", "the text itself doubts", "النص نفسه غير جازم"),
    _rule(
        "descent",
        "من أصل جزائري",
        "where somebody's family comes from; that is no nationality",
        "أصل الشخص أو عائلته، وهو لا يدل على الجنسية",
    ),
    _rule(
        "beside-ethnicity",
        "Iraqi Kurd",
        "a country beside an ethnicity: the country is read",
        "بلد إلى جانب قومية: يُقرأ البلد",
    ),
    _rule(
        "ethnicity",
        "كردي",
        "an ethnicity, which is no country: perhaps the wrong column",
        "قومية وليست بلدًا: ربما كُتبت في غير عمودها",
    ),
    _rule("area", "Middle East", "a part of the world, not a country", "جزء من العالم وليس بلدًا"),
    _rule("organisation", "Islamic State", "an organisation, not a country", "تنظيم أو هيئة وليس بلدًا"),
    _rule("stateless", "عديم الجنسية", "said to have no nationality", "كُتب أنه بلا جنسية"),
    _rule(
        "unspecified", "XXX", "the passport code for an unspecified nationality", "رمز جوازات السفر لجنسية غير محددة"
    ),
    _rule(
        "unknown-words",
        "Qwxyz",
        "no country is spelled so, or a word around it is not known",
        "لا بلد يُكتب هكذا، أو في النص كلمة غير معروفة",
    ),
    _rule(
        "long-text",
        "a text of more than 200 characters",
        "too long for the name of a country",
        "نص أطول من أن يكون اسم بلد",
    ),
    *MISSING_RULES,
)
