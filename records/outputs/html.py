"""The report as one HTML page: no network, no script, both directions of writing, for the working group.

Every value is escaped, shows its invisible characters, and stands in `<bdi>`, so that no text turns its neighbours
around. The content security policy allows the page's own style, by its hash, and nothing else.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import jinja2
import pandas as pd
from markupsafe import Markup, escape

from records import wording
from records.evidence import CONTRARY_SHARE, PROVING_CELLS
from records.figures import definitions, fields, missingness, table, unanswered_counts
from records.figures.person_tables import named_lines
from records.forms import Field, Form
from records.model import VERSION
from records.outputs import report_page, view
from records.outputs.folding import folded
from records.outputs.pair_listing import person_lines
from records.outputs.person_section import person_section
from records.outputs.stories import STORIES_SHOWN
from records.outputs.story_words import StoryWords
from records.text import visible
from records.wording import label
from records.words import in_language, reason, words

if TYPE_CHECKING:
    from records.batch import Batch
    from records.decisions.since import SinceLast
    from records.outputs.run import Run

PAGE = "report.html"
"""The template."""

LONGEST_SHOWN = 400
"""Characters of a cell on the page; a longer text is cut, and its length said."""

COUNTRIES = ("nationality", "origin_country", "residence_country")
"""By which of them the figures are shown: the first that somebody answered."""

_SHOWN_CODEPOINT = re.compile(r"⟦U\+[0-9A-F]{4,6}⟧")


def render(run: Run, lang: str, since: SinceLast | None = None) -> str:
    """The page of a run, in `en` or `ar`; `since`: what has changed since the last one.

    The same run gives the same text. The size depends on the kinds of findings and readings, not on the number of
    records: long lists are cut, and say how many there are and which file holds them all.
    """
    style = _template("style.css")
    each = zip(run.batches, run.findings, run.groups, strict=True)
    parts = [_part(batch, found, groups, lang) for batch, found, groups in each]
    return _page().render(
        lang=lang,
        direction=words(lang)["direction"],
        w=_own_words(lang),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        run=run,
        parts=parts,
        totals=view.totals(run.findings),
        stories=run.stories[:STORIES_SHOWN],
        whole=run.whole,
        options=view.options(run.options),
        lacking=list(_lacking(run, lang)),
        decided=_decided(run, lang),
        persons=person_section(run, lang),
        person_lines=list(person_lines(run.persons, lang)),
        since=since if since is not None and since.changed else None,
        proving_cells=PROVING_CELLS,
        contrary_share=f"{CONTRARY_SHARE:.0%}",
        several=len(run.batches) > 1,
        sums=_sums(run),
        unmapped=_unmapped(run),
        version=VERSION,
        part_place=view.place_of,
    )


def _decided(run: Run, lang: str) -> list[Markup]:
    """What decisions did, in lines."""
    lines = wording.decisions_told(run.decided, *run.decided_counts, run.unfit, words(lang), _isolated)
    return [Markup(line) for line in lines]  # noqa: S704 - each value is wrapped and escaped, the rest is ours


def _lacking(run: Run, lang: str) -> Iterator[Markup]:
    """Which columns were not read, and where the form wants an answer and has none, in lines."""
    for batch in run.batches:
        for mapping in batch.mappings:
            if not_read := wording.not_read_told(mapping.columns, words(lang), _isolated):
                yield Markup(f"{_isolated(mapping.source.place())}: {not_read}")  # noqa: S704 - wrapped
        if counts := unanswered_counts(batch):
            names = {name: _isolated(_Labels(batch.form, lang)[name]) for name in counts}
            yield Markup(wording.unanswered_told(counts, len(batch), lang, names))  # noqa: S704 - wrapped


def _part(batch: Batch, found: Any, groups: list[view.Group], lang: str) -> dict[str, Any]:
    """What the page shows of one batch."""
    names, known = _Labels(batch.form, lang), batch.form.words(lang)
    return {
        "form": batch.form,
        "title": in_language(batch.form.title, lang, batch.form.name),
        "batch": batch,
        "label": names.__getitem__,
        "said": lambda found: _said(found, names, lang, known),
        "rule": lambda found: _rule(batch.form, found, lang),
        "explained": lambda found: [_explained(each, names, lang, known) for each in found.explanations],
        "checks": view.asked(found),
        "check_title": lambda check: known.get(f"check.{check}.title", check),
        "check_about": lambda check: known.get(f"check.{check}.about", ""),
        "groups": groups,
        "home": _homes(found),
        "story": lambda story: StoryWords(story, lang, known, names, _isolated),
        "evidence": batch.evidence.to_dict("records"),
        "readings": [view.readings(name, column) for name, column in batch.columns.items()],
        "gaps": _gaps(batch),
        "figures": _figures(batch, lang),
        "definitions": _definitions(batch, lang),
    }


def _homes(found: pd.DataFrame) -> dict[str, str]:
    """Under which check the findings of a check are told, where all of them are folded below others."""
    _, home = folded(found)
    checks = found["check"].astype(str)
    kept = set(checks[home == checks])
    return {check: str(under) for check, under in zip(checks, home, strict=True) if check not in kept}


WAYS = ("read", "kept", "refused", "blank", "header", "unused")


def _sums(run: Run) -> dict[str, int]:
    accounts = [mapping.account for batch in run.batches for mapping in batch.mappings]
    sums = {way: sum(getattr(account, way) for account in accounts) for way in WAYS}
    left = sum(each.rows for each in run.unused)
    return sums | {"read": sums["read"] + left, "unused": sums["unused"] + left}


def _unmapped(run: Run) -> list[dict[str, Any]]:
    return [
        {"place": mapping.source.place(), "match": match}
        for batch in run.batches
        for mapping in batch.mappings
        for match in mapping.columns
        if match.field is None
    ]


def _gaps(batch: Batch) -> dict[str, Any]:
    gaps = missingness(batch)
    kinds = [kind for kind in gaps.columns[5:] if gaps[kind].sum()]
    rows = [
        {"field": name, "records": row["records"], "gaps": {kind: row[kind] for kind in kinds}}
        for name, row in gaps.astype(object).iterrows()
    ]
    return {"kinds": kinds, "rows": rows}


def _figures(batch: Batch, lang: str) -> dict[str, Any] | None:
    for by in COUNTRIES:
        if by in batch.columns and by in fields(batch.form, "working group"):
            figures = table(batch, by=by, audience="working group")
            if figures.loc[figures["line"] == "answered", "persons"].sum():
                rows = figures.rename(columns={f"name_{lang}": "name"}).to_dict("records")
                shares, decided = figures["share_all"].notna().any(), int(figures["decided"].iloc[0])
                return {"by": by, "rows": rows, "shares": shares, "decided": decided}
    return None


def _definitions(batch: Batch, lang: str) -> dict[str, Any] | None:
    side = definitions(batch)
    if side.shape[1] < 2:
        return None
    names = named_lines(batch.form.fields[side.columns[0]], list(side.index))
    rows = [
        {"name": name[lang], "line": line, "code": code, "counts": list(counts)}
        for name, (line, code), counts in zip(names, side.index, side.itertuples(index=False), strict=True)
    ]
    return {"fields": list(side.columns), "rows": rows}


class _Labels(dict[str, str]):
    """What fields are called: the form's own label, that of the words, the shared vocabulary's, else the id."""

    def __init__(self, form: Form, lang: str) -> None:
        super().__init__({name: self._label(field, lang) for name, field in form.fields.items()})

    def __missing__(self, name: str) -> str:
        return name.removeprefix("other:")

    @staticmethod
    def _label(field: Field, lang: str) -> str:
        worded = words(lang).get(f"field.{field.id}")
        return label(field, lang) if field.labels.get(lang) or not worded else worded


def _said(found: view.ShownFinding, names: Mapping[str, str], lang: str, known: Mapping[str, str]) -> Markup:
    """The message of a finding with each value isolated."""
    return Markup(wording.message(found.check, found.args, lang, found.verdict, names, _isolated, known))  # noqa: S704 - wrapped


def _rule(form: Form, found: view.ShownFinding, lang: str) -> str:
    """The reason of the rule that read the text, where the kind that a form brings along says it itself."""
    field = form.fields.get(found.cells[0].field) if found.cells else None
    rules = (rule for rule in (field.reader.rules if field else ()) if rule.reason)
    return next((reason(rule, lang) for rule in rules if rule.id == found.args.get("rule")), "")


def _explained(each: Mapping[str, Any], names: Mapping[str, str], lang: str, known: Mapping[str, str]) -> Markup:
    """What would dissolve it, what speaks for it, and what would decide."""
    told = Markup(wording.explanation(each["id"], each["args"], lang, names, _isolated, known))  # noqa: S704 - wrapped
    shown = Markup(wording.evidence(each, lang, names, _isolated, known))  # noqa: S704 - wrapped
    decides = Markup(wording.decides(each["id"], lang, known=known))  # noqa: S704 - ours alone
    small = Markup(" – ").join(filter(None, [shown, decides]))
    return told + Markup(' <span class="small">({})</span>').format(small)


def _isolated(value: str) -> str:
    return str(Markup("<bdi>{}</bdi>").format(visible(value)))


@lru_cache
def _own_words(lang: str) -> Mapping[str, str]:
    own = "report."
    return {key.removeprefix(own): text for key, text in words(lang).items() if key.startswith(own)}


@lru_cache
def _template(name: str) -> str:
    return files("records.outputs").joinpath("templates", name).read_text(encoding="utf-8")


def made_from() -> str:
    """What a compiled template depends on: its text and Jinja's version."""
    return f"{jinja2.__version__} {hashlib.sha256(_template(PAGE).encode()).hexdigest()}"


