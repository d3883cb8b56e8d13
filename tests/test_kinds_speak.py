"""Each kind speaks for itself: no room but `kinds` asks which kind a field is, or names a part of one."""

import ast
from collections.abc import Iterator

from records.kinds import KINDS
from tests.modules import PACKAGE, written_modules


def _is_a_kind(node: ast.AST) -> bool:
    """Whether this is the kind of a field, or its name."""
    if not isinstance(node, ast.Attribute):
        return False
    of = ast.unparse(node.value)
    return of.endswith(("kind", "reader")) if node.attr == "name" else node.attr == "kind" and "dtype" not in of


def test_no_room_but_kinds_asks_which_kind_a_field_is() -> None:
    asked = [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, tree in _rooms()
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and any(map(_is_a_kind, (node.left, *node.comparators)))
    ]
    assert not asked


NO_PART = {
    "answers": {"high"},  # a day over 12
    "causes": {"calendar"},  # a step from a date to the next
    "checks": {"calendar"},  # what a message names
    "cli": {"calendar"},  # an option
    "figures": {"_low", "_high"},  # the ends of a share
    "forms.py": {"edtf"},  # a notation of unread characters
    "headers": {"unit"},  # a field
    "outputs": {"codes", "_low", "_high"},  # a column of the dictionary, the ends of a share
    "pseudonyms.py": {"low", "high"},  # the ends of a span of years
    "wording.py": {"calendar"},  # what a message names
}
"""Words that are parts of kinds, and mean something else in a room."""


def test_no_room_but_kinds_names_a_part() -> None:
    """Parts are found through what a kind says of them: `bounds`, `countable`, `key`, `length`, `left_over` …"""
    parts = {part for kind in KINDS.values() for part in (*kind.parts, *kind.alternatives, *kind.items)} - {"why"}
    named = [
        f"{name}:{node.lineno}: {node.value}"
        for name, tree in _rooms()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and str(node.value).removeprefix("_") in parts
        if node.value not in NO_PART.get(name.partition("/")[0], ())
    ]
    assert not named


def _rooms() -> Iterator[tuple[str, ast.AST]]:
    """The modules outside `kinds`, each with its tree."""
    for path in written_modules():
        name = path.relative_to(PACKAGE)
        if name.parts[0] != "kinds":
            yield name.as_posix(), ast.parse(path.read_text(encoding="utf-8"))
