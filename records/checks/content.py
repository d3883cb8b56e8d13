"""Is what stands in a column what its field asks for? A header may be mapped wrongly, and the texts below it show it.

A few hundred distinct texts of each sheet's column are read by other kinds as well. A column is
doubted, never unmapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
import numpy.typing as npt

from records.checks.base import (
    BROKEN,
    HOLDS,
    NOT_CHECKABLE,
    Answers,
    Check,
    CheckResult,
    NoArguments,
    Said,
    Setting,
    View,
)
from records.checks.bounds import BoundsCheck
from records.checks.intervals import Flags
from records.checks.readings import READ, Readings, Side
from records.headers import SheetMapping
from records.kinds import KINDS
from records.kinds.kind import Kind
from records.labels.labels import HeaderMeaning, key, labels_of
from records.layout.spread import GROUP
from records.model import Reading, Severity

if TYPE_CHECKING:
    from records.batch import Batch
    from records.column import Codes

LOOKED_AT, FIRST_LOOK = 300, 20
"""Distinct texts of a column that other kinds are asked to read, and how many of them they are tried on first."""
FEWEST, FEWEST_UNSURE = 5, 10
"""Rows with a text that say anything of a column; more where its own kind reads every text, or no other kind does."""
HALF, MOST, NEARLY_ALL, HARDLY_ANY = 0.5, 0.8, 0.9, 0.1
"""Shares of the rows and of the distinct texts. A column is doubted when no more than half can be its field and another
kind reads most; when another kind reads nearly all, and half of them unmistakably; when hardly any can be its field."""
_ROWS_NAMED = 10
_LIKE_A_DATE = re.compile(r"\d\s*[/.\-]\s*\d")


@dataclass(frozen=True)
class Doubt:
    """A column of one sheet that reads as something else: `rows` of `of` that were looked at, `own` as its field."""

    source: int
    field: str
    reads_as: str
    """A kind, or, of words, the field of the form whose words they are; empty when it is nothing else either."""
    rows: int
    own: int
    of: int


def doubts(batch: Batch, names: Sequence[str] = ()) -> Iterator[Doubt]:
    """The columns that read as something else, field by field (all, or these), and sheet by sheet."""
    sources = batch.origin["source"].to_numpy()
    for name in names or batch.columns:
        fitting = _fitting(batch, name)
        for source, mapping in enumerate(batch.mappings):
            if name in mapping.fields and not mapping.box_of(name) and not batch.form.fields[name].composite:
                first, last = np.searchsorted(sources, (source, source + 1))
                found = _doubted(batch, name, batch.columns[name].codes[first:last], fitting)
                if found:
                    yield Doubt(source, name, *found)


def _doubted(batch: Batch, name: str, codes: Codes, fitting: Flags) -> tuple[str, int, int, int] | None:
    """What the texts of one column read as instead: in how many rows, in how many as the field, of how many."""
    kind, lexicon = batch.columns[name].kind, batch.columns[name].lexicon
    rows = np.bincount(codes, minlength=len(lexicon))
    rows[lexicon["missing"].notna() | (lexicon["text"] == "")] = 0
    if rows.sum() < FEWEST or (not (kind.numbers or kind.free) and rows[fitting].sum() > HALF * rows.sum()):
        return None
    used = np.flatnonzero(rows)
    looked = used[np.linspace(0, len(used) - 1, min(len(used), LOOKED_AT)).astype(int)]
    texts, own, weights = lexicon["text"].array.take(looked).tolist(), fitting[looked], rows[looked]
    other, read = _as_another(batch, name, texts, own, weights)
    enough = weights.sum() >= FEWEST_UNSURE or (other and not kind.free)
    if not enough or (not other and max(_shares(own, weights)) > HARDLY_ANY):
        return None
    return other, int(weights[read].sum()), int(weights[own].sum()), int(weights.sum())


def _fitting(batch: Batch, name: str) -> Flags:
    """The rows of the lexicon that can be the field: read, and not certainly outside its bounds."""
    readings, setting = Readings(name, batch.columns[name]), Setting(batch, NoArguments())
    fits = readings.read[readings.first]
    if (name,) in BoundsCheck().subjects(setting):
        fits &= BoundsCheck().answer(View((Side(readings, readings.first),), setting)) != BROKEN
    return fits


def _as_another(
    batch: Batch, name: str, texts: Sequence[str], own: Flags, weights: npt.NDArray[np.int64]
) -> tuple[str, Flags]:
    """The kind, or the field with other words, that reads most of the texts, and which; none when none reads enough."""
    best, of_best = "", np.zeros(len(texts), dtype=bool)
    unread = not batch.columns[name].kind.free and max(_shares(own, weights)) <= HALF
    for other, reader, options in _others(batch, name):
        readings = _readings(texts, reader, options)
        read = np.array([each is not None for each in readings])
        unmistakable = np.array([each is not None and reader.unmistakable(each) for each in readings])
        enough = min(_shares(read, weights)) >= (MOST if unread else NEARLY_ALL)
        sure = unread or min(_shares(unmistakable, weights)) >= HALF
        if enough and sure and weights[read].sum() > weights[of_best].sum():
            best, of_best = other, read
    return best, of_best


def _others(batch: Batch, name: str) -> Iterator[tuple[str, Kind, Any]]:
    """The kinds, and the fields with other words, that are asked to read the texts of a field, with their options."""
    field = batch.form.fields[name]
    known = {**KINDS, **{each.kind: each.reader for each in batch.form.fields.values()}}
    for kind in map(known.__getitem__, field.reader.tried_as):
        if not field.reader.is_any_of([kind.name]):
            yield kind.name, kind, kind.options()
    if not field.reader.free:
        own = field.printed and field.options.vocabulary
        for other in batch.form.fields.values():
            if other.printed and other.options.vocabulary != own:
                yield other.id, other.reader, other.options


def _readings(texts: Sequence[str], reader: Kind, options: Any) -> list[Reading | None]:
    """How another kind reads the texts, None where it does not; nothing when it reads less than half of the first."""
    first = [_reading(text, reader, options) for text in texts[:: -(-len(texts) // FIRST_LOOK)]]
    if 2 * sum(each is not None for each in first) < len(first):
        return [None] * len(texts)
    return [_reading(text, reader, options) for text in texts]


def _reading(text: str, reader: Kind, options: Any) -> Reading | None:
    reading = reader.read(text, options)
    like_a_date = reader.numbers and _LIKE_A_DATE.search(text)
    return reading if reading.status in READ and not like_a_date else None


def _shares(read: Flags, weights: npt.NDArray[np.int64]) -> tuple[float, float]:
    """The share of the rows, and of the distinct texts."""
    return float(weights[read].sum() / weights.sum()), float(read.mean())


class ColumnContent(Check):
    """Does a column hold what its field asks for? Only the whole column shows it."""

    id = "column-content"
    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if not field.composite]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return np.where(side.is_status(*READ), HOLDS, NOT_CHECKABLE).astype(np.uint8)

    def whole(self, asked: CheckResult) -> list[Said]:
        batch = asked.setting.batch
        return [said(batch, doubt) for doubt in doubts(batch, [asked.readings[0].name])]


class OfLines(Check):
    """What is told of lines of a table that are no records."""

    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.INFO
    lines: ClassVar[str]
    """The attribute of a sheet's mapping that holds them."""

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        """The first field of the form, where there is any such line: none of them is of a record."""
        found = any(getattr(mapping, self.lines) for mapping in setting.batch.mappings)
        return [(next(iter(setting.form.fields)),)] if found else []

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)


