"""Columns that stand lower or higher than the others from some line on, and columns that were sorted apart.

Both break the relation between the dates of a record. If a column moved by some lines restores it from there to the
end, it was shifted. If no such move does, and the column is in order by itself, it was sorted and the others were not.
A file that life sorted, by joining or by birth, breaks no relation, and is never looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from math import exp, lgamma

import numpy as np

from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, Cause, CauseKind
from records.causes.date_rules import DateRule, any_broken, as_they_stand, dated_fields, orders_of
from records.chance import ACCIDENTS, SELDOM, at_least, at_most, in_files
from records.checks.intervals import Flags, Span
from records.checks.readings import Rows
from records.evidence import PROVING_CELLS, proves

MOST_LINES = 3
"""Lines by which a column is looked for."""
_MOVES = (-3, -2, -1, 1, 2, 3)


@dataclass(frozen=True)
class _Edge:
    """The dates of the first or last records of a piece, by field, with the sheets they stand in."""

    spans: Mapping[str, Span]
    sheets: Rows
    numbers: Rows

    def __len__(self) -> int:
        return len(self.numbers)

    def take(self, part: slice) -> _Edge:
        spans = {name: Span(each.earliest[part], each.latest[part]) for name, each in self.spans.items()}
        return _Edge(spans, self.sheets[part], self.numbers[part])

    def then(self, other: _Edge) -> _Edge:
        spans = {
            name: Span(*(np.concatenate(ends) for ends in zip(each, other.spans[name], strict=True)))
            for name, each in self.spans.items()
        }
        return _Edge(spans, np.append(self.sheets, other.sheets), np.append(self.numbers, other.numbers))


_Broken = dict[tuple[str, int, bool], Rows]
"""By field and lines (0: as it stands): the records in which a rule of the field is broken if it is moved so. With
True, rules that a paper may break are counted too: they only say which of two columns moved.
"""


@dataclass(frozen=True)
class _Places:
    """Where rules are broken under each move, and what is needed to go on at the edges."""

    rules: tuple[DateRule, ...]
    broken: _Broken
    falls: Mapping[str, tuple[int, ...]]
    """By field: how often a date is later than the one above it, and how often earlier."""
    head: _Edge
    tail: _Edge
    sheets: Mapping[int, tuple[int, int]]
    """By sheet its first and last record."""


def _places(edge: _Edge, rules: tuple[DateRule, ...], inside: Callable[[Rows, int], Flags]) -> _Broken:
    """Where rules are broken in this stretch; `inside`: of which records, given how far the column is moved."""
    found: _Broken = {}
    every = np.arange(len(edge))
    for name in dated_fields(rules):
        own = [rule for rule in rules if name in rule.fields]
        for lines in (0, *_MOVES):
            moved = {**edge.spans, name: _moved(edge, name, lines)}
            for soft in (False, True):
                _, broken = any_broken([rule for rule in own if soft or not rule.soft], moved.__getitem__, len(edge))
                found[name, lines, soft] = edge.numbers[broken & inside(every, lines)]
    return found


def _moved(edge: _Edge, name: str, lines: int) -> Span:
    """The column that many lines higher; a line of another sheet gives nothing."""
    if lines == 0:
        return edge.spans[name]
    at = np.arange(len(edge)) + lines
    inside = (at >= 0) & (at < len(edge))
    at = np.clip(at, 0, max(len(edge) - 1, 0))
    inside &= edge.sheets[at] == edge.sheets
    nothing = np.datetime64("NaT", "s")
    return Span(*(np.where(inside, end[at], nothing) for end in edge.spans[name]))


def _falls(edge: _Edge) -> dict[str, tuple[int, int]]:
    """By field how often a date is later, and earlier, than the one above it."""
    found = {}
    same = edge.sheets[1:] == edge.sheets[:-1]
    for name, dates in edge.spans.items():
        above, below = Span(*(end[:-1] for end in dates)), Span(*(end[1:] for end in dates))
        rises, falls = same & (above.latest < below.earliest), same & (below.latest < above.earliest)
        found[name] = (int(rises.sum()), int(falls.sum()))
    return found


class _OfPlaces(CauseKind):
    """A cause that is looked for line by line."""

    def summary(self, piece: BatchPiece) -> _Places | None:
        """Where rules are broken as the columns stand, and if one of them is moved."""
        return piece.once("places", lambda: self._summary(piece))

    @staticmethod
    def _summary(piece: BatchPiece) -> _Places | None:
        rules = tuple(orders_of(piece, printed=True))
        if not rules or not len(piece) or (piece.whole and _by_slips(piece)):
            return None
        spans = {name: piece.span(name) for name in dated_fields(rules)}
        whole = _Edge(spans, piece.sheets, piece.numbers)
        size = len(whole)

        def inside(at: Rows, lines: int) -> Flags:
            return np.asarray((at + lines >= 0) & (at + lines < size))

        found = _places(whole, rules, inside)
        sheets, firsts = np.unique(whole.sheets, return_index=True)
        lasts = size - 1 - np.unique(whole.sheets[::-1], return_index=True)[1]
        return _Places(
            rules,
            found,
            _falls(whole),
            whole.take(slice(0, MOST_LINES)),
            whole.take(slice(max(size - MOST_LINES, 0), size)),
            dict(
                zip(
                    sheets.tolist(),
                    zip(piece.numbers[firsts].tolist(), piece.numbers[lasts].tolist(), strict=True),
                    strict=True,
                )
            ),
        )

    def merge(self, first: _Places | None, second: _Places | None) -> _Places | None:
        """The places of both, and those at the edge between them."""
        if first is None or second is None:
            return first or second
        edge, cut = first.tail.then(second.head), len(first.tail)
        across = _places(edge, first.rules, lambda at, lines: (at < cut) != (at + lines < cut))
        broken = {key: np.sort(np.concatenate([first.broken[key], across[key], second.broken[key]])) for key in across}
        step = _falls(first.tail.take(slice(cut - 1, cut)).then(second.head.take(slice(0, 1))))
        sums = {
            name: tuple(map(sum, zip(first.falls[name], step[name], second.falls[name], strict=True))) for name in step
        }
        sheets = {**second.sheets, **first.sheets}
        both = {sheet: (at[0], second.sheets.get(sheet, at)[1]) for sheet, at in sheets.items()}
        return replace(
            first,
            broken=broken,
            falls=sums,
            head=_at_most(first.head.then(second.head), head=True),
            tail=_at_most(first.tail.then(second.tail), head=False),
            sheets=both,
        )


def _by_slips(piece: BatchPiece) -> bool:
    """Whether in no sheet, from whichever record on, more records are broken than slips can make."""
    _, broken = as_they_stand(piece, orders_of(piece))
    at = np.flatnonzero(broken)
    sheets = piece.sheets
    for sheet in np.unique(sheets[at]).tolist():
        here = at[sheets[at] == sheet]
        last = int(np.flatnonzero(sheets == sheet)[-1])
        if (np.arange(len(here), 0, -1) > ACCIDENTS * (last + 1 - here))[: len(here) + 1 - PROVING_CELLS].any():
            return False
    return True


def _at_most(edge: _Edge, head: bool) -> _Edge:
    return edge.take(slice(0, MOST_LINES) if head else slice(max(len(edge) - MOST_LINES, 0), len(edge)))


@dataclass(frozen=True)
class _Move:
    """A column moved by some lines, from one record of a sheet to its last."""

    name: str
    lines: int
    start: int
    stop: int
    before: int
    after: int
    chance: float
    doubts: int = 0
    """Rules that a paper may break, and this move does."""

    @property
    def mended(self) -> int:
        return self.before - self.after


def _moves(places: _Places) -> Iterator[_Move]:
    """For each sheet, column and number of lines the start from which the move mends most, where it is proven."""
    for first, last in places.sheets.values():
        if last - first < PROVING_CELLS:
            continue
        for name in dated_fields(places.rules):
            as_is = _within(places.broken[name, 0, False], first, last)
            for lines in _MOVES if len(as_is) else ():
                moved = _within(places.broken[name, lines, False], first, last)
                found = _best(name, lines, as_is, moved, (first, last + 1))
                if found is not None:
                    yield replace(found, doubts=len(_within(places.broken[name, lines, True], found.start, last)))


def _within(numbers: Rows, first: int, last: int) -> Rows:
    return numbers[(numbers >= first) & (numbers <= last)]


def _best(name: str, lines: int, as_is: Rows, moved: Rows, ends: tuple[int, int]) -> _Move | None:
    """The move from where on it mends most; none where slips could be what it mends."""
    start = _turn(as_is, moved, ends[0])
    before, after = int((as_is >= start).sum()), int((moved >= start).sum())
    of = ends[1] - start
    tried = (ends[1] - ends[0]) * len(_MOVES)
    by_slips = at_least(before, of, ACCIDENTS)
    by_luck = at_most(after, of, before / of) * tried if of else 1.0
    chance = max(by_slips, by_luck)
    if not proves(before, after) or chance > SELDOM:
        return None
    return _Move(name, lines, start, ends[1], before, after, chance)


def _turn(as_is: Rows, moved: Rows, first: int) -> int:
    """The record from which on the column as it stands is worse than moved, and before which it is better."""
    at = np.concatenate([as_is, moved])
    gain = np.concatenate([np.ones(len(as_is)), -np.ones(len(moved))])
    order = np.lexsort((gain, at))
    at, gain = at[order], gain[order]
    rest = np.append(np.cumsum(gain[::-1])[::-1], 0)
    best = int(np.argmax(rest))
    return first if best == 0 else int(at[best]) if best < len(at) else int(at[-1]) + 1


class ColumnShifted(_OfPlaces):
    """Does a column of dates stand lower or higher than the others, from some line on?"""

    id = "column-shifted"

    def name(self, summary: _Places | None) -> list[Cause]:
        """The move that mends most; of each sheet one."""
        if summary is None:
            return []
        moves = sorted(_moves(summary), key=lambda each: (-each.mended, each.doubts, abs(each.lines)))
        causes, taken = [], set()
        for move in moves:
            if move.stop not in taken:
                taken.add(move.stop)
                causes.append(self._cause(move))
        return causes

    def _cause(self, move: _Move) -> Cause:
        says = {
            "of_field": move.name,
            "variant": "down" if move.lines > 0 else "up",
            "lines": abs(move.lines),
            "records": move.stop - move.start,
            "proof": move.before,
            "counter": move.after,
            "chance": in_files(move.chance),
        }

        def cells(piece: BatchPiece) -> Flags:
            return (piece.numbers >= move.start) & (piece.numbers < move.stop)

        read: Callable[[Batch, Flags], Batch] = partial(_up, move.name, move.lines)
        return Cause(self.id, self.severity, (move.name,), cells, says, read, of_relations=True, of_findings=True)


def _up(name: str, lines: int, batch: Batch, records: Flags) -> Batch:
    return otherwise.moved_up(batch, name, records, lines)


class SortedApart(_OfPlaces):
    """Is a column of dates in order by itself, although its dates no longer fit those beside them?"""

    id = "sorted-apart"

    def name(self, summary: _Places | None) -> list[Cause]:
        """The columns in order whose relation to another, which is in none, is gone."""
        if summary is None or next(_moves(summary), None) is not None:
            return []
        asked = sum(last + 1 - first for first, last in summary.sheets.values())
        ordered = {name: chance_of_order(*steps) for name, steps in summary.falls.items()}
        causes = []
        for name, chance in ordered.items():
            broken = len(summary.broken[name, 0, False])
            others = {
                other for rule in summary.rules if name in rule.fields and not rule.soft for other in rule.fields
            } - {name}
            odd = chance <= SELDOM and any(ordered[other] > SELDOM for other in others)
            slips = at_least(broken, asked, ACCIDENTS)
            if odd and slips <= SELDOM:
                causes.append(self._cause(name, asked, broken, max(chance, slips)))
        return causes

    def _cause(self, name: str, asked: int, broken: int, chance: float) -> Cause:
        says = {"of_field": name, "records": asked, "proof": broken, "counter": 0, "chance": in_files(chance)}
        read: Callable[[Batch, Flags], Batch] = partial(_unread, name)
        return Cause(
            self.id,
            self.severity,
            (name,),
            lambda piece: np.ones(len(piece), dtype=bool),
            says,
            read,
            of_relations=True,
            of_findings=True,
        )


def _unread(name: str, batch: Batch, records: Flags) -> Batch:
    return otherwise.without_answers(batch, name, records)


def chance_of_order(rises: int, falls: int) -> float:
    """The chance that so many different dates stand in order, where the lines have none: one in n!."""
    up, down = sorted((rises, falls), reverse=True)
    return exp(-lgamma(up + 2)) if proves(up, down) else 1.0
