"""How well records of one person are found: recall and precision on lists whose persons are known, time and memory.

    python benchmarks/persons.py ../shared          all but the last
    python benchmarks/persons.py ../shared --large  100,000 records, their time and memory

`../shared` holds `real/`, `gold/` and `bench/generate.py`. `same` counts the pairs of that verdict, `one person` those that
stand in one person, through a third record too, and `listed` those that are the same or possible.
"""

from __future__ import annotations

import argparse
import csv
import resource
import runpy
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import records  # noqa: E402  (the checkout must be importable first)
from records.batch import Batch  # noqa: E402
from records.matching.search import Persons, find_persons  # noqa: E402

FEBRL = Path(__file__).parent / "planted" / "febrl.yaml"
Rows = list[dict[str, str]]
Pairs = set[tuple[int, int]]


def true_pairs(persons: Iterable[Any]) -> Pairs:
    """Every pair of records of one person, by the places of the records."""
    by = defaultdict(list)
    for place, person in enumerate(persons):
        by[person].append(place)
    return {pair for places in by.values() for pair in combinations(places, 2)}


def found_pairs(found: Persons, *verdicts: str) -> Pairs:
    """The pairs of these verdicts, of one batch."""
    return {(pair.a.record, pair.b.record) for pair in found.pairs if pair.verdict in verdicts}


def joined_pairs(found: Persons) -> Pairs:
    """The pairs of records that stand in one person, of one batch."""
    return {pair for person in found.persons for pair in combinations(sorted(each.record for each in person), 2)}


def line(name: str, batch: Batch, true: Pairs) -> str:
    """One row of the table."""
    start = time.process_time()
    found = find_persons([batch])
    taken = time.process_time() - start
    cells = []
    for pairs in (found_pairs(found, "same"), joined_pairs(found), found_pairs(found, "same", "possible")):
        right = len(pairs & true)
        recall, precision = right / max(len(true), 1), right / max(len(pairs), 1)
        cells.append(f"{recall:.4f} | {precision:.4f} | {2 * recall * precision / max(recall + precision, 1e-9):.4f}")
    return f"| {name} | {len(batch)} | {' | '.join(cells)} | {taken:.1f} |"


def fighters(rows: Rows) -> Batch:
    """The rows as a batch of the form of a battalion."""
    return records.from_frame(pd.DataFrame(rows), "fighter-file")


def febrl(shared: Path) -> str:
    """5,000 invented Australians, up to five records each, through a form as a user would write it."""
    path = shared / "real" / "duplicates_febrl_dataset3.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines(), skipinitialspace=True))
    batch = records.normalise(records.read(path), FEBRL)
    return line("Febrl 3", batch, true_pairs(row["rec_id"].split("-")[1] for row in rows))


def generated(shared: Path, size: int, seed: int) -> tuple[Rows, list[int]]:
    """The generator's rows, and the person of each."""
    make = runpy.run_path(str(shared / "bench" / "generate.py"))["records"]
    both = [(row, truth["person_id"]) for row, truth, *_ in make(size, seed)]
    return [row for row, _ in both], [person for _, person in both]


def in_one_script(rows: Rows, persons: Sequence[int]) -> Rows:
    """The first record of each person in Arabic only, every later one in Latin letters only."""
    seen: set[int] = set()
    split = []
    for row, person in zip(rows, persons, strict=True):
        split.append({**row, "name_latin" if person not in seen else "name_ar": ""})
        seen.add(person)
    return split


