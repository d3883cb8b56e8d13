"""A run on disk: complete, the same bytes whatever the machine thinks of time and words, verifiable, without a path."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter

import records
from records.model import OutputError, SourceError
from records.outputs import copies
from records.outputs.contents import Extras
from records.outputs.delimited_tables import unescape
from records.outputs.files import verify
from records.outputs.run import Run, UnusedSheet
from records.outputs.run_files import form_hash, jsonable, write, writing

FORM = """
form: small-form
title: {en: A small form, ar: استمارة صغيرة}
fields:
  full_name: {kind: name, required: true, sensitivity: identifying}
  nationality: {kind: country}
  birth_date: {kind: date}
  blood_type: {kind: blood}
  form_date: {kind: date}
checks:
  - {check: date-order, earlier: birth_date, later: form_date}
"""
HEADER = ["Full name", "Nationality", "Date of birth", "Blood type", "Date filled in", "shoe size"]
ROWS = [
    ["زيد بن عمرو", "تونسي", "1990", "O+", "1/1/1980", "43"],
    ["=cmd|'/c calc'!A0", "Tunisia", "03/04/1990", "+O", "2015", "-"],
    ["Omar\u202e", "", "لا يعرف", "A", "xx", "@x"],
]


def paths(folder: Path) -> tuple[Path, list[Path]]:
    """A form and three files of it, two with the same name."""
    form = folder / "small-form.yaml"
    form.write_text(FORM, encoding="utf-8")
    files = [folder / "a" / "list.csv", folder / "b" / "list.csv", folder / "amal.xlsx"]
    for n, path in enumerate(files):
        path.parent.mkdir(exist_ok=True)
        rows = [HEADER, *([*row[:-1], f"{row[-1]}{n}"] for row in ROWS)]
        if path.suffix == ".csv":
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
        else:
            with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "in_memory": True}) as book:
                book.set_properties({"created": datetime(2015, 1, 1)})
                sheet = book.add_worksheet("Forms")
                for row, texts in enumerate(rows):
                    sheet.write_row(row, 0, texts)
    return form, files


def a_run(folder: Path, lang: str = "en", **more: Any) -> Run:
    form_path, files = paths(folder)
    form = records.form(form_path)
    batch = records.normalise(records.read(files), form, {"Date filled in": "form_date"})
    return Run.of([(batch, records.locate(batch, records.check(batch), lang))], **more)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """A run of nine records."""
    return a_run(
        tmp_path_factory.mktemp("sources"), options={"forms": Path("/there/is/small-form.yaml"), "found": None}
    )


@pytest.fixture(scope="module")
def written(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder, which nobody changes."""
    out = tmp_path_factory.mktemp("written") / "out"
    write(run, out)
    return out


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


NAMES = {
    "report.html",
    "explanations.csv",
    "unanswered.csv",
    "findings.csv",
    "records.csv",
    "records.parquet",
    "records.xlsx",
    "records.dictionary.csv",
    "readings.csv",
    "statistics.csv",
    "annotated/amal.annotated.xlsx",
    "annotated/list.annotated.xlsx",
    "annotated/list (2).annotated.xlsx",
    "run.json",
}


def test_everything_is_written_and_named_in_run_json(written: Path, run: Run) -> None:
    files = content(written)
    assert set(files) == NAMES
    assert verify(written) == []
    said = json.loads(files["run.json"])
    assert said["outputs"] == {
        name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "run.json"
    }
    assert [(each["file"], each["sheet"], each["form"]) for each in said["inputs"]] == [
        ("list.csv", "", "small-form"),
        ("list.csv", "", "small-form"),
        ("amal.xlsx", "Forms", "small-form"),
    ]
    assert said["inputs"][2]["sha256"] == hashlib.sha256(Path(run.sources[2].path).read_bytes()).hexdigest()
    for each in said["inputs"]:
        account = each["account"]
        assert account["read"] == sum(account.values()) - account["read"] == 4
    assert said["forms"][0]["records"] == 9
    assert {"date-order"} <= {each["check"] for each in said["checks"]}
    extras = dict.fromkeys(("annotate", "csv", "workbook", "byte_order_mark"), False)
    assert said["options"] == extras | {"forms": "small-form.yaml", "found": None, "lang": "en"}
    for name, data in files.items():
        assert b"/pytest-" not in data, f"{name} holds a path"


