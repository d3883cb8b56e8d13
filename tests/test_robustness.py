"""What strangers, crashes and other machines can do to the finished program: the measures of `benchmarks/robustness`, small.

python -m benchmarks.robustness        at full size
"""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from benchmarks.robustness import canaries, hostile_forms, injections, interrupted, judged, killed, same_bytes, sockets
from benchmarks.robustness.__main__ import MEASURES
from benchmarks.robustness.command import ROOT, Ended
from benchmarks.robustness.strings import MANY, harmless, strings
from records.vocabularies import FormError, build
from tests.calling import sijill

POSIX = pytest.mark.skipif(os.name != "posix", reason="signals and groups of processes as POSIX has them")


def here(*call: str, at: Path, **_: Any) -> Ended:
    """The command in this process, which is quicker than one of its own."""
    before = Path.cwd()
    os.chdir(at)
    try:
        return Ended(*sijill(*call))
    finally:
        os.chdir(before)


def holds(measured: tuple[str, list[str]]) -> None:
    figure, faults = measured
    assert not faults, "\n".join([figure, *faults])


@POSIX
def test_a_killed_run_leaves_the_old_outputs_or_the_new_ones(tmp_path: Path) -> None:
    holds(killed.faults(1, 1, tmp_path, rows=20))


@POSIX
def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    """How soon it ends is for the benchmark to say: a busy machine is no fault."""
    holds(interrupted.faults(1, 1, tmp_path, rows=20, soon=60))


def test_strings_that_try_to_be_more_stay_text(tmp_path: Path) -> None:
    holds(injections.faults(40, 1, tmp_path, here, ("text", "csv"), ("ar",)))


def test_no_name_and_no_date_leaves_the_outputs_meant_for_them(tmp_path: Path) -> None:
    holds(canaries.faults(canaries.N, 1, tmp_path, here))


def test_another_machine_writes_the_same_bytes(tmp_path: Path) -> None:
    holds(same_bytes.faults(2, 1, tmp_path))


@pytest.mark.skipif(shutil.which("strace") is None, reason="there is no strace")
def test_no_socket_of_a_network_is_opened(tmp_path: Path) -> None:
    holds(sockets.faults(1, 1, tmp_path))


def test_forms_of_strangers_are_read_or_refused_in_a_line(tmp_path: Path) -> None:
    holds(hostile_forms.faults(120, 7, tmp_path))


@pytest.mark.parametrize("body", [{"en": ["x"]}, {"ar": {"x": "y"}}, {"parent": ["a"]}])
def test_a_label_or_parent_of_a_vocabulary_is_a_word(body: dict[str, Any]) -> None:
    with pytest.raises(FormError, match="is no word"):
        build("own", {"a": body})


def test_there_are_700_strings_and_harmless_ones_of_their_shape() -> None:
    texts = strings()
    assert len(texts) == len(set(texts)) == MANY
    assert [len(harmless(text)) for text in texts] == list(map(len, texts))
    assert not any(set(harmless(text)) & set("<>&\"'") for text in texts)


@pytest.mark.parametrize(
    ("text", "separators", "found"),
    [
        ("a,=1+1\n", ",", ["=1+1"]),
        ('a,"=1+1"\n', ",", ["=1+1"]),
        ('a,"x;=1+1"\n', ",;\t", []),
        ("a,x;=1+1\n", ",;\t", ["=1+1"]),
        ('"",=1,""\n"a""",-\n', ",", ["=1"]),
        ("'=1+1,+,-\n", ",", []),
    ],
)
def test_the_judge_sees_formulas(text: str, separators: str, found: list[str]) -> None:
    assert list(judged.active(text, separators)) == found


@pytest.mark.parametrize(
    "source", ["<p>x<b>y</b></p>", "<p>x</p></td>", "<p>x", '<p onclick="x">x</p>', "<p>x<!-- y --></p>"]
)
def test_the_judge_sees_elements(source: str) -> None:
    assert list(judged.let_in(source, [], "<p>harmless</p>"))
    assert not list(judged.let_in("<p>y</p>", ["<b>"], "<p>harmless</p>"))


def test_the_judge_sees_what_a_terminal_would_act_on() -> None:
    assert judged.controls("a\x1b[2J\u202e\x9b") == {"U+001B", "U+202E", "U+009B"}
    assert judged.controls("تونس\n\t") == set()


def test_every_measure_is_told_in_the_docs() -> None:
    page = (ROOT / "docs" / "robustness.md").read_text(encoding="utf-8")
    for name in MEASURES:
        assert importlib.import_module(f"benchmarks.robustness.{name}").N > 0
        assert f"`{name}`" in page
