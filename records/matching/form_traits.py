"""Which fields of a form tell persons apart, from their kinds and labels, so that a user's own form needs no option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from records.forms import Field, Form
from records.kinds.kind import is_dated
from records.labels.labels import shared_meaning

Comparison = Literal["name", "day", "number", "code", "place"]
OWN_NAME = "name"
"""The trait that all fields with the person's own name make together."""

_NAME_PARTS: Mapping[str, int] = {"given_name": 0, "surname": 1}
"""Parts of a name that stand in fields of their own, in the order in which a name is written."""
_TEXTS: Mapping[str, Comparison] = {"birth_place": "place", "address": "place", "residence_city": "place"}
_NUMBERS = ("org_number", "national_id", "phone")
_DAYS = ("birth_date", "join_date", "entry_date", "capture_date", "death_date")
"""Days that stay the same for one person; the day on which a form was filled in does not."""
_CODES = ("origin_country", "nationality", "residence_country", "blood_type", "sex")
_RECORD_NUMBERS = ("record_no", "form_no", "doc_id", "page", "source")
_OTHER_NAMES = ("kunya", "mother_name", "father_name", "grandfather_name")
_PLACE_WORDS = ("address", "suburb", "street", "city", "town", "village", "district", "postcode", "state", "province")


@dataclass(frozen=True)
class PersonField:
    """A field that tells persons apart: the trait that it is, which forms share, and how it is compared."""

    id: str
    trait: str
    comparison: Comparison
    part: int | None = None
    """The place in the name, where given name and surname stand apart."""


def person_fields(form: Form) -> tuple[PersonField, ...]:
    """The fields of a form by which two records are compared.

    >>> from records.verbs import form
    >>> [each.trait for each in person_fields(form("prisoner-register"))][:4]
    ['org_number', 'name', 'father_name', 'birth_date']
    """
    record_number = next((name for name in form.identified_by if form.fields[name].reader.names_record), None)
    found = [_person_field(field, field.id == record_number) for field in form.fields.values()]
    return tuple(each for each in found if each is not None)


def _person_field(field: Field, identifies_record: bool) -> PersonField | None:
    meaning = _meaning(field)
    kind = field.reader
    if meaning in _RECORD_NUMBERS or field.about == "record":
        return None
    if kind.names_person and (meaning in _OTHER_NAMES or "kunya" in field.id):
        return PersonField(field.id, meaning if meaning in _OTHER_NAMES else "kunya", "name")
    if kind.names_person and field.about == "person":
        return PersonField(field.id, OWN_NAME, "name", _NAME_PARTS.get(meaning))
    if (kind.names_record or kind.remark) and meaning in _NUMBERS:
        return PersonField(field.id, meaning, "number")
    if kind.names_record and not identifies_record:
        return PersonField(field.id, field.id, "number")
    if is_dated(kind) and meaning in _DAYS:
        return PersonField(field.id, meaning, "day")
    if meaning in _CODES:
        return PersonField(field.id, meaning, "code")
    if kind.remark and (meaning in _TEXTS or any(word in field.id for word in _PLACE_WORDS)):
        return PersonField(field.id, meaning if meaning in _TEXTS else field.id, "place")
    return None


def _meaning(field: Field) -> str:
    """The id of the shared vocabulary that the field's id or one of its labels names; else the field's own id."""
    texts = [field.id, *(label for labels in field.labels.values() for label in labels)]
    if getattr(field.options, "asks", "") in ("origin", "residence"):
        return f"{field.options.asks}_country"
    return next(filter(None, (shared_meaning(text) for text in texts)), field.id)
