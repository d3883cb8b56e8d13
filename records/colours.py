"""What people call the colour of a cell: `yellow`, not `FFFFFF00`."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

_WRITTEN = re.compile(
    r"(?:(?:[0-9A-F]{2})?([0-9A-F]{6})|(indexed|theme) (\d{1,3}))(?: (-?\d(?:\.\d+)?))?", re.IGNORECASE
)
_INDEXED = (
    "000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF "
    "800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF "
    "000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 "
    "3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333"
)
"""The colours that workbooks name by their number."""
_HUES = (
    (15, "red"), (45, "orange"), (70, "yellow"), (165, "green"), (190, "turquoise"), (255, "blue"), (290, "purple"),
    (345, "pink"), (360, "red"),
)  # fmt: skip
"""The degree of the colour wheel that each ends before."""
_GREY, _PALE = 0.12, 0.97
_DARK, _LIGHT = 0.35, 0.75


def colour_name(written: str, known: Mapping[str, str]) -> str:
    """The name of a colour as a workbook writes it; several are joined by ` · `.

    A colour of the theme has its number only: each workbook may have a theme of its own.

    `known`: the words of a language.

    >>> from records.words import words
    >>> colour_name("FFFFFF00", words("en")), colour_name("theme 4 0.4", words("en"))
    ('yellow', 'theme colour 4')
    """
    return " · ".join(_name(each, known) for each in written.split(" · "))


def _name(written: str, known: Mapping[str, str]) -> str:
    found = _WRITTEN.fullmatch(written)
    if found is None:
        return known.get(f"colour.{written}", written)
    rgb, how, number, tint = found.groups()
    palette = _INDEXED.split()
    if how and (how.lower() == "theme" or int(number) >= len(palette)):
        return known["colour.theme"].format(number=number)
    shade, hue = _shade(rgb or palette[int(number)], float(tint or 0))
    return known[f"colour.{shade}"].format(colour=known[f"colour.{hue}"]) if shade else known[f"colour.{hue}"]


def _shade(rgb: str, tint: float) -> tuple[str, str]:
    """Whether a colour is light or dark, and its hue; a tint lightens it, or darkens it below 0."""
    hue, light, strength = colorsys.rgb_to_hls(*(int(rgb[at : at + 2], 16) / 255 for at in (0, 2, 4)))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    if strength < _GREY or light > _PALE:
        return "", "black" if light < 1 - _PALE + _GREY else "white" if light > 1 - _GREY / 2 else "grey"
    named = next(name for end, name in _HUES if hue * 360 < end or end == 360)
    if light < _DARK and named in ("orange", "yellow"):
        return "", "brown"
    return "light" if light >= _LIGHT else "dark" if light < _DARK else "", named
