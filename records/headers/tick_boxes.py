"""Columns of boxes: each stands for one option of a choice, `أعزب | متزوج | أرمل` or `Role: fighter`, and holds marks.

Two columns at least whose headers are options of the same field, alone or below or behind its label, and in whose
cells stand marks and hardly anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from records.evidence import CONTRARY_SHARE
from records.forms import Field, Form
from records.kinds.ticks import mark
from records.labels.columns import ColumnMatch
from records.labels.labels import Labels, header_meaning, key, labels_of
from records.layout.header import PARENT
from records.sources.sheet import Sheet

_PARTS = re.compile(rf"{re.escape(PARENT)}|\s*[:：/|]\s*|\s+[-–—]\s+|\s*[\[(](?=[^()\[\]]*[)\]]\s*$)|\n")
"""What stands between a question and one of its options in a header; a bracket may hold the option."""

_MOST_TEXTS = 200
"""Different texts of a column that are looked at; columns of marks hold few."""
Options = dict[str, dict[str, str]]
"""By field and column letter, the option that the column stands for, as typed."""


def with_options(columns: Sequence[ColumnMatch], form: Form, sheet: Sheet, kept: npt.NDArray[np.int32]) -> Options:
    """The columns of boxes of this sheet, whose records stand in those lines."""
    labels = labels_of(form)
    claims = {column.letter: dict(_claims(column, form, labels)) for column in columns if column.why != "left"}
    said = {column.letter for column in columns if column.why in ("said", "profile")}
    found: Options = {}
    for name in _by_size(claims, form):
        group = {letter: said[name] for letter, said in claims.items() if name in said}
        own = any(column.field == name and column.letter not in group for column in columns)
        names = {key(option) for option in group.values()}
        if own or len(group) < 2 or len(names) < len(group):
            continue
        if not said.issuperset(group) and not _hold_marks(sheet, group, kept):
            continue
        group |= dict(_others(columns, group))
        found[name] = {column.letter: group[column.letter] for column in columns if column.letter in group}
        claims = {letter: {} if letter in group else said for letter, said in claims.items()}
    return found


def _others(columns: Sequence[ColumnMatch], group: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Columns below the same label whose option the field does not know."""
    above = {key("".join(_parts(column.header)[:-1])) for column in columns if column.letter in group}
    for column in columns:
        parts = _parts(column.header)
        if (
            len(parts) > 1
            and above == {key("".join(parts[:-1]))}
            and column.status != "mapped"
            and column.why != "left"
        ):
            yield column.letter, group.get(column.letter, parts[-1])


def _parts(header: str) -> list[str]:
    """A header's question and option, or the header alone."""
    return [part.strip(" )]") for part in _PARTS.split(header.rstrip("?؟:* ")) if part.strip(" )]")]


def mapped(columns: Sequence[ColumnMatch], options: Options) -> tuple[ColumnMatch, ...]:
    """The columns, those of boxes mapped to their field."""
    fields = {letter: name for name, group in options.items() for letter in group}
    return tuple(
        replace(column, field=fields[column.letter], status="mapped", why="ticks", candidates=())
        if column.letter in fields
        else column
        for column in columns
    )


def _claims(column: ColumnMatch, form: Form, labels: Labels) -> Iterator[tuple[str, str]]:
    """The fields of which a column's header names an option, and the option."""
    parts = _parts(column.header)
    asked = header_meaning(PARENT.join(parts[:-1]), labels).fields if len(parts) > 1 else ()
    for name, field in form.fields.items():
        option = option_of(column.header, field)
        alone = len(parts) == 1 and mark(option) is None
        if option and (column.field == name or (column.field is None and (name in asked or alone))):
            yield name, option


def option_of(header: str, field: Field) -> str:
    """The option of a choice that a header names, alone or behind a label; empty when it names none.

    >>> import records
    >>> option_of("Role: fighter", records.form("border-entry-form").field("role"))
    'fighter'
    """
    parts = _parts(header)
    return parts[-1] if parts and field.printed and field.printed.find(parts[-1]) else ""


def _by_size(claims: Mapping[str, Mapping[str, str]], form: Form) -> list[str]:
    """The fields that a column may be an option of, those of most columns first; two of as many columns are none."""
    sizes = {name: frozenset(letter for letter, said in claims.items() if name in said) for name in form.fields}
    sole = [
        name
        for name, letters in sizes.items()
        if not any(name != other and letters <= more for other, more in sizes.items())
    ]
    return sorted(sole, key=lambda name: -len(sizes[name]))


def _hold_marks(sheet: Sheet, letters: Mapping[str, str], kept: npt.NDArray[np.int32]) -> bool:
    """Whether the cells of these columns hold marks; one other text, or one in fifty, is no reason against it."""
    marks = others = 0
    for letter in letters:
        column = sheet.column(letter)
        codes = column.indices.fill_null(-1).to_numpy()[kept]
        counts = np.bincount(codes[codes >= 0], minlength=len(column.dictionary))
        used = np.flatnonzero(counts)
        texts = [column.dictionary[int(code)].as_py() for code in used[:_MOST_TEXTS]]
        known = np.array([mark(text) is not None for text in texts], dtype=bool)
        marks += int(counts[used[: len(known)]][known].sum())
        others += int(counts[used].sum()) - int(counts[used[: len(known)]][known].sum())
    return others <= max(min(1, marks), CONTRARY_SHARE * marks)
