"""What the verbs print: the short summary of a run for a person, and any table as text, JSON, JSON lines or CSV."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from records import wording
from records.figures import unanswered_counts
from records.headers.mapping import answer
from records.outputs import view
from records.outputs.contents import Extras, left_out
from records.outputs.delimited_tables import write_frame
from records.outputs.files import Writer
from records.outputs.pair_listing import person_lines
from records.outputs.rows import aligned
from records.outputs.stories import STORIES_SHOWN
from records.outputs.story_words import StoryWords
from records.text import on_a_line, printable_json
from records.words import in_language, words

if TYPE_CHECKING:
    from records.decisions.since import SinceLast
    from records.outputs.run import Run

_Shape = Literal["text", "json", "jsonl", "csv"]

_COLOUR = {"error": "red", "warning": "yellow", "info": "blue"}


def summary(
    run: Run,
    out: str | Path | None,
    lang: str,
    shape: _Shape = "text",
    since: SinceLast | None = None,
    extras: Extras | None = None,
) -> str:
    """What a person reads after `check`: how much was read, what was found, where to look first, where the report is.

    `out`: the folder that was written, if any;
    `since`: what has changed since the run it held. In the other shapes: every finding, one object or line each.
    """
    if shape != "text":
        found = [each.assign(form=batch.form.name) for batch, each in zip(run.batches, run.findings, strict=True)]
        return render_table(pd.concat(found, ignore_index=True) if found else pd.DataFrame(), shape)
    known = words(lang)
    parts = [_read(run, lang), _found(run, lang), _since(since, known), first_of(run, lang)]
    parts.append(_where(run, out, lang, extras or Extras()))
    return _printed(part for part in parts if part)


def _read(run: Run, lang: str) -> Text:
    """How much was read, and what was left out."""
    known = words(lang)
    text = Text()
    total = sum(len(batch) for batch in run.batches)
    text.append(f"{known['report.kept']}: {total:,}\n", "bold")
    for batch in run.batches:
        title = in_language(batch.form.title, lang, batch.form.name)
        text.append(f"{title}\n", "bold")
        for mapping in batch.mappings:
            says = _counted(mapping.account, known)
            where = known["report.forms_from" if mapping.cells else "report.header_rows"]
            rows = f"{where} {', '.join(map(str, mapping.header_rows))}"
            text.append(f"  {on_a_line(mapping.source.place())} ({rows}): {says}\n")
            for match in (each for each in mapping.columns if each.status == "ask"):
                may_be = {"fields": " · ".join(match.candidates), "answer": answer(mapping, match)}
                asks = known["report.asks_for"].format(column=match.letter, header=on_a_line(match.header), **may_be)
                text.append(f"    {asks}\n")
            if not_read := wording.not_read_told(mapping.columns, known):
                text.append(_wrapped(not_read, "    "))
    for left in run.unused:
        why = known[f"report.why_unused.{left.why}"].format(required=left.required, required_of=left.required_of)
        text.append(f"{known['report.not_used']}: {on_a_line(left.source.place())} ({why})\n")
    return text


def _counted(account: Any, words: Mapping[str, str]) -> str:
    ways = [way for way in ("kept", "refused", "blank", "header", "unused") if getattr(account, way)]
    sums = " + ".join(f"{words[f'report.{way}']} {getattr(account, way):,}" for way in ways)
    return f"{words['report.read']} {account.read:,} = {sums or 0}"


def _found(run: Run, lang: str) -> Text:
    """How much was found: by what it asks for, and how sure it is; then where answers lack."""
    text, known = Text(), words(lang)
    totals = view.totals(run.findings)
    for severity, verdicts in totals.items():
        if sum(verdicts.values()):
            split = known["report.comma"].join(f"{known[f'verdict.{each}']} {n:,}" for each, n in verdicts.items() if n)
            text.append(f"{known[f'report.{severity}']}: {sum(verdicts.values()):,}", f"bold {_COLOUR[severity]}")
            text.append(f" ({split})\n")
    if not text:
        text.append(known["report.nothing_found"] + "\n", "bold green")
    checks = [check for found in run.findings for check in view.asked(found)]
    open_answers = sum(check["open"] for check in checks)
    if open_answers:
        text.append(f"{known['count.open'].capitalize()}: {open_answers:,}\n")
    for batch in run.batches:
        if lacking := unanswered_counts(batch):
            names = {name: wording.label(batch.form.fields[name], lang) for name in lacking}
            text.append(_wrapped(wording.unanswered_told(lacking, len(batch), lang, names), ""))
    text.append(_wrapped(next(person_lines(run.persons, lang)), ""))
    for line in wording.decisions_told(run.decided, *run.decided_counts, run.unfit, known):
        text.append(f"{on_a_line(line)}\n")
    return text


def _since(since: SinceLast | None, words: Mapping[str, str]) -> Text:
    """What has changed since the last run into the same folder."""
    if since is None:
        return Text()
    counts = {"gone": len(since.gone), "new": len(since.new), "left": since.left, "settled": since.settled}
    return Text(words["report.since"].format(**{name: f"{n:,}" for name, n in counts.items()}) + "\n")


WIDTH = 80
"""Columns of a terminal that the stories fit in."""


def first_of(run: Run, lang: str) -> Text:
    """What to begin with: causes, then stories, each with what would explain it and where it stands."""
    text, known = Text(), words(lang)
    if not run.whole and not run.stories:
        return text
    text.append(known["report.look_first"] + "\n", "bold")
    for _, found in run.whole:
        text.append(_wrapped(found.message, "  "), _COLOUR[found.severity])
    for n, story in enumerate(run.stories[:STORIES_SHOWN], start=1):
        told = StoryWords(story, lang, run.batches[story.batch].form.words(lang))
        (sheet, cells), *_ = told.places()
        place = f"{sheet}!{cells}" if story.findings == 1 else sheet
        text.append(f"  {n}. {on_a_line(place)}  ").append(f"{told.sure()}\n", _COLOUR[story.severity])
        for line in filter(None, (*told.sentences(), told.typed(), told.follows())):
            text.append(_wrapped(line, " " * 5))
        if story.explanations:
            text.append(f"     {known['report.unless']}\n")
        for each in story.explanations:
            text.append(_wrapped(told.explanation(each), " " * 5, "– "))
        if story.explanations:
            text.append(_wrapped(told.decides(), " " * 5))
        for sheet, cells in told.places() if story.findings > 1 else ():
            text.append(_wrapped(f"{sheet}: {cells}" if sheet else cells, " " * 5, between=" · "))
    return text


def _wrapped(line: str, indent: str, mark: str = "", between: str = " ") -> str:
    """A line in lines of the terminal's width, broken between words; what is longer than a line stays whole."""
    begins, lines = len(indent + mark), [indent + mark]
    for n, part in enumerate(on_a_line(line).split(between)):
        joined = between if n else ""
        if n and cell_len(lines[-1]) + cell_len(joined + part) > WIDTH - len(between.rstrip()):
            lines[-1] += joined.rstrip()
            lines.append(" " * begins + part)
        else:
            lines[-1] += joined + part
    return "\n".join(lines) + "\n"


