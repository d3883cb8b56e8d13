"""Write the tables of rules and codes into `docs/kinds/*.md`, between the marks that say so.

    python scripts/build_kind_pages.py            # writes
    python scripts/build_kind_pages.py --check    # exit 1 when a page is not up to date

A page holds `<!-- rules -->` … `<!-- /rules -->` where the table of its kind's rules belongs, and
`<!-- codes: NAME -->` … `<!-- /codes -->` where the codes of a vocabulary do. All else on it is written by hand.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from records import vocabularies
from records.kinds import KINDS, missing
from records.model import Rule
from records.words import reason

PAGES = Path(__file__).parents[1] / "docs" / "kinds"
_RULES = re.compile(r"(<!-- rules -->\n).*?(<!-- /rules -->)", re.DOTALL)
_CODES = re.compile(r"(<!-- codes: ([a-z-]+) -->\n).*?(<!-- /codes -->)", re.DOTALL)


def page(name: str, text: str) -> str:
    """The page with its tables filled in."""
    text = _RULES.sub(lambda match: f"{match[1]}\n{rule_table(own_rules(name))}\n{match[2]}", text)
    return _CODES.sub(lambda match: f"{match[1]}\n{code_table(match[2])}\n{match[3]}", text)


def own_rules(name: str) -> list[Rule]:
    """The rules of a kind that are its own; those it shares stand on the page of the other."""
    rules = missing.RULES if name == "missing" else KINDS[name].rules
    return [rule for rule in rules if rule.id.partition(".")[0] == name]


def rule_table(rules: Iterable[Rule]) -> str:
    """One line a rule."""
    rows = (f"| `{rule.id}` | {shown(rule.example)} | {reason(rule, 'en')} | {reason(rule, 'ar')} |" for rule in rules)
    return "\n".join(("| rule | example | in words | بالكلمات |", "|---|---|---|---|", *rows)) + "\n"


def code_table(name: str) -> str:
    """One line a code."""
    rows = (
        f"| `{each.code}` | {each.labels['en']} | {each.labels['ar']} | {shown(each.parent) if each.parent else ''} |"
        for each in vocabularies.load(name).entries.values()
    )
    return "\n".join(("| code | in English | بالعربية | is a |", "|---|---|---|---|", *rows)) + "\n"


def shown(example: str) -> str:
    """An example inside a table: a bar would end the cell."""
    return f"`{example}`".replace("|", "\\|") if example else "(blank)"


def main(check: bool) -> int:
    """Write the pages, or compare them."""
    stale = []
    for path in sorted(PAGES.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        built = page(path.stem, text)
        if built != text:
            stale.append(path.name)
            if not check:
                path.write_text(built, encoding="utf-8")
    if check and stale:
        sys.stderr.write(f"not up to date: {', '.join(stale)}; run python scripts/build_kind_pages.py\n")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
