"""The command: what cannot be used is one line and exit status 2; what is written is the same everywhere."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter

from tests.calling import Result, sijill, tree

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CASES = list(csv.DictReader((ROOT / "tests" / "cases" / "calls.csv").read_text(encoding="utf-8").splitlines()))
CANARY = "CANARY-qzxv"
"""Stands in cells, and nowhere on standard error."""
FORM = """\
form: small
title: {en: A small form, ar: استمارة صغيرة}
fields:
  record_no: {kind: identifier}
  full_name: {kind: name, required: true, sensitivity: identifying}
  birth_date: {kind: date, required: true}
  join_date: {kind: date}
  weapon: {kind: choice, vocabulary: weapons}
  notes: {kind: text}
checks:
  - {check: date-order, earlier: birth_date, later: join_date}
"""
HEADER = ["No", "Full name", "Date of birth", "Date of joining", "التخصص", "Notes"]
ROWS = [
    ["1", f"{CANARY} Karim", "1990", "2014-05-01", "PKM", CANARY],
    ["2", f"{CANARY} Omar", "1/5/1991", "1979", f"{CANARY} cook", CANARY],
    ["3", f"{CANARY} Zayd", "1992", "2015", "sniper", ""],
]


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Files good and bad, and the command called among them."""
    monkeypatch.chdir(tmp_path)
    write_csv(Path("good.csv"), [HEADER, *ROWS])
    write_csv(Path("twice.csv"), [HEADER, ROWS[0], ROWS[0]])
    write_csv(Path("nohead.csv"), ROWS)
    Path("empty.csv").touch()
    Path("notbook.xlsx").write_text(f"Name,Notes\n{CANARY},\n", encoding="utf-8")
    Path("latin.csv").write_bytes(f"Full name,Date of birth\n{CANARY}\xe9,1990\n".encode("latin-1"))
    Path("locked.xlsx").write_bytes(locked())
    Path("folder").mkdir()
    Path("other").mkdir()
    Path("other/notes.txt").write_text("somebody's work", encoding="utf-8")
    Path("small.yaml").write_text(FORM, encoding="utf-8")
    Path("wrong.yaml").write_text("form: x\ntitle: {en: X, ar: X}\nfields:\n  a: {kind: dat}\n", encoding="utf-8")
    Path("wrong-profile.yaml").write_text("form: small\ncolumns:\n  Sword: weapn\n", encoding="utf-8")
    Path("other-profile.yaml").write_text("form: fighter-file\ncolumns:\n  Sword: weapon\n", encoding="utf-8")
    make_keys(Path("keys"))
    with xlsxwriter.Workbook("book.xlsx") as book:
        for name, rows in (("Forms", [HEADER, *ROWS]), ("Legend", [["colour", "meaning"], ["red", CANARY]])):
            sheet = book.add_worksheet(name)
            for n, row in enumerate(rows):
                sheet.write_row(n, 0, row)
    return tmp_path


def make_keys(keys: Path) -> None:
    keys.mkdir()
    good = bytes(range(32))
    for name, key, mode in (
        ("good", good, 0o600), ("short", b"too short", 0o600), ("zero", bytes(64), 0o600),
        ("word", b"password " * 9, 0o600), ("large", good * 200, 0o600), ("open", good, 0o604), ("group", good, 0o640),
    ):  # fmt: skip
        (keys / f"{name}.key").write_bytes(key)
        (keys / f"{name}.key").chmod(mode)
    os.mkfifo(keys / "pipe.key")


