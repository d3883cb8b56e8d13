"""Whole or not at all: whatever fails leaves the old run or the new one, never half a file."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from records.model import OutputError
from records.outputs import files
from records.outputs.files import PART, RUN, Folder, own_hash, prepare, verify
from records.outputs.lock import LOCK

NAMES = ("findings.csv", "report.html", "annotated/amal.annotated.xlsx")


def write_run(folder: Folder, says: str, names: tuple[str, ...] = NAMES) -> None:
    for name in names:
        folder.write(name, f"{name} {says}".encode())
    run: dict[str, Any] = {"program": "sijill", "outputs": folder.hashes}
    folder.write(RUN, json.dumps(run | {"sha256": own_hash(run)}).encode())
    folder.commit()


def run_into(path: Path, says: str, names: tuple[str, ...] = NAMES) -> None:
    with prepare(path) as folder:
        write_run(folder, says, names)


def content(path: Path) -> dict[str, str]:
    return {each.relative_to(path).as_posix(): each.read_text() for each in sorted(path.rglob("*")) if each.is_file()}


def test_a_run_is_written_replaced_and_verified(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    run_into(out, "one")
    assert sorted(content(out)) == sorted([*NAMES, RUN])
    assert verify(out) == []
    run_into(out, "two", ("findings.csv",))
    assert content(out)["findings.csv"] == "findings.csv two"
    assert sorted(each.name for each in out.iterdir()) == ["findings.csv", RUN], "what only the earlier run had is gone"
    assert verify(out) == []


def test_verify_names_what_changed(tmp_path: Path) -> None:
    run_into(tmp_path, "one")
    (tmp_path / "findings.csv").write_text("mine")
    (tmp_path / "report.html").unlink()
    (tmp_path / "notes.txt").write_text("mine")
    run = json.loads((tmp_path / RUN).read_text())
    (tmp_path / RUN).write_text(json.dumps(run | {"version": "9"}))
    assert verify(tmp_path) == [
        ("run.json", "changed"),
        ("report.html", "missing"),
        ("notes.txt", "foreign"),
        ("findings.csv", "changed"),
    ]


@pytest.mark.parametrize("name", [".notes", ".DS_Store", "Thumbs.db", "desktop.ini", f"{PART}evil.html", LOCK])
def test_verify_names_whatever_was_added(tmp_path: Path, name: str) -> None:
    run_into(tmp_path, "one")
    (tmp_path / name).write_text("added")
    (tmp_path / "annotated" / name).write_text("added")
    assert sorted(verify(tmp_path)) == sorted([(name, "foreign"), (f"annotated/{name}", "foreign")])


@pytest.mark.parametrize("name", ["findings.csv", "annotated/amal.annotated.xlsx", RUN])
def test_verify_names_an_output_that_became_a_link(tmp_path: Path, name: str) -> None:
    """Also where the link leads to the same bytes: they lie elsewhere, and may change there."""
    run_into(tmp_path / "out", "one")
    (tmp_path / "out" / name).replace(tmp_path / "elsewhere")
    (tmp_path / "out" / name).symlink_to(tmp_path / "elsewhere")
    assert verify(tmp_path / "out") == [(name, "link")]


def test_verify_waits_for_no_pipe(tmp_path: Path) -> None:
    run_into(tmp_path, "one")
    (tmp_path / "findings.csv").unlink()
    os.mkfifo(tmp_path / "findings.csv")
    assert verify(tmp_path) == [("findings.csv", "changed")]


NO_RUNS = ["", "[]", "{}", '{"program": "sijill"}', '{"program": "sijill", "sha256": "", "outputs": []}']


@pytest.mark.parametrize("text", NO_RUNS)
def test_no_run_of_ours_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / RUN).write_text(text)
    with pytest.raises(OutputError, match="is not a sijill output folder"):
        verify(tmp_path)
    with pytest.raises(OutputError, match="which is of no run of ours"), prepare(tmp_path):
        pass


def foreign_file(path: Path) -> None:
    (path / "thesis.docx").write_text("years of work")


def foreign_folder(path: Path) -> None:
    (path / "photos").mkdir()


def edited_output(path: Path) -> None:
    run_into(path, "one")
    (path / "findings.csv").write_text("a person's notes in it")


def file_beside_a_run(path: Path) -> None:
    run_into(path, "one")
    (path / "annotated" / "mine.xlsx").write_text("mine")


def link_to_a_file(path: Path) -> None:
    run_into(path, "one")
    aside = path.parent / "aside.csv"
    (path / "findings.csv").rename(aside)
    (path / "findings.csv").symlink_to(aside)


def link_to_a_folder(path: Path) -> None:
    (path.parent / "elsewhere").mkdir()
    (path / "annotated").symlink_to(path.parent / "elsewhere")


@pytest.mark.parametrize(
    "fill", [foreign_file, foreign_folder, edited_output, file_beside_a_run, link_to_a_file, link_to_a_folder]
)
def test_a_folder_with_anything_else_is_refused_and_left(tmp_path: Path, fill: Callable[[Path], None]) -> None:
    out = tmp_path / "out"
    out.mkdir()
    fill(out)
    before = content(tmp_path)
    with pytest.raises(OutputError) as error, prepare(out):
        pass
    assert content(tmp_path) == before
    assert str(tmp_path) not in str(error.value)
    assert error.value.where == "out"
    assert error.value.remedy


def test_what_file_managers_leave_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_text("x")
    run_into(tmp_path, "one")
    run_into(tmp_path, "two")
    assert (tmp_path / ".DS_Store").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    with pytest.raises(OutputError, match="is a link"), prepare(tmp_path / "out"):
        pass
    lock = tmp_path / "real" / LOCK
    lock.symlink_to(tmp_path / "victim")
    with pytest.raises(OutputError), prepare(tmp_path / "real"):
        pass
    assert not (tmp_path / "victim").exists()


NOTES = hashlib.sha256(b"somebody's work").hexdigest()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        (LOCK, '["notes.txt"]'),
        (LOCK, json.dumps({"notes.txt": [NOTES]})),
        (LOCK, json.dumps({"findings.csv": ["0" * 64]})),
        (LOCK, "my own notes"),
        (LOCK, "[" * 100_000),
        (LOCK, '{"notes.txt": 1}'),
        (f"{PART}evil.html", "x"),
        (RUN, None),
    ],
)
def test_what_a_folder_says_of_itself_removes_nothing_that_is_not_ours(
    tmp_path: Path, name: str, says: str | None
) -> None:
    """A lock, a journal and a run.json may come from a stranger: our names count, and the hashes beside them."""
    (tmp_path / "notes.txt").write_text("somebody's work")
    (tmp_path / "findings.csv").write_text("somebody's work")
    (tmp_path / f"{PART}7").write_text("somebody's work")
    run: dict[str, Any] = {"program": "sijill", "outputs": {"notes.txt": NOTES, "findings.csv": NOTES}}
    run["sha256"] = own_hash(run)
    (tmp_path / name).write_text(says if says is not None else json.dumps(run))
    before = content(tmp_path)
    with pytest.raises(OutputError, match=r"of no run of ours|changed after the run"), prepare(tmp_path):
        pass
    assert content(tmp_path) == before


@pytest.mark.parametrize("said", ["{}", "", None])
def test_a_part_that_is_a_link_or_a_folder_is_not_ours(tmp_path: Path, said: str | None) -> None:
    (tmp_path / "victim").write_text("x")
    out = tmp_path / "out"
    out.mkdir()
    (out / f"{PART}0").symlink_to(tmp_path / "victim")
    if said is not None:
        (out / LOCK).write_text(said)
    with pytest.raises(OutputError), prepare(out):
        pass
    assert (out / f"{PART}0").is_symlink() and (tmp_path / "victim").exists()


def test_a_source_is_never_written_onto(tmp_path: Path) -> None:
    run_into(tmp_path / "out", "one")
    with (
        pytest.raises(OutputError, match="is to be read"),
        prepare(tmp_path / "out", [tmp_path / "out" / "findings.csv"]),
    ):
        pass
    os.link(tmp_path / "out" / "findings.csv", tmp_path / "same.csv")
    with (
        pytest.raises(OutputError, match="is to be read"),
        prepare(tmp_path / "out", [tmp_path / "same.csv", "absent.csv"]),
    ):
        pass


def test_a_place_that_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for out, what in ((tmp_path / "file", "is a file"), (tmp_path / "file" / "out", "cannot be written")):
        with pytest.raises(OutputError, match=what), prepare(out):
            pytest.fail("work was begun")


def test_two_runs_do_not_share_a_folder(tmp_path: Path) -> None:
    with prepare(tmp_path / "out") as folder:
        with pytest.raises(OutputError, match="another run"), prepare(tmp_path / "out"):
            pass
        write_run(folder, "one")
    assert verify(tmp_path / "out") == []


def test_nothing_is_left_of_a_run_that_fails_before_its_end(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), prepare(tmp_path / "a" / "b") as folder:
        folder.write("annotated/x.annotated.xlsx", b"half a run")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_an_error_of_the_work_is_not_taken_for_one_of_the_folder(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), prepare(tmp_path / "out"):
        raise FileNotFoundError("a source")


class NthFails:
    """Lets n calls of the system through and fails the next one."""

    def __init__(self, n: int) -> None:
        self.left = n

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*args: Any, **keywords: Any) -> Any:
            self.left -= 1
            if self.left == -1:
                raise OSError(errno.ENOSPC, "No space left on device")
            return call(*args, **keywords)

        return wrapped


@pytest.mark.parametrize("earlier", [False, True])
def test_the_nth_call_failing_leaves_no_half_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: bool
) -> None:
    finished = False
    for n in range(100):
        out = tmp_path / str(n)
        if earlier:
            run_into(out, "old")
        old = content(out) if earlier else {}
        failing = NthFails(n)
        with monkeypatch.context() as patch:
            patch.setattr(files.Writer, "write", failing.around(files.Writer.write))
            patch.setattr(os, "fsync", failing.around(os.fsync))
            patch.setattr(Path, "replace", failing.around(Path.replace))
            patch.setattr(Path, "unlink", failing.around(Path.unlink))
            patch.setattr(os, "open", failing.around(os.open))
            try:
                run_into(out, "new", NAMES[1:])
            except OutputError as error:
                assert "ENOSPC" in str(error)
        now = content(out) if out.exists() else {}
        assert all(text == f"{name} old" or text == f"{name} new" for name, text in now.items() if name in NAMES)
        whole = now == old or (RUN in now and {name for name, _ in verify(out)} <= {LOCK})
        assert whole or RUN not in now, "a run.json never says of half a run that it is one"
        run_into(out, "again")
        assert verify(out) == []
        assert not list(out.rglob(f"{PART}*"))
        assert not (out / LOCK).exists()
        finished = failing.left >= 0
        if finished:
            break
    assert finished
    assert n > 15


KILLED = """
import sys
sys.path[:0] = {paths!r}
from pathlib import Path
from tests.outputs.test_files import run_into
import os, signal
calls = int(sys.argv[2])
def counted(call):
    def wrapped(*args, **keywords):
        global calls
        calls -= 1
        if calls < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return call(*args, **keywords)
    return wrapped
