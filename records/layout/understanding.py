"""What a sheet holds, understood once and handed on: for each form where its header or its filled-in forms stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from records.forms import Form
from records.labels.labels import labels_of
from records.labels.requests import Layout, Profile, RequestedForm
from records.layout.filled_forms import FilledForms, find_piles
from records.layout.header import (
    FEW_LABELS,
    find_headers,
    header_lines,
    header_of,
    header_texts,
    label_hits,
    with_option_line,
)
from records.layout.lines import cells
from records.layout.parts import parts
from records.sources.sheet import Sheet

_SMALL = 500
"""Lines of a sheet that may be of forms although one of its lines could be a header."""


@dataclass(frozen=True)
class FoundLayout:
    """What a sheet holds of one form: a header (`at`, its position), or the filled-in forms, or nothing."""

    asked: RequestedForm
    at: int | None = None
    pile: FilledForms | None = None
    lines: tuple[int, ...] = ()
    """The positions of the lines of the header."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """The header of each column that holds anything, by letter."""


@dataclass(frozen=True)
class Understood:
    """A sheet, and what it holds of each form that was asked for."""

    sheet: Sheet
    found: tuple[FoundLayout, ...]

    def of(self, form: Form) -> FoundLayout:
        """What the sheet holds of that form, which is one of those that were asked for."""
        return next(each for each in self.found if each.asked.form is form)

    def tables(self) -> list[Sheet]:
        """The sheet, or its tables where it holds several, each as a sheet of its own; a pile of forms stays one.

        Whoever names the header's row, or says that the sheet is of forms, knows of one table only.
        """
        asked = [each.asked for each in self.found]
        heads = [each.at for each in self.found if each.at is not None]
        piles = any(each.pile for each in self.found) and not any(each.layout for each in asked)
        if not heads or piles or any(each.row is not None or each.layout == "forms" for each in asked):
            return [self.sheet]
        return parts(self.sheet, [each.form for each in asked], min(heads))


def understand(sheet: Sheet, asked: Sequence[RequestedForm]) -> Understood:
    """Look once for headers and once for filled-in forms: of all forms whose header's row nobody named."""
    heads = {each: at for each in asked if each.row is not None and (at := position(sheet, each.row)) is not None}
    free = [each for each in asked if each.row is None]
    heads |= find_headers(sheet, [each for each in free if each.layout != "forms"])
    small = len(sheet.rows) <= _SMALL
    piles = find_piles(sheet, [each for each in free if each.layout != "table" and (small or each not in heads)])
    return Understood(sheet, tuple(_decided(sheet, each, heads.get(each), piles.get(each)) for each in asked))


def tables_of(
    sheet: Sheet,
    forms: Sequence[Form],
    says: Mapping[str, str] | None = None,
    profile: Mapping[str, str] | None = None,
    layout: Layout = "",
) -> list[Sheet]:
    """The sheet, or its tables where it holds several, each as a sheet of its own; a pile of forms stays one."""
    saved = Profile("", profile or {}, layout=layout)
    return understand(sheet, [RequestedForm.of(form, says, None, saved) for form in forms]).tables()


def position(sheet: Sheet, row: int) -> int | None:
    """The position of the line with that number of the sheet's own, if it has one."""
    found = np.flatnonzero(sheet.rows == row)
    return int(found[0]) if len(found) else None


def _decided(sheet: Sheet, asked: RequestedForm, at: int | None, pile: FilledForms | None) -> FoundLayout:
    """A header or the forms, where a sheet may be either: one with far more labels than its header has is of forms."""
    if at is not None and pile is not None:
        at, pile = _header_or_pile(sheet, asked, at, pile)
    if at is None or pile is not None:
        return FoundLayout(asked, at, pile)
    # a row that was said stands alone, but for what merged cells join to it and options below it
    lines = header_of(sheet, asked.form, at) if asked.row is None else header_lines(sheet, asked.form, at, said=True)
    lines, texts = with_option_line(sheet, lines, header_texts(sheet, lines), asked.form)
    headers = {name: texts.get(name, "") for name in sheet.letters if name in texts or _holds(sheet, name)}
    return FoundLayout(asked, at, None, tuple(lines), headers)


def _header_or_pile(sheet: Sheet, asked: RequestedForm, at: int, pile: FilledForms) -> tuple[int, FilledForms | None]:
    form = asked.form
    here = len(set(label_hits(cells(sheet, at), form, labels_of(form), asked.says).values()))
    there, within = ({each.field for each in pile.labels.values() if bool(each.answer) is way} for way in (False, True))
    if len(there - {None}) > here and _explains(sheet, form, at, pile):
        return at, pile
    if not (len(there - {None}) >= here + FEW_LABELS or len(within) > max(here, FEW_LABELS - 1)):
        return at, None
    further = _line_of_labels(sheet, form, pile, len((there | within) - {None}))
    return (at, pile) if further is None else (further, None)


def _explains(sheet: Sheet, form: Form, at: int, pile: FilledForms) -> bool:
    """Whether small forms hold all that a table would: each cell is a known label or the answer of one.

    A label on another line has an answer too; and a label of the line in question has its own beside it, or no blank
    line parts the lines and no question is asked again, as the header of a second table does. Of a table with two
    records or more, some lines have neither. Fewer lines than these may be a label that nobody knows and its answer
    alone, where the line in question holds more.
    """
    rows = sheet.rows.tolist()
    lines = {n: texts for n in range(len(rows)) if (texts := cells(sheet, n))}
    known = {n: label_hits(texts, form, labels_of(form)) for n, texts in lines.items()}
    filled = {f"{letter}{rows[n]}" for n, texts in lines.items() for letter in texts}
    answers = {name: {cell for of in pile.cells.get(name, {}).values() for cell in of} for name in form.fields}
    answered = set().union(*answers.values()) & filled
    here = {name for names in known[at].values() for name in names}
    further = any(name not in here and answers[name] & filled for name in form.fields)
    again = any(here & {name for names in known[n].values() for name in names} for n in lines if n != at)
    whole = rows[max(lines)] - rows[min(lines)] == len(lines) - 1 and not again
    beside = any(f"{letter}{rows[at]}" in answered for letter in lines[at])
    starts = {letter for n, hits in known.items() if n != at for letter in hits}
    said = {n: {letter for letter in lines[n] if letter in known[n] or f"{letter}{rows[n]}" in answered} for n in lines}
    rest = [n for n in lines if not said[n]]
    pairs = all(len(lines[n]) == PAIR and next(iter(lines[n])) in starts for n in rest)
    few = pairs and beside and len(lines[at]) > PAIR and 2 * len(rest) < len(lines)
    return (
        further and (beside or whole) and (not rest or few) and all(said[n] == set(lines[n]) for n in lines if said[n])
    )


PAIR = 2
"""Cells of a line that holds a label and its answer alone."""


def _line_of_labels(sheet: Sheet, form: Form, pile: FilledForms, fields: int) -> int | None:
    """The position of a line that holds nearly all labels of a pile and hardly anything else: the header of a table
    that stands below one of another form."""
    lines = Counter(each.line for each in pile.labels.values() if each.field)
    at = position(sheet, lines.most_common(1)[0][0])
    texts = cells(sheet, at) if at is not None else {}
    hits = label_hits(texts, form, labels_of(form))
    return at if 2 * len(hits) > len(texts) and 3 * len(set(hits.values())) >= 2 * fields else None


def _holds(sheet: Sheet, letter: str) -> bool:
    column = sheet.column(letter)
    return bool(column.null_count < len(column))
