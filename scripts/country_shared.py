"""Names that the releases of CLDR give to two states: whoever typed one may have meant either, so it asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from records.kinds.country_table import country_key

Names = dict[str, dict[str, set[str]]]
"""Language, code, spellings."""

PAIRS = (("CD", "CG"), ("KP", "KR"), ("MF", "SX"))
"""States that have one word in common, and are often called by it alone."""
SHORTEST = 3
"""What is left without its ending must still be a word: 韩 of 韩国 is in many names."""
SETTLED = 3
"""A name that so many languages give to one state today is that state's, whatever a release once said."""


def grouped(names: Iterable[tuple[str, str, str]]) -> Names:
    """By language and code."""
    found: Names = defaultdict(lambda: defaultdict(set))
    for language, code, spelling in names:
        found[language][code].add(spelling)
    return found


def shared(today: Names, older: Names) -> Iterator[tuple[str, str]]:
    """Each choice of states, as the table writes it, with a spelling that stands for all of them.

    >>> today = grouped([("fr", "CD", "Congo-Kinshasa"), ("fr", "CG", "Congo-Brazzaville"), ("ps", "GY", "ګیانا")])
    >>> list(shared(today, grouped([("fr", "CG", "Congo"), ("ps", "GN", "ګیانا")])))
    [('name:CD,name:CG', 'Congo'), ('name:GN,name:GY', 'ګیانا')]
    """
    yield from _by_one_word(today, older)
    yield from _over_time(today, older)


def _by_one_word(today: Names, older: Names) -> Iterator[tuple[str, str]]:
    for language, codes in sorted(today.items()):
        for pair in PAIRS:
            names = [{country_key(name) for name in codes.get(code, ())} for code in pair]
            for spelling in sorted(set().union(*(codes.get(code, set()) | older[language][code] for code in pair))):
                if (pair[0] == "MF" or " " not in spelling) and _bare(country_key(spelling), *names):
                    yield _choice(pair), spelling


def _bare(folded: str, first: set[str], second: set[str]) -> bool:
    """Whether the names of both hold a spelling, or all of it but an ending: 圣马丁岛, 荷属圣马丁."""
    held = [any(folded in name for name in names) for names in (first, second)]
    if any(held) or len(folded) <= SHORTEST:
        return all(held)
    return all(any(folded[:-1] in name for name in names) for names in (first, second))


def _over_time(today: Names, older: Names) -> Iterator[tuple[str, str]]:
    now: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for language, codes in today.items():
        for code, names in codes.items():
            for name in names:
                now[country_key(name)].add((language, code))
    for language, codes in sorted(older.items()):
        for code, names in sorted(codes.items()):
            for spelling in sorted(names):
                held = now.get(country_key(spelling), set())
                here = {other for one, other in held if one == language and other != code}
                if here and len(held) < SETTLED:
                    yield _choice({code, *here}), spelling


def _choice(codes: Iterable[str]) -> str:
    return ",".join(f"name:{code}" for code in sorted(codes))
