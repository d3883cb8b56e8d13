"""What a header says: the fields whose labels it is, after folding. Nothing is matched by similarity.

The labels are `schemas/vocabularies/labels.yaml` and the form's own. A form's own label is never ambiguous.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from records.data import read_yaml, schemas
from records.forms import Form
from records.text import fold, plain
from records.words import ENGLISH

_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NUMBER = re.compile(
    r"^(?:[(\[]?[0-9]{1,3}\s*[-–—.)\]:/،,_]+\s*|[0-9]{1,3}\s+|(?:س|q)\.?\s?[0-9]{1,3}\s*[-–—.)\]:/]*\s*)+(?=\D)"
)
_TWIN = re.compile(r"\.[0-9]{1,2}$")
_BRACKETS = re.compile(r"[(\[{«（<]([^()\[\]{}«»（）<>]*)[)\]}»）>]")
_WORD = re.compile(r"[^\W_]+")
_ARTICLE = re.compile(r"(?<![^\W_])ال(?=[^\W_]{2})")
_PARTS = re.compile(r"\s*[/|\n،,؛;・]\s*|\s+[-–—]\s+")
_ARABIC = re.compile("[\u0600-\u06ff]")
_SIGNS = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_SCRIPT_CHANGE = re.compile(
    r"(?<=[\u0600-\u06ff])\W+(?=[^\W\d_\u0600-\u06ff])|(?<=[^\W\d_\u0600-\u06ff])\W+(?=[\u0600-\u06ff])"
)
_LONGEST = 200
"""A longer text is no header that this room knows."""


@dataclass(frozen=True, slots=True)
class HeaderMeaning:
    """What a header says.

    `fields`: those it may mean; `sure` when it means the one; `how`: by which step, see `headers.because`.
    """

    fields: tuple[str, ...] = ()
    sure: bool = False
    how: str = "unknown"


_UNKNOWN = HeaderMeaning()


@lru_cache(maxsize=10_000)  # the same cells are looked at as headers, as parts of forms and for every form
def key(text: str) -> str:
    """A label without what does not matter: case, tashkeel, hamza seats, blanks, punctuation.

    >>> key("Date_of-birth:"), key("تاريخُ المـيلاد *"), key("birthDate"), key("#")
    ('dateofbirth', 'تاريخالميلاد', 'birthdate', '#')
    """
    folded = fold(text)
    return "".join(_WORD.findall(folded)) or folded


def without_article(text: str) -> str:
    """Without the article before each word. أل is no article: ألمانيا stays.

    >>> without_article("تاريخ الميلاد"), without_article("ألمانيا")
    ('تاريخ ميلاد', 'ألمانيا')
    """
    return _ARTICLE.sub("", plain(text))


@dataclass(frozen=True)
class Labels:
    """Labels by key: the form's own, then the shared ones; `loose` are both without the article."""

    own: Mapping[str, tuple[str, ...]]
    shared: Mapping[str, tuple[str, ...]]
    composite: Mapping[str, tuple[str, ...]]
    loose: Mapping[str, tuple[str, ...]]
    hints: frozenset[str] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    phrases: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    """Labels that tell something even among other words, as words."""

    def exact(self, text: str) -> HeaderMeaning:
        """The fields whose label this text is, as it stands or without the article."""
        name = key(text)
        if name in self.own:
            fields = self.own[name]
            return HeaderMeaning(fields, len(fields) == 1, "form" if len(fields) == 1 else "several")
        if name in self.composite:
            return HeaderMeaning(self.composite[name], False, "composite")
        for index, how in ((self.shared, "label"), (self.loose, "article")):
            fields = index.get(name if index is self.shared else key(without_article(text)), ())
            if fields:
                sure = len(fields) == 1
                return HeaderMeaning(tuple(each for each in fields if each), sure, how if sure else "several")
        return _UNKNOWN


@lru_cache
def vocabulary() -> Mapping[str, Any]:
    """`labels.yaml` as it stands."""
    document: Mapping[str, Any] = read_yaml(schemas() / "vocabularies" / "labels.yaml")[0]
    return document


