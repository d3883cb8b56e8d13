"""A batch keeps every text, knows where it stands, and hands out frames that keep the contract."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import records
from records.batch import Batch
from records.model import SijillError, Source
from records.sources.sheet import DICTIONARY, Sheet, letter

FORM = """\
form: small
title: {en: Small, ar: صغيرة}
transcriber: transcriber
fields:
  full_name: {kind: name, required: true}
  birth_date: {kind: date, not_before: 1930-01-01}
  join_date: {kind: date}
  wives_count: {kind: count, of: wives, not_above: 4}
  transcriber: {kind: text, about: record}
checks:
  - {check: date-order, earlier: birth_date, later: join_date}
  - {check: required}
"""
HEADER = ["Name", "Date of birth", "Date of joining", "Number of wives", "Transcriber", "Colour"]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("form") / "small.yaml"
    path.write_text(FORM, encoding="utf-8")
    return records.form(path)


def sheet(rows: list[list[str]], file: str = "amal.csv") -> Sheet:
    """A sheet of these lines, as a reader would hand it out."""
    import numpy as np
    import pyarrow as pa

    columns = {
        letter(n): pa.chunked_array(
            [pa.array([row[n] or None for row in rows], pa.string()).dictionary_encode().cast(DICTIONARY)]
        )
        for n in range(len(rows[0]))
    }
    return Sheet(Source(file, file, "", "0" * 64), pa.table(columns), np.arange(1, len(rows) + 1, dtype=np.int32))


def batch(form: Any, rows: list[list[str]]) -> Batch:
    result: Batch = records.normalise([sheet([HEADER, *rows])], form)
    return result


MAN = ["سامي", "12/5/1990", "13/1/2014", "2", "Amal", "blue"]


def test_every_text_is_kept_with_its_cell(form: Any) -> None:
    made = batch(form, [MAN, ["", "?", "", "banana", "Amal", ""]])
    frame = made.frame()
    assert frame["birth_date"].tolist() == ["12/5/1990", "?"]
    assert frame["other:Colour"].tolist() == ["blue", ""]
    assert frame["wives_count_status"].tolist() == ["exact", "unread"]
    located = made.locate(
        pd.DataFrame({"record": pd.array([1, 0], "Int64"), "field": ["wives_count", "join_date|birth_date"]})
    )
    assert located["cell"].tolist() == ["D3", "C2|B2"]
    assert located["text"].tolist() == ["banana", "13/1/2014 | 12/5/1990"]
    assert located["reading"].tolist() == ["[unread]", "2014-01-13 | 1990-05-12 / 1990-12-05"]


def test_a_sheet_without_a_column_is_not_transcribed_there(form: Any) -> None:
    with_all, without = sheet([HEADER, MAN]), sheet([HEADER[:2], ["علي", "1985"]], "omar.csv")
    made = records.normalise([with_all, without], form)
    assert made.frame()["join_date_missing"].tolist()[1] == "not_transcribed"
    assert made.frame()["birth_date"].tolist() == ["12/5/1990", "1985"]
    assert [made.mappings[n].source.file for n in made.origin["source"]] == ["amal.csv", "omar.csv"]


def test_headers_that_stand_twice_are_both_carried(form: Any) -> None:
    made = records.normalise([sheet([[*HEADER, "Colour", ""], [*MAN, "red", "x"]])], form)
    assert {name: column.lexicon["text"].tolist() for name, column in made.others.items()} == {
        "other:Colour (F)": ["blue"], "other:Colour (G)": ["red"], "other:(H)": ["x"],
    }  # fmt: skip


def test_evidence_decides_per_hand(form: Any) -> None:
    rows = [["n", f"{day}/3/1990", "", "", "Amal", ""] for day in range(13, 18)]
    rows += [["n", "3/4/1990", "", "", transcriber, ""] for transcriber in ("Amal", "Omar")]
    made = batch(form, rows)
    assert made.frame()["birth_date_status"].tolist()[-2:] == ["inferred", "ambiguous"]
    assert made.readings("birth_date")["records"].sum() == len(rows)
    decided = made.evidence[made.evidence["decided"]]
    assert decided[["field", "answer", "proving", "undecided"]].to_numpy().tolist() == [
        ["birth_date", "day-first", 5, 1]
    ]


@pytest.mark.parametrize(("files", "status"), [(["a.xlsx", "a.xlsx"], "inferred"), (["a.xlsx", "b.xlsx"], "ambiguous")])
def test_another_sheet_of_the_file_decides_and_another_file_does_not(form: Any, files: list[str], status: str) -> None:
    """No transcriber is named, so the sheets of a file count together."""
    texts = [[f"{day}/3/1990" for day in range(13, 18)], ["3/4/1990"]]
    sheets = [
        replace(
            sheet([HEADER, *(["n", text, "", "", "", ""] for text in each)]),
            source=Source(file, file, f"Sheet{n}", "0" * 64),
        )
        for n, (file, each) in enumerate(zip(files, texts, strict=True))
    ]
    made = records.normalise(sheets, form)
    assert made.frame()["birth_date_status"].tolist()[-1] == status
    counted = made.evidence.loc[made.evidence["undecided"] > 0, ["decided", "counted"]].values.tolist()
    assert counted == [[True, "file-field"]] if status == "inferred" else counted == [[False, "column"]]


TEXTS = st.sampled_from(
    [
        "",
        " ",
        "-",
        "1990",
        "3/4/1990",
        "13/4/1990",
        "31/2/1990",
        "1437",
        "علي",
        "x",
        "2",
        "زوجتان",
        "none",
        "=1",
        "\u200f",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(TEXTS, min_size=6, max_size=6), min_size=1, max_size=8))
def test_any_sheet_keeps_the_contract_and_loses_no_line(form: Any, rows: list[list[str]]) -> None:
    made = batch(form, [MAN, *rows])
    account = made.mappings[0].account
    assert (
        account.read
        == account.kept + account.refused + account.blank + account.header + account.unused
        == len(rows) + 2
    )
    frame = form.to_pandera().validate(made.frame())
    assert len(frame) == account.kept == len(made)
    typed = [MAN, *rows]
    for record, row in enumerate(made.origin["row"]):
        assert [frame.loc[record, name] for name in ("full_name", "birth_date")] == typed[row - 2][:2]
    pieces = pd.concat([made.frame(start, stop) for start, stop in made.pieces(3)]) if len(made) else frame
    assert pieces["birth_date_earliest"].equals(frame["birth_date_earliest"])


def test_validate_says_which_rows_keep_the_rules(form: Any) -> None:
    rows = [
        MAN,
        ["", "1990", "2014", "1", "Amal", ""],
        ["c", "1990", "1985", "1", "Amal", ""],
        ["d", "1920", "", "7", "Amal", ""],
    ]
    result = batch(form, rows).validate()
    assert result["valid"].tolist() == [True, False, False, False]
    cases = result.attrs["failure_cases"]
    assert sorted(set(cases["check"])) == [
        "bounds:birth_date",
        "bounds:wives_count",
        "date-order",
        "required:full_name",
    ]
    rules = form.to_pandera(rules=True)
    with pytest.raises(Exception, match="required:full_name"):
        rules.validate(batch(form, rows).frame())


def test_a_broken_shape_is_refused(form: Any) -> None:
    frame = batch(form, [MAN]).frame()
    frame["birth_date_latest"] = pd.Timestamp("1900-01-01").as_unit("s")
    with pytest.raises(Exception, match="ordered:birth_date"):
        form.to_pandera().validate(frame)


def test_the_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    import subprocess
    import sys

    root = Path(__file__).parent.parent
    subprocess.run([sys.executable, str(root / "scripts" / "make_examples.py"), str(tmp_path)], check=True)
    for name in ("battalion.xlsx", "battalion-second-transcriber.csv", "one-man-two-forms.xlsx"):
        assert (tmp_path / name).read_bytes() == (root / "examples" / name).read_bytes()


@pytest.fixture(scope="module")
def battalion() -> Batch:
    return records.normalise(records.read(Path(__file__).parent.parent / "examples" / "battalion.xlsx"), "medical-form")


def test_a_record_with_a_certain_contradiction_is_not_valid(battalion: Batch) -> None:
    findings = records.check(battalion, "2017-01-31")
    severe = (findings["verdict"] == "certain") & findings["severity"].isin(["warning", "error"])
    named = set(findings.loc[severe, "record"].dropna())
    assert named
    for result in (battalion.validate(findings), battalion.validate(found=date(2017, 1, 31))):
        assert set(result.index[~result["valid"]]) == named
        assert not result.attrs["failure_cases"].duplicated().any()


def test_checked_findings_stand_in_their_cell_and_say_what_is_wrong(battalion: Batch) -> None:
    findings = records.check(battalion, "2017-01-31")
    of_record = findings[findings["record"].notna()]
    assert (of_record["cell"] != "").all()
    assert (findings["message"] != "").all()
    assert records.locate(battalion, findings).equals(findings)
    assert list(records.check(battalion, date(2017, 1, 31), lang="ar")["message"]) != list(findings["message"])


def test_a_batch_is_one_line_and_a_small_table(battalion: Batch) -> None:
    shape = f"{len(battalion)} records, {len(battalion.columns)} fields"
    assert repr(battalion).startswith(f"<Batch medical-form: {shape}, ")
    assert len(repr(battalion).splitlines()) == 1
    page = battalion._repr_html_()
    assert "<table" in page
    assert len(page) < 10_000


def test_the_public_verbs_are_listed() -> None:
    assert [name for name in dir(records) if not name.startswith("__")] == sorted(records.__all__)


@pytest.mark.parametrize("found", ["31/01/2017", "2017", "", "yesterday"])
def test_a_day_of_finding_that_is_no_day_is_refused(battalion: Batch, found: str) -> None:
    with pytest.raises(SijillError, match=r"found=.*is no day; write it as YYYY-MM-DD"):
        records.check(battalion, found)


def test_what_is_no_path_is_refused(battalion: Batch) -> None:
    with pytest.raises(SijillError, match=r"paths=DataFrame: is neither a path"):
        records.read(battalion.frame())
    with pytest.raises(SijillError, match=r"paths=int: is neither a path"):
        records.read(3)  # type: ignore[arg-type]
