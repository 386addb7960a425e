"""One search over the names of actors in all spellings and scripts; one wrong letter does no harm.

Words are folded and compared by their sound as the search of the whole program does it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefing_app.domain.actors.names import names_of
from briefing_app.domain.model import Actor, Ref
from briefing_app.domain.search.phonetics import LEAST, sound
from briefing_app.domain.search.words import indexed_words, query_words
from briefing_app.domain.tables import Dataset

_WHOLE, _BEGINS, _SOUNDS, _NEAR = range(4)
"""How well a word fits, best first."""
_MOST_NEAR = 60
"""Words that differ by one letter and are looked at."""


class NameIndex:
    """The words of all names.

    Args:
        actors: Whose names.
    """

    def __init__(self, actors: Iterable[Actor]) -> None:
        self._bearers: dict[str, list[int]] = {}
        self._refs: list[Ref] = []
        for number, actor in enumerate(actors):
            self._refs.append(actor.ref)
            words = {word for name in names_of(actor) for part in indexed_words(name[:2000]) for word in part.split()}
            for word in words:
                self._bearers.setdefault(word, []).append(number)
        self._words = sorted(self._bearers)
        self._sounds: dict[str, dict[str, list[str]]] = {"fine": {}, "coarse": {}, "bones": {}}
        for word in self._words:
            heard = sound(word)
            for kind, found in self._sounds.items():
                if key := getattr(heard, kind):
                    found.setdefault(key, []).append(word)
        self._fine = sorted(self._sounds["fine"])
        self._by_length = _by_length(self._words)
        self._fine_by_length = _by_length(self._fine)

    def find(self, text: str) -> tuple[Ref, ...]:
        """Returns the actors whose names fit every word, best first; all of them where nothing is asked.

        Args:
            text: What the person typed.
        """
        asked = query_words(text)
        if not asked:
            return tuple(self._refs) if not text.strip() else ()
        found: dict[int, int] | None = None
        for word in asked:
            ranks = self._ranks(word)
            found = ranks if found is None else {n: r + ranks[n] for n, r in found.items() if n in ranks}
        return tuple(self._refs[n] for n, _rank in sorted((found or {}).items(), key=lambda pair: (pair[1], pair[0])))

    def _ranks(self, word: str) -> dict[int, int]:
        """Returns how well each actor that fits a word does so."""
        ranks: dict[int, int] = {}
        for known, rank in self._meant(word):
            for number in self._bearers[known]:
                if rank < ranks.get(number, _NEAR + 1):
                    ranks[number] = rank
        return ranks

    def _meant(self, word: str) -> Iterator[tuple[str, int]]:
        for known in _beginning(self._words, word):
            yield known, _WHOLE if known == word else _BEGINS
        heard = sound(word)
        if not heard.fine:
            return
        for fine in _beginning(self._fine, heard.fine):
            yield from ((known, _SOUNDS) for known in self._sounds["fine"][fine])
        for known in self._sounds["coarse"].get(heard.coarse, ()):
            if sound(known).script != heard.script:
                yield known, _SOUNDS
        for known in self._sounds["bones"].get(heard.bones, ()) if heard.bones else ():
            if (sound(known).script == "arabic") != (heard.script == "arabic"):
                yield known, _SOUNDS
        yield from self._one_letter_off(word, heard.fine)

    def _one_letter_off(self, word: str, heard: str) -> Iterator[tuple[str, int]]:
        """Yields words that differ by one letter, wrong, missing, added or changed with its neighbour."""
        if len(word) < LEAST or not word.isalpha():
            return
        yield from ((known, _NEAR) for known in _near(word, self._by_length))
        if len(heard) > LEAST:
            for fine in _near(heard, self._fine_by_length):
                yield from ((known, _NEAR) for known in self._sounds["fine"][fine])


def _by_length(words: Sequence[str]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for word in words:
        found.setdefault(len(word), []).append(word)
    return found


def _near(word: str, known: Mapping[int, Sequence[str]]) -> Iterator[str]:
    """Yields words that differ by one letter; those are as long as the word, or longer or shorter by one."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    for length in (len(word), len(word) - 1, len(word) + 1):
        found = process.extract(
            word, known.get(length, ()), scorer=OSA.distance, processor=None, score_cutoff=1, limit=_MOST_NEAR
        )
        yield from (str(near) for near, _far, _at in found)


def _beginning(ordered: Sequence[str], with_: str) -> Iterator[str]:
    at = bisect_left(ordered, with_)
    while at < len(ordered) and ordered[at].startswith(with_):
        yield ordered[at]
        at += 1


def name_index(dataset: Dataset) -> NameIndex:
    """Returns the index over the names of a data set, made once."""
    return dataset.once("names of actors", lambda: NameIndex(dataset.actors))


def find_actors(dataset: Dataset, text: str) -> tuple[Ref, ...]:
    """Returns the actors whose names fit what was typed, best first.

    Args:
        dataset: The data.
        text: What the person typed, in any script; empty for all.
    """
    return name_index(dataset).find(text)
