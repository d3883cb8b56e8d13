"""The verb `stats`."""

from __future__ import annotations

from typing import Annotated

import typer

from records.cli.options import Files, Input, Shown, takes_input
from records.cli.telling import gathered, mention_decided, mention_summaries, show, tell
from records.model import SijillError


@takes_input
def stats(
    files: Files,
    given: Input,
    by: Annotated[str, typer.Option(metavar="FIELD")] = "nationality",
    suppress_below: Annotated[int, typer.Option(metavar="N", min=1)] = 5,
    keep_small: Annotated[bool, typer.Option("--keep-small")] = False,
    shape: Shown = "text",
) -> None:
    """Figures for publication: persons, shares with intervals, three denominators; small cells suppressed."""
    from records.verbs import statistics
    from records.words import words

    what = given.call(files, named_only=True)
    if not any(by in form.fields for form in what.forms):
        what.forms[0].field(by)  # it says which field was meant
    everything = gathered(what, lang=given.lang)
    batches = [batch for batch in everything.batches if by in batch.form.fields]
    if not batches:
        raise SijillError("by-no-sheet", f"--by {by}")
    if len(batches) > 1:
        names = [f"--form {batch.form.name}" for batch in batches]
        raise SijillError("by-forms", f"--by {by}", known=names)
    figures = statistics(batches[0], by, suppress_below, folding=not keep_small)
    show(figures, shape, given.lang)
    if figures.attrs["too_few"]:
        tell(words(given.lang)["report.too_few"].format(field=by))
    mention_decided(int(figures["decided"].iloc[0]), given.lang)
    mention_summaries(figures.attrs["may_be_summaries"], given.lang)
    raise typer.Exit(2 if everything.refused else 0)
