"""Decisions find their record again whatever people do to the sheet, and are told when they do not."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import records
from records.decisions.decision_file import FILE_COLUMNS
from records.model import FormError
from records.outputs.files import file_hash
from tests.calling import sijill

HEADER = ["Record no", "Full name", "Page", "Date of birth", "Date of joining", "Nationality", "Transcriber"]
FORM = """\
form: roll
title: {en: Roll}
transcriber: transcriber
fields:
  record_no: {kind: identifier}
  full_name: {kind: name, required: true}
  page: {kind: text, about: record}
  birth_date: {kind: date}
  join_date: {kind: date, labels: {en: [Date of joining]}}
  nationality: {kind: country}
  transcriber: {kind: text, about: record}
checks:
  - {check: date-order, earlier: birth_date, later: join_date}
"""
GIVEN = ("Adam", "Basil", "Daoud", "Elias", "Faris", "Hatem")
FATHERS = ("Karim", "Labib", "Munir", "Nadim", "Osama", "Qasim", "Rashad", "Sabri", "Tariq", "Walid")


def people() -> list[list[str]]:
    """Sixty invented people, of whom twenty joined before they were born; two transcribers. Their pages are no series."""
    rows = []
    for n in range(60):
        name = f"{GIVEN[n % 6]} {FATHERS[n // 6]}"
        joined = "2/1/1975" if n < 20 else "2/1/2015"
        rows.append(
            [str(n + 1), name, f"M-{(n // 3) ** 2 + 1}", "14/8/1989", joined, "Tunisia", ("Amal", "Omar")[n % 2]]
        )
    return rows


def write(path: Path, rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def inserted(rows: list[list[str]]) -> list[list[str]]:
    new = ["61", "Zaki Yusuf", "M-21", "3/3/1990", "2/1/2015", "Tunisia", "Amal"]
    return [*rows[:4], new, *rows[4:]]


def sorted_anew(rows: list[list[str]]) -> list[list[str]]:
    return random.Random(1).sample(rows, len(rows))


def renumbered(rows: list[list[str]]) -> list[list[str]]:
    return [[str(n + 1), *row[1:]] for n, row in enumerate(rows)]


def corrected(rows: list[list[str]]) -> list[list[str]]:
    return [[*rows[0][:4], "2/1/2014", *rows[0][5:]], *rows[1:]]


@pytest.fixture
def form(tmp_path: Path) -> str:
    (tmp_path / "roll.yaml").write_text(FORM, encoding="utf-8")
    return str(tmp_path / "roll.yaml")


def decide(form: str, tmp_path: Path) -> Path:
    """Twenty decisions, as a person would copy them from findings.csv."""
    found = records.run(write(tmp_path / "before.csv", people()), form).findings
    keys = found.loc[found["check"] == "date-order", "key"].to_list()
    assert len(keys) == 20
    lines = [["finding", key, "stands on the paper", "", "Amal"] for key in keys]
    return write(tmp_path / "decisions.csv", lines, FILE_COLUMNS[:5])


@pytest.mark.parametrize(
    ("change", "fit"),
    [
        (lambda rows: rows, 20),
        (inserted, 20),
        (sorted_anew, 20),
        (renumbered, 20),
        (lambda rows: renumbered(inserted(rows)), 20),
        (lambda rows: renumbered(sorted_anew(rows)), 20),
        (corrected, 19),
    ],
    ids=["same", "inserted", "sorted", "renumbered", "inserted-renumbered", "sorted-renumbered", "corrected"],
)
def test_decisions_survive_what_people_do_to_a_sheet(
    change: Callable[[list[list[str]]], list[list[str]]], fit: int, form: str, tmp_path: Path
) -> None:
    decisions = decide(form, tmp_path)
    result = records.run(write(tmp_path / "after.csv", change(people())), form, decisions=[decisions])
    assert (result.findings["decision"] == "stands on the paper").sum() == fit
    assert len(result.made.unfit) == 20 - fit
    for each in result.made.unfit:
        assert (each.why, each.nearest) == ("no-finding", "after.csv!A2")


def test_what_is_settled_does_not_fail_the_call_and_is_counted(form: str, tmp_path: Path) -> None:
    decisions, table = decide(form, tmp_path), str(tmp_path / "before.csv")
    assert sijill("check", table, "--form", form).code == 1
    said = sijill("check", table, "--form", form, "--decisions", str(decisions))
    assert said.code == 0
    assert "Decided: 20 of 20 findings (stands on the paper 20); cells read as decided: 0" in said.out


def test_verify_compares_the_decisions_of_a_run(form: str, tmp_path: Path) -> None:
    decisions, out = decide(form, tmp_path), str(tmp_path / "out")
    call = ("check", str(tmp_path / "before.csv"), "--form", form, "--decisions", str(decisions), "--out", out)
    assert sijill(*call).code == 0
    assert sijill("verify", out, "--sources", str(tmp_path)).code == 0
    write(decisions, [["finding", "form=roll; check=unique", "ask"]], FILE_COLUMNS[:3])
    said = sijill("verify", out, "--sources", str(tmp_path))
    assert said.code == 1
    assert "decisions.csv" in said.out + said.err


def test_a_decision_that_fits_no_more_is_told_with_the_nearest_record(form: str, tmp_path: Path) -> None:
    decisions = decide(form, tmp_path)
    table = write(tmp_path / "after.csv", corrected(people()))
    said = sijill("check", str(table), "--form", form, "--decisions", str(decisions), "--lang", "ar")
    assert "decisions.csv:2" in said.out
    assert "after.csv!A2" in said.out


def test_two_people_of_one_name_are_told_apart_by_who_typed_them(form: str, tmp_path: Path) -> None:
    rows = [[*row[:2], "M-1", *row[3:]] for row in people()[:1] for _ in range(2)]
    rows[1][-1] = "Omar"
    found = records.run(write(tmp_path / "two.csv", rows), form).findings
    key = found.loc[found["check"] == "date-order", "key"].iloc[1]
    decided = write(tmp_path / "d.csv", [["finding", key, "ask"]], FILE_COLUMNS[:3])
    result = records.run(tmp_path / "two.csv", form, decisions=[decided]).findings
    assert result.loc[result["decision"] == "ask", "record"].to_list() == [1]


READ = [
    ("field=birth_date; text=3/4/1990", "3 April 1990", [0, 1, 2]),
    ("field=birth_date; text=3/4/1990; file=roll.csv", "3 April 1990", [0, 1, 2]),
    ("field=birth_date; text=3/4/1990; transcriber=Omar", "1990-03-04", [1]),
    ("field=birth_date; text=3/4/1990; record.record_no=3; record.full_name=Daoud Karim", "4 March 1990", [2]),
]


@pytest.mark.parametrize(("key", "value", "decided"), READ)
def test_a_text_is_read_as_was_decided(key: str, value: str, decided: list[int], form: str, tmp_path: Path) -> None:
    rows = [[*row[:3], "3/4/1990", *row[4:]] for row in people()[:3]]
    table = write(tmp_path / "roll.csv", rows)
    file = write(tmp_path / "d.csv", [["reading", key, "read as", value]], FILE_COLUMNS[:4])
    frame = records.run(table, form, decisions=[file]).frame
    assert frame.index[frame["birth_date_status"] == "decided"].to_list() == decided
    assert set(frame["birth_date"]) == {"3/4/1990"}, "the text stays as it was typed"
    day = frame.loc[decided, "birth_date_earliest"]
    assert {each.date().isoformat() for each in day} == {"1990-04-03" if "April" in value else "1990-03-04"}
    assert (frame.loc[frame.index.difference(decided), "birth_date_status"] == "ambiguous").all()


def test_the_narrower_decision_wins(form: str, tmp_path: Path) -> None:
    rows = [[*row[:3], "3/4/1990", *row[4:]] for row in people()[:3]]
    lines = [["reading", key, "read as", value] for key, value, _ in (READ[3], READ[0], READ[2])]
    frame = records.run(
        write(tmp_path / "roll.csv", rows), form, decisions=[write(tmp_path / "d.csv", lines, FILE_COLUMNS[:4])]
    ).frame
    days = [each.date().isoformat() for each in frame["birth_date_earliest"]]
    assert days == ["1990-04-03", "1990-03-04", "1990-03-04"]


def test_a_word_beside_dates_is_settled_once(form: str, tmp_path: Path) -> None:
    rows = [[*row[:3], "blarg 1990", *row[4:]] for row in people()[:3]]
    table = write(tmp_path / "roll.csv", rows)
    lines = [["reading", "field=birth_date; word=blarg", "word means", "nothing"]]
    file = write(tmp_path / "d.csv", lines, FILE_COLUMNS[:4])
    assert set(records.run(table, form).frame["birth_date_status"]) == {"ambiguous"}
    assert set(records.run(table, form, decisions=[file]).frame["birth_date_status"]) == {"inferred"}


def test_a_header_is_what_was_decided(form: str, tmp_path: Path) -> None:
    header = [*HEADER[:5], "From", HEADER[6]]
    table = write(tmp_path / "roll.csv", people()[:3], header)
    file = write(tmp_path / "d.csv", [["header", "header=From", "is", "nationality"]], FILE_COLUMNS[:4])
    batch = records.run(table, form, decisions=[file]).batch
    assert batch.mappings[0].fields["nationality"] == "F"
    lost = write(tmp_path / "e.csv", [["header", "header=Land", "is", "nationality"]], FILE_COLUMNS[:4])
    assert [each.why for each in records.run(table, form, decisions=[lost]).made.unfit] == ["no-header"]


def test_a_value_that_is_not_clear_is_refused(form: str, tmp_path: Path) -> None:
    rows = [[*row[:3], "3/4/1990", *row[4:]] for row in people()[:1]]
    file = write(tmp_path / "d.csv", [["reading", READ[0][0], "read as", "3/4/1990"]], FILE_COLUMNS[:4])
    with pytest.raises(FormError, match=r"d\.csv:2: value: is not clear as a date"):
        records.run(write(tmp_path / "roll.csv", rows), form, decisions=[file])


def test_a_text_that_stands_nowhere_is_told(form: str, tmp_path: Path) -> None:
    file = write(tmp_path / "d.csv", [["reading", READ[0][0], "read as", "1990"]], FILE_COLUMNS[:4])
    result = records.run(write(tmp_path / "roll.csv", people()), form, decisions=[file])
    assert [each.why for each in result.made.unfit] == ["no-text"]


def test_a_finding_on_a_record_that_nothing_names_has_a_key(form: str, tmp_path: Path) -> None:
    rows = [*people()[:2], ["", "", "", "14/8/1989", "2/1/1975", "", ""]]
    found = records.run(write(tmp_path / "roll.csv", rows), form=form).findings
    assert found.loc[found["record"] == 2, "key"].str.contains("check=").all()


NARROW = [
    "field=birth_date; text=3/4/1990; transcriber=Zaki",
    "field=birth_date; text=3/4/1990; file=other.csv",
    "field=birth_date; text=3/4/1990; record.record_no=1; record.page=M-1; file=other.csv",
    "field=birth_date; text=3/4/1990; record.record_no=1; record.page=M-1; transcriber=Omar",
]


@pytest.mark.parametrize("key", NARROW)
def test_a_decision_is_never_wider_than_its_key(key: str, form: str, tmp_path: Path) -> None:
    rows = [[*row[:3], "3/4/1990", *row[4:]] for row in people()[:2]]
    file = write(tmp_path / "d.csv", [["reading", key, "read as", "1990-04-03"]], FILE_COLUMNS[:4])
    result = records.run(write(tmp_path / "roll.csv", rows), form, decisions=[file])
    assert "decided" not in set(result.frame["birth_date_status"])
    assert [each.why for each in result.made.unfit] == ["no-text"]


def test_a_transcriber_names_nobody_where_the_form_has_none(form: str, tmp_path: Path) -> None:
    Path(form).write_text(FORM.replace("transcriber: transcriber\n", ""), encoding="utf-8")
    test_a_decision_is_never_wider_than_its_key(READ[2][0], form, tmp_path)


@pytest.mark.parametrize(("field", "fits"), [("record_no", True), ("page", False)])
def test_a_finding_of_the_whole_batch_is_known_by_its_field(field: str, fits: bool, form: str, tmp_path: Path) -> None:
    table = write(tmp_path / "roll.csv", [[*row[:6]] for row in people()[:2]], HEADER[:6])
    found = records.run(table, form).findings
    (key,) = found.loc[found["record"].isna() & (found["check"] == "no-transcriber"), "key"]
    assert "field=transcriber" in key
    key = key if fits else key.replace("field=transcriber", f"field={field}")
    result = records.run(
        table, form, decisions=[write(tmp_path / "d.csv", [["finding", key, "ask"]], FILE_COLUMNS[:3])]
    )
    assert (result.findings["decision"] == "ask").sum() == int(fits)


CREW = (
    FORM.replace("form: roll", "form: crew")
    .replace("birth_date:", "death_date:")
    .replace("earlier: birth", "earlier: death")
)
CREW_HEADER = [name.replace("birth", "death") for name in HEADER]


@pytest.fixture
def two(form: str, tmp_path: Path) -> tuple[str, ...]:
    """A call with two forms, each with its table."""
    (tmp_path / "crew.yaml").write_text(CREW, encoding="utf-8")
    tables = [write(tmp_path / "roll.csv", people()[:3]), write(tmp_path / "crew.csv", people()[:3], CREW_HEADER)]
    return (*map(str, tables), "--form", form, "--form", str(tmp_path / "crew.yaml"))


ANYWHERE = [
    ("reading", "field=death_date; text=14/8/1989", "read as", "1989-08-14", ""),
    ("reading", "field=birth_date; text=14/8/1988", "read as", "1989-08-14", "no cell has this text"),
    ("reading", "field=join_date; text=9/9/1999", "read as", "1999-09-09", "no cell has this text"),
    ("reading", "form=list; field=birth_date; text=14/8/1989", "read as", "1989-08-14", "no sheet of this run"),
    ("header", "header=Page", "is", "page", ""),
    ("header", "header=Date of death; form=roll", "is", "", "no sheet has this header"),
    ("header", "header=Page; form=list", "is", "page", "no sheet of this run"),
    ("finding", "form=list; check=unique", "ask", "", "no sheet of this run"),
]


@pytest.mark.parametrize("verb", ["check", "readings"])
def test_what_fits_in_no_form_is_told_once_for_all(verb: str, two: tuple[str, ...], tmp_path: Path) -> None:
    file = write(tmp_path / "d.csv", [line[:4] for line in ANYWHERE], FILE_COLUMNS[:4])
    for shape in ("text", "json"):
        said = sijill(verb, *two, "--decisions", str(file), "--format", shape)
        told = [line for line in (said.out + said.err).splitlines() if "was not applied" in line]
        wanted = {
            n: line[4] for n, line in enumerate(ANYWHERE, 2) if line[4] and (verb, line[0]) != ("readings", "finding")
        }
        assert len(told) == len(wanted)
        for n, why in wanted.items():
            assert [why in line for line in told if f"d.csv:{n} " in line] == [True]


def test_compare_tells_what_fits_in_neither_file(form: str, tmp_path: Path) -> None:
    one = write(tmp_path / "one.csv", [[*row[:3], "3/4/1990", *row[4:]] for row in people()[:2]])
    other = write(tmp_path / "two.csv", people()[:2])
    lines = [["reading", f"field=birth_date; text={text}", "read as", "1990"] for text in ("3/4/1990", "5/5/1990")]
    file = write(tmp_path / "d.csv", lines, FILE_COLUMNS[:4])
    said = sijill("compare", str(one), str(other), "--form", form, "--key", "record_no", "--decisions", str(file))
    assert [line.split()[1] for line in said.err.splitlines() if "was not applied" in line] == ["d.csv:3"]


def test_a_safe_copy_tells_what_does_not_fit(form: str, tmp_path: Path) -> None:
    file = write(tmp_path / "d.csv", [["reading", READ[0][0], "read as", "1990"]], FILE_COLUMNS[:4])
    call = ("--out", str(tmp_path / "safe.csv"), "--key-file", str(tmp_path / "own" / "key"), "--new-key")
    (tmp_path / "own").mkdir()
    table = str(write(tmp_path / "roll.csv", people()[:2]))
    assert (
        "d.csv:2 does not fit any more"
        in sijill("pseudonymise", table, "--form", form, "--decisions", str(file), *call).err
    )


def test_a_decisions_file_is_not_said_to_lie_beside(form: str, tmp_path: Path) -> None:
    table = str(write(tmp_path / "roll.csv", people()[:3], [*HEADER[:5], "From", HEADER[6]]))
    lines = [["header", "header=From", "is", "nationality"]]
    other = [["reading", "field=birth_date; text=1", "read as", "1990"]]
    files = [write(tmp_path / name, each, FILE_COLUMNS[:4]) for name, each in (("d.csv", lines), ("e.csv", other))]
    out = tmp_path / "out"
    named = [each for file in files for each in ("--decisions", str(file))]
    said = sijill("check", table, "--form", form, *named, "--out", str(out))
    assert "beside" not in said.err
    (source,) = json.loads((out / "run.json").read_bytes())["inputs"]
    assert source["profile"] == {"file": "d.csv", "sha256": file_hash(files[0])}


def test_figures_and_pages_say_what_was_decided(form: str, tmp_path: Path) -> None:
    rows = people()[:3]
    rows[2][5] = "Tunisz"
    table, out = str(write(tmp_path / "roll.csv", rows)), tmp_path / "out"
    found = records.run(table, form).findings
    keys = found.loc[found["check"] == "date-order", "key"].to_list()
    lines = [
        ["reading", "field=nationality; text=Tunisz", "read as", "Tunisia"],
        ["finding", keys[0], "stands on the paper", ""],
        ["finding", keys[1], "ask", ""],
    ]
    named = ("--form", form, "--decisions", str(write(tmp_path / "d.csv", lines, FILE_COLUMNS[:4])))
    assert "Readings in these figures that people decided: 1." in sijill("stats", table, *named).err
    sijill("check", table, *named, "--out", str(out))
    assert set(records.load(out).statistics()["decided"]) == {1}
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Readings in these figures that people decided: <bdi>1</bdi>." in page
    assert "<bdi>3</bdi> in all, <bdi>3</bdi> different · stands on the paper 1 · ask 1" in page
    folded = page[page.index('<details class="settled">') :].partition("</details>")[0]
    assert "stands on the paper" in folded
    assert 'decided">ask' not in folded
    written = records.load(out).findings
    assert written.loc[written["decision"] == "ask", "decided_in"].to_list() == ["d.csv:4"]
