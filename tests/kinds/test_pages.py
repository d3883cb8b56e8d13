"""The pages of the kinds hold the rules as the code has them."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("build_kind_pages", ROOT / "scripts" / "build_kind_pages.py")
assert _SPEC is not None
assert _SPEC.loader is not None
build_kind_pages = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(build_kind_pages)


@pytest.mark.parametrize("path", sorted((ROOT / "docs" / "kinds").glob("*.md")), ids=lambda path: path.stem)
def test_the_tables_of_the_page_are_those_of_the_code(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert build_kind_pages.page(path.stem, text) == text, "run python scripts/build_kind_pages.py"


@pytest.mark.parametrize("kind", ["blood", "count", "counts", "choice", "missing"])
def test_every_rule_is_on_its_page(kind: str) -> None:
    text = (ROOT / "docs" / "kinds" / f"{kind}.md").read_text(encoding="utf-8")
    own = [rule.id for rule in build_kind_pages.own_rules(kind)]
    assert own
    assert all(f"| `{rule}` |" in text for rule in own)
