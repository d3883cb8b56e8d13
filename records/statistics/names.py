"""What the lines of a table are called, in English and Arabic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from records import vocabularies
from records.data import read_yaml, schemas
from records.forms import Field

LANGUAGES = ("en", "ar")


def named(field: Field, lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """The name of each `(line, code)` by language.

    >>> country = Field(id="nationality", kind="country")
    >>> named(country, [("category", "DZ|FR"), ("missing", "blank")])
    [{'en': 'Algeria and France', 'ar': 'الجزائر وفرنسا'}, {'en': 'missing: left blank', 'ar': 'بلا قيمة: تُرك فارغًا'}]
    """
    return [{language: _name(field, line, code, language) for language in LANGUAGES} for line, code in lines]


def _name(field: Field, line: str, code: str, language: str) -> str:
    words = report_words(language)
    if line == "category":
        return words["and"].join(code_name(field, each, language) for each in code.split("|"))
    return words[f"line_{line}"].format(why=words[f"missing_{code}"] if code else "")


def code_name(field: Field, code: str, language: str) -> str:
    """The name of one code of a field; a code that no vocabulary knows is its own name.

    >>> code_name(Field(id="nationality", kind="country"), "XK", "en")
    'Kosovo'
    """
    entry = _vocabulary(field).entries.get(code)
    return code if entry is None else entry.labels[language]


def _vocabulary(field: Field) -> vocabularies.Vocabulary:
    if field.kind == "country":
        return vocabularies.load("country_names")
    vocabulary = field.options.vocabulary
    return vocabularies.load(vocabulary) if isinstance(vocabulary, str) else vocabularies.build(field.id, vocabulary)


@lru_cache
def report_words(language: str) -> Mapping[str, str]:
    """The words of `schemas/messages/LANGUAGE/report.yaml`."""
    words: Mapping[str, str] = read_yaml(schemas() / "messages" / language / "report.yaml")[0]
    return words
