"""Words beside dates that nobody knows: each distinct one is told once, since it may be before, after, or nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np

from records.checks.base import HOLDS, Answers, Check, CheckResult, Said, Setting, View
from records.column import Column
from records.kinds.country_table import country_key, find
from records.kinds.dates.date_words import lookup
from records.model import Severity

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
