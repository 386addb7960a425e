"""What a data package says its briefing is about: title, starting document, ambitions, map, page one's charts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from briefing_app.domain.wording import Sign, day_words
from briefing_app.translation import tr

Extent = tuple[float, float, float, float]
"""West, south, east and north in degrees; east lies beyond 180 where the map crosses the antimeridian."""
ALL, NONE = "both", "none"
"""Words of the column ambition for an entry that bears on every ambition, and for one that bears on none."""
TONES = ("A", "B", "C", "D", "E")
"""Colours of the ambitions by their place; further ones are drawn without a colour of their own."""
WHOLE_WORLD: Extent = (-180.0, -60.0, 180.0, 80.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambition:
    """One of the ambitions or ways that the briefing compares.

    Attributes:
        key: What the tables write in their column ambition.
        letter: What stands for it in narrow places.
        name: Its one name, such as "security monitoring"; empty where the package gives none.
    """

    key: str
    letter: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The document whose statements the briefing checks.

    Attributes:
        title: Its title.
        authors: Who wrote it.
        publisher: Who published it.
        day: When; None if the package names none.
        source: Id of its source.
    """

    title: str = ""
    authors: str = ""
    publisher: str = ""
    day: dt.date | None = None
    source: str = ""

    @property
    def words(self) -> str:
        """The document in one line: title, authors, publisher, day; empty if the package names none."""
        day = day_words(self.day) if self.day is not None else ""
        return ", ".join(part for part in (self.title, self.authors, self.publisher, day) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """The subject of a package.

    Attributes:
        schema: Version of the tables' schema: 1 before questions were rows, 2 since.
        title: Title of the briefing.
        short_title: Shorter title for narrow places.
        question: The question that the whole briefing answers.
        document: The starting document.
        ambitions: The ambitions in their order; there may be none.
        ways_title: Title of the comparison of the ambitions.
        explanations_title: Title of the competing explanations.
        extent: First view of the map; None to take it from the places.
        projection: Name of the map's projection.
        outlines_origin: Who drew the base map, with its licence; empty where the package does not say.
        outlines_policy: What its borders mean, in a sentence; empty where the package does not say.
        page_one_charts: Ids of the questions whose charts stand on page one.
        timeline_series: Ids of the series offered first under the timeline.
        likelihood: Scale in which the judgements were written, "PHIA" or "ICD203".
        languages: Languages of the content, ISO 639-1.
    """

    schema: int = 2
    title: str = ""
    short_title: str = ""
    question: str = ""
    document: Document = Document()
    ambitions: tuple[Ambition, ...] = ()
    ways_title: str = ""
    explanations_title: str = ""
    extent: Extent | None = None
    projection: str = "lambert-conformal-conic"
    outlines_origin: str = ""
    outlines_policy: str = ""
    page_one_charts: tuple[str, ...] = ()
    timeline_series: tuple[str, ...] = ()
    likelihood: str = "PHIA"
    languages: tuple[str, ...] = ("en",)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the ambitions in their order."""
        return tuple(ambition.key for ambition in self.ambitions)

    def ambition(self, key: str) -> Ambition:
        """Returns an ambition; one that the package does not name stands for itself."""
        return next((a for a in self.ambitions if a.key == key), Ambition(key=key, letter=key))

    def name_of(self, key: str) -> str:
        """Returns the name of an ambition, or "ambition C" where the package gives none."""
        found = self.ambition(key)
        return found.name or tr("ambition {letter}", letter=found.letter)

    def borne_on(self, word: str) -> tuple[Ambition, ...]:
        """Returns the ambitions that a word of the column ambition means, in their order."""
        if word in ("", NONE):
            return ()
        if word == ALL:
            return self.ambitions
        named = word.split(";")
        known = tuple(ambition for ambition in self.ambitions if ambition.key in named)
        return known or tuple(self.ambition(key) for key in named)

    def meant(self, word: str) -> str:
        """Returns one word for all that mean the same: the key of the one ambition, "both" for all, "none" for none."""
        found = self.borne_on(word)
        if len(found) == 1:
            return found[0].key
        if not found:
            return NONE
        return ALL if found == self.ambitions else ";".join(ambition.key for ambition in found)

    def letters(self, word: str, *, between: str = " ", none: str = "") -> str:
        """Returns the letters for a word of the column ambition, such as "A B".

        Args:
            word: What the table says.
            between: What stands between two letters.
            none: What stands for no ambition.
        """
        return between.join(ambition.letter for ambition in self.borne_on(word)) or none

    def names(self, word: str) -> str:
        """Returns the ambitions in words, such as "A trade corridor control"; "both ambitions" for all of two."""
        found = self.borne_on(word)
        if not found:
            return tr("no ambition") if len(self.ambitions) != 2 else tr("neither ambition")
        if len(found) == len(self.ambitions) > 1:
            return tr("both ambitions") if len(found) == 2 else tr("all ambitions")
        return ", ".join(self.name_of(ambition.key) for ambition in found)

    def tone(self, word: str, *, none: str = "none") -> str:
        """Returns the colour for a word of the column ambition: that of the one, "both" for several."""
        found = self.borne_on(word)
        if len(found) == 1:
            keys = self.keys
            place = keys.index(found[0].key) if found[0].key in keys else len(TONES)
            return TONES[place] if place < len(TONES) else "ink"
        return "both" if found else none

    def sign(self, word: str) -> Sign:
        """Returns how a word of the column ambition is shown: letters, names, colour."""
        return Sign(self.letters(word), self.names(word), self.tone(word))

    def meaning(self) -> str:
        """Returns what the letters mean, in one line; empty if there are none."""
        said = [tr("{letter}: {name}", letter=a.letter, name=self.name_of(a.key)) for a in self.ambitions]
        return "; ".join((*said, tr("– for none"))) if said else ""

    def place(self, word: str) -> int:
        """Returns the place of a word of the column ambition in an ordered list: each one first, then several."""
        found = self.borne_on(word)
        if len(found) == 1:
            keys = self.keys
            return keys.index(found[0].key) if found[0].key in keys else len(keys)
        return len(self.ambitions) + (1 if found else 2)

    def between(self, word: str) -> int:
        """Returns the place of a word in a row of lanes: several ambitions stand behind the first."""
        found = self.borne_on(word)
        if len(found) > 1:
            return 1
        place = self.place(word)
        return place if place == 0 else place + 1


def bears_on(word: str, key: str) -> bool:
    """Tells whether an entry with this word in its column ambition bears on an ambition."""
    return word in (key, ALL) or (";" in word and key in word.split(";"))


def found_in(words: Iterable[str]) -> tuple[Ambition, ...]:
    """Returns the ambitions that tables speak of, for a package that does not name them."""
    keys = {key for word in words for key in word.split(";") if key and key not in (ALL, NONE)}
    return tuple(Ambition(key=key, letter=key) for key in sorted(keys))