def _where(run: Run, out: str | Path | None, lang: str, extras: Extras) -> Text:
    """Where the report is, and which tables were left out."""
    known = words(lang)
    if out is None:
        return Text(known["report.not_written"] + "\n", "dim")
    text = Text(f"{known['report.written']}: {Path(out) / 'report.html'}\n", "bold")
    for each in left_out(run.batches, extras):
        said = {**asdict(each), "field": wording.field_name(each.field, lang)}
        numbers = {"count": f"{each.count:,}", "most": f"{each.most:,}"}
        text.append(known[f"report.left_out.{each.why}"].format(**said | numbers) + "\n", "dim")
    return text


def _printed(parts: Iterator[Text]) -> str:
    """The parts with an empty line between, in colour where somebody sees it."""
    joined = Text("\n").join(parts)
    if not (sys.stdout.isatty() and "NO_COLOR" not in os.environ):
        return joined.plain
    console = Console(file=io.StringIO(), force_terminal=True, highlight=False, soft_wrap=True, color_system="standard")
    with console.capture() as captured:
        console.print(joined, end="")
    return captured.get()


def render_table(table: pd.DataFrame, shape: _Shape, lang: str = "en") -> str:
    """A table as it is printed; every verb takes the same shapes. Ends in a line feed unless it is empty.

    >>> print(render_table(pd.DataFrame({"code": ["DZ", "FR"], "persons": [20, 3]}), "text"), end="")
    code  persons
    DZ         20
    FR          3
    >>> render_table(pd.DataFrame({"code": ["DZ"], "persons": [20]}), "jsonl")
    '{"code": "DZ", "persons": 20}\\n'
    """
    return "".join(printed_table(table, shape, lang))


