"""A text becomes tokens, and each token a letter of the alphabet in which the rules are written.

Figures: `n` one or two digits, `N` three, `y` four, `F` five, `S` six, `E` eight, `B` other; `p` a year with unknown
digits (19??). Words: `m` month, `s` season, `e` calendar, `W` one that we do not convert, `X` before our era, `k`
decade suffix, `K` decade word, `L` the decade or years of, `C` century, `R` quarter, `o` ordinal suffix, `O` an ordinal
in words, `x` placeholder, `Y` `M` `D` the words year, month, day, `c` about, `q` uncertain, `h` early to late, `<`
before, `>` after, `d` earlier, `g` later, `l` at the latest, `i` at the earliest, `f` from, `u` until, `b` between, `&`
and, `|` or, `T` not, `=` corresponding to, `P` present, `U` until now, `v` another event, `a` age, `r` relative, `V` an
event of the form, `z` a word that says nothing about the date or that we do not know, `Z` letters and digits in one.
Signs stand for themselves; `–` is a long dash or one between blanks. Weekdays, times of day, articles and quotation
marks are silent: they have no letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from records.kinds.dates.date_words import LONGEST_PHRASE, by_key, word_key

LETTER = {
    code: letter
    for letter, codes in {
        "c": "approximate", "q": "uncertain", "h": "early mid late", "<": "before", ">": "after", "d": "earlier",
        "g": "later", "l": "at_latest", "i": "at_earliest", "f": "from from_place from_behind",
        "u": "to to_place to_or_at to_behind", "b": "between", "&": "and", "|": "or", "T": "not", "=": "equals",
        "P": "present", "U": "until_present", "Y": "year_label", "M": "month_label", "D": "day_label",
        "k": "decade_suffix", "L": "decade_label", "C": "century_label", "o": "ordinal_suffix",
        "W": "other_calendar other_month",
        "e": "gregorian hijri solar_hijri rumi libyan julian ethiopian hebrew meiji taisho showa heisei reiwa",
        "X": "before_era", "R": "quarter_label",
        "s": "spring summer autumn winter",
        "r": "relative", "a": "age", "v": "other_event", "x": "placeholder", "z": "event office unit paper",
        "": "persian century_past day_first filler time_word weekday "
        "weekday_1 weekday_2 weekday_3 weekday_4 weekday_5 weekday_6 weekday_7",
    }.items()
    for code in codes.split()
}  # fmt: skip
WEEKDAY = "weekday_"
"""How codes of weekdays begin whose number is known: `weekday_1` is Monday."""
SUFFIXES = ("ordinal_suffix", "decade_suffix", "age", "year_label")
"""What a word is taken for first when it is joined to the figures before it."""
_DIRECTIONS = frozenset({"before", "after", "earlier", "later"})
_OF = frozenset({"filler", "from_place", "month_label"})
_FIGURES = frozenset("nNyFSEB")
_OTHER_MONTH = re.compile(r"[no][-/., ]*@[-/.,]*[yN]|[yN][-/.,]*@[-/.,]*n|@\.?n[,.]?[yN]")
"""A month (`@`) beside a day and a year."""
_DIGITS = {1: "n", 2: "n", 3: "N", 4: "y", 5: "F", 6: "S", 8: "E"}
_SIGNS = {
    sign: letter
    for letter, signs in {
        "-": "-‐‑−", "–": "–—―〜～…", "/": "/\\⁄∕|", ".": ".·",
        ",": ",،、，", ";": ";؛；", "(": "([{（【<«", ")": ")]}）】>»",
        "q": "?؟？", "c": "~≈±%", "&": "&+", "=": "=",
    }.items()
    for sign in signs
}  # fmt: skip
_SILENT = frozenset("'\"‘’“”„`´′″*_:#|!\u0640")
_LETTERS = (
    r"[^\W\d_]|[\u0300-\u036f\u0483-\u0487\u05b0-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0980-\u09e3\u0a00-\u0a63"
    r"\u0a80-\u0b63\u0b80-\u0be3\u0c00-\u0d63\u0e31-\u0e4e\u0eb1-\u0ecd\u0f00-\u109d\u17b4-\u17d3]"
)
"""A letter, or a mark that is part of a word."""
_CJK = (
    "年代|年|月|日|号|號|頃|ごろ|ころ|から|まで|以前|以後|以降|の間|間|約|约|左右|又は|または|午前|午後|時|分|秒|現在|世紀|初頭|初め|中頃"
    "|半ば|歳|才|岁|년대|년|월|일|시|분|경|세기|세"
)
_TIME = (
    r"(?:(?<=\d)T|(?<=\d)[-+])?(?<![\d:])\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:[.,]\d+)?)?"
    r"(?:\s?[AaPp]\.?\s?[Mm]\b\.?)?(?:\s?(?:Z\b|(?:GMT|UTC)?\s?[-+]\d{2}:?\d{2}\b|[A-Z]{3,4}\b(?=\W*$)))?"
    r"(?:\s*\([^()]*\)$)?"
    r"|(?<=\d{8})T\d{4,6}Z?|(?:ساعت\s)+\d{1,2}(?:\sو\s\d{1,2}\sدقیقه)?"
    r"|(?<!\d)\d{1,2}\s?[AaPp]\.?\s?[Mm]\b\.?|(?<!\d)\d{1,2}h\d{2}\b|(?<!\d)\d{1,2}[時时]\d{1,2}分(?:\d{1,2}秒)?"
)
_PARTLY = r"(?<![\d/.-])\d{2}(?:\d[-_xXuU?؟•.…]|[-_xXuU?؟•]{2})(?![\d\w/.-])"
_NOT_SAID = (
    r"(?<=\d[./])[-?؟–_](?=[./]\d)|[?؟](?=[./][?؟][./]\d\d(?!\d))|(?<=[?؟][./])[?؟](?=[./]\d\d(?!\d))"
    r"|(?<=[/.-])(?:[?؟]{2}|[xX]{2})(?=$)"
)
"""A sign where the figures of a day or month should stand."""
_OLD_MONTH = r"(?<!\d)(?:[7-9]|10|VII|VIII|IX|X)[\s.-]?b(?:er|ris|re)\b\.?"
"""September to December by the numbers that their names say: `8bre`, `Xber`."""
_OLD_MONTHS = {"7": 9, "8": 10, "9": 11, "10": 12, "VII": 9, "VIII": 10, "IX": 11, "X": 12}
_TOKEN = re.compile(
    rf"(?P<time>{_TIME})|(?P<escape>@#D[A-Z ]+@)|(?P<old_month>{_OLD_MONTH})|(?P<partly>{_PARTLY})"
    rf"|(?P<placeholder>(?<![\w])(?:[xX]{{2,4}}|[?؟]{{2}}|[-–_]{{2,4}})(?=[\s/.\-])|{_NOT_SAID})"
    rf"|(?P<number>\d[\doOlI]*(?=\D|$))|(?P<cjk>{_CJK})|(?P<word>(?:(?!{_CJK})(?:{_LETTERS}))+)|(?P<sign>\S)"
)
_ESCAPES = {"JULIAN": "julian", "GREGORIAN": "gregorian"}
"""Calendars as GEDCOM 5.5.1 writes them: `@#DJULIAN@`; Hebrew, French and Roman ones we do not convert."""
_APOSTROPHES = frozenset("'’‘`´ʿʾʻʼ")
_ONE_TWO = frozenset("12١٢۱۲")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


class Token(NamedTuple):
    """A piece of the text: its letter, what stands there, its codes, where."""

    letter: str
    text: str
    codes: tuple[str, ...]
    start: int
    end: int
    joined: bool
    """Whether it follows the token before it without a blank."""


def tokens(text: str) -> list[Token]:
    """The tokens of a plain text, phrases as one; silent ones have no letter.

    >>> "".join(token.letter for token in tokens("c. 15 كانون الثاني 1990 (?)"))
    'c.nmy(q)'
    >>> "".join(token.letter for token in tokens("Born at Zottegem, 1st of Feb. 1987 - 1990er"))
    'zz,nom.y–yk'
    """
    raw = [_token(match, text) for match in _TOKEN.finditer(text)]
    return _settled(_phrases([token for token in raw if token.letter != "t"]))


def _token(match: re.Match[str], text: str) -> Token:
    kind, piece = str(match.lastgroup), match[0]
    start, end = match.span()
    joined = start > 0 and not text[start - 1].isspace()
    if kind == "number":
        return _number(piece, start, end, joined)
    if kind == "sign":
        return _sign(piece, start, end, joined, text)
    if kind == "escape":
        return Token("w", piece, (_ESCAPES.get(piece[3:-1].strip(), "other_calendar"),), start, end, joined)
    if kind == "old_month":
        month = _OLD_MONTHS[re.split(r"[\s.-]?b", piece)[0]]
        return Token("w", piece, (f"gregorian-{month:02}",), start, end, joined)
    letter = {"time": "t", "partly": "p", "placeholder": "x"}.get(kind, "w")
    return Token(letter, piece, (), start, end, joined)


def _number(piece: str, start: int, end: int, joined: bool) -> Token:
    digits = sum(letter.isdigit() for letter in piece)
    if digits < len(piece):
        if digits < 2 or len(piece) != 4:
            return Token("Z", piece, (), start, end, joined)
        return Token("y", piece, ("letter_for_digit",), start, end, joined)
    return Token(_DIGITS.get(len(piece), "B"), piece, (), start, end, joined)


def _sign(piece: str, start: int, end: int, joined: bool, text: str) -> Token:
    letter = _SIGNS.get(piece, "" if piece in _SILENT or unicodedata.category(piece)[0] in "CM" else "!")
    before, after = text[start - 1 : start], text[end : end + 1]
    if letter == "-" and (before.isspace() or not before) and (after.isspace() or not after):
        letter = "–"
    if letter == "c" and before[-1:].isalnum() and after[:1].isdigit():
        letter = "–"
    if piece in "<>" and (not before.strip() or piece == "<") and text[end:].lstrip()[:1].isdigit():
        letter = "<" if piece == "<" else ">"
    return Token(letter, piece, (), start, end, joined)


def _phrases(raw: list[Token]) -> list[Token]:
    """Words joined to the longest phrase that we know; a word that we do not know may be several written as one."""
    found: list[Token] = []
    at = 0
    while at < len(raw):
        token = raw[at]
        if token.letter != "w" or token.codes:
            found.append(token)
            at += 1
            continue
        codes, until = _longest(raw, at)
        if codes:
            found.append(Token("w", token.text, codes, token.start, raw[until - 1].end, token.joined))
        else:
            found += _split(token)
        at = until
    return found


def _longest(raw: list[Token], at: int) -> tuple[tuple[str, ...], int]:
    """The codes of the longest phrase from here, over dots, hyphens and apostrophes between, and where it ends."""
    best: tuple[tuple[str, ...], int] = ((), at + 1)
    words: list[str] = []
    glue = ""
    for place in range(at, min(len(raw), at + 2 * LONGEST_PHRASE)):
        token = raw[place]
        if token.letter == "w" or (token.letter == "n" and words and token.text in _ONE_TWO):
            piece = word_key(token.text)
            if glue and words and token.joined:
                words[-1] += piece
            else:
                words.append(piece)
            glue = ""
            codes = by_key(" ".join(words))
            if codes and (token.letter == "w" or _numbered(raw, place)):
                best = (codes, place + 1)
        elif token.letter in set(".-/") and token.joined:
            continue
        elif token.text in _APOSTROPHES and token.joined:
            glue = token.text
        else:
            break
        if len(words) > LONGEST_PHRASE:
            break
    return best


def _numbered(raw: list[Token], place: int) -> bool:
    """Whether a figure belongs to the word before it (ت1, كانون 2) and is not a day or the begin of another number."""
    after = raw[place + 1] if place + 1 < len(raw) else None
    return raw[place].joined or after is None or after.letter in set("nyw./-")


def _split(token: Token) -> list[Token]:
    """A word that we do not know: `onOctober` is two."""
    pieces = _CAMEL.split(token.text)
    if len(pieces) > 1:
        place = token.start
        found = []
        for piece in pieces:
            codes = by_key(word_key(piece))
            found.append(
                Token(
                    "w" if codes else "z", piece, codes, place, place + len(piece), token.joined or place > token.start
                )
            )
            place += len(piece)
        if any(each.codes for each in found):
            return found
    return _with_article(token)


def _with_article(token: Token) -> list[Token]:
    """`لشوال`: a month with the Arabic preposition that is written as one word with it."""
    months = tuple(code for code in by_key(word_key(token.text[1:])) if "-" in code) if token.text[:1] in "لب" else ()
    return [token._replace(letter="w" if months else "z", codes=months)]


def _settled(found: list[Token]) -> list[Token]:
    """Each word with the letter that its neighbours leave it; letters and digits in one marked."""
    settled: list[Token] = []
    found = [_other_month(found, place) if "other_month" in token.codes else token for place, token in enumerate(found)]
    several_months = sum(any("-" in code for code in token.codes) for token in found) > 1
    for place, token in enumerate(found):
        before = found[place - 1] if place else None
        after = found[place + 1] if place + 1 < len(found) else None
        if token.letter == "w":
            following = next((other for other in found[place + 1 :] if not set(other.codes) & _OF), None)
            letter, codes = _letter(token, before, following if _is_day(token) else after, several_months)
            token = token._replace(letter="Z" if _is_capital_code(letter, found, place) else letter, codes=codes)
        elif (token.letter == "z" and _is_code(token, before, after)) or (
            token.letter in _FIGURES and _on_code(found, place)
        ):
            token = token._replace(letter="Z")
        settled.append(token)
    return _bare_marks(_months_said_twice(_on_day(settled)))


def _other_month(found: list[Token], place: int) -> Token:
    """A word that is a month of another calendar beside a day and a year only; anywhere else it is its other word."""
    codes = found[place].codes
    letters = "".join(
        "@" if at == place else " " if set(token.codes) & _OF else token.letter for at, token in enumerate(found)
    )
    if _OTHER_MONTH.search(letters):
        codes = tuple(code for code in codes if "-" in code) or ("other_month",)
    else:
        codes = tuple(
            code for code in codes if code != "other_month" and not code.startswith(("ethiopian-", "hebrew-"))
        )
    return found[place]._replace(letter="w" if codes else "z", codes=codes)


def _on_day(found: list[Token]) -> list[Token]:
    """`a 12 de mayo de 1890`: Spanish and Portuguese "on" that day, shown by the "of" behind it."""
    for place, token in enumerate(found[:-3]):
        day, of, month = found[place + 1 : place + 4]
        if (
            word_key(token.text) in ("a", "al")
            and token.end - token.start == len(token.text)  # no longer phrase, such as `a más tardar`
            and day.letter == "n"
            and word_key(of.text) in ("de", "del")
            and month.letter == "m"
        ):
            return [*found[:place], token._replace(letter=""), *found[place + 1 :]]
    return found


def _bare_marks(found: list[Token]) -> list[Token]:
    """`1369 (شمسي)`: a calendar stands in brackets as it stands without."""
    letters = "".join(token.letter or " " for token in found)
    inside = {place for match in re.finditer(r"\( *e[. ]*\)", letters) for place in (match.start(), match.end() - 1)}
    return [token for place, token in enumerate(found) if place not in inside] if inside else found


def _months_said_twice(found: list[Token]) -> list[Token]:
    """`شباط/فبراير`, `شباط (فبراير)`: one month by two of its names."""
    letters = "".join(token.letter or " " for token in found)
    for match in reversed(list(re.finditer(r"m[/(,-]m\)?", letters))):
        first, second = found[match.start()], found[match.start() + 2]
        common = tuple(code for code in first.codes if code in second.codes)
        if common:
            one = first._replace(codes=common, end=found[match.end() - 1].end)
            found[match.start() : match.end()] = [one]
    return found


def _letter(
    token: Token, before: Token | None, after: Token | None, several_months: bool
) -> tuple[str, tuple[str, ...]]:
    if _is_day(token) and not (len(token.codes) > 1 and not _before_month(after)):
        return _day_word(token, after)
    months = tuple(code for code in token.codes if code[-3:-2] == "-")
    others = [code for code in token.codes if code not in months and not code.startswith("day_0")]
    joined = token.joined and before is not None and before.end == token.start and before.letter in _FIGURES | {"p"}
    if joined:
        if {"decade_suffix", "ordinal_suffix"} <= set(others):
            decade = before is not None and before.text[-1] in "0٠۰" and not (after and _is_month(after))
            return ("k", ("decade_suffix",)) if decade else ("o", ("ordinal_suffix",))
        for code in others:
            if code in SUFFIXES:
                return LETTER[code], (code,)
    if {"not", "filler"} <= set(others):  # no is "not", or "in the"
        directed = after is None or bool(set(after.codes) & _DIRECTIONS)
        return ("T", ("not",)) if directed else ("", ("filler",))
    if {"from_place", "filler"} <= set(others):  # من is "from" or "of"
        of = before is not None and before.letter in ("z", "w") and after is not None
        return ("", ("filler",)) if of else ("f", ("from_place",))
    if months and others:
        between = (
            before is not None and after is not None and before.letter in set("no") and after.letter in set("ny.,-/")
        )
        if "spring" in others and not several_months:
            return "s", token.codes
        if between or (others == ["weekday"] and not several_months):
            return "m", months
        months = ()
    if months:
        return "m", months
    plain = [code for code in others if code not in SUFFIXES or code in ("age", "year_label")] or others
    return LETTER.get(
        plain[0].split("_")[0] if plain[0].startswith("decade_") and plain[0][-1].isdigit() else plain[0], "K"
    ), (plain[0],)


def _is_month(token: Token) -> bool:
    return any(code[-3:-2] == "-" for code in token.codes)


def _is_day(token: Token) -> bool:
    return token.codes[0].startswith("day_") and token.codes[0][-1].isdigit()


def _before_month(after: Token | None) -> bool:
    return after is not None and _is_month(after)


def _day_word(token: Token, after: Token | None) -> tuple[str, tuple[str, ...]]:
    """A day in words counts before a month only; anywhere else it is a word like others."""
    return ("n", token.codes[:1]) if _before_month(after) else ("O", token.codes[:1])


def _is_capital_code(letter: str, found: list[Token], place: int) -> bool:
    """`H2.5.1`, `R15.3.1990`: a capital glued to figures is no calendar of a short year, no label, no filler."""
    token, behind = found[place], found[place + 1 :]
    glued = behind and behind[0].start == token.end and behind[0].letter in _FIGURES
    if not glued or len(token.text) > 1 or not "A" <= token.text <= "Z":
        return False
    if letter == "e":
        return not any(each.letter in "yE" for each in behind)
    return letter in ("", "Y", "M", "D") or (letter == "R" and behind[0].letter != "n")


def _on_code(found: list[Token], place: int) -> bool:
    """Whether the figures at this place hang on letters that we do not know."""
    token = found[place]
    return any(
        other.letter == "z" and _is_code(other, left, right) and (other.end == token.start or other.start == token.end)
        for other, left, right in (
            (found[place - 1], None, token) if place else (token, None, None),
            (found[place + 1], token, found[place + 2] if place + 2 < len(found) else None)
            if place + 1 < len(found)
            else (token, None, None),
        )
    )


def _is_code(token: Token, before: Token | None, after: Token | None) -> bool:
    """Letters that hang on figures, as in 2008KRT4, A4, INVG/20504; not `b)`, which counts what follows."""
    if after is not None and after.text == ")" and after.joined and len(token.text) == 1:
        return False
    left = before is not None and token.joined and before.letter in _FIGURES and before.end == token.start
    right = after is not None and after.joined and after.letter in _FIGURES and after.start == token.end
    return left or right
