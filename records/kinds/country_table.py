"""The table of countries: what each spelling means, once it is folded.

`schemas/vocabularies/countries.tsv` is written by `scripts/build_countries.py`; its head says from what. Each line is
`how TAB meaning TAB keys TAB keys in other letters`. Keys are folded as `country_key` folds, so that loading is
splitting and nothing else.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, takewhile

from records import data

_SEATS = {
    **dict.fromkeys("أإآٱ", "ا"),
    **dict.fromkeys("ىیې", "ي"),
    **dict.fromkeys("ةہھۀەۃ", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    "ؤ": "و",
    "ئ": "ي",
    "ء": "",
}
_LATIN = dict(zip("ılđøəðħŧё", "ildoedhtе", strict=True)) | {"ł": "l", "æ": "ae", "œ": "oe", "þ": "th"}
_BARE_SCRIPTS = ("LATIN", "GREEK")


class _Letters(dict[int, str]):
    """What each character becomes in a key: looked up once, then remembered."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = kept = _letter(chr(codepoint))
        return kept


def _letter(char: str) -> str:
    if char in _SEATS:
        return _SEATS[char]
    if char in _LATIN:
        return _LATIN[char]
    category = unicodedata.category(char)
    if category[0] == "L" and category != "Lm":
        bare = unicodedata.normalize("NFD", char)[0]
        return bare if unicodedata.name(char, "").startswith(_BARE_SCRIPTS) else char
    if category == "Nd":
        return str(unicodedata.digit(char))
    # vowel signs are letters in Indian scripts; elsewhere marks are accents, points and tashkeel
    if category[0] == "M" and not unicodedata.name(char, "").startswith(("COMBINING", "ARABIC", "HEBREW", "VARIATION")):
        return char
    return "ー" if char == "ー" else ""


_LETTERS = _Letters()


def country_key(text: str) -> str:
    """What all spellings of a name share: its letters, without case, accents, tashkeel, hamza seats, spaces or marks.

    The article stays: what strips it eats ألمانيا.

    >>> country_key("Côte d’Ivoire"), country_key("السعوديّة"), country_key(" TRİNİDAD & Tobago"), country_key("ألمانيا")
    ('cotedivoire', 'السعوديه', 'trinidadtobago', 'المانيا')
    """
    if text.isascii():
        return text.lower().translate(_LETTERS)
    return unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)


STATE_OF: Mapping[str, str] = {
    code: state
    for state, codes in {
        "AU": "CC CX HM NF",
        "CN": "HK MO",
        "DK": "FO GL",
        "FI": "AX",
        "FR": "BL GF GP MF MQ NC PF PM RE TF WF YT",
        "GB": "AI BM FK GG GI GS IM IO JE KY MS PN SH TC VG",
        "NL": "AW BQ CW SX",
        "NO": "BV SJ",
        "NZ": "CK NU TK",
        "US": "AS GU MP PR UM VI",
    }.items()
    for code in codes.split()
}
"""Territories with a code of their own, and the state they belong to (ISO 3166-1 names it in their entries)."""

CLAIMED: Mapping[str, tuple[str, ...]] = {
    "EH": ("EH", "MA"),
    "FK": ("AR", "FK"),
    "PS": ("IL", "PS"),
    "TW": ("CN", "TW"),
    "XK": ("RS", "XK"),
}
"""Codes of what several claim. By default they are what was said; with `disputed="ask"` the text asks."""


@dataclass(frozen=True, slots=True)
class CountryMeaning:
    """One thing that a spelling may stand for."""

    code: str
    how: str
    """name, demonym, nisba, city, region, former_state."""
    place: str = ""
    """What it is called in English, for cities, regions and former states."""


@dataclass(frozen=True, slots=True)
class CountryEntry:
    """A line of the table."""

    how: str
    """As `Meaning.how`, or: several (a choice of meanings), ethnicity, area, stateless, organisation, word, oblique."""
    meanings: tuple[CountryMeaning, ...]
    why: str = ""
    """For what is no country: what it is."""


