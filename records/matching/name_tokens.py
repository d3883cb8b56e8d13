"""The tokens of a trait that is a name: which records have each, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from records.matching.names import NameWeights, name_tokens, token_class, token_spelling
from records.matching.traits import UNSAID, TextTrait
from records.matching.weights import TOKEN_MOST, TOKEN_SHARE, name_weights, rarity

_MOST_TOKENS = 8
"""Tokens of a name that are looked at for keys."""


@dataclass(frozen=True)
class NameTokens:
    """Of each record the classes of spellings of its name, and the weights of agreeing in each.

    `classes`: a row for each record, the rarest class first, `UNSAID` where it has no more.
    """

    classes: npt.NDArray[np.int64]
    points: npt.NDArray[np.float64]
    weights: NameWeights

    def rarest(self, many: int) -> npt.NDArray[np.int64]:
        """The rarest classes of each record."""
        return self.classes[:, :many]

    def in_common(self, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """The points of the classes that two records share."""
        total = np.zeros(len(a))
        first, second = self.classes[a], self.classes[b]
        for mine in first.T:
            shared = (second == mine[:, None]).any(axis=1) & (mine != UNSAID)
            total[shared] += self.points[mine[shared]]
        return total


def tokens_of(trait: TextTrait) -> NameTokens:
    """The tokens of a trait, each counted by the records that have it in any way of writing."""
    tokens = [name_tokens(text) for text in trait.texts]
    spelt, token_counts = _counted(trait, [tuple(dict.fromkeys(map(token_spelling, each))) for each in tokens])
    classes = [tuple(dict.fromkeys(map(token_class, each))) for each in tokens]
    known, class_counts = _counted(trait, classes)
    records = int((trait.codes != UNSAID).any(axis=1).sum())
    points = np.asarray(rarity(class_counts - 2, records, TOKEN_SHARE, TOKEN_MOST))
    weights = name_weights(
        dict(zip(spelt, token_counts.tolist(), strict=True)),
        dict(zip(known, class_counts.tolist(), strict=True)),
        records,
    )
    return NameTokens(_rarest_first(_of_records(trait, classes, known), class_counts), points, weights)


def _counted(trait: TextTrait, words: Sequence[tuple[str, ...]]) -> tuple[dict[str, int], npt.NDArray[np.int64]]:
    """A number for each word, and how many records have it."""
    known = {word: n for n, word in enumerate(dict.fromkeys(word for each in words for word in each))}
    of_records = _of_records(trait, words, known)
    return known, np.bincount(of_records[of_records != UNSAID], minlength=len(known))


def _of_records(trait: TextTrait, words: Sequence[tuple[str, ...]], known: dict[str, int]) -> npt.NDArray[np.int64]:
    """The words of each record, each once, sorted."""
    table = np.full((len(words) + 1, _MOST_TOKENS), UNSAID, dtype=np.int64)
    for row, each in zip(table, words, strict=False):
        row[: len(each)] = [known[word] for word in each[:_MOST_TOKENS]]
    ways = trait.codes.shape[1]
    of_records = np.sort(table[trait.codes].reshape(len(trait.codes), ways * _MOST_TOKENS), axis=1)
    of_records[:, 1:][of_records[:, 1:] == of_records[:, :-1]] = UNSAID
    return of_records


def _rarest_first(of_records: npt.NDArray[np.int64], counts: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    many = np.append(counts, np.iinfo(np.int64).max)[of_records]
    order = np.lexsort((of_records, many), axis=1)[:, :_MOST_TOKENS]
    ordered: npt.NDArray[np.int64] = np.take_along_axis(of_records, order, axis=1)
    most = int((ordered != UNSAID).sum(axis=1).max(initial=1))
    return ordered[:, : max(most, 1)]
