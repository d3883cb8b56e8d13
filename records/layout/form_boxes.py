"""Forms on a sheet: where each begins, and boxes: the options of a choice beside or below its label, each with a mark.

The mark stands behind its option, before it or below it, the same way for all options of the choice; or in the cell of
the option (`☑ متزوج`, `متزوج ( )`). Where the cells do not tell whose a mark is, the answer is what they hold, unread.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from records.forms import Field, Form
from records.kinds.ticks import boxes, labelled, mark, ticked
from records.layout.form_labels import AnswerSide, CellPlace, Label, Texts, by_line

FAR = 60
"""Columns beside a label that may hold its options."""
_MOST_LINES = 12


class Slot(Enum):
    """Where the mark of an option stands: so many lines and columns from it."""

    BEHIND = (0, 1)
    BEFORE = (0, -1)
    BELOW = (1, 0)


@dataclass(frozen=True)
class _Group:
    """The options of one choice on one form, with whatever else stands among them, in the order of reading."""

    label: Label
    options: tuple[CellPlace, ...]
    boxed: tuple[CellPlace, ...]
    others: tuple[CellPlace, ...]

    @property
    def cells(self) -> tuple[CellPlace, ...]:
        return tuple(sorted((*self.options, *self.boxed, *self.others)))


@dataclass(frozen=True)
class Answer:
    """The cells of an answer, and its text where that is not what stands in them."""

    cells: tuple[CellPlace, ...]
    text: str | None = None
    joined: bool = False
    """Whether several cells were taken for one answer."""
    placed: bool = False
    """Whether other labels decided that it stands there."""
    open: bool = False
    """Whether nobody can tell which of the cells is the answer."""


def form_answers(
    labels: Sequence[Label], texts: Texts, reach: Mapping[CellPlace, CellPlace], form: Form, side: AnswerSide
) -> dict[CellPlace, tuple[_Group, Answer]]:
    """By the place of its label, each group of options and what it answers."""
    places = {each.at for each in labels}
    lines = by_line(labels)
    groups: dict[str, list[_Group]] = {}
    taken: set[CellPlace] = set()
    for label in sorted(labels, key=lambda each: each.at):
        field = form.fields.get(label.field or "")
        if field and field.printed and label.answer is None:
            near = [at for at in _near(label, lines, texts, side) if at not in taken]
            group = _group(label, {at: _is(texts[at], field) for at in near})
            if group:
                groups.setdefault(field.id, []).append(group)
                taken.update(group.options, group.boxed)
    return {
        group.label.at: (group, answer)
        for several in groups.values()
        for group, answer in _answered(several, texts, reach, places)
    }


def _near(label: Label, lines: Mapping[int, Sequence[Label]], texts: Texts, side: AnswerSide) -> Iterator[CellPlace]:
    """The filled cells beside and below a label, up to the next label of its line and the next line with one."""
    low, high = columns_of(label, lines[label.line], side)
    for line in range(label.line, label.reach[0] + _MOST_LINES):
        if any(low <= each.column < high and each is not label for each in lines.get(line, ())):
            return
        yield from ((line, n) for n in range(low, high) if (line, n) in texts and (line, n) != label.at)


def columns_of(label: Label, line: Sequence[Label], side: AnswerSide) -> tuple[int, int]:
    """The columns beside a label, up to the next one of its line."""
    if side is AnswerSide.BEFORE:
        return max((each.reach[1] + 1 for each in line if each.column < label.column), default=0), label.column + 1
    return label.column, min((each.column for each in line if each.column > label.column), default=label.column + FAR)


def _group(label: Label, what: Mapping[CellPlace, str]) -> _Group | None:
    """The options among the cells near a label; below its line up to the first line that holds anything else."""
    other = [at[0] for at, each in what.items() if not each and at[0] > label.reach[0]]
    here = {at: each for at, each in what.items() if not other or at[0] < min(other)}
    options, boxed = ([at for at, each in here.items() if each == kind] for kind in ("option", "boxed"))
    others = [at for at, each in here.items() if each in ("mark", "")]
    beside = {(line + down, n + across) for line, n in options for down, across in (each.value for each in Slot)}
    if len(options) > 1 or any(here.get(at) == "mark" for at in beside) or boxed:
        return _Group(label, tuple(options), tuple(boxed), tuple(others))
    return None


def _is(text: str, field: Field) -> str:
    """Whether a text is an option, an option with its box, or a mark; else empty."""
    words = field.printed
    if words is None:
        return ""
    if words.find(text) and mark(text) is None:
        return "option"
    found = boxes(text)
    if found and found.sure and any(words.find(each.option) for each in found.options):
        return "boxed"
    if words.find(text):
        return "option"
    return "mark" if mark(text) is not None else ""


def _answered(
    groups: Sequence[_Group], texts: Texts, reach: Mapping[CellPlace, CellPlace], places: set[CellPlace]
) -> Iterator[tuple[_Group, Answer]]:
    """Each group with its answer; how the marks stand is the same on all forms."""
    ever = any(group.boxed or any(mark(texts[at]) for at in group.others) for group in groups)
    fitting = [{slot for slot in Slot if _fits(group, slot, texts, reach, places)} for group in groups]
    told = [slots for slots, group in zip(fitting, groups, strict=True) if group.others]
    common = set.intersection(*told) if told else set()
    for group, slots in zip(groups, fitting, strict=True):
        chosen = slots & common if len(slots & common) == 1 else slots
        yield group, _answer(group, next(iter(chosen)) if len(chosen) == 1 else None, texts, reach, ever)


def _fits(
    group: _Group, slot: Slot, texts: Texts, reach: Mapping[CellPlace, CellPlace], places: set[CellPlace]
) -> bool:
    """Whether every option has a place of its own for a mark, and no mark stands elsewhere."""
    slots = [_slot(at, slot, reach) for at in group.options]
    free = not any(at in places or at in group.options or at[1] < 0 for at in slots)
    marks = [at for at in group.others if mark(texts[at]) is not None]
    return free and set(marks) <= set(slots)


def _slot(at: CellPlace, slot: Slot, reach: Mapping[CellPlace, CellPlace]) -> CellPlace:
    last = reach.get(at, at)
    lines, columns = slot.value
    return (last[0] if lines else at[0]) + lines, (last[1] if columns > 0 else at[1]) + columns


def _answer(group: _Group, slot: Slot | None, texts: Texts, reach: Mapping[CellPlace, CellPlace], ever: bool) -> Answer:
    marks = [texts.get(_slot(at, slot, reach)) if slot else None for at in group.options]
    if slot is None or group.boxed or not ever:
        return _as_typed(group, texts)
    chosen = ticked([mark(each or "") for each in marks])
    cells = [_slot(group.options[n], slot, reach) for n in chosen]
    return Answer(tuple(cells) or group.cells, labelled([texts[at] for at in group.options], marks) or "")


def _as_typed(group: _Group, texts: Texts) -> Answer:
    """What the cells hold; of options with their boxes those that are ticked lead back to their cells."""
    cells = [*group.boxed] if group.boxed and not group.options else [*group.cells]
    found = {at: boxes(texts[at]) for at in group.boxed}
    marks = [(at, each.mark) for at, of in found.items() if of for each in of.options]
    chosen = [marks[n][0] for n in ticked([each for _, each in marks])]
    return Answer(tuple(dict.fromkeys(chosen)) or tuple(cells), " | ".join(texts[at] for at in cells))


FEWEST = 3
"""Labels of different fields that make a form."""


@dataclass(frozen=True)
class Forms:
    """The forms of a sheet: where each begins, and the row that stands for it."""

    lines: list[int]
    columns: list[int]
    row: dict[tuple[int, int], int]

    @property
    def rows(self) -> list[int]:
        """The rows of the forms, in the order of the sheet."""
        return sorted(self.row.values())

    def of(self, at: CellPlace) -> int | None:
        """The row of the form on which a cell stands; none above the first."""
        line = bisect_right(self.lines, at[0]) - 1
        column = max(bisect_right(self.columns, at[1]) - 1, 0)
        return self.row.get((line, column), self.row.get((line, 0)))


def forms_of(labels: Sequence[Label], anchor: str, rows: Sequence[int], beside: Sequence[int] = ()) -> Forms:
    """A form for each label that stands first, down the sheet and beside each other, or in each column of `beside`.

    Of forms beside each other the first line stands for the first, the second for the second, and so on.
    """
    lines = _lines(labels, anchor, rows)
    at = {(lines[bisect_right(lines, each.line) - 1], each.column) for each in labels if each.field == anchor}
    at |= {(line, column) for line in lines for column in beside}
    bounds = [*(bisect_left(rows, line) for line in lines), len(rows)]
    columns = list(beside) or _beside(labels, anchor)
    if any(stop - start < len(columns) for start, stop in pairwise(bounds)):
        columns = columns[:1]
    row = {
        (n, k): rows[bounds[n] + k]
        for n, line in enumerate(lines)
        for k, column in enumerate(columns)
        if k == 0 or (line, column) in at
    }
    return Forms(lines, columns, row)


def _lines(labels: Sequence[Label], anchor: str, rows: Sequence[int]) -> list[int]:
    """The lines in which forms begin: where the first label stands again or, between blank lines, where labels that
    the form above has too stand before it, or three of them without it."""
    fields: dict[int, set[str]] = {}
    for each in labels:
        fields.setdefault(each.line, set()).add(str(each.field))
    starts: list[int] = []
    above: set[str] = set()
    for block in _blocks(rows):
        lines = [line for line in block if line in fields]
        anchors = [line for line in lines if anchor in fields[line]]
        before = set().union(*(fields[line] for line in lines if not anchors or line < anchors[0]))
        again = before & above
        if before and starts and (again == before if anchors else len(again) >= FEWEST):
            anchors = [lines[0], *anchors[1:]]
        starts += anchors
        above = above if not anchors else set()
        above |= set().union(*(fields[line] for line in lines if line >= max(anchors, default=0)))
    return starts


def _blocks(rows: Sequence[int]) -> list[list[int]]:
    """The lines that hold something, parted where a blank one stands between them."""
    blocks: list[list[int]] = []
    for row in rows:
        if blocks and row - blocks[-1][-1] == 1:
            blocks[-1].append(row)
        else:
            blocks.append([row])
    return blocks


def _beside(labels: Sequence[Label], anchor: str) -> list[int]:
    """The columns in which forms begin: where the first label stands again in its line, and most others do too."""
    first = [each for each in labels if each.field == anchor]
    columns = sorted({each.column for each in first})
    if max(Counter(each.line for each in first).values()) < 2:
        return columns[:1]
    blocks: list[set[str]] = [set() for _ in columns]
    for each in labels:
        blocks[max(bisect_right(columns, each.column) - 1, 0)].add(str(each.field))
    alike = all(len(block & blocks[0]) >= max(FEWEST, len(blocks[0]) // 2) for block in blocks)
    return columns if alike else columns[:1]
