"""Where the answer of each label on a form stands: beside it or below it, decided label by label.

A cell is beside one label or below another, never both. Where a label has a text beside it and another below it, what
its other places show decides: the same label on other forms, else the labels of its column. Where they show nothing
the question asks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from records.layout.form_labels import CellPlace, Label

NEAR, NEXT = 10, 2
"""Blank columns that may stand before an answer, and between the cells of one."""
FEWEST_SURE = 2
"""Labels that show on which side answers stand, where none shows the contrary."""


class Place(Enum):
    """Where an answer stands, seen from its label; `EITHER` when nobody can tell."""

    BESIDE = "beside"
    BELOW = "below"
    EITHER = "either"
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class Placed:
    """The place of a label's answer, its cells, and whether other labels decided it."""

    place: Place
    cells: tuple[CellPlace, ...] = ()
    by_others: bool = False


def answer_places(
    labels: Sequence[Label],
    beside: Mapping[CellPlace, Sequence[CellPlace]],
    below: Mapping[CellPlace, Sequence[CellPlace]],
    fits: Callable[[Label, CellPlace], bool],
    wanted: Place,
) -> dict[CellPlace, Placed]:
    """By the place of each label, where its answer stands.

    `beside`, `below`: the filled cells that are no labels and may be its answer; `fits`: whether a cell reads as an
    answer to a question with rules of its own, such as a date; `wanted`: the side of most answers, which has the cell
    that is beside one label and below another.
    """
    beside, below = _apart(labels, beside, below, wanted)
    sure = {each.at: _only(beside[each.at], below[each.at]) for each in labels}
    return {each.at: _placed(each, labels, beside[each.at], below[each.at], sure, (fits, wanted)) for each in labels}


def _apart(
    labels: Sequence[Label],
    beside: Mapping[CellPlace, Sequence[CellPlace]],
    below: Mapping[CellPlace, Sequence[CellPlace]],
    wanted: Place,
) -> tuple[dict[CellPlace, list[CellPlace]], dict[CellPlace, list[CellPlace]]]:
    """The cells beside and below each label, none of them twice."""
    lonely = {cell for each in labels if not beside[each.at] for cell in below[each.at]}
    near = {each.at: (each.line, each.reach[1] + 1) for each in labels}
    own = {
        at: [cell for cell in cells if cell == near[at] or cell not in lonely] for at, cells in beside.items()
    }  # what stands right below a label without room beside it is not that of one far to the left
    firsts = {cells[0] for cells in own.values() if cells}
    under = {cell for cells in below.values() for cell in cells}
    if wanted is Place.BELOW:
        return {at: [cell for cell in cells if cell not in under] for at, cells in own.items()}, _lists(below)
    return own, {at: [cell for cell in cells if cell not in firsts] for at, cells in below.items()}


def _lists(cells: Mapping[CellPlace, Sequence[CellPlace]]) -> dict[CellPlace, list[CellPlace]]:
    return {at: list(each) for at, each in cells.items()}


def _only(beside: Sequence[CellPlace], below: Sequence[CellPlace]) -> Place:
    if beside and below:
        return Place.EITHER
    return Place.BESIDE if beside else Place.BELOW if below else Place.NOWHERE


def _placed(
    label: Label,
    labels: Sequence[Label],
    beside: Sequence[CellPlace],
    below: Sequence[CellPlace],
    sure: Mapping[CellPlace, Place],
    asked: tuple[Callable[[Label, CellPlace], bool], Place],
) -> Placed:
    fits, wanted = asked
    only, cells = sure[label.at], {Place.BESIDE: tuple(beside), Place.BELOW: tuple(below)}
    if only is Place.NOWHERE:
        return Placed(only)
    if only is wanted or (only is not Place.EITHER and fits(label, cells[only][0])):
        return Placed(only, cells[only])
    others = _shown(label, labels, sure)
    if only is not Place.EITHER:
        beside_it = only is Place.BESIDE and cells[only][0] == (label.line, label.reach[1] + 1)
        if beside_it or others is only or not _contrary(label, labels, sure, only):
            return Placed(only, cells[only])
        return Placed(Place.EITHER, cells[only]) if others is Place.EITHER else Placed(Place.NOWHERE)
    reads = [place for place in (Place.BESIDE, Place.BELOW) if fits(label, cells[place][0])]
    decided = reads[0] if len(reads) == 1 else others
    if decided is Place.EITHER:
        return Placed(decided, (*cells[Place.BESIDE], *cells[Place.BELOW]))
    return Placed(decided, cells[decided], by_others=True)


def _contrary(label: Label, labels: Sequence[Label], sure: Mapping[CellPlace, Place], only: Place) -> bool:
    """Whether as many labels of the same column have their answers on the other side as on this one."""
    column = Counter(sure[each.at] for each in labels if each.column == label.column)
    other = Place.BELOW if only is Place.BESIDE else Place.BESIDE
    return 0 < column[other] >= column[only]


def _shown(label: Label, labels: Sequence[Label], sure: Mapping[CellPlace, Place]) -> Place:
    """Where the answers of the same label on other forms stand, else those of the labels in its column."""
    same = [each for each in labels if each.field and each.field == label.field and each is not label]
    column = [each for each in labels if each.column == label.column and each is not label]
    for several in (same, column):
        counts = Counter(sure[each.at] for each in several)
        one, other = counts[Place.BESIDE], counts[Place.BELOW]
        if max(one, other) >= FEWEST_SURE and not min(one, other):
            return Place.BESIDE if one else Place.BELOW
    return Place.EITHER
