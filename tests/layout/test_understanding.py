"""A sheet is understood once, whatever the number of forms, and what was understood is handed on."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import records
from records.forms import shipped
from records.headers import RequestedForm, fit, map_sheet, tables_of, understand
from records.layout import understanding
from records.session import Call, gather
from records.sources.sheet import Sheet

BATTALION = Path(__file__).parents[2] / "examples" / "battalion.xlsx"


@pytest.fixture
def searches(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often sheets were searched for headers of tables, and for filled-in forms."""
    counted: Counter[str] = Counter()

    def count(name: str) -> None:
        search = getattr(understanding, name)

        def counting(sheet: Sheet, asked: list[RequestedForm]) -> Any:
            counted[name] += 1
            return search(sheet, asked)

        monkeypatch.setattr(understanding, name, counting)

    count("find_headers")
    count("find_piles")
    return counted


@pytest.mark.parametrize("names", [["fighter-file"], ["fighter-file", "medical-form"], list(shipped())], ids=len)
def test_a_sheet_is_searched_once_for_all_forms(names: list[str], searches: Counter[str]) -> None:
    gathered = gather(Call([BATTALION], [records.form(name) for name in names]), lambda error: pytest.fail(str(error)))
    assert gathered.batches
    assert searches == {"find_headers": 2, "find_piles": 2}, "the workbook has two sheets"


def test_the_library_searches_as_often_as_the_command(searches: Counter[str]) -> None:
    records.normalise(records.read(BATTALION), "fighter-file")
    assert searches == {"find_headers": 2, "find_piles": 2}


def test_what_was_understood_of_all_forms_is_what_each_alone_gives() -> None:
    forms = [records.form(name) for name in shipped()]
    for path in sorted(BATTALION.parent.glob("*.[cx][sl]*")):
        for sheet in records.read(path):
            together = understand(sheet, [RequestedForm.of(form, None, None, None) for form in forms])
            assert len(together.tables()) == len(tables_of(sheet, forms))
            for form in forms:
                fits = fit(sheet, form)
                assert fit(sheet, form, understood=together) == fits
                if fits.usable:
                    mine, alone = map_sheet(sheet, form, understood=together), map_sheet(sheet, form)
                    assert (mine.columns, mine.cells, mine.account) == (alone.columns, alone.cells, alone.account)
                    assert mine.kept.tolist() == alone.kept.tolist()
