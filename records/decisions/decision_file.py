"""Reads and writes decisions files: CSV with the columns `on, key, decision, value, who, when, why, undoes`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from records.decisions.annotated_copy import AnnotatedCopy, read_copy
from records.decisions.decision import (
    DECISION_WORDS,
    KEY_NAMES,
    OF_WORD,
    RECORD,
    SIDES,
    Decision,
    live,
    of_side,
    parsed,
)
from records.decisions.record_keys import AGREEING
from records.forms import Form
from records.model import FormError, WrongValueError, fields_of
from records.sources import read_file

FILE_COLUMNS = ("on", "key", "decision", "value", "who", "when", "why", "undoes")
"""The columns of a decisions file, in their order; a file may leave out those after `value`."""
_NEEDED = FILE_COLUMNS[:3]
_MAX_BYTES = 50_000_000
_WORKBOOKS = (b"PK", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheets begin."""


@dataclass(frozen=True)
class DecisionFile:
    """A decisions file as it was read."""

    file: str
    """Its base name."""
    sha256: str
    decisions: tuple[Decision, ...]
    copy: AnnotatedCopy | None = None
    """What it holds where it is an annotated copy."""


def read_decisions(paths: Sequence[Path], forms: Sequence[Form]) -> list[DecisionFile]:
    """Read decisions files and annotated copies for these forms. Raises `FormError` with file, line or cell, column."""
    files = [_read(path) for path in paths]
    for file in files:
        for decision in file.decisions:
            _know(decision, forms)
    live(each for file in files for each in file.decisions)
    return files


