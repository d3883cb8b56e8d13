"""No file, however it was made, takes more than 1 GiB and 60 s, or it is refused in one line; what is read is written.

Each file goes through `inspect`, and through `check --out` with a form made of its first row that is not empty: one
field `name`, the others `text`, none required. Memory is the sum over all processes of a call, shared pages shared out
(PSS), where the system tells it. Files made to take memory or time are `crafted.py`; any folder of files is graded by

    python -m benchmarks.robustness.limits FOLDER…
"""

from __future__ import annotations

import csv
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from benchmarks.robustness import command, crafted

N = len(crafted.HOSTILE)
SECONDS, MEMORY = 60.0, 1 << 30
FIRST_ROW = """\
import json, sys, records
for sheet in records.read(sys.argv[1])[:1]:
    lines = [(int(row), [sheet.cells.column(n)[at].as_py() or "" for n in range(sheet.cells.num_columns)])
             for at, row in enumerate(sheet.rows[:1000])]
    print(json.dumps(next(({"row": row, "texts": texts} for row, texts in lines if any(texts)), None)))
"""


class Measured(NamedTuple):
    """What a call said, how long it took, and the most memory that its processes had together."""

    code: int
    out: str
    err: str
    seconds: float
    memory: int


def measure(*call: str, at: Path, program: str = "", seconds: float = 2 * SECONDS) -> Measured:
    """Call it, looking at its processes until it ends; after so many seconds it is killed."""
    started, most = time.monotonic(), 0
    line = [sys.executable, "-P", "-c", program, *call] if program else command.line(*call)
    with (at / "stdout").open("w+b") as out, (at / "stderr").open("w+b") as err:
        process = command.begin(line, at, out, err)
        while process.poll() is None:
            most = max(most, sum(map(_memory, _session(process.pid))))
            time.sleep(0.02)
            if time.monotonic() - started > seconds:
                command.end(process)
        took = time.monotonic() - started
        told = []
        for file in (out, err):
            file.seek(0)
            told.append(file.read().decode("utf-8", "replace"))
    return Measured(process.returncode, told[0], told[1], took, most)


def _session(leader: int) -> Iterator[int]:
    """The processes that a call has started, by their session."""
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            if int(each.read_text(errors="replace").rpartition(")")[2].split()[3]) == leader:
                yield int(each.parent.name)


def _memory(process: int) -> int:
    """The pages of a process in bytes, those that it shares with others divided among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) << 10
    return 0


def wrong(measured: Measured, file: str, seconds: float = SECONDS) -> Iterator[str]:
    """What does not hold of one call."""
    if measured.code not in (0, 1, 2) or "Traceback" in measured.err or "a fault of" in measured.err:
        yield f"exit status {measured.code}: {measured.err[-200:]!r}"
    if measured.code == 2 and (measured.err.count("\n") != 1 or file not in measured.err):
        yield f"refused in {measured.err.count(chr(10))} lines: {measured.err[:200]!r}"
    if measured.seconds > seconds:
        yield f"took {measured.seconds:.0f} s"
    if measured.memory > MEMORY:
        yield f"took {measured.memory >> 20} MiB"


def form_of(texts: list[str]) -> str:
    """A form that asks for these headers: a name, then texts. The headers are JSON, which YAML holds."""
    fields = [
        f"  f{n}: {{kind: {'text' if n else 'name'}, labels: {{en: [{json.dumps(text)}]}}}}"
        for n, text in dict(enumerate(dict.fromkeys(filter(str.strip, texts)))).items()
    ]
    return "\n".join(["form: own", "title: {en: Own, ar: خاص}", "fields:", *fields, ""])


def grade(path: Path, at: Path, seconds: float = SECONDS) -> tuple[list[str], list[Measured]]:
    """What does not hold of one file, and what its calls took."""
    looked = measure("inspect", str(path), "--format", "json", at=at)
    calls, found = [looked], [f"inspect {each}" for each in wrong(looked, path.name, seconds)]
    if looked.code:
        return found, calls
    first = measure(str(path), at=at, program=FIRST_ROW)
    line = json.loads(first.out or "null") if not first.code else None
    if line is None:
        return found, calls
    (at / "form.yaml").write_text(form_of(line["texts"]), encoding="utf-8")
    more = ("--header-row", str(line["row"]), "--fail-on", "never", "--out", "out")
    checked = measure("check", str(path), "--form", "form.yaml", *more, at=at)
    calls.append(checked)
    found += [f"check {each}" for each in wrong(checked, path.name, seconds)]
    if checked.code == 0:
        found += lost(json.loads(looked.out), at / "out")
    return found, calls


def lost(looked: Any, out: Path) -> Iterator[str]:
    """What `inspect` read, and no output accounts for."""
    said = looked[0] if isinstance(looked, list) else looked
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    accounts = [each["account"] for each in run["inputs"]]
    for each in accounts:
        if each["read"] != sum(each[name] for name in ("kept", "refused", "blank", "header", "unused")):
            yield f"an account that does not come out even: {each}"
    rows = sum(each["read"] - each["blank"] for each in accounts)
    if rows < said["rows_read"]:
        yield f"inspect read {said['rows_read']} rows, the run accounts for {rows}"
    csv.field_size_limit(1 << 30)
    with suppress(FileNotFoundError), (out / "records.csv").open(encoding="utf-8-sig", newline="") as file:
        written = sum(1 for _ in csv.reader(file)) - 1
        kept = sum(each["kept"] for each in accounts)
        if written != kept:
            yield f"{kept} records were kept, {written} are written"


def faults(n: int, seed: int, folder: Path, share: float = 1.0) -> tuple[str, list[str]]:  # noqa: ARG001  all are called alike
    """So many of the files made to take memory or time."""
    found, slowest, largest = [], 0.0, 0
    for make in crafted.HOSTILE[:n]:
        at = folder / make.__name__
        at.mkdir()
        told, calls = grade(make(at, share), at)
        found += [f"{make.__name__}: {each}" for each in told]
        slowest = max(slowest, *(call.seconds for call in calls))
        largest = max(largest, *(call.memory for call in calls))
    return f"{n} files, at most {slowest:.0f} s and {largest >> 20} MiB", found


def main(folders: list[str]) -> int:
    """Grade every file of these folders; exit status 1 when something does not hold."""
    kinds: Counter[str] = Counter()
    for path in sorted(each for folder in folders for each in Path(folder).iterdir() if each.is_file()):
        with TemporaryDirectory() as folder:
            told, calls = grade(path.resolve(), Path(folder))
        took = " ".join(f"{call.code}:{call.seconds:.1f}s:{call.memory >> 20}M" for call in calls)
        kinds["clean" if not told else "not clean"] += 1
        print(f"{path.name}: {took} {'; '.join(told)}", flush=True)
    print(dict(kinds))
    return int(kinds["not clean"] > 0)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