@lru_cache
def _page() -> jinja2.Template:
    """The template as it was compiled before, which saves a third of a second; else compiled now."""
    if made_from() != report_page.MADE_FROM:
        return environment().get_template(PAGE)
    return jinja2.Template.from_module_dict(environment(), vars(report_page), environment().globals)


@lru_cache
def environment() -> jinja2.Environment:
    """Jinja with the filters of the page, which speak its language."""
    made = jinja2.Environment(
        loader=jinja2.FunctionLoader(_template),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "value": jinja2.pass_context(lambda page, text: _value(text, words(page["lang"]))),
        "reading": jinja2.pass_context(lambda page, text: _reading(text, words(page["lang"]))),
        "number": lambda number: f"{number:,}",
        "percent": _percent,
        "fill": _fill,
        "word": jinja2.pass_context(lambda page, name, of: _word(name, of, words(page["lang"]))),
        "heat": _heat,
    }
    return made


def _word(name: Any, of: str, known: Mapping[str, str]) -> str:
    return known.get(f"{of}.{name}") or known.get(f"report.{of}.{name}", str(name))


def _value(text: Any, words: Mapping[str, str]) -> Markup:
    """A text from a sheet: isolated, escaped, its invisible characters shown; an overlong one is cut, and says so."""
    text = str(text)
    if not text:
        return Markup('<span class="empty">{}</span>').format(words["report.empty"])
    cut = ""
    if len(text) > LONGEST_SHOWN:
        cut = Markup(' <span class="empty">… {}</span>').format(words["report.cut"].format(n=f"{len(text):,}"))
    shown = str(escape(visible(text[:LONGEST_SHOWN])))
    marked = _SHOWN_CODEPOINT.sub(lambda match: f'<span class="codepoint">{match[0]}</span>', shown)
    return Markup("<bdi>{}</bdi>{}").format(Markup(marked), cut)  # noqa: S704 - escaped above


def _reading(text: str, words: Mapping[str, str]) -> Markup:
    """A reading; one that is none, such as `[blank]`, in words."""
    name = text.removeprefix("[").removesuffix("]")
    word = words.get(f"missing.{name}") or words.get(f"status.{name}")
    if word is None or name == text:
        return _value(text, words)
    return Markup('<span class="empty">{}</span>').format(word)


def _fill(sentence: str, **values: Any) -> Markup:
    """A sentence of ours with its values, each isolated."""
    isolated = {name: Markup("<bdi>{}</bdi>").format(value) for name, value in values.items()}
    return escape(sentence).format(**isolated)


def _percent(share: Any) -> str:
    return "" if share is None or share != share else f"{share * 100:.1f}%"


def _heat(count: int, records: int) -> str:
    """How strong a shade: 0 for none, then by fifths of the records."""
    return f"heat{0 if not count or not records else 1 + min(4, int(5 * count / records))}"
