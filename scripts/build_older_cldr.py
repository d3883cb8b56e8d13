"""Write `scripts/countries/older-cldr.tsv` from unpacked releases of the Unicode CLDR.

    python scripts/build_older_cldr.py VERSION=FOLDER …

People go on writing names that later releases of CLDR changed, and Babel leaves out those marked `alt` ("short",
"variant"). Each FOLDER is an unpacked copy that holds the CLDR release VERSION in one of three shapes: Babel
(`locale*data/*.dat`), npm's cldr-localenames-full (`main/*/territories.json`), or CLDR's own XML (`common/main/*.xml`).
A list that people keep beside CLDR is taken too, npm's i18n-iso-countries (`langs/*.json`), as `i18n7.14=FOLDER`.
The table is committed, so that building `countries.tsv` needs none of them. Only what the pinned Babel lacks is kept.
"""

from __future__ import annotations

import io
import json
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from rapidfuzz.distance import OSA

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records.kinds.country_table import country_key  # noqa: E402  (the checkout must be importable first)
from scripts.build_countries import MIT, OLDER, locales, states  # noqa: E402
from scripts.country_variants import variants  # noqa: E402

HEAD = """\
# Written by scripts/build_older_cldr.py: do not edit. Names of territories in releases {versions}
# of the Unicode CLDR that the pinned one lacks, with those that it marks alt="short" or alt="variant".
# Copyright © 1991-2026 Unicode, Inc. Unicode License V3 (SPDX: Unicode-3.0), https://www.unicode.org/license.txt
# Spellings of release i18n7.14 alone: i18n-iso-countries 7.14.0, Copyright (c) 2016 widdix GmbH, MIT License (below).
{mit}# code TAB languages TAB first and last release that has it TAB spelling
"""
LEFT_OUT = {"BQ", "tok", "dv"}
"""BQ was the British Antarctic Territory once; Toki Pona has so few letters that its names of states meet; the Dhivehi
list has several lines exchanged."""
LISTED = "i18n"
"""How a version begins that is no release of CLDR: a name that CLDR gives to another state is not taken from it."""
SHORTEST_TO_COMPARE = 5
Name = tuple[str, str, str]
"""Language, code, spelling."""


def names(folder: Path) -> Iterator[Name]:
    """Every name of a territory in an unpacked release."""
    yield from _of_babel(folder)
    yield from _of_json(folder)
    yield from _of_xml(folder)
    for path in sorted(folder.glob("**/langs/*.json")):
        for code, spellings in json.loads(path.read_text(encoding="utf-8"))["countries"].items():
            for spelling in [spellings] if isinstance(spellings, str) else spellings:
                yield path.stem, code, spelling


class _Blank:
    """Stands for whatever is no plain data."""

    def __init__(self, *_: object) -> None:
        pass

    def __setstate__(self, _: object) -> None:
        pass


class _Data(pickle.Unpickler):
    """Reads plain data only: no class that a file names is looked up, and nothing of it is run."""

    def find_class(self, _module: str, _name: str) -> Any:
        return _Blank


def _of_babel(folder: Path) -> Iterator[Name]:
    for path in sorted(folder.glob("**/locale*data/*.dat")):
        found = _Data(io.BytesIO(path.read_bytes()), encoding="utf-8").load().get("territories", {})
        for code, spelling in dict(found).items():
            yield path.stem.partition("_")[0], code, str(spelling)


def _of_json(folder: Path) -> Iterator[Name]:
    for path in sorted(folder.glob("**/main/*/territories.json")):
        (found,) = json.loads(path.read_text(encoding="utf-8"))["main"].values()
        for code, spelling in found["localeDisplayNames"]["territories"].items():
            yield path.parent.name.partition("-")[0], code.partition("-")[0], spelling


def _of_xml(folder: Path) -> Iterator[Name]:
    for path in sorted(folder.glob("**/common/main/*.xml")):
        for found in ElementTree.parse(path).iterfind("localeDisplayNames/territories/territory"):
            yield path.stem.partition("_")[0], found.attrib["type"], found.text or ""


Known = dict[str, dict[str, set[str]]]


def pinned() -> Known:
    """The folded spellings that the pinned CLDR has of each code, by language."""
    known: Known = defaultdict(lambda: defaultdict(set))
    for language, found in locales():
        for code, name in states(found):
            known[code][language] |= {country_key(spelling) for spelling in variants(language, name)}
    return known


def misplaced(language: str, code: str, folded: str, known: Known) -> bool:
    """Whether today's name of another state in that language is at most a letter away, and this state's is farther:
    releases have had Switzerland for Swaziland, and two states exchanged.
    """
    if len(folded) < SHORTEST_TO_COMPARE:
        return False
    if any(folded in known[other][language] for other in known if other != code):
        return False  # an exact meeting is kept: it asks
    own = min((OSA.distance(folded, one) for one in known[code][language]), default=len(folded))
    others = (one for other in known if other != code for one in known[other][language])
    return own > 1 and any(OSA.distance(folded, one, score_cutoff=1) <= 1 for one in others)


def lacking(releases: dict[str, Path]) -> Iterator[str]:
    """The lines of the table; a spelling that folds like another of the same code is not repeated."""
    known = pinned()
    have = {code: set().union(*languages.values()) for code, languages in known.items()}
    found: dict[tuple[str, str], tuple[str, set[str], list[str]]] = {}
    for version, folder in releases.items():
        for language, code, raw in names(folder):
            spelling = " ".join(raw.split())
            folded = country_key(spelling)
            if code not in have.keys() - LEFT_OUT or language in LEFT_OUT or folded in have[code]:
                continue
            if version.startswith(LISTED) and any(folded in have[other] for other in have if other != code):
                continue
            if len(folded) < (4 if folded.isascii() else 2) or misplaced(language, code, folded, known):
                continue
            _, languages, versions = found.setdefault((code, folded), (spelling, set(), []))
            languages.add(language)
            versions.append(version)
    for (code, _), (spelling, languages, versions) in sorted(found.items()):
        span = "-".join(dict.fromkeys((versions[0], versions[-1])))
        yield f"{code}\t{' '.join(sorted(languages))}\t{span}\t{spelling}\n"


def main(arguments: list[str]) -> int:
    releases = {version: Path(folder) for version, _, folder in (said.partition("=") for said in arguments)}
    if not releases or not all(folder.is_dir() for folder in releases.values()):
        print(__doc__)
        return 2
    lines = list(lacking(releases))
    OLDER.write_text(HEAD.format(versions=", ".join(releases), mit=MIT) + "".join(lines), encoding="utf-8")
    print(f"{OLDER.name}: {len(lines)} spellings")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
