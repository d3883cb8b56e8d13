"""The old Office container: a small file system in a file, walked with suspicion. The standard library only.

Its streams are chains of sectors in a table; a chain that runs in a circle or out of the file makes other readers run
for ever or take all memory, so every chain is walked here first. The format: [MS-CFB].
"""

from __future__ import annotations

import struct
from array import array
from collections.abc import Iterator

from records.model import SourceError

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAST_SECTOR = 0xFFFFFFFA
_END = 0xFFFFFFFE
_STREAM, _ROOT = 2, 5
_FILEPASS, _EOF = 0x2F, 0x0A


class Container:
    """The streams of an OLE file by name. Raises `SourceError` for a chain of sectors that leads nowhere."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        if len(raw) < 512:
            raise SourceError("ole-cut")
        order, shift, small = struct.unpack_from("<HHH", raw, 28)
        if order != 0xFFFE or shift not in (9, 12) or small != 6:
            raise SourceError("ole-header")
        self.size = 1 << shift
        tables, directory, self.cutoff, small_table, _, first_index, indexes = struct.unpack_from(
            "<I I 4x I I I I I", raw, 44
        )
        self.table = self._table(tables, first_index, indexes)
        self.streams: dict[str, tuple[int, int]] = {}
        root = (_END, 0)
        for name, kind, first, length in _entries(self._chain(directory)):
            if kind == _ROOT:
                root = (first, length)
            elif kind == _STREAM:
                self.streams.setdefault(name, (first, length))
        self.small = self._chain(root[0]) if root[1] else b""
        self.small_table = array("I", self._chain(small_table)) if small_table < _LAST_SECTOR else array("I")

    def _sector(self, n: int) -> bytes:
        start = (n + 1) * self.size
        if start >= len(self.raw):
            raise SourceError("ole-sector")
        return self.raw[start : start + self.size].ljust(self.size, b"\0")

    def _table(self, tables: int, first_index: int, indexes: int) -> array[int]:
        """Which sector follows which."""
        places = list(struct.unpack_from("<109I", self.raw, 76))
        seen: set[int] = set()
        while first_index < _LAST_SECTOR and len(seen) < indexes:
            if first_index in seen:
                raise SourceError("ole-circle")
            seen.add(first_index)
            *more, first_index = struct.unpack(f"<{self.size // 4}I", self._sector(first_index))
            places += more
        table = array("I")
        for place in places[:tables]:
            if place < _LAST_SECTOR:
                table.frombytes(self._sector(place))
        return table

    def _chain(self, first: int) -> bytes:
        return b"".join(self._sector(n) for n in _walk(first, self.table))

    def stream(self, name: str) -> bytes:
        """A stream, whole."""
        first, length = self.streams[name]
        if length >= self.cutoff:
            whole = self._chain(first)
        else:
            whole = (
                b"".join(self.small[n * 64 : n * 64 + 64] for n in _walk(first, self.small_table)) if length else b""
            )
        if len(whole) < length:
            raise SourceError("ole-stream")
        return whole[:length]


def _walk(first: int, table: array[int]) -> Iterator[int]:
    steps = 0
    while first < _LAST_SECTOR:
        steps += 1
        if first >= len(table) or steps > len(table):
            raise SourceError("ole-circle")
        yield first
        first = table[first]


def _entries(directory: bytes) -> Iterator[tuple[str, int, int, int]]:
    for start in range(0, len(directory), 128):
        name, length, kind, first, size = struct.unpack_from("<64s H B 49x I I", directory, start)
        yield name[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, first, size


def is_encrypted(stream: bytes) -> bool:
    """Whether a workbook stream says, before its first part ends, that the rest is encrypted."""
    place = 0
    while place + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, place)
        if record == _FILEPASS:
            return True
        if record == _EOF:
            return False
        place += 4 + length
    return False
