"""Nisbas beside the countries of their record: told once for each country, and never against a record."""

from __future__ import annotations

import pandas as pd
import pytest

import records

PEOPLE = [
    ("محمد التونسي", "تونس", "فرنسا"),
    ("علي التونسي", "فرنسا", "فرنسا"),
    ("عمر التونسي", "فرنسا", "Tunisia"),
    ("سالم التونسي", "", ""),
    ("Karim Daoud", "France", ""),
    ("حسن المصري", "ليبيا", ""),
    ("Omar al-Maghribi", "Algeria or Morocco", ""),
]


def _found(people: list[tuple[str, str, str]], lang: str = "en") -> pd.DataFrame:
    frame = pd.DataFrame(people, columns=["Full name", "Country of origin", "Residence"], dtype=str)
    frame["Date of birth"] = "1990"
    found = records.check(records.from_frame(frame, "fighter-file"), lang=lang)
    return found[found["check"] == "nisba"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_nisba_that_no_country_says_is_told_once_for_its_country(lang: str) -> None:
    egypt, tunisia = _found(PEOPLE, lang)["message"]
    assert "المصري" in egypt and "!5!Full name)" in egypt
    assert "التونسي" in tunisia and "!1!Full name)" in tunisia, "two say Tunisia somewhere, one says nothing"
    assert "3" in tunisia, "of three names that could be compared"


def test_nobody_is_accused_of_the_name_of_his_family() -> None:
    found = _found(PEOPLE)
    assert found["record"].isna().all()
    assert set(found["severity"]) == {"info"}


def test_names_that_agree_are_not_told() -> None:
    assert _found([PEOPLE[0], *PEOPLE[2:5]]).empty
