"""Two readers read each workbook, and a cell on which they disagree is marked.

Only what both say is believed unasked.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.sources.letters import letter
from records.sources.worksheet import CellMark

LineNumbers = npt.NDArray[np.int32]


def disagreements(
    ours: tuple[pa.Table, LineNumbers], theirs: tuple[pa.Table, LineNumbers], errors: set[tuple[int, str]]
) -> list[CellMark]:
    """A mark for each cell that the other reader reads as another text, with that text.

    `errors` are the cells with an error value, which the other reader leaves empty.
    """
    rows = np.union1d(ours[1], theirs[1]).astype(np.int32)
    marks: list[CellMark] = []
    for n in range(max(ours[0].num_columns, theirs[0].num_columns)):
        one, other = (_aligned(table, own, rows, n) for table, own in (ours, theirs))
        for place in pc.indices_nonzero(pc.not_equal(one, other)).to_pylist():
            text, said, row = one[place].as_py(), other[place].as_py(), int(rows[place])
            if not _same(text, said) and not (said == "" and (row, letter(n)) in errors):
                marks.append((row, letter(n), "readers-disagree", said))
    return marks


def _aligned(table: pa.Table, own: LineNumbers, rows: LineNumbers, column: int) -> Any:
    """One column as strings, a text for each of `rows`, empty where there is none."""
    if column >= table.num_columns:
        return pa.array(np.full(len(rows), ""), pa.string())
    cells = table.column(column).chunk(0)
    places = np.searchsorted(own, rows)
    absent = (places >= len(own)) | (own[np.minimum(places, len(own) - 1)] != rows)
    taken = cells.take(pa.array(places, pa.int32(), mask=absent))
    return taken.cast(pa.string()).fill_null("")


def _same(text: str, said: str) -> bool:
    """Whether two texts are the same number (leading zeros of a format, the last of 17 digits), or the same words: the
    other reader trims blanks at the ends, and ends lines in its own way.

    >>> _same("007", "7"), _same("0.3", "0.30000000000000004"), _same("1", "2"), _same(" a\\r\\nb", "a\\nb")
    (True, True, False, True)
    """
    if text.replace("\r\n", "\n").strip() == said.replace("\r\n", "\n").strip():
        return True
    try:
        return math.isclose(float(text), float(said), rel_tol=1e-14)
    except ValueError:
        return False
