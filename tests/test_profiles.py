"""Profiles: a person's answers, written, found again beside the next file of the family, and never stronger than a word."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

import records
from records.forms import shipped
from records.headers import SheetMapping, load_profile, map_sheet, save_profile, stands
from records.model import FormError, SourceError
from records.sources.sheet import Sheet
from tests.calling import sijill, tree
from tests.test_headers import sheet

ROOT = Path(__file__).parent.parent
FORM = records.form("fighter-file")
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.suffix in (".csv", ".xlsx"))
HEADER = ["الاسم", "DOB", "التخصص", "الصنف"]
ROWS = [["محمد صالح", "1990", "PKM", "CANARY-1"], ["علي عمر", "1991", "قناص", "CANARY-2"]]
PROFILE = 'form: fighter-file\ncolumns:\n  "الاسم": full_name\n  "التخصص": weapon\n'
PILE = [["الاسم", "محمد"], ["تاريخ الميلاد", "1990"], ["الجنسية", "تونسي"], ["السلاح الفردي", "PKM"]]


def write_csv(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of the family, and the command called beside it."""
    monkeypatch.chdir(tmp_path)
    write_csv(Path("amal.csv"), [HEADER, *ROWS])
    return tmp_path


def headers(*call: str) -> tuple[dict[str, tuple[str, str]], str]:
    """By column its field and why, and what stands on standard error but for questions."""
    result = sijill("headers", *call, "--form", "fighter-file", "--format", "json")
    assert result.code == 0, result.err
    said = [line for line in result.err.splitlines() if "may be" not in line]
    return {row["column"]: (row["field"], row["why"]) for row in json.loads(result.out)}, "\n".join(said)


def same(one: SheetMapping, other: SheetMapping) -> bool:
    """Equal, but for the reasons."""
    columns = [[(each.letter, each.header, each.field, each.status) for each in of.columns] for of in (one, other)]
    parts = ("header_rows", "fields", "account", "wide", "cells")
    equal = all(getattr(one, part) == getattr(other, part) for part in parts)
    return equal and columns[0] == columns[1] and one.kept.tolist() == other.kept.tolist()


def _mapped() -> Iterator[tuple[Sheet, SheetMapping]]:
    for path in EXAMPLES:
        for each in records.read(path):
            for form in map(records.form, shipped()):
                try:
                    mapping = map_sheet(each, form)
                except SourceError:
                    continue
                yield each, mapping
                asks = {column.letter: column.candidates[0] for column in mapping.columns if column.status == "ask"}
                if asks and not mapping.cells:
                    yield each, map_sheet(each, form, asks)


def test_a_saved_profile_gives_the_mapping_it_was_saved_from(tmp_path: Path) -> None:
    """On every sheet of the examples, as every form that takes it; and it fits the sheet that it came from."""
    taken = 0
    for n, (each, mapping) in enumerate(_mapped()):
        path = tmp_path / f"{n}.yaml"
        save_profile(mapping, path)
        profile = load_profile(path, mapping.form)
        assert same(map_sheet(each, mapping.form, profile=profile), mapping), (each.source.place(), mapping.form.name)
        assert stands(each, mapping.form, profile)
        taken += 1
    assert taken > 20


@pytest.mark.parametrize(
    "says",
    [
        {"A": "full_name", "B": "birth_date", "C": "join_date", "D": "weapon"},
        {"C": "form_date", "B": ""},
        {"D": ""},
        {},
    ],
)
def test_headers_that_stand_twice_or_are_empty_are_kept_by_letter(tmp_path: Path, says: dict[str, str]) -> None:
    one = sheet(["الاسم", "Date", "Date", "", "B"], ["محمد صالح", "1990", "2014", "PKM", "1"])
    mapping = map_sheet(one, FORM, says)
    save_profile(mapping, tmp_path / "p.yaml")
    profile = load_profile(tmp_path / "p.yaml", FORM)
    assert same(map_sheet(one, FORM, profile=profile), mapping)
    assert stands(one, FORM, profile)


def test_a_row_that_was_said_is_kept(folder: Path) -> None:
    write_csv(Path("two.csv"), [["الاسم", "DOB"], ["اسم", "DOB"], *(row[:2] for row in ROWS)])
    call = ["headers", "two.csv", "--form", "fighter-file", "--header-row", "2", "--save", "two.sijill.yaml"]
    assert sijill(*call).code == 0
    assert "header_row: 2\n" in Path("two.sijill.yaml").read_text(encoding="utf-8")
    told = sijill("headers", "two.csv", "--form", "fighter-file").out
    assert told.startswith("two.csv: header in row 2 (as two.sijill.yaml says);")


