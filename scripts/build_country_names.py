"""Write `schemas/vocabularies/country-names.yaml`: what a country is called in a report, in English and Arabic.

    python scripts/build_country_names.py            # write
    python scripts/build_country_names.py --check    # exit 1 when the file is not what would be written

The names are those of the Unicode CLDR, through Babel (of the dev extra), except where `OURS` says why not.
"""

from __future__ import annotations

import sys
from pathlib import Path

import babel
from babel import Locale

TARGET = Path(__file__).parents[1] / "schemas" / "vocabularies" / "country-names.yaml"

NOT_ISO = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
"""Two letters in the CLDR without being a country of ISO 3166-1."""

OURS = {
    # the name without the word on whose it is: a table counts what was said
    "HK": ("Hong Kong", "هونغ كونغ"),
    "MO": ("Macao", "ماكاو"),
    "PS": ("Palestine", "فلسطين"),
}

HEAD = f"""\
# Written by scripts/build_country_names.py: do not edit. What a country is called in a report.
# Names: Unicode CLDR, through Babel {babel.__version__}. © 1991– Unicode, Inc., https://www.unicode.org/license.txt
"""


def text() -> str:
    """The whole file."""
    english, arabic = Locale("en").territories, Locale("ar").territories
    codes = sorted(code for code in english if len(code) == 2 and code.isalpha() and code not in NOT_ISO)
    lines = []
    for code in codes:
        en, ar = OURS.get(code, (english[code], arabic[code]))
        lines.append(f'"{code}": {{en: "{en}", ar: "{ar}"}}\n')
    return HEAD + "".join(lines)


def main() -> int:
    """Write, or compare."""
    if "--check" in sys.argv[1:]:
        return int(TARGET.read_text(encoding="utf-8") != text())
    TARGET.write_text(text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
