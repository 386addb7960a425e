"""How wide words are, from the table measured with the bundled fonts; breaking and shortening stand on it."""

from __future__ import annotations

import json
import unicodedata
from functools import cache, lru_cache

from briefing_app import paths

ASCENT, DESCENT = 1.069, 0.293
"""How far letters reach above and below their base line, as a share of their size (Noto Sans)."""
LINE = ASCENT + DESCENT
_OTHER, _WIDE = 600, 1000
"""Letters of scripts that no bundled font holds: an average one, and those of East Asia."""
_DROPPED = dict.fromkeys([*range(0x20), 0x7F, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])
Joining = tuple[int | None, ...]
"""Widths of a letter alone, at the end, at the beginning and in the middle of a word."""


@cache
def _table(bold: bool) -> tuple[dict[int, int], dict[int, Joining]]:
    text = (paths.fonts() / "widths.json").read_text(encoding="utf-8")
    found = json.loads(text)["bold" if bold else "regular"]
    widths = {first + n: wide for first, run in found["runs"] for n, wide in enumerate(run)}
    return widths, {int(point, 16): tuple(wide) for point, wide in found["joining"].items()}


def told(text: str) -> str:
    """Returns a text as it can be written on one line: line ends and tabs become blanks, controls vanish."""
    return text.replace("\n", " ").replace("\t", " ").translate(_DROPPED)


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Returns how wide a text is in the bundled fonts, in the unit of its size."""
    return _units(text, bold) * size / 1000


@lru_cache(maxsize=16_384)
def _units(text: str, bold: bool) -> int:
    widths, joining = _table(bold)
    total, known = 0, widths.get
    for letter in text:
        wide = known(ord(letter))
        total += _unknown(letter) if wide is None else wide
    return total if text.isascii() else total + _joined(text, joining)


def _unknown(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return _WIDE if unicodedata.east_asian_width(letter) in "WF" else _OTHER


def _joined(text: str, joining: dict[int, Joining]) -> int:
    """Returns how much joining changes the width of letters that were counted as standing alone."""
    shapes = [joining.get(ord(c)) for c in text if not unicodedata.combining(c)]
    change = 0
    for before, shape, after in zip([None, *shapes], shapes, [*shapes[1:], None], strict=False):
        if shape is None:
            continue
        back = before is not None and before[2] is not None and shape[1] is not None
        on = after is not None and after[1] is not None and shape[2] is not None
        wide = shape[(1 if back else 0) + (2 if on else 0)]
        change += (wide or shape[0] or 0) - (shape[0] or 0)
    return change


@lru_cache(maxsize=8_192)
def shortened(text: str, size: float, width: float, *, bold: bool = False) -> str:
    """Returns the text, cut with an ellipsis if it is wider than a width; nothing where not even that has room."""
    if text_width(text, size, bold=bold) <= width:
        return text
    kept = _fitting(text, size, width - text_width("…", size, bold=bold), bold=bold)
    return f"{text[:kept].rstrip()}…" if kept else ""


def _fitting(text: str, size: float, width: float, *, bold: bool) -> int:
    """Returns how many letters from the start fit a width; a letter keeps the signs that stand on it."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if text_width(text[:middle], size, bold=bold) <= width else (low, middle - 1)
    while 0 < low < len(text) and unicodedata.combining(text[low]):
        low -= 1
    return low


def wrapped(text: str, size: float, width: float, *, most: int = 0, bold: bool = False) -> list[str]:
    """Returns the text in lines no wider than a width, broken between words and only where needed within one.

    Args:
        text: The text; any blank may become a line end.
        size: Size of the letters.
        width: Room in the unit of the size.
        most: Largest number of lines, the last of which ends with an ellipsis if something is left out; 0 for any.
        bold: True for bold.
    """
    return list(_wrapped(text, size, width, most, bold))


@lru_cache(maxsize=2_048)
def _wrapped(text: str, size: float, width: float, most: int, bold: bool) -> tuple[str, ...]:
    lines: list[str] = []
    used, blank = 0.0, text_width(" ", size, bold=bold)
    for word in _pieces(text, size, width, bold=bold):
        if most and len(lines) > most:
            break
        wide = text_width(word, size, bold=bold)
        if lines and used + blank + wide <= width:
            lines[-1] += f" {word}"
            used += blank + wide
        else:
            lines.append(word)
            used = wide
    if most and len(lines) > most:
        last = shortened(f"{lines[most - 1]} {lines[most]}", size, width, bold=bold)
        lines = [*lines[: most - 1], last if last.endswith("…") else f"{last}…"]
    return tuple(lines)


def _pieces(text: str, size: float, width: float, *, bold: bool) -> list[str]:
    """Returns the words of a text, those that are wider than a line cut into pieces that fit."""
    found = []
    for word in text.split():
        while text_width(word, size, bold=bold) > width:
            kept = max(1, _fitting(word, size, width, bold=bold))
            if kept >= len(word):
                break
            found.append(word[:kept])
            word = word[kept:]
        found.append(word)
    return found
