"""Profiles: a person's answers on headers, kept for the next file of the family.

```yaml
form: fighter-file
header_row: 4            # optional: the sheet's own number
columns:
  التخصص: weapon
  الصنف: ""              # leave this column alone
```
"""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path

from records.data import Lines, read_yaml
from records.forms import Form, did_you_mean
from records.headers.labels import key
from records.headers.mapping import Mapping
from records.model import FormError, OutputError
from records.text import printable_json

_KEYS = ("form", "header_row", "columns")


@dataclass(frozen=True)
class Profile:
    """`columns`: field by folded header; an empty field leaves the column alone."""

    form: str
    columns: Dictionary[str, str] = field(default_factory=dict)
    header_row: int | None = None


def load_profile(path: Path, form: Form | None = None) -> Profile:
    """The profile in that file. Raises `FormError` with file and line; with a form, also for unknown fields."""
    document, lines = read_yaml(path)

    def fail(what: str, at: tuple[str, ...], remedy: str = "") -> FormError:
        return FormError(what, f"{path.name}:{lines.get(at, 1)}", remedy)

    if not isinstance(document, dict) or not isinstance(document.get("columns"), dict):
        raise fail("a profile has a mapping `columns`", ("columns",), "write `columns:` and one `header: field` a line")
    for name in document:
        if name not in _KEYS:
            raise fail(f"a profile has no {name!r}", (name,), did_you_mean(name, _KEYS))
    row = document.get("header_row", "")
    if row and not (row.isascii() and row.isdigit() and 0 < int(row) < 10**7):
        raise fail(f"header_row is no row number: {row!r}", ("header_row",), "write the number of the row")
    columns: dict[str, str] = {}
    for header, target in document["columns"].items():
        _check(header, target, form, columns, path, lines)
        columns[key(header)] = target
    return Profile(str(document.get("form", "")), columns, int(row) if row else None)


def _check(header: str, target: object, form: Form | None, seen: dict[str, str], path: Path, lines: Lines) -> None:
    where = f"{path.name}:{lines.get(('columns', header), 1)}"
    if not isinstance(target, str):
        raise FormError(f"the field of {header!r} is no word", where, "write `header: field`")
    if key(header) in seen:
        raise FormError(f"{header!r} stands twice", where, "keep one")
    if target and form is not None and target not in form.fields:
        raise FormError(f"the form {form.name} has no field {target!r}", where, did_you_mean(target, form.fields))


def save_profile(mapping: Mapping, path: Path) -> None:
    """Write what was mapped, and what still asks as comments; always the same bytes. Raises `OutputError`."""
    lines = [f"form: {mapping.form.name}", "columns:"]
    for column in mapping.columns:
        header = printable_json(" ".join(column.header.split()))
        if column.field and column.header.strip():
            lines.append(f"  {header}: {column.field}")
        elif column.why == "left":
            lines.append(f'  {header}: ""')
        elif column.status == "ask":
            lines.append(f"  # {header}: {' or '.join(column.candidates)}?")
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError("cannot be written", path.name, error.strerror or "") from error
