"""The words of counts: numbers in digits and words, what is counted, and what stands around a number.

A text becomes a row of quantities and signs, written as a short string of letters that the grammars of `count` and
`counts` match against: `3 زوجات أو 4` is `QoQ`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from records import vocabularies
from records.text import fold

LONGEST_COUNT = 160
"""No count is longer; longer texts are not looked into."""

_LETTER = {
    "or": "o",
    "and": "&",
    "at_least": "g",
    "more_than": "m",
    "at_most": "l",
    "less_than": "s",
    "between": "b",
    "about": "a",
    "doubt": "?",
    "some": "i",
    "among": "j",
    "none_of": "Z",
    "beside": "K",
    "twins_both": "V",
    "pair": "H",
    "dead": "x",
    "from": "F",
    "to": "t",
    "each": "e",
    "aged": "A",
    "half": "h",
    "infant": "I",
    "newborn": "N",
    "married": "M",
    "single": "S",
    "several_wives": "P",
    "not_said": "D",
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "noise": "",
}
"""The letter of each word's code; numbers and nouns become quantities, `Q`, and a fraction is `f`."""

_SIGNS = {
    "+": "+",
    ",": ",",
    "،": ";",
    ";": ";",
    "؛": ";",
    "|": ";",
    "\n": ";",
    "/": "/",
    "\\": "/",
    "(": "(",
    ")": ")",
}
_SIGNS |= {"[": "(", "]": ")", ":": "", "=": "=", ".": "", "·": "", "*": "×", "×": "×", "x": "×"}
_SIGNS |= dict.fromkeys("-‐‑‒–—−", "-")
_PIECE = re.compile(r"\d+(?:[.,٫]\d+)+|\d[\dOo]*|[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_]))*\.?|[<>]=|\S")
_NOUN = re.compile(
    r"(wives|children|offspring|girls|boys|slaves|persons|days|weeks|months|years|m|decade)_(1|2|[2-8]0|many)"
)
UNITS = ("years", "months", "weeks", "days")
"""Nouns that are units of time, the largest first."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, and what it counts when the text says so."""

    value: int
    noun: str = ""
    how: str = "number"
    """`number` in digits, `words`, `noun` where the noun alone is the number, `lookalike` with letters for digits."""


@dataclass(frozen=True, slots=True)
class QuantityPhrase:
    """A text as a string of letters, and the quantities and fractions in their order."""

    shape: str
    quantities: tuple[Quantity, ...]
    fractions: tuple[str, ...]
    plain_nouns: tuple[str, ...]
    """Plurals without a number, `p` in the shape."""


@dataclass(frozen=True, slots=True)
class _Word:
    letter: str
    value: int = 0
    noun: str = ""
    text: str = ""


@lru_cache
def _words(*names: str) -> tuple[dict[str, _Word], int]:
    """Every folded word or phrase of these vocabularies, and how many pieces the longest has."""
    words: dict[str, _Word] = {}
    for code, entry in (each for name in names for each in vocabularies.load(name).entries.items()):
        noun = _NOUN.fullmatch(code)
        for spelling in entry.spellings:
            key = " ".join(_PIECE.findall(fold(spelling)))
            if noun:
                words[key] = _Word("p" if noun[2] == "many" else "d", 0 if noun[2] == "many" else int(noun[2]), noun[1])
            elif code.isdigit():
                words[key] = _Word("w", int(code))
            else:
                words[key] = _Word(_LETTER[code])
    return words, max(key.count(" ") for key in words) + 1


def quantity_phrase(text: str, *more: str) -> QuantityPhrase | None:
    """The phrase a text is, or None when it holds a word that no rule knows. `more`: vocabularies beside the numbers.

    >>> quantity_phrase("ثلاث زوجات").quantities[0]
    Quantity(value=3, noun='wives', how='words')
    >>> quantity_phrase("2 (3+1)").shape, quantity_phrase("ولدان وبنت").shape, quantity_phrase("Tunis")
    ('Q(Q+Q)', 'Q&Q', None)
    """
    words = _lex(text, *_words("numbers", *more))
    return None if words is None else _quantities(words)


