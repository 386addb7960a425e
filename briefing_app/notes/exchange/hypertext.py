"""Bodies written in HTML become words: what is shown stays, what commands is left out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "dd", "div", "dl", "dt", "fieldset", "figcaption", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tr", "ul",
))  # fmt: skip
SILENT = frozenset(("script", "style", "head", "template", "title"))
SEEN = 50
"""Pieces of the words of a link in which its address is looked for."""
MARKUP = re.compile(r"<[^<>]*>")


def words_of_html(html: str) -> str:
    """Returns the words that a page would show, with the addresses of its links.

    Args:
        html: Any text; what is no HTML is text.
    """
    reader = _Words()
    # An angle that no other closes makes the parser look for its end again and again.
    reader.feed(MARKUP.sub(lambda tag: tag[0].replace("\x00", ""), _closed(html)))
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _closed(html: str) -> str:
    """Comments go, and an angle that opens no tag becomes a sign like others, so that reading takes one pass."""
    html = re.sub(r"<!--(?:(?!-->)[^<]|<(?!!--))*-->", "", html) if "-->" in html else html
    pieces, at = [], 0
    for tag in MARKUP.finditer(html):
        pieces += [
            html[at : tag.start()].replace("<", "&lt;"),
            tag[0] if tag[0][1:2].isalpha() or tag[0][1:2] == "/" else "",
        ]
        at = tag.end()
    return "".join((*pieces, html[at:].replace("<", "&lt;")))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n" if tag in ("tr", "dt", "dd") else "\n\n")
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", len(self.parts)))
        elif tag == "img":
            self.parts.append(dict(attrs).get("alt") or "")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in BLOCKS and tag != "li":
            self.parts.append("\n")
        elif tag == "a" and self._links:
            address, start = self._links.pop()
            if address and address not in "".join(self.parts[start : start + SEEN]):
                self.parts.append(f" ({address})")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data.replace("\n", " "))
