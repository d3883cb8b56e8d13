"""The lock of an output folder, and the journal that stands in it while the files of a run take their places."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from records.data import read_start
from records.model import OutputError

LOCK = ".sijill-lock"
Hashes = Mapping[str, Collection[str]]
"""The hashes that a file of ours may have, by its name in the folder."""
_MAX_BYTES = 1 << 26


def is_plain(path: Path) -> bool:
    """Whether that is a file itself, and no link, pipe or device, which may lead elsewhere or never end."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def read_journal(path: Path) -> dict[str, list[str]]:
    """What each file may hold that a run killed between two renames was about to replace; empty after a whole run.

    Raises `OutputError` for a file of that name that no run of ours has written.
    """
    raw = read_start(path / LOCK, _MAX_BYTES)
    if not raw:
        return {}
    try:
        journal: dict[str, list[str]] = json.loads(raw)
        ours = all(isinstance(hashes, list) for hashes in journal.values())
    except (ValueError, AttributeError, RecursionError):
        ours = False
    if not ours:
        raise OutputError("out-foreign", path.name, name=LOCK)
    return journal


def write_journal(path: Path, journal: Hashes) -> None:
    """Say what each file may hold until all have taken their places; nothing when they have."""
    data = json.dumps(journal).encode() if journal else b""
    with (path / LOCK).open("r+b") as file:
        file.write(data)
        file.truncate()
        file.flush()
        os.fsync(file.fileno())


def hold(lock: Path, where: str) -> int:
    """Hold the folder against other runs, as long as the descriptor is open. Raises `OutputError` when it is held."""
    if lock.exists() and not is_plain(lock):
        raise OutputError("out-foreign", where, name=lock.name)
    descriptor = os.open(lock, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o666)
    try:
        _lock(descriptor)
        same = os.path.samestat(os.fstat(descriptor), lock.stat())  # else the other run ended between our two calls
    except OSError:
        same = False
    if not same:
        os.close(descriptor)
        raise OutputError("out-busy", where)
    return descriptor


def release(path: Path, descriptor: int) -> None:
    """Let others in. A run that failed between two renames leaves its journal, for the next to know the files by."""
    done = not os.fstat(descriptor).st_size
    if sys.platform == "win32":  # pragma: no cover - an open file cannot be removed there
        os.close(descriptor)
    with suppress(OSError):
        if done:
            (path / LOCK).unlink()
    if sys.platform != "win32":
        os.close(descriptor)


if sys.platform == "win32":  # pragma: no cover - the locks of Windows

    def _lock(descriptor: int) -> None:
        import msvcrt

        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # beyond the journal: a locked byte cannot be read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

    def sync(folder: Path) -> None:
        """Folders cannot be flushed there."""

else:

    def _lock(descriptor: int) -> None:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def sync(folder: Path) -> None:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
