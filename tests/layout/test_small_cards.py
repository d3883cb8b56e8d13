"""Cards of three or four labels, two of them in one line, are forms; tables with a word that is a label stay tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import records
from records.forms import Form
from tests.layout.test_header_rows import merged
from tests.layouts import rows_of

FIRST = "Full name ¦ Amal Haddad ¦ Nationality ¦ Syrian"
AMAL = ("Amal Haddad", "Syrian", "1990-05-01")
CARDS = {
    "two and one": f"{FIRST}\nDate of birth ¦ 1990-05-01",
    "one and two": f"Date of birth ¦ 1990-05-01\n{FIRST}",
    "three and one": f"{FIRST} ¦ Blood type ¦ A+\nDate of birth ¦ 1990-05-01",
    "a blank line": f"{FIRST}\n\nDate of birth ¦ 1990-05-01",
    "answers below": "Full name ¦ Nationality\nAmal Haddad ¦ Syrian\nDate of birth\n1990-05-01",
    "a label that nobody knows": f"{FIRST}\nDate of birth ¦ 1990-05-01\nShoe size ¦ 43",
}
TABLES = {
    "two columns": "Full name ¦ Nationality\nAmal Haddad ¦ Syrian\nOmar Said ¦ Iraqi\nDate of form ¦ 2016-05-01",
    "columns that nobody knows between": "Full name ¦ Rank ¦ Nationality ¦ Unit\nAmal Haddad ¦ Cpt ¦ Syrian ¦ 3rd\n"
    "Omar Said ¦ Lt ¦ Iraqi ¦ 4th\nDate of form ¦ 2016-05-01",
    "three columns": "Full name ¦ Nationality ¦ Date of birth\nAmal Haddad ¦ Syrian ¦ 1990-05-01\nOmar Said ¦ Iraqi ¦ 1991",
    "one record with a word that is a label": "Full name ¦ Single ¦ Married ¦ Date of form\nAmal Haddad ¦ Nationality ¦ Yes ¦\n"
    "Omar Said ¦ Nationality ¦ Yes",
    "a date above": "Date of form ¦ 2016-05-01\nFull name ¦ Nationality\nAmal Haddad ¦ Syrian\nOmar Said ¦ Iraqi",
}


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Form:
    path: Path = tmp_path_factory.mktemp("form") / "card.yaml"
    kinds = {"Full name": "name", "Nationality": "country", "Date of birth": "date", "Blood type": "blood"}
    fields = [
        f"  {label.lower().replace(' ', '_')}: {{kind: {kind}, labels: {{en: [{label}]}}}}"
        for label, kind in {**kinds, "Date of form": "date"}.items()
    ]
    path.write_text("\n".join(["form: card", "title: {en: Card}", "fields:", *fields, ""]), encoding="utf-8")
    return records.form(path)


@pytest.mark.parametrize("card", CARDS)
def test_a_small_card_is_a_form(form: Form, card: str) -> None:
    batch = records.normalise([merged(rows_of(CARDS[card]))], form)
    assert batch.frame()[["full_name", "nationality", "date_of_birth"]].values.tolist() == [list(AMAL)]
    assert batch.mappings[0].cells


def test_small_cards_one_below_the_other(form: Form) -> None:
    other = CARDS["two and one"].replace("Amal", "Omar").replace("1990", "1985")
    batch = records.normalise([merged(rows_of(f"{CARDS['two and one']}\n\n{other}"))], form)
    assert batch.frame()["full_name"].tolist() == ["Amal Haddad", "Omar Haddad"]
    assert batch.frame()["date_of_birth"].tolist() == ["1990-05-01", "1985-05-01"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_stays_one(form: Form, table: str) -> None:
    batch = records.normalise([merged(rows_of(TABLES[table]))], form)
    assert not batch.mappings[0].cells
    assert batch.frame()["full_name"].tolist()[:2] == ["Amal Haddad", "Omar Said"]


def test_two_merged_titles_of_words_that_nobody_knows_ask(form: Form) -> None:
    """They may say whose the columns below are."""
    lines = "Zorbo ¦ ¦ Quix ¦\nFull name ¦ Nationality ¦ Date of birth ¦ Blood type\nAmal ¦ Syrian ¦ 1990 ¦ A+"
    found = records.normalise([merged(rows_of(lines), "A1:B1", "C1:D1")], form)
    assert [column.status for column in found.mappings[0].columns] == ["ask"] * 4
