"""The verb `forms`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from records.cli.options import Lang, Shown


def forms(
    name: Annotated[str | None, typer.Argument(metavar="NAME")] = None, lang: Lang = "en", shape: Shown = "text"
) -> None:
    """What is shipped: all forms, or the fields of one."""
    from records.outputs.rows import forms as shipped_forms
    from records.outputs.rows import rendered, shipped_fields

    names, rows = shipped_forms(lang) if name is None else shipped_fields(name, lang)
    for line in rendered(names, rows, shape):
        sys.stdout.write(line + "\n")
