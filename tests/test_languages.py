"""A language is one folder of messages: what it lacks is said in English, in every verb and every output."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from records.cli import app
from records.pseudonyms import new_key
from records.words import folder, words
from tests.modules import written_modules

ROOT = Path(__file__).parent.parent
BOOK = ROOT / "examples" / "battalion.xlsx"
COMMAND = """\
import sys
from pathlib import Path
import records.words
messages = Path(sys.argv.pop(1))
records.words.folder = lambda: messages
from records.__main__ import main
main()
"""
FRENCH = """\
verdict:
  certain: certaine
rule:
  name:
    kunya: commence par une kounya
error:
  file-twice:
    what: est nommé deux fois
"""
FORM = ("--form", "fighter-file")


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Our folders of words, and one of French with two messages."""
    copied = shutil.copytree(folder(), tmp_path_factory.mktemp("words") / "messages")
    (copied / "fr").mkdir()
    (copied / "fr" / "own.yaml").write_text(FRENCH, encoding="utf-8")
    return copied


def french(messages: Path, *call: str) -> str:
    """What a verb says in French; it must not fail."""
    line = [sys.executable, "-c", COMMAND, str(messages), *call, "--lang", "fr"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode in (0, 1), done.stderr
    assert "Traceback" not in done.stderr and not done.stderr.startswith("sijill: there are no words")
    return done.stdout + done.stderr


def test_a_run_says_what_the_folder_has_and_the_rest_in_english(messages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    french(messages, "check", str(BOOK), *FORM, "--out", str(out), "--annotate")
    page = (out / "report.html").read_text(encoding="utf-8")
    assert 'lang="fr"' in page and 'dir="ltr"' in page
    assert "certaine" in page and "Cannot be" in page
    assert "commence par une kounya" in french(messages, "explain", "name.kunya")
    french(messages, "verify", str(out))


@pytest.mark.parametrize("verb", ["check", "stats", "headers"])
def test_an_error_says_what_the_folder_has_and_the_rest_in_english(messages: Path, verb: str) -> None:
    """What is the matter in French, what to do in English, since French has no words for it."""
    line = [sys.executable, "-c", COMMAND, str(messages), verb, str(BOOK), str(BOOK), *FORM, "--lang", "fr"]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 2
    assert done.stderr == "sijill: battalion.xlsx: est nommé deux fois; name it once, or its records count twice\n"


@pytest.mark.parametrize(
    "call",
    [
        ("check", str(BOOK), *FORM),
        ("headers", str(BOOK), *FORM),
        ("readings", str(BOOK), *FORM),
        ("read", "date", "15/3/1990"),
        ("stats", str(BOOK), *FORM, "--by", "nationality"),
        ("persons", str(BOOK), *FORM),
        ("compare", str(BOOK), str(BOOK.with_name("battalion-second-transcriber.csv")), *FORM),
        ("inspect", str(BOOK)),
        ("inspect", str(BOOK), *FORM),
        ("forms",),
        ("forms", "fighter-file"),
        ("explain", "date-order"),
    ],
    ids=lambda call: call[0],
)
def test_every_verb_takes_the_language(messages: Path, call: tuple[str, ...]) -> None:
    assert french(messages, *call)


def test_every_verb_has_the_option() -> None:
    verbs = get_command(app).commands.items()  # type: ignore[attr-defined]  # a group
    assert [
        name for name, verb in verbs if "--lang" not in {each for option in verb.params for each in option.opts}
    ] == []


@pytest.mark.parametrize("form", [(), FORM], ids=len)
def test_a_file_is_described_in_the_language_and_no_word_is_left_in_english(form: tuple[str, ...]) -> None:
    files = [BOOK, BOOK.with_name("capture-cards.xlsx"), BOOK.with_name("prisoner-register.csv")]
    told = CliRunner().invoke(app, ["inspect", *map(str, files), *form, "--lang", "ar"]).output
    ours = [line for line in told.splitlines() if " asks " not in line]
    for word in ("rows", "cells", "header in", "records", "left out", "columns:", "table in", "forms in", "delimited"):
        assert not [line for line in ours if word in line], word


def a_key(folder: Path) -> Path:
    """A key apart from the copy."""
    new_key(folder / "keys" / "a.key")
    return folder / "keys" / "a.key"


def test_what_is_written_takes_the_language(messages: Path, tmp_path: Path) -> None:
    french(messages, "template", "fighter-file", "--out", str(tmp_path / "template.xlsx"))
    key = a_key(tmp_path)
    french(messages, "pseudonymise", str(BOOK), *FORM, "--key-file", str(key), "--out", str(tmp_path / "copy.csv"))
    assert (tmp_path / "template.xlsx").exists() and (tmp_path / "copy.csv").exists()


def test_what_is_printed_beside_the_data_is_in_the_language(tmp_path: Path) -> None:
    key = a_key(tmp_path)
    copy = ["pseudonymise", str(BOOK), *FORM, "--key-file", str(key), "--out", str(tmp_path / "copy.csv")]
    second = str(BOOK.with_name("battalion-second-transcriber.csv"))
    for call, word in (
        (copy, "رموزًا بدل النصوص"),
        (["compare", str(BOOK), second, *FORM, "--sheet", "الملفات"], "متطابق"),
    ):
        told = CliRunner().invoke(app, [*call, "--lang", "ar"]).stderr
        assert word in told
        assert not re.search(r"[a-z]{3,} [a-z]{3,}", told), told


def test_every_verb_and_option_has_words_for_its_help() -> None:
    """And no words are left over; the text of the code is nowhere shown."""
    group: Any = get_command(app)
    verbs = {group.name: group, **group.commands}
    asked = {f"help.{name}.verb" for name in verbs}
    bare = []
    for name, verb in verbs.items():
        for option in verb.params:
            own, shared = f"help.{name}.{option.name}", f"help.options.{option.name}"
            keys = ({own} if own in words("en") else {shared}) & words("en").keys()
            bare += [f"{name} {option.name}"] * (not keys)
            asked |= keys
    assert bare == []
    assert {key for key in words("en") if key.startswith("help.")} == asked


@pytest.mark.parametrize("verb", ["check", "pseudonymise"])
def test_the_help_is_in_the_language_of_the_call(verb: str) -> None:
    told = CliRunner().invoke(app, [verb, "--lang", "ar", "--help"]).output
    assert words("ar")[f"help.{verb}.verb"].split("؛")[0][:20] in told
    assert words("ar")["help.options.sheet"][:20] in told
    assert words("en")[f"help.{verb}.verb"][:30] in CliRunner().invoke(app, [verb, "--lang", "en", "--help"]).output


def test_no_sentence_is_printed_that_stands_in_the_code() -> None:
    """All that is printed is data."""
    found = []
    for path in written_modules():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            found += [(path.name, "help")] * (isinstance(node, ast.keyword) and node.arg == "help")
            name = ast.unparse(node.func).rpartition(".")[2] if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Yield) or name in ("tell", "write", "writelines", "progress"):
                texts = [each.value for each in ast.walk(node) if isinstance(each, ast.Constant)]
                found += [(path.name, text) for text in texts if re.search(r"[a-z]{3,} [a-z]{3,}", str(text))]
    assert {name for name, _ in found} == set()
