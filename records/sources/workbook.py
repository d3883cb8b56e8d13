"""Workbooks, read in a child process and taken up here as sheets."""

from __future__ import annotations

import hashlib
import math
from array import array
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.model import Source, SourceError
from records.sources.biff import OLDER
from records.sources.cell_text import parsed_number
from records.sources.letters import letter
from records.sources.reader_processes import Child, ReaderProcesses
from records.sources.sheet import MARKS, Sheet
from records.sources.text_pieces import Pieces, mojibake, no_texts
from records.sources.worksheet import NOT_READ, CellMark
from records.text import without_surrogates

LineNumbers = npt.NDArray[np.int32]


def disagreements(
    ours: tuple[pa.Table, LineNumbers], theirs: tuple[pa.Table, LineNumbers], errors: set[tuple[int, str]]
) -> list[CellMark]:
    """A mark for each cell that the other reader reads as another text, with that text.

    `errors` are the cells with an error value, which the other reader leaves empty.
    """
    rows = np.union1d(ours[1], theirs[1]).astype(np.int32)
    marks: list[CellMark] = []
    for n in range(max(ours[0].num_columns, theirs[0].num_columns)):
        one, other = (_aligned(table, own, rows, n) for table, own in (ours, theirs))
        for place in pc.indices_nonzero(pc.not_equal(one, other)).to_pylist():
            text, said, row = one[place].as_py(), other[place].as_py(), int(rows[place])
            if not _same(text, said) and not (said == "" and (row, letter(n)) in errors):
                marks.append((row, letter(n), "readers-disagree", said))
    return marks


def _aligned(table: pa.Table, own: LineNumbers, rows: LineNumbers, column: int) -> Any:
    """One column as strings, a text for each of `rows`, empty where there is none."""
    if column >= table.num_columns:
        return pa.array(np.full(len(rows), ""), pa.string())
    cells = table.column(column).chunk(0)
    places = np.searchsorted(own, rows)
    absent = (places >= len(own)) | (own[np.minimum(places, len(own) - 1)] != rows)
    taken = cells.take(pa.array(places, pa.int32(), mask=absent))
    return taken.cast(pa.string()).fill_null("")


def _same(text: str, said: str) -> bool:
    """Whether two texts are the same number (leading zeros of a format, the last of 17 digits), or the same words: the
    other reader trims blanks at the ends, and ends lines in its own way.

    >>> _same("007", "7"), _same("0.3", "0.30000000000000004"), _same("1", "2"), _same(" a\\r\\nb", "a\\nb")
    (True, True, False, True)
    >>> _same("12.5%", "0.125"), _same("50%", "50%"), _same("50%", "50")
    (True, True, False)
    """
    if text.replace("\r\n", "\n").strip() == said.replace("\r\n", "\n").strip():
        return True
    one, other = parsed_number(text.removesuffix("%")), parsed_number(said)
    if one is not None and text.endswith("%"):
        one /= 100
    return one is not None and other is not None and math.isclose(one, other, rel_tol=1e-14)


class _Marks:
    """Marks by column: a million dates are a million marks, most of whose texts are the same."""

    def __init__(self) -> None:
        self.rows = array("i")
        self.columns: list[str] = []
        self.marks: list[str] = []
        self.args: list[str] = []
        self._known: dict[str, str] = {}

    def add(self, marks: Iterable[Sequence[Any]]) -> None:
        """Add marks, each `row, column, mark, args`."""
        known = self._known.setdefault
        for row, column, mark, args in marks:
            self.rows.append(row)
            self.columns.append(known(column, column))
            self.marks.append(known(mark, mark))
            self.args.append(known(args, args))

    def frame(self) -> pd.DataFrame:
        """All of them, in the order they came."""
        columns = (np.array(self.rows, np.int64), self.columns, self.marks, self.args)
        return pd.DataFrame(dict(zip(MARKS, columns, strict=True)))


class _Growing:
    """A sheet while its lines arrive."""

    def __init__(self, name: str, hidden: str) -> None:
        self.name, self.hidden, self.right_to_left = name, hidden, False
        self.pieces = Pieces()
        self.numbers = array("i")
        self.marks = _Marks()

    def lines(self) -> tuple[pa.Table, LineNumbers]:
        """The cells, and the row number of each line, ascending."""
        return self.pieces.table(), np.array(self.numbers, np.int32)

    def sheet(self, path: Path, sha256: str, opinion: _Growing | None) -> Sheet:
        table, rows = self.lines()
        marks = self.marks
        if opinion is not None and NOT_READ not in marks.marks:
            of = zip(marks.rows, marks.columns, marks.marks, strict=True)
            errors = {(row, column) for row, column, mark in of if mark == "error"}
            marks.add(disagreements((table, rows), opinion.lines(), errors))
        marks.add(no_texts(table, rows) + mojibake(table, rows))
        if self.hidden:
            marks.add([(0, "", "hidden-sheet", self.hidden)])
        source = Source(str(path), without_surrogates(path.name), self.name, sha256)
        return Sheet(source, table, rows, marks.frame(), bool(self.hidden), self.right_to_left)


def read_workbook(path: Path, begun: ReaderProcesses) -> list[Sheet]:
    """Every sheet of a workbook that one child or two have begun to read, hidden ones too. Raises `SourceError`."""
    with ThreadPoolExecutor(1) as second, closing(begun):
        ours, *theirs = begun.children
        other = second.submit(_opinion, theirs)
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        try:
            sheets = _sheets(ours.messages())
            opinions = other.result()
        except SourceError as error:
            if error.key != OLDER:
                raise  # the other reader may be busy for as long as it is let, and is not waited for
            sheets, opinions = list(other.result().values()), {}
            if not sheets:
                raise
    if not sheets:
        raise SourceError("no-cells", path.name)
    known = {sheet.name for sheet in sheets}
    sheets += [_unread(other.name, other.hidden) for other in opinions.values() if other.name not in known]
    for sheet in sheets:
        if sheet.name not in opinions and NOT_READ not in sheet.marks.marks:
            sheet.marks.add([(0, "", "one-reader", "")])
    return [sheet.sheet(path, sha256, opinions.get(sheet.name)) for sheet in sheets]


def _unread(name: str, hidden: str) -> _Growing:
    """A sheet that only the other reader has."""
    sheet = _Growing(name, hidden)
    sheet.marks.add([(0, "", NOT_READ, "other-reader")])
    return sheet


def _opinion(children: Sequence[Child]) -> dict[str, _Growing]:
    """The sheets as the other reader reads them, by name; none where it cannot, or was not begun."""
    try:
        return {sheet.name: sheet for child in children for sheet in _sheets(child.messages())}
    except SourceError:
        return {}


def _sheets(messages: Iterator[list[Any]]) -> list[_Growing]:
    sheets: list[_Growing] = []
    for what, *about in messages:
        if what == "sheet":
            sheets.append(_Growing(*about))
        elif what == "lines":
            sheets[-1].numbers.extend([row for row, _ in about[0]])
            sheets[-1].pieces.add([texts for _, texts in about[0]])
        elif what == "marks":
            sheets[-1].marks.add(about[0])
        elif what == "about":
            sheets[-1].right_to_left = about[0]
    return sheets
