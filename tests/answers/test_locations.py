"""Cells are told a whole column at once, and one by one where each answer has cells of its own: both say the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import records
from records.answers.locations import Locations
from records.batch import Batch, other_letters

EXAMPLES = Path(__file__).parent.parent.parent / "examples"


def locations(batch: Batch) -> Locations:
    origin = batch.origin
    others = [other_letters(mapping) for mapping in batch.mappings]
    columns = {**batch.others, **batch.columns}
    return Locations(batch.mappings, others, columns, origin["source"].to_numpy(), origin["row"].to_numpy())


@pytest.mark.parametrize(
    ("files", "form"),
    [
        (["prisoner-register.csv"], "prisoner-register"),
        (["battalion.xlsx", "battalion-second-transcriber.csv"], "fighter-file"),
        (["battalion.xlsx"], "medical-form"),
    ],
)
def test_a_column_at_once_says_what_one_by_one_says(files: list[str], form: str) -> None:
    batch = records.normalise(records.read([EXAMPLES / name for name in files]), form)
    where = locations(batch)
    for source in np.unique(where.sources).tolist():
        rows = where.rows[where.sources == source]
        for field in where.columns:
            texts = where._parts(field, np.flatnonzero(where.sources == source))[0]
            at_once = where._cells_in_sheet(source, field, rows, texts).to_pylist()
            assert at_once == list(where._one_by_one(source, field, rows, texts)), field


def test_findings_of_records_and_of_the_whole_stand_in_their_order() -> None:
    batch = records.normalise(records.read(EXAMPLES / "prisoner-register.csv"), "prisoner-register")
    asked = pd.DataFrame(
        {
            "record": pd.array([3, None, 0, 3], dtype="Int64"),
            "field": ["full_name|nationality", "full_name", "nationality", "full_name|nationality"],
        }
    )
    located = batch.locate(asked)
    texts = batch.columns["nationality"].take("text")
    assert located["text"].str.rpartition(" | ")[2].tolist() == [texts[3], "", texts[0], texts[3]]
    assert located["cell"].tolist()[1] == "" and located["cell"][0] == located["cell"][3] != located["cell"][2]
    assert batch.locate(asked.iloc[:0]).columns.tolist() == located.columns.tolist()
