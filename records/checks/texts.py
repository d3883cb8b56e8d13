"""Checks of one text: is it there, could it be read, what was wrong with it, which words beside it does nobody know."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
import pandas as pd

from records.answers.field_texts import UNSURE
from records.checks.base import BROKEN, HOLDS, NOT_CHECKABLE, Answers, Check, CheckResult, Said, Setting, View
from records.checks.intervals import Flags
from records.checks.readings import READ, Side
from records.column import Column, holds_any
from records.evidence import contrary
from records.kinds.country_table import country_key, find
from records.kinds.dates.date_words import lookup
from records.kinds.kind import is_dated
from records.kinds.name import DIGITS, LETTERLESS, RARE
from records.model import UNANSWERED, Missing, Severity, Status
from records.text import ascii_digits

_LOST = (Missing.NOT_TRANSCRIBED, Missing.ILLEGIBLE, Missing.DAMAGED, Missing.REDACTED)
"""Nobody can tell whether there was an answer."""
_ZERO = re.compile(r"(?<!\d)00?(?!\d)")


class OfText(Check):
    """Asked of every field of the form, one by one."""

    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.WARNING

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name in setting.form.fields]

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        return [{"of_field": side.name, "rule": str(note)} for note in side.notes]


class Required(OfText):
    """Is there an answer where the form wants one? "Unknown" and "none" are answers; what is illegible is not blank.

    Asked only of a form that names it: what nobody answered is counted with what is missing.
    """

    id = "required"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(field.id,) for field in setting.form.fields.values() if field.required]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        lost = side.is_missing(*_LOST)
        return _three(side.is_missing(*UNANSWERED), lost)

    def say(self, view: View) -> list[Said]:
        return [{"of_field": view.sides[0].name}] * len(view)

    def whole(self, asked: CheckResult) -> list[Said]:
        """A sheet that has no such column is told once, not for each record."""
        (readings,) = asked.readings
        absent = readings.is_missing(Missing.NOT_TRANSCRIBED)[readings.first]
        n = int(readings.counts[absent].sum())
        return (
            [{"variant": "batch", "of_field": readings.name, "without": n, "of": len(readings.column.codes)}]
            if n
            else []
        )


class Unread(OfText):
    """Is there a text that could not be read? Words that a vocabulary lacks are `unknown-code`."""

    id = "unread"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if not _has_codes(field)]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return _three(side.is_status(Status.UNREAD) & ~_told(side), side.is_status(Status.MISSING))


class UnknownCode(Unread):
    """Is the word in the field's vocabulary?"""

    id = "unknown-code"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if _has_codes(field)]


class Ambiguous(OfText):
    """Has the text several readings that nothing decided between?"""

    id = "ambiguous"
    severity = Severity.INFO

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return _three(side.is_status(Status.AMBIGUOUS) & ~_told(side), ~side.is_status(*READ))

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if field.reader.alternatives]


class _ByNote(OfText):
    """Was the text decided by a rule of this family?"""

    family: ClassVar[str]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return _three(_noted(side, self.family), side.is_status(Status.MISSING))


class RareName(OfText):
    """Was a word for having no answer read as a name, since few records have it?"""

    id = "rare-name"
    severity = Severity.INFO

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, column in setting.batch.columns.items() if (column.lexicon["note"] == RARE).any()]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return _three(side.notes == RARE, side.is_status(Status.MISSING))

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        return [{"of_field": side.name, "shown": str(text)} for text in side.part("text")]


class CorrectedSpelling(OfText):
    """Was a spelling corrected by the table? One finding for each distinct spelling."""

    id = "corrected-spelling"
    severity = Severity.INFO
    note: ClassVar[str] = "country.misspelling"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        columns = setting.batch.columns.items()
        return [(name,) for name, column in columns if (column.lexicon["note"] == self.note).any()]

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        (readings,) = asked.readings
        lexicon = readings.column.lexicon
        rows = np.flatnonzero((lexicon["note"] == self.note).to_numpy() & (readings.counts > 0))
        return [
            {
                "of_field": readings.name,
                "shown": str(lexicon["text"].iloc[row]),
                "reading": str(lexicon[readings.column.kind.countable].iloc[row]),
                "records": int(readings.counts[row]),
            }
            for row in rows.tolist()
        ]


class ImpossibleDay(_ByNote):
    """Does the day that was written exist?"""

    id = "impossible-day"
    severity = Severity.ERROR
    family = "impossible"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if is_dated(field.reader)]


