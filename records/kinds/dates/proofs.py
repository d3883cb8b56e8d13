"""Which readings of a column show what a date alone leaves open: the order of day and month in dates among words."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

_NOTES = frozenset({"date.words-around", "date.unknown-word", "date.before", "date.after", "date.range"})
"""Rules that say something else of a text than how its figures stand."""
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})[-/. ]{1,2}(\d{1,2})[-/. ]{1,2}(?:\d{4}|\d{2})(?!\d)")


def _order(text: str, *days: Any) -> str:
    """`day-first` or `month-first` when the figures of the text are one of these days in one order only."""
    found = _FIGURES.search(text)
    first, second = (int(found[1]), int(found[2])) if found else (0, 0)
    for order, day, month in (("day-first", first, second), ("month-first", second, first)):
        if day > 12 >= month and any((each.day, each.month) == (day, month) for each in days):
            return order
    return ""


def _shows(order: str, lexicon: Any) -> Any:
    rows = lexicon[lexicon["note"].isin(_NOTES)]
    shown = {
        at: _order(text, *days) == order
        for at, text, *days in zip(rows.index, rows["text"], rows["earliest"], rows["latest"], strict=True)
    }
    return lexicon.index.map(lambda at: shown.get(at, False)).to_numpy(dtype=bool)


ORDERS = {order: partial(_shows, order) for order in ("day-first", "month-first")}
"""Which rows of a lexicon show each order."""
