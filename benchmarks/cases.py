"""The project's own cases: tables in `tests/cases` that anyone can read and extend, one file a kind."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.gold import CASES
from records.kinds import KINDS
from records.model import Reading

KIND_OF = {
    "blood": "blood",
    "choices": "choice",
    "count": "count",
    "countries": "country",
    "counts": "counts",
    "dates": "date",
    "identifiers": "identifier",
    "names": "name",
    "texts": "text",
}
"""The tables whose rows are a text and its reading, and the kind that reads them."""


COLUMNS = ("of", "vocabulary")
"""Columns of a table that are options of its kind."""
LISTS: dict[str, Callable[[str], Any]] = {
    "events": lambda said: dict([said.split(":", 1)]),
    "languages": lambda said: tuple(said.split("+")),
}
"""Options that are no single word, and how the tables write them."""


def files() -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """File name, kind and rows of each table of a kind that stands."""
    for stem, kind in KIND_OF.items():
        path = CASES / f"{stem}.csv"
        if kind in KINDS and path.is_file():
            rows = csv.DictReader(path.read_text(encoding="utf-8").splitlines(), restkey="beyond", restval="")
            yield path.name, kind, [_cells(row) for row in rows]


def _cells(row: dict[str, Any]) -> dict[str, str]:
    return {name: cell.replace("⏎", "\n") for name, cell in row.items() if isinstance(cell, str)}


def options(kind: str, row: dict[str, str]) -> Any:
    """What a row says of its field: `order=dmy; not_before=1900` in `options`, or a column that is an option."""
    made = KINDS[kind].options
    pairs = dict(pair.strip().split("=", 1) for pair in row.get("options", "").split(";") if pair.strip())
    said: dict[str, Any] = {name: LISTS.get(name, str)(value) for name, value in pairs.items()}
    said |= {name: row[name] for name in COLUMNS if name in row}
    said |= {"many": True} if row.get("vocabulary") == "weapons" else {}
    return made(**said)


def agrees(kind: str, row: dict[str, str], reading: Reading) -> bool:
    """Whether status, missing, note and every part that the table names are as it says."""
    said = {"status": reading.status.value, "missing": reading.missing or "", "note": reading.note}
    values = {part: reading.parts.get(part) for part in KINDS[kind].parts}
    said |= {part: "" if value is None or value is False else str(value) for part, value in values.items()}
    return all(row[name] == value for name, value in said.items() if name in row)


def right() -> dict[str, tuple[int, int]]:
    """For each file how many rows are read as it says, and how many rows it has."""
    found = {}
    for name, kind, rows in files():
        read = KINDS[kind].read
        good = sum(agrees(kind, row, read(row["text"], options(kind, row))) for row in rows)
        found[name] = (good, len(rows))
    return found


def table() -> Iterator[str]:
    """One line per file, as Markdown."""
    yield "| our own cases | rows | read as the table says |"
    yield "|---|---:|---:|"
    for name, (good, rows) in right().items():
        yield f"| {name} | {rows} | {good} |"