Path.replace, Path.unlink, os.fsync = counted(Path.replace), counted(Path.unlink), counted(os.fsync)
run_into(Path(sys.argv[1]), "new")
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no kill -9 here")
@pytest.mark.parametrize("calls", [0, 3, 6, 8, 10, 12])
def test_a_killed_run_is_put_right_by_the_next(tmp_path: Path, calls: int) -> None:
    out = tmp_path / "out"
    run_into(out, "old")
    root = str(Path(__file__).parents[2])
    ended = subprocess.run([sys.executable, "-c", KILLED.format(paths=[root]), str(out), str(calls)], check=False)
    assert ended.returncode == -signal.SIGKILL
    texts = {name: text for name, text in content(out).items() if name in NAMES}
    assert all(text in (f"{name} old", f"{name} new") for name, text in texts.items())
    run_into(out, "again")
    assert verify(out) == []
    assert set(content(out)) == {*NAMES, RUN}


def test_a_stopped_folder_begins_no_file(tmp_path: Path) -> None:
    """A thread that was started when the interrupt came may open its file after everything was swept."""
    with pytest.raises(KeyboardInterrupt), prepare(tmp_path / "out") as folder:
        kept = folder
        raise KeyboardInterrupt
    (tmp_path / "out").mkdir()
    with pytest.raises(OutputError), kept.open("findings.csv"):
        pytest.fail("it was begun")
    assert list((tmp_path / "out").iterdir()) == []


def test_an_interrupt_waits_until_all_files_have_their_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run_into(tmp_path / "out", "old")
    replace = Path.replace

    def interrupted(part: Path, target: Path) -> Path:
        signal.raise_signal(signal.SIGINT)
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", interrupted)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
    try:
        with pytest.raises(KeyboardInterrupt):
            run_into(tmp_path / "out", "new")
    finally:
        signal.signal(signal.SIGINT, before)
    assert content(tmp_path / "out")["findings.csv"] == "findings.csv new"
    assert verify(tmp_path / "out") == []
    assert not (tmp_path / "out" / LOCK).exists()
