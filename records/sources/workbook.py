"""Workbooks, read in a child process and taken up here as sheets."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from records.model import Source, SourceError
from records.sources.biff import OLDER
from records.sources.child import MEMORY
from records.sources.guard import Format
from records.sources.mojibake import mojibake
from records.sources.opinions import Mark, Rows, disagreements
from records.sources.pieces import Pieces
from records.sources.sheet import MARKS, Sheet

SECONDS = 120
"""Of processor time, and of waiting."""
READERS = {Format.XLSX: "worksheet", Format.ODS: "ods", Format.XLSB: "xlsb", Format.XLS: "xls"}
"""Our own readers, modules of this room; calamine is the second one."""
_ROOT = Path(__file__).parents[2]


class _Growing:
    """A sheet while its lines arrive."""

    def __init__(self, name: str, hidden: str) -> None:
        self.name, self.hidden, self.right_to_left = name, hidden, False
        self.pieces = Pieces()
        self.numbers: list[int] = []
        self.marks: list[Mark] = []

    def lines(self) -> tuple[pa.Table, Rows]:
        """The cells, and the row number of each line, ascending."""
        return self.pieces.table(), np.array(self.numbers, np.int32)

    def sheet(self, path: Path, sha256: str, opinion: _Growing | None) -> Sheet:
        table, rows = self.lines()
        if opinion is not None:
            errors = {(row, column) for row, column, mark, _ in self.marks if mark == "error"}
            self.marks += disagreements((table, rows), opinion.lines(), errors)
        self.marks += mojibake(table, rows)
        if self.hidden:
            self.marks.append((0, "", "hidden-sheet", self.hidden))
        marks = pd.DataFrame([tuple(mark) for mark in self.marks], columns=list(MARKS))
        source = Source(str(path), path.name, self.name, sha256)
        return Sheet(source, table, rows, marks, bool(self.hidden), self.right_to_left)


def read_workbook(path: Path, kind: Format) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones too. Raises `SourceError`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    with ThreadPoolExecutor(1) as second:
        other = second.submit(_opinion, path)
        try:
            sheets = _read(path, READERS[kind])
            opinions = other.result()
        except SourceError as error:
            sheets, opinions = list(other.result().values()), {}
            if error.what != OLDER or not sheets:
                raise
    if not sheets:
        raise SourceError("holds no sheet of cells", path.name, "check that it is the right file")
    for sheet in sheets:
        if sheet.name not in opinions:
            sheet.marks.append((0, "", "one-reader", ""))
    return [sheet.sheet(path, sha256, opinions.get(sheet.name)) for sheet in sheets]


def _opinion(path: Path) -> dict[str, _Growing]:
    """The sheets as the other reader reads them, by name; none where it cannot."""
    try:
        return {sheet.name: sheet for sheet in _read(path, "calamine")}
    except SourceError:
        return {}


def _read(path: Path, reader: str) -> list[_Growing]:
    with path.open("rb") as file:
        return _sheets(_messages(file, path.name, reader))


def _sheets(messages: Iterator[list[Any]]) -> list[_Growing]:
    sheets: list[_Growing] = []
    for what, *about in messages:
        if what == "sheet":
            sheets.append(_Growing(*about))
        elif what == "lines":
            sheets[-1].numbers += [row for row, _ in about[0]]
            sheets[-1].pieces.add([texts for _, texts in about[0]])
        elif what == "marks":
            sheets[-1].marks += about[0]
        elif what == "about":
            sheets[-1].right_to_left = about[0]
    return sheets


def _messages(file: IO[bytes], name: str, reader: str) -> Iterator[list[Any]]:
    """What the child says, to its end. Raises `SourceError` when it says an error, or says no more."""
    command = [sys.executable, "-P", "-m", "records.sources.child", reader, str(MEMORY), str(SECONDS)]
    paths = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
    environment = os.environ | {"PYTHONPATH": paths}
    child = subprocess.Popen(  # noqa: S603  our own interpreter and module, no shell
        command, stdin=file, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
    )
    with child:
        alarm = threading.Timer(SECONDS, child.kill)
        alarm.start()
        try:
            assert child.stdout is not None
            for line in child.stdout:
                message = json.loads(line)
                if message[0] == "end":
                    return
                if message[0] == "error":
                    what, where, remedy = message[1:]
                    raise SourceError(what, f"{name}!{where}" if where else name, remedy)
                yield message
        finally:
            alarm.cancel()
            child.kill()
    raise SourceError("has made its reader stop", name, "save it again in a spreadsheet program, or as .csv")