def locked() -> bytes:
    """The beginning of an encrypted workbook: a compound file whose directory names the encrypted package."""
    sector = 512
    header = bytearray(b"\xff" * sector)
    header[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    header[8:76] = (
        bytes(16) + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0" + bytes(6) + bytes(4) + (1).to_bytes(4, "little")
        + (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little") + b"\xfe\xff\xff\xff" + bytes(4)
        + b"\xfe\xff\xff\xff" + bytes(4)
    )  # fmt: skip
    header[76:80] = bytes(4)
    table = b"\xfd\xff\xff\xff\xfe\xff\xff\xff".ljust(sector, b"\xff")
    names = ("Root Entry", "EncryptionInfo", "EncryptedPackage")
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + (2 * len(name) + 2).to_bytes(2, "little") + bytes([5 if n == 0 else 2, 1])
        + b"\xff" * 4 + (b"\xff" * 4 if n != 1 else (2).to_bytes(4, "little"))
        + ((1).to_bytes(4, "little") if n == 0 else b"\xff" * 4)
        + bytes(36) + b"\xfe\xff\xff\xff" + bytes(8)
        for n, name in enumerate(names)
    )  # fmt: skip
    return bytes(header) + table + entries.ljust(sector, b"\0")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_cannot_be_used_is_one_line(case: dict[str, str], folder: Path) -> None:
    """It says what, where and what to do; nothing is printed or written, and no cell's value is told."""
    before = tree(folder)
    result = sijill(*case["call"].split())
    assert result.code == 2
    assert result.err.startswith(f"sijill: {case['line']}")
    assert result.err.count("\n") == 1 and "\n" not in case["line"]
    assert CANARY not in result.err
    assert tree(folder) == before
    assert not result.out or case["call"].startswith("headers")


@pytest.mark.parametrize(
    "call", ["check --form small.yaml", "check good.csv --bogus", "chekc", "check good.csv --lang fr"]
)
def test_a_call_that_is_none_exits_with_2(call: str, folder: Path) -> None:
    result = sijill(*call.split())
    assert (result.code, result.out) == (2, "")
    assert "sijill" in result.err and "Traceback" not in result.err


def test_other_files_of_the_call_are_still_done(folder: Path) -> None:
    """Exit status 2 wins over 1, and the run says what it could not read."""
    result = sijill("check", "good.csv", "missing.csv", "empty.csv", "--form", "small.yaml", "--out", "out")
    assert result.code == 2
    assert [line.split(": ")[1] for line in result.err.splitlines()] == ["missing.csv", "empty.csv"]
    run = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert [each["file"] for each in run["refused"]] == ["missing.csv", "empty.csv"]
    assert [each["file"] for each in run["inputs"]] == ["good.csv"]
    assert sijill("verify", "out").code == 0


def test_no_file_of_use_writes_nothing(folder: Path) -> None:
    result = sijill("check", "missing.csv", "nohead.csv", "--form", "small.yaml", "--out", "out")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 2)
    assert not Path("out").exists()


@pytest.mark.parametrize(
    ("rows", "fail_on", "code"),
    [
        (ROWS, "certain", 1),
        (ROWS, "never", 0),
        (ROWS[:1], "certain", 0),
        (ROWS[:1], "possible", 0),
        ([["1", "Karim", "03/04/1990", "4/3/1990", "", ""]], "certain", 0),
        ([["1", "Karim", "03/04/1990", "4/3/1990", "", ""]], "possible", 1),
    ],
)
def test_exit_status(rows: list[list[str]], fail_on: str, code: int, folder: Path) -> None:
    write_csv(Path("rows.csv"), [HEADER, *rows])
    result = sijill("check", "rows.csv", "--form", "small.yaml", "--map", "التخصص=", "--fail-on", fail_on)
    assert (result.code, result.err) == (code, "")


def test_a_column_that_asks_is_named_with_the_answer(folder: Path) -> None:
    """In the summary for a person, on standard error where data goes to standard output."""
    said = sijill("check", "good.csv", "--form", "small.yaml")
    assert 'may be weapon; say which, as in --map "التخصص=weapon"' in said.out and said.err == ""
    data = sijill("check", "good.csv", "--form", "small.yaml", "--format", "jsonl")
    assert data.err == 'sijill: good.csv!E1: may be weapon; say which, as in --map "التخصص=weapon"\n'
    assert all(json.loads(line) for line in data.out.splitlines())
    answered = sijill("check", "good.csv", "--form", "small.yaml", "--map", "التخصص=weapon")
    assert "--map" not in answered.out + answered.err