def _entry(how: str, meaning: str) -> CountryEntry:
    """`XK` · `IQ:Mosul` · for a choice `name:OM,city:JO:Amman`."""
    if how in ("ethnicity", "area", "stateless", "unspecified", "organisation", "word"):
        return CountryEntry(how, (), meaning)
    if how == "several":
        parts = [part.split(":") for part in meaning.split(",")]
        return CountryEntry(how, tuple(CountryMeaning(part[1], part[0], ":".join(part[2:])) for part in parts))
    code, _, place = meaning.partition(":")
    return CountryEntry(how, (CountryMeaning(code, how, place),))


@cache
def _lines(latin: bool) -> dict[str, tuple[str, str]]:
    """Half of the table: a column of Arabic texts needs none of the Latin spellings."""
    table: dict[str, tuple[str, str]] = {}
    for line in (data.schemas() / "vocabularies" / "countries.tsv").read_bytes().split(b"\n"):
        if line and not line.startswith(b"#"):
            how, meaning, *keys = line.split(b"\t")
            # only the cell of this half is decoded: decoding the whole file takes a third of the time
            table.update(dict.fromkeys(keys[not latin].decode().split(), (how.decode(), meaning.decode())))
    return table


@cache
def _known(how: str, meaning: str) -> CountryEntry:
    return _entry(how, meaning)


def find(folded: str) -> CountryEntry | None:
    """What a folded spelling means, if the table has it.

    >>> find(country_key("Côte d'Ivoire")).meanings
    (CountryMeaning(code='CI', how='name', place=''),)
    """
    line = _lines(folded.isascii()).get(folded)
    return None if line is None else _known(*line)


@cache
def known_codes() -> Mapping[str, frozenset[str]]:
    """Every country of the table, and every way in which a text says one.

    >>> sorted({"IQ", "XK", "ZZ"} & known_codes()["codes"])
    ['IQ', 'XK']
    """
    lines = {*_lines(True).values(), *_lines(False).values()}
    meanings = {meaning for line in lines for meaning in _known(*line).meanings}
    claimants = {code for codes in CLAIMED.values() for code in codes}
    codes = {code for meaning in meanings for code in meaning.code.split("+")} | claimants | {*STATE_OF.values()}
    return {"codes": frozenset(codes), "how": frozenset(meaning.how for meaning in meanings)}


def spellings() -> list[str]:
    """Every folded spelling of the table, for suggestions."""
    return [*_lines(True), *_lines(False)]


@cache
def _in_order() -> list[str]:
    return sorted(spellings())


def longer(folded: str) -> Iterator[str]:
    """The folded spellings that begin so.

    >>> list(longer("yemenr"))
    ['yemenrep', 'yemenrepublicof']
    """
    known = _in_order()
    return takewhile(lambda spelling: spelling.startswith(folded), islice(known, bisect_left(known, folded), None))


SHORTEST = 6
"""Shorter words are too near to each other: سعودي and سويدي are one letter apart."""
_FARTHEST = 2
"""Letters inserted, dropped, changed or swapped."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling of the table near to the text."""

    spelling: str
    code: str
    distance: int


def suggest(text: str) -> Suggestion | None:
    """The one country whose spelling is near; None when the text is short, or several countries are as near.

    >>> suggest("Uzbekkistan")
    Suggestion(spelling='uzbeekistan', code='UZ', distance=1)
    >>> suggest("Swedland") is None and suggest("Irak") is None
    True
    """
    from rapidfuzz.distance import OSA  # only when a person asks

    folded = country_key(text)
    if not SHORTEST <= len(folded) <= 60:
        return None
    nearest: dict[str, tuple[int, str]] = {}
    for spelling in spellings():
        if abs(len(spelling) - len(folded)) > _FARTHEST or spelling[0] in "=+-":
            continue
        distance = OSA.distance(folded, spelling, score_cutoff=_FARTHEST)
        entry = find(spelling) if distance <= _FARTHEST else None
        if entry is not None and len(entry.meanings) == 1 and entry.how in ("name", "demonym"):
            code = entry.meanings[0].code
            nearest[code] = min(nearest.get(code, (distance, spelling)), (distance, spelling))
    ranked = sorted((distance, code, spelling) for code, (distance, spelling) in nearest.items())
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    distance, code, spelling = ranked[0]
    return Suggestion(spelling, code, distance)
