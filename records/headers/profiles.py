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
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from records.data import parse_yaml, yaml_bytes
from records.forms import Form
from records.headers.mapping import SheetMapping
from records.labels.columns import ColumnMatch
from records.labels.labels import key
from records.labels.requests import Profile
from records.model import FormError, OutputError
from records.text import printable_json, without_surrogates

PATTERN = "*.sijill.yaml"
"""The names of profiles that the command takes by itself for files beside them."""
MOST = 100
"""Profiles in a folder that are looked at."""
_KEYS = ("form", "layout", "header_row", "columns", "letters")
_LETTER, _ROW = re.compile("[A-Z]{1,3}"), re.compile("0*[1-9][0-9]{0,6}")


def profiles_in(folder: Path, form: Form) -> list[Profile]:
    """The profiles of that form in a folder, by name (`PATTERN`).

    Raises `FormError` for one that is not right or is a link, which may lead to anything, and for very many.
    """
    found, paths = [], sorted(each for each in folder.glob(PATTERN) if each.is_symlink() or each.is_file())
    if len(paths) > MOST:
        raise FormError("many-profiles", folder.name or str(folder), most=MOST)
    for path in paths:
        try:
            _refuse_link(path)
            if load_profile(path).form == form.name:
                found.append(replace(load_profile(path, form), beside=True))
        except FormError as error:
            raise FormError("profile-beside", error.where, problem=error.at("")) from error
    return found


def _refuse_link(path: Path) -> None:
    if path.is_symlink():
        raise FormError("profile-link", path.name)


def load_profile(path: Path, form: Form | None = None) -> Profile:
    """The profile in that file. Raises `FormError` with file and line; with a form, also for unknown fields."""
    raw = yaml_bytes(path)
    document, lines = parse_yaml(raw, path.name)

    def fail(key: str, at: tuple[str, ...], **said: Any) -> FormError:
        return FormError(key, f"{path.name}:{lines.get(at, 1)}", **said)

    if not isinstance(document, dict) or (document and not set(document) & set(_KEYS)):
        raise FormError("profile-none", path.name)
    for section in ("columns", "letters"):
        if not isinstance(document.get(section, "") or {}, dict):
            raise fail("profile-section", (section,), name=section)
    for name in document:
        if name not in _KEYS:
            raise fail("profile-key", (name,), name=name, known=_KEYS)
    row, layout = document.get("header_row", ""), document.get("layout", "")
    if row and not (isinstance(row, str) and _ROW.fullmatch(row)):
        raise fail("profile-row", ("header_row",), name=row)
    if layout not in ("", "table", "forms"):
        raise fail("profile-layout", ("layout",), name=layout)
    if layout == "forms" and row:
        raise fail("profile-forms", ("header_row",))
    columns: dict[str, str] = {}
    for section in ("columns", "letters"):
        for header, target in (document.get(section) or {}).items():
            name = header if section == "letters" else key(header)
            if wrong := _wrong(section, header, target, name in columns):
                raise fail(wrong, (section, header), name=header)
            if target and form is not None and target not in form.fields:
                raise fail("no-field", (section, header), form=form.name, name=target, known=form.fields)
            columns[name] = target
    name, digest = str(document.get("form", "")), sha256(raw).hexdigest()
    return Profile(name, columns, int(row) if row else None, layout, without_surrogates(path.name), digest)


def _wrong(section: str, header: str, target: object, twice: bool) -> str:
    """What is wrong with one line of a profile, whatever the form; a key of the messages."""
    if section == "letters" and not _LETTER.fullmatch(header):
        return "profile-letter"
    if not isinstance(target, str):
        return "profile-word"
    return "profile-twice" if twice else ""


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
        raise OutputError("unwritable", path.name) from error


def _line(column: ColumnMatch, by_header: bool) -> str:
    """What a profile says of one column, if anything; a question is a comment."""
    header = printable_json(" ".join(column.header.split()) if by_header else column.letter)
    if column.field or column.why == "left":
        return f"  {header}: " + (column.field or '""')
    return f"  # {header}: {' or '.join(column.candidates)}?" if column.status == "ask" else ""
