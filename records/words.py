"""Every word for users: `schemas/messages/LANG/*.yaml`. A language is a folder; English stands behind each of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from records.data import read_yaml, schemas
from records.model import Rule, SijillError

ENGLISH = "en"


def folder() -> Path:
    """The folder that holds a folder of words for each language."""
    return schemas() / "messages"


@lru_cache
def languages() -> tuple[str, ...]:
    """The languages that have words, English first.

    >>> languages()
    ('en', 'ar')
    """
    names = sorted(path.name for path in folder().iterdir() if path.is_dir())
    return (ENGLISH, *(name for name in names if name != ENGLISH))


@lru_cache
def words(lang: str) -> Mapping[str, str]:
    """Every word of a language, nested keys joined by a dot; what the language lacks is English.

    >>> words("en")["verdict.certain"], words("ar")["verdict.certain"]
    ('certain', 'مؤكد')
    """
    return {**own_words(ENGLISH), **own_words(lang)}


def known_language(lang: str) -> str:
    """The language itself. Raises `SijillError` when it has no folder."""
    if lang not in languages():
        raise SijillError(f"there are no words in {lang!r}", "", f"the languages are {', '.join(languages())}")
    return lang


@lru_cache
def own_words(lang: str) -> Mapping[str, str]:
    """The words that stand in the folder of a language. Raises `SijillError` when there is no such folder."""
    found: dict[str, str] = {}
    for path in sorted((folder() / known_language(lang)).glob("*.yaml")):
        for key, text in _flat(read_yaml(path)[0]):
            if key in found:
                raise SijillError(f"{key!r} stands in two files", path.name, "keep one")
            found[key] = text
    return found


def _flat(tree: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        if isinstance(value, str):
            yield above + key, value
        else:
            yield from _flat(value, f"{above}{key}.")


def right_to_left(lang: str) -> bool:
    """Whether the language is written from right to left."""
    return words(lang)["direction"] == "rtl"


def in_language(texts: Mapping[str, str], lang: str, otherwise: str = "") -> str:
    """The text in that language, else in English, else what to say otherwise.

    >>> in_language({"en": "Forms", "ar": "استمارات"}, "fr")
    'Forms'
    """
    return texts.get(lang) or texts.get(ENGLISH) or otherwise


def brought(own: Mapping[str, Mapping[str, str]], lang: str) -> dict[str, str]:
    """The words that a kind or check brings itself, by key: in that language, else English, else any.

    >>> brought({"en": {"title": "Size", "template": "in numbers"}, "ar": {"title": "القياس"}}, "ar")
    {'title': 'القياس', 'template': 'in numbers'}
    """
    return {**next(iter(own.values()), {}), **own.get(ENGLISH, {}), **own.get(lang, {})}


def reason(rule: Rule, lang: str) -> str:
    """Why a text was read as it was: the words that the rule brings itself, else those of the language.

    >>> reason(Rule("count.number", "2"), "en"), reason(Rule("size.small", "S", {"en": "small"}), "ar")
    ('a number', 'small')
    """
    return in_language(rule.reason, lang, words(lang).get(f"rule.{rule.id}", ""))
