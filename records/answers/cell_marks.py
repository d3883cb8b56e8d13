"""What cells show beside their text, by record and field: comments, colours, merges, hidden lines, two readers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.answers.field_texts import CELL, UNSURE, with_unread
from records.column import TEXT, Column
from records.headers import SheetMapping
from records.layout.filled_forms import UNLABELLED
from records.layout.spread import GROUP, text_at
from records.model import OTHER
from records.sources.sheet import Sheet

_MARKS = ("record", "source", "field", "mark", "args")
SWALLOWED = "swallowed"
MERGED, COMMENT = "merged", "comment"
COVERED, DITTO, SUMMARY, UNTAKEN = "covered", "ditto", "summary", "untaken"
"""Marks that are made here: of each record that a merged cell covers, of a text beneath one, of a ditto mark, of a
record that may be a summary, of a form with cells that no question took."""
_Records = npt.NDArray[np.int64]


def marks_of(
    sheets: Sequence[Sheet], mappings: Sequence[SheetMapping], fields_of: Sequence[dict[str, str]]
) -> pd.DataFrame:
    """`record, source, field, mark, args`; the record is empty for what a whole column or sheet shows.

    `fields_of`: for each sheet the field of each of its columns, those that are not mapped too. A hidden line has its
    mark on the first of them; a merged cell on each record that it covers, `covered` where a text of its own stands
    beneath it.
    """
    start, found = 0, []
    for n, (sheet, mapping, fields) in enumerate(zip(sheets, mappings, fields_of, strict=True)):
        of_cells = _of_forms(sheet, mapping) if mapping.cells else _of_table(sheet, mapping, fields)
        here = pd.concat([*of_cells, _of_sheet(sheet, fields), _elsewhere(sheet, mapping, fields)], ignore_index=True)
        found.append(here.assign(record=here["record"] + start, source=np.int16(n)))
        start += len(mapping.kept)
    joined = pd.concat(found, ignore_index=True) if found else _frame([], [], [], [])
    return joined.reindex(columns=list(_MARKS))


def frame_of(found: Sequence[tuple[int, int, str, str, str]]) -> pd.DataFrame:
    """Marks as they stand in `_MARKS`."""
    columns = [list(each) for each in zip(*found, strict=True)] or [[] for _ in _MARKS]
    frame = _frame(columns[0], *columns[2:])
    return frame.assign(source=np.array(columns[1], dtype=np.int16)).reindex(columns=list(_MARKS))


def _frame(records: Iterable[int], fields: Iterable[str], marks: Iterable[str], args: Iterable[str]) -> pd.DataFrame:
    texts = {"field": fields, "mark": marks, "args": args}
    return pd.DataFrame(
        {
            "record": pd.array(records, dtype="Int64"),  # type: ignore[call-overload]  # any sequence, empty ones too
            **{name: pd.array(values, dtype=TEXT) for name, values in texts.items()},  # type: ignore[call-overload]
        }
    )


def _of_table(sheet: Sheet, mapping: SheetMapping, fields: dict[str, str]) -> Iterator[pd.DataFrame]:
    """The marks of the cells and lines of the records."""
    rows, marks = sheet.rows[mapping.kept], sheet.marks
    own = marks[marks["row"].isin(rows) & (marks["mark"] != MERGED)]
    first = next((fields[letter] for letter in fields), "")
    named = own["column"].map({**fields, "": first})
    own, named = own[named.notna()], named[named.notna()]
    at = np.searchsorted(rows, own["row"].to_numpy(dtype=np.int32))
    yield _frame(at, named.astype(TEXT), own["mark"].astype(TEXT), own["args"].astype(TEXT))
    yield from _summaries(sheet, mapping, fields)
    yield _merged(sheet, mapping, fields)


def _summaries(sheet: Sheet, mapping: SheetMapping, fields: dict[str, str]) -> Iterator[pd.DataFrame]:
    """The records that may be summaries, each at its first filled cell."""
    at = np.searchsorted(sheet.rows[mapping.kept], mapping.may_be_summaries)
    for record, row in zip(at.tolist(), mapping.may_be_summaries, strict=True):
        filled = [letter for letter in fields if letter != GROUP and text_at(sheet, f"{letter}{row}")]
        yield _frame([record], [fields[filled[0]]], [SUMMARY], [str(row)])


def _merged(sheet: Sheet, mapping: SheetMapping, fields: dict[str, str]) -> pd.DataFrame:
    """The marks of the records that merged cells cover."""
    found = list(_of_merges(sheet, mapping, fields))
    counts = [len(records) for records, *_ in found]
    records = np.concatenate([np.empty(0, np.int64), *(records for records, *_ in found)])
    texts = (np.array([each[n] for each in found], dtype=object) for n in (1, 2, 3))
    return _frame(records, *(np.repeat(each, counts) for each in texts))


def _of_merges(sheet: Sheet, mapping: SheetMapping, fields: dict[str, str]) -> Iterator[tuple[_Records, str, str, str]]:
    """The records that a merged cell covers, and those of them that hold a text of their own beneath it.

    What makes the text of such a cell unsure makes it so for each of them.
    """
    rows, filled = sheet.rows[mapping.kept], dict[str, npt.NDArray[np.bool_]]()
    unsure: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for row, letter, mark, args in sheet.marks[sheet.marks["mark"].isin(UNSURE)].itertuples(index=False):
        unsure.setdefault((row, letter), []).append((mark, args))
    for spread in (each for each in mapping.spreads if each.letter in fields and each.letter != GROUP):
        letter, name, first = spread.letter, fields[spread.letter], spread.first
        at = np.arange(*np.searchsorted(rows, [first, spread.last + 1]))
        if len(at) < 2:
            continue
        if letter not in filled:
            filled[letter] = np.asarray(sheet.column(letter).is_valid())[mapping.kept]
        below, reach = at[rows[at] > first], f"{letter}{first}:{letter}{spread.last}"
        yield at, name, MERGED, reach
        yield below[filled[letter][below]], name, COVERED, reach
        yield from ((below, name, mark, args) for mark, args in unsure.get((first, letter), ()))


def _of_forms(sheet: Sheet, mapping: SheetMapping) -> Iterator[pd.DataFrame]:
    """The marks of the cells of the answers on forms."""
    record = {int(row): n for n, row in enumerate(sheet.rows[mapping.kept])}
    place = {
        cell: (record[row], name) for name, of in mapping.cells.items() for row, cells in of.items() for cell in cells
    }
    own = sheet.marks[sheet.marks["mark"] != MERGED]  # a box may be as wide as the paper needs
    marks = zip(own["column"], own["row"], own["mark"], own["args"], strict=True)
    found = [(*place[f"{column}{row}"], mark, args) for column, row, mark, args in marks if f"{column}{row}" in place]
    found += [
        (record[row], OTHER + UNLABELLED, UNTAKEN, " · ".join(f"{cell}: {text_at(sheet, cell)}" for cell in cells))
        for row, cells in mapping.untaken.items()
    ]
    yield _frame(*([list(each) for each in zip(*found, strict=True)] or [[], [], [], []]))


def _elsewhere(sheet: Sheet, mapping: SheetMapping, fields: Collection[str]) -> pd.DataFrame:
    """Unsure cells and comments outside the records, such as a header's: marks of the sheet, with the cell."""
    marks = sheet.marks[sheet.marks["mark"].isin([*UNSURE, SWALLOWED, COMMENT]) & (sheet.marks["row"] > 0)]
    places = zip(marks["column"], marks["row"], strict=True)
    cells = pd.Series([f"{column}{row}" for column, row in places], index=marks.index, dtype=TEXT)
    if mapping.cells:
        outside = ~cells.isin({cell for of in mapping.cells.values() for several in of.values() for cell in several})
    else:
        outside = ~(marks["row"].isin(sheet.rows[mapping.kept]) & marks["column"].isin([*fields, ""]))
    marks, cells = marks[outside], cells[outside]
    texts = cells.where(marks["mark"] != COMMENT, cells + ": " + marks["args"].astype(TEXT))
    return _frame(pd.array([pd.NA] * len(marks), dtype="Int64"), [""] * len(marks), marks["mark"].astype(TEXT), texts)


