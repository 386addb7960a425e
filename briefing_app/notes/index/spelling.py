"""The known words that somebody may have meant who got one letter wrong."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 6
LEAST = 4
"""Letters of the shortest word that is looked for in another spelling."""


def nearest(word: str, known: Sequence[str]) -> tuple[str, ...]:
    """Returns the known words that differ by one letter, wrong, missing, added or changed with its neighbour.

    Args:
        word: A folded word that is not known.
        known: All known words, those that are meant most often first.

    Returns:
        A few of them, in their order; empty if none is near.
    """
    if len(word) < LEAST or not word.isalpha():
        return ()
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extract(word, known, scorer=OSA.distance, score_cutoff=1, limit=MOST)
    return tuple(str(near) for near, _distance, _place in found)