@lru_cache
def group_labels() -> frozenset[str]:
    """Keys of what stands over a group of columns and says nothing of them: `معلومات شخصية`."""
    return frozenset(key(label) for label in vocabulary()["groups"])


@lru_cache
def _shared() -> Labels:
    document = vocabulary()
    pairs = [(label, (name,)) for name, by in document["fields"].items() for labels in by.values() for label in labels]
    pairs += [(name.replace("_", " "), (name,)) for name in document["fields"]]
    # the empty field makes a label of one field ambiguous too
    pairs += [(label, (*names.split(), "")) for names, labels in document["ask"].items() for label in labels]
    composite = [(label, tuple(names.split())) for names, labels in document["composite"].items() for label in labels]
    return Labels(
        {},
        _index(pairs, key),
        _index(composite, key),
        _index(pairs, lambda label: key(without_article(label))),
        frozenset(fold(word) for word in document["hints"]),
        tuple(sorted(map(fold, document["before"]), key=len, reverse=True)),
        tuple(sorted(map(fold, document["after"]), key=len, reverse=True)),
        _telling(_index(pairs, _words)),
    )


def shared_meaning(label: str) -> str:
    """The one field of the shared vocabulary that a label means; empty where there is none, or several.

    >>> shared_meaning("Date of birth"), shared_meaning("Nothing we know")
    ('birth_date', '')
    """
    meant = _shared().exact(label)
    return meant.fields[0] if meant.sure else ""


def _words(label: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(fold(without_article(label))))


def _index(pairs: Iterable[tuple[str, tuple[str, ...]]], folded: Any) -> dict[Any, tuple[str, ...]]:
    index: dict[Any, tuple[str, ...]] = {}
    for label, fields in pairs:
        name = folded(label)
        index[name] = tuple(dict.fromkeys((*index.get(name, ()), *fields)))
    return index


