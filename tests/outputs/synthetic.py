"""A batch made by hand: one toy kind with a part of every dtype, and texts chosen to be awkward."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import pandas as pd
import pyarrow as pa

from records.column import Column, read_column
from records.forms import Field, Form
from records.kinds.kind import Kind
from records.model import Dtype, Missing, Question, Reading, Rule, Source, Status

if TYPE_CHECKING:
    from records.batch import Batch


@dataclass(frozen=True)
class NoOptions:
    """None."""


class Toy(Kind):
    """Digits are a year; anything else is what it is."""

    name: ClassVar[str] = "toy"
    options: ClassVar[type] = NoOptions
    parts: ClassVar[Mapping[str, Dtype]] = {
        "earliest": Dtype.DAY,
        "latest": Dtype.DAY,
        "low": Dtype.COUNT,
        "rh": Dtype.CODE,
        "clean": Dtype.TEXT,
        "approximate": Dtype.FLAG,
    }
    alternatives: ClassVar[Mapping[str, Dtype]] = {"earliest": Dtype.DAY, "low": Dtype.COUNT, "why": Dtype.CODE}
    items: ClassVar[Mapping[str, Dtype]] = {"low": Dtype.COUNT}
    questions: ClassVar[tuple[Question, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    bounds: ClassVar[tuple[str, str] | None] = ("earliest", "latest")

    def read(self, text: str, options: Any) -> Reading:
        """A reading of every status."""
        if not text.strip():
            return Reading(text, Status.MISSING, "toy.blank", Missing.BLANK)
        if text.isascii() and text.isdigit() and 0 < int(text) < 10000:
            year = int(text)
            parts = {"earliest": date(year, 1, 1), "latest": None, "low": year, "approximate": True}
            return Reading(text, Status.EXACT, "toy.year", parts=parts)
        if text.endswith(("+", "-")):
            two = ({"earliest": date(1, 2, 3), "low": 1, "why": "one"}, {"low": None, "why": "other"})
            return Reading(text, Status.AMBIGUOUS, "toy.sign", None, {"rh": text[-1]}, two, ({"low": 1}, {"low": 2}))
        return Reading(text, Status.UNREAD, "toy.unread", parts={"clean": text.strip()})


KIND = Toy()


def column(texts: Sequence[str]) -> Column:
    """A column of these texts."""
    distinct = list(dict.fromkeys(texts))
    codes = np.array([distinct.index(text) for text in texts], dtype=np.int32)
    return read_column(KIND, NoOptions(), pa.array(distinct, pa.string()), codes)


def batch(
    fields: Mapping[str, Column], others: Mapping[str, Column] | None = None, form: str = "toy-form", files: int = 1
) -> Batch:
    """A batch of these columns, its records dealt to so many files, in rows from 5 on."""
    from records.batch import Batch
    from records.headers import Account, ColumnMatch, SheetMapping

    described = Form(
        name=form,
        title={"en": "A toy", "ar": "لعبة"},
        fields={
            name: Field(id=name, kind="toy", labels={"en": [name.title()], "ar": [f"حقل {name}"]}) for name in fields
        },
    )
    length = len(next(iter(fields.values())).codes)
    letters = {name: "BCDEFGHIJKLMNOPQRSTUVWXYZ"[n] for n, name in enumerate(fields)}
    mappings = []
    for n in range(files):
        kept = np.arange(4, 4 + length, dtype=np.int32)
        columns = tuple(ColumnMatch(letter, name, name, "mapped", "", ()) for name, letter in letters.items())
        source = Source(f"there/list-{n}.csv", f"list-{n}.csv", "", "00" * 32)
        account = Account(length + 4, length, 0, 0, 4, 0)
        mappings.append(SheetMapping(source, described, (4,), dict(letters), columns, kept, account))
    origin = pd.DataFrame(
        {"source": np.arange(length, dtype=np.int16) % files, "row": np.arange(5, 5 + length, dtype=np.int32)}
    )
    origin.index.name = "record"
    marks = pd.DataFrame(columns=["record", "field", "mark", "args"])
    evidence = pd.DataFrame(columns=["source", "field", "transcriber", "question", "answer"])
    return Batch(described, dict(fields), dict(others or {}), origin, tuple(mappings), marks, evidence)