def test_the_findings_name_their_cells(written: Path) -> None:
    rows = table(written / "findings.csv")
    [first, *_] = [row for row in rows if row["check"] == "date-order"]
    assert (first["form"], first["verdict"], first["file"]) == ("small-form", "certain", "list.csv")
    assert sorted(first["cell"].split("|")) == ["C2", "E2"]
    assert sorted(first["text"].split(" | ")) == ["1/1/1980", "1990"]
    book = openpyxl.load_workbook(written / "annotated" / "amal.annotated.xlsx")
    place = book["Forms"]["C2"].hyperlink.location
    row = int(place.rpartition("A")[2])
    assert book["Findings"].cell(row, 6).hyperlink.location in ("'Forms'!C2", "'Forms'!E2")
    assert book["Findings"].cell(row, 11).value == first["message"]


def test_no_cell_is_a_formula_anywhere(written: Path) -> None:
    for path in (written).glob("*.csv"):
        for row in table(path):
            for name, cell in row.items():
                assert not cell.startswith(("=", "@", "\t", "\r")), (path.name, name)
                assert not cell.startswith(("+", "-")) or name == "rh" or name.endswith("_rh"), (path.name, name)
    for path in written.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(path):
            assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_the_dictionary_names_every_column(written: Path) -> None:
    rows = table(written / "records.dictionary.csv")
    header = list(table(written / "records.csv")[0])
    assert [row["column"] for row in rows if row["column"] != "record:key"] == header
    frame = pd.read_parquet(written / "records.parquet")
    assert [row["column"] for row in rows[1:]] == list(frame.columns)
    for row in rows[4:]:
        kind = str(frame[row["column"]].dtype).replace("[ms]", "[s]").replace("int64", "Int64")
        assert kind == row["dtype"], row["column"]
    assert all(row["meaning_en"] and row["meaning_ar"] for row in rows)
    by_column = {row["column"]: row for row in rows}
    assert by_column["full_name"]["required"] == "true"
    assert by_column["full_name"]["sensitivity"] == "identifying"
    assert by_column["birth_date_status"]["codes"] == "exact|inferred|decided|ambiguous|unread|missing"
    assert unescape(by_column["blood_type_rh"]["codes"]) == "+|-"
    assert "shoe size" in by_column["other:shoe size"]["meaning_ar"]


def test_statistics_are_for_publication(written: Path) -> None:
    rows = table(written / "statistics.csv")
    assert {row["audience"] for row in rows} == {"publication"}
    assert {(row["form"], row["by"]) for row in rows} == {("small-form", "nationality")}


def test_a_second_run_has_the_same_bytes(run: Run, tmp_path: Path) -> None:
    write(run, tmp_path / "out")
    first = content(tmp_path / "out")
    write(run, tmp_path / "out")
    assert content(tmp_path / "out") == first
    write(run, tmp_path / "other", "en")
    assert content(tmp_path / "other") == first, "wherever it is written"


SCRIPT = """
import sys, hashlib
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.outputs.test_run import a_run, content
from records.outputs.run_files import write
run = a_run(Path(sys.argv[1]))
write(run, Path(sys.argv[1]) / "out")
print({{name: hashlib.sha256(data).hexdigest() for name, data in content(Path(sys.argv[1]) / "out").items()}})
"""


