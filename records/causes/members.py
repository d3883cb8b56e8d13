"""`examine`: every check and every cause, and the findings with their causes beside them.

A finding is a member of a cause when it is gone as soon as the cells are read as the cause would have them. It stays a
finding, possible at most, and names its cause; every other finding stays as it is. Nothing is repaired.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd

from records.batch import Batch
from records.causes.cause import PLACE, BatchPiece, Cause, DecidedCause, subject_of
from records.causes.cause_table import CAUSES
from records.causes.wrong_cells import WRONG_CELL, WrongCells, wrong_cells
from records.checks import run
from records.checks.explanations import with_first
from records.checks.findings import day_of, found_of
from records.checks.intervals import Flags
from records.checks.table import CRASHED
from records.column import TEXT, join
from records.model import Severity, Verdict, fields_of

CAUSE = "cause"
"""The column of findings that names the cause: of the cause itself, and of its members."""


def examine(batch: Batch, found: date | str | None = None, decided: Sequence[DecidedCause] = ()) -> pd.DataFrame:
    """Ask every check, name every cause: the findings, as `records.checks.run` gives them, with a column `cause`.

    A cause is a finding of verdict `batch`, whose `check` is its kind; its members have the same name in `cause`, are
    `possible` at most and have it first among their `explanations`. Contradictions of one record that one wrong cell
    explains are members of the first of them, which stays certain. Empty for all others. `decided`: the causes on which
    people decided, whose readings the batch has; each stands there as it was, and has no members.
    """
    findings = run(batch, found)
    day = found_of(batch.form) if found is None else day_of(found)
    return with_causes(batch, findings, causes_of(batch, day), day, decided)


def causes_of(batch: Batch, found: date | None = None, size: int | None = None) -> list[Cause]:
    """The causes that a batch shows, looked at in pieces of that many records, or as a whole."""
    pieces = [BatchPiece(batch, 0, found)] if size is None else list(_pieces(batch, found, size))
    causes = []
    for kind in CAUSES.values():
        try:
            causes += kind.name(reduce(kind.merge, [kind.summary(piece) for piece in pieces]))
        except Exception as error:  # noqa: BLE001 - as with checks: what crashes is told, and never stops the others
            said = {"check": kind.id, "id": kind.id, "error": type(error).__name__}
            causes.append(Cause(CRASHED, Severity.ERROR, (), _none, said))
    return causes


def _none(piece: BatchPiece) -> Flags:
    return np.zeros(len(piece), dtype=bool)


def _pieces(batch: Batch, found: date | None, size: int) -> list[BatchPiece]:
    return [
        BatchPiece(records_between(batch, start, stop), start, found, whole=False) for start, stop in batch.pieces(size)
    ]


def records_between(batch: Batch, start: int, stop: int) -> Batch:
    """Some of the records, numbered anew."""
    marks = batch.marks
    inside = marks["record"].between(start, stop - 1).fillna(value=False)
    columns, others = (
        {name: column.with_codes(column.codes[start:stop]) for name, column in of.items()}
        for of in (batch.columns, batch.others)
    )
    origin = batch.origin.iloc[start:stop].reset_index(drop=True).rename_axis("record")
    here = marks[inside]
    return replace(
        batch, columns=columns, others=others, origin=origin, marks=here.assign(record=here["record"] - start)
    )


@dataclass
class ToldCauses:
    """What becomes of the findings: which cause each belongs to, and the causes as findings."""

    cause: Any
    rows: list[Mapping[str, Any]]
    causes: list[Cause]
    """Those of the rows, in their order."""
    explanations: Any
    first: list[int] = field(default_factory=list)
    """The findings that stay as they are, with members of their own."""


def with_causes(
    batch: Batch,
    findings: pd.DataFrame,
    causes: Sequence[Cause],
    found: date | None = None,
    decided: Sequence[DecidedCause] = (),
) -> pd.DataFrame:
    """The findings, members named and softened, and a finding for each cause, with its number of members."""
    told = tell(batch, findings, causes, found, decided)
    fields = findings["field"].to_numpy(dtype=object)
    for each in wrong_cells(batch, findings, told.cause == "", found):
        _fold(each, fields, told)
    return _frame(findings, told)


def tell(
    batch: Batch,
    findings: pd.DataFrame,
    causes: Sequence[Cause],
    found: date | None = None,
    decided: Sequence[DecidedCause] = (),
) -> ToldCauses:
    """Which findings each cause explains, and the causes as findings, but for those on which a person decided."""
    explanations = findings["explanations"].astype(object).to_numpy(copy=True)
    told = ToldCauses(np.full(len(findings), "", dtype=object), [each.row for each in decided], [], explanations)
    known = {each.subject for each in decided}
    numbers = Counter(str(each.row["check"]) for each in decided)
    piece = BatchPiece(batch, 0, found)
    for cause in causes:
        place = {} if cause.id == CRASHED else _place(piece, cause)
        if known and subject_of(_row(cause, place, "", 0)) in known:
            continue
        if cause.of_readings and any(_overlap(piece, cause, other) for other in told.causes):
            continue
        members = (told.cause == "") & _dissolved(piece, findings, cause)
        if cause.of_findings and not members.any():  # another cause has them all
            continue
        numbers[cause.id] += 1
        name = "" if cause.id == CRASHED else f"{cause.id}-{numbers[cause.id]}"
        told.cause[members] = name
        said = {"id": cause.id, "args": _words(cause.says), **_weighed(cause.says), "dissolves": int(members.sum())}
        for text in dict.fromkeys(explanations[members]):
            explanations[members & (explanations == text)] = with_first(said, text)
        told.rows.append(_row(cause, place, name, int(members.sum())))
        told.causes.append(cause)
    return told


def _overlap(piece: BatchPiece, cause: Cause, other: Cause) -> bool:
    """Whether the other cause would read cells of this one otherwise."""
    shared = other.read is not None and set(cause.fields) & set(other.fields)
    return bool(shared) and bool((cause.cells(piece) & other.cells(piece)).any())


_NAMED = 20
"""So many sheets, and transcribers, are named in the place of a cause."""


def _place(piece: BatchPiece, cause: Cause) -> dict[str, Any]:
    """Where the cells of a cause stand: sheets, transcribers, and the first record."""
    batch, records = piece.batch, np.flatnonzero(cause.cells(piece))
    sources = np.unique(batch.origin["source"].to_numpy()[records]).tolist()
    sheets = dict.fromkeys(batch.mappings[each].source.place() for each in sources)
    column = batch.columns.get(batch.form.transcriber or "")
    typed = [] if column is None else column.lexicon["text"].array.take(np.unique(column.codes[records]))
    people = sorted({text for text in typed if text})
    first = int(records[0]) if len(records) else None
    return dict(zip(PLACE, (_some(list(sheets)), _some(people), first), strict=True))


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return "|".join(names[:_NAMED]) + (f"|+{more}" if more > 0 else "")


def _fold(wrong: WrongCells, fields: Any, told: ToldCauses) -> None:
    """What one wrong cell may have made becomes a member of its first finding, which stays certain and says so."""
    first, *members = wrong.findings.tolist()
    named = set(fields_of(str(fields[first])))
    if not members and named <= {name for each in wrong.sets for name in each}:
        return  # it says no more than the finding itself
    if members:
        told.cause[wrong.findings] = f"{WRONG_CELL}-{wrong.record}-{'-'.join(wrong.sets[0])}"
        told.first.append(first)
    args = {"cells": ";".join("|".join(each) for each in wrong.sets), "findings": 1 + len(members)}
    args |= {"variant": wrong.variant, "records": wrong.alone} if wrong.variant else {}
    said = {"id": WRONG_CELL, "args": args, "dissolves": 1 + len(members)}
    for row in wrong.findings.tolist():
        told.explanations[row] = with_first(said, told.explanations[row])


def _dissolved(piece: BatchPiece, findings: pd.DataFrame, cause: Cause) -> Flags:
    """The findings that are gone when the cells are read as the cause would have them."""
    touching = _about(findings, cause.fields)
    if cause.of_relations:
        several = np.array([len(fields_of(str(each))) > 1 for each in findings["field"].cat.categories], dtype=bool)
        touching &= several[findings["field"].cat.codes.to_numpy()]
    if not touching.any():
        return touching
    cells = cause.cells(piece)
    named = findings["check"].isin(cause.dissolves).to_numpy(dtype=bool)
    gone: Flags = touching & named & cells[findings["record"].fillna(0).to_numpy(dtype=np.int64)]
    if cause.read is not None:
        left = run(cause.read(piece.batch, cells), piece.found, explained=False)
        gone |= touching & ~np.asarray(_keys(findings).isin(_keys(left)))
    return gone


def _about(findings: pd.DataFrame, fields: Sequence[str]) -> Flags:
    """The findings of records that name one of these fields."""
    own = set(fields)
    categories = findings["field"].cat.categories
    known = np.array([*(bool(own & set(fields_of(str(each)))) for each in categories), False], dtype=bool)
    return known[findings["field"].cat.codes.to_numpy()] & findings["record"].notna().to_numpy(dtype=bool)


def _keys(findings: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_arrays(
        [findings["check"].astype(str), findings["field"].astype(str), findings["record"].fillna(-1)]
    )


def _weighed(says: Mapping[str, Any]) -> dict[str, int]:
    """What proves a cause, and what speaks against it."""
    for_, against = int(says.get("proof", 0)), int(says.get("counter", 0))
    return {"evidence_for": for_, "evidence_against": against, "of": for_ + against}


def _words(says: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in says.items() if name not in ("proof", "counter", "chance", "records")}


def _row(cause: Cause, place: Mapping[str, Any], name: str, members: int) -> dict[str, Any]:
    return {
        "check": cause.id,
        "verdict": str(Verdict.BATCH),
        "severity": str(cause.severity),
        "record": pd.NA,
        "field": "|".join(cause.fields),
        "args": _dumped({**cause.says, **place, "members": members}),
        "explanations": "[]",
        CAUSE: name,
    }


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _frame(findings: pd.DataFrame, told: ToldCauses) -> pd.DataFrame:
    """The frame in the order of `run`, and the causes at its end, the weightiest first."""
    bare = findings.assign(cause=pd.array(told.cause, dtype=TEXT))
    bare["check"] = bare["check"].cat.set_categories([*bare["check"].cat.categories, *CAUSES])
    member = told.cause != ""
    if (told.explanations != findings["explanations"].to_numpy(dtype=object)).any():
        member[told.first] = False
        bare.loc[member & np.asarray(bare["verdict"] == str(Verdict.CERTAIN)), "verdict"] = str(Verdict.POSSIBLE)
        bare["explanations"] = pd.array(told.explanations, dtype=TEXT)
    if told.rows:
        rank = [str(each) for each in Severity]
        rows = sorted(told.rows, key=lambda row: (rank.index(row["severity"]), -json.loads(row["args"])["members"]))
        added = pd.DataFrame(rows, columns=list(bare.columns))
        same = {name: dtype for name, dtype in bare.dtypes.items() if name != "field"}
        bare = join(bare, added.astype({**same, "field": "category"}))
        bare["field"] = bare["field"].cat.set_categories(sorted(bare["field"].cat.categories))
    bare.attrs = findings.attrs
    return bare
