"""The two things that can go wrong in the world: a failed step and a faulty piece of data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefing_app.translation import tr

Severity = Literal["error", "warning"]


class ExpectedError(Exception):
    """The world's fault, told in words with a next step; never a bug of this program.

    Attributes:
        words: One sentence on what did not work.
        hint: One sentence on what the person can do next.
        detail: Technical detail for the log; never needed to understand the words.
    """

    def __init__(self, words: str, *, hint: str = "", detail: str = "") -> None:
        super().__init__(words)
        self.words = words
        self.hint = hint
        self.detail = detail

    def sentence(self) -> str:
        """Returns words and hint as one line of text, control characters removed."""
        text = " ".join(part for part in (self.words, self.hint) if part)
        return "".join(c if c.isprintable() else " " for c in text)


class UsageError(ExpectedError):
    """The person asked in a way the program does not know (exit status 2)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One fault in a data package, placed so that a person can find it.

    Attributes:
        severity: "error" if something was left out because of it, else "warning".
        file: Name of the file inside the package.
        message: What is wrong and what was expected.
        row: Line number in the file as an editor counts it, the heading being line 1; None for the whole file.
        column: Name of the column; empty for the whole row or file.
    """

    severity: Severity
    file: str
    message: str
    row: int | None = None
    column: str = ""

    def place(self) -> str:
        """Returns file, line and column in one phrase."""
        parts = [self.file]
        if self.row is not None:
            parts.append(tr("line {n}", n=self.row))
        if self.column:
            parts.append(self.column)
        return ", ".join(parts)

    def sentence(self) -> str:
        """Returns the place and the message as one line."""
        return f"{self.place()}: {self.message}"
