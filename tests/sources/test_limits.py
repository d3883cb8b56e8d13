"""What a workbook or a text may hand over: more is refused in a line, before it takes memory or time."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.robustness import crafted
from benchmarks.robustness.limits import form_of
from records.data import parse_yaml
from records.model import SourceError
from records.sources import child, read_file
from records.sources.child import Limits, overlapping


@pytest.mark.parametrize(
    ("make", "share", "why"),
    [
        (crafted.overlapping_merges, 0.001, "two merged ranges overlap"),
        (crafted.many_merges, 0.11, r"more than 100,000 merged ranges"),
        (crafted.shared_text, 0.05, r"shows more than 256,000,000 characters"),
        (crafted.many_parts, 0.01, r"holds more than 2,500 parts"),
        (crafted.many_comments, 0.22, r"more than (100,000 comments|16,000,000 bytes)"),
    ],
)
def test_what_takes_memory_or_time_is_refused_in_a_line(
    make: Callable[[Path, float], Path], share: float, why: str, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=why):
        read_file(make(tmp_path, share))


@pytest.mark.parametrize("make", [*crafted.HOSTILE, *crafted.HONEST])
def test_a_little_of_the_same_is_read(make: Callable[[Path, float], Path], tmp_path: Path) -> None:
    if make is not crafted.overlapping_merges and make is not crafted.many_parts:
        (sheet,) = read_file(make(tmp_path, 0.0002))
        assert sheet.cells.num_rows


@pytest.mark.parametrize(
    ("ranges", "apart"),
    [
        ([], True),
        (["A1:B2", "C1:C9", "A3:B3"], True),
        (["A1:A9", "B3:C4", "B1:C2", "B5:XFD9"], True),
        (["A1:B2", "B2:C3"], False),
        (["A1:XFD1", "C1:C1"], False),
        (["B1:B9", "A5:C5"], False),
        (["not a range", "A1"], True),
    ],
)
def test_merged_ranges_may_not_overlap(ranges: list[str], apart: bool) -> None:
    assert (overlapping(ranges) is None) == (overlapping(ranges[::-1]) is None) == apart


def test_long_lines_are_handed_over_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_CHARACTERS", 10)
    lines = [(n, ["abcd"] * (n % 4)) for n in range(1, 30)]
    pieces = list(Limits().pieces(lines, "s"))
    assert [line for piece in pieces for line in piece] == lines and len(pieces) > 5


def test_the_form_of_a_first_row_asks_for_each_header_once() -> None:
    document, _ = parse_yaml(form_of(["Name", "Name", 'a: "b"\n', ""]).encode(), "form.yaml")
    labels = [field["labels"]["en"] for field in document["fields"].values()]
    assert labels == [["Name"], ['a: "b"\n']]
    assert json.dumps(labels)
