"""Blood groups: ABO, Rh and subgroup, in every order, script and look-alike that people type.

The grammar, after folding that leaves every sign alone (the words are `schemas/vocabularies/blood.yaml`):

    group   = A | B | O | AB | A1 | A2 | A3, each spelled in Latin, Arabic, Cyrillic or Greek, or numbered (II)
    sign    = + | - | a word for either, with or without "Rh"
    reading = group [sign] | sign group | Rh sign            nothing else may stand there
    cell    = reading {separator reading}                    the same twice is one, different ones are alternatives

A missing sign stays missing: nothing here defaults to positive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal, NamedTuple

from records import vocabularies
from records.kinds.blood_rules import INFERRED, RULES, WEIGHT
from records.kinds.kind import Kind, Parts, Safe
from records.kinds.missing import lost, missing
from records.model import Dtype, Question, Reading, Rule, Status
from records.text import fold, plain

_LONGEST = 80
"""No blood group is longer; longer texts are not looked into."""

_ABO = ("A", "B", "AB", "O")
_OTHER_WORDS = {"او": "or-alone", **dict.fromkeys(("اي", "ايه", "بي", "باء", "بيه", "الف", "اوو"), "letter-name")}
_NEEDS_SIGN = frozenset({"lookalike", "waw"})

_PLAIN = {
    letters + gap + sign: {"abo": letters.upper(), "rh": "+" if sign == "+" else "-", "subgroup": ""}
    for letters in ("A", "B", "O", "AB", "a", "b", "o", "ab")
    for gap in ("", " ")
    for sign in "+-−–"
}
_OR = re.compile(r"\s(?:أو|او|or|ou|oder|veya|или)\s", re.IGNORECASE)
_SEPARATOR = re.compile(_OR.pattern + r"|[\n/|،,;؛()]", re.IGNORECASE)
_UNSURE_MINUS = (
    ("blood.tatweel", re.compile(r"([^\W\d_])ـ+\s*$|^\s*ـ+\s*(?=[A-Za-z])")),
    ("blood.dash-apart", re.compile(r"(\w)\s*[/|،,;]\s*[-‐-―−]\s*$")),
)
_DROPPED = frozenset(" :.=’'،,/\\()[]")
_LETTER_DIGITS = {0x0665: "ه", 0x06F5: "ه", 0x0660: "\ue000", 0x06F0: "\ue000"}  # ٥ ۵ ٠ ۰


class _Token(NamedTuple):
    """One word of the grammar: its code in the vocabulary, and where it stands."""

    code: str
    word: str
    at: int


class _Found(NamedTuple):
    """What one reading says."""

    abo: str
    rh: str
    subgroup: str
    rules: frozenset[str]


@dataclass(frozen=True)
class BloodOptions:
    """A field of blood groups has no options."""


class Blood(Kind):
    """Blood groups.

    >>> reading = Blood().read("او سالب", BloodOptions())
    >>> reading.status.value, reading.parts["abo"], reading.parts["rh"]
    ('exact', 'O', '-')
    """

    name: ClassVar[str] = "blood"
    options: ClassVar[type] = BloodOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"abo": Dtype.CODE, "rh": Dtype.CODE, "subgroup": Dtype.CODE}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"abo": Dtype.CODE, "rh": Dtype.CODE, "why": Dtype.CODE}
    questions: ClassVar[tuple[Question, ...]] = (
        Question("zero", {"blood.zero": "letter", "blood.arabic-zero": "letter"}, frozenset({"blood.zero-alone"})),
    )
    rules: ClassVar[tuple[Rule, ...]] = RULES
    safe: ClassVar[Safe] = "reading"
    in_cells: ClassVar[Literal["", "signs", "words"]] = "signs"

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - the same for every field
        """Name the codes that each part can hold."""
        words = vocabularies.load("blood").entries["A_subgroup"].spellings
        return {"abo": _ABO, "rh": ("+", "-"), "subgroup": [word.upper() for word in words]}

    def read(self, text: str, options: Any) -> Reading:  # noqa: ARG002 - every kind is called with its options
        """Read one blood group: `abo` (A, B, AB, O or empty), `rh` (+, - or empty), `subgroup` (A1 … A3 or empty)."""
        short = text if len(text) <= _LONGEST else " ".join(text.split())
        if len(short) > _LONGEST:
            return missing(text) or Reading(text, Status.UNREAD, "blood.not-a-group")
        plain_group = _PLAIN.get(text)
        if plain_group:  # what nearly all are; the grammar would say the same
            return Reading(text, Status.EXACT, "blood.plain", None, plain_group)
        if short.strip() == "NULL":  # in capitals a database's; else the German zero
            return missing(text) or _unread(text)
        return _read(text, short) or missing(text) or _unread(text)

    def show(self, parts: Parts) -> str:
        """Show `A2+`, `O`, `-`."""
        return f"{parts.get('subgroup') or parts.get('abo') or ''}{parts.get('rh') or ''}"

    def tell(self, parts: Parts) -> str:
        """Show what is not known as well: `A2+`, `O?`, `?-`; nothing where there is no reading."""
        if "abo" not in parts and "rh" not in parts:
            return ""
        return f"{parts.get('subgroup') or parts.get('abo') or '?'}{parts.get('rh') or '?'}"

    def unmistakable(self, reading: Reading) -> bool:
        """Tell whether the sign is given: A1 may be a place on a shelf."""
        return bool(reading.parts.get("rh"))

    def agree(self, a: Parts, b: Parts) -> bool:
        """Tell whether nothing that both say differs."""
        return all(not a[part] or not b[part] or a[part] == b[part] for part in ("abo", "rh"))


def _unread(text: str) -> Reading:
    gone = lost(text)
    if gone is not None and gone.note == "missing.value-lost":
        return Reading(text, Status.UNREAD, "blood.excel-formula")
    if gone is not None:
        return gone
    only_signs = {token.code for token in _tokens(plain(text))} <= {"plus", "minus", "doubt", "word"}
    return Reading(text, Status.UNREAD, "blood.sign-alone" if only_signs and "+" in text else "blood.not-a-group")


def _read(text: str, short: str) -> Reading | None:
    for rule, pattern in _UNSURE_MINUS:
        if pattern.search(short):
            found = _found(pattern.sub(r"\1", short))
            if found is not None and found.abo and not found.rh:
                return _ambiguous(text, rule, ((found, "no sign"), (found._replace(rh="-"), "minus")))
    found = _found(short)
    if found is None:
        return _several(text, short)
    if "zero-alone" in found.rules:
        nothing = _Found("", "", "", frozenset())
        return _ambiguous(text, "blood.zero-alone", ((found, "letter"), (nothing, "nothing")))
    note = next((f"blood.{rule}" for rule in WEIGHT if rule in found.rules), "blood.plain")
    inferred = any(f"blood.{rule}" in INFERRED for rule in found.rules)
    parts = {"abo": found.abo, "rh": found.rh, "subgroup": found.subgroup}
    return Reading(text, Status.INFERRED if inferred else Status.EXACT, note, None, parts)


def _several(text: str, short: str) -> Reading | None:
    """Different groups in one cell, set apart by a separator: each is an alternative."""
    pieces = [piece for piece in _SEPARATOR.split(short) if piece.strip()]
    if not 1 < len(pieces) <= 4:
        return None
    found = [_found(piece) for piece in pieces]
    readings = [each for each in found if each is not None and each.abo]
    if len(readings) < len(pieces):
        return None
    numbered = any("roman" in each.rules for each in readings)
    if [each.abo for each in readings] == ["A", "B"] and not numbered and not _OR.search(short):  # A/B may be AB
        readings.append(readings[1]._replace(abo="AB", subgroup=""))
    return _ambiguous(text, "blood.two-groups", ((each, each.abo + each.rh) for each in readings))


def _ambiguous(text: str, note: str, readings: Any) -> Reading:
    rows = tuple({"abo": found.abo, "rh": found.rh, "why": why} for found, why in readings)
    shared = {part: rows[0][part] if len({row[part] for row in rows}) == 1 else "" for part in ("abo", "rh")}
    return Reading(text, Status.AMBIGUOUS, note, None, {**shared, "subgroup": ""}, rows)


@lru_cache
def _grammar() -> tuple[re.Pattern[str], dict[str, str]]:
    """The words of the vocabulary as one pattern, longest first, and the code of each."""
    codes: dict[str, str] = {}
    for code, entry in vocabularies.load("blood").entries.items():
        for spelling in entry.spellings:
            codes[_folded(spelling)] = code
    words = sorted(codes, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, words)) + "|."), codes


def _folded(text: str) -> str:
    """Folded, with the Arabic digits that look like letters kept apart from 0 and 5."""
    if text.isascii():
        return " ".join(text.lower().split())
    return fold(text.translate(_LETTER_DIGITS))


def _tokens(text: str) -> list[_Token]:
    """The words of a text; a token without a code is a letter that no rule knows."""
    pattern, codes = _grammar()
    matches = pattern.finditer(_folded(text))
    return [_Token(codes.get(match[0], ""), match[0], match.start()) for match in matches if match[0] not in _DROPPED]


def _found(text: str) -> _Found | None:
    """The one reading of a text, or None when the grammar does not cover it or it contradicts itself."""
    tokens = list(_tokens(text))
    if not tokens or any(not token.code for token in tokens):
        return None
    rules: set[str] = set()
    groups = _groups(tokens, rules, _folded(text), "\n" in text)
    signs = _signs(tokens, len(groups), rules)
    if signs is None or len(set(groups)) > 1 or len(set(signs)) > 1:
        return None
    if len(groups) > 1:
        rules.add("twice")
    abo, subgroup = groups[0] if groups else ("", "")
    found = _Found(abo, signs[0] if signs else "", subgroup, frozenset(rules))
    return _complete(found, tokens)


def _complete(found: _Found, tokens: list[_Token]) -> _Found | None:
    """Whether there is enough to call it a group, and which rules say so."""
    rules = set(found.rules)
    codes = {token.code for token in tokens}
    if not found.abo:
        if not found.rh or not codes & {"rh", "plus_word", "minus_word"}:
            return None
        rules.add("rh-only" if "rh" in codes else "sign-word-alone")
    elif not found.rh:
        if rules & _NEEDS_SIGN or [token.word for token in tokens] == ["i"]:
            return None
        zero = rules & {"zero", "arabic-zero"} and "roman" not in rules
        rules.add("zero-alone" if zero and "rh" not in codes else "abo-only")
        if len(tokens) == 1 and tokens[0].word in _OTHER_WORDS:
            rules.add(_OTHER_WORDS[tokens[0].word])
    return found._replace(rules=frozenset(rules))


def _groups(tokens: list[_Token], rules: set[str], key: str, lines: bool) -> list[tuple[str, str]]:
    """The groups named, as (abo, subgroup); A and B side by side on one line are AB."""
    groups: list[tuple[str, str]] = []
    end = -1
    for token in tokens:
        abo, _, how = token.code.partition("_")
        if abo not in _ABO:
            end = -1
            continue
        subgroup = token.word.upper() if how == "subgroup" else ""
        gap = key[end : token.at] if end >= 0 else "/"
        if (
            abo == "B"
            and groups
            and groups[-1][0] == "A"
            and how != "roman"
            and not gap.strip()
            and not (gap and lines)
        ):
            abo, subgroup = "AB", groups.pop()[1]
            if gap:
                rules.add("spaced")
        groups.append((abo, subgroup))
        if how:
            rules.add(how.replace("_", "-"))
        elif not token.word.isascii():
            rules.add("arabic")
        end = token.at + len(token.word)
    return groups


def _signs(tokens: list[_Token], groups: int, rules: set[str]) -> list[str] | None:
    """The signs named; a dash before a word or Rh is a separator; no more signs than places for one."""
    signs: list[str] = []
    symbols = 0
    for n, token in enumerate(tokens):
        sign, _, word = token.code.partition("_")
        if token.code == "doubt":
            rules.add("doubted")
        if sign not in ("plus", "minus"):
            continue
        after = tokens[n + 1].code if n + 1 < len(tokens) else ""
        if sign == "minus" and not word and after in ("rh", "plus_word", "minus_word", "no_rh"):
            continue
        signs.append("+" if sign == "plus" else "-")
        symbols += not word
        if word:
            rules.add("words")
        elif n == 0 and len(tokens) > 1:
            rules.add("sign-first")
    places = max(groups, 1) + sum(token.code == "rh" for token in tokens)
    return signs if symbols <= places else None
