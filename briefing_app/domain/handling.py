"""Handling markings in their order: whether a marked note may stand in a document that is marked itself.

The schemes are data: each lists its levels from the lowest to the highest, each level with the spellings in use.
Words outside every scheme stand outside any order; nobody but the person can say where they belong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Standing = Literal["within", "above", "unordered"]
"""How the marking of a note stands to that of a document: it may enter, it is higher, or there is no order."""

# From the lowest level to the highest; every spelling of a level stands on its line.
SCHEMES: Mapping[str, tuple[tuple[str, ...], ...]] = MappingProxyType(
    {
        "United Kingdom": (
            ("OFFICIAL", "UK OFFICIAL"),
            ("OFFICIAL-SENSITIVE", "UK OFFICIAL-SENSITIVE"),
            ("SECRET", "UK SECRET"),
            ("TOP SECRET", "UK TOP SECRET"),
        ),
        "United States": (
            ("UNCLASSIFIED", "US UNCLASSIFIED"),
            ("CUI", "CONTROLLED UNCLASSIFIED INFORMATION", "UNCLASSIFIED CUI", "FOR OFFICIAL USE ONLY", "FOUO",
             "UNCLASSIFIED FOUO", "UNCLASSIFIED FOR OFFICIAL USE ONLY", "SENSITIVE BUT UNCLASSIFIED", "SBU"),
            ("CONFIDENTIAL", "US CONFIDENTIAL"),
            ("SECRET", "US SECRET"),
            ("TOP SECRET", "US TOP SECRET"),
        ),
        "European Union": (
            ("RESTREINT UE/EU RESTRICTED", "RESTREINT UE", "EU RESTRICTED", "R-UE/EU-R"),
            ("CONFIDENTIEL UE/EU CONFIDENTIAL", "CONFIDENTIEL UE", "EU CONFIDENTIAL", "C-UE/EU-C"),
            ("SECRET UE/EU SECRET", "SECRET UE", "EU SECRET", "S-UE/EU-S"),
            ("TRÈS SECRET UE/EU TOP SECRET", "TRÈS SECRET UE", "EU TOP SECRET", "TS-UE/EU-TS"),
        ),
        "NATO": (
            ("NATO UNCLASSIFIED",),
            ("NATO RESTRICTED",),
            ("NATO CONFIDENTIAL",),
            ("NATO SECRET",),
            ("COSMIC TOP SECRET", "NATO TOP SECRET"),
        ),
        "Kazakhstan": (
            ("Несекретно", "Не секретно", "Құпия емес"),
            ("Для служебного пользования", "ДСП", "Қызмет бабында пайдалану үшін", "ҚБПҮ"),
            ("Секретно", "Құпия"),
            ("Совершенно секретно", "Өте құпия"),
            ("Особой важности", "Аса маңызды"),
        ),
        "Australia": (
            ("UNOFFICIAL",),
            ("OFFICIAL",),
            ("OFFICIAL: Sensitive",),
            ("PROTECTED",),
            ("SECRET",),
            ("TOP SECRET",),
        ),
        "France": (("DIFFUSION RESTREINTE",), ("CONFIDENTIEL DÉFENSE",), ("SECRET", "SECRET DÉFENSE"),
                   ("TRÈS SECRET", "TRÈS SECRET DÉFENSE")),
        "Germany": (("VS-NUR FÜR DEN DIENSTGEBRAUCH", "VS-NfD"), ("VS-VERTRAULICH", "VS-VERTR"),
                    ("GEHEIM", "GEH"), ("STRENG GEHEIM", "STR GEH")),
        "general": (("UNCLASSIFIED",), ("RESTRICTED",), ("CONFIDENTIAL",), ("SECRET",), ("TOP SECRET",)),
        "office": (("PUBLIC",), ("INTERNAL", "INTERNAL USE ONLY"), ("CONFIDENTIAL",), ("STRICTLY CONFIDENTIAL",)),
        "traffic light": (("TLP:CLEAR", "TLP:WHITE"), ("TLP:GREEN",), ("TLP:AMBER",), ("TLP:AMBER+STRICT",),
                          ("TLP:RED",)),
    }
)  # fmt: skip
# Levels that say of themselves that anyone may read them.
_OPEN = ("UNCLASSIFIED", "UNOFFICIAL", "PUBLIC", "TLP:CLEAR", "TLP:WHITE", "Несекретно", "Не секретно", "Құпия емес")
# The number of one copy says nothing about who may read it: "экз. № 3", "copy 2 of 5".
_COPY = re.compile(r"\b(?:экз|экземпляр|копия|copy|дана|данасы)(?: (?:no|n|nr|number))? \d+(?: (?:of|из) \d+)?\b")


class _Reading(NamedTuple):
    """A marking as one scheme reads it: the rank of its level, and the words that stand beside the level."""

    scheme: str
    rank: int
    caveats: frozenset[str]


def _plain(marking: str) -> str:
    """Returns a marking as words in small letters: case, hyphens, strokes and brackets make no difference."""
    text = unicodedata.normalize("NFKC", marking).casefold()
    return " ".join(_COPY.sub(" ", " ".join(re.findall(r"\w+", text))).split())


def _spellings() -> Mapping[str, tuple[tuple[str, int], ...]]:
    found: dict[str, tuple[tuple[str, int], ...]] = {}
    for scheme, levels in SCHEMES.items():
        for rank, spellings in enumerate(levels):
            for spelling in spellings:
                found[_plain(spelling)] = (*found.get(_plain(spelling), ()), (scheme, rank))
    return MappingProxyType(found)


_LEVELS = _spellings()
_OPEN_LEVELS = frozenset(_plain(spelling) for spelling in _OPEN)


def _readings(plain: str) -> tuple[_Reading, ...]:
    """Returns what a marking means in each scheme that knows its first words, the longest spelling counting."""
    words = plain.split()
    for length in range(len(words), 0, -1):
        known = _LEVELS.get(" ".join(words[:length]))
        if known:
            caveats = frozenset(words[length:])
            return tuple(_Reading(scheme, rank, caveats) for scheme, rank in known)
    return ()


def compare(note: str, document: str) -> Standing:
    """Tells whether something marked one way may stand in a document marked another.

    Args:
        note: Marking of what shall enter; nothing bars what carries none.
        document: Marking of the document; empty for none.

    Returns:
        "within" if the document's marking covers it, "above" if it is higher, "unordered" if no scheme holds both, or
        if it carries a further limit ("NOFORN") that the document does not.
    """
    inner, outer = _plain(note), _plain(document)
    if not note.strip() or note.strip() == document.strip() or (inner and inner == outer) or inner in _OPEN_LEVELS:
        return "within"
    mine, theirs = _readings(inner), {reading.scheme: reading for reading in _readings(outer)}
    if not document.strip():
        return "above" if mine else "unordered"
    pairs = [(reading, theirs[reading.scheme]) for reading in mine if reading.scheme in theirs]
    if any(one.rank > other.rank for one, other in pairs):
        return "above"
    return "within" if pairs and all(one.caveats <= other.caveats for one, other in pairs) else "unordered"


def covering(document: str, markings: Iterable[str]) -> str:
    """Returns the lowest marking in use that covers a document and all that shall enter it.

    Args:
        document: Marking of the document; empty for none.
        markings: Markings of what shall enter.

    Returns:
        One of the markings as it is written; empty if none of them covers all the others.
    """
    wanted = dict.fromkeys([document, *markings])
    fit = [one for one in wanted if all(compare(other, one) == "within" for other in wanted)]
    return next((one for one in fit if all(compare(one, other) == "within" for other in fit)), fit[0] if fit else "")


def level_of(marking: str, *, scheme: str) -> int | None:
    """Returns the rank of a marking in a scheme, 0 being the lowest; None if the scheme does not know it.

    Args:
        marking: The marking as it is written.
        scheme: A name of ``SCHEMES``.
    """
    return next((reading.rank for reading in _readings(_plain(marking)) if reading.scheme == scheme), None)
