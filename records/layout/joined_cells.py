"""Answers that stand in several cells of a form: a date in three, a name word by word, one figure a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from records.forms import Field
from records.kinds.missing import missing
from records.layout.form_labels import CellPlace
from records.model import Status

_BARE = re.compile(r"[^\W\d_]+(?:[ '’-][^\W\d_]+)?")
"""One word of a name or two: what stands in a cell of a name spread over several."""


def joined(asked: Field, texts: Sequence[str], cells: Sequence[CellPlace], repeated: set[str]) -> str | None:
    """The text of an answer that stands in several cells; None where they are no such answer.

    A name has a word or two in each, in cells side by side; of other questions all cells together must be read, and
    the first alone is not the whole of it.
    """
    kind = asked.reader
    if kind.in_cells == "words":
        together = all(abs(b[1] - a[1]) == 1 for a, b in pairwise(cells))
        words = all(_BARE.fullmatch(text.strip()) and text not in repeated for text in texts[1:])
        return " ".join(texts) if together and words else None
    if kind.in_cells == "signs" and all(len(text.strip()) == 1 for text in texts):
        text = "".join(each.strip() for each in texts)
        if kind.free or reads(asked, text):
            return text
    if kind.free and kind.in_cells:
        return None
    for between in (" | ", " "):
        if kind.free or reads(asked, between.join(texts)):
            return between.join(texts)
    return None


def reads(asked: Field, text: str) -> bool:
    """Whether all of a text is an answer to the question."""
    if missing(text):
        return False
    reading = asked.reader.read(text, asked.options)
    return reading.status not in (Status.UNREAD, Status.MISSING) and not asked.reader.rest(reading)
