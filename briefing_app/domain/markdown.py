"""The light Markdown of notes as frozen paragraphs and runs of text: never HTML, never a picture, links checked."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from briefing_app.translation import tr

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BlockKind = Literal["paragraph", "heading", "item", "quote", "code", "rule"]
LONGEST = 60_000
"""Characters; a longer text is shown as it is, for reading marks in it would keep the window waiting."""
DEEPEST = 20
"""Lists and quotations inside one another; a text that goes deeper is shown as it is."""
_LINK = re.compile(r"(?:https?://[^\s/?#]+[^\s]*|mailto:[^\s@]+@[^\s@]+)\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text in one look; ``link`` is an address that may be opened after asking."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    struck: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, item of a list, quotation, piece of code or rule.

    Attributes:
        kind: What it is.
        spans: Its text.
        depth: How deep it lies in lists and quotations, from 0.
        marker: What stands in front of an item: "•" or "3.".
    """

    kind: BlockKind
    spans: tuple[Span, ...] = ()
    depth: int = 0
    marker: str = ""


def safe_link(address: str) -> str:
    """Returns the address if it is one that may be opened (http, https, mailto), else nothing.

    Signs that nobody sees could make it look like another.
    """
    address = address.strip()
    return address if address.isprintable() and _LINK.match(address) else ""


def parse(text: str) -> tuple[Block, ...]:
    """Returns a text as blocks. Marks that are not known, HTML above all, stay as they were written.

    Args:
        text: Plain text with light Markdown.
    """
    if len(text) > LONGEST:
        return tuple(Block("paragraph", (Span(line),)) for line in text.split("\n"))
    try:
        tokens = _reader().parse(text)
        if max((token.level for token in tokens), default=0) < DEEPEST - 1:  # deeper, the reader leaves words out
            return tuple(_Walk().blocks(tokens))
    except (RecursionError, ValueError, IndexError):
        pass  # the text is somebody's; it is shown as it is
    return tuple(Block("paragraph", (Span(line),)) for line in text.split("\n"))


@functools.cache
def _reader() -> MarkdownIt:
    """Returns the reader of all texts: to make one takes longer than to read a note."""
    from markdown_it import MarkdownIt

    reader = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST}).enable("strikethrough")
    return reader.disable("reference")  # a definition of a link would vanish from sight


def plain(text: str) -> str:
    """Returns a text without its marks in one line, for lists and for speech."""
    return " ".join(" ".join("".join(span.text for span in block.spans) for block in parse(text)).split())


@dataclass
class _Walk:
    """Where the walk over the tokens is: open lists and quotations."""

    lists: list[int | None] = field(default_factory=list)
    quotes: int = 0
    marker: str = ""
    heading: bool = False

    def blocks(self, tokens: Sequence[Token]) -> Iterator[Block]:
        for token in tokens:
            kind = token.type
            if kind == "inline":
                yield self._text(_spans(token.children or ()))
            elif kind in ("fence", "code_block"):
                yield Block("code", (Span(token.content.rstrip("\n"), code=True),), depth=self._depth())
            elif kind == "hr":
                yield Block("rule")
            else:
                self._step(token)

    def _step(self, token: Token) -> None:
        kind = token.type
        if kind == "bullet_list_open":
            self.lists.append(None)
        elif kind == "ordered_list_open":
            self.lists.append(int(token.attrs.get("start", 1)))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif kind == "list_item_open":
            self._number_item()
        elif kind == "list_item_close":
            self.marker = ""
        elif kind in ("blockquote_open", "blockquote_close"):
            self.quotes += 1 if kind.endswith("open") else -1
        elif kind in ("heading_open", "heading_close"):
            self.heading = kind.endswith("open")

    def _number_item(self) -> None:
        number = self.lists[-1]
        self.marker = "•" if number is None else f"{number}."
        if number is not None:
            self.lists[-1] = number + 1

    def _depth(self) -> int:
        return max(0, len(self.lists) - 1) + self.quotes

    def _text(self, spans: tuple[Span, ...]) -> Block:
        if self.heading:
            return Block("heading", spans, depth=self._depth())
        if self.lists:
            marker, self.marker = self.marker, ""  # a second paragraph of an item carries no mark
            return Block("item", spans, depth=self._depth(), marker=marker)
        return Block("quote" if self.quotes else "paragraph", spans, depth=self._depth())


def _spans(tokens: Sequence[Token]) -> tuple[Span, ...]:
    found: list[Span] = []
    look = Span("")
    for token in tokens:
        kind = token.type
        if kind == "link_open":
            look = replace(look, link=safe_link(str(token.attrs.get("href", ""))))
        elif kind == "link_close":
            look = replace(look, link="")
        elif kind in ("strong_open", "strong_close"):
            look = replace(look, strong=kind.endswith("open"))
        elif kind in ("em_open", "em_close"):
            look = replace(look, emphasis=kind.endswith("open"))
        elif kind in ("s_open", "s_close"):
            look = replace(look, struck=kind.endswith("open"))
        else:
            found.append(replace(look, text=_said(token), code=kind == "code_inline"))
    return tuple(span for span in found if span.text)


def _said(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    if token.type == "image":  # a picture could be fetched from somewhere: its words alone are shown
        return tr("[picture: {words}, {address}]", words=token.content, address=token.attrs.get("src", ""))
    return str(token.content)
