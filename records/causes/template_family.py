"""Forms that share the date printed on them and the boxes that are empty: one template, on which these boxes are not.

Which boxes are empty together says little by itself, since life empties them together too: who has no wife has no
children. So a set of empty boxes is compared with the forms of all other printed dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind, listed
from records.causes.runs import answers_of, of_people
from records.chance import SELDOM, in_files, so_apart
from records.checks.intervals import Flags
from records.checks.order import orders
from records.checks.readings import READ
from records.column import holds_any
from records.model import Missing, Severity, Status

_COUNTED = ["field", "printed", "empty", "group"]
_FEWEST = 5
"""So many forms at least are a family."""
_TRIED = 100
"""So many sets of empty boxes are tried, the most frequent ones."""
_BOXES = 2
"""So many boxes at least are empty on a family's forms."""
_MOST = 62
"""Boxes of a form beyond these are not looked at: one bit each."""


class TemplateFamily(CauseKind):
    """Do forms of one printed date leave the same boxes empty, which the forms of other dates fill in?"""

    id = "template-family"
    severity = Severity.INFO

    def summary(self, piece: BatchPiece) -> pd.DataFrame | None:
        """How many forms of each printed date and transcriber leave each set of boxes empty."""
        tables = [_counted(piece, name) for name in _printed(piece)]
        return pd.concat(tables, ignore_index=True) if tables else None

    def merge(self, first: pd.DataFrame | None, second: pd.DataFrame | None) -> pd.DataFrame | None:
        """Counts add up."""
        there = [each for each in (first, second) if each is not None]
        return pd.concat(there).groupby(_COUNTED, as_index=False, sort=False).sum() if there else None

    def name(self, summary: pd.DataFrame | None) -> list[Cause]:
        """The families: of each printed date the set of empty boxes that other dates seldom leave empty."""
        if summary is None or summary.empty:
            return []
        return [
            self._cause(str(field), *family)
            for field, counts in summary.groupby("field", sort=False)
            for family in _families(counts)
        ]

    def _cause(self, field: str, printed: str, empty: str, who: list[str], of: int, forms: int, chance: float) -> Cause:
        boxes = tuple(empty.split("|"))
        says = {
            "variant": "one" if len(who) == 1 else "several",
            "printed": printed,
            "of_fields": empty,
            "records": of,
            "proof": forms,
            "counter": of - forms,
            "who": listed(who),
            "chance": in_files(chance),
        }
        return Cause(self.id, self.severity, (field, *boxes), partial(_family, field, printed, empty), says)


def _printed(piece: BatchPiece) -> list[str]:
    """The fields with a date printed on the blank form, in which one is read."""
    fields = dict.fromkeys(second for _, second, soft in orders(piece.batch.form) if soft)
    return [name for name in fields if _read(piece, name).any()]


def _read(piece: BatchPiece, name: str) -> Flags:
    column = piece.batch.columns[name]
    return holds_any(column.lexicon["status"], [str(each) for each in READ])[column.codes]


def _empty(piece: BatchPiece, field: str) -> tuple[list[str], npt.NDArray[np.int64]]:
    """The boxes of a form that anybody fills in, and for each record which of them are empty, one bit each."""
    names: list[str] = []
    found = np.zeros(len(piece), dtype=np.int64)
    for name, column in of_people(piece.batch).items():
        blank = holds_any(column.lexicon["missing"], (str(Missing.BLANK), str(Missing.MARK)))[column.codes]
        there = holds_any(column.lexicon["status"], [str(each) for each in Status if each is not Status.MISSING])
        if name != field and blank.any() and there[column.codes].any() and len(names) < _MOST:
            found |= blank.astype(np.int64) << len(names)
            names.append(name)
    return names, found


def _counted(piece: BatchPiece, field: str) -> pd.DataFrame:
    """`field, printed, empty, group, forms`."""
    read = np.flatnonzero(_read(piece, field))
    names, empty = _empty(piece, field)
    answers, printed = np.unique(np.array(answers_of(piece, field), dtype=str), return_inverse=True)
    of = printed[piece.batch.columns[field].codes[read]] * np.int64(len(piece.names)) + piece.groups[read]
    sets, which = np.unique(empty[read], return_inverse=True)
    keys, forms = np.unique(of * np.int64(len(sets)) + which, return_counts=True)
    of, which = np.divmod(keys, max(len(sets), 1))
    told = ["|".join(name for n, name in enumerate(names) if bits >> n & 1) for bits in sets.tolist()]
    return pd.DataFrame(
        {
            "field": field,
            "printed": answers[of // len(piece.names)],
            "empty": np.array(told, dtype=object)[which],
            "group": np.array(piece.names, dtype=object)[of % len(piece.names)],
            "forms": forms,
        }
    )


def _families(counts: pd.DataFrame) -> Iterator[tuple[str, str, list[str], int, int, float]]:
    """Printed date, empty boxes, who typed them, forms of that date, forms of the family, and its chance.

    Of each printed date the least likely set of empty boxes; a form of the family may have more of them by itself.
    """
    every, of_date = int(counts["forms"].sum()), counts.groupby("printed")["forms"].sum()
    boxes = {empty: frozenset(empty.split("|")) for empty in counts["empty"].unique()}
    exact = counts.groupby(["printed", "empty"], sort=True)["forms"].sum()
    common = exact[exact >= _FEWEST].nlargest(_TRIED, keep="first")
    tried = [(str(printed), str(empty)) for printed, empty in common.index if len(boxes[empty]) >= _BOXES]
    best: dict[str, tuple[float, str]] = {}
    for printed, empty in tried:
        lacking = counts[counts["empty"].map({each: boxes[empty] <= own for each, own in boxes.items()})]
        forms = int(lacking.loc[lacking["printed"] == printed, "forms"].sum())
        of, said = int(of_date[printed]), int(lacking["forms"].sum())
        others = every - of
        if others and forms * others > (said - forms) * of:
            chance = so_apart((of - forms, forms), (others - said + forms, said - forms)) * len(tried)
            best[printed] = min((chance, empty), best.get(printed, (1.0, "")))
    for printed, (chance, empty) in best.items():
        if chance <= SELDOM:
            lacking = counts[counts["empty"].map({each: boxes[empty] <= own for each, own in boxes.items()})]
            here = lacking[lacking["printed"] == printed]
            forms = int(here["forms"].sum())
            yield printed, empty, sorted(set(here["group"].astype(str))), int(of_date[printed]), forms, chance


def _family(field: str, printed: str, empty: str, piece: BatchPiece) -> Flags:
    names, bits = _empty(piece, field)
    wanted = sum(1 << n for n, name in enumerate(names) if name in empty.split("|"))
    dates = np.array([each == printed for each in answers_of(piece, field)], dtype=bool)
    return np.asarray(dates[piece.batch.columns[field].codes] & (bits & wanted == wanted))
