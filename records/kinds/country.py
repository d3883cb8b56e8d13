"""Countries: names, demonyms, nisbas, cities, regions and former states, in any language, as ISO 3166-1 alpha-2 codes.

What was said is returned, and not more: `how` says whether the text names a country or something in it, `region` keeps
that something. A spelling is matched exactly after folding; similarity never decides (`suggest` proposes).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, ClassVar, Literal

from records import vocabularies
from records.kinds import country_phrase
from records.kinds.country_table import (
    CLAIMED,
    STATE_OF,
    CountryEntry,
    CountryMeaning,
    country_key,
    find,
    known_codes,
    longer,
)
from records.kinds.kind import Kind, Parts, Safe, together
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Missing, Question, Reading, Rule, Status

RULES = (
    Rule("country.name", "Tunisie"),
    Rule("country.code", "TN"),
    Rule("country.code-lower-case", "tn"),
    Rule("country.code-among-others", "SOM"),
    Rule("country.demonym", "تونسية"),
    Rule("country.nisba", "التونسي"),
    Rule("country.misspelling", "Tunsia"),
    Rule("country.nisba-of-a-place", "الموصلي"),
    Rule("country.subdivision-or-countries", "US-CA"),
    Rule("country.adjective", "British Cuba"),
    Rule("country.city", "بغداد"),
    Rule("country.region", "داغستان"),
    Rule("country.former-state", "Upper Volta"),
    Rule("country.several-meanings", "طرابلس"),
    Rule("country.disputed", "Kosovo"),
    Rule("country.several", "France / Algeria"),
    Rule("country.one-of-several", "France or Algeria"),
    Rule("country.formerly", "former Tunisian"),
    Rule("country.place-and-country", "Mosul - Iraq"),
    Rule("country.place-elsewhere", "Baghdad, Tunisia"),
    Rule("country.official-name", "Kingdom of Libya"),
    Rule("country.doubtful", "probably Tunisian"),
    Rule("country.descent", "من أصل جزائري"),
    Rule("country.beside-ethnicity", "Iraqi Kurd"),
    Rule("country.ethnicity", "كردي"),
    Rule("country.area", "Middle East"),
    Rule("country.organisation", "Islamic State"),
    Rule("country.stateless", "عديم الجنسية"),
    Rule("country.unspecified", "XXX"),
    Rule("country.code-by-evidence", "tn"),
    Rule("country.abbreviation", "Portug."),
    Rule("country.cut-name", "Guinea-"),
    Rule("country.word-or-place", "معسكر"),
    Rule("country.side-by-side", "Russian Pole"),
    Rule("country.residence", "resident in Turkey"),
    Rule("country.birth", "born in France"),
    Rule("country.travel", "عن طريق تركيا"),
    Rule("country.beside-other-place", "يمني مواليد السعودية"),
    Rule("country.unknown-words", "Qwxyz"),
    Rule("country.long-text", "a text of more than 200 characters"),
    *MISSING_RULES,
)


_CUT = re.compile(r"(?:[-‐‑–—]|…|\.\.\.)\s*$")
_LONGEST = 200
"""No cell about a country is longer; what is longer is text, and unread."""

_WAYS = (
    "name",
    "demonym",
    "nisba",
    "city",
    "region",
    "former_state",
    "family",
    "word",
    "oblique",
    "misspelling",
    "abbreviation",
    "code",
)
"""How a text says a country, as the table does."""


@dataclass(frozen=True, slots=True)
class CountryOptions:
    """What a field of countries may say about itself.

    `asks`: what it asks for. A word of residence, birth, descent or travel beside a place gives no nationality; an
    origin may be a birth or a descent.

    `dependencies`: whether Guadeloupe is `GP` ("own") or `FR` ("state"). `disputed`: whether Kosovo, Palestine, Taiwan,
    Western Sahara and the Falklands are what was said ("own"), or ambiguous between those who claim them ("ask").
    Crimea has no code of its own, so it always asks.
    """

    asks: Literal["nationality", "origin", "residence", "birth", "travel"] = "nationality"
    dependencies: Literal["own", "state"] = "own"
    disputed: Literal["own", "ask"] = "own"


_EVERYBODY_HAS = ("origin", "residence", "birth")
"""What everybody has: `N/A` is then no answer, and never "not applicable"."""


class Country(Kind):
    """A cell that says one country, or several.

    >>> read = lambda text: Country().read(text, CountryOptions())
    >>> read("تونسية").parts
    {'codes': 'TN', 'region': '', 'how': 'demonym', 'remainder': ''}
    >>> read("Mosul - Iraq").parts
    {'codes': 'IQ', 'region': 'Mosul', 'how': 'name', 'remainder': ''}
    >>> read("Yemeni, born in Saudi Arabia").parts
    {'codes': 'YE', 'region': '', 'how': 'demonym', 'remainder': 'born in Saudi Arabia'}
    >>> [choice["codes"] for choice in read("عمان").alternatives]
    ['JO', 'OM']
    """

    name: ClassVar[str] = "country"
    options: ClassVar[type] = CountryOptions
    parts: ClassVar[Mapping[str, Dtype]] = {
        "codes": Dtype.CODE,
        "region": Dtype.TEXT,
        "how": Dtype.CODE,
        "remainder": Dtype.TEXT,
    }
    alternatives: ClassVar[Mapping[str, Dtype]] = {"codes": Dtype.CODE, "why": Dtype.CODE}
    questions: ClassVar[tuple[Question, ...]] = (
        Question(
            "code",
            {"country.code": "code", "country.code-lower-case": "code"},
            frozenset({"country.code-lower-case"}),
            against=frozenset({"country.name", "country.demonym", "country.city", "country.region"}),
        ),
    )
    rules: ClassVar[tuple[Rule, ...]] = RULES
    left_over: ClassVar[str] = "remainder"
    code_rule: ClassVar[str] = "country.code"
    safe: ClassVar[Safe] = "reading"
    one_line: ClassVar[bool] = True
    countable: ClassVar[str] = "codes"
    decisive: ClassVar[tuple[str, ...] | None] = ()
    side_by_side: ClassVar[bool] = True
    everybody: ClassVar[bool] = True
    open_list: ClassVar[bool] = True

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - the same for every field
        """Name the codes that each part can hold: those of the table."""
        return known_codes()

    def read(self, text: str, options: Any) -> Reading:
        """The country of a text. Never raises for a text; the same text and options give the same reading."""
        if len(text) > _LONGEST:
            short = " ".join(text.split()) if not text.isspace() else ""
            if len(short) > _LONGEST:
                return Reading(text, Status.UNREAD, "country.long-text")
            return _renamed(self.read(short, options), text)
        entry = find("=" + "".join(text.split())) or find(country_key(text))
        entry = entry or _turned(text)
        if entry is not None and entry.how == "name" and (cut := _cut(text, entry)):
            return Reading(text, *_asked("country.cut-name", cut, options))
        doubted = "?" in text or "؟" in text
        if entry is not None and entry.how not in ("word", "oblique") and not (doubted and entry.meanings):
            return _single(entry, options, text)
        nothing = missing(text) or lost(text)
        if nothing is not None and nothing.note == "missing.na" and options.asks in _EVERYBODY_HAS:
            return replace(nothing, missing=Missing.UNKNOWN)
        if nothing is not None:
            return nothing
        return _phrase(text, options)

    def read_among_others(self, text: str, options: Any) -> Reading:
        """Read a code as a country or as a code of another list, such as that of the English counties."""
        reading = self.read(text, options)
        rows = ({"codes": "", "why": "word"}, {"codes": reading.parts.get("codes", ""), "why": "code"})
        return Reading(text, Status.AMBIGUOUS, "country.code-among-others", None, _parts("", "", ""), rows)

    def show(self, parts: Parts) -> str:
        """Show the codes, or the region where it tells no country."""
        return str(parts.get("codes") or parts.get("region") or "")

    def tell(self, parts: Parts) -> str:
        """Show the codes and the region."""
        return together(parts.get("codes"), parts.get("region"))

    def codes(self, part: str, options: Any) -> str:  # noqa: ARG002 - the same for every field
        """Tell which codes there are: of countries by their standard, since the table is long to read."""
        return {"codes": "ISO 3166-1 alpha-2, XK", "how": "|".join(_WAYS)}.get(part, "")

    def code_name(self, code: str, options: Any, lang: str) -> str:  # noqa: ARG002 - the same for every field
        """Name a country."""
        entry = vocabularies.load("country-names").entries.get(code)
        return code if entry is None else str(entry.labels[lang])

    def unmistakable(self, reading: Reading) -> bool:
        """Tell whether a country itself is named: a nisba is a name, too."""
        return reading.parts.get("how") in ("name", "demonym") and not reading.parts.get("region")

    def agree(self, a: Parts, b: Parts) -> bool:
        """Tell whether it is the same country, or the same region of none."""
        return bool(a["codes"] == b["codes"]) and bool(a["codes"] or a.get("region", "") == b.get("region", ""))


def _cut(text: str, entry: CountryEntry) -> tuple[CountryMeaning, ...]:
    """The states whose names begin like a text that ends in a hyphen or dots: `Guinea-` may be Guinea-Bissau."""
    if not _CUT.search(text):
        return ()
    folded = country_key(text)
    entries = {known for spelling in longer(folded) if (known := find(spelling))}
    names = {meaning for known in entries if known.how == "name" for meaning in known.meanings}
    return tuple(sorted(names, key=lambda meaning: meaning.code)) if names > set(entry.meanings) else ()


def _renamed(reading: Reading, text: str) -> Reading:
    return Reading(text, reading.status, reading.note, reading.missing, reading.parts, reading.alternatives)


def _single(entry: CountryEntry, options: CountryOptions, text: str) -> Reading:
    status, note, absent, parts, alternatives = _made(entry, options)
    return Reading(text, status, note, absent, parts, alternatives)


Made = tuple[Status, str, Missing | None, Mapping[str, str], tuple[Mapping[str, str], ...]]


@cache
def _made(entry: CountryEntry, options: CountryOptions) -> Made:
    """The reading of a line of the table; as many as there are lines."""
    if entry.how == "several":
        return _asked("country.several-meanings", entry.meanings, options)
    if entry.how == "family":
        return _family(entry.meanings[0].code)
    if entry.how == "stateless":
        return Status.MISSING, "country.stateless", Missing.NONE, {}, ()
    if entry.how == "unspecified":
        return Status.MISSING, "country.unspecified", Missing.UNKNOWN, {}, ()
    if not entry.meanings:
        return Status.UNREAD, f"country.{entry.how}", None, {}, ()
    meaning = entry.meanings[0]
    status = Status.EXACT if entry.how in ("name", "demonym", "code") else Status.INFERRED
    how = "name" if entry.how in ("code", "misspelling", "abbreviation") else entry.how
    return _said(status, f"country.{entry.how.replace('_', '-')}", (meaning.code,), meaning.place, how, options)


def _family(code: str) -> Made:
    """A nisba of a place, الموصلي: the man is from there, or only his family's name is."""
    choices = ({"codes": "", "why": "family"}, {"codes": code, "why": "nisba"})
    return Status.AMBIGUOUS, "country.nisba-of-a-place", None, _parts("", "", "nisba"), choices


