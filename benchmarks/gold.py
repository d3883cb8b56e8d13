"""The gold: texts that others typed, with what they mean; and how an answer is judged.

It lies beside the checkout, in `../shared/gold`, and is not part of the project: what measures with it says so and
skips when it is absent. The project's own cases are in `tests/cases`, which anyone has.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
GOLD = ROOT.parent / "shared" / "gold"
CASES = ROOT / "tests" / "cases"

HIJRI = timedelta(days=2)
"""How much wider than the gold a converted Hijri date may be, on each side: it depends on who saw the moon."""

MUSEUM = {"calendar": "gregorian", "not_before": "0001-01-01"}
CONTEXTS: Mapping[str, Mapping[str, str]] = {
    "tategallery/": MUSEUM,
    "NationalGalleryOfArt/": MUSEUM,
    "cmoa/": MUSEUM,
    "ixc/": MUSEUM,
}
"""What is known about the texts of a source project, as a field of a form would say it. Never per row."""


STATE_OF = {"CP": "FR", "CQ": "GG", "DD": "DE", "DG": "IO", "IC": "ES", "TA": "SH", "X": "GE"}
"""Codes of the gold that ISO does not know, and the territory whose part they are."""


class Outcome(StrEnum):
    """What became of a text."""

    RIGHT = "right"
    ASKED = "ambiguous, with the truth"
    PARTLY = "wider, or a doubt lost"
    REFUSED = "refused"
    WRONG = "silently wrong"


@dataclass(frozen=True)
class Row:
    """A text and what it means."""

    file: str
    group: str
    text: str
    truth: tuple[object, ...]
    """Every reading that is true: all of them are meant when the gold is ambiguous."""
    flags: frozenset[str] = frozenset()
    context: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a reader makes of a text: one value, several to choose from, or none."""

    sure: object = None
    choices: tuple[object, ...] = ()
    flags: frozenset[str] = frozenset()


Span = tuple[date | None, date | None]


def lines(name: str) -> list[dict[str, str]]:
    """The rows of a file of the gold; none when it is absent."""
    path = GOLD / name
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def dates() -> Iterator[Row]:
    """All date texts of the gold."""
    for line in lines("dates_real.csv"):
        context = next((said for start, said in CONTEXTS.items() if line["source"].startswith(start)), {})
        flags = {line["flag"].partition(":")[0]} | ({"doubt"} if line["approx"] == "1" else set())
        flags |= {line["relation"]} | ({"hijri"} if line["calendar"].startswith("hijri") else set())
        group = "trust B: typing slips" if line["trust"] == "B" else f"trust A and C: {line['relation']}"
        truth = _bounds(line["earliest"], line["latest"])
        yield Row("dates_real", group, line["raw"], (truth,), frozenset(flags - {""}), context)
    for line in lines("dates_typed.csv"):
        flags = set(line["flags"].split(",")) | ({"doubt"} if line["flags"] in ("approx", "uncertain") else set())
        truth = [_bounds(line["earliest"], line["latest"])]
        if line["alt_earliest"]:
            truth.append(_bounds(line["alt_earliest"], line["alt_latest"]))
        yield Row("dates_typed", "typed", line["raw"], tuple(truth), frozenset(flags - {""}))
    for line in lines("dates_unparseable.csv"):
        yield Row("dates_unparseable", "no date", line["raw"], (), frozenset({"none"}))


def _bounds(earliest: str, latest: str) -> Span:
    return (date.fromisoformat(earliest) if earliest else None, date.fromisoformat(latest) if latest else None)


def countries() -> Iterator[Row]:
    """All texts of countries of the gold. A code that ISO does not know (a part of a state) counts as its state."""
    for line in lines("countries_real.csv"):
        arabic = line["script"] == "Arab"
        group = line["kind"] if line["iso_current"] == "1" else "no current ISO code"
        yield _country("countries_real", group, line["raw"], line["iso2"])
        if arabic and group in ("name", "name_or_demonym"):
            yield _country("countries_real", "Arabic script", line["raw"], line["iso2"])
    for line in lines("countries_typed.csv"):
        yield _country("countries_typed", "typed", line["raw"], line["gold"])
    for line in lines("countries_ambiguous.csv"):
        truth = tuple(line["iso2"].split("|"))
        yield Row("countries_ambiguous", "ambiguous", line["raw"], truth, frozenset({"ambiguous"}))
    for line in lines("countries_reject.csv"):
        yield Row("countries_reject", "no country", line["raw"], (), frozenset({"none"}))


