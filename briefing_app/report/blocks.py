"""What a page is made of, as frozen records: the only language between the sections and the templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Style = Literal["body", "small", "quote", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run of text.

    Attributes:
        text: The words, shown literally.
        lang: Language of the words, ISO 639-1.
        strong: True for bold.
        muted: True for the quieter ink.
        emph: True for italics.
        struck: True for words that are struck out.
        to: Reference of the entry in this document that it leads to; taken away if it is not in here.
        url: Web address that it leads to.
    """

    text: str
    lang: str = "en"
    strong: bool = False
    muted: bool = False
    emph: bool = False
    struck: bool = False
    to: str = ""
    url: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading of level 1 to 3; no level is skipped going down. ``anchor`` is what links lead to."""

    text: str
    level: int = 1
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph; ``anchor`` is what links lead to, ``depth`` how many steps it is set in."""

    runs: Runs
    style: Style = "body"
    anchor: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Bullets:
    """A list of points, numbered from ``start`` if there is one; ``depth`` is how many steps it is set in."""

    items: tuple[Runs, ...]
    start: int | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Heading of a column: words, share of the width, and whether figures stand in it."""

    label: str
    weight: int = 2
    figures: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: as many cells as there are columns."""

    cells: tuple[Runs, ...]
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A table. The first column names its row."""

    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture with the words around it.

    Attributes:
        name: File name of the SVG text in the job.
        svg: The SVG text.
        alt: One to three sentences that say what it shows.
        title: The message.
        subtitle: What is plotted.
        foot: Sources and caveats.
    """

    name: str
    svg: str
    alt: str
    title: str
    subtitle: str = ""
    foot: tuple[Runs, ...] = ()


Block = Heading | Paragraph | Bullets | Grid | Picture
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: its key, its title (the heading of level 1) and what stands under it."""

    key: str
    title: str
    blocks: Blocks


def anchors(blocks: Blocks) -> Iterator[str]:
    """Yields every place in the blocks that a link can lead to."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph) and block.anchor:
            yield block.anchor
        elif isinstance(block, Grid):
            yield from (line.anchor for line in block.lines if line.anchor)


def plain(text: str, *, lang: str = "en", strong: bool = False, muted: bool = False) -> Runs:
    """Returns one run, or none for an empty text."""
    return (Run(text=text, lang=lang, strong=strong, muted=muted),) if text else ()


def joined(parts: tuple[Runs, ...], *, by: str = ", ") -> Runs:
    """Returns the runs one behind the other, parted by a text."""
    found: list[Run] = []
    for part in parts:
        if not part:
            continue
        if found:
            found.append(Run(text=by))
        found.extend(part)
    return tuple(found)
