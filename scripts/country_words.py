"""How regular languages make a demonym of a country's name, and its other forms of one that is given.

Only rules that hold for nearly every name; what is irregular stands in `scripts/countries/demonyms-*.tsv`.
"""

from __future__ import annotations

from collections.abc import Callable

VOWELS = {
    "ə": "i",
    "a": "ı",
    "ı": "ı",
    "e": "i",
    "i": "i",
    "o": "u",
    "u": "u",
    "ö": "ü",
    "ü": "ü",
    "â": "ı",
    "î": "i",
    "û": "u",
}


KAZAKH = dict.fromkeys("аоұыуяюё", "ы") | dict.fromkeys("әөүіеэи", "і")
KYRGYZ = dict.fromkeys("аыя", "ы") | dict.fromkeys("оуюё", "у") | dict.fromkeys("еэи", "и") | dict.fromkeys("өү", "ү")
VOICELESS, VOICED = "пткқсшщфхцч", "нлмңзжбвгғд"


def demonyms(language: str, word: str, hand_made: bool = False) -> dict[str, str]:
    """Spellings and how each is said: made from a country's name (Turkish, Persian, Urdu), or, when hand made, the
    feminine and plural forms of a demonym.

    >>> demonyms("tr", "Tunus")
    {'Tunuslu': 'demonym', 'Tunuslular': 'demonym'}
    >>> list(demonyms("fr", "tunisien", hand_made=True))
    ['tunisien', 'tunisienne', 'tunisiens', 'tunisiennes']
    """
    if hand_made:
        forms = FORMS.get(language, _alone)(word)
        return dict.fromkeys(forms, "demonym") | (_with_article(word) if language == "ar" else {})
    made = FROM_NAME.get(language)
    return dict.fromkeys(made(word), "demonym") if made else {}


def _turkish(name: str) -> list[str]:
    last = next((VOWELS[letter] for letter in reversed(name.lower()) if letter in VOWELS), "i")
    singular = f"{name}l{last}"
    return [singular, singular + ("lar" if last in "ıu" else "ler")]


def _persian(name: str) -> list[str]:
    if name.endswith("ا"):
        return [name + "یی", name + "ئی", name[:-1] + "ی"]
    return [name[:-1] + "ی", name + "ای"] if name.endswith(("ه", "ہ")) else [name + "ی"]


def _persian_plurals(name: str) -> list[str]:
    """A Persian demonym with its plurals: ایرانی, ایرانی‌ها, ایرانیان."""
    return [form + ending for form in _persian(name) for ending in ("", "ها", "ان")]


def _ending(*endings: str) -> Callable[[str], list[str]]:
    """A language that adds an ending to the name, one of a few by its last sounds; the others make no word at all."""
    return lambda name: [name + ending for ending in endings]


def _lik(back: str, front: str, vowels: dict[str, str]) -> Callable[[str], list[str]]:
    """Kazakh and Kyrgyz: the ending follows the last vowel, its first letter the last sound: өзбекстандық, ресейлік."""

    def made(name: str) -> list[str]:
        vowel = next((vowels[letter] for letter in reversed(name.lower()) if letter in vowels), "ы")
        start = "т" if name[-1:] in VOICELESS else "д" if name[-1:] in VOICED else "л"
        return [start + vowel + (back if vowel in "ыу" else front)]

    return lambda name: [name + ending for ending in made(name)]


def _georgian_of(name: str) -> list[str]:
    """თუნისი, თუნისელი; the last vowel falls away."""
    return [name[:-1] + "ელი"] if name.endswith(("ი", "ა", "ე")) else [name + "ელი"]


def _alone(word: str) -> list[str]:
    return [word]


def _english(word: str) -> list[str]:
    return [word] if word.endswith(("ese", "ish", "ch", "s")) else [word, word + "s"]


