"""What is shown at once, without pandas: small tables as text or CSV, what is shipped, what is being done."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

from rich.cells import cell_len

from records.data import read_yaml, schemas
from records.forms import load_form, shipped
from records.kinds import KINDS
from records.text import delimited, on_a_line, printable_json, visible
from records.words import ENGLISH, in_language, words

WIDEST = 70
"""Columns of the screen that one cell may take; the other shapes hold it whole."""


def rendered(names: Sequence[str], rows: Sequence[Sequence[Any]], shape: str) -> Iterator[str]:
    """The lines of a table as `text`, `json`, `jsonl` or `csv`; lists stay lists in JSON.

    >>> list(rendered(["form", "labels"], [["small", ["a", "b"]]], "jsonl"))
    ['{"form": "small", "labels": ["a", "b"]}']
    """
    objects = [dict(zip(names, row, strict=True)) for row in rows]
    flat = [[" · ".join(each) if isinstance(each, list) else each for each in row] for row in rows]
    if shape == "json":
        yield printable_json(objects, 1)
    elif shape == "jsonl":
        yield from (printable_json(each) for each in objects)
    elif shape == "csv":
        yield from (delimited(row) for row in [names, *flat])
    else:
        yield from aligned(names, flat, [all(isinstance(row[n], int) for row in rows) for n in range(len(names))])


def aligned(names: Sequence[str], rows: Iterable[Sequence[Any]], numbers: Sequence[bool] = ()) -> Iterator[str]:
    """Lines with the columns side by side, those that hold numbers to the right; `None` is empty.

    `rows` are gone through twice, so that a long table need not be held as texts.

    >>> list(aligned(["code", "persons"], [["DZ", 20], [None, 3]], [False, True]))
    ['code  persons', 'DZ         20', '            3']
    """
    widths = [0] * len(names)
    for row in chain([names], rows):
        widths = [max(wide, _cell(each)[1]) for wide, each in zip(widths, row, strict=True)]
    right = [*numbers, *[False] * len(names)]
    for row in chain([names], rows):
        cells = (
            _padded(*_cell(each), wide, at_right) for each, wide, at_right in zip(row, widths, right, strict=False)
        )
        yield "  ".join(cells).rstrip()


def _cell(value: Any) -> tuple[str, int]:
    """What is shown of a cell, and how wide it is."""
    return _fitted("" if value is None else str(value))


@lru_cache(10_000)
def _fitted(text: str) -> tuple[str, int]:
    text = short(text)
    return text, cell_len(text)


def short(text: str, widest: int = WIDEST) -> str:
    """A text in one line of at most `widest` columns; what is longer ends in …

    >>> short("a\\nb"), short("x" * 100)[-3:]
    ('a ⏎ b', 'xx…')
    """
    text = on_a_line(text)
    if cell_len(text) <= widest:
        return text
    while cell_len(text) >= widest:
        text = text[: min(len(text) - 1, widest)]
    return text + "…"


def _padded(text: str, own: int, wide: int, right: bool) -> str:
    blanks = " " * (wide - own)
    return blanks + text if right else text + blanks


_Rows = tuple[list[str], list[list[Any]]]


def forms(lang: str) -> _Rows:
    """The shipped forms: `form, title, fields, required` (how many, and which)."""
    rows = []
    for name in shipped():
        form = load_form(name, KINDS, None)
        required = [field.id for field in form.fields.values() if field.required]
        rows.append([name, in_language(form.title, lang) or name, len(form.fields), required])
    return ["form", "title", "fields", "required"], rows


def shipped_fields(name: str, lang: str) -> _Rows:
    """The fields of a form: `field, kind, required, sensitivity, about, labels`. Raises `FormError`."""
    shared = read_yaml(schemas() / "vocabularies" / "labels.yaml")[0]["fields"]
    rows: list[list[Any]] = []
    for field in load_form(name, KINDS, None).fields.values():
        ours = shared.get(field.id, {})
        labels = next(
            filter(None, ([*field.labels.get(each, []), *ours.get(each, [])] for each in (lang, ENGLISH))), []
        )
        rows.append(
            [
                field.id,
                field.kind,
                "yes" if field.required else "",
                field.sensitivity,
                field.about,
                list(dict.fromkeys(labels)),
            ]
        )
    return ["field", "kind", "required", "sensitivity", "about", "labels"], rows


CLEAR = "\r\x1b[K"


def progress(doing: str = "", lang: str = ENGLISH, of: str = "") -> None:
    """Show what is being done, a word of `progress`, in place of what stood there; nothing clears the line."""
    if sys.stderr.isatty():
        sys.stderr.write(CLEAR + (visible(words(lang)[f"progress.{doing}"].format(of=of)) if doing else ""))
        sys.stderr.flush()
