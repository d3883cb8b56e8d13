"""The forms for boxes, repeated columns and cards, on invented papers: what is read, and what is found where."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import records

ROOT = Path(__file__).parent.parent
EXAMPLES = {
    "border-entry-form": "border-entry.xlsx",
    "capture-card": "capture-cards.xlsx",
    "prisoner-register": "prisoner-register.csv",
}
ACCOUNTS = {"border-entry-form": (8, 6, 1), "capture-card": (69, 4, 1), "prisoner-register": (6, 5, 0)}
READ = {
    ("border-entry-form", "birth_date"): ["1990", "15/02/1987", "1410 هـ", "1993", "", "غير معروف"],
    ("border-entry-form", "nationality_codes"): ["TN", "MA", "SA", "FR", "SY", ""],
    ("border-entry-form", "marital_status_codes"): ["married", "single", "married", "single", "", "married"],
    ("border-entry-form", "children_total"): ["2", "", "طفلان", "0", "", "3"],
    ("border-entry-form", "facilitator_status"): ["exact", "exact", "unread", "exact", "missing", "exact"],
    ("border-entry-form", "death_place"): ["", "كوباني", "", "", "", ""],
    ("capture-card", "full_name"): ["Harcastle", "Morvan", "Bellandi", "Karras"],
    ("capture-card", "power_codes"): ["GB", "FR", "IT", "GR"],
    ("capture-card", "health_status_codes"): [
        "good_health",
        "slightly_wounded",
        "convalescent",
        "seriously_wounded|sick",
    ],
    ("capture-card", "other:Seen by the doctor"): ["yes", "no", "yes", ""],
    ("prisoner-register", "transfer_log"): [
        "Dülmen 2/4/1918 / Minden 20/6/1918",
        "Giessen",
        "",
        "Münster / Rennbahn",
        "",
    ],
    ("prisoner-register", "capture_place"): ["Saint-Quentin", "Verdun", "Tannenberg", "Albert", "Verdun"],
    ("prisoner-register", "fate_codes"): ["repatriated", "escaped", "died", "released", ""],
}
FOUND = {
    "border-entry-form": [
        ("unread", "certain", "entry_point", "M6", "جرابلس"),
        ("unread", "certain", "facilitator", "M6", "جرابلس"),
        ("unread", "certain", "birth_and_nationality", "F7", "1993 فرنسي متزوج"),
        ("era", "certain", "entry_date", "O8", "1436"),
        ("date-order", "certain", "death_date|entry_date", "W9|O9", "2013/11/05 | 28/12/2013"),
        ("no-transcriber", "batch", "transcriber", "", ""),
    ],
    "capture-card": [
        ("date-order", "possible", "form_date|capture_date", "B35|B30", "02/07/1940 | 20/06/1940"),
        ("date-order", "possible", "form_date|capture_date", "B53|B48", "05/02/1941 | 09/02/1941"),
    ],
    "prisoner-register": [
        ("unique", "certain", "prisoner_no", "B3|B6", "0418"),
        ("date-order", "possible", "capture_date|enlistment_date", "I5|H5", "27/03/1918 Albert | 03/05/1918"),
        ("no-transcriber", "batch", "transcriber", "", ""),
    ],
}


@pytest.fixture(scope="module")
def batches() -> dict[str, Any]:
    return {
        name: records.normalise(records.read(ROOT / "examples" / file), records.form(name))
        for name, file in EXAMPLES.items()
    }


@pytest.mark.parametrize(("name", "part"), READ, ids=" ".join)
def test_what_is_read(batches: dict[str, Any], name: str, part: str) -> None:
    assert batches[name].frame()[part].tolist() == READ[name, part]


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_is_found_and_where(batches: dict[str, Any], name: str) -> None:
    found = records.locate(batches[name], records.check(batches[name]))
    found = found[found["check"] != "ambiguous"]
    rows = found[["check", "verdict", "field", "cell", "text"]].astype(str).itertuples(index=False, name=None)
    assert list(rows) == FOUND[name]
    assert found["message"].str.len().min() > 0


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_frame_keeps_the_contract_and_every_line_is_accounted_for(batches: dict[str, Any], name: str) -> None:
    batch = batches[name]
    batch.form.to_pandera().validate(batch.frame())
    account = batch.mappings[0].account
    assert (account.read, account.kept, account.unused) == ACCOUNTS[name]
    assert account.read == account.kept + account.refused + account.blank + account.header + account.unused


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_run_is_written_whole(name: str, tmp_path: Path) -> None:
    call = [sys.executable, "-m", "records", "check", f"examples/{EXAMPLES[name]}", "--form", name]
    done = subprocess.run(
        [*call, "--out", str(tmp_path / "out"), "--fail-on", "never"], cwd=ROOT, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "run.json").is_file()


def test_the_examples_are_what_their_script_makes(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(ROOT / "scripts" / "make_form_examples.py"), str(tmp_path)], check=True)
    for file in EXAMPLES.values():
        assert (tmp_path / file).read_bytes() == (ROOT / "examples" / file).read_bytes()
