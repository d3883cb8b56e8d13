"""Forms: which fields a paper has, and which checks make sense on it. `schemas/*.yaml` through pydantic.

A form that is wrong is refused with file, line and "did you mean"; the data are never touched before that.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, TypeAdapter, ValidationError, model_validator
from pydantic import Field as Value

from records.data import YamlLines, read_yaml, schemas
from records.kinds import KINDS
from records.kinds.choice_words import Words
from records.kinds.kind import Kind
from records.model import FormError, Severity
from records.text import without_surrogates
from records.words import ENGLISH, brought, words

Sensitivity = Literal["public", "identifying", "special", "restricted"]
"""`public`: may be tabulated; `identifying`: names a person; `special`: health, religion, minors; `restricted`:
victims."""
_STRICTER = ("public", "identifying", "special", "restricted")
About = Literal["person", "third_party", "record"]
Word = Annotated[str, Value(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
FormName = Annotated[str, Value(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
_Labels = dict[str, Annotated[list[str], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)]]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Field(_Strict):
    """One question of a form."""

    id: Word
    kind: str
    labels: _Labels = {}
    """By language. The shared vocabulary of labels holds more for the ids it knows."""
    required: bool = False
    sensitivity: Sensitivity = "public"
    about: About = "person"
    composite: tuple[Word, ...] = ()
    """The fields whose answers stand in this one box, in the order of the paper; the field itself keeps the whole
    text."""
    numbered: bool = False
    """Whether several columns with a number in their header, `Transfer 1` and `Transfer 2`, are one answer."""
    options: Any = None
    """The kind's own options, an instance of its `options` dataclass."""
    reader: Any = None
    """The kind itself, from the table the form was loaded with."""

    @model_validator(mode="before")
    @classmethod
    def _with_reader(cls, said: dict[str, Any]) -> dict[str, Any]:
        return {"reader": KINDS.get(said["kind"]), **said} if "kind" in said else said

    @property
    def several(self) -> bool:
        """Whether the answer may stand in several columns: it is a list, or the form says so."""
        return self.reader.many or self.numbered

    @property
    def printed(self) -> Words | None:
        """The words among which the form lets one choose; None where it prints none."""
        words: Words | None = self.reader.printed(self.options)
        return words


class CheckSpec(_Strict):
    """One check of a form, with its arguments."""

    check: str
    id: str
    severity: Severity | None = None
    open: Literal["count", "possible"] = "count"
    """`possible` reports what one cannot tell as possible."""
    args: Any = None
    """The check's own arguments, an instance of its `arguments` dataclass."""
    line: int = 0


class Form(_Strict):
    """A kind of paper form."""

    name: FormName
    title: dict[str, str]
    description: dict[str, str] = {}
    transcriber: str | None = None
    """The field that names who typed the record."""
    identified_by: tuple[Word, ...] = ()
    """The fields by which a record is known again when lines are moved: its number, name and page."""
    found: str | None = None
    """The day the papers were found (ISO), when every batch of this form was found then."""
    unclear: Literal["", "ucf", "leiden", "edtf"] = ""
    """The notation of unread characters in every date of the form, where the field says no other."""
    fields: dict[str, Field]
    checks: tuple[CheckSpec, ...] = ()
    file: str = ""
    known_checks: Any = None
    """The checks themselves by id, from the table the form was loaded with."""

    def field(self, name: str) -> Field:
        """The field of that id. Raises `FormError` with a suggestion."""
        if name in self.fields:
            return self.fields[name]
        raise FormError("no-field", self.file, form=self.name, name=name, known=self.fields)

    def words(self, lang: str) -> Mapping[str, str]:
        """Every word of a language, and those that the form's own kinds and checks bring."""
        own: dict[str, str] = {}
        for field in self.fields.values():
            said = brought(field.reader.words, lang)
            own |= {f"kind.{field.kind}": said["title"]} if "title" in said else {}
        for name, check in (self.known_checks or {}).items():
            for key, text in brought(check.words, lang).items():
                own[key if key.startswith(("explanation.", "evidence.", "decides.")) else f"check.{name}.{key}"] = text
        return {**words(lang), **own} if own else words(lang)

    def to_pandera(self, rules: bool = False) -> Any:
        """The pandera schema of `batch.frame()`; with `rules`, the form's rules in their certain form too."""
        from records.contract import to_pandera

        return to_pandera(self, rules)


def shipped() -> list[str]:
    """The names of the forms that come with the program.

    >>> "fighter-file" in shipped()
    True
    """
    return sorted(path.stem for path in schemas().glob("*.yaml"))


def load_form(name: str | Path, kinds: Mapping[str, Kind], checks: Mapping[str, Any] | None) -> Form:
    """The form of that name, or in that file. `kinds` and `checks` are the tables its words are looked up in.

    Without `checks`, which cost numpy, the form's own are not looked at: enough for saying what its fields are.
    """
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = schemas() / f"{name}.yaml"
        if not re.fullmatch(r"[a-z][a-z0-9-]*", str(name)) or not path.is_file():
            raise FormError("no-form", str(name), name=str(name), known=shipped())
    document, lines = read_yaml(path)
    return _Reader(without_surrogates(path.name), lines, kinds, checks).form(document)


