"""The verb `read`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from records.cli.options import Lang, Shown
from records.model import SijillError


def read(
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT")] = None,
    calendar: Annotated[str | None, typer.Option()] = None,
    order: Annotated[str | None, typer.Option()] = None,
    not_before: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    not_after: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    two_digit_century: Annotated[str | None, typer.Option(metavar="CENTURY")] = None,
    vocabulary: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    option: Annotated[list[str], typer.Option("--option", metavar="NAME=VALUE")] = [],  # noqa: B006
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """How these texts would be read."""
    from records.forms import kind_options
    from records.kinds import KINDS
    from records.outputs.reading import printed
    from records.text import without_surrogates

    named = {
        "calendar": calendar, "order": order, "not_before": not_before, "not_after": not_after,
        "two_digit_century": two_digit_century, "vocabulary": vocabulary,
    }  # fmt: skip
    options = {name: value for name, value in named.items() if value is not None}
    options |= {name: value for name, _, value in (each.partition("=") for each in option)}
    if kind == "choice" and not options.get("vocabulary"):
        from records.vocabularies import SHIPPED

        raise SijillError("choice-vocabulary", "read choice", known=SHIPPED)
    reader, chosen = kind_options(kind, options, KINDS)
    given = texts or (line.removesuffix("\n").removesuffix("\r") for line in sys.stdin)
    read_all = (reader.read(without_surrogates(text), chosen) for text in given)
    for line in printed(read_all, reader, shape, lang):
        sys.stdout.write(line + "\n")
