"""Columns that ask what they are, and how a person answers."""

from __future__ import annotations

from collections.abc import Iterable

from records.headers.mapping import SheetMapping
from records.labels.columns import ColumnMatch
from records.labels.labels import key
from records.words import words


def answer(mapping: SheetMapping, column: ColumnMatch, field: str = "") -> str:
    """How to say what a column is: by its header where that is one line and stands once, else by its letter.

    `field`: what it is; where nothing is said, the first field that it may be.
    """
    alone = [key(each.header) for each in mapping.columns].count(key(column.header)) == 1
    plain = column.header.strip() and column.header.isprintable() and not set(column.header) & set('"=$`\\!')
    name = column.header.strip() if alone and plain else column.letter
    return f'--map "{name}={field or column.candidates[0]}"'


def questions(mappings: Iterable[SheetMapping], lang: str) -> list[str]:
    """A line for each column that asks: where its header stands, what it may be, how to answer."""
    known = words(lang)
    return [
        known["headers.asks"].format(
            place=mapping.source.place(f"{column.letter}{mapping.header_rows[-1]}"),
            fields=known["headers.or"].join(column.candidates),
            answer=answer(mapping, column),
        )
        for mapping in mappings
        for column in mapping.columns
        if column.status == "ask"
    ]
