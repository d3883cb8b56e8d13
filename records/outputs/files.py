"""Writing whole or not at all.

A run writes every file to a temporary beside its place and renames all of them at the end, `run.json` last; what was
there stays as it was until then. The names a run is about to replace stand in the lock before the first rename: a run
that was killed between two renames is recognised, and the next one puts the folder right.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import re
import signal
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any

from records.data import read_start
from records.model import OutputError, system_code
from records.outputs.lock import LOCK, Hashes, hold, is_plain, read_journal, release, sync, write_journal
from records.text import without_surrogates

RUN = "run.json"
PROGRAM = "sijill"
PART = ".sijill-part-"
ANNOTATED = "annotated"
"""The only folder in the folder."""
NOTES_FOLDER = "notes"
"""A folder in the folder that is the user's, and left alone."""
LITTER = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What file managers leave behind; not ours, nobody's work, and left alone."""
OURS = re.compile(
    r"report\.html|(explanations|findings|persons|readings|since|statistics|unanswered)\.csv|"
    r"records(\.[^/]+)?\.(csv|parquet|xlsx)|annotated/[^/]+\.xls[mx]"
)
"""The names of a run's files beside `run.json`: whatever a folder says of itself, no other is replaced or removed."""
_MAX_RUN = 1 << 28
_OUR_PART = re.compile(re.escape(PART) + "[0-9]+")
NEW_FILE = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class Writer:
    """A binary file that counts and hashes what goes through it; enough of a file for pyarrow and zipfile."""

    def __init__(self, file: IO[bytes], stopped: Callable[[], bool] = lambda: False) -> None:
        self._file, self._hash, self._stopped = file, hashlib.sha256(), stopped
        self.size = 0
        self.closed = False

    def write(self, data: Any) -> int:
        """Write all of it. Raises `InterruptedError` once the folder was stopped."""
        if self._stopped():
            raise InterruptedError
        self._file.write(data)
        self._hash.update(data)
        self.size += memoryview(data).nbytes
        return memoryview(data).nbytes

    def tell(self) -> int:
        """How many bytes went through."""
        return self.size

    def flush(self) -> None:
        """Nothing: the folder flushes once, when the file is whole."""

    def close(self) -> None:
        """Nothing: the folder closes it."""

    def writable(self) -> bool:
        """Always."""
        return True

    def sha256(self) -> str:
        """Of everything so far."""
        return self._hash.hexdigest()


class Folder:
    """An output folder while a run writes to it. Made by `prepare`."""

    def __init__(self, path: Path, earlier: Hashes, taken: Mapping[str, str] = MappingProxyType({})) -> None:
        self.path, self.earlier, self.taken = path, earlier, taken
        """`taken`: the annotated copies whose decisions this run takes along, with their hashes."""
        self.hashes: dict[str, str] = {}
        """SHA-256 of each file written so far, by its name in the folder (`annotated/amal.annotated.xlsx`)."""
        self._parts: dict[str, Path] = {}
        self._numbers = itertools.count()
        self._stopped = threading.Event()
        self._opening = threading.Lock()

    @contextmanager
    def open(self, name: str) -> Iterator[Writer]:
        """A file to be written; it takes its place with all the others, in `commit`."""
        parent = (self.path / name).parent
        part = parent / f"{PART}{next(self._numbers)}"
        with _told(name):
            parent.mkdir(exist_ok=True)
            with os.fdopen(self._new(part), "wb") as file:
                writer = Writer(file, self._stopped.is_set)
                yield writer
                file.flush()
                os.fsync(file.fileno())
        self._parts[name] = part
        self.hashes[name] = writer.sha256()

    def _new(self, part: Path) -> int:
        """A new file, unless the folder was stopped: a thread that nobody waits for must not leave one behind."""
        with self._opening:
            if self._stopped.is_set():
                raise InterruptedError
            return os.open(part, NEW_FILE, 0o666)

    def stop(self) -> None:
        """Whatever is being written in another thread fails at its next piece, and no further file is begun."""
        with self._opening:
            self._stopped.set()

    def write(self, name: str, data: bytes) -> None:
        """A small file, whole."""
        with self.open(name) as file:
            file.write(data)

    def commit(self, last: str = RUN) -> None:
        """Every file written takes its place, `last` after the others; what only an earlier run had goes."""
        names = sorted(self._parts, key=lambda name: (name == last, name))
        assert all(name == last or OURS.fullmatch(name) for name in names), names
        for name, sha256 in self.taken.items():  # somebody may have gone on typing
            if name not in names or file_hash(self.path / name) != sha256:
                raise OutputError("out-copy" if name in names else "out-copy-left", self.path.name, name=name)
        folders = {self.path, *((self.path / name).parent for name in (*names, *self.earlier))}
        with _told(self.path.name), _undisturbed():
            write_journal(self.path, self._journal(names))
            (self.path / last).unlink(missing_ok=True)
            for name in sorted(self.earlier.keys() - set(names)):
                (self.path / name).unlink(missing_ok=True)
            for name in names:
                self._parts.pop(name).replace(self.path / name)
            for folder in folders:
                sync(folder)
            write_journal(self.path, {})

    def _journal(self, names: Iterable[str]) -> dict[str, list[str]]:
        """What each file may hold until all have taken their places: the old or the new."""
        return {
            name: sorted({*self.earlier.get(name, ()), *filter(None, [self.hashes.get(name)])})
            for name in sorted({*names, *self.earlier})
        }


