"""`batch_of`: a batch from a form in YAML and columns of texts, without a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from records import headers
from records.answers.cell_marks import frame_of
from records.batch import Batch
from records.checks import CHECKS
from records.column import read_column
from records.forms import load_form
from records.kinds import KINDS
from records.model import Source
from records.sources.sheet import letter

BatchOf = Callable[..., Batch]


@pytest.fixture(scope="session")
def batch_of(tmp_path_factory: pytest.TempPathFactory) -> BatchOf:
    folder = tmp_path_factory.mktemp("forms")

    def make(form: str, rows: Mapping[str, Sequence[str]]) -> Batch:
        path = folder / "form.yaml"
        path.write_text("form: test\ntitle: {en: Test}\n" + form, encoding="utf-8")
        return columns_of(path, rows)

    return make


def columns_of(path: Path, rows: Mapping[str, Sequence[str]]) -> Batch:
    form = load_form(path, KINDS, CHECKS)
    length = len(next(iter(rows.values())))
    columns = {}
    for name, field in form.fields.items():
        texts = rows.get(name, [""] * length)
        coded = pa.array(texts, pa.string()).dictionary_encode()
        codes = coded.indices.to_numpy().astype(np.int32)
        columns[name] = read_column(field.reader, field.options, coded.dictionary, codes)
    letters = {name: letter(n) for n, name in enumerate(form.fields)}
    kept = np.arange(1, length + 1, dtype=np.int32)
    account = headers.Account(length + 1, length, header=1)
    mapping = headers.SheetMapping(Source("x.csv", "x.csv", "", ""), form, (1,), letters, (), kept, account)
    index = pd.RangeIndex(length, name="record")
    origin = pd.DataFrame(
        {"source": np.zeros(length, np.int16), "row": np.arange(2, length + 2, dtype=np.int32)}, index=index
    )
    return Batch(form, columns, {}, origin, (mapping,), frame_of([]), pd.DataFrame())
