"""Calls on a machine that lacks something: whatever it is, it is a line, and exit status 1 never stands for a crash."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.test_cli import FORM, HEADER, ROOT, ROWS, write_csv

CASES = list(csv.DictReader((ROOT / "tests" / "cases" / "machine-calls.csv").read_text("utf-8").splitlines()))
SIJILL = f'sijill() {{ "{sys.executable}" -P -c "from records.__main__ import main; main()" "$@"; }}\n'
pytestmark = pytest.mark.skipif(sys.platform != "linux" or not shutil.which("bash"), reason="calls of bash on Linux")


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files good and odd, copied for each call."""
    import xlsxwriter

    folder = tmp_path_factory.mktemp("stage")
    for name in (b"good.csv", b"x\xff.csv", "سجل.csv".encode()):
        write_csv(folder / os.fsdecode(name), [HEADER, *ROWS])
    for name in (b"small.yaml", b"f\xff.yaml"):
        (folder / os.fsdecode(name)).write_text(FORM, encoding="utf-8")
    (folder / os.fsdecode(b"p\xff.yaml")).write_text("form: small\ncolumns:\n  Notes: notes\n", encoding="utf-8")
    (folder / "good.key").write_bytes(bytes(range(32)))
    (folder / "good.key").chmod(0o600)
    (folder / "folder").mkdir()
    with xlsxwriter.Workbook(folder / "book.xlsx") as book:
        sheet = book.add_worksheet("Forms")
        for n, row in enumerate([HEADER, *ROWS]):
            sheet.write_row(n, 0, row)
    return folder


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_a_machine_that_lacks_something_is_told_in_a_line(case: dict[str, str], stage: Path, tmp_path: Path) -> None:
    folder = tmp_path / "here"
    shutil.copytree(stage, folder)
    os.mkfifo(folder / "fifo.yaml")
    (folder / "endless.yaml").symlink_to("/dev/zero")
    for name in ("piped-lock/.sijill-lock", "piped-run/run.json"):
        (folder / name).parent.mkdir()
        os.mkfifo(folder / name)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LONG": "a" * 5000, "HERE": str(folder)}
    ended = subprocess.run(
        ["bash", "-c", SIJILL + case["call"]],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    said = ended.stderr.decode()
    assert "Traceback" not in said and "a fault of this program" not in said, said
    assert said.count("\n") <= 1, said
    assert said.startswith(f"sijill: {case['line']}" if case["line"] else ""), said
    assert bool(said) or ended.returncode != 2 or "2>&-" in case["call"]
    assert str(ended.returncode) == case["code"] or (not case["code"] and ended.returncode in (1, 2)), said
