"""The smallest old Office file."""

import struct

from records.sources.ole import MAGIC

END = 0xFFFFFFFE


def ole(stream: str, content: bytes = b"", order: int = 0xFFFE, first: int = 0) -> bytes:
    """Header, directory of one stream of 4,096 bytes (sector 0), table (sector 1), the stream (sectors 2–9)."""
    start = (MAGIC, 62, 3, order, 9, 6, 0, 1, 0, 4096, END, 0, END, 0, 1)
    header = struct.pack("<8s16xHHHHH6xIII4xIIIIII432x", *start)
    names = [("Root Entry", 5, END, 0), (stream, 2, 2, 4096)]
    entries = (struct.pack("<64sHB49xII4x", n.encode("utf-16-le"), 2 * len(n) + 2, *rest) for n, *rest in names)
    table = struct.pack("<128I", first or END, END - 1, *range(3, 10), END, *[END + 1] * 118)
    return header + b"".join(entries).ljust(512, b"\0") + table + content.ljust(4096, b"\0")
