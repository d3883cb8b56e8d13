"""A form that is wrong is refused with file, line and a suggestion."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import pytest

from records.forms import load_form, shipped
from records.kinds.kind import Kind
from records.model import Dtype, FormError, Reading, Severity, Status


@dataclass(frozen=True)
class Bounds:
    not_before: str | None = None
    many: bool = False


class Fake(Kind):
    """A kind for forms only."""

    name: ClassVar[str] = "date"
    options = Bounds
    parts: ClassVar[dict[str, Dtype]] = {"earliest": Dtype.DAY}
    alternatives: ClassVar[dict[str, Dtype]] = {}
    items: ClassVar[dict[str, Dtype]] = {}
    questions = ()
    rules = ()

    def read(self, text: str, options: Any) -> Reading:
        return Reading(text, Status.EXACT, "fake.any")


@dataclass(frozen=True)
class Order:
    earlier: str = field(metadata={"field": ("date",)})
    later: str = field(metadata={"field": ("date",)})


class FakeCheck:
    arguments = Order


KINDS: Any = {"date": Fake(), "text": Fake()}
CHECKS = {"date-order": FakeCheck()}
GOOD = """\
form: own
title: {en: Our own, ar: نموذجنا}
fields:
  birth_date: {kind: date, not_before: 1900-01-01, many: "true"}
  join_date:
    kind: date
    labels: {en: Joined}
  notes: {kind: text}
checks:
  - {check: date-order, earlier: birth_date, later: join_date, severity: warning}
"""


def _load(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return load_form(path, KINDS, CHECKS)


def test_a_form_is_read(tmp_path: Path) -> None:
    form = _load(tmp_path, GOOD)
    assert form.fields["birth_date"].options == Bounds("1900-01-01", True)
    assert form.fields["join_date"].labels == {"en": ["Joined"]}
    assert form.checks[0].severity is Severity.WARNING
    assert form.checks[0].args == Order("birth_date", "join_date")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: date, not_before", "kind: dat, not_before", "own.yaml:4: there is no kind 'dat'; did you mean 'date'?"),
        ("kind: date, not_before", "knd: date, not_before", "own.yaml:4: the field 'birth_date' has no kind"),
        ("not_before", "not_befor", "own.yaml:4: a field of kind date has no 'not_befor'; did you mean 'not_before'?"),
        ('"true"', "perhaps", "own.yaml:4: fields.birth_date.many: Input should be a valid boolean"),
        (
            "earlier: birth_date",
            "earlier: birthdate",
            "own.yaml:10: the form has no field 'birthdate'; did you mean 'birth_date'?",
        ),
        ("later: join_date, ", "", "own.yaml:10: checks.0.later: Field required"),
        (
            "later: join_date",
            "latr: join_date",
            "own.yaml:10: the check date-order has no 'latr'; did you mean 'later'?",
        ),
        (
            "check: date-order",
            "check: date-odrer",
            "own.yaml:10: there is no check 'date-odrer'; did you mean 'date-order'?",
        ),
        (
            "severity: warning",
            "severity: awful",
            "own.yaml:10: checks.0.severity: Input should be 'error', 'warning' or 'info'",
        ),
        ("title:", "titel:", "own.yaml:2: a form has no 'titel'; did you mean 'title'?"),
        ("form: own", "form: Our Own", "own.yaml:1: name: String should match"),
        ("title: {en: Our own, ar: نموذجنا}\n", "", "own.yaml:1: the form has no 'title'"),
        ("kind: date, not_before", "kind: [date], not_before", "own.yaml:4: there is no kind ['date']"),
        ("kind: date, not_before", f"kind: {'x' * 9_000}, not_before", "own.yaml:4: there is no kind 'xxx"),
        ("en: Our own", 'en: "Our \\e[2J own"', "own.yaml:2: holds U+001B, which is not to be seen"),
        ("labels: {en: Joined}", 'labels: {"e\\u202Dn": Joined}', "own.yaml:7: holds U+202D"),
        ("labels: {en: Joined}", 'labels: {en: [Joined, "a\\u2066b"]}', "own.yaml:7: holds U+2066"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(FormError) as error:
        _load(tmp_path, GOOD.replace(old, new))
    assert str(error.value).startswith(said)
    assert "\n" not in str(error.value)
    assert len(str(error.value)) < 1_000


def test_two_checks_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FormError, match=r"own.yaml:11: two checks have the id 'date-order'"):
        _load(tmp_path, GOOD + "  - {check: date-order, earlier: join_date, later: birth_date}\n")


def test_an_unknown_form_suggests(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="did you mean 'fighter-file'"):
        load_form("fighter-fiel", KINDS, CHECKS)


def test_every_shipped_form_loads() -> None:
    import records

    for name in shipped():
        form = records.form(name)
        assert form.name == name
        assert set(form.title) >= {"en", "ar"}
