"""Boxes on filled-in forms: the options of a choice in cells of their own beside or below its label, each with a mark.

The mark stands behind its option, before it or below it, the same way for all options of the choice; or in the cell of
the option (`☑ متزوج`, `متزوج ( )`). Where the cells do not tell whose a mark is, the answer is what they hold, unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

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
