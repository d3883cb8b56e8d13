"""Pairs of records as people read them: every field by its name in the language, and the counts in one line."""

from pathlib import Path

import pytest

import records
from records.batch import Batch
from records.matching.search import Persons
from records.outputs.pair_listing import pair_table, person_lines, persons_document

TWICE = """Full name,Date of birth,Blood type,Date of joining
Karim Daoud al-Hadrami,1987-02-15,A+,2014-06-01
كريم داود الحضرمي,15/02/1987,A+,2014-06-01
Anas Rashid al-Qayrawani,1990-01-05,O-,2015-03-09
"""


@pytest.fixture
def batch(tmp_path: Path) -> Batch:
    (tmp_path / "men.csv").write_text(TWICE, encoding="utf-8")
    return records.normalise(records.read(tmp_path / "men.csv"), "fighter-file")


@pytest.fixture
def found(batch: Batch) -> Persons:
    return records.persons(batch)


def test_fields_are_named_in_the_language_of_the_table(found: Persons, batch: Batch) -> None:
    (english,), (arabic,) = (pair_table(found, [batch], lang)["evidence"] for lang in ("en", "ar"))
    assert english.startswith("name +")
    assert "date of birth +" in english
    assert "تاريخ الميلاد +" in arabic and "الاسم +" in arabic
    assert "birth_date" not in english + arabic


def test_the_document_holds_pairs_and_persons_with_their_rows(found: Persons) -> None:
    document = persons_document(found, "en")
    (pair,) = document["pairs"]
    assert (pair["verdict"], pair["a"]["row"], pair["b"]["row"]) == ("same", 2, 3)
    assert [[record["row"] for record in person] for person in document["persons"]] == [[2, 3], [4]]


def test_the_counts_stand_in_one_line(found: Persons) -> None:
    assert list(person_lines(found, "en")) == [
        "3 records; pairs that look like one person: 1, that may: 0; persons: 2 to 2"
    ]
