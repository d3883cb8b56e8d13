"""Tick boxes: several columns of options become one text; crosses may mean yes or no.

`أعزب | متزوج` over an empty cell and ✓ is `أعزب:  | متزوج: ✓`, which the kind of choices reads.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from records.answers.repeated_columns import combinations, encoded
from records.kinds.ticks import boxes, labelled, ticked
from records.model import Rule

CROSS = "ticks.cross"
RULES = (Rule(CROSS, "أعزب: x | متزوج: "),)


def join_options(columns: Sequence[pa.DictionaryArray], options: Sequence[str]) -> pa.DictionaryArray:
    """The cells of each record with their options as one text, each distinct combination once."""
    rows, places = combinations(columns)
    return encoded([labelled(options, row) for row in rows], places)


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
