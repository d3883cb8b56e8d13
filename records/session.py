"""What the verbs of the command share: files in, batches out, and a word about everything that was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from records.assignment import Assignment, decided, nearest
from records.batch import Batch, normalise
from records.decisions.corrections import Correction, corrections
from records.decisions.decided_pairs import DecidedPair, decided_pairs
from records.decisions.decision import Decision, Subject, live
from records.decisions.decision_file import DecisionFile
from records.decisions.replay import (
    Unfit,
    fits_nowhere,
    headers_said,
    settled,
    with_decided_readings,
    with_decisions,
    with_words,
)
from records.forms import Form
from records.headers import Profile, SheetMapping, check_says, load_profile, not_there, profiles_in, stands
from records.labels.labels import key
from records.model import FormError, SijillError, Source, SourceError, Verdict, serious
from records.outputs.rows import progress
from records.outputs.run import NO_CELLS, ROWS_BY_DEFAULT, Run, UnusedSheet
from records.sources import lines_of, matching, read_file
from records.sources.guard import MAX_BYTES
from records.sources.reader_processes import ReaderProcesses
from records.sources.sheet import Sheet
from records.verbs import locate
from records.words import ENGLISH

if TYPE_CHECKING:
    from records.causes.cause import DecidedCause

Complain = Callable[[SijillError], None]
NO_FORM, FEW_REQUIRED, FEW_IN_TEXT, NOT_ASKED = "no-form", "few-required", "few-in-text", "not-asked"
OF_FINDINGS = "of-findings"
"""Why a sheet was left: it has no header of a form, too few of its required fields, others were asked for, or it holds
the findings of an earlier run. Of one that was not read `NO_CELLS` stands before the reason."""


@dataclass(frozen=True)
class Call:
    """What a call says about its input. Raises `SijillError` for a file that is named twice and a field no form has."""

    files: Sequence[Path]
    forms: Sequence[Form]
    says: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    header_row: int | None = None
    profile: Path | None = None
    sheets: Sequence[str] = ()
    """The names of the sheets to take; all when there are none."""
    max_bytes: int = MAX_BYTES
    beside: bool = True
    """Whether profiles that lie beside a file are taken, where none is named."""
    looking: bool = False
    """Whether the columns are only looked at: a sheet with too few required fields is then taken too."""
    named_only: bool = False
    """Whether a profile that lies beside a file ends the call: what is published rests on nothing that nobody named."""
    decided: Sequence[DecisionFile] = ()
    """What people decided: of texts, of findings, of causes, of headers."""
    found: date | None = None
    """The day the papers were found, which may show a cause on which somebody decided."""
    lang: str = ENGLISH
    begun: dict[Path, ReaderProcesses] = field(default_factory=dict)
    """Workbooks whose readers were told to begin before the libraries were loaded."""

    def __post_init__(self) -> None:
        """Refuse options that contradict each other or name no field, before any file is read."""
        check_says(self.says, list(self.forms))
        _ = self.saved, self.decisions

    @property
    def paths(self) -> list[Path]:
        """The files, patterns expanded."""
        paths = [each for file in self.files for each in matching(file)]
        for n, path in enumerate(paths):
            if path.absolute() in [each.absolute() for each in paths[:n]]:
                raise SijillError("file-twice", path.name)
        return paths

    @property
    def options(self) -> dict[str, Any]:
        """What was said, as `run.json` has it."""
        return {
            "map": [f"{header}={target}" for header, target in self.says.items()], "profile": self.profile,
            "decisions": [each.file for each in self.decided], "no_profiles": not self.beside, "sheet": self.sheets,
            "header_row": self.header_row, "encoding": self.encoding,
        }  # fmt: skip

    @cached_property
    def decisions(self) -> list[Decision]:
        """The decisions that hold. Raises `FormError` for two that contradict each other."""
        return live(each for file in self.decided for each in file.decisions)

    @cached_property
    def saved(self) -> Profile | None:
        """The profile that was named, checked against its form."""
        if self.profile is None:
            return None
        named = load_profile(self.profile).form
        form = next((form for form in self.forms if form.name == named), None)
        if named and form is None:
            names = [form.name for form in self.forms]
            raise FormError("profile-form", self.profile.name, name=named, known=names)
        return load_profile(self.profile, form)

    @cached_property
    def _lying(self) -> dict[tuple[Path, str], list[Profile]]:
        """The profiles in each folder by form, read once."""
        return {}

    def profile_of(self, sheet: Sheet, form: Form) -> Profile | None:
        """The profile of a sheet, and what decisions say of its headers."""
        profile = self._profile_of(sheet, form)
        said = {key(header): target for header, target in headers_said(self.decisions, form.name).items()}
        if not said:
            return profile
        files = [each for each in self.decided if headers_said(each.decisions, form.name)]
        names, hashes = (", ".join(each) for each in zip(*((each.file, each.sha256) for each in files), strict=True))
        before = profile or Profile(form.name, file=names, sha256=hashes)
        return replace(before, columns={**before.columns, **said}, decided=tuple(said))

    def _profile_of(self, sheet: Sheet, form: Form) -> Profile | None:
        """The profile that was named, when it is for that form, or the one that lies beside the file and fits.

        Raises `SourceError` when several that differ do, `FormError` for one that is not right, `SijillError` for any
        when only a named one is taken.
        """
        if self.saved or not self.beside:
            return self.saved if self.saved and self.saved.form in ("", form.name) else None
        folder = Path(sheet.source.path).parent
        if (folder, form.name) not in self._lying:
            self._lying[folder, form.name] = profiles_in(folder, form)
        found = [each for each in self._lying[folder, form.name] if stands(sheet, form, each, self.header_row)]
        if found and self.named_only:
            raise SijillError("profile-unnamed", sheet.source.place(), profile=found[0].file)
        for other in found[1:]:
            if other != found[0]:
                raise SourceError("two-profiles", sheet.source.place(), first=found[0].file, second=other.file)
        return found[0] if found else None


@dataclass
class SheetChoice:
    """Which sheets were taken, by form, and which were not."""

    pairs: dict[str, list[tuple[Sheet, SheetMapping]]] = field(default_factory=dict)
    left: list[tuple[Sheet, UnusedSheet]] = field(default_factory=list)
    refused: list[SijillError] = field(default_factory=list)
    lines: int = 0
    """Of all sheets that were read."""
    digests: dict[Source, bytes] = field(default_factory=dict)
    """Of the lines of each sheet that may be copied: by them a line that is changed in the copy is told."""
    corrections: list[Correction] = field(default_factory=list)

    @property
    def mappings(self) -> Iterator[SheetMapping]:
        """Every mapping, form by form."""
        return (mapping for pairs in self.pairs.values() for _, mapping in pairs)


@dataclass
class BatchSet:
    """The batches of a run, one per form that had a sheet, in the order the forms were named."""

    batches: list[Batch] = field(default_factory=list)
    causes: list[tuple[DecidedCause, ...]] = field(default_factory=list)
    """For each batch the causes on which people decided."""
    unused: list[UnusedSheet] = field(default_factory=list)
    refused: list[SijillError] = field(default_factory=list)
    decided: Sequence[DecisionFile] = ()
    decisions: Sequence[Decision] = ()
    """Those of them that hold."""
    unfit: list[Unfit] = field(default_factory=list)
    """Those that fit nothing any more."""
    pairs: tuple[DecidedPair, ...] = ()
    """The pairs of records that people decided to be one person, or two."""
    digests: Mapping[Source, bytes] = field(default_factory=dict)
    corrections: Sequence[Correction] = ()
    """Cells that were corrected in a copy, and not in its source."""

    @property
    def mappings(self) -> list[SheetMapping]:
        """Every mapping, form by form."""
        return [mapping for batch in self.batches for mapping in batch.mappings]


def take(call: Call, complain: Complain) -> SheetChoice:
    """Read every file that can be read, and give each sheet to the form it fits best.

    A file that cannot be used is complained about and left out; the others are done.
    """
    taken = SheetChoice({form.name: [] for form in call.forms})
    assigned: dict[Path, list[Assignment]] = {}
    for file in call.paths:
        progress("reading", call.lang, file.name)
        try:
            assigned[file] = _assigned(file, call, taken)
        except SourceError as error:
            progress()
            complain(error)
            taken.refused.append(error)
    each = iter(decided([one for several in assigned.values() for one in several], call.sheets))
    for file, several in assigned.items():
        try:
            _take(file, [next(each) for _ in several], call, taken)
        except SourceError as error:
            complain(error)
            taken.refused.append(error)
    return taken


def _assigned(file: Path, call: Call, taken: SheetChoice) -> list[Assignment]:
    """The sheets of one file that were asked for, each with the form that comes nearest. Raises `SourceError`."""
    everything = read_file(file, call.encoding, call.max_bytes, call.begun.pop(file, None), taken.lines)
    taken.lines += lines_of(everything)
    taken.digests |= {each.source: each.line_digests() for each in everything if len(each.rows) <= ROWS_BY_DEFAULT}
    copies = [(each.file, each.copy) for each in call.decided if each.copy is not None]
    taken.corrections += [each for name, copy in copies for each in corrections(everything, name, copy)]
    ours = [sheet for sheet in everything if sheet.of_findings]
    taken.left += [(sheet, UnusedSheet(sheet.source, len(sheet.rows), OF_FINDINGS)) for sheet in ours]
    everything = [sheet for sheet in everything if not sheet.of_findings]
    sheets = [sheet for sheet in everything if not sheet.not_read]
    unread = [sheet for sheet in everything if sheet.not_read]
    taken.left += [(sheet, UnusedSheet(sheet.source, 0, NO_CELLS + sheet.not_read)) for sheet in unread]
    if not sheets:
        raise SourceError("no-sheet-read", file.name)
    asked = {
        name for name in (sheet.source.sheet for sheet in sheets) if not (name and call.sheets) or name in call.sheets
    }
    unasked = [sheet for sheet in sheets if sheet.source.sheet not in asked]
    taken.left += [(sheet, UnusedSheet(sheet.source, len(sheet.rows), NOT_ASKED)) for sheet in unasked]
    wanted = [sheet for sheet in sheets if sheet.source.sheet in asked]
    return nearest(wanted, call.forms, call.says, call.header_row, call.profile_of)


def _take(file: Path, assigned: Sequence[Assignment], call: Call, taken: SheetChoice) -> None:
    """Map the sheets of one file. Raises `SourceError` when none of those asked for is of use."""
    problems = []
    for each in assigned:
        try:
            if each.form is None and not call.looking:
                raise each.refusal()
            taken.pairs[each.nearest.name].append((each.sheet, each.mapping()))
        except SourceError as error:
            problems.append(error)
            taken.left.append((each.sheet, _left(each)))
    if problems and len(problems) == len(assigned):
        raise problems[0] if len(problems) == 1 or call.header_row else _nothing(file, assigned, call.forms)


def _left(assigned: Assignment) -> UnusedSheet:
    source, fit = assigned.sheet.source, assigned.fit
    few = FEW_REQUIRED if source.sheet else FEW_IN_TEXT
    why = few if fit.header_row is not None and fit.required_of else NO_FORM
    return UnusedSheet(source, len(assigned.sheet.rows), why, fit.required, fit.required_of)


def _nothing(file: Path, assigned: Sequence[Assignment], forms: Sequence[Form]) -> SourceError:
    names = [form.name for form in forms]
    asking = "; ".join(f"{each.sheet.source.sheet} {each.fit.asking}" for each in assigned if each.fit.asks)
    if asking:
        return SourceError("no-sheet-asking", file.name, forms=names, asking=asking)
    return SourceError("no-sheet-of", file.name, forms=names)


def check_used(call: Call, takens: Sequence[SheetChoice]) -> None:
    """Refuse a sheet or header that no file has: a slip would otherwise leave it out without a word.

    Raises `SijillError`.
    """
    mappings = [mapping for taken in takens for mapping in taken.mappings]
    sheets = {mapping.source.sheet for mapping in mappings} | {
        sheet.source.sheet for taken in takens for sheet, _ in taken.left
    }
    for name in call.sheets:
        if name not in sheets and not any(taken.refused for taken in takens):
            raise SijillError("no-sheet", f"--sheet {name}", name=name, known=sorted(filter(None, sheets)))
    for header in not_there(call.says, mappings):
        said = f"--map {header}={call.says[header]}"
        raise SijillError("no-such-header", said)


def gather(call: Call, complain: Complain) -> BatchSet:
    """Take the sheets, and normalise those of each form."""
    taken = take(call, complain)
    check_used(call, [taken])
    return _normalised(taken, call)


def gather_each(call: Call, complain: Complain) -> list[BatchSet]:
    """The same for each file by itself; what was said of sheets and headers may hold for one of them only."""
    takens = [take(replace(call, files=[file]), complain) for file in call.paths]
    check_used(call, takens)
    return [_normalised(taken, call) for taken in takens]


def _normalised(taken: SheetChoice, call: Call) -> BatchSet:
    gathered = BatchSet(unused=[left for _, left in taken.left], refused=taken.refused)
    taken.left.clear()
    gathered.decided, gathered.decisions = call.decided, call.decisions
    gathered.digests, gathered.corrections = taken.digests, taken.corrections
    gathered.unfit = list(_unfit_headers(taken, call))
    unfit = []
    for form in call.forms:
        pairs = taken.pairs.pop(form.name)
        if pairs:
            progress("texts", call.lang, form.name)
            _give_back()
            sheets, mappings = [sheet for sheet, _ in pairs], [mapping for _, mapping in pairs]
            batch = normalise(sheets, mappings, with_words(form, call.decisions))
            batch, fits_none = with_decided_readings(batch, call.decisions)
            batch, causes, about_none = _with_decided_causes(batch, call)
            gathered.batches.append(batch)
            gathered.causes.append(causes)
            unfit.append([*fits_none, *about_none])
            del sheets, mappings
        del pairs
    on_readings = [*_on(call.decisions, "reading"), *_on(call.decisions, "cause")]
    gathered.unfit += fits_nowhere(on_readings, gathered.batches, unfit)
    gathered.pairs, about_no_pair = decided_pairs(gathered.batches, call.decisions)
    gathered.unfit += about_no_pair
    _give_back()
    progress()
    return gathered


def _with_decided_causes(batch: Batch, call: Call) -> tuple[Batch, tuple[DecidedCause, ...], list[Unfit]]:
    """The batch as people decided on its causes, which are only looked for where somebody did."""
    if not _on(call.decisions, "cause"):
        return batch, (), []
    from records.causes.decided_causes import with_decided_causes

    return with_decided_causes(batch, call.decisions, call.found)


def _unfit_headers(taken: SheetChoice, call: Call) -> Iterator[Unfit]:
    """The decisions on headers that no sheet of their form has."""
    headers = {
        form: {key(column.header) for _, mapping in pairs for column in mapping.columns}
        for form, pairs in taken.pairs.items()
    }
    for each in _on(call.decisions, "header"):
        mine = [known for form, known in headers.items() if each.is_for(form)]
        if not any(key(each.about["header"]) in known for known in mine):
            yield Unfit(each, "no-header" if mine else "no-form")


def _on(decisions: Iterable[Decision], subject: Subject) -> list[Decision]:
    return [each for each in decisions if each.on == subject]


def _give_back() -> None:
    """Return Arrow's unused memory to the system; for a million rows that is a third of all memory."""
    pa.default_memory_pool().release_unused()


