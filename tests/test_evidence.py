"""The second pass: it decides with enough evidence, chooses only among alternatives, and hides no contrary cell."""

from __future__ import annotations

import datetime
from collections import Counter

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records import evidence
from records.column import Column, read_column
from records.kinds.country import Country, CountryOptions
from records.kinds.date import Date, DateOptions

OPEN = "3/4/1990"
DAY_FIRST = ["13/1/1990", "14/1/1990", "15/1/1990", "16/1/1990", "17/1/1990"]
MONTH_FIRST = ["1/13/1990", "1/14/1990"]


def column(cells: list[str]) -> Column:
    texts = sorted(set(cells))
    codes = np.array([texts.index(cell) for cell in cells], dtype=np.int32)
    return read_column(Date(), DateOptions(), pa.array(texts, pa.string()), codes)


def groups(*sizes: int) -> np.ndarray:
    return np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)


def test_five_proofs_decide_the_open_cells_of_their_group_only() -> None:
    cells = [*DAY_FIRST, OPEN, OPEN]
    decided, found = evidence.decide(column(cells), groups(6, 1), ["amal", "omar"])
    assert found.to_dict("records") == [
        {
            "group": "amal",
            "question": "order",
            "answer": "day-first",
            "proving": 5,
            "contrary": 0,
            "undecided": 1,
            "decided": True,
            "counted": "column",
        },
        {
            "group": "omar",
            "question": "order",
            "answer": "",
            "proving": 0,
            "contrary": 0,
            "undecided": 1,
            "decided": False,
            "counted": "column",
        },
    ]
    lexicon = decided.lexicon
    row = lexicon.iloc[decided.codes[5]]
    assert (row["text"], row["scope"], row["status"], row["note"]) == (
        OPEN,
        "amal",
        "inferred",
        "date.order-by-evidence",
    )
    assert row["earliest"] == row["latest"] == pd.Timestamp("1990-04-03")
    other = lexicon.iloc[decided.codes[6]]
    assert (other["scope"], other["status"]) == ("", "ambiguous")
    assert not lexicon.duplicated(["text", "scope"]).any()


def test_four_proofs_decide_nothing() -> None:
    before = column([*DAY_FIRST[:4], OPEN])
    after, found = evidence.decide(before, groups(5), ["amal"])
    assert after is before
    assert not found["decided"].any()


@pytest.mark.parametrize(("contrary_cells", "decides"), [(0, True), (1, True), (2, False)])
def test_a_single_contrary_cell_is_forgiven_and_shown(contrary_cells: int, decides: bool) -> None:
    cells = [*DAY_FIRST * 8, *MONTH_FIRST[:contrary_cells], OPEN]
    before = column(cells)
    decided, found = evidence.decide(before, groups(len(cells)), ["amal"])
    assert list(found["decided"]) == [decides]
    shown = evidence.contrary(decided, groups(len(cells)), ["amal"], found)
    assert list(shown["record"]) == ([40] if decides and contrary_cells else [])
    assert list(shown["proves"]) == ["month-first"] * len(shown)


def test_records_of_no_group_take_no_part() -> None:
    cells = [*DAY_FIRST, OPEN]
    decided, found = evidence.decide(column(cells), np.full(6, -1, dtype=np.int32), ["amal"])
    assert found.empty
    assert decided.lexicon.iloc[decided.codes[5]]["status"] == "ambiguous"
    assert evidence.contrary(decided, np.full(6, -1, dtype=np.int32), ["amal"], found).empty


def test_a_short_year_proves_and_is_decided_as_well() -> None:
    decided, _ = evidence.decide(column(["13/1/90"] * 5 + ["3/4/90"]), groups(6), ["amal"])
    row = decided.lexicon.iloc[decided.codes[5]]
    assert row["earliest"] == pd.Timestamp(datetime.date(1990, 4, 3))


