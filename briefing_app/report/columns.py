"""How wide the columns of a table are on paper: none breaks its words, and none keeps room that another needs."""

from __future__ import annotations

from collections.abc import Sequence

ABREAST = 124.0
"""About how many small letters stand side by side in a table as wide as the page."""
_LONGEST, _BOLD, _GAP = 20, 1.12, 1.5
"""Letters of a word that still stays whole, how much wider bold ones are, and the letters between two columns."""


def weights(labels: Sequence[str], cells: Sequence[Sequence[str]], wanted: Sequence[int]) -> tuple[int, ...]:
    """Returns shares of the width for columns.

    Args:
        labels: Headings of the columns.
        cells: The words of each column, from the first row to the last.
        wanted: The shares that the columns ask for.
    """
    least = [
        max(_longest_word(label) * _BOLD, *(_longest_word(words) for words in column), 1.0) + _GAP
        for label, column in zip(labels, cells, strict=True)
    ]
    most = [
        max(low, len(label) * _BOLD + _GAP, *(_longest_line(words) + _GAP for words in column))
        for low, label, column in zip(least, labels, cells, strict=True)
    ]
    widths = list(least)
    left = ABREAST - sum(widths)
    open_ones = [i for i in range(len(widths)) if most[i] > widths[i]]
    while left > 0.1 and open_ones:
        total = sum(wanted[i] for i in open_ones)
        given = 0.0
        for i in open_ones:
            more = min(left * wanted[i] / total, most[i] - widths[i])
            widths[i] += more
            given += more
        left -= given
        open_ones = [i for i in open_ones if most[i] - widths[i] > 0.05]
    return tuple(max(1, round(10 * width)) for width in widths)


def _longest_word(words: str) -> float:
    """Returns the letters of the longest word; a sign stays with the word behind it."""
    parts = words.split()
    if len(parts) > 1 and len(parts[0]) == 1 and not parts[0].isalnum():
        parts[:2] = [f"{parts[0]} {parts[1]}"]
    return min(_LONGEST, max(map(len, parts), default=0))


def _longest_line(words: str) -> float:
    return max(map(len, words.split("\n")), default=0)
