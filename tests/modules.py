"""The modules of the package that people write: rules about code are for these, not for what a script writes."""

from __future__ import annotations

from pathlib import Path

import records

PACKAGE = Path(records.__file__).parent
BY_SCRIPT = "Written by `scripts/"


def written_modules(room: str = "") -> list[Path]:
    """The modules of a room, or of all, save those whose first line says that a script writes them."""
    return [path for path in sorted((PACKAGE / room).rglob("*.py")) if BY_SCRIPT not in _first_line(path)]


def _first_line(path: Path) -> str:
    with path.open(encoding="utf-8") as file:
        return file.readline()
