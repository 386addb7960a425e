"""From blocks to the JSON that the templates read: cleaned, in its languages, with every link checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing_app.domain.languages import language_of, pieces, right_to_left
from briefing_app.domain.markdown import safe_link
from briefing_app.report.blocks import (
    Abreast,
    Block,
    Blocks,
    Bullets,
    Columns,
    Entry,
    Grid,
    Group,
    Heading,
    Line,
    Numbered,
    PageOne,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    anchors,
    pictures,
    said,
)
from briefing_app.report.breaks import Words, breakable
from briefing_app.report.options import LONGEST_TITLE
from briefing_app.report.printable import clean, line
from briefing_app.translation import language

_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Z]{2})?")
# A row of about this many lines surely fits on one page, however its words break.
_WHOLE = 30
_LETTERS_ABREAST = 110
_HEADING_ABREAST = 60
_TITLE_ABREAST = 38
_SHORT_TITLE = 85
_COLUMN_ABREAST = 60
_LONGEST_LINK = 72
_FEW = 3_000
"""Letters of cards in two columns that fill less than half a page: they stay together."""
_SMALL = 6
"""Rows of a table that stays on one page if they are short; of a longer one two stay together at either end."""


class Pages:
    """Turns sections into plain JSON values.

    Args:
        sections: The sections, whose anchors are the only places that links can lead to.
        cover: Code points that the fonts can show.
        listed: True if the sections are listed behind the first.
    """

    def __init__(self, sections: Iterable[Section], *, cover: frozenset[int], listed: bool = False) -> None:
        self._listed = listed
        self._sections = tuple(sections)
        self._cover = cover
        self._targets = {a: words for s in self._sections for a, words in anchors(s.blocks)}
        self._linked: dict[str, None] = {}
        self._placed: set[str] = set()
        self._share = 1.0  # of the page's width, where blocks stand side by side

    def values(self) -> list[dict[str, Any]]:
        """Returns the sections as JSON values."""
        made: list[dict[str, Any]] = []
        for number, s in enumerate(self._sections):
            if number == 1 and self._listed:  # the list of sections stands behind page one
                self._targets |= {f"section/{each.key}": each.title for each in self._sections}
                self._linked |= {f"section/{each.key}": None for each in self._sections}
            blocks = [self._block(b) for b in s.blocks]
            made.append({"key": s.key, "title": self.words(s.title, abreast=_HEADING_ABREAST), "blocks": blocks})
        # How a list in two columns is set depends on where it begins. The first one begins where there is room, the
        # others at the head of a page: the typesetter gives up on what depends on too much that is before it.
        for late in [one for one in made if any(_in_columns(block) for block in one["blocks"])][1:]:
            late["apart"] = True
        return made

    def links(self) -> tuple[str, ...]:
        """Returns what the places are called that links lead to, in the order of the first link to each."""
        return tuple(self.line(self._targets[name])[:_LONGEST_LINK] for name in self._linked)

    def pictures(self) -> dict[str, bytes]:
        """Returns the SVG texts by file name, cleaned like all other text."""
        found = (picture for s in self._sections for picture in pictures(s.blocks))
        return {picture.name: clean(picture.svg, cover=self._cover).encode() for picture in found}

    def line(self, text: str) -> str:
        """Returns a text for one line: cleaned, never blank."""
        return line(text, cover=self._cover)

    def words(self, text: str, *, abreast: float = _LETTERS_ABREAST) -> Words:
        """Returns a text for one line as it stands on the page."""
        return breakable(self.line(text), abreast=abreast)

    def title(self, text: str) -> dict[str, Words]:
        """Returns a title of the document: whole, as it stands on page one, and shortened for the other pages."""
        whole = _shortened(self.line(text), LONGEST_TITLE)  # that of a data package may be longer
        shown = breakable(whole, abreast=_TITLE_ABREAST)
        return {"title": whole, "shown": shown, "running": _shortened(whole, _SHORT_TITLE)}

    def runs(self, runs: Runs, *, abreast: float = _LETTERS_ABREAST, turned: bool = False) -> list[dict[str, Any]]:
        """Returns runs of text as JSON values, parted where the language changes.

        Args:
            runs: The runs.
            abreast: About how many letters stand in a line.
            turned: True for a paragraph that runs from right to left.
        """
        return [made for run in runs for made in self._run(run, abreast, turned)]

    def _run(self, run: Run, abreast: float, turned: bool) -> Iterator[dict[str, Any]]:
        text = clean(run.text, cover=self._cover)
        looks: dict[str, Any] = {name: True for name in ("strong", "muted", "emph", "struck") if getattr(run, name)}
        url = safe_link(run.url)
        if run.to in self._targets and text.strip():
            looks["to"] = run.to
            self._linked.setdefault(run.to)
        elif url and text.strip():
            looks["url"] = url
        for piece in pieces(text):
            lang = piece.lang if run.lang == "en" else run.lang
            lang = lang or "en"  # Latin letters are the content's, which is English, or names
            tongue = {"lang": lang} if lang != language() and _LANGUAGE.fullmatch(lang) else {}
            against = {"rtl": True} if piece.rtl else {}
            # Words against the direction around them are put line by line where they stand.
            words = piece.text if piece.rtl and not turned else breakable(piece.text, abreast=abreast)
            yield {"text": words} | against | tongue | looks

    def _directed(self, runs: Iterable[Run]) -> dict[str, Any]:
        """Returns direction and language of a paragraph that runs from right to left, else nothing."""
        text = "".join(run.text for run in runs)
        if not right_to_left(text):
            return {}
        return {"rtl": True, "lang": language_of("".join(piece.text for piece in pieces(text) if piece.rtl))}

    def _anchor(self, name: str) -> dict[str, str]:
        """A place is named once; a second one of the same name would make links ambiguous."""
        if not name or name in self._placed:
            return {}
        self._placed.add(name)
        return {"anchor": name}

    def _line(self, row: Line, widths: list[float]) -> dict[str, Any]:
        cells = [self.runs(cell, abreast=wide) for cell, wide in zip(row.cells, widths, strict=True)]
        made: dict[str, Any] = {"cells": cells}
        if max((_rows(cell, wide) for cell, wide in zip(row.cells, widths, strict=True)), default=0) <= _WHOLE:
            made["whole"] = True
        return made | self._anchor(row.anchor)

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Group | Columns | Abreast):
            kind = type(block).__name__.lower()
            self._share = 1 / block.across if isinstance(block, Abreast) else self._share
            inside: dict[str, Any] = {"kind": kind, "blocks": [self._block(b) for b in block.blocks]}
            self._share = 1.0 if isinstance(block, Abreast) else self._share
            if isinstance(block, Abreast):
                inside["across"] = block.across
                inside |= {"breaks": True} if block.long else {}
            if isinstance(block, Columns):
                inside |= {"few": True} if _letters(block.blocks) <= _FEW else {}
            return inside
        if isinstance(block, Numbered):
            return {"kind": "numbered", "entries": [self._entry(entry) for entry in block.entries]}
        if isinstance(block, PageOne):
            return self._page_one(block)
        if isinstance(block, Heading):
            shown = self.words(block.text, abreast=_HEADING_ABREAST)
            made: dict[str, Any] = {"kind": "heading", "level": block.level, "text": shown}
            return made | self._anchor(block.anchor)
        if isinstance(block, Paragraph):
            directed = self._directed(block.runs)
            shown_runs = self.runs(block.runs, turned=bool(directed))
            made = {"kind": "paragraph", "style": block.style, "depth": block.depth, "runs": shown_runs}
            return made | directed | self._anchor(block.anchor)
        if isinstance(block, Bullets):
            directed = self._directed(run for item in block.items for run in item)
            points = [self.runs(item, turned=bool(directed)) for item in block.items]
            numbered = {} if block.start is None else {"start": block.start}
            return {"kind": "bullets", "depth": block.depth, "items": points} | numbered | directed
        if isinstance(block, Grid):
            total = sum(column.weight for column in block.columns)
            widths = [_LETTERS_ABREAST * self._share * column.weight / total for column in block.columns]
            return {
                "kind": "grid",
                "title": self.words(block.title) if block.title else "",
                **({"dense": True} if block.dense else {}),
                **({"whole": True} if self._is_small(block, widths) else {}),
                "columns": [
                    dataclasses.asdict(column) | {"label": self.words(column.label, abreast=wide)}
                    for column, wide in zip(block.columns, widths, strict=True)
                ],
                "lines": [self._line(row, widths) for row in block.lines],
            }
        return self._picture(block)

    def _entry(self, entry: Entry) -> dict[str, Any]:
        return {"runs": self.runs(entry.runs, abreast=_COLUMN_ABREAST)} | self._anchor(entry.anchor)

    def _page_one(self, block: PageOne) -> dict[str, Any]:
        """The parts come in the order in which the template sets them, so that links are counted in theirs."""
        half = _LETTERS_ABREAST / 2
        return {
            "kind": "page-one",
            "lead": self.runs(block.lead),
            "more": self.runs(block.more),
            "standings": [
                {
                    "letter": standing.letter,
                    "heading": self.runs(standing.heading),
                    "judged": self.runs(standing.judged),
                    "sure": self.runs(standing.sure),
                }
                for standing in block.standings
            ],
            "figures": [
                {
                    "message": self.runs(figure.message, abreast=half),
                    "figure": self.words(figure.figure, abreast=_TITLE_ABREAST),
                    "said": self.runs(figure.said, abreast=half),
                    "rivals": self.runs(figure.rivals, abreast=half),
                }
                for figure in block.figures
            ],
            "picture": None if block.picture is None else self._picture(block.picture),
            "watch": [self.runs(point) for point in block.watch],
            "changes": [self.runs(point) for point in block.changes],
            "headings": [self.words(heading, abreast=half) for heading in block.headings],
        }

    @staticmethod
    def _is_small(block: Grid, widths: list[float]) -> bool:
        """Tells whether a table is so small that it stays on one page."""
        if len(block.lines) > _SMALL:
            return False
        tall = (max(_rows(c, w) for c, w in zip(row.cells, widths, strict=True)) for row in block.lines)
        return sum(tall) <= 2 * _SMALL

    def _picture(self, block: Picture) -> dict[str, Any]:
        return {
            "kind": "picture",
            "name": block.name,
            "alt": self.line(block.alt)[:2000],
            "title": self.words(block.title),
            "subtitle": self.words(block.subtitle) if block.subtitle else "",
            "foot": [self.runs(part) for part in block.foot],
            **({"floats": True} if block.floats else {}),
        }


def _in_columns(block: Mapping[str, Any]) -> bool:
    return block["kind"] == "numbered" or (block["kind"] == "columns" and "few" not in block)


def _letters(blocks: Blocks) -> int:
    """Returns about how many letters some blocks of words take."""
    found = 0
    for block in blocks:
        if isinstance(block, Paragraph):
            found += len(said(block.runs))
        elif isinstance(block, Bullets):
            found += sum(len(said(item)) for item in block.items)
        found += _HEADING_ABREAST
    return found


def _shortened(text: str, most: int) -> str:
    """Returns a text cut between words, with a sign that it goes on."""
    cut = text[:most]
    return text if cut == text else f"{cut.rpartition(' ')[0] or cut}…"


def _rows(cell: Runs, wide: float) -> int:
    """Returns about how many lines a cell takes in a column of so many letters."""
    parts = "".join(run.text for run in cell).split("\n")
    return sum(1 + int(len(part) / max(1.0, wide - 2)) for part in parts)