def _french(word: str) -> list[str]:
    if word.endswith("en"):
        return [word, word + "ne", word + "s", word + "nes"]
    if word.endswith("e"):
        return [word, word + "s"]
    if word.endswith(("s", "x")):
        return [word, word + "e", word + "es"]
    return [word, word + "e", word + "s", word + "es"]


def _spanish(word: str) -> list[str]:
    if word.endswith("o"):
        return [word, word[:-1] + "a", word + "s", word[:-1] + "as"]
    if word.endswith(("és", "án")):
        return [word, word + "a", word + "es", word + "as"]
    return [word, word + "s", word + "es"]


def _italian(word: str) -> list[str]:
    if word.endswith("o"):
        return [word, word[:-1] + "a", word[:-1] + "i", word[:-1] + "e"]
    return [word, word[:-1] + "i"] if word.endswith("e") else [word, word + "e"]


def _portuguese(word: str) -> list[str]:
    if word.endswith("ês"):
        return [word, word[:-2] + "esa", word[:-2] + "eses", word[:-2] + "esas"]
    if word.endswith("ão"):
        return [word, word[:-2] + "ã", word[:-2] + "ães", word[:-2] + "ãos"]
    return _spanish(word)


def _german(word: str) -> list[str]:
    if word.endswith("isch"):
        return [word, word + "e", word + "er", word + "es", word + "en"]
    person = [word, word + "in", word + "innen", word + "n"]
    return [*person, word[:-1] + "in", word[:-1] + "innen"] if word.endswith("e") else person


def _dutch(word: str) -> list[str]:
    return [word] if word.endswith(("e", "isch")) else [word, word + "e", word + "en"]


def _russian(word: str) -> list[str]:
    if word.endswith("ец"):
        return [
            word,
            word[:-2] + "ка",
            word[:-2] + "цы",
            word[:-2] + "йцы" if word[-3] in "аеиоу" else word[:-2] + "цев",
        ]
    if word.endswith(("ский", "цкий")):
        stem = word[:-2]
        return [word, stem + "ая", stem + "ое", stem + "ие", stem + "ого", stem + "ой"]
    return (
        [word, word + "ка", word + "ы"] if word.endswith("нин") is False else [word, word[:-2] + "ка", word[:-2] + "е"]
    )


def _arabic(word: str) -> list[str]:
    """The regular endings of a nisba; every word of a compound takes them: جنوب أفريقي, جنوب أفريقية."""
    if not word.endswith("ي"):
        return [word]
    return [word, *(word + ending for ending in ("ة", "ون", "ين", "ات", "تان", "ان")), word + "ي"]


def _with_article(word: str) -> dict[str, str]:
    """With the article the same word is a nisba, as in a kunya: التونسي. Each word of a compound takes it."""
    forms = [word, word + "ة"] if word.endswith("ي") else [word]
    found = {"ال" + form: "nisba" for form in forms}
    if " " in word:
        found |= {" ".join("ال" + part for part in form.split()): "nisba" for form in forms}
    return found


FROM_NAME: dict[str, Callable[[str], list[str]]] = {
    "tr": _turkish,
    "az": _turkish,
    "fa": _persian_plurals,
    **dict.fromkeys(("ur", "ps", "sd", "ckb"), _persian),
    "ku": _ending("î", "yî"),
    "uz": _ending("lik"),
    "ug": _ending("لىق", "لىك"),
    "kk": _lik("қ", "к", KAZAKH),
    "ky": _lik("к", "к", KYRGYZ),
    "tk": _ending("ly", "li"),
    "tg": _ending("ӣ", "гӣ"),
    "hy": _ending("ցի", "ացի"),
    "ka": _georgian_of,
}
"""Turkic -li and -lik, Iranian -i, Armenian -tsi and Georgian -eli are regular, as each language's grammars say.
Languages whose demonyms are not (Slavic, Germanic, Romance, Hebrew …) stand in `demonyms.tsv`."""
FORMS: dict[str, Callable[[str], list[str]]] = {
    "ar": _arabic,
    "en": _english,
    "fr": _french,
    "es": _spanish,
    "it": _italian,
    "pt": _portuguese,
    "de": _german,
    "nl": _dutch,
    "ru": _russian,
}


