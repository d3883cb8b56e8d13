"""A sheet cut into regions, by blank lines and blank columns; columns that go on beyond a blank one stay together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from records.layout.grid import Bools, Ints, Looks, Shape, TextType

SAMPLE = 100
"""Lines of a region whose texts are looked at."""
MOST_GAPS = 300
"""Most blank lines that may part a sheet. With more, blank lines are normal in it and part nothing."""
FARTHEST = 5
"""Most blank lines or columns side by side within one table."""
_ALIKE = 0.7
_MOST_ABOVE = 4
_FEWEST_RECORDS = 3


class Region(NamedTuple):
    """Some lines and columns of a sheet, by positions, the last ones not included."""

    top: int
    bottom: int
    left: int
    right: int


def regions(shape: Shape) -> Iterator[Region]:
    """The regions of a sheet, from above."""
    yield from _cut(shape, Region(0, shape.seen.shape[0], 0, shape.seen.shape[1]))


def _cut(shape: Shape, region: Region) -> Iterator[Region]:
    for block in _blocks(shape, region, 2):
        parts = list(_spans(shape, block))
        if len(parts) > 1:
            for part in parts:
                yield from _cut(shape, part)
        else:
            for each in _blocks(shape, parts[0], 1):
                yield from _spans(shape, each) if each.bottom - each.top > 1 else (each,)


def _blocks(shape: Shape, region: Region, blank: int) -> Iterator[Region]:
    """Runs of lines that so many blank ones part, and no merged cell holds together."""
    lines = shape.lines(*region)
    if not len(lines):
        return
    gaps = np.flatnonzero(np.diff(shape.sheet.rows[lines]) > blank)[:MOST_GAPS]
    if len(gaps):
        gaps = gaps[~_held(shape, region, lines)[gaps]]
    first = 0
    for gap in [*gaps.tolist(), len(lines) - 1]:
        yield Region(int(lines[first]), int(lines[gap]) + 1, region.left, region.right)
        first = gap + 1


def _held(shape: Shape, region: Region, lines: Ints) -> Bools:
    """The lines that a merged cell holds together with the next one."""
    top, bottom, _, _ = shape.merged(region.left, region.right)
    ends = np.zeros(len(lines) + 1, np.intp)
    np.add.at(ends, np.searchsorted(lines, top), 1)
    np.add.at(ends, np.searchsorted(lines, bottom), -1)
    return np.asarray(ends.cumsum()[:-1] > 0)


def _spans(shape: Shape, region: Region) -> Iterator[Region]:
    """Runs of columns, those joined that a blank column stands between although their lines belong together."""
    top, bottom, left, right = region
    filled = shape.wide[top:bottom, left:right].any(axis=0).view(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], filled, [0]]))) + left
    start, end = int(edges[0]), int(edges[1])
    for near, far in zip(edges[2::2].tolist(), edges[3::2].tolist(), strict=True):
        if not _belongs(shape, Region(top, bottom, start, end), Region(top, bottom, near, far)):
            yield Region(top, bottom, start, end)
            start = near
        end = far
    yield Region(top, bottom, start, end)


def _belongs(shape: Shape, before: Region, after: Region) -> bool:
    """Whether the columns of two regions beside each other are those of one table: they fill the same lines.

    A table of its own has a header and, mostly, words that name its lines: figures alone belong to what stands
    before them. The same label on both sides is a second table.
    """
    top, bottom = before.top, before.bottom
    here: Bools = np.asarray(shape.seen[top:bottom, before.left : before.right].any(axis=1))
    there: Bools = np.asarray(shape.seen[top:bottom, after.left : after.right].any(axis=1))
    both = np.flatnonzero(here & there) + top
    if not len(both) or not _alike(shape, before, after, here, there):
        return False
    lines = both[:SAMPLE]
    kinds = shape.kinds(lines, after.left, after.right)
    of_words = (kinds == TextType.WORDS).sum(axis=0) * 2 > (kinds != TextType.BLANK).sum(axis=0)
    headed = (kinds <= TextType.WORDS).all(axis=1).cumprod().astype(bool)
    words = bool(of_words.any())
    if _repeats(shape, before, after, lines[headed], every=words):
        return False
    if after.left - before.right > (1 if words else FARTHEST):
        return False
    if min(before.right - before.left, after.right - after.left) == 1:
        return len(both) > 1 or not words
    return len(both) > _FEWEST_RECORDS or not (of_words[0] or headed[0])


def _alike(shape: Shape, before: Region, after: Region, here: Bools, there: Bools) -> bool:
    """Whether the lines of two regions are the same; a single column may leave some out."""
    both = int((here & there).sum())
    if before.right - before.left == 1 or after.right - after.left == 1:
        return bool(both >= _ALIKE * min(here.sum(), there.sum()))
    dense = here.copy()
    dense[here] = shape.seen[before.top : before.bottom, before.left : before.right][here].sum(axis=1) > 1
    return both >= _ALIKE * int((there | dense).sum())


def _repeats(shape: Shape, before: Region, after: Region, lines: Ints, every: bool) -> bool:
    """Whether both sides begin with the same label, or with `every` hold a label of the other, in their first lines."""
    for line in lines[:2].tolist():
        one, other = ([t for t in shape.texts(line, each.left, each.right) if t] for each in (before, after))
        if one[0] == other[0] or (every and set(one) & set(other)):
            return True
    return False


def figures(kinds: Looks) -> Looks:
    """The kind of figure that each column holds, from its first figure downwards; `BLANK` for a column of words.

    Few words stand above the first figure, or most of the column is figures.
    """
    is_figure = kinds > TextType.WORDS
    counted = is_figure | (kinds == TextType.WORDS)
    below = np.maximum.accumulate(is_figure, axis=0) & counted
    many, above = is_figure.sum(axis=0), (counted & ~below).sum(axis=0)
    many = (many > 0.6 * below.sum(axis=0)) & (many >= np.where(above > _MOST_ABOVE, above, above / 3))
    counts = np.array([(kinds == each).sum(axis=0) for each in TextType])
    counts[: TextType.YEAR] = 0
    most = counts.argmax(axis=0)
    mixed = (counts[TextType.YEAR] > 0) & (counts[TextType.NUMBER] > 0) & (most <= TextType.NUMBER)
    return np.where(many, np.where(mixed, TextType.NUMBER, most), TextType.BLANK).astype(np.int8)