@given(
    st.lists(st.sampled_from([OPEN, *DAY_FIRST, *MONTH_FIRST, "1990", ""]), min_size=1, max_size=60), st.integers(0, 60)
)
def test_counts_of_two_pieces_merge_to_the_counts_of_the_whole(cells: list[str], at: int) -> None:
    names = ["amal"]
    pieces = [
        evidence.count_answers(column(part), groups(len(part)), names) for part in (cells[:at], cells[at:]) if part
    ]
    assert sum(pieces, Counter()) == evidence.count_answers(column(cells), groups(len(cells)), names)


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["tn", "fr", "sy", "iq", "DZ"], ["TN", "FR", "SY", "IQ", "DZ"]),
        (["tn", "fr", "sy", "iq", "DZ", "Syria", "Iraq"], ["", "", "", "", "DZ", "SY", "IQ"]),
        (["tn", "Syria"], ["", "SY"]),
    ],
)
def test_small_letters_are_codes_only_in_a_column_of_codes(texts: list[str], codes: list[str]) -> None:
    column = read_column(Country(), CountryOptions(), pa.array(texts), np.arange(len(texts), dtype=np.int32))
    decided, found = evidence.decide(column, groups(len(texts)), ["sheet"])
    assert list(decided.take("codes")) == codes
    assert evidence.contrary(decided, groups(len(texts)), ["sheet"], found).empty


def test_days_around_show_that_a_day_is_no_typed_year() -> None:
    born = ["1905-06-12", *(f"{year}-03-15" for year in range(1899, 1912))]
    decided, _ = evidence.decide(column(born), groups(len(born)), ["amal"])
    row = decided.lexicon.iloc[decided.codes[0]]
    assert (row["note"], row["status"], row["edtf"]) == ("date.typed-year-by-evidence", "inferred", "1905-06-12")


def test_many_typed_years_are_not_days_because_of_a_few_old_people() -> None:
    cells = ["1905-06-12"] * 50 + [f"{year}-03-15" for year in (*range(1899, 1905), *range(1960, 1999))]
    decided, found = evidence.decide(column(cells), groups(len(cells)), ["amal"])
    assert decided.lexicon.iloc[decided.codes[0]]["status"] == "ambiguous"
    assert not found["decided"].any()


def test_five_figures_are_days_where_the_column_shows_serials_and_the_bounds_hold() -> None:
    serials = [str(32874 + 100 * step) for step in range(6)]
    decided, _ = evidence.decide(column(serials), groups(6), ["amal"])
    assert set(decided.lexicon.iloc[decided.codes]["note"]) == {"date.excel-serial-by-evidence"}
    mixed = [*serials, "81234", "70011"]
    left, _ = evidence.decide(column(mixed), groups(8), ["amal"])
    assert left.lexicon.iloc[left.codes[0]]["status"] == "ambiguous"
    assert Date().read("12345", DateOptions(not_before="1950")).status == "unread"


def test_dates_among_words_prove_the_order_and_are_decided() -> None:
    among = [f"captured {day}/3/1944" for day in range(13, 18)] + ["captured 3/4/1944", "before 5/6/1944"]
    decided, found = evidence.decide(column(among), groups(7), ["amal"])
    assert found["proving"].tolist() == [5]
    lexicon = decided.lexicon.iloc[decided.codes[5:]]
    assert lexicon["note"].tolist() == ["date.order-by-evidence"] * 2
    assert lexicon["latest"].tolist() == [pd.Timestamp("1944-04-03"), pd.Timestamp("1944-06-04")]


def together(own: Column, *others: Column) -> list[evidence.Row]:
    counts = [evidence.count_answers(each, groups(5), ["amal"]) for each in (own, *others)]
    return evidence.weigh_together(counts[0], counts, {"amal": ("a.xlsx", "")}, own.kind.questions)


