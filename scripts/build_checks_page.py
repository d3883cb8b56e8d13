"""Write docs/checks.md from the checks and their words; `--check` only compares.

python scripts/build_checks_page.py [--check]
"""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path
from typing import Any

from records.causes import CAUSES
from records.causes.cause import CauseKind
from records.chance import ACCIDENTS, SELDOM
from records.checks.base import Check
from records.checks.explanations import CONSISTENT, EXPLANATION_ORDER, SHARED
from records.checks.table import CHECKS, CRASHED, IMPLICIT
from records.words import words

PAGE = Path(__file__).parent.parent / "docs" / "checks.md"
INTRODUCTION = """\
# Checks

Written by `scripts/build_checks_page.py` from the checks and their words; a test compares. `sijill explain CHECK`
says the same on the command line, in Arabic with `--lang ar`.

A form names its checks with their arguments, and every form is asked some without naming them. Each question (a
check and the fields it asks about together) has one answer for each record:

| answer | when | what becomes of it |
|---|---|---|
| certain | every reading of the texts breaks it | a finding |
| possible | one reading breaks it, another does not, or the text itself says "about" | a finding |
| open | no reading breaks it, but the bounds overlap | counted; with `open: possible` a possible finding |
| holds | every reading keeps to it | counted |
| not checkable | a value that it needs is missing or unread | counted |

`records.check(batch).attrs["checks"]` holds the counts: `asked` is the sum of the rest. A finding of verdict
`batch` is what only the whole batch shows. A check that crashes is a finding of its own (`check-crashed`) and stops
no other.

A date is the interval of every day it may be, both ends included, and an end may be open.
`records.checks.intervals` is the one place where dates are compared, by functions named for what they prove:
`certainly_before`, `possibly_before` and friends.

Tables of cases that a person of the field can read and extend: `tests/cases/checks.csv`, `tests/cases/checks-
intervals.csv`.

## Explanations

A contradiction rarely means a lie. Each finding carries what would dissolve it, and nothing is listed that was not
computed to do so: one cell is read otherwise, every check of the record that shares fields with it is asked again, the
bounds of the field among them, and only a reading that leaves no contradiction is offered. Where none remains, the
finding says "no single other reading of one cell removes it". Two faults of one record have none either; then
[which cells are wrong](wrong-cells.md) is said alone.

Rank follows the evidence. First comes what assumes nothing, then what the batch speaks for, by the share of its cells
that do, less the share of those that speak against it; then what nothing speaks for. How many findings an explanation
would dissolve is told apart, and decides only between two of equal evidence. A calendar needs evidence of that
calendar: without any it is last, and listed only where nothing else has evidence. A printed date that is broken is no
contradiction where the form was filled in after the event, as its own date says: that is a note.

| evidence | what is counted |
|---|---|
| `same-printed` | forms of this batch with the same printed date, never one alone |
| `filled-in` | the date on which this form was filled in is later than the printed one |
| `one-transcriber` | forms of that date by one transcriber that have it; at least five, and none of the others' |
| `calendar`, `calendar-own` | dates in that calendar among all of this batch, or among those of this transcriber |
| `order` | dates of this transcriber in this field that prove the order of day and month, and that prove the other |
| `swapped-cells` | cells of this field in which a spreadsheet program swapped day and month |
| `same-text` | records with the same text in the field, which speaks against a slip |

`result.explanations` and `explanations.csv` hold them as a table, each with what would decide
([columns](outputs.md#explanationscsv)). `python -m benchmarks.explanations` types every one of them into its cell and
checks the record anew: of the 185 in three files of 10,000 invented records none leaves another contradiction.

| id | inconsistent unless … | what would decide | kind |
|---|---|---|---|
"""

