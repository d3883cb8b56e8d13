"""What is in a file, with no form: its sheets, their sizes, and what a reader could overlook."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from records.sources import encodings, read_file
from records.sources.guard import MAX_BYTES, Format, identify
from records.sources.layout import Table, tables
from records.sources.questions import labels, without_forms, without_tables
from records.sources.sheet import Sheet
from records.text import delimited, printable_json, visible

COUNTED = {
    "hidden_rows": "hidden rows",
    "hidden_columns": "hidden columns",
    "merged": "merged ranges",
    "error": "error cells",
    "formula": "formulas",
    "never-calculated": "formulas never calculated",
    "date": "date cells",
    "time": "time cells",
    "no-date": "numbers with a date format that are no date",
    "percent": "percentages",
    "comment": "comments",
    "strikethrough": "cells struck out",
    "fill": "coloured cells",
    "filter": "ranges with a filter",
    "readers-disagree": "cells on which two readers disagree",
    "one-reader": "sheet read by one reader only",
    "mojibake": "cells whose letters are garbled (UTF-8 read as another encoding)",
    "macros": "workbook with macros",
    "external-links": "links to other workbooks",
    "ragged": "lines with more or fewer cells than most",
    "swallowed": "cells in which a quote has swallowed lines",
}
"""The marks that are counted, in words."""
_OVERLOOKED = {
    Format.XLS: ("the text of formulas", "fill colours", "filters"),
    Format.XLSB: ("the text of formulas", "comments", "strikethrough", "fill colours", "filters"),
    Format.ODS: ("strikethrough", "fill colours", "filters"),
}


def inspect(path: str | PathLike[str], encoding: str | None = None, max_bytes: int = MAX_BYTES) -> dict[str, Any]:
    """What is in one file, as data that JSON holds. Raises `SourceError`.

    `rows` counts the lines that hold a text, `cells` the texts but for error values: their value is lost, and they are
    counted as `error`. `tables` are those seen by their shape, with the sheet's own row numbers.
    """
    path = Path(path)
    kind = identify(path, max_bytes)
    sheets = read_file(path, encoding, max_bytes)
    about = [_sheet(sheet) for sheet in sheets]
    return {
        "file": path.name,
        "format": kind.value,
        "bytes": path.stat().st_size,
        "sha256": sheets[0].source.sha256 if sheets else "",
        "encoding": sheets[0].encoding if sheets else "",
        "not_looked_at": list(_OVERLOOKED.get(kind, ())),
        "sheets": about,
        "rows_read": sum(each["rows"] for each in about),
        "cells_read": sum(each["cells"] for each in about),
    }


def _sheet(sheet: Sheet) -> dict[str, Any]:
    columns = [np.asarray(sheet.column(name).is_valid()) for name in sheet.letters]
    cells = np.column_stack(columns) if columns else np.zeros((len(sheet.rows), 0), np.bool_)
    lines = cells.any(axis=1)
    forms = labels(sheet)
    seen = without_forms(tables(sheet), forms)
    return {
        "sheet": sheet.source.sheet,
        "rows": int(lines.sum()),
        "cells": int(cells.sum() - (sheet.marks["mark"] == "error").sum()),
        "dimensions": f"A1:{sheet.letters[-1]}{sheet.rows[lines][-1]}" if lines.any() else "",
        "hidden": sheet.hidden,
        "very_hidden": bool((sheet.marks["args"][sheet.marks["mark"] == "hidden-sheet"] == "very hidden").any()),
        "right_to_left": sheet.right_to_left,
        **_counts(sheet),
        "tables": [_table(table) for table in seen],
        "forms": without_tables(forms, seen),
    }


def _counts(sheet: Sheet) -> dict[str, int]:
    marks = sheet.marks
    hidden = marks[marks["mark"] == "hidden"]
    counts = {str(mark): int(count) for mark, count in marks["mark"].value_counts().items()}
    whole = marks[(marks["mark"] == "fill") & (marks["row"] == 0)]
    counts |= {"fill": int(whole["args"].iloc[0])} if len(whole) else {}
    counts |= {"hidden_rows": int((hidden["row"] > 0).sum()), "hidden_columns": int((hidden["row"] == 0).sum())}
    return {mark: counts[mark] for mark in COUNTED if counts.get(mark)}


def _table(table: Table) -> dict[str, Any]:
    columns = f"{table.columns[0]}:{table.columns[-1]}"
    return {
        "header_rows": list(table.header_rows),
        "first_row": table.first_row,
        "last_row": table.last_row,
        "columns": columns,
    }


def candidates(path: str | PathLike[str]) -> dict[str, Any]:
    """For a text whose encoding nothing tells: three of its words under each likely one."""
    return {"file": Path(path).name, "encodings": encodings.samples(Path(path))}


def lines(looked: Sequence[dict[str, Any]], shape: str = "text") -> Iterator[str]:
    """What `inspect` found in files, as `text`, `json`, `jsonl` (a line a sheet) or `csv` (a row a sheet).

    JSON is one document; the lines of the other end in one with `rows_read` and `cells_read`.
    """
    known = [each for each in looked if "sheets" in each]
    totals = {key: sum(each[key] for each in known) for key in ("rows_read", "cells_read")}
    if shape == "text":
        for each in looked:
            yield from _text(each) if "sheets" in each else _choices(each)
    elif shape == "csv":
        yield from _csv(known)
    elif shape == "json":
        files = [{key: value for key, value in each.items() if key not in totals} for each in looked]
        yield printable_json({"files": files, **totals})
    else:
        for each in looked:
            sheets = [{"file": each["file"], **sheet} for sheet in each["sheets"]] if "sheets" in each else [each]
            yield from map(printable_json, sheets)
        yield from [printable_json(totals)] if known else []


def _csv(known: Sequence[dict[str, Any]]) -> Iterator[str]:
    columns = ["file", "format", "encoding", "sheet", "rows", "cells", "dimensions", "hidden", "right_to_left"]
    columns += COUNTED
    rows = [[(each | sheet).get(name, "") for name in columns] for each in known for sheet in each["sheets"]]
    yield from map(delimited, [columns, *rows] if known else [])


def _choices(undecided: dict[str, Any]) -> Iterator[str]:
    yield from (f"  {name}: {visible(' · '.join(words))}" for name, words in undecided["encodings"].items())


def _text(found: dict[str, Any]) -> Iterator[str]:
    encoding = f", {found['encoding']}" if found["encoding"] else ""
    yield f"{visible(found['file'])}: {found['format']}{encoding}, {found['bytes']:,} bytes, SHA-256 {found['sha256']}"
    for sheet in found["sheets"]:
        name = visible(sheet["sheet"]) or "(text)"
        hidden = ", very hidden" if sheet["very_hidden"] else ", hidden" if sheet["hidden"] else ""
        direction = ", right to left" if sheet["right_to_left"] else ""
        size = f"{sheet['rows']:,} rows, {sheet['cells']:,} cells"
        yield f"  {name}{hidden}{direction}: {size}" + (f" in {sheet['dimensions']}" if sheet["dimensions"] else "")
        yield from (f"    {sheet[mark]:,} {words}" for mark, words in COUNTED.items() if mark in sheet)
        for table in sheet["tables"]:
            header = ", ".join(map(str, table["header_rows"]))
            records = f"{table['first_row']}–{table['last_row']}"
            yield f"    table in {table['columns']}: header in row {header}, records {records}"
        if sheet["forms"]:
            yield f"    form with {len(sheet['forms']):,} labels, the first in {next(iter(sheet['forms']))}"
    if found["not_looked_at"]:
        yield f"  not looked at in this format: {', '.join(found['not_looked_at'])}"
    yield f"  read: {found['rows_read']:,} rows, {found['cells_read']:,} cells"
