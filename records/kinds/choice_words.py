"""The words of a field of choices, and the ways in which a piece of a text is looked up among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from records import vocabularies
from records.data import schemas
from records.text import fold, plain
from records.vocabularies import Vocabulary

_INSIDE = re.compile(r"[\s\-‐-―._/\\'’`\"«»()،,٫]+")
_LETTERS = str.maketrans("پڤڥگچژp", "بففكجزb")
_UNIT = "mm"


class _Known(NamedTuple):
    """The codes a piece may mean, and the rule that found it (empty when it stands in the vocabulary as it is)."""

    codes: tuple[str, ...]
    rule: str


class Words:
    """A vocabulary with the ways of looking a piece up."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.around = _around(vocabulary.name)
        self.squeezed = _merged(vocabulary.index, _squeezed)
        self.lettered = _merged(self.squeezed, lambda key: key.translate(_LETTERS))
        # Letters are folded only where that leads to one code: two spellings that differ by them stay apart.
        self.lettered = {key: codes for key, codes in self.lettered.items() if len(codes) == 1}

    def find(self, text: str) -> _Known | None:
        """The codes of a whole piece of text."""
        key = fold(text)
        codes = self.vocabulary.index.get(key)
        if codes:
            return _Known(codes, "")
        if key.isdecimal():  # 127 is no 12.7
            return None
        squeezed = _squeezed(key)
        codes = self.squeezed.get(squeezed)
        if codes:
            return _Known(codes, "")
        bare = _without_article(text)
        codes = self.squeezed.get(_squeezed(fold(bare))) if bare else None
        if codes:
            return _Known(codes, "article")
        codes = self.lettered.get(squeezed.translate(_LETTERS))
        return _Known(codes, "letters") if codes else None

    def piece(self, text: str) -> _Known | None:
        """The codes of a piece, with a doubt or a number beside it."""
        found = self.find(text)
        if found:
            return found
        short = plain(text)
        sure = short.rstrip("?؟* ")
        if sure and sure != short:
            found = self.find(sure)
            return found and _Known(found.codes, "doubted")
        match = _numbers().fullmatch(fold(text))
        found = self.find(match[1] or match[2]) if match else None
        if found:
            return _Known(found.codes, "with-number")
        named = _without_around(text, self.around)
        found = self.piece(named) if named else None
        return found and _Known(found.codes, found.rule or "around")

    def with_unit(self, text: str) -> bool:
        """Whether the vocabulary has this number with a unit behind it: it may be a calibre."""
        return f"{fold(text)}{_UNIT}" in self.squeezed

    def settled(self, known: list[_Known]) -> list[_Known]:
        """A word of two meanings beside a member of one of them means that one: `رشاش بي كي سي`."""
        sure = {parent for each in known if len(each.codes) == 1 for parent in self.vocabulary.parents(each.codes[0])}
        fitting = [tuple(code for code in each.codes if code in sure) for each in known]
        return [
            _Known(codes, each.rule) if len(codes) == 1 else each for codes, each in zip(fitting, known, strict=True)
        ]

    def specific(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes without those that are parents of another of them."""
        distinct = dict.fromkeys(codes)
        above = {parent for code in distinct for parent in self.vocabulary.parents(code)}
        return tuple(code for code in distinct if code not in above)


@lru_cache
def _around(vocabulary: str) -> frozenset[str]:
    """The folded words that may stand around the names of a shipped vocabulary, in a file of their own."""
    name = f"{vocabulary}-around"
    if not (schemas() / "vocabularies" / f"{name}.yaml").is_file():
        return frozenset()
    spellings = vocabularies.load(name).entries["around"].spellings
    return frozenset(word for spelling in spellings for word in fold(spelling).split())


@lru_cache
def _calibres(code: str) -> str:
    """The words for the `unit` of a calibre or for the `calibre` itself, as a pattern."""
    return "|".join(map(fold, vocabularies.load("calibres").entries[code].spellings))


@lru_cache
def _units() -> re.Pattern[str]:
    return re.compile(rf"(?<=\d)(?:{_calibres('unit')})(?!\w)")


@lru_cache
def _numbers() -> re.Pattern[str]:
    """A name with a number before it or behind it, with or without its unit."""
    number = rf"\d{{1,3}}(?:[.,٫]\d)?(?:\s*(?:{_calibres('unit')}))?"
    return re.compile(rf"(.*?\D)\s*(?:(?:{_calibres('calibre')})\s*)?{number}|{number}\s+(\D.*)")


def _squeezed(key: str) -> str:
    """A folded key without what may stand inside it; every way of writing a unit is one."""
    return _units().sub(_UNIT, _INSIDE.sub("", key))


def _without_around(text: str, around: frozenset[str]) -> str:
    """The text without the words around a name, such as the crew's; empty when there are none."""
    words = plain(text).split()
    first, last = 0, len(words)
    while first < last and fold(words[first]) in around:
        first += 1
    while last > first and fold(words[last - 1]) in around:
        last -= 1
    return " ".join(words[first:last]) if last - first < len(words) else ""


def _merged(index: Mapping[str, tuple[str, ...]], fold_more: Any) -> dict[str, tuple[str, ...]]:
    """The index under keys folded further, with the codes of all that fall together."""
    merged: dict[str, dict[str, None]] = {}
    for key, codes in index.items():
        merged.setdefault(fold_more(key), {}).update(dict.fromkeys(codes))
    return {key: tuple(codes) for key, codes in merged.items() if key}


def _without_article(text: str) -> str:
    """The text without ال before its words; a hamza (ألغام) belongs to the word. Empty when there is none."""
    words = plain(text).split()
    if not any(word.startswith("ال") and len(word) > 4 for word in words):
        return ""
    return " ".join(word[2:] if word.startswith("ال") and len(word) > 4 else word for word in words)
