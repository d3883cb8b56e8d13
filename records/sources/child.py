"""The process that reads a workbook, since a workbook can make its reader take all memory, run for ever or abort.

The parent hands it the open file as standard input and takes its lines, one JSON list each, from standard output:
`["sheet", name, hidden]`, `["lines", [[row, [text, …]], …]]`, `["marks", [[row, column, mark, args],
…]]`, and at the end `["end"]` or `["error", what, where, remedy]`. It imports no numpy, pandas or pyarrow: they abort
under a limit of memory, and take longer to import than a small file to read.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import sys
import zipfile
import zlib
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any
from xml.etree import ElementTree

from records.model import SourceError

MEMORY = 3 << 30
"""Bytes of address space."""
_PIECE = 20_000
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


def messages(reader: Any, file: IO[bytes]) -> Iterator[list[Any]]:
    """What the child says about a file. `reader` is one of the modules that have `sheets`."""
    for name, hidden, sheet in reader.sheets(file):
        yield ["sheet", name, hidden]
        for lines in sheet.read():
            yield ["lines", lines]
            if len(sheet.marks) > _PIECE:
                yield ["marks", sheet.marks]
                sheet.marks = []
        yield ["marks", sheet.marks]
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
        out.write(encode(["error", error.what, error.where, error.remedy]) + "\n")
    except MemoryError:
        out.write(encode(["error", "needs more memory than a workbook may take", "", "split it"]) + "\n")
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError):
        out.write(encode(["error", "is damaged: a part cannot be unpacked", "", "ask for the file again"]) + "\n")
    except BaseException:  # noqa: BLE001  a panic of calamine is no Exception; the parent must hear of it
        remedy = "save it again in a spreadsheet program, as .xlsx"
        out.write(encode(["error", "is damaged, or of a kind that is not read", "", remedy]) + "\n")


if __name__ == "__main__":
    _main(*sys.argv[1:5])
