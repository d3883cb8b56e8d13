"""Which names may be the same, across spellings and scripts. For proposing candidates to a person, never for deciding.

`skeleton` is a key to group by: coarse classes of consonants, so that all spellings of a name share it, and other
names too. `may_be_same` then looks at each word: consonants must agree as Arabic is written in Latin letters, a long
vowel that is written must be there, a short one that Arabic leaves out may be anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from records import vocabularies
from records.text import fold, plain, without_accents

Syllables = tuple[tuple[str, tuple[str, ...]], ...]
"""A word as (vowels before the consonant, what the consonant may be); the last pair has no consonant."""

_LATIN = {
    "dsch": "j",
    "tsch": "č",
    "sch": "š",
    "dj": "j",
    "dg": "j",
    "zh": "j",
    "ph": "f",
    "ch": "š x č k",
    "th": "θ ð t",
    "dh": "ð ḍ ẓ",
    "kh": "x",
    "gh": "ɣ",
    "sh": "š",
    "b": "b",
    "p": "b",
    "t": "t θ",
    "d": "d ḍ ð",
    "z": "z ð ẓ ḍ",
    "s": "s θ",
    "j": "j",
    "g": "j ɣ q g",
    "q": "q",
    "k": "k q",
    "c": "k q",
    "x": "k",
    "f": "f",
    "v": "v f",
    "h": "h",
    "l": "l",
    "m": "m",
    "n": "n",
    "r": "r",
}
"""How Latin letters are read, the commonest reading first."""

_ARABIC = {
    **dict.fromkeys("بپ", "b"),
    **dict.fromkeys("تط", "t"),
    **dict.fromkeys("جژ", "j"),
    **dict.fromkeys("حه", "h"),
    **dict.fromkeys("سص", "s"),
    **dict.fromkeys("كک", "k"),
    "ث": "θ",
    "چ": "č",
    "خ": "x",
    "د": "d",
    "ذ": "ð",
    "ر": "r",
    "ز": "z",
    "ش": "š",
    "ض": "ḍ",
    "ظ": "ẓ",
    "غ": "ɣ",
    "ف": "f",
    "ڤ": "v",
    "ق": "q",
    "گ": "g",
    "ل": "l",
    "م": "m",
    "ن": "n",
}
_ARABIC_VOWELS = {"ا": "a", "و": "u", "ي": "i", "ى": "y", "ة": "a"}
_LATIN_VOWELS = {"a": "a", "e": "e", "i": "i", "y": "i", "o": "u", "u": "u", "w": "u"}
_ALIKE = {("e", "a"), ("e", "i"), ("y", "a"), ("y", "i"), ("y", "e")}
"""e is a or i; ى is a, or an i without its dots."""

_COARSE = {
    **dict.fromkeys("b", "B"),
    **dict.fromkeys("fv", "F"),
    **dict.fromkeys("tdθðḍẓzs", "T"),
    **dict.fromkeys("šxčkqjɣg", "K"),
    **dict.fromkeys("lmnr"),
}

_DIGRAPH = re.compile("|".join(sorted(_LATIN, key=len, reverse=True)) + "|[aeiouyw]+")
_SPLIT_DIGRAPHS = ("th", "sh", "dh", "kh", "gh")
"""May be two letters as well: Fathi is فتحي."""
_LONG = re.compile("ee|oo|aa|ii|uu|[ae][iy]|a[uw]")
"""Vowels that Arabic would not leave out."""

ALLAH, ABD, ABU, UMM, MUHAMMAD = "=allah", "=abd", "=abu", "=umm", "=muhammad"
_FIXED = {ALLAH: "L", ABD: "BT", ABU: "B", UMM: "M", MUHAMMAD: "MT"}
"""Words that every tongue spells its own way, and their keys."""

_SONS = frozenset(["bin", "ibn", "ben", "bn", "bint", "ould", "wuld"]) | frozenset({"بن", "ابن", "بنت", "ولد"})
_ARTICLES = re.compile("(?:[aeiu]l|[aeiu](?:sh|ch|dh|th|[sdntrz]))")
_WORD_OF = {
    **dict.fromkeys(("abu", "abou", "abo", "aboo", "ebu", "ابو"), ABU),
    **dict.fromkeys(("umm", "um", "oum", "oumm", "ام"), UMM),
    **dict.fromkeys(("allah", "ullah", "llah", "alla", "الله"), ALLAH),
    **dict.fromkeys(("mehmet", "mehmed", "mohd", "muhd", "mhd", "mahamat", "maxamed", "محمد"), MUHAMMAD),
    **dict.fromkeys(("deen", "dine", "eddin", "eddine", "uddin", "uddine", "addin", "aldin", "eldin", "aldeen"), "din"),
    **dict.fromkeys(("eldeen", "udin", "edine"), "din"),
}
_WORD_BEFORE_ANOTHER = {"بو": ABU, "ابي": ABU, "ابا": ABU, "bu": ABU, "bou": ABU, "عبد": ABD}
_MUHAMMAD = re.compile("m[aeou]{0,2}h[aeou]{1,2}mm?[aeiou]{1,2}[dt]{1,2}")
_ABD = re.compile("abd(?:[aeiou]{1,2}[lrsndtz]?)?")
_SPLITS = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (r"abd[aeiou]{1,2}ll?ah?", (ABD, ALLAH)),
        (r"abd[aeiou]{0,2}l([a-z]{3,})", (ABD, r"\1")),
        (r"abd[aeiou]{0,2}([a-z]{3,})", (ABD, r"\1")),
        (r"ab(?:u|ou)([^aeiou][a-z]{2,})", (ABU, r"\1")),
        (r"([a-z]{3,}?)[aeiu]llah", (r"\1", ALLAH)),
        (r"([a-z]{3,}?)[aeiou]{1,2}d{1,2}ine?", (r"\1", "din")),
        (r"(?:zou?|dhou?|du|zu|dhu)l([^aeiou][a-z]{3,})", ("dhu", r"\1")),
        (r"عبدالله", (ABD, ALLAH)),
        (r"عبدال(.{2,})", (ABD, r"\1")),
        (r"عبد(.{3,})", (ABD, r"\1")),
        (r"ابو(.{3,})", (ABU, r"\1")),
        (r"(.{2,})الله", (r"\1", ALLAH)),
        (r"(.{2,})الدين", (r"\1", "دين")),
    )
)
"""Compounds written as one word, and their parts."""


_LONGEST = 300
"""Letters of a text that are looked at."""


def skeleton(text: str) -> str:
    """A key that all spellings of a name share. Empty for a text without a name.

    >>> skeleton("أبو أسامة الألماني") == skeleton("Abu Osama Al-Almani") == skeleton("Abou Oussama el Almani")
    True
    """
    return _runs_as_one("".join(_coarse(word) for word in name_words(text)))


def may_be_same(a: str, b: str) -> bool:
    """Whether two texts may be spellings of one name, word by word.

    >>> may_be_same("مصطفى القحطاني", "Mustafa al-Qahtani"), may_be_same("محمود صلاح", "Mohamed Salah")
    (True, False)
    """
    first, second = name_words(a), name_words(b)
    both = ((one, other) for one in _forms(first, len(second)) for other in _forms(second, len(first)))
    return bool(first) and any(len(one) == len(other) and all(map(_alike, one, other)) for one, other in both)


def _forms(words: list[str], wanted: int) -> Iterator[list[str]]:
    """The words; one more than wanted, also with a kunya as North Africa writes it, in one word: بوجمعة, Bouzid."""
    yield words
    for n, word in enumerate(words[:-1]):
        if word == ABU and len(words) == wanted + 1 and words[n + 1] not in _FIXED:
            joined = ("bou" if words[n + 1].isascii() else "بو") + words[n + 1]
            yield [*words[:n], joined, *words[n + 2 :]]


def name_words(text: str) -> list[str]:
    """The words of a name that count: compounds taken apart, articles and "son of" left out.

    >>> name_words("Abdelkader ben Salah"), name_words("أبو عبدالرحمن الليبي")
    (['=abd', 'kader', 'salah'], ['=abu', '=abd', 'رحمن', 'ليبي'])
    """
    found: list[str] = []
    written = _written(text)
    for n, word in enumerate(written):
        after = written[n + 1] if n + 1 < len(written) else ""
        if word not in _SONS and not (after and _is_article(word, after)):
            found += _parts(word, after)
    return found


def _written(text: str) -> list[str]:
    return [word for piece in text[:_LONGEST].split() for word in _written_piece(piece)]


@lru_cache(maxsize=100_000)  # many names are made of few words
def _written_piece(piece: str) -> tuple[str, ...]:
    text = re.sub(r"['’‘`´ʿʾ]", "", plain(piece))
    text = re.sub("[\u0640\u064b-\u065f\u0670]", "", text).casefold()
    text = text.translate(str.maketrans("أإآٱیېک", "ااااييك"))
    return tuple(re.findall(r"[^\W\d_]+", without_accents(text)))


@lru_cache(maxsize=100_000)
def _is_article(word: str, after: str) -> bool:
    """al, el; or an assimilated one before its own letter: ash-Shishani."""
    if not _ARTICLES.fullmatch(word):
        return False
    return word[1:] == "l" or after.startswith(word[1:]) or (word[1:] in ("sh", "ch") and after[:2] in ("sh", "ch"))


@lru_cache(maxsize=100_000)
def _parts(word: str, after: str) -> list[str]:
    if word in _WORD_OF:
        return [_WORD_OF[word]]
    if after and (word in _WORD_BEFORE_ANOTHER or _ABD.fullmatch(word)):
        return [_WORD_BEFORE_ANOTHER.get(word, ABD)]
    if _MUHAMMAD.fullmatch(word):
        return [MUHAMMAD]
    if after and word in ("zul", "dhul", "zu", "dhu", "dhou"):
        return ["dhu"]
    for pattern, parts in _SPLITS:
        match = pattern.fullmatch(word)
        if match:
            return [match.expand(part) for part in parts]
    return [word[2:] if word.startswith("ال") and len(word) > 3 else word]


def _coarse(word: str) -> str:
    if word in _FIXED:
        return _FIXED[word]
    bare = re.sub("^(?:[ae]l(?=[a-z]{3})|ال(?=.{2}))", "", word)
    letters = (may_be for _, may_be in _syllables(bare)[0] if may_be)
    return "".join(_COARSE.get(may_be[0], "") or may_be[0].upper() for may_be in letters if may_be[0] != "h")


def _runs_as_one(letters: str) -> str:
    return re.sub(r"(.)\1+", r"\1", letters)


def _alike(a: str, b: str) -> bool:
    if a in _FIXED or b in _FIXED:
        return a == b
    arabic_a, arabic_b = _is_arabic(a), _is_arabic(b)
    if arabic_a and arabic_b:
        return arabic_spelling(a) == arabic_spelling(b)
    if arabic_b:
        a, b = b, a
    agree = _read_as if arabic_a or arabic_b else _same_sound
    return any(agree(x, y) for x in _syllables(a) for y in _syllables(b))


@lru_cache
def _spellings() -> Mapping[str, str]:
    """Folded Arabic spellings of one name, with and without a long vowel, and the name."""
    entries = vocabularies.load("name-spellings").entries
    return {fold(spelling): code for code, entry in entries.items() for spelling in entry.spellings}


@lru_cache(maxsize=100_000)
def arabic_spelling(word: str) -> str:
    """An Arabic word as all spellings of it are: گ is ق, a doubled و or ي at a long vowel is one.

    >>> arabic_spelling("داوود") == arabic_spelling("داود"), arabic_spelling("عمر") == arabic_spelling("عامر")
    (True, False)
    """
    folded = re.sub(r"([وي])\1", r"\1", fold(word.replace("گ", "ق")))
    return _spellings().get(fold(word), folded)


def _is_arabic(word: str) -> bool:
    return "\u0600" <= word[:1] <= "\u06ff"


def _syllables(word: str) -> list[Syllables]:
    """Every way to read a word as vowels and consonants."""
    if _is_arabic(word):
        bare = _arabic(word)
        return [bare, _arabic("ال" + word)] if not word.startswith("ال") else [bare, _arabic(word[2:])]
    spelled = re.sub("c(?=[eiy])", "s", word)
    found = [_latin(spelled, split) for split in _digraph_choices(spelled)]
    if re.match("[ae]l[a-z]{4}", spelled):
        found += [_latin(spelled[2:], ())]
    if re.search("[aeo]h$", spelled):
        found += [_latin(spelled[:-1], ())]
    return found


def _digraph_choices(word: str) -> list[tuple[str, ...]]:
    present = [digraph for digraph in _SPLIT_DIGRAPHS if digraph in word]
    choices = product(*(((), (digraph,)) for digraph in present))
    return [tuple(each for group in choice for each in group) for choice in islice(choices, 8)]


def _latin(word: str, split: tuple[str, ...]) -> Syllables:
    for digraph in split:
        word = word.replace(digraph, f"{digraph[0]} {digraph[1]}")
    found: list[tuple[str, tuple[str, ...]]] = []
    vowels, last = "", ""
    for piece in _DIGRAPH.findall(word):
        if piece[0] in _LATIN_VOWELS:
            vowels, last = piece, ""
        elif piece != last:
            found.append((vowels, tuple(_LATIN[piece].split())))
            vowels, last = "", piece
    return (*found, (vowels, ()))


def _arabic(word: str) -> Syllables:
    found: list[tuple[str, tuple[str, ...]]] = []
    vowels = ""
    for letter in word[1:] if word[:1] == "ا" else word:  # at the beginning ا carries any vowel
        if letter in _ARABIC:
            found.append((vowels, (_ARABIC[letter],)))
            vowels = ""
        else:
            vowels += _ARABIC_VOWELS.get(letter, "")
    if not vowels and len(found) > 1 and word[-1:] == "ه":
        found, vowels = found[:-1], found[-1][0] + "a"
    return (*found, (vowels, ()))


def _read_as(arabic: Syllables, latin: Syllables) -> bool:
    """Whether a word in Latin letters can be this Arabic one."""
    if len(arabic) != len(latin):
        return False
    return all(
        (not letter or letter[0] in may_be) and _written_vowels_are_there(vowels, heard)
        for (vowels, letter), (heard, may_be) in zip(arabic, latin, strict=True)
    )


def _written_vowels_are_there(vowels: str, heard: str) -> bool:
    """ا و ي must be heard; what is heard long must be written; the rest is short, and Arabic leaves it out."""
    if not vowels:
        return not _LONG.search(heard)
    sounds = iter(_LATIN_VOWELS[letter] for letter in heard)
    return all(any(_sound_alike(vowel, sound) for sound in sounds) for vowel in vowels)


def _sound_alike(a: str, b: str) -> bool:
    return a == b or (a, b) in _ALIKE or (b, a) in _ALIKE


def _same_sound(a: Syllables, b: Syllables) -> bool:
    """Whether two words in Latin letters sound alike."""
    if len(a) != len(b):
        return False
    for n, ((heard_a, may_a), (heard_b, may_b)) in enumerate(zip(a, b, strict=True)):
        if may_a and not (may_a[0] in may_b or may_b[0] in may_a):
            return False
        if not _vowels_alike(heard_a, heard_b, first=n == 0):
            return False
    return True


def _vowels_alike(a: str, b: str, first: bool) -> bool:
    """Long and short count as one, a diphthong as its end; the first vowel may be left out: Ibrahim, Brahim."""
    if first and (not a or not b):
        return True
    sounds_a, sounds_b = _sounds(a), _sounds(b)
    if not sounds_a or not sounds_b:
        return not _LONG.search(a + b) and len(sounds_a + sounds_b) < 2
    return len(sounds_a) == len(sounds_b) and all(map(_sound_alike, sounds_a, sounds_b))


def _sounds(vowels: str) -> str:
    """A run of vowels as its sounds: ou is u, ay is i, iya is ia."""
    one = vowels.replace("ou", "u").replace("oo", "u").replace("ee", "i")
    one = re.sub("[ae][iy](?![aou])|[ae]y$", "i", one)
    return _runs_as_one("".join(_LATIN_VOWELS[letter] for letter in one))
