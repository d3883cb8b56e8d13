"""Applies decisions: to a form before texts are read, to readings before they are checked, to the findings after.

The source is never written to. What a decision was about and does not fit any more is told, with the record that comes
nearest, and not applied.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.batch import Batch
from records.column import TEXT, Column
from records.decisions.decision import KEY_NAMES, RECORD, SETTLED, Decision, key_of, parsed, part
from records.decisions.record_keys import RecordKeys, key_parts
from records.forms import Form
from records.model import DECIDED_NOTE, FormError, Status, fields_of

_Mask = npt.NDArray[np.bool_]
DECISION_COLUMNS = ("decision", "value", "who", "why", "decided_in")
"""What findings have beside the rest where a decisions file was named; the last says where it stands."""


@dataclass(frozen=True)
class Unfit:
    """A decision that was not applied, why, and where the nearest record stands."""

    decision: Decision
    why: str
    """`no-text`, `no-record`, `no-finding`, `no-cause`, `grown`, `no-header` or `no-form`."""
    nearest: str = ""


def fits_nowhere(
    decisions: Iterable[Decision], batches: Sequence[Batch], unfit: Sequence[Sequence[Unfit]]
) -> list[Unfit]:
    """The decisions that fit in no form of a run, each once; `unfit`: by batch those that did not fit there."""
    by_batch = [{each.decision: each for each in several} for several in unfit]
    lost = []
    for each in decisions:
        asked = [of for batch, of in zip(batches, by_batch, strict=True) if _is_asked(batch, each)]
        if all(each in of for of in asked):
            told = [of[each] for of in asked] or [Unfit(each, "no-form")]
            lost.append(next((one for one in told if one.nearest), told[0]))
    return lost


def _is_asked(batch: Batch, decision: Decision) -> bool:
    """Whether a decision may be about anything in a batch: its form, and of a reading its field, are there."""
    field = decision.about["field"] if decision.on == "reading" else None
    return decision.is_for(batch.form.name) and (field is None or field in batch.columns)


def with_words(form: Form, decisions: Sequence[Decision]) -> Form:
    """The form whose fields know what words mean, as `word means` decided. Raises `FormError`."""
    fields = dict(form.fields)
    for each in decisions:
        about = each.about
        field = fields.get(about.get("field", "")) if each.decision == "word means" else None
        if field is None or not each.is_for(form.name):
            continue
        known = getattr(field.options, "beside", None)
        if known is None:
            raise FormError("decision-beside", each.place, field=field.id)
        if each.value not in ("before", "after", "nothing"):
            raise FormError("decision-meaning", each.place)
        options = replace(field.options, beside={**known, about["word"]: each.value})
        fields[field.id] = field.model_copy(update={"options": options})
    return form.model_copy(update={"fields": fields})


def with_decided_readings(batch: Batch, decisions: Sequence[Decision]) -> tuple[Batch, list[Unfit]]:
    """The batch whose texts are read as was decided, and what did not fit. Raises `FormError` for unclear values.

    The narrower decision wins: of one record before those of a file or a transcriber, these before those of all.
    """
    columns, unfit = dict(batch.columns), []
    keys = RecordKeys(batch)
    taken: dict[str, npt.NDArray[np.int8]] = {}
    said = [each for each in decisions if each.on == "reading" and _is_asked(batch, each)]
    for each in sorted(said, key=_narrowness):
        name = each.about["field"]
        if each.decision == "word means":
            if not any(each.about["word"] in text for text in columns[name].lexicon["text"]):
                unfit.append(Unfit(each, "no-text"))
            continue
        where, missing = _meant(batch, keys, each)
        where &= batch.columns[name].take("text") == each.about["text"]
        if not where.any():
            unfit.append(missing or Unfit(each, "no-text", _nearest(keys, each)))
            continue
        rank = taken.setdefault(name, np.full(len(batch), -1, np.int8))
        if (rank[where] == _narrowness(each)).any():
            raise FormError("decision-same-cells", each.place)
        rank[where] = _narrowness(each)
        columns[name] = _decided(columns[name], each, where)
    return replace(batch, columns=columns), unfit


def _narrowness(decision: Decision) -> int:
    about = decision.about
    if any(name.startswith(RECORD) for name in about):
        return 3
    return sum(name in about for name in ("file", "transcriber"))


def _meant(batch: Batch, keys: RecordKeys, decision: Decision) -> tuple[_Mask, Unfit | None]:
    """The records that a decision on a text is about: all that its key names must hold."""
    about = decision.about
    where = np.ones(len(batch), dtype=bool)
    if any(name.startswith(RECORD) for name in about):
        record = keys.find(about)
        where[:] = False
        if record is None:
            return where, Unfit(decision, "no-record", _nearest(keys, decision))
        where[record] = True
    if "file" in about:
        files = np.array([mapping.source.file for mapping in batch.mappings], dtype=object)
        where &= np.asarray(files[batch.origin["source"].to_numpy()] == about["file"], dtype=bool)
    if "transcriber" in about:
        name = batch.form.transcriber
        where &= np.asarray(batch.columns[name].take("text") == about["transcriber"]) if name else False
    return where, None


def _decided(column: Column, decision: Decision, where: _Mask) -> Column:
    """The column in which these records' texts are read as was decided."""
    reading = column.kind.read(decision.value, column.options)
    if reading.status in (Status.AMBIGUOUS, Status.UNREAD) or reading.alternatives:
        raise FormError("decision-unclear", decision.place, kind=column.kind.name)
    status = Status.MISSING if reading.status is Status.MISSING else Status.DECIDED
    decided = replace(reading, text=decision.about["text"], status=status, note=DECIDED_NOTE)
    column, code = column.with_readings([decided], f"{DECIDED_NOTE} · {decision.place}")
    return column.with_codes(np.where(where, np.int32(code), column.codes))


