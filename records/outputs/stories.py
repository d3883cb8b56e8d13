"""Findings that belong together, told as one story: how many, typed by whom, what would explain them, where they are.

Findings of one check about the same fields are one story. What a cause explains is told with the cause.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from records.answers.transcribers import short_names
from records.checks.readings import READ
from records.column import holds_any
from records.decisions.replay import settled
from records.model import Severity, Verdict, fields_of, others_of
from records.outputs.folding import folded
from records.outputs.view import COUNTS_FINDINGS, PLACES_SHOWN, Cell, cells_place, cells_read, order, sheet_place
from records.wording import explanations_of

if TYPE_CHECKING:
    from records.batch import Batch

STORIES_SHOWN = 5
EXPLANATIONS_SHOWN = 3
LISTS_LOOKED_AT = 2_000
"""Of a story with more different lists of explanations, only so many are looked at."""


@dataclass(frozen=True)
class Explained:
    """One explanation and how many findings of the story have it."""

    said: Mapping[str, Any]
    findings: int


@dataclass(frozen=True)
class Story:
    """Findings of one check about the same fields: `records` of the `of` that could be checked.

    `told`: what only all of them together show, where the check says it. `first`, `cells`: the first
    finding. `typed`: how many of whose records, where several people typed. `places`: sheet, cells and verdict
    of the first ones.
    `follows`: how many findings are its members, since one wrong cell makes them too.
    """

    batch: int
    check: str
    severity: str
    fields: tuple[str, ...]
    records: int
    of: int
    verdicts: Mapping[str, int]
    told: tuple[Any, ...]
    first: Any
    cells: tuple[Cell, ...]
    typed: tuple[tuple[str, int, int], ...]
    explanations: tuple[Explained, ...]
    places: tuple[tuple[str, str, str], ...]
    follows: int

    @property
    def findings(self) -> int:
        """How many findings it is made of."""
        return sum(self.verdicts.values())

    @property
    def rank(self) -> tuple[int, bool, int]:
        """What weighs most first: the severity, then whether anything is certain, then how many records."""
        return list(Severity).index(Severity(self.severity)), not self.verdicts.get(Verdict.CERTAIN), -self.records


def stories(number: int, batch: Batch, found: pd.DataFrame) -> Iterator[Story]:
    """The stories of one batch, of its number."""
    waiting = order(found)
    of_record = waiting["record"].notna().to_numpy(dtype=bool)
    members, _ = folded(waiting)
    told = waiting[of_record & ~members & ~np.asarray(settled(waiting), dtype=bool)]
    whole = waiting[~of_record]
    follows = waiting.loc[members, "cause"].value_counts() if members.any() else {}
    for key, rows in told.groupby(["check", "field", "severity"], observed=True, sort=False):
        check, field, severity = map(str, key)
        yield _story(number, batch, (check, field, severity), rows, whole, follows)


def _story(
    number: int, batch: Batch, key: tuple[str, str, str], rows: pd.DataFrame, whole: pd.DataFrame, follows: Any
) -> Story:
    check, field, severity = key
    fields = tuple(fields_of(field))
    records = rows["record"].to_numpy(dtype=np.int64)
    asked = _asked(batch, fields, records)
    own = whole[(whole["check"] == check) & (whole["field"] == field) & (whole["severity"] == severity)]
    verdicts = {str(verdict): int(n) for verdict, n in rows["verdict"].value_counts(sort=False).items() if n}
    return Story(
        number,
        check,
        severity,
        fields,
        len(np.unique([*records, *others_of(rows)])),
        int(asked.sum()),
        verdicts,
        tuple(each for each in own.itertuples() if COUNTS_FINDINGS in json.loads(str(each.args))),
        first := next(rows.itertuples()),
        cells_read(first),
        tuple(_typed(batch, records, asked)),
        _explained(rows["explanations"]),
        tuple(
            (sheet_place(each), cells_place(each), str(each.verdict)) for each in rows.head(PLACES_SHOWN).itertuples()
        ),
        int(sum(follows.get(cause, 0) for cause in set(rows["cause"]) - {""})) if "cause" in rows else 0,
    )


def _asked(batch: Batch, fields: Sequence[str], records: Any) -> Any:
    """The records in which all these fields have a reading, and those with a finding."""
    asked = np.ones(len(batch), dtype=bool)
    for name in fields:
        column = batch.column(name)
        asked &= holds_any(column.lexicon["status"], [str(each) for each in READ])[column.codes]
    asked[records] = True
    return asked


def _typed(batch: Batch, records: Any, asked: Any) -> Iterator[tuple[str, int, int]]:
    """Who typed them: the number of each one's records that have a finding, and that could."""
    groups, names = batch.transcribers
    if len(names) < 2:
        return
    short = short_names(names)
    of = np.bincount(groups[asked], minlength=len(names))
    mine = np.bincount(groups[np.unique(records)], minlength=len(names))
    for n in np.argsort(-mine, kind="stable").tolist():
        if of[n]:
            yield short[n], int(mine[n]), int(of[n])


def _explained(texts: pd.Series[str]) -> tuple[Explained, ...]:
    """The explanations that stand first in most findings, and how many findings have each."""
    counts: dict[str, list[Any]] = {}
    for text, times in texts.value_counts(sort=False).head(LISTS_LOOKED_AT).items():
        for place, said in enumerate(explanations_of(str(text))):
            key = f"{said['id']} {said['args'].get('variant')} {said['args'].get('of_field')}"
            kept = counts.setdefault(key, [said, 0, 0.0])
            kept[1] += times
            kept[2] += times / (1 + place)
    ranked = sorted(counts.values(), key=lambda each: -each[2])
    return tuple(Explained(said, int(times)) for said, times, _ in ranked[:EXPLANATIONS_SHOWN])
