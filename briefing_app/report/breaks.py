"""Where long words may break on the page, without a sign in the text: what is read, found and copied stays whole."""

from __future__ import annotations

import re

Words = str | list[str | dict[str, str | list[str]]]
"""A text, or its pieces: words as they are, ``keep`` for one that stays whole, ``fit`` for one in its parts."""

# Scripts that put no space between words break by themselves; what is written in them is left to the typesetter.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
_WORD = re.compile(rf"[^\s{_UNSPACED}]+")
# A typesetter breaks behind these; a name or a pair of words stays together where its line is long enough.
_HYPHENS = re.compile(r"(?<=\w)[-‐–/](?=\w)")
_JOINTS = re.compile(r"(?<=[/._?&=#%+,;:])(?=[^/])|(?<=[-‐–])(?=\w)")
# An address breaks before its hyphens: readers take one at the end of a line for a sign of division and drop it.
_ADDRESS = re.compile(r"://|\bwww\.|\w@\w|/\w+/")
_JOINTS_OF_ADDRESS = re.compile(r"(?<=[/._?&=#%+,;:])(?=[^/-])|(?<=\w)(?=-)")
# The widest letters are that much wider than the average one.
_WIDE = 1.75


def breakable(text: str, *, abreast: float) -> Words:
    """Returns a text with its long and its hyphenated words marked.

    Args:
        text: Words as they are shown.
        abreast: About how many letters stand in a line.
    """
    pieces: list[str | dict[str, str | list[str]]] = []
    at = 0
    for found in _WORD.finditer(text):
        word = found[0]
        sure = len(word) * _WIDE <= abreast
        if sure and not _HYPHENS.search(word):
            continue
        if found.start() > at:
            pieces.append(text[at : found.start()])
        pieces.append({"keep": word} if sure else {"fit": _parts(word)})
        at = found.end()
    if not pieces:
        return text
    return [*pieces, text[at:]] if at < len(text) else pieces


def _parts(word: str) -> list[str]:
    joints = _JOINTS_OF_ADDRESS if _ADDRESS.search(word) else _JOINTS
    return joints.split(word)