def test_what_was_saved_is_taken_by_itself(folder: Path) -> None:
    """And said: on standard error, in the reasons, and in run.json with its hash."""
    asked, err = headers("amal.csv")
    assert (asked["C"], err) == (("", "several"), "")
    call = ["headers", "amal.csv", "--form", "fighter-file", "--map", "التخصص=weapon", "--map", "الصنف="]
    saved = sijill(*call, "--save", "mine.sijill.yaml")
    assert saved.err == (
        "sijill: mine.sijill.yaml: written; it is taken by itself for the files that lie beside it and have these headers\n"
    )
    write_csv(Path("omar.csv"), [["خطاب", ""], [*reversed(HEADER), "جديد"], *(reversed(row) for row in ROWS)])
    taken, err = headers("omar.csv")
    assert {taken[letter] for letter in "ABC"} == {("", "left"), ("weapon", "profile"), ("birth_date", "profile")}
    assert err == "sijill: omar.csv: columns as in mine.sijill.yaml (found beside it; --no-profiles leaves it)"
    assert sijill("check", "omar.csv", "--form", "fighter-file", "--out", "out", "--fail-on", "never").code == 0
    (source,) = json.loads(Path("out/run.json").read_text(encoding="utf-8"))["inputs"]
    digest = sha256(Path("mine.sijill.yaml").read_bytes()).hexdigest()
    assert source["profile"] == {"file": "mine.sijill.yaml", "sha256": digest}


@pytest.mark.parametrize("verb", ["check", "readings", "compare --key full_name"])
def test_a_verb_that_shows_takes_it(verb: str, folder: Path) -> None:
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    write_csv(Path("omar.csv"), [HEADER, *ROWS])
    files = ["amal.csv", "omar.csv"] if verb.startswith("compare") else ["amal.csv"]
    name, *more = verb.split()
    call = [name, *files, "--form", "fighter-file", *more]
    found = sijill(*call)
    assert found.err.count("columns as in a.sijill.yaml") == len(files)
    assert "columns as in" not in sijill(*call, "--no-profiles").err


@pytest.mark.parametrize("verb", ["stats --by weapon", "pseudonymise --key-file keys/key --new-key --out copy.csv"])
def test_what_leaves_the_house_takes_only_a_named_one(verb: str, folder: Path) -> None:
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    name, *more = verb.split()
    call = [name, "amal.csv", "--form", "fighter-file", *more]
    before = tree(folder)
    result = sijill(*call)
    assert (result.code, result.out) == (2, "") and tree(folder) == before
    assert result.err == (
        "sijill: amal.csv: the profile a.sijill.yaml lies beside it, and nobody named it; "
        "name it with --profile FILE, or leave it with --no-profiles\n"
    )
    assert sijill(*call, "--profile", "a.sijill.yaml").code == 0
    assert verb.startswith("stats") or all(Path(made).unlink() is None for made in ("keys/key", "copy.csv"))
    assert sijill(*call, "--no-profiles").code == 0


def test_the_library_takes_only_a_named_one(folder: Path) -> None:
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    assert records.normalise(records.read("amal.csv"), FORM).mappings[0].profile is None


def test_the_line_is_said_in_arabic_too(folder: Path) -> None:
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    err = sijill("headers", "amal.csv", "--form", "fighter-file", "--lang", "ar").err
    assert err == "sijill: amal.csv: الأعمدة كما في a.sijill.yaml (وُجد بجانب الملف؛ يتركه --no-profiles)\n"


def test_a_person_is_stronger(folder: Path) -> None:
    """`--map` over it, `--profile` and `--no-profiles` instead of it."""
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    Path("other.yaml").write_text('columns: {"التخصص": notes}\n', encoding="utf-8")
    assert headers("amal.csv", "--map", "C=education")[0]["C"] == ("education", "said")
    assert headers("amal.csv", "--map", "C=education")[0]["A"] == ("full_name", "profile")
    other, err = headers("amal.csv", "--profile", "other.yaml")
    assert (other["C"], err) == (("notes", "profile"), "")
    assert headers("amal.csv", "--no-profiles")[0]["C"] == ("", "several")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (PROFILE.replace("fighter-file", "medical-form"), "another form"),
        (PROFILE.replace("form: fighter-file\n", ""), "no form"),
        (PROFILE + '  "لون": notes\n', "a column that does not stand there"),
        ("form: fighter-file\ncolumns: {}\nletters: {C: weapon}\n", "letters alone"),
        (PROFILE + "header_row: 2\n", "a header in another row"),
        (PROFILE + "layout: forms\n", "forms, and this is a table of them"),
    ],
)
def test_a_profile_of_another_family_is_left(text: str, why: str, folder: Path) -> None:
    Path("a.sijill.yaml").write_text(text, encoding="utf-8")
    assert headers("amal.csv")[0]["C"] == ("", "several"), why


