"""What of a table may be published: small lines folded or held back, reasons for no answer merged when small."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from records.figures.counting import ANSWERS, TableLine
from records.figures.disclosure import folded_lines, hide

FEWEST_LINES = 3
"""Fewer lines than this after folding print no counts: the rest of two lines is one line."""


class Publication(NamedTuple):
    """The lines of a table as published, the keys of those held back, and whether only its sums are left."""

    lines: list[TableLine]
    hidden: set[str]
    too_few: bool = False


def publishable(lines: Sequence[TableLine], below: int, folding: bool) -> Publication:
    """Give the lines that may be shown. `folding`: small categories become one line, else they are held back.

    The number of records asked counts as known, and so does how many of them did not answer: a gap in a paper tells
    nothing of a person. Why they did not is told only where every reason holds `below` records or more.
    """
    asked = next(each for each in lines if each.line == "all")
    if asked.persons < below:
        return Publication([asked], {"all"} if asked.persons else set(), too_few=True)
    lines = _merged_reasons(lines, below)
    answers = [each for each in lines if each.line in ANSWERS]
    rest = [each for each in lines if each.line not in ANSWERS]
    counts = {each.key: each.persons for each in answers}
    if folding:
        answers = _folded(answers, folded_lines(counts, below), below)
        hidden: set[str] | None = set()
    else:
        hidden = hide(counts, below)
    if hidden is None or not answers:
        return Publication(rest, set(), too_few=bool(counts))
    return Publication([*answers, *rest], hidden)


def _folded(answers: list[TableLine], folded: set[str], below: int) -> list[TableLine]:
    """The answers with the folded ones as one line; none when too few lines are left."""
    if not folded:
        return answers
    others = sum(each.persons for each in answers if each.key in folded)
    kept = [each for each in answers if each.key not in folded]
    enough = len(kept) + 1 >= FEWEST_LINES and others >= below
    return [*kept, TableLine("others", "", others, "answered")] if enough else []


def _merged_reasons(lines: Sequence[TableLine], below: int) -> list[TableLine]:
    """One line for every reason when one of them is small; whom the question concerns is then not told either."""
    reasons = [each for each in lines if each.line == "missing"]
    if all(each.persons >= below for each in reasons):
        return list(lines)
    merged = TableLine("without", "", sum(each.persons for each in reasons), "all")
    kept = [each for each in lines if each.line not in ("missing", "applicable")]
    return [each._replace(part_of="all") if each.line == "answered" else each for each in kept] + [merged]
