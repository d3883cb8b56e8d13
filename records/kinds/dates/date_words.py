"""The words of dates: months, weekdays and what stands beside figures, after folding; years in Arabic words."""

from __future__ import annotations

import re
from functools import lru_cache

from records import vocabularies
from records.data import read_yaml, schemas
from records.text import fold

_INSIDE = re.compile(r"['’‘`´ʿʾʻʼ]")
_BETWEEN = re.compile(r"[\s./\\־‐‑–—_-]+")
LONGEST_PHRASE = 5
"""Words in the longest phrase we know."""

_Codes = tuple[str, ...]

BEARS_A_NUMBER = frozenset({"unit", "office"})
"""Codes of the words for what bears a number: `81 Inf. Reg.`, `كتيبة 81`, `Stalag 44`."""


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """What a word or phrase is looked up by: folded, apostrophes dropped, dots and hyphens as blanks, ı as i.

    >>> word_key("Dhu al-Qi'dah"), word_key("و.ر"), word_key("KASIM") == word_key("Kasım"), word_key("déc.")
    ('dhu al qidah', 'و ر', True, 'dec')
    """
    return _BETWEEN.sub(" ", _INSIDE.sub("", fold(word))).replace("ı", "i").strip()


@lru_cache(maxsize=1)
def own() -> dict[str, _Codes]:
    """Our own words: key to codes such as `gregorian-05`, `hijri-09`, `approximate`."""
    found: dict[str, list[str]] = {}
    for name in ("date-words", "date-deciding", "date-neutral", "months"):
        for code, entry in vocabularies.load(name).entries.items():
            for word in (*entry.spellings, *entry.labels.values()):
                codes = found.setdefault(word_key(word), [])
                if code not in codes:
                    codes.append(code)
    return {word: tuple(codes) for word, codes in found.items()}


@lru_cache(maxsize=1)
def cldr() -> dict[str, _Codes]:
    """Month and weekday words of other languages, from CLDR; loaded when a text has a word that we lack."""
    document, _ = read_yaml(schemas() / "vocabularies" / "months-cldr.yaml")
    found: dict[str, list[str]] = {}
    for code, by_language in document.items():
        for words in by_language.values():
            for word in words:
                codes = found.setdefault(word, [])
                if code not in codes:
                    codes.append(code)
    return {word: tuple(codes) for word, codes in found.items()}


def lookup(phrase: str) -> _Codes:
    """The codes of a word or phrase; empty when nobody knows it.

    >>> lookup("تشرين الأول"), lookup("تشرين"), lookup("listopad"), lookup("Zottegem")
    (('gregorian-10',), ('gregorian-10', 'gregorian-11'), ('gregorian-10', 'gregorian-11'), ())
    """
    return by_key(word_key(phrase))


@lru_cache(maxsize=65536)
def by_key(folded: str) -> _Codes:
    """The codes of a folded word or phrase."""
    return own().get(folded) or cldr().get(folded, ())


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
