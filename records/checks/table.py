"""`CHECKS`, the table of all checks, and which of them every form is asked without naming them."""

from __future__ import annotations

from records.checks import marks
from records.checks.ages import AgeAt, StatedAge
from records.checks.answer_pairs import AnswerAndCount, AnswerAndDate
from records.checks.base import Check
from records.checks.bounds import BoundsCheck, Era, NotAfterFound
from records.checks.children import ChildrenForAge, ChildrenPerWife
from records.checks.content import ColumnContent, Divider, NoTranscriber, ProfileContradicts, SummaryLines
from records.checks.nisbas import Nisba
from records.checks.order import DateOfForm, DateOrder, SameDate
from records.checks.texts import (
    Ambiguous,
    Contrary,
    CorrectedSpelling,
    ExcelDamage,
    ImpossibleDay,
    NameLetters,
    RareName,
    Required,
    UnknownCode,
    UnknownWord,
    Unread,
    ZeroDay,
)
from records.checks.unique import Unique

_ALL: tuple[Check, ...] = (
    DateOfForm(),
    DateOrder(),
    SameDate(),
    NotAfterFound(),
    Era(),
    AgeAt(),
    StatedAge(),
    ChildrenPerWife(),
    ChildrenForAge(),
    AnswerAndCount(),
    AnswerAndDate(),
    Nisba(),
    Unique(),
    BoundsCheck(),
    Required(),
    Unread(),
    UnknownCode(),
    ImpossibleDay(),
    ZeroDay(),
    ExcelDamage(),
    NameLetters(),
    Contrary(),
    RareName(),
    CorrectedSpelling(),
    ColumnContent(),
    Divider(),
    ProfileContradicts(),
    SummaryLines(),
    NoTranscriber(),
    UnknownWord(),
    Ambiguous(),
    *marks.ALL,
)
CHECKS: dict[str, Check] = {check.id: check for check in _ALL}

IMPLICIT = (
    "not-after-found",
    "bounds",
    "unread",
    "unknown-code",
    "impossible-day",
    "zero-day",
    "excel-damage",
    "name-letters",
    "contrary",
    "rare-name",
    "corrected-spelling",
    "column-content",
    "divider",
    "profile-contradicts",
    "summary-lines",
    "no-transcriber",
    "unknown-word",
    "ambiguous",
    *(check.id for check in marks.ALL),
)
"""Asked of every form; a form that names one of them says how."""

CRASHED = "check-crashed"
"""The id of the finding that says that a check could not be asked."""
