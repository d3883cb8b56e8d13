"""Headers: exact after folding, in any language; what means several things asks; every line is accounted for."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import records
from records.headers import (
    Profile,
    SheetMapping,
    check_says,
    first_label,
    fit,
    load_profile,
    map_sheet,
    save_profile,
)
from records.headers.match import match
from records.labels.labels import header_meaning, key, labels_of, vocabulary
from records.labels.requests import SaidColumns
from records.model import FormError, OutputError, SijillError, Source, SourceError
from records.sources.sheet import DICTIONARY, Sheet, letter
from records.words import languages, own_words
from tests.kinds.properties import cases

FORM = records.form("fighter-file")
CASES = cases("headers")
GOLD = Path(__file__).parents[2] / "shared" / "gold" / "headers_real.csv"
HEADER = ["م", "الاسم", "تاريخ الميلاد", "بلد الأصل", "التخصص"]


def sheet(*lines: list[str | None]) -> Sheet:
    """A sheet of these lines; empty texts are empty cells."""
    width = max((len(line) for line in lines), default=0)
    rows = [[*line, *[None] * (width - len(line))] for line in lines]
    columns = {
        letter(n): pa.array([row[n] or None for row in rows], pa.string()).dictionary_encode().cast(DICTIONARY)
        for n in range(width)
    }
    return Sheet(
        Source("x/amal.csv", "amal.csv", "", ""), pa.table(columns), np.arange(1, len(rows) + 1, dtype=np.int32)
    )


def mapped(*lines: list[str | None], **said: object) -> SheetMapping:
    return map_sheet(sheet(*lines), FORM, **said)  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["header"]))
def test_case(case: dict[str, str]) -> None:
    (column,) = match({"A": case["header"]}, FORM, SaidColumns())
    assert (column.status, column.field or "", column.why) == (case["status"], case["field"], case["why"])
    assert "|".join(column.candidates) == case["candidates"]


def test_every_reason_has_words() -> None:
    for lang in languages():
        assert {f"headers.because.{case['why']}" for case in CASES} <= own_words(lang).keys()


def test_a_label_of_several_fields_is_never_mapped() -> None:
    labels = labels_of(FORM)
    meant: dict[str, set[str]] = {}
    for name, labels_by_language in vocabulary()["fields"].items():
        for label in (label for several in labels_by_language.values() for label in several):
            meant.setdefault(key(label), set()).add(name)
    own = {key(label) for field in FORM.fields.values() for several in field.labels.values() for label in several}
    for label, names in meant.items():
        said = header_meaning(label, labels)
        assert said.fields, label
        if len(names) > 1 and label not in own and label not in FORM.fields:
            assert not said.sure, label
        elif said.sure:
            assert set(said.fields) & names or label in own, label


def test_a_label_of_the_form_is_its_own() -> None:
    """الكنية asks, unless the form says what it means on this paper."""
    field = FORM.fields["kunya"].model_copy(update={"labels": {"ar": ["الكنية"]}})
    form = FORM.model_copy(update={"fields": {**FORM.fields, "kunya": field}})
    (column,) = match({"A": "الكنية"}, form, SaidColumns())
    assert (column.field, column.why) == ("kunya", "form")


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_the_first_label_of_a_field_is_understood(lang: str) -> None:
    for name in FORM.fields:
        (column,) = match({"A": first_label(FORM, name, lang)}, FORM, SaidColumns())
        assert column.field == name


def test_two_columns_of_one_field_both_ask() -> None:
    columns = match({"A": "الاسم", "B": "Full name", "C": "DOB"}, FORM, SaidColumns())
    assert [(column.field, column.status, column.why) for column in columns] == [
        (None, "ask", "twice"),
        (None, "ask", "twice"),
        ("birth_date", "mapped", "label"),
    ]


def test_what_a_person_says_wins() -> None:
    says = {"التخصص:": "weapon", "b": "full_name", "DOB": ""}
    columns = match({"A": "الاسم", "B": "Full name", "C": "DOB", "D": "التخصص"}, FORM, SaidColumns(says))
    assert [(column.field, column.status, column.why) for column in columns] == [
        (None, "none", "taken"),
        ("full_name", "mapped", "said"),
        (None, "none", "left"),
        ("weapon", "mapped", "said"),
    ]


@pytest.mark.parametrize(
    ("says", "error"),
    [
        ({"التخصص": "wepon"}, "did you mean 'weapon'"),
        ({"Date": "join_date"}, "name the column by its letter"),
        ({"A": "kunya", "B": "kunya"}, "several columns were said to be 'kunya'"),
    ],
)
def test_what_cannot_be_said(says: dict[str, str], error: str) -> None:
    headers = {"A": "الاسم", "B": "التخصص", "C": "Date", "D": "Date"}
    with pytest.raises(SijillError, match=error):
        match(headers, FORM, SaidColumns(says))


def test_a_field_of_no_form_is_refused_with_a_suggestion() -> None:
    check_says({"الشكوى": "complaint", "x": ""}, [FORM, records.form("medical-form")])
    with pytest.raises(SijillError, match="did you mean 'complaint'"):
        check_says({"الشكوى": "complant"}, [FORM, records.form("medical-form")])


def test_every_line_is_accounted_for() -> None:
    mapping = mapped(
        ["كتيبة طارق بن زياد", "", ""],
        ["", "", ""],
        HEADER,
        ["1", "محمد صالح", "1990", "تونس", "PKM"],
        ["", " ", "\u200f", "", ""],
        ["2", "علي", "", "", ""],
        HEADER,
        ["3", "عمر", "1991", "ليبيا", "قناص"],
        ["المجموع", "3", "", "", ""],
        ["", "", "", "", ""],
        ["ملاحظة: نسخت على عجل", "", "", "", ""],
    )
    account = mapping.account
    assert mapping.header_rows == (3,)
    assert mapping.kept.tolist() == [3, 5, 7]
    assert (account.read, account.kept, account.blank, account.header, account.unused) == (11, 3, 3, 2, 3)
    assert list(mapping.fields) == ["full_name", "origin_country", "birth_date"], "in the form's order"


@pytest.mark.parametrize(
    "line",
    [
        ["المجموع", "محمد", "1990", "تونس", ""],
        ["", "Total", "1990", "تونس", ""],
        ["", "الاسم", "1990", "", ""],
        ["", "محمد", "", "", ""],
    ],
)
def test_what_may_be_a_record_is_kept(line: list[str | None]) -> None:
    mapping = mapped(HEADER, ["1", "محمد", "1990", "تونس", ""], line)
    assert mapping.account.kept == 2


def test_a_table_that_looks_like_totals_is_kept() -> None:
    """When more lines than a few look odd, they are the table."""
    lines: list[list[str | None]] = [["Total", "1990", str(n)] for n in range(10_001)]
    assert mapped(["الاسم", "DOB", "#"], *lines).account.kept == 10_001


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(
            st.sampled_from(["", " ", "1", "محمد", "الاسم", "المجموع", "DOB", "note", "\u200f", "ملاحظة"]), max_size=4
        ),
        max_size=12,
    )
)
def test_read_is_the_sum_of_the_others(lines: list[list[str | None]]) -> None:
    try:
        mapping = mapped(*lines, ["الاسم", "DOB", "بلد الأصل"], *lines)
    except SourceError:
        return
    account = mapping.account
    assert account.read == 2 * len(lines) + 1
    assert account.read == account.kept + account.refused + account.blank + account.header + account.unused
    assert len(mapping.kept) == account.kept
    assert {column.letter for column in mapping.columns} >= set(mapping.fields.values())


def test_no_column_is_forgotten() -> None:
    """Mapped or not, every column that holds something is named."""
    mapping = mapped(["الاسم", "", "DOB", "لون الغلاف", ""], ["محمد", "x", "1990", "", ""])
    assert [(column.letter, column.why) for column in mapping.columns] == [
        ("A", "label"),
        ("B", "no_header"),
        ("C", "label"),
        ("D", "unknown"),
    ]


def test_the_header_row_may_be_said() -> None:
    lines: list[list[str | None]] = [["الاسم", "DOB"], ["xx", "yy"], ["محمد", "1990"]]
    assert mapped(*lines).header_rows == (1,)
    mapping = mapped(*lines, header_row=2, says={"xx": "full_name"})
    assert (mapping.header_rows, mapping.fields, mapping.account.unused) == ((2,), {"full_name": "A"}, 1)
    with pytest.raises(SourceError, match="has no row 9"):
        mapped(*lines, header_row=9)


def test_answers_beside_their_questions_are_no_table() -> None:
    lines: list[list[str | None]] = [
        ["الاسم", "محمد"],
        ["تاريخ الميلاد", "1990"],
        ["الجنسية", "تونسي"],
        ["ملاحظات", "-"],
    ]
    mapping = mapped(*lines)
    assert (mapping.account.kept, mapping.cells["nationality"]) == (1, {1: ("B3",)})
    assert fit(sheet(*lines), FORM).usable
    two: list[list[str | None]] = [
        ["الاسم", "محمد", "الكنية", "أبو عمر"],
        ["DOB", "1990", "الجنسية", "تونسي"],
        ["ملاحظات"],
    ]
    assert mapped(*two).cells["birth_date"] == {1: ("B2",)}


def test_values_that_look_like_labels_do_not_hide_the_header() -> None:
    """ "No" is an answer as well as a label, and so is م."""
    lines: list[list[str | None]] = [["x", "No", "م"], ["y", "No", "ت"], ["z", "No", "م"]]
    assert mapped(["الاسم", "ملاحظات", "التشخيص"], *lines).header_rows == (1,)


def test_no_field_says_which_columns_ask() -> None:
    asking = [column for column in mapped(["الكنية", "التخصص"], ["أبو عمر", "PKM"]).columns if column.status == "ask"]
    assert [(column.letter, column.candidates[0]) for column in asking] == [("A", "kunya"), ("B", "weapon")]


def test_errors_hold_no_value() -> None:
    with pytest.raises(SourceError) as raised:
        mapped(["محمد صالح", "1990"])
    assert "محمد" not in str(raised.value)


def test_fit_counts_fields() -> None:
    one = sheet(HEADER, ["1", "محمد", "1990", "تونس", "PKM"])
    found = fit(one, FORM, {"التخصص": "weapon", "x": "of another form"})
    assert (found.header_row, found.fields, found.required, found.required_share) == (1, 4, 3, 1.0)
    assert found.usable
    assert not fit(sheet(), FORM).usable


def test_a_profile_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "family.yaml"
    one = sheet(HEADER, ["1", "محمد", "1990", "تونس", "PKM"])
    save_profile(map_sheet(one, FORM, {"التخصص": "weapon", "م": ""}), path)
    first = path.read_bytes()
    profile = load_profile(path, FORM)
    mapping = map_sheet(one, FORM, profile=profile)
    assert mapping.fields["weapon"] == "E"
    assert {column.why for column in mapping.columns if column.field} == {"profile"}
    assert map_sheet(one, FORM, {"E": "kunya"}, profile=path).fields["kunya"] == "E", "a person's word wins"
    save_profile(map_sheet(one, FORM, {"التخصص": "weapon", "م": ""}), path)
    assert path.read_bytes() == first


def test_a_profile_may_name_the_header_row() -> None:
    one = sheet(["الاسم", "DOB"], ["a", "b"], ["محمد", "1990"])
    assert map_sheet(one, FORM, profile=Profile("f", {"a": "full_name"}, 2)).header_rows == (2,)


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("columns: [a]", "a mapping `columns`"),
        ("columns: {a: kunya}\ncolumn: x", "did you mean 'columns'"),
        ("columns: {a: kunja}", "did you mean 'kunya'"),
        ("columns: {a: [kunya]}", "is no word"),
        ("columns: {a: kunya, A: kunya}", "stands twice"),
        ("columns: {a: kunya}\nheader_row: four", "is no row number"),
    ],
)
def test_a_profile_that_is_wrong_is_refused(tmp_path: Path, text: str, error: str) -> None:
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormError, match=error):
        load_profile(path, FORM)


def test_a_profile_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        save_profile(mapped(HEADER, ["1", "محمد", "1990", "تونس", ""]), tmp_path)


@pytest.mark.skipif(not GOLD.is_file(), reason="the gold lies beside the checkout")
def test_real_headers_are_never_mapped_wrong() -> None:
    """Official lists name their fields their own way; these are ours of the same meaning."""
    same = {"name": "full_name full_name_latin", "last_name": "surname", "first_name": "given_name", "gender": "sex"}
    same |= {
        "index": "record_no",
        "row_no": "record_no",
        "alias": "kunya",
        "nickname": "kunya",
        "country": "origin_country",
    }
    labels = labels_of(FORM)
    rows = list(csv.DictReader(GOLD.read_text(encoding="utf-8").splitlines()))
    snake = pd.Series([row["field"] for row in rows]).str.replace("(?<=[a-z])(?=[A-Z])", "_", regex=True).str.lower()
    for row, name in zip(rows, snake, strict=True):
        said = header_meaning(row["raw"], labels)
        if said.sure and said.fields[0] in FORM.fields:
            assert said.fields[0] in same.get(name, name).split(), row["raw"]
