"""What holds for every kind and every text. Each kind's tests give their own texts to start from.

```python
@given(texts("A+", "O سالب"))
def test_properties(text: str) -> None:
    holds(Blood(), BloodOptions(), text)
```
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from records.kinds.kind import Kind
from records.model import Dtype, Missing, Reading, Status

BOUNDS = (("earliest", "latest"), ("low", "high"), ("total_low", "total_high"), ("months_low", "months_high"))
CASES = Path(__file__).parents[1] / "cases"
_SLIPS = "‏‎\u00a0\u200b\u2028\u202e\u3000\ufeff\x00\x1f\x85 \r\n\t.,/-+()؟?'\"0٠٥5oOاهوx"


def cases(name: str) -> list[dict[str, str]]:
    """The rows of `tests/cases/NAME.csv`; `⏎` stands for a line break inside a cell."""
    lines = (CASES / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    return [{key: value.replace("⏎", "\n") for key, value in row.items()} for row in csv.DictReader(lines)]


def holds(kind: Kind, options: Any, text: str) -> Reading:
    """Assert what every reading of every kind keeps, and give the reading."""
    reading = kind.read(text, options)
    assert reading.text == text, "the text is kept"
    assert reading == kind.read(text, options), "the same text gives the same reading"
    assert reading.note in {rule.id for rule in kind.rules}, f"{reading.note!r} is a rule of {kind.name}"
    _status_agrees(reading)
    _shape_agrees(reading.parts, kind.parts)
    for rows, columns in ((reading.alternatives, kind.alternatives), (reading.items, kind.items)):
        for row in rows:
            _shape_agrees(row, columns)
    for row in (reading.parts, *reading.alternatives, *reading.items):
        _ordered(row)
        assert isinstance(kind.show(row) + kind.tell(row), str), "each can be shown"
    if reading.status in (Status.EXACT, Status.INFERRED) and any(reading.parts.values()):
        assert kind.tell(reading.parts) and kind.show(reading.parts), "no reading is shown as nothing"
    for row in reading.alternatives:
        _spanned(row, reading.parts)
    return reading


def _status_agrees(reading: Reading) -> None:
    if reading.status is Status.MISSING:
        assert reading.missing is not None, "missing says which nothing"
    else:
        assert reading.missing in (None, Missing.NONE), "only an explicit none may be a reading as well"
    if reading.status is Status.AMBIGUOUS:
        assert len(reading.alternatives) > 1, "an ambiguous text has several readings"
    if reading.status in (Status.UNREAD, Status.MISSING):
        assert not any(value not in (None, "", False) for value in reading.parts.values()), "no reading, no parts"


def _shape_agrees(row: Any, columns: Any) -> None:
    assert set(row) <= set(columns), f"{set(row) - set(columns)} are no parts"
    for name, value in row.items():
        if columns[name] in (Dtype.TEXT, Dtype.CODE):
            assert value is None or isinstance(value, str), name
        elif columns[name] is Dtype.COUNT:
            assert value is None or (isinstance(value, int) and 0 <= value < 2**63), name


def _ordered(row: Any) -> None:
    for low, high in BOUNDS:
        if row.get(low) is not None and row.get(high) is not None:
            assert row[low] <= row[high], f"{low} is not after {high}"


def _spanned(row: Any, parts: Any) -> None:
    """The bounds of an ambiguous reading span each of its alternatives; an open end spans everything."""
    for low, high in BOUNDS:
        if low in row and low in parts:
            assert parts[low] is None or (row[low] is not None and parts[low] <= row[low])
            assert parts[high] is None or (row[high] is not None and row[high] <= parts[high])


def texts(*seeds: str) -> st.SearchStrategy[str]:
    """Any text, the seeds, and the seeds with a few slips of the pen in them."""
    known = st.sampled_from(sorted(set(seeds)))
    return st.one_of(st.text(), known, st.builds(_slipped, known, st.lists(_slip, min_size=1, max_size=4)))


_slip = st.tuples(st.integers(0, 40), st.sampled_from(["insert", "drop", "double", "swap"]), st.sampled_from(_SLIPS))


def _slipped(text: str, slips: list[tuple[int, str, str]]) -> str:
    for place, how, letter in slips:
        at = place % (len(text) + 1)
        before, here, after = text[:at], text[at : at + 1], text[at + 1 :]
        text = {
            "insert": before + letter + here + after,
            "drop": before + after,
            "double": before + here + here + after,
            "swap": before + after[:1] + here + after[1:],
        }[how]
    return text
