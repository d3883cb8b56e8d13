"""Choices: one or several codes of a field's vocabulary, such as weapons or education.

A cell is looked up whole, then in pieces; each spelling is matched exactly, in the first of these ways that knows it:

    as it is folded · without blanks, dots, dashes, slashes · without the article ال · with پ for ب, ڤ for ف, p for b …

    cell = piece {separator piece}      separators: + / ، ; & | line break, و, and, a bracket
    cell = piece or piece               one of them: ambiguous
    cell = piece number                 a calibre or how many: the code, and the number stays in the text
    cell = piece box {piece box}        the ticked ones; none where all boxes are empty (`kinds/ticks.py`)

Nothing is matched by similarity.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from records import vocabularies
from records.kinds import ticks
from records.kinds.choice_words import Words, _Known
from records.kinds.kind import Kind, Safe
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, FormError, Missing, Reading, Rule, Status, WrongValueError
from records.text import fold, plain
from records.vocabularies import Vocabulary

_LONGEST = 300
"""Longer texts are not looked into."""
MOST_PIECES = 12

RULES = (
    Rule("choice.word", "قناص"),
    Rule("choice.none", "لا يوجد"),
    Rule("choice.several", "بيكا وقناص"),
    Rule("choice.twice", "قناص / sniper"),
    Rule("choice.specific", "رشاش بي كي سي"),
    Rule("choice.article", "القناص"),
    Rule("choice.letters", "پيكا"),
    Rule("choice.with-number", "هاون 82"),
    Rule("choice.around", "رامي بيكا"),
    Rule("choice.bare-number", "23"),
    Rule("choice.doubted", "قناص؟"),
    Rule("choice.either", "قناص أو هاون"),
    Rule("choice.ambiguous", "إعدادي"),
    Rule("choice.one-asked", "أعزب متزوج"),
    Rule("choice.partly-known", "قناص + طباخ"),
    Rule("choice.ticked", "قناص ( ) هاون (✓)"),
    Rule("choice.crossed", "قناص ( ) هاون (x)"),
    Rule("choice.two-ticked", "قناص (✓) هاون (✓)"),
    Rule("choice.two-crossed", "قناص (x) هاون (x)"),
    Rule("choice.none-ticked", "قناص ( ) هاون ( )"),
    Rule("choice.box-unclear", "قناص (x) هاون"),
    Rule("choice.unknown-code", "طباخ"),
    *MISSING_RULES,
)
_INFERRED = frozenset(
    f"choice.{rule}" for rule in ("article", "letters", "with-number", "around", "doubted", "specific")
)

_SEPARATOR = re.compile(r"[+/\\|;؛،,&\n()\[\]]|\s-\s|\s(?:و|and|et|und|with|مع)\s", re.IGNORECASE)
_OR = re.compile(r"\s(?:أو|او|or|ou|oder)\s", re.IGNORECASE)
_AND_WORD = re.compile(r"\sو(?=\w)")


@dataclass(frozen=True, eq=False)
class ChoiceOptions:
    """What a field of choices says about itself."""

    vocabulary: str | tuple[str, ...] | dict[str, Any] = ""
    """The name of a shipped vocabulary, or one's own: a list of codes, or a mapping of codes as in those files."""
    many: bool = False
    """Whether a cell may hold several codes."""

    def __post_init__(self) -> None:
        """Refuse a vocabulary that is wrong when the form is read, not at the first cell."""
        try:
            _ = self.words
        except FormError as error:  # pydantic turns a ValueError into the line of the form
            raise WrongValueError(error.key, error.where, **error.said) from error

    @cached_property
    def words(self) -> Words:
        """The vocabulary, ready for looking up."""
        if isinstance(self.vocabulary, str):
            return Words(vocabularies.load(self.vocabulary) if self.vocabulary else Vocabulary("", {}, {}))
        return Words(vocabularies.build("of the field", self.vocabulary))


class Choice(Kind):
    """Choices.

    >>> reading = Choice().read("ب ك س + قناص", ChoiceOptions(vocabulary="weapons", many=True))
    >>> reading.status.value, reading.parts["codes"]
    ('exact', 'pkm|sniper')
    """

    name: ClassVar[str] = "choice"
    options: ClassVar[type] = ChoiceOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"codes": Dtype.CODE}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"codes": Dtype.CODE, "why": Dtype.CODE}
    rules: ClassVar[tuple[Rule, ...]] = RULES
    safe: ClassVar[Safe] = "reading"
    countable: ClassVar[str] = "codes"

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:
        """Name the codes that each part can hold: those of the field's vocabulary."""
        return {"codes": options.words.vocabulary.entries}

    def read(self, text: str, options: Any) -> Reading:
        """Read one choice: `codes`, sorted and joined by a bar."""
        words: Words = options.words
        if len(text) > _LONGEST:
            return missing(text) or Reading(text, Status.UNREAD, "choice.unknown-code")
        boxed = _boxed(text, words, options.many)
        if boxed is not None:
            return boxed
        known = words.piece(text)
        if known:
            return _known(text, known)
        nothing = missing(text)
        if nothing is not None:
            has_none = nothing.note == "missing.none" and "none" in words.vocabulary.entries
            return _known(text, _Known(("none",), "")) if has_none else nothing
        return _either(text, words) or _several(text, words, options.many) or _unknown(text, words)

    def code_name(self, code: str, options: Any, lang: str) -> str:
        """Name a code as the vocabulary does."""
        entry = options.words.vocabulary.entries.get(code)
        return code if entry is None else str(entry.labels[lang])

    def printed(self, options: Any) -> Words:
        """Give the vocabulary: forms print its words, with or without boxes."""
        words: Words = options.words
        return words