def _said(status: Status, note: str, codes: tuple[str, ...], region: str, how: str, options: CountryOptions) -> Made:
    """What was said, counted as the options ask."""
    if options.dependencies == "state":
        codes = tuple(STATE_OF.get(code, code) for code in codes)
    claimed = [code for code in codes if code in CLAIMED] if options.disputed == "ask" else []
    if len(codes) == 1 and claimed:
        choices = tuple({"codes": code, "why": "claim"} for code in CLAIMED[codes[0]])
        return Status.AMBIGUOUS, "country.disputed", None, _parts("", region, how), choices
    return status, note, None, _parts("|".join(sorted(set(codes))), region, how), ()


def _turned(text: str) -> CountryEntry | None:
    """The entry of a name in the order of an index, `Guiana, French` or `Guiana (French)`; None where there is none."""
    turned = _TURNED.fullmatch(text.strip())
    entry = find(country_key(f"{turned[2] or turned[3]} {turned[1]}")) if turned else None
    return entry if entry is not None and entry.how == "name" and len(entry.meanings) == 1 else None


_TURNED = re.compile(r"([^,()]+)(?:,([^,()]+)|\(([^,()]+)\))")
"""A name with its first word behind a comma or in brackets."""


def _parts(codes: str, region: str, how: str) -> dict[str, str]:
    return {"codes": codes, "region": region, "how": how, "remainder": ""}


