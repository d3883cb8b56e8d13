"""Where the texts of a field stand in one sheet: in its own column, in several, in a box with other questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from records.answers.dittos import RULES as DITTO_RULES
from records.answers.repeated_columns import CROSS, NOT_ONE, TICK_RULES, JoinedColumn, join_repeated
from records.answers.repeated_columns import RULES as WIDE_RULES
from records.answers.repeated_columns import join_options as join_boxes
from records.answers.shared_boxes import LEFT_OVER, NOT_SPLIT, Box
from records.answers.shared_boxes import RULES as BOX_RULES
from records.column import Column
from records.evidence import proves
from records.forms import Form
from records.headers import SheetMapping
from records.layout.spread import GROUP, spread_texts, text_at
from records.model import Reading, Rule, Status
from records.sources.sheet import DICTIONARY, Sheet

JOINED, PLACED, OPEN = "forms.joined", "forms.placed", "forms.two-places"
CELL, UNSURE = "cell", ("readers-disagree", "malformed", "formula-text")
"""Marks of cells of which nobody knows the text, and what stands before them in the note of their reading."""
RULES = (
    *BOX_RULES,
    *WIDE_RULES,
    *DITTO_RULES,
    *TICK_RULES,
    *(Rule(f"{CELL}.{mark}", "17") for mark in UNSURE),
    Rule(JOINED, "12 | 3 | 1990"),
    Rule(PLACED, "1990"),
    Rule(OPEN, "1990 | 1991"),
)
"""The notes that are given to an answer for where it stands, not for its words."""
_Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class SharedBoxColumn:
    """A column of boxes, split: by question its texts, and the records where one cannot tell; those with words left."""

    texts: Mapping[str, pa.DictionaryArray]
    untold: Mapping[str, _Flags]
    left_over: _Flags


def _encoded(texts: list[str | None]) -> pa.DictionaryArray:
    return pa.array(texts, pa.string()).dictionary_encode().cast(DICTIONARY)


def boxes_of(form: Form) -> dict[str, Box]:
    """The boxes of a form by their field; shared by its sheets, since each keeps what it has read."""
    return {box.id: Box([form.fields[name] for name in box.composite]) for box in form.fields.values() if box.composite}


@dataclass(frozen=True)
class SheetAnswers:
    """The texts of one sheet's records, field by field."""

    sheet: Sheet
    mapping: SheetMapping
    boxes: Mapping[str, Box]

    def __len__(self) -> int:
        return len(self.mapping.kept)

    def column(self, letter: str) -> pa.DictionaryArray:
        """The cells of one column, record by record, with what stands in them or holds for them."""
        spreads = self.mapping.spreads.of(letter)
        if spreads:
            return spread_texts(self.sheet, spreads, self.mapping.kept)
        if letter == GROUP:  # names above groups that have no records
            return pa.nulls(len(self), DICTIONARY)
        return self.sheet.column(letter).take(pa.array(self.mapping.kept))

    def texts(self, name: str) -> pa.DictionaryArray | None:
        """The texts of one field; None when the sheet does not have it."""
        box = self.mapping.box_of(name)
        if box is not None:
            return self._parted[box].texts[name]
        if self.mapping.cells:
            return self._of_forms(name) if name in self.mapping.fields else None
        letters = self.mapping.letters(name)
        if name in self.mapping.options:
            return join_boxes([self.column(each) for each in letters], list(self.mapping.options[name].values()))
        if len(letters) > 1:
            return self._joined[name].texts
        return self.column(letters[0]) if letters else None

    def other(self, name: str, letter: str) -> pa.DictionaryArray:
        """The texts of an unmapped column, or of a label that the form does not know."""
        return self._of_forms(name) if self.mapping.cells else self.column(letter)

    def _of_forms(self, name: str) -> pa.DictionaryArray:
        """The texts of one answer of each form; several cells are joined by a bar."""
        cells, texts = self.mapping.cells.get(name, {}), self.mapping.texts.get(name, {})
        rows = self.sheet.rows[self.mapping.kept].tolist()
        typed = [[text_at(self.sheet, cell) for cell in cells.get(row, ())] for row in rows]
        found = [texts.get(row, " | ".join(filter(None, each))) for row, each in zip(rows, typed, strict=True)]
        return _encoded([text or None for text in found])

    def unread(self, name: str) -> tuple[str, _Flags]:
        """The records whose text of this field is no answer, whatever its words, and the rule that says so."""
        if name in self._parted:
            return LEFT_OVER, self._parted[name].left_over
        if name in self._joined:
            return NOT_ONE, self._joined[name].not_one
        if self.mapping.open.get(name):
            return OPEN, self.where(self.mapping.open, name)
        box = self.mapping.box_of(name)
        return NOT_SPLIT, np.zeros(len(self), dtype=bool) if box is None else self._parted[box].untold[name]

    def where(self, rows: Mapping[str, frozenset[int]], name: str) -> _Flags:
        """The records whose rows are among those of a field, such as those of `mapping.joined`."""
        return np.isin(self.sheet.rows[self.mapping.kept], list(rows.get(name, frozenset())))

    @cached_property
    def _parted(self) -> dict[str, SharedBoxColumn]:
        letters = self.mapping.fields
        there = {name: box for name, box in self.boxes.items() if name in letters}
        return {name: _parted(self.other(name, letters[name]), box) for name, box in there.items()}

    @cached_property
    def _joined(self) -> dict[str, JoinedColumn]:
        form = self.mapping.form
        wide = {name: letters for name, letters in self.mapping.wide.items() if name not in self.mapping.options}
        return {
            name: join_repeated([self.column(each) for each in letters], form.fields[name])
            for name, letters in wide.items()
        }