def _known(text: str, known: _Known) -> Reading:
    """A cell that is one piece."""
    if len(known.codes) > 1:
        return _ambiguous(text, "choice.ambiguous", known.codes)
    none = Missing.NONE if known.codes == ("none",) else None
    note = f"choice.{known.rule or ('none' if none else 'word')}"
    status = Status.INFERRED if note in _INFERRED else Status.EXACT
    return Reading(text, status, note, none, {"codes": known.codes[0]})


def _ambiguous(text: str, note: str, codes: Iterable[str]) -> Reading:
    ordered = tuple(sorted(set(codes)))
    rows = tuple({"codes": code, "why": code} for code in ordered)
    return Reading(text, Status.AMBIGUOUS, note, None, {"codes": "|".join(ordered)}, rows)


def _boxed(text: str, words: Words, many: bool) -> Reading | None:
    """Options with boxes. One that is not known is no reason against the others, unless it is ticked."""
    found = ticks.boxes(text)
    known = [words.find(each.option) for each in found.options] if found else []
    if found is None or not any(known) or (None in known and not found.sure):
        return None
    marks = [each.mark for each in found.options]
    chosen = ticks.ticked(marks)
    if not found.sure or None in marks or (len(marks) == 1 and not chosen):
        return Reading(text, Status.UNREAD, "choice.box-unclear")
    if not chosen:
        return Reading(text, Status.MISSING, "choice.none-ticked", Missing.BLANK)
    codes = [each.codes for n, each in enumerate(known) if each and n in chosen]
    if len(codes) < len(chosen):
        return Reading(text, Status.UNREAD, "choice.partly-known")
    return _chosen(text, codes, words, many, marks[chosen[0]] is ticks.Mark.TICK)


def _chosen(text: str, codes: list[tuple[str, ...]], words: Words, many: bool, sure: bool) -> Reading:
    """The codes of the ticked options; several where one is asked for are ambiguous."""
    note = "ticked" if sure else "crossed"
    every = words.specific(code for each in codes for code in each)
    if any(len(each) > 1 for each in codes) and len(every) > 1:
        return _ambiguous(text, "choice.ambiguous", every)
    if len(every) > 1 and not many:
        return _ambiguous(text, f"choice.two-{note}", every)
    status = Status.EXACT if sure else Status.INFERRED
    return Reading(text, status, f"choice.{note}", None, {"codes": "|".join(sorted(every))})


def _either(text: str, words: Words) -> Reading | None:
    pieces = _OR.split(text)
    found = [words.piece(piece) for piece in pieces] if 1 < len(pieces) <= MOST_PIECES else []
    known = [each for each in found if each]
    if not known or len(known) < len(pieces):
        return None
    codes = tuple(dict.fromkeys(code for each in known for code in each.codes))  # a class or its member: one of the two
    return _ambiguous(text, "choice.either", codes) if len(codes) > 1 else _known(text, _Known(codes, ""))


def _several(text: str, words: Words, many: bool) -> Reading | None:
    """Several pieces that are all known."""
    for pieces, apart in _splits(text):
        known = [each for each in map(words.piece, pieces) if each] if len(pieces) > 1 else []
        if not known or len(known) < len(pieces):
            continue
        known = words.settled(known)
        if any(len(each.codes) > 1 for each in known):
            return _ambiguous(text, "choice.ambiguous", (code for each in known for code in each.codes))
        return _together(text, words, known, many, apart)
    return None


def _splits(text: str) -> Iterable[tuple[list[str], bool]]:
    """The ways to cut a cell, and whether anything stands between the pieces."""
    pieces = [piece for piece in _SEPARATOR.split(text) if piece.strip()]
    if len(pieces) > MOST_PIECES:
        return
    yield pieces, True
    yield [part for piece in pieces for part in _AND_WORD.split(piece) if part.strip()], True
    spoken = plain(text).split()
    for at in range(1, min(len(spoken), 5)):
        yield [" ".join(spoken[:at]), " ".join(spoken[at:])], False


def _together(text: str, words: Words, known: list[_Known], many: bool, apart: bool) -> Reading | None:
    all_codes = [each.codes[0] for each in known]
    codes = words.specific(all_codes)
    rule = next((each.rule for each in known if each.rule), "")
    if len(codes) == 1:
        note = "twice" if len(set(all_codes)) == 1 else "specific"
        return _known(text, _Known(codes, rule or note))
    if not apart and many:  # two codes with nothing between them may be one word that we lack
        return None
    if not many or "none" in codes:
        return _ambiguous(text, "choice.one-asked", codes)
    status = Status.INFERRED if rule else Status.EXACT
    return Reading(text, status, f"choice.{rule or 'several'}", None, {"codes": "|".join(sorted(codes))})


def _unknown(text: str, words: Words) -> Reading:
    gone = lost(text)
    if gone is not None:
        return gone
    if fold(text).isdecimal() and words.with_unit(text):
        return Reading(text, Status.UNREAD, "choice.bare-number")
    pieces = [piece for piece in _SEPARATOR.split(text) if piece.strip()]
    partly = len(pieces) > 1 and any(words.piece(piece) for piece in pieces[:MOST_PIECES])
    return Reading(text, Status.UNREAD, "choice.partly-known" if partly else "choice.unknown-code")
