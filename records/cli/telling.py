"""What verbs say: data on standard output, everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal

import typer

from records.model import SijillError
from records.text import visible
from records.words import ENGLISH, known_language

if TYPE_CHECKING:
    import pandas as pd

    from records.decisions.corrections import Correction
    from records.decisions.replay import Unfit
    from records.headers import SheetMapping
    from records.session import BatchSet, Call


Shape = Literal["text", "json", "jsonl", "csv"]


def tell(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"sijill: {visible(' '.join(line.split()))}\n")


_spoken = [ENGLISH]


def speak(lang: str) -> str:
    """Tell every error of this call in that language. Raises `SijillError` when it has no words."""
    _spoken[0] = known_language(lang)
    return lang


def spoken() -> str:
    """The language of this call."""
    return _spoken[0]


def complain(error: SijillError) -> None:
    """What, where, what to do, in one line."""
    tell(error.told(spoken()))


def ask(mappings: Sequence[SheetMapping], lang: str) -> None:
    """A line for each column that asks what it is."""
    from records.headers.mapping import questions

    for line in questions(mappings, lang):
        tell(line)


def mention(mappings: Sequence[SheetMapping], lang: str) -> None:
    """A line for each sheet whose profile was found beside its file."""
    from records.words import words

    for mapping in mappings:
        if mapping.profile is not None and mapping.profile.beside:
            tell(words(lang)["headers.beside"].format(place=mapping.source.place(), profile=mapping.profile.file))


def mention_unfit(unfit: Iterable[Unfit], lang: str) -> None:
    """A line for each decision that was not applied."""
    from records.wording import unfit_told
    from records.words import words

    for each in unfit:
        tell(unfit_told(each, words(lang)))


_LISTED = 20
"""Corrected cells that are told one by one; `run.json` has all."""


def mention_corrections(corrections: Sequence[Correction], lang: str) -> None:
    """A line for each cell that was corrected in a copy, where nothing is taken from."""
    from records.words import words

    known = words(lang)
    for each in corrections[:_LISTED]:
        tell(known["decision.corrected"].format(place=each.place, source=each.source))
    if corrections[_LISTED:]:
        tell(known["decision.corrected_more"].format(count=len(corrections) - _LISTED))


def warn(everything: BatchSet, lang: str) -> None:
    """A line for each sheet that was not read as sheets ought to be: by one reader only, or not at all."""
    from records.checks.marks import OF_SHEETS
    from records.outputs.run import NO_CELLS
    from records.wording import message
    from records.words import words

    for left in everything.unused:
        if left.why.startswith(NO_CELLS):
            tell(f"{left.source.place()}: {words(lang)[f'report.why_unused.{left.why}']}")
    for batch in everything.batches:
        for check in OF_SHEETS:
            for said in check.told(batch):
                tell(message(check.id, said, lang))


def mention_summaries(count: int, lang: str) -> None:
    """A line when records of the figures may be summaries of the others."""
    from records.words import words

    if count:
        tell(words(lang)["headers.may_be_summaries"].format(count=count))


def mention_decided(count: int, lang: str) -> None:
    """A line when figures rest on readings that people decided."""
    from records.words import words

    if count:
        tell(words(lang)["report.rest_on"].format(count=count))


def gathered(what: Call, asking: bool = True, lang: str = "en") -> BatchSet:
    """The batches of these files; exit status 2 when there is none."""
    from records.session import gather

    everything = gather(what, complain)
    if not everything.batches:
        raise typer.Exit(2)
    mention(everything.mappings, lang)
    warn(everything, lang)
    mention_corrections(everything.corrections, lang)
    if asking:
        ask(everything.mappings, lang)
        mention_unfit(everything.unfit, lang)
    return everything


def show(table: pd.DataFrame, shape: Shape, lang: str = "en") -> None:
    """A table on standard output."""
    from records.outputs.terminal import printed_table

    sys.stdout.writelines(printed_table(table, shape, lang))
