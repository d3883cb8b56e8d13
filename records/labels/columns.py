"""What was made of the header of one column."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MatchStatus = Literal["mapped", "ask", "none"]


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What was made of one column's header. Columns that are not mapped are carried along untouched."""

    letter: str
    header: str
    """As typed."""
    field: str | None
    status: MatchStatus
    why: str
    """A key of `headers.because` in the words of a language."""
    candidates: tuple[str, ...] = ()
    """Fields it may be: those to ask about; for `none`, those that a shared label means, or a similar one."""
