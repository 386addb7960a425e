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
    """A table. The first column names its row; a dense one is set in smaller letters."""

    columns: tuple[Head, ...]
    lines: tuple[Line, ...]
    title: str = ""
    dense: bool = False


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
        floats: True if it stands at the foot of the page, or of the next that has room, and the text flows on above it,
            so that a tall one leaves no half of a page empty.
    """

    name: str
    svg: str
    alt: str
    title: str
    subtitle: str = ""
    foot: tuple[Runs, ...] = ()
    floats: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one ambition stands: its letter, its name, what is judged, and how sure that is."""

    letter: str
    heading: Runs
    judged: Runs
    sure: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """A figure that decides: its message, the figure in large letters, who says so, and its rivals."""

    message: Runs
    figure: str
    said: Runs
    rivals: Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class PageOne:
    """The first page: it is set so that it fits, in smaller letters if it must.

    Attributes:
        lead: The judgement in one sentence.
        more: What the judgement says besides, and its sources.
        standings: One line for each ambition.
        changes: What changed, under its heading.
        figures: The figures that decide.
        picture: One small picture.
        watch: What to watch, under its heading.
        headings: Headings of standings, changes, figures and what to watch.
    """

    lead: Runs
    more: Runs
    standings: tuple[Standing, ...]
    changes: tuple[Runs, ...]
    figures: tuple[Deciding, ...]
    picture: Picture | None
    watch: tuple[Runs, ...]
    headings: tuple[str, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a numbered list; its place in the list is its number, and its first run names it."""

    runs: Runs
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A list of entries with numbers in brackets, counted from 1, set small in two columns."""

    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Blocks that stay on one page where one page holds them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Blocks set small in two columns."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Abreast:
    """Blocks set small, side by side.

    Attributes:
        blocks: The blocks.
        across: How many stand side by side.
        long: True if a pair may go over to the next page.
    """

    blocks: tuple[Block, ...]
    across: int = 2
    long: bool = False


Block = Heading | Paragraph | Bullets | Grid | Picture | PageOne | Numbered | Group | Columns | Abreast
Blocks = tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section: its key, its title (the heading of level 1) and what stands under it."""

    key: str
    title: str
    blocks: Blocks


def within(blocks: Blocks) -> Iterator[Block]:
    """Yields the blocks and all that stand in them, in order."""
    for block in blocks:
        yield block
        if isinstance(block, Group | Columns | Abreast):
            yield from within(block.blocks)


def anchors(blocks: Blocks) -> Iterator[tuple[str, str]]:
    """Yields every place in the blocks that a link can lead to, with what stands there in words."""
    for block in within(blocks):
        if isinstance(block, Heading) and block.anchor:
            yield block.anchor, block.text
        elif isinstance(block, Paragraph) and block.anchor:
            yield block.anchor, said(block.runs)
        elif isinstance(block, Grid):
            yield from ((line.anchor, said(line.cells[0])) for line in block.lines if line.anchor)
        elif isinstance(block, Numbered):
            yield from ((entry.anchor, said(entry.runs[:1])) for entry in block.entries if entry.anchor)


def said(runs: Runs) -> str:
    """Returns the words of some runs."""
    return "".join(run.text for run in runs)


def pictures(blocks: Blocks) -> Iterator[Picture]:
    """Yields every picture in the blocks."""
    for block in within(blocks):
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, PageOne) and block.picture is not None:
            yield block.picture


def plain(text: str, *, lang: str = "en", strong: bool = False, muted: bool = False) -> Runs:
    """Returns one run, or none for an empty text."""
    return (Run(text=text, lang=lang, strong=strong, muted=muted),) if text else ()


FILL = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a message where runs come in."""


def filled(words: str, runs: Runs) -> Runs:
    """Returns words with runs in the place of ``FILL``, wherever the language puts it."""
    before, _, after = words.partition(FILL)
    return (*plain(before), *runs, *plain(after))


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
