"""How often texts are read right, for us and for each other library that is installed here.

    python benchmarks/accuracy.py                      the gold beside the checkout, and the project's own cases
    python benchmarks/accuracy.py --kind country       one kind
    python benchmarks/accuracy.py --wrong              every text that was read wrong without a word, and as what
    python benchmarks/accuracy.py --no-peers --time    ours alone, with microseconds per text
    python benchmarks/accuracy.py --readme             writes the table into README.md

Nothing here reads a clock (but --time, which only adds a column), so two runs give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import cases, gold, peers, proposals  # noqa: E402  (the checkout must be importable first)
from benchmarks.gold import Answer, Outcome, Row  # noqa: E402
from records.kinds import KINDS  # noqa: E402
from records.model import Reading, Status  # noqa: E402

Judge = Callable[[Row, Answer], Outcome]
Read = Callable[[Row], Answer]
START, END = "<!-- accuracy -->", "<!-- /accuracy -->"


def ours(name: str) -> Read:
    """Our own reader of a kind, with the context of a row as a field of a form would say it."""
    kind = KINDS[name]

    def read(row: Row) -> Answer:
        return _answer(name, kind.read(row.text, kind.options(**row.context)))

    return read


def _answer(kind: str, reading: Reading) -> Answer:
    value = _codes if kind == "country" else _bounds
    doubt = reading.parts.get("approximate") or reading.parts.get("uncertain")
    flags = frozenset({"doubt"} if doubt else ())
    if reading.status in (Status.EXACT, Status.INFERRED):
        return Answer(value(reading.parts), flags=flags)
    return Answer(None, tuple(value(choice) for choice in reading.alternatives), flags)


def _codes(parts: Any) -> object:
    return parts.get("codes", "")


def _bounds(parts: Any) -> object:
    span = (parts.get("earliest"), parts.get("latest"))
    return None if span == (None, None) else span


def measure(rows: Iterable[Row], read: Read, judge: Judge) -> Iterator[tuple[Row, Answer, Outcome]]:
    """Every row with what was made of it."""
    for row in rows:
        answer = read(row)
        yield row, answer, judge(row, answer)


KIND: dict[str, tuple[Callable[[], Iterator[Row]], Judge, tuple[tuple[str, str, peers.Maker], ...]]] = {
    "date": (gold.dates, gold.judge_date, peers.DATES),
    "country": (gold.countries, gold.judge_country, peers.COUNTRIES),
}


def table(kind: str, with_peers: bool, timed: bool) -> Iterator[str]:
    """One line per file, group and reader, as Markdown."""
    make, judge, others = KIND[kind]
    rows = list(make())
    if not rows:
        yield f"_{kind}: the gold is not beside this checkout; nothing measured._"
        return
    readers: dict[str, Read] = {"sijill": ours(kind)} if kind in KINDS else {}
    if with_peers:
        readers |= {name: _of_text(read) for name, read in peers.installed(others).items()}
    yield "| file | texts | reader | n | " + " | ".join(Outcome) + (" | µs/text |" if timed else " |")
    yield "|---" * 4 + "|---:" * (len(Outcome) + timed) + "|"
    measured = {name: _measured(rows, read, judge) for name, read in readers.items()}
    for file, group in dict.fromkeys((row.file, row.group) for row in rows):
        for name, (outcomes, micros) in measured.items():
            counts = outcomes[file, group]
            cells = [_share(counts, outcome) for outcome in Outcome] + ([f"{micros:.1f}"] if timed else [])
            yield f"| {file} | {group} | {name} | {counts.total()} | " + " | ".join(cells) + " |"


def _of_text(read: peers.Read) -> Read:
    return lambda row: read(row.text)


def _measured(rows: list[Row], read: Read, judge: Judge) -> tuple[dict[tuple[str, str], Counter[Outcome]], float]:
    read(rows[0])  # tables are loaded before the clock runs
    started = time.perf_counter()
    answers = [read(row) for row in rows]
    micros = (time.perf_counter() - started) / len(rows) * 1e6
    counts: dict[tuple[str, str], Counter[Outcome]] = {}
    for row, answer in zip(rows, answers, strict=True):
        counts.setdefault((row.file, row.group), Counter())[judge(row, answer)] += 1
    return counts, micros


def _share(counts: Counter[Outcome], outcome: Outcome) -> str:
    return f"{counts[outcome] / counts.total():.1%} ({counts[outcome]})" if counts[outcome] else "–"


SAMPLES = {
    "date": [
        "1990",
        "03/04/1990",
        "15/3/1437",
        "1437",
        "18/9/65",
        "2001 or 2003",
        "1949-02-29",
        "3",
        "N/A",
        "12 شباط 1990",
    ],
    "country": ["مصر", "الاتحاد الروسي", "كوسوفو", "NA", "عمان", "السويداء"],
}
"""Texts as people type them, for the page that a newcomer reads first."""


def samples(kind: str) -> Iterator[str]:
    """What each reader makes of a few texts, as Markdown."""
    readers = {"sijill": ours(kind)} | {
        name: _of_text(read) for name, read in peers.installed(KIND[kind][2]).items() if "best" not in name
    }
    yield f"| {kind} | " + " | ".join(readers) + " |"
    yield "|---" * (len(readers) + 1) + "|"
    for text in SAMPLES[kind]:
        row = Row("samples", "", text, None)
        yield f"| `{text}` | " + " | ".join(_said(read(row)) for read in readers.values()) + " |"


def _said(answer: Answer) -> str:
    told = [_in_short(each) for each in ((answer.sure,) if answer.sure else answer.choices)]
    return " or ".join(dict.fromkeys(told)) or "–"


def _in_short(value: object) -> str:
    if isinstance(value, tuple):
        first, last = (str(end or "") for end in value)
        return first if first == last else f"{first}…{last}"
    return str(value).replace("|", " and ") or "none of these"


def summary(kind: str) -> Iterator[str]:
    """One line per file and reader, all groups together, as Markdown: what the README shows."""
    make, judge, others = KIND[kind]
    rows = list(make())
    readers = {"sijill": ours(kind)} | {name: _of_text(read) for name, read in peers.installed(others).items()}
    yield "| file | texts | reader | right | ambiguous, with the truth | refused | silently wrong |"
    yield "|---|---:|---|---:|---:|---:|---:|"
    outcomes = (Outcome.RIGHT, Outcome.ASKED, Outcome.REFUSED, Outcome.WRONG)
    for name, read in readers.items():
        counts: dict[str, Counter[Outcome]] = {}
        for (file, _), counted in _measured(rows, read, judge)[0].items():
            counts.setdefault(file, Counter()).update(counted)
        for file, counted in counts.items():
            shares = " | ".join(_share(counted, outcome).split(" ")[0] for outcome in outcomes)
            yield f"| {file} | {counted.total():,} | {name} | {shares} |"


def readme() -> str:
    """What stands in the README: the figures of every reader, and what each makes of a few texts."""
    parts = ["\n".join(sorted_by_file(summary(kind))) for kind in KIND]
    parts += ["\n".join(samples(kind)) for kind in KIND]
    return "\n\n".join(parts) + "\n"


def sorted_by_file(lines: Iterable[str]) -> list[str]:
    """The two lines of the head, then the readers of each file together."""
    first, second, *rest = lines
    return [first, second, *sorted(rest, key=lambda line: line.split("|")[1])]


def contexts() -> str:
    """What is known of the texts of a source project."""
    said = [f"`{start}` {json.dumps(context, sort_keys=True)}" for start, context in gold.CONTEXTS.items()]
    return "Context per source project: " + "; ".join(said) + "."


def listed(kind: str, wanted: Outcome) -> Iterator[str]:
    """Every text of ours with this outcome."""
    make, judge, _ = KIND[kind]
    for row, answer, outcome in measure(make(), ours(kind), judge):
        if outcome is wanted:
            yield f"{row.file}\t{row.group}\t{row.text!r}\tgold {_shown(row.truth)}\tread {_shown(answer)}"


def _shown(value: object) -> str:
    if isinstance(value, Answer):
        return _shown(value.sure) if value.sure else "one of " + _shown(value.choices)
    if isinstance(value, tuple):
        return "(" + ", ".join(_shown(part) for part in value) + ")"
    return str(value)


def report(kinds: list[str], with_peers: bool, timed: bool) -> str:
    """The whole text."""
    parts = []
    for kind in kinds:
        parts.append("\n".join(table(kind, with_peers, timed)))
        if kind == "date":
            parts.append(contexts())
    parts += ["\n".join(proposals.table()), "\n".join(cases.table())]
    return "\n\n".join(parts) + "\n"


def write_readme(text: str) -> None:
    """Put the tables between the markers of README.md."""
    path = ROOT / "README.md"
    before, start, rest = path.read_text(encoding="utf-8").partition(START)
    _, end, after = rest.partition(END)
    if not start or not end:
        raise SystemExit(f"README.md has no lines {START} and {END}; add them where the table is to stand")
    path.write_text(f"{before}{START}\n{text}{END}{after}", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="How often texts are read right.")
    parser.add_argument("--kind", choices=sorted(KIND), action="append")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--time", action="store_true", help="add microseconds per text")
    parser.add_argument("--wrong", action="store_true", help="list the texts that were read silently wrong")
    parser.add_argument(
        "--list", choices=[outcome.name.lower() for outcome in Outcome], help="list texts of an outcome"
    )
    parser.add_argument("--readme", action="store_true", help="write the tables into README.md")
    said = parser.parse_args(arguments)
    kinds = said.kind or [kind for kind in KIND if kind in KINDS]
    wanted = Outcome.WRONG if said.wrong else Outcome[said.list.upper()] if said.list else None
    if wanted is not None:
        print("\n".join(line for kind in kinds for line in listed(kind, wanted)))
        return 0
    if said.readme:
        write_readme(readme())
    else:
        print(report(kinds, not said.no_peers, said.time), end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
