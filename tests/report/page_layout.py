"""What stands where on the pages of a document, read from its structure and from the pages as they are seen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2

_HEADINGS = ("/H1", "/H2", "/H3")
_FOOT, _HEAD = 0.062, 0.07
"""Shares of a page's height that its foot and its head take."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the structure: what it is, its first words, and on which pages it stands, counted from 1."""

    kind: str
    words: str
    pages: tuple[int, ...]
    inside: tuple[Part, ...]


def parts(pdf: pikepdf.Pdf) -> Part:
    """Returns the structure of a document."""
    numbers = {page.objgen: n for n, page in enumerate(pdf.pages, start=1)}

    def part(element: pikepdf.Object, page: int) -> Part:
        page = numbers[element.Pg.objgen] if "/Pg" in element else page
        kids = element.get("/K", [])
        if not isinstance(kids, pikepdf.Array):
            kids = [kids]
        pages, inside = set(), []
        for kid in kids:
            if not isinstance(kid, pikepdf.Object) or not isinstance(kid, pikepdf.Dictionary):
                pages.add(page)
            elif "/S" in kid:
                inside.append(part(kid, page))
                pages.update(inside[-1].pages)
            else:  # marked content on a page of its own, or a link
                pages.add(numbers[kid.Pg.objgen] if "/Pg" in kid else page)
        return Part(str(element.S), "", tuple(sorted(pages)), tuple(inside))

    return part(
        pdf.Root.StructTreeRoot.K[0]
        if isinstance(pdf.Root.StructTreeRoot.K, pikepdf.Array)
        else pdf.Root.StructTreeRoot.K,
        0,
    )


def within(part: Part) -> Iterator[Part]:
    """Yields a part and all in it, in order of reading."""
    yield part
    for one in part.inside:
        yield from within(one)


def leaves(part: Part) -> Iterator[Part]:
    """Yields headings, tables, figures, paragraphs and items of lists, in order of reading."""
    if part.kind in (*_HEADINGS, "/Table", "/Figure", "/P", "/LI", "/Caption") or not part.inside:
        yield part
        return
    for one in part.inside:
        yield from leaves(one)


def stranded_headings(whole: Part) -> list[int]:
    """Returns the pages that end with a heading, or with a caption without its picture or table."""
    last: dict[int, str] = {}
    for part in leaves(whole):
        last |= dict.fromkeys(part.pages, part.kind)
    ended = [page for page, kind in last.items() if kind in (*_HEADINGS, "/Caption")]
    parted = [
        caption.pages[-1]
        for part in within(whole)
        for caption, shown in zip(part.inside, part.inside[1:], strict=False)
        if caption.kind == "/Caption" and shown.pages and shown.pages[0] != caption.pages[-1]
    ]
    return sorted({*ended, *parted})


def begun_with_sections(whole: Part) -> set[int]:
    """Returns the pages that begin with the heading of a section."""
    first: dict[int, str] = {}
    for part in leaves(whole):
        for page in part.pages:
            first.setdefault(page, part.kind)
    return {page for page, kind in first.items() if kind == "/H1"}


def lone_rows(whole: Part) -> list[int]:
    """Returns the pages on which a single row of a longer table stands."""
    found = []
    for table in within(whole):
        if table.kind != "/Table":
            continue
        body = [r for group in table.inside if group.kind == "/TBody" for r in group.inside]
        if len(body) < 2:
            continue
        for page in sorted({p for row in body for p in row.pages}):
            on = [row for row in body if page in row.pages]
            if len(on) == 1 and on[0].pages == (page,):
                found.append(page)
    return found


def fills(path: Path) -> list[float]:
    """Returns of each page how far down it is filled, as a share of the room between head and foot."""
    document = pypdfium2.PdfDocument(path)
    try:
        found = []
        for page in document:
            seen = page.render(scale=0.5, grayscale=True).to_numpy().squeeze()
            tall = len(seen)
            body = seen[round(_HEAD * tall) : round((1 - _FOOT) * tall)]
            inked = np.flatnonzero((body < 200).any(axis=1))
            found.append(float(inked[-1] + 1) / len(body) if len(inked) else 0.0)
        return found
    finally:
        document.close()
