"""The parquet file is the frame, and holds nothing of records that are not in it."""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import records
from records.batch import Batch
from records.outputs import parquet
from records.outputs.delimited_tables import SOURCE, names
from records.outputs.files import Writer
from records.outputs.parquet import KEY, write_parquet
from tests.outputs import synthetic
from tests.outputs.test_delimited import AWKWARD, toy_batch


def written(batch: Batch) -> bytes:
    buffer = io.BytesIO()
    write_parquet(batch, Writer(buffer))  # type: ignore[arg-type]  # a buffer is file enough
    return buffer.getvalue()


def read_back(data: bytes) -> pd.DataFrame:
    """Its frame; parquet knows no days but in milliseconds."""
    read = pd.read_parquet(io.BytesIO(data))
    days = {name: "datetime64[s]" for name, dtype in read.dtypes.items() if dtype.kind == "M"}
    return read.astype(days)


@pytest.mark.parametrize("row_group", [1, 10, 100_000])
def test_it_is_the_frame(monkeypatch: pytest.MonkeyPatch, row_group: int) -> None:
    batch = toy_batch()
    monkeypatch.setattr(parquet, "ROW_GROUP", row_group)
    monkeypatch.setattr(Batch, "pieces", None)  # the pieces of other outputs are none of its row groups
    data = written(batch)
    read, frame = read_back(data), batch.frame()
    assert list(read.columns.drop(KEY)) == names(batch)[1:]
    pd.testing.assert_frame_equal(read[frame.columns], frame, check_index_type=False)
    assert read["source:row"].tolist()[:2] == [5, 6]
    assert read["source:file"].tolist()[:2] == ["list-0.csv", "list-1.csv"]
    rows = pq.ParquetFile(io.BytesIO(data)).metadata
    assert rows.row_group(0).num_rows == min(row_group, len(batch))


def test_other_readers_are_told_texts_and_codes() -> None:
    table = pq.read_table(io.BytesIO(written(toy_batch())))
    told = {field.name: field.type for field in table.schema}
    assert told["text"] == told["text_clean"] == told["other:=cmd"] == told[KEY] == pa.large_string()
    codes = ("text_status", "text_missing", "text_rh", "source:file")
    assert all(pa.types.is_dictionary(told[name]) for name in codes)
    assert [each or "" for each in table["text"].to_pylist()] == AWKWARD


def test_a_batch_without_records_has_its_columns() -> None:
    batch = synthetic.batch({"text": synthetic.column([])})
    assert pd.read_parquet(io.BytesIO(written(batch))).shape == (0, len(SOURCE) + 1 + 9)


def people(words: list[str]) -> Batch:
    frame = pd.DataFrame(
        {
            "Record no": [f"R{word}" for word in words],
            "Full name": [f"{word} Daoud" for word in words],
            "Nationality": [f"Tunisian {word}" for word in words],
            "Date of birth": [f"1990 {word}" for word in words],
            "Shoe size": words,
        }
    )
    return records.from_frame(frame, "prisoner-register")


def without(batch: Batch, gone: int) -> Batch:
    """The batch without one of its records, whose texts still stand in the lexicons."""
    kept = np.delete(np.arange(len(batch)), gone)
    columns, others = (
        {name: column.with_codes(column.codes[kept]) for name, column in each.items()}
        for each in (batch.columns, batch.others)
    )
    origin = batch.origin.iloc[kept].reset_index(drop=True).rename_axis("record")
    return Batch(batch.form, columns, others, origin, batch.mappings, batch.marks, batch.evidence)


def test_nothing_of_a_removed_record_is_in_its_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    canaries = ["Qakanary", "Qbkanary", "Qckanary"]
    batch = people(canaries)
    monkeypatch.setattr(parquet, "_OPTIONS", {**parquet._OPTIONS, "compression": "none"})
    assert all(written(batch).count(word.encode()) >= 5 for word in canaries), "the search is blind"
    assert canaries[1].encode() not in written(without(batch, 1))


def test_a_row_group_holds_only_its_own_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 1)
    monkeypatch.setattr(parquet, "_OPTIONS", {**parquet._OPTIONS, "compression": "none"})
    canaries = ["Qakanary", "Qbkanary"]
    data = written(people(canaries))
    metadata = pq.ParquetFile(io.BytesIO(data)).metadata
    ends = [_end(metadata.row_group(n)) for n in range(2)]
    assert canaries[1].encode() not in data[: ends[0]]
    assert canaries[0].encode() not in data[ends[0] : ends[1]]


def _end(group: Any) -> int:
    last = group.column(group.num_columns - 1)
    return int((last.dictionary_page_offset or last.data_page_offset) + last.total_compressed_size)


def test_the_same_records_make_the_same_bytes_whatever_else_a_lexicon_holds() -> None:
    batch = people(["Qa", "Qb", "Qc"])
    fewer = people(["Qa", "Qc"])
    kept = without(batch, 1)
    origin = fewer.origin.assign(row=kept.origin["row"].to_numpy())
    same = Batch(fewer.form, fewer.columns, fewer.others, origin, fewer.mappings, fewer.marks, fewer.evidence)
    assert written(kept) == written(same)
