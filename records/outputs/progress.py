"""What is being done, for somebody who waits at a terminal; nothing anywhere else."""

from __future__ import annotations

import sys

from records.text import visible

CLEAR = "\r\x1b[K"


def progress(doing: str = "") -> None:
    """Show this in place of what stood there; nothing clears the line."""
    if sys.stderr.isatty():
        sys.stderr.write(CLEAR + visible(doing))
        sys.stderr.flush()
