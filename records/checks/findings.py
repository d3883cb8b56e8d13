"""`run`: every check of a form, asked of a batch. Findings are made here and nowhere else."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from records.checks.asking import ask
from records.checks.base import Check, CheckResult, Outcome, Said, Setting
from records.checks.intervals import Flags
from records.checks.readings import Readings, Rows
from records.checks.solving import FoundQuestion, solve
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


def run(batch: Batch, found: date | str | None = None, *, explained: bool = True) -> pd.DataFrame:
    """Ask every check of the form.

    One row per finding, in the order of the records, then of the checks; findings of the whole batch last. Columns:
    those of `model.FINDING` and `explanations`, a JSON list, likeliest first, see `explanations`; empty lists with
    `explained=False`, which is quicker.
    `attrs["checks"]`: for each question a dict `check, id, field, asked, holds, certain, possible, open,
    not_checkable`, in which `asked` is the sum of the rest. `found` is the day the papers were found, a date or an ISO
    text, and comes before the form's own. Raises `SijillError` for one that is no day, `FormError` for a form's.
    """
    day = day_of(found) if found is not None else found_of(batch.form)
    readings: dict[str, Readings] = {}
    questions: list[_Question] = []
    known = {**CHECKS, **(batch.form.known_checks or {})}
    for spec in specs(batch.form):
        check = known[spec.check]
        setting = Setting(batch, spec.args, day)
        for fields in check.subjects(setting):
            for field in fields:
                if field not in readings:
                    readings[field] = Readings(field, batch.column(field))
            questions.append(_Question(check, spec, tuple(readings[field] for field in fields), setting))
    answered = tuple(each.asked for each in questions if each.asked is not None)
    for each in questions:
        each.find(answered, explained)
    if explained:
        there = [each for each in questions if each.found is not None]
        for each, texts in zip(there, solve([each.found for each in there if each.found], batch), strict=True):
            each.explanations = pd.array(texts, dtype=TEXT)
    return _frame([piece for each in questions for piece in each.pieces()], [each.counts for each in questions])


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


_COUNTED = ("asked", "holds", "certain", "possible", "open", "not_checkable")


class _Question:
    """One question and what becomes of it; where its check crashes, that is its only finding."""

    def __init__(self, check: Check, spec: CheckSpec, readings: tuple[Readings, ...], setting: Setting) -> None:
        self.check, self.spec, self.setting = check, spec, setting
        self.fields = tuple(each.name for each in readings)
        self.asked: CheckResult | None = None
        self.found: FoundQuestion | None = None
        self.explanations: Any = None
        self.crash: Exception | None = None
        try:
            self.asked = ask(check, spec, readings, setting)
        except Exception as error:  # noqa: BLE001 - a check that crashes is a finding of its own and never stops the others
            self.crash = error

    @property
    def severity(self) -> Severity:
        """The form's, else that of the arguments, else the check's."""
        own: Severity = getattr(self.spec.args, "severity", self.check.severity)
        return own if self.spec.severity is None else self.spec.severity

    @property
    def counts(self) -> dict[str, Any]:
        """How many records have each answer."""
        named = {"check": self.spec.check, "id": self.spec.id, "field": "|".join(self.fields)}
        if self.asked is None or self.crash is not None:
            size = len(self.setting.batch)
            return {**named, **dict.fromkeys(_COUNTED, 0), "asked": size, "not_checkable": size}
        per = self.asked.count()
        counts = {name: per[Outcome[name.upper()]] for name in _COUNTED[1:]}
        if self.spec.open == "possible":
            counts["possible"], counts["open"] = counts["possible"] + counts["open"], 0
        return {**named, "asked": sum(per), **counts}

    def find(self, others: tuple[CheckResult, ...], explained: bool) -> None:
        """What is told of each finding, and what the check itself would explain."""
        if self.asked is None:
            return
        try:
            self._find(self.asked, others, explained)
        except Exception as error:  # noqa: BLE001 - see above
            self.crash, self.found = error, None

    def _find(self, asked: CheckResult, others: tuple[CheckResult, ...], explained: bool) -> None:
        records = self.check.stands_at(asked, asked.found())
        self.said = _json([])
        own: Sequence[Sequence[Said]] = ()
        if len(records):
            related = self.check.related(asked, others)
            units, inverse = _distinct(asked, records, related)
            view = asked.view(units, related)
            settled = self.check.settled(view)
            said = [{**each, **(by or {})} for each, by in zip(self.check.say(view), settled, strict=True)]
            self.said = _json(said).take(inverse)
            if explained:
                of_units = self.check.explain(view)
                own = [of_units[n] for n in inverse.tolist()]
            flags = np.zeros(len(asked.records), dtype=bool)
            flags[records] = np.array([by is not None for by in settled], dtype=bool)[inverse]
            asked = replace(asked, settled=flags)
        severe = self.severity in (Severity.WARNING, Severity.ERROR)
        self.whole = self.check.whole(asked)
        self.found = FoundQuestion(asked, severe, records, own)
        self.explanations = pd.array(["[]"] * len(records), dtype=TEXT)

    def pieces(self) -> list[_Piece]:
        """Its findings: those of records, those that another field settled, and those of the whole batch."""
        if self.crash is not None:
            said = {"check": self.spec.check, "id": self.spec.id, "error": type(self.crash).__name__}
            return [_whole(CRASHED, Severity.ERROR, self.fields, [said])]
        if self.found is None:
            return []
        asked, records = self.found.asked, self.found.records
        settled = np.zeros(len(records), dtype=bool) if asked.settled is None else asked.settled[records]
        pieces = [
            self._piece(records, rows, severity)
            for rows, severity in ((~settled, self.severity), (settled, Severity.INFO))
            if rows.any()
        ]
        return [*pieces, _whole(self.spec.check, self.severity, self.fields, self.whole)] if self.whole else pieces

    def _piece(self, records: Rows, rows: Flags, severity: Severity) -> _Piece:
        asked = self.asked
        assert asked is not None  # so something was found
        outcomes = asked.outcomes[asked.units(records)]
        verdicts = np.where(outcomes == Outcome.CERTAIN, Verdict.CERTAIN, Verdict.POSSIBLE)
        told = (records, verdicts, self.said, self.explanations)
        return _Piece(self.spec.check, severity, self.fields, *(each[rows] for each in told))


def _distinct(asked: CheckResult, records: Rows, related: Sequence[CheckResult]) -> tuple[Rows, Rows]:
    """One unit for each distinct set of texts among these records, and which of them each record has."""
    units = asked.units(records)
    if asked.of_texts or asked.check.by_record:
        keys: Any = units
    else:
        readings = [each for one in (asked, *related) for each in one.readings]
        keys = np.stack([each.column.codes[units] for each in readings], axis=1)
    _, first, inverse = np.unique(keys, axis=0, return_index=True, return_inverse=True)
    return units[first], inverse.reshape(-1)


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
