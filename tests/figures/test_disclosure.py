"""What is published must not give away what is held back: an attacker, written independently, tries.

The attacker has the published table, knows how its lines add up and what the marks mean, and tries every count of every
line held back. A line falls when only one count is possible.
"""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.figures import table

OUTSIDE = "not_applicable"
ANSWERS = ("category", "none", "ambiguous", "unread")
SUMS = ("answered", "applicable", "all")

codes = st.sampled_from(["DZ", "FR", "IQ", "RU", "TN", "DZ|FR", "-none", "?", "!", "-blank", "-unknown", f"-{OUTSIDE}"])
counts = st.dictionaries(codes, st.one_of(st.integers(1, 6), st.integers(1, 30)), min_size=1, max_size=8)
many = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def possible(row: Any, everybody: int, below: int) -> set[int]:
    if not pd.isna(row.persons):
        return {int(row.persons)}
    return set(range(1, below)) if row.shown == f"<{below}" else set(range(1, everybody + 1))


def sums(sets: list[set[int]], most: int) -> set[int]:
    reached = {0}
    for each in sets:
        reached = {a + b for a in reached for b in each if a + b <= most}
    return reached


def consistent(published: pd.DataFrame, guesses: list[set[int]]) -> bool:
    """Whether the lines can add up as the table says they do, with these counts for each."""
    lines = list(zip(published["line"], published["code"], guesses, strict=True))
    given_sums = {line: guess for line, _, guess in lines if line in SUMS}
    everybody = max(given_sums["all"])
    answers = [guess for line, _, guess in lines if line in ANSWERS]
    blanks = [guess for line, code, guess in lines if line == "missing" and code != OUTSIDE]
    outside = [guess for line, code, guess in lines if line == "missing" and code == OUTSIDE]
    answered = sums(answers, everybody) & given_sums.get("answered", set(range(everybody + 1)))
    applicable = sums([answered, *blanks], everybody) & given_sums.get("applicable", set(range(everybody + 1)))
    return bool(sums([applicable, *outside], everybody) & given_sums["all"])


def given_away(published: pd.DataFrame, below: int) -> list[str]:
    """The lines held back of which the attacker knows the count."""
    everybody = published.set_index("line")["persons"]["all"]
    if pd.isna(everybody):
        return [] if len(published) == 1 else ["all"]
    sets = [possible(row, int(everybody), below) for row in published.itertuples()]
    fallen = []
    for n, row in enumerate(published.itertuples()):
        if pd.isna(row.persons) and (row.line not in SUMS or row.shown == f"<{below}"):
            fits = [v for v in sets[n] if consistent(published, [*sets[:n], {v}, *sets[n + 1 :]])]
            assert fits, "the true count must be possible"
            if len(fits) == 1:
                fallen.append(f"{row.line}:{row.code}")
    return fallen


@many
@given(counts=counts, below=st.integers(3, 7))
def test_no_count_held_back_can_be_worked_out(batch_of: Any, counts: dict[str, int], below: int) -> None:
    published = table(batch_of(counts), suppress_below=below)
    assert given_away(published, below) == []
    shown = published["persons"].dropna()
    assert ((shown == 0) | (shown >= below)).all()
    shares = published.filter(like="share_")
    assert shares[published["persons"].isna()].isna().all(axis=None)
    totals = published.set_index("line")["persons"]
    for denominator in SUMS:  # a share says no more than the counts beside it
        share = published[f"share_{denominator}"].dropna()
        if len(share):
            expected = published["persons"][share.index].astype(float) / float(totals[denominator])
            pd.testing.assert_series_equal(share, expected, check_names=False)


@many
@given(counts=counts, data=st.data())
def test_the_order_of_the_lines_tells_nothing(batch_of: Any, counts: dict[str, int], data: st.DataObject) -> None:
    """Two small lines of the same sum could change their counts, and the table would be the same."""
    small = sorted(code for code, count in counts.items() if count < 5 and code[0] not in "-?!")
    if len(small) > 1:
        one, other = data.draw(st.permutations(small))[:2]
        swapped = counts | {one: counts[other], other: counts[one]}
        pd.testing.assert_frame_equal(table(batch_of(counts)), table(batch_of(swapped)))


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"DZ": 20, "FR": 9}, {"DZ": "20", "FR": "9"}),
        ({"DZ": 20, "FR": 9, "IQ": 3}, {"DZ": "20", "FR": "withheld", "IQ": "withheld"}),
        ({"DZ": 20, "FR": 3, "IQ": 3}, {"DZ": "20", "FR": "<5", "IQ": "<5"}),
        ({"DZ": 20, "FR": 4, "IQ": 4}, {"DZ": "withheld", "FR": "withheld", "IQ": "withheld"}),
        ({"DZ": 20, "-blank": 3, "-unknown": 9}, {"DZ": "20", "blank": "withheld", "unknown": "withheld"}),
        ({"DZ": 10, "FR": 4}, {"DZ": "withheld", "FR": "withheld"}),
        ({"DZ": 6, "FR": 2, "IQ": 3, "RU": 1}, {"DZ": "6", "FR": "<5", "IQ": "<5", "RU": "<5"}),
        ({"DZ": 3}, {}),
        ({f"{letter}X": 1 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}, {}),
    ],
)
def test_what_is_held_back(batch_of: Any, counts: dict[str, int], shown: dict[str, str]) -> None:
    published = table(batch_of(counts))
    lines = published[~published["line"].isin(SUMS)]
    assert dict(zip(lines["code"], lines["shown"], strict=True)) == shown


def test_the_attacker_is_able() -> None:
    """Without control of the secondary kind the attacker wins, so that the tests above can fail."""
    naive = pd.DataFrame(
        {
            "line": ["category", "category", "answered", "applicable", "all"],
            "code": ["DZ", "FR", "", "", ""],
            "persons": pd.array([20, None, 23, 23, 23], dtype="Int64"),
            "shown": ["20", "<5", "23", "23", "23"],
        }
    )
    assert given_away(naive, 5) == ["category:FR"]
