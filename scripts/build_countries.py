"""Write `schemas/vocabularies/countries.tsv` from CLDR and from the tables of `scripts/countries/`.

    python scripts/build_countries.py            writes the file
    python scripts/build_countries.py --check    exit status 1 when the file is not what would be written

Needs babel of the version pinned in the dev extra, since its CLDR data is an input. A spelling that means two things
stands for both, unless one of them is stronger: see `docs/decisions/countries.md`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from babel import localedata  # noqa: E402  (the checkout must be importable first)
from babel.core import get_global  # noqa: E402

from records.kinds.country_table import country_key  # noqa: E402
from scripts.country_shared import grouped, shared  # noqa: E402
from scripts.country_variants import made, variants  # noqa: E402
from scripts.country_words import demonyms, oblique  # noqa: E402

BABEL = "2.18.0"
OUT = ROOT / "schemas" / "vocabularies" / "countries.tsv"
HAND = ROOT / "scripts" / "countries"
OLDER = HAND / "older-cldr.tsv"
MIT = """\
# Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
# documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
# rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to
# permit persons to whom the Software is furnished to do so, subject to the following conditions:
# The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
# Software.
# THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
# WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS
# OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
# OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""
HEAD = f"""\
# Written by scripts/build_countries.py: do not edit. Territory and city names: Unicode CLDR, through Babel {BABEL}.
# Copyright © 1991-2025 Unicode, Inc. Unicode License V3 (SPDX: Unicode-3.0), https://www.unicode.org/license.txt
# Names from other releases of CLDR and, where said there, from i18n-iso-countries 7.14.0 (Copyright (c) 2016 widdix
# GmbH, MIT License, below): scripts/countries/older-cldr.tsv.
# Everything else: scripts/countries/*.tsv of this project.
{MIT}# Lines: how TAB meaning TAB folded spellings TAB those in other letters than a-z.
"""

LANGUAGES = "ar en fr de es ru tr it pt nl fa ur id uk az kk ky uz tg tk ps he ckb ku so bs sr sq pl ka ja zh"
FIELD = frozenset(LANGUAGES.split())
"""Languages of the forms and of those who read them: their names of cities are taken too."""
NOT_STATES = {"EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"}
PARENTS = {"AC": "SH", "TA": "SH", "DG": "IO", "IC": "ES", "EA": "ES", "CP": "FR", "CQ": "GG"}
"""Territories that CLDR names and ISO has no code for: places of these."""

# Strength: the smaller number wins a clash; equals are both kept.
ASKED, GIVEN, NAME, PLACE, DERIVED, FORMERLY, MADE, CITY, OBLIQUE = range(9)
STRENGTH = dict.fromkeys(("several", "ethnicity", "area", "stateless", "unspecified", "organisation"), ASKED)
STRENGTH |= {"city": PLACE, "region": PLACE, "oblique": OBLIQUE}
STRENGTH |= dict.fromkeys(("family", "misspelling", "abbreviation"), DERIVED)
HOWS = ("name", "demonym", "misspelling", "abbreviation", "nisba", "former_state", "region", "city", "family")
TABLES = ("names", "places", "nisbas", "former", "misspellings", "abbreviations", "refused", "words", "codes")


class Table:
    """Which spelling claims to mean what, and how strongly."""

    def __init__(self) -> None:
        self.claims: dict[str, set[tuple[int, str, str]]] = defaultdict(set)

    def add(self, strength: int, how: str, meaning: str, spelling: str) -> None:
        folded = country_key(spelling)
        if folded:
            self.claims[folded].add((strength, how, meaning))

    def lines(self) -> Iterator[str]:
        """One line per meaning, with all its spellings."""
        grouped: dict[tuple[str, str], list[str]] = defaultdict(list)
        for folded, claims in self.claims.items():
            how, meaning = settle(claims)
            if how != "oblique" or "," not in meaning:
                grouped[how, meaning].append(folded)
        for how, meaning in sorted(grouped):
            folded = sorted(grouped[how, meaning])
            latin, others = ([one for one in folded if one.isascii() is latin] for latin in (True, False))
            yield f"{how}\t{meaning}\t{' '.join(latin)}\t{' '.join(others)}\n"


