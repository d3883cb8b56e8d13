"""Which record is meant: by number, name and page, of which two must agree and lead to one record.

A line of a sheet names nobody: people insert lines, sort them and number them anew. The form says by which fields a
record is known (`identified_by`); who typed it tells two transcriptions of one paper apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.batch import Batch
from records.column import Column, arrow_texts
from records.decisions.decision import PARTING, RECORD, part
from records.model import Status
from records.text import fold

_Records = npt.NDArray[np.intp]
AGREEING = 2
"""So many of the fields by which a record is known must agree."""


class RecordKeys:
    """The records of a batch by what they are known by."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.fields = [name for name in batch.form.identified_by if name in batch.columns]
        transcriber = batch.form.transcriber
        self.named = [*self.fields, *([transcriber] if transcriber and transcriber not in self.fields else [])]

    def texts(self, records: _Records) -> pa.Array:
        """For each of these the part of a key that names it: `record.record_no=12; record.page=…`; null for none."""
        columns = [(name, self.batch.columns[name]) for name in self.named]
        parts = [key_parts(column, RECORD + name, records, blank=False) for name, column in columns]
        begun = pa.array([""] * len(records), pa.string())  # arrow leaves out a row all of whose parts are null
        joined = pc.binary_join_element_wise(begun, *parts, "; ", null_handling="skip")
        return pc.if_else(pc.equal(joined, ""), None, pc.utf8_slice_codeunits(joined, 2))

    def find(self, about: Mapping[str, str]) -> int | None:
        """The one record that a key names; None when no two of its fields lead to one record."""
        fitting = self.fitting(about)
        return int(fitting[0]) if len(fitting) == 1 else None

    def fitting(self, about: Mapping[str, str]) -> _Records:
        """The records to which two of a key's fields lead; several where a paper was typed twice.

        Two that hold the person's name come first: numbers are given anew, and a page holds several people.
        """
        hits = self._hits(about)
        for pair in sorted(combinations(self._asked(about), AGREEING), key=self._without_name):
            one, other = pair
            fitting = np.intersect1d(hits[one], hits[other])
            for name in (name for name in hits if name not in pair):
                narrower = np.intersect1d(fitting, hits[name])
                fitting = narrower if len(fitting) > 1 and len(narrower) else fitting
            if len(fitting):
                return fitting
        return np.empty(0, np.intp)

    def _without_name(self, pair: tuple[str, ...]) -> bool:
        return not any(self.batch.columns[name].kind.names_person for name in pair)

    def nearest(self, about: Mapping[str, str]) -> int | None:
        """The record of which most agrees with what a key says of it, the first of several; None when nothing does."""
        agreeing = np.zeros(len(self.batch), dtype=np.int64)
        for records in self._hits(about).values():
            agreeing[records] += 1
        return int(agreeing.argmax()) if agreeing.any() else None

    def place(self, record: int) -> str:
        """Where a record stands: file, sheet and the first cell by which it is known, else its line."""
        source, row = (int(self.batch.origin[name].to_numpy()[record]) for name in ("source", "row"))
        mapping = self.batch.mappings[source]
        field = next((name for name in self.fields if mapping.letters(name)), "")
        cells = mapping.cells_of(field, row) if field else ()
        return mapping.source.place("|".join(cells) or str(row))

    def _asked(self, about: Mapping[str, str]) -> list[str]:
        return [name for name in self.fields if RECORD + name in about]

    def _hits(self, about: Mapping[str, str]) -> dict[str, _Records]:
        """By field the records that have what a key says."""
        asked = {name: about[RECORD + name] for name in self.named if RECORD + name in about}
        found = {}
        for name, text in asked.items():
            column = self.batch.columns[name]
            found[name] = self._by_value[name].get(_value(column, text), np.empty(0, np.intp))
        return found

    @cached_property
    def _by_value(self) -> dict[str, dict[str, _Records]]:
        found: dict[str, dict[str, _Records]] = {}
        for name in self.named:
            column = self.batch.columns[name]
            values = np.array(_values(column), dtype=object)[column.codes]
            order = np.argsort(values, kind="stable")
            distinct, starts = np.unique(values[order], return_index=True)
            found[name] = dict(zip(distinct.tolist(), np.split(order, starts[1:]), strict=True))
            found[name].pop("", None)
        return found


def key_parts(column: Column, label: str, records: _Records, blank: bool) -> pa.Array:
    """For each of these records the part of a key that gives its text under this name.

    `blank`: whether a cell in which nothing is said has a part too; else it is null. Each text is written once.
    """
    codes, where = np.unique(column.codes[records], return_inverse=True)
    lexicon = column.lexicon[["text", "status"]].take(codes)
    said = blank | ((lexicon["status"] != Status.MISSING) & (lexicon["text"] != "")).to_numpy(dtype=bool)
    return pc.if_else(pa.array(said), _parts(label, lexicon["text"]), None).take(pa.array(where))


def _parts(label: str, texts: pd.Series[str]) -> pa.Array:
    """The part of a key that gives each text under this name; only those that need quotes are written one by one."""
    plain = arrow_texts(texts.array)
    named = pc.binary_join_element_wise(pa.scalar(f"{label}=", plain.type), plain, pa.scalar("", plain.type))
    odd = pc.match_substring_regex(named, PARTING.pattern)
    quoted = pa.array([part(label, text) for text in plain.filter(odd).to_pylist()], plain.type)
    return pc.replace_with_mask(named, odd, quoted).cast(pa.string())


def _values(column: Column) -> list[str]:
    """For each row of the lexicon by what two texts are the same; empty where nothing is said."""
    keys = column.lexicon[column.kind.key or "text"]
    rows = zip(keys, column.lexicon["status"], strict=True)
    return ["" if status == Status.MISSING else fold(str(text)) for text, status in rows]


def _value(column: Column, text: str) -> str:
    """By what a text of a key is the same as one of the column."""
    parts: Mapping[str, Any] = column.kind.read(text, column.options).parts
    return fold(str(parts.get(column.kind.key, text) if column.kind.key else text))
