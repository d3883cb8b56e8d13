"""Forms in one sheet: each label beside or above its answer, one form or many down the sheet.

A form is recognised by the labels of its fields. Every answer keeps its own cell. What stands under a label that is not
known is carried along, and so is whatever else stands on the form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from records.forms import Form
from records.headers.labels import Labels, key, labels_of, understand, without_number
from records.headers.lines import Line, Lines, blank_lines
from records.headers.mapping import OTHER, ColumnMatch
from records.headers.match import Says, match
from records.headers.rows import merges
from records.sources.sheet import Sheet, letter

MOST_LINES, MOST_COLUMNS, LONGEST_LABEL = 20_000, 60, 120
FEWEST = 3
"""Labels of different fields that make a form."""
UNLABELLED = "(unlabelled)"
"""The column of what stands on a form under no label."""

Place = tuple[int, int]
"""The sheet's own row number, and the column by position: lines without cells are not always there."""


@dataclass(frozen=True)
class Label:
    """A label on a form: where it stands, the last line and column it is merged over, the field it asks, and why."""

    at: Place
    reach: Place
    text: str
    field: str | None
    why: str


@dataclass
class Pile:
    """The forms of a sheet: their first rows, the labels of the form, and by field and form the cells of its answer."""

    rows: list[int]
    labels: dict[str, Label]
    cells: dict[str, dict[int, tuple[Place, ...]]] = field(default_factory=dict)

    def put(self, name: str, row: int, place: Place) -> None:
        """One more cell of that answer on the form that begins in that row."""
        answers = self.cells.setdefault(name, {})
        answers[row] = (*answers.get(row, ()), place)


def find_pile(sheet: Sheet, form: Form, says: Says) -> Pile | None:
    """The forms of a sheet, None when it holds less than three labels of different fields."""
    if len(sheet.rows) > MOST_LINES or len(sheet.letters) > MOST_COLUMNS:
        return None
    texts = _texts(sheet)
    rows = sheet.rows.tolist()
    reach = {
        (rows[each.top], each.left): (rows[each.top] + each.bottom - each.top, each.right) for each in merges(sheet)
    }
    labels = list(_labels(texts, reach, labels_of(form), form, says))
    labels = _without_answers(labels, texts)
    if len({each.field for each in labels}) < FEWEST:
        return None
    below = _stand_above(labels, texts)
    labels += list(_unknown(labels, texts, reach, below))
    return _pile(sorted(labels, key=lambda each: each.at), texts, below)


def _texts(sheet: Sheet) -> dict[Place, str]:
    """The filled cells."""
    found = {}
    rows = sheet.rows.tolist()
    for n, name in enumerate(sheet.letters):
        for row, text in zip(rows, sheet.column(name).to_pylist(), strict=True):
            if text and key(text):
                found[row, n] = text
    return found


def _labels(
    texts: Dictionary[Place, str], reach: Dictionary[Place, Place], labels: Labels, form: Form, says: Says
) -> Iterator[Label]:
    said = {key(name): target for name, target in {**says.profile, **says.columns}.items()}
    known: dict[str, tuple[str | None, str]] = {}
    for at, text in texts.items():
        if text not in known:
            known[text] = _meant(text, labels, form, said)
        name, why = known[text]
        if name:
            yield Label(at, reach.get(at, at), text, name, why)


def _meant(text: str, labels: Labels, form: Form, said: Dictionary[str, str]) -> tuple[str | None, str]:
    """The field that a text asks for, if it is one of its labels without doubt."""
    if key(text) in said:
        return said[key(text)] or None, "said"
    if len(text) > LONGEST_LABEL:
        return None, ""
    for each in (text, without_number(text)):
        found = labels.exact(each)
        if found.fields:
            break
    if not found.fields and text.rstrip()[-1:] in "?؟:)*":
        found = understand(text, labels)
    sure = found.sure and found.fields[0] in form.fields
    return (found.fields[0], found.how) if sure else (None, "")


def _without_answers(labels: Sequence[Label], texts: Dictionary[Place, str]) -> list[Label]:
    """Without answers that read like a label, such as No: in a column of few labels, beside one of many."""
    columns = Counter(each.at[1] for each in labels)
    few = {column for column, count in columns.items() if count * 5 <= columns[column - 1]}
    return [each for each in labels if each.at[1] not in few or (each.at[0], each.at[1] - 1) not in texts]


