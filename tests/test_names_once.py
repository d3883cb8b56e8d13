"""One name, one meaning: what is public is defined in one module, and a file name stands in one room."""

import ast
from collections import defaultdict
from pathlib import Path

import records
from tests.modules import PACKAGE, written_modules

TWICE = {
    *records.__all__,  # a verb of the door hands over to the function that does it
    "RULES",  # those of a kind, or of a reader of cells
    "sheets",  # how each format is read; sources/child asks a module by its name
}
"""Public names that may be defined in several modules. The functions in cli/ are named as the commands are."""


def _defined(path: Path) -> list[str]:
    """The public names that a module defines at its top."""
    names = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            names.append(node.name)
        elif isinstance(node, ast.Assign):
            names += [target.id for target in node.targets if isinstance(target, ast.Name)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names.append(node.target.id)
    return [name for name in names if not name.startswith("_")]


def test_a_public_name_is_defined_in_one_module() -> None:
    modules = defaultdict(set)
    for path in written_modules():
        if path.relative_to(PACKAGE).parts[0] not in ("cli", "__main__.py"):
            for name in _defined(path):
                modules[name].add(str(path.relative_to(PACKAGE)))
    assert {name: paths for name, paths in modules.items() if len(paths) > 1 and name not in TWICE} == {}


def test_a_file_name_stands_in_one_room() -> None:
    """The files in cli/ are named as the commands are, and every room may have its `__init__`."""
    rooms = defaultdict(set)
    for path in written_modules():
        if path.name != "__init__.py" and path.parent.name != "cli":
            rooms[path.name].add(str(path.parent.relative_to(PACKAGE)))
    assert {name: found for name, found in rooms.items() if len(found) > 1} == {}
