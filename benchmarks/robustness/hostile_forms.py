"""Forms and profiles of strangers: every one is read, or refused in one line that names the file.

Two kinds by turns: a shipped form in which something was put in the place of something else (wrong types, wrong words,
long and deep values, another field's), and text that means harm to a reader of YAML. A form that is read is also used.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from pathlib import Path
from traceback import extract_tb
from typing import Any

import yaml

import records
from benchmarks.robustness import samples
from benchmarks.robustness.command import ROOT
from records.data import parse_yaml
from records.headers import load_profile
from records.model import FormError, SijillError
from records.outputs.run import Run

N = 2_000
USED = 10
"""One in so many of the forms that are read is used for a whole run: it takes as long as a hundred readings."""
BOMBS = (
    "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]", "a: &a [*a]", "<<: {a: b}", "? {a: b}\n: c", "!!python/object/apply:os.system ['id']",
    "a: !!binary aGk=", "a: !<tag:yaml.org,2002:python/name:os.system> x", "%YAML 9.9\n---\na: b", "%TAG ! tag:x,2000:\n---\n!a b", "--- a\n--- b",
    "[" * 5_000, "{" * 5_000, "- " * 5_000, "a: " * 100, "{a: " * 30 + "}" * 30, "a:\n" + "".join(" " * n + "a:\n" for n in range(1, 400)),
    "x" * 900_000, "- x\n" * 200_000, "a: |\n" + " x\n" * 100_000, "'" * 9_999, '"\\x', '"\\uD800"', '"\\U00110000"', "a: \t b", "\ta: b",
    "a: b\n c: d", "a: [b", "a: 'b", "- a\nb: c", "", "~", "null", "[]", "{}", "\ufeff", "#", "...", "---", "a", "a: b\na: c", "\x00", "a: \x1b",
    "form: x\nfields: {a: {kind: [date]}}\ntitle: {}", "form: {x: y}\ntitle: {}\nfields: {}", "form: x\ntitle: {}\nfields: []", "fields: x",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    "", "x", "NO", "-1", "0", "9" * 400, "1e999", "nan", "2017-13-45", "0000-00-00", "9999-12-31", "true", "a\nb", "x" * 70_000, "<b>", "\u202e", "(a+)+$",
    [], {}, ["x"], [["x"]], [[[[]]]], {"x": "y"}, {"": ""}, {"en": {"x": "y"}}, [{}], ["x"] * 3_000, {"a": {"b": {"c": ["d"]}}}, "../x", "date", "birth_date",
)  # fmt: skip


def faults(n: int, seed: int, folder: Path) -> tuple[str, list[str]]:
    """So many documents."""
    chance, found, read, used = random.Random(seed), [], 0, 0
    samples.write_csv(folder / "people.csv", [samples.HEADER, *samples.people(5, seed)])
    sheets = records.read(folder / "people.csv")
    for number, raw in zip(range(n), documents(chance), strict=False):
        path = folder / "own.yaml"
        path.write_bytes(raw)
        try:
            form = records.form(path)
        except FormError as error:
            found += [f"{number}: {str(error)[:200]!r}"] * (not tidy(error))
        except Exception as error:  # noqa: BLE001  any other is what is looked for
            found.append(f"{number}: {told(error)}")
        else:
            read += 1
            if read % USED == 0:
                used += 1
                found += [f"{number}: {each}" for each in use(form, sheets)]
        found += [f"{number}: as a profile: {each}" for each in as_profile(path)]
    return f"{n} documents, {read} of them forms, {used} of these used", found


def tidy(error: SijillError) -> bool:
    """Whether it is one line that names the file, and no longer than a person reads."""
    return "\n" not in str(error) and "own.yaml" in error.where and len(str(error)) < 2_000


def told(error: Exception) -> str:
    """What was raised, and in which lines of ours."""
    frames = [frame for frame in extract_tb(error.__traceback__) if str(ROOT / "records") in frame.filename]
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames[:-4:-1])
    return f"{type(error).__name__}: {str(error)[:120]} in {places}"


def documents(chance: random.Random) -> Iterator[bytes]:
    """The bombs first, then bombs and changed forms by turns."""
    forms = [parse_yaml(path.read_bytes(), path.name)[0] for path in sorted((ROOT / "schemas").glob("*.yaml"))]
    yield from (bomb.encode() for bomb in BOMBS)
    while True:
        document = copy.deepcopy(chance.choice(forms))
        for _ in range(chance.choice((1, 1, 1, 2, 5))):
            change(document, chance)
        raw = yaml.safe_dump(document, allow_unicode=True, sort_keys=False).encode()
        yield raw if chance.random() < 0.9 else damaged(raw, chance)


def change(document: Any, chance: random.Random) -> None:
    """Put something else somewhere in the document, take something away, or give something another name."""
    holder, key = chance.choice(list(places(document)))
    what = chance.randrange(4)
    if what == 0 and isinstance(holder, dict):
        holder[chance.choice(("x", "kind", "check", "labels", "vocabulary", "", "<b>", "form"))] = holder.pop(key)
    elif what == 1:
        del holder[key]
    elif what == 2:
        other, place = chance.choice(list(places(document)))
        holder[key] = copy.deepcopy(other[place])
    else:
        holder[key] = copy.deepcopy(chance.choice(VALUES))
    if not document:
        document["form"] = "x"


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a document: what holds it, and the key."""
    for key, each in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(each, dict | list):
            yield from places(each)


def damaged(raw: bytes, chance: random.Random) -> bytes:
    """The same bytes with one of them changed, or cut off."""
    at = chance.randrange(len(raw))
    return raw[:at] + (bytes([chance.randrange(256)]) + raw[at + 1 :] if chance.random() < 0.7 else b"")


def use(form: records.Form, sheets: list[Any]) -> Iterator[str]:
    """Read and check a sheet by a form, and report on it, in both languages; what it raises but a word to the caller."""
    from records.outputs.html import render

    try:
        batch = records.normalise(sheets, form)
        found = records.check(batch)
        for lang in ("en", "ar"):
            run = Run.of([(batch, records.locate(batch, found, lang))])
            render(run, lang)
    except SijillError as error:
        if "\n" in str(error):
            yield f"several lines: {str(error)[:200]!r}"
    except Exception as error:  # noqa: BLE001  any other is what is looked for
        yield f"in use: {told(error)}"


def as_profile(path: Path) -> Iterator[str]:
    """The same document taken for a profile."""
    try:
        load_profile(path)
    except FormError as error:
        if not tidy(error):
            yield str(error)[:200]
    except Exception as error:  # noqa: BLE001  any other is what is looked for
        yield told(error)
