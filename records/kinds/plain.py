"""The kind `text`: what was typed, without what nobody sees: places, units, remarks, until a check needs more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from records.kinds.dictionary import Known, ordinary, plain_all
from records.kinds.kind import Kind, Safe
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Reading, Rule, Status
from records.text import plain

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
        nothing = missing(text)
        if nothing is not None and nothing.note != "missing.zero":
            return nothing
        return lost(text) or Reading(text, Status.EXACT, _TYPED, parts={"clean": plain(text)})

    def read_known(self, texts: Any, options: TextOptions) -> Known:  # noqa: ARG002 (no options yet)
        """The ordinary texts of a whole dictionary (pyarrow string array) at once; the others are for `read`."""
        return Known.of(ordinary(texts), _TYPED, {"clean": plain_all(texts)})