class Divider(OfLines):
    """Which texts stand alone between the records of a table, and are nobody's?"""

    id = "divider"
    lines = "dividers"

    def whole(self, asked: CheckResult) -> list[Said]:
        return [
            {"place": mapping.source.place(cell), "shown": text}
            for mapping in asked.setting.batch.mappings
            for cell, text in mapping.dividers.items()
        ]


class SummaryLines(OfLines):
    """Which lines of a table sum up the records above them, and are none?"""

    id = "summary-lines"
    lines = "summaries"

    def whole(self, asked: CheckResult) -> list[Said]:
        return [
            {"place": mapping.source.place(), "rows": numbered_rows(mapping.summaries)}
            for mapping in asked.setting.batch.mappings
            if mapping.summaries
        ]


def numbered_rows(rows: Sequence[int]) -> str:
    """The first rows of a list by their numbers, and how many more there are.

    >>> numbered_rows([4, 9]), numbered_rows(range(1, 30))
    ('4, 9', '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, … (29)')
    """
    listed = ", ".join(map(str, rows[:_ROWS_NAMED]))
    return listed if len(rows) <= _ROWS_NAMED else f"{listed}, … ({len(rows)})"


class ProfileContradicts(Check):
    """Does a profile that lies beside a file say of a column what its header, a label of the form, does not?

    It may have come with the file, and nobody named it.
    """

    id = "profile-contradicts"
    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        """The first field of the form, where a profile contradicts anything."""
        found = any(True for mapping in setting.batch.mappings for _ in _contradicted(mapping))
        return [(next(iter(setting.form.fields)),)] if found else []

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        return [said for mapping in asked.setting.batch.mappings for said in _contradicted(mapping)]


