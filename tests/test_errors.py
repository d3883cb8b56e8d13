"""The words of an error are data: the code names a key and what is filled in, and the command tells it in --lang."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import records
from records import model
from records.model import SijillError
from records.words import languages, own_words
from tests.calling import sijill
from tests.modules import PACKAGE, written_modules

ERRORS = {name for name, each in vars(model).items() if isinstance(each, type) and issubclass(each, SijillError)}
WORDS = {lang: own_words(lang) for lang in languages()}
KEYS = {key.split(".")[1] for key in WORDS["en"] if key.startswith("error.") and key.endswith(".what")}
GIVEN = {"hint": {"known"}}
"""What is made of what is said: `{hint}` asks for the words that are known."""


def _sites() -> Iterator[tuple[str, ast.Call]]:
    """Each place that makes an error of ours, also through a function `fail` or `_damaged`."""
    for path in written_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in {
                *ERRORS,
                "fail",
                "_damaged",
            }:
                yield f"{path.relative_to(PACKAGE)}:{node.lineno}", node


def _keys(key: ast.expr) -> set[str] | None:
    """The keys that an expression may be; None for one that is handed on."""
    if isinstance(key, ast.Constant):
        return {str(key.value)}
    if isinstance(key, ast.IfExp):
        return (_keys(key.body) or set()) | (_keys(key.orelse) or set())
    if isinstance(key, ast.JoinedStr):
        pattern = "".join(re.escape(each.value) if isinstance(each, ast.Constant) else ".+" for each in key.values)
        return {each for each in KEYS if re.fullmatch(pattern, each)} or {pattern}
    return None


def _asked(key: str) -> set[str]:
    """The arguments that the words of a key want."""
    texts = [WORDS["en"].get(f"error.{key}.{part}", "") for part in ("what", "remedy")]
    names = {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}
    return set().union(*(GIVEN.get(name, {name}) for name in names))


def test_every_error_names_its_words_and_says_what_they_want() -> None:
    """A sentence is no key; so none stands in the code."""
    wrong = []
    for where, call in _sites():
        said = {each.arg for each in call.keywords}
        for key in _keys(call.args[0]) or ():
            if key not in KEYS:
                wrong.append(f"{where}: there are no words for {key!r}")
            elif None not in said and not _asked(key) <= said:
                wrong.append(f"{where}: {key} wants {_asked(key) - said}")
    assert not wrong


def test_no_words_are_left_over() -> None:
    texts = [path.read_text(encoding="utf-8") for path in written_modules()]
    named = {each for text in texts for each in re.findall(r'"([a-z][a-z0-9_-]*)"', text)}
    built = set().union(*(_keys(call.args[0]) or set() for _, call in _sites()))
    assert KEYS - named - built == set()


@pytest.mark.parametrize("lang", languages())
def test_both_languages_say_the_same_of_each(lang: str) -> None:
    for key, text in WORDS["en"].items():
        if key.startswith("error."):
            names = [{name for _, name, _, _ in Formatter().parse(each)} for each in (text, WORDS[lang][key])]
            assert names[0] - {None} == names[1] - {None}, key


def test_an_error_crosses_processes() -> None:
    error = records.model.FormError("no-field", "own.yaml:3", form="own", name="kunia", known=["kunya"])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and str(again) == str(error) and again.told("ar") == error.told("ar")
    assert str(error) == "own.yaml:3: the form own has no field 'kunia'; did you mean 'kunya'?"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        ("check gone.csv --form fighter-file --lang ar", "gone.csv: "),
        (
            "check gone.csv --form fighter-fle --lang ar",
            "fighter-fle: لا استمارة بهذا الاسم؛ هل المقصود «fighter-file»؟",
        ),
        (
            "check --lang ar gone.csv --form fighter-file --found never",
            "--found never: ليس تاريخ يوم؛ اكتبه هكذا 2017-01-31",
        ),
        (
            "explain date-ordr --lang ar",
            "لا فحص ولا قاعدة باسم «date-ordr»؛ هل المقصود «date-order» أو «date-of-form»؟",
        ),
        ("verify gone --lang ar", "gone: ليس مجلدًا كتبه sijill؛ سمّ مجلدًا كتبه `sijill check --out` أو records.report"),
        ("verify gone", "gone: is not a sijill output folder; name a folder that"),
    ],
)
def test_the_command_tells_it_in_the_language_of_the_call(
    call: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = sijill(*call.split())
    assert result.code == 2 and result.err.startswith(f"sijill: {said}"), result.err
