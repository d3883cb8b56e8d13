"""Cells of several words: `Mosul - Iraq`, `France / Algeria`, `Republic of Tunisia`, `بريطاني الجنسية`.

The words are taken from left to right, the longest known spelling first. Every word must be known, as a country or as
one of the words that stand around countries (`scripts/countries/words.tsv`); one that is not leaves the whole text
unread. So "citizenship withdrawn" and a sentence about something else are never a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from records.kinds.country_table import CLAIMED, STATE_OF, Entry, Meaning, find, key
from records.model import Status

MAX_UNITS = 60
WIDEST = 14
"""No spelling of the table has more words, or more characters where words are not separated."""

_BETWEEN = re.compile(r"([\s/\\|;,،؛:+&()\[\]{}<>\"“”„«»'’‘ʼʻ´`・·•‧\-‐‑–—―_.…。、，；（）［］!?؟~#*°⟦⟧]+)")
_DOUBT = re.compile(r"[?؟]")
_ENUMERATED = re.compile(r"\(\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*\)|(?<!\w)\d{1,2}[.)](?!\d)")
_EXCEL_ESCAPE = re.compile(r"_x000[0-9A-Fa-f]_")
_SUBDIVISION = re.compile(r"([A-Z]{2})-([A-Z0-9]{1,3})")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_STATES = ("name", "demonym", "code", "misspelling", "former_state", "oblique")
_SPLIT_BY: dict[tuple[str, ...], str] = {("CD", "CG"): "democratic", ("KP", "KR"): "people"}
"""States that an official name tells apart: the first when this word stands in it, else the second."""


_OTHER_BY = {("CG", "democratic"): "CD", ("KR", "people"): "KP", ("KR", "democratic"): "KP", ("TW", "people"): "CN"}
"""The other state of a pair, when such a word stands before an official name: Democratic | Republic of the Congo."""
_UNITED_STATES_TOO = {"BR", "MX", "VE"}
"""States that were or are called United States: "United States of Mexico" is no pair of countries."""


@dataclass
class Found:
    """What a phrase says. `meanings` are all meant together, or the choices when the status is ambiguous."""

    status: Status
    note: str
    meanings: tuple[Meaning, ...] = ()
    region: str = ""
    how: str = "name"
    refused: Entry | None = None


@dataclass
class Words:
    """The known spellings of a phrase in their order, and what the words around them say."""

    entries: list[tuple[Entry, str]] = field(default_factory=list)
    around: set[str] = field(default_factory=set)


def read(text: str) -> Found | None:
    """What a text of several words says; None when a word of it is not known."""
    cleaned = _ENUMERATED.sub(" ", _EXCEL_ESCAPE.sub(" ", text))
    if (part := _SUBDIVISION.fullmatch(cleaned.strip())) and (found := _subdivision(part[1], part[2])):
        return found
    units, touching = _units(cleaned)
    if not units or len(units) > MAX_UNITS:
        return None
    words = _codes(units) or _known(units, touching)
    if words is None or not words.entries:
        return None
    if _DOUBT.search(cleaned):
        words.around.add("doubt")
    return _joined(words)


def _subdivision(state: str, part: str) -> Found | None:
    """`US-TX`: a code of ISO 3166-2; `US-CA` may be two countries as well."""
    whole, other = find("=" + state), find("=" + part)
    if whole is None or whole.how != "code":
        return None
    code = whole.meanings[0].code
    if other is not None and other.how == "code":
        both = Meaning(f"{code}+{other.meanings[0].code}", "several")
        return Found(Status.AMBIGUOUS, "country.subdivision-or-countries", (both, Meaning(code, "region", part)))
    return Found(Status.INFERRED, "country.region", (Meaning(code, "region"),), f"{state}-{part}", "region")


def _units(text: str) -> tuple[list[str], list[bool]]:
    """Words, and whether only white space stands before each; single characters where a script writes none between."""
    units: list[str] = []
    touching: list[bool] = []
    parts = _BETWEEN.split(text)
    for word, before in zip(parts[::2], [" ", *parts[1::2]], strict=True):
        found = list(word) if _UNSPACED.search(word) and find(key(word)) is None else [word] if word else []
        units += found
        touching += [before.isspace()] * len(found)
    return units, touching


def _codes(units: list[str]) -> Words | None:
    """`DZ|FR`: codes are read only among codes, since DE, LA and NO are words elsewhere."""
    entries = [(entry, "") for unit in units if (entry := find("=" + unit)) is not None and entry.how == "code"]
    if len(entries) == len(units):
        return Words(entries)
    if len(units) == 1 and len(units[0]) in (2, 3) and units[0].isascii():
        entry = find("=" + units[0].upper())
        if entry is not None and entry.how == "code" and find(key(units[0])) is None:
            return Words([(entry, "")], {"lower-case"})
    return None


def _known(units: list[str], touching: list[bool]) -> Words | None:
    keys = [key(unit) for unit in units]
    words = Words()
    start, last = 0, None
    while start < len(units):
        if not keys[start]:
            start += 1
            continue
        stop, entry = _longest(keys, start)
        if len(keys) > 1 and (word := find("-" + "".join(keys[start:stop]))) is not None:
            entry = word
        if entry is None:
            stop, entry = start + 1, _prefixed(units[start], words) or _agreeing_code(units[start], words)
        if entry is None:
            return None
        if entry.how == "word":
            words.around.update(entry.why.split(","))
        else:
            if start and touching[start] and last is not None and _qualifies(last, entry):
                words.around.add("adjective")
            words.entries.append((entry, "".join(keys[start:stop])))
        last = entry
        start = stop
    return words


def _qualifies(first: Entry, second: Entry) -> bool:
    """Whether the first of two spellings side by side only says more about the second: British Cuba."""
    if second.how != "name":
        return False
    return first.how == "demonym" or (
        first.meanings[:1] == (Meaning("US", "name"),) and second.meanings[0].code in _UNITED_STATES_TOO
    )


def _longest(keys: list[str], start: int) -> tuple[int, Entry | None]:
    for stop in range(min(start + WIDEST, len(keys)), start, -1):
        entry = find("".join(keys[start:stop]))
        if entry is not None:
            return stop, entry
    return start, None


def _prefixed(unit: str, words: Words) -> Entry | None:
    """An Arabic word without its و, and without its article; the article only when its alef has no hamza."""
    folded = key(unit)
    if folded.startswith("و") and len(folded) > 3:
        entry = find(folded[1:])
        if entry is not None and entry.how != "word":
            words.around.add("and")
            return entry
    for prefix in ("ال", "لل", "بال"):
        if unit.startswith(prefix) and len(folded) > len(prefix) + 2:
            entry = find(folded[len(prefix) :])
            if entry is not None and entry.how in ("name", "city", "region", "former_state"):
                return entry
    return None


def _agreeing_code(unit: str, words: Words) -> Entry | None:
    """`Tunisia (TN)`: a code is believed when it repeats what a name said."""
    entry = find("=" + unit)
    said = {meaning.code for known, _ in words.entries for meaning in known.meanings}
    return entry if entry is not None and entry.how == "code" and entry.meanings[0].code in said else None


def _joined(words: Words) -> Found | None:
    """What the known spellings say together."""
    official = "official" in words.around
    if any(entry.how == "oblique" for entry, _ in words.entries) and not official:
        return None
    for entry, _ in words.entries:
        if entry.how in ("area", "organisation", "stateless", "unspecified"):
            return Found(Status.UNREAD, "", refused=entry)
    entries = [pair for pair in words.entries if pair[0].how != "ethnicity"]
    if not entries:
        return Found(Status.UNREAD, "", refused=words.entries[0][0])
    stated = _stated(entries, words.around)
    if isinstance(stated, Found):
        return stated
    found = _together(stated, words)
    if "adjective" in words.around and len(found.meanings) > 1:
        return Found(Status.UNREAD, "country.adjective")
    if len(entries) < len(words.entries) and found.status is Status.EXACT:
        found.status, found.note = Status.INFERRED, "country.beside-ethnicity"
    return found


def _stated(entries: list[tuple[Entry, str]], around: set[str]) -> list[Meaning] | Found:
    """One meaning for every spelling; a choice is settled by the rest of the cell, or asks."""
    sure = {entry.meanings[0].code for entry, _ in entries if len(entry.meanings) == 1}
    stated: list[Meaning] = []
    for entry, folded in entries:
        meanings = entry.meanings
        if len(meanings) > 1:
            meanings = tuple(meaning for meaning in meanings if meaning.code in sure) or _split(entry, around)
        elif len(sure) > 1 and (other := find("+" + folded)) is not None and other.meanings[0].code in sure:
            meanings = other.meanings
        elif "official" in around and meanings[0] == Meaning("CN", "name") and "people" not in around:
            meanings = (Meaning("CN", "name"), Meaning("TW", "name"))
        if len(meanings) > 1:
            return Found(Status.AMBIGUOUS, "country.several-meanings", _all(entries))
        stated.append(_other(meanings[0], around))
    return stated


def _other(meaning: Meaning, around: set[str]) -> Meaning:
    for word in ("people", "democratic"):
        if word in around and (meaning.code, word) in _OTHER_BY:
            return Meaning(_OTHER_BY[meaning.code, word], "name")
    return meaning


def _split(entry: Entry, around: set[str]) -> tuple[Meaning, ...]:
    """Congo and Korea beside the words of an official name."""
    pair = tuple(sorted(meaning.code for meaning in entry.meanings))
    word = _SPLIT_BY.get(pair)
    if word is None or "official" not in around:
        return entry.meanings
    code = pair[0] if word in around else pair[1]
    return (Meaning(code, "name"),)


def _all(entries: list[tuple[Entry, str]]) -> tuple[Meaning, ...]:
    return tuple(meaning for entry, _ in entries for meaning in entry.meanings)


def _together(stated: list[Meaning], words: Words) -> Found:
    around = words.around
    stating = (*_STATES, "nisba") if "official" in around else _STATES  # المملكة الليبية
    states = [meaning for meaning in stated if meaning.how in stating]
    places = [meaning for meaning in stated if meaning.how not in stating]
    said = {meaning.code for meaning in states or places}
    # a territory beside its state is one place: Hong Kong, China
    codes = [code for code in sorted(said) if not any(STATE_OF.get(other) == code for other in said)]
    if not states and all(place.how == "family" for place in places):
        return Found(Status.AMBIGUOUS, "country.nisba-of-a-place", tuple(places))
    if states and any(place.code not in said for place in places):
        return Found(Status.AMBIGUOUS, "country.place-elsewhere", tuple(stated))
    region = ", ".join(dict.fromkeys(meaning.place for meaning in stated if meaning.place))
    how = _how(states or places)
    meanings = tuple(Meaning(code, how) for code in codes)
    if len(codes) > 1:
        if any(set(codes) == set(CLAIMED[code]) for code in ("EH", "TW", "XK")):
            return Found(Status.AMBIGUOUS, "country.disputed", tuple(states or places))
        if around & {"or", "descent", "former", "residence"}:
            return Found(Status.AMBIGUOUS, "country.one-of-several", tuple(states or places))
        sure = states and all(meaning.how in ("name", "demonym", "code") for meaning in states)
        status = Status.EXACT if sure and "doubt" not in around else Status.INFERRED
        return Found(status, "country.several", meanings, region, how)
    if "former" in around and how == "demonym":
        return Found(Status.UNREAD, "country.formerly")
    return Found(*_why_one(how, states, places, around), meanings, region, how)


def _how(meanings: list[Meaning]) -> str:
    hows = [("name" if meaning.how in ("code", "oblique", "misspelling") else meaning.how) for meaning in meanings]
    return min(hows, key=("name", "demonym", "former_state", "region", "city", "nisba", "family").index)


def _why_one(how: str, states: list[Meaning], places: list[Meaning], around: set[str]) -> tuple[Status, str]:
    if "doubt" in around:
        return Status.INFERRED, "country.doubtful"
    if "descent" in around:
        return Status.INFERRED, "country.descent"
    if "lower-case" in around:
        return Status.INFERRED, "country.code-lower-case"
    if any(meaning.how == "misspelling" for meaning in states):
        return Status.INFERRED, "country.misspelling"
    if any(meaning.how == "oblique" for meaning in states) or (states and "official" in around):
        return Status.INFERRED, "country.official-name"
    if all(meaning.how == "code" for meaning in (*states, *places)):
        return Status.EXACT, "country.code"
    if how in ("region", "city", "nisba", "former_state"):
        return Status.INFERRED, f"country.{how.replace('_', '-')}"
    together = places or len({meaning.code for meaning in states}) > 1
    return Status.EXACT, "country.place-and-country" if together else f"country.{how}"