def _contradicted(mapping: SheetMapping) -> Iterator[Said]:
    """The columns of which the profile beside the file says otherwise than their header."""
    profile = mapping.profile
    for column in mapping.columns if profile is not None and profile.beside else ():
        assert profile is not None
        if key(column.header) in profile.decided:
            continue
        told = profile.columns.get(key(column.header), profile.columns.get(column.letter))
        meaning = labels_of(mapping.form).exact(column.header)
        if told is None or not meaning.sure or meaning.fields[0] in (told, *_not_in(mapping, meaning)):
            continue
        row = mapping.header_rows[-1] if mapping.header_rows else ""
        place = mapping.source.place(f"{column.letter}{row}")
        said = {"place": place, "profile": profile.file, "of_field": meaning.fields[0]}
        yield said | ({"as_field": told} if told else {"variant": "left"})


def _not_in(mapping: SheetMapping, meaning: HeaderMeaning) -> list[str]:
    """Fields that the label means and the form has not: a profile may say anything of these."""
    return [name for name in meaning.fields if name not in mapping.form.fields]


class NoTranscriber(Check):
    """Does any column say who typed the records, where the form asks for it?"""

    id = "no-transcriber"
    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.INFO

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        """The form's transcriber, where no sheet has a column for it; answers on forms are the papers' own."""
        name, mappings = setting.form.transcriber, setting.batch.mappings
        tables = [mapping for mapping in mappings if not mapping.cells]
        return [(name,)] if name and tables and not any(name in mapping.fields for mapping in mappings) else []

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        return [{"of_field": asked.readings[0].name}]


def said(batch: Batch, doubt: Doubt) -> Said:
    """What the message of a doubt names."""
    told: dict[str, Any] = {"of_field": doubt.field, "place": _place(batch.mappings[doubt.source], doubt.field)}
    told |= {"rows": doubt.rows, "own": doubt.own, "of": doubt.of}
    if not doubt.reads_as:
        return told | {"variant": "nothing"}
    if doubt.reads_as in batch.form.fields and doubt.reads_as not in KINDS:
        return told | {"variant": "words", "as_field": doubt.reads_as}
    variant = {"variant": "any"} if batch.columns[doubt.field].kind.free else {}
    return told | {"kind": doubt.reads_as} | variant


def _place(mapping: SheetMapping, name: str) -> str:
    """The header of a field's column, or the first of its answers on forms."""
    answers = next(iter(mapping.cells.get(name, {}).values()), ())
    header = f"{mapping.letters(name)[0]}{mapping.header_rows[-1]}" if mapping.letters(name) != (GROUP,) else ""
    return mapping.source.place(answers[0] if answers else header)
