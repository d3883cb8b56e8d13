"""Which label of its field a header is: in which language, and whether letter by letter or after folding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from records.forms import Form
from records.labels.columns import ColumnMatch
from records.labels.labels import key, vocabulary, without_article

BY_LABEL = ("form", "label", "article", "question", "hint", "numbered", "languages")
"""Why a column is mapped (`headers.because`) when one of the labels of its field stands in its header."""


@dataclass(frozen=True, slots=True)
class LabelMatch:
    """`languages`: those of the labels, `ar` before others; none for the field's own id. `exact`: as written."""

    languages: tuple[str, ...]
    exact: bool


def label_match(column: ColumnMatch, form: Form) -> LabelMatch | None:
    """The labels of its field in the header of a column, the longest of each language; None where no label decided.

    >>> from records import form
    >>> of = lambda header: label_match(ColumnMatch("A", header, "birth_date", "mapped", "label"), form("fighter-file"))
    >>> of("تاريخ الميلاد"), of("5- تاريخُ الميلاد / date of Birth")
    (LabelMatch(languages=('ar',), exact=True), LabelMatch(languages=('ar', 'en'), exact=False))
    """
    if column.field is None or column.why not in BY_LABEL:
        return None
    name, loose = key(column.header), key(without_article(column.header))
    best: dict[str, tuple[int, bool]] = {}
    for language, label in _labels(column.field, form):
        exact = label in column.header
        for here, whole in ((key(label), name), (key(without_article(label)), loose)):
            if here in whole:
                best[language] = max(best.get(language, (0, False)), (len(here), exact))
    if not best:
        return LabelMatch((), column.field in column.header)
    return LabelMatch(tuple(sorted(best)), all(exact for _, exact in best.values()))


def _labels(name: str, form: Form) -> Iterator[tuple[str, str]]:
    """The labels of a field with their languages: the form's own, and the shared ones, those with numbers too."""
    known = vocabulary()
    for labels in (form.fields[name].labels, known["fields"].get(name, {}), known["numbered"].get(name, {})):
        yield from ((language, label) for language, several in labels.items() for label in several)
