"""The command, called from tests."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from records.cli import main


class Result(NamedTuple):
    """What the command said, and its exit status."""

    code: int
    out: str
    err: str


def sijill(*call: str, given: bytes = b"") -> Result:
    """The command in this process, as it would run in its own."""
    streams = [io.TextIOWrapper(io.BytesIO(given)), *(io.TextIOWrapper(io.BytesIO()) for _ in range(2))]
    names = ("stdin", "stdout", "stderr")
    with pytest.MonkeyPatch.context() as patch:
        for name, stream in zip(names, streams, strict=True):
            patch.setattr(sys, name, stream)
        patch.setattr(sys, "argv", ["sijill", *call])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
    for stream in streams[1:]:
        stream.flush()
    out, err = (stream.buffer.getvalue().decode() for stream in streams[1:])  # type: ignore[attr-defined]  # BytesIO
    return Result(code, out, err)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
