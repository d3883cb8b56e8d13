"""What the report shows of persons: how many there may be, and the pairs of records with what speaks for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from records.matching.persons import Evidence, Pair, RecordPlace, clusters
from records.matching.search import Persons
from records.model import wrong_records
from records.outputs.pair_listing import decision_told, places_of, trait_name

if TYPE_CHECKING:
    from records.outputs.run import Run

PAIRS_SHOWN = 50
"""Pairs on the page; all stand in persons.csv."""
_PLOT_HIGH = 60.0


@dataclass(frozen=True)
class ShownPair:
    """A pair as people see it: where its records stand, and a row for each field that both have."""

    pair: Pair
    places: tuple[str, str]
    decided: str
    """What was decided of it, in words; empty where nobody decided."""
    chance: str
    """What the number of records takes from its weight."""
    rows: list[dict[str, Any]]


def person_section(run: Run, lang: str) -> dict[str, Any] | None:
    """The pairs, the waterfall from lines to usable persons, and the plot, for the template."""
    found = run.persons
    if found is None:
        return None
    place = places_of(run.batches)
    return {
        "found": found,
        "waterfall": list(_waterfall(run, found)),
        "pairs": [_shown(pair, place, lang) for pair in found.pairs[:PAIRS_SHOWN]],
        "plot": list(_steps(found)),
    }


def _waterfall(run: Run, found: Persons) -> Iterator[tuple[str, int, int]]:
    """From the lines in which something was typed to the persons with a record that is valid: fewest and most."""
    accounts = [mapping.account for batch in run.batches for mapping in batch.mappings]
    lines = sum(each.kept + each.refused + each.unused for each in accounts) + sum(each.rows for each in run.unused)
    records = sum(map(len, found.persons))
    yield "lines", lines, lines
    yield "records", records, records
    yield "persons", found.fewest, found.most
    valid = _valid(run)
    everybody = [place for person in found.persons for place in person]
    fewer = clusters(everybody, found.pairs, possible=True)
    low, high = (sum(any(place in valid for place in person) for person in each) for each in (fewer, found.persons))
    yield "usable", low, high


def _valid(run: Run) -> set[RecordPlace]:
    """The records that no certain finding of severity warning or error names."""
    valid = set()
    wrong = [wrong_records(findings) for findings in run.findings]
    sheets = {
        (mapping.source.file, mapping.source.sheet): n
        for n, batch in enumerate(run.batches)
        for mapping in batch.mappings
    }
    for person in run.persons.persons if run.persons else ():
        valid |= {place for place in person if place.record not in wrong[sheets[place.file, place.sheet]]}
    return valid


def _shown(pair: Pair, place: Callable[[Any], str], lang: str) -> ShownPair:
    said = [each for each in pair.evidence if each.field]
    decided = next((decision_told(each, lang) for each in pair.evidence if not each.field), "")
    chance = f"{pair.weight - sum(each.weight for each in said):+.1f}"
    return ShownPair(pair, (place(pair.a), place(pair.b)), decided, chance, [_row(each, lang) for each in said])


def _row(evidence: Evidence, lang: str) -> dict[str, Any]:
    said = dict(evidence.arguments)
    return {
        "field": trait_name(evidence.field, lang),
        "says": evidence.says,
        "weight": f"{evidence.weight:+.1f}",
        **said,
    }


def _steps(found: Persons) -> Iterator[dict[str, Any]]:
    """How many persons there are at each weight from which pairs are joined, and the bar that shows it."""
    records = max(sum(map(len, found.persons)), 1)
    for weight, persons in found.by_weight:
        height = _PLOT_HIGH * persons / records
        bar = {"y": f"{_PLOT_HIGH - height:.1f}", "height": f"{height:.1f}"}
        yield {"weight": f"{weight:g}", "persons": persons, **bar}
