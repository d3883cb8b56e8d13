"""Records that may be one person, as a table, as one document, and in a line or two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pandas as pd

from records.batch import Batch
from records.decisions.decided_pairs import record_names
from records.decisions.decision import SIDES, key_of
from records.decisions.record_keys import AGREEING
from records.matching.form_traits import OWN_NAME
from records.matching.persons import Evidence, Pair, RecordPlace
from records.matching.search import Persons
from records.wording import field_name
from records.words import words

_COLUMNS = (
    "verdict",
    "weight",
    "brothers",
    "file_a",
    "sheet_a",
    "row_a",
    "file_b",
    "sheet_b",
    "row_b",
    "evidence",
    "key",
)


def pair_table(found: Persons, batches: Sequence[Batch], lang: str) -> pd.DataFrame:
    """A row for each pair, the heaviest first; `key` is what a decision on it names it by."""
    rows = [
        {
            "verdict": pair.verdict,
            "weight": round(pair.weight, 1),
            "brothers": pair.brothers,
            **{f"{name}_a": value for name, value in _place(pair.a).items()},
            **{f"{name}_b": value for name, value in _place(pair.b).items()},
            "evidence": words(lang)["matching.between"].join(_said(each, lang, weighed=True) for each in pair.evidence),
            "key": key,
        }
        for pair, key in zip(found.pairs, _keys(found, batches), strict=True)
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS))


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


def person_lines(found: Persons, lang: str) -> Iterator[str]:
    """How many records there are, how many pairs look like one person, and what was not compared."""
    said = words(lang)
    verdicts = [pair.verdict for pair in found.pairs]
    yield said["matching.found"].format(
        records=sum(map(len, found.persons)),
        same=verdicts.count("same"),
        possible=verdicts.count("possible"),
        fewest=found.fewest,
        most=found.most,
    )
    for cut in found.cuts:
        yield said["matching.cut"].format(key=cut.key, groups=cut.groups, records=cut.records)


def _pair(pair: Pair, lang: str) -> dict[str, Any]:
    evidence = [{"field": each.field, "says": _said(each, lang), "weight": each.weight} for each in pair.evidence]
    verdict = {"verdict": pair.verdict, "weight": round(pair.weight, 2), "brothers": pair.brothers}
    return {"a": _place(pair.a), "b": _place(pair.b), **verdict, "evidence": evidence}


def _place(place: RecordPlace) -> dict[str, Any]:
    return {"record": place.record, "file": place.file, "sheet": place.sheet, "row": place.row}


def _said(evidence: Evidence, lang: str, weighed: bool = False) -> str:
    said = dict(evidence.arguments)
    by = words(lang)["report.comma"].join(said[name] for name in ("who", "when", "why", "at") if said.get(name))
    text = words(lang)[f"matching.{evidence.says}"].format(**said, by=by and f" ({by})")
    if not weighed or not evidence.field:
        return text
    field = field_name("full_name" if evidence.field == OWN_NAME else evidence.field, lang)
    return words(lang)["matching.weighed"].format(field=field, says=text, weight=f"{evidence.weight:+.1f}")