def test_headers_as_json_are_one_list(folder: Path) -> None:
    """Sheets that fit no form are shown too."""
    result = sijill("headers", "book.xlsx", "--form", "small.yaml", "--format", "json")
    rows = json.loads(result.out)
    names = ["file", "sheet", "column", "header", "field", "status", "why", "candidates"]
    more = ["language", "texts", "header_rows", "doubt"]
    assert result.code == 0 and all(list(row) == [*names, *more] for row in rows)
    assert [row["field"] for row in rows if row["status"] == "mapped"] == [
        "record_no",
        "full_name",
        "birth_date",
        "join_date",
        "notes",
    ]
    asks = [row for row in rows if row["status"] == "ask"]
    assert [(row["column"], row["candidates"]) for row in asks] == [("E", ["weapon"])]
    assert [(row["column"], row["header"]) for row in rows if row["sheet"] == "Legend"] == [
        ("A", "colour"),
        ("B", "meaning"),
    ]


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        (
            "en",
            [
                "good.csv: header in row 1 (the row with most labels of the form); labels of the form over 6 of 6 columns; "
                "records: 3, rows 2–4",
                "column  header           texts",
                "C       Date of birth    1990 · 1/5/1991 · 1992",
                "mapped  a known label of the field (English or other, as written)",
                'column E “التخصص” was not taken: it may be weapon; say which, as in --map "التخصص=weapon"',
            ],
        ),
        (
            "ar",
            [
                "good.csv: العناوين في الصف 1 (فيه أكثر تسميات الاستمارة)؛ أعمدة فوقها تسميات من الاستمارة: 6 من 6؛ السجلات: 3، "
                "الصفوف 2–4",
                "العمود  العنوان          نصوص منه",
                "C       Date of birth    1990 · 1/5/1991 · 1992",
                "تسمية معروفة للحقل (إنجليزية أو غيرها، كما كُتبت)",
                'العمود E «التخصص» لم يُنسب إلى حقل، فقد يكون weapon؛ بيّن ما هو، مثلًا --map "التخصص=weapon"',
            ],
        ),
    ],
)
def test_headers_for_a_person(lang: str, lines: list[str], folder: Path) -> None:
    """Where the header was found and why, a few texts of each column, what asks; nothing on standard error."""
    result = sijill("headers", "good.csv", "--form", "small.yaml", "--lang", lang)
    assert (result.code, result.err) == (0, "")
    for line in lines:
        assert line in result.out, line


@pytest.mark.parametrize(
    ("call", "line"),
    [
        ("good.csv --header-row 1", "good.csv: header in row 1 (as you said);"),
        (
            "forms.csv",
            "forms.csv: forms: 2, answers beside their labels, the first in row 1 (labels of the form stand there)",
        ),
        ("book.xlsx", "book.xlsx!Legend: no form that was named takes this sheet"),
    ],
)
def test_headers_say_where_they_were_found(call: str, line: str, folder: Path) -> None:
    one = [["Full name", "Karim"], ["Date of birth", "1990"], ["Notes", "x"]]
    write_csv(Path("forms.csv"), [*one, *one])
    assert any(
        each.startswith(line) for each in sijill("headers", *call.split(), "--form", "small.yaml").out.splitlines()
    )


def test_a_wrong_mapping_is_told_and_kept(folder: Path) -> None:
    """The person is asked; no line on standard error holds what stands in a cell."""
    rows = [[f"{n}", f"{CANARY} Karim", f"{n}/12/1990", "2014", "PKM", ""] for n in range(1, 13)]
    write_csv(Path("rows.csv"), [HEADER, *rows])
    call = ["rows.csv", "--form", "small.yaml", "--map", "Date of birth=weapon", "--map", "التخصص=birth_date"]
    told = (
        "What was taken for weapon (rows.csv!C1) reads as date in 12 of the 12 rows looked at, as weapon in 0. "
        'If it is another field: --map "Date of birth=FIELD"'
    )
    assert told in sijill("headers", *call).out
    data = sijill("headers", *call, "--format", "json")
    assert f"sijill: {told}" in data.err.splitlines() and CANARY not in data.err
    found = {row["column"]: (row["field"], row["status"], row["doubt"]) for row in json.loads(data.out)}
    assert (found["C"], found["E"]) == (("weapon", "mapped", "date"), ("birth_date", "mapped", "weapon"))
    arabic = sijill("check", *call, "--lang", "ar", "--out", "out")
    assert "ما أُخذ على أنه السلاح (rows.csv!C1) يُقرأ على أنه تاريخ في 12 من الصفوف المفحوصة" in " ".join(
        arabic.out.split()
    )
    assert "column-content" in Path("out/findings.csv").read_text(encoding="utf-8")
    assert "يُقرأ على أنه" in Path("out/report.html").read_text(encoding="utf-8")


