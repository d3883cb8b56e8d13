"""The rules of blood groups: what each reading is named for, and which of them assume something."""

from __future__ import annotations

from records.kinds.missing import RULES as MISSING_RULES
from records.model import Rule

RULES = (
    Rule("blood.plain", "A+"),
    Rule("blood.abo-only", "O"),
    Rule("blood.rh-only", "Rh+"),
    Rule("blood.sign-word-alone", "positive"),
    Rule("blood.words", "AB negative"),
    Rule("blood.arabic", "أب+"),
    Rule("blood.subgroup", "A2B+"),
    Rule("blood.twice", "A+ / أ+"),
    Rule("blood.sign-first", "+O"),
    Rule("blood.doubted", "A+?"),
    Rule("blood.homoglyph", "АВ+"),
    Rule("blood.spaced", "A B+"),
    Rule("blood.roman", "II Rh+"),
    Rule("blood.zero", "0+"),
    Rule("blood.arabic-zero", "٠+"),
    Rule("blood.waw", "و+"),
    Rule("blood.lookalike", "ه+"),
    Rule("blood.letter-name", "اي"),
    Rule("blood.or-alone", "أو"),
    Rule("blood.zero-alone", "0"),
    Rule("blood.zero-by-evidence", "0"),
    Rule("blood.tatweel", "Oـ"),
    Rule("blood.dash-apart", "O/-"),
    Rule("blood.two-groups", "A+ أو O+"),
    Rule("blood.sign-alone", "+"),
    Rule("blood.excel-formula", "#NAME?"),
    Rule("blood.not-a-group", "C+"),
    *MISSING_RULES,
)

INFERRED = frozenset(
    f"blood.{rule}"
    for rule in (
        "sign-word-alone",
        "sign-first",
        "doubted",
        "homoglyph",
        "spaced",
        "roman",
        "zero",
        "arabic-zero",
        "waw",
        "lookalike",
        "or-alone",
        "letter-name",
    )
)
"""Readings by these rules assume something, and say so."""

WEIGHT = (
    *(
        "lookalike",
        "waw",
        "arabic-zero",
        "zero",
        "roman",
        "or-alone",
        "letter-name",
        "spaced",
        "homoglyph",
        "doubted",
        "sign-first",
    ),
    *("sign-word-alone", "rh-only", "abo-only", "twice", "subgroup", "arabic", "words"),
)
"""Which rule a reading is named for when it needed several: the first of these, the greatest assumption first."""
