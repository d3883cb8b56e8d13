"""Words, last of all: findings hold codes and arguments, and become sentences here, in the language of the caller.

Sentences hold no invisible characters. What mixes directions is a matter of the medium: a page isolates each value
(`wrap=lambda value: f"<bdi>{escape(value)}</bdi>"`), a terminal leaves it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from records.chance import RAREST
from records.colours import colour_name
from records.forms import Field
from records.kinds.kind import Kind
from records.model import NONE_FOUND, OTHER, Severity, SijillError, Verdict, fields_of
from records.words import ENGLISH, own_words, reason, words

if TYPE_CHECKING:
    import pandas as pd

    from records.decisions.replay import Unfit
    from records.labels.columns import ColumnMatch

Wrap = Callable[[str], str]
MessageWords = Mapping[str, str]
"""Every word of a language by its key; those of a form, `form.words(lang)`, where it brings kinds or checks."""
Names = Mapping[str, str]
"""Labels of fields by id, as the caller would have them; the words' own stand behind them."""

_DAY = r"-?\d{4,}-\d\d-\d\d"
_DAYS = re.compile(rf"({_DAY}|\.\.)/({_DAY}|\.\.)")
_VALUE_FIRST = re.compile(r"\{(?!\w*field\})")
"""A sentence that begins with what was typed, or with the name of a file: its first letter is left as it is."""
_NUMBERS = re.compile(r"(-?\d+|\.\.)/(-?\d+|\.\.)")


def decisions_told(
    files: Collection[object],
    answers: Mapping[str, int],
    findings: int,
    cells: int,
    unfit: Iterable[Unfit],
    known: MessageWords,
    wrap: Wrap = str,
) -> list[str]:
    """What decisions did: how many findings they settled and cells they read, and those that do not fit any more."""
    if not files:
        return []
    comma = known["report.comma"]
    split = comma.join(f"{known[f'decision.{answer}']} {n:,}" for answer, n in answers.items()) or "0"
    counts = {"decided": f"{sum(answers.values()):,}", "findings": f"{findings:,}", "readings": f"{cells:,}"}
    return [known["decision.counted"].format(split=split, **counts), *(unfit_told(each, known, wrap) for each in unfit)]


def unfit_told(unfit: Unfit, known: MessageWords, wrap: Wrap = str) -> str:
    """A decision that was not applied, why, and where the nearest record stands."""
    nearest = known["decision.nearest"].format(nearest=wrap(unfit.nearest)) if unfit.nearest else ""
    why = known[f"decision.{unfit.why}"]
    return known["decision.unfit"].format(place=wrap(unfit.decision.place), why=why, nearest=nearest)


def not_read_told(columns: Iterable[ColumnMatch], known: MessageWords, wrap: Wrap = str) -> str:
    """How many columns of a sheet were not read, and their headers; empty where every one was, or is asked about."""
    names = [wrap(each.header or each.letter) for each in columns if each.field is None and each.status != "ask"]
    return known["report.not_read"].format(count=f"{len(names):,}", names=_first(names, known)) if names else ""


def unanswered_told(counts: Mapping[str, int], records: int, lang: str, names: Names) -> str:
    """In which fields the form wants an answer and how many records have none; empty where all have one."""
    known = words(lang)
    told = _first([f"{names[name]} {n:,}" for name, n in counts.items()], known)
    return known["report.unanswered"].format(records=f"{records:,}", fields=told) if counts else ""


_NAMED = 6
"""Names in a line of the summary; how many more there are is said."""


def _first(names: Sequence[str], known: MessageWords) -> str:
    more = [known["report.and_more"].format(n=f"{len(names) - _NAMED:,}")] if len(names) > _NAMED else []
    return known["report.comma"].join([*names[:_NAMED], *more])


def message(
    check: str,
    args: Mapping[str, Any],
    lang: str,
    verdict: str = Verdict.CERTAIN,
    names: Names | None = None,
    wrap: Wrap = str,
    known: MessageWords | None = None,
) -> str:
    """What a finding says.

    >>> args = {"later_field": "form_date", "later": "1980", "earlier_field": "birth_date", "earlier": "1990"}
    >>> message("date-order", args, "en")
    'Date the form was filled in (1980) comes before date of birth (1990).'
    >>> message("date-order", args, "ar")
    'تاريخ تعبئة الاستمارة (1980) يسبق تاريخ الميلاد (1990).'
    >>> message("divider", {"place": "amal.xlsx!Forms!B7", "shown": "Raqqa"}, "en")
    'amal.xlsx!Forms!B7 stands alone in its line and is not used: Raqqa.'
    """
    known = words(lang) if known is None else known
    variant = str(args.get("variant", ""))
    possible = "possible" if verdict == Verdict.POSSIBLE else ""
    keys = ["_".join(filter(None, (possible, variant))), variant, possible, "message"]
    sentences = (known.get(f"check.{check}.{key}") for key in (*keys, "title"))
    template = next(filter(None, sentences), check)
    told = _filled(template, args, known, names or {}, wrap)
    if args.get("members"):
        told += " " + _filled(known["cause.members"], args, known, names or {}, wrap)
    return told if _VALUE_FIRST.match(template) else told[:1].upper() + told[1:]


