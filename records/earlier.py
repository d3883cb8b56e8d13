"""An earlier run, loaded from the folder that it wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from records.arguments import expect, form_of
from records.batch import Batch
from records.causes import CAUSES
from records.causes.members import CAUSE
from records.checks.findings import FINDING_COLUMNS, CheckCounts, check_names
from records.column import MISSING, STATUS
from records.forms import Form
from records.model import OutputError, Severity, SijillError, Verdict
from records.outputs.delimited_tables import SOURCE, read_frame
from records.outputs.files import file_hash, own_hash, read_run
from records.outputs.parquet import KEY

WHOLE = ("persons", "decided", "suppressed_below")
"""The columns of statistics.csv that hold whole numbers; shares are floats, all others texts."""


@dataclass(frozen=True, repr=False, eq=False)
class EarlierResult:
    """What an earlier run read and found; `records.load` gives it."""

    folder: str
    """Its name, without the path."""
    form: str
    frame: pd.DataFrame
    """The records, as `Batch.frame` gave them."""
    findings: pd.DataFrame
    """The findings, as `records.check` gave them."""
    published: pd.DataFrame
    """All tables of statistics.csv, one below the other."""

    @property
    def batch(self) -> Batch:
        """Raise `SijillError`: the batch of an earlier run is not kept."""
        raise SijillError("earlier-batch", self.folder)

    def statistics(self, by: str = "nationality") -> pd.DataFrame:
        """The table of one field, as it was published. Raises `SijillError` for a field that was not."""
        expect(by=by)
        known = self.published["by"].unique().tolist()
        if by not in known:
            raise SijillError("earlier-statistics", self.folder, name=by, known=known)
        return self.published[self.published["by"] == by].reset_index(drop=True)

    def __repr__(self) -> str:
        return f"<EarlierResult {self.form}: {len(self.frame)} records, {len(self.findings)} findings>"


def load(folder: str | Path, form: Form | str | Path | None = None) -> EarlierResult:
    """Restore the records, findings and statistics of an earlier run from its folder, with their dtypes.

    `form`: which one, of a run with several. Control characters in the texts of findings stay shown (`⟦U+0007⟧`).
    Raises `SijillError` for a folder that no run has written, or whose tables were changed since.

    >>> from tempfile import TemporaryDirectory
    >>> from records.results import run
    >>> with TemporaryDirectory() as folder:
    ...     run("examples/prisoner-register.csv", form="prisoner-register").report(folder)
    ...     load(folder)
    <EarlierResult prisoner-register: 5 records, 7 findings>
    """
    expect(folder=folder)
    path = Path(folder)
    said = read_run(path)
    named = _form(said, form, path.name)
    records = "records" if named == said["forms"][0]["form"] else f"records.{named}"
    return EarlierResult(
        path.name,
        named,
        _frame(_unchanged(path, f"{records}.parquet", said)),
        _findings(read_frame(_unchanged(path, "findings.csv", said), named), said, named),
        _statistics(read_frame(_unchanged(path, "statistics.csv", said), named)),
    )


def _form(said: Mapping[str, Any], form: Form | str | Path | None, where: str) -> str:
    """The form that was asked for, or the only one. Raises `SijillError` when that is no one form."""
    names = [each["form"] for each in said.get("forms", ())]
    if form is None and len(names) != 1:
        raise SijillError("earlier-forms", where, count=len(names), known=names)
    named = names[0] if form is None else str(form) if form in names else form_of(form).name
    if named not in names:
        raise SijillError("earlier-form", where, name=named, known=names)
    return str(named)


def _unchanged(folder: Path, name: str, said: Mapping[str, Any]) -> Path:
    """A file of the run. Raises `OutputError` when it, or what the run says of it, is not as it was written."""
    path = folder / name
    if said["sha256"] != own_hash(dict(said)) or not path.is_file() or file_hash(path) != said["outputs"].get(name):
        raise OutputError("earlier-changed", folder.name, name=name)
    return path


def _frame(path: Path) -> pd.DataFrame:
    """The frame of a batch: parquet keeps days in milliseconds, and the source of each record with them."""
    table = pq.read_table(path).drop_columns([*SOURCE, KEY])
    frame = table.to_pandas()
    dtypes: dict[str, Any] = {name: "datetime64[s]" for name, dtype in frame.dtypes.items() if dtype.kind == "M"}
    if not len(frame):  # of no records parquet keeps no codes
        ends = {"_status": STATUS, "_missing": MISSING}
        coded = [each.name for each in table.schema if pa.types.is_dictionary(each.type) or pa.types.is_null(each.type)]
        dtypes |= {name: next((ends[end] for end in ends if name.endswith(end)), "category") for name in coded}
    named: pd.DataFrame = frame.astype(dtypes).set_axis(pd.RangeIndex(len(frame), name="record"), axis=0)
    return named


def _findings(table: pd.DataFrame, said: Mapping[str, Any], form: str) -> pd.DataFrame:
    counts = CheckCounts({**each} for each in said["checks"] if each["form"] == form)
    for each in counts:
        del each["form"]
    codes: dict[str, Iterable[str]] = {
        "check": [*check_names(counts), *CAUSES],
        "verdict": list(Verdict),
        "severity": list(Severity),
        "field": sorted(set(table["field"])),
    }
    table = _as_found(table.assign(record=_whole(table["record"])), counts)
    for name, words in codes.items():
        table[name] = pd.Categorical(table[name], [str(word) for word in words])
    first = [*FINDING_COLUMNS, *({CAUSE} & set(table))]
    table = table[[*first, *(name for name in table if name not in first)]]
    table.attrs["checks"] = counts
    return table


def _as_found(table: pd.DataFrame, counts: CheckCounts) -> pd.DataFrame:
    """In the order of the records, then of the questions: the file has them by cause."""
    questions = {(each["check"], each["field"]): n for n, each in enumerate(counts)}
    asked = [questions.get(pair, len(questions)) for pair in zip(table["check"], table["field"], strict=True)]
    return (
        table.assign(asked=asked)
        .sort_values(["record", "asked"], kind="stable", ignore_index=True)
        .drop(columns="asked")
    )


def _statistics(table: pd.DataFrame) -> pd.DataFrame:
    for name in table:
        if name in WHOLE:
            table[name] = _whole(table[name])
        elif str(name).startswith("share_"):
            table[name] = table[name].replace("", "nan").astype(float)
    return table


def _whole(texts: pd.Series[str]) -> pd.Series[int]:
    return pd.Series(pd.array([int(text) if text else None for text in texts], dtype="Int64"), index=texts.index)