def _asked(note: str, meanings: tuple[CountryMeaning, ...], options: CountryOptions) -> Made:
    """Several readings; `codes` is empty, since a bar between codes means "both"."""
    reasons: dict[str, str] = {}
    for meaning in meanings:
        codes = meaning.code.split("+")
        if options.dependencies == "state":
            codes = [STATE_OF.get(code, code) for code in codes]
        reasons.setdefault("|".join(sorted(set(codes))), meaning.how)
    choices = tuple({"codes": codes, "why": reasons[codes]} for codes in sorted(reasons))
    hows = {meaning.how for meaning in meanings}
    places = {meaning.place for meaning in meanings}
    parts = _parts("", places.pop() if len(places) == 1 else "", hows.pop() if len(hows) == 1 else "")
    if "" in reasons and note == "country.several-meanings":
        note = "country.word-or-place"
    return Status.AMBIGUOUS, note, None, parts, choices


def _phrase(text: str, options: CountryOptions) -> Reading:
    found = country_phrase.read_country_phrase(text, options.asks)
    if found is None:
        return Reading(text, Status.UNREAD, "country.unknown-words")
    if found.refused is not None:
        return _single(found.refused, options, text)
    if found.note == "country.nisba-of-a-place":
        made = _family(found.meanings[0].code)
    elif found.status is Status.UNREAD:
        made = found.status, found.note, None, {}, ()
    elif found.status is Status.AMBIGUOUS:
        made = _asked(found.note, found.meanings, options)
    else:
        codes = tuple(meaning.code for meaning in found.meanings)
        made = _said(found.status, found.note, codes, found.region, found.how, options)
    status, note, absent, parts, choices = made
    return Reading(text, status, note, absent, {**parts, "remainder": found.remainder} if parts else parts, choices)
