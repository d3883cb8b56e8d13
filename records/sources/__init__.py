"""Reading: files become sheets of texts with their coordinates."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Sequence, Set
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.model import SijillError, SourceError
from records.sources.begun import Begun
from records.sources.guard import MAX_BYTES, Format, identify

if TYPE_CHECKING:
    from records.sources.sheet import Sheet


Paths = str | PathLike[str] | Iterable[str | PathLike[str]]
"""A file, a pattern such as `*.xlsx`, or several."""


def read(paths: Paths, encoding: str | None = None, max_bytes: int = MAX_BYTES) -> list[Sheet]:
    """Read every sheet of every file, in the order of the files; a pattern stands for its files by name.

    >>> [sheet.source.place() for sheet in read("examples/*.csv")]
    ['battalion-second-hand.csv', 'prisoner-register.csv']

    Raises `SourceError` for the first that cannot be read, `SijillError` for what is no path.
    """
    files = [file for path in paths_of(paths) for file in matching(path)]
    return [sheet for file in files for sheet in read_file(file, encoding, max_bytes)]


def paths_of(paths: Any) -> list[Path]:
    """The paths and patterns that were named. Raises `SijillError` for anything else."""
    several = list(paths) if isinstance(paths, Sequence | Set | Iterator) and not isinstance(paths, str) else [paths]
    for each in several:
        if not isinstance(each, str | PathLike):
            remedy = "name files, or patterns such as *.xlsx; a DataFrame goes to records.from_frame"
            raise SijillError("is neither a path nor a list of paths", f"paths={type(each).__name__}", remedy)
    return [Path(each) for each in several]


def matching(path: str | PathLike[str]) -> list[Path]:
    """The files that a path or pattern names, sorted by name; the path itself where there are none."""
    path = Path(path)
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    return sorted(map(Path, glob.glob(str(path)))) or [path]  # noqa: PTH207  Path.glob takes no absolute pattern


def read_file(
    path: str | PathLike[str], encoding: str | None = None, max_bytes: int = MAX_BYTES, begun: Begun | None = None
) -> list[Sheet]:
    """Every sheet of one file, hidden ones too. `encoding` is that of delimited text. Raises `SourceError`.

    `begun`: the readers of a workbook, if they were told to begin already.
    """
    path = Path(path)
    try:
        if begun is None:
            kind = identify(path, max_bytes)
            if kind is Format.DELIMITED:
                from records.sources.delimited import read_delimited

                return [read_delimited(path, encoding)]
            begun = Begun(path, kind)
        from records.sources.workbook import read_workbook

        return read_workbook(path, begun)
    except OSError as error:
        raise SourceError("cannot be read", path.name, "check that you may read it") from error


def begin(file: Path, max_bytes: int = MAX_BYTES) -> dict[Path, Begun]:
    """Let the readers of a workbook begin, by its path; none of any other file: what is wrong with it `read_file` says.

    Of a pattern the first file.
    """
    path = matching(file)[0]
    try:
        kind = identify(path, max_bytes)
        return {} if kind is Format.DELIMITED else {path: Begun(path, kind)}
    except (SourceError, OSError):
        return {}
