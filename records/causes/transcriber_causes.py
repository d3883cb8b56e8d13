"""A transcriber who differs from the others beyond chance.

Transcribers type different papers: a box of one country, a year each. So one is compared with the others only on papers
that could have been anybody's, that is where their pages interleave, and only in fields in which the others agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.causes.cause import BatchPiece, Cause, CauseKind, listed
from records.causes.runs import answers_of, of_people
from records.chance import SELDOM, at_least, at_most, in_files, so_apart
from records.checks.intervals import Flags
from records.checks.readings import Rows
from records.column import Column, holds_any
from records.kinds.kind import is_dated
from records.model import Missing, Severity
from records.text import ascii_digits

LEFT_BLANK, ILLEGIBLE, EARLIER, LATER = "\nblank", "\nillegible", "\nearlier", "\nlater"
"""Stand for no answer, for one that the transcriber could not read, for days before and after those of the others."""
_BESIDE = (LEFT_BLANK, ILLEGIBLE, EARLIER, LATER)
_LEAST = 10
"""Records below which a transcriber is not looked at."""
_ALWAYS = 30
"""So many records with one single answer, where others have several."""
_KNOWN = 0.05
"""An answer that the others give too; where they never do, it follows the papers, such as a box of one country."""
_AGREE = 0.001


@dataclass(frozen=True)
class _Transcribers:
    """What is compared: `pages` by source and group the first and last page, and how many.

    `answers`: `field, group, value, records`. `days`: `field, group, day`, each day of a group once, since people who
    came together share it.
    """

    answers: pd.DataFrame
    days: pd.DataFrame
    pages: pd.DataFrame


class TranscriberDiffers(CauseKind):
    """Does one transcriber leave blank, or give one answer, far more often than the others do on the same papers?"""

    id = "transcriber-differs"

    def summary(self, piece: BatchPiece) -> _Transcribers | None:
        """How often each transcriber gives each answer, and which pages they typed."""
        if len(piece.names) < 2 or not len(piece):
            return None
        tables = [_answers(piece, name, column) for name, column in of_people(piece.batch).items()]
        dated = [_days_of(piece, name) for name, column in of_people(piece.batch).items() if is_dated(column.kind)]
        days = pd.concat([pd.DataFrame(columns=["field", "group", "day"]), *dated], ignore_index=True)
        return _Transcribers(pd.concat(tables, ignore_index=True), days, _pages(piece))

    def merge(self, first: _Transcribers | None, second: _Transcribers | None) -> _Transcribers | None:
        """Counts add up, ranges of pages grow."""
        if first is None or second is None:
            return first or second
        answers = pd.concat([first.answers, second.answers]).groupby(["field", "group", "value"], as_index=False).sum()
        pages = pd.concat([first.pages, second.pages])
        grown = pages.groupby(["source", "group"], as_index=False).agg({"first": "min", "last": "max", "papers": "sum"})
        return _Transcribers(answers, pd.concat([first.days, second.days]).drop_duplicates(), grown)

    def name(self, summary: _Transcribers | None) -> list[Cause]:
        """Each transcriber and field in which all others agree and this one does not."""
        if summary is None or not _comparable(summary.answers):
            return []
        found = [
            (field, *each)
            for field, answers in summary.answers.groupby("field", sort=True)
            for each in _unlike(_table(answers))
        ]
        found += [
            (field, *each)
            for field, days in summary.days.groupby("field", sort=True)
            for each in _unlike(_table(_halves(days)))
        ]
        together = _interleaved(summary.pages) if found else set()
        causes = []
        for field, group, value, proof, of, chance, always in found:
            severity = self.severity if group in together or always else Severity.INFO
            says = {
                "of_field": field,
                "variant": ("always" if always else value.strip())
                + ("" if severity == self.severity else "_elsewhere"),
                "answer_given": "" if value in _BESIDE else value,
                "who": listed([group]),
                "records": of,
                "proof": proof,
                "counter": of - proof,
                "chance": in_files(chance),
            }
            cells = partial(_typed_by, group)
            of_readings = value in (EARLIER, LATER)
            causes.append(Cause(self.id, severity, (str(field),), cells, says, of_readings=of_readings))
        return causes


def _comparable(answers: pd.DataFrame) -> bool:
    """Whether more than two transcribers typed enough: each record has one answer in each field."""
    of_field = answers[answers["field"] == answers["field"].iloc[0]]
    return int((of_field.groupby("group")["records"].sum() >= _LEAST).sum()) > 2


def _typed_by(group: str, piece: BatchPiece) -> Flags:
    return piece.by(frozenset({group}))


def _answers(piece: BatchPiece, name: str, column: Column) -> pd.DataFrame:
    """How often each group gives each answer of a field; of names, dates and notes only whether there is one."""
    blank, illegible = (holds_any(column.lexicon["missing"], [why]) for why in (Missing.BLANK, Missing.ILLEGIBLE))
    if column.kind.free or is_dated(column.kind):
        values, codes = np.array(["", LEFT_BLANK, ILLEGIBLE]), blank + 2 * illegible
    else:
        words = np.array(answers_of(piece, name), dtype=object)
        words[blank], words[illegible] = LEFT_BLANK, ILLEGIBLE
        values, codes = np.unique(words.astype(str), return_inverse=True)
    counts = np.bincount(
        piece.groups * np.int64(len(values)) + codes[column.codes], minlength=len(piece.names) * len(values)
    )
    there = np.flatnonzero(counts)
    groups = np.array(piece.names, dtype=object)[there // len(values)]
    return pd.DataFrame(
        {"field": name, "group": groups, "value": values[there % len(values)], "records": counts[there]}
    )


def _days_of(piece: BatchPiece, name: str) -> pd.DataFrame:
    """The different days that each group has in a field; none of a whole in which no group is far from the others."""
    column = piece.batch.columns[name]
    first, last = (end.to_numpy().astype("datetime64[D]") for end in column.ends)
    single = (first == last) & ~np.isnat(first)
    days, of = np.unique(np.where(single, first.astype(np.int64), _NO_DAY), return_inverse=True)
    size = len(piece.names) * len(days)
    there = np.bincount(piece.groups * np.int64(len(days)) + of[column.codes], minlength=size) > 0
    group, day = np.nonzero(there.reshape(-1, len(days)) & (days != _NO_DAY))
    if piece.whole and not _halves_far(group, days[day], len(piece.names)):
        group, day = group[:0], day[:0]
    groups = np.array(piece.names, dtype=object)[group]
    return pd.DataFrame({"field": name, "group": groups, "day": days[day]})


_NO_DAY = np.iinfo(np.int64).min


def _halves_far(group: Rows, day: Rows, groups: int) -> bool:
    """Whether some group may have more days before, or after, the median than chance gives."""
    if not len(day):
        return False
    counts = np.zeros((groups, 2), dtype=np.int64)
    np.add.at(counts, (group, (day > np.median(day)).astype(np.intp)), 1)
    return bool(_far_above(counts[counts.sum(axis=1) >= _LEAST]).any())


def _halves(days: pd.DataFrame) -> pd.DataFrame:
    """How many days of each group come before, and after, the median of all."""
    day = days["day"].to_numpy(dtype=np.int64)
    value = np.where(day > np.median(day), LATER, EARLIER)
    return days.assign(value=value, records=1).groupby(["group", "value"], as_index=False)[["records"]].sum()


def _pages(piece: BatchPiece) -> pd.DataFrame:
    """The first and last page that each group typed, by source; none where the form has no pages."""
    page, source = (piece.batch.columns.get(name) for name in ("page", "source"))
    if page is None:
        return pd.DataFrame(columns=["source", "group", "first", "last", "papers"])
    texts = page.lexicon["text"].astype(object).map(ascii_digits)
    numbers = pd.to_numeric(texts, errors="coerce").to_numpy(dtype=np.float64)[page.codes]
    of = np.zeros(len(piece), dtype=np.int64) if source is None else source.codes.astype(np.int64)
    names = np.array(piece.names, dtype=object)
    found = pd.Series(numbers).groupby(of * len(names) + piece.groups).agg(["min", "max", "count"])
    keys = found.index.to_numpy()
    sources = [""] if source is None else source.lexicon["text"].tolist()
    pages = pd.DataFrame({"source": [sources[key // len(names)] for key in keys], "group": names[keys % len(names)]})
    pages = pages.assign(**dict(zip(("first", "last", "papers"), found.to_numpy().T, strict=True)))
    return pages[pages["papers"] > 0]


def _interleaved(pages: pd.DataFrame) -> set[str]:
    """The groups whose pages lie among those of others: most of their range was typed by several, no page twice."""
    found: set[str] = set()
    for _, here in pages.groupby("source", sort=False):
        reach = float(here["last"].max() - here["first"].min() + 1)
        if len(here) < 2 or here["papers"].sum() > 1.2 * reach:
            continue
        firsts, lasts = here["first"].to_numpy(dtype=float), here["last"].to_numpy(dtype=float)
        for n, group in enumerate(here["group"]):
            shared = np.minimum(np.delete(lasts, n), lasts[n]) - np.maximum(np.delete(firsts, n), firsts[n]) + 1
            if shared.max() >= (lasts[n] - firsts[n] + 1) / 2:
                found.add(str(group))
    return found


def _table(answers: pd.DataFrame) -> pd.DataFrame:
    """How many records of each group, a row, have each answer, a column; of those who typed enough."""
    (groups, row), (values, column) = (
        np.unique(answers[name].to_numpy(dtype=str), return_inverse=True) for name in ("group", "value")
    )
    counts = np.zeros((len(groups), len(values)), dtype=np.int64)
    counts[row, column] = answers["records"]
    enough = counts.sum(axis=1) >= _LEAST
    return pd.DataFrame(counts[enough], index=groups[enough], columns=values)


def _unlike(counts: pd.DataFrame) -> list[tuple[str, str, int, int, float, bool]]:
    """Group, answer, how often and of how many, its chance, whether always: where one differs and all others agree."""
    if len(counts) < 3:
        return []
    totals = counts.sum(axis=1)
    of = int(totals.sum())
    found = []
    for value in counts.columns[np.flatnonzero(_far_above(counts.to_numpy()).any(axis=0))]:
        own = counts[value]
        said = int(own.sum())
        chances = {
            group: so_apart((n - k, k), (of - n - said + k, said - k))
            for group, k, n in zip(counts.index, own.tolist(), totals.tolist(), strict=True)
            if k * (of - n) > (said - k) * n
        }
        odd = [str(group) for group, chance in chances.items() if chance <= SELDOM]
        if len(odd) != 1:
            continue
        group, others = odd[0], counts.index.drop(odd[0])
        known = _share(own[others], totals[others]) >= _KNOWN
        always = int(own[group]) == int(totals[group]) >= _ALWAYS and value not in _BESIDE and known
        if (value in _BESIDE or always) and _agree(own[others], totals[others]):
            found.append((group, str(value), int(own[group]), int(totals[group]), chances[group], always))
    return found


_FAR = 2.5
"""Standard deviations above what chance gives, below which no chance is as seldom as a cause needs it."""


def _far_above(counts: npt.NDArray[np.int64]) -> Flags:
    """Which counts may be more than chance gives, by a rule of thumb: only of these the chance is computed."""
    totals, said, of = counts.sum(axis=1, keepdims=True), counts.sum(axis=0), max(int(counts.sum()), 2)
    share = said / of
    spread = np.sqrt(totals * share * (1 - share) * (of - totals) / (of - 1))
    return np.asarray((counts - totals * share > _FAR * spread) & (counts > 0))


def _share(own: pd.Series[int], totals: pd.Series[int]) -> float:
    return _rate(int(own.sum()), int(totals.sum()))


def _rate(said: int, of: int) -> float:
    """The share of so many among so many, never 0 and never 1."""
    return (said + 1) / (of + 2)


def _agree(own: pd.Series[int], totals: pd.Series[int]) -> bool:
    """Whether these groups give an answer equally often, so that it does not follow the papers."""
    share = _share(own, totals)
    pairs = list(zip(own.astype(int), totals.astype(int), strict=True))
    return all(at_least(k, n, share) > _AGREE and at_most(k, n, share) > _AGREE for k, n in pairs)
