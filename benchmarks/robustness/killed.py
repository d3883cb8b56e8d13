"""`kill -9` at random moments of `sijill check … --out` into a folder that holds an earlier run.

Half of the moments are drawn from the whole time a run takes, half from the time after its first temporary file is
seen, when most can go wrong. After each: the sources are untouched; every output is the old one or the new one, whole;
where there is a `run.json` all of them are of one run; nothing stands outside the folder; no process is left; the next
run puts everything right.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.robustness import samples
from benchmarks.robustness.command import sijill, start, tree

N = 200
PART, LOCK, RUN = ".sijill-part-", ".sijill-lock", "run.json"
SOURCES = ("old.xlsx", "new.xlsx")
OUT = "out"


def call(source: str) -> tuple[str, ...]:
    """A run over one of the sources."""
    return "check", source, "--form", samples.FORM, "--out", OUT, "--fail-on", "never"


class Stage:
    """A folder with two sources, and what a run over each of them writes."""

    def __init__(self, folder: Path, seed: int, rows: int = 300) -> None:
        self.folder, self.out = folder, folder / OUT
        for n, name in enumerate(SOURCES):
            samples.write_xlsx(folder / name, [samples.HEADER, *samples.people(rows, seed + n)])
        self.sources = {name: (folder / name).read_bytes() for name in SOURCES}
        _, self.seconds = self.run("new.xlsx")
        over_new, self.old, over_old, new = (self.run(f"{name}.xlsx")[0] for name in ("old", "old", "new", "new"))
        self.whole = [self.old, new, over_new, over_old]
        """What may stand in the folder: a run says what has changed since the last, unless nothing has."""
        self.settle()

    def settle(self) -> None:
        """Put the old run there."""
        shutil.rmtree(self.out)
        for name, data in self.old.items():
            (self.out / name).parent.mkdir(parents=True, exist_ok=True)
            (self.out / name).write_bytes(data)

    def run(self, source: str) -> tuple[dict[str, bytes], float]:
        """The outputs of a whole run, and how long it took."""
        started = time.monotonic()
        ended = sijill(*call(source), at=self.folder)
        assert (ended.code, ended.err) == (0, ""), ended.err
        return tree(self.out), time.monotonic() - started

    def cut(self, chance: random.Random, number: signal.Signals, group: bool = False) -> subprocess.Popen[bytes]:
        """Start the new run and send it, or all its processes, a signal at a random moment."""
        process = start(*call("new.xlsx"), at=self.folder)
        if chance.random() < 0.5:
            time.sleep(chance.uniform(0, self.seconds))
        else:
            self._wait_for_part(process)
            time.sleep(chance.uniform(0, self.seconds / 5))
        with suppress(ProcessLookupError):
            (os.killpg if group else os.kill)(process.pid, number)
        return process

    def _wait_for_part(self, process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None and not any(self.out.glob(f"{PART}*")):
            time.sleep(0.001)

    def wrong(self) -> list[str]:
        """What does not hold of the folder now, whether or not temporaries are left in it."""
        now = {name: data for name, data in tree(self.out).items() if PART not in name and name != LOCK}
        found = [f"{name} was changed" for name in SOURCES if (self.folder / name).read_bytes() != self.sources[name]]
        found += [
            f"{name} is half" for name, data in now.items() if data not in [each.get(name) for each in self.whole]
        ]
        if RUN in now and now not in self.whole:
            found.append("a run.json stands over a mixture")
        outside = {path.name for path in self.folder.iterdir()} - {*SOURCES, OUT, "tmp"}
        found += [f"{name} was left" for name in sorted(outside)]
        return found + [f"tmp/{path.name} was left" for path in (self.folder / "tmp").iterdir()]

    def littered(self) -> list[str]:
        """Temporaries that are left."""
        return [f"{name} was left" for name in tree(self.out) if PART in name or name == LOCK]


def gone(group: int, seconds: float = 2) -> bool:
    """Whether no process of the group is left, soon."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not _runs(group):
            return True
        time.sleep(0.02)
    return False


def _runs(group: int) -> bool:
    """Whether a process of the group runs: one that has ended and that nobody has waited for yet is none."""
    states = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, own = each.read_text(errors="replace").rpartition(")")[2].split()[:3]
            states += [state] * (int(own) == group)
    if states or Path("/proc/self/stat").exists():
        return any(state not in "ZX" for state in states)
    with suppress(ProcessLookupError):
        os.killpg(group, 0)
        return True
    return False


def faults(n: int, seed: int, folder: Path, rows: int = 300) -> tuple[str, list[str]]:
    """Kill so many runs."""
    stage, chance, found, killed, between = Stage(folder, seed, rows), random.Random(seed), [], 0, 0
    for at in range(n):
        with stage.cut(chance, signal.SIGKILL) as process:
            process.communicate()
        killed += process.returncode == -signal.SIGKILL
        wrong = stage.wrong()
        if not gone(process.pid):
            wrong.append("a process of it still runs")
        between += RUN not in tree(stage.out)
        ended = sijill(*call("new.xlsx" if chance.random() < 0.3 else "old.xlsx"), at=folder)
        if ended.code != 0 or tree(stage.out) not in stage.whole:
            wrong.append(f"the next run did not put it right: {ended.err}")
        found += [f"{at}: {each}" for each in wrong]
        if tree(stage.out) != stage.old:
            stage.settle()
    return f"{killed} of {n} killed before their end, {between} between two renames", found
