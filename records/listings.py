"""Tables that verbs print of sheets: headers and readings."""

from __future__ import annotations

from typing import Any

import pandas as pd

from records.column import shown
from records.forms import Form
from records.headers import WHY, ColumnMatch, Mapping
from records.headers.match import Says, match
from records.session import NO_FORM, Gathered, Taken
from records.sources.layout import tables
from records.sources.sheet import Sheet

HEADERS = ("file", "sheet", "column", "header", "field", "status", "why", "candidates")


def header_table(taken: Taken, forms: list[Form], lang: str | None = None) -> pd.DataFrame:
    """One row per column of every sheet, of those that fit no form too: `HEADERS`. With `lang`, `why` is in words."""
    rows = [_row(mapping, column, lang) for mapping in taken.mappings for column in mapping.columns]
    rows += [
        _row(sheet, column, lang) for sheet, why in taken.left if why == NO_FORM for column in _columns(sheet, forms[0])
    ]
    return pd.DataFrame(rows, columns=list(HEADERS))


def _row(of: Mapping | Sheet, column: ColumnMatch, lang: str | None) -> dict[str, Any]:
    return {
        "file": of.source.file,
        "sheet": of.source.sheet,
        "column": column.letter,
        "header": column.header,
        "field": column.field or "",
        "status": column.status,
        "why": WHY[column.why][lang] if lang else column.why,
        "candidates": list(column.candidates),
    }


def _columns(sheet: Sheet, form: Form) -> list[ColumnMatch]:
    """The columns of a sheet that no form took, by the header row that its shape shows; none of them is mapped."""
    found = tables(sheet)
    rows = sheet.rows.tolist()
    at = rows.index(found[0].header_rows[-1]) if found else None
    letters = [letter for letter in sheet.letters if sheet.column(letter).null_count < len(rows)]
    texts = {letter: (sheet.column(letter)[at].as_py() or "") if at is not None else "" for letter in letters}
    return [
        ColumnMatch(
            each.letter,
            each.header,
            None,
            "none" if each.status == "mapped" else each.status,
            each.why,
            each.candidates or tuple(filter(None, [each.field])),
        )
        for each in match(texts, form, Says())
    ]


def reading_table(gathered: Gathered) -> pd.DataFrame:
    """One row per distinct text of every field: `form, field, text, scope, reading, status, missing, note, records`."""
    lexicons = [
        pd.DataFrame(
            {
                "form": batch.form.name,
                "field": name,
                "text": column.lexicon["text"],
                "scope": column.lexicon["scope"].astype(str),
                "reading": shown(column, range(len(column.lexicon))),
                "status": column.lexicon["status"].astype(str),
                "missing": column.lexicon["missing"].astype(object).where(column.lexicon["missing"].notna(), ""),
                "note": column.lexicon["note"].astype(str),
                "records": column.counts(),
            }
        )
        for batch in gathered.batches
        for name, column in batch.columns.items()
    ]
    return pd.concat(lexicons, ignore_index=True)
