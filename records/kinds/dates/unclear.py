"""Characters that a transcriber could not read, beside digits: the hull of all that may have stood there.

`_` is one character and `*` one or more (FreeBMD, FreeREG and FreeCEN, "uncertain character format"); `[79]` is one of
these; two or more dots before a digit are Leiden's unread characters. A part-read number is never a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product

from records.kinds.dates.meaning import Alternative, Meaning, unread
from records.kinds.dates.numbers import edtf_of
from records.model import Status

_DIGITS = "0123456789"
_PLACE = re.compile(
    r"(?<![\w.])[_*]+(?=\d{1,3}(?!\d))|(?<![\w.])\.{2,3}(?=\d{1,2}(?!\d))"
    r"|(?<=(?<!\d)\d)[_*]+(?!\w)|(?<=(?<!\d)\d\d)[_*]+(?!\w)|(?<=(?<!\d)\d\d\d)\*+(?!\w)"
    r"|(?<=\d)\[\d+\]|\[\d\d+\](?=\d)"
)
"""Where unread characters touch a figure of less than four digits."""
_IN_WORD = re.compile(r"(?<=[^\W\d_])[_*](?=[^\W\d_]+\b)")
_MOST = 200
"""Expansions that are tried; a text with more asks."""


def unclear(text: str, read: Callable[[str], Meaning]) -> Meaning | None:
    """The meaning of a text with unread characters beside its digits; None for any other text."""
    places = list(_PLACE.finditer(text))
    if not places:
        return unread("date.unread-digit") if _IN_WORD.search(text) and any(map(str.isdigit, text)) else None
    choices = [_choices(place[0]) for place in places]
    born = any("*" in place[0] and text[place.end() : place.end() + 1].isdigit() for place in places)
    if born or _product(choices) > _MOST:  # "*12.5.1890": genealogists write so of a birth
        return unread("date.unread-digit")
    found = [read(_filled(text, places, chosen)) for chosen in product(*choices)]
    sure = [means for means in found if means.alternatives and not means.note.startswith("date.impossible")]
    return _hull([each for means in sure for each in means.alternatives])


def _choices(sign: str) -> list[str]:
    if sign.startswith("["):
        return list(sign[1:-1])
    if "*" in sign:
        return [*_DIGITS, *(a + b for a in _DIGITS for b in _DIGITS)]
    return ["".join(digits) for digits in product(_DIGITS, repeat=len(sign) if sign[0] == "_" else 1)]


def _product(choices: list[list[str]]) -> int:
    count = 1
    for each in choices:
        count *= len(each)
    return count


def _filled(text: str, places: list[re.Match[str]], chosen: tuple[str, ...]) -> str:
    for place, digits in reversed(list(zip(places, chosen, strict=True))):
        text = text[: place.start()] + digits + text[place.end() :]
    return text


def _hull(each: list[Alternative]) -> Meaning:
    if not each:
        return unread("date.unread-digit")
    starts, ends = [one.earliest or date.min for one in each], [one.latest or date.max for one in each]
    start = min(starts) if min(starts) > date.min else None
    end = max(ends) if max(ends) < date.max else None
    if start is None and end is None:
        return unread("date.unread-digit")
    whole = Alternative(start, end, "unread-digit", edtf_of(start, end), each[0].calendar)
    return Meaning(Status.INFERRED, "date.unread-digit", (whole,))
