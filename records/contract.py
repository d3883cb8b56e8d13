"""Form → pandera: what a frame of ours can be, and the form's rules in their certain form.

pandera is the contract, not the checker: it cannot say "possible", so contradictions are the checks' own. The checks
below are registered with pandera under their names, so that a schema written with `to_yaml` keeps them; see
`records/__init__.py` for how `from_yaml` finds them. A check of several columns says which records fail and shows one
value of each: pandera would list every column of them, 240,000 failure cases for 10,000 bad records of 24 columns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from inspect import getfullargspec
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.api.extensions import register_check_method
from pandera.errors import SchemaError, SchemaErrors

from records.column import MISSING, STATUS, TEXT
from records.forms import Field, Form
from records.model import UNANSWERED, Dtype, Missing, Severity, Status, wrong_records

_DTYPES: dict[Dtype, Any] = {
    Dtype.DAY: "datetime64[s]",
    Dtype.COUNT: "Int64",
    Dtype.CODE: "category",
    Dtype.TEXT: TEXT,
    Dtype.FLAG: "bool",
}
_LEAST, _MOST = ("not_before", "not_below"), ("not_after", "not_above")
_READ = [str(each) for each in (Status.EXACT, Status.INFERRED, Status.DECIDED, Status.AMBIGUOUS)]


def to_pandera(form: Form, rules: bool = False) -> pa.DataFrameSchema:
    """The schema of `batch.frame()` for this form; with `rules`, also bounds and the order of dates.

    Answers are required where the form names the check `required`.
    The shape is always kept, since an unreadable text has empty parts and a status; a rule may be broken.
    """
    columns: dict[str, pa.Column] = {}
    checks: list[pa.Check] = []
    wanted = rules and any(spec.check == "required" for spec in form.checks)
    for field in form.fields.values():
        columns |= _columns(field, wanted and field.required)
        checks += _shape(field)
        checks += _bounds(field) if rules else []
    if rules:
        checks += _between_fields(form)
    return pa.DataFrameSchema(columns, checks=checks, index=pa.Index("int64", name="record"), name=form.name)


def validate(form: Form, frame: pd.DataFrame, findings: pd.DataFrame) -> pd.DataFrame:
    """The frame with a boolean column `valid`: no certain finding of severity warning or error names the record.

    `attrs["failure_cases"]` is pandera's table of the rules that a frame alone shows to be broken.
    """
    result = frame.assign(valid=~frame.index.isin(wrong_records(findings)))
    result.attrs["failure_cases"] = _failure_cases(to_pandera(form, rules=True), frame)
    return result


def _failure_cases(schema: pa.DataFrameSchema, frame: pd.DataFrame) -> pd.DataFrame:
    names = ["column", "check", "failure_case", "index"]
    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases: pd.DataFrame = errors.failure_cases[names].reset_index(drop=True)
        return cases
    return pd.DataFrame(columns=names)


def _columns(field: Field, wanted: bool) -> dict[str, pa.Column]:
    """The columns of a field; `wanted`: an answer must be there."""
    required = [pa.Check.notin(list(map(str, UNANSWERED)), error=f"required:{field.id}")] if wanted else []
    columns = {
        field.id: pa.Column(TEXT, nullable=False),
        f"{field.id}_status": _words(f"{field.id}_status", STATUS),
        f"{field.id}_missing": _words(f"{field.id}_missing", MISSING, required, nullable=True),
    }
    codes: Mapping[str, Collection[str]] = field.reader.allowed_codes(field.options)
    for part, dtype in field.reader.parts.items():
        name = f"{field.id}_{part}"
        checks = [pa.Check.sijill_codes(sorted(codes[part]), error=f"codes:{name}")] if part in codes else []
        if dtype is Dtype.COUNT:
            checks = [pa.Check.ge(0, error=f"count:{name}")]
        columns[name] = pa.Column(_DTYPES[dtype], checks, nullable=dtype in (Dtype.DAY, Dtype.COUNT))
    return columns


def _words(name: str, words: Any, more: Sequence[pa.Check] = (), nullable: bool = False) -> pa.Column:
    """A column of all these categories; `to_yaml` writes the dtype without them, so a check names them."""
    check = pa.Check.sijill_categories(words.categories.tolist(), error=f"words:{name}")
    return pa.Column("category", [check, *more], nullable=nullable)


def _shape(field: Field) -> Iterator[pa.Check]:
    """A text has a reading or a reason, and a reading says something; an interval begins before it ends."""
    parts = field.reader.parts
    # what an alternative says is what the reading is about: a country's code, not how it was written
    about = [part for part in field.reader.alternatives if part in parts] or list(parts)
    about = [part for part in about if parts[part] is not Dtype.FLAG]
    yield pa.Check.sijill_answered(field.id, list(parts), about, error=f"status:{field.id}")
    if field.reader.bounds:
        yield _at_most(*_ends(field), [], f"ordered:{field.id}")


def _bounds(field: Field) -> Iterator[pa.Check]:
    """The whole interval lies within the bounds of its field, or none of it is certain."""
    least, most = (_option(field, names) for names in (_LEAST, _MOST))
    low, high = _ends(field) if field.reader.bounds else ("", "")
    if low and least is not None:
        yield _at_most(least, high, _doubts(field), f"bounds:{field.id}")
    if low and most is not None:
        yield _at_most(low, most, _doubts(field), f"bounds:{field.id}")


def _option(field: Field, names: Sequence[str]) -> str | int | None:
    """A bound of the field, of whichever kind, in the units of its readings; None when it is open."""
    values = [getattr(field.options, name, None) for name in names]
    bound: str | int | None = next((value for value in values if value not in (None, "")), None)
    per = field.reader.per
    return bound if bound is None or per == 1 else int(bound) * per + (per - 1) * (names is _MOST)


def _between_fields(form: Form) -> Iterator[pa.Check]:
    for spec in form.checks:
        if spec.check == "date-order" and spec.severity is not Severity.INFO:
            earlier, later = form.fields[spec.args.earlier], form.fields[spec.args.later]
            doubts = _doubts(earlier) + _doubts(later)
            yield _at_most(_ends(earlier)[0], _ends(later)[1], doubts, spec.id)


def _ends(field: Field) -> tuple[str, str]:
    """The two columns between which the value of a field lies."""
    low, high = field.reader.bounds
    return f"{field.id}_{low}", f"{field.id}_{high}"


def _doubts(field: Field) -> list[str]:
    """The columns that tell whether a reading proves anything: its flags, or without any its status."""
    flags = [part for part, dtype in field.reader.parts.items() if dtype is Dtype.FLAG]
    return [f"{field.id}_{part}" for part in flags or ["status"]]


def _at_most(low: str | int, high: str | int, doubts: list[str], error: str) -> pa.Check:
    check: pa.Check = pa.Check.sijill_at_most(low, high, doubts, error, error=error)
    return check


def sijill_categories(values: pd.Series[Any], *, words: list[str]) -> bool:
    """Whether the categories of a column are these words."""
    return isinstance(values.dtype, pd.CategoricalDtype) and values.cat.categories.tolist() == words


def sijill_codes(values: pd.Series[Any], *, codes: list[str]) -> pd.Series[bool]:
    """Which values are empty, or known codes joined by bars; each distinct value is looked at once."""
    categories = values.astype("category").cat
    known = [not value or set(str(value).split("|")) <= set(codes) for value in categories.categories]
    return pd.Series(np.array([*known, True])[categories.codes], index=values.index)


def sijill_answered(frame: pd.DataFrame, *, field: str, parts: list[str], about: list[str]) -> bool:
    """Whether the status of a field fits its text, its reason and its parts.

    A reading has a text and says something; what is missing has a reason, and nothing is known of it but that; an
    unread text has neither. Said to be none is the one reason that may be a reading too: no wives are 0 wives. An
    inferred date may have no day: an age that a spreadsheet shows as one.
    """
    status, missing = frame[f"{field}_status"], frame[f"{field}_missing"]
    read, empty = status.isin(_READ), status.eq(Status.MISSING)
    told = {part: _told(frame[f"{field}_{part}"]) for part in parts}
    wrong = (empty != missing.notna()) & ~(read & missing.eq(Missing.NONE))
    wrong |= ~read & _any(told, parts, frame)
    wrong |= ~empty & frame[field].eq("").fillna(True).astype(bool)
    for sure, said in ((Status.EXACT, about), (Status.INFERRED, parts), (Status.DECIDED, parts)):
        wrong |= status.eq(sure) & ~_any(told, said, frame) if said else False
    return _all_pass(wrong, status, f"status:{field}")


def _told(values: pd.Series[Any]) -> pd.Series[bool]:
    """Which values of a part are not empty."""
    return values if values.dtype == bool else values.notna() & ~values.isin([""])


def _any(told: Mapping[str, pd.Series[bool]], parts: Sequence[str], frame: pd.DataFrame) -> Any:
    return np.logical_or.reduce([told[part].to_numpy() for part in parts] or [np.zeros(len(frame), dtype=bool)])


def sijill_at_most(frame: pd.DataFrame, *, low: str | int, high: str | int, doubts: list[str], rule: str) -> bool:
    """Whether one column or value is nowhere above another; an open end breaks nothing, nor does a doubted reading."""
    ends: list[Any] = [frame[end] if end in frame.columns else end for end in (low, high)]
    wrong = pd.Series(ends[0] > ends[1], index=frame.index).fillna(False).astype(bool)
    for name in doubts:
        wrong &= ~frame[name] if frame[name].dtype == bool else frame[name].eq(Status.EXACT)
    return _all_pass(wrong, frame[low if low in frame.columns else high], rule)


def _all_pass(wrong: pd.Series[bool], values: pd.Series[Any], rule: str) -> bool:
    """True when nothing is wrong; else the records and their values, in the one way in which pandera keeps them."""
    if not wrong.any():
        return True
    failed = values[wrong]
    cases = pd.DataFrame({"column": values.name, "failure_case": failed.astype(object).array, "index": failed.index})
    shown = ", ".join(map(str, cases["index"].head(10)))
    what = f"{rule}: {len(cases)} records fail, first {shown}"
    raise SchemaError(None, None, what, failure_cases=cases)  # type: ignore[no-untyped-call]  # pandera's own


for _check in (sijill_categories, sijill_codes, sijill_answered, sijill_at_most):
    register_check_method(_check, statistics=getfullargspec(_check).kwonlyargs)
