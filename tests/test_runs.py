"""The main job, end to end, on the example: 14 invented men, five of whom joined after the year on their form."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import xlsxwriter

from tests.calling import Result, sijill, tree

ROOT = Path(__file__).parent.parent
EXAMPLE = str(ROOT / "examples" / "battalion.xlsx")
CALL = ("check", EXAMPLE, "--form", "fighter-file", "--form", "medical-form")
MEDICAL = "Medical forms"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    out = tmp_path_factory.mktemp("run") / "out"
    return out, sijill(*CALL, "--out", str(out))


def findings(out: Path) -> Any:
    return pd.read_csv(out / "findings.csv", dtype=str, keep_default_na=False)


def test_it_exits_with_1_and_writes_everything(run: tuple[Path, Result]) -> None:
    out, result = run
    assert (result.code, result.err) == (1, "")
    assert set(tree(out)) == {
        "report.html", "findings.csv", "explanations.csv", "readings.csv", "statistics.csv", "unanswered.csv", "persons.csv", "annotated/battalion.annotated.xlsx", "run.json",
        "records.csv", "records.parquet", "records.xlsx", "records.dictionary.csv",
        "records.medical-form.csv", "records.medical-form.parquet", "records.medical-form.xlsx", "records.medical-form.dictionary.csv",
    }  # fmt: skip


def test_the_five_joinings_are_named_by_cell(run: tuple[Path, Result]) -> None:
    """Four are certain; the bare 1437 began before the printed year was over."""
    found = findings(run[0])
    found = found[(found["check"] == "date-of-form") & (found["verdict"] != "batch")]
    columns = ["verdict", "severity", "file", "sheet", "cell", "text"]
    assert found[columns].to_numpy().tolist() == [
        ["certain", "warning", "battalion.xlsx", MEDICAL, "G13|E13", "15/02/2016 | 2015"],
        ["certain", "warning", "battalion.xlsx", MEDICAL, "G14|E14", "03/03/2016 | 2015"],
        ["certain", "warning", "battalion.xlsx", MEDICAL, "G15|E15", "28/04/2016 | 2015"],
        ["certain", "warning", "battalion.xlsx", MEDICAL, "G16|E16", "12/4/1437 هـ | 2015"],
        ["possible", "warning", "battalion.xlsx", MEDICAL, "G17|E17", "1437 | 2015"],
    ]
    ids = [[each["id"] for each in json.loads(explanations)] for explanations in found["explanations"]]
    assert all("template-filled-later" in each for each in ids)
    assert ids[4][0] == "calendar-overlap"
    assert found["unless"].str.startswith("inconsistent unless ").all()
    assert found["message"].str.contains("later than date printed on the form (2015)", regex=False).all()


def test_the_batch_says_how_many(run: tuple[Path, Result]) -> None:
    found = findings(run[0])
    batch = found[found["verdict"] == "batch"]
    assert batch["message"].tolist() == [
        "5 of 14 forms whose date printed on the form is 2015 record what came later (date of joining: 2016); "
        "4 of them certainly."
    ]


def test_the_one_contradiction_is_certain_and_an_error(run: tuple[Path, Result]) -> None:
    found = findings(run[0])
    errors = found[found["severity"] == "error"]
    assert errors[["check", "verdict", "cell", "text"]].to_numpy().tolist() == [
        ["date-order", "certain", "Q12|H12", "27/05/2015 | 14/08/2015"]
    ]


def test_nothing_else_is_a_warning_or_an_error(run: tuple[Path, Result]) -> None:
    found = findings(run[0])
    assert len(found[found["severity"] != "info"]) == 8
    assert {
        "check",
        "verdict",
        "severity",
        "record",
        "field",
        "file",
        "sheet",
        "cell",
        "text",
        "reading",
        "message",
    } <= set(found)


def test_a_second_run_gives_the_same_bytes(run: tuple[Path, Result], tmp_path: Path) -> None:
    """Elsewhere, and into the same folder."""
    out, result = run
    before = tree(out)
    again = sijill(*CALL, "--out", str(tmp_path / "out"))
    assert tree(tmp_path / "out") == before
    assert again.out.replace(str(tmp_path), "") == result.out.replace(str(out.parent), "")
    assert sijill(*CALL, "--out", str(out)).code == 1
    assert tree(out) == before
    assert sijill("verify", str(out)).code == 0


def test_every_line_is_accounted_for(run: tuple[Path, Result]) -> None:
    inputs = json.loads((run[0] / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert [(each["sheet"], each["form"], each["account"]["kept"]) for each in inputs] == [
        ("الملفات", "fighter-file", 14),
        (MEDICAL, "medical-form", 14),
    ]
    for each in inputs:
        account = each["account"]
        assert account["read"] == sum(n for name, n in account.items() if name != "read")


def test_statistics_of_14_hold_no_percentage_and_no_line_per_person(run: tuple[Path, Result]) -> None:
    table = pd.read_csv(run[0] / "statistics.csv", dtype=str, keep_default_na=False)
    shares = table[[name for name in table if name.startswith("share_")]]
    assert (shares == "").all(axis=None)
    categories = table[table["line"] == "category"]
    assert set(categories["shown"]) <= {"withheld", *(str(n) for n in range(5, 15))}
    assert (categories["persons"].replace("", "5").astype(int) >= 5).all()
    assert set(table["audience"]) == {"publication"}
    names = {"Karim", "سامي"} | set(pd.read_csv(run[0] / "records.csv", dtype=str)["full_name"])
    assert not [name for name in names if name in (run[0] / "statistics.csv").read_text(encoding="utf-8")]


def test_a_person_is_told_where_to_look(run: tuple[Path, Result]) -> None:
    out, result = run
    assert "battalion.xlsx!الملفات (Header in row 4): Lines read 17 = Records 14 + Header 1 + Not used 2" in result.out
    assert re.search(r"1\. battalion\.xlsx!الملفات!Q12, H12  error, certain", result.out)
    assert result.out.endswith(f"Report: {out}/report.html\n")
    assert "\x1b" not in result.out, "no colour in a pipe"


def test_a_sheet_that_fits_no_form_is_listed(tmp_path: Path) -> None:
    """It is named in the summary, in the report and in run.json, with the number of its rows."""
    path = tmp_path / "with-legend.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, rows in (
            ("Forms", [["Name", "Country of origin", "Date of birth", "Shoe"], ["Karim", "Tunisia", "1990", "43"]]),
            ("Legend", [["colour", "meaning"], ["red", "checked twice"]]),
        ):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    result = sijill("check", str(path), "--form", "fighter-file", "--out", str(tmp_path / "out"))
    assert result.code == 0
    assert "Not used: with-legend.xlsx!Legend (no form fits it)" in result.out
    inputs = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert [(each["sheet"], each["account"]["unused"]) for each in inputs] == [("Forms", 0), ("Legend", 2)]
    report = (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert "Legend" in report
    assert "Shoe" in report, "a column of no field is named"


def test_the_report_in_arabic(tmp_path: Path) -> None:
    """From right to left; the same findings in other words."""
    result = sijill(*CALL, "--lang", "ar", "--out", str(tmp_path / "out"))
    assert result.code == 1 and "خطأ" in result.out
    assert 'dir="rtl"' in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    found = findings(tmp_path / "out")
    assert found["message"].str.contains("[؀-ۿ]").all()
    assert (found["severity"] != "info").sum() == 8


def test_one_form_alone_takes_what_it_can(tmp_path: Path) -> None:
    """Both sheets have a name and a day of joining; the printed date is a field of the first form too."""
    result = sijill("check", EXAMPLE, "--form", "fighter-file", "--sheet", "الملفات", "--format", "jsonl")
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert {line["sheet"] for line in lines} == {"الملفات"}
