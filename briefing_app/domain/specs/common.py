"""What every picture says besides the picture: message, units, sources, notes and spoken words."""

from __future__ import annotations

from dataclasses import dataclass

from briefing_app.domain.model import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source as it stands under a picture.

    Attributes:
        ref: Reference of the source.
        text: Publisher and date, short.
        grade: Admiralty letter of reliability, or empty where nobody graded it.
    """

    ref: Ref
    text: str
    grade: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """The words around a picture; the same on screen, on paper, in the exported file and in speech.

    Attributes:
        key: Stable name of the picture, for file names and for the PDF's links.
        title: The message.
        subtitle: What is plotted, with unit.
        summary: One to three sentences that say in words what the picture shows.
        sources: Sources of what is drawn.
        notes: Caveats that belong on the picture.
        edition: Edition of the data, such as "1.0.0 of 23 November 2026".
        empty: What to say instead of a picture when there is nothing to draw; empty when there is.
    """

    key: str
    title: str
    subtitle: str = ""
    summary: str = ""
    sources: tuple[SourceLine, ...] = ()
    notes: tuple[str, ...] = ()
    edition: str = ""
    empty: str = ""
