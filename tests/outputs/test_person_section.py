"""What a check says of records that may be one person: in the summary, on the page, in persons.csv, in the result."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

import records
from records.matching import search
from tests.calling import sijill

MEN = """Full name,Date of birth,Blood type,Date of joining,Phone
Karim Daoud al-Hadrami,1987-02-15,A+,2014-06-01,
كريم داود الحضرمي,15/02/1987,A+,2014-06-01,
Anas Rashid al-Qayrawani,1990-01-05,O-,2015-03-09,0770123456
Bilal Rashid al-Qayrawani,1993-08-11,O-,2015-03-09,0770123456
"""


@pytest.fixture
def men(tmp_path: Path) -> str:
    (tmp_path / "men.csv").write_text(MEN, encoding="utf-8")
    return str(tmp_path / "men.csv")


def section(folder: Path) -> str:
    page = (folder / "report.html").read_text(encoding="utf-8")
    return page.partition('<section aria-labelledby="persons">')[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", ["looks like one person", "may be brothers", "speaks against it", '<td class="n">2–3</td>']),
        ("ar", ["يبدو لشخص واحد", "قد يكونان أخوين", "يعارض ذلك", '<td class="n">2–3</td>']),
    ],
)
def test_the_page_shows_each_pair_with_its_evidence(men: str, lang: str, said: list[str], tmp_path: Path) -> None:
    sijill("check", men, "--form", "fighter-file", "--lang", lang, "--out", str(tmp_path / "out"))
    page = section(tmp_path / "out")
    assert [each for each in said if each not in page] == []
    assert "<bdi>كريم داود الحضرمي</bdi>" in page
    assert "<bdi>men.csv!B3</bdi>" in page or "<bdi>men.csv!A3</bdi>" in page


def test_the_weights_on_the_page_add_up(men: str, tmp_path: Path) -> None:
    sijill("check", men, "--form", "fighter-file", "--out", str(tmp_path / "out"))
    for pair in section(tmp_path / "out").split("<details")[1:]:
        total = float(re.findall(r"<bdi>([0-9.]+)</bdi> points", pair)[0])
        parts = [float(each) for each in re.findall(r"<bdi>([-+][0-9.]+)</bdi></td></tr>", pair)]
        assert len(parts) > 2
        assert abs(sum(parts) - total) < 0.05 * (len(parts) + 1)


def test_the_summary_and_the_result_say_how_many(men: str) -> None:
    said = sijill("check", men, "--form", "fighter-file").out
    assert "4 records; pairs that look like one person: 1, that may: 1; persons: 2 to 3" in said
    found = records.run(men, form="fighter-file").persons
    assert found is not None
    assert (found.fewest, found.most) == (2, 3)


def test_many_records_are_not_looked_at_unasked(men: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "MOST_RECORDS", 3)
    out = tmp_path / "out"
    said = sijill("check", men, "--form", "fighter-file", "--out", str(out)).out
    assert "not looked for (`sijill persons`)" in said
    assert "not looked for" in section(out)
    assert not (out / "persons.csv").exists()
    assert records.run(men, form="fighter-file").persons is None
    sijill("check", men, "--form", "fighter-file", "--out", str(out), "--persons")
    with (out / "persons.csv").open(encoding="utf-8", newline="") as file:
        assert [(row["verdict"], row["brothers"]) for row in csv.DictReader(file)] == [
            ("same", "false"),
            ("possible", "true"),
        ]
    records.run(men, form="fighter-file", persons=True).report(tmp_path / "library")
    assert (tmp_path / "library" / "persons.csv").read_bytes() == (out / "persons.csv").read_bytes()


def test_the_example_holds_one_man_on_two_forms_two_brothers_and_a_man_typed_twice() -> None:
    example = Path(__file__).parents[2] / "examples" / "one-man-two-forms.xlsx"
    batches = [records.normalise(records.read(example), form) for form in ("fighter-file", "medical-form")]
    found = records.persons(batches)
    rows = [[(each.sheet, each.row) for each in person] for person in found.persons]
    files, visits = "الملفات", "Medical forms"
    assert sorted(rows) == sorted(
        [
            [(visits, 5), (visits, 7), (files, 5)],
            [(files, 6)],
            [(files, 7)],
            [(files, 8), (files, 10)],
            [(visits, 6), (files, 9)],
        ]
    )
    assert [(pair.verdict, pair.a.row, pair.b.row) for pair in found.pairs if pair.brothers] == [("possible", 6, 7)]
