"""The command as a person starts it: a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


class Ended(NamedTuple):
    """What a call said, and its exit status."""

    code: int
    out: str
    err: str


def line(*call: str) -> list[str]:
    """The command line of `sijill CALL`."""
    return [sys.executable, "-P", "-c", "from records.__main__ import main; main()", *call]


def environment(temporary: Path, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a call: its temporary files would stand in a folder of their own."""
    temporary.mkdir(exist_ok=True)
    return {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary), **(more or {})}


def start(
    *call: str, at: Path, before: tuple[str, ...] = (), more: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Start it in this folder, as the leader of a group of processes."""
    return subprocess.Popen(
        [*before, *line(*call)],
        cwd=at, env=environment(at / "tmp", more), start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def begin(line: list[str], at: Path, out: IO[bytes], err: IO[bytes]) -> subprocess.Popen[bytes]:
    """Start a command line in this folder, as the leader of a session, its words going to files."""
    return subprocess.Popen(
        line,
        cwd=at,
        env=environment(at / "tmp"),
        start_new_session=True,
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=err,
    )


def end(process: subprocess.Popen[bytes]) -> None:
    """Kill a process and all that it has started."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def sijill(*call: str, at: Path, before: tuple[str, ...] = (), more: Mapping[str, str] | None = None) -> Ended:
    """Call it, and wait for its end."""
    with start(*call, at=at, before=before, more=more) as process:
        out, err = process.communicate(timeout=300)
    return Ended(process.returncode, out.decode(), err.decode())


def python(code: str, at: Path) -> Ended:
    """A program of its own, in the environment of a call."""
    ended = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=at,
        env=environment(at / "tmp"),
        capture_output=True,
        text=True,
        check=False,
    )
    return Ended(ended.returncode, ended.stdout, ended.stderr)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    return {
        each.relative_to(folder).as_posix(): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()
    }
