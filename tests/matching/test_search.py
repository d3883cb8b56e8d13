"""Which records may be one person: pairs that a person of the field can read, and what holds for any batch."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import records
from records.batch import Batch
from records.forms import Form
from records.matching.search import MOST_PAIRS, Persons, find_persons
from records.matching.weights import POSSIBLE_FROM, SAME_FROM

TABLE = Path(__file__).parents[1] / "cases" / "persons.csv"
CASES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
FIELDS = {
    "no": "identifier",
    "name": "name",
    "mother": "name",
    "birth": "date",
    "joined": "date",
    "number": "identifier",
    "phone": "identifier",
    "origin": "country",
    "blood": "blood",
}
LABELS = {"mother": "Mother's name", "birth": "Date of birth", "joined": "Date of joining", "blood": "Blood type"}
GIVEN = ("Muhammad", "Ahmad", "Ali", "Umar", "Khalid", "محمد", "أحمد", "علي", "عمر", "خالد")
FAMILY = ("Ahmad", "Ali", "Salih", "علي", "صالح", "al-Masri")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    """A form of a user's own."""
    lines = ["form: men", "title: {en: Men}", "fields:"]
    for name, kind in FIELDS.items():
        labels = f', labels: {{en: ["{LABELS[name]}"]}}' if name in LABELS else ""
        lines.append(f"  {name}: {{kind: {kind}{labels}{', asks: origin' if name == 'origin' else ''}}}")
    path = tmp_path_factory.mktemp("forms") / "men.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    return records.form(path)


def batch_of(form: Form, rows: list[dict[str, str]]) -> Batch:
    """The rows, numbered, as a batch."""
    numbered = [{"no": str(n), **row} for n, row in enumerate(rows, 1)]
    frame = pd.DataFrame({name: [row.get(name, "") for row in numbered] for name in FIELDS})
    return records.from_frame(frame, form)


def other_men() -> list[dict[str, str]]:
    """60 men with common names, no two with the same."""
    names = [f"{one} {other} {third}" for one in GIVEN for other in FAMILY[:3] for third in ("Yasin", "Hasan")]
    return [
        {"name": name, "birth": str(1960 + n % 40), "origin": ("Tunisia", "Egypt", "Syria")[n % 3], "blood": "O+"}
        for n, name in enumerate(names)
    ]


def said(text: str) -> dict[str, str]:
    """A record as the table writes it."""
    return dict(part.strip().split("=", 1) for part in text.split(";"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_case(form: Form, case: dict[str, str]) -> None:
    found = find_persons([batch_of(form, [said(case["a"]), said(case["b"]), *other_men()])])
    pair = next((each for each in found.pairs if (each.a.record, each.b.record) == (0, 1)), None)
    assert (pair.verdict if pair else "different") == case["verdict"]
    assert (pair is not None and pair.brothers) == (case["brothers"] == "1")


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.sampled_from(["", "؟", *GIVEN, "Karim Daoud al-Hadrami", "كريم داود الحضرمي", "Karim Dawd"]),
            "birth": st.sampled_from(["", "1990", "1990-05-03", "03/05/1990", "1971", "xx"]),
            "joined": st.sampled_from(["", "2014-06-01", "2015"]),
            "number": st.sampled_from(["", "440172", "440173"]),
            "origin": st.sampled_from(["", "Tunisia", "تونس", "Egypt"]),
            "blood": st.sampled_from(["", "A", "A+", "B-"]),
        }
    ),
    max_size=12,
)


def places(found: Persons) -> set[tuple[int, int, float]]:
    return {(pair.a.record, pair.b.record, pair.weight) for pair in found.pairs}


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_the_weight_is_the_sum_of_the_evidence_less_the_chance(form: Form, rows: list[dict[str, str]]) -> None:
    for pair in find_persons([batch_of(form, rows)]).pairs:
        chance = len(rows).bit_length() - 1
        assert pair.weight <= sum(each.weight for each in pair.evidence) - chance + 0.1
        assert pair.verdict == "possible" or pair.weight > SAME_FROM
        assert pair.weight > POSSIBLE_FROM
        assert pair.a < pair.b


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_the_order_of_records_does_not_matter(form: Form, rows: list[dict[str, str]]) -> None:
    last = len(rows) - 1
    there, back = (find_persons([batch_of(form, each)]) for each in (rows, rows[::-1]))
    assert places(there) == {(last - b, last - a, weight) for a, b, weight in places(back)}
    assert (there.fewest, there.most, there.by_weight) == (back.fewest, back.most, back.by_weight)


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_two_batches_are_looked_at_as_one(form: Form, rows: list[dict[str, str]]) -> None:
    half = len(rows) // 2
    parts = [batch_of(form, part) for part in (rows[:half], rows[half:]) if part]
    apart, whole = find_persons(parts), find_persons([batch_of(form, rows)])
    assert sorted(pair.weight for pair in apart.pairs) == sorted(pair.weight for pair in whole.pairs)


def test_no_record_is_compared_with_more_than_20(form: Form) -> None:
    alike = [{"name": "Karim Daoud al-Hadrami", "birth": "1990-05-03"}] * 24
    found = find_persons([batch_of(form, [*alike, *other_men()])])
    many = [place for pair in found.pairs for place in (pair.a, pair.b)]
    assert found.pairs
    assert max(map(many.count, many)) <= MOST_PAIRS


def test_a_key_that_is_too_common_is_cut_and_told(form: Form) -> None:
    alike = [{"name": "Karim Daoud al-Hadrami", "birth": "1990-05-03"}] * 60
    found = find_persons([batch_of(form, alike)])
    assert not found.pairs
    assert ("name", 1, 60) in {(cut.key, cut.groups, cut.records) for cut in found.cuts}


def test_nothing_to_compare(form: Form) -> None:
    assert find_persons([]).persons == ()
    assert find_persons([batch_of(form, [{"name": "Karim"}])]).most == 1