def brothers(rows: Rows) -> Rows:
    """To each pair of rows one man and his brother: family, joining and places the same, own name and birth not."""
    made = []
    for one, other in zip(rows[::2], rows[1::2], strict=False):
        own_ar, own_latin = other["name_ar"].split(" ")[0], other["name_latin"].split(" ")[0]
        unclear = own_ar in ("", "؟", "عبد") or not one["name_ar"].strip()
        if unclear or own_ar == one["name_ar"].split(" ")[0]:
            continue
        rest_ar, rest_latin = (one[name].split(" ", 1)[-1] for name in ("name_ar", "name_latin"))
        names = {"name_ar": f"{own_ar} {rest_ar}", "name_latin": f"{own_latin} {rest_latin}"}
        made += [one, {**one, **names, "birth_date": other["birth_date"], "kunya": other["kunya"]}]
    return made


def name_pairs(rows: Sequence[tuple[str, str]]) -> list[bool]:
    """Which pairs of names alone are listed, in a batch of all of them."""
    names = [name for pair in rows for name in pair]
    batch = records.from_frame(pd.DataFrame({"Full name": names, "Nationality": ""}), "prisoner-register")
    listed = found_pairs(find_persons([batch]), "same", "possible")
    return [(2 * n, 2 * n + 1) in listed for n in range(len(rows))]


def gold_names(shared: Path) -> Iterator[str]:
    """The name pairs whose truth is known."""
    rows = list(csv.DictReader((shared / "gold" / "names_pairs.csv").read_text(encoding="utf-8").splitlines()))
    listed = name_pairs([(row["a"], row["b"]) for row in rows])
    for same in ("1", "0"):
        mine = [each for each, row in zip(listed, rows, strict=True) if row["same"] == same]
        yield f"names_pairs.csv, same = {same}: {sum(mine)} of {len(mine)} listed"
    wrong = [f"{row['a']} / {row['b']}" for each, row in zip(listed, rows, strict=True) if each != (row["same"] == "1")]
    yield from wrong


def found_names(shared: Path) -> str:
    """Spellings of one name that earlier versions did not see, the names alone."""
    rows = list(csv.DictReader((shared / "gold" / "found.csv").read_text(encoding="utf-8").splitlines()))
    pairs = [row["text"].split(" ~ ") for row in rows if row["kind"] == "name-pair"]
    listed = name_pairs([(a, b) for a, b in pairs])
    return f"found.csv, name pairs: {sum(listed)} of {len(listed)} listed"


def table(shared: Path) -> Iterator[str]:
    """Every measure, as lines of Markdown."""
    yield "| list | records | same: recall | precision | F1 | one person: recall | precision | F1 | listed: recall | precision | F1 | seconds |"
    yield f"|---|{'---:|' * 11}"
    yield febrl(shared)
    for seed in (1, 2, 3):
        rows, persons = generated(shared, 10_000, seed)
        yield line(f"generator, seed {seed}", fighters(rows), true_pairs(persons))
        yield line(f"two scripts, seed {seed}", fighters(in_one_script(rows, persons)), true_pairs(persons))
    yield ""
    yield from gold_names(shared)
    yield found_names(shared)
    rows, _ = generated(shared, 2_300, 4)
    planted = brothers(rows)
    found = find_persons([fighters(planted)])
    pairs = {(n, n + 1) for n in range(0, len(planted), 2)}
    same, listed = found_pairs(found, "same"), {(each.a.record, each.b.record): each for each in found.pairs}
    told = sum(listed[pair].brothers for pair in pairs & listed.keys())
    yield f"brothers: {len(pairs & same)} of {len(pairs)} called the same, {told} listed as brothers"
    batch = fighters(rows[:14])
    yield f"14 records: {_seconds(lambda: find_persons([batch])):.3f} s"


def _seconds(work: Callable[[], object]) -> float:
    work()
    start = time.process_time()
    work()
    return time.process_time() - start


def large(shared: Path) -> Iterator[str]:
    """100,000 records."""
    rows, persons = generated(shared, 100_000, 1)
    yield line("generator", fighters(rows), true_pairs(persons))
    yield f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB at most, reading included"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--large", action="store_true")
    said = parser.parse_args()
    for each in (large if said.large else table)(said.shared):
        print(each, flush=True)


if __name__ == "__main__":
    main()
