"""What has changed since the last run: which findings are gone, which are new, which are left.

Findings are known again by their keys, so that a line that was inserted, or a sheet that was sorted, makes nothing new:
the same check and texts, of a record of which two of number, name and page agree.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pandas as pd

from records.decisions.decision import RECORD, parsed
from records.decisions.record_keys import AGREEING
from records.decisions.replay import settled
from records.text import fold

_SUBJECT = tuple[tuple[str, str], ...]
_OF_BATCH = ("args", "members")
"""Names of a key that say how much was found: they change with every record."""


@dataclass(frozen=True)
class SinceLast:
    """How the findings of a run differ from those of the run before it."""

    gone: pd.DataFrame
    new: pd.DataFrame
    left: int
    settled: int
    """How many of those that are left a person decided to leave."""

    @property
    def changed(self) -> bool:
        """Whether anything is gone or new."""
        return bool(len(self.gone) or len(self.new))


def of_all_forms(several: Sequence[SinceLast]) -> SinceLast | None:
    """What has changed in all forms of a run together; None where the last run had none of them."""
    if not several:
        return None
    gone, new = (
        pd.concat(each, ignore_index=True) for each in zip(*((one.gone, one.new) for one in several), strict=True)
    )
    return SinceLast(gone, new, sum(each.left for each in several), sum(each.settled for each in several))


def since_last(earlier: pd.DataFrame, now: pd.DataFrame, identified_by: Sequence[str]) -> SinceLast:
    """Compare the findings of two runs of one form, each with its `key`; `identified_by` is the form's.

    `earlier` and `now`: tables of findings. The tables of the result hold their rows, in their order.
    """
    gone, new = _unmatched(earlier["key"], now["key"])
    gone, new = _unmatched_records(earlier["key"], gone, now["key"], new, identified_by)
    left = now.drop(index=now.index[new])
    return SinceLast(earlier.iloc[gone], now.iloc[new], len(left), int(settled(left).sum()))


def _unmatched(earlier: Iterable[str], now: Iterable[str]) -> tuple[list[int], list[int]]:
    """The positions of keys that the other side does not have, each key counted as often as it stands."""
    before, after = list(earlier), list(now)
    common = Counter(before) & Counter(after)
    return _left_over(before, Counter(common)), _left_over(after, Counter(common))


def _left_over(keys: Sequence[str], common: Counter[str]) -> list[int]:
    left = []
    for n, key in enumerate(keys):
        if common[key]:
            common[key] -= 1
        else:
            left.append(n)
    return left


def _unmatched_records(
    earlier: pd.Series[str], gone: list[int], now: pd.Series[str], new: list[int], identified_by: Sequence[str]
) -> tuple[list[int], list[int]]:
    """Those of the unmatched whose record is not known again by two of what it is known by."""
    waiting: dict[_SUBJECT, list[int]] = defaultdict(list)
    known = {n: _parts(now.iloc[n], identified_by) for n in new}
    for n, (subject, _) in known.items():
        waiting[subject].append(n)
    still_gone = []
    for n in gone:
        subject, record = _parts(earlier.iloc[n], identified_by)
        same = (at for at in waiting[subject] if _agree(record, known[at][1]))
        found = next(same, None)
        if found is None:
            still_gone.append(n)
        else:
            waiting[subject].remove(found)
    return still_gone, sorted(n for several in waiting.values() for n in several)


def _parts(key: str, identified_by: Sequence[str]) -> tuple[_SUBJECT, dict[str, str]]:
    """What a key is about, and by what its record is known."""
    about = parsed(key)
    subject = {name: text for name, text in about.items() if not name.startswith(RECORD) and name not in _OF_BATCH}
    record = {name: fold(about[RECORD + name]) for name in identified_by if RECORD + name in about}
    return tuple(sorted(subject.items())), record


def _agree(one: dict[str, str], other: dict[str, str]) -> bool:
    if not one and not other:
        return True  # both are about the whole batch
    return sum(other.get(name) == text for name, text in one.items()) >= AGREEING
