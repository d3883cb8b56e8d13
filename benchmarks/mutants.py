"""Damaged copies of honest files: none may crash or hang the reader, or change a value without a word.

    python benchmarks/mutants.py FOLDER [--mutants 5000] [--seed 1]

Reads 20 honest files of FOLDER (the first of each format in turn), damages copies of them (bits flipped, bytes cut
off or put in, blocks swapped, members of a package exchanged) and reads those. A mutant of a format that carries
checksums must give the texts of the honest file or be refused; delimited text and .xls have none, and what changed
there is counted.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import zipfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, when the package is not installed

from records.model import SourceError
from records.sources import read_file
from records.sources.guard import Format, identify

HANG = 30.0
CHECKED = {Format.XLSX, Format.XLSB, Format.ODS}
"""Packages carry a checksum for each part."""


def honest(folder: Path, many: int = 20) -> dict[Path, list[object]]:
    """Files that are read, with their texts, alternating by format."""
    found: dict[Format, list[tuple[Path, list[object]]]] = {}
    for path in sorted(folder.iterdir()):
        try:
            if path.stat().st_size < 200_000 and (contents := texts(path)):
                found.setdefault(identify(path), []).append((path, contents))
        except SourceError:
            continue
    turns = [files[n] for n in range(many) for files in found.values() if n < len(files)]
    return dict(turns[:many])


def texts(path: Path) -> list[object]:
    """What a file holds, for comparison."""
    return [
        (sheet.source.sheet, sheet.rows.tolist(), sheet.cells.to_pydict())
        for sheet in read_file(path)
        if sheet.cells.num_rows
    ]


def damage(raw: bytes, chance: random.Random) -> bytes:
    """A damaged copy."""
    mutant = bytearray(raw)
    how = chance.randrange(4)
    if how == 0:
        for _ in range(chance.randint(1, 8)):
            mutant[chance.randrange(len(mutant))] ^= 1 << chance.randrange(8)
    elif how == 1:
        del mutant[chance.randrange(len(mutant)) :]
    elif how == 2:
        size = chance.randint(1, min(512, len(mutant)))
        one, other = (chance.randrange(len(mutant) - size + 1) for _ in range(2))
        mutant[one : one + size], mutant[other : other + size] = mutant[other : other + size], mutant[one : one + size]
    else:
        place = chance.randrange(len(mutant))
        mutant[place:place] = bytes(chance.randrange(256) for _ in range(chance.randint(1, 64)))
    return bytes(mutant)


def swapped(path: Path, target: Path, chance: random.Random) -> None:
    """A package in which two members hold each other's content: whole by every checksum, wrong all the same."""
    with zipfile.ZipFile(path) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    one, other = (chance.randrange(len(parts)) for _ in range(2))
    contents = [content for _, content in parts]
    contents[one], contents[other] = contents[other], contents[one]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for (name, _), content in zip(parts, contents, strict=True):
            package.writestr(name, content)


def judge(path: Path, expected: list[object]) -> str:
    """What became of a mutant."""
    start = time.monotonic()
    try:
        found = texts(path)
    except SourceError as error:
        return "refused" if "\n" not in str(error) and path.name in str(error) else "mute"
    except Exception as error:  # noqa: BLE001  this is what is looked for
        return f"crash {type(error).__name__}"
    if time.monotonic() - start > HANG:
        return "hang"
    if found == expected:
        return "same"
    return "changed (checked format)" if identify(path) in CHECKED else "changed (format without a checksum)"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mutants", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = honest(options.folder)
    chance = random.Random(options.seed)
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for n in range(options.mutants):
            path = list(files)[n % len(files)]
            target = Path(folder) / f"mutant{path.suffix}"
            package = zipfile.is_zipfile(path)
            if package and chance.randrange(5) == 0:
                swapped(path, target, chance)
                verdict = judge(target, files[path])
                verdict = "swapped members, read" if verdict.startswith("changed") else verdict
            else:
                target.write_bytes(damage(path.read_bytes(), chance))
                verdict = judge(target, files[path])
            counts[verdict] += 1
            if verdict not in ("same", "refused") and not verdict.startswith(("changed (format", "swapped")):
                print(f"{n}: {path.name}: {verdict}", file=sys.stderr)
    for verdict, count in counts.most_common():
        print(f"{count:6,}  {verdict}")
    return int(any(verdict.startswith(("crash", "hang", "mute", "changed (checked")) for verdict in counts))


if __name__ == "__main__":
    sys.exit(main())