class ZeroDay(OfText):
    """Is a day or a month written as zero? It is read as not known, but may be a slip; `xx` says itself what it is."""

    id = "zero-day"
    severity = Severity.INFO
    note: ClassVar[str] = "date.zero-placeholder"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if is_dated(field.reader)]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        zero = side.notes == self.note
        zero[zero] = [bool(_ZERO.search(ascii_digits(str(text)))) for text in side.part("text")[zero]]
        return _three(zero, side.is_status(Status.MISSING))

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        return [{"of_field": side.name, "reading": shown} for shown in side.shown]


class ExcelDamage(_ByNote):
    """Is this what a spreadsheet program makes of another text?"""

    id = "excel-damage"
    doubted = True
    family = "excel"


class NameLetters(OfText):
    """Does a name hold letters, and no digit? "Mo7amed" and "Omar 2" are names as well: a digit is possible at most."""

    id = "name-letters"
    doubted = True
    notes: ClassVar[tuple[str, ...]] = (DIGITS, LETTERLESS)

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name, field in setting.form.fields.items() if field.reader.names_person]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        return _three(np.isin(side.notes, self.notes), side.is_status(Status.MISSING))


class Contrary(OfText):
    """Does the cell prove the contrary of what the other cells of the same transcriber decided?"""

    id = "contrary"
    by_record = True

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        evidence = setting.batch.evidence
        decided = set(evidence.loc[evidence["decided"], "field"]) if len(evidence) else set()
        return [(name,) for name in setting.form.fields if name in decided]

    def answer(self, view: View) -> Answers:
        (side,) = view.sides
        broken = np.zeros(len(side), dtype=bool)
        broken[_contrary(view)["record"].to_numpy(dtype=np.int64)] = True
        return _three(broken, ~side.is_status(*READ))

    def say(self, view: View) -> list[Said]:
        told = _contrary(view).set_index("record")
        return [
            {"of_field": view.sides[0].name, "answer": told.at[record, "answer"], "proves": told.at[record, "proves"]}
            for record in (view.records if view.records is not None else ())
        ]


def _contrary(view: View) -> pd.DataFrame:
    (side,), batch = view.sides, view.setting.batch
    groups, names = batch.transcribers
    return contrary(side.column, groups, names, batch.evidence[batch.evidence["field"] == side.name])


def _has_codes(field: Any) -> bool:
    return bool(field.reader.countable)


def _told(side: Side) -> Flags:
    """Texts whose fault has a check of its own are not told twice."""
    told = _noted(side, ImpossibleDay.family, ExcelDamage.family, *UNSURE)
    return np.asarray(told | (side.notes == LETTERLESS), dtype=bool)


def _noted(side: Side, *families: str) -> Flags:
    notes = side.column.lexicon["note"]
    wanted = {note for note in notes.cat.categories if note.partition(".")[2].startswith(families)}
    return holds_any(notes, wanted)[side.codes]


def _three(broken: Flags, not_checkable: Flags) -> Answers:
    return np.where(broken, BROKEN, np.where(not_checkable, NOT_CHECKABLE, HOLDS)).astype(np.uint8)


_NOTES = ("date.unknown-word", "date.mark-beside")
_WORD = re.compile(r"[^\W\d_](?:[\w.'’-]*\w)?")


class UnknownWord(Check):
    """Which words stand beside dates that are in none of our lists?"""

    id = "unknown-word"
    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.INFO

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [
            (name,) for name, column in setting.batch.columns.items() if name in setting.form.fields and _any(column)
        ]

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        """The words by how many records have them, the commonest first."""
        (readings,) = asked.readings
        return [
            {"of_field": readings.name, "shown": word, "records": n}
            for word, n in sorted(_counted(readings.column).items(), key=lambda item: (-item[1], item[0]))
        ]


def _any(column: Column) -> bool:
    return bool(column.lexicon["note"].isin(_NOTES).any())


def _counted(column: Column) -> Counter[str]:
    """How many records have each unknown word in the remainder of their date."""
    lexicon: Any = column.lexicon
    rows = np.flatnonzero(lexicon["note"].isin(_NOTES).to_numpy(dtype=bool))
    cells = np.bincount(column.codes, minlength=len(lexicon))
    found: Counter[str] = Counter()
    for row, remainder in zip(rows.tolist(), lexicon[column.kind.left_over].iloc[rows], strict=True):
        for word in set(_WORD.findall(str(remainder))):
            if cells[row] and not lookup(word) and not find(country_key(word)):
                found[word] += int(cells[row])
    return found
