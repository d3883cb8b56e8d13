"""The first lines of the command: an interrupt ends it with 130 and without a word, even while it is being loaded."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point; see `records.cli.main`."""
    try:
        from records.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
