"""Double entry: two transcribers of the same papers, and where they differ.

A difference has a class, since few are real:

- `spelling`: other texts, the same reading (`تونسي`, `TN`)
- `compatible`: the readings leave room for each other (1990 and 3 May 1990, `A` and `A+`, a dash and "unknown")
- `one-missing`: one of the two has nothing
- `unread`: one of the two cannot be read
- `different`: both cannot be true
- `unpaired`: the record has no partner in the other table
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from records.batch import Batch
from records.column import Column, records_of
from records.model import Missing, SijillError, Status
from records.text import fold

CLASSES = ("same", "spelling", "compatible", "one-missing", "unread", "different")
UNPAIRED = "unpaired"
COMPARISON_COLUMNS = (
    "field",
    "class",
    "key",
    "cell_first",
    "text_first",
    "reading_first",
    "cell_second",
    "text_second",
    "reading_second",
)
_SIDES = ("first", "second")


def compare(first: Batch, second: Batch, key: str | None = None) -> pd.DataFrame:
    """One row per pair of cells whose texts differ, and one per record without a partner: `COMPARISON_COLUMNS`.

    Records are paired by `key`, an identifier or name that both have; without one, by the first identifier whose values
    are unique in both. A cell is named with its file and sheet; what is about the record (transcriber) is left out.
    `attrs`: `key`, `paired` (how many pairs), `unpaired` (how many records of each have no partner) and `fields` (for
    each field the pairs of each class).
    Raises `SijillError` when there is no such key, or when a value of the named one stands twice.
    """
    if first.form.name != second.form.name:
        raise SijillError("two-forms", "compare", first=first.form.name, second=second.form.name)
    name = _key(first, second) if key is None else first.form.field(key).id
    keys = [_keys(batch, name) for batch in (first, second)]
    pairs = keys[0].merge(keys[1], on="key", suffixes=("_first", "_second"), validate="one_to_one")
    tables, counts = [], []
    for field in first.columns:
        of_the_papers = first.form.fields[field].about != "record"  # two transcribers have two names
        if field != name and of_the_papers and _transcribed(first, field) and _transcribed(second, field):
            table, counted = _field(first, second, field, pairs)
            tables.append(table)
            counts.append(counted)
    alone = [_alone(batch, name, pairs, side) for batch, side in zip((first, second), _SIDES, strict=True)]
    result = (
        pd.concat([*tables, *alone], ignore_index=True)
        .reindex(columns=list(COMPARISON_COLUMNS))
        .fillna("")
        .astype("str")
    )
    result.attrs |= {"key": name, "paired": len(pairs), "fields": counts}
    result.attrs["unpaired"] = {side: len(table) for side, table in zip(_SIDES, alone, strict=True)}
    return result


def _keys(batch: Batch, field: str) -> pd.DataFrame:
    """`key, record` of the records that have one. Raises `SijillError` when a value stands twice."""
    column = batch.columns[field]
    places = ", ".join(dict.fromkeys(mapping.source.place() for mapping in batch.mappings))
    if not column.kind.key:
        raise SijillError("key-kind", batch.form.file, field=field, kind=column.kind.name)
    keys = pd.DataFrame({"key": column.take(column.kind.key), "record": np.arange(len(batch))})
    keys = keys[keys["key"] != ""]
    if not _transcribed(batch, field) or keys.empty:
        raise SijillError("key-absent", places, field=field)
    if not keys["key"].is_unique:
        raise SijillError("key-twice", places, field=field)
    return keys


def _key(first: Batch, second: Batch) -> str:
    """The first identifier that pairs. Raises the reason why the last one does not."""
    names = [field.id for field in first.form.fields.values() if field.reader.names_record]
    reason = SijillError("no-identifier", first.form.file)
    for name in names:
        try:
            _keys(first, name)
            _keys(second, name)
        except SijillError as error:
            reason = error
        else:
            return name
    raise reason


def _transcribed(batch: Batch, field: str) -> bool:
    return any(field in mapping.fields for mapping in batch.mappings)


def _field(first: Batch, second: Batch, field: str, pairs: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    """The differences of one field, and how many pairs are of each class. Each pair of texts is looked at once."""
    a, b = first.columns[field], second.columns[field]
    records = [pairs[f"record_{side}"].to_numpy() for side in _SIDES]
    codes, inverse = np.unique(
        np.stack([a.codes[records[0]], b.codes[records[1]]], axis=1), axis=0, return_inverse=True
    )
    distinct = np.array([_class(a, b, int(x), int(y)) for x, y in codes], dtype=object)
    classes = distinct[inverse.reshape(-1)]
    counted = {"field": field, **{each: int((classes == each).sum()) for each in CLASSES}}
    differ = np.flatnonzero(classes != "same")
    table = pd.DataFrame({"field": field, "class": classes[differ], "key": pairs["key"].to_numpy()[differ]})
    for side, batch, of_side in zip(_SIDES, (first, second), records, strict=True):
        table = table.assign(**_cells(batch, field, of_side[differ], side))
    return table, counted


def _alone(batch: Batch, field: str, pairs: pd.DataFrame, side: str) -> pd.DataFrame:
    """The records without a partner, those without a key among them."""
    records = np.setdiff1d(np.arange(len(batch)), pairs[f"record_{side}"].to_numpy())
    keys = batch.columns[field].take(batch.columns[field].kind.key).take(records)
    return pd.DataFrame({"field": field, "class": UNPAIRED, "key": keys}).assign(**_cells(batch, field, records, side))


def _cells(batch: Batch, field: str, records: Any, side: str) -> dict[str, Any]:
    located = batch.locate(pd.DataFrame({"record": records, "field": field}))
    places = [
        "!".join(filter(None, each)) for each in zip(located["file"], located["sheet"], located["cell"], strict=True)
    ]
    return {f"cell_{side}": places, f"text_{side}": located["text"], f"reading_{side}": located["reading"]}


def _class(a: Column, b: Column, code_a: int, code_b: int) -> str:
    row_a, row_b = a.lexicon.iloc[code_a], b.lexicon.iloc[code_b]
    if row_a["text"] == row_b["text"]:
        return "same"
    statuses = {row_a["status"], row_b["status"]}
    if statuses == {Status.MISSING}:
        reasons = {row_a["missing"], row_b["missing"]}
        return "spelling" if len(reasons) == 1 else "compatible" if Missing.MARK in reasons else "different"
    if Status.MISSING in statuses:
        return "one-missing"
    if fold(row_a["text"]) == fold(row_b["text"]):
        return "spelling"
    if Status.UNREAD in statuses:
        return "unread"
    readings_a, readings_b = _readings(a, code_a), _readings(b, code_b)
    if all(any(a.kind.same(x, y) for y in readings_b) for x in readings_a) and len(readings_a) == len(readings_b):
        return "spelling"
    return "compatible" if any(a.kind.agree(x, y) for x in readings_a for y in readings_b) else "different"


def _readings(column: Column, code: int) -> list[dict[str, Any]]:
    """Each alternative, or the one reading, with the members of a list."""
    several, items = (table[table["code"] == code] for table in (column.alternatives, column.items))
    if len(several):
        return records_of(several, column.kind.alternatives)
    (reading,) = records_of(column.lexicon.iloc[[code]], column.kind.parts)
    return [reading | {"items": records_of(items, column.kind.items)} if column.kind.items else reading]
