"""Runs on tables that nobody here made. They stand beside the checkout where they are at hand."""

import csv
from pathlib import Path
from typing import Any

import pytest

import records

ROOT = Path(__file__).parent.parent
REAL = ROOT.parent / "shared" / "real"
COMMISSION = REAL / "persons_pinochet_rettig.csv"
AGES = REAL / "persons_age_dob_consistency.csv"


@pytest.mark.skipif(not COMMISSION.exists(), reason="the table is not at hand")
def test_the_three_rows_that_end_before_they_begin() -> None:
    batch = records.normalise(
        records.read(COMMISSION), records.form(ROOT / "examples" / "forms" / "truth-commission.yaml")
    )
    found = records.check(batch)
    certain = found[(found["verdict"] == "certain") & (found["severity"] == "error")]
    assert batch.mappings[0].account.kept == 2398
    assert certain["check"].tolist() == ["date-order"] * 3


def _ages(path: Path) -> tuple[Any, Any]:
    batch = records.normalise(records.read(path), records.form(ROOT / "examples" / "forms" / "ages.yaml"))
    return batch, records.check(batch)


@pytest.mark.skipif(not AGES.exists(), reason="the table is not at hand")
def test_no_age_is_wrongly_doubted_and_every_planted_slip_is_found(tmp_path: Path) -> None:
    _, found = _ages(AGES)
    asked = next(each for each in found.attrs["checks"] if each["check"] == "stated-age")
    assert (asked["asked"], asked["not_checkable"]) == (28185, 0)
    assert not (found["verdict"] == "certain").any()

    with AGES.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    planted = list(range(50, 28050, 280))
    assert len(planted) == 100
    for n, row in enumerate(planted):
        day = rows[row][header.index("dob")]
        rows[row][header.index("dob")] = f"{int(day[:4]) + (5 if n % 2 else -5)}{day[4:]}"
    slipped = tmp_path / "slipped.csv"
    with slipped.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    _, found = _ages(slipped)
    certain = found[(found["verdict"] == "certain") & (found["check"] == "stated-age")]
    assert certain["record"].tolist() == planted
