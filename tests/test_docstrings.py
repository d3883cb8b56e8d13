"""Whatever is public says in its first line, in one plain sentence, what it is or does."""

import ast
import inspect
from collections.abc import Iterator
from importlib import import_module

from tests.modules import PACKAGE, written_modules


def _public(body: list[ast.stmt], within: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The public classes, functions and methods of a module; what stands within a function is nobody else's."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            yield (*within, node.name)
            if isinstance(node, ast.ClassDef):
                yield from _public(node.body, (*within, node.name))


def _docstring(module: str, qualified: tuple[str, ...]) -> str:
    """What `help` would show; a method that overrides another has the docstring of that one, if none of its own."""
    thing = import_module(module)
    for name in qualified:
        thing = inspect.getattr_static(thing, name) if inspect.isclass(thing) else getattr(thing, name)
        thing = getattr(thing, "__func__", thing)
    return inspect.getdoc(thing) or ""


def _docstrings() -> Iterator[tuple[str, str]]:
    for path in written_modules():
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        module = ".".join(parts).removesuffix(".__init__")
        tree = ast.parse(path.read_text(encoding="utf-8"))
        yield module, ast.get_docstring(tree) or ""
        for qualified in _public(tree.body):
            yield ".".join((module, *qualified)), _docstring(module, qualified)


def test_all_that_is_public_says_what_it_is_in_its_first_line() -> None:
    wrong = []
    for name, docstring in _docstrings():
        first, *more = docstring.split("\n")
        ends = first.rstrip("`").endswith((".", ":", "?", "…")) and (not more or not more[0] or first.endswith("."))
        if not ends:
            wrong.append(f"{name}: {first!r}")
    assert wrong == []