def _stand_above(labels: Sequence[Label], texts: Dictionary[Place, str]) -> bool:
    """Whether the answers stand below their labels, and not beside them."""
    places = {each.at for each in labels}
    beside = [(each.at[0], each.reach[1] + 1) for each in labels]
    below = [(each.reach[0] + 1, each.at[1]) for each in labels]
    filled = [sum(each in texts and each not in places for each in way) for way in (beside, below)]
    return filled[1] > filled[0]


def _unknown(
    labels: Sequence[Label], texts: Dictionary[Place, str], reach: Dictionary[Place, Place], below: bool
) -> Iterator[Label]:
    """Texts that stand where labels stand, with an answer on one form at least: labels that the form does not know."""
    places = {each.at for each in labels}
    side = 0 if below else 1
    ways = {each.at[side] for each in labels}
    there = {at: reach.get(at, at) for at in texts if at[side] in ways and at not in places}
    answers = {at: (end[0] + 1, at[1]) if below else (at[0], end[1] + 1) for at, end in there.items()}
    answered = {key(texts[at]) for at, answer in answers.items() if answer in texts and answer not in places}
    for at, end in there.items():
        if key(texts[at]) in answered:
            yield Label(at, end, texts[at], None, "unknown")


def _pile(labels: Sequence[Label], texts: Dictionary[Place, str], below: bool) -> Pile:
    """A form begins in each line where the first label stands again."""
    anchor = next(each.field for each in labels if each.field)
    starts = sorted({each.at[0] for each in labels if each.field == anchor})
    first = {name: each for each in reversed(labels) for name in [each.field or OTHER + " ".join(each.text.split())]}
    pile = Pile(starts, {name: first[name] for name in dict.fromkeys(first)})
    places, used = {each.at for each in labels}, set()
    seen: set[tuple[str, int]] = set()
    for each in labels:
        line = next((start for start in reversed(starts) if start <= each.at[0]), None)
        name = each.field or OTHER + " ".join(each.text.split())
        if line is None or (name, line) in seen:
            continue
        seen.add((name, line))
        used.add(each.at)
        answer = _answer(each, places, texts, below)
        if answer is not None:
            used.add(answer)
            pile.put(name, line, answer)
    for at in sorted(texts.keys() - used):
        line = next((start for start in reversed(starts) if start <= at[0]), None)
        if line is not None:
            pile.put(OTHER + UNLABELLED, line, at)
    return pile


def _answer(label: Label, places: set[Place], texts: Dictionary[Place, str], below: bool) -> Place | None:
    """Where the answer stands: the next cell, or the first filled one before the next label; None without room."""
    if below:
        place = (label.reach[0] + 1, label.at[1])
        return None if place in places else place
    line, start = label.at[0], label.reach[1] + 1
    for column in range(start, MOST_COLUMNS):
        if (line, column) in places:
            break
        if (line, column) in texts:
            return line, column
    return None if (line, start) in places else (line, start)


def cells_of(pile: Pile) -> dict[str, dict[int, tuple[str, ...]]]:
    """By field and first row of the form, the cells of the answer."""
    return {
        name: {row: tuple(f"{letter(column)}{at}" for at, column in places) for row, places in answers.items()}
        for name, answers in pile.cells.items()
    }


def columns_of(pile: Pile, form: Form) -> tuple[ColumnMatch, ...]:
    """Each label of the forms, told as a column of a table would be; one that the form does not know may ask."""
    found = []
    for each in sorted(pile.labels.values(), key=lambda each: each.at):
        name, text = letter(each.at[1]), " ".join(each.text.split())
        if each.field:
            found.append(ColumnMatch(name, text, each.field, "mapped", each.why))
        else:
            (unknown,) = match({name: text}, form, Says())
            found.append(unknown if unknown.field is None else ColumnMatch(name, text, None, "none", "left"))
    if OTHER + UNLABELLED in pile.cells:
        found.append(ColumnMatch("", UNLABELLED, None, "none", "unknown"))
    return tuple(found)


def first_lines(pile: Pile, sheet: Sheet) -> npt.NDArray[np.int32]:
    """The positions of the forms' first lines."""
    return np.searchsorted(sheet.rows, pile.rows).astype(np.int32)


def classify_pile(pile: Pile, sheet: Sheet) -> Lines:
    """What each line is: the first of a form stands for its record, the others are the form's labels and answers."""
    lines = np.full(len(sheet.rows), Line.HEADER, dtype=np.int8)
    first = first_lines(pile, sheet)
    lines[: first[0]] = Line.UNUSED
    lines[blank_lines(sheet)] = Line.BLANK
    lines[first] = Line.RECORD
    return lines
