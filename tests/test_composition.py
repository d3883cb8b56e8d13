"""Command and library take the same sheets for a form, and so count the same records."""

import json
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import records
import records.results  # before a test stands in for its `gather`, so that its own is put back
from records.forms import shipped
from records.model import SijillError
from records.pseudonyms import new_key
from records.session import BatchSet, Call, gather, take
from tests.calling import sijill

EXAMPLES = sorted(file for file in (Path(__file__).parent.parent / "examples").glob("*.*") if file.is_file())


FORMS = (
    "fighter-file",
    "fighter-file",
    "border-entry-form",
    "capture-card",
    *["fighter-file"] * 2,
    "prisoner-register",
)
"""The form of each example."""
OTHER_FORMS = [(EXAMPLES[1], "medical-form"), (EXAMPLES[2], "fighter-file"), (EXAMPLES[6], "border-entry-form")]


@pytest.mark.parametrize("name", shipped())
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each.name)
def test_command_and_library_take_the_same_sheets(example: Path, name: str) -> None:
    taken = take(Call([example], [records.form(name)]), lambda error: None)
    try:
        library = records.normalise(records.read(example), name).mappings
    except SijillError:
        library = ()
    assert [each.source for each in taken.mappings] == [each.source for each in library]


@pytest.mark.parametrize(
    ("example", "name"),
    [*zip(EXAMPLES, FORMS, strict=True), *OTHER_FORMS],
    ids=lambda each: getattr(each, "name", each),
)
def test_every_verb_counts_what_the_library_counts(
    example: Path, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or refuses what the library refuses. The verbs share one composition, which is made once here and counted."""
    made: list[BatchSet] = []
    calls: list[Call] = []

    def once(call: Call, complain: Any) -> BatchSet:
        calls.append(call)
        if not made:
            made.append(gather(call, complain))
        else:
            for error in made[0].refused:
                complain(error)
        return replace(made[0], batches=[*made[0].batches])  # a verb empties it when it has read it

    monkeypatch.setattr("records.session.gather", once)
    new_key(tmp_path / "keys" / "key")
    batch = None
    with suppress(SijillError):
        batch = records.normalise(records.read(example), name)

    def said(verb: str, *more: str) -> Any:
        before = len(calls)
        result = sijill(verb, str(example), "--form", name, "--no-profiles", *more)
        assert len(calls) == before + 1, "the verb has another way from files to batches"
        assert (result.code == 2) == (batch is None), result.err
        return json.loads(result.out) if batch is not None and "json" in more else result

    check = said("check", "--format", "json")
    readings = said("readings", "--format", "json")
    stats = (
        said("stats", "--by", "nationality", "--format", "json") if "nationality" in records.form(name).fields else None
    )
    copy = said("pseudonymise", "--out", str(tmp_path / "safe.csv"), "--key-file", str(tmp_path / "keys" / "key"))
    if batch is None:
        assert made[0].refused
        return
    (by_command,) = made[0].batches
    assert [each.source for each in by_command.mappings] == [each.source for each in batch.mappings]
    assert by_command.frame().equals(batch.frame())
    found = records.check(batch)
    assert [(each["check"], each["cell"], each["message"]) for each in check] == list(
        zip(found["check"], found["cell"].fillna(""), found["message"], strict=True)
    )
    for field in batch.form.fields:
        assert sum(each["records"] for each in readings if each["field"] == field) in (0, len(batch))
    if stats is not None:
        assert [each["shown"] for each in stats] == records.statistics(batch)["shown"].to_list()
    assert f"safe.csv: {len(batch)} records" in copy.err
    monkeypatch.setattr("records.results.gather", once)
    assert len(records.run(example, form=name).frame) == len(batch)
    assert not calls[-1].beside, "the library takes no profile that nobody named"


@pytest.mark.parametrize("name", ["fighter-file", "medical-form"])
def test_a_form_alone_takes_its_own_sheet_of_the_example(name: str) -> None:
    """The other sheet shares name and day with it: half of what the medical form requires, a third of the other."""
    gathered = gather(Call([EXAMPLES[0].parent / "battalion.xlsx"], [records.form(name)]), pytest.fail)
    assert [len(batch) for batch in gathered.batches] == [14]
    assert [left.why for left in gathered.unused] == ["few-required"]


def test_a_person_may_take_a_sheet_with_too_few_fields() -> None:
    call = Call([EXAMPLES[0].parent / "battalion.xlsx"], [records.form("fighter-file")], sheets=["Medical forms"])
    assert [len(batch) for batch in gather(call, pytest.fail).batches] == [14]
    assert not [left for left in gather(call, pytest.fail).unused if left.why == "few-required"]


FEW = [["Name", "التخصص"], ["Karim", "PKM"], ["Omar", "cook"]]
"""One of three required fields of the fighter file, and a column that asks."""


def test_when_no_sheet_is_left_the_columns_that_ask_are_listed(tmp_path: Path) -> None:
    file = str(tmp_path / "few.xlsx")
    with xlsxwriter.Workbook(file) as book:
        for name in ("One", "Two"):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(FEW):
                sheet.write_row(n, 0, row)
    for verb in ("check", "readings", "stats"):
        said = sijill(verb, file, "--form", "fighter-file")
        assert said == (
            2,
            "",
            "sijill: few.xlsx: no sheet has enough required fields of fighter-file; say what these columns are, "
            "or take a sheet with --sheet: One --map B=weapon; Two --map B=weapon\n",
        )
    assert sijill("check", file, "--form", "fighter-file", "--map", "B=weapon").code == 1


def test_delimited_text_with_too_few_fields_is_taken_by_its_header_row(tmp_path: Path) -> None:
    file = tmp_path / "few.csv"
    file.write_text("\n".join(map(",".join, FEW)), encoding="utf-8")
    said = sijill("check", str(file), "--form", "fighter-file")
    assert said == (
        2,
        "",
        "sijill: few.csv: has 1 of 3 required fields of the form fighter-file; say which they are: --map B=weapon; "
        "--header-row 1 takes it as it is\n",
    )
    assert "Records: 2" in sijill("check", str(file), "--form", "fighter-file", "--header-row", "1").out
    beside = sijill("check", str(file), str(EXAMPLES[0].parent / "battalion.xlsx"), "--form", "fighter-file")
    assert "few.csv (1 of 3 required fields; `--header-row` takes it)" in beside.out
