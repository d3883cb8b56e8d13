"""The examples of causes: each names its cause and accuses nobody, and the README shows the screen of the first."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import records
from records.causes.members import CAUSE
from records.model import serious

ROOT = Path(__file__).parent.parent
NAMED = {
    "day-and-month-swapped": "swapped-by-locale",
    "columns-swapped": "columns-swapped",
    "column-shifted": "column-shifted",
    "pulled-down": "filled-down",
    "typed-twice": "typed-twice",
}


@pytest.mark.parametrize("name", NAMED)
def test_a_file_names_its_cause_and_accuses_nobody(name: str) -> None:
    sheets = records.read(ROOT / "examples" / "causes" / f"{name}.xlsx")
    found = records.check(records.normalise(sheets, "fighter-file"))
    causes = found[(found[CAUSE] != "") & (found["verdict"] == "batch")]
    assert causes.loc[causes["severity"] != "info", "check"].tolist() == [NAMED[name]]
    assert not (serious(found) & found["record"].notna()).any()


def test_the_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    script, path = ROOT / "scripts" / "make_cause_examples.py", {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, env=path)
    for file in [Path("printed-2015.xlsx"), *(Path("causes") / f"{name}.xlsx" for name in NAMED)]:
        assert (tmp_path / file).read_bytes() == (ROOT / "examples" / file).read_bytes()


def test_the_readme_shows_the_screen_of_the_story() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- screen -->\n```sh\n\.venv/bin/sijill (.*?)\n```\n\n```text\n(.*?)```", readme, re.DOTALL)
    assert block
    call = [sys.executable, "-m", "records", *block[1].split()]
    assert subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=True).stdout == block[2]
