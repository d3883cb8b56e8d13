"""Vocabularies: codes, their labels, and the spellings of each. Shipped ones are `schemas/vocabularies/*.yaml`.

```yaml
pkm:
  en: PK machine gun
  ar: بي كي سي
  parent: machine_gun                   # optional: every pkm is a machine_gun
  spellings: [[PKM, PKC], [بيكا]]       # a list, or a list of lists where that reads better
```
A spelling is matched exactly after folding. Words in brackets are part of the spelling: glosses belong into comments.
A spelling under two codes is allowed, and makes the text ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from records.data import YamlLines, read_yaml, schemas
from records.model import FormError
from records.text import fold
from records.words import in_language, languages


@dataclass(frozen=True, slots=True)
class Entry:
    """One code of a vocabulary."""

    code: str
    labels: Mapping[str, str]
    """By language; English where a language has none, else the code itself."""
    spellings: tuple[str, ...]
    """As people write it; the labels count as spellings too, unless they are also those of another code."""
    parent: str | None = None


@dataclass(frozen=True)
class Vocabulary:
    """The codes of one field, and which codes each folded spelling may mean."""

    name: str
    entries: Mapping[str, Entry]
    index: Mapping[str, tuple[str, ...]]
    """Folded spelling to its codes, in the vocabulary's order."""

    def parents(self, code: str) -> tuple[str, ...]:
        """The code's parent, its parent, and so on.

        >>> load("weapons").parents("pkm")
        ('machine_gun',)
        """
        found: list[str] = []
        above = self.entries[code].parent
        while above is not None:
            found.append(above)
            above = self.entries[above].parent
        return tuple(found)


SHIPPED = ("education", "fate", "marital", "obedience", "role", "sex", "sharia", "weapons", "yes-no")
"""The vocabularies that a field of a form may name; the other files beside them are the words of other kinds."""


@lru_cache
def load(name: str) -> Vocabulary:
    """The shipped vocabulary of that name. Raises `FormError` when there is none, or it is wrong."""
    path = schemas() / "vocabularies" / f"{name}.yaml"
    if not re.fullmatch(r"[a-z][a-z0-9-]*", name) or not path.is_file():
        raise FormError("no-vocabulary", name=name, known=SHIPPED)
    document, lines = read_yaml(path)
    return build(name, document, path.name, lines)


def build(name: str, document: Any, file: str = "", lines: YamlLines | None = None) -> Vocabulary:
    """A vocabulary from its mapping, or from a plain list of codes.

    >>> build("size", ["small", "large"]).index
    {'small': ('small',), 'large': ('large',)}
    >>> build("size", {"small": {"ar": "صغير", "spellings": ["s"]}}).index
    {'s': ('small',), 'small': ('small',), 'صغير': ('small',)}
    """
    bodies = {code: {} for code in document} if isinstance(document, (list, tuple)) else document
    where = _where(file, lines)
    if not isinstance(bodies, Mapping) or not bodies:
        raise FormError("vocabulary-list", where(()), name=name)
    entries = {code: _entry(code, body, where((code,))) for code, body in bodies.items()}
    for entry in entries.values():
        _check_parents(entry, entries, where((entry.code, "parent")))
    return Vocabulary(name, entries, _index(entries.values()))


def _where(file: str, lines: YamlLines | None) -> Any:
    return lambda path: f"{file}:{lines[path]}" if lines and path in lines else file


def _entry(code: str, body: Any, where: str) -> Entry:
    if isinstance(body, (str, list, tuple)):
        body = {"spellings": [body] if isinstance(body, str) else body}
    unknown = sorted(set(body) - {*languages(), "parent", "spellings"})
    if unknown:
        raise FormError("code-entry", where, code=code, name=unknown[0], known=(*languages(), "parent", "spellings"))
    for word in (*languages(), "parent"):
        if not isinstance(body.get(word, ""), str):
            raise FormError("code-word", where, code=code, name=word)
    spellings = tuple(_flat(body.get("spellings", [])))
    labels = {language: in_language(body, language) or code for language in languages()}
    return Entry(code, labels, spellings, body.get("parent"))


def _flat(values: Iterable[Any]) -> Iterator[str]:
    for value in [values] if isinstance(values, str) else values:
        if isinstance(value, str):
            yield value
        else:
            yield from _flat(value)


def _check_parents(entry: Entry, entries: Mapping[str, Entry], where: str) -> None:
    seen = {entry.code}
    parent = entry.parent
    while parent is not None:
        if parent not in entries:
            raise FormError("code-parent", where, code=entry.code, name=parent)
        if parent in seen:
            raise FormError("code-ancestor", where, code=entry.code)
        seen.add(parent)
        parent = entries[parent].parent


def _index(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    entries = list(entries)
    for entry in entries:
        for spelling in entry.spellings:
            _add(index, fold(spelling), entry.code)
    for entry in entries:  # codes and labels are spellings as well, where nobody else claims them
        for label in (entry.code, entry.code.replace("_", " "), *entry.labels.values()):
            index.setdefault(fold(label), (entry.code,))
    return index


def _add(index: dict[str, tuple[str, ...]], key: str, code: str) -> None:
    codes = index.get(key, ())
    if key and code not in codes:
        index[key] = (*codes, code)
