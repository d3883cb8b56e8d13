"""The verb `verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from records.text import visible


def verify(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Has anything in this run been changed since it was written?"""
    from records.outputs.files import verify as problems

    found = problems(folder)
    for each in found:
        sys.stdout.write(f"{visible(each)}\n")
    if not found:
        sys.stdout.write("nothing has changed since this run was written\n")
    raise typer.Exit(1 if found else 0)
