"""Transcribers: one who differs from the others beyond chance, and papers that two of them typed.

Transcribers type different papers: a box of one country, a year each. So one is compared with the others only on papers
that could have been anybody's, that is where their pages interleave, and only in fields in which the others agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.batch import Batch
from records.causes.cause import BatchPiece, Cause, CauseKind, listed, seen
from records.causes.runs import of_people
from records.chance import SELDOM, at_least, at_most, so_apart
from records.checks.intervals import Flags
from records.checks.readings import READ
from records.column import Column, holds_any, shown
from records.kinds.kind import is_dated
from records.model import Missing, Severity
from records.text import ascii_digits

LEFT_BLANK = "\nblank"
"""Stands for an answer that was left blank or could not be read by the transcriber."""
_LEAST = 10
"""Records below which a transcriber is not looked at."""
_ALWAYS = 30
"""So many records with one single answer, where others have several."""
_KNOWN = 0.05
"""An answer that the others give too; where they never do, it follows the papers, such as a box of one country."""
_AGREE = 0.001


@dataclass(frozen=True)
class _Desks:
    """`answers`: `field, group, value, records`; `pages`: by source and group the first and last page, and how many."""

    answers: pd.DataFrame
    pages: pd.DataFrame


class TranscriberDiffers(CauseKind):
    """Does one transcriber leave blank, or give one answer, far more often than the others do on the same papers?"""

    id = "transcriber-differs"

    def summary(self, piece: BatchPiece) -> _Desks | None:
        """How often each transcriber gives each answer, and which pages they typed."""
        if len(piece.names) < 2 or not len(piece):
            return None
        tables = [_answers(piece, name, column) for name, column in of_people(piece.batch).items()]
        return _Desks(pd.concat(tables, ignore_index=True), _pages(piece))

    def merge(self, first: _Desks | None, second: _Desks | None) -> _Desks | None:
        """Counts add up, ranges of pages grow."""
        if first is None or second is None:
            return first or second
        answers = pd.concat([first.answers, second.answers]).groupby(["field", "group", "value"], as_index=False).sum()
        pages = pd.concat([first.pages, second.pages])
        grown = pages.groupby(["source", "group"], as_index=False).agg({"first": "min", "last": "max", "papers": "sum"})
        return _Desks(answers, grown)

    def name(self, summary: _Desks | None) -> list[Cause]:
        """Each transcriber and field in which all others agree and this one does not."""
        if summary is None or not _comparable(summary.answers):
            return []
        together = _interleaved(summary.pages)
        causes = []
        for field, answers in summary.answers.groupby("field", sort=True):
            table = answers.pivot_table("records", "group", "value", "sum", fill_value=0)
            for group, value, proof, of, chance, always in _unlike(table):
                severity = self.severity if group in together or always else Severity.INFO
                says = {
                    "of_field": field,
                    "variant": ("always" if always else "blank") + ("" if severity == self.severity else "_elsewhere"),
                    "answer_given": "" if value == LEFT_BLANK else value,
                    "who": listed([group]),
                    "records": of,
                    "proof": proof,
                    "counter": of - proof,
                    "chance": seen(chance),
                }
                causes.append(Cause(self.id, severity, (str(field),), partial(_typed_by, group), says))
        return causes


def _comparable(answers: pd.DataFrame) -> bool:
    """Whether more than two transcribers typed enough: each record has one answer in each field."""
    of_field = answers[answers["field"] == answers["field"].iloc[0]]
    return int((of_field.groupby("group")["records"].sum() >= _LEAST).sum()) > 2


def _typed_by(group: str, piece: BatchPiece) -> Flags:
    return piece.by(frozenset({group}))


def _answers(piece: BatchPiece, name: str, column: Column) -> pd.DataFrame:
    """How often each group gives each answer of a field; of names, dates and notes only whether there is one."""
    lexicon = column.lexicon
    nothing = holds_any(lexicon["missing"], (str(Missing.BLANK), str(Missing.ILLEGIBLE)))
    if column.kind.free or is_dated(column.kind):
        words = np.full(len(lexicon), "", dtype=object)
    else:
        words = np.array(shown(column, range(len(lexicon))), dtype=object)
    words[nothing] = LEFT_BLANK
    values, codes = np.unique(words.astype(str), return_inverse=True)
    counts = np.bincount(
        piece.groups * np.int64(len(values)) + codes[column.codes], minlength=len(piece.names) * len(values)
    )
    there = np.flatnonzero(counts)
    groups = np.array(piece.names, dtype=object)[there // len(values)]
    return pd.DataFrame(
        {"field": name, "group": groups, "value": values[there % len(values)], "records": counts[there]}
    )


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


def _unlike(table: pd.DataFrame) -> list[tuple[str, str, int, int, float, bool]]:
    """Group, answer, how often and of how many, its chance, whether always: where one differs and all others agree."""
    counts = table[table.sum(axis=1) >= _LEAST]
    totals = counts.sum(axis=1)
    found = []
    for value in counts.columns if len(counts) > 2 else ():
        own = counts[value]
        said, of = int(own.sum()), int(totals.sum())
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
        always = int(own[group]) == int(totals[group]) >= _ALWAYS and value != LEFT_BLANK and known
        if (value == LEFT_BLANK or always) and _agree(own[others], totals[others]):
            found.append((group, str(value), int(own[group]), int(totals[group]), chances[group], always))
    return found


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


@dataclass(frozen=True)
class _Papers:
    """For each record its number, who typed it, and its answers, each as a small number."""

    keys: pa.ChunkedArray
    groups: npt.NDArray[np.uint64]
    answers: npt.NDArray[np.uint8]
    numbers: npt.NDArray[np.int64]
    fields: tuple[str, ...]
    key: str


_ALIKE = 0.8
"""So many of the answers of two records of one paper are the same."""
_ANSWERS = 5
"""At least so many answers are compared."""


class TypedTwice(CauseKind):
    """Was a paper typed by two transcribers: one number, and nearly the same answers?"""

    id = "typed-twice"

    def summary(self, piece: BatchPiece) -> _Papers | None:
        """What is compared, of each record."""
        key = _key_field(piece.batch)
        if key is None or not len(piece):
            return None
        columns = {name: each for name, each in of_people(piece.batch).items() if not each.kind.names_record}
        answers = np.stack([_small(each) for each in columns.values()], axis=1)
        people = pd.util.hash_array(np.array(piece.names, dtype=object))[piece.groups]
        return _Papers(_keys(piece.batch.columns[key]), people, answers, piece.numbers, tuple(columns), key)

    def merge(self, first: _Papers | None, second: _Papers | None) -> _Papers | None:
        """The records of both."""
        if first is None or second is None:
            return first or second
        both: dict[str, Any] = {
            name: np.concatenate([getattr(first, name), getattr(second, name)])
            for name in ("groups", "answers", "numbers")
        }
        keys = pa.chunked_array([*first.keys.chunks, *second.keys.chunks])
        return _Papers(keys, **both, fields=first.fields, key=first.key)

    def name(self, summary: _Papers | None) -> list[Cause]:
        """One cause for all pairs of records with one number, two transcribers and nearly the same answers."""
        if summary is None:
            return []
        pairs, alike, chance = _pairs(summary)
        if not len(pairs):
            return []
        members = summary.numbers[np.unique(pairs)]
        says = {"of_field": summary.key, "pairs": len(pairs), "records": len(members), "proof": alike, "counter": 0}

        def cells(piece: BatchPiece) -> Flags:
            return np.isin(piece.numbers, members)

        told = {**says, "chance": seen(chance)}
        return [Cause(self.id, self.severity, (summary.key,), cells, told, dissolves=frozenset({"unique"}))]


def _key_field(batch: Batch) -> str | None:
    """The field that numbers the records."""
    return next((name for name, column in batch.columns.items() if column.kind.names_record), None)


def _keys(column: Column) -> pa.ChunkedArray:
    """The number of each record, null where it has none."""
    texts = pa.array(column.lexicon[column.kind.key or "text"].astype(object), pa.string())
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])
    known = pc.if_else(pa.array(read), texts, None).dictionary_encode()
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(known.indices.take(pa.array(column.codes)), known.dictionary)]
    )


def _small(column: Column) -> npt.NDArray[np.uint8]:
    """A small number for each record's answer, from its bytes; 0 where there is none."""
    texts = pa.array(column.lexicon["text"].astype(object), pa.large_string())
    ends = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    sums = np.append(0, np.cumsum(data, dtype=np.int64))[ends]
    small = (np.diff(sums) + 31 * np.diff(ends)) % 255 + 1
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])
    return np.where(read, small, 0).astype(np.uint8)[column.codes]


