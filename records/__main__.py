"""The first lines of the command: what holds whatever goes wrong, even while the rest is being loaded.

An interrupt ends it with 130 and without a word. Exit status 1 says that something was found, and never stands for a
crash.
"""

from __future__ import annotations

import os
import sys

UNLOADED = "sijill: could not be loaded ({}); free some memory, or install it anew\n"
"""The one sentence that is no data: the words themselves may be what cannot be loaded."""


def main() -> None:
    """Entry point; see `records.cli.main`."""
    try:
        _in_utf8()
        os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy takes memory for each, and no work here needs them
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # the others keep what was freed
        from records.cli import main as command

        command()
    except KeyboardInterrupt:
        sys.exit(130)
    except (ImportError, MemoryError) as error:
        if sys.stderr is not None:
            sys.stderr.write(UNLOADED.format(type(error).__name__))
        sys.exit(2)


def _in_utf8() -> None:
    """Begin again in UTF-8, where the locale knows ASCII only: arguments and names of files would not be letters."""
    if sys.getfilesystemencoding() == "ascii" and not sys.flags.utf8_mode:
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606  the same call


if __name__ == "__main__":
    main()
