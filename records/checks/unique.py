"""Identifiers that stand more than once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from records.checks.base import BROKEN, HOLDS, Answers, Check, Said, Setting, View
from records.checks.readings import Readings, Rows, Side
from records.model import Severity

SHOWN = 5
"""Places that a message names; the number of all is told beside them."""


@dataclass(frozen=True)
class _Unique:
    fields: tuple[str, ...] = field(metadata={"field": ("identifier", "text")})


class Unique(Check):
    """Does each record have an identifier of its own? `007` and `7` are two."""

    id = "unique"
    arguments = _Unique
    severity = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name in setting.args.fields]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        keys, records = _keys(side.readings)
        return np.where((records[keys] > 1)[side.codes], BROKEN, HOLDS)

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        keys, records = _keys(side.readings)
        places = _places(side, keys, view.setting)
        return [
            {"of_field": side.name, "records": int(records[key]), "places": places[int(key)]}
            for key in keys[side.codes]
        ]


def _keys(readings: Readings) -> tuple[Rows, Rows]:
    """For each row of the lexicon the number of its value, and for each number how many records have it."""
    lexicon = readings.column.lexicon
    keys, _ = pd.factorize(lexicon["clean" if "clean" in lexicon else "text"].array)
    read = readings.read[readings.first]
    records = np.bincount(keys, weights=readings.counts * read, minlength=1)
    return np.asarray(keys, dtype=np.int64), records.astype(np.int64)


def _places(side: Side, keys: Rows, setting: Setting) -> dict[int, str]:
    """The first places of each value that was asked about."""
    wanted = np.unique(keys[side.codes])
    of_record = keys[side.column.codes]
    records = np.flatnonzero(np.isin(of_record, wanted))
    members = pd.DataFrame({"record": records, "key": of_record[records]})
    members = members.groupby("key", sort=True).head(SHOWN)
    asked = pd.DataFrame({"record": members["record"].astype("Int64").to_numpy(), "field": side.name})
    located = setting.batch.locate(asked)
    names = [
        "!".join(part for part in each if part)
        for each in zip(located["file"], located["sheet"], located["cell"], strict=True)
    ]
    places: dict[int, list[str]] = {}
    for key, name in zip(members["key"].tolist(), names, strict=True):
        places.setdefault(key, []).append(name)
    return {key: ", ".join(names) for key, names in places.items()}
