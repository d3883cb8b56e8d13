"""What a kind is: how a text of a field is read, shown, compared, counted and made safe, and which parts it has.

The rest of the program asks its kind and never which kind it is. What a kind does not say has a careful default, so
that `name`, `parts` and `read` are enough: see docs/own-kind.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Literal

from records.model import Dtype, Question, Reading, Rule
from records.text import fold
from records.words import brought, words

Parts = Mapping[str, Any]
"""The parts of a reading, of an alternative or of a member of a list: days are dates or ISO texts, None is open."""
Safe = Literal["token", "year", "reading", "free text", "unsaid"]
"""What stands for a reading in a safe copy: a token for its text, its years, its codes and numbers, or nothing."""


@dataclass(frozen=True, slots=True)
class NoOptions:
    """A field of this kind has no options."""


class Kind:
    """How a text of a field is read. One file of `records/kinds/` each; `KINDS` is the table of them."""

    name: ClassVar[str]
    options: ClassVar[type] = NoOptions
    """A frozen dataclass: what a field of a form may say about itself, each with a default."""
    parts: ClassVar[Mapping[str, Dtype]]
    alternatives: ClassVar[Mapping[str, Dtype]] = {}
    """Columns of the long table of alternatives, `why` among them; empty for kinds that have none."""
    items: ClassVar[Mapping[str, Dtype]] = {}
    """Columns of the long table of the members of a list."""
    questions: ClassVar[tuple[Question, ...]] = ()
    rules: ClassVar[tuple[Rule, ...]] = ()
    words: ClassVar[Mapping[str, Mapping[str, str]]] = {}
    """By language, of a kind that has none in `schemas/messages`: `title`, `template` (what a transcriber should know),
    `part.PART` (what a column means, with `{label}`) and `code.CODE`."""

    bounds: ClassVar[tuple[str, str] | None] = None
    """The two parts between which the value lies, both included: days or numbers."""
    per: ClassVar[int] = 1
    """How many of the units of its bounds are one of those that its options name: an age is in months, named in years.
    """
    countable: ClassVar[str] = ""
    """The part that holds codes, several joined by a bar; persons are counted by them."""
    key: ClassVar[str] = ""
    """The part by which two texts are the same; empty: by the text as typed."""
    decisive: ClassVar[tuple[str, ...] | None] = None
    """The parts in which two readings must not differ to say the same; None: in none, or in their key alone."""
    code_rule: ClassVar[str] = ""
    """The rule that reads a code as it stands, of kinds whose codes may be of another list."""
    soft: ClassVar[tuple[str, ...]] = ()
    """Flags which say that the text itself doubts; the bounds then prove nothing."""
    calendar: ClassVar[str] = ""
    """The part that names the calendar of a date."""
    length: ClassVar[str] = ""
    """The part that counts the members of a list."""
    left_over: ClassVar[str] = ""
    """The part that holds what of a text was not read."""
    safe: ClassVar[Safe] = "unsaid"

    free: ClassVar[bool] = False
    """Whether any text is an answer, so that being read says nothing of a column, and texts hardly repeat."""
    remark: ClassVar[bool] = False
    """Whether it may be the box of several questions."""
    many: ClassVar[bool] = False
    """Whether the answer is a list, which may stand in several columns."""
    numbers: ClassVar[bool] = False
    """Whether several numbers of one text are read, such as those of a date."""
    in_cells: ClassVar[Literal["", "signs", "words"]] = ""
    """How an answer may be spread over cells of a form: one sign in each, or a word or two."""
    one_line: ClassVar[bool] = False
    """Whether an answer never has several lines, as a name, a day or a country never has."""
    names_record: ClassVar[bool] = False
    """Whether it names one record, so that two transcriptions are paired by it."""
    names_person: ClassVar[bool] = False
    """Whether it is a person's name, so that a record is known by it."""
    side_by_side: ClassVar[bool] = False
    """Whether what hangs on the choice of field is shown: a person has a nationality, an origin, a residence."""
    everybody: ClassVar[bool] = False
    """Whether everybody has one, so that `N/A` of a person says "not available"."""
    open_list: ClassVar[bool] = False
    """Whether its codes are so many that a published table must not tell which of them somebody has."""
    tried_as: ClassVar[tuple[str, ...]] = ("date", "country", "blood", "count", "counts")
    """The kinds, by name, that a column is read by to see whether it holds something else."""

    def read(self, text: str, options: Any) -> Reading:
        """Read one text, alone. Never raises for a text; the same text and options give the same reading."""
        raise NotImplementedError

    def read_known(self, texts: Any, options: Any) -> Any:  # noqa: ARG002 - most kinds read one by one
        """Read the ordinary ones of many texts at once, as a `dictionary.Known`; None: all of them one by one."""
        return None

    def read_among_others(self, text: str, options: Any) -> Reading:
        """Read a code in a column in which most words of its form are no codes."""
        return self.read(text, options)

    def options_beside(self, text: str, options: Any) -> Any:  # noqa: ARG002 - most texts say nothing of others
        """Give the options for the others of a column in which many texts are like this one; None: as they are."""
        return None

    def rare(self, text: str) -> Reading | None:  # noqa: ARG002 - most kinds have no such answers
        """Read as an answer a text that alone says that there is none, where few records of a column have it."""
        return None

    def show(self, parts: Parts) -> str:
        """Say in short what a reading, an alternative or a member of a list is."""
        if self.bounds and self.bounds[0] in parts:
            return interval(parts, self.bounds)
        return together(*(name if parts[name] is True else parts[name] for name in parts if name != "why"))

    def ends(self, low: Any, high: Any) -> tuple[Any, Any]:
        """Give the two bounds as people write them."""
        return low, high

    def tell(self, parts: Parts) -> str:
        """Say all of it, where a reading stands alone."""
        return self.show(parts)

    def word(self, parts: Parts, options: Any, lang: str) -> str:
        """Say in words of a language, for people, what a reading, an alternative or a member of a list is."""
        if codes := self.countable and str(parts.get(self.countable) or ""):
            return words(lang)["report.comma"].join(self.code_name(code, options, lang) for code in codes.split("|"))
        shown = self.show(parts)
        if self.bounds is None or self.bounds[0] not in parts or ".." not in shown:
            return shown
        return interval_in_words(*self.ends(*(parts[name] for name in self.bounds)), lang)

    def is_any_of(self, names: Iterable[str]) -> bool:
        """Tell whether it is one of these kinds, or made of one."""
        return not {str(each.__dict__.get("name", "")) for each in type(self).__mro__}.isdisjoint(names)

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - most codes are open
        """Name the codes that each part can hold, in their order; a part that is not named takes any."""
        return {}

    def codes(self, part: str, options: Any) -> str:
        """Tell which codes a part may have, as the data dictionary does; empty where the kind fixes none."""
        return "|".join(self.allowed_codes(options).get(part, ()))

    def members(self, reading: Reading) -> int:
        """Count the members of a list that was read; one where it is no list."""
        return reading.parts.get(self.length) or 1

    def rest(self, reading: Reading) -> str:
        """Give what of the text was not read."""
        return reading.parts.get(self.left_over) or ""

    def code_name(self, code: str, options: Any, lang: str) -> str:  # noqa: ARG002 - most have no vocabulary
        """Name a code in words of that language; the code itself where there are none."""
        return brought(self.words, lang).get(f"code.{code}", code)

    def printed(self, options: Any) -> Any:  # noqa: ARG002 - most forms print a line
        """Give the words among which the form lets one choose, a `choice_words.Words`; None where it prints none."""
        return None

    def chosen(self, parts: Parts) -> Parts:
        """Complete the parts of a reading of which one alternative was chosen."""
        return parts

    def unmistakable(self, reading: Reading) -> bool:  # noqa: ARG002 - most readings could be others
        """Tell whether a reading looks like that of no other kind."""
        return False

    def outside(self, parts: Parts, options: Any) -> bool:
        """Tell whether the whole value lies outside the bounds of its field."""
        if self.bounds is None:
            return False
        low, high = (parts.get(name) for name in self.bounds)
        least, most = (_bound(options, names) for names in (("not_before", "not_below"), ("not_after", "not_above")))
        if is_dated(self):
            least, most = (None if each is None else date.fromisoformat(str(each)) for each in (least, most))
        elif self.per > 1:
            least = None if least is None else least * self.per
            most = None if most is None else most * self.per + self.per - 1
        below = least is not None and high is not None and high < least
        return bool(below or (most is not None and low is not None and low > most))

    def agree(self, a: Parts, b: Parts) -> bool:
        """Tell whether two readings can both be true: their bounds overlap, their key folds to one, or they are one."""
        if self.bounds:
            return overlap(a, b, self.bounds)
        if self.key:
            return fold(str(a.get(self.key, ""))) == fold(str(b.get(self.key, "")))
        return all(a[name] == b[name] for name in self._decisive(a, b))

    def same(self, a: Parts, b: Parts) -> bool:
        """Tell whether two readings say the same, to the day, the number, the code."""
        return self.agree(a, b) and all(a[name] == b[name] for name in self._decisive(a, b))

    def _decisive(self, a: Parts, b: Parts) -> list[str]:
        names = self.decisive if self.decisive is not None else () if self.key else self.parts
        return [name for name in names if name in a and name in b]