def oblique(language: str, name: str) -> list[str]:
    """The forms a name takes after "republic of": only ever looked up beside such a word."""
    made = OBLIQUE.get(language)
    return made(name) if made else []


def _finnish(name: str) -> list[str]:
    if name.endswith(("us", "os", "as", "is")):
        return [name[:-1] + "ksen", name + "in"]
    return [name + "n", name + "in", name[:-1] + "en", *([name[:-2] + "an"] if name.endswith("kka") else [])]


def _estonian(name: str) -> list[str]:
    return [name + ending for ending in ("i", "e", "se", "a")]


def _hungarian(name: str) -> list[str]:
    return [name + ending for ending in ("i", "ai", "ei")] + [name[:-1] + "i"]


SHORTEST_STEM = 3


def _adjectives(*endings: str) -> Callable[[str], list[str]]:
    """The adjective of a name before "republic": Angola, angolská; Namibie, namibijská; Syria, Syryjska."""

    def made(name: str) -> list[str]:
        stem = name.rstrip("aeiouyáéíóúýаеиоуыэюяјьй")
        if " " in name or len(stem) < SHORTEST_STEM:
            return []
        return [start + ending for start in dict.fromkeys((name, stem)) for ending in endings]

    return made


def _both(first: Callable[[str], list[str]], second: Callable[[str], list[str]]) -> Callable[[str], list[str]]:
    return lambda name: first(name) + second(name)


def _slavic(name: str) -> list[str]:
    if name.endswith(("a", "o", "e")):
        return [name[:-1] + ending for ending in ("e", "y", "i", "u", "a", "ei")] + [name + "i"]
    return [name + ending for ending in ("a", "u", "e", "i", "y")]


def _cyrillic(name: str) -> list[str]:
    if name.endswith("я"):
        return [name[:-1] + "и"]
    if name.endswith("а"):
        return [name[:-1] + "ы", name[:-1] + "и"]
    return [name + "а", name[:-1] + "я"]


def _genitive(*changes: str) -> Callable[[str], list[str]]:
    """A language whose genitive changes the last letters, the first of these that fits: Greek -ος, -ου."""
    pairs = [change.split(">") for change in changes]

    def made(name: str) -> list[str]:
        return next(([name[: len(name) - len(old)] + new] for old, new in pairs if name.endswith(old)), [])

    return made


OBLIQUE: dict[str, Callable[[str], list[str]]] = {
    "fi": _finnish,
    "et": _estonian,
    "hu": _hungarian,
    "el": _genitive("ος>ου", "ός>ού", "ο>ου", "ό>ού", "α>ας", "ά>άς", "η>ης", "ή>ής"),
    "lv": _genitive("a>as", "e>es"),
    "lt": _genitive("as>o", "is>io", "us>aus", "a>os", "ė>ės"),
    "hy": _genitive("ա>այի", "ո>ոյի", ">ի"),
    "ka": _genitive("ი>ის", "ა>ის", "ე>ეს", "ო>ოს"),
    "sq": _genitive("ia>isë", "a>ës", "ë>ës", "i>it"),
    **dict.fromkeys(("cs", "sk"), _both(_slavic, _adjectives("ská", "ské", "ský", "jská", "ijská", "sky", "ánská"))),
    **dict.fromkeys(("hr", "sr", "bs", "sl"), _both(_slavic, _adjectives("ska", "sko", "ski", "ijska", "anska"))),
    "pl": _both(_slavic, _adjectives("ska", "skie", "ski", "jska", "ijska", "yjska", "ańska", "eńska")),
    **dict.fromkeys(("ru", "uk", "bg"), _both(_cyrillic, _adjectives("ская", "ское", "ийская", "ська", "ска"))),
}
