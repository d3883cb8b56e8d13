"""What is in a file: its sheets, their sizes, what a reader could overlook, and what a form reads of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from records.assignment import Assigned, assign
from records.forms import Form
from records.headers import Profile, SheetMapping
from records.layout.lines import Line
from records.layout.questions import labels, without_forms, without_tables
from records.layout.spread import GROUP
from records.layout.tables import Table, tables
from records.model import SourceError
from records.sources import encodings, read_file
from records.sources.guard import MAX_BYTES, Format, identify
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
_SHOWN = 20
"""Rows left out that are named for a person; JSON has them all."""
_OVERLOOKED = {
    Format.XLS: ("the text of formulas", "fill colours", "filters"),
    Format.XLSB: ("the text of formulas", "comments", "strikethrough", "fill colours", "filters"),
    Format.ODS: ("strikethrough", "fill colours", "filters"),
}


def inspect(
    path: str | PathLike[str],
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    forms: Sequence[Form] = (),
    profile_of: Callable[[Sheet, Form], Profile | None] | None = None,
) -> dict[str, Any]:
    """What is in one file, as data that JSON holds. Raises `SourceError`.

    `rows` counts the lines that hold a text, `cells` the texts but for error values: their value is lost, and they are
    counted as `error`. `tables` are those seen by their shape, with the sheet's own row numbers. With forms each sheet
    has `read_as` instead of `tables` and `forms`: what `check` reads of it, table by table.
    """
    path = Path(path)
    kind = identify(path, max_bytes)
    sheets = read_file(path, encoding, max_bytes)
    assigned = assign(sheets, forms, None, None, profile_of) if forms else []
    about = [_sheet(sheet) | (_tables(sheet, assigned) if forms else _by_shape(sheet)) for sheet in sheets]
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
    return {
        "sheet": sheet.source.sheet,
        "rows": int(lines.sum()),
        "cells": int(cells.sum() - (sheet.marks["mark"] == "error").sum()),
        "dimensions": f"A1:{sheet.letters[-1]}{sheet.rows[lines][-1]}" if lines.any() else "",
        "hidden": sheet.hidden,
        "very_hidden": bool((sheet.marks["args"][sheet.marks["mark"] == "hidden-sheet"] == "very hidden").any()),
        "right_to_left": sheet.right_to_left,
        **_counts(sheet),
    }


def _by_shape(sheet: Sheet) -> dict[str, Any]:
    forms = labels(sheet)
    seen = without_forms(tables(sheet), forms)
    return {"tables": [_table(table) for table in seen], "forms": without_tables(forms, seen)}


def _tables(sheet: Sheet, assigned: Sequence[Assigned]) -> dict[str, Any]:
    return {"read_as": [_read_as(each) for each in assigned if each.sheet.source == sheet.source]}


def _read_as(assigned: Assigned) -> dict[str, Any]:
    """What `check` reads of a sheet, or of one of its tables, and why it does not use it."""
    try:
        mapping = assigned.mapping()
    except SourceError as error:
        return {"form": assigned.nearest.name, "used": False, "why": f"{error.what}; {error.remedy}"}
    why = {} if assigned.form else {"why": f"{(refusal := assigned.refusal()).what}; {refusal.remedy}"}
    return {
        "form": assigned.nearest.name,
        "used": assigned.form is not None,
        **why,
        **_mapping(mapping, assigned.sheet),
    }


def _mapping(mapping: SheetMapping, sheet: Sheet) -> dict[str, Any]:
    letters = [column.letter for column in mapping.columns if column.letter != GROUP]
    rows = sheet.rows[mapping.kept].tolist()
    return {
        "layout": "forms" if mapping.cells else "table",
        "columns": f"{letters[0]}:{letters[-1]}",
        "header_rows": list(mapping.header_rows),
        "records": len(rows),
        "first_row": rows[0] if rows else None,
        "last_row": rows[-1] if rows else None,
        "fields": {name: list(mapping.letters(name)) for name in mapping.fields},
        "asks": {each.letter: list(each.candidates) for each in mapping.columns if each.status == "ask"},
        "left_out": sheet.rows[mapping.lines == Line.UNUSED].tolist(),
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
        for each in sheet.get("read_as", ()):
            yield from _read_in_words(each)
        for table in sheet.get("tables", ()):
            yield f"    table in {table['columns']}: {_where(table)}"
        if sheet.get("forms"):
            yield f"    form with {len(sheet['forms']):,} labels, the first in {next(iter(sheet['forms']))}"
    if found["not_looked_at"]:
        yield f"  not looked at in this format: {', '.join(found['not_looked_at'])}"
    yield f"  read: {found['rows_read']:,} rows, {found['cells_read']:,} cells"


def _where(table: dict[str, Any]) -> str:
    records = f"records {table['first_row']}–{table['last_row']}" if table["first_row"] else "no records"
    return f"header in row {', '.join(map(str, table['header_rows']))}, {records}"


def _read_in_words(read: dict[str, Any]) -> Iterator[str]:
    """What `check` reads of a sheet or of one of its tables, for a person."""
    if "columns" in read:
        named = f"{read['form']}, {read['records']:,} records"
        yield f"    {read['layout']} in {read['columns']}: {_where(read)} ({named})"
        columns = [f"{'+'.join(letters)} {name}" for name, letters in read["fields"].items()]
        columns += [f"{letter} asks ({' or '.join(fields)})" for letter, fields in read["asks"].items()]
        yield f"      columns: {', '.join(columns)}"
        if read["left_out"]:
            more = f" and {len(read['left_out']) - _SHOWN:,} more" if len(read["left_out"]) > _SHOWN else ""
            yield f"      left out: rows {', '.join(map(str, read['left_out'][:_SHOWN]))}{more}"
    if not read["used"]:
        yield f"      not used as {read['form']}: {visible(read['why'])}"
