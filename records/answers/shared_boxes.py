"""One box for several questions: `1990 تونسي` under "date of birth and nationality".

A form declares which questions a box asks (`composite: [birth_date, nationality]`). A text of the box is cut into runs
of its words, never inside a token; a run belongs to the question whose kind can read all of it, within its bounds:

1. As many questions as possible are answered, then as many words as possible are used, then as many readings as
   possible are exact.
2. Where two cuts are as good, every question answered in the declared order wins: `2 3` is two wives, three children.
3. What no such kind reads belongs to the question for free text (place, name); two of those are parted by a line break,
   a bar, a semicolon, a slash, a comma or a dash, in the declared order.
4. What is missing as a whole (`غير معروف`) is missing for every question.
5. Options with boxes, ticked or not, are the answer to the question that has these options: `أعزب ( ) متزوج (x)`; and a
   label of a question before its answer (`عدد الأطفال ( 2 )`) says which question it answers.

What these rules do not settle is not settled: `5` under "wives and children" answers neither, and is told. What is left
over is told too. The whole text stays a text of the box itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from records.forms import Field
from records.kinds.dates.date_words import BEARS_A_NUMBER, lookup
from records.kinds.missing import missing
from records.kinds.ticks import boxes
from records.labels.labels import key, vocabulary
from records.model import Missing, Rule, Status
from records.text import fold

LEFT_OVER, NOT_SPLIT = "composite.left-over", "composite.not-split"
RULES = (
    Rule(LEFT_OVER, "1990 تونسي متزوج"),
    Rule(NOT_SPLIT, "5"),
)
"""The notes of a box: of its own text (`left-over`) and of its questions (`not-split`)."""

MOST_WORDS, LONGEST_RUN = 30, 10
_WORD = re.compile(r"\d+|(?<!\S)و(?=[^\W\d_]{3})|[^\s\d/|,،;؛]+")
"""A word, a number, or the و before a word."""
_BRACKETED = re.compile(r"([^\W\d_][^()\[\]|/،,;؛:\n]*?)[\s:]*[(\[]([^()\[\]]*)[)\]]")
"""Words, and a bracket behind them."""
_DASHES = re.compile(r"[-‐-―_.:·•*ـ]+")
_SEPARATORS = (r"\n", r"\|", r"[;؛]", r"(?<!\d)/|/(?!\d)", r"[,،]", r"\s[-–—]\s")
"""What parts two free texts, the strongest first."""
_EDGES = " \t\r\n/|,،;؛:-–—"
_JOINING = frozenset({"و", "وله", "في", "and", "in", "with", "et", "und"})

_GLUED = re.compile(r"\d(?:[.\u2019']?[^\W\d_\u0600-\u06ff])|[.\u2019'a-zA-Z\u00c0-\u024f\u0400-\u04ff]\d")
"""Two signs of one token."""
_ORDINAL = re.compile(r"(?<![\d.])\d{1,3}\.\Z")
"""A number with the full stop that makes it an ordinal where words follow: a regiment, not a year."""

_FIGURES_OR_WORD = re.compile(r"\d+(?:[./-]\d+)*|[^\W\d_]+")
_SHORT = re.compile(r"\d{1,3}")

_Span = tuple[int, int]
Cut = tuple[_Span | None, ...]


@dataclass(frozen=True, slots=True)
class SharedBox:
    """A box of several questions, taken apart.

    `texts`: for each question, in the declared order, its part of the box; "" where the box holds none of it, None
    where one cannot tell. `rest`: the words that answer no question.
    """

    texts: tuple[str | None, ...]
    rest: str = ""


class Box:
    """The questions of one box. Each run of words is read once.

    >>> import records
    >>> form = records.form("fighter-file")
    >>> box = Box([form.field("birth_date"), form.field("nationality")])
    >>> box.split("1990 تونسي").texts, box.split("تونسي").texts
    (('1990', 'تونسي'), ('', 'تونسي'))
    >>> Box([form.field("wives_count"), form.field("children_total")]).split("3").texts
    (None, None)
    """

    def __init__(self, fields: Sequence[Field]) -> None:
        self.fields = tuple(fields)
        self.strict = [n for n, field in enumerate(self.fields) if not field.reader.free]
        self.free = [n for n, field in enumerate(self.fields) if field.reader.free]
        self._read: list[dict[str, int]] = [{} for _ in self.fields]

    def split(self, text: str) -> SharedBox:
        """The parts of one text of the box."""
        absent = missing(text)
        if absent is not None and absent.note != "missing.zero":
            return SharedBox((text,) * len(self.fields))
        said = self._said(text)
        if said:
            return self._rest(text, said)
        words = [match.span() for match in _WORD.finditer(text)]
        if not 0 < len(words) <= MOST_WORDS:
            return SharedBox((None,) * len(self.fields))
        cut = self._cut(text, words)
        return SharedBox((None,) * len(self.fields)) if cut is None else self._filled(text, words, cut)

    def _said(self, text: str) -> dict[int, tuple[_Span, str]]:
        """By question, where its options with their boxes stand, or its answer behind its label, and the answer."""
        said: dict[int, tuple[_Span, str]] = {}
        for n, field in enumerate(self.fields):
            span = _of_options(text, field)
            if span:
                said[n] = span, text[slice(*span)]
        for n, span, answer in self._labelled(text, [span for span, _ in said.values()]):
            said.setdefault(n, (span, answer))
        return said

    def _labelled(self, text: str, taken: Sequence[_Span]) -> Iterator[tuple[int, _Span, str]]:
        """Labels of the questions with an answer in brackets behind them."""
        for match in _BRACKETED.finditer(text):
            starts = [match.start(1) + word.start() for word in re.finditer(r"(?<!\S)\S", match[1])]
            for start in starts:
                name = key(text[start : match.end(1)])
                fields = [n for n, names in enumerate(self._labels) if name in names]
                if len(fields) == 1 and not any(first < match.end() and start < last for first, last in taken):
                    yield fields[0], (start, match.end()), match[2].strip()
                    break

    @cached_property
    def _labels(self) -> list[frozenset[str]]:
        return [_label_keys(field) for field in self.fields]

    def _rest(self, text: str, said: Mapping[int, tuple[_Span, str]]) -> SharedBox:
        """The answers that are said to be of a question; the others are looked for in the longest run of the rest."""
        texts: list[str | None] = [said[n][1] if n in said else "" for n in range(len(self.fields))]
        bounds = [0, *(at for span in sorted(span for span, _ in said.values()) for at in span), len(text)]
        gaps = [text[start:end].strip(_EDGES) for start, end in zip(bounds[::2], bounds[1::2], strict=True)]
        gaps = [gap for gap in gaps if gap and not any(key(gap) in names for names in self._labels)]
        others = [n for n in range(len(self.fields)) if n not in said]
        if not gaps or not others:
            return SharedBox(tuple(texts), " / ".join(gaps))
        longest = max(gaps, key=len)
        split = Box([self.fields[n] for n in others]).split(longest)
        for n, part in zip(others, split.texts, strict=True):
            texts[n] = part
        return SharedBox(
            tuple(texts), " / ".join(filter(None, [*(gap for gap in gaps if gap is not longest), split.rest]))
        )

    def _cut(self, text: str, words: Sequence[_Span]) -> Cut | None:
        """The runs of words that the strict questions take; None when two cuts are as good."""
        runs = [dict(self._runs(n, text, words)) for n in self.strict]
        weights = {cut: _weight(cut, runs) for cut in _disjoint([list(each) for each in runs])}
        best = max(weights.values())
        good = [cut for cut, weight in weights.items() if weight == best]
        if len(good) > 1 and all(good[0]):
            good = [cut for cut in good if list(cut) == sorted(filter(None, cut))]
        return good[0] if len(good) == 1 else None

    def _runs(self, n: int, text: str, words: Sequence[_Span]) -> Iterator[tuple[_Span, tuple[int, int]]]:
        """Runs of words that are wholly an answer to one question, with how many words they use and how surely."""
        empty = [_joins(text, word) for word in words]
        for first in range(len(words)):
            for last in range(first, min(first + LONGEST_RUN, len(words))):
                whole = _is_whole(text, words[first][0], words[last][1])
                if whole and (first == last or not (empty[first] or empty[last])):
                    sure = self._sure(n, _run(text, words, (first, last + 1)))
                    if sure:
                        yield (first, last + 1), (last + 1 - first - sum(empty[first : last + 1]), sure)

    def _sure(self, n: int, run: str) -> int:
        known = self._read[n]
        if run not in known:
            known[run] = _sureness(self.fields[n], run)
        return known[run]

    def _filled(self, text: str, words: Sequence[_Span], cut: Cut) -> SharedBox:
        """The strict questions' texts, and what is left for the free ones."""
        texts: list[str | None] = [""] * len(self.fields)
        for n, span in zip(self.strict, cut, strict=True):
            texts[n] = _run(text, words, span) if span else ""
        gaps = _gaps(text, words, [span for span in cut if span], bool(self.free))
        wanting = self.free or [n for n, span in zip(self.strict, cut, strict=True) if span is None]
        if not gaps or not wanting:
            return SharedBox(tuple(texts), " / ".join(gaps))
        if len(wanting) == 1:
            longest = max(gaps, key=len)
            texts[wanting[0]] = longest
            return SharedBox(tuple(texts), " / ".join(gap for gap in gaps if gap is not longest))
        pieces = gaps if len(gaps) > 1 else _parted(gaps[0], len(wanting))
        known = self.free and len(pieces) == len(wanting)
        for place, n in enumerate(wanting):
            texts[n] = pieces[place] if known else None
        return SharedBox(tuple(texts))