_PIECE = 20_000


def printed_table(table: pd.DataFrame, shape: _Shape, lang: str = "en") -> Iterator[str]:
    """The same in pieces, so that a long table is never held as text."""
    pieces = [table.iloc[at : at + _PIECE] for at in range(0, max(len(table), 1), _PIECE)]
    if shape == "json":
        for n, piece in enumerate(pieces):
            yield ("," if n else "[") + printable_json(list(_objects(piece)), 1)[1:-1].removesuffix("\n")
        yield "\n]\n" if len(table) else "]\n"
    elif shape == "jsonl":
        yield from ("".join(f"{printable_json(each)}\n" for each in _objects(piece)) for piece in pieces)
    elif shape == "csv":
        yield from (_delimited(piece, head=n == 0) for n, piece in enumerate(pieces))
    else:
        figures = "share_all" in table
        yield from _aligned([_figures(table, lang)] if figures else pieces)


def _delimited(table: pd.DataFrame, head: bool) -> str:
    written = io.BytesIO()
    write_frame([_flat(table)], Writer(written))
    text = written.getvalue().decode("utf-8")
    return text if head else text.partition("\n")[2]


def _objects(table: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """One object a row: nothing is null, days are ISO, what is JSON already stays an object."""
    for row in table.itertuples(index=False, name=None):
        yield {str(name): _plain(str(name), value) for name, value in zip(table.columns, row, strict=True)}


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return list(value)
    if pd.isna(value):
        return None
    if name in ("args", "explanations"):
        return json.loads(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    return value.item() if hasattr(value, "item") else value


def _flat(table: pd.DataFrame) -> pd.DataFrame:
    """Lists become texts, joined by a bar."""
    lists = [name for name in table if any(isinstance(value, list | tuple) for value in table[name])]
    return table.assign(**{str(name): table[name].map(lambda each: "|".join(map(str, each))) for name in lists})


def _figures(table: pd.DataFrame, lang: str) -> pd.DataFrame:
    """A table of figures as people read it: names, counts, and each share with its interval."""
    known = words(lang)
    by = wording.field_name(str(table["by"].iloc[0]), lang)
    shown: dict[str, Any] = {by: table[f"name_{lang}"], known["report.persons"]: table["shown"]}
    for base in ("all", "applicable", "answered"):
        share = f"share_{base}"
        if table[share].notna().any():
            ends = zip(table[share], table[f"{share}_low"], table[f"{share}_high"], strict=True)
            shown[known[f"report.{share}"]] = [_share(*each) for each in ends]
    return pd.DataFrame(shown)


def _share(share: float, low: float, high: float) -> str:
    return "" if pd.isna(share) else f"{100 * share:.1f}% ({100 * low:.1f}–{100 * high:.1f})"


@dataclass(frozen=True)
class _Lines:
    """The rows of the pieces of a table, as often as they are gone through."""

    pieces: Sequence[pd.DataFrame]

    def __iter__(self) -> Iterator[Sequence[Any]]:
        for piece in map(_flat, self.pieces):
            yield from piece.astype(object).where(piece.notna(), None).itertuples(index=False, name=None)


def _aligned(pieces: Sequence[pd.DataFrame]) -> Iterator[str]:
    """Columns side by side; an overlong cell ends in … and is whole in the other shapes."""
    numbers = [pd.api.types.is_numeric_dtype(dtype) for dtype in pieces[0].dtypes]
    return (f"{line}\n" for line in aligned(list(pieces[0].columns), _Lines(pieces), numbers))
