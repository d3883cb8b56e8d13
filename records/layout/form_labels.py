"""Labels on filled-in forms: which cells are labels, which hold their answer too, and on which side answers stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from records.forms import Field, Form
from records.kinds.ticks import boxes, is_ticked
from records.labels.columns import bases_of, numbered
from records.labels.labels import header_meaning, key, labels_of, without_number
from records.labels.requests import SaidColumns
from records.layout.grid import TextType, kind
from records.layout.merged_ranges import merged_ranges
from records.sources.sheet import Sheet

LONGEST_LABEL = 120
CellPlace = tuple[int, int]
"""The sheet's own row number, and the column by position: lines without cells are not always there."""
Texts = Mapping[CellPlace, str]

_COLON = re.compile(r"\s*[:：]\s*")
_NEXT = re.compile(r"\s*[\n\t،,;؛|]\s*|\s{2,}")
_TWICE = re.compile(r"[^\W\d_]\s*[\n/|]\s*[^\W\d_]|\s[-–—]\s|[\u0600-\u06ff]\W+[A-Za-z]|[A-Za-z]\W+[\u0600-\u06ff]")
"""Between a label and itself in another language."""
HINT = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What is printed below the place of an answer: how it is filled in."""
_NUMBERING = re.compile(r"\d{1,3}")
_FILLED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[☐☑☒□■✓✔√✗✘×]|(?<!\S)[xXхХ](?!\S)")
"""What is filled in between the printed words of a label with boxes."""


@dataclass(frozen=True)
class Label:
    """A label on a form: where it stands, the last line and column it is merged over, the field it asks, and why.

    `answer`: what stands in the same cell behind it.
    """

    at: CellPlace
    reach: CellPlace
    text: str
    field: str | None
    why: str
    answer: str | None = None

    @property
    def line(self) -> int:
        """The row in which it stands, as the sheet numbers it."""
        return self.at[0]

    @property
    def column(self) -> int:
        """The column in which it stands, by position."""
        return self.at[1]


class AnswerSide(Enum):
    """Where the answers of a sheet stand, seen from their labels."""

    NEXT = "in the next column"
    BEFORE = "in the column before"
    BELOW = "in the line below"
    WITHIN = "in the same cell"


def filled(sheet: Sheet) -> dict[CellPlace, str]:
    """The filled cells, but for those of a colon alone between a label and its answer."""
    rows = sheet.rows.tolist()
    return {
        (row, n): text
        for n, name in enumerate(sheet.letters)
        for row, text in zip(rows, sheet.column(name).to_pylist(), strict=True)
        if text and key(text) and not _COLON.fullmatch(text)
    }


def reaches(sheet: Sheet) -> dict[CellPlace, CellPlace]:
    """By the first cell of a merged range its last one."""
    rows = sheet.rows.tolist()
    return {(rows[each.top], each.left): (each.last_row, each.right) for each in merged_ranges(sheet)}


def known_labels(texts: Texts, reach: Mapping[CellPlace, CellPlace], form: Form, says: SaidColumns) -> list[Label]:
    """The labels of the form, in any place."""
    meaning = _Meaning(form, says)
    found = [
        Label(at, reach.get(at, at), said, name, why, answer)
        for at, text in texts.items()
        for said, name, why, answer in meaning.of(text)
    ]
    found = _without_options(found, form)
    if side_of(found, texts) is not AnswerSide.BELOW:
        found = _without_answers(found, texts)
    return [*found, *_numbered(found, texts, reach, form), *_boxes_alone(found, texts, reach, form)]


class _Meaning:
    """What a text of a form asks, and what it answers; each distinct text once."""

    def __init__(self, form: Form, says: SaidColumns) -> None:
        self.form, self.labels = form, labels_of(form)
        self.said = {key(name): target for name, target in {**says.profile, **says.columns}.items()}
        self.printed = _printed(form)
        self.known: dict[str, list[tuple[str, str, str, str | None]]] = {}

    def of(self, text: str) -> list[tuple[str, str, str, str | None]]:
        """Label, field, why, and the answer in the same cell, of each question that the text asks."""
        if text not in self.known:
            self.known[text] = list(self._of(text))
        return self.known[text]

    def _of(self, text: str) -> Iterator[tuple[str, str, str, str | None]]:
        bare = _FILLED.sub(" ", text)
        box = self.printed.get(key(bare)) or self.printed.get(key(without_number(bare)))
        if box and is_ticked(text):
            label, colon, answer = text.partition(":")
            yield text, box, "form", answer.strip() if colon and not _FILLED.search(label) else text
            return
        name, why = self._asks(text, False)
        answered = [] if name else list(self._answered(text))
        if any(answer for *_, answer in answered):
            yield from answered
            return
        if not name:
            name, why = self._asks(text)
        if name:
            yield text, name, why, None

    def _asks(self, text: str, within: bool = True) -> tuple[str | None, str]:
        """The field that a text asks for, if it is one of its labels without doubt, or that it has within it."""
        if key(text) in self.said:
            return self.said[key(text)] or None, "said"
        if len(text) > LONGEST_LABEL:
            return None, ""
        for each in (text, without_number(text)):
            found = self.labels.exact(each)
            if found.fields:
                break
        if within and not found.fields and (text.rstrip()[-1:] in "?؟:)*" or _TWICE.search(text)):
            found = header_meaning(text, self.labels)
        sure = found.sure and found.fields[0] in self.form.fields
        return (found.fields[0], found.how) if sure else (None, "")

    def _answered(self, text: str) -> Iterator[tuple[str, str, str, str | None]]:
        """`الاسم: محمد`: a label, a colon, and its answer up to the next such label in the cell."""
        found: list[tuple[str, str, str, int, int]] = []
        if not _COLON.search(text):
            return
        starts = [0, *(match.end() for match in _NEXT.finditer(text))]
        ends = [*(match.start() for match in _NEXT.finditer(text)), len(text)]
        for start, end in zip(starts, ends, strict=True):
            colon = _COLON.search(text, start, end)
            name, why = self._asks(text[start : colon.start()]) if colon else (None, "")
            if name and colon:
                found.append((text[start : colon.start()].strip(), name, why, colon.end(), end))
            elif found:
                found[-1] = (*found[-1][:4], end)
            else:
                return
        for label, name, why, start, end in found:
            yield label, name, why, text[start:end].strip() or None


def _printed(form: Form) -> dict[str, str]:
    """The form's own labels that have boxes in them, without these."""
    return {
        key(_FILLED.sub(" ", label)): name
        for name, field in form.fields.items()
        for labels in field.labels.values()
        for label in labels
        if _FILLED.search(label)
    }


