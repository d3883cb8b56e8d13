"""How many persons stand in each line of a table, by a bincount over the lexicon, and the interval of their share."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from records.column import Column
from records.model import Missing, Status

ANSWERS = ("category", "others", "none", "ambiguous", "unread")
"""The lines of those who answered; `others` are categories that are folded into one."""

DENOMINATORS = ("all", "applicable", "answered")
"""Every record asked · those whom the question concerns · those with an answer, be it none, ambiguous or unreadable."""

ORDER = (*ANSWERS, "answered", "missing", "without", "applicable", "all", "not_asked")
"""`without` are the reasons for no answer in one line; `not_asked` stands outside every sum."""

NOT_AVAILABLE = "not_available"
"""Why there is no value where the text is `N/A` and the question concerns everybody."""


class TableLine(NamedTuple):
    """One line of a table, and the sum that it is part of (`all` and `not_asked`, of none)."""

    line: str
    code: str
    persons: int
    part_of: str

    @property
    def key(self) -> str:
        """What tells it from the others: `category:DZ`, `missing:blank`, `answered`."""
        return f"{self.line}:{self.code}" if self.code else self.line


def count(column: Column, everybody: bool = False) -> list[TableLine]:
    """The plain lines that somebody is in, and the three sums. `everybody`: whether the question concerns everybody."""
    persons_of_lines = _persons(column, everybody)
    plain = [TableLine(line, code, persons, _sum_of(line, code)) for (line, code), persons in persons_of_lines.items()]
    answered = sum(each.persons for each in plain if each.part_of == "answered")
    applicable = sum(each.persons for each in plain if each.part_of in ("answered", "applicable"))
    asked = sum(each.persons for each in plain if each.part_of)
    sums = [("answered", answered, "applicable"), ("applicable", applicable, "all"), ("all", asked, "")]
    return plain + [TableLine(name, "", persons, part_of) for name, persons, part_of in sums]


def _sum_of(line: str, code: str) -> str:
    if line in ANSWERS:
        return "answered"
    if line == "not_asked":
        return ""
    return "all" if code == Missing.NOT_APPLICABLE else "applicable"


def _persons(column: Column, everybody: bool) -> dict[tuple[str, str], int]:
    parts = [column.lexicon[part].cat for part in ("status", "missing", column.kind.countable)]
    words = [[*part.categories, ""] for part in parts]  # the last for the code -1
    size = [len(each) for each in words]
    places = np.ravel_multi_index([part.codes.to_numpy() % n for part, n in zip(parts, size, strict=True)], size)
    there, of_row = np.unique(places, return_inverse=True)
    persons = np.bincount(of_row, weights=column.counts(), minlength=len(there)).astype(int).tolist()
    found: Counter[tuple[str, str]] = Counter()
    for place, n in zip(there.tolist(), persons, strict=True):
        status, missing, code = (each[at] for each, at in zip(words, np.unravel_index(place, size), strict=True))
        found[_line(status, missing, code, everybody)] += n
    return {key: n for key, n in sorted(found.items()) if n}


def _unanswered(missing: str, everybody: bool) -> tuple[str, str]:
    """A sheet without the column asked nobody; `N/A` for what everybody has says that it is not available."""
    if missing == Missing.NOT_TRANSCRIBED:
        return "not_asked", ""
    return "missing", NOT_AVAILABLE if everybody and missing == Missing.NOT_APPLICABLE else missing


def _line(status: str, missing: str, code: str, everybody: bool) -> tuple[str, str]:
    """The plain line of a reading, and its code."""
    if status == Status.MISSING:
        return ("none", "") if missing == Missing.NONE else _unanswered(missing, everybody)
    if status in (Status.EXACT, Status.INFERRED, Status.DECIDED) and code:
        return "category", code
    return ("ambiguous" if status == Status.AMBIGUOUS else "unread"), ""


Z = 1.959964
"""The normal deviate of 95%."""


def wilson(count: npt.ArrayLike, total: float, z: float = Z) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The lower and the upper end of the 95% score interval of `count` out of `total`; NaN when the total is 0.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927), 209–212. The textbook interval p ± z·√(p(1−p)/n) gives 0 ± 0 for 0 of 20.

    >>> [round(float(end), 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if total <= 0:
        nothing = np.full(np.shape(count), np.nan)
        return nothing, nothing
    share = np.asarray(count, dtype=np.float64) / total
    shrink = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / shrink
    half = z / shrink * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    # Rounding must not push an end past what a share can be, nor past the share itself.
    return np.clip(np.minimum(centre - half, share), 0, 1), np.clip(np.maximum(centre + half, share), 0, 1)
