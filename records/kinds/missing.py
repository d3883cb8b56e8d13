"""Texts that hold no value: blanks, dashes, "none", "unknown", "illegible" … Different answers, never merged.

The words are `schemas/vocabularies/missing.yaml`. Kinds ask `missing` when they have no better use for a text: a blood
group reads `0` first, a country `NA`. What stands for a value is not missing: ditto marks, and what a program lost.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from records import vocabularies
from records.model import Missing, Reading, Rule, Status
from records.text import fold, plain

MOST_WORDS = 8
_PHRASES = ("none", "unknown", "blank", "illegible", "damaged", "not_applicable", "refused")
"""The answers that other words may stand around; a ditto mark, a zero or "NA" stands alone."""
LONGEST = 120
"""No missing word is longer than this; longer texts are not folded, so that a cell of 32,767 letters costs nothing."""

# Format, control and combining characters, and the letters that Unicode calls "filler": nothing a person sees.
_UNSEEN = (
    r"\s\x00-\x1f\x7f-\xa0\xad\u034f\u0300-\u036f\u0610-\u061a\u061c\u064b-\u065f\u0670\u115f\u1160\u180e"
    r"\u200b-\u200f\u2028-\u202f\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb"
)
BLANK = re.compile(f"[{_UNSEEN}]*")
_BOX = re.compile(r"[\s()\[\]{}<>«»（）［］]*")
_LOST_LETTERS = re.compile(r"[?؟\ufffd](?:\s*[?؟\ufffd]){3,}")
_LOST_VALUE = re.compile(
    r"#(?:name\?|value!|ref!|n/a|div/0!|null!|num!|spill!|calc!|getting_data|nom\s?\?|wert!|valeur!|bezug!|#+)",
    re.IGNORECASE,
)
_REDACTED = re.compile(r"[█■▇▓▒░\s]*[█■▇▓▒░]|[xX]{4,}")
_BETWEEN = re.compile(r"[/|()،,;]| - ")
_WORD = re.compile(r"[^\W_xXхХøØ]")  # these may be crosses and empty sets
BRACKETS = "[](){}<>«»（）［］ "
_AROUND = BRACKETS + "\"'“”!?؟*.,،;؛:-"

_BY_CODE = {
    "none": Missing.NONE,
    "zero": Missing.NONE,
    "unknown": Missing.UNKNOWN,
    "blank": Missing.BLANK,
    "program": Missing.BLANK,
    "illegible": Missing.ILLEGIBLE,
    "damaged": Missing.DAMAGED,
    "not_applicable": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "redacted": Missing.REDACTED,
    "refused": Missing.REFUSED,
}

RULES = (
    Rule("missing.blank", ""),
    Rule("missing.mark", "-"),
    Rule("missing.none", "لا يوجد"),
    Rule("missing.zero", "0"),
    Rule("missing.unknown", "غير معروف"),
    Rule("missing.left-blank", "لم يذكر"),
    Rule("missing.program", "NULL"),
    Rule("missing.illegible", "غير واضح"),
    Rule("missing.damaged", "ممزق"),
    Rule("missing.not-applicable", "لا ينطبق"),
    Rule("missing.na", "N/A"),
    Rule("missing.redacted", "[redacted]"),
    Rule("missing.refused", "رفض الإجابة"),
    Rule("missing.ditto", "〃"),
    Rule("missing.value-lost", "#NAME?"),
    Rule("missing.letters-lost", "????"),
)
"""Every note that `missing` and `lost` can give; a kind that asks them adds these to its own rules."""


def missing(text: str, remark: bool = False) -> Reading | None:
    """A reading of status missing when the text says that there is nothing, in any language we know; else None.

    In a `remark` a word for a thing is what the remark is about: "photo missing" is one, and not missing.

    Zero is `none` with the note `missing.zero`, `NA` is `not_applicable` with the note `missing.na`.

    >>> [missing(text).missing.value for text in ("", "\\u200f ", "-", "لا يوجد", "[illegible]", "N/A", "NULL")]
    ['blank', 'blank', 'mark', 'none', 'illegible', 'not_applicable', 'blank']
    >>> missing("Tunis") is None and missing("〃") is None and missing("#NAME?") is None
    True
    """
    if BLANK.fullmatch(text) or _BOX.fullmatch(text):
        return Reading(text, Status.MISSING, "missing.blank", Missing.BLANK)
    if len(text) > LONGEST:
        short = " ".join(text.split())
        found = missing(short, remark) if len(short) <= LONGEST else None
        return found and replace(found, text=text)
    code = _code(text, remark)
    if code is None or code == "ditto":
        return None
    if code == "mark":
        return Reading(text, Status.MISSING, "missing.mark", Missing.MARK)
    note = "missing.left-blank" if code == "blank" else f"missing.{code.replace('_', '-')}"
    return Reading(text, Status.MISSING, note, _BY_CODE[code])


def lost(text: str) -> Reading | None:
    """An unread reading when the text stands for a value that is not here: a ditto mark, an error value, lost letters.

    >>> [lost(text).note for text in ("ditto", "#NAME?", "????")]
    ['missing.ditto', 'missing.value-lost', 'missing.letters-lost']
    """
    if len(text) > LONGEST:
        return None
    short = plain(text)
    if _LOST_VALUE.fullmatch(short):
        return Reading(text, Status.UNREAD, "missing.value-lost")
    if _LOST_LETTERS.fullmatch(short):
        return Reading(text, Status.UNREAD, "missing.letters-lost")
    if _code(text) == "ditto":
        return Reading(text, Status.UNREAD, "missing.ditto")
    return None


@lru_cache
def _words() -> tuple[dict[str, str], re.Pattern[str]]:
    """Folded word to code, and what a run of marks looks like."""
    entries = vocabularies.load("missing").entries
    words = {fold(word): code for code, entry in entries.items() if code != "mark" for word in entry.spellings}
    marks = "".join(re.escape(mark) for mark in entries["mark"].spellings)
    return words, re.compile(f"[{marks}][{marks}\\s]*", re.IGNORECASE)


def _code(text: str, remark: bool = False) -> str | None:
    """The code of the vocabulary that the whole text is."""
    words, marks = _words()
    key = fold(text)
    bare = key.strip(_AROUND)
    code = words.get(key) or words.get(bare)
    if code is not None:
        return code
    short = plain(text)
    if not _WORD.match(bare):
        if _REDACTED.fullmatch(short):
            return "redacted"
        if _LOST_LETTERS.fullmatch(short):
            return None
        if marks.fullmatch(short.strip(BRACKETS)):
            return "mark"
    return (_in_two_languages(bare, words) if _BETWEEN.search(bare) else None) or _inside(bare, words, remark)


@lru_cache
def _around(name: str) -> frozenset[str]:
    """Folded words that may stand around an answer."""
    return frozenset(map(fold, vocabularies.load("missing-around").entries[name].spellings))


def _inside(key: str, words: dict[str, str], remark: bool) -> str | None:
    """`الاسم غير واضح في الصورة`: one answer of the list, and around it only words that change nothing of it."""
    tokens, around = key.split(), _around("around") | _around("things")
    if not 2 <= len(tokens) <= MOST_WORDS:
        return None
    start, stop = 0, len(tokens)
    while start < stop and tokens[start] in around:
        start += 1
    while stop > start and tokens[stop - 1] in around:
        stop -= 1
    for first in range(start + 1):
        for last in range(len(tokens), stop - 1, -1):
            code = words.get(" ".join(tokens[first:last])) if last > first else None
            if code in _PHRASES and last - first < len(tokens):
                return None if remark and _is_about(tokens[:first], tokens[last:]) else code
    return None


def _is_about(before: list[str], behind: list[str]) -> bool:
    """Whether a thing is what the words before an answer and behind it are about, and not where it stands."""
    things = _around("things")
    named = not things.isdisjoint(behind) and behind[0] not in _around("places")
    return named or not things.isdisjoint(before)


def _in_two_languages(key: str, words: dict[str, str]) -> str | None:
    """`unknown / غير معروف`: every part says the same."""
    parts = [part.strip(_AROUND) for part in _BETWEEN.split(key)]
    codes = {words.get(part) for part in parts if part}
    return codes.pop() if len(parts) > 1 and len(codes) == 1 else None
