"""The kinds `text` and `identifier`: what was typed, without what nobody sees; no digit is dropped, none is added."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Literal

from records.kinds.dictionary import Known, containing, ordinary, plain_all
from records.kinds.kind import Kind, Safe
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Reading, Rule, Status
from records.text import ascii_digits, plain

_TYPED = "text.as-typed"


@dataclass(frozen=True, slots=True)
class TextOptions:
    """A text has no options."""


class Plain(Kind):
    """Any text: `clean` is the text without invisible characters, its white space single.

    >>> Plain().read("  طلب\\u200f نقل ", TextOptions()).parts["clean"]
    'طلب نقل'
    """

    name: ClassVar[str] = "text"
    options: ClassVar[type] = TextOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"clean": Dtype.TEXT}
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(_TYPED, "طلب نقل إلى الشام"),
        *MISSING_RULES,
    )
    safe: ClassVar[Safe] = "free text"
    free: ClassVar[bool] = True
    key: ClassVar[str] = "clean"
    remark: ClassVar[bool] = True
    tried_as: ClassVar[tuple[str, ...]] = ("date", "blood")

    def read(self, text: str, options: TextOptions) -> Reading:  # noqa: ARG002 (no options yet)
        """`clean`, or which nothing the text is. A zero is a text here."""
        nothing = missing(text, remark=True)
        if nothing is not None and nothing.note != "missing.zero":
            return nothing
        return lost(text) or Reading(text, Status.EXACT, _TYPED, parts={"clean": plain(text)})

    def read_known(self, texts: Any, options: TextOptions) -> Known:  # noqa: ARG002 (no options yet)
        """The ordinary texts of a whole dictionary (pyarrow string array) at once; the others are for `read`."""
        return Known.of(ordinary(texts), _TYPED, {"clean": plain_all(texts)})


_WRITTEN = "identifier.as-typed"
SHORTENED = "identifier.shortened-by-excel"

_SHORTENED = re.compile(r"[+-]?[0-9](?:[.,٫][0-9]+)?[eE][+-]?[0-9]{1,3}")


def _digits(text: str) -> str:
    return ascii_digits(plain(text))


@dataclass(frozen=True, slots=True)
class IdentifierOptions:
    """An identifier has no options."""


class Identifier(Kind):
    """A number or code; `clean` has digits 0–9 and no blanks, every zero is kept, lost zeros are not guessed.

    >>> Identifier().read("٠٧٧٠ ١٢٣ ٤٥٦٧", IdentifierOptions()).parts["clean"]
    '07701234567'
    >>> Identifier().read("1.23E+11", IdentifierOptions()).status.value
    'unread'
    """

    name: ClassVar[str] = "identifier"
    options: ClassVar[type] = IdentifierOptions
    parts: ClassVar[Mapping[str, Dtype]] = {"clean": Dtype.TEXT}
    rules: ClassVar[tuple[Rule, ...]] = (
        Rule(_WRITTEN, "+216 22 333 444"),
        Rule(SHORTENED, "1.23E+11"),
        *MISSING_RULES,
    )
    safe: ClassVar[Safe] = "token"
    free: ClassVar[bool] = True
    key: ClassVar[str] = "clean"
    in_cells: ClassVar[Literal["", "signs", "words"]] = "signs"
    names_record: ClassVar[bool] = True
    tried_as: ClassVar[tuple[str, ...]] = ("date", "country", "blood")

    def read(self, text: str, options: IdentifierOptions) -> Reading:  # noqa: ARG002 (no options yet)
        """`clean`, or why there is none. A zero is an identifier."""
        clean = _digits(text).replace(" ", "")
        for each in (text, clean):  # `# #` is what a narrow column shows, as `##` is
            nothing = missing(each)
            if nothing is not None and nothing.note != "missing.zero":
                return replace(nothing, text=text)
            gone = lost(each)
            if gone is not None:
                return replace(gone, text=text)
        if _SHORTENED.fullmatch(clean):
            return Reading(text, Status.UNREAD, SHORTENED)
        return Reading(text, Status.EXACT, _WRITTEN, parts={"clean": clean})

    def read_known(self, texts: Any, options: IdentifierOptions) -> Known:  # noqa: ARG002 (no options yet)
        """The ordinary texts of a whole dictionary (pyarrow string array) at once; the others are for `read`."""
        import pyarrow.compute as pc

        clean = pc.replace_substring(plain_all(texts, _digits, "[٠-٩۰-۹０-９]"), " ", "")
        known = ordinary(texts) & ordinary(clean) & ~containing(clean, r"^[+-]?[0-9]([.,٫][0-9]+)?[eE][+-]?[0-9]{1,3}$")
        return Known.of(known, _WRITTEN, {"clean": clean})
