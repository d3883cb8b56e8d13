"""Ticked boxes: `أعزب ( ) متزوج (x)`, `☑ married ☐ single`, `أعزب:  | متزوج: ✓`.

A mark ticks its box or leaves it open. A cross ticks it where nothing else does, and strikes it out beside ticks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from records import vocabularies
from records.text import fold

LONGEST_MARK, LONGEST_TEXT = 12, 300
_TICKS, _CROSSES, _OPEN = "✓✔√☑☒✅🗸🗹●◉⦿⬤■◼▣", "x×✗✘✕✖❌☓╳хv*+", "☐□▢◻○◯⬜-‐‑–—―_.…"
_GLYPHS = "".join(sorted({*_TICKS, *_CROSSES, *_OPEN} - set("xхv*+×-‐‑–—―_.…")))
_AROUND = "()[]{}（）［］ "
_UNSEEN = "\ufe0e\ufe0f"
_MARK = re.compile(rf"[(\[{{（［]([^()\[\]{{}}（）［］]*)[)\]}}）］]|[{_GLYPHS}]|(?<!\S)[xXхХ×](?!\S)")
_LABELLED = re.compile(r"\s*([^:：]+?)\s*[:：]\s*([^:：]*?)\s*")
_LIST = re.compile(r"[|\n;؛,،]")
_EDGES = " \t\r\n/|,،;؛:：-–—•." + _UNSEEN


class Mark(IntEnum):
    """What stands in a box."""

    OPEN = 0
    CROSS = 1
    """A cross, or another sign that ticks a box where nothing else does."""
    TICK = 2


class Ticked(NamedTuple):
    """One option with its box: the text of the option, what the mark says (None: no mark), where both stand."""

    option: str
    mark: Mark | None
    span: tuple[int, int]


class Boxes(NamedTuple):
    """The options of a text with their boxes; `sure` when one can tell which box is whose."""

    options: tuple[Ticked, ...]
    sure: bool


def mark(text: str) -> Mark | None:
    """What a mark alone in its cell says; None when the text is no mark.

    >>> [mark(text) for text in ("☑", "(x)", "[ ]", "لا", "نعم")] == [2, 1, 0, 0, 2]
    True
    >>> mark("2"), mark("متزوج"), mark("?")
    (None, None, None)
    """
    if len(text) > LONGEST_MARK:
        return None
    name = fold(text.translate(dict.fromkeys(map(ord, _UNSEEN)))).strip(_AROUND)
    if not name:
        return Mark.OPEN
    for signs, what in ((_TICKS, Mark.TICK), (_CROSSES, Mark.CROSS)):
        if name in signs:
            return what
    return Mark.OPEN if set(name) <= set(_OPEN) else _words().get(name)


@lru_cache
def _words() -> dict[str, Mark]:
    """The words for yes and for no."""
    entries = vocabularies.load("yes-no").entries
    said = {"yes": Mark.TICK, "no": Mark.OPEN}
    return {fold(word): said[code] for code, entry in entries.items() for word in (code, *entry.spellings)}


def ticked(marks: Sequence[Mark | None]) -> list[int]:
    """Which boxes are ticked: those with a tick, or those with a cross where there is no tick.

    >>> ticked([Mark.OPEN, Mark.CROSS]), ticked([Mark.CROSS, Mark.TICK]), ticked([Mark.OPEN])
    ([1], [1], [])
    """
    strongest = Mark.TICK if Mark.TICK in marks else Mark.CROSS
    return [n for n, each in enumerate(marks) if each is strongest]


def labelled(options: Sequence[str], marks: Sequence[str | None]) -> str | None:
    """Options and what stands in their boxes as one text, as `boxes` takes it apart; None where nothing does.

    >>> labelled(["single", "married"], [None, "x"]), labelled(["single", "married"], [None, None])
    ('single:  | married: x', None)
    """
    if not any(each and each.strip() for each in marks):
        return None
    return " | ".join(f"{option}: {each or ''}" for option, each in zip(options, marks, strict=True))


def boxes(text: str) -> Boxes | None:
    """The boxes of a text; None when it has none.

    >>> [(each.option, each.mark) for each in boxes("أعزب ( ) متزوج (x)").options] == [("أعزب", 0), ("متزوج", 1)]
    True
    >>> boxes("أعزب x متزوج").sure, boxes("متزوج (2)") is None
    (False, True)
    """
    return _labelled(text) or _marked(text)


def is_ticked(text: str) -> bool:
    """Whether a text holds a ticked box.

    >>> is_ticked("متزوج (x)"), is_ticked("متزوج ( )"), is_ticked("متزوج")
    (True, False, False)
    """
    found = _marked(text) if len(text) <= LONGEST_TEXT else None
    return found is not None and any(each.mark for each in found.options)


def _labelled(text: str) -> Boxes | None:
    """`أعزب: لا | متزوج: نعم`: every part has a colon; one part alone needs a mark. A bar is stronger than a comma."""
    found, start = [], 0
    for part in text.split("|") if "|" in text else _LIST.split(text):
        match = _LABELLED.fullmatch(part)
        if match is None or _MARK.search(match[1]):
            return None
        found.append(Ticked(match[1], mark(match[2]), (start + match.start(1), start + match.end(2))))
        start += len(part) + 1
    return Boxes(tuple(found), True) if len(found) > 1 or found[0].mark else None


def _marked(text: str) -> Boxes | None:
    """A mark behind each option, or before each."""
    tokens = _tokens(text)
    options = [n for n, (mark, _) in enumerate(tokens) if mark is None]
    if not options or len(options) == len(tokens):
        return None
    if len(tokens) == 2 and any(character.isdigit() for character in text):
        return None  # one word and a number: how many, or which model
    side = 1 if options[0] == 0 else -1
    found = []
    for n in options:
        box = n + side if 0 <= n + side < len(tokens) and n + side not in options else n
        span = sorted((*tokens[n][1], *tokens[box][1]))
        found.append(Ticked(text[slice(*tokens[n][1])], tokens[box][0], (span[0], span[-1])))
    sure = len(tokens) == 2 * len(options) and all(each.mark is not None for each in found)
    return Boxes(tuple(found), sure)


def _tokens(text: str) -> list[tuple[Mark | None, tuple[int, int]]]:
    """The marks of a text and the words between them (no mark), with where they stand."""
    tokens: list[tuple[Mark | None, tuple[int, int]]] = []
    at = 0
    for match in _MARK.finditer(text):
        said = mark(match[0])
        if said is None:
            continue
        tokens += _words_between(text, at, match.start())
        tokens.append((said, match.span()))
        at = match.end()
    return tokens + _words_between(text, at, len(text))


def _words_between(text: str, start: int, end: int) -> list[tuple[Mark | None, tuple[int, int]]]:
    words = text[start:end]
    bare = words.strip(_EDGES)
    first = start + len(words) - len(words.lstrip(_EDGES))
    return [(None, (first, first + len(bare)))] if bare else []
