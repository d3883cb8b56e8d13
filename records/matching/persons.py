"""What is said of records that may be one person: pairs, their evidence, and the persons that pairs make."""

from collections import defaultdict, deque
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
    """What one field says: a key of a message and its arguments, and its weight in points (below 0: against).

    >>> Evidence("birth_date", "cannot_meet", (("left", "1990"), ("right", "1971")), -7.0).weight
    -7.0
    """

    field: str
    says: str
    arguments: tuple[tuple[str, str], ...]
    weight: float


@dataclass(frozen=True)
class Pair:
    """Two records, the weight in points that they are one person, and whether brothers would explain it.

    `decided`: where the decision stands that the verdict follows (`file:line`); empty where nobody decided.

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
    decided: str = ""


class _Joined:
    """Records joined to persons, one pair after the other; records that a person decided to be two stay apart."""

    def __init__(self, apart: Iterable[Pair]) -> None:
        self.many = 0
        """How many times two persons became one."""
        self._above: dict[RecordPlace, RecordPlace] = {}
        self._apart: dict[RecordPlace, set[RecordPlace]] = defaultdict(set)
        for pair in apart:
            self._apart[pair.a].add(pair.b)
            self._apart[pair.b].add(pair.a)

    def join(self, pairs: Iterable[Pair]) -> None:
        """Join the records of these pairs, in their order."""
        for pair in pairs:
            low, high = sorted((self.first(pair.a), self.first(pair.b)))
            if low != high and high not in self._apart[low]:
                self._above[high] = low
                self.many += 1
                for other in self._apart.pop(high, ()):
                    self._apart[low].add(other)
                    self._apart[other].add(low)

    def first(self, record: RecordPlace) -> RecordPlace:
        """The first record of a person."""
        while record in self._above:
            record = self._above[record]
        return record


def _apart(pairs: Iterable[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair.verdict == "different"]


def _in_order(pairs: Iterable[Pair], *verdicts: PairVerdict) -> list[Pair]:
    """The pairs of these verdicts as they are joined: what people decided first, then the heaviest."""
    mine = [pair for pair in pairs if pair.verdict in verdicts]
    return sorted(mine, key=lambda each: (not each.decided, -each.weight, each.a, each.b))


def clusters(
    records: Iterable[RecordPlace], pairs: Sequence[Pair], *, possible: bool = False
) -> tuple[tuple[RecordPlace, ...], ...]:
    """The records of each person: those that pairs which are the same join, directly or through others.

    `possible`: join those that are possible as well. Records that a person decided to be two persons stay apart,
    whatever joins each of them to a third.

    >>> a, b, c = (RecordPlace("a.csv", "", row, row - 1) for row in (2, 3, 4))
    >>> [len(each) for each in clusters([a, b, c], [Pair(a, c, "same", 12.0, (), brothers=False)])]
    [2, 1]
    """
    joined = _Joined(_apart(pairs))
    joined.join(_in_order(pairs, "same"))
    joined.join(_in_order(pairs, "possible") if possible else [])
    persons: dict[RecordPlace, list[RecordPlace]] = {}
    for record in sorted(records, key=lambda each: (each.file, each.sheet, each.row, each.record)):
        persons.setdefault(joined.first(record), []).append(record)
    return tuple(tuple(each) for each in persons.values())


def count_range(records: Sequence[RecordPlace], pairs: Sequence[Pair]) -> tuple[int, int]:
    """The fewest and the most persons: pairs that are the same or possible joined, or those that are the same only.

    >>> a, b = RecordPlace("a.csv", "", 2, 1), RecordPlace("a.csv", "", 3, 2)
    >>> count_range([a, b], [Pair(a, b, "possible", 3.0, (), brothers=False)])
    (1, 2)
    """
    joined = _Joined(_apart(pairs))
    joined.join(_in_order(pairs, "same"))
    most = len(records) - joined.many
    joined.join(_in_order(pairs, "possible"))
    return len(records) - joined.many, most


def persons_at(
    records: Sequence[RecordPlace], pairs: Sequence[Pair], thresholds: Sequence[float]
) -> tuple[tuple[float, int], ...]:
    """How many persons there are if pairs of at least each weight are joined, whatever their verdict.

    What people decided holds at each.

    >>> a, b = RecordPlace("a.csv", "", 2, 1), RecordPlace("a.csv", "", 3, 2)
    >>> persons_at([a, b], [Pair(a, b, "possible", 3.0, (), brothers=False)], [0, 9])
    ((0, 1), (9, 2))
    """
    joined = _Joined(_apart(pairs))
    waiting = deque(_in_order(pairs, "same", "possible"))
    counts = {}
    for limit in sorted(thresholds, reverse=True):
        while waiting and (waiting[0].decided or waiting[0].weight >= limit):
            joined.join([waiting.popleft()])
        counts[limit] = len(records) - joined.many
    return tuple((limit, counts[limit]) for limit in thresholds)
