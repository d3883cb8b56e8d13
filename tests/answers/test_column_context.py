"""A word for having no answer is a name where few records have it and their other answers are filled."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import records

COLUMNS = ["Name", "Date of birth", "Country of origin", "Blood type"]
FILLED = ["1990", "Tunisia", "O+"]


def names(*rows: list[str]) -> list[str]:
    """The names that are read in a table of these rows, with some ordinary ones."""
    table = pd.DataFrame([["Ali Haddad", *FILLED], ["Omar Saleh", *FILLED], *rows], columns=COLUMNS)
    frame = records.from_frame(table, records.form("fighter-file")).frame()
    return [str(name) for name in frame["full_name_clean"]][2:]


@pytest.mark.parametrize("name", ["Nada", "NADA", "Nil", "Null", "Blank", "Same", "Do"])
def test_a_rare_word_is_a_name(name: str) -> None:
    assert names([name, *FILLED]) == [name]
    assert names([name, *FILLED], [name, *FILLED]) == [name, name]


@pytest.mark.parametrize("name", ["Nada", "Nil", "Null", "Blank"])
def test_where_it_repeats_or_nothing_else_is_filled_it_is_missing(name: str) -> None:
    assert names(*[[name, *FILLED]] * 3) == ["", "", ""]
    assert names([name, *FILLED], *[[name.lower(), *FILLED]] * 2) == ["", "", ""]
    assert names([name, "", "", ""]) == [""]


@pytest.mark.parametrize("word", ["NULL", "none", "unknown", "-", "لا يوجد", "nada"])
def test_other_words_are_never_names(word: str) -> None:
    assert names([word, *FILLED]) == [""]


@pytest.mark.parametrize("word", ["do", "Do.", "ditto"])
def test_ditto_marks_stay(word: str) -> None:
    assert names([word, *FILLED]) == ["Omar Saleh"]


def test_it_is_told() -> None:
    table = pd.DataFrame([["Ali Haddad", *FILLED], ["Nada", *FILLED]], columns=COLUMNS)
    found = records.check(records.from_frame(table, records.form("fighter-file")))
    told = found[found["check"] == "rare-name"]
    assert told["record"].tolist() == [1]
    assert told["severity"].astype(str).tolist() == ["info"]


@pytest.mark.parametrize(("header", "told"), [("Transcriber", 0), ("Colour", 1)])
def test_a_form_whose_transcriber_no_column_names_says_so(header: str, told: int) -> None:
    table = pd.DataFrame([["Ali Haddad", *FILLED, "amal"]], columns=[*COLUMNS, header])
    found = records.check(records.from_frame(table, records.form("fighter-file")))
    assert (found["check"] == "no-transcriber").sum() == told


@pytest.mark.parametrize(
    ("beside", "asks"),
    [
        (["۱۳۶۶"], True),
        (["سال 1366"], True),
        (["۱۲/۳/۱۳۷۰", "1990"], True),
        (["۱۳۶۶", *["1370"] * 40], True),
        (["۱۳۶۶", *["1370"] * 60], False),
        (["1366"], False),
        (["١٣٦٦"], False),
        (["۱۹۹۰"], True),
    ],
)
def test_a_year_among_persian_dates_asks(beside: list[str], asks: bool) -> None:
    texts = ["1368", "15/3/1368 هـ", "1437", "1990", "", *beside]
    table = pd.DataFrame([["Ali Haddad", text, "Iran", "O+"] for text in texts], columns=COLUMNS)
    frame = records.from_frame(table, records.form("fighter-file")).frame()
    assert frame["birth_date_status"].tolist()[:5] == [
        "ambiguous" if asks else "inferred",
        "exact",
        "inferred",
        "exact",
        "missing",
    ]
    assert frame["birth_date"].tolist() == texts


def test_persian_dates_of_one_sheet_say_nothing_of_another(tmp_path: Path) -> None:
    for name, texts in (("a.csv", ["1368", "۱۳۶۶"]), ("b.csv", ["1368", "1370"])):
        rows = [",".join(COLUMNS), *(f"Ali Haddad,{text},Iran,O+" for text in texts)]
        (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    frame = records.run([tmp_path / "a.csv", tmp_path / "b.csv"], form="fighter-file").frame
    assert frame["birth_date_status"].tolist() == ["ambiguous", "ambiguous", "inferred", "inferred"]
