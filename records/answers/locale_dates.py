"""Date cells in which a spreadsheet program swapped day and month, because it expected the other order.

`25/04/1990`, typed day first where the month is expected first, stays a text, since there is no month 25; `03/04/1990`
becomes a true date cell, of 4 March. So true date cells never show a day over 12, beside typed ones that do. The cell
type is the evidence; in delimited text, which has no types, a day written `1990-03-04` stands for it. Such a cell then
has two readings: as it stands, and with day and month swapped back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow.compute as pc

from records.chance import SELDOM, so_apart
from records.column import Codes, Column, arrow_texts, holds_any
from records.evidence import COUNTED_CELLS, EVIDENCE, PROVING_CELLS, Desks, proves
from records.model import Reading, Status

QUESTION, ANSWER, NOTE = "cell-type", "swapped-by-locale", "date.locale-by-evidence"
AS_WRITTEN, SWAPPED = "as-written", "locale-swapped"
"""The names of its two readings."""
DATE_CELL = "date"
"""The mark of a true date cell."""
_Flags = npt.NDArray[np.bool_]
_ISO = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
HIGH, _LOW = (
    ("date.day-first", "date.month-first"),
    ("date.day-or-month-first", "date.order-by-evidence", "date.order-of-field"),
)
"""Notes of texts that show a day over 12, and of those in which either number may be the month."""


def date_cells(column: Column, name: str, marks: pd.DataFrame, typeless: _Flags) -> _Flags:
    """Which records have a true date cell in a field. `typeless`: the records of files that know no types."""
    found = np.zeros(len(column.codes), dtype=bool)
    here = marks["mark"].eq(DATE_CELL) & marks["field"].eq(name) & marks["record"].notna()
    found[marks.loc[here, "record"].to_numpy(dtype=np.int64)] = True
    if typeless.any():
        iso = pc.match_substring_regex(arrow_texts(column.lexicon["text"].array), _ISO).to_numpy(zero_copy_only=False)
        found |= typeless & iso[column.codes]
    return found


def count_days(column: Column, cells: _Flags, groups: Codes, names: Sequence[str]) -> pd.DataFrame:
    """The distinct days that date cells and typed texts of each group show: `group, cell, high, day`.

    `high`: whether the day of the month is over 12. Days that tell nothing are left out: those whose two numbers are
    equal, and the first of a month, which a program also makes of a month alone. Tables of several pieces merge by
    concatenating them and dropping what is there twice.
    """
    lexicon = column.lexicon
    days, last = (end.to_numpy().astype("datetime64[D]") for end in column.ends)
    single = days == last
    month = (days.astype("datetime64[M]") - days.astype("datetime64[Y]")).astype(np.int64) + 1
    of_month = (days - days.astype("datetime64[M]")).astype(np.int64) + 1
    tells = single & (month != of_month) & (of_month != 1)
    high, low = (holds_any(lexicon["note"], notes) for notes in (HIGH, _LOW))
    by_cell = [high | low, tells & ~high & ~low]
    kinds = [high, of_month > 12]
    texts = np.arange(len(lexicon))
    found = []
    for cell in (False, True):
        taken = by_cell[int(cell)][column.codes] & (cells == cell) & (groups >= 0)
        pairs = np.unique(groups[taken].astype(np.int64) * len(lexicon) + column.codes[taken])
        group, code = np.divmod(pairs, max(len(lexicon), 1))
        found.append(
            pd.DataFrame(
                {
                    "group": np.array(names, dtype=object)[group],
                    "cell": cell,
                    "high": kinds[int(cell)][code],
                    "day": np.where(single[code], days[code].astype(np.int64), -1 - texts[code]),
                }
            )
        )
    return pd.concat(found, ignore_index=True).drop_duplicates()


@dataclass(frozen=True)
class LocaleProof:
    """Distinct days, counted: what proves that a program swapped day and month, and what speaks against it."""

    cells: int
    """Of date cells, up to the 12th."""
    over: int
    """Of date cells, over the 12th: these were not swapped."""
    typed: int
    """Of typed dates, over the 12th."""
    typed_low: int
    chance: float
    """Fisher's: that date cells show so few days over 12, had the type of a cell nothing to do with its day."""

    @property
    def decides(self) -> bool:
        """Whether the swap is proven."""
        return self.chance <= SELDOM and proves(self.cells, self.over) and proves(self.typed, 0)


def proof_of(counted: pd.DataFrame) -> LocaleProof:
    """Weigh the days that `count_days` gave, of one group or of several."""
    ours, typed = _days_over(counted)
    if min(ours[1], typed[0]) < PROVING_CELLS:
        return LocaleProof(ours[1], ours[0], typed[0], typed[1], 1.0)
    ours, typed = _days_over(counted.drop_duplicates(["cell", "day"]))
    return LocaleProof(ours[1], ours[0], typed[0], typed[1], so_apart(ours, typed))


