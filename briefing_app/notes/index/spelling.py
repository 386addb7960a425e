"""The known word that somebody meant who got one letter wrong."""

from __future__ import annotations

from collections.abc import Sequence

LEAST = 4
"""Letters of the shortest word that is looked for in another spelling."""


def nearest(word: str, known: Sequence[str]) -> str:
    """Returns the known word that differs by one letter, wrong, missing, added or changed with its neighbour.

    Args:
        word: A folded word that is not known.
        known: All known words, those that are meant most often first.

    Returns:
        The first of the nearest; empty if none is near.
    """
    if len(word) < LEAST or not word.isalpha():
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1)
    return str(found[0]) if found else ""
