"""The verb `headers`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from records.cli.options import Files, Input, Shown, takes_input
from records.cli.telling import ask, complain, mention, show, tell
from records.model import OutputError, SijillError

if TYPE_CHECKING:
    from records.headers import SheetMapping


@takes_input
def headers(
    files: Files, given: Input, save: Annotated[Path | None, typer.Option(metavar="FILE")] = None, shape: Shown = "text"
) -> None:
    """Which column was taken for which field, and why; which ones ask, which read as something else."""
    from records.listings import header_table, headers_in_words, look
    from records.session import check_used, take

    what = given.call(files, looking=True)
    taken = take(what, complain)
    looked, mappings = look(taken, what, given.lang), list(taken.mappings)
    if shape == "text":
        sys.stdout.write("".join(f"{line}\n" for line in headers_in_words(looked, what, given.lang)))
    else:
        show(header_table(looked), shape)
    check_used(what, [taken])
    mention(mappings, given.lang)
    if save is not None:
        _keep(mappings, save, given.header_row, given.lang)
    if shape != "text":
        ask(mappings, given.lang)
        for each in looked:
            for line in each.said:
                tell(line)
    raise typer.Exit(2 if taken.refused else 0)


def _keep(mappings: Sequence[SheetMapping], path: Path, header_row: int | None, lang: str) -> None:
    """Write the profile of one sheet; nothing is written over. A header row that was said is kept."""
    from records.headers import PATTERN, save_profile
    from records.words import words

    if len(mappings) != 1:
        places = [f"{mapping.source.place()} ({mapping.header_rows[0]})" for mapping in mappings]
        raise SijillError("profile-sheets", f"--save {path.name}", count=len(mappings), known=places)
    if path.exists():
        raise OutputError("exists", path.name)
    said = mappings[0].profile
    save_profile(mappings[0], path, header_row if header_row or not said else said.header_row)
    ending = PATTERN.removeprefix("*")
    name = path.name.removesuffix(ending).removesuffix(path.suffix) + ending
    tell(words(lang)[f"headers.{'saved' if path.match(PATTERN) else 'written'}"].format(profile=path.name, name=name))
