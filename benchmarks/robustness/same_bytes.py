"""The same input under other clocks, zones, locales, hash seeds and folders: the same bytes in every output.

The clock is moved by libfaketime where the system has it (`faketime`); without it, the other four are measured. What is
printed is compared too.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.robustness import command
from benchmarks.robustness.command import EXAMPLES, Ended, tree

N = 8
FORMS = ("--form", "fighter-file", "--form", "medical-form")
MACHINES = (
    ("2017-03-01 12:00:00", "UTC", "C", "0", "a"),
    ("2016-02-29 23:59:59", "Asia/Baghdad", "C.UTF-8", "1", "مجلد"),
    ("1999-12-31 23:59:58", "America/St_Johns", "ar_SA.UTF-8", "2", "b c"),
    ("2038-01-19 03:14:07", "Pacific/Kiritimati", "tr_TR.UTF-8", "3", "d" * 80),
    ("2026-06-15 00:00:00", "Asia/Kolkata", "de_DE.ISO-8859-1", "4", "e/f/g"),
    ("1980-01-01 00:00:00", "Africa/Tunis", "fa_IR.UTF-8", "5", "="),
    ("2024-02-29 12:00:00", "Pacific/Niue", "POSIX", "6", "é"),
    ("2030-10-27 01:30:00", "Europe/Paris", "ja_JP.eucJP", "random", "h'i"),
)
"""Clock, zone, locale, hash seed, folder."""


def faults(n: int, seed: int, folder: Path) -> tuple[str, list[str]]:  # noqa: ARG001  every measure is called alike
    """So many of the machines."""
    faketime = shutil.which("faketime")
    sources = [EXAMPLES / "battalion.xlsx", EXAMPLES / "battalion-second-transcriber.csv"]
    first, found = None, []
    for number, machine in enumerate(MACHINES[:n], 1):
        said, outputs = run(machine, folder / str(number), sources, faketime)
        found += [f"machine {number}: exit status {said.code}: {said.err[-300:]!r}"] * (said.code != 1 or not outputs)
        first = first or (said, outputs)
        found += [f"machine {number}: another {name}" for name in differing(first[1], outputs)]
        found += [f"machine {number}: prints something else"] * (said.out != first[0].out)
    clock = "clocks, " if faketime else ""
    return f"{min(n, len(MACHINES))} combinations of {clock}zones, locales, hash seeds, folders", found


def run(
    machine: tuple[str, ...], folder: Path, sources: list[Path], faketime: str | None
) -> tuple[Ended, dict[str, bytes]]:
    """A run on one of the machines, and its outputs."""
    clock, zone, locale, hash_seed, name = machine
    here = folder / name
    here.mkdir(parents=True)
    for source in sources:
        shutil.copy(source, here)
    more = {"TZ": zone, "LC_ALL": locale, "LANG": locale, "PYTHONHASHSEED": hash_seed}
    before = (faketime, clock) if faketime else ()
    files = [source.name for source in sources]
    said = command.sijill("check", *files, *FORMS, "--out", "out", at=here, before=before, more=more)
    return said, tree(here / "out")


def differing(first: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """The outputs that are not the same in both."""
    return sorted(name for name in first.keys() | other.keys() if first.get(name) != other.get(name))
