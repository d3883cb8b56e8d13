"""Words beside a date that took no part in its reading: whether one of them decides what the date means.

*Deciding* words turn the meaning (`date-deciding.yaml`, calendars, a further month): unused, they leave no exact or
inferred reading. *Neutral* words say what happened or where (`date-neutral.yaml`, the table of countries). Any other
word is *unknown*: beside the date it asks when it looks like a mark, and is reported when it looks like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from records.kinds.dates.date_words import lookup
from records.kinds.dates.joining import Node, Nodes
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning, meaning, unread
from records.model import Status

ALWAYS = frozenset("<>dgbTliU")
"""Direction, negation and range: they decide wherever they stand in the clause of the date."""
BESIDE = frozenset("|e=msKCkPfuO")
"""Choice, calendar, a further month …: they decide beside the date, and belong to any other word that they stand at."""
DECIDING = ALWAYS | BESIDE
_WORDS = frozenset("zZ")
_PARTS = frozenset(".-–/:")
_GOVERNING = frozenset({"from_place", "to_place", "to_or_at", "present", "until_present"})
_ARABIC = re.compile("[\u0600-\u06ff]")
_HIJRI_COUNTRIES = (
    "AE AF AL AZ BD BF BH BJ BN CI CM DJ DZ EG GA GM GN GW GY ID IQ IR JO KG KM KW KZ LB LY MA ML MR MV MY MZ NE NG OM "
    "PK PS QA SA SD SL SN SO SR SY TD TG TJ TM TN TR UG UZ YE"
)
"""Members of the Organisation of Islamic Cooperation (its charter's list of member states)."""
_CLAUSE = re.compile(r"[,;()]+")


class Unused(NamedTuple):
    """The deciding words, marks and names that took no part."""

    deciding: list[Node]
    marks: list[Node]
    names: list[Node]


def unused(nodes: Nodes) -> Unused:
    """What took no part among these nodes, an `A` being the date."""
    found = Unused([], [], [])
    for clause in _clauses(nodes):
        letters = "".join(node.letter for node in clause)
        if "A" in letters:
            found.deciding.extend(node for at, node in enumerate(clause) if _decides(letters, at, node))
            for at, node in enumerate(clause):
                named = at > 0 and _names(clause[at - 1])
                if node.letter in _WORDS and not named and _is_unknown(node) and _touches_date(letters, at):
                    (found.marks if _is_mark(node) else found.names).append(node)
        elif not set(letters) & (_WORDS | {"v"}):
            found.deciding.extend(node for node in clause if node.letter in DECIDING - set("fumsk"))
    return found


def _clauses(nodes: Nodes) -> Iterator[Sequence[Node]]:
    """What stands between commas, semicolons and brackets; a relation before the date keeps its event."""
    clause: list[Node] = []
    for node in nodes:
        if _CLAUSE.fullmatch(node.letter) and not (node.letter in ",;" and clause and clause[0].letter in "<>"):
            yield clause
            clause = []
        else:
            clause.append(node)
    yield clause


def _decides(letters: str, at: int, node: Node) -> bool:
    letter, behind = letters[at], "A" not in letters[at:]
    following = next((each for each in letters[at + 1 :] if each not in _PARTS), "")
    if letter in "<>":
        return not (behind and following in _WORDS)
    if letter in "fuP":
        governing = node.token is not None and node.token.codes[0] in _GOVERNING
        return following not in _WORDS or not (governing or behind)
    if letter == "O" and letters[at - 1 : at] in _WORDS:
        return False
    if letter in BESIDE:
        before, after = letters[:at].rpartition("A"), letters[at + 1 :].partition("A")
        return any(
            sides[1] and not set(between) & _WORDS for sides, between in ((before, before[2]), (after, after[0]))
        )
    return letter in ALWAYS


def _is_unknown(node: Node) -> bool:
    """Whether neither our words nor the table of countries know this word."""
    if node.token is None or node.token.codes:
        return False
    from records.kinds.country_table import country_key, find  # loaded when a word stands beside a date

    return not find(country_key(node.token.text))


def foreign(words: Sequence[str]) -> bool:
    """Whether these are names in another script than the Arabic, and none of a country where Hijri years are written.

    >>> foreign(["Florentine"]), foreign(["born", "Damascus"]), foreign(["Abu", "Dhabi"]), foreign(["الرياض"])
    (True, False, False, False)
    """
    from records.kinds.country_table import country_key, find  # loaded when a word stands beside a date

    capitals = [word for word in words if word[:1].isupper()]
    names = [word for word in capitals if not lookup(word)]
    if not names or any(_ARABIC.search(word) for word in words):
        return False
    known = [entry for each in (*names, " ".join(capitals)) if (entry := find(country_key(each)))]
    return not any(meaning.code in _HIJRI_COUNTRIES for entry in known for meaning in entry.meanings)


def _names(node: Node) -> bool:
    """Whether the word behind this one is part of its name: `Stalag VIIIB`."""
    return node.token is not None and node.token.codes[:1] in (("office",), ("unit",))


def _touches_date(letters: str, at: int) -> bool:
    return letters[at + 1 :].lstrip(".-–/")[:1] == "A" or letters[:at].rstrip("-–/")[-1:] == "A"


def _is_mark(node: Node) -> bool:
    word = node.token.text if node.token else ""
    cased = word.lower() != word.upper()
    return (
        node.letter == "Z" or (len(word) <= 3 and not word.isdigit()) or (cased and (word.isupper() or word.islower()))
    )


def judged(means: Meaning, found: Unused, options: DateOptions) -> Meaning:
    """The reading with what the unused words leave of it."""
    if means.status in (Status.UNREAD, Status.MISSING):
        return means
    if found.deciding:
        directed = all(node.letter in "<>dgfu" for node in found.deciding)
        return _either_way(means, "date.deciding-word", options) if directed else unread("date.deciding-word")
    if found.marks:
        return _either_way(means, "date.mark-beside", options)
    if found.names and means.note == "date.words-around":
        return means.noted("date.unknown-word", Status.INFERRED)
    return means


def _either_way(means: Meaning, note: str, options: DateOptions) -> Meaning:
    """As it stands, before, or after: the word may be any of these."""
    if means.status is Status.AMBIGUOUS:
        return means.noted(note)
    start, end = means.hull
    open_ends = [Alternative(None, end, "before", edtf_of(None, end))] if end else []
    open_ends += [Alternative(start, None, "after", edtf_of(start, None))] if start else []
    return meaning([*means.alternatives, *open_ends], note, Status.AMBIGUOUS, options)
