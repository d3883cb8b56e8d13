"""The verb `pseudonymise`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from records.cli.options import Files, Input, takes_input
from records.cli.telling import ask, gathered, mention_unfit, tell
from records.model import OutputError, SijillError


@takes_input
def pseudonymise(
    files: Files,
    out: Annotated[Path, typer.Option(metavar="FILE", show_default=False)],
    key_file: Annotated[Path, typer.Option(metavar="KEY", show_default=False)],
    given: Input,
    new_key: Annotated[bool, typer.Option("--new-key")] = False,
) -> None:
    """A copy without names and free text: tokens for who, years for days, codes and numbers for the rest."""
    from records import pseudonyms
    from records.outputs.copies import safe_copy

    what = given.call(files, named_only=True)
    if len(what.forms) > 1:
        raise SijillError("copy-forms", "--form")
    if out.exists():
        raise OutputError("exists", out.name)
    pseudonyms.keep_apart(key_file, out, what.paths)
    key = b"" if new_key else pseudonyms.read_key(key_file)
    everything = gathered(what, asking=False, lang=given.lang)
    for line in safe_copy(everything.batches[0], out, key or pseudonyms.new_key(key_file), given.lang):
        tell(line)
    ask(everything.mappings, given.lang)
    mention_unfit(everything.unfit, given.lang)
    raise typer.Exit(2 if everything.refused else 0)
