"""What is published must not give away what is held back: a reader who knows the procedure tries.

He sorts every small table by what is printed for it. What a line held back may be is its values in one such class.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.disclosure import published, tables
from records.figures import table
from records.figures.disclosure import folded_lines, hide, is_safe

ANSWERS = ("category", "others", "none", "ambiguous", "unread")
SUMS = ("answered", "applicable", "all")
Table = tuple[int, ...]
Printed = tuple[int | None, ...]

SOME = ["DZ", "FR", "IQ", "RU", "TN", "DZ|FR", "-none", "?", "!", "-blank", "-unknown", "-not_applicable"]
codes = st.sampled_from(SOME)
counts = st.dictionaries(codes, st.one_of(st.integers(1, 6), st.integers(1, 30)), min_size=1, max_size=8)
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def fallen(lines: int, most: int, below: int, printed: Callable[[Table, int], Printed] = published) -> list[Printed]:
    """The publications in which a line held back has fewer than `below` values, or none of `below` or more."""
    classes: dict[Printed, list[Table]] = defaultdict(list)
    for each in tables(lines, most):
        classes[printed(each, below)].append(each)
    held = [(said, [each[at] for each in alike]) for said, alike in classes.items() for at in range(lines)
            if len(said) > 1 and said[at] is None]  # fmt: skip
    return [said for said, values in held if len(set(values)) < below or max(values) < below]


@pytest.mark.parametrize(("lines", "most", "below"), [(2, 40, 5), (3, 30, 5), (4, 18, 4), (5, 16, 3), (6, 14, 3)])
def test_a_reader_who_knows_the_procedure_learns_nothing(lines: int, most: int, below: int) -> None:
    assert fallen(lines, most, below) == []


def test_the_reader_is_able() -> None:
    """He wins where the smallest of the others is held back, so that the test above can fail."""

    def naive(table: Table, below: int) -> Printed:
        order = sorted(range(len(table)), key=lambda at: table[at])
        hidden = order[: max(2, sum(count < below for count in table))] if min(table) < below else []
        return (*(None if at in hidden else count for at, count in enumerate(table)), sum(table))

    assert fallen(3, 30, 5, naive)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(3, 9))
def test_small_lines_are_held_back_among_enough_persons(persons: list[int], below: int) -> None:
    named = {f"{at:02}": count for at, count in enumerate(persons)}
    hidden = hide(named, below)
    if hidden is not None:
        assert {name for name, count in named.items() if count < below} <= hidden
        assert not hidden or is_safe([named[name] for name in hidden], below)
    folded = sum(named[name] for name in folded_lines(named, below))
    assert folded == 0 or folded >= below or folded == sum(persons)


@many
@given(counts=counts, below=st.integers(3, 7), folding=st.booleans())
def test_no_published_count_is_small(batch_of: Any, counts: dict[str, int], below: int, folding: bool) -> None:
    found = table(batch_of(counts), suppress_below=below, folding=folding)
    answers = found[found["line"].isin([*ANSWERS, "missing"])]["persons"].dropna()
    assert (answers >= below).all()
    shares = found.filter(like="share_")
    assert shares[found["persons"].isna()].isna().all(axis=None)
    sums = found.set_index("line")["persons"]
    if "answered" in sums and not found.attrs["too_few"]:  # a gap tells nothing of a person: the base is shown
        assert sums["answered"] == sum(n for code, n in counts.items() if code == "-none" or code[0] != "-")
    for denominator in SUMS:  # a share says no more than the counts beside it
        share = found[f"share_{denominator}"].dropna()
        if len(share):
            expected = found["persons"][share.index].astype(float) / float(sums[denominator])
            pd.testing.assert_series_equal(share, expected, check_names=False)


@many
@given(counts=counts, data=st.data(), folding=st.booleans())
def test_the_order_of_the_lines_tells_nothing(
    batch_of: Any, counts: dict[str, int], data: st.DataObject, folding: bool
) -> None:
    """Two small categories could change their counts, and the table would be the same."""
    small = sorted(code for code, count in counts.items() if count < 5 and code[0] not in "-?!")
    if len(small) > 1:
        one, other = data.draw(st.permutations(small))[:2]
        swapped = counts | {one: counts[other], other: counts[one]}
        both = [table(batch_of(each), folding=folding) for each in (counts, swapped)]
        pd.testing.assert_frame_equal(*both)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"DZ": 20, "FR": 9}, {"DZ": "20", "FR": "9"}),
        ({"DZ": 20, "FR": 9, "IQ": 3}, {}),
        ({"DZ": 20, "FR": 12, "RU": 9, "IQ": 3}, {"DZ": "20", "FR": "12", "others": "12"}),
        ({"DZ": 20, "FR": 12, "RU": 3, "IQ": 3}, {"DZ": "20", "FR": "12", "others": "6"}),
        ({"DZ": 20, "FR": 9, "-blank": 3, "-unknown": 9}, {"DZ": "20", "FR": "9", "without": "12"}),
        ({"DZ": 20, "FR": 9, "-blank": 4}, {"DZ": "20", "FR": "9", "without": "4"}),
        ({"DZ": 20, "FR": 9, "-blank": 5, "-unknown": 9}, {"DZ": "20", "FR": "9", "blank": "5", "unknown": "9"}),
        ({"DZ": 3}, {}),
        ({f"{letter}X": 1 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, {}),
    ],
)
def test_small_categories_of_an_open_list_become_one_line(
    batch_of: Any, counts: dict[str, int], shown: dict[str, str]
) -> None:
    found = table(batch_of(counts))
    lines = found[~found["line"].isin(SUMS)]
    names = [code or line for line, code in zip(lines["line"], lines["code"], strict=True)]
    assert dict(zip(names, lines["shown"], strict=True)) == shown
    assert found.attrs["too_few"] == (not shown)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"DZ": 20, "FR": 9, "IQ": 3, "RU": 8}, "20 9 withheld withheld"),
        ({"DZ": 20, "FR": 3, "IQ": 30, "RU": 8}, "30 8 withheld withheld"),
        ({"DZ": 20, "FR": 9, "IQ": 3}, "withheld withheld withheld"),
        ({"DZ": 2, "FR": 2, "IQ": 9, "RU": 8}, "withheld withheld withheld withheld"),
        ({"DZ": 2, "FR": 2}, ""),
    ],
)
def test_small_categories_of_a_closed_list_are_held_back(batch_of: Any, counts: dict[str, int], shown: str) -> None:
    found = table(batch_of(counts), folding=False)
    assert " ".join(found[found["line"] == "category"]["shown"]) == shown
