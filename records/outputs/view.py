"""What the page and the terminal show of a run: aggregated from lexicons, long lists cut with their numbers said."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.column import Column, shown
from records.decisions.decision import ANSWERS_TO_FINDINGS, SETTLED
from records.decisions.replay import are_causes, settled
from records.model import NONE_FOUND, Severity, Status, Verdict, fields_of
from records.outputs.folding import check_places, folded
from records.wording import explanations_of

FINDINGS_SHOWN = 200
"""Different findings of one check on the page; all stand in findings.csv."""
PLACES_SHOWN = 6
"""Places of findings that are alike."""
READINGS_SHOWN = 40
SPELLINGS_SHOWN = 6
TEXTS_LOOKED_AT = 2_000
"""Of a field with more distinct texts, only so many are looked at for its most frequent readings."""

COUNTS_FINDINGS = "certain"
"""What a finding of a whole batch names that counts those of single records: how many of them are certain."""
_SEVERITY = {str(each): n for n, each in enumerate(Severity)}
_VERDICT = {str(Verdict.BATCH): 0, str(Verdict.CERTAIN): 1, str(Verdict.POSSIBLE): 2}


@dataclass(frozen=True)
class Cell:
    """What a finding is about: a field, what stands there and how it was read."""

    field: str
    text: str
    reading: str


@dataclass(frozen=True)
class ShownFinding:
    """One finding, as people see it, or several that are alike but for where they stand.

    `places`: file, sheet and cells of the first ones, of `times` in all; no cells for a finding of the whole batch.
    """

    check: str
    verdict: str
    severity: str
    cells: tuple[Cell, ...]
    places: tuple[str, ...]
    times: int
    args: dict[str, Any]
    message: str
    explanations: tuple[dict[str, Any], ...]
    """What would dissolve it, likeliest first."""
    none_found: bool = False
    """Whether that was looked for, and nothing found."""
    decision: str = ""
    """What a person decided of it."""
    cause: str = ""
    """The cause that it is, or whose member."""

    @property
    def settled(self) -> bool:
        """Whether a person decided to leave it as it is."""
        return self.decision in SETTLED


@dataclass(frozen=True)
class Group:
    """The findings of one check: how many, of how many different ones, and the first of these."""

    check: str
    total: int
    different: int
    verdicts: dict[str, int]
    shown: list[ShownFinding]
    decided: dict[str, int] = field(default_factory=dict)
    """How many of them were decided, by the answer."""
    members: list[ShownFinding] = field(default_factory=list)
    """The first different ones of other checks that a cause or a wrong cell among these findings explains."""
    folded: int = 0
    """How many these are in all."""

    @property
    def settled(self) -> int:
        """How many of them a person decided to leave as they are."""
        return sum(n for answer, n in self.decided.items() if answer in SETTLED)


@dataclass(frozen=True)
class ReadAs:
    """One reading of a field, and the texts that were read so, the most frequent first."""

    reading: str
    status: str
    records: int
    texts: list[tuple[str, int]]
    more: int


@dataclass(frozen=True)
class FieldReadings:
    """How the texts of a field were read. `looked_at` of `distinct` texts; `readings` of `total` readings are shown."""

    field: str
    kind: str
    distinct: int
    looked_at: int
    total: int
    readings: list[ReadAs]
    statuses: dict[str, int]


def totals(findings: Iterable[pd.DataFrame]) -> dict[str, dict[str, int]]:
    """How many findings of each severity there are, by verdict."""
    counts = {str(severity): dict.fromkeys(_VERDICT, 0) for severity in Severity}
    for found in findings:
        for severity, of_severity in counts.items():
            for verdict in of_severity:
                of_severity[verdict] += int(((found["severity"] == severity) & (found["verdict"] == verdict)).sum())
    return counts


def decided_findings(findings: Iterable[pd.DataFrame]) -> dict[str, int]:
    """How many findings were decided, by the answer."""
    told = [found["decision"] for found in findings if "decision" in found]
    counts = {answer: sum(int((each == answer).sum()) for each in told) for answer in ANSWERS_TO_FINDINGS}
    return {answer: n for answer, n in counts.items() if n}


def decided_cells(columns: Iterable[Column]) -> int:
    """How many cells are read as a person decided."""
    return sum(column.decided for column in columns)


def asked(found: pd.DataFrame) -> list[dict[str, Any]]:
    """What each check was asked and answered: its questions, one per field or fields, and their sum."""
    checks: dict[str, list[dict[str, Any]]] = {}
    for question in found.attrs.get("checks", []):
        checks.setdefault(question["check"], []).append(question)
    summed = ("asked", "holds", "certain", "possible", "open", "not_checkable")
    return [
        {"check": check, "questions": questions, **{name: sum(each[name] for each in questions) for name in summed}}
        for check, questions in checks.items()
    ]


def order(found: pd.DataFrame) -> pd.DataFrame:
    """What weighs most first: what nobody decided, then the severity, then the verdict, then as the records stand."""
    bare = found.copy(deep=False)
    bare.attrs = {}  # pandas copies them, deeply, with every step
    verdict, severity = (
        pd.Categorical(bare[name].astype(object), list(rank)).codes
        for name, rank in (("verdict", _VERDICT), ("severity", _SEVERITY))
    )
    if "decision" not in bare:
        bare["decision"] = ""
    return bare.iloc[np.lexsort((verdict, severity, settled(bare)))]


_ALIKE = ["check", "verdict", "severity", "field", "text", "reading", "args", "explanations", "decision"]


def groups(found: pd.DataFrame) -> Iterator[Group]:
    """The findings by cause, then by check, as the form asks them; of each the first `FINDINGS_SHOWN` different ones.

    What a cause or a wrong cell explains is folded below the finding that explains it.
    """
    ordered = order(found)
    places = check_places(found)
    member, home = folded(ordered)
    causes = set(ordered.loc[are_causes(ordered), "check"].astype(str))
    checks = sorted(set(home), key=lambda check: (check not in causes, places.get(check, len(places)), check))
    for check in checks:
        here = home == check
        rows, members = ordered[here & ~member], ordered[here & member]
        shown, different = _shown(rows)
        verdicts = {str(verdict): int(n) for verdict, n in rows["verdict"].value_counts().items() if n}
        said = decided_findings([rows])
        yield Group(check, len(rows), different, verdicts, shown, said, _shown(members)[0], len(members))


def _shown(rows: pd.DataFrame) -> tuple[list[ShownFinding], int]:
    """The first different findings of these, and how many different ones there are."""
    alike = rows.groupby(_ALIKE, observed=True, sort=False, dropna=False).ngroup().to_numpy()
    times = np.bincount(alike)
    some = rows[alike < FINDINGS_SHOWN].assign(alike=alike[alike < FINDINGS_SHOWN])
    first = some.groupby("alike", sort=True).head(PLACES_SHOWN)
    return [_found(each[0], each, int(times[n])) for n, each in _by(first.itertuples())], len(times)


def of_whole(grouped: Sequence[Sequence[Group]], n: int = 3) -> list[tuple[int, ShownFinding]]:
    """What only a whole batch shows, with the number of its batch: causes first, then what weighs most; no notes.

    What counts findings of single records is told with these.
    """
    found = [(batch, each) for batch, groups in enumerate(grouped) for group in groups for each in group.shown]
    whole = [(batch, each) for batch, each in found if not each.cells and each.severity != Severity.INFO]
    waiting = [(batch, each) for batch, each in whole if not each.settled and COUNTS_FINDINGS not in each.args]
    return sorted(waiting, key=lambda pair: (not pair[1].cause, _SEVERITY[pair[1].severity]))[:n]


def _by(rows: Iterable[Any]) -> Iterator[tuple[int, list[Any]]]:
    kept: dict[int, list[Any]] = {}
    for row in rows:
        kept.setdefault(row.alike, []).append(row)
    yield from sorted(kept.items())


def _found(row: Any, alike: Sequence[Any], times: int) -> ShownFinding:
    cells = () if pd.isna(row.record) else cells_read(row)
    places = tuple(place_of(each) for each in alike)
    explanations = tuple(explanations_of(row.explanations))
    args = json.loads(row.args)
    said, decision, cause = str(row.message), str(row.decision), str(getattr(row, "cause", ""))
    return ShownFinding(
        row.check, row.verdict, row.severity, cells, places, times, args, said, explanations,
        not explanations and NONE_FOUND in row.explanations, decision, cause,
    )  # fmt: skip


def place_of(row: Any) -> str:
    """Where a finding stands: file, sheet and cells."""
    return "!".join(part for part in (sheet_place(row), cells_place(row)) if part)


def sheet_place(row: Any) -> str:
    """The file and sheet of a finding."""
    return "!".join(part for part in (row.file, row.sheet) if part)


def cells_place(row: Any) -> str:
    """The cells of a finding."""
    return ", ".join(cell for cell in row.cell.split("|") if cell)


def cells_read(row: Any) -> tuple[Cell, ...]:
    """The cells of a finding, each with its text where these can be told apart (a text may hold the bar that joins)."""
    fields, texts, readings = fields_of(str(row.field)), row.text.split(" | "), row.reading.split(" | ")
    if len(texts) == len(readings) == len(fields):
        return tuple(Cell(*each) for each in zip(fields, texts, readings, strict=True))
    return (Cell(fields[0], row.text, row.reading), *(Cell(field, "", "") for field in fields[1:]))


def readings(name: str, column: Column) -> FieldReadings:
    """The most frequent readings of a field. Of names, numbers and notes only how many there are."""
    counts = column.counts()
    used = np.flatnonzero(counts)
    most = 0 if column.kind.free else TEXTS_LOOKED_AT
    listed = used[np.argsort(-counts[used], kind="stable")][:most]
    status = column.lexicon["status"].cat
    totals = np.bincount(status.codes, weights=counts, minlength=len(Status)).astype(int)
    statuses = dict(zip(status.categories, totals.tolist(), strict=True))
    found: dict[tuple[str, str], list[int]] = {}
    of_listed = column.lexicon["status"].array.take(listed)
    for code, word, reading in zip(listed.tolist(), of_listed, shown(column, listed.tolist()), strict=True):
        found.setdefault((reading, word), []).append(code)
    ranked = sorted(found.items(), key=lambda each: (-int(counts[each[1]].sum()), each[0]))
    texts = column.lexicon["text"].array
    made = [_read_as(reading, status, codes, counts, texts) for (reading, status), codes in ranked[:READINGS_SHOWN]]
    scopes = column.lexicon["scope"].cat.codes.to_numpy()[used]
    scoped = len(scopes) > 0 and scopes.min() != scopes.max()  # a text of two scopes stands in two rows
    distinct = pc.count_distinct(pa.array(texts.take(used))).as_py() if scoped else len(used)
    return FieldReadings(name, column.kind.name, distinct, len(listed), len(ranked), made, statuses)


def _read_as(reading: str, status: str, codes: list[int], counts: Any, texts: Any) -> ReadAs:
    by_text: dict[str, int] = {}
    for code in codes:  # the same text stands in several rows where a decision holds in one scope only
        by_text[texts[code]] = by_text.get(texts[code], 0) + int(counts[code])
    some = sorted(by_text.items(), key=lambda each: -each[1])
    more = max(len(some) - SPELLINGS_SHOWN, 0)
    return ReadAs(reading, status, int(counts[codes].sum()), some[:SPELLINGS_SHOWN], more)


def options(given: Mapping[str, Any]) -> dict[str, str]:
    """What the caller said, where it is anything, in text."""
    said = {}
    for name, value in given.items():
        if value not in (None, "", [], (), {}, False):
            text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
            said[name] = "yes" if value is True else text
    return said