def examined(gathered: BatchSet, found: date | None, lang: str, options: Mapping[str, Any]) -> Run:
    """Every check asked of every batch, its findings located and worded, persons looked for: what is reported."""
    from records.causes import examine
    from records.matching.search import persons_if_few

    progress("checking", lang)
    findings, unfit = [], []
    for batch, causes in zip(gathered.batches, gathered.causes, strict=True):
        table = locate(batch, examine(batch, found, causes), lang)
        if gathered.decided:
            table, fits_none = with_decisions(batch, table, gathered.decisions)
            unfit.append(fits_none)
        findings.append(table)
    lost = fits_nowhere(_on(gathered.decisions, "finding"), gathered.batches, unfit) if gathered.decided else []
    _give_back()
    progress()
    return Run(
        tuple(gathered.batches),
        tuple(findings),
        tuple(gathered.unused),
        tuple(gathered.refused),
        options,
        tuple(gathered.decided),
        (*gathered.unfit, *lost),
        gathered.digests,
        tuple(gathered.corrections),
        persons_if_few(gathered.batches, gathered.pairs, asked=options["persons"]),
    )


def fails(run: Run, fail_on: str) -> bool:
    """Whether something of severity warning or up was found, certain or at least possible, that nobody settled."""
    if fail_on == "never":
        return False
    verdicts = [Verdict.CERTAIN] if fail_on == "certain" else [Verdict.CERTAIN, Verdict.POSSIBLE]
    return any((serious(found, verdicts) & ~settled(found)).any() for found in run.findings)
