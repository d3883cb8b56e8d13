"""Each kind speaks for itself: no room but `kinds` asks which kind a field is."""

import ast
from pathlib import Path

import records

PACKAGE = Path(records.__file__).parent


def _is_a_kind(node: ast.AST) -> bool:
    """Whether this is the kind of a field, or its name."""
    if not isinstance(node, ast.Attribute):
        return False
    of = ast.unparse(node.value)
    return of.endswith(("kind", "reader")) if node.attr == "name" else node.attr == "kind" and "dtype" not in of


def test_no_room_but_kinds_asks_which_kind_a_field_is() -> None:
    asked = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}: {ast.unparse(node)}"
        for path in sorted(PACKAGE.rglob("*.py"))
        if "kinds" not in path.relative_to(PACKAGE).parts[:1]
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Compare) and any(map(_is_a_kind, (node.left, *node.comparators)))
    ]
    assert not asked