def _label_keys(field: Field) -> frozenset[str]:
    """The keys of the labels of a question, the form's own and the shared ones."""
    shared = vocabulary()["fields"].get(field.id, {})
    return frozenset(key(label) for by in (field.labels, shared) for labels in by.values() for label in labels)


def _of_options(text: str, field: Field) -> _Span | None:
    """Where the options of a choice stand with their boxes: one with a mark, or several; a label may stand before."""
    words = field.printed
    found = boxes(text) if words else None
    spans, marked = [], False
    for option, said, (start, end) in found.options if found else ():
        bare = option.rpartition(":")[2].strip()
        if words and words.find(bare):
            spans.append((text.index(bare, start) if text.startswith(option, start) else start, end))
            marked |= bool(said)
    return (min(spans)[0], max(spans)[1]) if marked or len(spans) > 1 else None


def _sureness(field: Field, run: str) -> int:
    """0 where the run is no answer, 2 where it is one as it stands, else 1. A word for having none is an answer; what
    lies outside the bounds of the field is none."""
    reading = field.reader.read(run, field.options)
    if reading.status is Status.MISSING:
        return int(reading.missing is not Missing.BLANK)
    kind = field.reader
    if reading.status is Status.UNREAD or kind.rest(reading) or kind.outside(reading.parts, field.options):
        return 0
    return 2 if reading.status is Status.EXACT else 1


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a run ends where tokens end: `81.`, `2nd` and `No.81` are cut nowhere, `1990تونسي` before the Arabic."""
    ordinal = _ORDINAL.search(text[:end]) or (text[end : end + 1] == "." and _ORDINAL.search(text[: end + 1]))
    if (ordinal and text[end:].strip(". ")) or (start and text[start] == "." and not text[start - 1].isspace()):
        return False
    if any(first < at < last for first, last in _numbered(text) for at in (start, end)):
        return False
    return not any(_GLUED.match(text, at - 1) for at in (start, end) if at)


@lru_cache(maxsize=256)
def _numbered(text: str) -> tuple[_Span, ...]:
    """Where a short number and the word for a unit or an institution beside it stand: one token, no year.

    >>> _numbered("Tobruk 81 Inf. Reg."), _numbered("كتيبة 81"), _numbered("12.5.81 Bn"), _numbered("1981 Bn")
    (((7, 13),), ((0, 8),), (), ())
    """
    pieces = list(_FIGURES_OR_WORD.finditer(text))
    found = []
    for at, (first, second) in enumerate(pairwise(pieces)):
        behind = _SHORT.fullmatch(second[0]) is not None
        number, word = (at + 1, at) if behind else (at, at + 1)
        beside = _SHORT.fullmatch(pieces[number][0]) and not text[first.end() : second.start()].strip(" .")
        of_month = behind and _is_month(pieces[at + 2 : at + 3])
        names = (pieces[word : word + 1], pieces[word : word + 2], pieces[max(word - 1, 0) : word + 1])
        if beside and not of_month and any(map(_is_numbered, names)):
            found.append((first.start(), second.end()))
    return tuple(found)


def _is_numbered(words: Sequence[re.Match[str]]) -> bool:
    return not BEARS_A_NUMBER.isdisjoint(lookup(" ".join(word[0] for word in words)))


def _is_month(words: Sequence[re.Match[str]]) -> bool:
    return any("-" in code for word in words for code in lookup(word[0]))


def _joins(text: str, word: _Span) -> bool:
    """Whether a word is a dash or only joins others: it is no answer's first or last word."""
    start, end = word
    return bool(_DASHES.fullmatch(text[start:end])) or fold(text[start:end]) in _JOINING