@contextmanager
def prepare(out_dir: str | Path, sources: Iterable[str | Path] = (), read: Collection[str] = ()) -> Iterator[Folder]:
    """The output folder, locked for one run: new, empty, or holding an earlier run of ours that nobody has changed.

    `read`: the hashes of the annotated copies whose decisions are taken; such a copy may have been changed.

    Raises `OutputError` before any work is done when it cannot be written, holds anything else, holds one of the
    sources, is a link, or is in use. Whatever happens inside, no temporary and no empty folder of ours is left.
    """
    path = Path(out_dir)
    where = path.name or str(path)
    if path.is_symlink():
        raise OutputError("out-link", where)
    if path.exists() and not path.is_dir():
        raise OutputError("out-file", where)
    with _told(where):
        made = _make(path)
    try:
        with _told(where):
            lock = hold(path / LOCK, where)
        try:
            with _told(where):
                earlier, taken = _earlier(path, where, sources, read)
                _sweep(path)
            opened = Folder(path, earlier, taken)
            try:
                yield opened
            finally:
                opened.stop()
                with _undisturbed(), suppress(OSError):  # what cannot be removed now, the next run sweeps
                    _sweep(path)
        finally:
            with _undisturbed():
                release(path, lock)
    finally:
        for folder in reversed(made):
            with suppress(OSError):  # not empty: the run was written
                folder.rmdir()


def verify(folder: str | Path, sources: str | Path | None = None) -> list[tuple[str, str]]:
    """What has changed in a run since it was written: names of files, each with a word of `verify` in the messages.

    `sources`: a folder that holds the files that were read; they are compared with the hashes of the run.
    Raises `OutputError` when the folder holds no run of ours.
    """
    path = Path(folder)
    run = read_run(path)
    problems = [] if run["sha256"] == own_hash(run) else [(RUN, "changed")]
    outputs: dict[str, str] = run["outputs"]
    with _told(path.name, "unreadable-because"):
        present = set(_names(path, hidden=True))
    problems += [(name, "missing") for name in sorted(set(outputs) - present)]
    problems += [(name, "foreign") for name in sorted(present - set(outputs) - {RUN})]
    links = {name for name in present & {*outputs, RUN} if (path / name).is_symlink()}
    problems += [(name, "link") for name in sorted(links)]
    same = sorted(present & set(outputs) - links)
    problems += [(name, "changed") for name in same if not _is_file_of(path / name, outputs[name])]
    return problems + (_changed_sources(run, Path(sources)) if sources is not None else [])


def _is_file_of(path: Path, sha256: str) -> bool:
    """Whether this is a file with these contents. Raises `OutputError` when it cannot be read."""
    with _told(path.name, "unreadable-because"):
        return path.is_file() and file_hash(path) == sha256


def _changed_sources(run: dict[str, Any], folder: Path) -> list[tuple[str, str]]:
    """The files of the run, decisions among them, that are not in this folder, or its folders, as they were then."""
    if not folder.is_dir():
        raise OutputError("no-folder", folder.name or str(folder))
    decisions = (each for each in run.get("decisions", ()) if "carried_into" not in each)
    named = (*run.get("inputs", ()), *decisions)
    read = dict.fromkeys((str(each["file"]), each["sha256"]) for each in named)
    present: dict[str, list[Path]] = {}
    for path in folder.rglob("*"):
        present.setdefault(without_surrogates(path.name), []).append(path)
    problems = []
    for name, sha256 in read:
        same = any(_is_file_of(path, sha256) for path in present.get(name, ()))
        change = "in_memory" if sha256 is None else "changed" if name in present else "missing"
        problems += [] if same else [(name, f"source_{change}")]
    return problems


