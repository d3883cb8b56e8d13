"""docs/own-kind.md and docs/own-check.md: their code runs, and what they say of a kind and a check is there."""

import re
from pathlib import Path

import pytest

from records.checks.base import Check
from records.kinds.kind import Kind

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize(("page", "of"), [("own-kind", Kind), ("own-check", Check)])
def test_its_code_runs_and_its_tables_name_what_is_there(
    page: str, of: type, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (DOCS / f"{page}.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    space: dict[str, object] = {"__name__": page}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(block, space)
    named = {name for row in re.findall(r"^\| (`.*?) \|", text, re.MULTILINE) for name in re.findall(r"`(\w+)", row)}
    assert named <= {*dir(of), *of.__annotations__} and len(named) > 10
