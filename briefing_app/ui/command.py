"""A command of the window, as menus and Ctrl+K offer it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple


class Command(NamedTuple):
    """One command.

    Attributes:
        words: What it is called.
        action: What it does.
        keys: Its keys as they are shown; empty if it has none.
        on: Whether a choice is taken; None for what is no choice.
        enabled: False for what cannot be done now.
    """

    words: str
    action: Callable[[], Any]
    keys: str = ""
    on: bool | None = None
    enabled: bool = True


class Group(NamedTuple):
    """Commands that belong together; None stands for a rule between them."""

    title: str
    commands: tuple[Command | None, ...]