def test_of_two_that_fit_none_is_chosen(folder: Path) -> None:
    """Unless they say the same. The other files of the call are done, whatever lies in their folder."""
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    Path("b.sijill.yaml").write_text("# the same, again\n" + PROFILE, encoding="utf-8")
    assert headers("amal.csv")[0]["C"] == ("weapon", "profile")
    Path("b.sijill.yaml").write_text(PROFILE.replace("weapon", "education"), encoding="utf-8")
    Path("there").mkdir()
    write_csv(Path("there/omar.csv"), [HEADER, *ROWS])
    before = tree(folder)
    result = sijill("headers", "amal.csv", "there/omar.csv", "--form", "fighter-file")
    assert result.code == 2 and result.out.startswith("omar.csv: header in row 1")
    assert result.err == (
        "sijill: amal.csv: fits two profiles beside it, a.sijill.yaml and b.sijill.yaml; "
        "name one with --profile, or leave them with --no-profiles\n"
    )
    assert tree(folder) == before
    assert headers("amal.csv", "--profile", "b.sijill.yaml")[0]["C"] == ("education", "profile")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("form: fighter-file\ncolumns: {a: wepon}\n", "a.sijill.yaml:2: the form fighter-file has no field 'wepon'"),
        ("form: fighter-file\ncolumns: {a: &x weapon}\n", "a.sijill.yaml:2: aliases (& and *) are not read"),
        ("form: [\n", "a.sijill.yaml:2: is not YAML"),
    ],
)
def test_one_that_is_wrong_is_a_line_and_not_left_without_a_word(text: str, line: str, folder: Path) -> None:
    Path("a.sijill.yaml").write_text(text, encoding="utf-8")
    result = sijill("headers", "amal.csv", "--form", "fighter-file")
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith(f"sijill: {line}") and result.err.endswith("leave it with --no-profiles\n")
    assert sijill("headers", "amal.csv", "--form", "fighter-file", "--no-profiles").code == 0


def test_each_table_of_a_sheet_is_of_its_own_family(folder: Path) -> None:
    """A profile is taken for the table that has its columns, and names above groups are no column that it lacks."""
    with xlsxwriter.Workbook("two.xlsx") as book:
        tables = book.add_worksheet("Tables")
        for at, header in ((0, [*HEADER[:3], "الجنسية"]), (12, ["الاسم", "تاريخ الميلاد", "التخصص", "بلد الأصل"])):
            for n, row in enumerate([header, *ROWS]):
                tables.write_row(at + n, 0, row)
        groups = book.add_worksheet("Groups")
        groups.write_row(0, 0, HEADER)
        for at, name in ((1, "كتيبة طارق"), (4, "كتيبة عمر")):
            groups.merge_range(at, 0, at, 3, name)
            for n, row in enumerate(ROWS, 1):
                groups.write_row(at + n, 0, row)
    Path("a.sijill.yaml").write_text(PROFILE + '  "(group)": notes\n', encoding="utf-8")
    Path("b.sijill.yaml").write_text(PROFILE.replace("weapon", "education") + '  "بلد الأصل": nationality\n', "utf-8")
    result = sijill("headers", "two.xlsx", "--form", "fighter-file", "--format", "json")
    rows = [(row["sheet"], row["column"], row["field"], row["why"]) for row in json.loads(result.out)]
    assert [row[2:] for row in rows if row[:2] == ("Tables", "C")] == [("", "several"), ("education", "profile")]
    assert [row[2:] for row in rows if row[0] == "Groups" and row[1] in ("C", "group")] == [
        ("weapon", "profile"),
        ("notes", "profile"),
    ]


