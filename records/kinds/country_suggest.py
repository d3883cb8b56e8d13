"""Suggestions for a text that is no country: what it may be a slip of. Shown to a person; they decide nothing."""

from __future__ import annotations

from dataclasses import dataclass

from records.kinds.country_table import country_key, find, spellings

SHORTEST = 6
"""Shorter words are too near to each other: سعودي and سويدي are one letter apart."""
_FARTHEST = 2
"""Letters inserted, dropped, changed or swapped."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A spelling of the table near to the text."""

    spelling: str
    code: str
    distance: int


def suggest(text: str) -> Suggestion | None:
    """The one country whose spelling is near; None when the text is short, or several countries are as near.

    >>> suggest("Uzbekkistan")
    Suggestion(spelling='uzbeekistan', code='UZ', distance=1)
    >>> suggest("Swedland") is None and suggest("Irak") is None
    True
    """
    from rapidfuzz.distance import OSA  # only when a person asks

    folded = country_key(text)
    if not SHORTEST <= len(folded) <= 60:
        return None
    nearest: dict[str, tuple[int, str]] = {}
    for spelling in spellings():
        if abs(len(spelling) - len(folded)) > _FARTHEST or spelling[0] in "=+-":
            continue
        distance = OSA.distance(folded, spelling, score_cutoff=_FARTHEST)
        entry = find(spelling) if distance <= _FARTHEST else None
        if entry is not None and len(entry.meanings) == 1 and entry.how in ("name", "demonym"):
            code = entry.meanings[0].code
            nearest[code] = min(nearest.get(code, (distance, spelling)), (distance, spelling))
    ranked = sorted((distance, code, spelling) for code, (distance, spelling) in nearest.items())
    if not ranked or (len(ranked) > 1 and ranked[0][0] == ranked[1][0]):
        return None
    distance, code, spelling = ranked[0]
    return Suggestion(spelling, code, distance)