def _lex(text: str, known: dict[str, _Word], longest: int) -> list[_Word] | None:
    lines = (fold(line) for line in text.splitlines())
    pieces = [piece for n, line in enumerate(lines) for piece in ["\n"] * bool(n) + _PIECE.findall(line)]
    words: list[_Word] = []
    at = 0
    while at < len(pieces):
        for length in range(min(longest, len(pieces) - at), 0, -1):
            word = known.get(" ".join(pieces[at : at + length]))
            if word is not None:
                words.append(word)
                at += length
                break
        else:
            more = _single(pieces[at], known)
            if more is None:
                return None
            words += more
            at += 1
    return [word for word in words if word.letter]


def _single(piece: str, known: dict[str, _Word]) -> list[_Word] | None:
    """A piece that is no word of the vocabulary: a number, a sign, or `و` written together with a word."""
    if piece.isdecimal():
        return [_Word("n", int(piece))] if len(piece) <= 9 else None
    if piece[0].isdecimal():
        if any(sign in piece for sign in ".,٫"):
            return [_Word("f", text=piece.replace("٫", "."))]
        return [_Word("z", int(re.sub("o", "0", piece)))] if len(piece) <= 9 else None
    if piece in _SIGNS:
        return [_Word(_SIGNS[piece])]
    stem = piece.rstrip(".")
    if stem in known:
        return [known[stem]]
    for letters, before in _JOINED.items():
        if stem.startswith(letters) and stem[len(letters) :] in known:
            return [_Word(before), known[stem[len(letters) :]]]
    if stem.startswith("ال") and known.get(stem[2:], _Word("")).letter in ("d", "p"):
        return [known[stem[2:]]]
    accusative = known.get(stem[:-1]) if stem.endswith("ا") else None
    return [accusative] if accusative and accusative.letter == "d" and accusative.value == 1 else None


_JOINED = {"و": "&", "ب": "F", "d'": "F", "d’": "F"}
"""What is written together with the word behind it, and the letter of what it says."""


def _quantities(words: list[_Word]) -> QuantityPhrase:
    """Join numbers with what they count: `3 أطفال`, `أطفال 3`, `زوجة واحدة`, `خمسة وعشرون`."""
    shape: list[str] = []
    quantities: list[Quantity] = []
    fractions: list[str] = []
    nouns: list[str] = []
    letters = "".join(word.letter for word in words)
    noun_first = {at for run in _NOUN_FIRST.finditer(letters) for at in range(run.start(), run.end(), 2)}
    at = 0
    while at < len(words):
        taken, quantity = _quantity(letters[at:], words[at : at + 4], at in noun_first)
        if quantity is not None:
            taken += _described(quantity, letters[at + taken :], words[at + taken :])
            shape.append("Q")
            quantities.append(quantity)
        elif letters[at] == "f":
            shape.append("f")
            fractions.append(words[at].text)
        elif not (letters[at] == "p" and _heads(words[at], letters[at + 1 :], words[at + 1 :])):
            shape.append(letters[at])
            nouns += [words[at].noun] if letters[at] == "p" else []
        at += taken
    return QuantityPhrase("".join(shape), tuple(quantities), tuple(fractions), tuple(nouns))


_HOW = {"n": "number", "w": "words", "d": "noun", "z": "lookalike"}
_NOUN_FIRST = re.compile("(?<![nwz])(?:[dp][nwz]){2,}(?![dp])")
"""`أولاد 2 بنات 3`: each noun has its number behind it."""
CHILDREN = frozenset({"children", "offspring", "boys", "girls"})
"""Nouns that count children."""