def read_run(path: Path) -> dict[str, Any]:
    """The `run.json` of a folder. Raises `OutputError` when it is none of ours."""
    try:
        run: dict[str, Any] = json.loads(read_start(path / RUN, _MAX_RUN))
        ours = run["program"] == PROGRAM and isinstance(run["sha256"], str)
        ours = ours and all(isinstance(value, str) for value in run["outputs"].values())
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        ours = False
    if not ours:
        raise OutputError("no-run", path.name or str(path))
    return run


def own_hash(run: dict[str, Any]) -> str:
    """SHA-256 of what a `run.json` says, itself left out."""
    rest = {key: value for key, value in run.items() if key != "sha256"}
    return hashlib.sha256(json.dumps(rest, sort_keys=True).encode()).hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _earlier(
    path: Path, where: str, sources: Iterable[str | Path], read: Collection[str]
) -> tuple[dict[str, Collection[str]], dict[str, str]]:
    """The files of an earlier run in this folder, and the copies of which all that was typed was read.

    Raises `OutputError` when anything else is there.
    """
    names = list(_names(path))
    written: dict[str, Collection[str]] = {}
    taken: dict[str, str] = {}
    filled: Collection[str] = ()
    with suppress(OutputError):
        run = read_run(path)
        if run["sha256"] == own_hash(run):
            written = {name: [sha256] for name, sha256 in run["outputs"].items()}
            filled = [each["carried_into"] for each in run.get("decisions", ()) if "carried_into" in each]
    known = {**written, **read_journal(path)}
    for name in names:
        ours = (name == RUN and written) or (name in known and OURS.fullmatch(name))
        if not ours or not is_plain(path / name):
            raise OutputError("out-foreign", where, name=name)
        copy, sha256 = name.startswith(f"{ANNOTATED}/"), "" if name == RUN else file_hash(path / name)
        if copy and sha256 in read:
            taken[name] = sha256
        elif name != RUN and (sha256 not in known[name] or name in filled):
            raise OutputError("out-copy" if copy else "out-changed", where, name=name)
    _refuse_sources(path, where, names, sources)
    return {name: [*known[name], *filter(None, [taken.get(name)])] for name in names if name != RUN}, taken


def _refuse_sources(path: Path, where: str, names: Iterable[str], sources: Iterable[str | Path]) -> None:
    """A source is never written to, under whatever name it goes."""
    files = [status for status in map(_status, sources) if status is not None]
    for name in names:
        if any(os.path.samestat((path / name).stat(), file) for file in files):
            raise OutputError("out-source", where, name=name)


def _status(path: str | Path) -> os.stat_result | None:
    try:
        return Path(path).stat()
    except OSError:
        return None  # it is refused where it is read


def _names(path: Path, hidden: bool = False) -> Iterator[str]:
    """Files, links and empty folders; `hidden`: also what we write for a time and what file managers leave."""
    for folder, folders, files in os.walk(path, onerror=_raise):
        here = Path(folder)
        folders[:] = sorted(name for name in folders if (here / name) != path / NOTES_FOLDER)
        odd = [name for name in folders if (here / name).is_symlink() or not any((here / name).iterdir())]
        for name in sorted([*files, *odd]):
            part = _OUR_PART.fullmatch(name) and is_plain(here / name)
            if hidden or (name != LOCK and not part and name not in LITTER):
                yield (here / name).relative_to(path).as_posix()


def _raise(error: OSError) -> None:
    raise error


def _sweep(path: Path) -> None:
    """Remove temporaries of ours, left by this run or one that was killed."""
    for folder in (path, path / ANNOTATED):
        if folder.is_dir() and not folder.is_symlink():
            for part in folder.glob(f"{PART}*"):
                if _OUR_PART.fullmatch(part.name) and is_plain(part):
                    part.unlink()
    with suppress(OSError):  # not empty, or not there
        (path / ANNOTATED).rmdir()


def _make(path: Path) -> list[Path]:
    """Make a folder and those above it; which of them were not there."""
    missing = [each for each in (path, *path.parents) if not each.exists()]
    path.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """An interrupt waits until this is done: it takes a moment, and half of it is neither the old run nor the new."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
        if came:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def _told(name: str, key: str = "unwritable-because") -> Iterator[None]:
    """Convert `OSError` to `OutputError` with the name of its errno: no path, no text in the language of the system."""
    try:
        yield
    except OSError as error:
        raise OutputError(key, name, code=system_code(error)) from error
