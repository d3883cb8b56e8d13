"""One reading, for `sijill read`: as JSON for programs, in words for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from records.kinds.kind import Kind
from records.model import Dtype, Reading, Status
from records.text import delimited, on_a_line, printable_json, visible
from records.words import reason


def as_dict(reading: Reading, kind: Kind) -> dict[str, Any]:
    """`text, status, missing, note`, the kind's parts, and its alternatives and items as lists of objects.

    Days are ISO texts, `codes` a list; an open end or a part without a value is null, a text or code without one "".
    """
    line: dict[str, Any] = {
        "text": reading.text,
        "status": str(reading.status),
        "missing": reading.missing and str(reading.missing),
        "note": reading.note,
        **_plain(reading.parts, kind.parts, kind.countable),
    }
    if kind.alternatives:
        line["alternatives"] = [_plain(each, kind.alternatives, kind.countable) for each in reading.alternatives]
    if kind.items:
        line["items"] = [_plain(each, kind.items, kind.countable) for each in reading.items]
    return line


def as_line(reading: Reading, kind: Kind) -> str:
    """The same as one line of JSON."""
    return printable_json(as_dict(reading, kind))


def printed(readings: Iterable[Reading], kind: Kind, shape: str, lang: str) -> Iterator[str]:
    """The lines of `sijill read`: one of JSON a text, a JSON list, CSV, or words."""
    if shape == "json":
        yield printable_json([as_dict(reading, kind) for reading in readings], 1)
    elif shape == "csv":
        yield from _csv(readings, kind)
    else:
        write = as_line if shape == "jsonl" else partial(in_words, lang=lang)
        yield from (write(reading, kind) for reading in readings)


def _csv(readings: Iterable[Reading], kind: Kind) -> Iterator[str]:
    lists = [name for name in ("alternatives", "items") if getattr(kind, name)]
    names = ["text", "status", "missing", "note", *kind.parts, *lists]
    yield delimited(names)
    for reading in readings:
        row = as_dict(reading, kind)
        yield delimited(
            json.dumps(row[name], ensure_ascii=False) if name in lists else _joined(row[name]) for name in names
        )


def _joined(value: Any) -> Any:
    return "|".join(value) if isinstance(value, list) else value


def _plain(parts: Mapping[str, Any], dtypes: Mapping[str, Dtype], listed: str) -> dict[str, Any]:
    return {name: _value(parts.get(name), dtype, name == listed) for name, dtype in dtypes.items()}


def _value(value: Any, dtype: Dtype, listed: bool) -> Any:
    if listed:
        return value.split("|") if value else []
    if isinstance(value, date):
        return value.isoformat()
    if value is None:
        return {Dtype.TEXT: "", Dtype.CODE: "", Dtype.FLAG: False}.get(dtype)
    return value


def in_words(reading: Reading, kind: Kind, lang: str) -> str:
    """A short paragraph: the text, its reading, how sure, and by which rule and why.

    The text shows its invisible characters.
    """
    rule = next((rule for rule in kind.rules if rule.id == reading.note), None)
    lines = [on_a_line(reading.text), f"  {visible(_shown(reading, kind))}"]
    lines.append(f"  {reading.note}: {reason(rule, lang)}" if rule else f"  {reading.note}")
    lines += [f"  · {visible(kind.tell(each))}  ({each.get('why', '')})" for each in reading.alternatives]
    return "\n".join(lines)


def _shown(reading: Reading, kind: Kind) -> str:
    shown = "+".join(map(kind.tell, reading.items)) or kind.tell(reading.parts)
    if reading.status is Status.MISSING and not shown:
        return f"{reading.status} ({reading.missing})"
    return f"{shown}  ({reading.status})" if shown else str(reading.status)
