"""Texts that nobody would type, and what must hold for each of them.

    python benchmarks/fuzz.py --n 1000000                 every kind
    python benchmarks/fuzz.py --n 20000 --kind country --seed 7

For every text: no exception, the text unchanged, bounds in order, the same reading when read again and when read in a
column, at most 5 ms. Another seed gives other texts: the tests always try the same ones, new ones are found here. The
texts are the project's own cases and, where it lies beside the checkout, the gold, with a few slips: letters dropped,
doubled, swapped, signs and control characters put in, two texts joined, up to 32,767 characters. Lone surrogates come
as the door shows them (⟦U+D800⟧), and as they are.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import cases, gold  # noqa: E402  (the checkout must be importable first)
from records.column import read_column, reading_tables  # noqa: E402
from records.kinds import KINDS  # noqa: E402
from records.kinds.kind import Kind  # noqa: E402
from records.model import Reading  # noqa: E402
from records.text import without_surrogates  # noqa: E402

LONGEST = 32_767
TOGETHER = 10_000
"""So many texts are read as one column."""
SLOWEST = 0.005
BOUNDS = (("earliest", "latest"), ("low", "high"), ("total_low", "total_high"))
SIGNS = (
    "\x00\x07\t\n\r\x1b\x7f\u00a0\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202e\u2066\u2069\ufeff\ufffd\ufffe"
    "٠١٢٣٤٥٦٧٨٩۰۱۲0123456789.,;:/\\-–—_+*?؟!()[]{}<>|=~'\"،؛#%&@هـاأإآبوymdoOxX⟦⟧\u0301\u0652ßİıﬁ𝟘🇹中"
    "\ud800\udfff"
)
FILES = {"date": gold.dates, "country": gold.countries}


def seeds(name: str) -> list[str]:
    """Texts to start from, in a fixed order."""
    known = [row["text"] for _, kind, rows in cases.files() if kind == name for row in rows]
    known += [row.text for row in FILES[name]()] if name in FILES else []
    return known or ["A+", "2 (3+1)", "لا يوجد", "متزوج", "PKM / قناص", "أبو عمر التونسي", "00216 20 123 456"]


def mutated(known: list[str], chance: random.Random) -> str:
    """One text with some slips."""
    text = chance.choice(known)
    for _ in range(chance.randrange(6)):
        text = slipped(text, chance.choice(known), chance)
    if chance.random() < 0.001:
        text = (text + " ") * (LONGEST // (len(text) + 1) + 1)
    return text[:LONGEST]


def slipped(text: str, other: str, chance: random.Random) -> str:
    """The text with one slip."""
    at = chance.randrange(len(text) + 1)
    before, after = text[:at], text[at:]
    match chance.randrange(11):
        case 0 | 1 | 2:
            return before + chance.choice(SIGNS) * chance.choice((1, 1, 1, 2, 40)) + after
        case 3 | 4:
            return before + after[1:]
        case 5:
            return before + after[1:2] + after[:1] + after[2:]
        case 6:
            return before + after[:3] + after
        case 7 | 8:
            return text + chance.choice((" ", "/", " - ", "\n", "و", ",")) + other
        case 9:
            return without_surrogates(text)
        case _:
            return "".join(chr(chance.randrange(1, 0x3000)) for _ in range(chance.randrange(1, 12)))


def wrong(kind: Kind, options: object, text: str) -> str:
    """What does not hold for a text; empty when all does."""
    started = time.process_time()
    try:
        reading = kind.read(text, options)
    except Exception as error:  # noqa: BLE001  # any exception is what is looked for
        return f"raised {type(error).__name__}: {error}"
    spent = time.process_time() - started
    if reading.text != text:
        return "changed the text"
    if kind.read(text, options) != reading:
        return "read it differently the second time"
    if not ordered(reading):
        return "bounds out of order"
    if spent > SLOWEST and slowest(kind, options, text) > SLOWEST:
        return f"took {spent * 1000:.1f} ms"
    return ""


def slowest(kind: Kind, options: object, text: str) -> float:
    """The best of three: a table that is loaded, or a busy machine, is not the text's doing."""
    spent = []
    for _ in range(3):
        started = time.process_time()
        kind.read(text, options)
        spent.append(time.process_time() - started)
    return min(spent)


def ordered(reading: Reading) -> bool:
    """Whether every first bound stands before its last."""
    for row in (reading.parts, *reading.alternatives, *reading.items):
        for first, last in BOUNDS:
            low, high = row.get(first), row.get(last)
            if low is not None and high is not None and low > high:
                return False
    return True


def read_otherwise(kind: Kind, options: object, texts: Iterable[str]) -> list[str]:
    """The texts that are read in a column otherwise than alone."""
    some = list(dict.fromkeys(without_surrogates(text) for text in texts))
    column = read_column(kind, options, pa.array(some, pa.string()), np.arange(len(some), dtype=np.int32))
    alone = reading_tables(kind, [kind.read(text, options) for text in some])
    odd = set()
    for one, other in zip((column.lexicon, column.alternatives, column.items), alone, strict=True):
        pairs = zip(one.to_dict("records"), other.to_dict("records"), strict=False)
        odd |= {row.get("code", n) for n, (row, same) in enumerate(pairs) if repr(row) != repr(same)}
        odd |= set(one.get("code", ())) ^ set(other.get("code", ()))
    return [some[n] for n in sorted(odd)]


def fuzz(name: str, n: int, seed: int) -> Iterator[tuple[str, str]]:
    """The texts of a kind for which something does not hold, and what."""
    kind, known, chance = KINDS[name], seeds(name), random.Random(f"{name} {seed}")
    options = kind.options()
    for start in range(0, n, TOGETHER):
        texts = [mutated(known, chance) for _ in range(min(TOGETHER, n - start))]
        found = [(text, wrong(kind, options, text)) for text in texts]
        yield from (each for each in found if each[1])
        if not any(what.startswith("raised") for _, what in found):
            yield from ((text, "read otherwise in a column") for text in read_otherwise(kind, options, texts))


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Read texts that nobody would type.")
    parser.add_argument("--n", type=int, default=10_000, help="texts per kind")
    parser.add_argument("--kind", choices=sorted(KINDS), action="append")
    parser.add_argument("--seed", type=int, default=1)
    said = parser.parse_args(arguments)
    failed = 0
    for name in said.kind or KINDS:
        found = list(fuzz(name, said.n, said.seed))
        failed += len(found)
        print(f"{name}: {said.n:,} texts, {len(found)} with something wrong")
        for text, what in found[:20]:
            print(f"  {what}: {text[:120]!r}{' …' if len(text) > 120 else ''} ({len(text):,} characters)")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
