"""Names, or countries, that were sorted without the other columns: a nisba says no longer where its bearer is from.

التونسي is from Tunisia in most records, though not in all: a family keeps its nisba wherever it lives. Where a column
stands in order by itself and nisbas agree with the country no more than chance makes them, the two were parted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from math import exp, lgamma
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.batch import Batch
from records.causes import otherwise
from records.causes.cause import BatchPiece, Cause, CauseKind
from records.causes.runs import of_people
from records.causes.shifted import chance_of_order
from records.chance import SELDOM, at_least, at_most, in_files
from records.checks.intervals import Flags
from records.checks.nisbas import nisbas_of
from records.column import Column

_LIFE = 0.5
"""Of people with a known nisba at least so many are from its country."""
_BY_CHANCE = 0.01
"""Nisbas that agree so well that chance makes it less often than this are not parted from their country."""
_LOOKED_AT = 1_000
"""If the first so many names are in no order, the column is in none."""


@dataclass(frozen=True)
class _Order:
    """Whether a column is in order: its first and last value, and how its values follow each other."""

    first: str
    last: str
    up: int
    down: int
    counts: pd.Series[int]

    def then(self, other: _Order) -> _Order:
        """The order of two pieces."""
        up, down = other.first > self.last, other.first < self.last
        counts = self.counts.add(other.counts, fill_value=0).astype(np.int64)
        return _Order(self.first, other.last, self.up + up + other.up, self.down + down + other.down, counts)


@dataclass(frozen=True)
class _Parted:
    """`together`: by field, how many records have each nisba beside each country; `orders`: by field."""

    name: str
    together: Any
    orders: Mapping[str, _Order]


class NamesSortedApart(CauseKind):
    """Is a column of names or countries in order by itself, and do nisbas agree with countries only by chance?"""

    id = "names-sorted-apart"

    def summary(self, piece: BatchPiece) -> _Parted | None:
        """How nisbas and countries stand together, where names or countries are in order."""
        columns = of_people(piece.batch)
        name = next((name for name, column in columns.items() if column.kind.names_person), None)
        countries = [each for each, column in columns.items() if _of_people_from(column)]
        if name is None or not countries or not len(piece):
            return None
        orders = {each: _order_of_codes(columns[each]) for each in countries}
        orders |= {name: _order_of_texts(columns[name])}
        if piece.whole and not any(_chance(each, named=field == name) <= SELDOM for field, each in orders.items()):
            return None
        return _Parted(name, _together(piece, name, countries), orders)

    def merge(self, first: _Parted | None, second: _Parted | None) -> _Parted | None:
        """Counts add up."""
        if first is None or second is None:
            return first or second
        together = first.together.add(second.together, fill_value=0).astype(np.int64)
        return _Parted(
            first.name, together, {name: each.then(second.orders[name]) for name, each in first.orders.items()}
        )

    def name(self, summary: _Parted | None) -> list[Cause]:
        """The names or the countries, whichever stands in order by itself."""
        if summary is None:
            return []
        chances = {field: _chance(each, named=field == summary.name) for field, each in summary.orders.items()}
        causes = []
        for field in summary.orders:
            agreeing, of, expected = _agreement(summary.together, field)
            gone = at_most(agreeing, of, _LIFE) if of else 1.0
            parted = gone <= SELDOM and at_least(agreeing, of, expected) > _BY_CHANCE
            ordered = [each for each in (summary.name, field) if chances[each] <= SELDOM]
            if field != summary.name and parted and len(ordered) == 1:
                said = {"of_field": ordered[0], "other_field": field if ordered[0] != field else summary.name}
                chance = in_files(max(gone, chances[ordered[0]]))
                told = {**said, "records": of, "proof": of - agreeing, "counter": agreeing, "chance": chance}
                causes.append(self._cause(ordered[0], told))
        return causes

    def _cause(self, field: str, says: dict[str, object]) -> Cause:
        return Cause(self.id, self.severity, (field,), _every, says, partial(_unread, field), of_relations=True)


def _every(piece: BatchPiece) -> Flags:
    return np.ones(len(piece), dtype=bool)


def _unread(name: str, batch: Batch, records: Flags) -> Batch:
    return otherwise.without_answers(batch, name, records)


def _of_people_from(column: Column) -> bool:
    """Whether a field asks where a person is from: people live anywhere."""
    return getattr(column.options, "asks", "") in ("origin", "nationality")


def _order_of_codes(column: Column) -> _Order:
    """How countries follow each other; records without one are left out."""
    codes = column.lexicon[column.kind.countable].astype(str).replace("nan", "").to_numpy(dtype=str)
    return _order(*np.unique(codes, return_inverse=True), column)


def _order_of_texts(column: Column) -> _Order:
    """How names follow each other; looked at in full only where the first ones are in order."""
    texts = column.lexicon["text"].array.take(column.codes[:_LOOKED_AT]).to_numpy(dtype=object).astype(str)
    steps = texts[1:] >= texts[:-1]
    if min(int(steps.sum()), int((~steps).sum())) > _BY_CHANCE * len(steps):
        return _Order("", "", 0, 0, pd.Series(dtype=np.int64))
    return _order(*np.unique(column.lexicon["text"].to_numpy(dtype=object).astype(str), return_inverse=True), column)


def _order(values: npt.NDArray[np.str_], of: npt.NDArray[np.intp], column: Column) -> _Order:
    """`of`: for each row of the lexicon its place among the sorted `values`."""
    ranks = of[column.codes]
    ranks = ranks[values[ranks] != ""]
    if not len(ranks):
        return _Order("", "", 0, 0, pd.Series(dtype=np.int64))
    steps = np.sign(np.diff(ranks))
    counts = pd.Series(np.bincount(ranks, minlength=len(values)), index=values)
    up, down = int((steps > 0).sum()), int((steps < 0).sum())
    return _Order(str(values[ranks[0]]), str(values[ranks[-1]]), up, down, counts[counts > 0])


def _chance(order: _Order, named: bool) -> float:
    """The chance that a column stands so by itself: names in order, each country in one piece."""
    if named:
        return chance_of_order(order.up, order.down)
    pieces = order.up + order.down + 1
    if pieces > len(order.counts):
        return 1.0
    ways = lgamma(pieces + 1) + sum(lgamma(n + 1) for n in order.counts) - lgamma(int(order.counts.sum()) + 1)
    return exp(ways)


def _together(piece: BatchPiece, name: str, countries: list[str]) -> Any:
    """How many records have each known nisba beside each country, by field."""
    nisbas, known = nisbas_of(piece.batch.columns[name])
    found = []
    for field in countries:
        column = piece.batch.columns[field]
        codes, of = np.unique(
            column.lexicon[column.kind.countable].astype(str).replace("nan", "").to_numpy(dtype=str),
            return_inverse=True,
        )
        pairs = nisbas[piece.batch.columns[name].codes] * np.int64(len(codes)) + of[column.codes]
        keys, records = np.unique(pairs, return_counts=True)
        index = pd.MultiIndex.from_arrays([[field] * len(keys), known[keys // len(codes)], codes[keys % len(codes)]])
        found.append(pd.Series(records, index=index))
    both: Any = pd.concat(found)
    return both[[all(key) for key in both.index]]


def _agreement(together: Any, field: str) -> tuple[int, int, float]:
    """How many nisbas agree with a country, of how many, and the share that would do so by chance."""
    if field not in together.index.get_level_values(0):
        return 0, 0, 1.0
    here = together[field].unstack(fill_value=0)
    of = int(here.to_numpy().sum())
    agreeing = sum(int(here.loc[code, code]) for code in here.index if code in here.columns)
    share = sum(
        int(here.loc[code].sum()) / of * int(here[code].sum()) / of for code in here.index if code in here.columns
    )
    return agreeing, of, share
