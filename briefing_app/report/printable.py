"""Makes any text fit for the page: every character is in the fonts or shown by its code, and none works in secret.

Under PDF/A one missing glyph refuses the whole document, and a hidden control character can turn a name around; so
all text of others passes through here before it reaches the templates.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

from briefing_app.translation import tr

# Controls, marks that steer the direction of writing, places to break, variation selectors, non-characters.
_DROPPED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffb"
    "\ufdd0-\ufdef]"
)
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# Line feed, non-joiner and joiner have no glyph and need none.
_UNSEEN = frozenset({0x0A, 0x200C, 0x200D})
_MOST_MARKS = 4


@cache
def cover_of(fonts: Path) -> frozenset[int]:
    """Returns the code points that the bundled fonts can show.

    Args:
        fonts: The folder with the fonts and their ``coverage.json``.
    """
    ranges = json.loads((fonts / "coverage.json").read_text(encoding="utf-8"))["ranges"]
    return frozenset(point for low, high in ranges for point in range(low, high + 1))


def clean(text: str, *, cover: frozenset[int]) -> str:
    """Returns the text as it can stand on the page.

    Line ends become line feeds, tabs four spaces, hidden controls vanish, characters without a glyph are named by
    their code such as ``[U+1F600]``, and combining marks stand only on letters of their own script.

    Args:
        text: Anything.
        cover: Code points that the fonts can show.
    """
    if text.isascii() and text.isprintable():  # most are
        return text
    text = unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode())
    text = _LINE_ENDS.sub("\n", text).replace("\t", "    ")
    text = _DROPPED.sub("", text)
    if text.isascii():
        return text
    letters = frozenset(text)
    if any(ord(c) not in cover and ord(c) not in _UNSEEN for c in letters):
        text = "".join(c if ord(c) in cover or ord(c) in _UNSEEN else f"[U+{ord(c):04X}]" for c in text)
    return _settle_marks(text) if any(map(_is_mark, letters)) else text


def unprintable(text: str, *, cover: frozenset[int]) -> tuple[str, ...]:
    """Returns the signs of a text that stand on the page as codes, each once, in order.

    Args:
        text: Anything.
        cover: Code points that the fonts can show.
    """
    if text.isascii():
        return ()
    shown = _DROPPED.sub("", unicodedata.normalize("NFC", text.encode("utf-8", "replace").decode()))
    missing = (
        c for c in _LINE_ENDS.sub("\n", shown) if ord(c) not in cover and c not in "\t" and ord(c) not in _UNSEEN
    )
    return tuple(dict.fromkeys(missing))


@lru_cache(maxsize=4096)
def _is_mark(c: str) -> bool:
    return unicodedata.category(c).startswith("M")


def _settle_marks(text: str) -> str:
    """Drops combining marks that no font can place: on nothing, on another script's letter, or piled up."""
    kept: list[str] = []
    base, marks = "", 0
    for c in text:
        if _is_mark(c):
            marks += 1
            on_letter = bool(base) and unicodedata.category(base).startswith("L")
            if not on_letter or marks > _MOST_MARKS or _arabic(base) != _arabic(c):
                continue
        else:
            base, marks = c, 0
        kept.append(c)
    return "".join(kept)


def _arabic(c: str) -> bool:
    return 0x600 <= ord(c) < 0x780 or 0xFB50 <= ord(c) < 0xFF00


def line(text: str, *, cover: frozenset[int]) -> str:
    """Returns the text cleaned and on one line, or a word in its place if nothing visible is left."""
    joined = " ".join(clean(text, cover=cover).split())
    return joined if any(c.isprintable() and not c.isspace() for c in joined) else tr("(no title)")