def _telling(phrases: Mapping[tuple[str, ...], tuple[str, ...]]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Labels of two words and more, and long words that stand for one field."""
    return {
        words: fields
        for words, fields in phrases.items()
        if len(words) > 1 or (len(words) == 1 and len(fields) == 1 and len(words[0]) >= _long(words[0]))
    }


def _long(word: str) -> int:
    """How many letters make a long word: Arabic leaves out short vowels, a Chinese or Japanese word has two signs."""
    if _ARABIC.search(word):
        return 5
    return 2 if _SIGNS.search(word) else 8


def labels_of(form: Form) -> Labels:
    """The shared labels, and before them those of the form's own fields."""
    own = [(label, name) for name, each in form.fields.items() for labels in each.labels.values() for label in labels]
    boxes = [(name, frozenset(each.composite)) for name, each in form.fields.items() if each.composite]
    return _labels(tuple(form.fields), tuple(own), tuple(boxes))


@lru_cache
def _labels(
    names: tuple[str, ...], labels: tuple[tuple[str, str], ...], boxes: tuple[tuple[str, frozenset[str]], ...]
) -> Labels:
    """The labels of a form with these fields, these labels of theirs, and these boxes."""
    shared = _shared()
    own = [(label, (name,)) for label, name in labels]
    named = [(name, (name,)) for name in names]
    strict = _boxes({asks: (name,) for name, asks in boxes}, shared) | _index([*own, *named], key)
    loose = _index(own, lambda label: key(without_article(label)))
    phrases = _index(own, _words)
    return Labels(
        strict,
        shared.shared,
        {name: fields for name, fields in shared.composite.items() if name not in strict},
        {**shared.loose, **loose},
        shared.hints,
        shared.before,
        shared.after,
        {**shared.phrases, **_telling(phrases)},
    )


def _boxes(boxes: Mapping[frozenset[str], tuple[str, ...]], shared: Labels) -> dict[str, tuple[str, ...]]:
    """The shared labels of boxes that ask just what a box of the form asks."""
    return {name: boxes[frozenset(fields)] for name, fields in shared.composite.items() if frozenset(fields) in boxes}


def first_label(form: Form, name: str, lang: str) -> str:
    """A label of that field that is understood without asking: for the header of an empty workbook.

    In English when no label of that language is, and the field's id when none of those is either.
    """
    labels = labels_of(form)
    shared = vocabulary()["fields"].get(name, {})
    own = form.field(name).labels
    for label in (label for each in (lang, ENGLISH) for by in (own, shared) for label in by.get(each, ())):
        if labels.exact(label) == HeaderMeaning((name,), True, labels.exact(label).how):
            return str(label)
    return name


def header_meaning(header: str, labels: Labels) -> HeaderMeaning:
    """What a header says: the first step that knows it decides.

    A whole label; one behind a number; with a pronoun; in a question; with a hint in brackets; in two languages;
    within.
    """
    if not header.strip() or len(header) > _LONGEST:
        return _UNKNOWN
    text = _CAMEL.sub(" ", header) if header.isascii() else header
    said = _UNKNOWN
    for step in (_whole, _of_him, _asked, _bracketed, _in_parts, _within):
        for form in dict.fromkeys((header, text, without_number(text))):
            said = step(form, labels)
            if said.fields:
                return said
    return said


def is_likely(text: str, labels: Labels) -> bool:
    """Whether a text may be a header: it, or a part of it, is a label. Much quicker than to understand it.

    >>> import records
    >>> labels = labels_of(records.form("fighter-file"))
    >>> is_likely("3- Full name / الاسم (hint)", labels), is_likely("Ali Haddad", labels)
    (True, False)
    """
    bare = _BRACKETS.sub(" ", without_number(text))
    parts = (part for split in (_PARTS, _SCRIPT_CHANGE) for part in split.split(bare))
    return any(labels.exact(part).fields for part in (text, bare, *parts))


@lru_cache(maxsize=10_000)
def without_number(text: str) -> str:
    """A header without the number before a question, and the number pandas adds to a second column of the same name."""
    folded = _NUMBER.sub("", fold_keeping_lines(text))
    return _TWIN.sub("", folded)


def fold_keeping_lines(text: str) -> str:
    """Folded, line by line; hamza on the article is kept apart by folding only what is not Arabic.

    >>> fold_keeping_lines("١- الاسم\\nName")
    '1- الاسم\\nname'
    """
    from records.text import ascii_digits

    return "\n".join(ascii_digits(plain(line)).casefold() for line in text.splitlines() if line.strip())


def _whole(text: str, labels: Labels) -> HeaderMeaning:
    return labels.exact(text)


def _of_him(text: str, labels: Labels) -> HeaderMeaning:
    """The label with a pronoun on a word, which has no article then: `فئة دمه`, `مستواه التعليمي`."""
    words = plain(text).split()
    for n, word in enumerate(words):
        for bare in _without_pronoun(word):
            said = labels.exact(" ".join((*words[:n], bare, *words[n + 1 :])))
            if said.fields:
                return said if said.how == "several" else HeaderMeaning(said.fields, said.sure, "pronoun")
    return _UNKNOWN


def _without_pronoun(word: str) -> Iterator[str]:
    """The word without ـه or ـها: the ة that opened before it is closed again, and so is the ى."""
    for ending in ("ه", "ها"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 1 and not word.startswith("ال"):
            if stem[-1] in "تا":
                yield stem[:-1] + {"ت": "ة", "ا": "ى"}[stem[-1]]
            yield stem


def _asked(text: str, labels: Labels) -> HeaderMeaning:
    """The label in a question: `ما هو تاريخ الميلاد كما هو مكتوب في الاستمارة؟`."""
    folded = fold(text).rstrip("?؟:* .")
    start = next((each for each in labels.before if folded.startswith(each + " ")), "")
    end = next((each for each in labels.after if folded.endswith(" " + each)), "")
    inner = folded[len(start) : len(folded) - len(end)].strip()
    said = labels.exact(inner) if start or end else _UNKNOWN
    return HeaderMeaning(said.fields, said.sure, "question") if said.sure else said


def _bracketed(text: str, labels: Labels) -> HeaderMeaning:
    """A label with brackets: what is in them may be a hint, or the label again; else one has to ask."""
    inside = [each for each in _BRACKETS.findall(text) if key(each)]
    outside = _BRACKETS.sub(" ", text)
    if not inside or not key(outside):
        return _UNKNOWN
    said = _asked(outside, labels) if not labels.exact(outside).fields else labels.exact(outside)
    if not said.sure:
        return _agreed([said, *(labels.exact(each) for each in inside)]) if said.fields else said
    for each in inside:
        again = labels.exact(each)
        hint = all(word in labels.hints or word.isdigit() for word in _WORD.findall(fold(each)))
        if not hint and said.fields[0] not in again.fields:
            return HeaderMeaning(tuple(dict.fromkeys((*said.fields, *again.fields))), False, "brackets")
    return HeaderMeaning(said.fields, True, "hint")


def _in_parts(text: str, labels: Labels) -> HeaderMeaning:
    """The label in two languages: `الاسم / Name`, on two lines, or one after the other. Each may have a slash, or a
    line that breaks, within it: then one of these signs parts two labels that agree."""
    splits = (_PARTS, _SCRIPT_CHANGE)
    for found in (found for split in splits for found in split.finditer(text)):
        said = _agreed([_part(text[: found.start()], labels), _part(text[found.end() :], labels)])
        if said.sure:
            return said
    for split in splits:
        parts = [part for part in split.split(text) if key(part)]
        said = _agreed([_part(part, labels) for part in parts]) if len(parts) > 1 else _UNKNOWN
        if said.fields:
            return said
    return _UNKNOWN


def _part(part: str, labels: Labels) -> HeaderMeaning:
    said = labels.exact(part)
    return said if said.fields else _bracketed(part, labels)


def _agreed(parts: list[HeaderMeaning]) -> HeaderMeaning:
    """What several labels say together: the one field they have in common, else all of them, to be asked."""
    every = tuple(dict.fromkeys(name for part in parts for name in part.fields))
    common = [name for name in every if all(name in part.fields for part in parts)]
    composite = any(part.how in ("composite", "brackets") for part in parts)
    if len(common) == 1 and not composite:
        return HeaderMeaning((common[0],), True, "languages")
    return HeaderMeaning(every, False, "parts")


def _within(text: str, labels: Labels) -> HeaderMeaning:
    """A label of two words or more, or a long word, among other words: never taken, but worth asking."""
    words = _words(text)
    for length in range(len(words) - 1, 0, -1):
        for start in range(len(words) - length + 1):
            fields = labels.phrases.get(words[start : start + length], ())
            if fields:
                return HeaderMeaning(tuple(each for each in fields if each), False, "within")
    return _among_signs(key(text), labels) if _SIGNS.search(text) else _UNKNOWN


def _among_signs(name: str, labels: Labels) -> HeaderMeaning:
    """The longest label within a header of a language that is written without blanks."""
    for length in range(len(name) - 1, 1, -1):
        for start in range(len(name) - length + 1):
            fields = labels.phrases.get((name[start : start + length],), ())
            if fields:
                return HeaderMeaning(fields, False, "within")
    return _UNKNOWN


def similar(header: str, labels: Labels, form: Form) -> Iterator[str]:
    """Fields of the form with a label like this header, best first, as a suggestion to a person."""
    from rapidfuzz import fuzz, process

    name = key(header)
    if len(name) < 5:
        return
    index = {label: fields for each in (labels.shared, labels.own) for label, fields in each.items()}
    known = {label: fields for label, fields in index.items() if set(fields) & form.fields.keys() and len(label) > 3}
    seen: set[str] = set()
    for label, _, _ in process.extract(name, sorted(known), scorer=fuzz.ratio, score_cutoff=80, limit=5):
        for each in known[label]:
            if each in form.fields and each not in seen:
                seen.add(each)
                yield each
