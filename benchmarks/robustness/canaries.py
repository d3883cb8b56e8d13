"""50 words in names and dates that may stand in the outputs meant to hold them, and in nothing else.

Not on standard error, not in `run.json`, the statistics, the dictionary, the name of any file, or a temporary file; nor in
a pseudonymised copy. The same for files that cannot be used, in every way we know, and when the program itself fails.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.robustness import command, samples
from benchmarks.robustness.command import Ended, tree

N = 50
MEANT = (
    "report.html",
    "findings.csv",
    "persons.csv",
    "readings.csv",
    "annotated/",
    "records.csv",
    "records.parquet",
    "records.xlsx",
)
"""The outputs that hold the texts of cells."""
FAILING = """\
import sys
import records.{room} as room
def fails(*_, **__):
    raise {error}({canary!r})
room.{name} = fails
from records.__main__ import main
sys.argv[1:] = {call!r}
main()
"""
Call = Callable[..., Ended]


def words(n: int, seed: int) -> list[str]:
    """Words that occur nowhere else."""
    chance = random.Random(seed)
    return ["Q" + "".join(chance.choices(string.ascii_lowercase, k=9)) for _ in range(n)]


def write(folder: Path, canaries: list[str]) -> None:
    """Good files that hold the words in names and dates, and bad ones."""
    rows = []
    for canary, row in zip(canaries, samples.people(len(canaries), 1), strict=True):
        row[1], row[2], row[5] = f"{canary} {row[1]}", f"Abu {canary}", f"{row[5]} {canary}"
        rows.append(row)
    head = samples.HEADER
    samples.write_xlsx(folder / "good.xlsx", [head, *rows])
    samples.write_csv(folder / "good.csv", [head, *rows])
    samples.write_csv(folder / "twice.csv", [head, *rows, *rows])
    samples.write_csv(folder / "nohead.csv", rows)
    samples.write_csv(folder / "latin.csv", [head, *([*row[:-1], "é"] for row in rows)], "windows-1256")
    samples.write_csv(folder / "ragged.csv", [head, *(row * (n % 3) for n, row in enumerate(rows))])
    whole = (folder / "good.xlsx").read_bytes()
    (folder / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    (folder / "book.csv").write_bytes(whole)
    (folder / "text.xlsx").write_bytes((folder / "good.csv").read_bytes())
    (folder / "quoted.csv").write_text(
        (folder / "good.csv").read_text(encoding="utf-8") + '"' + canaries[0], encoding="utf-8"
    )
    (folder / "form.yaml").write_text("form: x\n", encoding="utf-8")


BAD = (
    "check nohead.csv", "check latin.csv", "check latin.csv --encoding cp720", "check ragged.csv", "check cut.xlsx", "check book.csv",
    "check text.xlsx", "check quoted.csv", "check good.csv --header-row 3", "check good.csv --sheet Gone", "check good.csv --map B=weapn",
    "check good.csv --map B=birth_date", "check good.csv --found never", "check twice.csv", "headers good.csv --save good.csv",
    "compare good.csv twice.csv", "compare good.csv twice.csv --key full_name", "compare good.csv good.xlsx --key full_name",
    "stats good.csv --by full_name", "stats good.csv --by gone", "pseudonymise good.csv --out good.csv --key-file gone",
    "check good.csv --out form.yaml", "check good.csv --encoding utf-16", "check good.xlsx --header-row 9999", "readings cut.xlsx",
)  # fmt: skip
FAULTS = (("session", "examined", "ValueError"), ("session", "gather", "KeyError"), ("session", "take", "UnicodeError"),
          ("session", "read_file", "MemoryError"), ("session", "normalise", "RuntimeError"))  # fmt: skip


def faults(n: int, seed: int, folder: Path, call: Call = command.sijill) -> tuple[str, list[str]]:
    """So many words."""
    canaries = words(n, seed)
    write(folder, canaries)
    inputs = set(tree(folder))
    form, found, calls = ("--form", samples.FORM), [], 0
    for name, ended in every_call(folder, form, call, canaries):
        calls += 1
        told = [word for word in canaries if word in ended.err]
        found += [f"{name}: standard error tells {len(told)} of them"] * bool(told)
        found += [f"{name}: {ended.err[-200:]!r}"] * ("Traceback" in ended.err or ended.code not in (0, 1, 2))
    held = 0
    for name, data in tree(folder).items():
        if name in inputs:
            continue
        inside = sum(word.encode() in data for word in canaries)
        meant = name.startswith("out/") and name.removeprefix("out/").startswith(MEANT)
        held += meant and inside > 0
        if (inside and not meant) or any(word in name for word in canaries):
            found.append(f"{name} holds {inside} of them")
    if held < len(MEANT) - 3:  # the compressed ones cannot be searched
        found.append(f"only {held} outputs hold them: the search is blind")
    return f"{n} words, {calls} calls", found


def every_call(folder: Path, form: tuple[str, ...], call: Call, canaries: list[str]) -> Iterator[tuple[str, Ended]]:
    """Good calls, bad ones, and those in which the program fails."""
    yield "check", call("check", "good.xlsx", "good.csv", *form, "--out", "out", at=folder)
    yield "verify", call("verify", "out", at=folder)
    safe = ("--out", "safe.csv", "--key-file", "keys/key", "--new-key")
    yield "pseudonymise", call("pseudonymise", "good.csv", *form, *safe, at=folder)
    for verb in ("inspect", "headers", "readings", "stats"):
        yield verb, call(verb, "good.xlsx", *(() if verb == "inspect" else form), at=folder)
    for bad in BAD:
        yield bad, call(*bad.split(), *form, at=folder)
    if call is command.sijill:
        for room, name, error in FAULTS:
            argv = ["check", "good.csv", *form, "--out", "out2"]
            code = FAILING.format(room=room, name=name, error=error, canary=canaries[0], call=argv)
            yield f"{name} fails with {error}", command.python(code, at=folder)
