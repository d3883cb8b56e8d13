"""A DataFrame is read as the file with the same texts; what pandas has made of them is told or refused."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import records
from records.model import SijillError
from records.outputs.files import verify
from records.outputs.run import Run
from records.outputs.run_files import write

EXAMPLES = Path(__file__).parent.parent / "examples"
FORM = "prisoner-register"


def typed(path: str = "prisoner-register.csv") -> pd.DataFrame:
    return pd.read_csv(EXAMPLES / path, dtype=str, keep_default_na=False)


@pytest.mark.parametrize(
    ("path", "form"), [("prisoner-register.csv", FORM), ("battalion-second-transcriber.csv", "fighter-file")]
)
def test_it_is_read_as_the_file_with_the_same_texts(path: str, form: str) -> None:
    batch, same = records.from_frame(typed(path), form), records.normalise(records.read(EXAMPLES / path), form)
    assert_frame_equal(batch.frame(), same.frame())
    found, others = records.check(batch), records.check(same)
    own = ["file", "cell", "args", "message"]  # of some, the places are in the words
    assert_frame_equal(found.drop(columns=own), others.drop(columns=own))
    assert list(batch.others) == list(same.others)


def test_verify_says_that_there_is_no_hash_of_it(tmp_path: Path) -> None:
    batch = records.from_frame(typed(), FORM)
    records.report(batch, records.check(batch), tmp_path / "out")
    assert verify(tmp_path / "out") == []
    assert verify(tmp_path / "out", tmp_path) == [("DataFrame", "source_in_memory")]


def test_a_cell_is_row_label_and_column_name() -> None:
    found = records.check(records.from_frame(typed().set_index(pd.Index([*"abcd|"])), FORM))
    assert {"b!Prisoner number|¦!Prisoner number", "d!Date and place of capture|d!Date of enlistment"} <= set(
        found["cell"]
    )
    assert not found["cell"].str.contains(r"^[A-Z]\d").any()


def small(**columns: list[Any]) -> pd.DataFrame:
    return pd.DataFrame({"Record no": ["1", "2"], "Full name": ["Karim Daoud", "Omar Said"], **columns})


def test_what_pandas_made_of_a_text_is_undone() -> None:
    frame = small(**{"Date of birth": pd.to_datetime(["1990-05-01", None]), "Nationality": ["Tunisian", pd.NA]})  # type: ignore[arg-type]
    shown = records.from_frame(frame.assign(**{"Record no": [7.0, float("nan")]}), FORM)
    read = shown.frame()
    assert read["record_no"].tolist() == ["7", ""] and read["birth_date"].tolist() == ["1990-05-01", ""]
    assert read["nationality"].tolist() == ["Tunisian", ""]
    found = records.check(shown)
    assert found.loc[found["check"] == "whole-floats", ["field", "severity"]].values.tolist() == [["record_no", "info"]]
    assert records.from_frame(small(**{"Date of birth": [date(1990, 5, 1), 1990]}), FORM).frame()[
        "birth_date"
    ].tolist() == [
        "1990-05-01",
        "1990",
    ]


@pytest.mark.parametrize(
    ("frame", "error"),
    [
        (3, r"^frame=int: is no DataFrame; records.read\(paths\) reads files"),
        (small(Rank=[True, "x"]), r"^0!Rank: holds a bool that is no text, whole number or day; make it a text"),
        (small(Rank=["x", 2.5]), r"^1!Rank: holds a float"),
        (small(Rank=["x", float("inf")]), r"^1!Rank: holds a float"),
        (small(Rank=["x", ["y"]]), r"^1!Rank: holds a list"),
        (small(Rank=["x", pd.Timestamp("1990-05-01 10:00")]), r"^1!Rank: holds a Timestamp"),
        (small(Rank=["x", pd.Timestamp("1990-05-01", tz="UTC")]), r"^1!Rank: holds a Timestamp"),
        (small(Rank=["x", b"y"]), r"^1!Rank: holds a bytes"),
        (
            small().set_axis(["Full name", "Full name"], axis=1),
            r"^frame.columns: has the name 'Full name' twice; rename",
        ),
        (small().set_axis(["Full name", 3], axis=1), r"^frame.columns: has a name that is no text, 3"),
        (
            small().set_axis(["a", "a"], axis=0),
            r"^frame.index: has the name 'a' twice; number the rows with reset_index",
        ),
        (small().set_index(["Record no", "Full name"]), r"^frame.index: is a MultiIndex; give one name each"),
        (small().T.set_index([0, 1]).T, r"^frame.columns: is a MultiIndex"),
        (pd.DataFrame({"x": ["y"]}), r"DataFrame: .*prisoner-register"),
        (pd.DataFrame(), r"DataFrame: .*"),
    ],
)
def test_a_wrong_frame_says_what_where_and_what_to_do(frame: Any, error: str) -> None:
    with pytest.raises(SijillError) as raised:
        records.from_frame(frame, FORM)
    assert re.search(error, str(raised.value)), str(raised.value)
    assert "\n" not in str(raised.value) and raised.value.remedy


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_its_run_says_that_there_was_no_file(lang: str, tmp_path: Path) -> None:
    batch = records.from_frame(typed(), FORM)
    write(Run.of([(batch, records.check(batch, lang=lang))]), tmp_path, lang)
    [source] = json.loads((tmp_path / "run.json").read_bytes())["inputs"]
    assert (source["file"], source["sha256"], source["note"]) == ("DataFrame", None, "in memory, no hash, one reader")
    assert not (tmp_path / "annotated").exists()
    assert records.load(tmp_path).frame.equals(batch.frame())
