"""What is in a file: its sheets, their sizes, what a reader could overlook, and what a form reads of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

import numpy as np

from records.assignment import Assignment, assign
from records.forms import Form
from records.headers import Profile, SheetMapping
from records.headers.sheet_contents import sheet_contents
from records.layout.lines import Line
from records.layout.spread import GROUP
from records.layout.tables import Table
from records.model import SourceError
from records.outputs.run import NO_CELLS
from records.sources import encodings, read_file
from records.sources.guard import MAX_BYTES, Format, identify
from records.sources.sheet import Sheet
from records.text import delimited, printable_json, visible
from records.words import ENGLISH, words

COUNTED = (
    "hidden_rows", "hidden_columns", "merged", "error", "formula", "never-calculated", "date", "time", "no-date",
    "percent", "comment", "strikethrough", "fill", "filter", "readers-disagree", "malformed", "formula-text",
    "invisible", "one-reader", "mojibake",
    "macros", "external-links", "ragged", "swallowed",
)  # fmt: skip
"""The marks that are counted, each with words in every language (`inspect.mark`)."""
_SHOWN = 20
"""Rows left out that are named for a person; JSON has them all."""
OVERLOOKED: dict[Format, tuple[str, ...]] = {
    Format.XLS: ("formula", "fill", "filter"),
    Format.XLSB: ("formula", "comment", "strikethrough", "fill", "filter"),
    Format.ODS: ("strikethrough", "fill", "filter"),
}
"""What our reader of a format does not look at."""


def inspect(
    path: str | PathLike[str],
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    forms: Sequence[Form] = (),
    profile_of: Callable[[Sheet, Form], Profile | None] | None = None,
    lang: str = ENGLISH,
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
    about = [_sheet(sheet) | (_tables(sheet, assigned, lang) if forms else _without_form(sheet)) for sheet in sheets]
    return {
        "file": path.name,
        "format": kind.value,
        "bytes": path.stat().st_size,
        "sha256": sheets[0].source.sha256 if sheets else "",
        "encoding": sheets[0].encoding if sheets else "",
        "not_looked_at": list(OVERLOOKED.get(kind, ())),
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
        **({"not_read": sheet.not_read} if sheet.not_read else {}),
        **({"of_findings": True} if sheet.of_findings else {}),
        **_counts(sheet),
    }


def _without_form(sheet: Sheet) -> dict[str, Any]:
    if sheet.of_findings:
        return {"tables": [], "forms": [], "left_out": []}
    found = sheet_contents(sheet)
    return {"tables": [_table(each) for each in found.tables], "forms": found.forms, "left_out": found.left_out}


def _tables(sheet: Sheet, assigned: Sequence[Assignment], lang: str) -> dict[str, Any]:
    return {"read_as": [_read_as(each, lang) for each in assigned if each.sheet.source == sheet.source]}


def _read_as(assigned: Assignment, lang: str) -> dict[str, Any]:
    """What `check` reads of a sheet, or of one of its tables, and why it does not use it."""
    try:
        mapping = assigned.mapping()
    except SourceError as error:
        return {"form": assigned.nearest.name, "used": False, "why": error.told(lang, placed=False)}
    why = {} if assigned.form else {"why": assigned.refusal().told(lang, placed=False)}
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


def lines(looked: Sequence[dict[str, Any]], shape: str = "text", lang: str = ENGLISH) -> Iterator[str]:
    """What `inspect` found in files, as `text`, `json`, `jsonl` (a line a sheet) or `csv` (a row a sheet).

    JSON is one document; the lines of the other end in one with `rows_read` and `cells_read`.
    """
    known = [each for each in looked if "sheets" in each]
    totals = {key: sum(each[key] for each in known) for key in ("rows_read", "cells_read")}
    if shape == "text":
        for each in looked:
            yield from _text(each, _Sentences(lang)) if "sheets" in each else _choices(each)
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


class _Sentences:
    """The sentences of `inspect` in a language: what is filled in is shown with its invisible characters."""

    def __init__(self, lang: str) -> None:
        self._words = words(lang)

    def __call__(self, name: str, **values: object) -> str:
        shown = {key: f"{value:,}" if isinstance(value, int) else visible(str(value)) for key, value in values.items()}
        return self._words[f"inspect.{name}"].format(**shown)

    def unused(self, why: str) -> str:
        """Why a sheet holds no records."""
        return self._words[f"report.why_unused.{why}"]

    def all(self, texts: Iterable[object], between: str = "comma") -> str:
        """Several values, one after the other."""
        return self(between).join(map(str, texts))


def _text(found: dict[str, Any], told: _Sentences) -> Iterator[str]:
    encoding = told("encoding", encoding=found["encoding"]) if found["encoding"] else ""
    known = {key: found[key] for key in ("file", "bytes", "sha256")}
    written = told("delimited") if found["format"] == Format.DELIMITED else found["format"]
    yield told("file", **known, format=written, encoding=encoding)
    for sheet in found["sheets"]:
        yield "  " + _sheet_in_words(sheet, told)
        yield from ["    " + told.unused(NO_CELLS + sheet["not_read"])] if "not_read" in sheet else []
        yield from ["    " + told.unused("of-findings")] if "of_findings" in sheet else []
        marks = [mark for mark in COUNTED if mark in sheet]
        yield from ("    " + told("counted", count=sheet[mark], what=told(f"mark.{mark}")) for mark in marks)
        for each in sheet.get("read_as", ()):
            yield from _read_in_words(each, told)
        for table in sheet.get("tables", ()):
            yield "    " + told("table", columns=table["columns"], where=_where(table, told))
        if sheet.get("forms"):
            yield "    " + told("labels", count=len(sheet["forms"]), first=next(iter(sheet["forms"])))
        yield from _left_out(sheet.get("left_out", ()), "    ", told)
    if found["not_looked_at"]:
        yield "  " + told("not_looked_at", what=told.all(told(f"overlooked.{each}") for each in found["not_looked_at"]))
    yield "  " + told("read", rows=found["rows_read"], cells=found["cells_read"])


def _sheet_in_words(sheet: dict[str, Any], told: _Sentences) -> str:
    hidden = "very_hidden" if sheet["very_hidden"] else "hidden" if sheet["hidden"] else ""
    ways = [hidden, "right_to_left" if sheet["right_to_left"] else ""]
    name = told.all([sheet["sheet"] or told("no_name"), *(told(way) for way in ways if way)])
    dimensions = told("dimensions", dimensions=sheet["dimensions"]) if sheet["dimensions"] else ""
    return told("sheet", sheet=name, rows=sheet["rows"], cells=sheet["cells"], dimensions=dimensions)


def _where(table: dict[str, Any], told: _Sentences) -> str:
    ends = {end: str(table[f"{end}_row"]) for end in ("first", "last")}
    records = told("records", **ends) if table["first_row"] else told("no_records")
    return told("where", rows=told.all(table["header_rows"]), records=records)


def _read_in_words(read: dict[str, Any], told: _Sentences) -> Iterator[str]:
    """What `check` reads of a sheet or of one of its tables, for a person."""
    if "columns" in read:
        where = {"columns": read["columns"], "where": _where(read, told)}
        layout = told("table" if read["layout"] == "table" else "forms", **where)
        yield "    " + told("read_as", layout=layout, form=read["form"], count=read["records"])
        columns = [told("column", letters="+".join(letters), field=name) for name, letters in read["fields"].items()]
        asking = [(letter, told.all(fields, "or")) for letter, fields in read["asks"].items()]
        columns += [told("asks", letter=letter, fields=fields) for letter, fields in asking]
        yield "      " + told("columns", columns=told.all(columns))
        yield from _left_out(read["left_out"], "      ", told)
    if not read["used"]:
        yield "      " + told("not_used", form=read["form"], why=read["why"])


def _left_out(rows: Sequence[int], indent: str, told: _Sentences) -> Iterator[str]:
    """Which rows are in no table, or in one and no record."""
    if rows:
        more = told("more", count=len(rows) - _SHOWN) if len(rows) > _SHOWN else ""
        yield indent + told("left_out", rows=told.all(rows[:_SHOWN]) + more)
