"""The verb `check-percentages`."""

from __future__ import annotations

import sys

from records.cli.options import Encoding, Files, Lang, Shown
from records.cli.telling import show


def check_percentages(files: Files, encoding: Encoding = None, lang: Lang = "en", shape: Shown = "text") -> None:
    """Can published percentages come from a whole number of persons of their base?"""
    from records.figures.percentages import check_percentages as checked
    from records.outputs.percentage_lines import percentage_lines
    from records.sources import read

    found = checked(read(files, encoding))
    if shape == "text":
        sys.stdout.writelines(f"{line}\n" for line in percentage_lines(found, lang))
    else:
        show(found, shape, lang)
