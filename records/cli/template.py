"""The verb `template`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from records.cli.options import Lang


def template(
    form: Annotated[str, typer.Argument(metavar="FORM")],
    out: Annotated[Path, typer.Option(metavar="FILE")],
    lang: Lang = "en",
) -> None:
    """An empty workbook for transcribers, with a column for every field."""
    from records.verbs import form as load
    from records.xlsx.template import write_template

    write_template(load(form), out, lang)
