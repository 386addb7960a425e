"""From blocks to the JSON that the templates read: cleaned, isolated, with every link checked."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from typing import Any

from briefing_app.report.blocks import (
    Block,
    Bullets,
    Grid,
    Heading,
    Line,
    Paragraph,
    Picture,
    Run,
    Runs,
    Section,
    anchors,
)
from briefing_app.report.clean import clean, line, safe_link

_LONG = 25
_LONG_WORD = re.compile(r"[^\s\u200b]{25,}")
_JOINTS = re.compile(r"(?<=[/._?&=#%+,;:])(?=[^/])|(?<=-)")
# Between letters that do not join; marks stay with their letter.
_BETWEEN = re.compile(r"(?<=[\x21-\x7e\u0400-\u04ff])(?=[\x21-\x7e\u0400-\u04ff])")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
# A row of about this many lines surely fits on one page, however its words break.
_WHOLE = 30
_LETTERS_ABREAST = 110
_FIRST_STRONG, _POP = "\u2068", "\u2069"


class Pages:
    """Turns sections into plain JSON values.

    Args:
        sections: The sections, whose anchors are the only places that links can lead to.
        cover: Code points that the fonts can show.
    """

    def __init__(self, sections: Iterable[Section], *, cover: frozenset[int]) -> None:
        self._sections = tuple(sections)
        self._cover = cover
        self._targets = {a for s in self._sections for a in anchors(s.blocks)}
        self._placed: set[str] = set()

    def values(self) -> list[dict[str, Any]]:
        """Returns the sections as JSON values."""
        return [
            {"key": s.key, "title": self.line(s.title), "blocks": [self._block(b) for b in s.blocks]}
            for s in self._sections
        ]

    def pictures(self) -> dict[str, bytes]:
        """Returns the SVG texts by file name, cleaned like all other text."""
        found = (b for s in self._sections for b in s.blocks if isinstance(b, Picture))
        return {picture.name: clean(picture.svg, cover=self._cover).encode() for picture in found}

    def line(self, text: str) -> str:
        """Returns a text for one line: cleaned, never blank."""
        return self._breakable(self._isolated(line(text, cover=self._cover)))

    def runs(self, runs: Runs) -> list[dict[str, Any]]:
        """Returns runs of text as JSON values."""
        return [self._run(run) for run in runs if run.text]

    def _run(self, run: Run) -> dict[str, Any]:
        text = clean(run.text, cover=self._cover)
        made: dict[str, Any] = {"text": self._breakable(self._isolated(text))}
        if run.lang != "en":
            made["lang"] = run.lang
        if _RIGHT_TO_LEFT.search(text):
            made["rtl"] = True
        made |= {name: True for name in ("strong", "muted") if getattr(run, name)}
        url = safe_link(run.url)
        if run.to in self._targets and text.strip():
            made["to"] = run.to
        elif url and text.strip():
            made["url"] = url
        return made

    @staticmethod
    def _isolated(text: str) -> str:
        """Keeps right-to-left words from turning what stands around them, line by line."""
        if not _RIGHT_TO_LEFT.search(text):
            return text
        return "\n".join(f"{_FIRST_STRONG}{part}{_POP}" if part else part for part in text.split("\n"))

    @staticmethod
    def _breakable(text: str) -> str:
        """Lets long words such as web addresses break, between their parts where they have some."""
        return _LONG_WORD.sub(lambda word: _spread(word[0]), text) if len(text) >= _LONG else text

    def _anchor(self, name: str) -> dict[str, str]:
        """A place is named once; a second one of the same name would make links ambiguous."""
        if not name or name in self._placed:
            return {}
        self._placed.add(name)
        return {"anchor": name}

    def _line(self, row: Line, widths: list[float]) -> dict[str, Any]:
        made: dict[str, Any] = {"cells": [self.runs(cell) for cell in row.cells]}
        if max((_rows(cell, wide) for cell, wide in zip(row.cells, widths, strict=True)), default=0) <= _WHOLE:
            made["whole"] = True
        return made | self._anchor(row.anchor)

    def _block(self, block: Block) -> dict[str, Any]:
        if isinstance(block, Heading):
            made = {"kind": "heading", "level": block.level, "text": self.line(block.text)}
            return made | self._anchor(block.anchor)
        if isinstance(block, Paragraph):
            made = {"kind": "paragraph", "style": block.style, "runs": self.runs(block.runs)}
            return made | self._anchor(block.anchor)
        if isinstance(block, Bullets):
            return {"kind": "bullets", "items": [self.runs(item) for item in block.items]}
        if isinstance(block, Grid):
            total = sum(column.weight for column in block.columns)
            widths = [_LETTERS_ABREAST * column.weight / total for column in block.columns]
            return {
                "kind": "grid",
                "title": self.line(block.title) if block.title else "",
                "columns": [dataclasses.asdict(c) | {"label": self.line(c.label)} for c in block.columns],
                "lines": [self._line(row, widths) for row in block.lines],
            }
        return {
            "kind": "picture",
            "name": block.name,
            "alt": self.line(block.alt)[:2000],
            "title": self.line(block.title),
            "subtitle": self.line(block.subtitle) if block.subtitle else "",
            "foot": [self.runs(part) for part in block.foot],
        }


def _rows(cell: Runs, wide: float) -> int:
    """Returns about how many lines a cell takes in a column of so many letters."""
    parts = "".join(run.text for run in cell).split("\n")
    return sum(1 + int(len(part) / max(1.0, wide - 2)) for part in parts)


def _spread(word: str) -> str:
    """Returns a long word with unseen places to break: at its joints, and anywhere in a part that is long itself."""
    parts = _JOINTS.split(word)
    return "\u200b".join(_BETWEEN.sub("\u200b", part) if len(part) >= _LONG else part for part in parts)