def _nearest(keys: RecordKeys, decision: Decision) -> str:
    """Where the record stands that comes nearest to what a decision says of it."""
    record = keys.nearest(decision.about)
    return "" if record is None else keys.place(record)


def finding_keys(batch: Batch, findings: pd.DataFrame) -> pd.Series[str]:
    """For each finding the key by which a decision names it: form, check, texts, record. Made column by column."""
    keys = np.full(len(findings), "", dtype=object)
    of_records, form = RecordKeys(batch), part("form", batch.form.name)
    for (check, field), rows in findings.reset_index(drop=True).groupby(["check", "field"], observed=True, sort=False):
        of_record = rows["record"].notna().to_numpy()
        begun = f"{form}; {part('check', str(check))}"
        records = rows["record"][of_record].to_numpy(dtype=np.intp)
        columns = [(_label(name), batch.column(name)) for name in fields_of(str(field)) if name]
        parts = [key_parts(column, label, records, blank=True) for label, column in columns]
        start = pa.array([begun] * len(records), pa.string())
        joined = pc.binary_join_element_wise(start, *parts, of_records.texts(records), "; ", null_handling="skip")
        at = rows.index.to_numpy()
        keys[at[of_record]] = joined.to_pylist()
        for place, args in zip(at[~of_record], rows["args"][~of_record], strict=True):
            keys[place] = "; ".join([begun, part("field", str(field)), part("args", args)])
    causes = np.flatnonzero(are_causes(findings))
    keys[causes] = cause_keys(batch, findings.iloc[causes].to_dict("records"))
    return pd.Series(pd.array(keys, dtype=TEXT), index=findings.index)


def are_causes(findings: pd.DataFrame) -> _Mask:
    """Which findings are causes; a check that crashed has none."""
    if "cause" not in findings:
        return np.zeros(len(findings), dtype=bool)
    return np.asarray((findings["cause"] != "") & findings["record"].isna(), dtype=bool)


def cause_keys(batch: Batch, rows: Sequence[Mapping[Any, Any]]) -> list[str]:
    """For each cause the key by which a decision names it: form, kind, sheets, fields, transcribers, members.

    Where several would have one key, the first record of each tells them apart.
    """
    said = [json.loads(row["args"]) for row in rows]
    places = [_cause_place(batch, row, each) for row, each in zip(rows, said, strict=True)]
    keys = []
    for each, place in zip(said, places, strict=True):
        first = [] if places.count(place) == 1 or each["first_record"] is None else [each["first_record"]]
        named = RecordKeys(batch).texts(np.array(first, dtype=np.intp)).to_pylist() if first else []
        keys.append("; ".join([key_of(place), *filter(None, named), part("members", str(each["members"]))]))
    return keys


