"""The verb `inspect`."""

from __future__ import annotations

import sys

import typer

from records.cli.options import Encoding, Files, MaxBytes, Shown
from records.cli.telling import complain
from records.model import SijillError
from records.sources.guard import MAX_BYTES


def inspect(files: Files, encoding: Encoding = None, max_bytes: MaxBytes = MAX_BYTES, shape: Shown = "text") -> None:
    """What is in a file, no form needed: sheets, rows, cells, hidden and merged ones, error values, encoding."""
    import json

    from records.model import EncodingError
    from records.sources import matching
    from records.sources.inspect import candidates, lines
    from records.sources.inspect import inspect as look

    read, failed, first = {"rows_read": 0, "cells_read": 0}, False, True
    for file in [each for pattern in files for each in matching(pattern)]:
        try:
            found = look(file, encoding, max_bytes)
        except SijillError as error:
            complain(error)
            failed = True
            if isinstance(error, EncodingError):
                sys.stdout.writelines(f"{line}\n" for line in candidates(file, shape))
            continue
        told = list(lines(found, shape))
        told = told if shape == "text" or (shape == "csv" and first) else told[1:] if shape == "csv" else told[:-1]
        sys.stdout.write("".join(f"{line}\n" for line in told))
        read, first = {name: n + found[name] for name, n in read.items()}, False
    if shape in ("json", "jsonl") and not first:
        sys.stdout.write(json.dumps(read) + "\n")
    raise typer.Exit(2 if failed else 0)
