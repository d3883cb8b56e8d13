"""Whether a word that turns the meaning of a date is ever dropped.

    python benchmarks/deciding.py              every deciding word × 40 dates × every position
    python benchmarks/deciding.py --seed 7     other days, in the same notations

Each word of `date-deciding.yaml` is put before, behind and between the parts of each date. The reading must change, ask
or be refused. Left out are the uses in which a word is *of* or *on* (`5 من شوال 1437`), or says of
an end of a span what its dash says (`from 1943 - 1944`).
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from records import vocabularies  # noqa: E402  (the checkout must be importable first)
from records.kinds.date import Date, DateOptions  # noqa: E402
from records.model import Reading, Status  # noqa: E402

OF_OR_ON = {"no", "من", "מ"}
"""Also "in the" (Portuguese) and "of" (Arabic, Hebrew) in front of a date or inside it."""
ON = {"a", "à", "al"}
"""Spanish and Portuguese "on", before a day with its "of"; and `c. a.`, which is Italian "about"."""
FORMS = (
    "{d} {english} {y}", "{english} {d} {y}", "{english} {y}", "{y}", "{y} {english} {d}", "{d:02}.{m:02}.{y}", "{d}/{m}/{y}",
    "{y}-{m:02}-{d:02}", "{m}/{y}", "{d} {french} {y}", "{d}. {german} {y}", "{d} de {spanish} de {y}", "{d} {italian} {y}",
    "{d} {polish} {y}", "{d} {russian} {y}", "{d} {turkish} {y}", "{d} {arabic} {y}", "{arabic} {y}", "{d}/{m}/{y} م",
    "{d} {english} {y} AD", "c. {y}", "{y}?", "{y}s", "summer {y}", "early {y}", "{y} - {next}", "{y} or {next}", "Q1 {y}",
    "{d}/{hm}/{h}", "{d} {hijri} {h}", "{h}", "{h} هـ", "{d}/{hm}/{h} هـ", "صيف {y}", "{y}/{next}", "{english} - {later} {y}",
    "{d:02}{m:02}{y}", "الاثنين {d}/{m}/{y}", "19th century", "عام {y}",
)  # fmt: skip
BEGIN, END = (
    {"at_earliest", "from", "from_place", "from_behind", "between"},
    {"at_latest", "to", "to_place", "to_behind", "to_or_at"},
)
"""Words that say of the begin or the end of a span what its dash says."""
MONTHS = {
    language: words.split()
    for language, words in {
        "english": "January February March April May June July August September October November December",
        "french": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "german": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "spanish": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "italian": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "polish": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
        "russian": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "turkish": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
        "arabic": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    }.items()
}
HIJRI = ("محرم", "صفر", "رجب", "شعبان", "رمضان", "شوال")


def dates(seed: int) -> list[str]:
    """A date in each of 40 notations."""
    chance = random.Random(seed)
    return [_dated(form, date(1850, 1, 1) + timedelta(days=chance.randrange(150 * 365)), chance) for form in FORMS]


def _dated(form: str, day: date, chance: random.Random) -> str:
    names = {language: months[day.month - 1] for language, months in MONTHS.items()}
    hijri = {"hijri": chance.choice(HIJRI), "h": chance.randrange(1343, 1440), "hm": chance.randrange(1, 13)}
    later = MONTHS["english"][min(day.month, 11)]
    return form.format(d=min(day.day, 28), m=day.month, y=day.year, next=day.year + 1, later=later, **names, **hijri)


def words() -> dict[str, set[str]]:
    """Every deciding word with its codes, in a fixed order."""
    found: dict[str, set[str]] = {}
    for code, entry in vocabularies.load("date-deciding").entries.items():
        for word in (*entry.spellings, *entry.labels.values()):
            found.setdefault(word, set()).add(code)
    return dict(sorted(found.items()))


def texts(date_text: str) -> Iterator[str]:
    """The date with each deciding word in each place where it must make a difference."""
    parts = date_text.split(" ")
    dash = parts.index("-") if "-" in parts else 0
    for word, codes in words().items():
        for at in [len(parts)] if word in OF_OR_ON else range(len(parts) + 1):
            plain = dash and codes & (BEGIN if at <= dash else END)
            on = word in ON and (parts[:at] == ["c."] or (at == 0 and " de " in date_text))
            if not plain and not on:
                yield " ".join([*parts[:at], word, *parts[at:]])


def dropped(date_text: str) -> list[str]:
    """The texts in which a deciding word made no difference."""
    kind, options = Date(), DateOptions()
    plain = kind.read(date_text, options)
    return [text for text in texts(date_text) if _same(kind.read(text, options), plain, kind.bounds or ())]


def _same(reading: Reading, plain: Reading, parts: Sequence[str]) -> bool:
    sure = reading.status in (Status.EXACT, Status.INFERRED)
    return sure and all(reading.parts.get(part) == plain.parts.get(part) for part in parts)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Put each deciding word into each date.")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args(arguments)
    count = failed = 0
    for each in dates(said.seed):
        found = dropped(each)
        count, failed = count + sum(1 for _ in texts(each)), failed + len(found)
        print("".join(f"no difference: {text!r}\n" for text in found), end="", flush=True)
    print(f"{len(words())} words, {len(FORMS)} dates, {count:,} texts: {failed} in which the word made no difference")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
