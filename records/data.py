"""Where our data lies, and how YAML is read: by strangers' rules.

Forms, profiles and decisions come from strangers, so YAML is texts, lists and mappings and nothing else: no `NO` that
becomes false, no `012` that becomes 10, no aliases, tags or duplicate keys, at most 20 levels and one megabyte.
"""

from __future__ import annotations

import errno
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from records.model import FormError

MAX_YAML_BYTES = 1_000_000
MAX_DEPTH = 20

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times faster; same events


def schemas() -> Path:
    """The folder of forms, vocabularies and messages: inside the wheel, else beside the package.

    >>> (schemas() / "fighter-file.yaml").is_file()
    True
    """
    inside = Path(str(files("records"))) / "schemas"
    return inside if inside.is_dir() else Path(str(files("records"))).parent / "schemas"


class YamlLines(dict[tuple[str, ...], int]):
    """The line of each path through a document: `lines[("fields", "kunya", "kind")]`."""


def read_yaml(path: Path) -> tuple[Any, YamlLines]:
    """The document in `path` and the line of each of its parts. Raises `FormError` with file and line."""
    return parse_yaml(yaml_bytes(path), path.name)


def yaml_bytes(path: Path) -> bytes:
    """The bytes of a form, vocabulary or profile. Raises `FormError`."""
    try:
        raw = read_start(path, MAX_YAML_BYTES + 1)
    except OSError as error:
        raise FormError("yaml-unreadable", path.name) from error
    if len(raw) > MAX_YAML_BYTES:
        raise FormError("yaml-large", path.name, most=MAX_YAML_BYTES)
    return raw


def read_start(path: Path, most: int) -> bytes:
    """At most so many bytes of a file. Raises `OSError`, for a pipe or device too: these may never end."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "is not a file", str(path))
    with path.open("rb") as file:
        return file.read(most)


def parse_yaml(raw: bytes, name: str) -> tuple[Any, YamlLines]:
    """Parse YAML of strings only.

    >>> parse_yaml(b"a: NO\\nb: [012, 12:30]", "f.yaml")[0]
    {'a': 'NO', 'b': ['012', '12:30']}
    >>> parse_yaml(b"a: 1\\na: 2", "f.yaml")
    Traceback (most recent call last):
    ...
    records.model.FormError: f.yaml:2: a key stands twice; keep one
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormError("not-utf-8", name) from error
    loader = _Loader(text)
    try:
        lines = YamlLines()
        if not loader.check_event(yaml.StreamStartEvent):
            raise FormError("not-yaml", name)
        loader.get_event()
        value = _document(loader, name, lines)
    except yaml.YAMLError as error:
        mark: Any = getattr(error, "problem_mark", None)
        where = f"{name}:{mark.line + 1}" if mark else name
        if problem := getattr(error, "problem", None):
            raise FormError("yaml-broken", where, problem=problem) from error
        raise FormError("yaml-characters", where) from error
    finally:
        loader.dispose()
    return value, lines


def _document(loader: Any, name: str, lines: YamlLines) -> Any:
    event = loader.get_event()
    if isinstance(event, yaml.StreamEndEvent):
        return {}
    value = _node(loader, loader.get_event(), name, lines, ())
    loader.get_event()
    if not loader.check_event(yaml.StreamEndEvent):
        raise FormError("yaml-documents", name)
    return value


def _node(loader: Any, event: Any, name: str, lines: YamlLines, path: tuple[str, ...]) -> Any:
    """The value that begins with this event."""
    line = lines[path] = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        raise FormError("yaml-alias", f"{name}:{line}")
    if event.tag and event.tag != "!":
        raise FormError("yaml-tag", f"{name}:{line}")
    if len(path) >= MAX_DEPTH:
        raise FormError("yaml-deep", f"{name}:{line}", most=MAX_DEPTH)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(loader, name, lines, path)
    return _mapping(loader, name, lines, path)


def _sequence(loader: Any, name: str, lines: YamlLines, path: tuple[str, ...]) -> list[Any]:
    values: list[Any] = []
    while not isinstance(event := loader.get_event(), yaml.SequenceEndEvent):
        values.append(_node(loader, event, name, lines, (*path, str(len(values)))))
    return values


def _mapping(loader: Any, name: str, lines: YamlLines, path: tuple[str, ...]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    while not isinstance(key := loader.get_event(), yaml.MappingEndEvent):
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarEvent):
            raise FormError("yaml-key", f"{name}:{line}")
        if key.anchor or key.tag:
            raise FormError("yaml-key-alias", f"{name}:{line}")
        if key.value in values:
            raise FormError("yaml-twice", f"{name}:{line}")
        values[key.value] = _node(loader, loader.get_event(), name, lines, (*path, key.value))
        lines[(*path, key.value)] = line
    return values
