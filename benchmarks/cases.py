"""The project's own cases: tables in `tests/cases` that anyone can read and extend, one file a kind."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

from benchmarks.gold import CASES
from records.kinds import KINDS
from records.model import Reading

KIND_OF = {"countries": "country", "dates": "date"}
"""Files whose name is not their kind's; `dates-arabic.csv` is of the kind of `dates`."""


def files() -> Iterator[tuple[str, str, list[dict[str, str]]]]:
    """File name, kind and rows of each table of a kind that stands."""
    for path in sorted(CASES.glob("*.csv")):
        start = path.stem.partition("-")[0]
        kind = KIND_OF.get(start, start)
        if kind in KINDS:
            rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
            yield (
                path.name,
                kind,
                [{name: (cell or "").replace("⏎", "\n") for name, cell in row.items()} for row in rows],
            )


def options(kind: str, said: str) -> Any:
    """`order=dmy; not_before=1900` as the options of a kind."""
    pairs = [part.split("=", 1) for part in said.split(";") if part.strip()]
    return KINDS[kind].options(**{name.strip(): value.strip() for name, value in pairs})


def agrees(kind: str, row: dict[str, str], reading: Reading) -> bool:
    """Whether status, missing, note and every part that the table names are as it says."""
    said = {"status": reading.status.value, "missing": reading.missing or "", "note": reading.note}
    said |= {part: str(reading.parts.get(part) or "") for part in KINDS[kind].parts}
    return all(row[name] == value for name, value in said.items() if name in row)


def right() -> dict[str, tuple[int, int]]:
    """For each file how many rows are read as it says, and how many rows it has."""
    found = {}
    for name, kind, rows in files():
        read = KINDS[kind].read
        good = sum(agrees(kind, row, read(row["text"], options(kind, row.get("options") or ""))) for row in rows)
        found[name] = (good, len(rows))
    return found


def table() -> Iterator[str]:
    """One line per file, as Markdown."""
    yield "| our own cases | rows | read as the table says |"
    yield "|---|---:|---:|"
    for name, (good, rows) in right().items():
        yield f"| {name} | {rows} | {good} |"
