"""Several tables in one sheet, one below the other or side by side: each is read by its own header.

A table ends where another line of labels begins; a line that repeats the header above it, as at the top of a printed
page, ends nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from records.forms import Form
from records.labels.labels import Labels, is_likely, labels_of
from records.layout.form_boxes import FEWEST
from records.layout.header import header_of, is_header_again, label_hits
from records.layout.lines import adjoin, blank_lines, cells, is_page
from records.sources.sheet import Sheet

_MOST_TEXTS = 3_000
"""A column with more distinct texts that may be labels holds answers; it is not searched."""
_MOST_LINES = 10_000
"""Lines with one text that may be a label; where there are more, it is an answer."""
Labelled = npt.NDArray[np.int16]
_Known = Sequence[tuple[Form, Labels]]
"""The forms, each with its labels."""
_LIKE_A_LABEL = r"^(?:\W*[sSqQس]?\W?[0-9٠-٩۰-۹]{1,3}\W+)?[^0-9٠-٩۰-۹]{2,80}$"


def parts(sheet: Sheet, forms: Sequence[Form], header: int) -> list[Sheet]:
    """The sheet, or its tables, each as a sheet of its own with the same source, from above, then by column.

    `header`: the position of a header, that with the most labels.
    """
    known = [(form, labels_of(form)) for form in forms]
    starts = _starts(sheet, known, header)
    bounds = [0, *(first for first, _ in starts[1:]), len(sheet.rows)]
    found = [
        sheet.part(*lines, letters)
        for lines, (_, header) in zip(pairwise(bounds), starts, strict=True)
        for letters in _beside(sheet, known, header, lines)
    ]
    return found if len(found) > 1 else [sheet]


def _starts(sheet: Sheet, known: _Known, header: int) -> list[tuple[int, int]]:
    """For each table the line it begins with, a title or the header, and its header."""
    first = {letter: meant for hits in _hits(cells(sheet, header), known) for letter, meant in hits.items()}
    headers: list[list[int]] = []
    above: list[dict[str, str]] = []
    labels = _labels(sheet, known)
    for at in sorted({header, *np.flatnonzero(labels > 1).tolist()}):
        texts = cells(sheet, at)
        if texts in above:  # a line of the header above, or the same again
            continue
        hits = _hits(texts, known)
        if at == header or any(is_header_again(each, len(texts), first) for each in hits):
            form, _ = known[max(range(len(known)), key=lambda n: len(hits[n]))]
            headers.append([at, *header_of(sheet, form, at)])
            above = [cells(sheet, line) for line in headers[-1]]
    below = _forms_below(sheet, known, labels, [lines[0] for lines in headers])
    blank = blank_lines(sheet) if len(headers) > 1 or below else np.empty(0, dtype=bool)
    tops = [_top(sheet, blank, min(lines), max(above)) for above, lines in pairwise(headers)]
    piles = [(_top(sheet, blank, at, 0), at) for at in below]
    piles = [(top, at) for top, at in piles if blank[top - 1] or not adjoin(sheet, top - 1)]
    return sorted([*zip([0, *tops], (at for at, *_ in headers), strict=True), *piles])


def _forms_below(sheet: Sheet, known: _Known, labels: Labelled, headers: Sequence[int]) -> list[int]:
    """For each table the first line below it of filled-in forms: labels of three fields down one column, each with an
    answer beside it or alone."""
    cells_in = np.sum([np.asarray(sheet.column(name).is_valid()) for name in sheet.letters], axis=0)
    likely = np.flatnonzero((labels == 1) & (cells_in <= 2))
    found: dict[int, int] = {}
    for run in np.split(likely, np.flatnonzero(np.diff(likely) > 1) + 1) if len(likely) <= _MOST_LINES else ():
        table = bisect_right(headers, run[0]) if len(run) >= FEWEST else 0
        if table and table not in found:
            firsts = [next(iter(cells(sheet, at).items())) for at in run.tolist()]
            hits = _hits({str(n): text for n, (_, text) in enumerate(firsts)}, known)
            if len({name for name, _ in firsts}) == 1 and any(len(set(each.values())) >= FEWEST for each in hits):
                found[table] = int(run[0])
    return list(found.values())


def _labels(sheet: Sheet, known: _Known) -> Labelled:
    """How many labels each line may hold. Each distinct text is looked at once."""
    hits = np.zeros(len(sheet.rows), dtype=np.int16)
    for name in sheet.letters:
        column = sheet.column(name)
        likely = pc.indices_nonzero(pc.match_substring_regex(column.dictionary, _LIKE_A_LABEL).fill_null(False))
        if len(likely) > _MOST_TEXTS:
            continue
        texts = zip(likely.to_pylist(), column.dictionary.take(likely).to_pylist(), strict=True)
        codes = [code for code, text in texts if any(is_likely(text, labels) for _, labels in known)]
        if codes:
            label = np.zeros(len(column.dictionary) + 1, dtype=bool)
            label[codes] = True
            hits += label[column.indices.fill_null(-1).to_numpy()]
    return hits


def _hits(texts: dict[str, str], known: _Known) -> list[dict[str, tuple[str, ...]]]:
    """For each form the labels among the cells of a line."""
    return [label_hits(texts, form, labels) for form, labels in known]


def _top(sheet: Sheet, blank: npt.NDArray[np.bool_], top: int, above: int) -> int:
    """Where the table begins whose header begins at `top`: with the titles of one cell between a blank line and it."""
    at, width = top, len(cells(sheet, top))
    while at - 1 > above and not blank[at - 1] and adjoin(sheet, at - 1) and _is_title(cells(sheet, at - 1), width):
        at -= 1
    apart = at - 1 > above and (blank[at - 1] or not adjoin(sheet, at - 1))
    return at if apart else top


def _is_title(texts: dict[str, str], width: int) -> bool:
    """Whether a line is one text, or a few, all of the kind `date: 3/1/2016` or `page 1`."""
    said = all(":" in text or is_page(text) for text in texts.values())
    return len(texts) == 1 or (said and 2 * len(texts) < width)


def _beside(sheet: Sheet, known: _Known, header: int, lines: tuple[int, int]) -> Iterator[Collection[str]]:
    """The columns of each of the tables below one header line: parted by an empty column, with labels in common."""
    spans = list(_spans(sheet, *lines))
    for hits in _hits(cells(sheet, header), known) if len(spans) > 1 else ():
        fields = [{hits[letter] for letter in span if letter in hits} for span in spans]
        if all(len(each) > 1 for each in fields) and fields[0].intersection(*fields[1:]):
            yield from spans
            return
    yield sheet.letters


def _spans(sheet: Sheet, first: int, last: int) -> Iterator[list[str]]:
    """Runs of columns that hold something in these lines."""
    span: list[str] = []
    for name in sheet.letters:
        column = sheet.column(name).slice(first, last - first)
        if column.null_count < len(column):
            span.append(name)
        elif span:
            yield span
            span = []
    if span:
        yield span
