"""The verb `explain`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from records.cli.options import Lang


def explain(name: Annotated[str, typer.Argument(metavar="NAME")], lang: Lang = "en") -> None:
    """A check or a rule in words."""
    from records.wording import explain as in_words

    sys.stdout.write(in_words(name, lang) + "\n")
