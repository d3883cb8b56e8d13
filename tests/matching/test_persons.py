"""Persons are made of pairs, whatever the order of either."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from records.matching.persons import Pair, RecordPlace, clusters, count_range, persons_at

RECORDS = [RecordPlace("a.csv", "", row, row - 1) for row in range(2, 10)]
PAIRS = st.lists(
    st.builds(
        Pair,
        st.sampled_from(RECORDS),
        st.sampled_from(RECORDS),
        st.sampled_from(["same", "possible", "different"]),
        st.floats(-20, 20),
        st.just(()),
        st.booleans(),
    )
)


@given(PAIRS, st.randoms())
def test_the_order_of_records_and_pairs_does_not_matter(pairs: list[Pair], chance: Random) -> None:
    records, others = RECORDS.copy(), pairs.copy()
    chance.shuffle(records)
    chance.shuffle(others)
    assert clusters(records, others) == clusters(RECORDS, pairs)


@given(PAIRS)
def test_each_record_is_in_one_person(pairs: list[Pair]) -> None:
    assert sorted(record for person in clusters(RECORDS, pairs) for record in person) == RECORDS


@given(PAIRS)
def test_records_that_were_decided_to_be_two_persons_stay_apart(pairs: list[Pair]) -> None:
    of = {record: n for n, person in enumerate(clusters(RECORDS, pairs)) for record in person}
    apart = [pair for pair in pairs if pair.verdict == "different" and pair.a != pair.b]
    assert all(of[pair.a] != of[pair.b] for pair in apart)


@given(PAIRS)
def test_the_low_count_is_not_above_the_high_one(pairs: list[Pair]) -> None:
    low, high = count_range(RECORDS, pairs)
    assert 1 <= low <= high <= len(RECORDS)


@given(PAIRS)
def test_a_higher_threshold_makes_no_fewer_persons(pairs: list[Pair]) -> None:
    counts = [count for _, count in persons_at(RECORDS, pairs, [-20, 0, 9, 21])]
    assert counts == sorted(counts)
    assert counts[-1] == len(RECORDS)
