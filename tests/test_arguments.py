"""What a caller gets wrong in Python is a SijillError that says what, where and what to do."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import records
from records.batch import Batch
from records.model import SijillError
from records.sources.sheet import Sheet

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture(scope="module")
def sheets() -> list[Sheet]:
    return records.read(EXAMPLES / "prisoner-register.csv")


@pytest.fixture(scope="module")
def batch(sheets: list[Sheet]) -> Batch:
    return records.normalise(sheets, "prisoner-register")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda s, b: records.form(3), r"^form=int: is no form; name one: .*fighter-file"),
        (lambda s, b: records.form("fighter-fle"), r"^fighter-fle: there is no form of this name; did you mean"),
        (lambda s, b: records.normalise(s, None), r"^form=NoneType: is no form"),
        (lambda s, b: records.normalise("x.csv", "fighter-file"), r"^sheets=str: is no list of sheets; records.read"),
        (lambda s, b: records.normalise(b.frame(), "fighter-file"), r"^sheets=DataFrame: .* records.from_frame"),
        (lambda s, b: records.normalise(s, "prisoner-register", says={"Age": "natinality"}), r"no field 'natinality'"),
        (
            lambda s, b: records.normalise(s, "prisoner-register", says={"Nope": "birth_place"}),
            r"^says='Nope': no column has",
        ),
        (lambda s, b: records.check(s), r"^batch=list: is no batch; records.normalise\(sheets, form\) gives one"),
        (lambda s, b: records.check(b, lang="xx"), r"no words in 'xx'"),
        (lambda s, b: records.check(b, found=3), r"^found=3: is no day; write it as YYYY-MM-DD"),
        (lambda s, b: b.validate(found="31/01/2017"), r"^found='31/01/2017': is no day"),
        (
            lambda s, b: b.column("natinality"),
            r"^prisoner-register: the batch has no column 'natinality'; did you mean",
        ),
        (lambda s, b: records.locate(b, b.frame()), r"^findings: has no column check; records.check"),
        (lambda s, b: records.locate(s, b.frame()), r"^batch=list"),
        (lambda s, b: records.statistics(s), r"^batch=list"),
        (lambda s, b: records.statistics(b, by="nationalty"), r"no field 'nationalty'; did you mean 'nationality'"),
        (lambda s, b: records.report(s, s, "out"), r"^batch=list"),
        (lambda s, b: records.compare(b, 3), r"^second=int: is no batch"),
        (lambda s, b: records.compare(b, b, 3), r"^key=int: cannot be that; give the name of a field"),
        (lambda s, b: records.normalise(s, "prisoner-register", says=3), r"^says=int: cannot be that; say what"),
        (lambda s, b: records.normalise(s, "prisoner-register", header_row="1"), r"^header_row=str: cannot be that"),
        (lambda s, b: records.locate(b, 3), r"^findings=int: cannot be that; records.check"),
        (lambda s, b: records.statistics(b, by=3), r"^by=int: cannot be that"),
        (lambda s, b: records.statistics(b, suppress_below="5"), r"^suppress_below=str: cannot be that"),
        (lambda s, b: records.report(b, records.check(b), 3), r"^out=int: cannot be that; give the path of a folder"),
    ],
)
def test_a_wrong_call_says_what_where_and_what_to_do(
    call: Callable[[Any, Any], object], said: str, sheets: list[Sheet], batch: Batch
) -> None:
    with pytest.raises(SijillError, match=said) as raised:
        call(sheets, batch)
    assert raised.value.what
    assert raised.value.remedy


def test_a_form_its_name_and_its_path_are_the_same(sheets: list[Sheet], batch: Batch) -> None:
    form = records.form("prisoner-register")
    assert records.form(form) is form
    path = EXAMPLES.parent / "schemas" / "prisoner-register.yaml"
    for each in (form, path, str(path)):
        assert records.normalise(sheets, each).frame().equals(batch.frame())


def test_a_day_may_be_a_date_a_time_or_a_text(batch: Batch) -> None:
    found = [records.check(batch, day) for day in (date(1917, 1, 2), datetime(1917, 1, 2, 3), "1917-01-02")]
    assert found[0].equals(found[1]) and found[0].equals(found[2])
    assert "not-after-found" in set(found[0]["check"])
    assert len(batch.validate(found="1917-01-02")) == len(batch)


def test_locating_again_changes_nothing_but_the_language(batch: Batch) -> None:
    found = records.check(batch)
    assert records.locate(batch, found).equals(found)
    arabic = records.locate(batch, found, "ar")
    assert arabic.equals(records.check(batch, lang="ar"))
    assert records.locate(batch, arabic).equals(found)
    assert arabic.attrs["checks"] == found.attrs["checks"]


def test_one_sheet_is_a_list_of_one(sheets: list[Sheet], batch: Batch) -> None:
    assert records.normalise(sheets[0], "prisoner-register").frame().equals(batch.frame())
