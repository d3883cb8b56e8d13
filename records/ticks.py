"""Answers of boxes: the columns of options as one text, and crosses that one cannot be sure of.

`أعزب | متزوج` over an empty cell and ✓ is `أعزب:  | متزوج: ✓`, which the kind of choices reads.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from records.kinds.ticks import boxes, ticked
from records.model import Rule
from records.wide import combinations, encoded

CROSS = "ticks.cross"
RULES = (
    Rule(
        CROSS,
        "أعزب: x | متزوج: ",
        {
            "en": "a cross alone, where other records of the sheet have ticks: it may tick or strike out",
            "ar": "علامة × وحدها، وفي سجلات أخرى من الورقة علامات ✓: قد تعني الاختيار أو النفي",
        },
    ),
)
OPTION, BETWEEN = ": ", " | "
"""What stands between an option and its mark, and between two options."""


def join(columns: Sequence[pa.DictionaryArray], options: Sequence[str]) -> pa.DictionaryArray:
    """The cells of each record with their options as one text, each distinct combination once."""
    rows, places = combinations(columns)
    return encoded([labelled(options, row) for row in rows], places)


def labelled(options: Sequence[str], marks: Sequence[str | None]) -> str | None:
    """Options with their marks; None when there is no mark at all.

    >>> labelled(["single", "married"], [None, "x"]), labelled(["single", "married"], [None, None])
    ('single:  | married: x', None)
    """
    if not any(each and each.strip() for each in marks):
        return None
    return BETWEEN.join(f"{option}{OPTION}{each or ''}" for option, each in zip(options, marks, strict=True))


def ticked_cells(cells: Sequence[str], text: str) -> tuple[str, ...]:
    """The cells of the ticked boxes; all of them when none is, or one cannot tell.

    >>> ticked_cells(["C5", "D5"], "single:  | married: x"), ticked_cells(["C5", "D5"], "")
    (('D5',), ('C5', 'D5'))
    """
    found = boxes(text)
    if found is None or len(found.options) != len(cells) or any(each.mark is None for each in found.options):
        return tuple(cells)
    chosen = ticked([each.mark for each in found.options])
    return tuple(cells[n] for n in chosen) or tuple(cells)
