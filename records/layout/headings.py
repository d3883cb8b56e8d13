"""The lines of a header: the one that names the columns, and those that stand over groups of them."""

from __future__ import annotations

import numpy as np

from records.layout.grid import Bools, Ints, Looks, Shape, TextType, kind
from records.layout.header import MOST_ROWS
from records.layout.regions import SAMPLE, Region

LABEL_ENDS = (":", "：", "؟", "?")
"""How a label ends that an answer follows."""
_LONGEST_PARENT = 60
_FEWEST_NUMBERS = 3
_NEARLY_ALL = 0.9
_NAMED = 2 / 3
"""The share of the columns of figures that a header names."""


def agree(kinds: Looks, held: Looks) -> Bools:
    """Which cells hold the figure that their column holds. A year among numbers is one where other numbers stand."""
    same = (kinds == held) & (held > 0)
    year = (kinds == TextType.YEAR) & (held == TextType.NUMBER)
    number = (kinds == TextType.NUMBER) & (held == TextType.YEAR)
    return np.asarray(same | number | (year & same.any(axis=1, keepdims=True)))


def heading(shape: Shape, region: Region, lines: Ints, held: Looks) -> list[int]:
    """The header among the lines above the first record, for columns that hold these figures; none when it has none.

    Its last line is the lowest of two texts or more over figures or, where no header names these, over most columns.
    Full lines above it begin the header: then it is a record whose figures are not known or, where it names all of
    them or nothing else, a line of units or in another language.
    """
    if not len(lines):
        return []
    kinds = shape.kinds(lines, region.left, region.right)
    right = agree(kinds, held)
    over = (kinds > TextType.SIGN) & (held > 0) & ~right
    labels = ((kinds > TextType.SIGN).sum(axis=1) > 1) & (over.sum(axis=1) >= right.sum(axis=1))
    labels &= [is_named(shape, region, int(line)) for line in lines]
    below = shape.seen[lines[-1] + 1 : region.bottom, region.left : region.right][:SAMPLE]
    figures = held > 0
    most = figures | (2 * below.mean(axis=0) >= 1)
    for names, columns in ((labels & over.any(axis=1), figures), (labels & ~right.any(axis=1), most)):
        found = _lowest(shape, region, lines, kinds, over, names, held)
        if found and _named(shape, region, found)[columns].sum() >= _NAMED * columns.sum():
            return found
    return []


def _lowest(
    shape: Shape, region: Region, lines: Ints, kinds: Looks, over: Bools, names: Bools, held: Looks
) -> list[int]:
    """The header that ends in the lowest line that names columns."""
    if not names.any():
        return []
    last = top = int(np.flatnonzero(names)[-1])
    while top > 0 and names[top - 1] and _full(kinds[top - 1], kinds[last]):
        top -= 1
    filled = kinds[last] > TextType.SIGN
    more = over[last].sum() > 1 and (over[last][held > 0].all() or over[last][filled].all())
    return columns_named(shape, region, lines, top, last if more else top)


def _named(shape: Shape, region: Region, header: list[int]) -> Bools:
    """The columns that a header names; where it has three texts or more, each names the next column as well."""
    named: Bools = np.asarray(shape.wide[header, region.left : region.right].any(axis=0))
    if named.sum() > 2:
        named[1:] |= named[:-1]
    return named


def first_record(kinds: Looks, held: Looks) -> int | None:
    """The first line that is full enough and holds the figures that its columns hold; None in a region of words."""
    if not held.any():
        return None
    counts = (kinds != TextType.BLANK).sum(axis=1)
    right = agree(kinds, held)
    lines = (right.any(axis=1)) & (2 * right.sum(axis=1) >= ((kinds > TextType.SIGN) & (held > 0)).sum(axis=1))
    at = np.flatnonzero(lines & (2 * counts >= (counts * lines).max()))
    return int(at[0]) if lines.any() else None


def loose_heading(shape: Shape, region: Region, loose: Ints, lines: Ints, held: Looks) -> list[int]:
    """The header among the loose lines above a region's first record, which fills at least half as many columns."""
    _, _, left, right = region
    records = np.flatnonzero(agree(shape.kinds(loose, left, right), held).any(axis=1))
    near = loose[records[-1] + 1 :] if len(records) else loose
    header = heading(shape, region, np.concatenate([near, lines[:-1]]), held)
    filled = shape.seen[:, left:right]
    return header if header and 2 * filled[lines[-1]].sum() >= filled[header].any(axis=0).sum() else []


def heading_below(shape: Shape, region: Region, lines: Ints, kinds: Looks, held: Looks) -> list[int]:
    """The header below figures that are none of the table, such as numbers of the columns: words over nearly all."""
    right = agree(kinds, held)
    words = (kinds == TextType.WORDS)[:, held > 0].mean(axis=1) >= _NEARLY_ALL
    at = np.flatnonzero(words & ~right.any(axis=1))
    records = np.flatnonzero(right[at[0] :].any(axis=1)) + at[0] if len(at) else at
    return heading(shape, region, lines[: records[0]], held) if len(records) else []


