"""What is said of records that may be one person: pairs, their evidence, and the persons that pairs make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

PairVerdict = Literal["same", "possible", "different"]


@dataclass(frozen=True, order=True)
class RecordPlace:
    """Where a record stands.

    >>> RecordPlace("files.xlsx", "Sheet1", 2, 1).row
    2
    """

    file: str
    sheet: str
    row: int
    record: int


@dataclass(frozen=True)
class Evidence:
    """What one field says: a key of a message and its arguments, and its weight in bits (below 0: against).

    >>> Evidence("birth_date", "cannot_meet", (("left", "1990"), ("right", "1971")), -7.0).weight
    -7.0
    """

    field: str
    says: str
    arguments: tuple[tuple[str, str], ...]
    weight: float


@dataclass(frozen=True)
class Pair:
    """Two records, the weight in bits that they are one person, and whether brothers would explain it.

    >>> a, b = RecordPlace("a.csv", "", 2, 1), RecordPlace("a.csv", "", 3, 2)
    >>> Pair(a, b, "possible", 4.5, (), brothers=True).brothers
    True
    """

    a: RecordPlace
    b: RecordPlace
    verdict: PairVerdict
    weight: float
    evidence: tuple[Evidence, ...]
    brothers: bool


def clusters(records: Iterable[RecordPlace], pairs: Iterable[Pair]) -> tuple[tuple[RecordPlace, ...], ...]:
    """The records that the pairs join, directly or through others; a record in no pair stands alone.

    >>> a, b, c = (RecordPlace("a.csv", "", row, row - 1) for row in (2, 3, 4))
    >>> [len(each) for each in clusters([a, b, c], [Pair(a, c, "same", 12.0, (), brothers=False)])]
    [2, 1]
    """
    above = _joined(pairs)
    joined: dict[RecordPlace, list[RecordPlace]] = {}
    for record in sorted(records, key=lambda each: (each.file, each.sheet, each.row, each.record)):
        joined.setdefault(_first(above, record), []).append(record)
    return tuple(tuple(each) for each in joined.values())


def _joined(pairs: Iterable[Pair]) -> dict[RecordPlace, RecordPlace]:
    """Of each record in a pair one above it that is the same person, until the first of that person."""
    above: dict[RecordPlace, RecordPlace] = {}
    for pair in pairs:
        low, high = sorted((_first(above, pair.a), _first(above, pair.b)))
        if low != high:
            above[high] = low
    return above


def _first(above: dict[RecordPlace, RecordPlace], record: RecordPlace) -> RecordPlace:
    while record in above:
        record = above[record]
    return record


def count_range(records: Sequence[RecordPlace], pairs: Sequence[Pair]) -> tuple[int, int]:
    """The fewest and the most persons: pairs that are the same or possible joined, or those that are the same only.

    >>> a, b = RecordPlace("a.csv", "", 2, 1), RecordPlace("a.csv", "", 3, 2)
    >>> count_range([a, b], [Pair(a, b, "possible", 3.0, (), brothers=False)])
    (1, 2)
    """
    same = [pair for pair in pairs if pair.verdict == "same"]
    either = [pair for pair in pairs if pair.verdict != "different"]
    return len(records) - len(_joined(either)), len(records) - len(_joined(same))


def persons_at(
    records: Sequence[RecordPlace], pairs: Sequence[Pair], thresholds: Sequence[float]
) -> tuple[tuple[float, int], ...]:
    """How many persons there are if pairs of at least each weight are joined, whatever their verdict.

    >>> a, b = RecordPlace("a.csv", "", 2, 1), RecordPlace("a.csv", "", 3, 2)
    >>> persons_at([a, b], [Pair(a, b, "possible", 3.0, (), brothers=False)], [0, 9])
    ((0, 1), (9, 2))
    """
    joined = {limit: len(_joined(pair for pair in pairs if pair.weight >= limit)) for limit in thresholds}
    return tuple((limit, len(records) - many) for limit, many in joined.items())
