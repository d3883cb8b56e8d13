"""Write docs/command-line.md from the help of every verb; `--check` only compares.

python scripts/build_command_line.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

from typer.main import get_command
from typer.testing import CliRunner

PAGE = Path(__file__).parent.parent / "docs" / "command-line.md"
INTRODUCTION = """\
# The command line

Written by `scripts/build_command_line.py` from the program's own help; a test compares.

Exit status: 0; 1 from `check` when something certain of severity warning or up was found (`--fail-on`), and from
`verify` and `compare`
when there is a difference; 2 when the input or the call could not be used. Data goes to standard output, everything
else to standard error.
"""


def page() -> str:
    """The whole page."""
    from records.cli import app

    runner = CliRunner(env={"COLUMNS": "110", "TERMINAL_WIDTH": "110", "NO_COLOR": "1"})
    verbs = sorted(get_command(app).commands)  # type: ignore[attr-defined]  # a group has commands
    sections = [INTRODUCTION]
    for verb in verbs:
        text = runner.invoke(app, [verb, "--help"], prog_name="sijill").output
        sections.append(
            f"## {verb}\n\n```text\n" + "\n".join(line.rstrip() for line in text.strip().splitlines()) + "\n```\n"
        )
    return "\n".join(sections)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            0
            if PAGE.read_text(encoding="utf-8") == page()
            else f"{PAGE.name} is not what the program says; run this script"
        )
    PAGE.write_text(page(), encoding="utf-8")
