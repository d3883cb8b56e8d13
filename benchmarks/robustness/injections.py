"""700 strings that try to be more than text, as cells, headers, names of sheets and files, and labels of a form.

Through every output: no workbook and no delimited text holds a formula, no page an element that a run on harmless
strings of the same shape does not have, nor markup as it was typed, and no terminal is sent a control character. A form
that holds one is refused.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from benchmarks.robustness import command, judged, samples
from benchmarks.robustness.command import Ended
from benchmarks.robustness.strings import DIRECTION, FORMULAS, MANY, MARKUP, SURROGATE, TERMINAL, harmless, strings

N = MANY
LANGUAGES = ("en", "ar")
SHAPES = ("text", "json", "jsonl", "csv")
FORM = """\
form: own
title: {en: TEXT, ar: TEXT}
description: {en: TEXT}
fields:
  full_name: {kind: name, required: true, labels: {en: [Full name, TEXT]}}
  birth_date: {kind: date, labels: {en: [Date of birth], ar: [TEXT]}}
  join_date: {kind: date, labels: {en: [Date of joining]}}
  weapon: {kind: choice, labels: {en: [Weapon]}, vocabulary: {pkm: {en: TEXT, ar: TEXT, spellings: [PKM, TEXT]}}}
checks:
  - {check: date-order, earlier: birth_date, later: join_date}