def settle(claims: set[tuple[int, str, str]]) -> tuple[str, str]:
    """What a spelling means: the strongest claim, or a choice of those that tie.

    >>> settle({(1, "name", "OM"), (3, "city", "JO:Amman")})
    ('name', 'OM')
    >>> settle({(3, "city", "JO:Amman"), (3, "city", "OM:Amman")})
    ('several', 'city:JO:Amman,city:OM:Amman')
    """
    best = min(strength for strength, _, _ in claims)
    kept = sorted({(how, meaning) for strength, how, meaning in claims if strength == best}, key=_rank)
    if len({meaning.partition(":")[0] for _, meaning in kept}) == 1:
        return kept[0]
    if best == OBLIQUE:
        return "oblique", ",".join(meaning for _, meaning in kept)
    if any(how not in HOWS for how, _ in kept):
        return next((how, meaning) for how, meaning in kept if how not in HOWS)
    first: dict[str, tuple[str, str]] = {}
    for how, meaning in kept:
        first.setdefault(meaning.partition(":")[0], (how, meaning))
    return "several", ",".join(f"{how}:{meaning}" for how, meaning in sorted(first.values(), key=lambda pair: pair[1]))


def _rank(claim: tuple[str, str]) -> tuple[int, str]:
    return (HOWS.index(claim[0]) if claim[0] in HOWS else 9, claim[1])


def locales() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every language of CLDR and its data, once a locale."""
    for name in sorted(localedata.locale_identifiers()):
        yield name.partition("_")[0], localedata.load(name)


def add_territories(table: Table) -> None:
    """The names of states and territories in every language."""
    for language, found in locales():
        for code, name in states(found):
            if code in PARENTS:
                table.add(NAME, "region", f"{PARENTS[code]}:{english(code)}", name)
                continue
            for spelling in variants(language, name):
                if len(country_key(spelling)) > 2 or not country_key(spelling).isascii():
                    table.add(NAME, "name", code, spelling)
            for word in demonyms(language, name):
                table.add(DERIVED, "demonym", code, word)
            for word in oblique(language, name):
                table.add(OBLIQUE, "oblique", code, word)
            if language == "ar" and name.startswith("ال"):
                table.add(DERIVED, "name", code, name[2:])


def add_older_names(table: Table) -> None:
    """What other releases of CLDR call states, and their `alt` names: weaker than all that is said today."""
    for code, languages, _, name in rows(OLDER.name):
        how, meaning = ("region", f"{PARENTS[code]}:{english(code)}") if code in PARENTS else ("name", code)
        for language in languages.split():
            for spelling in variants(language, name):
                if len(country_key(spelling)) > 2 or not country_key(spelling).isascii():
                    table.add(FORMERLY, how, meaning, spelling)


def add_shared_names(table: Table) -> None:
    """Names that CLDR gives to two states in one language, now or over time."""
    for meaning, spelling in shared(grouped(names_today()), grouped(names_before())):
        table.add(ASKED, "several", meaning, spelling)


def add_made_names(table: Table) -> None:
    """What rules make of a name means what the name means, unless something else is said of it; and asks as it does."""
    for language, _, name in (*names_today(), *names_before()):
        claims = table.claims.get(country_key(name))
        how, meaning = settle(claims) if claims else ("", "")
        if how in ("name", "region", "several"):
            for spelling in made(language, name):
                table.add(ASKED if how == "several" else MADE, how, meaning, spelling)
        if how == "several":
            for word in demonyms(language, name):
                table.add(ASKED, how, meaning.replace("name:", "demonym:"), word)


def names_today() -> Iterator[tuple[str, str, str]]:
    """Language, code and name of the pinned CLDR."""
    return ((language, code, name) for language, found in locales() for code, name in states(found))


def names_before() -> Iterator[tuple[str, str, str]]:
    """Those of its other releases."""
    return ((language, code, name) for code, ones, _, name in rows(OLDER.name) for language in ones.split())


def states(found: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The codes of ISO 3166-1 in a locale's data, and their names."""
    for code, name in found.get("territories", {}).items():
        if len(code) == 2 and code not in NOT_STATES:
            yield code, name


