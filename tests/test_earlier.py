"""A run that is loaded again is what it was: records, findings and figures, with their dtypes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from pandas.testing import assert_frame_equal

import records
from records.model import SijillError
from tests.calling import sijill

EXAMPLES = Path(__file__).parent.parent / "examples"
REGISTER = str(EXAMPLES / "prisoner-register.csv")
BATTALION = str(EXAMPLES / "battalion.xlsx")
HEADER = "Record no,Full name,Nationality,Date of birth\n"


@pytest.mark.parametrize(
    ("file", "form", "said"),
    [
        (REGISTER, "prisoner-register", {}),
        (REGISTER, "capture-card", {"header_row": 1}),
        (BATTALION, "fighter-file", {"found": "2017-01-31", "lang": "ar"}),
        (BATTALION, "medical-form", {"sheets": ["Medical forms"], "found": "2011-01-31"}),
        (HEADER, "prisoner-register", {}),
        (HEADER + '1,=cmd|\'x\'!A1,"a\r\nb",-\n2,\'tis,nan,NULL\n1,<NA>,"""",31 / 12\n', "prisoner-register", {}),
    ],
)
def test_a_run_is_loaded_as_it_was(file: str, form: str, said: dict[str, Any], tmp_path: Path) -> None:
    if file.startswith(HEADER):
        (tmp_path / "rows.csv").write_text(file, encoding="utf-8", newline="")
        file = str(tmp_path / "rows.csv")
    was = records.run(file, form=form, **said)
    was.report(tmp_path / "out")
    now = records.load(tmp_path / "out")
    there = len(was.frame) > 0  # of no records parquet keeps no codes
    assert_frame_equal(now.frame, was.frame, check_dtype=there, check_categorical=there)
    assert_frame_equal(now.findings, was.findings)
    assert now.findings.attrs == was.findings.attrs
    for by in set(now.published["by"]):
        assert_frame_equal(now.statistics(by), was.statistics(by))
    assert records.form(form).to_pandera().validate(now.frame) is not None


def test_of_several_forms_one_is_named(tmp_path: Path) -> None:
    sijill("check", BATTALION, "--form", "fighter-file", "--form", "medical-form", "--out", str(tmp_path / "out"))
    with pytest.raises(
        SijillError, match=r"^out: holds records of 2 forms; name one with form=: fighter-file, medical"
    ):
        records.load(tmp_path / "out")
    for form in ("fighter-file", "medical-form"):
        now, was = records.load(tmp_path / "out", form), records.load(tmp_path / "out", records.form(form))
        assert_frame_equal(now.frame, was.frame)
        batch = records.normalise(records.read(BATTALION), form)
        assert_frame_equal(now.frame, batch.frame())
        assert_frame_equal(now.findings, records.check(batch))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("earlier") / "out"
    records.run(REGISTER, form="prisoner-register").report(folder)
    return folder


def test_what_cannot_be_loaded_says_so_in_one_line(out: Path, tmp_path: Path) -> None:
    earlier = records.load(out)
    calls = {
        r"^folder=int: cannot be that; give the path": lambda: records.load(3),  # type: ignore[arg-type]
        r"is not a sijill output folder; name a folder that": lambda: records.load(tmp_path),
        r"^nowhere: is not a sijill output folder": lambda: records.load("nowhere"),
        r"did you mean 'prisoner-register'": lambda: records.load(out, "prisoner-registr"),
        r"^out: holds no records of the form 'fighter-file'; choose one of": lambda: records.load(out, "fighter-file"),
        r"^out: an earlier run holds no batch; records.run reads the files again": lambda: earlier.batch,
        r"^out: there are no statistics by 'nationalty'; did you mean": lambda: earlier.statistics("nationalty"),
        r"^by=int: cannot be that": lambda: earlier.statistics(3),  # type: ignore[arg-type]
    }
    for error, call in calls.items():
        with pytest.raises(SijillError) as raised:
            call()
        assert re.search(error, str(raised.value)), str(raised.value)
        assert "\n" not in str(raised.value) and raised.value.remedy


@pytest.mark.parametrize("name", ["records.parquet", "findings.csv", "statistics.csv", "run.json"])
def test_a_changed_run_is_not_loaded(name: str, tmp_path: Path) -> None:
    records.run(REGISTER, form="prisoner-register").report(tmp_path)
    data = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(
        data.replace(b'"records": 5', b'"records": 6') if name == "run.json" else data + b"\n"
    )
    with pytest.raises(SijillError, match="changed after the run; `sijill verify` says what was"):
        records.load(tmp_path)
