"""The answer of each label on a form is beside it or below it, label by label; no cell answers two questions."""

from __future__ import annotations

from pathlib import Path

import pytest

import records
from records.column import shown
from records.forms import Form
from tests.layout.test_header_rows import merged
from tests.layouts import rows_of

ASK = "?"
NAME = "Name ¦ Omar Sample ¦  ¦"
CASES: list[tuple[str, str, tuple[str, ...], dict[str, str], str]] = [
    (
        "one column beside, the other below",
        f"{NAME} Phone\n ¦  ¦  ¦ 0555777\nAddress ¦ 7 New road ¦  ¦ E-mail\n ¦  ¦  ¦ omar@example.org\nContact",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "phone": "0555777", "email": "omar@example.org", "contact": "[blank]"},
        "",
    ),
    (
        "both places filled, and nothing shows which",
        f"{NAME} Phone\nborn 3 June 1985 ¦  ¦  ¦ 0555777\n ¦  ¦  ¦ E-mail\n ¦  ¦  ¦ omar@example.org\n ¦  ¦  ¦ Contact\n ¦  ¦  ¦ his brother\n ¦  ¦  ¦ Address",
        (),
        {"full_name": ASK, "phone": "0555777", "email": "omar@example.org", "contact": "his brother"},
        "",
    ),
    (
        "both places filled, two other labels of the column show it",
        f"{NAME}\nborn 3 June 1985 ¦  ¦  ¦\nAddress ¦ 7 New road ¦  ¦\nContact ¦ his brother ¦  ¦",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "contact": "his brother"},
        "A2",
    ),
    (
        "a date beside a remark below",
        "Born ¦ 3 June 1985 ¦  ¦ Phone\nby his own word ¦  ¦  ¦ 0555777\n ¦  ¦  ¦ Name\n ¦  ¦  ¦ Omar Sample\n ¦  ¦  ¦ Contact\n ¦  ¦  ¦ his brother\n ¦  ¦  ¦ Address",
        (),
        {"birth_date": "1985-06-03", "phone": "0555777", "full_name": "Omar Sample", "contact": "his brother"},
        "A2",
    ),
    (
        "a text below a label whose column has its answers beside",
        f"{NAME}\nAddress ¦ 7 New road ¦  ¦\nContact ¦  ¦  ¦\nSeen by the office ¦  ¦  ¦",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "contact": "[blank]"},
        "A4",
    ),
    (
        "an answer below another label is not that of a label far to the left",
        f"{NAME} Phone\nContact ¦  ¦  ¦ 0555777\nAddress ¦ 7 New road ¦  ¦",
        (),
        {"full_name": "Omar Sample", "contact": "[blank]", "phone": "0555777", "address": "7 New road"},
        "",
    ),
    (
        "labels in their cells, one with its answer beside",
        "Name: Omar Sample\nAddress: 7 New road\nContact: ¦ his brother\nPhone: 0555777",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "contact": "his brother", "phone": "0555777"},
        "",
    ),
    (
        "merged labels and answers, each in its own way",
        "Name ¦ Omar Sample ¦  ¦ Phone\n ¦  ¦  ¦ 0555777\nAddress ¦ 7 New road ¦  ¦ E-mail\n ¦  ¦  ¦ omar@example.org",
        ("A1:A2", "B1:C2", "A3:A4", "B3:C4"),
        {"full_name": "Omar Sample", "address": "7 New road", "phone": "0555777", "email": "omar@example.org"},
        "",
    ),
    (
        "labels over answers, two with their answers beside",
        "Name ¦ Phone ¦ E-mail\nOmar Sample ¦ 0555777 ¦ omar@example.org\nAddress ¦ 7 New road\nContact ¦ his brother",
        (),
        {"full_name": "Omar Sample", "phone": "0555777", "email": "omar@example.org", "address": "7 New road", "contact": "his brother"},
        "",
    ),
    (
        "a colon in a cell of its own, and hints below",
        "Name ¦ : ¦ Omar Sample\n(as on the card) ¦  ¦\nAddress ¦ : ¦\n(street and town) ¦  ¦\nContact ¦ : ¦ his brother",
        (),
        {"full_name": "Omar Sample", "address": "[blank]", "contact": "his brother"},
        "A2, A4",
    ),
    (
        "a title below a question without an answer",
        f"{NAME}\nAddress ¦  ¦  ¦\nCONTACTS ¦  ¦  ¦\nPhone ¦ 0555777 ¦  ¦\nE-mail ¦  ¦  ¦\nFOR THE OFFICE ¦  ¦  ¦\nContact ¦ his brother",
        (),
        {"full_name": "Omar Sample", "address": ASK, "phone": "0555777", "email": ASK, "contact": "his brother"},
        "",
    ),
    (
        "a stamp far to the right",
        "Name ¦ Omar Sample ¦  ¦  ¦  ¦ RECEIVED\nAddress ¦ 7 New road ¦  ¦  ¦  ¦ 3 May\nPhone ¦  ¦  ¦  ¦  ¦ No 17",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "phone": "[blank]"},
        "F1, F2, F3",
    ),
    (
        "a figure beside a text is no label",
        f"{NAME}\n1985-06-03 ¦ male ¦  ¦\nAddress ¦ 7 New road ¦  ¦\nContact ¦ his brother ¦  ¦",
        (),
        {"full_name": "Omar Sample", "address": "7 New road", "contact": "his brother"},
        "A2, B2",
    ),
]  # fmt: skip


