"""What is handed over in memory: the bytes of a file, a file that is open, a workbook of openpyxl."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from records.model import SijillError

if TYPE_CHECKING:
    from records.sources.sheet import Sheet

WORKBOOK = "Workbook"
"""What an open workbook is called, which has no name of its own."""


def is_data(given: Any) -> bool:
    """Whether that is bytes, an open file, or an open workbook of openpyxl."""
    return isinstance(given, bytes | bytearray | memoryview) or hasattr(given, "read") or _is_workbook(given)


def read_data(given: Any, name: str | None, read_file: Callable[[Path], list[Sheet]]) -> list[Sheet]:
    """Every sheet of it, read as a file of that name is, by `read_file`. Raises `SijillError`.

    A workbook has no file, so no hash, and what openpyxl left out nobody else saw.
    """
    if not _is_workbook(given):
        data = _bytes(given)
        return [
            replace(sheet, source=replace(sheet.source, path="", data=data))
            for sheet in _read(data, _name(given, name), read_file)
        ]
    return [_unread_by_others(sheet) for sheet in _read(_saved(given), name or WORKBOOK, read_file)]


def _unread_by_others(sheet: Sheet) -> Sheet:
    import pandas as pd  # the command reads its first file while pandas is loaded

    marks = pd.concat([sheet.marks, pd.DataFrame([(0, "", "one-reader", "")], columns=sheet.marks.columns)])
    source = replace(sheet.source, path="", sha256="")
    return replace(sheet, source=source, marks=marks.reset_index(drop=True))


def _read(data: bytes, name: str, read_file: Callable[[Path], list[Sheet]]) -> list[Sheet]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        try:
            path.write_bytes(data)
        except (OSError, ValueError) as error:
            raise SijillError("data-file-name", f"name={name!r}") from error
        return read_file(path)


def _name(given: Any, name: str | None) -> str:
    """The name that was said, or that of the open file; its last part. Raises `SijillError` when there is none."""
    own = name or getattr(given, "name", None)
    last = Path(own).name if isinstance(own, str) else ""
    if not last:
        raise SijillError("data-name", f"paths={type(given).__name__}")
    return last


def _bytes(given: Any) -> bytes:
    """All of the data, whatever was read of it before. Raises `SijillError` for a file that is not open as bytes."""
    if not hasattr(given, "read"):
        return bytes(given)
    try:
        if given.seekable():
            given.seek(0)
        data = given.read()
    except (OSError, ValueError, AttributeError) as error:
        raise SijillError("data-unreadable", f"paths={type(given).__name__}") from error
    if not isinstance(data, bytes):
        raise SijillError("data-text", f"paths={type(given).__name__}")
    return data


def _is_workbook(given: Any) -> bool:
    return type(given).__module__.startswith("openpyxl.") and hasattr(given, "worksheets")


def _saved(workbook: Any) -> bytes:
    """The workbook as a file. Raises `SijillError` for one that openpyxl does not write."""
    if workbook.read_only or workbook.write_only:
        raise SijillError("book-only", "paths=Workbook")
    file = io.BytesIO()
    try:
        workbook.save(file)
    except Exception as error:  # openpyxl raises whatever a broken workbook makes it raise
        raise SijillError("book-unwritable", "paths=Workbook") from error
    return file.getvalue()
