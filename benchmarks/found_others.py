"""How the texts that are no dates are read that went wrong when the program was tried from outside.

    python benchmarks/found_others.py            counts by kind: right, asked, silently wrong
    python benchmarks/found_others.py --all      and every text that is not right, with its reading

`tests/cases/found_others.csv` gives each text its right reading: codes joined by `+`, a number, bounds `2..4` (months for
ages), the members of a list `3+1`, a kind of missing answer, the field of a header. Readings between which the text
leaves the choice are separated by `|`, and `ask` is among them where asking or refusing is right as well.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import records  # noqa: E402  (the checkout must be importable first)
from benchmarks.found import tell  # noqa: E402
from records.headers.match import match  # noqa: E402
from records.kinds import KINDS  # noqa: E402
from records.kinds.name_key import may_be_same  # noqa: E402
from records.labels.requests import SaidColumns  # noqa: E402
from records.model import Reading, Status  # noqa: E402

CASES = ROOT / "tests" / "cases" / "found_others.csv"
FORM = records.form("fighter-file")
NO_ANSWER = {"missing": "text", "rare-name": "name"}
"""The kinds that read the rows that are of none."""


def rows() -> list[dict[str, str]]:
    """The table of texts and their right readings."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def outcome(row: Mapping[str, str]) -> tuple[str, str]:
    """`right`, `asked` or `wrong`, and what was read."""
    right = row["right"].split("|")
    found, offered = _said(row)
    if found == "":
        may_ask = "ask" in right or set(right) <= set(offered)
        return "right" if may_ask else "asked", f"asks {' | '.join(offered)}".strip()
    return "right" if found in right else "wrong", found


def _said(row: Mapping[str, str]) -> tuple[str, list[str]]:
    """What a row is read as, empty where it asks or is refused, and what is offered then."""
    if row["kind"] == "header":
        (column,) = match({"A": row["text"]}, FORM, SaidColumns())
        return column.field or ("" if column.status == "ask" else "none"), list(column.candidates)
    if row["kind"] == "name-pair":
        first, second = row["text"].split(" ~ ")
        return str(int(may_be_same(first, second))), []
    kind = KINDS[NO_ANSWER.get(row["kind"], row["kind"])]
    options = kind.options(**dict(part.split("=", 1) for part in row["options"].split()))
    reading = kind.read(row["text"], options)
    if row["kind"] == "rare-name":
        reading = kind.rare(row["text"]) or reading
    if row["kind"] in ("missing", "name"):
        return _missing(row["kind"], reading), []
    offered = ["+".join(_written(row["kind"], each, ())) for each in reading.alternatives]
    sure = reading.status in (Status.EXACT, Status.INFERRED)
    return ("+".join(_written(row["kind"], reading.parts, reading.items)) if sure else "", offered)


def _missing(kind: str, reading: Reading) -> str:
    if reading.note == "missing.ditto":
        return "ditto"
    if kind == "missing":
        return str(reading.missing or "")
    return "missing" if reading.status is Status.MISSING else reading.note.removeprefix("name.")


def _written(kind: str, parts: Mapping[str, Any], items: Any) -> list[str]:
    """A reading as the table writes it."""
    if "codes" in parts:
        return str(parts["codes"]).split("|")
    if "abo" in parts:
        return [f"{parts['abo']}{parts['rh']}"]
    if "clean" in parts:
        return [str(parts["clean"])]
    if items and len(items) > 1:
        return [str(item["low"]) for item in items]
    ends = [parts.get(name) for name in KINDS[kind].bounds or ("total_low", "total_high")]
    low, high = ("" if end is None else str(end) for end in ends)
    return [low if low == high else f"{low}..{high}"]


def main() -> None:
    """Print the counts, and with `--all` each text that is not right."""
    tell(judged(), __doc__)


def judged() -> Iterator[tuple[str, str, str]]:
    """The kind of each text, what its reading is, and both in a line."""
    for row in rows():
        found, reading = outcome(row)
        yield row["kind"], found, f"{row['kind']} {row['text']!r}: {reading}; right is {row['right']}"


if __name__ == "__main__":
    main()
