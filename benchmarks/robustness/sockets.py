"""`strace -f -e trace=socket` over runs of every verb on the examples: no socket of a network is opened."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.robustness import command
from benchmarks.robustness.command import EXAMPLES

N = 10
FORMS = ("--form", "fighter-file", "--form", "medical-form")
OTHERS = ("border-entry.xlsx", "capture-cards.xlsx", "prisoner-register.csv")
OTHER_FORMS = ("--form", "border-entry-form", "--form", "capture-card", "--form", "prisoner-register")
_NETWORK = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET")


def faults(n: int, seed: int, folder: Path) -> tuple[str, list[str]]:  # noqa: ARG001  every measure is called alike
    """So many of the calls."""
    strace = shutil.which("strace")
    if strace is None:
        return "not measured: there is no strace", []
    book, text = str(EXAMPLES / "battalion.xlsx"), str(EXAMPLES / "battalion-second-transcriber.csv")
    calls = [
        ("check", book, text, *FORMS, "--out", "out"),
        ("check", *(str(EXAMPLES / name) for name in OTHERS), *OTHER_FORMS, "--out", "others"), ("headers", book, *FORMS), ("readings", text, *FORMS[:2]), ("inspect", book, text),
        ("stats", text, *FORMS[:2]), ("compare", book, text, *FORMS[:2], "--sheet", "الملفات", "--key", "record_no"), ("read", "date", "17 Ramadan 1435", "hier"),
        ("template", "fighter-file", "--out", "empty.xlsx"),
        ("pseudonymise", text, *FORMS[:2], "--out", "safe.csv", "--key-file", "keys/key", "--new-key"),
    ]  # fmt: skip
    found, traced = [], 0
    for number, call in enumerate(calls[:n]):
        log = folder / f"trace-{number}"
        before = (strace, "-f", "-qq", "-e", "trace=socket,execve", "-o", str(log))
        ended = command.sijill(*call, at=folder, before=before)
        lines = log.read_text(errors="replace").splitlines()
        traced += any("execve(" in line for line in lines)
        found += [f"{call[0]}: {line}" for line in lines if _NETWORK.search(line)]
        found += [f"{call[0]}: exit status {ended.code}: {ended.err[-200:]!r}"] * (ended.code not in (0, 1))
    found += ["strace saw nothing"] * (traced < len(calls[:n]))
    return f"{len(calls[:n])} calls traced", found
