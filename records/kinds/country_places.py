"""The places that a text names, in their order, each with what the words beside it say: residence, birth, descent.

A word stands before its place ("born in France"), or behind it ("of Moroccan descent").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from records.kinds.country_table import STATE_OF, CountryEntry, CountryMeaning, country_key, find

_WIDEST = 14
"""No spelling of the table has more words, or more characters where words are not separated."""

_BETWEEN = re.compile(r"([\s/\\|;,،؛:+&()\[\]{}<>\"“”„«»'’‘ʼʻ´`・·•‧\-‐‑–—―_.…。、，；（）［］!?؟~#*°⟦⟧]+)")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

STATES = ("name", "demonym", "code", "misspelling", "abbreviation", "former_state", "oblique")
ASPECTS = ("residence", "birth", "descent", "travel")
"""What a word beside a place says of it, other than citizenship."""
_TOWNS = ("city", "region")
_UNITED_STATES_TOO = {"BR", "MX", "VE"}
"""States that were or are called United States: "United States of Mexico" is no pair of countries."""


@dataclass(frozen=True)
class Unit:
    """A word of the text, or a character of a script without spaces."""

    text: str
    start: int
    end: int
    before: str
    """What stands between it and the unit before."""


@dataclass(frozen=True)
class CountryPlace:
    """A known spelling that stands for a country or something in it.

    `aspect`: what a word beside it says of it, one of `ASPECTS`; empty where nothing is said. `start`, `end`: where it
    stands in the text, with that word.
    """

    entry: CountryEntry
    folded: str
    start: int = 0
    end: int = 0
    aspect: str = ""


@dataclass
class CountryWords:
    """The known spellings of a phrase in their order, and what the words around them say."""

    places: list[CountryPlace] = field(default_factory=list)
    around: set[str] = field(default_factory=set)


def units_of(text: str) -> list[Unit]:
    """Words; single characters where a script writes no space between them."""
    units: list[Unit] = []
    parts, start, before = _BETWEEN.split(text), 0, ""
    for n in range(0, len(parts), 2):
        word = parts[n]
        found = list(word) if _UNSPACED.search(word) and find(country_key(word)) is None else [word] if word else []
        for each in found:
            units.append(Unit(each, start, start + len(each), before))
            start += len(each)
            before = " " if before.isspace() else before
        between = parts[n + 1] if n + 1 < len(parts) else ""
        start, before = start + len(between), between if found else before + between
    return units


def codes_among(units: list[Unit]) -> CountryWords | None:
    """`DZ|FR`: codes are read only among codes, since DE, LA and NO are words elsewhere."""
    entries = [entry for unit in units if (entry := find("=" + unit.text)) is not None and entry.how == "code"]
    if len(entries) == len(units):
        return CountryWords([CountryPlace(entry, "") for entry in entries])
    return None


def known_places(units: list[Unit]) -> CountryWords | None:
    """The spellings of the table, the longest first, each with what the words beside it say."""
    keys = [country_key(unit.text) for unit in units]
    words, marks = CountryWords(), Marks()
    start, last = 0, None
    while start < len(units):
        if not keys[start]:
            start += 1
            continue
        stop, entry = _longest(keys, start)
        folded, unit = "".join(keys[start:stop]), units[start]
        if len(keys) > 1 and (word := find("-" + folded)) is not None:
            entry = word
        touching = last if start and unit.before.isspace() else None
        if touching is not None and touching.how in _TOWNS and (word := find("~" + folded)) is not None:
            entry = word
        if entry is None:
            stop, entry = start + 1, _prefixed(unit.text, marks) or _agreeing_code(unit.text, words)
        if entry is None:
            return None
        end = units[stop - 1].end
        if entry.how == "word":
            marks.word(entry.why.split(","), unit, end, words)
        else:
            marks.place(CountryPlace(entry, "".join(keys[start:stop]), unit.start, end), touching, words)
        last = entry
        start = stop
    marks.end(words)
    return words


class Marks:
    """Gives each place what the word beside it says: the word before it, or the word behind it when it stands there."""

    def __init__(self) -> None:
        self.aspect, self.start = "", 0
        """What was said and waits for its place, and where it began."""
        self.links: set[str] = set()
        """The words since the last place that link two: and, or, of, in."""
        self.parted = False
        """Whether punctuation stands between the last place and here."""

    def word(self, says: list[str], unit: Unit, end: int, words: CountryWords) -> None:
        """Take a word that stands around places."""
        self.parted |= not unit.before.isspace()
        aspect = next((each for each in says if each in ASPECTS), "")
        words.around.update(says)
        self.links.update(says)
        if not aspect:
            return
        glued = unit.before.strip() == "-"
        behind = ("after" in says or glued) and words.places and not words.places[-1].aspect
        if behind and (glued or not self.parted):
            words.places[-1] = replace(words.places[-1], aspect=aspect, end=end)
        else:
            self.aspect, self.start = aspect, unit.start

    def end(self, words: CountryWords) -> None:
        """Give a word that waits to the last place, when no other follows."""
        if self.aspect and words.places and not words.places[-1].aspect:
            words.places[-1] = replace(words.places[-1], aspect=self.aspect)

    def place(self, place: CountryPlace, touching: CountryEntry | None, words: CountryWords) -> None:
        """Take a place; `touching`: the word or place before it, when only a space stands between."""
        before = words.places[-1] if words.places else None
        if self.aspect:
            place = replace(place, aspect=self.aspect, start=self.start)
        elif before is not None and before.aspect and _same_state(before.entry, place.entry):
            place = replace(place, aspect=before.aspect)
        elif before is not None and touching is not None and not self.links & {"and", "or"}:
            if "in" in self.links and _states(before.entry):
                place = replace(place, aspect="residence")
            elif (touching is before.entry or "of" in self.links) and _two_peoples(before.entry, place.entry):
                words.around.add("side-by-side")
        if touching is not None and _qualifies(touching, place.entry):
            words.around.add("adjective")
        words.places.append(place)
        self.aspect, self.links, self.parted = "", set(), False


def _states(entry: CountryEntry) -> bool:
    return entry.how in STATES


def _same_state(first: CountryEntry, second: CountryEntry) -> bool:
    """Whether the second is the state of the first, or another name of it: Algiers, Algeria."""
    codes = {meaning.code for meaning in first.meanings}
    return second.how != "demonym" and any(meaning.code in codes for meaning in second.meanings)


def _two_peoples(first: CountryEntry, second: CountryEntry) -> bool:
    """Whether a people stands before a people or a state: one may only say more of the other, as in Russian Pole."""
    if first.how != "demonym" or not (second.how == "demonym" or _states(second)):
        return False
    one, other = first.meanings[0].code, second.meanings[0].code
    return one != other and STATE_OF.get(one) != other and STATE_OF.get(other) != one


def _qualifies(first: CountryEntry, second: CountryEntry) -> bool:
    """Whether the first of two spellings side by side only says more about the second: British Cuba."""
    if second.how != "name":
        return False
    return first.how == "demonym" or (
        first.meanings[:1] == (CountryMeaning("US", "name"),) and second.meanings[0].code in _UNITED_STATES_TOO
    )


def _longest(keys: list[str], start: int) -> tuple[int, CountryEntry | None]:
    first = find(keys[start]) if start else None
    links = first is not None and first.how == "word" and first.why in ("of", "article")
    for stop in range(min(start + _WIDEST, len(keys)), start, -1):
        entry = find("".join(keys[start:stop]))
        # República | de | Sudán: "De Sudan" is another state in another language
        if entry is not None and not (links and stop - start > 1 and find("".join(keys[start + 1 : stop])) is not None):
            return stop, entry
    return start + 1, None


def _prefixed(unit: str, marks: Marks) -> CountryEntry | None:
    """An Arabic word without its و or ب, and without its article; the article only when its alef has no hamza."""
    folded = country_key(unit)
    if folded.startswith("و") and len(folded) > 3:
        entry = find(folded[1:])
        if entry is not None and entry.how != "word":
            marks.links.add("and")
            return entry
    for prefix in ("ال", "لل", "بال", "ب"):
        if unit.startswith(prefix) and len(folded) > len(prefix) + 2:
            entry = find(folded[len(prefix) :])
            if entry is not None and entry.how in ("name", "city", "region", "former_state"):
                marks.links.update({"in"} if prefix[0] == "ب" else ())
                return entry
    return None


def _agreeing_code(unit: str, words: CountryWords) -> CountryEntry | None:
    """`Tunisia (TN)`: a code is believed when it repeats what a name said."""
    entry = find("=" + unit)
    said = {meaning.code for known in words.places for meaning in known.entry.meanings}
    return entry if entry is not None and entry.how == "code" and entry.meanings[0].code in said else None