def test_other_columns_of_a_transcriber_decide_where_its_own_cells_do_not_speak() -> None:
    born, captured = column([OPEN] * 5), column(DAY_FIRST)
    (found,) = together(born, captured)
    assert [found[name] for name in ("proving", "undecided", "decided", "counted")] == [5, 5, True, "transcriber"]
    decided, _ = evidence.decide(born, groups(5), ["amal"], [found])
    assert decided.lexicon.iloc[decided.codes[0]]["note"] == "date.order-by-evidence"


def test_other_columns_never_decide_against_the_cells_of_the_column() -> None:
    born, captured = column([OPEN, *MONTH_FIRST[:1], OPEN, OPEN, OPEN]), column(DAY_FIRST)
    assert not any(row["decided"] for row in together(born, *[captured] * 9))


WAITS = [OPEN] * 3
D, M = DAY_FIRST, MONTH_FIRST * 3
NOBODY, ONE, THREE = ["", "", ""], ["Amal", "Omar", "Amal"], ["Amal", "Omar", "Huda"]


@pytest.mark.parametrize(
    ("people", "cells", "others", "decides"),
    [
        pytest.param(NOBODY, [WAITS, D, WAITS], [[], [], []], "file-field", id="the field in another sheet"),
        pytest.param(NOBODY, [WAITS, D[:3], D[3:]], [[], [], []], "file-field", id="three cells here and two there"),
        pytest.param(NOBODY, [WAITS, WAITS, WAITS], [[], D, []], "file", id="all dates of the file"),
        pytest.param(NOBODY, [WAITS, D, WAITS], [D, [], []], "transcriber", id="the sheet's own dates come first"),
        pytest.param(NOBODY, [WAITS, D[:4], WAITS], [[], [], []], "", id="four cells are too few"),
        pytest.param(NOBODY, [WAITS, D, M], [[], [], []], "", id="the sheets are written differently"),
        pytest.param(NOBODY, [WAITS, D * 40, M], [[], [], []], "", id="however many cells one of them has"),
        pytest.param(NOBODY, [WAITS, D, M[:1]], [[], [], []], "file-field", id="one cell of another may be a slip"),
        pytest.param(NOBODY, [[*WAITS, M[0]], D, []], [[], [], []], "", id="its own cell speaks against it"),
        pytest.param(NOBODY, [WAITS, D, []], [M[:1], [], []], "", id="another cell of its sheet speaks against it"),
        pytest.param(NOBODY, [WAITS, [], []], [[], [], []], "", id="nobody proves anything"),
        pytest.param(ONE, [WAITS, [], D], [[], [], []], "file-field", id="the same person in another sheet"),
        pytest.param(ONE, [WAITS, D, []], [[], [], []], "", id="one other person may write otherwise"),
        pytest.param(THREE, [WAITS, D, D], [[], [], []], "file-field", id="two other people write alike"),
        pytest.param(THREE, [WAITS, D, M], [[], [], []], "", id="two other people write differently"),
    ],
)
def test_a_file_decides_where_neither_the_column_nor_its_transcriber_does(
    people: list[str], cells: list[list[str]], others: list[list[str]], decides: str
) -> None:
    names = ["1", "2", "3"]
    columns = [(column([cell for part in parts for cell in part] + [""]), parts) for parts in (cells, others)]
    counts = [
        evidence.count_answers(each, np.append(groups(*map(len, parts)), np.int32(-1)), names)
        for each, parts in columns
    ]
    files = [["a.xlsx"] * 3, ["a.xlsx", "b.xlsx", "c.xlsx"]]
    found = [
        evidence.weigh_together(
            counts[0], counts, dict(zip(names, zip(of, people, strict=True), strict=True)), Date.questions
        )
        for of in files
    ]
    together, apart = (next(row for row in each if row["group"] == "1") for each in found)
    assert (together["counted"] if together["decided"] else "") == decides
    assert apart["decided"] == (decides == "transcriber"), "another file says nothing"
