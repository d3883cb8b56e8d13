"""Countries: what was said and not more; nothing that is no country; nothing by likeness."""

from __future__ import annotations

import subprocess
import sys
import time
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from hypothesis import given

from records import vocabularies
from records.kinds import country_table
from records.kinds.country import RULES, Country, CountryOptions
from records.kinds.country_table import CLAIMED, STATE_OF, suggest
from records.model import Status
from tests.kinds.properties import cases, holds, texts

ROOT = Path(__file__).parents[2]
CASES = cases("countries")
STATE_WITHOUT_CODE = {"AC": "SH", "TA": "SH", "DG": "IO", "IC": "ES", "EA": "ES", "CP": "FR", "CQ": "GG"}
COUNTRY, OPTIONS = Country(), CountryOptions()


@pytest.mark.parametrize("case", CASES, ids=lambda case: repr(case["text"] + case["options"]))
def test_case(case: dict[str, str]) -> None:
    said = dict(pair.split("=") for pair in case["options"].split(";") if pair)
    reading = holds(COUNTRY, CountryOptions(**said), case["text"])  # type: ignore[arg-type]  # the table holds only words the options have
    assert (reading.status, reading.missing or "", reading.note) == (case["status"], case["missing"], case["note"])
    for part in COUNTRY.parts:
        assert (reading.parts.get(part) or "") == case[part], part
    assert " ".join(row["codes"] or "-" for row in reading.alternatives) == case["alternatives"]


@given(texts(*(case["text"] for case in CASES)))
def test_properties(text: str) -> None:
    holds(COUNTRY, OPTIONS, text)


def test_every_rule_of_countries_reads_its_example() -> None:
    for rule in RULES:
        if rule.id.startswith("country.") and rule.id not in (
            "country.disputed",
            "country.long-text",
            "country.code-by-evidence",
            "country.code-among-others",
        ):
            assert COUNTRY.read(rule.example, OPTIONS).note == rule.id


NAMES = {code: entry.labels["en"] for code, entry in vocabularies.load("country-names").entries.items()}
STATE_WORDS = ("Republic of", "Rep. of", "Kingdom of", "State of", "Islamic Republic of", "Islamic Rep. of")


@pytest.mark.parametrize("code", sorted(NAMES.keys() - {"CN"}))  # the Republic of China is Taiwan
def test_no_spelling_of_an_official_name_falls_to_a_neighbour(code: str) -> None:
    """In brackets, in the other order and abbreviated, a name is its own country's, or asks, or is refused."""
    name = NAMES[code]
    plain = name.replace(" & ", " and ")
    own = {found for found in (COUNTRY.read(name, OPTIONS).parts.get("codes"), code) if found}
    for words in STATE_WORDS:
        for text in (f"{words} {plain}", f"{plain}, {words}", f"{plain} ({words})", f"{plain} ({words[:-3]})"):
            reading = COUNTRY.read(text, OPTIONS)
            told = {row["codes"] for row in reading.alternatives} or {reading.parts.get("codes") or ""}
            assert told & {*own, ""} or code in "|".join(told), (text, told)
    head, _, tail = plain.rpartition(" ")
    for text in (f"{tail}, {head}", f"{tail} ({head})") if head else ():
        reading = COUNTRY.read(text, OPTIONS)
        told = {row["codes"] for row in reading.alternatives} or {reading.parts.get("codes") or ""}
        assert told & {*own, ""} or code in "|".join(told), (text, told)


def test_an_ambiguous_text_has_no_codes() -> None:
    """A bar between codes means both, so the choices of an ambiguous text may not stand there."""
    for case in CASES:
        if case["status"] == "ambiguous":
            assert case["codes"] == ""


@pytest.mark.parametrize(
    "text",
    [
        "غير تونسي",
        "ليس تونسيا",
        "not French",
        "non-French",
        "nicht Deutsch",
        "former Iraqi",
        "lost his Syrian citizenship",
    ],
)
def test_what_is_denied_is_not_read(text: str) -> None:
    assert COUNTRY.read(text, OPTIONS).status is Status.UNREAD


@pytest.mark.parametrize(
    "near", [("سعودي", "سويدي"), ("هولندي", "هندي"), ("النمسا", "أستراليا"), ("النيجر", "نيجيريا")]
)
def test_neighbours_stay_apart(near: tuple[str, str]) -> None:
    first, second = (COUNTRY.read(text, OPTIONS).parts["codes"] for text in near)
    assert first and second and first != second


