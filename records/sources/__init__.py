"""Reading: files become sheets of texts with their coordinates."""

from __future__ import annotations

import glob
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from records.model import SourceError
from records.sources.guard import MAX_BYTES, Format, identify

if TYPE_CHECKING:
    from records.sources.sheet import Sheet


def read(
    paths: str | PathLike[str] | Iterable[str | PathLike[str]], encoding: str | None = None, max_bytes: int = MAX_BYTES
) -> list[Sheet]:
    """Every sheet of every file, in the order of the files; a pattern such as `forms/*.xlsx` stands for its files by
    name.

    Raises `SourceError` for the first that cannot be read.
    """
    each = [paths] if isinstance(paths, str | PathLike) else paths
    files = [file for path in each for file in matching(path)]
    return [sheet for file in files for sheet in read_file(file, encoding, max_bytes)]


def matching(path: str | PathLike[str]) -> list[Path]:
    """The files that a path or pattern names, sorted by name; the path itself where there are none."""
    path = Path(path)
    if path.exists() or not glob.has_magic(str(path)):
        return [path]
    return sorted(map(Path, glob.glob(str(path)))) or [path]  # noqa: PTH207  Path.glob takes no absolute pattern


def read_file(path: str | PathLike[str], encoding: str | None = None, max_bytes: int = MAX_BYTES) -> list[Sheet]:
    """Every sheet of one file, hidden ones too. `encoding` is that of delimited text. Raises `SourceError`."""
    path = Path(path)
    kind = identify(path, max_bytes)
    try:
        if kind is Format.DELIMITED:
            from records.sources.delimited import read_delimited

            return [read_delimited(path, encoding)]
        from records.sources.workbook import read_workbook

        return read_workbook(path, kind)
    except OSError as error:
        raise SourceError("cannot be read", path.name, "check that you may read it") from error
