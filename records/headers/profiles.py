"""Profiles: a person's answers on headers, kept for the next file of the family.

```yaml
form: fighter-file
layout: table            # optional: or `forms`, whose labels stand beside or above their answers
header_row: 4            # optional: the sheet's own number
columns:                 # field by header
  التخصص: weapon
  الصنف: ""              # leave this column alone
letters:                 # optional: field by letter, where a header is empty or stands twice
  E: birth_date
```
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from records.data import read_yaml
from records.forms import Form, did_you_mean
from records.headers.mapping import SheetMapping
from records.labels.columns import ColumnMatch
from records.labels.labels import key
from records.labels.requests import Profile
from records.model import FormError, OutputError
from records.text import printable_json

PATTERN = "*.sijill.yaml"
"""The names of profiles that the command takes by itself for files beside them."""
_KEYS = ("form", "layout", "header_row", "columns", "letters")
_LETTER, _ROW = re.compile("[A-Z]{1,3}"), re.compile("0*[1-9][0-9]{0,6}")


def profiles_in(folder: Path, form: Form) -> list[Profile]:
    """The profiles of that form in a folder, by name (`PATTERN`). Raises `FormError` for one that is not right."""
    found = []
    for path in sorted(each for each in folder.glob(PATTERN) if each.is_file()):
        try:
            if load_profile(path).form == form.name:
                found.append(load_profile(path, form))
        except FormError as error:
            remedy = "; or ".join(filter(None, [error.remedy, "leave it with --no-profiles"]))
            raise FormError(error.what, error.where, remedy) from error
    return found


def load_profile(path: Path, form: Form | None = None) -> Profile:
    """The profile in that file. Raises `FormError` with file and line; with a form, also for unknown fields."""
    document, lines = read_yaml(path)

    def fail(what: str, at: tuple[str, ...], remedy: str = "") -> FormError:
        return FormError(what, f"{path.name}:{lines.get(at, 1)}", remedy)

    for section in ("columns", "letters"):
        if not isinstance(document, dict) or not isinstance(document.get(section, "") or {}, dict):
            raise fail(f"a profile has a mapping `{section}`", (section,), "write one `header: field` a line")
    for name in document:
        if name not in _KEYS:
            raise fail(f"a profile has no {name!r}", (name,), did_you_mean(name, _KEYS))
    row, layout = document.get("header_row", ""), document.get("layout", "")
    if row and not (isinstance(row, str) and _ROW.fullmatch(row)):
        raise fail(f"header_row is no row number: {row!r}", ("header_row",), "write the number of the row")
    if layout not in ("", "table", "forms"):
        raise fail(f"there is no layout {layout!r}", ("layout",), "write `table` or `forms`")
    if layout == "forms" and row:
        raise fail("forms have no header row", ("header_row",), "leave it out, or write `layout: table`")
    columns: dict[str, str] = {}
    for section in ("columns", "letters"):
        for header, target in (document.get(section) or {}).items():
            name = header if section == "letters" else key(header)
            wrong = _wrong(section, header, target, name in columns, form)
            if wrong:
                raise fail(wrong[0], (section, header), wrong[1])
            columns[name] = target
    name, digest = str(document.get("form", "")), sha256(path.read_bytes()).hexdigest()
    return Profile(name, columns, int(row) if row else None, layout, path.name, digest)


def _wrong(section: str, header: str, target: object, twice: bool, form: Form | None) -> tuple[str, str] | None:
    """What is wrong with one line of a profile, and the remedy."""
    if section == "letters" and not _LETTER.fullmatch(header):
        return f"{header!r} is no letter of a column", "write the letter that stands above it, such as E"
    if not isinstance(target, str):
        return f"the field of {header!r} is no word", "write `header: field`"
    if twice:
        return f"{header!r} stands twice", "keep one"
    if target and form is not None and target not in form.fields:
        return f"the form {form.name} has no field {target!r}", did_you_mean(target, form.fields)
    return None


def save_profile(mapping: SheetMapping, path: Path, header_row: int | None = None) -> None:
    """Write what was mapped, and what still asks as comments; always the same bytes. Raises `OutputError`.

    `header_row`: the row that was said; one that was found is found again.
    """
    lines = [f"form: {mapping.form.name}"]
    lines += ["layout: forms"] if mapping.cells else [] if header_row is None else [f"header_row: {header_row}"]
    keys = [key(column.header) for column in mapping.columns]
    alone = [bool(name) and keys.count(name) == 1 for name in keys]
    for section, wanted in (("columns", True), ("letters", False)):
        told = [_line(column, wanted) for column, here in zip(mapping.columns, alone, strict=True) if here is wanted]
        lines += [f"{section}:", *filter(None, told)] if any(told) or wanted else []
    try:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    except OSError as error:
        raise OutputError("cannot be written", path.name, error.strerror or "") from error


def _line(column: ColumnMatch, by_header: bool) -> str:
    """What a profile says of one column, if anything; a question is a comment."""
    header = printable_json(" ".join(column.header.split()) if by_header else column.letter)
    if column.field or column.why == "left":
        return f"  {header}: " + (column.field or '""')
    return f"  # {header}: {' or '.join(column.candidates)}?" if column.status == "ask" else ""
