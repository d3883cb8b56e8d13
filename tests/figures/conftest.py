"""Small batches made of codes: what a table sees of a batch is its form and its columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pandas as pd
import pytest

from records.column import Column, reading_tables
from records.forms import Field, Form
from records.kinds.kind import Kind
from records.model import Dtype, Missing, Reading, Status


class CountryStandIn(Kind):
    name: ClassVar[str] = "country"
    parts: ClassVar[Mapping[str, Dtype]] = {"codes": Dtype.CODE, "region": Dtype.TEXT}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"codes": Dtype.CODE, "why": Dtype.TEXT}
    items: ClassVar[Mapping[str, Dtype]] = {}
    countable: ClassVar[str] = "codes"


def reading(code: str) -> Reading:
    """`DZ`, `DZ|FR`, `?` (ambiguous), `!` (unread), `-blank` (missing)."""
    if code == "?":
        return Reading(code, Status.AMBIGUOUS, "x")
    if code == "!":
        return Reading(code, Status.UNREAD, "x")
    if code.startswith("-"):
        return Reading(code, Status.MISSING, "x", Missing(code[1:]))
    return Reading(code, Status.EXACT, "x", parts={"codes": code})


def column(counts: Mapping[str, int]) -> Column:
    lexicon, alternatives, items = reading_tables(CountryStandIn(), [reading(code) for code in counts])
    codes = np.repeat(np.arange(len(counts), dtype=np.int32), list(counts.values()))
    return Column(CountryStandIn(), None, lexicon, codes, alternatives, items)


Maker = Callable[..., Any]


@pytest.fixture
def batch_of() -> Maker:
    """`batch_of({"DZ": 20, "-blank": 3})`, or by field: `batch_of(nationality={…}, origin_country={…})`."""

    def make(nationality: Mapping[str, int] | None = None, /, **fields: Mapping[str, int]) -> Any:
        given = fields if nationality is None else {"nationality": nationality}
        columns = {name: column(Counter(counts)) for name, counts in given.items()}
        listed = {name: Field(id=name, kind="country") for name in columns} | {
            "kunya": Field(id="kunya", kind="name"),
            "wife_nationality": Field(id="wife_nationality", kind="country", about="third_party"),
            "captive_of": Field(id="captive_of", kind="country", sensitivity="restricted"),
        }
        columns = dict.fromkeys(listed, column({"": 0})) | columns
        form = Form(name="a-form", title={"en": "A form"}, fields=listed, file="a-form.yaml")
        return SimpleNamespace(form=form, columns=columns, frame=pd.DataFrame(), mappings=())

    return make
