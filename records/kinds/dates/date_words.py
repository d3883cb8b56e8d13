"""The words of dates: months, weekdays and what stands beside figures, looked up after folding."""

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
