"""Which findings another one explains: members of a cause, and what one wrong cell made beside the first finding."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from records.decisions.replay import are_causes
from records.model import Verdict


def folded(found: pd.DataFrame) -> tuple[Any, Any]:
    """Which findings another one explains, and under which check each finding is told.

    What explains is a cause, or the first of the findings that one wrong cell made. A finding is told under its own
    check, or under that of the one that explains it.
    """
    checks = found["check"].astype(object).to_numpy(copy=True)
    if "cause" not in found:
        return np.zeros(len(found), dtype=bool), checks
    cause = found["cause"].astype(object).to_numpy()
    member = (cause != "") & found["record"].notna().to_numpy(dtype=bool)
    member &= (found["verdict"] != Verdict.CERTAIN).to_numpy(dtype=bool)
    explains = dict(zip(cause[~member], checks[~member], strict=True))
    checks[member] = [explains.get(name, check) for name, check in zip(cause[member], checks[member], strict=True)]
    return member, checks


def by_cause(found: pd.DataFrame) -> pd.DataFrame:
    """The findings as findings.csv has them: by cause, each before its members, then by check."""
    bare = found.copy(deep=False)
    bare.attrs = {}
    member, home = folded(bare)
    place = np.arange(len(bare))
    head = place.copy()
    if member.any():
        cause = bare["cause"].astype(object).to_numpy()
        heads = dict(zip(cause[~member], place[~member].tolist(), strict=True))
        head[member] = [heads.get(name, n) for name, n in zip(cause[member], place[member].tolist(), strict=True)]
    places = check_places(found)
    checks = np.array([places.get(check, len(places)) for check in home], dtype=np.int64)
    return bare.iloc[np.lexsort((place, member, head, checks, ~are_causes(bare)[head]))]


def check_places(found: pd.DataFrame) -> dict[str, int]:
    """In which order the form asks its checks; one of another run is not named."""
    return {check: n for n, check in enumerate(dict.fromkeys(each["check"] for each in found.attrs.get("checks", [])))}
