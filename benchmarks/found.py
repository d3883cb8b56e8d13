"""How the texts are read that went wrong when the program was tried from outside.

    python benchmarks/found.py            counts by kind of fault
    python benchmarks/found.py --all      and every text that is not right, with its reading

`tests/cases/found_dates.csv` gives each text its right reading: `1890-01-01..1890-12-31` (an open end is empty), several
readings separated by `|` when the text leaves them open, and `ask` where asking or refusing is right as well.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records.kinds.date import Date, DateOptions  # noqa: E402  (the checkout must be importable first)
from records.model import Reading, Status  # noqa: E402

CASES = ROOT / "tests" / "cases" / "found_dates.csv"
HIJRI = timedelta(days=2)
"""How much wider a converted date may be on each side: a Hijri month begins with a sighting."""
Span = tuple[date, date]


def rows() -> list[dict[str, str]]:
    """The table of texts and their right readings."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read(row: dict[str, str]) -> Reading:
    """The reading of a row's text with the options of its field."""
    return Date().read(
        row["text"], DateOptions(**dict(part.split("=", 1) for part in row["options"].split(";") if part))
    )


def _slack(reading: Reading) -> int:
    return 0 if reading.parts["calendar"] == "gregorian" else HIJRI.days


def outcome(reading: Reading, right: str) -> str:
    """`right`, `wide` (holds the right reading and more), `asked`, `refused` or `wrong`."""
    said = [part.strip() for part in right.split("|")]
    true = [_span(part) for part in said if part != "ask"]
    if reading.status in (Status.UNREAD, Status.MISSING):
        return "right" if "ask" in said else "refused"
    whole = _shown(reading.parts["earliest"], reading.parts["latest"])
    if reading.status is Status.AMBIGUOUS:
        return _judged_alternatives(reading, true, whole, "ask" in said)
    if any(_near(whole, span, _slack(reading)) for span in (*true, *_hull(true))):
        return "right"
    return "wide" if true and all(whole[0] <= span[0] and whole[1] >= span[1] for span in true) else "wrong"


def _judged_alternatives(reading: Reading, true: list[Span], whole: Span, may_ask: bool) -> str:
    offered = [_shown(each["earliest"], each["latest"]) for each in reading.alternatives]
    held = [span for span in true if any(_near(each, span, _slack(reading)) for each in offered)]
    if may_ask or (len(true) > 1 and len(held) == len(true)):
        return "right"
    return "asked" if held or any(whole[0] <= span[0] and whole[1] >= span[1] for span in true) else "refused"


def _near(found: Span, true: Span, slack: int) -> bool:
    return all(abs(a.toordinal() - b.toordinal()) <= slack for a, b in zip(found, true, strict=True))


def _hull(spans: list[Span]) -> list[Span]:
    return [(min(start for start, _ in spans), max(end for _, end in spans))] if spans else []


def _span(text: str) -> Span:
    start, dots, end = text.partition("..")
    first = date.fromisoformat(start) if start else None
    return _shown(first, first if not dots else date.fromisoformat(end) if end else None)


def _shown(earliest: date | None, latest: date | None) -> Span:
    return earliest or date.min, latest or date.max


def main() -> None:
    """Print the counts, and with `--all` each text that is not right."""
    tell(judged(), __doc__)


def judged() -> Iterator[tuple[str, str, str]]:
    """The kind of fault of each text, what its reading is, and both in a line."""
    for row in rows():
        reading = read(row)
        bounds = "..".join(str(reading.parts.get(end) or "") for end in ("earliest", "latest"))
        told = f"{row['text']!r}: {reading.status} {bounds} {reading.note}; right is {row['right']}"
        yield row["kind"], outcome(reading, row["right"]), told


def tell(texts: Iterable[tuple[str, str, str]], about: str | None) -> None:
    """Count texts by kind and outcome; with `--all` list those that are not right."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", action="store_true", help="every text that is not right")
    wanted = parser.parse_args().all
    counts: dict[str, Counter[str]] = {}
    for kind, found, told in texts:
        counts.setdefault(kind, Counter())[found] += 1
        if wanted and found != "right":
            print(f"{found:8} {told}")
    for kind, each in (*counts.items(), ("all", sum(counts.values(), Counter()))):
        print(f"{kind:22} {each.total():4}  " + "  ".join(f"{word} {n}" for word, n in each.most_common()))


if __name__ == "__main__":
    main()
