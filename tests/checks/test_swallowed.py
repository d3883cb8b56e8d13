"""A quote that is closed too late swallows no record without a word."""

from __future__ import annotations

from pathlib import Path

import pytest

import records
from benchmarks.stray_quotes import measured

FORM = """\
form: people
title: {en: People, ar: أشخاص}
fields:
  name: {kind: name, labels: {en: [Name], ar: [الاسم]}}
  born: {kind: date, labels: {en: [Born], ar: [المولد]}}
  country: {kind: country, labels: {en: [Country], ar: [البلد]}}
  notes: {kind: text, labels: {en: [Notes], ar: [ملاحظات]}}
"""


def told(tmp_path: Path, text: str) -> list[str]:
    """What is said of quotes and line breaks in a file."""
    (tmp_path / "people.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "a.csv").write_text(text, encoding="utf-8", newline="")
    form = records.form(str(tmp_path / "people.yaml"))
    batch = records.normalise(records.read(tmp_path / "a.csv"), form)
    found = batch.locate(records.check(batch))
    found = found[found["check"] == "swallowed-lines"]
    return [cell or message.partition(";")[0] for cell, message in zip(found["cell"], found["message"], strict=True)]


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ('Name,Born,Country\n"Ali,1990,Syria\nSami",1985,Egypt\nOmar,1979,Iraq\n', ["A2"]),
        ('Name,Country\n"Ali,Syria\nOmar,Iraq\nSami",Egypt\nZayd,Iraq\n', ["A2"]),
        ('Name;Born;Country\nAli;"1990;Syria\r\nSami;1985";Egypt\nOmar;1979;Iraq\n', ["B2"]),
        ('Name,Born,Country\nAli,1990,"Syria\nSami,1985,Egypt\nOmar",1979,Iraq\nZed,1977,Iraq\n', ["C2"]),
        ('Name,Born,Country\nAli,1990,Syria\nSami,1985,"Egypt\n"', ["C3"]),
        ('Name,Born,Country\n"Ali,\nSyria",1990,\nSami,1985,Egypt\n', ["A2"]),
        ('Name,Born,Country\n"Ali\nHasan",1990,Syria\nSami,1985,Egypt\n', []),
    ],
    ids=[
        "first line",
        "two columns",
        "semicolons",
        "uneven",
        "a break at the end",
        "a name alone",
        "a name of two lines",
    ],
)
def test_a_cell_that_may_hold_records_is_told(tmp_path: Path, text: str, cells: list[str]) -> None:
    assert told(tmp_path, text) == cells


def test_a_header_that_swallowed_a_record_is_told(tmp_path: Path) -> None:
    text = 'Name,Born,"Country\nAli,1990,Syria"\nSami,1985,Egypt\nOmar,1979,Iraq\n'
    assert told(tmp_path, text) == ["The sheet a.csv: outside the records 1 cells may have swallowed records (C1)"]


def test_notes_of_several_lines_are_told_once_for_their_column(tmp_path: Path) -> None:
    lines = [f'Ali,{year},Syria,"one, two\nthree, four, {year}"' for year in range(1980, 1995)]
    assert told(tmp_path, "\n".join(["Name,Born,Country,Notes", *lines])) == [
        "Notes: 15 cells of a.csv hold line breaks and as many delimiters as a record (rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 …)"
    ]


def test_a_text_with_a_nul_has_no_reading(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text(FORM, encoding="utf-8")
    (tmp_path / "a.csv").write_bytes(b"Name,Born,Country\nA\0li,1990,Syria\n")
    batch = records.normalise(records.read(tmp_path / "a.csv"), records.form(str(tmp_path / "people.yaml")))
    assert batch.frame()["name_status"].tolist() == ["unread"]
    assert "malformed-cell" in set(records.check(batch)["check"])


@pytest.mark.parametrize("pair", [False, True])
def test_a_stray_quote_loses_no_record_without_a_word(pair: bool) -> None:
    """The whole of it: python benchmarks/stray_quotes.py."""
    figures, faults = measured(5, 6, 1, pair)
    assert not faults
    assert figures["honest files"] == 5
