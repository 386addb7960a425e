"""No key floods a screen reader: each key, in the place where it acts, sends a handful of events."""

from __future__ import annotations

import pytest

pytest.importorskip("PySide6", reason="needs the window")

from briefing_app.ui import keymap
from tests.access.session import Seen
from tests.access.test_walk import MOST

pytestmark = pytest.mark.slow  # begun first, so that parallel runs end together

PLACES: dict[keymap.Place, int] = {
    "line": 1, "timeline": 2, "chart": 3, "map": 4, "relations": 5, "two-ways": 6, "table": 7,
}  # fmt: skip
"""Each place with the tab in which the keyboard comes to it."""
LEAVING = {"Ctrl+Shift+C", "Delete", "Ctrl+C"}
"""Keys that fill the clipboard or remove something."""
NAMES = {"PgUp": "Page_Up", "PgDown": "Page_Down", "Space": "space", "Enter": "Return"}
OPENING = {"ctrl+j", "j", "shift+F10", "F10", "F1", "ctrl+k", "ctrl+e", "ctrl+p", "ctrl+o"}
"""Keys that open something, which Esc closes."""
ALONE = {"Ctrl+Shift+O", "Ctrl+Z", "Ctrl+Y", "Ctrl+N", "Ctrl+Return", "N", "Return", "Enter"}
"""Keys of the window that ask for a file or write; tests of their own press them."""


def stroke(keys: str) -> str:
    """Returns keys as ``outside.py`` types them."""
    *held, key = (*keys[:-2].split("+"), "+") if keys.endswith("++") else keys.split("+") if len(keys) > 1 else [keys]
    named = NAMES.get(key, key if len(key) > 1 else key.lower())
    return "+".join([*(each.lower() for each in held), named])


def strokes(place: keymap.Place) -> list[str]:
    typed = [keys for keys in keymap.keys_of(place) if keys not in LEAVING | ALONE | {"Menu"}]
    return [stroke(keys) for keys in typed]


def floods(seen: Seen, pressed: list[str]) -> dict[str, int]:
    """Presses keys one after the other and returns those that sent too much."""
    typed = [each for keys in pressed for each in ((keys, "Escape") if keys in OPENING else (keys,))]
    heard = seen.keys(*typed)
    return {keys: len(told) for keys, told in zip(typed, heard, strict=True) if len(told) > MOST}


@pytest.mark.parametrize("place", PLACES)
def test_no_key_of_a_place_sends_more_than_a_handful(seen: Seen, place: keymap.Place) -> None:
    seen.keys("Escape", f"ctrl+{PLACES[place]}")
    assert floods(seen, strokes(place)) == {}


def test_no_key_of_the_window_sends_more_than_a_handful(seen: Seen) -> None:
    seen.keys("ctrl+2", ".")
    assert floods(seen, strokes("window")) == {}
