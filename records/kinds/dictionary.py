"""Reading the ordinary texts of a whole dictionary at once.

Columns of names, numbers and remarks hold nearly as many different texts as records, so a call per text is too slow
for them. A kind may offer `read_known`, which says for a pyarrow array of texts which of them are ordinary (status
exact) and what their parts are, by pyarrow alone. It may know too little and never too much: whatever it does not know
is for `read`, and a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from records import vocabularies
from records.kinds.missing import BLANK, BRACKETS
from records.text import fold, plain

_BEGINS = (3, 10)
"""How many letters from the beginning decide whether a text could be a missing word: few first, since a million texts
begin in a few thousand ways, then more for those that are still in doubt."""

_NOT_PLAIN = (
    r"^[ ]|[ ]$|[ ][ ]|[\x00-\x1f\x7f-\xa0\xad\x{034f}\x{061c}\x{1680}\x{180e}\x{2000}-\x{200f}\x{2028}-\x{202f}"
    r"\x{205f}-\x{206f}\x{3000}\x{feff}]"
)
"""What `text.plain` may change, and a little more."""


@dataclass(frozen=True)
class Known:
    """Which of many texts are read here, and how.

    `known`: bool numpy array, which texts are read here, with status exact. `notes`: the rules, and `note` (numpy int8)
    the one that read each text. `parts`: pyarrow arrays; their values at other texts mean nothing.
    """

    known: Any
    notes: tuple[str, ...]
    note: Any
    parts: Mapping[str, Any]

    @classmethod
    def of(cls, known: Any, note: str, parts: Mapping[str, Any]) -> Known:
        """All by one rule."""
        import numpy as np

        return cls(known, (note,), np.zeros(len(known), dtype=np.int8), parts)


def containing(texts: Any, pattern: str) -> Any:
    """Which texts contain a match of an RE2 pattern, as a numpy array."""
    import pyarrow.compute as pc

    return pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)


def plain_all(texts: Any, clean: Callable[[str], str] = plain, besides: str = "") -> Any:
    """Every text cleaned. `besides` is a pattern of what `clean` changes besides what `plain` changes."""
    return replaced(texts, containing(texts, f"{_NOT_PLAIN}|{besides}" if besides else _NOT_PLAIN), clean)


def replaced(texts: Any, chosen: Any, change: Callable[[str], str]) -> Any:
    """The array with the chosen texts changed."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not chosen.any():
        return texts
    mask = pa.array(chosen)
    return pc.replace_with_mask(
        texts, mask, pa.array([change(text) for text in texts.filter(mask).to_pylist()], texts.type)
    )


def ordinary(texts: Any) -> Any:
    """Which texts are certainly no missing word, mark, error value or ditto, judged by how they begin (numpy bool)."""
    import numpy as np

    known = np.zeros(len(texts), dtype=bool)
    doubtful = np.arange(len(texts))
    for length in _BEGINS:
        known[doubtful] = _begin_ordinarily(texts.take(doubtful), length)
        doubtful = doubtful[~known[doubtful]]
    return known


def _begin_ordinarily(texts: Any, length: int) -> Any:
    import numpy as np
    import pyarrow.compute as pc

    begins = pc.utf8_slice_codeunits(texts, 0, length).dictionary_encode()
    fine = [_begins_ordinarily(begin, len(begin) == length) for begin in begins.dictionary.to_pylist()]
    return np.array(fine, dtype=bool)[begins.indices.to_numpy()]


def _begins_ordinarily(begin: str, cut: bool) -> bool:
    """Whether no text that is missing or lost begins like this; `cut` when more may follow."""
    key = _letters(fold(begin))
    if cut:
        key = key[:-1]  # what follows may change the last letter
    marks, words, starts = _missing_words()
    if (
        not key
        or BLANK.fullmatch(begin)
        or plain(begin).startswith("#")
        or set(key) <= marks
        or (cut and key in starts)
    ):
        return False
    ends = (n for n in range(1, len(key) + 1) if n == len(key) or not key[n].isalnum())
    return not any(key[:n] in words for n in ends)


def _letters(key: str) -> str:
    """Without what stands before the first letter or digit."""
    for n, each in enumerate(key):
        if each.isalnum():
            return key[n:]
    return ""


@lru_cache
def _missing_words() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """The characters that marks consist of, the folded missing words, and everything these begin with."""
    entries = vocabularies.load("missing").entries
    spellings = [each for entry in entries.values() for each in (*entry.spellings, *entry.labels.values())]
    around = vocabularies.load("missing-around").entries
    spellings += around["around"].spellings + around["things"].spellings
    words = {_letters(fold(spelling)) for spelling in spellings} - {""}
    starts = {word[:n] for word in words for n in range(1, len(word) + 1)}
    marks = frozenset(BRACKETS + "".join(entries["mark"].spellings).casefold() + "X")
    return marks, frozenset(words), frozenset(starts)
