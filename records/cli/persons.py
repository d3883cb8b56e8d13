"""The verb `persons`."""

from __future__ import annotations

import json
import sys

import typer

from records.cli.options import Files, Input, Shown, takes_input
from records.cli.telling import gathered, show, tell


@takes_input
def persons(files: Files, given: Input, shape: Shown = "text") -> None:
    """Which records may be one person, and what speaks for and against it."""
    from records.matching.search import find_persons
    from records.outputs.pair_listing import pair_table, person_lines, persons_document

    everything = gathered(given.call(files), lang=given.lang)
    found = find_persons(everything.batches, everything.pairs)
    if shape == "json":
        sys.stdout.write(json.dumps(persons_document(found, given.lang), ensure_ascii=False, indent=1) + "\n")
    else:
        show(pair_table(found, everything.batches, given.lang), shape, given.lang)
    for line in person_lines(found, given.lang):
        tell(line)
    raise typer.Exit(2 if everything.refused else 0)