BOTH, DECIDED = CASES[1][1], CASES[2][1]


@pytest.fixture
def form(tmp_path: Path) -> Form:
    path = tmp_path / "card.yaml"
    fields = ["full_name: {kind: name, labels: {en: [Name]}}", "birth_date: {kind: date, labels: {en: [Born]}}"]
    fields += [
        f"{name}: {{kind: text, labels: {{en: [{label}]}}}}"
        for name, label in (("address", "Address"), ("phone", "Phone"), ("email", "E-mail"), ("contact", "Contact"))
    ]
    path.write_text(
        "form: card\ntitle: {en: Card}\nfields:\n" + "".join(f"  {each}\n" for each in fields), encoding="utf-8"
    )
    return records.form(path)


@pytest.mark.parametrize(("what", "lines", "merges", "wanted", "untaken"), CASES, ids=[case[0] for case in CASES])
def test_where_each_answer_stands(
    form: Form, what: str, lines: str, merges: tuple[str, ...], wanted: dict[str, str], untaken: str
) -> None:
    batch = records.normalise([merged(rows_of(lines), *merges)], form)
    assert len(batch) == 1
    found = {name: shown(batch.columns[name], batch.columns[name].codes)[0] for name in wanted}
    assert found == {name: "[unread]" if text == ASK else text for name, text in wanted.items()}
    cells = [
        cell
        for _, _, mapping in [(0, 0, each) for each in batch.mappings]
        for row in mapping.untaken.values()
        for cell in row
    ]
    assert ", ".join(cells) == untaken
    told = records.check(batch).query("check == 'no-question'")
    assert len(told) == bool(untaken) and set(told["verdict"].astype(str)) <= {"possible"}


def test_a_question_that_asks_shows_both_places(form: Form) -> None:
    batch = records.normalise([merged(rows_of(BOTH))], form)
    (told,) = records.check(batch).query("check == 'unread'").to_dict("records")
    assert (told["field"], told["cell"], told["text"]) == ("full_name", "B1|A2", "Omar Sample | born 3 June 1985")


def test_what_other_labels_decided_is_inferred(form: Form) -> None:
    frame = records.normalise([merged(rows_of(DECIDED))], form).frame()
    assert frame[["full_name_status", "address_status"]].iloc[0].tolist() == ["inferred", "exact"]


def test_what_is_printed_on_every_form_is_not_told(form: Form) -> None:
    one = f"{NAME}\nAddress ¦ 7 New road ¦  ¦\nContact ¦ his brother ¦  ¦\nPart B ¦  ¦  ¦\nPhone ¦ 0555777 ¦  ¦\n"
    batch = records.normalise([merged(rows_of(f"{one} ¦  ¦  ¦ seen\n{one}"))], form)
    assert len(batch) == 2
    assert [list(each.untaken.values()) for each in batch.mappings] == [[("D6",)]]
