"""Double entry: two transcribers of the same papers, and where they differ.

A difference has a class, since few are real: `spelling` (other text, same reading), `compatible` (the readings leave room for
each other: 1990 and 3 May 1990), `one-missing`, `unread`, `different`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from records.batch import Batch
from records.column import Column, shown
from records.forms import did_you_mean
from records.model import SijillError, Status

CLASSES = ("same", "spelling", "compatible", "one-missing", "unread", "different")
COLUMNS = ("field", "class", "key", "cell_first", "text_first", "reading_first", "cell_second", "text_second", "reading_second")
_BOUNDS = (("earliest", "latest"), ("total_low", "total_high"), ("low", "high"))


def compare(first: Batch, second: Batch, key: str | None = None) -> pd.DataFrame:
    """One row per pair of cells that differ: `COLUMNS`. Spelling and all.

    Records are paired by `key`, an identifier both have; without one, by the first identifier whose values are unique in
    both. `attrs["fields"]` counts the classes of every field, `attrs["unpaired"]` the records without a partner in each.
    Raises `SijillError` when there is no such key, or when a value of the named one stands twice.
    """
    if first.form.name != second.form.name:
        raise SijillError(f"{first.form.name} and {second.form.name} are two forms", "", "compare two tables of one form")
    name = key or _key(first, second)
    pairs = _keys(first, name).merge(_keys(second, name), on="key", suffixes=("_first", "_second"), validate="one_to_one")
    tables, counts = [], []
    for field in first.columns:
        if field == name or not (_transcribed(first, field) and _transcribed(second, field)):
            continue
        table, counted = _field(first, second, field, pairs)
        tables.append(table)
        counts.append(counted)
    result = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=list(COLUMNS))
    result.attrs["fields"] = counts
    result.attrs["key"] = name
    result.attrs["unpaired"] = {"first": len(first) - len(pairs), "second": len(second) - len(pairs)}
    return result


def _keys(batch: Batch, field: str) -> pd.DataFrame:
    """`key, record` of the records that have one. Raises `SijillError` when a value stands twice."""
    column = batch.columns[batch.form.field(field).id]
    if "clean" not in column.kind.parts:
        raise SijillError(f"{field} is a {column.kind.name}", batch.form.file, "pair records by an identifier")
    keys = pd.DataFrame({"key": column.take("clean"), "record": np.arange(len(batch))})
    keys = keys[keys["key"] != ""]
    if not keys["key"].is_unique:
        raise SijillError(f"a value of {field} stands twice", batch.mappings[0].source.place(), "pair by another field, with --key")
    return keys


def _key(first: Batch, second: Batch) -> str:
    names = [field.id for field in first.form.fields.values() if field.kind == "identifier"]
    for name in names:
        try:
            if len(_keys(first, name)) and len(_keys(second, name)):
                return name
        except SijillError:
            continue
    raise SijillError("no field pairs the records", "--key", did_you_mean("", names) or "name a field that both have, unique in each")


def _transcribed(batch: Batch, field: str) -> bool:
    return any(field in mapping.fields for mapping in batch.mappings)


def _field(first: Batch, second: Batch, field: str, pairs: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, Any]]:
    a, b = first.columns[field], second.columns[field]
    records_a, records_b = pairs["record_first"].to_numpy(), pairs["record_second"].to_numpy()
    codes, inverse = np.unique(np.stack([a.codes[records_a], b.codes[records_b]], axis=1), axis=0, return_inverse=True)
    classes = np.array([_class(a, b, int(x), int(y)) for x, y in codes], dtype=object).reshape(-1)[inverse.reshape(-1)]
    counted = {"field": field, **{each: int((classes == each).sum()) for each in CLASSES}}
    differ = np.flatnonzero(classes != "same")
    table = pd.DataFrame({"field": field, "class": classes[differ], "key": pairs["key"].to_numpy()[differ]})
    for side, batch, records in (("first", first, records_a), ("second", second, records_b)):
        located = batch.locate(pd.DataFrame({"record": records[differ], "field": field}))
        for part in ("cell", "text", "reading"):
            table[f"{part}_{side}"] = located[part]
    return table.reindex(columns=list(COLUMNS)), counted


def _class(a: Column, b: Column, code_a: int, code_b: int) -> str:
    row_a, row_b = a.lexicon.iloc[code_a], b.lexicon.iloc[code_b]
    if row_a["text"] == row_b["text"]:
        return "same"
    statuses = {row_a["status"], row_b["status"]}
    if statuses == {Status.MISSING}:
        return "spelling" if row_a["missing"] == row_b["missing"] else "different"
    if Status.MISSING in statuses:
        return "one-missing"
    if Status.UNREAD in statuses:
        return "unread"
    if shown(a, [code_a]) == shown(b, [code_b]):
        return "spelling"
    readings_a, readings_b = _readings(a, code_a, row_a), _readings(b, code_b, row_b)
    return "compatible" if any(_overlap(x, y) for x in readings_a for y in readings_b) else "different"


def _readings(column: Column, code: int, row: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    several = column.alternatives[column.alternatives["code"] == code].to_dict("records")
    return several or [row]


def _overlap(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two readings can both be true: their bounds overlap, or they are one code."""
    for low, high in _BOUNDS:
        if low in a:
            return not (_after(a[low], b[high]) or _after(b[low], a[high]))
    part = next((each for each in ("codes", "abo", "clean") if each in a), None)
    return part is not None and a[part] == b[part]


def _after(low: Any, high: Any) -> bool:
    return not (pd.isna(low) or pd.isna(high)) and bool(low > high)