def kind_options(name: str, values: Mapping[str, Any], kinds: Mapping[str, Kind]) -> tuple[Kind, Any]:
    """A kind and its options, from texts. Raises `FormError` with a suggestion."""
    if name not in kinds:
        raise FormError("no-kind", name=name, known=kinds)
    kind = kinds[name]
    known = [option.name for option in dataclasses.fields(kind.options)]
    for value in values:
        if value not in known:
            raise FormError("no-option", kind=name, name=value, known=known)
    try:
        return kind, TypeAdapter(kind.options).validate_python(dict(values))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        raise FormError(
            "value", ".".join(str(step) for step in first["loc"]) or name, problem=_problem(first)
        ) from error


def _problem(error: Mapping[str, Any]) -> Any:
    """What is wrong with a value: an error of ours, else what pydantic says."""
    said = error.get("ctx", {})
    if isinstance(said.get("error"), FormError):
        return said["error"]
    theirs = FormError(f"value-{error['type']}", **said)
    return theirs if f"error.{theirs.key}.what" in words(ENGLISH) else error["msg"]


def _identified_by(fields: Mapping[str, Field]) -> tuple[str, ...]:
    """By what a record is known where the form does not say: its first number, the person's first name, its page."""
    first = (
        next((name for name, each in fields.items() if each.reader.names_record), None),
        next((name for name, each in fields.items() if each.reader.names_person and each.about == "person"), None),
        "page" if "page" in fields else None,
    )
    return tuple(name for name in first if name is not None)


_FIELD_KEYS = frozenset(Field.model_fields) - {"id", "options", "reader"}
_CHECK_KEYS = frozenset(CheckSpec.model_fields) - {"args", "line"}
_FORM_KEYS = frozenset(Form.model_fields) - {"name", "file", "known_checks"} | {"form"}


_COMMANDING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufff9-\uffff]")
"""Control characters, and those that turn the direction of what follows; joiners and marks of direction may stay."""


