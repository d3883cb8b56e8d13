"""Where the time of one check goes: each step of the main job, timed in one process.

python benchmarks/stages.py FILE.csv
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))


class Clock:
    """Prints the wall and CPU time since the last step, and the peak memory so far."""

    def __init__(self) -> None:
        self.wall, self.cpu = time.perf_counter(), time.process_time()

    def step(self, what: str) -> None:
        """One step is done."""
        wall, cpu = time.perf_counter(), time.process_time()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"| {what} | {wall - self.wall:.2f} | {cpu - self.cpu:.2f} | {peak:.0f} |", flush=True)
        self.wall, self.cpu = wall, cpu


def main(file: Path) -> None:
    """Step through the main job."""
    from speed import MAP

    print("\n| stage | wall s | CPU s | peak MB so far |\n|---|---:|---:|---:|")
    clock = Clock()
    from records import batch, verbs
    from records.headers import map_sheet
    from records.outputs import delimited_tables, html, parquet
    from records.outputs.files import Writer
    from records.outputs.run import Run
    from records.outputs.run_files import write
    from records.sources import read_file

    form = verbs.form("fighter-file")
    clock.step("imports and form")
    sheet = read_file(file)[0]
    clock.step("read")
    mapping = map_sheet(sheet, form, MAP)
    clock.step("map headers")
    records = batch.normalise([sheet], [mapping], form)
    del sheet
    clock.step("normalise, with evidence")
    found = verbs.check(records)
    clock.step("check")
    located = verbs.locate(records, found)
    clock.step("locate and word findings")
    run = Run.of([(records, located)])
    with tempfile.TemporaryDirectory() as folder:
        for name, fill in (
            ("records.csv", lambda file: delimited_tables.write_records(records, file)),
            ("records.parquet", lambda file: parquet.write_parquet(records, file)),
            ("readings.csv", lambda file: delimited_tables.write_readings([records], file)),
        ):
            with (Path(folder) / name).open("wb") as out:
                fill(Writer(out))
            clock.step(name)
        html.render(run, "en")
        clock.step("report.html")
        write(run, Path(folder) / "out")
        clock.step("all outputs once more, hashed and flushed")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
