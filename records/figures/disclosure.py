"""Disclosure control: which lines of a table are held back or folded, so that no small count can be worked out.

The reader is taken to know this procedure. What he knows of a line held back is the set of its values over all tables
for which the procedure prints the same. `docs/disclosure.md` proves that this set has at least `below` values, one of
them `below` or more; `benchmarks/disclosure.py` tries every small table.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence


def hide(counts: Mapping[str, int], below: int) -> set[str] | None:
    """Choose the lines to hold back; `None` when none of them may be printed.

    `counts`: the lines in a public order, each with one person or more; their sum is printed. Lines are held back by
    pairs of neighbours (the last of an odd number stands alone): every pair with a line under `below`, then, while
    these hold too few persons to be safe, the line that stands alone, then the pair with the fewest persons.

    >>> sorted(hide({"A": 20, "B": 9, "AB": 3, "O": 30}, below=5))
    ['AB', 'O']
    >>> hide({"A": 2, "B": 1}, below=5) is None
    True
    """
    names = list(counts)
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    hidden = [pair for pair in pairs if _fewest(pair, counts) < below]
    others = [pair for pair in pairs if pair not in hidden]
    others.sort(key=lambda pair: (len(pair), sum(counts[name] for name in pair)))
    while hidden and not is_safe([counts[name] for pair in hidden for name in pair], below):
        if not others:
            return None
        hidden.append(others.pop(0))
    return {name for pair in hidden for name in pair}


def _fewest(names: Sequence[str], counts: Mapping[str, int]) -> int:
    return min(counts[name] for name in names)


def is_safe(hidden: Collection[int], below: int) -> bool:
    """Tell whether lines of pairs held back, of which the reader knows the sum, each have `below` values or more.

    >>> is_safe([2, 3], below=5), is_safe([2, 4], below=5)
    (False, True)
    """
    return len(hidden) > 1 and sum(hidden) >= len(hidden) + below - 1


def folded_lines(counts: Mapping[str, int], below: int) -> set[str]:
    """Choose the lines that become one line of others: those under `below`, then the smallest, until it is none itself.

    >>> sorted(folded_lines({"DZ": 20, "FR": 9, "IQ": 3, "MV": 1}, below=5))
    ['FR', 'IQ', 'MV']
    """
    folded = {name for name, count in counts.items() if count < below}
    named = sorted(counts.keys() - folded, key=lambda name: (counts[name], name))
    while named and 0 < sum(counts[name] for name in folded) < below:
        folded.add(named.pop(0))
    return folded