def _without_options(labels: Sequence[Label], form: Form) -> list[Label]:
    """Without options of a choice that are labels of it too, such as Married, where it has another label."""
    others = {each.field for each in labels if not _is_option(each.text, form.fields.get(each.field or ""))}
    return [
        each
        for each in labels
        if each.field not in others or not _is_option(each.text, form.fields.get(each.field or ""))
    ]


def _is_option(text: str, field: Field | None) -> bool:
    return field is not None and field.printed is not None and field.printed.find(text) is not None


def _without_answers(labels: Sequence[Label], texts: Texts) -> list[Label]:
    """Drop matches that are answers which read like a label, such as `No`.

    A match is an answer when a column beside it has at least five times as many labels, its cell in this line is
    filled, and below that cell stands no text that is not a label: over such a text both are labels over answers.
    """
    columns = Counter(each.column for each in labels)
    places = {each.at for each in labels}
    beside = {
        column: [n for n in (column - 1, column + 1) if count * 5 <= columns[n]] for column, count in columns.items()
    }

    def is_answer(line: int, n: int) -> bool:
        over = (line + 1, n) in texts and (line + 1, n) not in places
        return (line, n) in texts and not over

    return [each for each in labels if not any(is_answer(each.line, n) for n in beside[each.column])]


def _numbered(
    labels: Sequence[Label], texts: Texts, reach: Mapping[CellPlace, CellPlace], form: Form
) -> Iterator[Label]:
    """Labels that repeat for one field with a number, `أولاد الزوجة ١` and `أولاد الزوجة ٢`: two numbers at least."""
    bases, places = bases_of(form), {each.at for each in labels}
    known = {text: numbered(text) for text in set(texts.values()) if len(text) <= LONGEST_LABEL} if bases else {}
    numbers: dict[str, set[int]] = {}
    for found in known.values():
        if found and found[0] in bases:
            numbers.setdefault(bases[found[0]], set()).add(found[1])
    several = {name for name, of in numbers.items() if len(of) > 1} - {each.field for each in labels}
    for at, text in texts.items():
        found = known.get(text)
        if found and at not in places and bases.get(found[0]) in several:
            yield Label(at, reach.get(at, at), text, bases[found[0]], "numbered")


