"""The nine tabs in their order: key, title, and where the class lies, imported when first shown."""

from __future__ import annotations

from typing import NamedTuple

from briefing_app.translation import trl


class TabEntry(NamedTuple):
    """One line of the tab bar.

    Attributes:
        key: Stable name, used in places, the command line and saved views.
        title: English title, translated when shown.
        module: Module with the class.
        class_name: Name of the class.
        nouns: Entries whose home the tab is.
    """

    key: str
    title: str
    module: str
    class_name: str
    nouns: frozenset[str]


def _entry(key: str, title: str, *nouns: str) -> TabEntry:
    return TabEntry(key, title, f"briefing_app.ui.tabs.{key}", f"{title}Tab", frozenset(nouns))


TABS: tuple[TabEntry, ...] = (
    _entry("overview", trl("Overview"), "judgement", "briefing"),
    _entry("timeline", trl("Timeline"), "event", "rivaldate"),
    _entry(
        "trade", trl("Trade"), "series", "observation", "question", "chartline", "message", "chartnote", "preference"
    ),
    _entry("map", trl("Map"), "corridor", "segment", "node"),
    _entry("actors", trl("Actors"), "actor", "relation"),
    _entry(
        "ambitions",
        trl("Ambitions"),
        "evidence",
        "hypothesis",
        "rating",
        "indicator",
        "scale",
        "step",
        "assumption",
        "factor",
        "influence",
    ),
    _entry("claims", trl("Claims"), "claim", "paragraph"),
    _entry("sources", trl("Sources"), "source", "term", "change"),
    _entry("notes", trl("Notes"), "note"),
)


def home_of(noun: str) -> str:
    """Returns the key of the tab that is the home of entries of this noun; page one for unknown ones."""
    return next((entry.key for entry in TABS if noun in entry.nouns), TABS[0].key)