def test_the_library_looks_into_no_folder(folder: Path) -> None:
    Path("a.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    (one,) = records.read("amal.csv")
    assert "weapon" not in map_sheet(one, FORM).fields
    assert "weapon" not in records.normalise([one], FORM).mappings[0].fields


def test_the_layout_may_be_said() -> None:
    """A row that looks like a header, where a person knows that the sheet is of forms; and forms that are a table."""
    rows: list[list[str | None]] = [
        ["الاسم", "DOB", "بلد الأصل", "الجنسية"],
        ["محمد", "1990", "تونس", "تونسي"],
        ["علي", "1991", "ليبيا", "ليبي"],
    ]
    assert map_sheet(sheet(*rows), FORM).account.kept == 2
    forms = map_sheet(sheet(*rows[:2]), FORM, profile=profile_of("layout: forms\ncolumns: {}"))
    assert (forms.account.kept, forms.cells["birth_date"]) == (1, {1: ("B2",)})
    pile = sheet(*PILE)
    assert map_sheet(pile, FORM).cells
    with pytest.raises(SourceError, match="none of its first 4 rows"):
        map_sheet(pile, FORM, profile=profile_of("layout: table\ncolumns: {}"))
    with pytest.raises(SourceError, match="fewer than three labels"):
        map_sheet(sheet(["الاسم", "محمد"]), FORM, profile=profile_of("layout: forms\ncolumns: {}"))
    said = map_sheet(sheet(*rows), FORM, header_row=1, profile=profile_of("layout: forms\ncolumns: {}"))
    assert said.account.kept == 2, "a person's word wins"


def profile_of(text: str) -> Any:
    """A profile of this text."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as place:
        path = Path(place) / "p.yaml"
        path.write_text(text, encoding="utf-8")
        return load_profile(path)


def test_labels_of_forms_are_kept_and_found_again(folder: Path) -> None:
    write_csv(Path("forms.csv"), PILE)
    call = ["forms.csv", "--map", "السلاح الفردي=weapon"]
    assert headers(*call)[0]["A"] == ("weapon", "said")
    sijill("headers", *call, "--form", "fighter-file", "--save", "forms.sijill.yaml")
    assert Path("forms.sijill.yaml").read_text(encoding="utf-8").splitlines()[1] == "layout: forms"
    result = sijill("headers", "forms.csv", "--form", "fighter-file", "--format", "json")
    assert [(row["field"], row["why"]) for row in json.loads(result.out)] == [
        ("full_name", "profile"),
        ("birth_date", "profile"),
        ("nationality", "profile"),
        ("weapon", "profile"),
    ]


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("columns: {}\nlayout: pile", "there is no layout 'pile'"),
        ("columns: {}\nlayout: forms\nheader_row: 3", "forms have no header row"),
        ("columns: {}\nheader_row: [3]", "is no row number"),
        ("columns: {}\nheader_row: 0", "is no row number"),
        ("columns: {}\nletters: [E]", "a mapping `letters`"),
        ("columns: {}\nletters: {e: weapon}", "is no letter of a column"),
        ("columns: {}\nletters: {E: wepon}", "did you mean 'weapon'"),
    ],
)
def test_a_profile_that_is_wrong_is_refused(tmp_path: Path, text: str, error: str) -> None:
    (tmp_path / "p.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=error):
        load_profile(tmp_path / "p.yaml", FORM)


SWAPPED = 'form: fighter-file\ncolumns:\n  "الاسم": kunya\n  DOB: ""\n  "التخصص": weapon\n'


def test_a_profile_beside_a_file_contradicts_no_label_without_a_finding(folder: Path) -> None:
    """It may have come with the file; one that was named is a person's word."""
    Path("family.sijill.yaml").write_text(SWAPPED, encoding="utf-8")
    assert sijill("check", "amal.csv", "--form", "fighter-file", "--out", "out").code in (0, 1)
    with Path("out/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        found = [row["message"] for row in csv.DictReader(file) if row["check"] == "profile-contradicts"]
    assert [message.split(":")[0] for message in found] == ["amal.csv!A1", "amal.csv!B1"]
    assert all("family.sijill.yaml" in message for message in found)
    assert "columns as in family.sijill.yaml" in Path("out/report.html").read_text(encoding="utf-8")
    named = sijill("check", "amal.csv", "--form", "fighter-file", "--profile", "family.sijill.yaml", "--format", "csv")
    assert "profile-contradicts" not in named.out


def test_a_profile_that_contradicts_nothing_is_no_finding(folder: Path) -> None:
    Path("family.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    assert "profile-contradicts" not in sijill("check", "amal.csv", "--form", "fighter-file", "--format", "csv").out


def test_a_link_is_no_profile_and_no_line_of_another_file_is_shown(folder: Path) -> None:
    secret = Path("secret")
    secret.write_text("root: CANARY-3\nroot: CANARY-4\n", encoding="utf-8")
    Path("a.sijill.yaml").symlink_to(secret)
    said = sijill("check", "amal.csv", "--form", "fighter-file")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert said.err.startswith("sijill: a.sijill.yaml: is a link, which is not followed")
    for text in ("root: CANARY-3\n", "CANARY: x\nCANARY: y\n", "CANARY\n", "- CANARY\n"):
        Path("b.yaml").write_text(text, encoding="utf-8")
        for call in (("--profile", "b.yaml", "--form", "fighter-file"), ("--form", "b.yaml")):
            said = sijill("check", "amal.csv", *call, "--no-profiles" if call[0] == "--form" else "--lang=en")
            assert (said.code, said.err.count("\n")) == (2, 1)
            assert "CANARY" not in said.err and "root" not in said.err


def test_a_folder_of_very_many_profiles_is_refused(folder: Path) -> None:
    for n in range(101):
        Path(f"{n}.sijill.yaml").write_text(PROFILE, encoding="utf-8")
    said = sijill("check", "amal.csv", "--form", "fighter-file")
    assert (said.code, said.err.count("\n")) == (2, 1)
    assert "holds more than 100 profiles" in said.err
