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
    from records.model import EncodingError
    from records.sources import matching
    from records.sources.inspect import candidates, lines
    from records.sources.inspect import inspect as look

    looked, failed = [], False
    for file in [each for pattern in files for each in matching(pattern)]:
        try:
            looked.append(look(file, encoding, max_bytes))
        except SijillError as error:
            complain(error)
            failed = True
            if isinstance(error, EncodingError):
                looked.append(candidates(file))
    if looked:
        sys.stdout.writelines(f"{line}\n" for line in lines(looked, shape))
    raise typer.Exit(2 if failed else 0)
