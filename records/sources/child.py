"""The process that reads a workbook, since a workbook can make its reader take all memory, run for ever or abort.

The parent hands it the open file as standard input and takes its lines, one JSON list each, from standard output:
`["sheet", name, hidden]`, `["lines", [[row, [text, …]], …]]`, `["marks", [[row, column, mark, args],
…]]`, and at the end `["end"]` or `["error", key, where, said]`, the parts of a `SourceError`. It
imports no numpy, pandas or pyarrow: they abort under a limit of memory, and take longer to import than a small file
to read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import re
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from heapq import heappop, heappush
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any
from xml.etree import ElementTree

from records.model import SourceError
from records.sources.letters import column_number
from records.sources.xml_workbook import MAX_CHARACTERS

if TYPE_CHECKING:
    from records.sources.worksheet import CellMark, NumberedLine

MEMORY = 512 << 20
"""Bytes of address space of each reader: with the two of them the whole program stays under 1 GiB."""
MAX_MARKS, MAX_MERGES, MAX_COMMENTS = 5_000_000, 100_000, 100_000
_RANGE = re.compile("([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_PIECE, _CHARACTERS = 20_000, 1 << 22
"""What a message holds: marks, and characters."""
_PR_SET_PDEATHSIG = 1
"""The request of Linux's prctl(2) for a signal when the parent ends."""


def end_with(parent: int) -> None:
    """Let the kernel kill this process when its parent ends, where the system is Linux.

    A reader that waits in a library sees no closed pipe, and would go on for as long as its file takes.
    """
    if sys.platform != "linux":
        return
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before the kernel was asked
        os._exit(1)


def limit(memory: int, seconds: int) -> None:
    """Limit this process, where the system has limits."""
    try:
        import resource
    except ImportError:
        return
    for kind, value in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        least = value if hard == resource.RLIM_INFINITY else min(value, hard)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (least, hard))


class Limits:
    """What a workbook may hand over, counted while it does. Raises `SourceError` for more."""

    def __init__(self) -> None:
        self.characters = self.marks = 0
        self.merges: list[str] = []
        self.comments = 0

    def pieces(self, lines: list[NumberedLine], sheet: str) -> Iterator[list[NumberedLine]]:
        """The lines in pieces that no message is too long for."""
        size, start = 0, 0
        for n, (row, texts) in enumerate(lines):
            size += sum(map(len, texts))
            if size > _CHARACTERS:
                yield lines[start : n + 1]
                self.characters += size
                size, start = 0, n + 1
                if self.characters > MAX_CHARACTERS:
                    raise SourceError("shown-characters", f"{sheet}!{row}", most=MAX_CHARACTERS)
        self.characters += size
        if start < len(lines):
            yield lines[start:]

    def count(self, marks: list[CellMark], sheet: str) -> list[CellMark]:
        """The marks, when they are not too many."""
        self.marks += len(marks)
        self.merges += [args for row, _, mark, args in marks if mark == "merged" and row]
        self.comments += sum(mark == "comment" for _, _, mark, _ in marks)
        for many, most, key in (
            (self.marks, MAX_MARKS, "many-marks"),
            (len(self.merges), MAX_MERGES, "many-merges"),
            (self.comments, MAX_COMMENTS, "many-comments"),
        ):
            if many > most:
                raise SourceError(key, sheet, most=most)
        return marks

    def end(self, sheet: str) -> None:
        """At the end of a sheet: its merged ranges may not overlap."""
        if (place := overlapping(self.merges)) is not None:
            raise SourceError("sheet-merges", f"{sheet}!{place}")
        self.merges = []


def overlapping(ranges: list[str]) -> str | None:
    """The first range that lies over another one; what is no range is none.

    >>> overlapping(["A1:B2", "C1:C9", "A3:B3"]), overlapping(["A1:B2", "B2:C3"]), overlapping(["A1:A1", "A1:A1"])
    (None, 'B2:C3', 'A1:A1')
    """
    corners = []
    for text in ranges:
        if match := _RANGE.fullmatch(text):
            left, top, right, bottom = match.groups()
            columns = (2 << column_number(right)) - (1 << column_number(left)) if len(right) < 4 else 0
            corners.append((int(top), int(bottom), columns, text))
    covered, ends = 0, list[tuple[int, int]]()
    for top, bottom, columns, text in sorted(corners):
        while ends and ends[0][0] < top:
            covered &= ~heappop(ends)[1]
        if covered & columns:
            return text
        covered |= columns
        heappush(ends, (bottom, columns))
    return None


def messages(reader: Any, file: IO[bytes]) -> Iterator[list[Any]]:
    """What the child says about a file. `reader` is one of the modules that have `sheets`."""
    limits = Limits()
    for name, hidden, sheet in reader.sheets(file):
        yield ["sheet", name, hidden]
        for lines in sheet.read():
            for piece in limits.pieces(lines, name):
                yield ["lines", piece]
            if len(sheet.marks) > _PIECE:
                yield ["marks", limits.count(sheet.marks, name)]
                sheet.marks = []
        yield ["marks", limits.count(sheet.marks, name)]
        limits.end(name)
        yield ["about", getattr(sheet, "right_to_left", False)]
    yield ["end"]


def _main(reader: str, memory: str, seconds: str, parent: str) -> None:
    """Read standard input with that module of this room, write messages to standard output."""
    end_with(int(parent))
    module = import_module(f"records.sources.{reader}")  # before the limit: what lacks room then is the file's doing
    limit(int(memory), int(seconds))
    gc.disable()  # nothing here is circular, and looking for circles among millions of texts takes a tenth of the time
    out = sys.stdout
    out.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # it is a TextIOWrapper, whatever typeshed allows
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    try:
        for message in messages(module, sys.stdin.buffer):
            out.write(encode(message) + "\n")
        out.flush()
    except SourceError as error:
        refused = error
    except MemoryError:
        refused = SourceError("reader-memory")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError):
        refused = SourceError("package-broken")
    except BaseException:  # noqa: BLE001  a panic of calamine is no Exception; the parent must hear of it
        refused = SourceError("package-unknown")
    else:
        return
    out.write(encode(["error", refused.key, refused.where, refused.said]) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:5])
