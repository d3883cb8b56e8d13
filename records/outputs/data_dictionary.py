"""The data dictionary: what each column of records.csv and records.parquet means, from the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from records.column import TEXT
from records.forms import Field, Form
from records.model import Dtype, Missing, Status
from records.outputs.delimited_tables import SOURCE
from records.outputs.parquet import KEY
from records.wording import label
from records.words import brought, languages, words

if TYPE_CHECKING:
    from records.batch import Batch

_COLUMNS = ("column", "form", "field", "kind", "part", "dtype", "codes", "required", "sensitivity", "about")
_DTYPES = {
    Dtype.DAY: "datetime64[s]",
    Dtype.COUNT: "Int64",
    Dtype.CODE: "category",
    Dtype.TEXT: "string",
    Dtype.FLAG: "bool",
}


def dictionary(batch: Batch) -> pd.DataFrame:
    """One row per column of records.csv, in its order: the field it comes from, its dtype and codes, its meaning."""
    rows = [_record(batch.form, "record", "int64", "column_record")]
    rows += [
        _record(batch.form, name, dtype, "column_" + name.replace(":", "_"))
        for name, dtype in zip(SOURCE, ("category", "category", "int32"), strict=True)
    ]
    rows.append(_record(batch.form, KEY, "string", "column_" + KEY.replace(":", "_")))
    for name in batch.columns:
        rows += _field(batch.form, batch.form.fields[name])
    for name in batch.others:
        meanings = {lang: words(lang)["column_other"].format(header=name.partition(":")[2]) for lang in languages()}
        rows.append(_row(batch.form, name, "string", meanings))
    names = [*_COLUMNS, *(f"{each}_{lang}" for each in ("label", "meaning") for lang in languages())]
    return pd.DataFrame(rows, columns=names).fillna("").astype(TEXT)


def _record(form: Form, name: str, dtype: str, message: str) -> dict[str, str]:
    return _row(form, name, dtype, {lang: words(lang)[message] for lang in languages()})


def _row(form: Form, name: str, dtype: str, meanings: Mapping[str, str], **more: str) -> dict[str, str]:
    said = {f"meaning_{lang}": meaning for lang, meaning in meanings.items()}
    return {"column": name, "form": form.name, "dtype": dtype, **said, **more}


def _field(form: Form, field: Field) -> Iterator[dict[str, str]]:
    parts = {"text": Dtype.TEXT, "status": Dtype.CODE, "missing": Dtype.CODE, **field.reader.parts}
    for part, dtype in parts.items():
        labels = {lang: label(field, lang) for lang in languages()}
        yield _row(
            form,
            field.id if part == "text" else f"{field.id}_{part}",
            _DTYPES[dtype],
            {lang: _meaning(field, part, labels[lang], lang) for lang in languages()},
            field=field.id,
            kind=field.kind,
            part=part,
            codes=_codes(field, part),
            required="true" if field.required else "false",
            sensitivity=field.sensitivity,
            about=field.about,
            **{f"label_{lang}": labels[lang] for lang in languages()},
        )


def _meaning(field: Field, part: str, named: str, lang: str) -> str:
    known, own = words(lang), brought(field.reader.words, lang)
    said = own.get(f"part.{part}") or known.get(f"part_{part}", known["part_any"])
    return said.format(label=named, part=part)


def _codes(field: Field, part: str) -> str:
    if part == "status":
        return "|".join(Status)
    if part == "missing":
        return "|".join(Missing)
    codes: str = field.reader.codes(part, field.options)
    return codes
