"""The verb `readings`."""

from __future__ import annotations

import typer

from records.cli.options import Files, Input, Shown, takes_input
from records.cli.telling import gathered, show


@takes_input
def readings(files: Files, given: Input, shape: Shown = "text") -> None:
    """Every distinct text and how it was read."""
    from records.listings import reading_table

    everything = gathered(given.call(files), lang=given.lang)
    show(reading_table(everything), shape)
    raise typer.Exit(2 if everything.refused else 0)