def explanation(
    id: str,
    args: Mapping[str, Any],
    lang: str,
    names: Names | None = None,
    wrap: Wrap = str,
    known: MessageWords | None = None,
) -> str:
    """What would dissolve a finding, as it stands after "unless".

    >>> explanation("digit-slip", {"of_field": "template_date", "from": "2015", "to": "2016"}, "en")
    'one digit slipped in date printed on the form: 2016 instead of 2015'
    """
    known = words(lang) if known is None else known
    keys = (f"explanation.{id}_{args.get('variant')}", f"explanation.{id}")
    return _filled(next((known[key] for key in keys if key in known), id), args, known, names or {}, wrap)


def evidence(
    said: Mapping[str, Any],
    lang: str,
    names: Names | None = None,
    wrap: Wrap = str,
    known: MessageWords | None = None,
) -> str:
    """What the batch shows for or against an explanation of a finding's list; empty when it shows neither.

    >>> said = {"evidence": "same-printed", "evidence_for": 6, "of": 14, "args": {"form": "2015"}}
    >>> evidence(said, "en")
    '6 of 14 forms of this batch share the printed date 2015'
    """
    known = words(lang) if known is None else known
    template = known.get(f"evidence.{said.get('evidence')}", "")
    if not template:
        return ""
    shown = {**said["args"], **{key: value for key, value in said.items() if key != "args"}}
    return _filled(template, shown, known, names or {}, wrap)


def decides(
    id: str,
    lang: str,
    page: str = "",
    who: str = "",
    wrap: Wrap = str,
    known: MessageWords | None = None,
) -> str:
    """What would decide whether an explanation is right.

    >>> decides("digit-slip", "en", page="7"), decides("wife-gone", "en")
    ('compare page 7', 'look on the paper for a wife who died or was divorced')
    """
    known = words(lang) if known is None else known
    paper = known["decides.page"].format(page=wrap(page)) if page else known["decides.paper"]
    named = known["decides.named"].format(who=wrap(who)) if who else known["decides.transcriber"]
    return known.get(f"decides.{id}", known["decides.own"]).format(paper=paper, who=named)


def explanations_of(explanations: str) -> list[dict[str, Any]]:
    """A finding's JSON list of explanations, without the mark that stands where none was found."""
    return [each for each in json.loads(explanations) if each["id"] != NONE_FOUND]


def unless(
    explanations: str, lang: str, names: Names | None = None, wrap: Wrap = str, known: MessageWords | None = None
) -> str:
    """A finding's JSON list of explanations as one sentence; empty when none was looked for."""
    known = words(lang) if known is None else known
    told = []
    for each in explanations_of(explanations):
        shown = evidence(each, lang, names, wrap, known)
        told.append(explanation(each["id"], each["args"], lang, names, wrap, known) + (f" ({shown})" if shown else ""))
    if told:
        return known["unless"].format(explanations=known["or"].join(told))
    return known["none_found"] if NONE_FOUND in explanations else ""


def worded(
    findings: pd.DataFrame, lang: str, names: Names | None = None, known: MessageWords | None = None
) -> pd.DataFrame:
    """The findings with `message` and `unless`, two columns of sentences; equal findings are told once.

    `known`: the words of the form, `form.words(lang)`, where it brings checks of its own.
    """
    import numpy as np
    import pandas as pd

    from records.column import TEXT

    (checks, args, verdicts) = (pd.factorize(findings[name]) for name in ("check", "args", "verdict"))
    keys = np.stack([codes for codes, _ in (checks, args, verdicts)], axis=1)
    distinct, of = np.unique(keys, axis=0, return_inverse=True)
    told = [
        message(checks[1][check], json.loads(args[1][arg]), lang, verdicts[1][verdict], names, known=known)
        for check, arg, verdict in distinct.tolist()
    ]
    explained = {text: unless(text, lang, names, known=known) for text in findings["explanations"].unique()}
    said = pd.array(told, dtype=TEXT)
    return findings.assign(
        message=said.take(of.reshape(-1)), unless=findings["explanations"].map(explained).astype(TEXT)
    )


def field_name(name: str, lang: str, names: Names | None = None) -> str:
    """The label of a field: the caller's, ours, or the id with its underscores as blanks."""
    return _field_name(name, words(lang), names or {})


