"""A kind and a check of the caller's own go through every verb and every output, in every language, and leave no trace."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import openpyxl
import pandas as pd
import pytest

import records
from records.batch import Batch
from records.checks.base import BROKEN, HOLDS, NOT_CHECKABLE, Answers, Check, Said, Setting, View
from records.column import shown
from records.forms import Form
from records.kinds.kind import Kind, Safe
from records.model import Dtype, Missing, Reading, Rule, Severity, SijillError, Status
from records.outputs.copies import annotated
from records.outputs.data_dictionary import dictionary
from records.outputs.reading import printed
from records.outputs.run import Run
from records.outputs.run_files import write
from records.outputs.terminal import render_table, summary
from records.pseudonyms import pseudonymised
from records.words import words
from records.xlsx.template import template

SIGNS = ("S", "M", "L", "XL")


class Size(Kind):
    """A clothing size; `M/L` may be either."""

    name = "size"
    parts: ClassVar[Mapping[str, Dtype]] = {"sign": Dtype.CODE}
    alternatives: ClassVar[Mapping[str, Dtype]] = {"sign": Dtype.CODE, "why": Dtype.CODE}
    countable = "sign"
    safe: ClassVar[Safe] = "reading"
    rules = (
        Rule("size.sign", "XL", {"en": "a sign that tailors use", "ar": "علامة يستعملها الخياطون"}),
        Rule("size.either", "M/L", {"en": "two signs"}),
    )
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "en": {"title": "sizes", "template": "S, M, L or XL.", "part.sign": "{label}: its sign", "code.M": "medium"},
        "ar": {"code.M": "وسط"},
    }

    def read(self, text: str, options: Any) -> Reading:
        signs = text.strip().upper().split("/")
        if not text.strip():
            return Reading(text, Status.MISSING, "size.blank", Missing.BLANK)
        if not set(signs) <= set(SIGNS):
            return Reading(text, Status.UNREAD, "size.unknown")
        if len(signs) == 1:
            return Reading(text, Status.EXACT, "size.sign", parts={"sign": signs[0]})
        many = tuple({"sign": sign, "why": sign} for sign in signs)
        return Reading(text, Status.AMBIGUOUS, "size.either", parts={"sign": "|".join(signs)}, alternatives=many)

    def codes(self, part: str, options: Any) -> str:
        return "|".join(SIGNS)


class Stars(Kind):
    """A kind that says nothing of itself but how it reads; a part of it may be 0."""

    name = "stars"
    parts: ClassVar[Mapping[str, Dtype]] = {"number": Dtype.COUNT, "torn": Dtype.FLAG}

    def read(self, text: str, options: Any) -> Reading:
        if not text:
            return Reading(text, Status.MISSING, "stars.blank", Missing.BLANK)
        return Reading(text, Status.EXACT, "stars.seen", parts={"number": text.count("*")})


class Seal(Kind):
    """A kind without parts: a text is there, and that is all."""

    name = "seal"
    parts: ClassVar[Mapping[str, Dtype]] = {}

    def read(self, text: str, options: Any) -> Reading:
        return Reading(text, Status.EXACT, "seal.there") if text else Stars().read(text, options)


@dataclass(frozen=True)
class _Most:
    of: str = field(metadata={"field": ("size",)})
    most: str = "L"


class TooLarge(Check):
    """Is there cloth for it?"""

    id = "too-large"
    arguments = _Most
    severity = Severity.WARNING
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "en": {
            "title": "Sizes without cloth",
            "about": "Is there cloth for it?",
            "message": "{of_field}: {sign} is larger than {most}.",
            "possible": "{of_field}: {sign} may be larger than {most}.",
            "explanation.new-cloth": "new cloth came for {sign}",
        },
        "ar": {"message": "{of_field}: {sign} أكبر من {most}."},
    }

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(setting.args.of,)]

    def answer(self, view: View) -> Answers:
        sizes = [SIGNS.index(sign) if sign in SIGNS else -1 for sign in view.sides[0].part("sign")]
        large = np.array(sizes) > SIGNS.index(view.args.most)
        return np.where(np.array(sizes) < 0, NOT_CHECKABLE, np.where(large, BROKEN, HOLDS)).astype(np.uint8)

    def say(self, view: View) -> list[Said]:
        (side,) = view.sides
        return [{"of_field": side.name, "sign": sign, "most": view.args.most} for sign in side.shown]

    def explain(self, view: View) -> list[list[Said]]:
        return [[{"id": "new-cloth", "args": {"sign": sign}, "support": 1}] for sign in view.sides[0].shown]


FORM = """\
form: tailor
title: {en: Tailor's list, ar: قائمة الخياط}
fields:
  record_no: {kind: identifier, labels: {en: No}, required: true}
  shirt: {kind: size, labels: {en: Shirt, ar: القميص}, required: true}
  rank: {kind: stars, labels: {en: Stars, ar: النجوم}}
  seal: {kind: seal, labels: {en: Seal}}
checks:
  - {check: too-large, of: shirt}
"""
TABLE = "No,Shirt,Stars,Seal\n1,M,**,red\n2,XL,none,\n3,L/XL,*,red\n4,torn,,\n5,m,***,\n"
LANGUAGES = ("en", "ar")


@dataclass(frozen=True)
class Made:
    """A table, the form that it is read with, and the folder of both."""

    folder: Path
    table: Path
    form: Form


def made(folder: Path, kind: Kind | None = None, check: Check | None = None, name: str = "tailor") -> Made:
    """The form with the toys above, or with others of the same names."""
    (folder / "tailor.csv").write_text(TABLE, encoding="utf-8")
    path = folder / f"{name}.yaml"
    path.write_text(FORM.replace("form: tailor", f"form: {name}"), encoding="utf-8")
    form = records.form(path, kinds=[kind or Size(), Stars(), Seal()], checks=[check or TooLarge()])
    return Made(folder, folder / "tailor.csv", form)


@pytest.fixture
def own(tmp_path: Path) -> Made:
    return made(tmp_path)


@pytest.fixture
def batch(own: Made) -> Batch:
    return records.normalise(records.read(own.table), own.form)


def messages(found: pd.DataFrame) -> list[str]:
    return found.loc[found["check"] == "too-large", "message"].to_list()


CERTAIN = {"en": "Shirt: XL is larger than L.", "ar": "Shirt: XL أكبر من L."}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_run_says_it_in_its_own_words(own: Made, lang: str) -> None:
    result = records.run(own.table, form=own.form, lang=lang)
    assert result.frame["shirt_sign"].to_list() == ["M", "XL", "L|XL", "", "M"]
    assert "check-crashed" not in set(result.findings["check"])
    assert messages(result.findings) == [CERTAIN[lang], "Shirt: XL may be larger than L."]  # no Arabic one, so English
    assert "new cloth came for XL" in result.findings["unless"].iloc[0]
    shown = result.findings.set_index("text")["reading"]
    assert shown["XL"] == "XL" and set(shown["L/XL"]) == {"L / XL"} and shown["torn"] == "[unread]"
    text = summary(result.made, None, lang)
    assert CERTAIN[lang] in text and "L/XL" not in text.splitlines()
    names = result.statistics("shirt", audience="working group").set_index("code")[f"name_{lang}"]
    assert names["M"] == {"en": "medium", "ar": "وسط"}[lang] and names["XL"] == "XL"
    assert own.form.words(lang)["kind.size"] == "sizes"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_file_of_a_report_holds_it(own: Made, lang: str) -> None:
    result = records.run(own.table, form=own.form, lang=lang)
    result.report(own.folder / "out")
    page = (own.folder / "out" / "report.html").read_text(encoding="utf-8")
    for said in (
        "Sizes without cloth",
        "Is there cloth for it?",
        "new cloth came for",
        "two signs",
        words(lang)["status.exact"],
    ):
        assert said in page, said
    assert ".title" not in page and ".about" not in page
    meant = dictionary(result.batch).set_index("column")
    assert meant.loc["shirt_sign", f"meaning_{lang}"] == {"en": "Shirt: its sign", "ar": "القميص: its sign"}[lang]
    assert meant.loc["shirt_sign", "codes"] == "S|M|L|XL"
    with (own.folder / "out" / "records.csv").open(encoding="utf-8") as file:
        assert pd.read_csv(file, dtype=str)["shirt_sign"].to_list()[:3] == ["M", "XL", "L|XL"]
    earlier = records.load(own.folder / "out")
    pd.testing.assert_frame_equal(earlier.frame, result.frame)
    pd.testing.assert_frame_equal(earlier.findings, result.findings)
    pd.testing.assert_frame_equal(earlier.statistics("shirt"), result.statistics("shirt"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_workbooks_hold_it(own: Made, lang: str) -> None:
    result = records.run(own.table, form=own.form, lang=lang)
    [(_, copied)] = list(annotated(result.made, lang))
    cells = [str(cell) for sheet in openpyxl.load_workbook(io.BytesIO(copied)) for row in sheet.values for cell in row]
    assert any(CERTAIN[lang] in cell for cell in cells)
    sheet = openpyxl.load_workbook(io.BytesIO(template(own.form, lang))).active
    assert sheet is not None and "S, M, L or XL." in sheet["B1"].comment.text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("shape", ["text", "csv", "json", "jsonl"])
def test_what_is_listed_holds_it(own: Made, shape: str, lang: str) -> None:
    result = records.run(own.table, form=own.form, lang=lang)
    assert CERTAIN[lang] in summary(result.made, None, lang, shape)  # type: ignore[arg-type]
    assert "XL" in render_table(result.statistics("shirt", audience="working group"), shape, lang)  # type: ignore[arg-type]
    kind = own.form.fields["shirt"].reader
    told = "\n".join(printed([kind.read(text, None) for text in ("XL", "M/L", "", "torn")], kind, shape, lang))
    assert all(word in told for word in ("size.sign", "size.either", "unread", "blank"))
    sign = {"en": "a sign that tailors use", "ar": "علامة يستعملها الخياطون"}[lang]
    assert shape != "text" or (sign in told and "two signs" in told)


def test_no_reading_is_shown_as_nothing(batch: Batch) -> None:
    for name, column in batch.columns.items():
        assert all(shown(column, range(len(column.lexicon)))), name
    assert shown(batch.columns["rank"], [1]) == ["0"] and shown(batch.columns["seal"], [0]) == ["[exact]"]
    assert "exact" in "".join(printed([Seal().read("red", None)], Seal(), "text", "en"))


def test_two_transcribers_are_compared(own: Made, batch: Batch) -> None:
    other = own.folder / "other.csv"
    other.write_text(TABLE.replace("1,M", "1, m").replace("2,XL", "2,S").replace("4,torn,", "4,L,"), encoding="utf-8")
    second = records.normalise(records.read(other), own.form)
    told = records.compare(batch, second).set_index("key")
    assert told["class"].to_dict() == {"1": "spelling", "2": "different", "4": "unread"}
    assert told.loc["2", "reading_first"] == "XL" and told.loc["4", "reading_first"] == "[unread]"


def test_its_safe_copy_holds_what_it_says_is_safe(batch: Batch) -> None:
    copied = pseudonymised(batch, bytes(range(32)))
    assert sorted(copied["shirt_sign"]) == ["", "L|XL", "M", "M", "XL"] and "rank" not in "".join(copied)
    assert copied.attrs["treated"]["unsaid"] == ["rank", "seal"]


def test_its_frame_has_a_contract(own: Made, batch: Batch) -> None:
    import pandera.errors

    for rules in (False, True):
        own.form.to_pandera(rules).validate(batch.frame())
    assert batch.validate()["valid"].to_list() == [True, False, True, False, True]
    with pytest.raises(pandera.errors.SchemaError):
        own.form.to_pandera().validate(batch.frame().drop(columns="shirt_sign"))


def test_its_findings_are_told_in_another_language(batch: Batch) -> None:
    found = records.check(batch)
    assert [messages(records.locate(batch, found, lang))[0] for lang in LANGUAGES] == list(CERTAIN.values())


def test_a_frame_is_read_too(own: Made) -> None:
    frame = pd.DataFrame({"No": [1], "Shirt": ["XL"], "Stars": ["*"], "Seal": [""]}, index=["a"])
    assert messages(records.check(records.from_frame(frame, own.form))) == [CERTAIN["en"]]


class OtherSize(Size):
    """Another kind of the same name."""

    words: ClassVar[Mapping[str, Mapping[str, str]]] = {"en": {"code.M": "middling"}}

    def read(self, text: str, options: Any) -> Reading:
        return super().read(text.replace("XL", "S"), options)


class OtherTooLarge(TooLarge):
    """Another check of the same name."""

    words: ClassVar[Mapping[str, Mapping[str, str]]] = {
        "en": {"title": "Other sizes", "message": "{of_field} is {sign}."}
    }


def test_two_forms_with_other_toys_of_the_same_names_stand_side_by_side(own: Made) -> None:
    from records.checks import CHECKS

    other = made(own.folder, OtherSize(), OtherTooLarge(), "other")
    other.table.write_text(TABLE + "6,XL/L,,\n", encoding="utf-8")
    both = [records.normalise(records.read(each.table), each.form) for each in (own, other)]
    found = [records.check(batch) for batch in both]
    assert [batch.frame()["shirt_sign"].to_list()[1] for batch in both] == ["XL", "S"]
    assert messages(found[0])[0] == CERTAIN["en"] and not messages(found[1])
    tables = [records.statistics(batch, "shirt", audience="working group") for batch in both]
    names = [table.set_index("code")["name_en"]["M"] for table in tables]
    assert names == ["medium", "middling"]
    write(Run.of(list(zip(both, found, strict=True))), own.folder / "both")
    page = (own.folder / "both" / "report.html").read_text(encoding="utf-8")
    assert "Sizes without cloth" in page and "Other sizes" in page
    assert "size" not in records.KINDS and "too-large" not in CHECKS


def test_a_check_without_words_says_its_name(own: Made) -> None:
    class Wordless(TooLarge):
        words: ClassVar[Mapping[str, Mapping[str, str]]] = {}

    result = records.run(own.table, form=made(own.folder, check=Wordless()).form)
    assert messages(result.findings) == ["Too-large", "Too-large"]
    result.report(own.folder / "out")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ({"kinds": [Size]}, "kinds=Size: is no kind; give a list of them: kinds=[Own()]"),
        ({"checks": [Size()]}, "checks=Size: is no check; give a list of them: checks=[Own()]"),
        ({"kinds": [Stars()]}, "tailor.yaml:5: there is no kind 'size'"),
    ],
)
def test_what_is_no_kind_or_check_is_refused(own: Made, call: dict[str, Any], said: str) -> None:
    with pytest.raises(SijillError) as error:
        records.form(own.folder / "tailor.yaml", **call)
    assert str(error.value).startswith(said)


def test_a_loaded_form_takes_no_more(own: Made) -> None:
    with pytest.raises(SijillError, match="is loaded already"):
        records.form(own.form, kinds=[Size()])
