"""What is shipped, as rows: all forms, and the fields of one. Needs no pandas."""

from __future__ import annotations

from typing import Any

from records.data import read_yaml, schemas
from records.forms import load_form, shipped
from records.kinds import KINDS
from records.words import ENGLISH, in_language

_Rows = tuple[list[str], list[list[Any]]]


def forms(lang: str) -> _Rows:
    """The shipped forms: `form, title, fields, required` (how many, and which)."""
    rows = []
    for name in shipped():
        form = load_form(name, KINDS, None)
        required = [field.id for field in form.fields.values() if field.required]
        rows.append([name, in_language(form.title, lang) or name, len(form.fields), required])
    return ["form", "title", "fields", "required"], rows


def shipped_fields(name: str, lang: str) -> _Rows:
    """The fields of a form: `field, kind, required, sensitivity, about, labels`. Raises `FormError`."""
    shared = read_yaml(schemas() / "vocabularies" / "labels.yaml")[0]["fields"]
    rows: list[list[Any]] = []
    for field in load_form(name, KINDS, None).fields.values():
        ours = shared.get(field.id, {})
        labels = next(
            filter(None, ([*field.labels.get(each, []), *ours.get(each, [])] for each in (lang, ENGLISH))), []
        )
        rows.append(
            [
                field.id,
                field.kind,
                "yes" if field.required else "",
                field.sensitivity,
                field.about,
                list(dict.fromkeys(labels)),
            ]
        )
    return ["field", "kind", "required", "sensitivity", "about", "labels"], rows
