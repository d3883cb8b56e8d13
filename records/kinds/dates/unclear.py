"""Characters that a transcriber could not read, in a figure: the hull of all that may have stood there.

`_` is one character, `*` one or more, `[79]` one of these, `_{1,2}` a repeat (FreeBMD, FreeREG and FreeCEN, "uncertain
character format"); `[…]`, `…` and dots are unread characters and `[1]` one that an editor supplied (Leiden); `X` is one
digit (EDTF). `?` is an unread digit for some and a doubt for others. A part-read number is never a whole one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from itertools import product

from records.kinds.dates.numbers import PLAIN_YEARS, edtf_of
from records.kinds.dates.options import Alternative, Meaning, unread
from records.model import Status

_DIGITS = "0123456789"
_SIGN = r"[_*]\{\d,?\d?\}|[_*xX?؟]|\[(?:…|\.{2,3}|\d{1,3})\]|…"
_HOLE = rf"_+(?!\{{)|\*+(?!\{{)|{_SIGN}"
_FIGURE = re.compile(rf"(?<!\w)(?<!\.\.)(?:\.{{2,3}}(?=\d))?(?:\d|{_SIGN})+(?:(?<=\d)\.{{2,3}}(?=\s|$|[,/-]))?(?!\w)")
"""Digits and unread characters that touch."""
_HOLES = re.compile(rf"{_HOLE}|\.{{2,3}}")
_PARTLY = re.compile(r"\d{2}(?:\d[xX?؟_]|[xX?؟_]{2})")
"""Years that the grammar itself reads as a decade or a century, when nothing else is a figure."""
_WHOLE = re.compile(r"\d{4}[?؟xX]|\d\d[?؟]")
"""A year with a doubt behind it."""
_IN_WORD = re.compile(r"(?<=[^\W\d_])[_*](?=[^\W\d_]+\b)")
_MOST = 1200
"""Expansions that are tried; a text with more asks."""
_OUTER = 8
"""So many years from each end are tried: one of them is a leap year."""


def unclear(text: str, notation: str, read: Callable[[str], Meaning]) -> Meaning | None:
    """The meaning of a text with unread characters in its figures; None for any other text."""
    figures = [each for each in _FIGURE.finditer(text) if _is_part_read(each, text)]
    if figures and all(_PARTLY.fullmatch(each[0]) for each in figures) and read(text).alternatives:
        return None
    if not figures:
        return unread("date.unread-digit") if _IN_WORD.search(text) and any(map(str.isdigit, text)) else None
    rest = _filled(text, figures, ("",) * len(figures))
    longest = 2 if re.search(r"\d{4}", rest) else 4
    choices = [_ends([one for one in _choices(each[0], notation, longest) if len(one) <= longest]) for each in figures]
    if all(_same(each[0], chosen) for each, chosen in zip(figures, choices, strict=True)):
        return None
    born = figures[0][0].startswith("*") and not any(map(str.isdigit, text[: figures[0].start()]))
    if born or _product(choices) > _MOST:
        return unread("date.unread-digit")  # "*12.5.1890": genealogists write so of a birth
    found = [read(_filled(text, figures, chosen)) for chosen in product(*choices)]
    sure = [means for means in found if means.alternatives and not means.note.startswith("date.impossible")]
    return _hull([each for means in sure for each in means.alternatives])


def _is_part_read(figure: re.Match[str], text: str) -> bool:
    """Whether these are some digits of one number and signs for others, no more than four together."""
    holes = _HOLES.findall(figure[0])
    digits = sum(map(str.isdigit, _HOLES.sub("", figure[0])))
    if figure[0] == text and digits + len(holes) < 3:  # a code, or a count
        return False
    some = digits > 0 or re.match(r"\[\d\d+\][/.-]", text[figure.start() :])
    return bool(holes and some) and digits + len(holes) <= 4 and not _WHOLE.fullmatch(figure[0])


def _ends(chosen: list[str]) -> list[str]:
    """Without the years that others are both before and after: they are neither the first day nor the last.

    >>> _ends([f"19{n:02}" for n in range(100)])[6:10]
    ['1906', '1907', '1992', '1993']
    """
    years = sorted((one for one in chosen if len(one) == 4 and int(one) in PLAIN_YEARS), key=int)
    between = set(years[_OUTER:-_OUTER])
    return [one for one in chosen if one not in between]


def _same(figure: str, chosen: list[str]) -> bool:
    """Whether the one way to read it is as it stands, with a doubt: `5?` of a notation in which that is no digit."""
    return chosen == [_HOLES.sub("", figure)]


def _choices(figure: str, notation: str, longest: int) -> list[str]:
    """The numbers that a figure may be: each sign by each of its digits."""
    pieces: list[list[str]] = []
    done = 0
    for hole in _HOLES.finditer(figure):
        room = longest - sum(map(str.isdigit, _HOLES.sub("", figure)))
        pieces += [[figure[done : hole.start()]], _signs(hole[0], hole.end() == len(figure), notation, room)]
        done = hole.end()
    if _product(pieces) > 10 * _MOST:
        return [""] * (_MOST + 1)  # too many to be tried
    return list(dict.fromkeys("".join(each) for each in product(*pieces, [figure[done:]])))


def _signs(sign: str, last: bool, notation: str, room: int) -> list[str]:
    """What a sign may stand for. Where no notation is declared, all that it is in any of them."""
    inside = sign.strip("[]") if sign.startswith("[") else ""
    if inside.isdigit():
        return list(inside) if len(inside) > 1 or notation == "leiden" else list(_DIGITS)
    if sign in "?؟":
        doubt = [""] if last else []
        return doubt if doubt and notation in ("ucf", "edtf") else [*doubt, *_DIGITS]
    low, high = _lengths(sign, notation, max(room, 1))
    nothing = [""] if last and sign[0] == "." and notation != "leiden" else []
    lengths = range(low, min(high, room) + 1)  # more digits would make the figure too long
    return [*nothing, *("".join(each) for n in lengths for each in product(_DIGITS, repeat=n))]


def _lengths(sign: str, notation: str, room: int) -> tuple[int, int]:
    """How few and how many digits a sign stands for."""
    repeat = re.search(r"\{(\d)(,?)(\d?)\}", sign)
    if repeat:
        return int(repeat[1]), min(int(repeat[3] or (room if repeat[2] else repeat[1])), 4)
    if sign[0] == "_":
        return len(sign), len(sign)
    return (len(sign), len(sign)) if sign[0] == "." and notation == "leiden" else (1, 1 if sign in "xX" else room)


def _product(choices: list[list[str]]) -> int:
    count = 1
    for each in choices:
        count *= len(each)
    return count


def _filled(text: str, figures: list[re.Match[str]], chosen: tuple[str, ...]) -> str:
    for figure, digits in reversed(list(zip(figures, chosen, strict=True))):
        text = text[: figure.start()] + digits + text[figure.end() :]
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
