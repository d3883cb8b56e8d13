"""Counts: how many wives, children, days of rest …, in digits and words, exactly or between bounds.

A text becomes a phrase (`quantities.py`): `Q` is a number with what it counts, so `3 زوجات أو 4` is `QoQ`. The grammar
(`count_grammar.py`) is the table of the phrases that can be read. What a list or a word for being married means depends
on what the field counts, which the option `of` says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from records.kinds.count_grammar import UNREAD, CountReading, NumberBounds, counts_other, read_phrase
from records.kinds.kind import Kind, Safe
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.kinds.quantities import LONGEST_COUNT, QuantityPhrase, excel_day, quantity_phrase
from records.model import Dtype, Missing, Reading, Rule, Status
from records.text import fold, plain

RULES = (
    Rule("count.number", "2"),
    Rule("count.words", "ثلاث زوجات"),
    Rule("count.noun", "طفلان"),
    Rule("count.none", "لا يوجد"),
    Rule("count.between", "between 2 and 4"),
    Rule("count.at-least", "على الأقل 2"),
    Rule("count.at-most", "at most 3"),
    Rule("count.float", "2.0"),
    Rule("count.range", "2-3"),
    Rule("count.open-plus", "2+"),
    Rule("count.approximate", "حوالي 3"),
    Rule("count.doubted", "3؟"),
    Rule("count.lookalike", "1O"),
    Rule("count.plural", "أطفال"),
    Rule("count.boys-and-girls", "ولدان وبنت"),
    Rule("count.by-noun", "زوجة و3 أطفال"),
    Rule("count.list", "3+1"),
    Rule("count.of-them", "أربعة أولاد منهم بنت"),
    Rule("count.beside", "ولد عمره 3 سنوات"),
    Rule("count.with-list", "2 (3+1)"),
    Rule("count.from-wives", "5 من زوجتين"),
    Rule("count.dead", "3 (1 متوفى)"),
    Rule("count.either", "2 أو 4"),
    Rule("count.married-number", "متزوج 2"),
    Rule("count.married", "متزوج"),
    Rule("count.single", "أعزب"),
    Rule("count.several-wives", "معدد"),
    Rule("count.heh", "ه"),
    Rule("count.decimal", "1.3"),
    Rule("count.dot", "."),
    Rule("count.not-said", "أرمل"),
    Rule("count.other-noun", "طفلان"),
    Rule("count.negative", "-1"),
    Rule("count.excel-date", "03-Jan"),
    Rule("count.column-shift", "1987"),
    Rule("count.not-a-count", "Tunis"),
    *MISSING_RULES,
)

_INFERRED = frozenset(
    f"count.{rule}"
    for rule in (
        *("float", "range", "open-plus", "approximate", "doubted", "lookalike", "plural", "boys-and-girls", "by-noun"),
        *("list", "with-list", "of-them", "beside", "married", "married-number", "single", "several-wives"),
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


class Count(Kind):
    """Counts.

    >>> reading = Count().read("ثلاث زوجات", CountOptions())
    >>> reading.status.value, dict(reading.parts)
    ('exact', {'low': 3, 'high': 3})
    """

    name: ClassVar[str] = "count"
    options: ClassVar[type] = CountOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT, "high": Dtype.COUNT}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT, "high": Dtype.COUNT, "why": Dtype.CODE}
    rules: ClassVar[tuple[Rule, ...]] = RULES
    safe: ClassVar[Safe] = "reading"
    numbers: ClassVar[bool] = True
    bounds: ClassVar[tuple[str, str] | None] = ("low", "high")

    def read(self, text: str, options: Any) -> Reading:
        """Read one count: `low` and `high`, both included; an empty `high` is open."""
        short = text if len(text) <= LONGEST_COUNT else " ".join(text.split())
        if len(short) > LONGEST_COUNT:
            return missing(text) or Reading(text, Status.UNREAD, "count.not-a-count")
        if short.isdecimal() and len(short) <= 9:
            number = int(short)
            if number > options.at_most:
                return Reading(text, Status.UNREAD, "count.column-shift")
            return Reading(text, Status.EXACT, "count.number", None, {"low": number, "high": number})
        shifted = excel_day(short)
        if shifted:
            return Reading(text, Status.UNREAD, "count.excel-date" if shifted.pair else "count.column-shift")
        return _letters(text, short) or _nothing(text, short) or _read(text, short, options)


_LETTERS: Mapping[str, Mapping[str, NumberBounds]] = {
    **{letter: {"": (0, 0)} for letter in ("o", "O", "о", "О")},
    **{letter: {"five": (5, 5), "letter o": (0, 0)} for letter in ("ه", "هـ")},
}
"""Single letters that look like a digit; ه looks like ٥ and like O."""


def _letters(text: str, short: str) -> Reading | None:
    choices = _LETTERS.get(short.strip())
    note = "count.lookalike" if choices and len(choices) == 1 else "count.heh"
    return _reading(text, CountReading(note, choices), CountOptions()) if choices else None


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
    said = quantity_phrase(short)
    found = None if said is None else read_phrase(said, options.of)
    if found is not None:
        return _reading(text, found, options)
    nothing = _none_of(short)
    if nothing is not None:
        if counts_other(nothing, options.of):
            return Reading(text, Status.UNREAD, "count.other-noun")
        return _none(text)
    return lost(text) or Reading(text, Status.UNREAD, "count.not-a-count")


def _none_of(short: str) -> QuantityPhrase | None:
    """What there is none of: `لا يوجد أطفال`, `no children`, a word for none before what is counted."""
    words = fold(short).split()
    for at in range(1, min(len(words), 5)):
        before = missing(" ".join(words[:at]))
        said = quantity_phrase(" ".join(words[at:])) if before and before.note == "missing.none" else None
        if said and (said.shape == "p" or (said.shape == "Q" and said.quantities[0].how == "noun")):
            return said
    return None


def _reading(text: str, said: CountReading, options: CountOptions) -> Reading:
    if said.note == "count.none":
        return _none(text)
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


COUNTS_RULES = (
    Rule("counts.single", "3"),
    Rule("counts.list", "3+1"),
    Rule("counts.with-list", "2 (3+1)"),
    Rule("counts.from-wives", "5 من زوجتين"),
    Rule("counts.spaces", "3 1"),
    Rule("counts.commas", "2,0,1"),
    Rule("counts.dots", "2.0.1"),
    Rule("counts.slashes", "3/1/0"),
    Rule("counts.dashes", "3-1"),
    Rule("counts.labelled", "الأولى 3 والثانية 1"),
    Rule("counts.open-member", "3+؟"),
    Rule("counts.child-beside", "3+1+رضيع"),
    Rule("counts.boys-and-girls", "ولدان + بنت"),
    Rule("counts.doubted", "3+1؟"),
    Rule("counts.float", "2.00"),
    Rule("counts.comma", "3,1"),
    Rule("counts.dot", "1.3"),
    Rule("counts.slash", "3/1"),
    Rule("counts.dash", "2-3"),
    Rule("counts.dead", "3+1 (1 متوفى)"),
    Rule("counts.excel-date", "03-Jan"),
    Rule("counts.contradiction", "3 (3+1)"),
    Rule("counts.column-shift", "1987"),
    Rule("counts.comma-by-evidence", "3,1"),
    Rule("counts.dot-by-evidence", "1.3"),
    Rule("counts.slash-by-evidence", "3/1"),
    Rule("counts.dash-by-evidence", "2-3"),
    *RULES,
)
