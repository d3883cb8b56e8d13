"""Are causes named, are they quiet in clean files, and is nobody accused where only a cause is at fault?

    python benchmarks/anomalies.py                       10 seeds at 60 and 600 records
    python benchmarks/anomalies.py --seeds 200 --sizes 60 600 6000
    python benchmarks/anomalies.py --fault locale        one fault
    python benchmarks/anomalies.py --orders --seeds 200  clean files only, in each honest order

Errors of single records are planted beside the fault in every fifth seed. A file of 600 records costs about half a
second of processor time: 200 seeds of the clean orders take a quarter of an hour, 12 seeds of all faults three minutes.

Files are made in memory, with true date cells and several transcribers; `planted/clean.py` and `planted/faults.py` say
what is in them. The same seeds give the same table.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from random import Random

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.planted.clean import FIELDS, ORDERS, Row, clean, frame_of, sheet_of  # noqa: E402
from benchmarks.planted.faults import FAULTS, Fault, day_of  # noqa: E402
from records import form, normalise  # noqa: E402
from records.batch import Batch  # noqa: E402
from records.causes import CAUSES, examine  # noqa: E402
from records.causes.members import CAUSE  # noqa: E402
from records.model import Severity, fields_of, serious  # noqa: E402

FOUND = "2019-12-31"
ERRORS = 20
EVERY = 5
"""In every so many seeds errors of single records are planted beside the fault: the file is then read twice."""
_FORM = form("fighter-file")
_DATED = {"birth_date", "join_date", "form_date"}


def batch_of(rows: list[Row], delimited: bool = False) -> Batch:
    """The records as they are read from a workbook, or from delimited text."""
    sheet = (frame_of if delimited else sheet_of)(rows)
    return normalise([sheet], _FORM, says={name: name for name in FIELDS}, header_row=1)


def told(found: pd.DataFrame) -> pd.DataFrame:
    """The causes among findings."""
    return found[(found[CAUSE] != "").to_numpy() & (found["verdict"] == "batch").to_numpy()]


def named(found: pd.DataFrame, fields: Collection[str]) -> list[str]:
    """The causes that name one of these fields."""
    causes = told(found)
    there = [bool(set(fields_of(str(each))) & set(fields)) for each in causes["field"]]
    return causes.loc[there, "check"].astype(str).tolist()


def with_errors(rows: list[Row], cells: set[int], rng: Random) -> set[tuple[str, int]]:
    """Plant errors of single records: outside the cells of a fault in dates, inside them in another field."""
    planted = set()
    for n in rng.sample(range(len(rows)), ERRORS):
        if n in cells:
            rows[n]["wives_count"] = "9"
            planted.add(("wives_count", n))
        else:
            day = day_of(rows[n]["join_date"]).replace(day=20) - timedelta(366)
            rows[n]["form_date"] = f"{day:%d/%m/%Y}"
            planted.add(("form_date", n))
    return planted


@dataclass
class Score:
    """What was seen over the seeds of one fault and size."""

    runs: int = 0
    named: int = 0
    others: int = 0
    accused: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    kept: list[bool] = field(default_factory=list)

    def row(self) -> str:
        """As a line of the table."""
        first = f"{100 * sum(self.first) / len(self.first):.0f}%" if self.first else "-"
        kept = f"{100 * sum(self.kept) / len(self.kept):.0f}%" if self.kept else "-"
        worst = max(self.accused, default=0)
        return f"{100 * self.named / self.runs:.0f}% | {self.others} | {worst} | {first} | {kept}"


def measure(fault: Fault, size: int, seeds: Sequence[int]) -> Score:
    """Plant a fault in clean files, and again with errors of single records beside it."""
    score = Score()
    for seed in seeds:
        rows = clean(size, seed)
        cells = fault.plant(rows, Random(seed))
        found = examine(batch_of(rows, fault.delimited), FOUND)
        causes = named(found, fault.fields)
        score.runs += 1
        score.named += fault.cause in causes
        score.others += sum(
            row.check != fault.cause and row.severity != Severity.INFO for row in told(found).itertuples()
        )
        of_records = found["record"].notna().to_numpy()
        score.accused.append(int((serious(found).to_numpy() & of_records).sum()))
        members = found[(found[CAUSE] != "").to_numpy() & of_records]
        score.first += [json.loads(each)[0]["id"] == fault.cause for each in members["explanations"]]
        if seed % EVERY:
            continue
        errors = with_errors(rows, cells, Random(seed))
        found = examine(batch_of(rows, fault.delimited), FOUND)
        sure = found[serious(found).to_numpy() & found["record"].notna().to_numpy()]
        there = {(name, int(row.record)) for row in sure.itertuples() for name in fields_of(str(row.field))}
        score.kept += [each in there for each in errors]
    return score


def faults(names: Sequence[str], seeds: int, sizes: Sequence[int]) -> Iterator[str]:
    """A line for each fault and size."""
    yield "| fault | cause | records | named | other causes | most accused | first explanation | errors beside: certain |"
    yield "|---|---|---|---|---|---|---|---|"
    for name in names:
        fault = FAULTS[name]
        if fault.cause not in CAUSES:
            yield f"| {name} | {fault.cause} | – | not asked | | | | |"
            continue
        for size in sizes:
            if size >= fault.smallest:
                yield f"| {name} | {fault.cause} | {size} | {measure(fault, size, range(seeds)).row()} |"


def orders(seeds: int, size: int) -> Iterator[str]:
    """A line for each honest order: how many clean files have a cause above a note, or a false certain finding."""
    yield "| order of clean files | files | with a cause above info | with a certain finding | notes |"
    yield "|---|---|---|---|---|"
    for order in ORDERS:
        loud, accused, notes = 0, 0, 0
        for seed in range(seeds):
            found = examine(batch_of(clean(size, seed, order)), FOUND)
            causes = told(found)
            loud += bool((causes["severity"] != Severity.INFO).any())
            notes += int((causes["severity"] == Severity.INFO).sum())
            accused += bool((serious(found).to_numpy() & found["record"].notna().to_numpy()).any())
        yield f"| {order} | {seeds} | {loud} | {accused} | {notes} |"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 600], help="records of files with a fault")
    parser.add_argument("--fault", choices=FAULTS)
    parser.add_argument("--orders", action="store_true")
    parser.add_argument("--size", type=int, default=600, help="records of clean files")
    said = parser.parse_args()
    lines = [] if said.orders else [faults([said.fault] if said.fault else list(FAULTS), said.seeds, said.sizes)]
    for each in [*lines, *([] if said.fault else [orders(said.seeds, said.size)])]:
        for line in each:
            print(line, flush=True)


if __name__ == "__main__":
    main()
