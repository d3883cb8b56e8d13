"""Names of persons, as written. Nothing is corrected: `clean` is the name as typed; what may be wrong with it is noted.

Whether two spellings are one person is never decided here; `name_key` proposes candidates.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from records import vocabularies
from records.kinds.dictionary import Known, containing, ordinary, plain_all
from records.kinds.kind import Kind, Parts, Safe
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Missing, Reading, Rule, Status
from records.text import fold, plain

TYPED, KUNYA = "name.as-typed", "name.kunya"
NAMELESS, REVERSED, ILLEGIBLE = "name.nameless", "name.reversed-letters", "name.letters-missing"
DIGITS, LETTERLESS, ENCODING = "name.digits", "name.without-letters", "name.wrong-encoding"
RARE = "name.rare-word"

_ARABIC = (
    "\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u0750-\u077f\u08a0-\u08c7\ufb50-\ufdfb\ufe70-\ufefc"
)
_LATIN = "A-Za-zÀ-ÂÄ-ÖÚ-öø-ɏḀ-ỿ"  # without Ã, Ø, Ù, which Arabic saved with the wrong encoding is full of
_CYRILLIC = "Ѐ-ӿ"
_MARKS = " '’‘ʿʾ`´.,،()/\u0610-\u061a\u064b-\u065f\u0670"
_SCRIPTS = {"arabic": _ARABIC, "latin": _LATIN, "cyrillic": _CYRILLIC}
_ORDINARY = {script: f"^[-{_MARKS}{letters}]+$" for script, letters in (_SCRIPTS | {"mixed": _ARABIC + _LATIN}).items()}
"""What a name consists of when nothing is odd about it; the first that fits is its script. One pattern for Python and
RE2, as all below."""

_KUNYA = (
    "^(?:(?:أبو|ابو|أبي|ابي|أبا|ابا|بو|أم|ام) |(?:أبو|ابو)[\u0620-\u064a]{3}"
    "|(?i:abu|abou|aboo|abo|abi|bou|ebu|umm|oum|um)[ -]"
    "|(?i:abo?u(?:[a-df-mo-qs-z]|e[a-km-z]|n[abe-z]|r[a-su-z])[a-z]{2}))"  # not Abuelo, Abundio, Aburto
)
_BACKWARDS: tuple[str, ...] = (
    "دمحم",
    "دمحأ",
    "دمحا",
    "دومحم",
    "ميهاربإ",
    "ميهاربا",
    "ليعامسإ",
    "ليعامسا",
    "ىفطصم",
    "فسوي",
    "نيسح",
    "نسح",
)
_BACKWARDS += ("دلاخ", "نامثع", "ناميلس", "دبع", "هللا", "نمحرلا", "يلع", "رمع", "وبأ", "وبا", "نسحلا", "نيسحلا")
_REVERSED = f"(?:^| )(?:[ةى][{_ARABIC}]|(?:{'|'.join(_BACKWARDS)})(?: |$))"
_DOTS = r"\.\.|…"
_ILLEGIBLE = re.compile(rf"{_DOTS}|[?؟\ufffd]|\[[^\]]*\]|_")
_NAMELESS = frozenset(
    fold(text)
    for text in (
        *(
            "مجهول الاسم",
            "مجهولة الاسم",
            "مجهول الهوية",
            "مجهولة الهوية",
            "بدون اسم",
            "بلا اسم",
            "لا اسم له",
            "لا يوجد اسم",
        ),
        *("غير معروف الاسم", "غير معروف الهوية", "no name", "unknown name", "unknown person", "unknown identity"),
    )
)
_MAY_BE_NAMELESS = "^(?:مجهولة?|بدون|بلا|لا|غير|(?i:no|unknown)) "
"""How each of them begins."""

_LONGEST = 500
"""Longer texts are no names; they are kept as typed and not looked at further."""

_OTHER_SCRIPTS = {
    "greek": "Ͱ-Ͽ",
    "hebrew": "א-ת",
    "armenian": "Ա-և",
    "georgian": "ა-ჿ",
    "han": "\u3040-\u30ff\u3400-\u9fff",
    "hangul": "가-힣",
}
_LETTERS = {
    name: re.compile(f"[{letters}]")
    for name, letters in (_SCRIPTS | {"latin": "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿＡ-Ｚａ-ｚ"} | _OTHER_SCRIPTS).items()
}


@dataclass(frozen=True, slots=True)
class NameOptions:
    """A name has no options."""


class Name(Kind):
    """`clean` is the name as typed, `script` the script of its letters.

    >>> Name().read("أبو  عمر التونسي", NameOptions()).note
    'name.kunya'
    >>> Name().read("دمحم", NameOptions()).alternatives[1]
    {'clean': 'محمد', 'why': 'reversed'}
    """

    name: ClassVar[str] = "name"
    options: ClassVar[type] = NameOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"clean": Dtype.TEXT, "script": Dtype.CODE}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"clean": Dtype.TEXT, "why": Dtype.CODE}
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(TYPED, "محمد صالح"),
        Rule(KUNYA, "أبو عمر التونسي"),
        Rule(NAMELESS, "مجهول الاسم"),
        Rule(REVERSED, "دمحم"),
        Rule(ILLEGIBLE, "[؟]حمد"),
        Rule(DIGITS, "M0hamed"),
        Rule(LETTERLESS, "12345"),
        Rule(ENCODING, "Ù…Ø­Ù…Ø¯"),
        Rule(RARE, "Nada"),
        *MISSING_RULES,
    )
    safe: ClassVar[Safe] = "token"
    one_line: ClassVar[bool] = True
    free: ClassVar[bool] = True
    key: ClassVar[str] = "clean"
    names_person: ClassVar[bool] = True
    in_cells: ClassVar[Literal["", "signs", "words"]] = "words"
    tried_as: ClassVar[tuple[str, ...]] = ("date", "country", "blood")

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - the same for every field
        """Name the codes that each part can hold: the scripts."""
        return {"script": (*_LETTERS, "mixed", "other")}

    def read(self, text: str, options: NameOptions) -> Reading:  # noqa: ARG002 (no options yet)
        """The name as typed, with what may be wrong with it. Zero in letters (صفر) is a name."""
        clean = plain(text)
        if _MAY_BE_NAMELESS_PATTERN.match(clean) and len(clean) < _LONGEST and fold(clean) in _NAMELESS:
            return Reading(text, Status.MISSING, NAMELESS, Missing.UNKNOWN)
        nothing = missing(text)
        if nothing is not None and not (nothing.note == "missing.zero" and any(map(str.isalpha, text))):
            return nothing
        gone = lost(text)
        if gone is not None:
            return gone
        script = _ordinary_script(clean)
        if script == "" or _ODD.search(clean):
            return _odd(text, clean)
        return Reading(text, Status.EXACT, _typed(clean), parts={"clean": clean, "script": script})

    def read_known(self, texts: Any, options: NameOptions) -> Known:  # noqa: ARG002 (no options yet)
        """The ordinary texts of a whole dictionary (pyarrow string array) at once; the others are for `read`."""
        import numpy as np
        import pyarrow as pa

        clean = plain_all(texts)
        script = np.full(len(texts), -1, dtype=np.int8)
        for code, pattern in enumerate(_ORDINARY.values()):
            rest = np.flatnonzero(script < 0)
            some = clean if len(rest) == len(texts) else clean.take(pa.array(rest))
            script[rest[containing(some, pattern)]] = code
        known = ordinary(texts) & (script >= 0) & ~containing(clean, _ODD.pattern)
        scripts = pa.DictionaryArray.from_arrays(pa.array(np.maximum(script, 0)), pa.array(list(_ORDINARY)))
        note = containing(clean, _KUNYA).astype(np.int8)
        return Known(known, (TYPED, KUNYA), note, {"clean": clean, "script": scripts})

    def rare(self, text: str) -> Reading | None:
        """Read `Nada` and `Null` as the names that they are where few records have them."""
        clean = plain(text)
        if clean not in vocabularies.load("rare-names").entries["names"].spellings:
            return None
        return Reading(text, Status.INFERRED, RARE, parts={"clean": clean, "script": script_of(clean)})

    def show(self, parts: Parts) -> str:
        """Show the cleaned text."""
        return str(parts.get("clean", ""))


_ODD = re.compile(f"{_DOTS}|{_REVERSED}|{_MAY_BE_NAMELESS}")
_ORDINARY_PATTERNS = {script: re.compile(pattern) for script, pattern in _ORDINARY.items()}
_KUNYA_PATTERN = re.compile(_KUNYA)
_MAY_BE_NAMELESS_PATTERN = re.compile(_MAY_BE_NAMELESS)


def _ordinary_script(clean: str) -> str:
    """The script of a name in one script without anything odd; empty for any other text."""
    for script, pattern in _ORDINARY_PATTERNS.items():
        if pattern.match(clean):
            return script
    return ""


def _typed(clean: str) -> str:
    return KUNYA if _KUNYA_PATTERN.match(clean) else TYPED


def _odd(text: str, clean: str) -> Reading:
    """A name about which something is odd."""
    script = script_of(clean)
    parts = {"clean": clean, "script": script}
    if not script:
        return Reading(text, Status.UNREAD, LETTERLESS)
    if len(text) < _LONGEST and _wrongly_decoded(text):
        return Reading(text, Status.UNREAD, ENCODING)
    if re.search(_REVERSED, clean):
        both = ({"clean": clean, "why": "as_typed"}, {"clean": clean[::-1], "why": "reversed"})
        return Reading(text, Status.AMBIGUOUS, REVERSED, parts=parts, alternatives=both)
    if _ILLEGIBLE.search(clean):
        return Reading(text, Status.INFERRED, ILLEGIBLE, parts=parts)
    if any(map(str.isdigit, clean)):
        return Reading(text, Status.INFERRED, DIGITS, parts=parts)
    return Reading(text, Status.EXACT, _typed(clean), parts=parts)


def script_of(text: str) -> str:
    """The script of the letters: `arabic`, `latin`, `cyrillic` …, `other`, `mixed`; empty when there is none.

    >>> [script_of(text) for text in ("أبو عمر", "Abu Omar", "Абу Умар", "أبو Omar", "12")]
    ['arabic', 'latin', 'cyrillic', 'mixed', '']
    """
    found = [script for script, letters in _LETTERS.items() if letters.search(text)]
    if not found:
        return "other" if any(map(str.isalpha, text)) else ""
    return found[0] if len(found) == 1 else "mixed"


def _wrongly_decoded(text: str) -> bool:
    """UTF-8 that was read as Windows-1252 or Windows-1256: reading it back gives Arabic."""
    for encoding in ("cp1252", "cp1256"):
        try:
            again = b"".join(_byte(letter, encoding) for letter in text).decode("utf-8")
        except UnicodeError:
            continue
        if again != text and _LETTERS["arabic"].search(again):
            return True
    return False


def _byte(letter: str, encoding: str) -> bytes:
    return letter.encode("latin-1" if "\x80" <= letter < "\xa0" else encoding)
