"""The whole job from Python is the whole job of the command."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import records
from records.model import OutputError, SijillError
from records.results import Result
from tests.calling import sijill, tree

EXAMPLES = Path(__file__).parent.parent / "examples"
REGISTER = str(EXAMPLES / "prisoner-register.csv")
BATTALION = str(EXAMPLES / "battalion.xlsx")


@pytest.mark.parametrize(
    ("files", "form", "call", "said"),
    [
        ([REGISTER], "prisoner-register", [], {}),
        ([BATTALION], "fighter-file", ["--found", "2017-01-31", "--lang", "ar"], {"found": "2017-01-31", "lang": "ar"}),
        ([BATTALION, REGISTER, "nowhere.csv"], "fighter-file", [], {}),
        ([BATTALION], "medical-form", ["--sheet", "Medical forms"], {"sheets": ["Medical forms"]}),
        ([str(EXAMPLES / "*.csv")], "fighter-file", ["--map", "D=", "--encoding", "utf-8"], {"says": {"D": ""}, "encoding": "utf-8"}),
    ],
)  # fmt: skip
def test_a_run_writes_what_the_command_writes(
    files: list[str], form: str, call: list[str], said: dict[str, Any], tmp_path: Path
) -> None:
    command = sijill("check", *files, "--form", form, "--no-profiles", *call, "--out", str(tmp_path / "command"))
    assert tree(tmp_path / "command"), command.err
    records.run(files, form, **said).report(tmp_path / "library")
    assert tree(tmp_path / "library") == tree(tmp_path / "command")


def test_a_result_holds_what_the_verbs_give() -> None:
    result = records.run(BATTALION, form="fighter-file", found="2017-01-31")
    batch = records.normalise(records.read(BATTALION), "fighter-file")
    assert result.frame.equals(batch.frame()) and result.frame is result.frame
    found = records.check(batch, "2017-01-31")
    assert result.findings.equals(found) and result.findings.attrs == found.attrs
    assert result.statistics("weapon").equals(records.statistics(batch, "weapon"))
    assert repr(result) == f"<Result fighter-file: {len(batch)} records, {len(found)} findings>"
    assert result._repr_html_() == batch._repr_html_()


def test_what_was_not_used_is_told() -> None:
    result = records.run([BATTALION, "nowhere.csv"], form="fighter-file")
    assert [(left.file, left.sheet) for left in result.left] == [
        ("battalion.xlsx", "Medical forms"),
        ("nowhere.csv", ""),
    ]
    assert "required fields" in result.left[0].why and "is not there" in result.left[1].why
    assert "المطلوبة" in records.run(BATTALION, form="fighter-file", lang="ar").left[0].why


def test_it_raises_only_when_nothing_can_be_used() -> None:
    with pytest.raises(SijillError, match=r"^paths: none of 4 files can be used; a.csv: is not there.* 1 more$"):
        records.run(["a.csv", "b.csv", "c.csv", "d.csv"], form="fighter-file")
    with pytest.raises(SijillError, match=r"^paths: no file was named"):
        records.run([], form="fighter-file")


@pytest.fixture(scope="module")
def result() -> Result:
    return records.run(REGISTER, form="prisoner-register")


@pytest.mark.parametrize(
    ("said", "error"),
    [
        ({"paths": 3}, r"^paths=int: is neither a path nor a list of paths; name files"),
        ({"paths": [3]}, r"^paths=int: is neither"),
        ({"paths": "no.csv"}, r"^no.csv: is not there; check the name"),
        ({"paths": [REGISTER, REGISTER]}, r"^prisoner-register.csv: is named twice"),
        ({"form": "prisoner-registr"}, r"did you mean 'prisoner-register'"),
        ({"form": ["prisoner-register"]}, r"^form=list: is no form; name one"),
        ({"found": "31/01/2017"}, r"^found='31/01/2017': is no day; write it as YYYY-MM-DD"),
        ({"lang": "xx"}, r"no words in 'xx'; the languages are en, ar"),
        ({"lang": 3}, r"^lang=int: cannot be that; give a language"),
        ({"says": 3}, r"^says=int: cannot be that; say what columns are"),
        ({"says": {"A": 3}}, r"^says=dict: cannot be that"),
        ({"says": {"A": "natinality"}}, r"no field 'natinality'.* did you mean"),
        ({"says": {"Nope": "nationality"}}, r"no column has this header"),
        ({"sheets": "Forms"}, r"^sheets=str: cannot be that; give a list of their names"),
        ({"header_row": "1"}, r"^header_row=str: cannot be that; give its number"),
        ({"header_row": 99}, r"has no row 99; its rows end at 6"),
        ({"profile": 3}, r"^profile=int: cannot be that"),
        ({"profile": "no.yaml"}, r"^no.yaml: cannot be read"),
        ({"encoding": 3}, r"^encoding=int: cannot be that"),
        ({"encoding": "nope"}, r"there is no encoding 'nope'"),
        ({"max_bytes": 3}, r"has more than 3 bytes"),
        ({"max_bytes": "3"}, r"^max_bytes=str: cannot be that"),
    ],
)
def test_a_wrong_call_says_what_where_and_what_to_do(said: dict[str, Any], error: str) -> None:
    with pytest.raises(SijillError) as raised:
        records.run(**{"paths": REGISTER, "form": "prisoner-register"} | said)
    assert re.search(error, str(raised.value)), str(raised.value)
    assert "\n" not in str(raised.value) and raised.value.remedy


def test_what_is_asked_of_a_result_is_checked(result: Result, tmp_path: Path) -> None:
    with pytest.raises(SijillError, match="did you mean 'nationality'"):
        result.statistics("nationalty")
    with pytest.raises(SijillError, match=r"^by=int: cannot be that"):
        result.statistics(3)  # type: ignore[arg-type]
    with pytest.raises(SijillError, match=r"^folder=int: cannot be that"):
        result.report(3)  # type: ignore[arg-type]
    (tmp_path / "mine.txt").write_text("")
    with pytest.raises(OutputError, match="of no run of ours"):
        result.report(tmp_path)
