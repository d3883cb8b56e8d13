"""Where findings stand, what stands there and how it was read: made for all findings of a field at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.answers.repeated_columns import ticked_cells
from records.column import Codes, Column, arrow_texts, pandas_texts, shown
from records.headers import SheetMapping
from records.layout.spread import GROUP
from records.model import fields_of, others_of

_Records = npt.NDArray[np.int64]
_WORD = pa.large_string()
_PLACED = ("file", "sheet", "cell", "text", "reading")


@dataclass(frozen=True)
class Locations:
    """The sheets and columns of a batch, and where each record came from."""

    mappings: Sequence[SheetMapping]
    others: Sequence[Mapping[str, str]]
    """Of each sheet the letter of each unmapped column, by its name in the batch."""
    columns: Mapping[str, Column]
    """Of the fields, and the unmapped ones."""
    sources: npt.NDArray[np.int16]
    rows: Codes

    def located(self, findings: pd.DataFrame) -> pd.DataFrame:
        """The findings with `_PLACED`; those of no record have none."""
        found = findings.reset_index(drop=True)
        of_record = found["record"].notna().to_numpy()
        places = [np.flatnonzero(~of_record)]
        parts = {name: [pa.array([""] * len(places[0]), _WORD)] for name in _PLACED}
        for fields, rows in found.loc[of_record, ["record", "field"]].groupby("field", observed=True, sort=False):
            places.append(rows.index.to_numpy())
            placed = self._placed(fields_of(str(fields)), rows["record"].to_numpy(dtype=np.int64))
            for name, values in zip(_PLACED, placed, strict=True):
                parts[name].append(values)
        located = found.assign(**{name: pandas_texts(_in_order(places, values)) for name, values in parts.items()})
        return self._with_others(located) if "args" in located else located

    def _with_others(self, located: pd.DataFrame) -> pd.DataFrame:
        """With the cells of the further records that a finding is about, in the order of the rows."""
        others = others_of(located)
        if others.empty:
            return located
        asked = pd.DataFrame({"record": others.array, "field": located.loc[others.index, "field"].array})
        more = self.located(asked.astype({"record": "Int64"}))
        own = located.loc[others.index.unique(), ["record", "cell"]]
        cells = pd.concat([own, more[["record", "cell"]].set_axis(others.index)]).sort_values("record", kind="stable")
        located.loc[own.index, "cell"] = cells.groupby(level=0)["cell"].agg("|".join)
        return located

    def _placed(self, fields: Sequence[str], records: _Records) -> tuple[pa.Array, ...]:
        """`_PLACED` of the findings about these fields of these records."""
        sources = self.sources[records]
        texts, readings = zip(*(self._texts(field, records) for field in fields), strict=True)
        cells = [self._cells(field, sources, self.rows[records], of) for field, of in zip(fields, texts, strict=True)]
        files = pa.array([mapping.source.file for mapping in self.mappings], _WORD)
        sheets = pa.array([mapping.source.sheet for mapping in self.mappings], _WORD)
        at = pa.array(sources)
        joined = (_joined(cells, "|"), _joined(texts, " | "), _joined(readings, " | "))
        return files.take(at), sheets.take(at), *joined

    def _texts(self, field: str, records: _Records) -> tuple[pa.Array, pa.Array]:
        """What stands in the cells of one field, whole, and how it was read."""
        texts, readings = self._parts(field, records)
        boxes = [mapping.box_of(field) for mapping in self.mappings]
        for box in dict.fromkeys(filter(None, boxes)):
            inside = np.array([each == box for each in boxes])[self.sources[records]]
            texts = pc.if_else(pa.array(inside), self._parts(box, records)[0], texts)
        return texts, readings

    def _parts(self, field: str, records: _Records) -> tuple[pa.Array, pa.Array]:
        """The texts of one field as they were split, and their readings; each distinct one is looked at once."""
        column = self.columns.get(field)
        if column is None:
            nothing = pa.array([""] * len(records), _WORD)
            return nothing, nothing
        distinct, inverse = np.unique(column.codes[records], return_inverse=True)
        at = pa.array(inverse)
        texts = arrow_texts(column.lexicon["text"].array.take(distinct))
        return texts.take(at), pa.array(shown(column, distinct), _WORD).take(at)

    def _cells(self, field: str, sources: npt.NDArray[np.int16], rows: Codes, texts: pa.Array) -> pa.Array:
        """The cells in which these answers stand, joined by a bar; of boxes the ticked ones."""
        order = np.argsort(sources, kind="stable")
        of_sources, starts = np.unique(sources[order], return_index=True)
        places = np.split(order, starts[1:])
        return _in_order(
            places,
            [
                self._cells_in_sheet(source, field, rows[at], texts.take(pa.array(at)))
                for source, at in zip(of_sources.tolist(), places, strict=True)
            ],
        )

    def _cells_in_sheet(self, source: int, field: str, rows: Codes, texts: pa.Array) -> pa.Array:
        """The same in one sheet; in a plain table the letters of the column and the numbers of the rows tell them."""
        mapping, other = self.mappings[source], self.others[source].get(field)
        letters = (other,) if other else mapping.letters(field)
        special = mapping.cells or mapping.spreads or mapping.source.named or field in mapping.options
        if special or GROUP in letters:
            return pa.array(self._one_by_one(source, field, rows, texts), _WORD)
        numbers = pa.array(rows).cast(_WORD)
        cells = [_joined([pa.scalar(each, _WORD), numbers], "") for each in letters]
        return _joined(cells, "|") if cells else pa.array([""] * len(rows), _WORD)

    def _one_by_one(self, source: int, field: str, rows: Codes, texts: pa.Array) -> Iterator[str]:
        """On forms, in boxes and where a cell holds for several records, each answer has cells of its own."""
        mapping, other = self.mappings[source], self.others[source].get(field)
        for row, text in zip(rows.tolist(), texts.to_pylist(), strict=True):
            if field in mapping.options:
                yield "|".join(ticked_cells(mapping.cells_of(field, row), text))
            elif other and not mapping.cells:
                yield "|".join(mapping.cells_in(other, row))
            else:
                yield "|".join(mapping.cells_of(field, row))


def _joined(columns: Sequence[Any], mark: str) -> pa.Array:
    return pc.binary_join_element_wise(*columns, pa.scalar(mark, _WORD))


def _in_order(places: Sequence[npt.NDArray[np.intp]], values: Sequence[pa.Array]) -> pa.Array:
    """Values that belong to these places, in the order of the places."""
    if not values:
        return pa.array([], _WORD)
    return pa.concat_arrays([each.cast(_WORD) for each in values]).take(pa.array(np.argsort(np.concatenate(places))))
