"""Forms in one sheet: each label beside or above its answer, one form or many down the sheet or beside each other.

A form is recognised by the labels of its fields. Every answer keeps its own cells. What stands under a label that is
not known is carried along, and so is whatever else stands on the form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from records.forms import Field, Form
from records.kinds.missing import missing
from records.labels.columns import as_list, numbered
from records.labels.requests import RequestedForm
from records.layout.answer_places import NEAR, NEXT, Place, Placed, answer_places
from records.layout.form_boxes import FEWEST, Answer, Forms, columns_of, form_answers, forms_of
from records.layout.form_labels import (
    HINT,
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
from records.layout.spread import text_at
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


_ANSWERED = re.compile(r"\s*[^\W\d][^:：]*[:：]")
"""A label, a colon and its answer, in a sheet of such cells."""
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

    def forms_where(self, how: Callable[[Answer], bool]) -> dict[str, frozenset[int]]:
        """By field, the rows of the forms whose answer is so."""
        return {name: frozenset(row for row, each in of.items() if how(each)) for name, of in self.answers.items()}

    def untaken(self, sheet: Sheet) -> dict[int, tuple[str, ...]]:
        """By form, the filled cells that no question took, without what is printed on most forms."""
        rest = self.cells.get(OTHER + UNLABELLED, {})
        texts = Counter(text for cells in rest.values() for text in {text_at(sheet, cell) for cell in cells})
        printed = {text for text, count in texts.items() if count > 1 and 2 * count >= len(self.rows)}
        told = {
            row: tuple(cell for cell in cells if text_at(sheet, cell) not in printed) for row, cells in rest.items()
        }
        return {row: cells for row, cells in told.items() if cells}


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
        answered = {each.at for each in labels if self._is_above(each) and self._below(each) in texts}
        beside = {(each.line, each.reach[1] + 1) for each in labels if each.at not in answered}
        taken = self.boxes | below | (beside if self.side is AnswerSide.BELOW else set())
        labels = [*labels, *unknown_labels(labels, texts, reach, self.side, taken)]
        self.labels = sorted(labels, key=lambda each: each.at)
        self.lines, self.places = by_line(self.labels), {each.at for each in self.labels}
        self.repeated = {text for text, count in Counter(texts.values()).items() if count > 1}
        self.adjacent = {each.column for each in self.labels if (each.line, each.reach[1] + 1) in texts}
        self.placed = {} if self.beside or self.side is AnswerSide.BEFORE else self._places()

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
        if self.side is AnswerSide.BEFORE:
            cells = self._cells_before(label)
            return self._spread(label, cells) if cells else self._blank((label.line, label.column - 1))
        placed = self.placed[label.at]
        if placed.place is Place.EITHER:
            return Answer(placed.cells, " | ".join(self.texts[at] for at in placed.cells), open=True)
        if placed.cells:
            return replace(self._spread(label, list(placed.cells)), placed=placed.by_others)
        if self.side is AnswerSide.WITHIN and label.text.rstrip().endswith((":", "：")):
            return Answer((label.at,), "")
        return self._blank(self._below(label) if self._is_above(label) else (label.line, label.reach[1] + 1))

    def _blank(self, at: CellPlace) -> Answer:
        """No answer, in the cell where it would stand; no cell where a label stands there, or none."""
        return Answer(()) if at in self.places or at[1] < 0 else Answer((at,), "")

    def _places(self) -> dict[CellPlace, Placed]:
        """By the place of each label that has no answer in its own cell, where it stands."""
        labels = [each for each in self.labels if each.answer is None and each.at not in self.groups]
        beside = {each.at: self._cells_beside(each) for each in labels}
        below = {each.at: self._cells_below(each) for each in labels}
        wanted = Place.BELOW if self.side is AnswerSide.BELOW else Place.BESIDE
        return answer_places(labels, beside, below, self._fits, wanted)

    def _fits(self, label: Label, at: CellPlace) -> bool:
        """Whether a cell reads as an answer to a question that not every text answers, or is the only room for one."""
        if self.side is AnswerSide.NEXT and self._is_above(label):
            return True
        asked = self.form.fields.get(label.field or "")
        return asked is not None and not asked.reader.free and reads(asked, self.texts[at])

    def _cells_beside(self, label: Label) -> list[CellPlace]:
        """The filled cells beside a label, up to the next one: in its line, or in the next that it is merged over."""
        if (label.line, label.reach[1] + 1) in self.places or (self.side is AnswerSide.NEXT and self._is_above(label)):
            return []
        stop = columns_of(label, self.lines[label.line], AnswerSide.NEXT)[1]
        lines = range(label.line, label.reach[0] + 1)
        found = (self._answers((line, n) for n in range(label.reach[1] + 1, stop)) for line in lines)
        return self._together(label, next(filter(None, found), []))

    def _together(self, label: Label, cells: Sequence[CellPlace]) -> list[CellPlace]:
        """The first cells beside a label that stand near it, and near each other: what is far off is another thing."""
        last, near = label.reach[1], NEXT if label.column in self.adjacent else NEAR
        together: list[CellPlace] = []
        for at in cells:
            if at[1] - last - 1 > (NEXT if together else near):
                break
            together.append(at)
            last = self.reach.get(at, at)[1]
        return together

    def _cells_before(self, label: Label) -> list[CellPlace]:
        """The filled cells before a label, down to the one before it."""
        start, stop = label.column - 1, columns_of(label, self.lines[label.line], self.side)[0] - 1
        return (
            [] if (label.line, start) in self.places else self._answers((label.line, n) for n in range(start, stop, -1))
        )

    def _cells_below(self, label: Label) -> list[CellPlace]:
        """The filled cells right below a label: up to the next one of its line where all stand above their answers.

        Where answers stand beside, hints and what is printed on several forms are none.
        """
        line, column = self._below(label)
        above = self._is_above(label)
        stop = max(label.reach[1] + 1, self._next(label)) if above else label.reach[1] + 1
        found = [] if (line, column) in self.places else self._answers((line, n) for n in range(column, stop))
        if above or self.side is AnswerSide.BELOW:
            return found
        printed = self.repeated if label.column in self.adjacent else set()
        return [at for at in found if self.texts[at] not in printed and not HINT.fullmatch(self.texts[at].strip())]

    def _answers(self, there: Iterable[CellPlace]) -> list[CellPlace]:
        """The cells of some places that are filled, and neither labels, unknown ones with their answer, nor boxes."""
        found = [at for at in there if at in self.texts and at not in self.places and at not in self.boxes]
        within = self.side is AnswerSide.WITHIN
        return [at for at in found if not (within and _ANSWERED.match(self.texts[at]))]

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
