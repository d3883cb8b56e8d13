"""docs/python.md: its code runs, and it has a section for each public function."""

import re
from pathlib import Path

import pytest

import records

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)


def test_its_code_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {}
    for block in BLOCKS:
        exec(block, space)
    assert "battalion.xlsx" in capsys.readouterr().out
    assert (tmp_path / "out" / "report.html").is_file()


def test_what_embeds_it_is_15_lines() -> None:
    assert len(BLOCKS[0].splitlines()) <= 15


def test_each_public_name_has_a_section() -> None:
    assert sorted(re.findall(r"^## (\w+)$", PAGE, re.MULTILINE)) == sorted(records.__all__)


def test_each_public_function_has_an_example() -> None:
    functions = [getattr(records, name) for name in records.__all__ if name != "KINDS"]
    assert not [each.__name__ for each in functions if ">>>" not in (each.__doc__ or "")]
