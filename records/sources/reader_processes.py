"""Workbooks that child processes have begun to read.

The standard library only: they read while this process still loads the libraries that take up what they say.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from records.model import SourceError
from records.sources.child import MEMORY
from records.sources.guard import Format

SECONDS, PATIENCE = 120, 5
"""Of processor time, and how many times that is waited on a machine with other work."""
READERS = {Format.XLSX: "worksheet", Format.ODS: "ods", Format.XLSB: "xlsb", Format.XLS: "xls"}
"""Our own readers, modules of this room; calamine is the second one."""
ROOM = 1 << 20
"""Bytes that a child may be ahead, where the system has pipes of that size."""
_ROOT = Path(__file__).parents[2]


class Child:
    """One process that reads one workbook; `share` is how many times the limits of one it has."""

    def __init__(self, path: Path, reader: str, share: int = 1) -> None:
        self.name = path.name
        limits = [str(share * MEMORY), str(share * SECONDS), str(os.getpid())]
        command = [sys.executable, "-P", "-m", "records.sources.child", reader, *limits]
        paths = os.pathsep.join(filter(None, [str(_ROOT), os.environ.get("PYTHONPATH")]))
        with path.open("rb") as file:
            self.process = subprocess.Popen(  # noqa: S603  our own interpreter and module, no shell
                command,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=os.environ | {"PYTHONPATH": paths},
            )
        _widen(self.process.stdout)

    def messages(self) -> Iterator[list[Any]]:
        """What the child says, to its end. Raises `SourceError` when it says an error, or says no more."""
        alarm = threading.Timer(PATIENCE * SECONDS, self.process.kill)
        alarm.start()
        try:
            assert self.process.stdout is not None
            for line in self.process.stdout:
                message = json.loads(line)
                if message[0] == "end":
                    return
                if message[0] == "error":
                    key, where, said = message[1:]
                    raise SourceError(key, f"{self.name}!{where}" if where else self.name, **said)
                yield message
        finally:
            alarm.cancel()
            self.close()
        raise SourceError("reader-crashed", self.name)

    def close(self) -> None:
        """Kill the process and discard what it says."""
        self.process.kill()
        with self.process:
            pass


def _widen(pipe: IO[bytes] | None) -> None:
    """Enlarge the pipe, so that the child need not wait for us; only where the system can."""
    with contextlib.suppress(ImportError, AttributeError, OSError):
        import fcntl

        assert pipe is not None
        fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, ROOM)


SECOND_AT_MOST = 200_000_000
"""Bytes of a package, unpacked, that the second reader is given: it holds all cells at once, twice as large."""


class ReaderProcesses:
    """A workbook that our own reader and the second one are reading, each in its process; both end with this object.

    A very large one is read by ours alone.
    """

    def __init__(self, path: Path, kind: Format) -> None:
        self.children: list[Child] = []
        alone = kind is not Format.XLS and _unpacked(path) > SECOND_AT_MOST
        for reader in [READERS[kind]] if alone else [READERS[kind], "calamine"]:
            self.children.append(Child(path, reader, 2 if alone else 1))

    def close(self) -> None:
        """Kill both readers and discard what they say."""
        for child in self.children:
            child.close()

    __del__ = close


def _unpacked(path: Path) -> int:
    """The bytes of a package."""
    with zipfile.ZipFile(path) as package:
        return sum(each.file_size for each in package.infolist())
