"""A decision, and the key that says what it is about.

A key is made of `name=value`, parted by semicolons, and survives what people do to a sheet: it names texts and the
record, never a line. `file` and `cell` in it only say where to look.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from records.model import FormError, WrongValueError

Subject = Literal["finding", "cause", "reading", "header", "records"]
"""What a decision is about."""
DecisionWord = Literal[
    "stands on the paper", "typing error", "ask", "not a problem", "it happened", "read as", "word means", "is", "same",
    "different",
]  # fmt: skip
HAPPENED: DecisionWord = "it happened"
DECISION_WORDS: Mapping[Subject, tuple[DecisionWord, ...]] = {
    "finding": ("stands on the paper", "typing error", "ask", "not a problem"),
    "cause": (HAPPENED, "not a problem", "ask"),
    "reading": ("read as", "word means"),
    "header": ("is",),
    "records": ("same", "different"),
}
"""What can be decided of each."""
ANSWERS_TO_FINDINGS: tuple[DecisionWord, ...] = tuple(
    dict.fromkeys((*DECISION_WORDS["finding"], *DECISION_WORDS["cause"]))
)
"""What can be decided of a finding, or of the cause of several."""
SETTLED: tuple[DecisionWord, ...] = ("stands on the paper", "not a problem", HAPPENED)
"""Answers after which nothing is left to do; the others wait for somebody."""
RECORD = "record."
"""What stands before the name of a field by which a record is known."""
SIDES = ("a", "b")
"""What the key of a decision on two records calls them: `a.page=…; b.page=…`, and their forms `form_a`, `form_b`."""
KEY_NAMES: Mapping[Subject, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "finding": (("form", "check"), ("field", "file", "sheet", "cell", "args")),
    "cause": (("form", "check", "field", "members"), ("sheet", "transcriber")),
    "reading": (("field",), ("form", "text", "word", "file", "transcriber")),
    "header": (("header",), ("form",)),
    "records": ((), ("form_a", "form_b")),
}
"""The names that the key of each must have, and those that it may have: what has no effect would make a decision wider
than its key. A finding's key has its fields' texts too; that of a text, and of a cause, what a record is known by."""
PARTING = re.compile('[;"\r\n]')
"""What a part holds that must stand in quotes."""
OF_WORD = ("field", "form", "word")
"""The names in the key of a word, which means the same wherever it stands."""


class Decision(BaseModel):
    """One line of a decisions file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    on: Subject
    key: str = Field(description="What it is about: `name=value; name=value`.")
    decision: DecisionWord
    value: str = Field(
        default="", description="What the text is read as, what the word means, which field the column is."
    )
    who: str = ""
    when: str = ""
    why: str = ""
    undoes: str = Field(
        default="", description="The decision or value of the same key that this one takes the place of."
    )
    place: str = Field(default="", description="Where it stands: file:line.")

    @property
    def about(self) -> dict[str, str]:
        """The key by its names."""
        return parsed(self.key)

    @property
    def subject(self) -> tuple[Subject, tuple[tuple[str, str], ...]]:
        """What it is about, in whatever order the key names it."""
        return self.on, tuple(sorted(self.about.items()))

    @property
    def said(self) -> tuple[str, str]:
        """The decision and its value: what two decisions must share not to contradict each other."""
        return self.decision, self.value

    def is_for(self, form: str) -> bool:
        """Whether it may hold for that form: its key names this one, or none."""
        return self.about.get("form", form) == form


def parsed(key: str) -> dict[str, str]:
    """The names and values of a key. Raises `WrongValueError` with what is wrong with it.

    >>> parsed('field=birth_date; text=03/04/1990')
    {'field': 'birth_date', 'text': '03/04/1990'}
    >>> parsed('field=notes; "text=ill; sent home"')
    {'field': 'notes', 'text': 'ill; sent home'}
    """
    try:
        (parts,) = csv.reader(io.StringIO(key, newline=""), delimiter=";", skipinitialspace=True, strict=True)
    except (csv.Error, ValueError) as error:
        raise WrongValueError("decision-quote") from error
    named = [part.partition("=") for part in parts if part.strip()]
    for nth, (_, equals, _) in enumerate(named, 1):
        if not equals:
            raise WrongValueError("decision-part", nth=nth)
    names = [name.strip() for name, _, _ in named]
    if len(set(names)) < len(names):
        raise WrongValueError("decision-twice", name=max(names, key=names.count))
    return dict(zip(names, (value for _, _, value in named), strict=True))


def of_cause(about: Mapping[str, str]) -> bool:
    """Whether a key names a cause: its kind, its fields, its place, and how many findings it explains."""
    must, may = KEY_NAMES["cause"]
    return set(must) <= set(about) and all(name in (*must, *may) or name.startswith(RECORD) for name in about)


def of_side(about: Mapping[str, str], side: str) -> dict[str, str]:
    """What a key of two records says of one of them, as the key of one record says it.

    >>> of_side({"a.page": "7", "form_a": "roll", "b.page": "9"}, "a")
    {'record.page': '7', 'form': 'roll'}
    """
    start = f"{side}."
    found = {RECORD + name.removeprefix(start): text for name, text in about.items() if name.startswith(start)}
    return found | ({"form": about[f"form_{side}"]} if f"form_{side}" in about else {})


def part(name: str, value: str) -> str:
    """One part of a key.

    >>> part("text", "ill; sent home")
    '"text=ill; sent home"'
    """
    if not PARTING.search(name + value):
        return f"{name}={value}"
    written = io.StringIO()
    csv.writer(written, delimiter=";", lineterminator="\r\n").writerow([f"{name}={value}"])
    return written.getvalue().removesuffix("\r\n")


def key_of(about: Mapping[str, str]) -> str:
    """The key that holds these names and values.

    >>> key_of({"field": "birth_date", "text": "03/04/1990"})
    'field=birth_date; text=03/04/1990'
    """
    return "; ".join(part(name, value) for name, value in about.items())


def live(decisions: Iterable[Decision]) -> list[Decision]:
    """The decisions that hold: neither undone nor said twice, in their order.

    Raises `FormError` for two that contradict each other, and for one that undoes nothing.
    """
    holding: dict[object, Decision] = {}
    for each in decisions:
        before = holding.get(each.subject)
        if each.undoes and (before is None or each.undoes not in before.said):
            raise FormError("decision-undoes", each.place)
        if before is not None and not each.undoes and before.said != each.said:
            raise FormError("decision-contradicts", each.place, other=before.place, name=before.decision)
        holding[each.subject] = each if before is None or each.undoes else before
    return list(holding.values())
