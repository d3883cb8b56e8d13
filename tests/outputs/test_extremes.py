"""The longest texts, the most marks and the strangest characters go through every output, and are kept whole."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

import pandas as pd
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import records
from records.checks.marks import ALL, Marked
from records.forms import Form
from records.model import SourceError
from records.outputs.contents import Extras
from records.outputs.run_files import write
from records.sources.sheet import MARKS
from tests.outputs.conftest import HEADERS, run_of

LONGEST = 32_767
"""Characters of a cell of a workbook."""
STRANGE = "\0\x01\x1b\x7f\x85\xa0\u200b\u200f\u202e\u2066\u2028\ufeff\ufffd\uffff\U0001f468\U000e0041ﷺ{}<>&'\"|;,=+-@%\\`$ \t\n\r"
MARKS_OF_CELLS = sorted(
    {each.mark for each in ALL if isinstance(each, Marked)}
    - {"whole-floats", "hidden-sheet", "merged", "ditto", "covered"}
)


class Cell(NamedTuple):
    """A text that stands so many times in one cell; shown short where a test fails."""

    text: str
    times: int

    def __str__(self) -> str:
        return (self.text * self.times)[:LONGEST]


_PIECES = st.text(st.one_of(st.sampled_from(STRANGE), st.characters(exclude_categories=["Cs"])), max_size=20)
_USUAL = st.sampled_from(["", "Amal Example", "1990", "{n}", "[blank]", "[unread]", "_x000D_", "]]>"])
_CELLS = st.builds(Cell, st.one_of(_USUAL, _PIECES), st.sampled_from([1, 1, 1, 40, 500, 500, LONGEST]))
_ROWS = st.lists(st.lists(_CELLS, min_size=len(HEADERS) - 1, max_size=len(HEADERS) - 1), min_size=1, max_size=2)


def csv_of(rows: list[list[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows([HEADERS, *rows])
    return text.getvalue().encode()


@settings(
    max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)
@given(rows=_ROWS, shown=_CELLS, lang=st.sampled_from(["en", "ar"]))
def test_every_text_with_every_mark_goes_through_every_output(
    form: Form, rows: list[list[Cell]], shown: Cell, lang: str
) -> None:
    typed = [[f"Amal {n}", *map(str, row)] for n, row in enumerate(rows)]
    try:
        (sheet,) = records.read(csv_of(typed), name="amal.csv")
    except SourceError:  # so many control characters are no text
        return
    everywhere = [
        (int(row), name, mark, str(shown))
        for row in sheet.rows[1:]
        for name in sheet.letters
        for mark in MARKS_OF_CELLS
    ]
    marked = replace(sheet, marks=pd.DataFrame(everywhere, columns=list(MARKS)))
    run = run_of([records.normalise([marked], form, header_row=1)], lang, options={})
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        write(run, out, lang, Extras(annotate=True, workbook=True))
        assert (out / "report.html").stat().st_size
        assert len(list((out / "annotated").iterdir())) == 1
        with (out / "records.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(pd.read_csv(file, dtype=str)) == len(typed)
        whole = pq.read_table(out / "records.parquet").to_pylist()
    for n, name in enumerate(name if name in form.fields else f"other:{name}" for name in HEADERS):
        texts = [row[n] for row in typed]
        assert [each[name] or "" for each in whole] == texts


@pytest.mark.parametrize(
    "text", ["ملاحظة طويلة " * 2_700, "x" * LONGEST, "a\nb " * 8_000, "{n} {} %s \\1 ]]> " * 1_500]
)
def test_a_workbook_of_long_marked_texts_is_copied(form: Form, tmp_path: Path, text: str) -> None:
    text, path = text[:LONGEST], tmp_path / "long.xlsx"
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet, yellow = book.add_worksheet(), book.add_format({"bg_color": "yellow", "font_strikeout": True})
        sheet.write_row(0, 0, HEADERS)
        for column in range(len(HEADERS)):
            sheet.write_string(1, column, text, yellow)
            sheet.write_comment(1, column, text[:30_000])
        sheet.set_row(1, None, None, {"hidden": True})
    result = records.run(path, form)
    result.report(tmp_path / "out")
    assert result.frame.loc[0, "other:notes"] == text
    assert {"coloured", "commented", "struck-out", "hidden"} <= set(result.findings["check"].astype(str))