def _pairs(papers: _Papers) -> tuple[npt.NDArray[np.int64], int, float]:
    """The places of the pairs, the share of answers that are alike in percent, and the chance of the least alike."""
    chunks = papers.keys.unify_dictionaries().chunks
    codes = np.concatenate([each.indices.fill_null(-1).to_numpy(zero_copy_only=False) for each in chunks])
    repeated = np.flatnonzero((codes >= 0) & (np.bincount(codes + 1)[codes + 1] > 1))
    order = repeated[np.argsort(codes[repeated], kind="stable")]
    keys, groups = codes[order], papers.groups[order]
    same = np.flatnonzero((keys[1:] == keys[:-1]) & (groups[1:] != groups[:-1]))
    pairs = np.stack([order[same], order[same + 1]], axis=1)
    if not len(pairs):
        return pairs, 0, 1.0
    one, other = papers.answers[pairs[:, 0]], papers.answers[pairs[:, 1]]
    both = (one != 0) & (other != 0)
    equal = both & (one == other)
    compared = both.sum(axis=1)
    near = (compared >= _ANSWERS) & (equal.sum(axis=1) >= _ALIKE * compared)
    shares = np.array(
        [((np.bincount(each, minlength=256)[1:] / max(len(each), 1)) ** 2).sum() for each in papers.answers.T]
    )
    chance = np.where(equal, np.log(np.maximum(shares, 1e-9)), 0).sum(axis=1) + np.log(len(pairs))
    near &= chance <= np.log(SELDOM)
    alike = int(100 * equal[near].sum() / max(both[near].sum(), 1))
    return pairs[near], alike, float(np.exp(chance[near].max())) if near.any() else 1.0
