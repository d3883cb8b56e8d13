"""Forms in one sheet: each label beside or above its answer, one form or many down the sheet or beside each other.

A form is recognised by the labels of its fields. Every answer keeps its own cells. What stands under a label that is
not known is carried along, and so is whatever else stands on the form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from records.forms import Field, Form
from records.kinds.missing import missing
from records.labels.columns import as_list, numbered
from records.labels.requests import RequestedForm
from records.layout.form_boxes import FEWEST, Answer, Forms, columns_of, form_answers, forms_of
from records.layout.form_labels import (
    AnswerSide,
    CellPlace,
    Label,
    Texts,
    by_line,
    filled,
    known_labels,
    reaches,
    second_language,
    side_of,
    unknown_labels,
    without_printed_answers,
)
from records.layout.lines import Line, Lines, blank_lines
from records.model import OTHER, Status
from records.sources.sheet import Sheet, letter


def records_beside(labels: Sequence[Label], texts: Texts, form: Form, side: AnswerSide) -> list[int]:
    """The columns of the records, from the labels on; none where the table does not lie on its side.

    Each of them, two at least, answers half of the labels, and half of what can tell reads as an answer by itself.
    """
    if side is not AnswerSide.NEXT or len({(each.column, each.reach[1]) for each in labels}) != 1:
        return []
    if any(each.answer is not None for each in labels):
        return []
    found = list(_run(labels, texts, form))
    return found if len(found) > 1 else []


def _run(labels: Sequence[Label], texts: Texts, form: Form) -> Iterator[int]:
    first, last = labels[0].reach[1] + 1, max(column for _, column in texts)
    for column in range(first, last + 1):
        here = [(each, texts[each.line, column]) for each in labels if (each.line, column) in texts]
        asked = [(form.fields[each.field], text) for each, text in here if each.field]
        telling = [reads(field, text) for field, text in asked if not field.reader.free]
        if 2 * len(here) < len(labels) or not any(telling) or 2 * sum(telling) < len(telling):
            return
        yield column


_BARE = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)?")
"""One word of a name or two: what stands in a cell of a name spread over several."""


def joined(asked: Field, texts: Sequence[str], cells: Sequence[CellPlace], repeated: set[str]) -> str | None:
    """The text of an answer that stands in several cells; None where they are no such answer.

    A name has a word or two in each, in cells side by side; of other questions all cells together must be read, and
    the first alone is not the whole of it.
    """
    kind = asked.reader
    if kind.in_cells == "words":
        together = all(abs(b[1] - a[1]) == 1 for a, b in pairwise(cells))
        words = all(_BARE.fullmatch(text.strip()) and text not in repeated for text in texts[1:])
        return " ".join(texts) if together and words else None
    if kind.in_cells == "signs" and all(len(text.strip()) == 1 for text in texts):
        text = "".join(each.strip() for each in texts)
        if kind.free or reads(asked, text):
            return text
    if kind.free and kind.in_cells:
        return None
    for between in (" | ", " "):
        if kind.free or reads(asked, between.join(texts)):
            return between.join(texts)
    return None


def reads(asked: Field, text: str) -> bool:
    """Whether all of a text is an answer to the question."""
    if missing(text):
        return False
    reading = asked.reader.read(text, asked.options)
    return reading.status not in (Status.UNREAD, Status.MISSING) and not asked.reader.rest(reading)


MOST_LINES, MOST_COLUMNS = 20_000, 60
UNLABELLED = "(unlabelled)"
"""The column of what stands on a form under no label."""


@dataclass
class FilledForms:
    """The forms of a sheet: the rows that stand for them, the labels, and by field and form the answer."""

    rows: list[int]
    labels: dict[str, Label]
    answers: dict[str, dict[int, Answer]] = field(default_factory=dict)

    @property
    def cells(self) -> dict[str, dict[int, tuple[str, ...]]]:
        """By field and row of the form, the cells of the answer."""
        return {
            name: {row: tuple(f"{letter(column)}{line}" for line, column in each.cells) for row, each in of.items()}
            for name, of in self.answers.items()
        }

    @property
    def texts(self) -> dict[str, dict[int, str]]:
        """By field and row of the form, answers that are not just what stands in their cells."""
        return {
            name: {row: each.text for row, each in of.items() if each.text is not None}
            for name, of in self.answers.items()
        }

    @property
    def joined(self) -> dict[str, frozenset[int]]:
        """By field, the forms on which several cells were taken for one answer."""
        return {name: frozenset(row for row, each in of.items() if each.joined) for name, of in self.answers.items()}


def find_piles(sheet: Sheet, asked: Sequence[RequestedForm]) -> dict[RequestedForm, FilledForms]:
    """The filled-in forms of a sheet for each form of which it holds labels of three different fields."""
    if not asked or len(sheet.rows) > MOST_LINES or len(sheet.letters) > MOST_COLUMNS:
        return {}
    texts, reach = filled(sheet), reaches(sheet)
    labels = {each: known_labels(texts, reach, each.form, each.says) for each in asked}
    enough = [each for each in asked if len({label.field for label in labels[each]}) >= FEWEST]
    found = ((each, _Reader(texts, reach, labels[each], each.form).pile()) for each in enough)
    return {each: pile for each, pile in found if pile is not None}


def name_of(label: Label) -> str:
    """The field of a label, or the name of the column that carries what the form does not know."""
    return label.field or OTHER + " ".join(label.text.split())


class _Reader:
    """Where the answers of the labels stand, and to which form they belong."""

    def __init__(self, texts: Texts, reach: Mapping[CellPlace, CellPlace], labels: list[Label], form: Form) -> None:
        self.side = side_of(labels, texts)
        again = second_language(labels, texts) if self.side is AnswerSide.NEXT else set()
        texts = {at: text for at, text in texts.items() if at not in again}
        labels = without_printed_answers([each for each in labels if each.at not in again], self.side)
        self.texts, self.reach, self.form = texts, reach, form
        self.last = max(column for _, column in texts)
        self.beside = records_beside(labels, texts, form, self.side)
        self.groups = {} if self.beside else form_answers(labels, texts, reach, form, self.side)
        self.boxes = {at for group, _ in self.groups.values() for at in (*group.options, *group.boxed)}
        self.boxes |= {at for _, answer in self.groups.values() for at in answer.cells}
        self.lines = by_line(labels)
        below = {self._below(each) for each in labels if self._is_above(each)}
        labels = [*labels, *unknown_labels(labels, texts, reach, self.side, self.boxes | below)]
        self.labels = sorted(labels, key=lambda each: each.at)
        self.lines, self.places = by_line(self.labels), {each.at for each in self.labels}
        self.repeated = {text for text, count in Counter(texts.values()).items() if count > 1}

    def pile(self) -> FilledForms | None:
        """A form begins in each line where the first label stands again, and in each column where it stands beside, or
        where a record of a table on its side does; None where such a table has more records than lines."""
        anchor = next(each.field for each in self.labels if each.field)
        known = [each for each in self.labels if each.field]
        forms = forms_of(known, str(anchor), sorted({at[0] for at in self.texts}), self.beside)
        if len(forms.columns) < len(self.beside):
            return None
        first = {name_of(each): each for each in reversed(self.labels)}
        pile = FilledForms(forms.rows, {name: first[name] for name in dict.fromkeys(map(name_of, self.labels))})
        used: set[CellPlace] = set()
        lists: dict[tuple[str, int], dict[int, Answer]] = {}
        for each, row, answer in self._answered(forms):
            there = pile.answers.setdefault(name_of(each), {})
            number = numbered(each.text) if each.why == "numbered" else None
            if number:
                lists.setdefault((str(each.field), row), {}).setdefault(number[1], answer)
            elif row in there and (self._holds(there[row]) or not self._holds(answer)):
                continue  # a label that stands twice on a form has the first answer
            used.update({each.at}, answer.cells, self.groups[each.at][0].cells if each.at in self.groups else ())
            there[row] = answer
        for (name, row), members in lists.items():
            pile.answers[name][row] = self._list(self.form.fields[name], [members[n] for n in sorted(members)])
        for at in sorted(self.texts.keys() - used):
            of = forms.of(at)
            if of is not None:
                rest = pile.answers.setdefault(OTHER + UNLABELLED, {})
                rest[of] = Answer((*rest[of].cells, at) if of in rest else (at,))
        return pile

    def _answered(self, forms: Forms) -> Iterator[tuple[Label, int, Answer]]:
        """Each label with the row of its form and its answer; in a table on its side once for each record."""
        for each in self.labels:
            there = [(each.line, column) for column in self.beside]
            for at, answer in [(at, Answer((at,))) for at in there] or [(each.at, self._answer(each))]:
                row = forms.of(at)
                if row is not None:
                    yield each, row, answer

    def _list(self, asked: Field, members: Sequence[Answer]) -> Answer:
        """The answers behind numbered labels as one list; one that is a list itself is not read as its members."""
        texts = [" ".join(self.texts.get(at, "") for at in each.cells).strip() for each in members]
        lists = [asked.reader.members(asked.reader.read(text, asked.options)) for text in texts]
        text = as_list(texts, asked) if max(lists) == 1 else " ".join(f"({text})" for text in texts)
        return Answer(tuple(at for each in members for at in each.cells), text or "")

    def _holds(self, answer: Answer) -> bool:
        """Whether there is anything in an answer."""
        return bool(answer.text) or (answer.text is None and any(at in self.texts for at in answer.cells))

    def _answer(self, label: Label) -> Answer:
        """What a label is answered with, and where; no cells where it has no room for an answer."""
        if label.answer is not None:
            return Answer((label.at,), label.answer)
        if label.at in self.groups:
            return self.groups[label.at][1]
        if self.side is AnswerSide.WITHIN and label.text.rstrip().endswith((":", "：")):
            return Answer((label.at,), "")
        if self._is_above(label):
            start, step = self._below(label), 1
            stop = max(label.reach[1] + 1, self._next(label))
        elif self.side is AnswerSide.BEFORE:
            start, step = (label.line, label.column - 1), -1
            stop = columns_of(label, self.lines[label.line], self.side)[0] - 1
        else:
            start, step = (label.line, label.reach[1] + 1), 1
            stop = columns_of(label, self.lines[label.line], self.side)[1]
        if start in self.places or start[1] < 0:
            return Answer(())
        there = [(start[0], n) for n in range(start[1], stop, step)]
        cells = [at for at in there if at in self.texts and at not in self.places and at not in self.boxes]
        return self._spread(label, cells) if cells else Answer((start,))

    def _next(self, label: Label) -> int:
        """The column of the next label of the line; the one behind this where there is none."""
        later = [each.column for each in self.lines[label.line] if each.column > label.column]
        return min(later, default=label.reach[1] + 1)

    def _below(self, label: Label) -> CellPlace:
        return label.reach[0] + 1, label.column

    def _is_above(self, label: Label) -> bool:
        """Whether the answer stands below the label: as in the whole sheet, or since it has no room beside it."""
        line = self.lines[label.line]
        under = {each.column for each in self.lines.get(label.reach[0] + 1, ())}
        if label.column in under or label.at in self.groups or label.answer is not None:
            return False
        if self.side is not AnswerSide.NEXT:
            return self.side is AnswerSide.BELOW
        if len(line) == 1:  # a label over the whole breadth of the form
            return label.reach[1] > label.column and label.reach[1] >= self.last
        ends = {each.column: each.reach[1] + 1 for each in line}
        last = label.column
        while ends[last] in ends:
            last = ends[last]
        together = last != label.column or label.column in ends.values()
        return together and (label.line, ends[last]) not in self.texts

    def _spread(self, label: Label, cells: list[CellPlace]) -> Answer:
        """The first cell, or all of them where together they are an answer to the question."""
        texts = [self.texts[at] for at in cells]
        if len(cells) == 1:
            return Answer((cells[0],))
        asked = self.form.fields.get(label.field or "")
        if asked is None:
            return Answer(tuple(cells))
        together = joined(asked, texts, cells, self.repeated)
        if together is not None:
            return Answer(tuple(cells), together, True)
        alone = (asked.reader.free and asked.reader.in_cells) or not any(reads(asked, text) for text in texts[1:])
        return Answer((cells[0],) if alone else tuple(cells))


def first_lines(pile: FilledForms, sheet: Sheet) -> npt.NDArray[np.int32]:
    """The positions of the lines that stand for the forms."""
    return np.searchsorted(sheet.rows, pile.rows).astype(np.int32)


def classify_pile(pile: FilledForms, sheet: Sheet) -> Lines:
    """What each line is: the first of a form stands for its record, the others are the form's labels and answers."""
    lines = np.full(len(sheet.rows), Line.HEADER, dtype=np.int8)
    first = first_lines(pile, sheet)
    lines[: first[0]] = Line.UNUSED
    lines[blank_lines(sheet)] = Line.BLANK
    lines[first] = Line.RECORD
    return lines