def _quantity(letters: str, words: list[_Word], noun_first: bool) -> tuple[int, Quantity | None]:
    """The quantity at the beginning of these words, and how many of them it takes."""
    first = words[0]
    if letters[0] in "nwz":
        value, taken = first.value, 1
        if letters[:3] == "w&w" and value < 10 and words[2].value >= 20:
            value, taken = value + words[2].value, 3
        elif letters[:2] == "ww" and value >= 20 and words[1].value < 10:
            value, taken = value + words[1].value, 2
        noun = words[taken].noun if letters[taken : taken + 1] in ("d", "p") else ""
        if noun and letters[taken] == "d" and words[taken].value == 2 and value != 2:
            return taken, Quantity(value, "", _HOW[letters[0]])
        return taken + bool(noun), Quantity(value, noun, _HOW[letters[0]])
    if noun_first:
        return 2, Quantity(words[1].value, first.noun, _HOW[letters[1]])
    if letters[0] == "d":
        agrees = letters[1:2] in ("n", "w") and words[1].value == first.value
        return 1 + agrees, Quantity(first.value, first.noun, "noun")
    if letters[0] == "p" and letters[1:2] in ("n", "w", "z") and letters[2:3] not in ("d", "p"):
        return 2, Quantity(words[1].value, first.noun, _HOW[letters[1]])
    if letters[:2] == "Hp":
        return 2, Quantity(2, words[1].noun, "words")
    return 1, None


def _described(quantity: Quantity, letters: str, words: list[_Word]) -> int:
    """How many nouns behind a quantity only describe it: `طفل رضيع` is one child, `طفلين ذكور` are two."""
    taken = 0
    for word, after in zip(words, f"{letters[1:]} ", strict=False):
        many = word.letter == "p" and quantity.value > 1
        same = word.letter == "d" and quantity.how == "noun" and word.value == quantity.value
        if not (many or same) or after in "nwz" or not _one_thing(quantity.noun, word.noun):
            break
        taken += 1
    return taken


def _heads(word: _Word, letters: str, words: list[_Word]) -> bool:
    """Whether a plural only says what the counted nouns behind it are: `أبناء ذكور 3`, `أولاد 3 ذكور`."""
    at = 1 if letters[:1] in tuple("nwz") else 0
    counted = at or letters[1:2] in tuple("nwz")
    return bool(counted and letters[at : at + 1] in ("d", "p") and _one_thing(word.noun, words[at].noun))


def _one_thing(first: str, second: str) -> bool:
    """Whether two nouns may be of the same children: a boy is no girl."""
    return {first, second} <= CHILDREN and not ("girls" in (first, second) and {first, second} & {"boys", "offspring"})


_MONTHS = (
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    *("يناير", "فبراير", "مارس", "ابريل", "مايو", "يونيو", "يوليو", "اغسطس", "سبتمبر", "اكتوبر", "نوفمبر", "ديسمبر"),
)
_WHOLE_DATE = re.compile(
    r"(?:(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}))(?:[t ][\d:.]+z?)?"
)
_DAY_MONTH = re.compile(r"(?:(\d{1,2})[-. /]*([^\W\d]+)|([^\W\d]+)[-. /]*(\d{1,2}))\.?")
TYPED_SINCE = 2010
"""Excel gives `3/1` the year of typing, so a day in an earlier year was typed as a day."""


_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Day:
    """A day where a count should stand. `pair`: the numbers that Excel may have made it from, day first."""

    pair: tuple[int, int] | None


def excel_day(text: str) -> Day | None:
    """Whether the text is a whole day, or a month name with a number, and what Excel may have made it from.

    >>> excel_day("2016-01-03"), excel_day("03-Jan"), excel_day("1987-05-12"), excel_day("3/1")
    (Day(pair=(3, 1)), Day(pair=(3, 1)), Day(pair=None), None)
    """
    if len(text) < 4 or not _DIGIT.search(text):
        return None
    key = fold(text)
    whole = _WHOLE_DATE.fullmatch(key)
    if whole:
        year, month, number = (int(whole[n]) for n in ((1, 2, 3) if whole[1] else (6, 5, 4)))
        typed = year >= TYPED_SINCE and 1 <= month <= 12 and 1 <= number <= 31
        return Day((number, month) if typed else None)
    short = _DAY_MONTH.fullmatch(key)
    month = _month(short[2] or short[3]) if short else 0
    return Day((int(short[1] or short[4]), month)) if short and month else None


def _month(word: str) -> int:
    """The number of a month's name, or 0. English names may be cut to three letters."""
    for n, name in enumerate(_MONTHS):
        if word == name or (name.isascii() and word[:3] == name):
            return n % 12 + 1
    return 0
