"""Which field a column is, by which label: also the columns with numbers, of one field each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from records.forms import Field, Form
from records.labels.labels import key, vocabulary, without_article, without_number
from records.text import fold

MatchStatus = Literal["mapped", "ask", "none"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What was made of one column's header. Columns that are not mapped are carried along untouched."""

    letter: str
    header: str
    """As typed."""
    field: str | None
    status: MatchStatus
    why: str
    """A key of `headers.because` in the words of a language."""
    candidates: tuple[str, ...] = ()
    """Fields it may be: those to ask about; for `none`, those that a shared label means, or a similar one."""


_UNKNOWN = "?"
"""What stands for an empty cell before a filled one."""
_ORDINALS = {
    word: n
    for n, words in enumerate(
        ("الاولي first 1st", "الثانيه second 2nd", "الثالثه third 3rd", "الرابعه fourth 4th", "الخامسه fifth 5th"), 1
    )
    for word in words.split()
}
_ORDINAL = re.compile(rf"(?<!\w)(?:{'|'.join(_ORDINALS)})(?!\w)")
_FIGURE = re.compile(r"(?<!\d)([1-9]|1\d|20)(?!\d)")


def numbered(header: str) -> tuple[str, int] | None:
    """The key of a header without its number, and the number; None when it has none or several.

    >>> numbered("Wife 2 children"), numbered("أولاد الزوجة الثانية")[1], numbered("Children")
    (('wifechildren', 2), 2, None)
    """
    text = fold(without_number(header))
    found = [(match, _ORDINALS[match[0]]) for match in _ORDINAL.finditer(text)]
    found += [(match, int(match[1])) for match in _FIGURE.finditer(text)]
    if len(found) != 1:
        return None
    match, n = found[0]
    return key(f"{text[: match.start()]} {text[match.end() :]}"), n


def with_wide(columns: Sequence[ColumnMatch], form: Form) -> list[ColumnMatch]:
    """The columns, those that repeat for one field mapped to it: two at least, each number once, no other of it."""
    bases = bases_of(form)
    claims: dict[str, dict[str, int]] = {}
    for column in columns:
        found = numbered(column.header)
        if found and found[0] in bases and column.why not in ("said", "profile", "left"):
            claims.setdefault(bases[found[0]], {})[column.letter] = found[1]
    wide: Mapping[str, str] = {
        letter: name
        for name, letters in claims.items()
        if len(letters) > 1 and len(set(letters.values())) == len(letters)
        and not any(column.field == name and column.letter not in letters for column in columns)
        for letter in letters
    }  # fmt: skip
    return [
        replace(column, field=wide[column.letter], status="mapped", why="numbered", candidates=())
        if column.letter in wide
        else column
        for column in columns
    ]


def repeated(columns: Sequence[ColumnMatch]) -> dict[str, tuple[str, ...]]:
    """By field, the letters of its columns in the order of their numbers, or of the sheet, where it has several."""
    by_field: dict[str, list[ColumnMatch]] = {}
    for column in columns:
        if column.field:
            by_field.setdefault(column.field, []).append(column)
    return {name: _in_order(several) for name, several in by_field.items() if len(several) > 1}


def letters_of(columns: Sequence[ColumnMatch], form: Form) -> dict[str, str]:
    """The letter of each field's column, in the form's order; questions of a box have the box's, or their own."""
    letters = {column.field: column.letter for column in columns if column.field}
    letters |= {name: several[0] for name, several in repeated(columns).items()}
    boxes = {name: letters[box.id] for box in form.fields.values() if box.id in letters for name in box.composite}
    return {name: letters.get(name) or boxes[name] for name in form.fields if name in letters or name in boxes}


def _in_order(columns: Sequence[ColumnMatch]) -> tuple[str, ...]:
    numbers = [numbered(column.header) for column in columns]
    known = [each[1] for each in numbers if each]
    if len(set(known)) < len(columns):
        return tuple(column.letter for column in columns)
    return tuple(column.letter for _, column in sorted(zip(known, columns, strict=True), key=lambda pair: pair[0]))


def of_another_form(header: str, form: Form) -> tuple[str, ...]:
    """The field of which a numbered header names one member, when the form has no such field."""
    found = numbered(header)
    names = [name for name, labels in _shared().items() if found and found[0] in labels]
    return tuple(name for name in names if name not in form.fields)


def bases_of(form: Form) -> dict[str, str]:
    """By key, the field whose columns are labelled so, with a number."""
    bases: dict[str, str] = {}
    for name, field in form.fields.items():
        if field.several:
            own = [label for labels in field.labels.values() for label in labels]
            bases |= dict.fromkeys(map(key, own), name) | dict.fromkeys(_shared().get(name, ()), name)
    return bases


@lru_cache
def _shared() -> dict[str, tuple[str, ...]]:
    known = vocabulary()
    return {
        name: tuple(key(label) for each in labels.values() for label in each)
        for name, labels in known["numbered"].items()
    }


def as_list(cells: Sequence[str | None], field: Field) -> str | None:
    """The answers of several columns or labels as one; None where all are empty.

    Trailing empty cells are ignored; an empty cell before the last filled one is an unknown member.
    """
    filled = [n for n, cell in enumerate(cells) if cell and cell.strip()]
    if not filled:
        return next(filter(None, cells), None)
    if not field.reader.many:
        return " / ".join(cells[n] or "" for n in filled)
    return " + ".join((cells[n] or "").strip() or _UNKNOWN for n in range(filled[-1] + 1))


BY_LABEL = ("form", "label", "article", "question", "hint", "numbered", "languages")
"""Why a column is mapped (`headers.because`) when one of the labels of its field stands in its header."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """`languages`: those of the labels, `ar` before others; none for the field's own id. `exact`: as written."""

    languages: tuple[str, ...]
    exact: bool


def label_match(column: ColumnMatch, form: Form) -> LabelMatch | None:
    """The labels of its field in the header of a column, the longest of each language; None where no label decided.

    >>> from records import form
    >>> of = lambda header: label_match(ColumnMatch("A", header, "birth_date", "mapped", "label"), form("fighter-file"))
    >>> of("تاريخ الميلاد"), of("5- تاريخُ الميلاد / date of Birth")
    (LabelMatch(languages=('ar',), exact=True), LabelMatch(languages=('ar', 'en'), exact=False))
    """
    if column.field is None or column.why not in BY_LABEL:
        return None
    name, loose = key(column.header), key(without_article(column.header))
    best: dict[str, tuple[int, bool]] = {}
    for language, label in _labels(column.field, form):
        exact = label in column.header
        for here, whole in ((key(label), name), (key(without_article(label)), loose)):
            if here in whole:
                best[language] = max(best.get(language, (0, False)), (len(here), exact))
    if not best:
        return LabelMatch((), column.field in column.header)
    return LabelMatch(tuple(sorted(best)), all(exact for _, exact in best.values()))


def _labels(name: str, form: Form) -> Iterator[tuple[str, str]]:
    """The labels of a field with their languages: the form's own, and the shared ones, those with numbers too."""
    known = vocabulary()
    for labels in (form.fields[name].labels, known["fields"].get(name, {}), known["numbered"].get(name, {})):
        yield from ((language, label) for language, several in labels.items() for label in several)