def test_a_profile_is_written_and_read(folder: Path) -> None:
    assert (
        sijill("headers", "good.csv", "--form", "small.yaml", "--map", "التخصص=weapon", "--save", "mine.yaml").code == 0
    )
    result = sijill("headers", "good.csv", "--form", "small.yaml", "--profile", "mine.yaml", "--format", "jsonl")
    rows = [json.loads(line) for line in result.out.splitlines()]
    assert next(row for row in rows if row["column"] == "E")["field"] == "weapon"
    assert {row["why"] for row in rows} == {"profile"}
    several = sijill("headers", "good.csv", "twice.csv", "--form", "small.yaml", "--save", "two.yaml")
    assert several.code == 2 and "a profile is of one sheet, not of 2" in several.err and not Path("two.yaml").exists()


def test_only_the_sheets_that_are_named(folder: Path) -> None:
    with xlsxwriter.Workbook("two.xlsx") as book:
        for name in ("Amal", "Omar"):
            sheet = book.add_worksheet(name)
            for n, row in enumerate([HEADER, *ROWS]):
                sheet.write_row(n, 0, row)
    sijill("check", "two.xlsx", "--form", "small.yaml", "--sheet", "Omar", "--out", "out")
    run = json.loads(Path("out/run.json").read_text(encoding="utf-8"))
    assert [(each["sheet"], each["account"]["kept"]) for each in run["inputs"]] == [("Omar", 3), ("Amal", 0)]


def test_several_forms_and_an_answer_for_one_of_them(folder: Path) -> None:
    """`--map` names a field of one form; the sheet of the other form is not the worse for it."""
    call = [
        "headers",
        "good.csv",
        str(ROOT / "examples" / "battalion.xlsx"),
        "--form",
        "small.yaml",
        "--form",
        "medical-form",
    ]
    result = sijill(*call, "--map", "التخصص=weapon", "--format", "json")
    rows = json.loads(result.out)
    assert result.code == 0
    assert next(row["field"] for row in rows if row["header"] == "التخصص") == "weapon"


def test_texts_come_from_standard_input_one_a_line() -> None:
    result = sijill("read", "date", "--format", "jsonl", given="1990\r\n\n٢٠١٥\n".encode())
    lines = [json.loads(line) for line in result.out.splitlines()]
    assert [line["text"] for line in lines] == ["1990", "", "٢٠١٥"]
    assert lines[1]["missing"] == "blank"


def test_bytes_that_are_no_text_are_shown() -> None:
    result = sijill("read", "text", "--format", "jsonl", given=b"a\xff\n")
    assert (result.code, json.loads(result.out)["text"]) == (0, "a⟦U+DCFF⟧")


def test_every_shape_of_every_listing(folder: Path) -> None:
    calls = """
        forms
        forms fighter-file
        read counts 3+1
        readings good.csv --form small.yaml
        stats good.csv --form small.yaml --by weapon --map E=weapon
        inspect book.xlsx
        headers good.csv --form small.yaml
        check good.csv --form small.yaml --fail-on never
    """
    for call in map(str.split, calls.strip().splitlines()):
        for shape in ("text", "json", "jsonl", "csv"):
            result = sijill(*call, "--format", shape)
            assert result.code == 0 and result.out.endswith("\n"), (call, shape)
            if shape == "jsonl":
                assert all(isinstance(json.loads(line), dict) for line in result.out.splitlines())
            elif shape == "json":
                assert isinstance(json.loads(result.out), dict if call[0] == "inspect" else list)
            elif shape == "csv":
                assert len({len(row) for row in csv.reader(io.StringIO(result.out))}) == 1


def test_inspect_ends_in_what_was_read(folder: Path) -> None:
    result = sijill("inspect", "good.csv", "book.xlsx", "--format", "jsonl")
    last = json.loads(result.out.splitlines()[-1])
    assert last == {"rows_read": 10, "cells_read": 50}
    whole = json.loads(sijill("inspect", "good.csv", "book.xlsx", "--format", "json").out)
    assert [each["file"] for each in whole.pop("files")] == ["good.csv", "book.xlsx"] and whole == last


ONE_DOCUMENT = [
    "check",
    "headers",
    "readings",
    "stats",
    "check-percentages",
    "persons",
    "compare",
    "inspect",
    "forms",
    "read",
]


