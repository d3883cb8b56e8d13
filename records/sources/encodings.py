"""Which letters the bytes of a text mean: by a byte order mark or strict UTF-8, else by a person's word.

A guess would read another alphabet without a word, so nothing is guessed: a refusal names the likely encodings.
"""

from __future__ import annotations

import codecs
import re
from itertools import pairwise
from pathlib import Path

from records.model import EncodingError, SourceError

_MARKS = (  # the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
LIKELY = ("windows-1256", "iso-8859-6", "windows-1252", "cp720", "iso-8859-9", "windows-1251")
"""Encodings in which transcriptions in Arabic, French, Turkish and Russian are met."""
_NOT_OF_FILES = {"idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined"}
"""Encodings that Python has for names of hosts and for its own programs: a backslash would become something else."""
_SAMPLE = 1 << 16
_LETTERS = re.compile("[\t\n\r\x20-\x7e\xa0-\u024f\u0400-\u04ff\u0600-\u06ff\u2010-\u2030\ufeff]")
_FOREIGN = re.compile("\\w*[^\\W\x00-\x7f]\\w*")
_COMMON = re.compile("[اليمنوردبتعaeionrst]")
_ODD = re.compile("[^\\w\\s\\d.,;:!?'\"()\\[\\]/\\\\+*=%&@#<>|_،؛؟٪°«»–—’“”…-]")


def of(head: bytes, named: str | None = None, where: str = "") -> str:
    """The encoding of a text that begins with `head`: the named one, else by its mark, else "utf-8".

    Raises `SourceError` for a name that is none, `EncodingError` for two or four bytes a letter without a mark.

    >>> of("é".encode("utf-16")), of(b"abc"), of(b"abc", "cp1256")
    ('utf-16', 'utf-8', 'cp1256')
    """
    if named:
        return _known(named)
    by_mark = marked(head)
    if by_mark is None and (likely := wide(head)):
        raise EncodingError("not-utf-8-wide", where, likely=likely)
    return by_mark or "utf-8"


def _known(named: str) -> str:
    """Python's own name of an encoding. Raises `SourceError` for one that no text of cells is written in."""
    try:
        codec = codecs.lookup(named)
        "".encode(codec.name)  # compressions and the like are no encodings of text
        if codec.name.replace("_", "-") not in _NOT_OF_FILES:
            return codec.name
    except (LookupError, UnicodeError, ValueError):
        pass
    raise SourceError("no-encoding", name=named, known=LIKELY)


def marked(head: bytes) -> str | None:
    """The encoding that the byte order mark of a text tells; none without a mark."""
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _candidates(sample: bytes) -> list[str]:
    """The encodings in which a text that is not UTF-8 looks like words, likeliest first.

    >>> _candidates("الاسم;الجنسية\\nمحمد;سوري".encode("cp1256"))[0]
    'windows-1256'
    >>> _candidates("id,name".encode("utf-16-be"))[0]
    'utf-16-be'
    """
    if name := wide(sample):
        return [name]
    scored = [(-score, n, name) for n, name in enumerate(LIKELY) if (score := _plausible(sample, name)) is not None]
    return [name for _, _, name in sorted(scored)][:3]


def wide(sample: bytes) -> str | None:
    """The encoding of a text of two or four bytes a letter: the one in which nearly all are letters we know.

    >>> wide("الاسم;id".encode("utf-16-be")), wide(b"plain"), wide(bytes(range(256)))
    ('utf-16-be', None, None)
    """
    if b"\0" not in sample:
        return None
    for name, size in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        text = sample[: len(sample) // size * size].decode(name, "replace")
        if len(_LETTERS.findall(text)) > 0.95 * len(text):
            return name
    return None


def _plausible(sample: bytes, name: str) -> float | None:
    try:
        text = sample.decode(name)
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return None
        text = sample[: error.start].decode(name)
    foreign = "".join(letter for letter in text if not letter.isascii())
    inner_capitals = sum(after.isupper() and before.islower() for before, after in pairwise(text))
    return len(_COMMON.findall(foreign)) - 3.0 * (len(_ODD.findall(foreign)) + inner_capitals)


def samples(path: Path, many: int = 3) -> dict[str, list[str]]:
    """For a text that is not UTF-8: some of its words under each likely encoding, for a person to choose."""
    _, sample = _telling(path)
    shown = {}
    for name in _candidates(sample):
        words = dict.fromkeys(_FOREIGN.findall(sample.decode(name, "ignore")))
        shown[name] = sorted(words, key=len, reverse=True)[:many]
    return shown


def not_utf8(path: Path) -> EncodingError:
    """The refusal of a text that is not UTF-8: its line, and the encodings it may have."""
    line, sample = _telling(path)
    likely = _candidates(sample)
    return EncodingError("not-utf-8-likely" if likely else "not-utf-8-text", path.name, line=line, likely=likely)


def _telling(path: Path) -> tuple[int, bytes]:
    """The first line that is not UTF-8, and bytes that tell what it is: the start of the file, or from that line on."""
    with path.open("rb") as file:
        place = 0
        for line, each in enumerate(file, 1):  # noqa: B007  the line at which it ends is the answer
            if _decode(each) is None:
                break
            place += len(each)
        file.seek(0)
        start = file.read(_SAMPLE)
        if start.isascii() and wide(start) is None:
            file.seek(place)
            start = file.read(_SAMPLE)
    return line, start


def _decode(raw: bytes) -> str | None:
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return None