def test_the_same_bytes_whatever_zone_locale_and_hash_seed(tmp_path: Path) -> None:
    said = set()
    for n, (zone, locale, seed) in enumerate(
        [("Asia/Baghdad", "ar_IQ.UTF-8", "7"), ("America/New_York", "tr_TR.UTF-8", "99")]
    ):
        folder = tmp_path / str(n)
        folder.mkdir()
        environment = {
            **os.environ,
            "TZ": zone,
            "LANG": locale,
            "LC_ALL": locale,
            "PYTHONHASHSEED": seed,
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": str(n),
        }
        script = SCRIPT.format(root=str(Path(__file__).parents[2]))
        done = subprocess.run(
            [sys.executable, "-c", script, str(folder)], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        said.add(done.stdout)
    assert len(said) == 1


def test_several_forms_have_a_file_each_and_one_table_of_findings(run: Run, tmp_path: Path) -> None:
    batch, found = run.batches[0], run.findings[0]
    other = type(batch)(**{**vars_of(batch), "form": batch.form.model_copy(update={"name": "other-form"})})
    write(Run((batch, other), (found, found)), tmp_path / "out")
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"records.csv", "records.other-form.csv", "records.other-form.parquet"} <= names
    assert [row["form"] for row in table(tmp_path / "out" / "findings.csv")] == ["small-form"] * len(found) + [
        "other-form"
    ] * len(found)
    assert {row["form"] for row in table(tmp_path / "out" / "readings.csv")} == {"small-form", "other-form"}


def vars_of(batch: Any) -> dict[str, Any]:
    return {name: getattr(batch, name) for name in type(batch).__dataclass_fields__}


def test_what_was_left_out_is_said(run: Run, tmp_path: Path) -> None:
    refused = SourceError("is-encrypted", "secret.xlsx")
    unused = UnusedSheet(run.sources[0], 7, "no-form")
    write(Run(run.batches, run.findings, (unused,), (refused,)), tmp_path / "out")
    said = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert said["refused"] == [
        {"file": "secret.xlsx", "reason": "is encrypted with a password", "remedy": refused.remedy}
    ]
    assert said["inputs"][-1]["account"] == {"read": 7, "kept": 0, "refused": 0, "blank": 0, "header": 0, "unused": 7}


def test_large_sources_are_copied_only_when_asked(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "ROWS_BY_DEFAULT", 3)
    write(run, tmp_path / "out")
    assert not (tmp_path / "out" / "annotated").exists()
    said = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert [each["file"] for each in said["not_annotated"]] == ["list.csv", "list.csv", "amal.xlsx"]
    write(run, tmp_path / "out", extras=Extras(annotate=True))
    assert len(list((tmp_path / "out" / "annotated").iterdir())) == 3


def test_a_source_that_changed_meanwhile_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    run = a_run(tmp_path)
    (tmp_path / "amal.xlsx").write_bytes(b"other")
    with pytest.raises(OutputError, match=r"amal\.xlsx: was changed"):
        write(run, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_interrupt_stops_the_tables_that_are_being_written(tmp_path: Path) -> None:
    def endless(file: Any) -> None:
        while True:
            file.write(b"x")

    def interrupted(file: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), writing(tmp_path / "out") as begun:
        begun.begin([("a", interrupted), ("b", endless), ("c", endless)])
        begun.finish()
    assert not (tmp_path / "out").exists()


def test_a_writing_that_was_begun_before_the_findings_is_finished(run: Run, tmp_path: Path) -> None:
    with writing(tmp_path / "out", [source.path for source in run.sources]) as begun:
        begun.records(run.batches)
        write(run, begun)
    assert verify(tmp_path / "out") == []


def test_a_form_is_known_by_what_it_says(run: Run) -> None:
    form = run.batches[0].form
    assert form_hash(form) == form_hash(form.model_copy(update={"file": "renamed.yaml"}))
    assert form_hash(form) != form_hash(form.model_copy(update={"name": "other"}))
    assert " at 0x" not in json.dumps(jsonable(form))
