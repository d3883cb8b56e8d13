"""The texts that were found wrong from outside: none of them is silently wrong any more but those named here."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location(
    "found_others", Path(__file__).parents[1] / "benchmarks" / "found_others.py"
)
assert _SPEC is not None
assert _SPEC.loader is not None
found_others = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(found_others)

LEFT = {
    "Abuomar": "Abubakar and Abulfazl are written so too, and are no hint of a fighting name",
    "بو جمعة ~ بوجمعة": "بولس and بوران begin so too",
}


@pytest.mark.parametrize("row", found_others.rows(), ids=lambda row: f"{row['kind']} {row['text']!r}")
def test_found(row: dict[str, str]) -> None:
    judged, found = found_others.outcome(row)
    assert (judged == "wrong") == (row["text"] in LEFT), found
