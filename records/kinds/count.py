"""Counts: how many wives, children, days of rest …, in digits and words, exactly or between bounds.

A text becomes a phrase (`quantities.py`): `Q` is a number with what it counts, so `3 زوجات أو 4` is `QoQ`. The grammar
(`count_grammar.py`) is the table of the phrases that can be read. What a list or a word for being married means depends
on what the field counts, which the option `of` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from records.kinds.count_grammar import UNREAD, Bounds, Said, counts_other, read_phrase
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.kinds.quantities import LONGEST, Phrase, day, phrase
from records.model import Dtype, Missing, Question, Reading, Rule, Status
from records.text import fold, plain

RULES = (
    Rule("count.number", "2", {"en": "a number", "ar": "عدد"}),
    Rule("count.words", "ثلاث زوجات", {"en": "a number in words", "ar": "عدد مكتوب بالحروف"}),
    Rule(
        "count.noun",
        "طفلان",
        {"en": "a noun in the singular or dual: one or two", "ar": "اسم مفرد أو مثنى: واحد أو اثنان"},
    ),
    Rule("count.none", "لا يوجد", {"en": "said to be none: zero", "ar": "كُتب أنه لا يوجد: صفر"}),
    Rule("count.between", "between 2 and 4", {"en": "between two numbers", "ar": "بين عددين"}),
    Rule("count.at-least", "على الأقل 2", {"en": "a lower bound", "ar": "حدّ أدنى"}),
    Rule("count.at-most", "at most 3", {"en": "an upper bound", "ar": "حدّ أعلى"}),
    Rule("count.float", "2.0", {"en": "a whole number with a decimal part of zero", "ar": "عدد صحيح كُتب بكسر صفري"}),
    Rule(
        "count.range",
        "2-3",
        {"en": "a dash between rising numbers: from … to", "ar": "شرطة بين عددين متصاعدين: من … إلى"},
    ),
    Rule(
        "count.open-plus",
        "2+",
        {"en": "a plus behind a number: that many or more", "ar": "علامة + بعد العدد: هذا العدد أو أكثر"},
    ),
    Rule("count.approximate", "حوالي 3", {"en": "about so many", "ar": "عدد تقريبي"}),
    Rule("count.doubted", "3؟", {"en": "the transcriber doubts it", "ar": "المُفرِّغ غير متأكد"}),
    Rule("count.lookalike", "1O", {"en": "the letter O for a zero", "ar": "الحرف O بدل الصفر"}),
    Rule("count.plural", "أطفال", {"en": "some, without a number: one or more", "ar": "جمع بلا عدد: واحد أو أكثر"}),
    Rule("count.boys-and-girls", "ولدان وبنت", {"en": "boys and girls together", "ar": "مجموع البنين والبنات"}),
    Rule(
        "count.by-noun",
        "زوجة و3 أطفال",
        {"en": "several things are counted; the field takes its own", "ar": "ذُكر أكثر من معدود، وللحقل ما يخصه"},
    ),
    Rule(
        "count.list",
        "3+1",
        {"en": "a list: its sum, or how many members it has", "ar": "قائمة: مجموعها أو عدد أفرادها"},
    ),
    Rule(
        "count.with-list",
        "2 (3+1)",
        {"en": "wives, and the children of each in brackets", "ar": "عدد الزوجات وبين قوسين أولاد كل منهن"},
    ),
    Rule(
        "count.from-wives",
        "5 من زوجتين",
        {"en": "so many children in all, of so many wives", "ar": "عدد الأولاد كلهم من عدد من الزوجات"},
    ),
    Rule(
        "count.dead",
        "3 (1 متوفى)",
        {"en": "some of them dead: with or without those", "ar": "بعضهم متوفى: بهم أو دونهم"},
    ),
    Rule("count.either", "2 أو 4", {"en": "one number or the other", "ar": "أحد العددين"}),
    Rule(
        "count.married-number",
        "متزوج 2",
        {"en": "married, and a number: of wives or of children", "ar": "متزوج ومعه عدد: زوجات أو أولاد"},
    ),
    Rule(
        "count.married",
        "متزوج",
        {
            "en": "married: at least one wife, how many is not said",
            "ar": "متزوج: زوجة واحدة على الأقل، والعدد غير مذكور",
        },
    ),
    Rule("count.single", "أعزب", {"en": "single: no wife", "ar": "أعزب: لا زوجة له"}),
    Rule("count.several-wives", "معدد", {"en": "married to more than one", "ar": "متزوج من أكثر من واحدة"}),
    Rule(
        "count.heh", "ه", {"en": "ه for the Arabic five or the letter O", "ar": "الهاء بدل الخمسة العربية أو الحرف O"}
    ),
    Rule(
        "count.decimal",
        "1.3",
        {"en": "a list typed as a decimal, or a fraction", "ar": "قائمة كُتبت عددًا عشريًا، أو كسر"},
    ),
    Rule("count.dot", ".", {"en": "a dot: an Arabic zero or a mark", "ar": "نقطة: صفر عربي أو علامة"}),
    Rule("count.not-said", "أرمل", {"en": "this does not say how many", "ar": "هذا لا يذكر العدد"}),
    Rule(
        "count.other-noun",
        "طفلان",
        {"en": "this counts something else than the field", "ar": "المعدود غير ما يسأل عنه الحقل"},
    ),
    Rule("count.negative", "-1", {"en": "nothing is counted below zero", "ar": "لا عدد دون الصفر"}),
    Rule(
        "count.excel-date",
        "03-Jan",
        {"en": "Excel turned a list such as 3/1 into a day", "ar": "حوّل Excel قائمة مثل 3/1 إلى تاريخ"},
    ),
    Rule(
        "count.column-shift",
        "1987",
        {"en": "a year, a day or a number from another column", "ar": "سنة أو تاريخ أو رقم من عمود آخر"},
    ),
    Rule("count.not-a-count", "Tunis", {"en": "no count", "ar": "ليس عددًا"}),
    *MISSING_RULES,
)

_INFERRED = frozenset(
    f"count.{rule}"
    for rule in (
        *("float", "range", "open-plus", "approximate", "doubted", "lookalike", "plural", "boys-and-girls", "by-noun"),
        *("list", "with-list", "married", "married-number", "single", "several-wives"),
    )
)


@dataclass(frozen=True)
class CountOptions:
    """What a field of counts may say about itself."""

    of: Literal["", "wives", "children", "slaves", "days", "persons"] = ""
    """What it counts. Decides what `أعزب`, `3+1` and `5 من زوجتين` say; without it they stay ambiguous."""
    at_most: int = 999
    """A larger number is no count of this field: a year, a serial number, another column."""
    not_below: int | None = None
    not_above: int | None = None
    """Bounds that are checked; a count outside them is read all the same."""


@dataclass(frozen=True)
class Count:
    """Counts.

    >>> reading = Count().read("ثلاث زوجات", CountOptions())
    >>> reading.status.value, dict(reading.parts)
    ('exact', {'low': 3, 'high': 3})
    """

    name: ClassVar[str] = "count"
    options: ClassVar[type] = CountOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT, "high": Dtype.COUNT}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT, "high": Dtype.COUNT, "why": Dtype.CODE}
    items: ClassVar[Mapping[str, Dtype]] = {}
    questions: ClassVar[tuple[Question, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = RULES

    def read(self, text: str, options: Any) -> Reading:
        """Read one count: `low` and `high`, both included; an empty `high` is open."""
        short = text if len(text) <= LONGEST else " ".join(text.split())
        if len(short) > LONGEST:
            return missing(text) or Reading(text, Status.UNREAD, "count.not-a-count")
        if short.isdecimal() and len(short) <= 9:
            number = int(short)
            if number > options.at_most:
                return Reading(text, Status.UNREAD, "count.column-shift")
            return Reading(text, Status.EXACT, "count.number", None, {"low": number, "high": number})
        shifted = day(short)
        if shifted:
            return Reading(text, Status.UNREAD, "count.excel-date" if shifted.pair else "count.column-shift")
        return _letters(text, short) or _nothing(text, short) or _read(text, short, options)


_LETTERS: Mapping[str, Mapping[str, Bounds]] = {
    **{letter: {"": (0, 0)} for letter in ("o", "O", "о", "О")},
    **{letter: {"five": (5, 5), "letter o": (0, 0)} for letter in ("ه", "هـ")},
}
"""Single letters that look like a digit; ه looks like ٥ and like O."""


def _letters(text: str, short: str) -> Reading | None:
    choices = _LETTERS.get(short.strip())
    note = "count.lookalike" if choices and len(choices) == 1 else "count.heh"
    return _reading(text, Said(note, choices), CountOptions()) if choices else None


def _nothing(text: str, short: str) -> Reading | None:
    """None is zero here; other blanks are missing. A zero is left to the grammar."""
    nothing = missing(text)
    if nothing is None or nothing.note == "missing.zero":
        return None
    if nothing.note == "missing.none":
        return _none(text)
    if nothing.note == "missing.mark" and plain(short) in (".", "·", "•"):
        return Reading(text, Status.MISSING, "count.dot", Missing.MARK)
    return nothing


def _none(text: str) -> Reading:
    return Reading(text, Status.EXACT, "count.none", Missing.NONE, {"low": 0, "high": 0})


def _read(text: str, short: str, options: CountOptions) -> Reading:
    said = phrase(short)
    found = None if said is None else read_phrase(said, options.of)
    if found is not None:
        return _reading(text, found, options)
    nothing = _none_of(short)
    if nothing is not None:
        if counts_other(nothing, options.of):
            return Reading(text, Status.UNREAD, "count.other-noun")
        return _none(text)
    return lost(text) or Reading(text, Status.UNREAD, "count.not-a-count")


def _none_of(short: str) -> Phrase | None:
    """What there is none of: `لا يوجد أطفال`, `no children`, a word for none before what is counted."""
    words = fold(short).split()
    for at in range(1, min(len(words), 5)):
        before = missing(" ".join(words[:at]))
        said = phrase(" ".join(words[at:])) if before and before.note == "missing.none" else None
        if said and (said.shape == "p" or (said.shape == "Q" and said.quantities[0].how == "noun")):
            return said
    return None


def _reading(text: str, said: Said, options: CountOptions) -> Reading:
    if said.note in UNREAD:
        return Reading(text, Status.UNREAD, said.note)
    low, high = said.bounds
    if max(low or 0, high or 0) > options.at_most:
        return Reading(text, Status.UNREAD, "count.column-shift")
    parts = {"low": low, "high": high}
    distinct = dict.fromkeys(said.choices.values())
    if len(distinct) == 1:
        status = Status.INFERRED if said.note in _INFERRED or len(said.choices) > 1 else Status.EXACT
        return Reading(text, status, said.note, None, parts)
    rows = tuple({"low": low, "high": high, "why": why} for why, (low, high) in said.choices.items())
    return Reading(text, Status.AMBIGUOUS, said.note, None, parts, rows)
