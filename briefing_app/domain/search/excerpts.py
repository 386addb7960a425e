"""Where in a text the words of a query stand, and the piece of it that is shown."""

from __future__ import annotations

import re

from briefing_app.domain.search.words import LETTERS, UNSPACED, indexed_words

MOST_PLACES = 400
LOOKED_AT = 50_000
"""Characters of a text in which the words are looked for, to be shown."""
_UNSEEN = "\u00ad\u200b-\u200d\u2060"
_WHOLE = re.compile(
    rf"\d[\d.,'’ \u00a0\u2009\u202f{_UNSEEN}]*\d"
    rf"|[^\W\d_]+(?:[.\-\u2010\u2011{_UNSEEN}]+\w+)+\.?"
)
"""What may be one word in the index though it has signs inside: a number, a compound, letters with points."""
_ONE_LINE = str.maketrans("\n\r\t\v\f\u2028\u2029", " " * 7)
_SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n")


def excerpt(text: str, words: tuple[str, ...], *, width: int = 150) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Returns a piece of a text around the first word found, and where in the piece the words stand.

    The piece begins with the sentence that holds the word, where that leaves the word in sight.

    Args:
        text: The whole text; sentences may be parted by line ends.
        words: Words or beginnings of words, as ``query_words`` returns them.
        width: Characters of the piece.
    """
    text = text[:LOOKED_AT]
    found = places(text, words)
    first = found[0][0] if found else 0
    start = max((m.end() for m in _SENTENCE.finditer(text, 0, first + 1) if m.end() <= first), default=0)
    cut = first - start > width * 2 // 3
    if cut:
        start = text.rfind(" ", start, first - width // 3) + 1
    end = start + width
    shown = text[start:end].translate(_ONE_LINE)
    head, tail = "…" if cut else "", "…" if end < len(text) else ""
    shift = len(head) - start
    ranges = tuple((a + shift, min(b, end) + shift) for a, b in found if a >= start and a < end)
    return head + shown + tail, ranges


def places(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Returns where words, or words that begin so, stand in a text, in its order: (first character, after the last)."""
    if not words:
        return ()
    letters = " " + text.translate(LETTERS)
    found: list[tuple[int, int]] = []
    for word in words:
        sought = word if UNSPACED.match(word) else f" {word}"  # the beginning of a word, where words are told apart
        before = len(sought) - len(word)
        at = letters.find(sought)
        while at >= 0 and len(found) < MOST_PLACES:
            begin = at + before - 1
            found.append((begin, begin + len(word)))
            at = letters.find(sought, at + len(sought))
    met = {letters[begin + 1 : end + 1] for begin, end in found}
    if not LETTERS.uneven.isdisjoint(text):
        origin = [i for i, c in enumerate(text) for _ in LETTERS[ord(c)]]
        found = [(origin[begin], origin[end - 1] + 1) for begin, end in found]
    if lost := tuple(word for word in words if word not in met):  # what stands there with signs inside
        found += _wholes(text, lost)
    found.sort(key=lambda place: (place[0], -place[1]))
    apart: list[tuple[int, int]] = []
    for begin, end in found:
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return tuple(apart)


def _wholes(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Returns the numbers and compounds of a text that are one of the words once their signs are left out."""
    found: list[tuple[int, int]] = []
    for match in _WHOLE.finditer(text):
        piece = match.group()
        forms = " " + " ".join(indexed_words(piece))
        if len(found) < MOST_PLACES and any(f" {word}" in forms for word in words):
            found.append(match.span())
    return found