@pytest.mark.parametrize("second", ["small.yaml --map E=", "fighter-file", "small.yaml --form fighter-file --map E="])
@pytest.mark.parametrize("verb", ONE_DOCUMENT)
def test_json_is_one_document(verb: str, second: str, folder: Path) -> None:
    """Of two files, of two forms, and where a file is refused: one document, or none."""
    Path("arabic.csv").write_bytes("الاسم;الجنسية\nمحمد;سوري\n".encode("cp1256"))
    Path("press.csv").write_text("percentage,base\n17.4,331\n", encoding="utf-8")
    files = {"inspect": "good.csv book.xlsx arabic.csv nohead.csv", "forms": "", "read": "date 1990 1991"}
    files |= {"check-percentages": "press.csv"}
    by = {"stats": " --by weapon", "check": " --fail-on never"}.get(verb, "")
    for given in (
        [files[verb]] if verb in files else ["good.csv book.xlsx", "twice.csv empty.csv", "empty.csv latin.csv"]
    ):
        form = "" if verb in files else f"--form {second}{by}"
        result = sijill(verb, *f"{given} {form}".split(), "--format", "json")
        assert "fault of this program" not in result.err and "Usage" not in result.err
        assert result.out or result.code == 2
        if result.out:
            json.loads(result.out)


def test_every_verb_with_a_format_is_in_the_test_of_one_document() -> None:
    from typer.main import get_command

    from records.cli import app

    verbs = get_command(app).commands  # type: ignore[attr-defined]  # a group has commands
    formats = {name for name, verb in verbs.items() if any("--format" in each.opts for each in verb.params)}
    assert formats == {*ONE_DOCUMENT}


def test_letters_that_nothing_tells_are_shown_under_each_likely_encoding(folder: Path) -> None:
    Path("arabic.csv").write_bytes("الاسم;الجنسية\nمحمد;سوري\n".encode("cp1256"))
    result = sijill("inspect", "arabic.csv")
    assert (result.code, result.out.splitlines()[0]) == (2, "  windows-1256: الجنسية · الاسم · محمد")
    told = json.loads(sijill("inspect", "arabic.csv", "--format", "json").out)
    assert told["files"][0]["encodings"]["windows-1256"] == ["الجنسية", "الاسم", "محمد"]
    assert "الاسم" not in result.err


def test_a_changed_byte_is_found(folder: Path) -> None:
    assert sijill("check", "good.csv", "--form", "small.yaml", "--out", "out").code == 1
    own = f"SHA-256 of this run: {json.loads(Path('out/run.json').read_bytes())['sha256']}\n"
    assert sijill("verify", "out") == Result(0, f"nothing has changed since this run was written\n{own}", "")
    data = bytearray(Path("out/records.csv").read_bytes())
    data[-2] ^= 1
    Path("out/records.csv").write_bytes(data)
    assert sijill("verify", "out") == Result(1, f"records.csv: changed\n{own}", "")


def test_the_sources_are_compared_with_the_hashes_of_the_run(folder: Path) -> None:
    """In whatever folder below; two sources may have one name."""
    Path("a").mkdir()
    Path("a/good.csv").write_bytes(Path("good.csv").read_bytes().replace(b"cook", b"clerk"))
    for name in ("good.csv", "a/good.csv", "book.xlsx"):
        copied = Path("theirs") / name
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(Path(name).read_bytes())
    call = ("verify", "out", "--sources", "theirs")
    sijill("check", "good.csv", "a/good.csv", "book.xlsx", "--form", "small.yaml", "--out", "out")
    assert sijill(*call).code == 0
    Path("theirs/a/good.csv").write_bytes(b"")
    Path("theirs/book.xlsx").unlink()
    told = sijill(*call)
    assert told.code == 1
    assert told.out.splitlines()[:-1] == [
        "good.csv: the source was changed since this run",
        "book.xlsx: the source is not in that folder",
    ]
    assert sijill("verify", "out").code == 0
    assert sijill("verify", "out", "--sources", "gone").err == (
        "sijill: gone: is no folder; name the folder that holds the sources\n"
    )


def test_a_fault_of_ours_tells_no_value(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError(CANARY)

    monkeypatch.delenv("SIJILL_TRACEBACK", raising=False)
    monkeypatch.setattr("records.session.gather", broken)
    result = sijill("check", "good.csv", "--form", "small.yaml", "--out", "out")
    assert result.code == 2 and CANARY not in result.err and result.err.count("\n") == 1
    assert result.err.startswith("sijill: a fault of this program (ValueError in telling.py:")
    assert not Path("out").exists()


def in_a_process(call: Sequence[str], **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "records", *call],
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        cwd=environment.get("PWD"),
        capture_output=True,
    )


