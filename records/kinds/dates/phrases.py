"""The meaning of a whole text.

Its tokens become atoms, atoms and the words between them are joined (`joining.py`), and what took no part is the
remainder.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, NamedTuple

from records.kinds.dates.alone import alone
from records.kinds.dates.atoms import atom, sole
from records.kinds.dates.date_words import in_figures, word_key
from records.kinds.dates.joining import PATTERNS, Node, Nodes
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread
from records.kinds.dates.pieces import FIGURES, Builder, Piece, number, piece
from records.kinds.dates.ranges import one_of
from records.kinds.dates.tokens import WEEKDAY, Token, tokens
from records.kinds.dates.unclear import unclear
from records.kinds.dates.unused import foreign, judged, unused
from records.model import Status

_TATWEEL = re.compile("(?<=[0-9٠-٩۰-۹])\u0640+(?=[0-9٠-٩۰-۹])")
"""The stretching sign between figures is typed for a dash."""
_PERSIAN = re.compile("[پچژگ۰-۹]|[یک](?=[^\\W\\d_])|(?<=[^\\W\\d_])[یک]|\\bسال\\b")
"""Letters and figures of Persian, Dari and Kurdish: beside them an unmarked year may be solar."""
_BESIDE = {"before": ("<", "before"), "after": (">", "after"), "nothing": ("z", "event")}
"""Letter and code of a word that the form decides."""
_LONGEST = 250
"""Characters; a longer text is not the date of a cell."""

_TOLD = frozenset("AzZvaPrXCKhk!nNyFSEBpcms<>dglibTU|fue=O")
"""What is worth keeping of what took no part."""
_BEGIN = frozenset("nNyFSEmsxpKCLDYeMfbRO")
_DAY_FIRST = frozenset({"г", "гг", "года", "год", "році", "року", "рік", "р"})


class Phrase(NamedTuple):
    """What a whole text means, and the words that took no part."""

    means: Meaning
    remainder: str


def phrase(text: str, options: DateOptions) -> Phrase:
    """The meaning of a plain text by the whole grammar."""
    if len(text) > _LONGEST:
        return Phrase(unread("date.long-text"), "")
    text = in_figures(_TATWEEL.sub(lambda match: "-" * len(match[0]), text))
    partly = unclear(text, options.unclear, lambda filled: _filled(filled, options))
    return _by_grammar(text, options) if partly is None else Phrase(partly, "")


def _filled(text: str, options: DateOptions) -> Meaning:
    return of_known_shape(text, options) or _by_grammar(text, options).means


def _by_grammar(text: str, options: DateOptions) -> Phrase:
    options = of_text(text, options)
    heard = tokens(text)
    if options.beside:
        heard = [_decided(token, options) for token in heard]
    if options.events:
        heard = _with_events(heard, text, options)
    _remember(text, heard)
    said = [token for token in heard if token.letter]
    if options.order == "auto" and any(_written_day_first(token) for token in heard):
        found = _phrase(text, said, _ordered(options, "dmy"))
        if found.means.note == "date.order-of-field":
            return found._replace(means=found.means.noted("date.day-first-words", Status.INFERRED))
        return found
    found = _phrase(text, said, options)
    return found._replace(means=_on_weekday(found.means, heard, options))


def _on_weekday(means: Meaning, heard: Sequence[Token], options: DateOptions) -> Meaning:
    """The one day of several that is of the weekday which the text names."""
    days = {int(code[-1]) for token in heard for code in token.codes if code.startswith(WEEKDAY)}
    fitting = [each for each in means.alternatives if each.earliest and {each.earliest.isoweekday()} == days]
    open_order = means.note.startswith("date.day-or-month-first") and len(fitting) == 1
    return meaning(fitting, "date.weekday", Status.INFERRED, options) if open_order else means


class _Shape(NamedTuple):
    """What texts that differ in their digits only have in common, when the whole of them is one atom."""

    build: Builder
    places: tuple[slice, ...]
    """Where the numbers stand."""
    tokens: Sequence[Token]
    months: list[tuple[str, int]]
    mark: str
    persian: bool


_SHAPES: dict[str, _Shape] = {}
_ANY_DIGIT = str.maketrans("123456789٠١٢٣٤٥٦٧٨٩۱۲۳۴۵۶۷۸۹", "0" * 19 + "۰" * 9)
"""Each digit as a zero; Persian ones stay Persian."""
_NUMBERED = re.compile(r"[^\W\d_a-z][\s./-]?\d(?!\d)", re.IGNORECASE)
"""A single figure behind a letter may belong to the word: ت1."""


def of_known_shape(text: str, options: DateOptions) -> Meaning | None:
    """The meaning of a text whose shape was met before and is one atom; None when the grammar must be asked."""
    shape = _SHAPES.get(text.translate(_ANY_DIGIT)) if len(text) <= _LONGEST else None
    if shape is None or options.events or options.beside:
        return None
    said = [number(text[place]) for place in shape.places]
    if not said or not max(said).value:  # zeros alone are no date, see `alone`
        return None
    if shape.persian and options.calendar == "auto":
        options = _of_either(options)
    return shape.build(Piece(said, shape.tokens, shape.months, shape.mark), options)


def _remember(text: str, heard: Sequence[Token]) -> None:
    letters = "".join(token.letter for token in heard)
    build = sole(letters)
    plain = all(token.letter in FIGURES or not any(map(str.isdigit, token.text)) for token in heard)
    if build is None or not plain or _NUMBERED.search(text) or any(_settles(token) for token in heard):
        return
    if len(_SHAPES) > 20_000:
        _SHAPES.clear()
    said = [token for token in heard if token.letter]
    places = tuple(slice(token.start, token.end) for token in said if token.letter in FIGURES)
    persian = _PERSIAN.search(text) is not None
    _SHAPES[text.translate(_ANY_DIGIT)] = _Shape(build, places, said, *piece(said)[2:], persian)


def _settles(token: Token) -> bool:
    """Whether a token says more than its letter."""
    return (
        _written_day_first(token)
        or token.codes[:1] == ("letter_for_digit",)
        or any(code.startswith(WEEKDAY) for code in token.codes)
        or (token.letter == "n" and bool(token.codes))
    )


def _with_events(heard: list[Token], text: str, options: DateOptions) -> list[Token]:
    """The tokens with each event that the form knows as one, letter `V`."""
    found: list[Token] = []
    at = 0
    while at < len(heard):
        length = next(
            (n for n in range(min(6, len(heard) - at), 0, -1) if _event(text, heard[at : at + n], options)), 0
        )
        words = heard[at : at + (length or 1)]
        name = _event(text, words, options)
        found.append(words[0]._replace(letter="V", codes=(name,), end=words[-1].end) if name else words[0])
        at += len(words)
    return found


def _decided(token: Token, options: DateOptions) -> Token:
    """A word with the meaning that the form gives it: `beside: {Kreta: nothing}`."""
    said = next((means for word, means in options.beside.items() if word_key(word) == word_key(token.text)), None)
    letter, code = _BESIDE.get(said or "", ("", ""))
    return token._replace(letter=letter, codes=(code,)) if said else token


def _event(text: str, words: list[Token], options: DateOptions) -> str:
    said = word_key(text[words[0].start : words[-1].end])
    return next((name for name in options.events if word_key(name) == said), "")


def _event_days(token: Token, options: DateOptions) -> Meaning:
    start, end = options.event_days[token.codes[0]]
    return Meaning(Status.INFERRED, "date.event-of-form", (Alternative(start, end, "event", edtf_of(start, end)),))


def _written_day_first(token: Token) -> bool:
    """Words of languages in which nobody writes the month first."""
    return "day_first" in token.codes or ("year_label" in token.codes and word_key(token.text) in _DAY_FIRST)


@lru_cache(maxsize=64)
def _ordered(options: DateOptions, order: Any) -> DateOptions:
    return replace(options, order=order)


@lru_cache(maxsize=64)
def _in_century(options: DateOptions, century: Any) -> DateOptions:
    return replace(options, two_digit_century=century)


def of_text(text: str, options: DateOptions) -> DateOptions:
    """The options for a text: beside Persian letters or figures an unmarked year may be of either Hijri calendar."""
    persian = options.calendar == "auto" and not text.isascii() and _PERSIAN.search(text)
    return _of_either(options) if persian else options


@lru_cache(maxsize=64)
def _of_either(options: DateOptions) -> DateOptions:
    return replace(options, calendar="solar-or-lunar")


@lru_cache(maxsize=64)
def _of_our_era(options: DateOptions) -> DateOptions:
    return replace(options, calendar="gregorian")


def _phrase(text: str, said: list[Token], options: DateOptions) -> Phrase:
    letters = "".join(token.letter for token in said)
    whole = alone(letters, said, text, options)
    if whole is not None:
        return Phrase(whole, "")
    nodes = _atoms(letters, said, options)
    if not any(node.letter == "A" for node in nodes):
        return Phrase(unread(_reason(letters)), "")
    return _reduced(text, said, nodes, options)


def _atoms(letters: str, said: list[Token], options: DateOptions) -> list[Node]:
    nodes: list[Node] = []
    at = 0
    while at < len(letters):
        found = atom(letters, at, said, options) if letters[at] in _BEGIN else None
        if letters[at] == "V":
            found = _event_days(said[at], options), at + 1
        if found is None:
            nodes.append(Node(letters[at], None, said[at], said[at].start, said[at].end))
            at += 1
        else:
            nodes.append(Node("A", found[0], None, said[at].start, said[found[1] - 1].end))
            at = found[1]
    return nodes


def _reduced(text: str, said: list[Token], nodes: list[Node], options: DateOptions) -> Phrase:
    left: list[Node] = []
    lunar = any(node.means is not None and node.means.note == "date.hijri-year" for node in nodes)
    for pattern, build in PATTERNS:
        at = 0
        while (match := pattern.search("".join(node.letter for node in nodes), at)) is not None:
            matched = nodes[match.start() : match.end()]
            means = build(matched, options)
            if means is None:
                at = match.start() + 1
                continue
            left += [node for node in matched if node.letter in "vzZ"] + _after_event(matched)
            nodes[match.start() : match.end()] = [Node("A", means, None, matched[0].start, matched[-1].end)]
            at = max(0, match.start() - 2) if len(matched) > 1 else match.start() + 1
    letters = "".join(node.letter for node in nodes)
    refused = _refused(letters, nodes)
    if refused:
        return Phrase(unread(refused), "")
    means = one_of([node.means for node in nodes if node.means is not None], options, "date.several") or unread(
        "date.no-date"
    )
    rest = [node for node in nodes if node.token and node.letter in _TOLD - {"A"}] + left
    remainder = _remainder(text, rest)
    means = _with_remainder(text, said, means, remainder, options)
    if lunar and (means.note == "date.reversed-range" or foreign(remainder.split())):
        means = _in_both_calendars(text, said, means, options)
    return Phrase(judged(means, unused(nodes), options), remainder)


def _in_both_calendars(text: str, said: list[Token], means: Meaning, options: DateOptions) -> Meaning:
    """Years that a modern form writes in the Hijri calendar, beside what speaks against it: they may be of ours."""
    common = _phrase(text, said, _of_our_era(options)).means
    alternatives = [*common.alternatives, *means.alternatives]
    return meaning(alternatives, "date.hijri-or-gregorian-year", Status.AMBIGUOUS, options)


def _after_event(matched: Nodes) -> list[Node]:
    """Everything from the word of another event on belongs to that event."""
    at = next((n for n, node in enumerate(matched) if node.letter == "v"), None)
    return [] if at is None else [node for node in matched[at + 1 :] if node.letter in _TOLD]


def _refused(letters: str, nodes: Nodes) -> str:
    """The rule by which a text with a date in it is not read, or nothing."""
    if "X" in letters:
        return "date.before-year-one"
    if "W" in letters:
        return "date.other-calendar"
    if re.search(r"(?<!\()n[-/.]n", letters) or any(node.letter == "Z" and _holds_year(node) for node in nodes):
        return "date.leftover-number"
    if re.search(r"[nNFSEBZpy][-/.,–:o&c]*A|A[-/.,–:&c]*[nNFSEBZpy]", letters):
        return "date.leftover-number"
    vague = all(node.means is None or node.means.note in ("date.year", "date.decade", "date.range") for node in nodes)
    return "date.age" if "a" in letters and vague else ""


def _holds_year(node: Node) -> bool:
    return node.token is not None and re.search(r"\d{4}", node.token.text) is not None


def _remainder(text: str, rest: Nodes) -> str:
    pieces = sorted({(node.start, node.end) for node in rest})
    return " ".join(text[start:end] for start, end in pieces)


def _with_remainder(text: str, said: list[Token], means: Meaning, remainder: str, options: DateOptions) -> Meaning:
    """Words that took no part leave a reading inferred; a two-digit year among them is believed if called a year."""
    known = any(token.letter == "Y" for token in said) and all(token.codes for token in said if token.letter == "z")
    words = not known and any(token.letter in "zZ" for token in said)
    short = means.note.endswith("-short-year") or means.note == "date.two-digit-year"
    if words and short and options.two_digit_century == "auto":
        each = [_phrase(text, said, _in_century(options, century)).means for century in ("20", "19")]
        alternatives = [
            alternative._replace(why=f"century-{century}")
            for one, century in zip(each, ("20", "19"), strict=True)
            for alternative in one.alternatives
        ]
        return (
            meaning(alternatives, "date.short-year-among-words", Status.AMBIGUOUS, options) if alternatives else means
        )
    return means.noted("date.words-around", Status.INFERRED) if remainder and means.status is Status.EXACT else means


def _reason(letters: str) -> str:
    """Why a text without a date has none."""
    if "X" in letters:
        return "date.before-year-one"
    if "W" in letters:
        return "date.other-calendar"
    if re.search(r"^[<>f]?[nN]?[MYDr]|^[<>f][nN]?z*[MYD]", letters) and re.search(r"[<>fr]", letters):
        return "date.relative"
    if re.search(r"m|n[-/.,]+[nx]|nM|Dn|MnD|yyyy", letters) and FIGURES & set(letters) | set("m") & set(letters):
        return "date.no-year"
    if re.search(r"a|[nN][YL]", letters):
        return "date.age"
    if re.search(r"r|P|^[<>f][nYMD]|[<>f]n?[YMD]", letters):
        return "date.relative"
    if re.search(r"[<>fD]z", letters):
        return "date.event"
    return "date.no-date"
