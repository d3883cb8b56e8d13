"""A run made of rows typed here, through every room but the reading of files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from records.batch import Batch, normalise
from records.checks import CHECKS, run
from records.forms import Form, load_form
from records.headers import Account, ColumnMatch, SheetMapping
from records.kinds import KINDS
from records.model import Source
from records.outputs.run import Run, UnusedSheet
from records.sources.sheet import DICTIONARY, Sheet, letter
from records.wording import worded

HEADERS = [
    "full_name", "nationality", "origin_country", "birth_date", "join_date", "blood_type", "wives_count", "notes",
]  # fmt: skip
FORM = """
form: small-form
title: {en: A small form, ar: استمارة صغيرة}
fields:
  full_name: {kind: name, required: true, sensitivity: identifying}
  nationality: {kind: country}
  origin_country: {kind: country}
  birth_date: {kind: date, not_before: 1930-01-01}
  join_date: {kind: date}
  blood_type: {kind: blood, sensitivity: special}
  wives_count: {kind: count, about: third_party}
checks:
  - {check: date-order, id: birth-before-joining, earlier: birth_date, later: join_date}
"""
ROWS = [
    ["سالم بن يوسف", "تونسي", "تونس", "1990", "2014-03-01", "A+", "2", "مريض"],
    ["Karim B.", "French", "Algeria", "03/04/1985", "1979", "O", "-", ""],
    ["زيد", "Algeria, France", "DZ", "13/4/1991", "15/3/1437", "++", "لا يعرف", "<script>alert(1)</script>"],
    ["Omar\u200f", "عمان", "", "1992", "2015", "لا يعرف", "1", "x" * 1000],
    ["Yusuf", "Krakozhia", "", "25/12/1988", "", "B-", "0", "=1+1"],
]


def sheet_of(rows: Sequence[Sequence[str]], name: str = "amal.csv") -> tuple[Sheet, list[int]]:
    lines = [HEADERS, *rows]
    columns = [pa.array([line[n] or None for line in lines]).cast(DICTIONARY) for n in range(len(HEADERS))]
    cells = pa.table({letter(n): column for n, column in enumerate(columns)})
    source = Source(f"somewhere/{name}", name, "", "0123456789abcdef" * 4)
    return Sheet(source, cells, np.arange(1, len(lines) + 1, dtype=np.int32)), list(range(1, len(lines)))


def batch_of(form: Form, rows: Sequence[Sequence[str]], name: str = "amal.csv") -> Batch:
    sheet, kept = sheet_of(rows, name)
    letters = {field: letter(n) for n, field in enumerate(HEADERS) if field in form.fields}
    columns = tuple(
        ColumnMatch(letter(n), field, field, "mapped", "label")
        if field in form.fields
        else ColumnMatch(letter(n), field, None, "ask", "label", ("complaint", "diagnosis"))
        for n, field in enumerate(HEADERS)
    )
    account = Account(read=len(rows) + 1, kept=len(rows), header=1)
    mapping = SheetMapping(sheet.source, form, (1,), letters, columns, np.array(kept, dtype=np.int32), account)
    return normalise([sheet], [mapping], form)


def run_of(batches: Sequence[Batch], lang: str = "en", **more: Any) -> Run:
    pairs = []
    for batch in batches:
        asked = run(batch, date(2017, 1, 31))
        found = worded(batch.locate(asked), lang)
        found.attrs = asked.attrs
        pairs.append((batch, found))
    return Run.of(pairs, **more)


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "small-form.yaml"
    path.write_text(FORM, encoding="utf-8")
    return load_form(path, KINDS, CHECKS)


Maker = Callable[..., Run]


@pytest.fixture
def make(form: Form) -> Maker:
    """`make()`: a run with findings; `make(rows=[…], lang="ar", …)`: another."""

    def build(rows: Sequence[Sequence[str]] = ROWS, lang: str = "en", **more: Any) -> Run:
        left = UnusedSheet(Source("somewhere/b.xlsx", "b.xlsx", "Legend", "f" * 64), 12, "no-form")
        return run_of([batch_of(form, rows)], lang, unused=(left,), options={"found": "2017-01-31"}, **more)

    return build