def _country(file: str, group: str, text: str, codes: str) -> Row:
    if not codes:
        return Row(file, group, text, (), frozenset({"none"}))
    states = (code.partition("-")[0] for code in codes.split("|"))
    joined = "|".join(sorted({STATE_OF.get(code, code) for code in states}))
    return Row(file, group, text, (joined,))


def judge_country(row: Row, answer: Answer) -> Outcome:
    """Right when the set of codes is the gold's; an ambiguous one when every code of it is among the choices."""
    if answer.sure:
        return Outcome.RIGHT if answer.sure in row.truth and "ambiguous" not in row.flags else Outcome.WRONG
    if "none" in row.flags:
        return Outcome.RIGHT if not answer.choices or row.file == "countries_typed" else Outcome.ASKED
    offered = {code for choice in answer.choices for code in str(choice).split("|")}
    wanted = {code for codes in row.truth for code in str(codes).split("|")}
    if not answer.choices or not wanted <= offered:
        return Outcome.REFUSED
    both = "ambiguous" in row.flags or (len(wanted) > 1 and wanted == offered)
    return Outcome.RIGHT if both else Outcome.ASKED


def judge_date(row: Row, answer: Answer) -> Outcome:
    """Right when the bounds are the gold's; a Hijri date may be two days wider, what is ambiguous must ask."""
    if "none" in row.flags:
        return Outcome.WRONG if answer.sure else Outcome.RIGHT
    if "impossible" in row.flags:
        return Outcome.WRONG if _is_day(answer.sure) else Outcome.RIGHT
    if "curator_corrected" in row.flags:
        return Outcome.WRONG if answer.sure and "flagged" not in answer.flags else Outcome.RIGHT
    if answer.sure:
        return _judge_span(row, answer)
    if not answer.choices:
        return Outcome.REFUSED
    return _judge_choices(row, answer)


def _judge_choices(row: Row, answer: Answer) -> Outcome:
    found = [choice for choice in answer.choices if isinstance(choice, tuple)]
    held = all(any(_covers(choice, true, row) for choice in found) for true in row.truth)
    if "dm_ambiguous" in row.flags or len(row.truth) > 1:
        return Outcome.RIGHT if held and len(found) > 1 else Outcome.REFUSED
    if "alternatives" in row.flags or "embedded_in_text" in row.flags:
        starts, ends = [a for a, _ in found], [b for _, b in found]
        if None not in starts and None not in ends and (min(starts), max(ends)) == row.truth[0]:
            return Outcome.RIGHT
    return Outcome.ASKED if held else Outcome.REFUSED


def _judge_span(row: Row, answer: Answer) -> Outcome:
    span = answer.sure
    truth = row.truth[0]
    assert isinstance(span, tuple) and isinstance(truth, tuple)
    if len(row.truth) > 1 or not _covers(span, truth, row, slack=date.max - date.min):
        return Outcome.WRONG
    if not _covers(span, truth, row):
        return Outcome.PARTLY
    return Outcome.PARTLY if "doubt" in row.flags and "doubt" not in answer.flags else Outcome.RIGHT


def _covers(span: Span, truth: Span, row: Row, slack: timedelta | None = None) -> bool:
    """Whether a span holds the truth and is not wider than it may be."""
    if slack is None:
        slack = HIJRI if "hijri" in row.flags else timedelta(0)
    (first, last), (true_first, true_last) = span, truth
    if true_first is None or true_last is None or first is None or last is None:
        ends = [(first, true_first), (last, true_last)]
        return all(true == found or (slack > HIJRI and found is None) for found, true in ends)
    return first <= true_first and true_last <= last and true_first - first <= slack and last - true_last <= slack


def _is_day(sure: object) -> bool:
    return isinstance(sure, tuple) and None not in sure and (sure[1] - sure[0]).days < 27
