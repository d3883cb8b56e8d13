"""The page: everything said, nothing let in, both languages."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.outputs import view
from records.outputs.html import LONGEST_SHOWN, render
from tests.outputs.conftest import ROWS

CLEAN = [["سالم", "TN", "TN", "1990-01-01", "2014-03-01", "A+", "2", ""]]
VOID = {"meta", "rect", "br", "col"}


class Page(HTMLParser):
    """Tags, attributes and texts of a page; fails where tags do not match."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " " if tag in ("td", "th", "li", "p", "div") else ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data if not self.open or self.open[-1] != "style" else ""

    def having(self, attribute: str) -> list[str]:
        return [value or "" for _, attributes in self.tags for name, value in attributes.items() if name == attribute]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_page_in_both_languages(make: Any, lang: str) -> None:
    page = Page(render(make(lang=lang), lang))
    html = page.tags[0][1]
    assert (html["lang"], html["dir"]) == (lang, "rtl" if lang == "ar" else "ltr")
    wanted = {"en": "For the working group, not for publication", "ar": "لفريق العمل، وليس للنشر"}[lang]
    assert wanted in page.text
    assert not re.search(r"\{\w+\}|report\.\w+", page.text), "a word is missing, or was not filled in"


def test_every_anchor_is_there_and_every_id_once(make: Any) -> None:
    page = Page(render(make(), "en"))
    ids = page.having("id")
    assert len(ids) == len(set(ids))
    linked = {each.removeprefix("#") for each in page.having("href")}
    assert linked <= set(ids)
    assert set(page.having("aria-labelledby")) <= set(ids)


def test_nothing_is_fetched_and_nothing_runs(make: Any) -> None:
    source = render(make(), "en")
    page = Page(source)
    tags = {tag for tag, _ in page.tags}
    assert not tags & {"script", "img", "link", "iframe", "object", "embed", "form", "base", "image", "use"}
    attributes = {name for _, attributes in page.tags for name in attributes}
    assert not {name for name in attributes if name.startswith("on")} | (attributes & {"src", "style", "srcset"})
    assert all(each.startswith("#") for each in page.having("href"))
    assert "url(" not in source and "@import" not in source


def test_the_policy_allows_the_style_by_its_hash_alone(make: Any) -> None:
    source = render(make(), "en")
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', source)
    assert policy
    own = f"style-src 'sha256-{digest}'"
    assert policy[1].split("; ") == ["default-src 'none'", own, "base-uri 'none'", "form-action 'none'"]


def test_a_finding_stands_with_its_cells_texts_and_readings(make: Any) -> None:
    text = squeezed(Page(render(make(), "en")).text)
    assert re.search(r"(?i:d)ate of joining \(1979\) comes before date of birth \(1985-04-03\)", text)
    assert "amal.csv!E3, D3" in text
    assert "03/04/1985 1985-04-03 / 1985-03-04" in text


def test_findings_that_are_alike_are_told_once_with_their_number(make: Any) -> None:
    rows = [["", "Krakozhia", "", "", "", "", "", ""]] * 9
    (group,) = [each for each in view.groups(make(rows=rows).findings[0]) if each.check == "unknown-code"]
    (found,) = group.shown
    assert (group.total, group.different, found.times, len(found.places)) == (9, 1, 9, view.PLACES_SHOWN)
    assert "3 more" in squeezed(Page(render(make(rows=rows), "en")).text)


def test_a_long_list_is_cut_and_says_so(make: Any) -> None:
    rows = [["", f"Krakozhia {n:05}", "", "", "", "", "", ""] for n in range(view.FINDINGS_SHOWN + 50)]
    source = render(make(rows=rows), "en")
    text = squeezed(Page(source).text)
    assert "250 in all, 250 different (200 shown of" not in text
    assert f"({view.FINDINGS_SHOWN} of 250 shown; all stand in findings.csv)" in text
    assert "Krakozhia 00199" in text
    assert "Krakozhia 00249" not in text


def test_nothing_found_is_said_plainly(make: Any) -> None:
    for lang, words in (("en", "Nothing was found that cannot be right."), ("ar", "لم يوجد شيء لا يستقيم.")):
        run = make(rows=CLEAN, lang=lang)
        assert run.findings[0].empty
        assert words in Page(render(run, lang)).text


def test_no_record_at_all(make: Any) -> None:
    assert "Nothing was found" in Page(render(make(rows=[]), "en")).text


def test_values_are_escaped_and_isolated(make: Any) -> None:
    rows = [["", "<b>Krakozhia</b>", "", "", "", "'\"><script>alert(1)</script>", "", ""]]
    source = render(make(rows=rows), "en")
    assert "<bdi>&lt;b&gt;Krakozhia&lt;/b&gt;</bdi>" in source
    assert "<script" not in source


def test_invisible_characters_are_shown(make: Any) -> None:
    source = render(make(rows=[["", "Krako\u202ezhia\u200f", "", "", "", "", "", ""]]), "en")
    assert '<span class="codepoint">⟦U+202E⟧</span>' in source
    assert "\u202e" not in source and "\u200f" not in source


def test_an_overlong_text_is_cut_and_its_length_said(make: Any) -> None:
    source = render(make(rows=[["", "K" * 5000, "", "", "", "", "", ""]]), "en")
    assert "K" * LONGEST_SHOWN in source
    assert "K" * (LONGEST_SHOWN + 1) not in source
    assert "5,000 characters in all" in source


def test_names_and_notes_are_not_listed(make: Any) -> None:
    assert "Karim B." not in render(make(), "en")


def test_every_line_of_every_sheet_is_accounted_for(make: Any) -> None:
    text = squeezed(Page(render(make(), "en")).text)
    assert "Sum 18 5 0 0 1 12" in text
    assert "b.xlsx!Legend no form fits it" in text
    assert "H notes ambiguous, needs a person complaint · diagnosis" in text
    assert "0123456789abcdef" * 4 in text


def test_the_same_run_gives_the_same_page(make: Any) -> None:
    assert render(make(), "ar") == render(make(), "ar")


def test_the_page_of_many_records_stays_small(make: Any) -> None:
    many = render(make(rows=ROWS * 400), "en")
    assert len(many) < 1.2 * len(render(make(), "en"))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=8, max_size=8))
def test_whatever_a_cell_holds_the_page_stays_whole(make: Any, row: list[str]) -> None:
    tags = {tag for tag, _ in Page(render(make(rows=[row, ROWS[0]]), "en")).tags}
    assert not tags & {"script", "img", "a b"}