def _disjoint(runs: Sequence[Sequence[_Span]], taken: Cut = ()) -> Iterator[Cut]:
    """Every choice of one run, or none, for each question, no word taken twice."""
    if len(taken) == len(runs):
        yield taken
        return
    yield from _disjoint(runs, (*taken, None))
    for run in runs[len(taken)]:
        if all(span is None or run[1] <= span[0] or span[1] <= run[0] for span in taken):
            yield from _disjoint(runs, (*taken, run))


def _weight(cut: Cut, runs: Sequence[Mapping[_Span, tuple[int, int]]]) -> tuple[int, int, int]:
    """How many questions are answered, by how many words, and how surely."""
    used = [known[span] for span, known in zip(cut, runs, strict=True) if span]
    return len(used), sum(words for words, _ in used), sum(sure for _, sure in used)


def _run(text: str, words: Sequence[_Span], span: _Span) -> str:
    """The text of a run; a bracket around it is no part of it."""
    run = text[words[span[0]][0] : words[span[1] - 1][1]]
    if run[0] in "([" and run[-1] in ")]":
        run = run[1:-1]
    return run.strip()


def _gaps(text: str, words: Sequence[_Span], taken: Sequence[_Span], keep_joining: bool) -> list[str]:
    """The runs of words that are part of no answer; joining words and dashes alone are not counted."""
    used = {n for first, last in taken for n in range(first, last)}
    gaps: list[list[int]] = [[]]
    for n in range(len(words)):
        if n in used:
            gaps.append([])
        else:
            gaps[-1].append(n)
    texts = [_run(text, words, (gap[0], gap[-1] + 1)).strip(_EDGES).lstrip(". ") for gap in gaps if gap]
    return [each for each in texts if each and (keep_joining or fold(each) not in _JOINING)]


def _parted(text: str, count: int) -> list[str]:
    """A text in that many pieces, at its strongest separator that makes so many."""
    for separator in _SEPARATORS:
        pieces = [piece.strip(_EDGES) for piece in re.split(separator, text)]
        pieces = [piece for piece in pieces if piece]
        if len(pieces) == count:
            return pieces
    return [text]
