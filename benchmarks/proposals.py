"""Two smaller measures: names that are proposed as the same, and headers of official lists.

A proposal decides nothing, so it is counted apart from readings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from benchmarks.gold import lines
from records import form
from records.kinds.name_key import may_be_same
from records.labels.labels import header_meaning, labels_of

OURS = {
    "name": "full_name full_name_latin",
    "last_name": "surname",
    "first_name": "given_name",
    "gender": "sex",
    "index": "record_no",
    "row_no": "record_no",
    "alias": "kunya",
    "nickname": "kunya",
    "country": "origin_country",
}
"""What official lists call the fields that we have under another name."""


def table() -> Iterator[str]:
    """Both measures, as Markdown."""
    pairs, headers = lines("names_pairs.csv"), lines("headers_real.csv")
    if not pairs or not headers:
        yield "_names and headers: the gold is not beside this checkout; nothing measured._"
        return
    yield "| file | measure | n | figure |\n|---|---|---:|---:|"
    for wanted, what in (("1", "the same person, proposed"), ("0", "two persons, proposed")):
        asked = [may_be_same(pair["a"], pair["b"]) for pair in pairs if pair["same"] == wanted]
        yield f"| names_pairs | {what} | {len(asked)} | {sum(asked)} |"
    right, asks, none, wrong = _headers(headers)
    yield f"| headers_real | headers of fields that our forms have: mapped or asked | {right + asks + none} | {right + asks} |"
    yield f"| headers_real | mapped wrong | {len(headers)} | {wrong} |"


def _headers(rows: list[dict[str, str]]) -> tuple[int, int, int, int]:
    """How many headers of fields that we have were mapped right, ask, or were not known; how many of all were wrong."""
    files = form("fighter-file")
    labels = labels_of(files)
    right = asks = none = wrong = 0
    for row in rows:
        name = re.sub("(?<=[a-z])(?=[A-Z])", "_", row["field"]).lower()
        meant = set(OURS.get(name, name).split()) & set(files.fields)
        said = header_meaning(row["raw"], labels)
        mapped = said.fields[0] if said.sure and said.fields[0] in files.fields else ""
        wrong += bool(mapped) and mapped not in OURS.get(name, name).split()
        if meant:
            right += mapped in meant
            asks += not mapped and bool(said.fields)
            none += not said.fields
    return right, asks, none, wrong
