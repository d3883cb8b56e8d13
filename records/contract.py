"""Form → pandera: the shape of the frames we hand out, and the form's rules in their certain form.

pandera is the contract, not the checker: it cannot say "possible", so contradictions are the checks' own. A rule here
looks at the columns it needs and never at the whole frame: 10,000 bad rows of 24 columns would become 240,000 failure
cases.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrors

from records.column import MISSING, STATUS, TEXT
from records.forms import Field, Form
from records.model import Dtype, Missing, serious

_DTYPES: dict[Dtype, Any] = {
    Dtype.DAY: "datetime64[s]",
    Dtype.COUNT: "Int64",
    Dtype.CODE: None,  # a category; its codes are checked where a vocabulary names them
    Dtype.TEXT: TEXT,
    Dtype.FLAG: "bool",
}
_BOUNDS = (("earliest", "latest"), ("low", "high"), ("total_low", "total_high"))
_BLANK = [str(Missing.BLANK), str(Missing.NOT_TRANSCRIBED)]


def to_pandera(form: Form, rules: bool = False) -> pa.DataFrameSchema:
    """The schema of `batch.frame()` for this form; with `rules`, also required, bounds, unique and the order of dates.

    The shape is always kept, since an unreadable text has empty parts and a status; a rule may be broken.
    """
    columns: dict[str, pa.Column] = {}
    for field in form.fields.values():
        columns |= _columns(field, rules)
    checks = [check for names, check in _ordered(form)]
    if rules:
        checks += [check for names, check in _between_fields(form)]
    return pa.DataFrameSchema(columns, checks=checks, index=pa.Index("int64", name="record"), name=form.name)


def _columns(field: Field, rules: bool) -> dict[str, pa.Column]:
    columns = {
        field.id: pa.Column(TEXT, nullable=False),
        f"{field.id}_status": pa.Column(STATUS, nullable=False),
        f"{field.id}_missing": pa.Column(MISSING, _required(field) if rules else None, nullable=True),
    }
    for part, dtype in field.reader.parts.items():
        empty = dtype in (Dtype.DAY, Dtype.COUNT)
        checks = list(_bounds(field, part)) if rules else []
        columns[f"{field.id}_{part}"] = pa.Column(_DTYPES[dtype], checks, nullable=empty)
    return columns


def _required(field: Field) -> list[pa.Check]:
    if not field.required:
        return []
    return [pa.Check(lambda missing: ~missing.isin(_BLANK), error=f"required:{field.id}", ignore_na=False)]


def _bounds(field: Field, part: str) -> Iterator[pa.Check]:
    """Outside in the certain form: the whole interval lies outside."""
    options = field.options
    if part == "latest" and getattr(options, "not_before", None):
        yield pa.Check.ge(pd.Timestamp(options.not_before), error=f"bounds:{field.id}")
    if part == "earliest" and getattr(options, "not_after", None):
        yield pa.Check.le(pd.Timestamp(options.not_after), error=f"bounds:{field.id}")
    if part == "low" and getattr(options, "not_above", None) is not None:
        yield pa.Check.le(options.not_above, error=f"bounds:{field.id}")


def _ordered(form: Form) -> Iterator[tuple[tuple[str, str], pa.Check]]:
    for field in form.fields.values():
        for low, high in _BOUNDS:
            if low in field.reader.parts:
                yield _at_most(f"{field.id}_{low}", f"{field.id}_{high}", f"ordered:{field.id}")


def _between_fields(form: Form) -> Iterator[tuple[tuple[str, str], pa.Check]]:
    for spec in form.checks:
        if spec.check == "date-order":
            yield _at_most(f"{spec.args.earlier}_earliest", f"{spec.args.later}_latest", spec.id)


def _at_most(low: str, high: str, error: str) -> tuple[tuple[str, str], pa.Check]:
    """An open end (NaT, empty) breaks nothing."""
    check = pa.Check(lambda frame: ~(frame[low] > frame[high]).fillna(False).astype(bool), error=error)
    return (low, high), check


def validate(form: Form, frame: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """The frame with a boolean column `valid`: no certain finding of severity warning or error names the record.

    `attrs["failure_cases"]` is pandera's table of the rules that a frame alone shows to be broken.
    """
    named = findings.loc[serious(findings), "record"].dropna().astype("int64")
    result = frame.assign(valid=~frame.index.isin(named))
    result.attrs["failure_cases"] = _failure_cases(form, frame)
    return result


def _failure_cases(form: Form, frame: pd.DataFrame) -> pd.DataFrame:
    broken = [*_failures(to_pandera(form), frame)]
    columns = (_columns(field, True) for field in form.fields.values())
    ruled = {name: column for each in columns for name, column in each.items() if column.checks}
    broken += _failures(pa.DataFrameSchema(ruled), frame)
    for names, check in _between_fields(form):
        broken += _failures(pa.DataFrameSchema(checks=check), frame[list(names)])
    if not broken:
        return pd.DataFrame(columns=["column", "check", "failure_case", "index"])
    return pd.concat(broken, ignore_index=True).drop_duplicates(ignore_index=True)


def _failures(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> Iterator[pd.DataFrame]:
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        yield errors.failure_cases[["column", "check", "failure_case", "index"]]
