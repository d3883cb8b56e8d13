"""Words: both languages say the same things, every check and explanation has its own, values can be isolated."""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from pathlib import Path
from string import Formatter

import pytest

from records.causes import CAUSES
from records.causes.wrong_cells import WRONG_CELL
from records.checks import CHECKS
from records.checks.explanations import EXPLANATION_ORDER, NOTHING_FOUND, with_first
from records.checks.table import CRASHED, IMPLICIT
from records.data import schemas
from records.kinds import KINDS
from records.model import Missing, Severity, SijillError, Status, Verdict
from records.wording import explain, explanation, field_name, message, unless, words
from records.words import languages, reason

CHECK_CASES = Path(__file__).parents[1] / "cases" / "checks.csv"


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_both_languages_have_the_same_words() -> None:
    en, ar = (words(lang) for lang in languages())
    assert en.keys() == ar.keys()
    assert {key for key in en if placeholders(en[key]) != placeholders(ar[key])} == set()


def test_a_language_is_a_folder_of_messages() -> None:
    assert sorted(path.name for path in (schemas() / "messages").iterdir()) == sorted(languages())
    with pytest.raises(SijillError, match="there are no words in 'fr'"):
        words("fr")


@pytest.mark.parametrize("lang", languages())
def test_what_the_model_names_has_words(lang: str) -> None:
    known = words(lang)
    for group, names in {
        "verdict": Verdict,
        "severity": Severity,
        "status": Status,
        "missing": Missing,
        "kind": KINDS,
        "explanation": EXPLANATION_ORDER,
        "decides": (*EXPLANATION_ORDER, "own"),
    }.items():
        assert [name for name in names if f"{group}.{name}" not in known] == []
    for check in (*CHECKS, *CAUSES, CRASHED):
        assert f"check.{check}.title" in known
        assert f"check.{check}.about" in known


@pytest.mark.parametrize("lang", languages())
def test_no_words_are_left_over(lang: str) -> None:
    checks = {key.split(".")[1] for key in words(lang) if key.startswith("check.")}
    assert checks == {*CHECKS, *CAUSES, CRASHED}
    named = {key.split(".")[1].partition("_")[0] for key in words(lang) if key.startswith("explanation.")}
    notes = {name for name, kind in CAUSES.items() if kind.severity == Severity.INFO}  # these explain no finding
    assert named == {*EXPLANATION_ORDER, *CAUSES, WRONG_CELL} - notes
    decides = {key.split(".")[1] for key in words(lang) if key.startswith("decides.")}
    assert decides == {*named, "own", "paper", "page", "transcriber", "named"}


@pytest.mark.parametrize("lang", languages())
def test_sentences_hold_no_invisible_characters(lang: str) -> None:
    invisible = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u061c]")
    assert [key for key, text in words(lang).items() if invisible.search(text)] == []


def test_a_missing_word_is_told_by_name_not_swallowed() -> None:
    with pytest.raises(KeyError):
        message("date-order", {"later_field": "form_date"}, "en")


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        (
            "en",
            "inconsistent unless a blank form printed in 2015 was filled in later "
            "(6 of 14 forms of this batch share the printed date 2015)",
        ),
        (
            "ar",
            "لا يتسق إلا إذا مُلئ لاحقًا نموذج فارغ طُبع في 2015 "
            "(تشترك 6 من 14 من استمارات هذه الدفعة في التاريخ المطبوع 2015)",
        ),
    ],
)
def test_explanations(lang: str, says: str) -> None:
    counts = {"evidence": "same-printed", "evidence_for": 6, "evidence_against": 0, "of": 14, "dissolves": 6}
    listed = [{"id": "template-filled-later", "args": {"form": "2015"}, **counts}]
    assert unless(json.dumps(listed), lang) == says
    assert unless(with_first(listed[0], NOTHING_FOUND), lang) == says
    assert unless(NOTHING_FOUND, lang) == words(lang)["none_found"]
    assert unless("[]", lang) == ""


@pytest.mark.parametrize(
    ("value", "en", "ar"),
    [
        ("2015", "2015", "2015"),
        ("2015-10-13/2016-10-02", "2015-10-13 to 2016-10-02", "من 2015-10-13 إلى 2016-10-02"),
        ("../2016-10-02", "until 2016-10-02", "حتى 2016-10-02"),
        ("2015-10-13/..", "from 2015-10-13", "من 2015-10-13 فصاعدًا"),
        ("2/4", "2 to 4", "من 2 إلى 4"),
        ("../4", "4 at most", "4 على الأكثر"),
        ("10/..", "10 or more", "10 فأكثر"),
        ("..", "unknown", "غير معلوم"),
        ("a/b", "a/b", "a/b"),
    ],
)
def test_values_are_written_for_people(value: str, en: str, ar: str) -> None:
    args = {"of_field": "join_date", "reading": value}
    assert f"({en})" in explanation("day-month-swapped", args, "en")
    assert f"({ar})" in explanation("day-month-swapped", args, "ar")


def test_each_value_can_be_isolated_for_a_page() -> None:
    args = {"of_field": "kunya", "rule": "<b>"}
    told = message("unread", args, "ar", wrap=lambda value: f"<bdi>{value.replace('<', '&lt;')}</bdi>")
    assert told == "<bdi>الكنية</bdi>: تعذرت قراءته (<bdi>&lt;b></bdi>)."


def test_a_value_is_never_a_template() -> None:
    assert message("unread", {"of_field": "kunya", "rule": "{of_field}"}, "en").endswith("({of_field}).")


def test_names_of_fields() -> None:
    assert field_name("join_date", "en") == "date of joining"
    assert field_name("join_date", "en", {"join_date": "Came on"}) == "Came on"
    assert field_name("shoe_size", "ar") == "shoe size"


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("check", [*CHECKS, *CAUSES, CRASHED])
def test_explain_a_check(check: str, lang: str) -> None:
    told = explain(check, lang)
    assert told.startswith(f"{check}: ")
    assert words(lang)[f"check.{check}.about"] in told
    if check in CHECKS and check not in IMPLICIT:
        for argument in CHECKS[check].arguments.__dataclass_fields__:
            assert argument in told


@pytest.mark.parametrize("lang", languages())
def test_explain_every_rule(lang: str) -> None:
    for kind in KINDS.values():
        for rule in kind.rules:
            told = explain(rule.id, lang)
            assert reason(rule, lang) in told
            assert rule.example in told


def test_explain_nothing_else() -> None:
    with pytest.raises(SijillError, match=r"there is no check or rule 'date-odrer'; did you mean 'date-order'"):
        explain("date-odrer", "en")


def test_every_explanation_of_the_cases_is_known() -> None:
    with CHECK_CASES.open(encoding="utf-8") as file:
        named = {word for case in csv.DictReader(file) for word in case["unless"].split()}
    assert named == set(EXPLANATION_ORDER) - {"sum-not-list", "one-transcriber"}


def test_the_page_of_checks_is_what_the_checks_say() -> None:
    script = Path(__file__).parents[2] / "scripts" / "build_checks_page.py"
    spec = importlib.util.spec_from_file_location("build_checks_page", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.PAGE.read_text(encoding="utf-8") == module.page()
