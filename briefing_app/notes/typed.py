"""What a person typed, as a note can hold it."""

from __future__ import annotations

from collections.abc import Iterable

from briefing_app.errors import ExpectedError
from briefing_app.notes.exchange.vocabulary import LONGEST, LONGEST_TAG
from briefing_app.translation import grouped, tr


def body_of(text: str) -> str:
    """Returns the words of a note: line ends alike, nothing that no file can hold, no space at the end.

    Raises:
        ExpectedError: There are none, or too many.
    """
    cleaned = text.encode("utf-8", "replace").decode().replace("\x00", "").replace("\r\n", "\n").rstrip()
    if not cleaned.strip():
        raise ExpectedError(tr("The note is empty."), hint=tr("Write something first."))
    if len(cleaned) > LONGEST:
        raise ExpectedError(
            tr("The note is longer than {n} characters.", n=grouped(LONGEST)),
            hint=tr("Split it into several notes."),
        )
    return cleaned


def line_of(text: str) -> str:
    """Returns a marking or a name on one line, without signs that nobody sees."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def tags_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Returns tags as a note holds them: short, each once, none of them empty."""
    cleaned = (line_of(tag)[:LONGEST_TAG] for tag in tags)
    return tuple(dict.fromkeys(tag for tag in cleaned if tag))