def _field_name(name: str, known: MessageWords, names: Names) -> str:
    other = name.removeprefix(OTHER)
    if other != name:
        return other
    return names.get(name) or known.get(f"field.{name}", name.replace("_", " "))


def label(field: Field, lang: str) -> str:
    """What a form calls a field: its first label in that language, else ours, else both in English, else its id.

    >>> label(Field(id="shoe_size", kind="count", labels={"en": ["Shoe size"]}), "en")
    'Shoe size'
    """
    for each in (lang, ENGLISH):
        own, ours = field.labels.get(each), own_words(each).get(f"field.{field.id}")
        if own or ours:
            return own[0] if own else str(ours)
    return field.id


def _filled(template: str, args: Mapping[str, Any], known: MessageWords, names: Names, wrap: Wrap) -> str:
    return template.format_map(_InWords(args, known, names, wrap))


class _InWords:
    """What a sentence names, put into words where the sentence asks for it."""

    def __init__(self, args: Mapping[str, Any], known: MessageWords, names: Names, wrap: Wrap) -> None:
        self.args, self.known, self.names, self.wrap = args, known, names, wrap

    def __getitem__(self, key: str) -> str:
        return self.wrap(_said(key, str(self.args[key]), self.known, self.names))


def _said(key: str, value: str, known: MessageWords, names: Names) -> str:
    """A value as people of that language write it: labels of fields, words of codes, intervals."""
    if key.endswith("_field"):
        return _field_name(value, known, names)
    if key.endswith("_fields"):
        return known["report.comma"].join(_field_name(each, known, names) for each in fields_of(value))
    if key == "cells":  # sets of cells, of which any may be meant
        sets = [
            known["and"].join(_field_name(each, known, names) for each in fields_of(one)) for one in value.split(";")
        ]
        return known["or"].join(sets)
    if key in ("calendar", "kind", "moved", "why", "answer", "proves"):
        return known.get(f"{key if key in ('calendar', 'kind', 'moved') else 'why'}.{value}", value)
    if key == "chance":
        return known["chance.less" if value == RAREST else "chance.one_in"].format(of=value)
    if key == "rule":  # in words; its id stands among the arguments, and in small print on the page
        return known.get(f"rule.{value}", value)
    if key == "colour":
        return colour_name(value, known)
    if value == "..":
        return known["interval.any"]
    days, numbers = _DAYS.fullmatch(value), _NUMBERS.fullmatch(value)
    if not (days or numbers):
        return value
    first, last = (days or numbers).groups()  # type: ignore[union-attr]  # one of the two matched
    open_ends = ("until", "since") if days else ("most", "least")
    which = open_ends[0] if first == ".." else open_ends[1] if last == ".." else "between"
    return known[f"interval.{which}"].format_map({"from": first, "to": last})


def explain(id: str, lang: str, kinds: Mapping[str, Kind] | None = None) -> str:
    """A check or a rule in words: what it asks and how sure it can be. Raises `SijillError` for any other id."""
    from records.kinds import KINDS

    if f"check.{id}.title" in words(lang):
        return _explain_check(id, lang)
    rules = {rule.id: rule for kind in (KINDS if kinds is None else kinds).values() for rule in kind.rules}
    if id not in rules:
        from records.answers.field_texts import RULES  # costs numpy, which a rule of a kind does not need

        rules |= {rule.id: rule for rule in RULES}
    if id in rules:
        rule = rules[id]
        example = words(lang)["explain.example"].format(example=rule.example)
        return f"{id}\n{reason(rule, lang)}\n{example}"
    from records.causes import CAUSES
    from records.checks import CHECKS

    raise SijillError("no-check-or-rule", name=id, known=[*CHECKS, *CAUSES, *rules])


def _explain_check(name: str, lang: str) -> str:
    import dataclasses

    from records.checks import CHECKS
    from records.checks.table import IMPLICIT

    known, check = words(lang), CHECKS.get(name)
    lines = [f"{name}: {known[f'check.{name}.title']}", known[f"check.{name}.about"]]
    if check is None:
        return "\n".join(lines)
    if isinstance(getattr(check.arguments, "severity", None), property):
        lines.append(known["explain.by_arguments"])
    else:
        lines.append(known["explain.severity"].format(severity=known[f"severity.{Severity(check.severity)}"]))
    arguments = [each.name for each in dataclasses.fields(check.arguments)]
    lines += [f"  {each}: {known[f'check.{name}.arguments.{each}']}" for each in arguments]
    if name in IMPLICIT:
        lines.append(known["explain.implicit"])
    return "\n".join([*lines, known["explain.verdicts"]])
