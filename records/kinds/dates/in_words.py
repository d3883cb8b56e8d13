"""Years and months in Arabic words, as figures: `ألف وتسعمائة وتسعون`, `الشهر الخامس`, `مواليد التسعين`."""

from __future__ import annotations

import re
from functools import lru_cache

from records.data import read_yaml, schemas
from records.kinds.dates.date_words import lookup, word_key

_WORD = re.compile(r"(?:و\s+)?[^\W\d_]+")
_TRIGGER = re.compile("شهر|[أا]لف|ون(?!\\w)|ين(?!\\w)")
"""What a text must hold before its words are looked at one by one."""
_HUNDREDS = re.compile("(ثلاث|اربع|خمس|ست|سبع|ثماني?|تسع)(?:مائه|مئه|مايه|ميه|ماءه)")
_LARGE = {"مائه": 100, "مئه": 100, "مئتين": 200, "مائتين": 200, "مئتان": 200, "الف": 1000, "الفين": 2000, "الفان": 2000}
_BORN_OR_YEAR = frozenset({"سنه", "عام", "مواليد", "لعام", "لسنه"})


@lru_cache(maxsize=1)
def _cardinals() -> dict[str, int]:
    """Arabic number words below 100; those before عشر ten are in the teens by adding up."""
    document, _ = read_yaml(schemas() / "vocabularies" / "numbers.yaml")
    found: dict[str, int] = {}
    for code, words in document.items():
        for word in (word_key(str(each)) for each in words) if str(code).isdigit() else ():
            teen, _, ten = word.partition(" ")
            found.setdefault(teen, int(code) - 10 * bool(ten))
    return found


@lru_cache(maxsize=4096)
def _value(word: str) -> int:
    """The number that a folded word adds to its year; 0 for none."""
    for each in (word, word.removeprefix("و").lstrip(), word.removeprefix("ال")):
        hundred = _HUNDREDS.fullmatch(each)
        known = _LARGE.get(each) or _cardinals().get(each, 0)
        if hundred or known:
            return 100 * _cardinals().get(hundred[1], 0) if hundred else known
    return 0


def _month(word: str) -> int:
    """The month that an ordinal or cardinal counts; 0 for none."""
    ordinal = next((int(code[4:]) for code in lookup(word) if code.startswith("day_")), 0)
    number = ordinal or _value(word_key(word))
    return number if number <= 12 else 0


def in_figures(text: str) -> str:
    """The text with such years and months in figures.

    >>> in_figures("سنة ألف وتسعمئة وخمس وثمانين"), in_figures("15 الشهر الخامس 1990"), in_figures("مواليد التسعين")
    ('سنة 1985', '15 الشهر 5 1990', 'مواليد سنة 90')
    """
    if not _TRIGGER.search(text):
        return text
    words = list(_WORD.finditer(text))
    at = 0
    pieces, done = [], 0
    while at < len(words):
        number, until = _number(words, at, text)
        if number:
            pieces += [text[done : words[at].start()], f"سنة {number}" if 32 <= number < 100 else str(number)]
            done = words[until - 1].end()
        at = max(until, at + 1)
    return "".join([*pieces, text[done:]])


def _number(words: list[re.Match[str]], at: int, text: str) -> tuple[int, int]:
    """The year or month that begins with this word, and where it ends; 0 when none does."""
    before = word_key(words[at - 1][0]) if at else ""
    if before.endswith("شهر"):
        two = words[at : at + 2]
        return next(((month, at + n) for n in (len(two), 1) if (month := _month(_joined(two[:n])))), (0, at + 1))
    until, number, thousands = at, 0, False
    while until < len(words) and (value := _value(word_key(words[until][0]))) and _follows(words, at, until, text):
        number, until, thousands = number + value, until + 1, thousands or value >= 1000
    if thousands:
        return (number, until) if 1000 <= number < 2200 else (0, until)
    short = before in _BORN_OR_YEAR and 32 <= number < 100
    return (number, until) if short else (0, until)


def _joined(words: list[re.Match[str]]) -> str:
    return " ".join(each[0] for each in words)


def _follows(words: list[re.Match[str]], first: int, at: int, text: str) -> bool:
    """Whether only blanks stand between this word and the number word before it."""
    return at == first or text[words[at - 1].end() : words[at].start()].isspace()
