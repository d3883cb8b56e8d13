"""`run`: every check of a form, asked of a batch. Findings are made here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from records.checks.asking import ask
from records.checks.base import Check, CheckResult, Outcome, Said, Setting
from records.checks.explanations import SHARED, ranked, read_otherwise
from records.checks.readings import Readings, Rows
from records.checks.table import CHECKS, CRASHED, IMPLICIT
from records.column import TEXT
from records.forms import CheckSpec, Form
from records.model import FINDING, FormError, Severity, SijillError, Verdict

if TYPE_CHECKING:
    from records.batch import Batch

FINDING_COLUMNS = (*FINDING, "explanations")
_EMPTY_RECORD = np.int64(-1)


@dataclass(frozen=True)
class _Piece:
    """Findings of one question: `records` (-1 for the whole batch) and, per finding, the rest."""

    check: str
    severity: Severity
    fields: tuple[str, ...]
    records: Rows
    verdicts: Any
    args: Any
    explanations: Any


def run(batch: Batch, found: date | str | None = None) -> pd.DataFrame:
    """Ask every check of the form.

    One row per finding, in the order of the records, then of the checks; findings of the whole batch last. Columns:
    those of `model.FINDING` and `explanations`, a JSON list of `{"id", "args", "support"}`, likeliest first.
    `attrs["checks"]`: for each question a dict `check, id, field, asked, holds, certain, possible, open,
    not_checkable`, in which `asked` is the sum of the rest. `found` is the day the papers were found, a date or an ISO
    text, and comes before the form's own. Raises `SijillError` for one that is no day, `FormError` for a form's.
    """
    day = day_of(found) if found is not None else found_of(batch.form)
    readings: dict[str, Readings] = {}
    pieces: list[_Piece] = []
    counts: list[dict[str, Any]] = []
    known = {**CHECKS, **(batch.form.known_checks or {})}
    for spec in specs(batch.form):
        check = known[spec.check]
        setting = Setting(batch, spec.args, day)
        for fields in check.subjects(setting):
            for field in fields:
                if field not in readings:
                    readings[field] = Readings(field, batch.column(field))
            made, counted = _question(check, spec, tuple(readings[field] for field in fields), setting)
            pieces += made
            counts.append({"check": spec.check, "id": spec.id, "field": "|".join(fields), **counted})
    return _frame(pieces, counts)


def day_of(found: Any) -> date:
    """A day, or its ISO text. Raises `SijillError` for anything else.

    >>> day_of("2017-01-31")
    datetime.date(2017, 1, 31)
    """
    try:
        if isinstance(found, date):
            return date(found.year, found.month, found.day)
        return date.fromisoformat(found)
    except (TypeError, ValueError) as error:
        raise SijillError("is-no-day", f"found={found!r}") from error


def specs(form: Form) -> tuple[CheckSpec, ...]:
    """The form's checks, then those that every form is asked without naming them."""
    named = {spec.check for spec in form.checks}
    known = {**CHECKS, **(form.known_checks or {})}
    return (*form.checks, *(_implicit(known[each]) for each in IMPLICIT if each not in named))


def _implicit(check: Check) -> CheckSpec:
    return CheckSpec(check=check.id, id=check.id).model_copy(update={"args": check.arguments()})


def found_of(form: Form) -> date | None:
    """The day the papers of a form were found, where it says so. Raises `FormError` for one that is no day."""
    try:
        return None if form.found is None else date.fromisoformat(form.found)
    except ValueError as error:
        raise FormError("found-day", form.file, name=form.found) from error


def _question(
    check: Check, spec: CheckSpec, readings: tuple[Readings, ...], setting: Setting
) -> tuple[list[_Piece], dict[str, int]]:
    fields = tuple(each.name for each in readings)
    try:
        asked = ask(check, spec, readings, setting)
        return _findings(asked, fields), _counts(asked)
    except Exception as error:  # noqa: BLE001 - a check that crashes is a finding of its own and never stops the others
        said = {"check": spec.check, "id": spec.id, "error": type(error).__name__}
        crashed = _whole(CRASHED, Severity.ERROR, fields, [said])
        return [crashed], dict.fromkeys(_COUNTED, 0) | {
            "asked": len(setting.batch),
            "not_checkable": len(setting.batch),
        }


_COUNTED = ("asked", "holds", "certain", "possible", "open", "not_checkable")


def _counts(asked: CheckResult) -> dict[str, int]:
    per = asked.count()
    counts = {name: per[Outcome[name.upper()]] for name in _COUNTED[1:]}
    if asked.spec.open == "possible":
        counts["possible"], counts["open"] = counts["possible"] + counts["open"], 0
    return {"asked": sum(per), **counts}


