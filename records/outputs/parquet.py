"""records.parquet: the whole frame for other programs, made from the lexicons and never as a frame.

A row group is 100,000 records. Its dictionaries hold the texts and codes of its own records only, in order of first
appearance: one dictionary for the file would tell texts of records that are not there, and the same records read in
other pieces would make other bytes. Texts are stored as dictionaries and declared as texts, so that every reader gets
what it would get of a frame.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from records.column import MISSING, STATUS, TEXT
from records.decisions.record_keys import RecordKeys
from records.outputs.delimited_tables import SOURCE, parts_of, sources_of

if TYPE_CHECKING:
    from records.batch import Batch
    from records.column import Codes, Column
    from records.outputs.files import Writer

ROW_GROUP = 100_000
"""Records in a row group."""
KEY = "record:key"
"""By what a record is known again in a later run."""
_OPTIONS: dict[str, Any] = {"compression": "zstd", "write_statistics": False, "store_schema": False}
_WORD = pa.large_string()
_STORED = pa.dictionary(pa.int32(), _WORD)
_FIXED = {"status": STATUS, "missing": MISSING}
"""Parts whose words are the same in every run: all of them stand in every dictionary."""


def write_parquet(batch: Batch, out: Writer) -> None:
    """The columns of records.csv and `KEY`, with the dtypes of the frame (days are kept in milliseconds)."""
    keys = RecordKeys(batch)
    declared = _declared(batch)
    stored = pa.schema([each.with_type(_STORED) if _is_coded(each) else each for each in declared])
    with pq.ParquetWriter(out, stored, **_OPTIONS) as writer:
        for start in range(0, max(len(batch), 1), ROW_GROUP):
            here = slice(start, min(start + ROW_GROUP, len(batch)))
            writer.write_table(pa.table(list(_arrays(batch, keys, here)), schema=stored), row_group_size=ROW_GROUP)
        said = base64.b64encode(declared.serialize().to_pybytes()).decode()
        writer.add_key_value_metadata({"ARROW:schema": said})


def _is_coded(field: pa.Field) -> bool:
    """Whether a dictionary holds its words; of keys nearly every one is its own."""
    word = pa.types.is_dictionary(field.type) or pa.types.is_large_string(field.type)
    return bool(word and field.name != KEY)


def _declared(batch: Batch) -> pa.Schema:
    """What readers are told: the columns as pandas has them, and how to make a frame of them again."""
    frame = batch.frame(0, 0)
    for at, name in enumerate(SOURCE[:2]):
        frame.insert(at, name, pd.Series([], dtype="category"))
    frame.insert(2, SOURCE[2], np.array([], dtype=np.int32))
    frame.insert(len(SOURCE), KEY, pd.Series([], dtype=TEXT))
    schema = pa.Schema.from_pandas(frame, preserve_index=True)
    return pa.schema([_declared_field(each) for each in schema], schema.metadata)


def _declared_field(field: pa.Field) -> pa.Field:
    if pa.types.is_dictionary(field.type):
        return field.with_type(_STORED)
    if pa.types.is_timestamp(field.type):
        return field.with_type(pa.timestamp("ms"))
    return field


def _arrays(batch: Batch, keys: RecordKeys, here: slice) -> Iterator[pa.Array]:
    """The columns of these records, in the order of `_declared`."""
    source = pa.array(batch.origin["source"].to_numpy()[here]).dictionary_encode()
    for names in sources_of(batch):
        yield _own(pa.array(names, _WORD).take(source.dictionary), source.indices)
    yield pa.array(batch.origin["row"].to_numpy()[here])
    yield keys.texts(np.arange(here.start, here.stop)).fill_null("").cast(_WORD)
    for column in batch.columns.values():
        yield from _parts(column, column.codes[here], parts_of(column))
    for column in batch.others.values():
        yield from _parts(column, column.codes[here], ["text"])
    yield pa.array(np.arange(here.start, here.stop))


def _parts(column: Column, codes: Codes, parts: list[str]) -> Iterator[pa.Array]:
    """Parts of a field for some records; each row of the lexicon is looked at once."""
    used = pa.array(codes).dictionary_encode()
    rows = column.lexicon.take(used.dictionary.to_numpy())
    for part in parts:
        if part in _FIXED:
            yield _fixed(rows[part]).take(used.indices)
        else:
            yield _taken(rows[part], used.indices)


def _fixed(words: pd.Series[str]) -> pa.Array:
    codes = words.cat.codes.to_numpy()
    known = pa.array(words.cat.categories.tolist(), _WORD)
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int32), mask=codes < 0), known)


def _taken(values: pd.Series[Any], indices: pa.Array) -> pa.Array:
    """The values of a part at these indices: days and numbers as they are, texts and codes by a dictionary."""
    array = pa.Array.from_pandas(values)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_timestamp(array.type):
        return array.cast(pa.timestamp("ms")).take(indices)
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_large_string(array.type) or pa.types.is_string(array.type):
        return _own(array.cast(_WORD), indices)
    return array.take(indices)


def _own(words: pa.Array, indices: pa.Array) -> pa.Array:
    """Words at these indices by a dictionary that holds each once; the words are those of the records, as they come."""
    own = words.dictionary_encode()
    return pa.DictionaryArray.from_arrays(own.indices.take(indices), own.dictionary)
