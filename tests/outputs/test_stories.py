"""The story of the forms dated 2015 that record joinings of 2016, in its variations: `tests/stories` has each screen.

`python -m tests.outputs.test_stories` writes them anew; look at each as an editor would.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pandas as pd
import pytest
from rich.cells import cell_len

import records
from records.outputs.run import Run
from records.outputs.terminal import first_of

FOLDER = Path(__file__).parents[1] / "stories"
MEN = 14
JOINED = ["05/03/2014", "17/09/2014", "21/01/2015", "14/02/2015", "19/05/2015", "23/07/2015", "30/11/2015",
          "15/02/2016", "03/03/2016", "28/04/2016", "21/01/2016", "16/05/2016", "19/06/2016", "13/08/2016"]  # fmt: skip
LATE = range(7, MEN)
NAMES = [
    "سالم",
    "زياد",
    "Karim",
    "Bilal",
    "ماجد",
    "Anas",
    "وليد",
    "Rashid",
    "فهد",
    "Samir",
    "آدم",
    "Idris",
    "بدر",
    "Hasan",
]
ARABIC = {7: "١٥ شباط ٢٠١٦", 8: "٣ آذار ٢٠١٦", 9: "٢٨ نيسان ٢٠١٦", 10: "٢١ كانون الثاني ٢٠١٦", 11: "١٦ أيار ٢٠١٦",
          12: "١٩ حزيران ٢٠١٦", 13: "١٣ آب ٢٠١٦"}  # fmt: skip
Change = dict[str, object]


def table(**changes: object) -> pd.DataFrame:
    """The papers: a list is a column, a word stands in each record, a mapping in some records."""
    columns: dict[str, list[str]] = {
        "full_name": NAMES,
        "origin_country": ["Tunisia"] * MEN,
        "birth_date": [f"{14 + n}/05/{1980 + n}" for n in range(MEN)],
        "template_date": ["2015"] * MEN,
        "form_date": [""] * MEN,
        "join_date": list(JOINED),
        "transcriber": ["Amal", "Layla"] * (MEN // 2),
        "page": [str(n + 1) for n in range(MEN)],
    }
    for name, change in changes.items():
        if isinstance(change, dict):
            columns[name] = [change.get(n, old) for n, old in enumerate(columns[name])]
        else:
            columns[name] = list(change) if isinstance(change, list) else [str(change)] * MEN
    return pd.DataFrame(columns, dtype=str)


ALL_LATE = [
    *JOINED[7:],
    "17/02/2016",
    "05/03/2016",
    "30/04/2016",
    "23/01/2016",
    "18/05/2016",
    "21/06/2016",
    "15/08/2016",
]
STORIES: dict[str, pd.DataFrame] = {
    "plain": table(),
    "joined-in-1437": table(join_date=dict.fromkeys(LATE, "1437")),
    "joined-in-1436": table(join_date=dict.fromkeys(LATE, "1436")),
    "a-hijri-date-in-the-batch": table(join_date={0: "12/5/1435", 1: "23/11/1435", 2: "1/4/1436"}),
    "filled-in-date-decides": table(form_date={n: f"{20 + n - 7}/09/2016" for n in LATE}),
    "filled-in-date-decides-some": table(form_date={7: "16/02/2016", 8: "20/12/2015", 9: "29/04/2016"}),
    "arabic-months": table(join_date=ARABIC),
    "one-transcriber": table(transcriber=["Layla"] * 7 + ["Amal"] * 7),
    "all-forms": table(join_date=ALL_LATE),
    "one-form": table(join_date={n: "14/02/2015" for n in LATE if n != 9}),
    "form-dated-1437": table(template_date={13: "1437"}, join_date={13: "13/02/2017"}),
    "form-dated-1436": table(template_date="1436"),
    "printed-and-filled-in": table(form_date={n: f"{n + 7}/12/2015" for n in LATE}),
}


def screen(papers: pd.DataFrame, folder: Path) -> str:
    """What to look at first, in both languages, of papers that stand in a file."""
    papers.to_csv(folder / "papers.csv", index=False)
    batch = records.normalise(records.read(folder / "papers.csv"), "fighter-file")
    found = records.check(batch)
    runs = {lang: Run.of([(batch, records.locate(batch, found, lang))]) for lang in ("en", "ar")}
    return "\n".join(first_of(run, lang).plain for lang, run in runs.items())


@pytest.mark.parametrize("name", STORIES)
def test_the_story_is_one_block(name: str, tmp_path: Path) -> None:
    assert screen(STORIES[name], tmp_path) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def test_no_line_is_wider_than_a_terminal() -> None:
    assert len(list(FOLDER.glob("*.txt"))) == len(STORIES)
    for file in FOLDER.glob("*.txt"):
        assert max(map(cell_len, file.read_text(encoding="utf-8").splitlines())) <= 80


if __name__ == "__main__":
    for name, papers in STORIES.items():
        with tempfile.TemporaryDirectory() as folder:
            (FOLDER / f"{name}.txt").write_text(screen(papers, Path(folder)), encoding="utf-8")