def add_short_names(table: Table) -> None:
    """Hong Kong and Macao without the words that both their names have in a language: "SAR China"."""
    for _, found in locales():
        names = found.get("territories", {})
        words = {code: names.get(code, "").replace("(", " ").replace(")", " ").split() for code in ("HK", "MO")}
        for code, other in (("HK", "MO"), ("MO", "HK")):
            short = " ".join(word for word in words[code] if word not in words[other])
            if len(country_key(short)) > 2:
                table.add(NAME, "name", code, short)


def english(code: str) -> str:
    return str(localedata.load("en")["territories"][code])


def add_codes(table: Table) -> None:
    """ISO 3166-1 alpha-2 and alpha-3, as typed: in capitals."""
    states = {code for code in localedata.load("en")["territories"] if len(code) == 2} - NOT_STATES - PARENTS.keys()
    for code in states - {"NA"}:
        table.claims["=" + code].add((GIVEN, "code", code))
    for alias, codes in get_global("territory_aliases").items():
        if len(alias) == 3 and alias.isalpha() and len(codes) == 1 and codes[0] in states:
            table.claims["=" + alias].add((NAME, "code", codes[0]))


def add_cities(table: Table) -> None:
    """The cities that give time zones their names, in the field's languages."""
    zones = get_global("zone_territories")
    for zone, code in zones.items():
        if zone.count("/") != 1 or len(code) != 2 or code in NOT_STATES | PARENTS.keys():
            continue
        english_name = zone.rpartition("/")[2].replace("_", " ")
        table.add(CITY, "city", f"{code}:{english_name}", english_name)
        for language, found in locales():
            city = found.get("time_zones", {}).get(zone, {}).get("city")
            if city and language in FIELD:
                table.add(CITY, "city", f"{code}:{english_name}", str(city))


def add_demonyms(table: Table) -> None:
    """`demonyms.tsv`: a line per country, a column per language."""
    languages: list[str] = []
    for cells in rows("demonyms.tsv"):
        if cells[0] == "code":
            languages = cells[1:]
            continue
        for language, words in zip(languages, cells[1:], strict=True):
            for word in spellings(words):
                for form, how in demonyms(language, word, hand_made=True).items():
                    table.add(GIVEN if form == word else DERIVED, how, cells[0], form)


def add_hand_made(table: Table) -> None:
    """The project's other tables: `how, meaning, language, spellings`.

    `=how` is matched as typed, before folding; `-how` and `+how` are looked up only where more stands in the cell,
    `~how` behind a town or a region. In `places.tsv` each place is `English name=other spelling=…`.
    """
    for name in TABLES:
        for how, meaning, _, words in rows(f"{name}.tsv"):
            for word in spellings(words):
                if name == "places":
                    for spelling in word.split("="):
                        table.add(PLACE, how, f"{meaning}:{word.partition('=')[0].strip()}", spelling)
                elif how.startswith("="):
                    table.claims["=" + "".join(word.split())].add((GIVEN, how[1:], meaning))
                elif how[0] in "-+~":
                    table.claims[how[0] + country_key(word)].add((GIVEN, how[1:], meaning))
                else:
                    table.add(STRENGTH.get(how, GIVEN), how, meaning, word)


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a hand-made table, without comments."""
    for line in (HAND / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def spellings(cell: str) -> list[str]:
    return [word.strip() for word in cell.split(";") if word.strip()]


def built() -> str:
    """The whole file."""
    table = Table()
    add_territories(table)
    add_older_names(table)
    add_shared_names(table)
    add_short_names(table)
    add_codes(table)
    add_cities(table)
    add_demonyms(table)
    add_hand_made(table)
    add_made_names(table)
    return HEAD + "".join(table.lines())


def main(arguments: list[str]) -> int:
    text = built()
    if arguments == ["--check"]:
        same = OUT.is_file() and OUT.read_text(encoding="utf-8") == text
        print("countries.tsv is up to date" if same else "countries.tsv differs: run scripts/build_countries.py")
        return 0 if same else 1
    OUT.write_text(text, encoding="utf-8")
    print(f"{OUT.name}: {text.count(chr(10)) - HEAD.count(chr(10))} meanings, {len(text.encode()):,} bytes")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
