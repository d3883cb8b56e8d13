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
    [{'en': 'Algeria and France', 'ar': 'الجزائر وفرنسا'}, {'en': 'missing: blank', 'ar': 'بلا قيمة: فارغ'}]
    """
    return [{language: _name(field, line, code, language) for language in LANGUAGES} for line, code in lines]


def _name(field: Field, line: str, code: str, language: str) -> str:
    words = line_words(language)
    if line == "category":
        return words["and"].join(code_name(field, each, language) for each in code.split("|"))
    return words[f"line_{line}"].format(why=words.get(f"missing.{code}", ""))


def code_name(field: Field, code: str, language: str) -> str:
    """The name of one code of a field; a code that no vocabulary knows is its own name.

    >>> code_name(Field(id="nationality", kind="country"), "XK", "en")
    'Kosovo'
    """
    entry = _vocabulary(field).entries.get(code)
    return code if entry is None else entry.labels[language]


def _vocabulary(field: Field) -> vocabularies.Vocabulary:
    if field.kind == "country":
        return vocabularies.load("country-names")
    own = field.options.vocabulary or [""]
    return vocabularies.load(own) if isinstance(own, str) else vocabularies.build(field.id, own)


@lru_cache
def line_words(language: str) -> Mapping[str, str]:
    """What lines are called, and the kinds of missing: of `report.yaml` and `checks.yaml` in that language."""
    folder = schemas() / "messages" / language
    lines: Mapping[str, str] = read_yaml(folder / "report.yaml")[0]["report"]
    kinds: Mapping[str, str] = read_yaml(folder / "checks.yaml")[0]["missing"]
    return {**lines, **{f"missing.{kind}": word for kind, word in kinds.items()}}