def _boxes_alone(
    labels: Sequence[Label], texts: Texts, reach: Mapping[CellPlace, CellPlace], form: Form
) -> Iterator[Label]:
    """A cell with the boxes of a choice that has no label: the options tell what is asked."""
    asked = {each.field for each in labels}
    asked |= {name for each in asked if each in form.fields for name in form.fields[each].composite}
    choices = {name: words for name, field in form.fields.items() if name not in asked and (words := field.printed)}
    places = {each.at for each in labels}
    for at, text in texts.items():
        found = boxes(text) if at not in places else None
        if found and found.sure and len(found.options) > 1:
            options = [each.option for each in found.options]
            names = [name for name, words in choices.items() if all(map(words.find, options))]
            if len(names) == 1:
                yield Label(at, reach.get(at, at), text, names[0], "ticks", text)


def by_line(labels: Sequence[Label]) -> dict[int, list[Label]]:
    """The labels of each line that has any."""
    lines: dict[int, list[Label]] = {}
    for each in labels:
        lines.setdefault(each.line, []).append(each)
    return lines


def side_of(labels: Sequence[Label], texts: Texts) -> AnswerSide:
    """On which side most answers stand.

    Before their labels, as in a sheet from right to left that was turned around, only where nothing stands behind the
    labels of the last column, and texts, no mere numbers, before most of the first.
    """
    places = {each.at for each in labels}
    bare = [each for each in labels if each.answer is None]
    if len(labels) >= 2 * len(bare):  # of no label at all, too
        return AnswerSide.WITHIN
    ways = [(each.line, each.reach[1] + 1) for each in bare], [(each.reach[0] + 1, each.column) for each in bare]
    there = [[texts[each] for each in way if each in texts and each not in places] for way in ways]
    beside, below = len(there[0]), sum(not HINT.fullmatch(text.strip()) for text in there[1])
    columns = Counter(each.column for each in bare)
    many = [column for column, count in columns.items() if count * 5 > max(columns.values(), default=0)]
    first, last = min(many), max(many)
    before = [texts.get((each.line, first - 1), "") for each in bare if each.column == first]
    telling = [text for text in before if text and not _NUMBERING.fullmatch(key(text))]
    behind = any((each.line, each.reach[1] + n) in texts for each in bare if each.column == last for n in (1, 2, 3))
    if not behind and len(telling) > below and 2 * len(telling) > len(before):
        return AnswerSide.BEFORE
    return AnswerSide.BELOW if below > beside else AnswerSide.NEXT


def without_printed_answers(labels: Sequence[Label], side: AnswerSide) -> list[Label]:
    """Without labels that stand where another label of the same question has its answer: boxes that are not ticked."""
    starts = {(each.field, _start(side, each.at, each.reach)): each for each in labels}
    return [
        each
        for each in labels
        if (each.field, each.at) not in starts or key(starts[each.field, each.at].text) == key(each.text)
    ]


def second_language(labels: Sequence[Label], texts: Texts) -> set[CellPlace]:
    """The labels of a column without answers that stand behind the same questions of their lines, in other words."""
    columns: dict[int, list[Label]] = {}
    for each in labels:
        columns.setdefault(each.column, []).append(each)
    asked = {(each.line, each.field): each for each in sorted(labels, key=lambda each: each.at, reverse=True)}
    found: set[CellPlace] = set()
    for several in columns.values():
        firsts = [(each, asked[each.line, each.field]) for each in several]
        again = all(first.column < each.column and key(first.text) != key(each.text) for each, first in firsts)
        if again and not any((each.line, each.reach[1] + 1) in texts for each in several):
            found |= {each.at for each in several}
    return found


def unknown_labels(
    labels: Sequence[Label], texts: Texts, reach: Mapping[CellPlace, CellPlace], side: AnswerSide, taken: set[CellPlace]
) -> Iterator[Label]:
    """Texts that stand where labels stand, with an answer on one form at least: labels that the form does not know."""
    places = {each.at for each in labels}
    axis = 0 if side is AnswerSide.BELOW else 1
    ways = {each.at[axis] for each in labels}
    there = {at: reach.get(at, at) for at in texts if at[axis] in ways and at not in places and at not in taken}
    answers = {at: _start(side, at, end) for at, end in there.items()}
    answered = {key(texts[at]) for at, answer in answers.items() if answer in texts and answer not in places}
    answered -= {key(texts[at]) for at in there if kind(texts[at]) > TextType.WORDS}  # figures ask nothing
    for at, end in there.items():
        if key(texts[at]) in answered:
            yield Label(at, end, texts[at], None, "unknown")


def _start(side: AnswerSide, at: CellPlace, end: CellPlace) -> CellPlace:
    """Where the answer of a label begins that stands there and reaches to that cell."""
    if side is AnswerSide.BELOW:
        return end[0] + 1, at[1]
    return at[0], at[1] - 1 if side is AnswerSide.BEFORE else end[1] + 1
