"""The verb `compare`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from records.cli.options import Input, Shown, takes_input
from records.cli.telling import ask, complain, mention, mention_unfit, show, warn


@takes_input
def compare(
    first: Annotated[Path, typer.Argument(metavar="A")],
    second: Annotated[Path, typer.Argument(metavar="B")],
    given: Input,
    key: Annotated[str | None, typer.Option(metavar="FIELD")] = None,
    shape: Shown = "text",
) -> None:
    """Double entry: where two transcribers of the same papers differ, and how."""
    from records.listings import compared
    from records.session import gather_each

    what = given.call([first, second])
    one, other = gather_each(what, complain)
    if one.refused or other.refused:
        raise typer.Exit(2)
    table, lines = compared(one, other, key, given.lang)
    for each in (one, other):
        warn(each, given.lang)
    mention([*one.mappings, *other.mappings], given.lang)
    ask([*one.mappings, *other.mappings], given.lang)
    also = {each.decision for each in other.unfit}
    mention_unfit([each for each in one.unfit if each.decision in also], given.lang)
    show(table, shape)
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    raise typer.Exit(int((table["class"] == "different").any()))
