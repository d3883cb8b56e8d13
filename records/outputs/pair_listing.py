"""Records that may be one person, as a table, as one document, and in a line or two."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pandas as pd

from records.batch import Batch
from records.decisions.decided_pairs import record_names
from records.decisions.decision import SIDES, key_of
from records.decisions.record_keys import AGREEING, RecordKeys
from records.matching.form_traits import OWN_NAME
from records.matching.persons import Evidence, Pair, RecordPlace
from records.matching.search import Persons
from records.wording import field_name
from records.words import words

_COLUMNS = ("verdict", "weight", "brothers", "a", "b", "record_a", "record_b", "evidence", "key")


def pair_table(found: Persons, batches: Sequence[Batch], lang: str) -> pd.DataFrame:
    """A row for each pair, the heaviest first: where its records stand (`a`, `b`), their numbers, what speaks for it.

    `key` is what a decision on the pair names it by.
    """
    place = places_of(batches)
    rows = [
        {
            "verdict": pair.verdict,
            "weight": round(pair.weight, 1),
            "brothers": pair.brothers,
            "a": place(pair.a),
            "b": place(pair.b),
            "record_a": pair.a.record,
            "record_b": pair.b.record,
            "evidence": words(lang)["matching.between"].join(_said(each, lang, weighed=True) for each in pair.evidence),
            "key": key,
        }
        for pair, key in zip(found.pairs, _keys(found, batches), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


def places_of(batches: Sequence[Batch]) -> Callable[[RecordPlace], str]:
    """Tells of a record its file, sheet and cell."""
    keys = [RecordKeys(batch) for batch in batches]
    of_sheet = {(mapping.source.file, mapping.source.sheet): each for each in keys for mapping in each.batch.mappings}
    return lambda record: of_sheet[record.file, record.sheet].place(record.record)


def _keys(found: Persons, batches: Sequence[Batch]) -> list[str]:
    """For each pair the key of a decision on it; empty where a record has less of what it is known by than it takes."""
    named: dict[str, dict[RecordPlace, dict[str, str]]] = {}
    for side in SIDES:
        places = dict.fromkeys(pair.a if side == "a" else pair.b for pair in found.pairs)
        named[side] = {}
        for batch in batches:
            sheets = {(mapping.source.file, mapping.source.sheet) for mapping in batch.mappings}
            mine = [place for place in places if (place.file, place.sheet) in sheets]
            names = record_names(batch, [place.record for place in mine], side)
            named[side] |= dict(zip(mine, names, strict=True))
    both = [(named["a"][pair.a], named["b"][pair.b]) for pair in found.pairs]
    return [key_of(a | b) if min(len(a), len(b)) > AGREEING else "" for a, b in both]


def persons_document(found: Persons, lang: str) -> dict[str, Any]:
    """The pairs with their evidence, and the records of each person."""
    return {
        "pairs": [_pair(pair, lang) for pair in found.pairs],
        "persons": [[_place(record) for record in person] for person in found.persons],
    }


def person_lines(found: Persons | None, lang: str) -> Iterator[str]:
    """How many pairs look like one person, and what was not compared; or that nobody looked."""
    said = words(lang)
    if found is None:
        yield said["matching.not_looked"]
        return
    verdicts = [pair.verdict for pair in found.pairs]
    yield said["matching.found" if found.pairs else "matching.none"].format(
        records=f"{sum(map(len, found.persons)):,}",
        same=f"{verdicts.count('same'):,}",
        possible=f"{verdicts.count('possible'):,}",
        fewest=f"{found.fewest:,}",
        most=f"{found.most:,}",
    )
    for cut in found.cuts:
        yield said["matching.cut"].format(
            key=_key_told(cut.key, lang), groups=f"{cut.groups:,}", records=f"{cut.records:,}"
        )


def _key_told(key: str, lang: str) -> str:
    """What records share that were not compared by it, in words."""
    known = words(lang)
    return " + ".join(known.get(f"matching.{each}") or trait_name(each, lang) for each in key.split("+"))


def _pair(pair: Pair, lang: str) -> dict[str, Any]:
    evidence = [{"field": each.field, "says": _said(each, lang), "weight": each.weight} for each in pair.evidence]
    verdict = {"verdict": pair.verdict, "weight": round(pair.weight, 2), "brothers": pair.brothers}
    return {"a": _place(pair.a), "b": _place(pair.b), **verdict, "evidence": evidence}


def _place(place: RecordPlace) -> dict[str, Any]:
    return {"record": place.record, "file": place.file, "sheet": place.sheet, "row": place.row}


def _said(evidence: Evidence, lang: str, weighed: bool = False) -> str:
    if not evidence.field:
        return decision_told(evidence, lang)
    known = words(lang)
    text = known[f"matching.{evidence.says}"].format(**dict(evidence.arguments))
    if not weighed:
        return text
    return known["matching.weighed"].format(
        field=trait_name(evidence.field, lang), says=text, weight=f"{evidence.weight:+.1f}"
    )


def decision_told(evidence: Evidence, lang: str) -> str:
    """What a person decided of a pair: who, when, why, and where it stands."""
    known, said = words(lang), dict(evidence.arguments)
    by = known["report.comma"].join(said[name] for name in ("who", "when", "why", "at") if said[name])
    return known[f"matching.{evidence.says}"].format(by=f" ({by})")


def trait_name(trait: str, lang: str) -> str:
    """What a trait is called."""
    return field_name("full_name" if trait == OWN_NAME else trait, lang)
