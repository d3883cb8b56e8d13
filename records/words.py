"""Every word for users: `schemas/messages/LANG/*.yaml`. A language is a folder; English stands behind each of them."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
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
        raise SijillError("no-language", name=lang, known=languages())
    return lang


@lru_cache
def own_words(lang: str) -> Mapping[str, str]:
    """The words that stand in the folder of a language. Raises `SijillError` when there is no such folder."""
    found: dict[str, str] = {}
    for path in sorted((folder() / known_language(lang)).glob("*.yaml")):
        for key, text in _flat(read_yaml(path)[0]):
            if key in found:
                raise SijillError("word-twice", path.name, name=key)
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


def problem(key: str, said: Mapping[str, Any], lang: str) -> tuple[str, str]:
    """What an error says is the matter, and what to do: its words, filled with what is said.

    Of `name` and `known`, `{hint}` is what may have been meant. Without words, the key itself is the matter.
    """
    texts = words(lang)
    if f"error.{key}.what" not in texts:
        return key, ""
    filled = {name: _listed(value, lang) for name, value in said.items()}
    if "known" in said:
        filled["hint"] = did_you_mean(str(said.get("name", "")), said["known"], lang)
    return texts[f"error.{key}.what"].format(**filled), texts.get(f"error.{key}.remedy", "").format(**filled)


def _listed(value: Any, lang: str) -> Any:
    """Several values as a list in words, an error as its line; a single value as it is."""
    if isinstance(value, SijillError):
        return value.told(lang)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return value
    told = [str(_listed(each, lang)) for each in value]
    return (" · " if any(isinstance(each, SijillError) for each in value) else words(lang)["error.comma"]).join(told)


def did_you_mean(word: str, known: Iterable[str], lang: str = ENGLISH) -> str:
    """A remedy: the nearest known words, or all of them when there are few.

    >>> did_you_mean("birth_dat", ["birth_date", "kunya"])
    "did you mean 'birth_date'?"
    """
    texts, known = words(lang), list(known)
    if near := difflib.get_close_matches(word, known, n=2):
        quoted = (texts["error.quoted"].format(word=each) for each in near)
        return texts["error.near"].format(near=texts["error.or"].join(quoted))
    return texts["error.choose"].format(known=_listed(known[:30], lang)) if known else ""


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
