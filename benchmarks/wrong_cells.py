"""Is one wrong cell told as one finding, and is it among the cells that the finding names?

    python -m benchmarks.wrong_cells [--rows 3000] [--seeds 3]

Records of `shared/bench/generate.py` without errors; into every tenth one wrong date or number is put. Counted are the
records in which it breaks several checks. Whether another cell alone could explain the record is told by trying every
value of it that matters against the same rules, written out here once more.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import runpy
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd

from benchmarks.speed import GENERATOR, MAP
from records import check, form, normalise, read
from records.causes.members import CAUSE
from records.causes.wrong_cells import WRONG_CELL
from records.model import Severity, Verdict, fields_of

Days = tuple[dt.date, dt.date]
FOUND = dt.date(2017, 6, 30)
BOUNDS = {
    "birth_date": (dt.date(1930, 1, 1), dt.date(2017, 12, 31)),
    "join_date": (dt.date(2003, 1, 1), dt.date(2019, 12, 31)),
    "form_date": (dt.date(2003, 1, 1), dt.date(2019, 12, 31)),
}
_YEAR = dt.timedelta(365.25)


def _random(rng: Random, first: int, last: int) -> dt.date:
    return dt.date(rng.randrange(first, last + 1), rng.randrange(1, 13), rng.randrange(13, 29))


WRONG: Mapping[str, tuple[str, Callable[[Any, Random], dt.date]]] = {
    "born after joining": ("birth_date", lambda p, g: p.join + dt.timedelta(g.randrange(30, 900))),
    "birth, any year": ("birth_date", lambda _, g: _random(g, 1900, 2035)),
    "joining, any year": ("join_date", lambda _, g: _random(g, 1940, 2035)),
    "joining before birth": ("join_date", lambda p, g: p.birth - dt.timedelta(g.randrange(30, 3000))),
    "filled in, any year": ("form_date", lambda _, g: _random(g, 1940, 2035)),
    "filled in before birth": ("form_date", lambda p, g: p.birth - dt.timedelta(g.randrange(30, 3000))),
}
WIVES = "wives"
"""Nine wives are out of bounds, and the children of as many are not listed."""


def broken(days: Mapping[str, Days]) -> bool:
    """Do these dates certainly break a rule of the form?"""
    birth, join, filled = (days[name] for name in BOUNDS)
    ages = (join[0] - birth[1]) / _YEAR, (join[1] - birth[0]) / _YEAR
    return (
        any(last < BOUNDS[name][0] or first > min(BOUNDS[name][1], FOUND) for name, (first, last) in days.items())
        or join[1] < birth[0]
        or filled[1] < birth[0]
        or filled[1] < join[0]
        or ages[1] < 9.99
        or ages[0] > 76.01
    )


def can_explain(days: Mapping[str, Days], name: str) -> bool:
    """Is there a day for one cell with which nothing is broken? One of those that matter is enough."""
    ends = [end for other, both in days.items() if other != name for end in both] + list(BOUNDS[name])
    tried = {
        end + years * _YEAR + dt.timedelta(some)
        for end in ends
        for years in (-75, -10, 0, 10, 75)
        for some in (-5, 0, 5)
    }
    return any(not broken({**days, name: (day, day)}) for day in tried)


@dataclass(frozen=True)
class Planted:
    """A wrong cell: its record, its field, and whether no other cell alone explains the record."""

    record: int
    kind: str
    field: str
    unique: bool


def planted(rows: int, seed: int) -> tuple[pd.DataFrame, list[Planted]]:
    """Clean records, of which every tenth has one wrong cell."""
    made = runpy.run_path(str(GENERATOR))
    rng, lines, wrong = Random(f"wrong {seed}"), [], []
    for n, (row, truth, *_) in enumerate(made["records"](rows, seed, error_rate=0, dup_rate=0)):
        lines.append(row)
        days = _days_of(row, truth)
        if n % 10 or days is None:
            continue
        kind = rng.choice([*WRONG, WIVES])
        if kind == WIVES:
            row["wives"] = "9"
            wrong.append(Planted(n, kind, "wives_count", True))
            continue
        name, change = WRONG[kind]
        person = argparse.Namespace(birth=days["birth_date"][0], join=days["join_date"][0])
        day = change(person, rng)
        row[name] = f"{day:%d/%m/%Y}"
        days[name] = day, day
        others = [each for each in BOUNDS if each != name and can_explain(days, each)]
        wrong.append(Planted(n, kind, name, not others))
    return pd.DataFrame(lines), wrong


def _days_of(row: Mapping[str, str], truth: Mapping[str, Any]) -> dict[str, Days] | None:
    """The true dates of a record, where all three were typed."""
    if any(len(row[name]) < 4 for name in BOUNDS):
        return None
    birth, join = ((truth[f"{name}_from"], truth[f"{name}_to"]) for name in ("birth", "join"))
    days = {"birth_date": birth, "join_date": join, "form_date": (truth["form_date"],) * 2}
    return None if broken(days) else days


def measure(rows: int, seed: int) -> Counter[tuple[str, str]]:
    """Counts by kind of wrong cell."""
    frame, wrong = planted(rows, seed)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papers.csv"
        frame.to_csv(file, index=False)
        batch = normalise(read(file), form("fighter-file"), says=MAP)
    found = check(batch, found=FOUND)
    loud = found[found["severity"].isin([Severity.ERROR, Severity.WARNING]) & found["record"].notna()]
    by_record = dict(list(loud.groupby("record")))
    counts: Counter[tuple[str, str]] = Counter()
    for each in wrong:
        for what in _seen(each, by_record.get(each.record)):
            counts[each.kind, what] += 1
    return counts


def _seen(wrong: Planted, found: pd.DataFrame | None) -> Iterator[str]:
    """What is said of a record with a wrong cell that breaks several checks."""
    if found is None:
        return
    folded = found[CAUSE].astype(str).str.startswith(WRONG_CELL)
    if (folded | (found["verdict"] == Verdict.CERTAIN)).sum() < 2:
        return
    yield "records"
    shown = found[~(folded & (found["verdict"] != Verdict.CERTAIN))]
    yield "one finding" if len(shown) == 1 else "several findings"
    explained = [each for text in shown["explanations"] for each in json.loads(text) if each["id"] == WRONG_CELL]
    sets = {one for each in explained for one in each["args"]["cells"].split(";")}
    yield from ["among"] if any(wrong.field in fields_of(one) for one in sets) else []
    if wrong.unique:
        yield "unique"
        yield from ["alone"] if sets == {wrong.field} else []


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=3000)
    parser.add_argument("--seeds", type=int, default=3)
    said = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for seed in range(said.seeds):
        counts += measure(said.rows, seed)
    print(
        "| wrong cell | records | one finding | among the smallest sets | unique | alone |\n|---|---|---|---|---|---|"
    )
    for kind in [*WRONG, WIVES]:
        row = [counts[kind, what] for what in ("records", "one finding", "among", "unique", "alone")]
        print(f"| {kind} | {' | '.join(map(str, row))} |")
    total = {what: sum(n for (_, each), n in counts.items() if each == what) for _, what in counts}
    shares = [("one finding", "records"), ("among", "records"), ("alone", "unique")]
    print(", ".join(f"{what}: {total.get(what, 0) / total[of]:.1%}" for what, of in shares))


if __name__ == "__main__":
    main()
