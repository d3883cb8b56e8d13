"""What is told of published percentages."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from records.text import on_a_line
from records.words import words

_TOLD = ("fits-cut", "no-count", "no-base", "unread")


def percentage_lines(found: pd.DataFrame, lang: str) -> Iterator[str]:
    """A line for each percentage that doesn't fit, and how many there are of each sort."""
    said = words(lang)
    for row in found[found["fit"].isin(_TOLD)].to_dict("records"):
        shown = {name: on_a_line(str(row[name])) for name in ("place", "percentage", "base", "count_low")}
        bases = said["percentages.or"].join(f"{base:,}" for base in row["bases"])
        which = "smallest" if row["fit"] == "no-base" else "nearest"
        told = said[f"percentages.{which}"].format(bases=bases) if bases else ""
        yield said[f"percentages.{row['fit']}"].format(**shown) + told
    fits = int(found["fit"].isin(["fits", "fits-any"]).sum())
    yield said["percentages.sum"].format(all=len(found), fits=fits, any=int((found["fit"] == "fits-any").sum()))
