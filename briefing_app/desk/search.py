"""Search as one types: notes and entries that hold all the words, best first.

What this module does may happen on any thread; each answer is of one moment.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing_app.domain.model import Ref

if TYPE_CHECKING:
    from briefing_app.desk.index import HeldIndex
    from briefing_app.domain.search import Hit
    from briefing_app.domain.tables import Dataset

AT_ONCE = 2_000
"""Notes that a search takes into the index before it answers; a first index is made by ``HeldIndex.prepare``."""
AS_TYPED = 100
"""The same for one who is typing."""


class Search:
    """Search over notes and entries."""

    def __init__(self, index: HeldIndex) -> None:
        self._index = index

    def as_typed(self, text: str) -> tuple[Hit, ...]:
        """Returns the entries and notes that hold all the words, best first, without waiting for many notes."""
        return self.find(text, new=AS_TYPED)

    def find(self, text: str, *, limit: int = 60, new: int = AT_ONCE) -> tuple[Hit, ...]:
        """Returns the notes and entries that hold all the words, best first. Any text may be asked for.

        Args:
            text: Words or beginnings of words, in any script; case and accents make no difference.
            limit: How many at the most.
            new: How many notes that are new to the index may be waited for.
        """
        from briefing_app.domain.entries.documents import document, named, sentences
        from briefing_app.domain.markdown import plain
        from briefing_app.domain.search import Hit, excerpt, note_text, query_words

        words = query_words(text)
        if not words or limit < 1:
            return ()
        edition, dataset = self._index.edition()
        index = self._index.up_to_date(most=new)
        answers = index.search(text, edition=edition, limit=limit)
        words += tuple(index.nearest_words(text).values())
        notes = {n.note_id: n for n in index.notes([a.name for a in answers if a.kind == "note"])}
        hits = []
        for kind, name in answers:
            if kind == "note":
                if (note := notes.get(name)) is not None:
                    piece, ranges = excerpt(note_text(note), words)
                    if any(mark in piece for mark in "*_`[#>~"):
                        piece, ranges = excerpt(note_text(replace(note, body=plain(note.body))), words)
                    entry = dataset.get(note.target)
                    title = document(dataset, entry)[0] if entry is not None else note.seen.title or str(note.target)
                    hits.append(
                        Hit(kind=kind, ref=note.target, note_id=name, title=title, excerpt=piece, ranges=ranges)
                    )
            elif (record := dataset.get(Ref.parse(name))) is not None:
                title, said = sentences(dataset, record)
                piece, ranges = excerpt(said, words)
                hits.append(Hit(kind=kind, ref=record.ref, title=title, excerpt=piece, ranges=ranges))
        hits = list(one_a_place(hits, dataset))
        written = named(dataset, text)
        if written is not None:  # an id or a reference that somebody copied
            title, said = sentences(dataset, written)
            first = Hit(kind="record", ref=written.ref, title=title, excerpt=excerpt(said, ())[0])
            hits = [first, *(hit for hit in hits if hit.note or hit.ref != written.ref)]
        return tuple(hits)

    def did_you_mean(self, text: str) -> str:
        """Returns a query with each word that is not known put right by one letter; empty if there is nothing to say.

        Args:
            text: What the person typed, for which ``find`` has answered.
        """
        near = self._index.nearest_words(text)
        if not near:
            return ""
        from briefing_app.domain.search import plain_words

        def put_right(word: str) -> str:
            meant = near.get("".join(plain_words(word).split()), word)
            return meant.capitalize() if word[:1].isupper() else meant

        return " ".join(map(put_right, text.split()))


def one_a_place(hits: Iterable[Hit], dataset: Dataset) -> Iterator[Hit]:
    """Yields what was found, but no piece of a way whose way or whose places are found themselves.

    Args:
        hits: What was found, best first.
        dataset: The data.
    """
    from briefing_app.domain.model import Segment  # late: the first paint asks for nothing of it

    listed = tuple(hits)
    entries = {hit.ref for hit in listed if not hit.note}
    for hit in listed:
        piece = dataset.get(hit.ref) if hit.ref.noun == "segment" and not hit.note else None
        if isinstance(piece, Segment):
            whole = {Ref("corridor", piece.corridor_id), Ref("node", piece.from_node), Ref("node", piece.to_node)}
            if entries & whole:
                continue
        yield hit
