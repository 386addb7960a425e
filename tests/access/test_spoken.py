"""What is said at the right moment: what a search finds, messages, what is saved, and what a screen reader presses."""

from __future__ import annotations

from tests.access.session import Seen
from tests.access.test_walk import MOST, nameless, roleless, spoken

DIALOGS = ("F1", "ctrl+e", "ctrl+k")
"""Keys that open a dialog."""


def test_a_search_says_how_many_it_found_and_which_is_reached(seen: Seen) -> None:
    (opened,) = seen.keys("ctrl+k")
    assert len(opened) <= MOST
    assert "Search everything" in spoken(opened)
    found = spoken(seen.ask("type", "kazakhstan"))
    for _time in range(10):  # the first answer waits for the index of all words
        if not any(" of " in words for words in found):
            found += spoken(seen.ask("settle", 1.0))
    assert any(" of " in words and "azakhstan" in words for words in found), found
    below = seen.keys("Down")[0]
    assert len(below) <= MOST, below
    (said,) = spoken(below)
    assert said.startswith("2 of ")
    seen.keys("Escape")


def test_a_search_that_finds_nothing_says_so(seen: Seen) -> None:
    seen.keys("ctrl+k")
    found = spoken(seen.ask("type", "qqzzxy"))
    assert any("nothing contains these words" in words for words in found), found
    seen.keys("Escape")


def test_a_message_is_said_each_time_it_comes(seen: Seen) -> None:
    seen.keys("ctrl+3")
    for _time in range(2):  # nothing is chosen in the chart: why a figure is preferred cannot be told
        heard = seen.keys("p")[0]
        assert any("Choose a figure first" in words for words in spoken(heard)), heard
        assert len(heard) <= MOST


def test_a_note_that_is_made_durable_is_said_to_be_saved(seen: Seen) -> None:
    seen.keys("ctrl+2", ".")
    (begun,) = seen.keys("n")
    assert len(begun) <= MOST
    assert "Note" in spoken(begun)
    written = seen.ask("type", "asked")
    (ended,) = seen.keys("ctrl+Return")
    said = [words for words in spoken([*written, *ended]) if words.startswith("saved ")]
    assert len(said) == 1, [*written, *ended]


def test_a_line_of_page_one_is_followed_by_its_action(seen: Seen) -> None:
    seen.keys("ctrl+1")
    question = next(n["name"] for n in seen.tree() if n["role"] == "list item" and n["name"].endswith("?"))
    assert seen.ask("press", "list item", question)
    seen.ask("settle", 0.6)
    shown = [n["name"] for n in seen.tree() if n["role"] == "page tab" and "selected" in n["states"]]
    assert shown == ["Ambitions"]


def test_a_mark_of_a_picture_is_selected_from_outside(seen: Seen) -> None:
    seen.keys("ctrl+4")
    assert seen.ask("choose", "", 5)
    seen.ask("settle", 0.6)
    at = seen.ask("focused")
    assert at["role"] == "list item"
    assert "selected" in at["states"]
    assert at["box"][2] > 0


def test_every_dialog_has_names_and_roles(seen: Seen) -> None:
    for words in DIALOGS:
        seen.keys(words)
        tree = seen.tree()
        dialogs = [n for n, node in enumerate(tree) if node["role"] == "dialog" and not node["depth"]]
        assert dialogs, words
        inside = tree[dialogs[-1] :]
        assert nameless(inside) == [], words
        assert roleless(inside) == [], words
        seen.keys("Escape")