def first_full_line(shape: Shape, region: Region, lines: Ints, kinds: Looks, loose: Ints) -> list[int]:
    """The header over records that are all words: the loose line right above, or the first full line."""
    counts = (kinds != TextType.BLANK).sum(axis=1)
    if len(loose) and _heads(shape, int(loose[-1]), int(lines[0]), int(lines[counts.argmax()]), region):
        return [int(loose[-1])]
    many = counts[counts > 1]
    full = np.flatnonzero(counts >= max(2, 0.7 * np.quantile(many, 0.75))) if len(many) else counts[:0]
    if len(full) < 2 or 2 * len(full) < len(counts) - full[0] or not is_named(shape, region, int(lines[full[0]])):
        return []
    if len(full) == counts.max() == 2 < region.right - region.left:
        return []  # two words over two words, apart from each other, may be anything
    return columns_named(shape, region, lines, int(full[0]), int(full[0]))


def _heads(shape: Shape, line: int, first: int, fullest: int, region: Region) -> bool:
    """Whether a line of words stands over a region's columns, with one blank line between."""
    kinds = shape.kinds(np.array([line]), region.left, region.right)
    words = not (kinds > TextType.WORDS).any() and shape.blank_between(line, first) == 1
    return words and shape.same_columns(line, fullest, region.left, region.right)


def is_named(shape: Shape, region: Region, line: int) -> bool:
    """Whether a line may be one of labels: it begins with words or is nearly all words, and answers no label."""
    kinds = [kind(text) for text in shape.texts(line, region.left, region.right) if text.strip()]
    words = (
        3 * kinds.count(TextType.WORDS) >= 2 * len(kinds) or TextType.NUMBER not in kinds or kinds[0] == TextType.WORDS
    )
    return words and not is_answered(shape, region, line)


def is_answered(shape: Shape, region: Region, line: int) -> bool:
    """Whether a line is one of a form: a label and its answer, once or several times."""
    texts = [text.strip() for text in shape.texts(line, region.left, region.right) if text.strip()]
    return [text.endswith(LABEL_ENDS) for text in texts] == [True, False] * (len(texts) // 2)


def _full(above: Looks, below: Looks) -> bool:
    """Whether the line above fills all columns that the one below does."""
    return bool((above > TextType.SIGN)[below > TextType.SIGN].all())


def columns_named(shape: Shape, region: Region, lines: Ints, top: int, last: int) -> list[int]:
    """The header whose lines are `lines[top]` to `lines[last]`, with the parents above and what merged cells join."""
    bottom = int(lines[last])
    start, end, _, _ = shape.merged(region.left, region.right)
    while top > 0:
        above, below = int(lines[top - 1]), [int(n) for n in lines[top : last + 1]]
        if not ((start <= above) & (above < end) & (start <= bottom)).any():
            spread = _spread(shape, region, above)
            full = len(below) >= MOST_ROWS and not spread.any()
            if full or shape.blank_between(above, below[0]) or not _is_parent(shape, region, above, below, spread):
                break
        top -= 1
    return [int(n) for n in lines[top : last + 1]] + _below(shape, region, bottom)


def _below(shape: Shape, region: Region, bottom: int) -> list[int]:
    """Lines under the header that its merged cells reach into, where one of them spreads over several columns."""
    start, end, first, last = shape.merged(region.left, region.right)
    here = start == bottom
    if not (here & (last > first) & (end == bottom)).any():
        return []
    reach = min(int(end[here].max()), bottom + MOST_ROWS - 1, region.bottom - 1)
    return list(range(bottom + 1, reach + 1))


def numbers_below(shape: Shape, region: Region, line: int) -> list[int]:
    """The line right below a header that numbers its columns from 1."""
    below = shape.lines(line + 1, min(line + 2, region.bottom), region.left, region.right).tolist()
    texts = [text.strip() for each in below for text in shape.texts(each, region.left, region.right) if text.strip()]
    numbers = [int(text) if text.isdecimal() else 0 for text in texts]
    return below if len(numbers) >= _FEWEST_NUMBERS and numbers == list(range(1, len(numbers) + 1)) else []


def _spread(shape: Shape, region: Region, line: int) -> Bools:
    """The columns at which a cell of the line begins that is merged over several columns."""
    start, _, first, last = shape.merged(region.left, region.right)
    found = np.zeros(region.right - region.left, np.bool_)
    found[first[(start == line) & (last > first)] - region.left] = True
    return found


def _is_parent(shape: Shape, region: Region, line: int, header: list[int], spread: Bools) -> bool:
    """Whether a line stands over a header: two short texts or more, each with several columns or one without a name.

    A line with more texts than the header's first names the columns that this one leaves out.
    """
    _, _, left, right = region
    at = np.flatnonzero(shape.seen[line, left:right])
    below: Bools = np.asarray(shape.seen[header, left:right].any(axis=0))
    first = shape.seen[header[0], left:right]
    if len(at) < 2:
        return False
    if len(at) > first.sum() and (~below[at]).any() and not spread.any():
        return True
    places = np.searchsorted(np.flatnonzero(below), at)
    apart = np.append(np.diff(places) > 1, True)
    single = int((below[at] & ~spread[at] & ~apart).sum())
    if spread.any():
        return bool(single < spread.sum())
    texts = [text for text in shape.texts(line, left, right) if text.strip()]
    short = all(":" not in text and len(text) <= _LONGEST_PARENT for text in texts)
    figures = np.isin([kind(text) for text in texts], (TextType.NUMBER, TextType.DATE)).any()
    return short and not figures and not single and 2 * int(below[at].sum()) <= int(below.sum())
