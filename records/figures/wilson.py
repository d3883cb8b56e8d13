"""The interval of a share that also holds for small counts."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Z = 1.959964
"""The normal deviate of 95%."""


def wilson(count: npt.ArrayLike, total: float, z: float = Z) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """The lower and the upper end of the 95% score interval of `count` out of `total`; NaN when the total is 0.

    E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the American
    Statistical Association 22 (1927), 209–212. The textbook interval p ± z·√(p(1−p)/n) gives 0 ± 0 for 0 of 20.

    >>> [round(float(end), 4) for end in wilson(81, 263)]
    [0.2553, 0.3662]
    """
    if total <= 0:
        nothing = np.full(np.shape(count), np.nan)
        return nothing, nothing
    share = np.asarray(count, dtype=np.float64) / total
    shrink = 1 + z * z / total
    centre = (share + z * z / (2 * total)) / shrink
    half = z / shrink * np.sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    # Rounding must not push an end past what a share can be, nor past the share itself.
    return np.clip(np.minimum(centre - half, share), 0, 1), np.clip(np.maximum(centre + half, share), 0, 1)