def _findings(asked: CheckResult, fields: tuple[str, ...]) -> list[_Piece]:
    check, spec = asked.check, asked.spec
    own: Severity = getattr(spec.args, "severity", check.severity)
    severity = own if spec.severity is None else spec.severity
    records = asked.found()
    pieces = []
    if len(records):
        outcomes = asked.outcomes[asked.units(records)]
        distinct, inverse = _distinct(asked, records)
        said, explained = _said(asked, distinct, np.bincount(inverse))
        pieces.append(
            _Piece(
                spec.check,
                severity,
                fields,
                records,
                np.where(outcomes == Outcome.CERTAIN, Verdict.CERTAIN, Verdict.POSSIBLE),
                _json(said).take(inverse),
                _json(explained).take(inverse),
            )
        )
    whole = check.whole(asked)
    return [*pieces, _whole(spec.check, severity, fields, whole)] if whole else pieces


def _distinct(asked: CheckResult, records: Rows) -> tuple[Rows, Rows]:
    """One unit for each distinct set of texts among these records, and which of them each record has."""
    units = asked.units(records)
    if asked.of_texts or asked.check.by_record:
        keys: Any = units
    else:
        keys = np.stack([each.column.codes[units] for each in asked.readings], axis=1)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return units[first], inverse.reshape(-1)


def _said(asked: CheckResult, units: Rows, weights: Rows) -> tuple[list[Said], list[list[Said]]]:
    """What each unit's message names, and what would explain it. `weights`: how many records each stands for."""
    view = asked.view(units)
    said = asked.check.say(view)
    explained = asked.check.explain(view)
    otherwise = read_otherwise(view.sides, asked.sides(units, escape=True))
    return said, ranked([_together(a, b) for a, b in zip(otherwise, explained, strict=True)], weights)


def _together(otherwise: list[Said], explained: list[Said]) -> list[Said]:
    """If another reading of the text removes the contradiction, leave out typing slips that not many records share."""
    return [*otherwise, *(each for each in explained if not otherwise or each["id"] in SHARED)]


def _json(values: Sequence[Any]) -> Any:
    texts = [json.dumps(value, ensure_ascii=False, sort_keys=True) for value in values]
    return pd.array(texts, dtype=TEXT)


def _whole(check: str, severity: Severity, fields: tuple[str, ...], said: Sequence[Said]) -> _Piece:
    n = len(said)
    verdicts = np.full(n, Verdict.BATCH, dtype=object)
    return _Piece(check, severity, fields, np.full(n, _EMPTY_RECORD), verdicts, _json(said), _json([[]] * n))


class CheckCounts(list[dict[str, Any]]):
    """What each question was asked and answered. pandas copies `attrs` deeply at every step, and these never change."""

    def __deepcopy__(self, memo: object) -> CheckCounts:
        return self


def check_names(counts: Iterable[Mapping[str, Any]]) -> list[str]:
    """The checks that a finding may name: ours, those of the form that were asked, and one that could not be."""
    return list(dict.fromkeys([*CHECKS, *(each["check"] for each in counts), CRASHED]))


def _frame(pieces: Sequence[_Piece], counts: list[dict[str, Any]]) -> pd.DataFrame:
    lengths = [len(piece.records) for piece in pieces]
    number = np.repeat(np.arange(len(pieces)), lengths)
    records = np.concatenate([*(piece.records for piece in pieces), np.empty(0, np.int64)])
    order = np.lexsort((number, records, records == _EMPTY_RECORD))
    frame = pd.DataFrame(
        {
            "check": _per_piece([piece.check for piece in pieces], number, check_names(counts)),
            "verdict": pd.Categorical(
                np.concatenate([*(piece.verdicts.astype(str) for piece in pieces), np.empty(0, str)]),
                [str(each) for each in Verdict],
            ),
            "severity": _per_piece([str(piece.severity) for piece in pieces], number, [str(each) for each in Severity]),
            "record": pd.arrays.IntegerArray(np.maximum(records, 0), records == _EMPTY_RECORD),
            "field": _per_piece(["|".join(piece.fields) for piece in pieces], number),
            "args": _texts([piece.args for piece in pieces]),
            "explanations": _texts([piece.explanations for piece in pieces]),
        },
        columns=list(FINDING_COLUMNS),
    )
    frame = frame.iloc[order].reset_index(drop=True)
    frame.attrs["checks"] = CheckCounts(counts)
    return frame


def _per_piece(words: Sequence[str], number: Rows, categories: Sequence[str] | None = None) -> Any:
    known = sorted(set(words)) if categories is None else list(categories)
    codes = np.array([known.index(word) for word in words], dtype=np.int64)
    return pd.Categorical.from_codes(codes[number], dtype=pd.CategoricalDtype(known))


def _texts(arrays: Sequence[Any]) -> Any:
    return pd.concat([pd.Series(array) for array in arrays], ignore_index=True).array if arrays else pd.array([], TEXT)
