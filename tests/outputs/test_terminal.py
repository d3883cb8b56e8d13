"""What the verbs print."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from typing import Any

import pandas as pd
import pytest

from records.column import TEXT
from records.outputs.rows import WIDEST, aligned
from records.outputs.terminal import render_table, summary
from records.text import on_a_line


def test_the_summary_says_what_was_read_found_and_where_to_look(make: Any) -> None:
    said = summary(make(), "out", "en")
    assert "A small form" in said
    assert "amal.csv (Header in row 1): Lines read 6 = Records 5 + Header 1" in said
    assert "column H “notes” was not taken: it may be complaint · diagnosis" in said
    assert "Not used: b.xlsx!Legend (no form fits it)" in said
    assert "Cannot be: 1 (certain 1)" in said
    assert re.search(r"1\. amal\.csv!E3, D3  error, certain\n +(?i:d)ate of joining \(1979\) comes before", said)
    assert said.endswith("Report: out/report.html\n")


def test_a_column_of_one_code_is_printed_in_every_shape() -> None:
    one = pd.DataFrame({"file": pd.Categorical(["a.csv", "a.csv"])})
    assert [render_table(one, shape).count("a.csv") for shape in ("text", "csv", "json", "jsonl")] == [2, 2, 2, 2]  # type: ignore[arg-type]


def test_findings_of_one_check_are_one_story_with_the_first_cells(make: Any) -> None:
    rows = [["", f"Krakozhia {n}", "", "", "", "", "", ""] for n in range(30)]
    said = summary(make(rows=rows), None, "en")
    assert re.findall(r"^  (\d+)\. ", said, re.MULTILINE) == ["1"]
    assert "No answer where the form wants one, of 30 records: " in said
    assert "(nationality): 30 of 30 records" in said
    assert re.search(
        r"amal.csv: B2 certain · B3 certain ·\D+B4 .*\n +24 more; all stand in findings.csv", said, re.DOTALL
    )


def test_nothing_found_and_nothing_written_are_said(make: Any) -> None:
    run = make(rows=[["سالم", "TN", "TN", "1990-01-01", "2014-03-01", "A+", "2", ""]])
    said = summary(run, None, "en")
    assert "Nothing was found that cannot be right." in said
    assert "--out DIR" in said


def test_the_summary_in_arabic(make: Any) -> None:
    said = summary(make(lang="ar"), "out", "ar")
    assert "ما لا يمكن أن يكون: 1" in said
    assert "تاريخ الالتحاق" in said
    assert not re.search(r"report\.(?!html)|\{", said)


def test_colour_is_for_terminals_only(make: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run = make()
    plain = summary(run, "out", "en")
    assert "\x1b" not in plain
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = summary(run, "out", "en")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured
    monkeypatch.setenv("NO_COLOR", "1")
    assert summary(run, "out", "en") == plain


def test_other_shapes_hold_every_finding(make: Any) -> None:
    run = make()
    lines = [json.loads(line) for line in summary(run, None, "en", "jsonl").splitlines()]
    assert len(lines) == len(run.findings[0])
    assert json.loads(summary(run, None, "en", "json")) == lines
    assert lines[0]["form"] == "small-form"
    assert isinstance(lines[0]["args"], dict)
    rows = list(csv.DictReader(io.StringIO(summary(run, None, "en", "csv"))))
    assert [row["message"] for row in rows] == [line["message"] for line in lines]


def test_invisible_characters_are_shown(make: Any) -> None:
    table = pd.DataFrame({"text": pd.array(["a\u202eb", "c\nd"], dtype=TEXT)})
    assert render_table(table, "text") == "text\na⟦U+202E⟧b\nc ⏎ d\n"


def test_lists_days_and_nothing() -> None:
    table = pd.DataFrame(
        {"candidates": [["a", "b"], []], "day": pd.to_datetime(["2015-01-02", None]), "n": pd.array([1, None], "Int64")}
    )
    assert [json.loads(line) for line in render_table(table, "jsonl").splitlines()] == [
        {"candidates": ["a", "b"], "day": "2015-01-02", "n": 1},
        {"candidates": [], "day": None, "n": None},
    ]
    assert render_table(table[["candidates", "n"]], "csv") == "candidates,n\na|b,1\n,\n"


def test_a_spreadsheet_gets_no_formula() -> None:
    assert render_table(pd.DataFrame({"text": pd.array(["=1+1"], dtype=TEXT)}), "csv") == "text\n'=1+1\n"


SCREEN = {
    "قنّاص": 4,  # a shadda lies on its letter
    "مُحَمَّدٌ": 4,
    "محـــمد": 7,  # a tatweel is a letter's width
    "قرءٰنۖ": 4,  # small alef above, small high mark
    "\u0600١٢": 3,  # number sign: a mark by its class, a sign on the screen
    "\u0602٣": 2,
    "\u06dd٣": 2,  # end of ayah
    "لا": 2,
    "ﷺ": 1,
    "❤\ufe0f": 2,  # the selector makes a narrow sign a wide one
    "日本": 4,
    "a\u200fb": 10,  # what hides is shown: ⟦U+200F⟧
    "a\u00adb": 10,
}
"""Texts and how many columns of a terminal they take (wcwidth of glibc 2.36 and of the library of that name)."""


@pytest.mark.parametrize("text", SCREEN)
def test_the_next_column_begins_where_the_screen_shows_it(text: str) -> None:
    first, second = aligned(["a", "b"], [[text, "x"]])
    widest = max(SCREEN[text], 1)
    assert first == "a" + " " * (widest - 1) + "  b"
    assert second == on_a_line(text) + " " * (widest - SCREEN[text]) + "  x"


@pytest.mark.parametrize("letter", ["x", "ي", "漢"])
def test_an_overlong_cell_ends_visibly(letter: str) -> None:
    lines = render_table(pd.DataFrame({"text": [letter * 5000], "n": [1]}), "text").splitlines()
    assert "…" in lines[1]
    assert len(lines[1]) <= WIDEST + 5


@pytest.mark.parametrize("shape", ["text", "json", "jsonl", "csv"])
def test_an_empty_table(shape: Any) -> None:
    assert render_table(pd.DataFrame({"a": []}), shape) in ("a\n", "[]\n", "")


def test_figures_are_narrowed_for_people(make: Any) -> None:
    from records.figures import table

    rows = [["", "TN", "", "", "", "", "", ""]] * 20 + [["", "FR", "", "", "", "", "", ""]] * 5
    figures = table(make(rows=rows).batches[0])
    assert [re.split(r"  +", line) for line in render_table(figures, "text").splitlines()[:3]] == [
        ["nationality", "Records", "Of all", "Of those it concerns", "Of the answered"],
        ["Tunisia", "20", "80.0% (60.9–91.1)", "80.0% (60.9–91.1)", "80.0% (60.9–91.1)"],
        ["France", "5", "20.0% (8.9–39.1)", "20.0% (8.9–39.1)", "20.0% (8.9–39.1)"],
    ]
    assert "تونس" in render_table(figures, "text", "ar")