def _cause_place(batch: Batch, row: Mapping[Any, Any], args: Mapping[str, Any]) -> dict[str, str]:
    """The part of a cause's key that says what it is and where."""
    found = {
        "form": batch.form.name,
        "check": str(row["check"]),
        "sheet": args["of_sheets"],
        "field": str(row["field"]),
    }
    return found | ({"transcriber": args["typed_by"]} if args["typed_by"] else {})


def on_cause(keys: Sequence[str], decision: Decision) -> tuple[list[int], Unfit | None]:
    """The positions of the causes that a decision is about, and why it is about none, where it is about none."""
    about = decision.about
    before = int(about.pop("members"))
    fitting, grown = [], False
    for n, key in enumerate(keys):
        now = parsed(key)
        members = int(now.pop("members"))
        if now == about:
            grown |= members > before
            fitting += [n] if members <= before else []
    return fitting, None if fitting else Unfit(decision, "grown" if grown else "no-cause")


def with_decisions(
    batch: Batch, findings: pd.DataFrame, decisions: Sequence[Decision]
) -> tuple[pd.DataFrame, list[Unfit]]:
    """The findings with `DECISION_COLUMNS`, and the decisions that are about none of them."""
    table = findings.assign(**{name: pd.array([""] * len(findings), TEXT) for name in DECISION_COLUMNS})
    table.attrs = findings.attrs
    of_records = RecordKeys(batch)
    unfit = []
    for each in (each for each in decisions if each.on in ("finding", "cause") and each.is_for(batch.form.name)):
        where, missing = _found(table, of_records, each) if each.on == "finding" else _found_cause(table, each)
        if where.any():
            said = (each.decision, each.value, each.who, each.why, each.place)
            for name, value in zip(DECISION_COLUMNS, said, strict=True):
                table.loc[where, name] = value
        else:
            unfit.append(missing or Unfit(each, "no-finding", _nearest(of_records, each)))
    return table, unfit


def _found(table: pd.DataFrame, keys: RecordKeys, decision: Decision) -> tuple[_Mask, Unfit | None]:
    """The findings that a decision is about: of that check, of that record, of those texts."""
    about = decision.about
    named = (*KEY_NAMES["finding"][0], *KEY_NAMES["finding"][1])
    texts = {name: text for name, text in about.items() if name not in named and not name.startswith(RECORD)}
    where = np.array(table["check"] == about["check"], dtype=bool)
    if "args" in about:
        of_batch = table["record"].isna() & (table["args"] == about["args"])
        return where & np.asarray(of_batch & (table["field"] == about.get("field", ""))), None
    record = keys.find(about)
    if record is None:
        return np.zeros(len(table), dtype=bool), Unfit(decision, "no-record", _nearest(keys, decision))
    where &= np.array((table["record"] == record).fillna(value=False), dtype=bool)
    fields = [_by_label(str(field)) for field in table["field"].cat.categories]
    where &= np.array([set(each) == set(texts) for each in fields], dtype=bool)[table["field"].cat.codes]
    stands = {} if not where.any() else fields[table["field"].cat.codes[where].iloc[0]]
    same = all(keys.batch.column(name).take("text")[record] == texts[label] for label, name in stands.items())
    return where & same, None


def _found_cause(table: pd.DataFrame, decision: Decision) -> tuple[_Mask, Unfit | None]:
    """The causes that a decision is about, and why it is about none."""
    where = np.zeros(len(table), dtype=bool)
    causes = np.flatnonzero(are_causes(table))
    fitting, missing = on_cause(table["key"].iloc[causes].tolist(), decision)
    where[causes[fitting]] = True
    return where, missing


def _by_label(field: str) -> dict[str, str]:
    """The fields of a finding by what a key calls them."""
    return {_label(name): name for name in fields_of(field) if name}


def _label(name: str) -> str:
    """What a key calls a field: a header may hold the sign that parts names from values."""
    return name.replace("=", "")


def settled(findings: pd.DataFrame) -> Any:
    """For each finding whether a person decided to leave it as it is."""
    if "decision" not in findings:
        return np.zeros(len(findings), dtype=bool)
    return findings["decision"].isin(SETTLED).to_numpy()


def headers_said(decisions: Iterable[Decision], form: str) -> Mapping[str, str]:
    """The field of each header as decisions say it, for one form; an empty one leaves the column alone."""
    said: dict[str, Any] = {}
    for each in decisions:
        if each.on == "header" and each.is_for(form):
            said[each.about["header"]] = each.value
    return said