"""
_BINARY = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
"""What makes the guard say that a file is no text."""
_NO_SHEET_NAME = str.maketrans("", "", "[]:*?/\\" + "".join(map(chr, range(32))))
Call = Callable[..., Ended]


def write(folder: Path, texts: list[str]) -> list[str]:
    """The files: strings as cells in three formats, as headers, as names of sheets, as the name of a file, in a form."""
    folder.mkdir()
    head, people = list(samples.HEADER), list(samples.people(2, 1))
    rows = [[str(n), *[text] * (len(head) - 1)] for n, text in enumerate(texts)]
    typed = [row for row in rows if not _BINARY.search(row[1])]
    samples.write_xlsx(folder / "cells.xlsx", [head, *rows])
    samples.write_csv(folder / "cells.csv", [head, *typed])
    samples.write_csv(folder / "wide.csv", [head, *typed], "utf-16")
    samples.write_xlsx(folder / "headers.xlsx", [[*head, *texts], *([*row, *texts] for row in people)])
    _write_sheets(folder / "sheets.xlsx", texts[: max(8, len(texts) // 20)], [head, *people])
    named = f"{texts[0].replace('/', '').replace(chr(0), '')}\x1b[2J\u202e<b>x.csv"
    samples.write_csv(folder / named, [head, *people])
    text = json.dumps(" ".join(each for each in texts if each in (*FORMULAS, *MARKUP) and each.isprintable()))
    (folder / "own.yaml").write_text(FORM.replace("TEXT", text), encoding="utf-8")
    (folder / "sly.yaml").write_text(FORM.replace("TEXT", '"Title \\e[2J"'), encoding="utf-8")
    samples.write_csv(folder / "lone.csv", [head, [SURROGATE] * len(head)], "utf-16")
    return ["cells.xlsx", "cells.csv", "wide.csv", "headers.xlsx", "sheets.xlsx", f"./{named}"]


def _write_sheets(path: Path, names: list[str], rows: list[list[str]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for n, name in enumerate(dict.fromkeys(each.translate(_NO_SHEET_NAME).strip("'")[:25] for each in names)):
            page = book.add_worksheet(f"{name}{n}")
            for at, row in enumerate(rows):
                page.write_row(at, 0, row)


def faults(
    n: int,
    seed: int,
    folder: Path,
    call: Call = command.sijill,
    shapes: tuple[str, ...] = SHAPES,
    languages: tuple[str, ...] = LANGUAGES,
) -> tuple[str, list[str]]:
    """So many of the strings."""
    texts = strings()[:n]
    random.Random(seed).shuffle(texts)
    found = []
    for name, of in (("harmless", [harmless(text) for text in texts]), ("hostile", texts)):
        files = write(folder / name, of)
        for lang in languages:
            forms = ("--form", samples.FORM, "--form", "own.yaml")
            out = ("--out", f"out-{lang}", "--lang", lang, "--fail-on", "never")
            found += printed(f"check ({name}, {lang})", call("check", *files, *forms, *out, at=folder / name), "text")
    for lang in languages:
        found += written(folder / "hostile" / f"out-{lang}")
        hostile, plain = (folder / name / f"out-{lang}" / "report.html" for name in ("hostile", "harmless"))
        source, beside = hostile.read_text(encoding="utf-8"), plain.read_text(encoding="utf-8")
        found += [f"report.html ({lang}): {each}" for each in judged.let_in(source, texts, beside)]
    found += refused(folder / "hostile", call) + shown(folder / "hostile", files, call, shapes)
    return f"{len(texts)} strings through every output", found


def written(out: Path) -> list[str]:
    """What does not hold of a folder that was written."""
    found = []
    for name, data in command.tree(out).items():
        if name.endswith(".xlsx"):
            found += [f"{name}: {each}" for each in judged.formulas(data)]
        elif name.endswith(".csv"):
            found += delimited(name, data.decode())
    return found


def delimited(name: str, text: str) -> list[str]:
    """Cells that are formulas, whether cells are parted by commas or also by semicolons and tabs."""
    for separators in (",", ",;\t"):
        some = list(judged.active(text, separators))
        if some:
            return [f"{name}: {len(some)} formulas where {separators!r} parts cells, such as {some[0][:60]!r}"]
    rows = list(csv.reader(io.StringIO(text)))
    return [f"{name}: lines of different length"] if len({len(row) for row in rows}) > 1 else []


def refused(folder: Path, call: Call) -> list[str]:
    """What is to be refused in one line: a form that commands terminals, half a letter of UTF-16."""
    found = []
    for file, form in (("cells.csv", "sly.yaml"), ("lone.csv", "own.yaml")):
        ended = call("check", file, "--form", form, at=folder)
        if ended.code != 2 or ended.err.count("\n") != 1 or ended.out or judged.controls(ended.err):
            found.append(f"{file} with {form}: {ended}")
    return found


def shown(folder: Path, files: list[str], call: Call, shapes: tuple[str, ...]) -> list[str]:
    """What does not hold of what every verb prints, in every shape; and a profile of such headers is read back."""
    cells, typed, _, headers, sheets, _ = files
    form = ("--form", samples.FORM)
    calls = [
        ("check", cells, typed, "--form", "own.yaml", "--fail-on", "never"), ("headers", headers, sheets, *form),
        ("readings", cells, *form), ("inspect", *files), ("stats", cells, *form),
        ("compare", cells, typed, *form, "--key", "record_no"), ("forms", "own.yaml"),
        ("read", "text", "--", *(text.replace("\0", "") for text in [*strings()[::15], *TERMINAL, *DIRECTION])),
    ]  # fmt: skip
    found = []
    for verb, *rest in calls:
        for shape in shapes:
            ended = call(verb, "--format", shape, *rest, at=folder)
            found += printed(f"{verb} --format {shape}", ended, shape)
    for step in (("--save", "saved.yaml"), ("--profile", "saved.yaml")):
        found += printed(f"headers {step[0]}", call("headers", headers, *form, *step, at=folder), "text")
    return found


def printed(what: str, ended: Ended, shape: str) -> list[str]:
    """What does not hold of what a call printed. Delimited text keeps signs that turn others: they are data there."""
    found = []
    if ended.code not in (0, 1) or "a fault of this program" in ended.err:
        found.append(f"{what}: exit status {ended.code}: {ended.err[-300:]!r}")
    data = shape == "csv"
    for name, text, turning in (
        ("out", ended.out.replace("\r", "") if data else ended.out, not data),
        ("err", ended.err, True),
    ):
        signs = judged.controls(text, turning)
        if signs:
            found.append(f"{what}: standard {name} holds {', '.join(sorted(signs))}")
    if data:
        found += delimited(what, ended.out)
    return found
