"""Command and library take the same sheets for a form, and so count the same records."""

from pathlib import Path

import pytest

import records
from records.forms import shipped
from records.model import SijillError
from records.session import Call, gather

EXAMPLES = sorted(file for file in (Path(__file__).parent.parent / "examples").glob("*.*") if file.is_file())


@pytest.mark.parametrize("name", sorted(shipped()))
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda file: file.name)
def test_command_and_library_take_the_same_records(example: Path, name: str) -> None:
    errors: list[SijillError] = []
    by_command = gather(Call([example], [records.form(name)]), errors.append).batches
    try:
        by_library = records.normalise(records.read(example), name)
    except SijillError:
        assert not by_command
        assert errors
        return
    assert [each.source for each in by_command[0].mappings] == [each.source for each in by_library.mappings]
    assert by_command[0].frame().equals(by_library.frame())


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
