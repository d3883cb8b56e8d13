"""What a reader who knows the procedure works out of published tables: every small table, by enumeration.

    python -m benchmarks.disclosure [--most 45] [--below 5]

A table is up to four lines of one person or more. All tables that the procedure publishes alike are one class: what a
line held back may be is the set of its values in the class. `recovered`: one value is left. `narrowed`: fewer than the
threshold are left, or none at the threshold or above. `least` is what must be held back from a reader who does not know
the procedure: the fewest lines, small ones among them, of which none can be worked out from the sum.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from records.figures.disclosure import folded_lines, hide

Table = tuple[int, ...]


def tables(lines: int, most: int) -> Iterator[Table]:
    """Every table of so many lines and up to so many persons."""
    if lines == 0:
        yield ()
        return
    for first in range(1, most - lines + 2):
        for rest in tables(lines - 1, most - first):
            yield (first, *rest)


def published(table: Table, below: int) -> tuple[int | None, ...]:
    """What is printed: the count of each line or None, and the sum; the sum alone where no line may be printed."""
    hidden = hide({str(at): count for at, count in enumerate(table)}, below)
    if hidden is None:
        return (sum(table),)
    return (*(None if str(at) in hidden else count for at, count in enumerate(table)), sum(table))


def least(table: Table, below: int) -> int:
    """The fewest lines to hold back from a reader who knows their sum only."""
    small = {at for at, count in enumerate(table) if count < below}
    for size in range(len(small), len(table) + 1):
        for chosen in combinations(range(len(table)), size):
            if small <= set(chosen) and (not small or _has_values(table, chosen, below)):
                return size
    return len(table)


def _has_values(table: Table, chosen: tuple[int, ...], below: int) -> bool:
    return len(chosen) > 1 and sum(table[at] for at in chosen) - len(chosen) + 1 >= below


def attacked(lines: int, most: int, below: int) -> dict[str, int]:
    """The counts of this benchmark for tables of so many lines."""
    classes: dict[tuple[int | None, ...], list[Table]] = defaultdict(list)
    found = dict.fromkeys(("tables", "small", "recovered", "narrowed", "hidden", "least", "base", "shown"), 0)
    for table in tables(lines, most):
        classes[published(table, below)].append(table)
        found["least"] += least(table, below)
        found["small"] += sum(count < below for count in table)
    for said, alike in classes.items():
        found["tables"] += len(alike)
        held = [at for at in range(lines) if len(said) == 1 or said[at] is None]
        found["hidden"] += len(held) * len(alike)
        found["shown"] += (lines - len(held)) * len(alike)
        found["base"] += len(alike) * (said[-1] is not None)
        for at in held if len(said) > 1 else ():
            values = {table[at] for table in alike}
            found["recovered"] += len(alike) * (len(values) == 1)
            found["narrowed"] += len(alike) * (len(values) < below or max(values) < below)
    return found


def folded_more(lines: int, most: int, below: int) -> tuple[int, int]:
    """Lines folded, and lines under the threshold with the least beside them."""
    folded = smallest = 0
    for table in tables(lines, most):
        folded += len(folded_lines({str(at): count for at, count in enumerate(table)}, below))
        smallest += least(table, below)
    return folded, smallest


def main() -> None:
    """Print one row per number of lines."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=45)
    parser.add_argument("--below", type=int, default=5)
    said = parser.parse_args()
    totals: dict[str, int] = defaultdict(int)
    for lines in range(1, 5):
        found = attacked(lines, said.most, said.below)
        found["folded"] = folded_more(lines, said.most, said.below)[0]
        for name, count in found.items():
            totals[name] += count
        print(f"{lines} lines: {found}")
    print(f"all: {dict(totals)}")
    for name in ("hidden", "folded"):
        print(f"{name}, more than the least: {totals[name] / totals['least'] - 1:.1%}")


if __name__ == "__main__":
    main()
