"""Folding: what two spellings of the same word have in common.

What may be folded depends on the kind: what strips punctuation deletes the Rh sign, what strips the article eats
ألمانيا. So there are small steps here, each safe by itself, and each kind takes those that are right for it.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any

_INVISIBLE = [
    0x00AD,
    0x034F,
    0x061C,
    0x180E,
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    0xFEFF,
]
_TASHKEEL = [
    0x0640,  # tatweel
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),
    0x0670,
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E9),
    *range(0x06EA, 0x06EE),
]
_DROP_INVISIBLE: dict[int, None] = dict.fromkeys(_INVISIBLE)
_DROP_TASHKEEL: dict[int, None] = dict.fromkeys(_TASHKEEL)
_DIGITS: dict[int, str] = {zero + n: str(n) for zero in (0x0660, 0x06F0, 0xFF10) for n in range(10)}
_SEATS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیې", "ي"),
        **dict.fromkeys("ةەھہۀ", "ه"),
        **dict.fromkeys("کڪ", "ك"),
        "ؤ": "و",
        "ئ": "ي",
    }
)
_FOLDED: dict[int, str | int | None] = {**_DROP_TASHKEEL, **_SEATS, **_DIGITS}
_HIDDEN = re.compile("[" + "".join(map(chr, _INVISIBLE)) + "]")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f"
_SHOWN = re.compile(f"[{_CONTROL}{''.join(map(chr, _INVISIBLE))}]")
_ACTIVE = tuple("=+-@\t\r\n'＝＋－＠")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_QUOTED = re.compile(r'[",;\t\r\n]')
_BREAK = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


def _codepoint(match: re.Match[str]) -> str:
    return f"⟦U+{ord(match[0]):04X}⟧"


def visible(text: str) -> str:
    """Text with its invisible, direction-changing and control characters shown.

    >>> visible("15/2/1987\\u200f")
    '15/2/1987⟦U+200F⟧'
    """
    return _SHOWN.sub(_codepoint, text)


def without_surrogates(text: str) -> str:
    """Text that any frame and file can hold: lone surrogates are shown as ⟦U+D800⟧.

    >>> without_surrogates("a\\ud800")
    'a⟦U+D800⟧'
    """
    return _SURROGATE.sub(_codepoint, text)


def printable_json(value: Any, indent: int | None = None) -> str:
    """JSON for a terminal or for YAML: what `visible` shows is written as an escape, so that the value is the same.

    >>> printable_json({"a": "تونس\\u202e\\x9b"})
    '{"a": "تونس\\\\u202e\\\\u009b"}'
    """
    return _SHOWN.sub(lambda sign: json.dumps(sign[0])[1:-1], json.dumps(value, ensure_ascii=False, indent=indent))


def on_a_line(text: str) -> str:
    """What `visible` shows, with its line breaks as signs: on a terminal a bare return writes over what stands before.

    >>> on_a_line("a\\r\\nb\\rc")
    'a ⏎ b ⏎ c'
    """
    return _BREAK.sub(" ⏎ ", visible(text))


def delimited(cells: Iterable[Any]) -> str:
    """One line of CSV, without its end; `None` is empty.

    Control characters are shown, what a spreadsheet would calculate has an apostrophe before it, and a cell with a
    semicolon or a tab is quoted, since some programs part cells by these.

    >>> print(delimited(["+O", "+", 1, None, "a, b", "c;=1"]))
    '+O,+,1,,"a, b","c;=1"
    """
    return ",".join(_cell(each) for each in cells)


def _cell(value: Any) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    text = _CONTROLS.sub(_codepoint, value)
    text = f"'{text}" if text.startswith(_ACTIVE) and value not in ("+", "-") else text
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def plain(text: str) -> str:
    """Text without invisible characters, its white space single, its ends trimmed.

    >>> plain("\\u200f 15 \\u00a0 شباط\\n1990 ")
    '15 شباط 1990'
    """
    if not text.isascii() and _HIDDEN.search(text):
        text = text.translate(_DROP_INVISIBLE)
    return " ".join(text.split())


def ascii_digits(text: str) -> str:
    """Arabic-Indic, Persian and full-width digits as 0–9.

    >>> ascii_digits("١٩٨٧ ۱۹۸۷ １９８７")
    '1987 1987 1987'
    """
    return text.translate(_DIGITS)


def fold(text: str) -> str:
    """The word behind its spellings.

    Plain, lower case, without tashkeel and tatweel, hamza seats, ة/ه and ى/ي as one, Latin letters without accents,
    digits as 0–9. Punctuation and the article stay.

    >>> fold("الإسـم"), fold("فصيلةُ الدم"), fold("Né en"), fold("Rh+")
    ('الاسم', 'فصيله الدم', 'ne en', 'rh+')
    """
    text = plain(text)
    if text.isascii():
        return text.casefold()
    text = unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold()
    return plain(without_accents(text))


def without_accents(text: str) -> str:
    """Latin, Greek and Cyrillic letters without their marks; other scripts keep theirs.

    >>> without_accents("Türkiye"), without_accents("й"), without_accents("أ")
    ('Turkiye', 'й', 'أ')
    """
    return _ACCENTED.sub(_bare, text)


def _bare(match: re.Match[str]) -> str:
    base = unicodedata.normalize("NFD", match[0])
    return base[0] if base[0].isascii() else match[0]
