"""Workbooks, read in a child process and taken up here as sheets."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pandas as pd

from records.model import Source, SourceError
from records.sources.child import MEMORY
from records.sources.guard import Format
from records.sources.pieces import Pieces
from records.sources.sheet import MARKS, Sheet

SECONDS = 120
"""Of processor time, and of waiting."""
_ROOT = Path(__file__).parents[2]


class _Growing:
    """A sheet while its lines arrive."""

    def __init__(self, name: str, hidden: bool) -> None:
        self.name, self.hidden, self.right_to_left = name, hidden, False
        self.pieces = Pieces()
        self.rows: list[int] = []
        self.marks: list[tuple[int, str, str, str]] = []

    def sheet(self, path: Path, sha256: str) -> Sheet:
        marks = pd.DataFrame([tuple(mark) for mark in self.marks], columns=list(MARKS))
        source = Source(str(path), path.name, self.name, sha256)
        rows = np.array(self.rows, np.int32)
        return Sheet(source, self.pieces.table(), rows, marks, self.hidden, self.right_to_left)


def read_workbook(path: Path, kind: Format) -> list[Sheet]:
    """Every sheet of a workbook, hidden ones too. Raises `SourceError`."""
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
        reader = "ooxml" if kind is Format.XLSX else "calamine"
        return [growing.sheet(path, sha256) for growing in _sheets(_messages(file, path.name, reader))]


def _sheets(messages: Iterator[list[Any]]) -> list[_Growing]:
    sheets: list[_Growing] = []
    for what, *about in messages:
        if what == "sheet":
            sheets.append(_Growing(*about))
        elif what == "lines":
            sheets[-1].rows += [row for row, _ in about[0]]
            sheets[-1].pieces.add([texts for _, texts in about[0]])
        elif what == "marks":
            sheets[-1].marks += about[0]
        elif what == "about":
            sheets[-1].right_to_left = about[0]
    return sheets


def _messages(file: IO[bytes], name: str, reader: str) -> Iterator[list[Any]]:
    """What the child says, to its end. Raises `SourceError` when it says an error, or says no more."""
    command = [sys.executable, "-P", "-m", "records.sources.child", reader, str(MEMORY), str(SECONDS)]
    environment = os.environ | {"PYTHONPATH": str(_ROOT), "PYTHONIOENCODING": "utf-8"}
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