def decision_schema() -> dict[str, Any]:
    """The JSON Schema of one line of a decisions file, each cell a text; `docs/decision.schema.json` holds it."""
    schema = Decision.model_json_schema()
    del schema["properties"]["place"]  # the program's own
    schema["allOf"] = [
        {"if": {"properties": {"on": {"const": on}}}, "then": {"properties": {"decision": {"enum": list(known)}}}}
        for on, known in DECISION_WORDS.items()
    ]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _read(path: Path) -> DecisionFile:
    try:
        data = path.read_bytes() if path.is_file() and path.stat().st_size <= _MAX_BYTES else None
        if data is not None and data.startswith(_WORKBOOKS):
            return _of_copy(path, sha256(data).hexdigest())
        text = None if data is None else data.decode("utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise FormError("decisions-text", path.name) from error
    if data is None or text is None:
        raise FormError("no-decisions", path.name)
    return DecisionFile(path.name, sha256(data).hexdigest(), tuple(_lines(text, path.name)))


def _of_copy(path: Path, digest: str) -> DecisionFile:
    copy = read_copy(read_file(path), path.name)
    return DecisionFile(path.name, digest, tuple(_checked(each) for each in copy.decisions), copy)


def _lines(text: str, name: str) -> Iterator[Decision]:
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [each.strip() for each in next(rows, [])]
        _check_header(header, name)
        line = rows.line_num + 1
        for row in rows:
            if any(cell.strip() for cell in row):
                yield _decision(header, row, f"{name}:{line}")
            line = rows.line_num + 1
    except csv.Error as error:
        raise FormError("decisions-csv", f"{name}:{rows.line_num}") from error


def _check_header(header: Sequence[str], name: str) -> None:
    for column in _NEEDED:
        if column not in header:
            raise FormError("decisions-column", f"{name}:1", name=column, columns=",".join(FILE_COLUMNS))
    for column in header:
        if column not in FILE_COLUMNS:
            raise FormError("decisions-no-column", f"{name}:1", name=column, known=FILE_COLUMNS)
        if header.count(column) > 1:
            raise FormError("decisions-column-twice", f"{name}:1", name=column)


def _decision(header: Sequence[str], row: Sequence[str], place: str) -> Decision:
    if len(row) > len(header):
        raise FormError("decision-cells", place, count=len(row), of=len(header))
    cells = dict(zip(header, row, strict=False))
    values = {name: cells.get(name, "") for name in FILE_COLUMNS}
    values |= {name: values[name].strip() for name in FILE_COLUMNS if name not in ("key", "value")}
    try:
        return _checked(Decision.model_validate({**values, "place": place}))
    except ValidationError as error:
        first: Any = error.errors(include_url=False)[0]
        column = str(first["loc"][0])
        known = first.get("ctx", {}).get("expected")
        key = "decision-value" if known else "decision-unknown"
        raise FormError(key, place, column=column, expected=known) from error


def _checked(decision: Decision) -> Decision:
    """The decision, whose key can be read and whose answer fits what it is about."""
    known = DECISION_WORDS[decision.on]
    if decision.decision not in known:
        raise FormError("decision-of", decision.place, name=decision.decision, on=decision.on, known=known)
    try:
        about = parsed(decision.key)
    except WrongValueError as error:
        raise error.at(decision.place) from error
    must, may = KEY_NAMES[decision.on]
    for name in must:
        if name not in about:
            raise FormError("decision-lacks", decision.place, name=name)
    if decision.on == "cause" and not (about["members"].isascii() and about["members"].isdecimal()):
        raise FormError("decision-members", decision.place)
    if decision.on != "finding":
        names = OF_WORD if "word" in about and "text" not in about else (*must, *may)
        for name in about:
            if name not in names and not name.startswith(_record_names(decision, about)):
                raise FormError("decision-no-use", decision.place, name=name, known=names)
    if decision.on == "reading":
        _check_text(decision, about)
    if decision.on == "records":
        _check_sides(decision, about)
    return decision


def _record_names(decision: Decision, about: Mapping[str, str]) -> tuple[str, ...]:
    """How names of the key begin that say by what a record is known."""
    if decision.on == "records":
        return tuple(f"{side}." for side in SIDES)
    return (RECORD,) if "text" in about or decision.on == "cause" else ()


def _check_sides(decision: Decision, about: Mapping[str, str]) -> None:
    """Refuse the key of two records that names one of them by less than must agree."""
    for side in SIDES:
        if sum(name.startswith(RECORD) for name in of_side(about, side)) < AGREEING:
            raise FormError("decision-side", decision.place, name=side)


def _check_text(decision: Decision, about: Mapping[str, str]) -> None:
    """Refuse the key of a reading that names no text or word, or another than its answer is for."""
    if about.get("text", about.get("word")) == "":
        raise FormError("decision-empty", decision.place)
    if ("text" in about) == ("word" in about):
        raise FormError("decision-one-of", decision.place)
    if (decision.decision == "word means") != ("word" in about):
        raise FormError("decision-word", decision.place)


def _know(decision: Decision, forms: Sequence[Form]) -> None:
    """Refuse a field that no form has: a slip would otherwise leave the decision out without a word."""
    if decision.on == "records":
        for side in SIDES:
            _know_side(decision, of_side(decision.about, side), forms)
        return
    about = decision.about
    mine = [form for form in forms if decision.is_for(form.name)]
    if not mine:
        return  # a file may hold the decisions of several forms
    fields = {name for form in mine for name in form.fields}
    target = decision.value if decision.on == "header" else about.get("field", "")
    for name in fields_of(target) if target and decision.on == "cause" else filter(None, [target]):
        if name not in fields:
            raise FormError("decision-field", decision.place, name=name, known=sorted(fields))


def _know_side(decision: Decision, about: Mapping[str, str], forms: Sequence[Form]) -> None:
    """Refuse a field of one of two records that no form has."""
    mine = [form for form in forms if about.get("form", form.name) == form.name]
    known = {RECORD + name for form in mine for name in form.fields}
    for name in about:
        if mine and name.startswith(RECORD) and name not in known:
            fields = sorted(each.removeprefix(RECORD) for each in known)
            raise FormError("decision-field", decision.place, name=name.removeprefix(RECORD), known=fields)
