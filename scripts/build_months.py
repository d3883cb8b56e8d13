"""Writes `schemas/vocabularies/months-cldr.yaml`: month and weekday words of many languages, from CLDR through Babel,
and the inflected forms that dateparser adds to them.

    python scripts/build_months.py [--check]

Words are folded as the reader folds them, so that loading costs nothing. A word that two languages use for different
months stands under both (listopad is October in Croatian, November in Polish and Czech) and is read as either.
CLDR data: Copyright © Unicode, Inc., Unicode License v3. dateparser: BSD 3-Clause.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

from babel import Locale, __version__

from records.kinds.dates.date_words import word_key

TARGET = Path(__file__).parents[1] / "schemas" / "vocabularies" / "months-cldr.yaml"
LANGUAGES = """
    af am ar ast az be bg bn br bs ca ckb cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ka
    kk km kn ky lo lt lv mk ml mn mr ms my nb ne nl or pa pl ps pt ro ru si sk sl so sq sr sr_Latn sv sw ta te tg th
    tk tr tt ug uk ur uz vi
"""


MONTHS = "january february march april may june july august september october november december"
DAYS = "monday tuesday wednesday thursday friday saturday sunday"


def words() -> dict[str, dict[str, set[str]]]:
    """Code (`gregorian-01`, `weekday`) to language to its folded words."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for language in LANGUAGES.split():
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, word in locale.months[context][width].items():
                    _add(found[f"gregorian-{number:02}"][language], word)
                for word in locale.days[context][width].values():
                    _add(found["weekday"][language], word)
        for code, all_words in inflected(language).items():
            for word in all_words:
                _add(found[code][language], word)
    return found


def inflected(language: str) -> dict[str, list[str]]:
    """Code to the words that dateparser knows."""
    try:
        data = import_module(f"dateparser.data.date_translation_data.{language.replace('_', '-')}").info
    except ModuleNotFoundError:
        return {}
    months = {f"gregorian-{number:02}": data.get(name, []) for number, name in enumerate(MONTHS.split(), 1)}
    return months | {"weekday": [word for name in DAYS.split() for word in data.get(name, [])]}


def _add(words: set[str], word: str) -> None:
    """Two letters of an alphabet are too few: `ha` and `su` are words in many languages."""
    folded = word_key(word)
    if len(folded) > (2 if folded < "\u0530" else 1) and not any(letter.isdigit() for letter in folded):
        words.add(folded)


def document() -> str:
    """The file, whole."""
    lines = [
        f"# Written by scripts/build_months.py from CLDR (Babel {__version__}) and dateparser {version('dateparser')}.",
        "# Not to be edited by hand.",
        "# Copyright © Unicode, Inc. Unicode License v3: https://www.unicode.org/license.txt",
        "# Month and weekday words by language, folded. A word under several months is read as any of them.",
    ]
    for code, by_language in sorted(words().items()):
        lines.append(f"{code}:")
        for language, all_words in sorted(by_language.items()):
            if all_words:
                quoted = ", ".join('"' + word.replace('"', '\\"') + '"' for word in sorted(all_words))
                lines.append(f'  "{language}": [{quoted}]')
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(0 if TARGET.read_text(encoding="utf-8") == document() else f"{TARGET.name} is not what CLDR says")
    TARGET.write_text(document(), encoding="utf-8")