WORDS = [line.split("\t") for line in (ROOT / "scripts/countries/words.tsv").read_text("utf-8").splitlines()]
DECIDING = [
    (word.strip(), "after" in cells[1])
    for cells in WORDS
    if cells[0] == "word" and set(cells[1].split(",")) & {"residence", "birth", "descent", "travel"}
    for word in cells[3].split(";")
]


@pytest.mark.parametrize(("word", "behind"), DECIDING)
def test_a_word_that_is_no_citizenship_leaves_no_nationality(word: str, behind: bool) -> None:
    for place in ("Tunisia", "تونس", "Mosul", "Portugal"):
        for text in {f"{word} {place}", f"{place} {word}" if behind else f"{word}: {place}"}:
            reading = COUNTRY.read(text, OPTIONS)
            assert reading.status in (Status.AMBIGUOUS, Status.UNREAD), (text, reading)


@pytest.mark.parametrize(("word", "behind"), DECIDING)
def test_beside_a_citizenship_the_other_place_is_kept(word: str, behind: bool) -> None:
    text = f"Yemeni, Portugal {word}" if behind else f"Yemeni, {word} Portugal"
    reading = COUNTRY.read(text, OPTIONS)
    assert reading.parts.get("codes") in ("YE", "", None) and reading.status is not Status.EXACT, (text, reading)
    if reading.status is Status.INFERRED:
        assert "Portugal" in reading.parts["remainder"]


def test_no_listed_slip_is_a_name_a_place_or_a_word() -> None:
    """A slip is one country's only: what stands in another table of the project too is no slip."""
    for line in (ROOT / "scripts" / "countries" / "misspellings.tsv").read_text("utf-8").splitlines():
        if not line.startswith("#"):
            _, code, _, words = line.split("\t")
            for word in words.split(";"):
                entry = country_table.find(country_table.country_key(word))
                assert entry is not None and code in {meaning.code for meaning in entry.meanings}, word
                assert len(entry.meanings) == 1 or entry.how == "several", word
                assert not word.endswith(" البلد"), word


def test_similarity_only_proposes() -> None:
    assert COUNTRY.read("Uzbekkistan", OPTIONS).status is Status.UNREAD
    found = suggest("Uzbekkistan")
    assert found is not None and (found.code, found.distance) == ("UZ", 1)
    assert suggest("Irakk") is None, "five letters are too few"


def test_the_dictionary_names_every_way_of_the_table() -> None:
    assert set(Country().codes("how", CountryOptions()).split("|")) == country_table.known_codes()["how"]


def test_options_name_known_codes() -> None:
    known = {meaning.code for folded in country_table.spellings() for meaning in country_table.find(folded).meanings}  # type: ignore[union-attr]  # they are the table's own
    assert set(STATE_OF) | set(STATE_OF.values()) | set(CLAIMED) <= known


def test_codes_are_those_of_iso() -> None:
    for folded in country_table.spellings():
        entry = country_table.find(folded)
        assert entry is not None
        for meaning in entry.meanings:
            word = meaning.how == "word" and not meaning.code
            assert word or (len(meaning.code) == 2 and meaning.code.isupper()), (folded, meaning)


def test_a_long_text_costs_nothing() -> None:
    text = "Republic of Tunisia and France, " * 1024
    started = time.process_time()
    reading = COUNTRY.read(text[:32_767], OPTIONS)
    assert reading.status is Status.UNREAD and reading.note == "country.long-text"
    assert time.process_time() - started < 0.05, "five milliseconds, and ten times that for a busy machine"


def test_an_older_name_is_read_as_its_state_or_asks() -> None:
    """A stronger meaning may win, as Oman does over "о.Ман"; these are few, and counted."""
    path = ROOT / "scripts" / "countries" / "older-cldr.tsv"
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    elsewhere = []
    for code, _, _, spelling in lines:
        reading = COUNTRY.read(spelling, OPTIONS)
        said = {reading.parts.get("codes"), *(choice["codes"] for choice in reading.alternatives)}
        if STATE_WITHOUT_CODE.get(code, code) not in said:
            elsewhere.append((code, spelling, said))
    assert len(lines) > 7_000 and len(elsewhere) <= 25, elsewhere


def _babel() -> str:
    try:
        return version("babel")
    except PackageNotFoundError:
        return ""


@pytest.mark.skipif(_babel() != "2.18.0", reason="the table is built from the CLDR data of babel 2.18.0")
def test_the_table_is_what_the_script_writes() -> None:
    script = ROOT / "scripts" / "build_countries.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