def _parted(column: pa.DictionaryArray, box: Box) -> SharedBoxColumn:
    """Split each distinct text once; an empty cell is empty for every question."""
    codes = column.indices.fill_null(-1).to_numpy()
    used, places = np.unique(codes, return_inverse=True)
    splits = [box.split(column.dictionary[int(code)].as_py()) if code >= 0 else None for code in used]
    texts, untold = {}, {}
    for n, field in enumerate(box.fields):
        parts = [None if split is None else split.texts[n] for split in splits]
        untold[field.id] = np.array(
            [split is not None and part is None for split, part in zip(splits, parts, strict=True)]
        )[places]
        whole = [column.dictionary[int(code)].as_py() if code >= 0 else None for code in used]
        distinct = pa.array(
            [text if part is None else part or None for text, part in zip(whole, parts, strict=True)], pa.string()
        )
        encoded = distinct.dictionary_encode().cast(DICTIONARY)
        texts[field.id] = encoded.take(pa.array(places))
    left = np.array([split is not None and bool(split.rest) for split in splits], dtype=bool)[places]
    return SharedBoxColumn(texts, untold, left)


def with_unread(column: Column, records: _Flags, note: str) -> Column:
    """The column with those records unread by that rule: their texts stay, in a scope of their own."""
    if not records.any():
        return column
    codes, places = np.unique(column.codes[records], return_inverse=True)
    readings = [Reading(text, Status.UNREAD, note) for text in column.lexicon["text"].array.take(codes)]
    column, start = column.with_readings(readings, note)
    changed = column.codes.copy()
    changed[records] = start + places
    return column.with_codes(changed)


def with_inferred(column: Column, records: _Flags, note: str) -> Column:
    """The column with the answers of those records inferred by that rule where they are exact."""
    exact = np.asarray(column.take("status") == str(Status.EXACT)) & records
    if not exact.any():
        return column
    codes, places = np.unique(column.codes[exact], return_inverse=True)
    texts = column.lexicon["text"].array.take(codes)
    readings = [column.kind.read(text, column.options) for text in texts]
    column, start = column.with_readings([replace(each, status=Status.INFERRED, note=note) for each in readings], note)
    changed = column.codes.copy()
    changed[exact] = start + places
    return column.with_codes(changed)


def with_doubted_crosses(column: Column, sources: npt.NDArray[np.int16]) -> Column:
    """The column with crosses unread in sheets where ticks stand too, unless these are as good as none."""
    notes = column.take("note")
    crossed, marked = (
        np.asarray(notes.isin([f"choice.{note}", f"choice.two-{note}"])) for note in ("crossed", "ticked")
    )
    if not crossed.any() or not marked.any():
        return column
    crosses, marks = (np.bincount(sources[each], minlength=int(sources.max()) + 1) for each in (crossed, marked))
    doubted = np.array([bool(b) and not proves(int(a), int(b)) for a, b in zip(crosses, marks, strict=True)])
    return with_unread(column, crossed & doubted[sources], CROSS)
