"""A DataFrame as a sheet: nothing is read that pandas has made of a text, unless it can be undone without a doubt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from numbers import Integral
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from records.model import SijillError, Source
from records.sources.letters import column_number
from records.sources.sheet import MARKS, Sheet, letter
from records.sources.text_pieces import lettered

WHOLE_FLOATS = "whole-floats"
"""The mark of a column whose whole numbers were floats."""


def sheet_of(frame: Any, name: str = "DataFrame") -> Sheet:
    """The names as the header, and below it the cells as texts; a cell is called by its row label and column name.

    Raises `SijillError` for anything but texts, whole numbers and days, and for names that do not tell cells apart.

    >>> sheet_of(pd.DataFrame({"No": [7.0, None], "Born": pd.to_datetime(["1990-05-01", None])})).cells.to_pylist()
    [{'A': 'No', 'B': 'Born'}, {'A': '7', 'B': '1990-05-01'}, {'A': None, 'B': None}]
    """
    _refuse(frame)
    names, labels = [str(each) for each in frame.columns], [str(each) for each in frame.index]
    columns, marks = [], []
    for n, column in enumerate(names):
        values = frame.iloc[:, n].astype(object).tolist()
        texts = [text_of(value, _place(label, column)) for value, label in zip(values, labels, strict=True)]
        columns.append(pa.chunked_array([pa.array([column, *texts], pa.string()).dictionary_encode()]))
        if any(isinstance(value, float | np.floating) and value == value for value in values):
            marks.append((0, letter(n), WHOLE_FLOATS, ""))

    def cell(letters: str, row: int) -> str:
        column = names[column_number(letters)]
        return _place(labels[row - 2], column) if row > 1 else _place(column)

    rows = np.arange(1, len(frame) + 2, dtype=np.int32)
    return Sheet(
        Source("", name, "", "", named=cell),
        lettered(columns),
        rows,
        pd.DataFrame(marks, columns=list(MARKS)),
        encoding="",
    )


def _place(*names: str) -> str:
    """What a cell is called; a bar parts cells."""
    return "!".join(names).replace("|", "¦")


def text_of(value: Any, where: str) -> str | None:
    """The text of one cell. Raises `SijillError` for what is not a text, a whole number, a day or nothing.

    >>> [text_of(value, "7!Age") for value in ("007", 7, 7.0, float("nan"), None, "", date(1990, 5, 1))]
    ['007', '7', '7', None, None, None, '1990-05-01']
    """
    if value is None or value is pd.NA or value is pd.NaT or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, datetime) and value.time() == time() and value.tzinfo is None:
        return value.date().isoformat()
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float | np.floating) and (np.isnan(value) or float(value).is_integer()):
        return None if np.isnan(value) else str(int(value))
    if isinstance(value, Integral) and not isinstance(value, bool):
        return str(int(value))
    raise SijillError("frame-value", where, type=type(value).__name__)


def _refuse(frame: Any) -> None:
    if not isinstance(frame, pd.DataFrame):
        raise SijillError("no-frame", f"frame={type(frame).__name__}")
    for axis, names in (("columns", frame.columns), ("index", frame.index)):
        if isinstance(names, pd.MultiIndex):
            raise SijillError("frame-index", f"frame.{axis}")
        if repeated := _repeated([str(each) for each in names]):
            raise SijillError("frame-columns" if axis == "columns" else "frame-rows", f"frame.{axis}", name=repeated)
    for name in frame.columns:
        if not isinstance(name, str):
            raise SijillError("frame-name", "frame.columns", name=name)


def _repeated(names: Sequence[str]) -> str | None:
    return None if len(set(names)) == len(names) else next(each for each in names if names.count(each) > 1)
