"""What the lines of a table are called, by language."""

from __future__ import annotations

from collections.abc import Iterable

from records.forms import Field
from records.words import languages, words


def named_lines(field: Field, lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """The name of each `(line, code)` by language.

    >>> country = Field(id="nationality", kind="country")
    >>> named_lines(country, [("category", "DZ|FR"), ("missing", "blank")])
    [{'en': 'Algeria and France', 'ar': 'الجزائر وفرنسا'}, {'en': 'missing: blank', 'ar': 'بلا قيمة: فارغ'}]
    """
    return [{language: _name(field, line, code, language) for language in languages()} for line, code in lines]


def _name(field: Field, line: str, code: str, language: str) -> str:
    known = words(language)
    if line == "category":
        return known["report.and"].join(code_name(field, each, language) for each in code.split("|"))
    return known[f"report.line_{line}"].format(why=known.get(f"missing.{code}", ""))


def code_name(field: Field, code: str, language: str) -> str:
    """The name of one code of a field; a code that no vocabulary knows is its own name.

    >>> code_name(Field(id="nationality", kind="country"), "XK", "en")
    'Kosovo'
    """
    name: str = field.reader.code_name(code, field.options, language)
    return name
