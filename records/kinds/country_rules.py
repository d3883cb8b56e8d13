"""Every note a reading of a country can have, with an example; `rules.yaml` of each language says why."""

from __future__ import annotations

from records.kinds.missing import RULES as MISSING_RULES
from records.model import Rule

RULES = (
    Rule("country.name", "Tunisie"),
    Rule("country.code", "TN"),
    Rule("country.code-lower-case", "tn"),
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
