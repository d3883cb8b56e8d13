"""Can a published percentage come from a whole number of persons of its base?

331 persons can't be 17.4% of anything: 57 of them are 17.2%, 58 are 17.5%. Such a percentage was counted on another
base, or is a misprint. The idea is the GRIM test of N. J. L. Brown and J. A. J. Heathers, "The GRIM test", Social
Psychological and Personality Science 8 (2017), 363–369. All sums are of whole numbers, so nothing is lost by rounding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import pandas as pd

from records import vocabularies
from records.model import SijillError
from records.sources.sheet import Sheet
from records.text import ascii_digits, fold, plain

PercentageFit = Literal["fits", "fits-cut", "fits-any", "no-count", "no-base", "unread"]
PERCENTAGE_COLUMNS = ("place", "label", "percentage", "base", "fit", "count_low", "count_high", "bases")
LARGEST_BASE = 100_000
"""No larger base is tried: every percentage with up to three decimals has a count of it."""
HEADER_LINES = 20
"""Among so many first lines of a sheet the header is looked for."""
_PERCENTAGE = re.compile(r"[%٪]? ?(\d{1,9})(?:[.,٫](\d{1,6}))? ?[%٪]?")
_BASE = re.compile(r"(?:n ?= ?)?(\d{1,3}(?:[,٬ ]\d{3})+|\d{1,9})")


@dataclass(frozen=True)
class Percentage:
    """A percentage as it is printed: 17.5 is 175 with one decimal."""

    digits: int
    decimals: int

    @property
    def unit(self) -> int:
        """What 100% is, in its last digit."""
        return int(100 * 10**self.decimals)

    def rounded(self, base: int) -> range:
        """The counts of that base that are this percentage, rounded; a half may go up or down.

        >>> Percentage(175, 1).rounded(331), Percentage(174, 1).rounded(331)
        (range(58, 59), range(58, 58))
        """
        return self._counts(2 * self.digits - 1, 2 * self.digits + 1, base)

    def cut(self, base: int) -> range:
        """The counts whose digits behind the last one were cut off.

        >>> Percentage(66, 0).cut(3), Percentage(66, 0).rounded(3)
        (range(2, 3), range(2, 2))
        """
        counts = self._counts(2 * self.digits, 2 * self.digits + 2, base)
        at_next = bool(counts) and counts[-1] * self.unit == (self.digits + 1) * base
        return counts[:-1] if at_next else counts

    def _counts(self, low: int, high: int, base: int) -> range:
        """The counts between two percentages in half units of the last digit, both ends included."""
        first = max(0, -(-low * base // (2 * self.unit)))
        return range(first, max(first, min(base, high * base // (2 * self.unit)) + 1))


def percentage_in(text: str) -> Percentage | None:
    """The percentage that a text is, in any digits; None where it is none.

    >>> percentage_in("17.50 %"), percentage_in("٣٣٫٣٪"), percentage_in("about 17")
    (Percentage(digits=1750, decimals=2), Percentage(digits=333, decimals=1), None)
    """
    found = _PERCENTAGE.fullmatch(plain(ascii_digits(text)))
    return Percentage(int(found[1] + (found[2] or "")), len(found[2] or "")) if found else None


def base_in(text: str) -> int | None:
    """The number of persons that a text is; None where it is none. `3.803` is none: it may be a fraction.

    >>> base_in("3,803"), base_in("n = 14"), base_in("٣٣١"), base_in("3.803")
    (3803, 14, 331, None)
    """
    found = _BASE.fullmatch(fold(ascii_digits(text)))
    return int(re.sub(r"\D", "", found[1])) if found else None


def check_percentages(sheets: Sequence[Sheet]) -> pd.DataFrame:
    """Tell of each published percentage whether a whole number of persons of its base can make it.

    `sheets`: small tables with a column of percentages and one of bases, named as in `vocabularies/percentages.yaml`.
    One row for each percentage, in the order of the lines: `place` (its cell), `label` (the first other text of its
    line), `percentage` and `base` as texts, `fit`, `count_low` and `count_high` (the counts that make it, where there
    are any), `bases`: where it doesn't fit, or no base is given, the nearest bases that fit all percentages with this
    base. `fit` is `fits`; `fits-any`, where the base is so large that each percentage fits; `fits-cut`, where it only
    fits if digits were cut off; `no-count`; `no-base`; `unread`. Raises `SijillError` where no sheet has such columns.
    """
    tables = [list(_lines(sheet)) for sheet in sheets]
    if not any(tables):
        raise SijillError("no-percentages", sheets[0].source.place() if sheets else "")
    rows: list[dict[str, object]] = []
    for lines in tables:
        groups = {base: [line.value for line in same if line.value] for base, same in _by_base(lines)}
        nearest = {base: _nearest(base, of) for base, of in groups.items()}
        rows += [_row(line, nearest) for line in lines]
    return pd.DataFrame(rows, columns=list(PERCENTAGE_COLUMNS)).astype({"count_low": "Int64", "count_high": "Int64"})


@dataclass(frozen=True)
class _Line:
    """One line of a table."""

    place: str
    label: str
    text: str
    base: str

    @property
    def value(self) -> Percentage | None:
        return percentage_in(self.text)

    @property
    def number(self) -> int | None:
        return base_in(self.base)


def _lines(sheet: Sheet) -> Iterator[_Line]:
    """The lines under the header that have a percentage."""
    texts = [[text or "" for text in sheet.column(name).to_pylist()] for name in sheet.letters]
    known = vocabularies.load("percentages").index
    for head in range(min(HEADER_LINES, len(sheet.rows))):
        meant = [known.get(fold(column[head]), ("",))[0] for column in texts]
        if "percentage" in meant and "base" in meant:
            at, of = meant.index("percentage"), meant.index("base")
            for n in range(head + 1, len(sheet.rows)):
                if texts[at][n].strip():
                    label = next((c[n] for k, c in enumerate(texts) if k not in (at, of) and c[n].strip()), "")
                    cell = sheet.source.cell(sheet.letters[at], int(sheet.rows[n]))
                    yield _Line(sheet.source.place(cell), label, texts[at][n], texts[of][n])
            return


def _by_base(lines: Sequence[_Line]) -> Iterator[tuple[int | None, list[_Line]]]:
    ordered = sorted(lines, key=lambda line: (line.number is not None, line.number or 0))
    for base, same in groupby(ordered, key=lambda line: line.number):
        yield base, list(same)


def _nearest(base: int | None, values: Sequence[Percentage]) -> list[int]:
    """The nearest bases below and above that fit all these percentages; without a base the three smallest."""
    if not values or (base is not None and all(each.rounded(base) for each in values)):
        return []
    below = range((base or 0) - 1, 0, -1)
    above = range((base or 0) + 1, LARGEST_BASE + 1)
    return sorted(n for bases in (below, above) for n in _fitting(bases, values, 1 if base else 3))


def _fitting(bases: range, values: Sequence[Percentage], most: int) -> Iterator[int]:
    for base in bases:
        if all(each.rounded(base) for each in values):
            yield base
            most -= 1
            if not most:
                return


def _row(line: _Line, nearest: dict[int | None, list[int]]) -> dict[str, object]:
    fit, counts = _fit(line)
    ends = (counts[0], counts[-1]) if counts else (pd.NA, pd.NA)
    told = (line.place, line.label, line.text, line.base, fit, *ends)
    bases = nearest.get(line.number, []) if fit in ("fits-cut", "no-count", "no-base") else []
    return dict(zip(PERCENTAGE_COLUMNS, (*told, bases), strict=True))


def _fit(line: _Line) -> tuple[PercentageFit, range]:
    value, base = line.value, line.number
    if value is None or (base is None and line.base.strip()) or base == 0:
        return "unread", range(0)
    if base is None:
        return "no-base", range(0)
    if counts := value.rounded(base):
        return ("fits-any" if base >= value.unit else "fits"), counts
    counts = value.cut(base)
    return ("fits-cut" if counts else "no-count"), counts
