"""Every dialog, sheet and menu from outside: a name and a role for all that takes keys, and a handful of events."""

from __future__ import annotations

from typing import Any

import pytest

from tests.access.session import Program, Seen
from tests.access.test_walk import MOST, nameless, roleless, strays

pytestmark = pytest.mark.slow  # begun first, so that parallel runs end together

Watching = tuple[Program, Seen]
COMMANDS = (
    "Open a briefing", "Export briefing", "Earlier briefings", "Install a newer", "What has changed", "Problems in",
    "Preferences", "Search everything", "Backups", "Keys", "Messages", "Notes about faults", "About",
)  # fmt: skip
"""Commands of the menus that open a dialog."""
FILES = ("Open an exported PDF", "Import notes", "Export all notes")
"""Commands that ask the system for a file."""


def uppermost(seen: Seen) -> list[dict[str, Any]]:
    """Returns the window that was opened last, with all in it."""
    tree = seen.tree()
    assert strays(tree) == []
    return tree[max(n for n, node in enumerate(tree) if not node["depth"]) :]


def press(seen: Seen, role: str, name: str) -> list[list[Any]]:
    """Presses a thing and returns what was heard."""
    assert seen.ask("press", role, name), name
    heard: list[list[Any]] = seen.ask("settle", 0.6)
    return heard


def close(seen: Seen) -> None:
    """Closes what is open over the window."""
    for _time in range(5):
        if sum(not node["depth"] for node in seen.tree()) == 1:
            return
        seen.keys("Escape")
    raise AssertionError("Esc does not close it")


@pytest.fixture(autouse=True)
def at_an_entry(seen: Seen) -> None:
    seen.keys("ctrl+2", ".", "F10", "Escape")  # the menus are there once they have been opened


@pytest.mark.parametrize("command", COMMANDS)
def test_a_dialog_has_names_and_roles_and_opens_with_a_handful_of_events(seen: Seen, command: str) -> None:
    heard = press(seen, "menu item", command)
    opened = uppermost(seen)
    assert opened[0]["role"] == "dialog"
    assert opened[0]["name"]
    assert nameless(opened) == []
    assert roleless(opened) == []
    assert len(heard) <= MOST, heard
    close(seen)


@pytest.mark.parametrize("command", FILES)
def test_a_dialog_for_files_is_walked_and_the_program_goes_on(watching: Watching, command: str) -> None:
    program, seen = watching
    press(seen, "menu item", command)
    assert uppermost(seen)[0]["role"] == "dialog"
    assert program.lives
    close(seen)
    assert program.lives