CAUSES_INTRODUCTION = f"""\
# Causes

A cause is a finding about a file, a column or a transcriber that explains many others. It has the verdict `batch`,
and its column `cause` holds its name. Its members have the same name there: they are the findings that are gone as soon
as the cells are read as the cause would have them. A member is possible at most, and never dropped; any other finding
stays as it is. Nothing is repaired: the reading that would hold is the first of a member's explanations.

Contradictions of one record that one wrong cell may have made, such as a birth after the joining, which breaks two
orders and an age, are one finding too: the first of them stays certain and names the cell, the others are its members.
[Which cell is wrong](wrong-cells.md) says how it is found.

Each message says what happened, to how many records (`records`), how many show it (`proof`), how many speak against
it (`counter`), how often it would be seen by chance (`chance`), and what would decide. A cause is named when that
chance is at most {SELDOM:g}; so many records as one in {1 / ACCIDENTS:g} may be wrong each by itself.

Real life is no cause. A file in the order of joining, birth, country or name breaks no relation between its columns;
people who came together share their answers; transcribers who type other papers differ.

"""


def page() -> str:
    """The whole page."""
    en, ar = words("en"), words("ar")
    rows = [
        f"| `{each}` | {_told(en, 'explanation', each)} | {_told(en, 'decides', each)} | {_kind(each)} |"
        for each in EXPLANATION_ORDER
    ]
    sections = [_section(name, check, en, ar) for name, check in CHECKS.items()]
    title = f"## {CRASHED}\n\n**{en[f'check.{CRASHED}.title']}** · {ar[f'check.{CRASHED}.title']}\n"
    checks = "\n".join([*rows, "", *sections, title, en[f"check.{CRASHED}.about"], "", ""])
    causes = "\n".join(_cause(name, kind, en, ar) for name, kind in CAUSES.items())
    return INTRODUCTION + checks + CAUSES_INTRODUCTION + causes


def _cause(name: str, kind: CauseKind, en: Any, ar: Any) -> str:
    lines = [f"## {name}", f"**{en[f'check.{name}.title']}** · {ar[f'check.{name}.title']}", en[f"check.{name}.about"]]
    said = [en[key] for key in (f"explanation.{name}",) if key in en]
    unless = [f"Its members are inconsistent unless {_template(each)}." for each in said]
    return "\n\n".join([*lines, f"Severity: {en[f'severity.{kind.severity}']}.", *unless]) + "\n"


def _told(en: Any, group: str, name: str) -> str:
    return _template(en[f"{group}.{name}"]).replace("‹paper›", en["decides.paper"]).replace("‹who›", "‹transcriber›")


def _template(text: str) -> str:
    return text.replace("{", "‹").replace("}", "›").replace("‹of_field›", "‹field›")


def _kind(name: str) -> str:
    if name in CONSISTENT:
        return "assumes nothing"
    return "shared by records of the batch" if name in SHARED else "of one record"


def _section(name: str, check: Check, en: Any, ar: Any) -> str:
    own = isinstance(getattr(check.arguments, "severity", None), property)
    severity = en["explain.by_arguments"] if own else f"Severity: {en[f'severity.{check.severity}']}."
    lines = [
        f"## {name}",
        f"**{en[f'check.{name}.title']}** · {ar[f'check.{name}.title']}",
        en[f"check.{name}.about"],
        severity + (f" {en['explain.implicit']}" if name in IMPLICIT else ""),
    ]
    arguments = dataclasses.fields(check.arguments)
    if arguments:
        head = "| argument | kind | what |\n|---|---|---|"
        lines.append("\n".join([head, *(_argument(name, each, en) for each in arguments)]))
    return "\n\n".join(lines) + "\n"


def _argument(check: str, argument: Any, en: Any) -> str:
    kinds = argument.metadata.get("field")
    wanted = f"{' or '.join(kinds)} field" if kinds else "value"
    needed = argument.default is dataclasses.MISSING
    name = f"`{argument.name}`{'' if needed else ' (optional)'}"
    return f"| {name} | {wanted} | {en[f'check.{check}.arguments.{argument.name}']} |"


if __name__ == "__main__":
    if "--check" in sys.argv:
        same = PAGE.read_text(encoding="utf-8") == page()
        sys.exit(0 if same else f"{PAGE.name} is not what the checks say; run this script")
    PAGE.write_text(page(), encoding="utf-8")