def _days_over(days: pd.DataFrame) -> tuple[tuple[int, int], tuple[int, int]]:
    """Of date cells, then of typed dates: how many days are over the 12th, and how many are not."""
    cell, high = days["cell"].to_numpy(dtype=bool), days["high"].to_numpy(dtype=bool)
    return (int((cell & high).sum()), int((cell & ~high).sum())), (
        int((~cell & high).sum()),
        int((~cell & ~high).sum()),
    )


def decide_swapped(
    columns: Mapping[str, Column], cells: Mapping[str, _Flags], groups: Codes, names: Sequence[str], desks: Desks
) -> Iterator[tuple[str, Column, pd.DataFrame]]:
    """The columns in which date cells were swapped, with two readings of each, and the evidence: as `evidence.weigh`.

    Counted are the transcriber's cells of the column, then all of the transcriber's dates, then those of the file.
    """
    typed = any(holds_any(column.lexicon["note"], HIGH).any() for column in columns.values())
    if not (typed and any(each.any() for each in cells.values())):
        return
    counts = {name: count_days(column, cells[name], groups, names) for name, column in columns.items()}
    every = pd.concat([each.assign(field=name) for name, each in counts.items()], ignore_index=True)
    every["file"] = every["group"].map({group: file for group, (file, _) in desks.items()})
    days = _CountedDays(every)
    for name, column in columns.items():
        rows, changed = [], column
        waiting = counts[name].loc[counts[name]["cell"] & ~counts[name]["high"], "group"].unique()
        for group in waiting:
            found = days.decided(name, group, desks[group][0])
            if found is not None:
                counted, proof = found
                taken = cells[name] & (groups == list(names).index(group))
                changed, n = _with_both(changed, taken, group)
                rows.append((group, QUESTION, ANSWER, proof.cells + proof.typed, proof.over, n, True, counted))
        if rows:
            yield name, changed, pd.DataFrame(rows, columns=list(EVIDENCE))


class _CountedDays:
    """The days of all date columns; each whole of them is weighed once."""

    def __init__(self, every: pd.DataFrame) -> None:
        self.every = every
        wholes: tuple[Any, ...] = (["field", "group"], "group", ["field", "file"], "file")
        self.places = [every.groupby(whole, sort=False).indices for whole in wholes]
        self.proofs: dict[tuple[int, Any], LocaleProof] = {}

    def decided(self, field: str, group: str, file: str) -> tuple[str, LocaleProof] | None:
        """The nearest count that proves the swap, and which; none where a nearer one speaks against it."""
        for n, whole in enumerate(((field, group), group, (field, file), file)):
            if (n, whole) not in self.proofs:
                self.proofs[n, whole] = proof_of(self.every.take(np.asarray(self.places[n][whole])))
            proof = self.proofs[n, whole]
            if proof.decides:
                return COUNTED_CELLS[n], proof
            if proof.over > 1:
                return None
        return None


def _with_both(column: Column, cells: _Flags, scope: str) -> tuple[Column, int]:
    """The column in which those cells are read both ways, and how many these are."""
    codes = np.unique(column.codes[cells])
    lexicon = column.lexicon.take(codes)
    bounds = column.kind.bounds or ()
    parts = [name for name in column.kind.parts if name not in bounds]
    readings: list[Reading] = []
    moved = np.full(len(column.lexicon), -1, dtype=np.int32)
    for code, (text, first, last), rest in zip(
        codes.tolist(), _values(lexicon, ("text", *bounds)), _values(lexicon, parts), strict=True
    ):
        if first == last and first.day <= 12 and first.day != first.month:
            moved[code] = len(column.lexicon) + len(readings)
            readings.append(_both(column, text, first.date(), dict(zip(parts, rest, strict=True))))
    column, _ = column.with_readings(readings, scope)
    changed = cells & (moved[column.codes] >= 0)
    return column.with_codes(np.where(changed, moved[column.codes], column.codes)), int(changed.sum())


def _values(frame: pd.DataFrame, names: Iterable[str]) -> list[tuple[Any, ...]]:
    return list(frame[list(names)].itertuples(index=False, name=None))


def _both(column: Column, text: str, day: date, rest: Mapping[str, Any]) -> Reading:
    swapped = date(day.year, day.day, day.month)
    first, last = sorted((day, swapped))
    bounds = column.kind.bounds or ()
    both = tuple(dict.fromkeys(bounds, each) | {"why": why} for each, why in ((day, AS_WRITTEN), (swapped, SWAPPED)))
    parts = column.kind.chosen({**rest, **dict(zip(bounds, (first, last), strict=True))})
    return Reading(text, Status.AMBIGUOUS, NOTE, parts=parts, alternatives=both)
