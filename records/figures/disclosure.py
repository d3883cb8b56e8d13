"""Disclosure control: which figures of a table must be held back, so that none of them can be worked out.

The lines of a table are a tree: categories add up to the answered, these and the missing to the applicable, these and
the not applicable to all. Lines of 1 to `below` − 1 persons are held back. If what remains gives one of them away, a
further line is held back, the smallest that helps; where no line is left, a sum is.

All lines held back carry the same mark. Were the small ones told from the added ones, a reader who knows this procedure
could often undo it: of "below 5" and "5 or more", together 6, there is one solution; of two marks alike, several.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple


@dataclass(frozen=True)
class SumLines:
    """Lines of a table: how many persons each has, and of which sum it is a part (the sum of all, alone, of none)."""

    counts: Mapping[str, int]
    parents: Mapping[str, str]

    @cached_property
    def _parts(self) -> dict[str, list[str]]:
        parts: dict[str, list[str]] = {name: [] for name in self.counts}
        for name, parent in self.parents.items():
            parts[parent].append(name)
        return parts

    def parts(self, name: str) -> list[str]:
        """The lines that add up to this one; none for a plain line."""
        return self._parts[name]

    @cached_property
    def root(self) -> str:
        """The sum of all."""
        return next(name for name in self.counts if name not in self.parents)


class CountRange(NamedTuple):
    """What a reader can work out about a line: it has between `low` and `high` persons."""

    low: int
    high: int


def hide(lines: SumLines, below: int) -> set[str] | None:
    """The lines to hold back; `None` when nothing but the sum of all may be published.

    The sum of all counts as known: how many papers were found is known to everybody.

    >>> lines = SumLines({"all": 30, "DZ": 20, "FR": 7, "IQ": 3}, {"DZ": "all", "FR": "all", "IQ": "all"})
    >>> sorted(hide(lines, below=5))
    ['FR', 'IQ']
    """
    hidden = {name for name, count in lines.counts.items() if 0 < count < below}
    while lines.root not in hidden:
        given_away = _given_away(lines, hidden, below)
        if given_away is None:
            return hidden
        more = _partners(lines, hidden, given_away)
        if not more:
            return None
        hidden |= more
    return None


def ranges(lines: SumLines, hidden: set[str], below: int) -> dict[str, CountRange]:
    """What a reader can work out about each line, who sees the others, the marks, and how the lines add up.

    Exact: in a tree of sums, first every sum is bounded by its parts, then every part by its sum and the other parts.

    >>> lines = SumLines({"all": 8, "FR": 4, "IQ": 4}, {"FR": "all", "IQ": "all"})
    >>> ranges(lines, {"FR", "IQ"}, below=5)["IQ"]  # "<5" and "<5", together 8
    CountRange(low=4, high=4)
    """
    most = below - 1 if all_small(lines, hidden, below) else lines.counts[lines.root]
    found: dict[str, CountRange] = {}

    def up(name: str) -> CountRange:
        parts = [up(part) for part in lines.parts(name)]
        count = lines.counts[name]
        low, high = (1, most) if name in hidden else (count, count)
        if parts and name in hidden:
            low, high = max(low, sum(part.low for part in parts)), min(high, sum(part.high for part in parts))
        found[name] = CountRange(low, high)
        return found[name]

    def down(name: str) -> None:
        parts = lines.parts(name)
        whole = found[name]
        lowest, highest = sum(found[part].low for part in parts), sum(found[part].high for part in parts)
        for part in parts:
            low, high = found[part]
            found[part] = CountRange(max(low, whole.low - (highest - high)), min(high, whole.high - (lowest - low)))
        for part in parts:
            down(part)

    up(lines.root)
    down(lines.root)
    return found


def all_small(lines: SumLines, hidden: set[str], below: int) -> bool:
    """Whether every line held back has fewer than `below` persons, so that the mark may say so."""
    return all(lines.counts[name] < below for name in hidden)


def _given_away(lines: SumLines, hidden: set[str], below: int) -> str | None:
    """A line held back whose count a reader can work out. A large sum may be: it tells nothing of anybody."""
    found = ranges(lines, hidden, below)
    for name in sorted(hidden):
        low, high = found[name]
        if low == high and (lines.counts[name] < below or not lines.parts(name)):
            return name
    return None


def _partners(lines: SumLines, hidden: set[str], name: str) -> set[str]:
    """What to hold back as well: the smallest line beside it, else under a sum beside it, else their sum; so on up."""
    while name in lines.parents:
        parent = lines.parents[name]
        beside = [each for each in lines.parts(parent) if each != name]
        near = [each for each in beside if not lines.parts(each)]
        far = [leaf for each in beside for leaf in _leaves(lines, each)]
        for leaves in (near, far):
            shown = [leaf for leaf in leaves if leaf not in hidden and lines.counts[leaf]]
            if shown:
                return _path(lines, min(shown, key=lambda leaf: (lines.counts[leaf], leaf)), parent)
        if parent not in hidden and parent != lines.root:
            return {parent}
        name = parent
    return set()


def _leaves(lines: SumLines, name: str) -> list[str]:
    parts = lines.parts(name)
    return [leaf for part in parts for leaf in _leaves(lines, part)] if parts else [name]


def _path(lines: SumLines, name: str, top: str) -> set[str]:
    """A line and every sum of it below `top`: a sum that is shown would undo the hiding of its part."""
    path = set()
    while name != top:
        path.add(name)
        name = lines.parents[name]
    return path