def unsure_cells(marks: pd.DataFrame) -> pd.DataFrame:
    """The marks of cells of records whose text nobody knows."""
    return marks[marks["mark"].isin(list(UNSURE)) & marks["record"].notna()]


def without_unsure(column: Column, marks: pd.DataFrame, names: Collection[str]) -> Column:
    """The column of a field, or of boxes named so, with no reading where nobody knows the text of the cell.

    `marks`: those of `unsure_cells`.
    """
    for mark in UNSURE:
        here = marks[(marks["mark"] == mark) & marks["field"].isin(names)]
        unsure = np.zeros(len(column.codes), dtype=bool)
        unsure[here["record"].to_numpy(dtype=np.int64)] = True
        column = with_unread(column, unsure, f"{CELL}.{mark}")
    return column


def _of_sheet(sheet: Sheet, fields: dict[str, str]) -> pd.DataFrame:
    """The marks of whole columns and of the sheet."""
    marks = sheet.marks[sheet.marks["row"] == 0]
    named = marks["column"].map({**fields, "": ""})
    marks, named = marks[named.notna()], named[named.notna()]
    empty = pd.array([pd.NA] * len(marks), dtype="Int64")
    return _frame(empty, named.astype(TEXT), marks["mark"].astype(TEXT), marks["args"].astype(TEXT))
