"""What the dates of a record must keep to, as a form says it: their order, and the bounds of each.

Causes count broken rules under many readings, so the rules are asked here of plain spans. Which findings a cause
explains is asked of the checks themselves, see `members`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from records.causes.cause import BatchPiece
from records.chance import ACCIDENTS
from records.checks.explanations import field_bounds
from records.checks.intervals import Flags, Span, certainly_before, outside, span
from records.checks.order import orders
from records.evidence import PROVING_CELLS
from records.kinds.kind import is_dated

Spans = Callable[[str], Span]


@dataclass(frozen=True, eq=False)
class DateRule:
    """The first field comes before the second; of one field, its days lie within `bounds`."""

    fields: tuple[str, ...]
    bounds: Span | None = None
    soft: bool = False
    """A paper may break it: the date printed on a blank form may be years old."""

    def asked(self, spans: Spans) -> Flags:
        """The records that have these dates."""
        return np.asarray(np.logical_and.reduce([~np.isnat(spans(name).earliest) for name in self.fields]))

    def broken(self, spans: Spans) -> Flags:
        """The records in which the rule is certainly broken."""
        if self.bounds is not None:
            return outside(spans(self.fields[0]), self.bounds)
        return np.asarray(certainly_before(spans(self.fields[1]), spans(self.fields[0])))


def orders_of(piece: BatchPiece, printed: bool = False) -> list[DateRule]:
    """The orders that no paper can break; with `printed`, those of the date printed on the blank form too."""
    every = piece.once("orders", lambda: [DateRule(each[:2], soft=each[2]) for each in orders(piece.batch.form)])
    return [rule for rule in every if printed or not rule.soft]


def bounds_of(piece: BatchPiece) -> list[DateRule]:
    """The bounds of each date: those of its field, and the day the papers were found."""
    return piece.once("bounds", lambda: _bounds(piece))


def _bounds(piece: BatchPiece) -> list[DateRule]:
    found = None if piece.found is None else span(None, piece.found.isoformat())
    rules = []
    for name, field in piece.batch.form.fields.items():
        if is_dated(field.reader):
            both = [field_bounds(field.options), *([] if found is None else [found])]
            rules += [
                DateRule((name,), each) for each in both if not (np.isnat(each.earliest) and np.isnat(each.latest))
            ]
    return rules


def dated_fields(rules: Sequence[DateRule]) -> list[str]:
    """The fields that these rules are about."""
    return list(dict.fromkeys(name for rule in rules for name in rule.fields))


def any_broken(rules: Sequence[DateRule], spans: Spans, size: int) -> tuple[Flags, Flags]:
    """The records that some rule is asked of, and those in which some is broken."""
    asked, broken = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    for rule in rules:
        asked |= rule.asked(spans)
        broken |= rule.broken(spans)
    return asked, broken


def as_they_stand(piece: BatchPiece, rules: Sequence[DateRule]) -> tuple[Flags, Flags]:
    """The records of a piece that some rule is asked of, and those in which some is broken; each rule asked once."""
    asked, broken = np.zeros(len(piece), dtype=bool), np.zeros(len(piece), dtype=bool)
    for rule in rules:
        asked |= piece.once(("asked", rule), partial(rule.asked, piece.span))
        broken |= piece.once(("broken", rule), partial(rule.broken, piece.span))
    return asked, broken


def more_than_slips(broken: int, asked: int) -> bool:
    """Whether so many broken records may be more than slips can make: without it no chance is computed."""
    return broken >= PROVING_CELLS and broken > ACCIDENTS * asked


def read_as(piece: BatchPiece, changed: Mapping[str, Span]) -> Spans:
    """The dates of a piece, some of them read otherwise."""
    return lambda name: changed[name] if name in changed else piece.span(name)
