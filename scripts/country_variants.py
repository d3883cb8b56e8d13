"""How else the people of a language write a name: its letters, its brackets, its "saint", its "and", its last vowel.

Only rules that hold for nearly every name. What a rule makes is weaker than what is given: it never wins a clash.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

NORDIC = {"å": "aa", "ø": "oe", "æ": "ae", "Å": "Aa", "Ø": "Oe", "Æ": "Ae"}
LETTERS = {
    "de": str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}),
    **dict.fromkeys(("da", "nb", "nn", "no", "sv", "fo"), str.maketrans(NORDIC)),
    **dict.fromkeys(("hr", "bs", "sr", "sl"), str.maketrans({"đ": "dj", "Đ": "Dj"})),
    "eo": str.maketrans({"ŝ": "sx", "ĉ": "cx", "ĝ": "gx", "ĵ": "jx", "ŭ": "ux", "ĥ": "hx"}),
}
"""What these languages write on a keyboard that lacks the letter."""

ARABIC_KEYBOARD = str.maketrans(
    {"پ": "ب", "چ": "ج", "ژ": "ز", "گ": "ك", "ڤ": "ف", "ڨ": "ق", "ٹ": "ت", "ڈ": "د", "ڑ": "ر", "ں": "ن", "ے": "ي"}
    | {"ټ": "ت", "ډ": "د", "ړ": "ر", "ګ": "ك", "ڼ": "ن", "ڕ": "ر", "ڵ": "ل", "ۆ": "و", "ێ": "ي", "ۋ": "و", "ڭ": "نك"}
)
"""What an Arabic keyboard writes for the letters of its neighbours."""
FINAL_A = ("ar", "fa", "ur", "ps", "pa", "ks", "sd")
"""Languages that end a foreign name with alef or with heh: انگولا, انگولہ; ليبيا, ليبية."""

_GLIDE = re.compile("(?<=[ایم])و(?=[ای])")
"""Persian and Urdu write the w of a foreign name once or twice (ساموا, سامووا), and its z in either of two ways."""

SAINT = {
    "en": "Saint",
    "fr": "Saint",
    "ga": "San",
    "nl": "Sint",
    "af": "Sint",
    **dict.fromkeys(("de", "da", "nb", "nn", "no", "sv", "lb", "et", "gsw"), "Sankt"),
    "is": "Sankti",
}
"""The word that is also written "St."; languages that have neither word keep the English or French one."""
_SAINT = re.compile(r"\b(?:Saint|Sankti|Sankt|Sint|St\.|St|S:t)(?=[ -])", re.IGNORECASE)

AND = {
    **dict.fromkeys(("en", "sco"), "and"),
    **dict.fromkeys(("de", "lb", "gsw"), "und"),
    **dict.fromkeys(("nl", "af", "fy"), "en"),
    **dict.fromkeys(("sv",), "och"),
    **dict.fromkeys(("da", "nb", "nn", "no", "is", "fo"), "og"),
    **dict.fromkeys(("fr", "oc"), "et"),
    **dict.fromkeys(("es", "ast"), "y"),
    **dict.fromkeys(("pt", "it", "gl"), "e"),
    **dict.fromkeys(("ca", "pl", "hr", "bs", "sl"), "i"),
    **dict.fromkeys(("cs", "sk"), "a"),
    **dict.fromkeys(("fi", "et"), "ja"),
    **dict.fromkeys(("id", "ms", "jv"), "dan"),
    **dict.fromkeys(("ru", "bg", "mk"), "и"),
    **dict.fromkeys(("uk",), "та"),
    **dict.fromkeys(("tr", "az"), "ve"),
    **dict.fromkeys(("sq",), "dhe"),
    **dict.fromkeys(("hu",), "és"),
    **dict.fromkeys(("ro",), "și"),
    **dict.fromkeys(("uz",), "va"),
    **dict.fromkeys(("eu",), "eta"),
    **dict.fromkeys(("vi",), "và"),
    **dict.fromkeys(("el",), "και"),
    **dict.fromkeys(("lt",), "ir"),
    **dict.fromkeys(("lv",), "un"),
}
"""What a language writes where a sign may stand: Trinidad & Tobago."""


def variants(language: str, name: str) -> Iterator[str]:
    """A name, as a keyboard without its letters writes it, and without its brackets: `Myanmar (Burma)`."""
    yield name
    if language in LETTERS:
        yield name.translate(LETTERS[language])
    head, _, tail = name.partition("(")
    if tail and head.strip():
        yield head


def made(language: str, name: str) -> Iterator[str]:
    """Spellings of a name that a rule makes.

    >>> list(made("de", "St. Kitts und Nevis"))
    ['Sankt Kitts und Nevis', 'St Kitts und Nevis', 'St. Kitts & Nevis']
    >>> list(made("ur", "انگولا")), list(made("fa", "ساموا"))
    (['انگولہ', 'انكولا'], ['ساموہ', 'سامووا'])
    """
    if _SAINT.search(name):
        yield from (_SAINT.sub(word, name) for word in (SAINT.get(language, "Saint"), "St"))
    if word := AND.get(language):
        if " & " in name:
            yield name.replace(" & ", f" {word} ")
        elif f" {word} " in name:
            yield name.replace(f" {word} ", " & ")
    if language in FINAL_A and len(name) > SHORTEST_IN_A and name.endswith("ا"):
        yield name[:-1] + "ہ"
    if language in ("fa", "ur"):
        yield from (other for other in (_GLIDE.sub("وو", name), name.replace("ز", "ذ")) if other != name)
    plain = name.translate(ARABIC_KEYBOARD)
    if plain != name:
        yield plain


SHORTEST_IN_A = 4
