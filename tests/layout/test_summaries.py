"""Summary lines are no records: by a word, by the workbook's totals row, by their structure; a doubtful one is told."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table

import records
from records.headers import map_sheet
from records.headers.mapping import SheetMapping
from records.labels.labels import vocabulary
from records.layout.summaries import is_total, value_of
from tests.answers.test_shared_boxes import sheet
from tests.calling import sijill
from tests.layouts import rows_of

HEAD = "Full name ¦ Nationality ¦ Date of birth ¦ Children ¦ Wives\n"
MEN = "Amal ¦ Tunisian ¦ 1990 ¦ 2 ¦ 1\nBadr ¦ Moroccan ¦ 1991 ¦ 3 ¦ 2\nDalia ¦ Iraqi ¦ 1989 ¦ 1 ¦ 0\n"
SURE, DOUBTFUL, RECORD = "sure", "doubtful", "record"
LINES = [
    ("sums alone", " ¦  ¦  ¦ 6 ¦ 3", SURE),
    ("a word and sums", "Ukupno ¦  ¦  ¦ 6 ¦ 3", SURE),
    ("a word and numbers that are no sums", "Total ¦  ¦  ¦ 60 ¦ 3", SURE),
    ("a word in a middle column", " ¦ Összesen ¦  ¦ 6 ¦", SURE),
    ("a word behind a dash, dashes elsewhere", "— Total — ¦ - ¦ - ¦ 6 ¦ 3", SURE),
    ("a word alone", "المجموع ¦  ¦  ¦  ¦", SURE),
    ("a word, a number and a noun", "Total: 3 men ¦  ¦  ¦  ¦", SURE),
    ("counts alone", " ¦ 3 ¦ 3 ¦  ¦", SURE),
    ("means alone", " ¦  ¦  ¦ 1.5 ¦ 0.75\nEman ¦ Syrian ¦ 1988 ¦ 0 ¦ 0", RECORD),
    ("a name and sums", "Zayd ¦  ¦  ¦ 6 ¦ 3", DOUBTFUL),
    ("a sum beside another number", " ¦  ¦  ¦ 6 ¦ 2", RECORD),
    ("sums beside a phone number", " ¦ 0555 ¦  ¦ 6 ¦ 3", DOUBTFUL),
    ("a name, a country and sums", "Zayd ¦ Iraqi ¦  ¦ 6 ¦ 3", RECORD),
    ("a word that is a name, with a country", "Suma ¦ Iraqi ¦  ¦ 6 ¦ 3", RECORD),
    ("a date and sums", " ¦  ¦ 2 May 1990 ¦ 6 ¦ 3", DOUBTFUL),
    ("numbers of a man without a name", " ¦  ¦  ¦ 2 ¦ 1", RECORD),
]  # fmt: skip


def mapped(lines: str) -> SheetMapping:
    return map_sheet(sheet(*rows_of(lines)), records.form("fighter-file"))


@pytest.mark.parametrize(("what", "line", "wanted"), LINES, ids=[each[0] for each in LINES])
def test_what_a_line_below_the_records_is(what: str, line: str, wanted: str) -> None:
    found = mapped(HEAD + MEN + line)
    said = {SURE: (3, (5,), ()), DOUBTFUL: (4, (), (5,)), RECORD: (4 + line.count("\n"), (), ())}
    assert (len(found.kept), found.summaries, found.may_be_summaries) == said[wanted]


def test_children_2_3_5_may_be_a_man() -> None:
    found = mapped("Full name ¦ Children\nAmal ¦ 2\nBadr ¦ 3\nZayd ¦ 5")
    assert (len(found.kept), found.may_be_summaries) == (3, (4,))


def test_two_records_are_too_few_for_sums_alone() -> None:
    found = mapped(f"{HEAD}{MEN.rpartition('Dalia')[0]} ¦  ¦  ¦ 5 ¦ 3")
    assert (len(found.kept), found.may_be_summaries) == (3, (4,))


def test_sums_of_groups_and_the_sum_of_all() -> None:
    others = "Eman ¦ Syrian ¦ 1990 ¦ 4 ¦ 1\nFadi ¦ Libyan ¦ 1991 ¦ 2 ¦ 1\nGhada ¦ Iraqi ¦ 1992 ¦ 1 ¦ 1\n"
    found = mapped(f"{HEAD}{MEN} ¦  ¦  ¦ 6 ¦ 3\n{others} ¦  ¦  ¦ 7 ¦ 3\n ¦  ¦  ¦ 13 ¦ 6")
    assert (len(found.kept), found.summaries) == (6, (5, 9, 10))


@pytest.mark.parametrize("word", sorted(map(str, vocabulary()["totals"])))
def test_every_word_is_known_and_no_person(word: str) -> None:
    assert is_total(word) and is_total(f"{word}:") and is_total(f"{word} 2015") and is_total(f"{word} (all)")
    assert not is_total(f"{word} Qabbani") and not is_total(f"Zayd {word}")


def test_the_totals_row_of_a_table_is_no_record(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in [*rows_of(HEAD + MEN), ["", "", "2 of 3 known", "x", ""]]:
        book.active.append([text or None for text in row])
    table = Table(displayName="Men", ref="A1:E5", totalsRowCount=1)
    table._initialise_columns()
    book.active.add_table(table)
    book.save(tmp_path / "men.xlsx")
    result = records.run(tmp_path / "men.xlsx", form="fighter-file", header_row=1)
    assert len(result.batch) == 3
    said = result.findings[result.findings["check"] == "summary-lines"]["message"].tolist()
    assert said == ["men.xlsx!Sheet: these rows sum up the records above them and are not used: 5."]


def test_the_figures_say_how_many_lines_may_be_summaries(tmp_path: Path) -> None:
    lines = [line.split(" ¦ ") for line in f"{HEAD}{MEN}Zayd ¦  ¦  ¦ 6 ¦ 3".split("\n")]
    path = tmp_path / "men.csv"
    path.write_text("\n".join(map(",".join, lines)), encoding="utf-8")
    said = sijill("stats", str(path), "--form", "fighter-file", "--header-row", "1")
    assert "1 of the lines counted as persons may be summaries of the others" in said.err
    found = records.run(path, form="fighter-file", header_row=1)
    assert found.statistics().attrs["may_be_summaries"] == 1
    (told,) = found.findings.query("check == 'may-be-summary'").to_dict("records")
    assert (told["verdict"], told["cell"]) == ("possible", "A5") and "row 5 may be a summary" in told["message"]


@pytest.mark.parametrize(
    ("text", "number"), [("1,250", 1250.0), ("٦", 6.0), ("12,5", 12.5), ("7 %", 7.0), ("-3", -3.0)]
)
def test_a_number_as_people_write_it(text: str, number: float) -> None:
    assert value_of(text) == number
