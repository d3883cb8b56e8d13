"""The headers of one row: which field each column is, which ask, and what a person said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from records.forms import Form
from records.headers.tick_boxes import option_of
from records.labels.columns import ColumnMatch, of_another_form, with_wide
from records.labels.labels import Labels, header_meaning, labels_of, similar
from records.labels.requests import SaidColumns
from records.layout.filled_forms import UNLABELLED, FilledForms
from records.layout.spread import GROUP
from records.model import OTHER, SijillError
from records.sources.letters import letter


def check_says(says: Mapping[str, str], forms: list[Form]) -> None:
    """Refuse what names a field that none of the forms has. Raises `SijillError` with a suggestion."""
    known = dict.fromkeys(name for form in forms for name in form.fields)
    for header, target in says.items():
        if target and target not in known:
            names = [form.name for form in forms]
            raise SijillError("no-field-in", f"{header}={target}", name=target, forms=names, known=known)


def match(headers: Mapping[str, str], form: Form, says: SaidColumns, where: str = "") -> tuple[ColumnMatch, ...]:
    """What each column is. `headers`: letter to header text. Raises `SijillError` for an unknown field."""
    labels = labels_of(form)
    said = says.of(headers, where)
    for target, _ in said.values():
        if target and target not in form.fields:
            raise SijillError("no-field", where, form=form.name, name=target, known=form.fields)
    columns = [
        _said(letter, text, *said[letter]) if letter in said else _matched(letter, text, form, labels)
        for letter, text in headers.items()
    ]
    return _without_doubles(with_wide(columns, form), form, where)


def _said(letter: str, header: str, target: str, why: str) -> ColumnMatch:
    if not target:
        return ColumnMatch(letter, header, None, "none", "left")
    return ColumnMatch(letter, header, target, "mapped", why)


def _matched(letter: str, header: str, form: Form, labels: Labels) -> ColumnMatch:
    if letter == GROUP:
        free = tuple(name for name in ("unit", "camp") if name in form.fields)
        return ColumnMatch(letter, header, None, "none", "group", free)
    if not header.strip():
        return ColumnMatch(letter, header, None, "none", "no_header")
    said = header_meaning(header, labels)
    here = tuple(name for name in said.fields if name in form.fields)
    if said.fields and not here:
        return ColumnMatch(letter, header, None, "none", "not_in_form", said.fields)
    if said.sure:
        return ColumnMatch(letter, header, here[0], "mapped", said.how)
    others = of_another_form(header, form)
    if others:
        return ColumnMatch(letter, header, None, "none", "not_in_form", others)
    if here:
        return ColumnMatch(letter, header, None, "ask", said.how, here)
    suggested = tuple(similar(header, labels, form))
    return ColumnMatch(letter, header, None, "none", "similar" if suggested else "unknown", suggested)


def _without_doubles(columns: list[ColumnMatch], form: Form, where: str) -> tuple[ColumnMatch, ...]:
    """A field has one column: the one that was said; else every column that claims it asks. A list may have several."""
    alone = [column.field for column in columns if column.field and column.why != "numbered"]
    claims: Counter[str | None] = Counter(alone)
    said = Counter(column.field for column in columns if column.field and column.why == "said")
    saved = {column.field for column in columns if column.why == "profile"} - said.keys()
    for name, times in said.items():
        boxes = all(option_of(column.header, form.fields[name]) for column in columns if column.field == name)
        if times > 1 and not form.fields[name].several and not boxes:
            raise SijillError("said-twice", where, name=name)
    return tuple(_single(column, claims, {*said, *saved}) for column in columns)


def _single(column: ColumnMatch, claims: Counter[str | None], decided: set[str | None]) -> ColumnMatch:
    name = column.field
    if name is None or claims[name] == 1 or column.why in ("said", "numbered"):
        return column
    if name in decided and column.why != "profile":
        return replace(column, field=None, status="none", why="taken", candidates=(name,))
    if column.why == "profile" and claims[name] > 1 and name in decided:
        return column
    return replace(column, field=None, status="ask", why="twice", candidates=(name,))


def with_merged(columns: tuple[ColumnMatch, ...], over: Mapping[str, str]) -> tuple[ColumnMatch, ...]:
    """A column without a header of its own asks, when that of a mapped column is merged over it: a name in two cells.

    `over`: for such a column the one in which the merged cell begins.
    """
    first = {column.letter: column for column in columns if column.field}
    return tuple(
        replace(column, header=owner.header, status="ask", why="merged", candidates=(str(owner.field),))
        if column.why == "no_header" and (owner := first.get(over.get(column.letter, "")))
        else column
        for column in columns
    )


def columns_of_forms(pile: FilledForms, form: Form) -> tuple[ColumnMatch, ...]:
    """Each label of the forms, told as a column of a table would be; one that the form does not know may ask."""
    found = []
    for each in sorted(pile.labels.values(), key=lambda each: each.at):
        name, text = letter(each.column), " ".join(each.text.split())
        if each.field:
            found.append(ColumnMatch(name, text, each.field, "mapped", each.why))
        else:
            (unknown,) = match({name: text}, form, SaidColumns())
            found.append(unknown if unknown.field is None else ColumnMatch(name, text, None, "none", "left"))
    if OTHER + UNLABELLED in pile.answers:
        found.append(ColumnMatch("", UNLABELLED, None, "none", "unknown"))
    return tuple(found)
