"""The words of a story, for the page and the terminal alike: what happened, who typed it, what would explain it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from records import wording
from records.outputs.stories import Explained, Story
from records.wording import MessageWords, Names, Wrap
from records.words import words

TRANSCRIBERS_SHOWN = 4


@dataclass(frozen=True)
class StoryWords:
    """A story in a language. `known`: the words of its form; `wrap` isolates each value where the medium needs it."""

    story: Story
    lang: str
    known: MessageWords
    names: Names | None = None
    wrap: Wrap = str

    def sentences(self) -> list[str]:
        """What happened: what all findings show together, else what the only one says, or how many there are."""
        told = [self._message(each) for each in self.story.told]
        if sum(json.loads(each.args)["records"] for each in self.story.told) >= self.story.records:
            return told
        if self.story.records == 1:
            return [self._message(self.story.first)]
        return [
            self._counted(),
            *(told or [self._word("story_example").format(message=self._message(self.story.first))]),
        ]

    def _counted(self) -> str:
        """Which check found it about which fields, in how many of how many records."""
        labels = [self.wrap(wording.field_name(name, self.lang, self.names)) for name in self.story.fields]
        return self._word("story").format(
            title=self.known.get(f"check.{self.story.check}.title", self.story.check),
            fields=self._word("comma").join(labels),
            records=self.wrap(f"{self.story.records:,}"),
            of=self.wrap(f"{self.story.of:,}"),
        )

    def _message(self, row: Any) -> str:
        args = json.loads(row.args)
        return wording.message(str(row.check), args, self.lang, str(row.verdict), self.names, self.wrap, self.known)

    def sure(self) -> str:
        """How much it weighs, and how sure it is."""
        counts = [f"{self.known[f'verdict.{each}']} {n:,}" for each, n in self.story.verdicts.items()]
        if self.story.findings == 1:
            counts = [self.known[f"verdict.{each}"] for each in self.story.verdicts]
        return self._word("comma").join([self.known[f"severity.{self.story.severity}"], *counts])

    def typed(self) -> str:
        """Who typed it, where several people typed; empty for a single record."""
        if self.story.records < 2 or not self.story.typed:
            return ""
        of = self._word("story_transcriber")
        told = [
            of.format(who=self.wrap(who), records=self.wrap(f"{n:,}"), of=self.wrap(f"{every:,}"))
            for who, n, every in self.story.typed[:TRANSCRIBERS_SHOWN]
        ]
        more = len(self.story.typed) - len(told)
        told += [self._word("and_more").format(n=more)] if more else []
        return self._word("story_typed").format(who=self._word("comma").join(told))

    def explanation(self, each: Explained) -> str:
        """One explanation, how many of the findings have it, and what speaks for or against it."""
        told = wording.explanation(each.said["id"], each.said["args"], self.lang, self.names, self.wrap, self.known)
        if self.story.findings > 1:
            counts = {"records": self.wrap(f"{each.findings:,}"), "of": self.wrap(f"{self.story.findings:,}")}
            told += f" ({self._word('story_count').format(**counts)})"
        evidence = wording.evidence(each.said, self.lang, self.names, self.wrap, self.known)
        return f"{told}: {evidence}" if evidence else told

    def decides(self) -> str:
        """What would decide whether the likeliest explanation is right; empty where there is none."""
        first = next(iter(self.story.explanations), None)
        if first is None:
            return ""
        return self._word("decide").format(how=wording.decides(first.said["id"], self.lang, known=self.known))

    def follows(self) -> str:
        """How many findings follow from the same wrong cells; empty where none does."""
        return self._word("story_follows").format(n=self.wrap(f"{self.story.follows:,}")) if self.story.follows else ""

    def places(self) -> list[tuple[str, str]]:
        """By sheet one line of its cells, each with its verdict where there are several; then how many more."""
        lines: dict[str, list[str]] = {}
        for sheet, cells, verdict in self.story.places:
            sure = f" {self.known[f'verdict.{verdict}']}" if self.story.findings > 1 else ""
            lines.setdefault(sheet, []).append(self.wrap(cells) + sure)
        told = [(self.wrap(sheet), " · ".join(cells)) for sheet, cells in lines.items()]
        more = self.story.findings - len(self.story.places)
        return [*told, ("", self._word("story_more").format(n=f"{more:,}"))] if more else told

    def _word(self, name: str) -> str:
        return words(self.lang)[f"report.{name}"]
