"""A batch: the columns of all sheets of one form, and where each record came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from html import escape
from operator import attrgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from records.answers import dittos
from records.answers.cell_marks import DITTO, frame_of, marks_of, unsure_cells, without_unsure
from records.answers.column_context import with_asking_codes, with_options_beside, with_rare_names
from records.answers.field_texts import (
    JOINED,
    PLACED,
    SheetAnswers,
    boxes_of,
    with_doubted_crosses,
    with_inferred,
    with_unread,
)
from records.answers.locale_dates import date_cells, decide_swapped
from records.answers.locations import Locations
from records.answers.transcribers import Sources, desks_of, transcribers
from records.column import Codes, Column, read_column
from records.evidence import count_answers, decide, weigh_together
from records.forms import Form
from records.headers import SheetMapping
from records.kinds.kind import is_dated
from records.kinds.plain import Plain
from records.model import OTHER as OTHER
from records.model import Missing, Reading, SijillError, Status
from records.sources.sheet import Sheet

_Records = npt.NDArray[np.int64]

_PIECE = 100_000
"""Records a piece when a batch is written: large enough for numpy, small enough for memory."""

_SHOWN = 10
"""Records that a notebook shows of a batch."""

NOT_TRANSCRIBED = "not-transcribed"
"""The scope of the empty text of a sheet that has no such column."""


@dataclass(frozen=True, repr=False)
class Batch:
    """Records of one form.

    `columns`: a `Column` for every field of the form; `others`: unmapped columns by `other:HEADER`, carried along
    untouched. `origin`: index `record`, columns `source` (int16, position in `mappings`) and `row` (int32, the
    sheet's own number). `marks`: `record, source, field, mark, args`, see `marks.py`. `evidence`: what the second pass
    counted and decided.
    """

    form: Form
    columns: dict[str, Column]
    others: dict[str, Column]
    origin: pd.DataFrame
    mappings: tuple[SheetMapping, ...]
    marks: pd.DataFrame
    evidence: pd.DataFrame

    def __len__(self) -> int:
        return len(self.origin)

    def column(self, name: str) -> Column:
        """The column of a field, or an unmapped one by its name. Raises `SijillError` with a suggestion."""
        known = self.columns | self.others
        if name not in known:
            raise SijillError("no-column", self.form.name, name=name, known=known)
        return known[name]

    def pieces(self, size: int = _PIECE) -> Iterator[tuple[int, int]]:
        """The bounds of each piece of the records."""
        for start in range(0, max(len(self), 1), size):
            yield start, min(start + size, len(self))

    def frame(self, start: int = 0, stop: int | None = None) -> pd.DataFrame:
        """One row per record, index `record`; per field its text, `F_status`, `F_missing` and the kind's parts.

        The shape is that of `form.to_pandera()`. `start` and `stop` choose a piece. Its codes are those of its records.
        """
        stop = len(self) if stop is None else stop
        parts: dict[str, Any] = {}
        for name, column in self.columns.items():
            piece = column.with_codes(column.codes[start:stop])
            parts[name] = piece.take("text")
            for part in ("status", "missing"):
                parts[f"{name}_{part}"] = piece.take(part)
            for part in column.kind.parts:
                parts[f"{name}_{part}"] = _in_use(piece.take(part))
        for name, column in self.others.items():
            parts[name] = column.with_codes(column.codes[start:stop]).take("text")
        return pd.DataFrame(parts, index=pd.RangeIndex(start, stop, name="record"))

    def readings(self, field: str) -> pd.DataFrame:
        """The lexicon of a field with the number of records of each text, and its alternatives and items beside it."""
        column = self.columns[self.form.field(field).id]
        return column.lexicon.assign(records=column.counts())

    def validate(self, findings: pd.DataFrame | None = None, found: date | str | None = None) -> pd.DataFrame:
        """The frame with a boolean column `valid`: no certain finding of severity warning or error names the record.

        `findings` are those of `records.check(batch)`; without them the checks are run, with `found` as the day the
        papers were found, a date or `YYYY-MM-DD`. `attrs["failure_cases"]` is pandera's table of broken rules.
        """
        from records.causes import examine
        from records.contract import validate

        return validate(self.form, self.frame(), examine(self, found) if findings is None else findings)

    def __repr__(self) -> str:
        sheets = len({mapping.source for mapping in self.mappings})
        counted = f"{sheets} sheet{'' if sheets == 1 else 's'}"
        return f"<Batch {self.form.name}: {len(self)} records, {len(self.columns)} fields, {counted}>"

    def _repr_html_(self) -> str:
        """What a notebook shows: the texts of the first records, by field."""
        texts = {name: column.with_codes(column.codes[:_SHOWN]).take("text") for name, column in self.columns.items()}
        table: str = pd.DataFrame(texts).to_html(escape=True)
        return f"<p>{escape(repr(self))}</p>{table}"

    @cached_property
    def transcribers(self) -> tuple[Codes, list[str]]:
        """Who typed each record: its group, and the names of the groups."""
        return transcribers(
            self.columns.get(self.form.transcriber or ""), self.mappings, self.origin["source"].to_numpy()
        )

    @cached_property
    def _others(self) -> list[dict[str, str]]:
        return [other_letters(mapping) for mapping in self.mappings]

    def locate(self, findings: pd.DataFrame) -> pd.DataFrame:
        """The findings with `file, sheet, cell, text, reading`: where each stands, what stands there, how it was read.

        Several cells of one finding are joined by `|`, their texts and readings by ` | `, in the order of `field`.
        """
        columns = {**self.others, **self.columns}
        sources, rows = self.origin["source"].to_numpy(), self.origin["row"].to_numpy()
        return Locations(self.mappings, self._others, columns, sources, rows).located(findings)


def _in_use(values: Any) -> Any:
    """Codes without the words that no record has, in order of first appearance, as every output has them.

    A lexicon holds readings too that others have taken the place of.
    """
    if not isinstance(values, pd.Categorical):
        return values
    used = pd.unique(values.codes)
    return values.set_categories(values.categories[used[used >= 0]])


def normalise(sheets: Sequence[Sheet], mappings: Sequence[SheetMapping], form: Form) -> Batch:
    """Read each distinct text of every mapped column once.

    Then counted evidence decides what a text alone cannot.
    """
    lengths = [len(mapping.kept) for mapping in mappings]
    origin = pd.DataFrame(
        {
            "source": np.repeat(np.arange(len(sheets), dtype=np.int16), lengths),
            "row": _concatenate([sheet.rows[mapping.kept] for sheet, mapping in zip(sheets, mappings, strict=True)]),
        }
    )
    origin.index.name = "record"
    boxes = boxes_of(form)
    answers = [SheetAnswers(sheet, mapping, boxes) for sheet, mapping in zip(sheets, mappings, strict=True)]
    columns = {}
    for name, field in form.fields.items():
        texts, codes = _texts_of([each.texts(name) for each in answers], lengths)
        columns[name] = _with_untranscribed(read_column(field.reader, field.options, texts, codes))
        if boxes or any(name in mapping.wide or mapping.open.get(name) for mapping in mappings):
            columns[name] = _with_unread(columns[name], [each.unread(name) for each in answers])
        if any(mapping.cells for mapping in mappings):
            columns[name] = _with_inferred(columns[name], answers, name)
        if field.printed:
            columns[name] = with_doubted_crosses(columns[name], origin["source"].to_numpy())
    shown = marks_of(sheets, mappings, [_fields_of(mapping) for mapping in mappings])
    unsure = unsure_cells(shown)
    for name in columns if len(unsure) else ():
        inside = {mapping.box_of(name) or name for mapping in mappings}
        columns[name] = without_unsure(columns[name], unsure, {name, *inside})
    columns = with_options_beside(with_asking_codes(with_rare_names(columns)), origin["source"].to_numpy())
    others = _others(answers, lengths)
    first = [name for name in columns if name == form.transcriber]  # who typed it must be known before
    marks = [shown, _with_dittos(columns, form, mappings, origin, first)]
    columns, evidence = _second_pass(columns, form, mappings, origin["source"].to_numpy(), shown)
    marks.append(_with_dittos(columns, form, mappings, origin, [name for name in columns if name not in first]))
    return Batch(form, columns, others, origin, tuple(mappings), pd.concat(marks, ignore_index=True), evidence)


def _concatenate(arrays: Sequence[Codes]) -> Codes:
    return np.concatenate([*arrays, np.empty(0, dtype=np.int32)]).astype(np.int32, copy=False)


def _texts_of(pieces: Sequence[pa.DictionaryArray | None], lengths: Sequence[int]) -> tuple[pa.Array, Codes]:
    """The distinct texts of one field over all sheets, in order of appearance, and each record's code.

    `pieces`: the texts of each sheet's records, None where a sheet has no such column. An empty cell has the code of
    the text "". A record of a sheet without this column has the code -1.
    """
    there = [piece for piece in pieces if piece is not None]
    unified = pa.chunked_array(there, type=pa.dictionary(pa.int32(), pa.string())).unify_dictionaries()
    texts = unified.chunk(0).dictionary if unified.num_chunks else pa.array([], pa.string())
    codes = [chunk.indices.fill_null(len(texts)).to_numpy() for chunk in unified.chunks]
    texts = pa.concat_arrays([texts, pa.array([""], pa.string())])
    parts = iter(codes)
    joined = _concatenate(
        [
            next(parts) if piece is not None else np.full(length, -1, dtype=np.int32)
            for piece, length in zip(pieces, lengths, strict=True)
        ]
    )
    return _compact(texts, joined)


def _compact(texts: pa.Array, codes: Codes) -> tuple[pa.Array, Codes]:
    """Only the texts that a record has: a title's or a header's text is no text of the column."""
    used = np.bincount(codes + 1, minlength=len(texts) + 1)[1:] > 0
    if used.all():
        return texts, codes
    new = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(-1)).astype(np.int32)
    return texts.filter(pa.array(used)), new[codes]


def _with_untranscribed(column: Column) -> Column:
    absent = column.codes < 0
    if not absent.any():
        return column
    reading = Reading("", Status.MISSING, NOT_TRANSCRIBED, Missing.NOT_TRANSCRIBED)
    column, code = column.with_readings([reading], NOT_TRANSCRIBED)
    return column.with_codes(np.where(absent, np.int32(code), column.codes))


def _with_unread(column: Column, unread: Sequence[tuple[str, npt.NDArray[np.bool_]]]) -> Column:
    """Records whose box does not say which question they answer, or holds more than answers."""
    for note in dict.fromkeys(note for note, _ in unread):
        here = [records if of == note else np.zeros_like(records) for of, records in unread]
        column = with_unread(column, np.concatenate(here), note)
    return column


def _with_inferred(column: Column, answers: Sequence[SheetAnswers], name: str) -> Column:
    """Answers on forms that were taken together from several cells, or whose place other labels decided."""
    for note, how in ((JOINED, attrgetter("joined")), (PLACED, attrgetter("placed"))):
        column = with_inferred(column, np.concatenate([each.where(how(each.mapping), name) for each in answers]), note)
    return column


def _others(answers: Sequence[SheetAnswers], lengths: Sequence[int]) -> dict[str, Column]:
    letters = [other_letters(each.mapping) for each in answers]
    kind = Plain()
    others = {}
    for name in dict.fromkeys(name for each in letters for name in each):
        here = [
            each.other(name, own[name]) if name in own else None for each, own in zip(answers, letters, strict=True)
        ]
        texts, codes = _texts_of(here, lengths)
        others[name] = _with_untranscribed(read_column(kind, kind.options(), texts, codes))
    return others


def other_letters(mapping: SheetMapping) -> dict[str, str]:
    """The letter of each unmapped column by its name in the batch; a header that stands twice is told by its letter."""
    headers = [column.header for column in mapping.columns if column.field is None]
    return {
        OTHER
        + (
            column.header
            if column.header and headers.count(column.header) == 1
            else f"{column.header} ({column.letter})".strip()
        ): column.letter
        for column in mapping.columns
        if column.field is None
    }


def _second_pass(
    columns: dict[str, Column], form: Form, mappings: Sequence[SheetMapping], sources: Sources, marks: pd.DataFrame
) -> tuple[dict[str, Column], pd.DataFrame]:
    """Evidence decides per source and transcriber: that of a column, then of its kind, then of the file.

    The type of a cell is evidence too, see `locale_dates`.
    """
    groups, scopes = transcribers(columns.get(form.transcriber or ""), mappings, sources)
    desks = desks_of(columns.get(form.transcriber or ""), mappings, sources)
    asking = {name: column for name, column in columns.items() if column.kind.questions}
    counts = {name: count_answers(column, groups, scopes) for name, column in asking.items()}
    tables = []
    for field, column in asking.items():
        alike = [counts[name] for name, other in asking.items() if type(other.kind) is type(column.kind)]
        evidence = weigh_together(counts[field], alike, desks, column.kind.questions)
        columns[field], table = decide(column, groups, scopes, evidence)
        tables.append(table.assign(field=field))
    typeless = np.array([not mapping.source.sheet for mapping in mappings], dtype=bool)[sources]
    dates = {name: column for name, column in columns.items() if is_dated(column.kind)}
    cells = {name: date_cells(column, name, marks, typeless) for name, column in dates.items()}
    for field, column, table in decide_swapped(dates, cells, groups, scopes, desks):
        columns[field] = column
        tables.append(table.assign(field=field))
    filled = [each for each in tables if len(each)] or tables[:1] or [pd.DataFrame()]
    return columns, pd.concat(filled, ignore_index=True)


def _with_dittos(
    columns: dict[str, Column], form: Form, mappings: Sequence[SheetMapping], origin: pd.DataFrame, names: Sequence[str]
) -> pd.DataFrame:
    """Read the ditto marks of these columns as what stands above; a mark for each, with the cells above."""
    sources, rows = origin["source"].to_numpy(), origin["row"].to_numpy()
    boxes = [field.id for field in form.fields.values() if field.composite]
    ditto = {name: dittos.dittos_of(columns[name]) for name in {*names, *boxes}}
    in_tables = np.array([not mapping.cells for mapping in mappings], dtype=bool)[sources]
    found = []
    for name in names:
        inside = [mapping.box_of(name) for mapping in mappings]
        flags = ditto[name]
        for box in dict.fromkeys(filter(None, inside)):
            flags = np.where(np.array([each == box for each in inside])[sources], ditto[box], flags)
        flags = flags & in_tables  # on a form, what stands above is another question
        columns[name], above = dittos.expand(columns[name], flags, sources)
        for record in np.flatnonzero(above >= 0).tolist():
            cells = mappings[sources[record]].cells_of(name, int(rows[above[record]]))
            found.append((record, int(sources[record]), name, DITTO, "|".join(cells)))
    return frame_of(found)


def _fields_of(mapping: SheetMapping) -> dict[str, str]:
    """The field of each column, those that are not mapped too; of a box, not of its questions."""
    fields = {letter: name for name in mapping.fields if not mapping.box_of(name) for letter in mapping.letters(name)}
    return fields | {letter: name for name, letter in other_letters(mapping).items() if letter not in fields}
