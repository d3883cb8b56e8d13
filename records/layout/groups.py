"""Names above groups of records, and cells merged over several of them: which lines they hold for."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt

from records.layout.lines import FEW, cells
from records.layout.merged_ranges import merged_ranges
from records.layout.spread import GROUP, Spread
from records.layout.titles import is_unit
from records.sources.sheet import Sheet, letter

Places = npt.NDArray[np.intp]


def group_rows(sheet: Sheet, header: int, first: int) -> Places:
    """Lines from `first` on that hold one text alone, which is a name over the records below it.

    It is one when it is merged over half of the columns, or when it begins or ends like a unit: `كتيبة طارق`. A unit
    right above the header names the records down to the first of these, as on the first of several pages.
    """
    wide = {each.top for each in merged_ranges(sheet) if 2 * (each.right - each.left + 1) > max(len(sheet.letters), 4)}
    likely = sorted({at for at in (*wide, *_units(sheet)) if at >= first})
    found = [at for at in likely if len(cells(sheet, at)) == 1]
    if found and found[0] > first and header and is_unit(*cells(sheet, header - 1).values()):
        found.insert(0, header - 1)
    return np.array(found, dtype=np.intp)


def _units(sheet: Sheet) -> list[int]:
    """The lines with one cell, which names a unit."""
    filled = np.zeros(len(sheet.rows), dtype=np.int16)
    for name in sheet.letters:
        filled += np.asarray(sheet.column(name).is_valid())
    alone = np.flatnonzero(filled == 1)
    return [at for at in alone.tolist() if is_unit(*cells(sheet, at).values())] if len(alone) <= FEW else []


def merged_down(sheet: Sheet, first: int) -> list[Spread]:
    """The cells that are merged over several lines, below position `first`; a merge over columns too has the first."""
    rows = sheet.rows
    return [
        Spread(letter(each.left), int(rows[each.top]), each.last_row, (cell,))
        for each in merged_ranges(sheet)
        if each.top >= first and each.last_row > rows[each.top]
        for cell in [f"{letter(each.left)}{rows[each.top]}"]
    ]


def of_groups(sheet: Sheet, groups: npt.NDArray[np.intp], records: npt.NDArray[np.int32]) -> list[Spread]:
    """The names above groups of records, each for the records down to the next; names above each other are joined.

    `groups` and `records`: positions of lines, ascending.
    """
    spreads: list[Spread] = []
    above: list[str] = []
    for at, below in pairwise([*groups.tolist(), len(sheet.rows)]):
        (column,) = cells(sheet, at)
        above.append(f"{column}{sheet.rows[at]}")
        own = records[np.searchsorted(records, at) : np.searchsorted(records, below)]
        if len(own):
            spreads.append(Spread(GROUP, int(sheet.rows[own[0]]), int(sheet.rows[own[-1]]), tuple(above)))
            above = []
    return spreads
