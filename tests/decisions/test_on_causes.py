"""Decisions on causes: what happened is read so, what did not leaves the findings as they are, and more is asked again."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import records
from records.decisions.decision_file import FILE_COLUMNS, read_decisions
from records.model import FormError
from records.results import Result
from records.wording import unfit_told
from records.words import words
from tests.calling import sijill
from tests.decisions.test_replay import form, people, write
from tests.decisions.test_round_trip import NAME, listed

__all__ = ["form"]


def swapped(rows: list[list[str]]) -> list[list[str]]:
    """Omar's dates of birth and joining changed places; nothing else contradicts. Each typed ten papers in turn."""
    right = [[*row[:4], f"{n % 27 + 1}/1/2015", row[5], ("Amal", "Omar")[n // 10 % 2]] for n, row in enumerate(rows)]
    return [[*row[:3], row[4], row[3], *row[5:]] if row[6] == "Omar" else row for row in right]


def shifted(rows: list[list[str]]) -> list[list[str]]:
    """The dates of joining stand a line too low, from the first record on: people joined in the order of their birth."""
    right = [[*row[:3], f"3/4/{1930 + n}", f"5/6/{1931 + n}", *row[5:]] for n, row in enumerate(rows)]
    mixed = [right[(7 * n) % 60] for n in range(60)]
    moved = ["", *(row[4] for row in mixed)]
    return [[*row[:4], day, *row[5:]] for row, day in zip(mixed, moved, strict=False)]


def said(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    lines = [[row.get(name, "") for name in FILE_COLUMNS] for row in rows]
    return write(path, lines, FILE_COLUMNS)


def decided(table: Path, form: str, found: pd.DataFrame, check: str, word: str, tmp_path: Path) -> Result:
    """Run again with a decision on the cause of that kind."""
    (key,) = found.loc[(found["check"] == check) & found["record"].isna(), "key"]
    file = said(tmp_path / "causes.csv", [{"on": "cause", "key": key, "decision": word, "who": "Layla"}])
    result = records.run([table], form=form, decisions=[file])
    result.report(tmp_path / "again")
    return result


def of_records(found: pd.DataFrame, check: str = "date-order") -> pd.DataFrame:
    return found[(found["check"] == check) & found["record"].notna()]


def test_what_happened_is_read_so_and_the_texts_stay(form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", swapped(people()))
    before = records.run([table], form=form)
    found = before.findings
    (row,) = found[found["check"] == "columns-swapped"].itertuples()
    assert row.key == (
        "form=roll; check=columns-swapped; sheet=roll.csv; field=birth_date|join_date; transcriber=Omar; members=30"
    )
    result = decided(table, form, found, "columns-swapped", "it happened", tmp_path)
    assert of_records(result.findings).empty
    (row,) = result.findings[result.findings["check"] == "columns-swapped"].itertuples()
    assert (row.decision, row.who, row.decided_in) == ("it happened", "Layla", "causes.csv:2")
    frame = result.frame
    typed, read = frame[frame["transcriber"] == "Omar"], before.frame
    assert set(typed["birth_date_status"]) == set(typed["join_date_status"]) == {"decided"}
    assert set(typed["birth_date_earliest"].dt.year) == {1989}
    assert set(typed["join_date_earliest"].dt.year) == {2015}
    assert frame["birth_date"].tolist() == read["birth_date"].tolist(), "texts stay as they were typed"
    assert not result.made.unfit
    assert sijill("verify", str(tmp_path / "again"), "--sources", str(tmp_path)).code == 0


def test_what_did_not_happen_leaves_the_findings_as_they_are(form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", swapped(people()))
    found = records.run([table], form=form).findings
    assert set(of_records(found)["verdict"]) == {"possible"}
    result = decided(table, form, found, "columns-swapped", "not a problem", tmp_path)
    assert set(of_records(result.findings)["verdict"]) == {"certain"}
    assert set(of_records(result.findings)["cause"]) == {""}
    (row,) = result.findings[result.findings["check"] == "columns-swapped"].itertuples()
    assert row.decision == "not a problem"


def test_what_waits_changes_nothing(form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", swapped(people()))
    found = records.run([table], form=form).findings
    result = decided(table, form, found, "columns-swapped", "ask", tmp_path)
    assert set(of_records(result.findings)["cause"]) == {"columns-swapped-1"}
    assert "ask" in set(result.findings["decision"])


def test_what_waits_changes_nothing_beside_another_decision(tmp_path: Path) -> None:
    """Its date cells are read in two ways, and would be read as they stand if the cause had not happened."""
    book = Path(__file__).parents[2] / "examples" / "causes" / "day-and-month-swapped.xlsx"
    before = records.run([book], form="fighter-file")
    (key,) = before.findings.loc[before.findings["check"] == "swapped-by-locale", "key"]
    other = key.replace("swapped-by-locale", "typed-twice")
    lines = [{"on": "cause", "key": key, "decision": "ask"}, {"on": "cause", "key": other, "decision": "not a problem"}]
    after = records.run([book], form="fighter-file", decisions=[said(tmp_path / "causes.csv", lines)])
    assert [each.why for each in after.made.unfit] == ["no-cause"]
    for name in ("birth_date", "join_date", "form_date"):
        pd.testing.assert_series_equal(after.frame[f"{name}_status"], before.frame[f"{name}_status"])


@pytest.mark.parametrize("verb", ["check", "stats", "readings"])
def test_every_verb_tells_of_a_decision_on_a_cause_that_is_not_there(verb: str, form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", people())
    file = said(tmp_path / "causes.csv", [{"on": "cause", "key": KEY, "decision": "it happened"}])
    by = ("--by", "nationality") if verb == "stats" else ()
    told = sijill(verb, str(table), "--form", form, "--decisions", str(file), *by)
    assert (told.out + told.err).count(words("en")["decision.no-cause"]) == 1


def test_a_column_that_stood_elsewhere_is_read_from_the_next_line(form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", shifted(people()))
    found = records.run([table], form=form).findings
    result = decided(table, form, found, "column-shifted", "it happened", tmp_path)
    assert of_records(result.findings).empty
    frame = result.frame
    assert (frame["join_date_earliest"].dt.year - frame["birth_date_earliest"].dt.year).dropna().eq(1).all()
    assert (frame["birth_date"].iloc[0], frame["birth_date_missing"].iloc[0]) == ("3/4/1930", "unknown")
    assert not frame["birth_date_missing"].iloc[1:].notna().any()


def test_a_cause_that_explains_more_is_open_again(form: str, tmp_path: Path) -> None:
    rows = swapped(people())
    table = write(tmp_path / "roll.csv", rows[:-12])
    found = records.run([table], form=form).findings
    write(table, rows)
    result = decided(table, form, found, "columns-swapped", "it happened", tmp_path)
    assert len(of_records(result.findings)) == 30
    assert set(result.findings["decision"]) == {""}
    (unfit,) = result.made.unfit
    assert words("en")["decision.grown"] in unfit_told(unfit, words("en"))


def test_fewer_members_are_decided_still_and_since_knows_the_cause(form: str, tmp_path: Path) -> None:
    rows = swapped(people())
    table = write(tmp_path / "roll.csv", rows)
    before = records.run([table], form=form)
    before.report(tmp_path / "again")
    found = before.findings
    write(table, rows[:-12])
    result = decided(table, form, found, "columns-swapped", "not a problem", tmp_path)
    assert "not a problem" in set(result.findings["decision"])
    with (tmp_path / "again" / "since.csv").open(encoding="utf-8", newline="") as file:
        assert "columns-swapped" not in {row["check"] for row in csv.DictReader(file)}


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_in_the_annotated_copy(lang: str, form: str, tmp_path: Path) -> None:
    table, out = write(tmp_path / "roll.csv", swapped(people())), tmp_path / "out"
    call = ("check", str(table), "--form", form, "--out", str(out), "--lang", lang)
    sijill(*call)
    for word, left in (("it happened", 0), ("ask", 30)):
        book = openpyxl.load_workbook(out / NAME)
        sheet, top, columns = listed(book)
        keys = {row: sheet.cell(row, columns["key"]).value for row in range(top + 1, sheet.max_row + 1)}
        row = next(row for row, key in keys.items() if "check=columns-swapped" in key)
        sheet.cell(row, columns["decision"]).value = words(lang)[f"decision.{word}"]
        book.save(out / NAME)
        assert sijill(*call, "--decisions", str(out / NAME)).code in (0, 1)
        assert len(of_records(records.load(out).findings)) == left


KEY = "form=roll; check=columns-swapped; sheet=roll.csv; field=birth_date|join_date; members=30"


@pytest.mark.parametrize(
    ("change", "word", "error"),
    [
        (lambda key: key.replace("; members=30", ""), "it happened", "has no members"),
        (lambda key: key.replace("30", "all"), "it happened", "members is no number"),
        (lambda key: key.replace("join_date", "joined"), "it happened", "no form has a field 'joined'"),
        (lambda key: f"{key}; text=3", "it happened", "has no use for 'text'"),
        (lambda key: key, "typing error", "not decided where `on` is cause"),
    ],
)
def test_what_is_no_decision_on_a_cause(
    change: Callable[[str], str], word: str, error: str, form: str, tmp_path: Path
) -> None:
    file = said(tmp_path / "causes.csv", [{"on": "cause", "key": change(KEY), "decision": word}])
    with pytest.raises(FormError, match=error):
        read_decisions([file], [records.form(form)])
