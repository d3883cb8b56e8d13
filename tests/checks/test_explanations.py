"""Explanations: which are listed, in which order, with which evidence, and which must not be.

`tests/cases/story.csv` holds the forms of 2015 that record joinings of 2016 in every variation: the records of one
variation are a batch. `tests/cases/explanations.csv` holds whole records, the explanations of one finding each, and
readings that must stand in none.
"""

from __future__ import annotations

import csv
import json
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import records

CASES = Path(__file__).parents[1] / "cases"
COLUMNS = ("birth_date", "join_date", "form_date", "template_date", "wives_count", "children_per_wife", "transcriber")


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((CASES / name).read_text("utf-8").splitlines()))


def found_in(rows: list[dict[str, str]], **said: Any) -> tuple[Any, pd.DataFrame]:
    """The batch of these invented men, and what is found in it."""
    frame = pd.DataFrame([{name: row.get(name, "") for name in COLUMNS} for row in rows])
    frame["birth_date"] = frame["birth_date"].where(frame["birth_date"] != "", "1990")
    frame["full_name"] = [f"Karim {chr(97 + n)}" for n in range(len(rows))]
    frame["page"] = [f"{n + 7}" for n in range(len(rows))]
    frame["origin_country"] = "Tunisia"
    batch = records.from_frame(frame, "fighter-file", says={name: name for name in frame})
    return batch, records.check(batch, **said)


def ids(text: str) -> list[str]:
    return [each["id"] for each in json.loads(text)]


STORY = {name: list(rows) for name, rows in groupby(table("story.csv"), lambda row: row["variation"])}


@pytest.fixture(scope="module", params=STORY)
def variation(request: pytest.FixtureRequest) -> tuple[list[dict[str, str]], pd.DataFrame]:
    rows = STORY[request.param]
    return rows, found_in(rows)[1]


def test_the_story_is_explained_in_each_variation(variation: tuple[list[dict[str, str]], pd.DataFrame]) -> None:
    rows, found = variation
    printed = found[(found["field"] == "join_date|template_date") & found["record"].notna()].set_index("record")
    told = {
        int(n): (f"{row.verdict} {row.severity}", ids(row.explanations))
        for n, row in zip(printed.index, printed.itertuples(), strict=True)
    }
    wanted = {n: (row["outcome"], row["listed"].split()) for n, row in enumerate(rows) if row["outcome"]}
    assert told == wanted


def test_no_form_alone_is_evidence_and_nothing_is_told_of_settled_forms(
    variation: tuple[list[dict[str, str]], pd.DataFrame],
) -> None:
    _, found = variation
    assert not found["unless"].str.contains(r"\b1 of \d+ forms", regex=True).any()
    whole = found[(found["check"] == "date-of-form") & found["record"].isna()]
    settled = (found["severity"] == "info") & (found["check"] == "date-of-form")
    assert whole.empty or not settled.any()


def test_what_is_told_is_plain() -> None:
    _, found = found_in(STORY["three of nine"])
    assert (
        found["unless"]
        .iat[0]
        .startswith(
            "inconsistent unless a blank form printed in 2015 was filled in later "
            "(9 of 9 forms of this batch share the printed date 2015); or one digit slipped in date of joining"
        )
    )
    _, found = found_in(STORY["filled in later decides"], lang="ar")
    assert found["message"].iat[0].endswith("فلا تناقض.")


WHOLE = table("explanations.csv")


@pytest.fixture(scope="module")
def whole() -> pd.DataFrame:
    """Every record of the table among 40 that nothing is wrong with."""
    honest = [
        {"birth_date": "14/05/1988", "join_date": f"{n % 28 + 1:02}/03/2014", "form_date": "01/02/2015"}
        for n in range(40)
    ]
    return found_in([*WHOLE, *honest])[1]


def readings(text: str) -> list[str]:
    """Each explanation as the table has it: a slip by its field and number, another reading by its id too."""
    told = []
    for each in json.loads(text):
        args = each["args"]
        slip = f"{args.get('of_field')}={args.get('to', args.get('reading'))}"
        told.append(slip if each["id"] == "digit-slip" else f"{each['id']}:{slip}" if "reading" in args else each["id"])
    return told


@pytest.mark.parametrize("n", range(len(WHOLE)), ids=lambda n: f"{n} {WHOLE[n]['why'][:40]}")
def test_an_explanation_leaves_no_other_contradiction(whole: pd.DataFrame, n: int) -> None:
    case = WHOLE[n]
    of_record = whole[(whole["record"] == n).fillna(value=False)]
    (text,) = of_record.loc[of_record["field"] == case["field"], "explanations"].unique()
    assert readings(text) == case["listed"].split()
    listed = {each for told in of_record["explanations"] for each in readings(told)}
    assert not listed & set(case["never"].split())