def _bound(options: Any, names: tuple[str, ...]) -> Any:
    """The first of these bounds that a field has; None where it has none."""
    values = (getattr(options, name, None) for name in names)
    return next((value for value in values if value not in (None, "")), None)


def is_dated(kind: Kind) -> bool:
    """Tell whether the value is a span of days."""
    return kind.bounds is not None and kind.parts[kind.bounds[0]] is Dtype.DAY


def interval(parts: Parts, names: tuple[str, str]) -> str:
    """Write the bounds of a reading; an open end is empty.

    >>> interval({"low": 2, "high": 4}, ("low", "high")), interval({"low": 2}, ("low", "high"))
    ('2..4', '2..')
    """
    low, high = ("" if parts.get(name) is None else str(parts[name]) for name in names)
    return low if low == high else f"{low}..{high}"


def interval_in_words(low: Any, high: Any, lang: str, ends: tuple[str, str] = ("most", "least")) -> str:
    """Say an interval in words of a language; an open end is None or empty.

    >>> interval_in_words(2, 4, "en"), interval_in_words(None, 4, "en")
    ('2 to 4', '4 at most')
    """
    opened = [each in (None, "") for each in (low, high)]
    which = "any" if all(opened) else ends[0] if opened[0] else ends[1] if opened[1] else "between"
    return words(lang)[f"interval.{which}"].format_map({"from": low, "to": high})


def together(*said: Any) -> str:
    """Join what is said, without what is empty.

    >>> together("Cpl", None, "", 0, False)
    'Cpl · 0'
    """
    return " · ".join(str(each) for each in said if each not in (None, "") and each is not False)


def overlap(a: Parts, b: Parts, names: tuple[str, str]) -> bool:
    """Tell whether two intervals share a value; an open end (None) reaches everything."""
    ends = ((a[names[0]], b[names[1]]), (b[names[0]], a[names[1]]))
    return not any(low is not None and high is not None and low > high for low, high in ends)
