"""records.xlsx: the records for people. Text and reading side by side, in words, and what was found in each record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from records.column import Column, shown
from records.kinds.kind import is_dated
from records.model import OTHER, Missing, others_of
from records.text import visible
from records.wording import label
from records.words import in_language, words
from records.xlsx.people_table import TINTS, TableColumn, table_workbook

if TYPE_CHECKING:
    from records.batch import Batch
    from records.outputs.files import Writer

_PLACE, _ROW, _FREE, _OTHER, _FINDINGS = 20, 7, 28, 18, 70
"""Widths of columns, in characters."""


def write_workbook(batch: Batch, found: pd.DataFrame, lang: str, out: Writer) -> None:
    """records.xlsx of a batch with its findings, which are worded in the same language."""
    known = words(lang)
    columns = list(_places(batch, known))
    for name, column in batch.columns.items():
        if not _is_nowhere(column):
            named = label(batch.form.fields[name], lang)
            columns += _side_by_side(column, named[:1].upper() + named[1:], lang)
    columns += [_texts(column, visible(name.removeprefix(OTHER)), _OTHER) for name, column in batch.others.items()]
    columns.append(_findings(found, len(batch), known))
    out.write(table_workbook(columns, list(_about(batch, lang)), lang))


def _about(batch: Batch, lang: str) -> Iterator[str]:
    """What the table is, in sentences."""
    known = words(lang)
    sources = dict.fromkeys(visible(mapping.source.place()) for mapping in batch.mappings)
    yield known["workbook.title"].format(form=in_language(batch.form.title, lang, batch.form.name))
    listed = known["report.comma"].join(sources)
    yield known["workbook.count"].format(count=f"{len(batch):,}", sources=listed)
    yield from (known[f"workbook.{name}"] for name in ("text", "tints", "findings_about", "copy"))


def _places(batch: Batch, known: Mapping[str, str]) -> Iterator[TableColumn]:
    """Where each record stands: the sheet, and its row there."""
    places = [visible(mapping.source.place()) for mapping in batch.mappings]
    yield TableColumn(known["workbook.sheet"], _PLACE, places, batch.origin["source"].to_numpy())
    rows, codes = np.unique(batch.origin["row"].to_numpy(), return_inverse=True)
    yield TableColumn(known["workbook.row"], _ROW, [str(row) for row in rows.tolist()], codes, numbers=True)


def _is_nowhere(column: Column) -> bool:
    """Whether no sheet has such a column."""
    missing = column.lexicon["missing"] == Missing.NOT_TRANSCRIBED
    return bool(missing.to_numpy()[column.codes].all())


def _side_by_side(column: Column, named: str, lang: str) -> Iterator[TableColumn]:
    """The texts of a field, and its readings, unless all of them are the text itself."""
    texts = _texts(column, named, _FREE if column.kind.free else _OTHER)
    yield texts
    rows = np.unique(column.codes)
    blank = (column.lexicon["missing"] == Missing.BLANK).to_numpy()[rows]
    told = shown(column, rows, lang)
    readings = ["" if not text and none else each for text, none, each in zip(texts.texts, blank, told, strict=True)]
    if column.kind.free and all(each in ("", text) for each, text in zip(readings, texts.texts, strict=True)):
        return
    header = words(lang)["workbook.reading"].format(label=named)
    numbers = column.kind.bounds is not None and not is_dated(column.kind)
    yield TableColumn(header, texts.width, readings, texts.codes, texts.looks, numbers)


def _texts(column: Column, header: str, width: int) -> TableColumn:
    """The texts of a column as they were typed; those of several readings and of none are tinted."""
    rows, codes = np.unique(column.codes, return_inverse=True)
    lexicon = column.lexicon.take(rows)
    looks = [str(status) if status in TINTS else "" for status in lexicon["status"]]
    return TableColumn(header, width, lexicon["text"].tolist(), codes, looks)


def _findings(found: pd.DataFrame, records: int, known: Mapping[str, str]) -> TableColumn:
    """What was found in each record, a line each, in the order of the findings, and what a person decided of it."""
    of_record = found[found["record"].notna()]
    severities = of_record["severity"].astype(str).map(lambda each: known[f"severity.{each}"])
    lines = severities + ": " + of_record["message"].astype(object)
    if "decision" in of_record:
        lines += of_record["decision"].map(lambda each: f" [{known[f'decision.{each}']}]" if each else "")
    of = of_record["record"].astype("int64")
    others = others_of(of_record)
    lines = pd.concat([lines, lines.loc[others.index]])
    texts = lines.groupby(np.concatenate([of, others])).agg("\n".join)
    codes = np.zeros(records, dtype=np.int64)
    codes[texts.index] = np.arange(1, len(texts) + 1)
    return TableColumn(known["workbook.findings"], _FINDINGS, ["", *texts], codes)