class _Reader:
    """Turns one document into a form; knows the line of everything it refuses."""

    def __init__(
        self, file: str, lines: YamlLines, kinds: Mapping[str, Kind], checks: Mapping[str, Any] | None
    ) -> None:
        self.file, self.lines, self.kinds, self.checks = file, lines, kinds, checks

    def fail(self, key: str, path: tuple[str, ...], **said: Any) -> FormError:
        while path not in self.lines and path:
            path = path[:-1]
        return FormError(key, f"{self.file}:{self.lines.get(path, 1)}", **said)

    def known(
        self, mapping: Any, keys: Iterable[str], path: tuple[str, ...], what: str, of: str = ""
    ) -> dict[str, Any]:
        if not isinstance(mapping, dict):
            raise self.fail(f"{what}-mapping", path, of=of)
        for key in mapping:
            if key not in keys:
                raise self.fail(f"{what}-key", (*path, key), of=of, name=key, known=sorted(keys))
        return mapping

    def build(self, model: Any, values: Mapping[str, Any], path: tuple[str, ...]) -> Any:
        try:
            return TypeAdapter(model).validate_python(dict(values))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            at = (*path, *(str(step) for step in first["loc"]))
            raise self.fail("value-at", at, at=".".join(at), problem=_problem(first)) from error

    def printable(self, value: Any, path: tuple[str, ...]) -> None:
        """What a form says is shown on terminals and pages: nothing in it may turn its neighbours around or command."""
        if isinstance(value, str):
            sign = _COMMANDING.search(value)
            if sign:
                raise self.fail("form-sign", path, sign=f"{ord(sign[0]):04X}")
        elif isinstance(value, dict):
            for key, each in value.items():
                self.printable(key, (*path, key))
                self.printable(each, (*path, key))
        else:
            for n, each in enumerate(value):
                self.printable(each, (*path, str(n)))

    def form(self, document: Any) -> Form:
        if isinstance(document, dict) and not set(document) & _FORM_KEYS:
            raise self.fail("form-none", ())
        self.printable(document, ())
        known = self.known(document, _FORM_KEYS, (), "form")
        for key in ("form", "title", "fields"):
            if key not in known:
                raise self.fail("form-lacks", (), name=key)
        rest = {key: value for key, value in known.items() if key not in ("form", "fields", "checks")}
        fields = self.known(known["fields"], known["fields"], ("fields",), "fields")
        built = {name: self.field(name, body, known.get("unclear", "")) for name, body in fields.items()}
        form: Form = self.build(Form, {"name": known["form"], "fields": built, "file": self.file, **rest}, ())
        if form.transcriber is not None and form.transcriber not in built:
            raise self.fail("form-transcriber", ("transcriber",), name=form.transcriber, known=built)
        for name in form.identified_by:
            if name not in built:
                raise self.fail("form-field", ("identified_by",), name=name, known=built)
        form = form.model_copy(update={"identified_by": form.identified_by or _identified_by(built)})
        self.composites(built)
        if self.checks is None:
            return form
        specs = self.check_specs(known.get("checks", []), form, self.checks)
        return form.model_copy(update={"checks": specs, "known_checks": self.checks})

    def field(self, name: str, body: Any, unclear: Any) -> Field:
        path = ("fields", name)
        body = {} if body == "" else body
        kind_name = body.get("kind") if isinstance(body, dict) else None
        if kind_name is None:
            raise self.fail("field-kind", path, name=name, known=self.kinds)
        if not isinstance(kind_name, str):
            raise self.fail("kind-word", (*path, "kind"), kind=str(kind_name), known=self.kinds)
        if kind_name not in self.kinds:
            raise self.fail("no-kind", (*path, "kind"), name=kind_name, known=self.kinds)
        kind = self.kinds[kind_name]
        own = {option.name for option in dataclasses.fields(kind.options)}
        body = self.known(body, _FIELD_KEYS | own, path, "field", kind_name)
        shared = {"unclear": unclear} if unclear and "unclear" in own else {}
        options = self.build(kind.options, shared | {key: value for key, value in body.items() if key in own}, path)
        rest = {key: value for key, value in body.items() if key not in own}
        field: Field = self.build(Field, {"id": name, **rest}, path)
        return field.model_copy(update={"options": options, "reader": kind})

    def composites(self, fields: Mapping[str, Field]) -> None:
        """A box is a text, and asks two fields of the form or more, none of which is a box, or stands in two."""
        seen: dict[str, str] = {}
        for box in (field for field in fields.values() if field.composite):
            path = ("fields", box.id, "composite")
            if not box.reader.remark or len(box.composite) < 2:
                raise self.fail("box-text", path)
            for name in box.composite:
                if name not in fields:
                    raise self.fail("form-field", path, name=name, known=fields)
                if fields[name].composite or name in seen:
                    raise self.fail("box-twice", path, name=name)
                seen[name] = box.id
                if _STRICTER.index(box.sensitivity) < _STRICTER.index(fields[name].sensitivity):
                    strict = fields[name].sensitivity
                    raise self.fail("box-shows", path[:2], box=box.id, name=name, sensitivity=strict)

    def check_specs(self, specs: Any, form: Form, checks: Mapping[str, Any]) -> tuple[CheckSpec, ...]:
        if not isinstance(specs, list):
            raise self.fail("checks-list", ("checks",))
        built = tuple(self.check_spec(spec, ("checks", str(n)), form, checks) for n, spec in enumerate(specs))
        seen: set[str] = set()
        for n, spec in enumerate(built):
            if spec.id in seen:
                raise self.fail("check-twice", ("checks", str(n)), name=spec.id)
            seen.add(spec.id)
        return built

    def check_spec(self, spec: Any, path: tuple[str, ...], form: Form, checks: Mapping[str, Any]) -> CheckSpec:
        name = str(spec.get("check")) if isinstance(spec, dict) else ""
        if name not in checks:
            raise self.fail("no-check", (*path, "check"), name=name, known=checks)
        check = checks[name]
        own = {argument.name for argument in dataclasses.fields(check.arguments)}
        spec = self.known(spec, _CHECK_KEYS | own, path, "check", name)
        args = self.build(check.arguments, {key: value for key, value in spec.items() if key in own}, path)
        for argument in dataclasses.fields(check.arguments):
            self.names_fields(getattr(args, argument.name), argument, (*path, argument.name), form)
            self.names_codes(args, argument, (*path, argument.name), form)
        rest = {"id": name, **{key: value for key, value in spec.items() if key not in own}}
        line = self.lines.get(path, 0)
        built: CheckSpec = self.build(CheckSpec, {**rest, "line": line}, path)
        return built.model_copy(update={"args": args})

    def names_fields(self, value: Any, argument: Any, path: tuple[str, ...], form: Form) -> None:
        """An argument that names fields says so in its metadata: `field(metadata={"field": ("date",)})`, kinds
        allowed."""
        kinds = argument.metadata.get("field")
        if kinds is None or value is None:
            return
        for name in [value] if isinstance(value, str) else value:
            if name not in form.fields:
                raise self.fail("form-field", path, name=name, known=form.fields)
            if kinds and not form.fields[name].reader.is_any_of(kinds):
                raise self.fail("check-wants", path, name=name, kind=form.fields[name].kind, wanted=kinds)

    def names_codes(self, args: Any, argument: Any, path: tuple[str, ...], form: Form) -> None:
        """An argument of codes names the argument whose field has them: `field(metadata={"codes_of": "answer"})`."""
        if "codes_of" not in argument.metadata:
            return
        asked = form.fields[getattr(args, argument.metadata["codes_of"])]
        known = [code for codes in asked.reader.allowed_codes(asked.options).values() for code in codes]
        for code in getattr(args, argument.name):
            if code not in known:
                raise self.fail("field-code", path, name=code, field=asked.id, known=known)
