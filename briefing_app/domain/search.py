"""What can be searched in a record or a note, what a query means, and where in a text its words stand."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, fields
from typing import Literal

from briefing_app.domain.filters import fold
from briefing_app.domain.model import Note, Record, Ref

TITLE_FIELDS = ("title", "heading", "name", "label", "claim", "term", "question", "statement", "summary", "gist")
# Ids, codes and lists of ids say nothing to a reader; everything else written in words is searched.
_SKIPPED = frozenset({"source_ids", "related", "merged_from", "follows", "paragraphs", "waypoints", "hs_code"})
MOST_WORDS = 12
"""Words of a query that count."""
LONGEST_WORD = 60
MOST_PLACES = 400
LOOKED_AT = 50_000
"""Characters of a text in which the words are looked for, to be shown."""
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
)
"""Letters of scripts that put no space between words: each is a word of its own."""
_SAME = {"\u064a": "\u06cc", "\u0649": "\u06cc", "\u0643": "\u06a9", "\u0640": "", "\u200c": " "}
"""Letters that Arabic, Dari and Pashto keyboards write differently, the stretching sign, and the space of no width."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry or note that was found.

    Attributes:
        kind: "record" or "note".
        ref: The entry; for a note the one it is about.
        note_id: The note; empty for a record.
        title: Title of the entry.
        excerpt: A piece of its text around the words found.
        ranges: Where the words stand in the excerpt: (first character, character after the last).
    """

    kind: Literal["note", "record"]
    ref: Ref
    note_id: str = ""
    title: str
    excerpt: str = ""
    ranges: tuple[tuple[int, int], ...] = ()

    @property
    def note(self) -> bool:
        """True if the words stand in a note."""
        return self.kind == "note"

    @property
    def pieces(self) -> tuple[tuple[str, bool], ...]:
        """The excerpt cut so that the words found can be marked: (text, is found)."""
        out: list[tuple[str, bool]] = []
        done = 0
        for begin, end in self.ranges:
            out += [(self.excerpt[done:begin], False), (self.excerpt[begin:end], True)]
            done = end
        return tuple(piece for piece in (*out, (self.excerpt[done:], False)) if piece[0])


def title_of(record: Record) -> str:
    """Returns the title of a record: the first of its telling fields."""
    for name in TITLE_FIELDS:
        value = getattr(record, name, "")
        if value:
            return str(value)
    return record.id


def text_of(record: Record, *, title: str = "") -> str:
    """Returns all that can be searched in a record, its title first.

    Args:
        record: The record.
        title: Its title, where the record's own fields do not say enough.
    """
    found = [title or title_of(record)]
    for name in _text_fields(type(record)):
        value = str(getattr(record, name))
        if value and value not in found:
            found.append(value)
    return "\n".join(found)


def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(
        f.name
        for f in fields(kind)  # type: ignore[arg-type]  # every Record class is a dataclass
        if f.type in ("str", str) and f.name not in _SKIPPED and not f.name.endswith("_id")
    )


def note_text(note: Note) -> str:
    """Returns all that can be searched in a note beside the title of its entry."""
    quote = note.passage.quote if note.passage else ""
    return "\n".join(part for part in (note.body, " ".join(note.tags), quote, note.author, note.office) if part)


class _Letters(dict[int, str]):
    """What each character is in an index: folded letters, nothing for marks, a space for all that is no word.

    Attributes:
        uneven: The characters met so far that are not one character there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        self[code] = found = self._letters(chr(code))
        if len(found) != 1:
            self.uneven.add(chr(code))
        return found

    @staticmethod
    def _letters(char: str) -> str:
        if char in _SAME:
            return _SAME[char]
        folded = "".join(_SAME.get(c, c) for c in fold(char))
        return "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded)


_LETTERS = _Letters()


def plain_words(text: str) -> str:
    """Returns a text as an index holds it: folded words with one or more spaces between."""
    words = text.translate(_LETTERS)
    return words if words.isascii() else _UNSPACED.sub(" \\g<0> ", words)


def query_words(text: str) -> tuple[str, ...]:
    """Returns the words of a query, folded; any text is one, and whatever is no word is passed over."""
    words = plain_words(text[:2000]).split()
    return tuple(dict.fromkeys(word[:LONGEST_WORD] for word in words))[:MOST_WORDS]


def excerpt(text: str, words: tuple[str, ...], *, width: int = 150) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Returns a piece of a text around the first word found, and where in the piece the words stand.

    Args:
        text: The whole text.
        words: Words or beginnings of words, as ``query_words`` returns them.
        width: Characters of the piece.
    """
    line = " ".join(text[:LOOKED_AT].split())
    found = places(line, words)
    first = found[0][0] if found else 0
    start = max(0, first - width // 3) if first > width // 2 else 0
    end = start + width
    head, tail = "…" if start else "", "…" if end < len(line) else ""
    shift = len(head) - start
    ranges = tuple((a + shift, min(b, end) + shift) for a, b in found if a >= start and a < end)
    return head + line[start:end] + tail, ranges


def places(text: str, words: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Returns where words, or words that begin so, stand in a text, in its order: (first character, after the last)."""
    if not words:
        return ()
    letters = " " + text.translate(_LETTERS)
    found: list[tuple[int, int]] = []
    for word in words:
        sought = word if _UNSPACED.match(word) else f" {word}"  # the beginning of a word, where words are told apart
        before = len(sought) - len(word)
        at = letters.find(sought)
        while at >= 0 and len(found) < MOST_PLACES:
            begin = at + before - 1
            found.append((begin, begin + len(word)))
            at = letters.find(sought, at + len(sought))
    if not _LETTERS.uneven.isdisjoint(text):
        origin = [i for i, c in enumerate(text) for _ in _LETTERS[ord(c)]]
        found = [(origin[begin], origin[end - 1] + 1) for begin, end in found]
    found.sort(key=lambda place: (place[0], -place[1]))
    apart: list[tuple[int, int]] = []
    for begin, end in found:
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return tuple(apart)