PLACES = [
    {"TZ": "UTC", "LC_ALL": "C", "PYTHONHASHSEED": "0"},
    {"TZ": "Asia/Baghdad", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
    {"TZ": "Pacific/Apia", "LC_ALL": "ar_IQ.UTF-8", "LANG": "ar_IQ.UTF-8", "PYTHONHASHSEED": "12345"},
    {"TZ": "America/St_Johns", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "99"},
]


def test_the_same_bytes_whatever_the_zone_the_locale_the_hash_and_the_folder(folder: Path) -> None:
    results = []
    for n, place in enumerate(PLACES):
        here = folder / f"place {n}"
        here.mkdir()
        call = [
            str(folder / "book.xlsx"),
            "--form",
            str(folder / "small.yaml"),
            "--out",
            "out",
            "--found",
            "2017-01-31",
        ]
        done = in_a_process(["check", *call], PWD=str(here), **place)
        assert (done.returncode, done.stderr) == (1, b"")
        results.append((done.stdout, tree(here / "out")))
    assert "run.json" in results[0][1] and "annotated/book.annotated.xlsx" in results[0][1]
    for place, (said, files) in zip(PLACES, results, strict=True):
        differ = [name for name, data in files.items() if data != results[0][1].get(name)]
        assert (said, files.keys(), differ) == (results[0][0], results[0][1].keys(), []), place
    sijill(
        "check",
        str(folder / "book.xlsx"),
        "--form",
        "small.yaml",
        "--out",
        str(folder / "place 0" / "out"),
        "--found",
        "2017-01-31",
    )
    assert tree(folder / "place 0" / "out") == results[0][1], "a second run into the same folder"


def test_a_closed_pipe_is_no_fault(folder: Path) -> None:
    write_csv(Path("long.csv"), [HEADER, *([str(n), f"Name {n}", "1990", "2014", "", ""] for n in range(20_000))])
    reading = f"{sys.executable} -m records readings long.csv --form small.yaml --map E= --format jsonl"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    piped = ["bash", "-c", f"set -o pipefail; {reading} | head -n 1"]
    done = subprocess.run(piped, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr, done.stdout.count("\n")) == (0, "", 1)


def test_verbs_that_need_no_frames_load_none() -> None:
    for call in map(
        str.split,
        ("forms", "forms fighter-file", "read date 1990", "explain date.year", "read choice PKM --vocabulary weapons"),
    ):
        code = (
            f"import sys; sys.argv = ['sijill', *{call!r}]\nfrom records.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            "heavy = ('pandas', 'numpy', 'pyarrow', 'dateparser')\n"
            "print([name for name in heavy if name in sys.modules], file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert done.stderr == "[]\n", call


@pytest.mark.skipif(not SHARED.exists(), reason="the files are not at hand")
@pytest.mark.parametrize("place", ["workbooks", "hostile"])
def test_files_that_nobody_here_made_are_read_or_refused(place: str) -> None:
    files = sorted(path for path in (SHARED / place).iterdir() if path.is_file() and path.suffix not in (".py", ".md"))
    for path in files if place == "workbooks" else files[::12]:
        result = sijill("inspect", str(path), "--format", "jsonl")
        assert result.code in (0, 2), path.name
        if result.code == 0:
            assert set(json.loads(result.out.splitlines()[-1])) == {"rows_read", "cells_read"}
        else:
            assert result.err.startswith(f"sijill: {path.name}: ") and result.err.count("\n") == 1, path.name
            assert "fault of this program" not in result.err


def test_a_safe_copy_tells_what_became_of_each_column(folder: Path) -> None:
    """And holds none of the texts; the same key gives the same bytes."""
    call = [
        "pseudonymise",
        "book.xlsx",
        "--form",
        "small.yaml",
        "--sheet",
        "Forms",
        "--key-file",
        "keys/good.key",
        "--map",
        "E=weapon",
    ]
    result = sijill(*call, "--out", "safe.csv")
    assert (result.code, result.out) == (0, "")
    assert result.err.splitlines() == [
        "sijill: safe.csv: 3 records",
        "sijill: as tokens: record_no, full_name",
        "sijill: days as years: birth_date, join_date",
        "sijill: as codes and numbers: weapon",
        "sijill: left out, free text: notes",
    ]
    written = Path("safe.csv").read_text(encoding="utf-8")
    assert CANARY not in written and "2014-05-01" not in written and written.count("\n") == 4
    sijill(*call, "--out", "again.csv")
    assert Path("again.csv").read_text(encoding="utf-8") == written
