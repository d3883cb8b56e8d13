"""Tables that verbs print of sheets: headers and readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from records import wording
from records.answers.field_texts import SheetAnswers
from records.batch import Batch, normalise
from records.checks.content import doubts, said
from records.column import TEXT, Column, shown
from records.double_entry import CLASSES, compare
from records.forms import Form
from records.headers import ColumnMatch, SheetMapping
from records.headers.mapping import OTHER, answer
from records.headers.match import match
from records.labels.columns import LabelMatch, label_match
from records.labels.requests import SaidColumns
from records.layout.spread import GROUP
from records.layout.tables import tables
from records.model import SijillError, Verdict
from records.outputs.rows import aligned, short
from records.session import NO_FORM, BatchSet, Call, SheetChoice
from records.sources.sheet import Sheet
from records.text import on_a_line
from records.words import words

HEADERS = ("file", "sheet", "column", "header", "field", "status", "why", "candidates")
MORE = ("language", "texts", "header_rows", "doubt")
LOOKED_AT = 2_000
"""Records of a sheet whose texts are shown and doubted, evenly through it."""
TEXTS, WIDEST = 3, 24
"""Texts of a column that are shown, and how much of each."""


@dataclass(frozen=True)
class HeaderView:
    """A sheet and what was made of its headers; without a mapping no form took it."""

    sheet: Sheet
    mapping: SheetMapping | None
    columns: tuple[ColumnMatch, ...]
    doubts: Mapping[str, str]
    """By field, what it reads as instead."""
    said: Sequence[str]
    """The message of each doubt, with its remedy."""

    def texts(self, column: ColumnMatch) -> list[str]:
        """The first distinct texts of a column."""
        name = column.field or OTHER + column.header
        if self.mapping is None:
            found = self.sheet.column(column.letter)
        else:
            found = SheetAnswers(self.sheet, self.mapping, {}).other(name, column.letter)
        texts = (text for text in found.unique().dictionary_decode().to_pylist() if text and text.strip())
        return [text for _, text in zip(range(TEXTS), texts, strict=False)]


def look(taken: SheetChoice, call: Call, lang: str) -> list[HeaderView]:
    """Every sheet that was taken, and every one that fits no form."""
    pairs = [pair for several in taken.pairs.values() for pair in several]
    looked = [_looked(sheet, mapping, lang) for sheet, mapping in pairs]
    left = [sheet for sheet, left in taken.left if left.why == NO_FORM]
    return looked + [HeaderView(each, None, _columns(each, call.forms[0]), {}, ()) for each in left]


def _looked(sheet: Sheet, mapping: SheetMapping, lang: str) -> HeaderView:
    at = np.linspace(0, len(mapping.kept) - 1, min(len(mapping.kept), LOOKED_AT)).astype(int)
    few = replace(mapping, kept=mapping.kept[at])
    batch = normalise([sheet], [few], mapping.form)
    found = list(doubts(batch))
    known = mapping.form.words(lang)
    told_so = {
        each.field: wording.message("column-content", said(batch, each), lang, Verdict.BATCH, known=known)
        for each in found
    }
    remedy = known["headers.doubted"]
    messages = [
        f"{told_so[column.field]} {remedy.format(answer=answer(mapping, column, 'FIELD'))}"
        for column in mapping.columns
        if column.field in told_so
    ]
    return HeaderView(sheet, few, mapping.columns, {each.field: each.reads_as or "nothing" for each in found}, messages)


def header_table(looked: Sequence[HeaderView]) -> pd.DataFrame:
    """One row per column of every sheet: `HEADERS`, then `MORE`."""
    rows = [
        {
            "file": each.sheet.source.file,
            "sheet": each.sheet.source.sheet,
            "column": column.letter,
            "header": column.header,
            "field": column.field or "",
            "status": column.status,
            "why": column.why,
            "candidates": list(column.candidates),
            "language": "+".join(_told(each, column).languages),
            "texts": each.texts(column),
            "header_rows": list(each.mapping.header_rows if each.mapping else ()),
            "doubt": each.doubts.get(column.field or "", ""),
        }
        for each in looked
        for column in each.columns
    ]
    return pd.DataFrame(rows, columns=[*HEADERS, *MORE])


def _told(looked: HeaderView, column: ColumnMatch) -> LabelMatch:
    found = label_match(column, looked.mapping.form) if looked.mapping else None
    return found or LabelMatch((), exact=False)


def headers_in_words(looked: Sequence[HeaderView], call: Call, lang: str) -> Iterator[str]:
    """For a person, sheet by sheet: where the header was found and why, the columns, what asks and what is doubted."""
    known = words(lang)
    names = [known[f"headers.{name}"] for name in ("column", "header", "texts", "field", "status", "why", "candidates")]
    for n, each in enumerate(looked):
        yield from [""] if n else []
        yield on_a_line(_where(each, call, known))
        yield from aligned(names, [_row(each, column, lang) for column in each.columns])
        for column in each.columns:
            if each.mapping and column.status == "ask":
                may_be = {"fields": " · ".join(column.candidates), "answer": answer(each.mapping, column)}
                asks = known["report.asks_for"].format(column=column.letter, header=column.header, **may_be)
                yield on_a_line(asks)
        yield from map(on_a_line, each.said)


def _row(looked: HeaderView, column: ColumnMatch, lang: str) -> list[str]:
    known = words(lang)
    found = label_match(column, looked.mapping.form) if looked.mapping else None
    why = known[f"headers.because.{column.why}"]
    if found:
        how = [*found.languages, "exact" if found.exact else "folded"]
        why += f" ({known['report.comma'].join(known.get(f'headers.{name}', name) for name in how)})"
    texts = " · ".join(short(text, WIDEST) for text in looked.texts(column))
    status = known[f"headers.status_{column.status}"]
    return [column.letter, column.header, texts, column.field or "", status, why, " · ".join(column.candidates)]


def _where(looked: HeaderView, call: Call, words: Mapping[str, str]) -> str:
    """Where the header or the forms of a sheet were found, and why."""
    mapping, place = looked.mapping, looked.sheet.source.place()
    if mapping is None:
        return words["headers.none"].format(place=place)
    rows = "–".join(dict.fromkeys(map(str, (mapping.header_rows[0], mapping.header_rows[-1]))))
    profile = mapping.profile if mapping.profile and (mapping.profile.header_row or mapping.profile.layout) else None
    why = words[f"headers.{'labels_found' if mapping.cells else 'most_labels'}"]
    why = words["headers.of_profile"].format(profile=profile.file) if profile else why
    why = words["headers.said"] if call.header_row is not None else why
    known = {"place": place, "row": rows, "why": why, "records": f"{mapping.account.kept:,}"}
    if mapping.cells:
        return words["headers.forms"].format(way=words[f"headers.{_way(mapping)}"], **known)
    lines = looked.sheet.rows[mapping.kept]
    ends = words["headers.lines"].format(first=lines[0], last=lines[-1]) if len(lines) else ""
    with_header = [column for column in mapping.columns if column.header.strip() and column.letter != GROUP]
    labels = sum(column.status != "none" for column in with_header)
    return words["headers.table"].format(labels=labels, of=len(with_header), lines=ends, **known)


def _way(mapping: SheetMapping) -> str:
    """Whether answers stand beside their labels or below them."""
    letters = {column.field: column.letter for column in mapping.columns}
    answers = {name: next(iter(cells.values()))[0] for name, cells in mapping.cells.items() if name in letters}
    below = [cell.rstrip("0123456789") == letters[name] for name, cell in answers.items()]
    return "below_labels" if 2 * sum(below) > len(below) else "beside_labels"


def _columns(sheet: Sheet, form: Form) -> tuple[ColumnMatch, ...]:
    """The columns of a sheet that no form took, by the header row that its shape shows; none of them is mapped."""
    found = tables(sheet)
    rows = sheet.rows.tolist()
    at = rows.index(found[0].header_rows[-1]) if found else None
    letters = [letter for letter in sheet.letters if sheet.column(letter).null_count < len(rows)]
    texts = {letter: (sheet.column(letter)[at].as_py() or "") if at is not None else "" for letter in letters}
    return tuple(
        ColumnMatch(
            each.letter,
            each.header,
            None,
            "none" if each.status == "mapped" else each.status,
            each.why,
            each.candidates or tuple(filter(None, [each.field])),
        )
        for each in match(texts, form, SaidColumns())
    )


def reading_table(gathered: BatchSet) -> pd.DataFrame:
    """One row per distinct text of every field: `form, field, text, scope, reading, status, missing, note, records`."""
    lexicons = [
        pd.DataFrame(
            {
                "form": batch.form.name,
                "field": name,
                "text": column.lexicon["text"],
                "scope": column.lexicon["scope"].astype(str),
                "reading": pd.array(list(_readings(column)), dtype=TEXT),
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


_PIECE = 20_000


def _readings(column: Column) -> Iterator[str]:
    """How each row of a lexicon is shown, some at a time."""
    for at in range(0, len(column.lexicon), _PIECE):
        yield from shown(column, range(at, min(at + _PIECE, len(column.lexicon))))


def compared(first: BatchSet, second: BatchSet, by: str | None, lang: str) -> tuple[pd.DataFrame, list[str]]:
    """Where two transcribers differ, and in lines how often each field agrees.

    Raises `SijillError` when they share no form.
    """
    others = {batch.form.name: batch for batch in second.batches}
    pairs = [(batch, others[batch.form.name]) for batch in first.batches if batch.form.name in others]
    if not pairs:
        raise SijillError("no-shared-form", "compare")
    tables = [compare(batch, other, by) for batch, other in pairs]
    lines = [line for table, (batch, _) in zip(tables, pairs, strict=True) for line in _agreement(table, batch, lang)]
    return pd.concat(tables, ignore_index=True), lines


def _agreement(table: pd.DataFrame, batch: Batch, lang: str) -> Iterator[str]:
    """How many records were paired, and how often each field agrees."""
    known, about = words(lang), table.attrs
    unpaired = about["unpaired"]
    yield known["compare.paired"].format(form=batch.form.name, count=about["paired"], key=about["key"], **unpaired)
    for counts in about["fields"]:
        some = [each for each in CLASSES if counts[each]]
        told = [known["compare.counted"].format(count=counts[each], what=known[f"compare.{each}"]) for each in some]
        yield known["compare.field"].format(field=counts["field"], counts=known["report.comma"].join(told))
