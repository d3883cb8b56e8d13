"""One word for one thing: a public name is defined in one module of a room."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.modules import written_modules

ROOMS = ("figures", "kinds/dates", "sources")
TWICE = {"sources": {"sheets"}}
"""What still stands in several modules of a room; a name that no longer does must leave this list."""


def public_names(path: Path) -> Iterator[str]:
    """The classes, functions and constants that a module defines for others."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        names: list[str] = []
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names = [node.name]
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            names = [target.id for target in targets if isinstance(target, ast.Name)]
        yield from (name for name in names if not name.startswith("_"))


@pytest.mark.parametrize("room", ROOMS)
def test_a_public_name_is_defined_once_in_its_room(room: str) -> None:
    modules = defaultdict(set)
    for path in written_modules(room):
        for name in public_names(path):
            modules[name].add(path)
    assert {name for name, paths in modules.items() if len(paths) > 1} == TWICE.get(room, set())
