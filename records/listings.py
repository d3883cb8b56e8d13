"""Tables that verbs print: headers, readings, forms and their fields."""

from __future__ import annotations

import pandas as pd

from records.column import shown
from records.forms import shipped
from records.headers import labels_of
from records.session import Gathered
from records.verbs import form as load


def header_table(gathered: Gathered) -> pd.DataFrame:
    """One row per column of every sheet: `file, sheet, column, header, field, status, why, candidates`."""
    rows = [
        {
            "file": mapping.source.file,
            "sheet": mapping.source.sheet,
            "column": column.letter,
            "header": column.header,
            "field": column.field or "",
            "status": column.status,
            "why": column.why,
            "candidates": list(column.candidates),
        }
        for batch in gathered.batches
        for mapping in batch.mappings
        for column in mapping.columns
    ]
    return pd.DataFrame(rows)


def reading_table(gathered: Gathered) -> pd.DataFrame:
    """One row per distinct text of every field: `form, field, text, scope, reading, status, missing, note, records`."""
    tables = []
    for batch in gathered.batches:
        for name, column in batch.columns.items():
            lexicon = column.lexicon
            tables.append(
                pd.DataFrame(
                    {
                        "form": batch.form.name,
                        "field": name,
                        "text": lexicon["text"],
                        "scope": lexicon["scope"].astype(str),
                        "reading": shown(column, range(len(lexicon))),
                        "status": lexicon["status"].astype(str),
                        "missing": lexicon["missing"].astype(object).where(lexicon["missing"].notna(), ""),
                        "note": lexicon["note"].astype(str),
                        "records": column.counts(),
                    }
                )
            )
    return pd.concat(tables, ignore_index=True)


def form_table(lang: str) -> pd.DataFrame:
    """The shipped forms: `form, title, fields, checks`."""
    forms = [load(name) for name in shipped()]
    return pd.DataFrame(
        [{"form": each.name, "title": each.title[lang], "fields": len(each.fields), "checks": len(each.checks)} for each in forms]
    )


def field_table(name: str, lang: str) -> pd.DataFrame:
    """The fields of a form: `field, kind, required, sensitivity, about, labels`."""
    vocabulary = labels_of()
    rows = []
    for field in load(name).fields.values():
        labels = dict.fromkeys([*field.labels.get(lang, []), *vocabulary.get(field.id, {}).get(lang, [])])
        rows.append(
            {
                "field": field.id,
                "kind": field.kind,
                "required": "yes" if field.required else "",
                "sensitivity": field.sensitivity,
                "about": field.about,
                "labels": " · ".join(list(labels)[:4]),
            }
        )
    return pd.DataFrame(rows)
