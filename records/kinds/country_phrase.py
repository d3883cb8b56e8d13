"""Cells of several words: `Mosul - Iraq`, `France / Algeria`, `Republic of Tunisia`, `بريطاني الجنسية`.

The words are taken from left to right, the longest known spelling first. Every word must be known, as a country or as
one of the words that stand around countries (`scripts/countries/words.tsv`); one that is not leaves the whole text
unread. So "citizenship withdrawn" and a sentence about something else are never a country.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from records.kinds.country_places import (
    ASPECTS,
    STATES,
    CountryPlace,
    CountryWords,
    codes_among,
    known_places,
    units_of,
)
from records.kinds.country_table import CLAIMED, STATE_OF, CountryEntry, CountryMeaning, country_key, find
from records.model import Status

MAX_UNITS = 60
_DOUBT = re.compile(r"[?؟]")
_ENUMERATED = re.compile(r"\(\s*(?:[a-z]|[ivx]{1,4}|\d{1,2})\s*\)|(?<!\w)\d{1,2}[.)](?!\d)")
_EXCEL_ESCAPE = re.compile(r"_x000[0-9A-Fa-f]_")
_SUBDIVISION = re.compile(r"([A-Z]{2})-([A-Z0-9]{1,3})")

ACCEPTED: dict[str, tuple[str, ...]] = {
    "nationality": (),
    "origin": ("birth", "descent"),
    "residence": ("residence",),
    "birth": ("birth",),
    "travel": ("travel",),
}
"""Which of them a field wants, by what it asks for."""
_SPLIT_BY: dict[tuple[str, ...], str] = {("CD", "CG"): "democratic", ("KP", "KR"): "people"}
"""States that an official name tells apart: the first when this word stands in it, else the second."""
_OTHER_BY = {("CG", "democratic"): "CD", ("KR", "people"): "KP", ("KR", "democratic"): "KP", ("TW", "people"): "CN"}
"""The other state of a pair, when such a word stands before an official name: Democratic | Republic of the Congo."""


@dataclass
class _Found:
    """What a phrase says. `meanings` are all meant together, or the choices when the status is ambiguous."""

    status: Status
    note: str
    meanings: tuple[CountryMeaning, ...] = ()
    region: str = ""
    how: str = "name"
    refused: CountryEntry | None = None
    remainder: str = ""
    """What the text says of other places."""


def read_country_phrase(text: str, asks: str = "nationality") -> _Found | None:
    """What a text of several words says to a field that asks for nationality, origin, residence, birth or travel.

    None when a word of it is not known.
    """
    cleaned = _ENUMERATED.sub(" ", _EXCEL_ESCAPE.sub(" ", text))
    if (code := _lower_case(cleaned.strip())) is not None:
        return _Found(
            Status.AMBIGUOUS, "country.code-lower-case", (CountryMeaning("", "word"), CountryMeaning(code, "code"))
        )
    if (part := _SUBDIVISION.fullmatch(cleaned.strip())) and (found := _subdivision(part[1], part[2])):
        return found
    units = units_of(cleaned)
    if not units or len(units) > MAX_UNITS:
        return None
    words = codes_among(units) or known_places(units)
    if words is None or not words.places:
        return None
    if _DOUBT.search(cleaned):
        words.around.add("doubt")
    return _asked_for(words, cleaned, asks)


def _asked_for(words: CountryWords, text: str, asks: str) -> _Found | None:
    """The place that the field asks for; where a word says that none of them is it, the text asks."""
    said = {place.aspect for place in words.places if _counts(place.entry)}
    if not said - {""}:
        return _joined(words)
    accepted = set(ACCEPTED[asks]) & said or {""}
    wanted = [place for place in words.places if place.aspect in accepted]
    if not any(_counts(place.entry) for place in wanted):
        found = _joined(words)
        if found is not None and found.status in (Status.EXACT, Status.INFERRED):
            aspect = next(each for each in ASPECTS if each in said)
            meanings = (CountryMeaning("", "not-said"), *(replace(meaning, how=aspect) for meaning in found.meanings))
            return _Found(Status.AMBIGUOUS, f"country.{aspect}", meanings, remainder=text.strip())
        return found
    found = _joined(CountryWords(wanted, words.around))
    if found is None:
        return None
    others = [text[place.start : place.end] for place in words.places if place.aspect not in accepted]
    found.remainder = " / ".join(others)
    if found.status in (Status.EXACT, Status.INFERRED):
        note = "country.beside-other-place" if others else f"country.{next(iter(sorted(accepted)))}"
        found.status, found.note = Status.INFERRED, note
    return found


def _counts(entry: CountryEntry) -> bool:
    """Whether the spelling stands for a country or a place, and not for an ethnicity or a part of the world."""
    return bool(entry.meanings)


def _lower_case(text: str) -> str | None:
    """The code that `tn` is in a column of codes; no word is read so, and no code in small and capital letters."""
    if len(text) not in (2, 3) or not (text.isascii() and text.islower()) or find(country_key(text)) is not None:
        return None
    entry = find("=" + text.upper())
    return entry.meanings[0].code if entry is not None and entry.how == "code" else None


def _subdivision(state: str, part: str) -> _Found | None:
    """`US-TX`: a code of ISO 3166-2; `US-CA` may be two countries as well."""
    whole, other = find("=" + state), find("=" + part)
    if whole is None or whole.how != "code":
        return None
    code = whole.meanings[0].code
    if other is not None and other.how == "code":
        both = CountryMeaning(f"{code}+{other.meanings[0].code}", "several")
        return _Found(
            Status.AMBIGUOUS, "country.subdivision-or-countries", (both, CountryMeaning(code, "region", part))
        )
    return _Found(Status.INFERRED, "country.region", (CountryMeaning(code, "region"),), f"{state}-{part}", "region")


def _joined(words: CountryWords) -> _Found | None:
    """What the known spellings say together."""
    official = "official" in words.around
    entries = [place.entry for place in words.places]
    if any(entry.how == "oblique" for entry in entries) and not official:
        return None
    for entry in entries:
        if entry.how in ("area", "organisation", "stateless", "unspecified"):
            return _Found(Status.UNREAD, "", refused=entry)
    places = [place for place in words.places if place.entry.how != "ethnicity"]
    if not places:
        return _Found(Status.UNREAD, "", refused=entries[0])
    stated = _stated(places, words.around)
    if isinstance(stated, _Found):
        return stated
    found = _together(stated, words)
    if "adjective" in words.around and len(found.meanings) > 1:
        return _Found(Status.UNREAD, "country.adjective")
    if len(places) < len(entries) and found.status is Status.EXACT:
        found.status, found.note = Status.INFERRED, "country.beside-ethnicity"
    return found


def _stated(places: list[CountryPlace], around: set[str]) -> list[CountryMeaning] | _Found:
    """One meaning for every spelling; a choice is settled by the rest of the cell, or asks."""
    sure = {place.entry.meanings[0].code for place in places if len(place.entry.meanings) == 1}
    stated: list[CountryMeaning] = []
    for place in places:
        meanings = place.entry.meanings
        if len(meanings) > 1:
            meanings = tuple(meaning for meaning in meanings if meaning.code in sure) or _split(place.entry, around)
        elif len(sure) > 1 and (other := find("+" + place.folded)) is not None and other.meanings[0].code in sure:
            meanings = other.meanings
        elif "official" in around and meanings[0] == CountryMeaning("CN", "name") and "people" not in around:
            meanings = (CountryMeaning("CN", "name"), CountryMeaning("TW", "name"))
        if len(meanings) > 1:
            return _Found(Status.AMBIGUOUS, "country.several-meanings", _all(places))
        stated.append(_other(meanings[0], around))
    return stated


def _other(meaning: CountryMeaning, around: set[str]) -> CountryMeaning:
    for word in ("people", "democratic"):
        if word in around and (meaning.code, word) in _OTHER_BY:
            return CountryMeaning(_OTHER_BY[meaning.code, word], "name")
    return meaning


def _split(entry: CountryEntry, around: set[str]) -> tuple[CountryMeaning, ...]:
    """Congo and Korea beside the words of an official name."""
    pair = tuple(sorted(meaning.code for meaning in entry.meanings))
    word = _SPLIT_BY.get(pair)
    if word is None or "official" not in around:
        return entry.meanings
    code = pair[0] if word in around else pair[1]
    return (CountryMeaning(code, "name"),)


def _all(places: list[CountryPlace]) -> tuple[CountryMeaning, ...]:
    return tuple(meaning for place in places for meaning in place.entry.meanings)


def _together(stated: list[CountryMeaning], words: CountryWords) -> _Found:
    around = words.around
    stating = (*STATES, "nisba") if "official" in around else STATES  # المملكة الليبية
    states = [meaning for meaning in stated if meaning.how in stating]
    places = [meaning for meaning in stated if meaning.how not in stating]
    said = {meaning.code for meaning in states or places}
    # a territory beside its state is one place: Hong Kong, China
    codes = [code for code in sorted(said) if not any(STATE_OF.get(other) == code for other in said)]
    if not states and all(place.how == "family" for place in places):
        return _Found(Status.AMBIGUOUS, "country.nisba-of-a-place", tuple(places))
    if states and any(place.code not in said for place in places):
        return _Found(Status.AMBIGUOUS, "country.place-elsewhere", tuple(stated))
    region = ", ".join(dict.fromkeys(meaning.place for meaning in stated if meaning.place))
    how = _how(states or places)
    meanings = tuple(CountryMeaning(code, how) for code in codes)
    if len(codes) > 1:
        if any(set(codes) == set(CLAIMED[code]) for code in ("EH", "TW", "XK")):
            return _Found(Status.AMBIGUOUS, "country.disputed", tuple(states or places))
        if "side-by-side" in around:
            both = CountryMeaning("+".join(codes), "several")
            return _Found(Status.AMBIGUOUS, "country.side-by-side", (*(states or places), both))
        if around & {"or", "former", *ASPECTS}:
            return _Found(Status.AMBIGUOUS, "country.one-of-several", tuple(states or places))
        sure = states and all(meaning.how in ("name", "demonym", "code") for meaning in states)
        status = Status.EXACT if sure and "doubt" not in around else Status.INFERRED
        return _Found(status, "country.several", meanings, region, how)
    if "former" in around and how == "demonym":
        return _Found(Status.UNREAD, "country.formerly")
    return _Found(*_why_one(how, states, places, around), meanings, region, how)


def _how(meanings: list[CountryMeaning]) -> str:
    hows = [
        ("name" if meaning.how in ("code", "oblique", "misspelling", "abbreviation") else meaning.how)
        for meaning in meanings
    ]
    return min(hows, key=("name", "demonym", "former_state", "region", "city", "nisba", "family").index)


def _why_one(
    how: str, states: list[CountryMeaning], places: list[CountryMeaning], around: set[str]
) -> tuple[Status, str]:
    if "doubt" in around:
        return Status.INFERRED, "country.doubtful"
    for how_typed in ("misspelling", "abbreviation"):
        if any(meaning.how == how_typed for meaning in states):
            return Status.INFERRED, f"country.{how_typed}"
    if any(meaning.how == "oblique" for meaning in states) or (states and "official" in around):
        return Status.INFERRED, "country.official-name"
    if all(meaning.how == "code" for meaning in (*states, *places)):
        return Status.EXACT, "country.code"
    if how in ("region", "city", "nisba", "former_state"):
        return Status.INFERRED, f"country.{how.replace('_', '-')}"
    together = places or len({meaning.code for meaning in states}) > 1
    return Status.EXACT, "country.place-and-country" if together else f"country.{how}"
