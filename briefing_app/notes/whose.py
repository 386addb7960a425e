"""Which notes are on the briefing that lies on the desk, as a condition of a question to a file.

A name of a data package is small Latin letters, digits and signs. What is illegible is a name that lost a letter to
damage: such a note is shown with any briefing, for it is better seen than lost.
"""

from __future__ import annotations

from collections.abc import Sequence

_ILLEGIBLE = "GLOB '*[^ -~]*'"


def here(column: str, packages: Sequence[str]) -> str:
    """Returns the condition for the notes on a briefing.

    Args:
        column: The column with the name of the data package.
        packages: The names under which notes on the briefing stand; they are the values of the condition.
    """
    return f"({column} IN ({_marks(packages)}) OR {column} {_ILLEGIBLE})"


def elsewhere(column: str, packages: Sequence[str]) -> str:
    """Returns the condition for the notes on other briefings, with the same values."""
    return f"({column} NOT IN ({_marks(packages)}) AND {column} NOT {_ILLEGIBLE})"


def is_here(package: str, packages: Sequence[str]) -> bool:
    """Tells the same of one note."""
    return package in packages or not (package.isascii() and (package.isprintable() or not package))


def _marks(packages: Sequence[str]) -> str:
    return ", ".join("?" * len(packages))
