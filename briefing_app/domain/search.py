"""What can be searched in a record, and a plain search over all of them by words and beginnings of words."""

from __future__ import annotations

from dataclasses import dataclass, fields

from briefing_app.domain.filters import fold
from briefing_app.domain.model import Record, Ref
from briefing_app.domain.tables import Dataset

TITLE_FIELDS = ("title", "heading", "name", "label", "claim", "term", "question", "statement", "summary", "gist")
# Ids, codes and lists of ids say nothing to a reader; everything else written in words is searched.
_SKIPPED = frozenset({"source_ids", "related", "merged_from", "follows", "paragraphs", "waypoints", "hs_code"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One entry that was found.

    Attributes:
        ref: The entry.
        title: Its title.
        pieces: A piece of its text, cut so that the words found can be marked: (text, is found).
        note: True if the words stand in a note on it.
    """

    ref: Ref
    title: str
    pieces: tuple[tuple[str, bool], ...] = ()
    note: bool = False


def title_of(record: Record) -> str:
    """Returns the title of a record: the first of its telling fields."""
    for name in TITLE_FIELDS:
        value = getattr(record, name, "")
        if value:
            return str(value)
    return record.id


def text_of(record: Record) -> str:
    """Returns all that can be searched in a record, its title first and its id last."""
    found = [title_of(record)]
    for name in _text_fields(type(record)):
        value = str(getattr(record, name))
        if value and value not in found:
            found.append(value)
    return "\n".join([*found, record.id])


def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(
        f.name
        for f in fields(kind)  # type: ignore[arg-type]  # every Record class is a dataclass
        if f.type in ("str", str) and f.name not in _SKIPPED and not f.name.endswith("_id")
    )


def documents(dataset: Dataset) -> tuple[tuple[Ref, str, str], ...]:
    """Returns (reference, title, text) of every record, for a full-text index."""
    return tuple((r.ref, title_of(r), text_of(r)) for r in dataset.records())


class Searcher:
    """Searches the records in memory: all words must occur, as words or beginnings of words.

    The folded texts are made at first use and serve until the data change.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._texts: list[tuple[Record, str, str]] | None = None

    def search(self, text: str, *, limit: int = 60) -> tuple[Hit, ...]:
        """Returns entries that hold all words, those with the words in the title first."""
        words = fold(text).split()
        if not words:
            return ()
        if self._texts is None:
            self._texts = [(r, fold(title_of(r)), " " + _spaced(fold(text_of(r)))) for r in self._dataset.records()]
        ranked = []
        for order, (record, title, full) in enumerate(self._texts):
            if all(f" {word}" in full for word in words):
                spaced = " " + _spaced(title)
                in_title = sum(f" {word}" in spaced for word in words)
                ranked.append((-in_title, order, record))
        ranked.sort(key=lambda found: found[:2])
        return tuple(Hit(ref=r.ref, title=title_of(r), pieces=snippet(text_of(r), words)) for _, _, r in ranked[:limit])


def _spaced(text: str) -> str:
    return "".join(c if c.isalnum() else " " for c in text)


def snippet(text: str, words: list[str], *, width: int = 150) -> tuple[tuple[str, bool], ...]:
    """Returns a piece of a text around the first word found, cut at the words.

    Args:
        text: The whole text.
        words: Folded words.
        width: Characters of the piece.
    """
    line = " ".join(text.split())
    folded = fold(line)
    if len(folded) != len(line):  # folding changed the length: positions would not fit
        return ((line[:width], False),)
    first = min((at for word in words if (at := folded.find(word)) >= 0), default=0)
    start = max(0, first - width // 3)
    piece, low = line[start : start + width], folded[start : start + width]
    cuts = sorted((at, at + len(word)) for word in words if (at := low.find(word)) >= 0)
    out: list[tuple[str, bool]] = [("…", False)] if start else []
    done = 0
    for begin, end in cuts:
        if begin < done:
            continue
        out += [(piece[done:begin], False), (piece[begin:end], True)]
        done = end
    out.append((piece[done:] + ("…" if start + width < len(line) else ""), False))
    return tuple(part for part in out if part[0])
