"""`CAUSES`, the table of all kinds of causes."""

from __future__ import annotations

from records.causes.cause import CauseKind
from records.causes.date_cells import SwappedByLocale, YearsInDateCells
from records.causes.misplaced import ColumnsSwapped, CountedFrom1904
from records.causes.notes import DefaultDays, HeapedYears
from records.causes.runs import FilledDown
from records.causes.same_answers import SameAnswers
from records.causes.serials import SerialDisorder, SerialGaps
from records.causes.shifted import ColumnShifted, SortedApart
from records.causes.sorted_names import NamesSortedApart
from records.causes.template_family import TemplateFamily
from records.causes.transcriber_causes import TranscriberDiffers
from records.causes.typed_twice import TypedTwice

_ALL: tuple[CauseKind, ...] = (
    SwappedByLocale(),
    ColumnsSwapped(),
    ColumnShifted(),
    CountedFrom1904(),
    YearsInDateCells(),
    SortedApart(),
    NamesSortedApart(),
    FilledDown(),
    SameAnswers(),
    TypedTwice(),
    TranscriberDiffers(),
    DefaultDays(),
    HeapedYears(),
    SerialGaps(),
    SerialDisorder(),
    TemplateFamily(),
)
CAUSES: dict[str, CauseKind] = {kind.id: kind for kind in _ALL}
"""In the order in which they are asked; of two that explain the same findings the earlier one has them."""
