"""Reading: files become sheets of texts with their coordinates."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator, Sequence, Set
from os import PathLike
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from records.model import SijillError, SourceError
from records.sources import in_memory
from records.sources.guard import MAX_BYTES, Format, identify, refuse_lines
from records.sources.reader_processes import ReaderProcesses

if TYPE_CHECKING:
    from records.sources.sheet import Sheet


Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
"""A file, a pattern such as `*.xlsx`, or several."""
Data = bytes | IO[bytes] | Any
"""A file in memory, or an open `openpyxl.Workbook`, which is imported by nobody who does not use it."""


def read(
    paths: Paths | Data, encoding: str | None = None, max_bytes: int = MAX_BYTES, name: str | None = None
) -> list[Sheet]:
    """Read every sheet of every file, in the order of the files; a pattern stands for its files by name.

    In place of paths one file in memory: its bytes with `name`, a file that is open with mode `rb`, or an open
    `openpyxl.Workbook`.

    >>> [sheet.source.place() for sheet in read("examples/*.csv")]
    ['battalion-second-transcriber.csv', 'prisoner-register.csv']

    Raises `SourceError` for the first that cannot be read, `SijillError` for what is none of these.
    """
    for of, text in (("encoding", encoding), ("name", name)):
        if not isinstance(text, str | None):
            raise SijillError("argument-text", f"{of}={type(text).__name__}")
    if in_memory.is_data(paths):
        return in_memory.read_data(paths, name, lambda path: read_file(path, encoding, max_bytes))
    sheets: list[Sheet] = []
    for file in (file for path in paths_of(paths) for file in matching(path)):
        sheets += read_file(file, encoding, max_bytes, before=lines_of(sheets))
    return sheets


def lines_of(sheets: Iterable[Sheet]) -> int:
    """The lines of all these sheets."""
    return sum(len(sheet.rows) for sheet in sheets)


def paths_of(paths: Any) -> list[Path]:
    """The paths and patterns that were named. Raises `SijillError` for anything else."""
    several = list(paths) if isinstance(paths, Sequence | Set | Iterator) and not isinstance(paths, str) else [paths]
    for each in several:
        if not isinstance(each, str | PathLike):
            raise SijillError("argument-paths", f"paths={type(each).__name__}")
    return [Path(each) for each in several]


def matching(path: str | PathLike[str]) -> list[Path]:
    """The files that a path or pattern names, sorted by name; the path itself where there are none."""
    path = Path(path)
    if os.path.exists(path) or not glob.has_magic(str(path)):  # noqa: PTH110  no error for a name that is too long
        return [path]
    return sorted(map(Path, glob.glob(str(path)))) or [path]  # noqa: PTH207  Path.glob takes no absolute pattern


def read_file(
    path: str | PathLike[str],
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    begun: ReaderProcesses | None = None,
    before: int = 0,
) -> list[Sheet]:
    """Every sheet of one file, hidden ones too. `encoding` is that of delimited text. Raises `SourceError`.

    `begun`: the readers of a workbook, if they were told to begin already. `before`: the lines of the files that were
    read before it, which a run holds together.
    """
    path = Path(path)
    try:
        sheets = _read(path, encoding, max_bytes, begun)
    except OSError as error:
        raise SourceError("unreadable", path.name) from error
    refuse_lines(before + lines_of(sheets), path.name, "many-lines-of-run")
    return sheets


def _read(path: Path, encoding: str | None, max_bytes: int, begun: ReaderProcesses | None) -> list[Sheet]:
    if begun is None:
        kind = identify(path, max_bytes)
        if kind is Format.DELIMITED:
            from records.sources.delimited import read_delimited

            return [read_delimited(path, encoding)]
        begun = ReaderProcesses(path, kind)
    from records.sources.workbook import read_workbook

    return read_workbook(path, begun)


def begin(file: Path, max_bytes: int = MAX_BYTES) -> dict[Path, ReaderProcesses]:
    """Let the readers of a workbook begin, by its path; none of any other file: what is wrong with it `read_file` says.

    Of a pattern the first file.
    """
    path = matching(file)[0]
    try:
        kind = identify(path, max_bytes)
        return {} if kind is Format.DELIMITED else {path: ReaderProcesses(path, kind)}
    except (SourceError, OSError):
        return {}
