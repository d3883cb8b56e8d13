"""Identifiers that stand more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from records.checks.base import BROKEN, HOLDS, Answers, Check, CheckResult, Said, Setting, View
from records.checks.readings import Readings, Rows, Side
from records.column import Column
from records.model import ALSO, Severity

_SHOWN = 5
"""Places that a message names; the number of all is told beside them."""


@dataclass(frozen=True)
class _Unique:
    fields: tuple[str, ...] = field(metadata={"field": ("identifier", "text")})
    within: Literal["sheet", "batch"] = "sheet"
    """Numbers in a list begin anew in each; an army's numbers do not."""


class Unique(Check):
    """Does each record have an identifier of its own? `007` and `7` are two."""

    id = "unique"
    arguments = _Unique
    severity = Severity.WARNING
    by_record = True

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name in setting.args.fields]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        keys = _keys(side, view.setting)
        return np.where(np.bincount(keys)[keys] > 1, BROKEN, HOLDS) if len(keys) else np.empty(0, np.uint8)

    def stands_at(self, asked: CheckResult, records: Rows) -> Rows:
        """A number of several records is one fault: in each sheet it stands at one of them, wherever their rows are."""
        keys, sources = _of_every(asked.readings[0], asked.setting)
        batch = asked.setting.batch
        known_by = [_order(batch.column(name), records) for name in batch.form.identified_by if name in batch.columns]
        faults = np.stack([keys[records], sources[records]])
        order = np.lexsort((records, *known_by[::-1], *faults))
        begins = np.ones(len(order), dtype=bool)
        begins[1:] = (np.diff(faults[:, order]) != 0).any(axis=0)
        return np.sort(records[order[begins]])

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        keys, sources = _of_every(side.readings, view.setting)
        records = view.records
        assert records is not None  # by_record
        counts, places = np.bincount(keys), _places(side.name, keys, keys[records], view.setting)
        alike = np.flatnonzero(np.isin(keys, keys[records]))
        faults = pd.DataFrame({"key": keys[alike], "source": sources[alike], "record": alike})
        same = faults.groupby(["key", "source"])["record"].agg(list).to_dict()
        return [
            {
                "of_field": side.name,
                "records": int(counts[key]),
                "places": places[key],
                ALSO: [other for other in same[key, source] if other != record],
            }
            for key, source, record in zip(
                keys[records].tolist(), sources[records].tolist(), records.tolist(), strict=True
            )
        ]


def _of_every(readings: Readings, setting: Setting) -> tuple[Rows, Rows]:
    """For every record a number for its identifier, and its sheet."""
    every = Side(readings, readings.of_records)
    return _keys(every, setting), setting.batch.origin["source"].to_numpy(dtype=np.int64)


def _order(column: Column, records: Rows) -> Rows:
    """For each of these records where its text stands in the order of the texts."""
    codes, of = np.unique(column.codes[records], return_inverse=True)
    places, _ = pd.factorize(column.lexicon["text"].array.take(codes), sort=True)
    return np.asarray(places, dtype=np.int64)[of.reshape(-1)]


def _keys(side: Side, setting: Setting) -> Rows:
    """A number for the identifier of every record; equal identifiers have equal numbers."""
    column = side.column
    numbers, values = pd.factorize(column.lexicon[column.kind.key or "text"].array)
    keys = np.asarray(numbers, dtype=np.int64)[side.codes]
    source = setting.batch.origin["source"].to_numpy(dtype=np.int64)
    if setting.args.within == "sheet" and source.any():
        keys = np.asarray(pd.factorize(keys + source * len(values))[0], dtype=np.int64)
    return keys


def _places(name: str, keys: Rows, wanted: Rows, setting: Setting) -> dict[int, str]:
    """The first places of each of the wanted identifiers."""
    records = np.flatnonzero(np.isin(keys, wanted))
    members = pd.DataFrame({"record": records, "key": keys[records]}).groupby("key", sort=True).head(_SHOWN)
    asked = pd.DataFrame({"record": members["record"].astype("Int64").to_numpy(), "field": name})
    located = setting.batch.locate(asked)
    places: dict[int, list[str]] = {}
    for key, *place in zip(members["key"].tolist(), located["file"], located["sheet"], located["cell"], strict=True):
        places.setdefault(key, []).append("!".join(part for part in place if part))
    return {key: ", ".join(names) for key, names in places.items()}
