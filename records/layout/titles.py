"""Titles above a table: names of units, letterheads, dates, a label and its answer. None of them names columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from records.labels.labels import Labels, group_labels, key, vocabulary, without_article
from records.text import fold

_MOST_WORDS = 8
"""Words of the name of a unit: a text with more is something else."""
_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d|[:：]")


def is_unit(*texts: str) -> bool:
    """Whether the one text is the name of a unit.

    >>> is_unit("كتيبة طارق"), is_unit("2nd Battalion:"), is_unit("الكتيبة: طارق"), is_unit("John Camp"), is_unit()
    (True, True, True, False, False)
    """
    words = [word for text in texts for word in _WORD.findall(fold(text))]
    if not 1 < len(words) <= _MOST_WORDS:
        return False
    return without_article(words[0]) in _words("units") or words[-1] in _words("units_last")


@lru_cache
def _words(name: str) -> frozenset[str]:
    return frozenset(without_article(fold(word)) for word in vocabulary()[name])


def is_title_line(above: Mapping[str, str], below: Mapping[str, str], labels: Labels) -> bool:
    """Whether a line above a header is a title or a letterhead: a name, a date, a number, or a label and its answer.

    `above`, `below`: by letter, its texts and those of the line under it.
    """
    if any(_FIGURE.search(text) or is_unit(text) or _begins_letterhead(text) for text in above.values()):
        return True
    if len(above) % 2:
        return False
    asks = [labels.exact(text) for text in above.values()]
    of_papers = {key(name) for name in vocabulary()["letterhead_fields"]}
    pairs = zip(asks[::2], asks[1::2], strict=True)
    answered = all(of_papers & {key(name) for name in label.fields} and not answer.fields for label, answer in pairs)
    own = [labels.exact(below[letter]).fields for letter in list(above)[::2] if letter in below]
    return answered and any(own)


def names_columns(text: str) -> bool:
    """Whether a text over several columns says whose or what they are: personal data, the father, the birth.

    >>> names_columns("Personal data"), names_columns("بيانات الأب"), names_columns("May 2016")
    (True, True, False)
    """
    words = {without_article(word) for word in _WORD.findall(fold(text))}
    return key(text) in group_labels() or not words.isdisjoint(_words("parents"))


def _begins_letterhead(text: str) -> bool:
    words = [without_article(word) for word in _WORD.findall(fold(text))[:2]]
    return not _words("letterhead").isdisjoint(words)
