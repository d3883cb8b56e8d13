"""Several tables in one sheet, one below the other or side by side: each is read by its own header.

A table ends where another line of labels begins; a line that repeats the header above it, as at the top of a printed
page, ends nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow.compute as pc

from records.forms import Form
from records.headers.find import header_of, is_header_again, label_hits
from records.headers.labels import is_likely, labels_of
from records.headers.lines import adjoin, blank_lines, cells, is_page
from records.sources.sheet import Sheet

MOST_TEXTS = 3_000
"""A column with more distinct texts that may be labels holds answers; it is not searched."""
_LIKE_A_LABEL = r"^(?:\W*[sSqQس]?\W?[0-9٠-٩۰-۹]{1,3}\W+)?[^0-9٠-٩۰-۹]{2,80}$"


def parts(sheet: Sheet, forms: Sequence[Form], header: int) -> list[Sheet]:
    """The sheet, or its tables, each as a sheet of its own with the same source, from above, then by column.

    `header`: the position of a header, that with the most labels.
    """
    starts = _starts(sheet, forms, header)
    bounds = [0, *(first for first, _ in starts[1:]), len(sheet.rows)]
    found = [
        sheet.part(*lines, letters)
        for lines, (_, header) in zip(pairwise(bounds), starts, strict=True)
        for letters in _beside(sheet, forms, header, lines)
    ]
    return found if len(found) > 1 else [sheet]


def _starts(sheet: Sheet, forms: Sequence[Form], header: int) -> list[tuple[int, int]]:
    """For each table the line it begins with, a title or the header, and its header."""
    best = _hits(sheet, forms, header)
    known = {letter: meant for hits in best for letter, meant in hits.items()}
    headers: list[list[int]] = []
    for at in sorted({header, *_candidates(sheet, forms).tolist()}):
        hits, texts = _hits(sheet, forms, at), cells(sheet, at)
        again = any(is_header_again(each, len(texts), known) for each in hits)
        if (at != header and not again) or (headers and at in headers[-1]):
            continue
        if not headers or texts not in [cells(sheet, line) for line in headers[-1]]:
            form = forms[max(range(len(forms)), key=lambda n: len(hits[n]))]
            headers.append([at, *header_of(sheet, form, at)])
    blank = blank_lines(sheet) if len(headers) > 1 else np.empty(0, dtype=bool)
    tops = [_top(sheet, blank, min(lines), max(above)) for above, lines in pairwise(headers)]
    return list(zip([0, *tops], (at for at, *_ in headers), strict=True))


def _candidates(sheet: Sheet, forms: Sequence[Form]) -> npt.NDArray[np.intp]:
    """The lines that hold two labels at least. Each distinct text is looked at once."""
    labels = [labels_of(form) for form in forms]
    hits = np.zeros(len(sheet.rows), dtype=np.int16)
    for name in sheet.letters:
        column = sheet.column(name)
        likely = pc.indices_nonzero(pc.match_substring_regex(column.dictionary, _LIKE_A_LABEL).fill_null(False))
        if len(likely) > MOST_TEXTS:
            continue
        texts = zip(likely.to_pylist(), column.dictionary.take(likely).to_pylist(), strict=True)
        codes = [code for code, text in texts if any(is_likely(text, each) for each in labels)]
        if codes:
            known = np.zeros(len(column.dictionary) + 1, dtype=bool)
            known[codes] = True
            hits += known[column.indices.fill_null(-1).to_numpy()]
    return np.flatnonzero(hits > 1)


def _hits(sheet: Sheet, forms: Sequence[Form], at: int) -> list[dict[str, tuple[str, ...]]]:
    """For each form the labels in a line."""
    return [label_hits(cells(sheet, at), form, labels_of(form)) for form in forms]


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


def _beside(sheet: Sheet, forms: Sequence[Form], header: int, lines: tuple[int, int]) -> Iterator[Collection[str]]:
    """The columns of each of the tables below one header line: parted by an empty column, with labels in common."""
    spans = list(_spans(sheet, *lines))
    for hits in _hits(sheet, forms, header) if len(spans) > 1 else ():
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
