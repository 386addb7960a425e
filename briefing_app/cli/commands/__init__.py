"""The commands without a window. Each is imported when it is chosen, and imports what it needs then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from types import ModuleType


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """Returns the function of a command, which returns the exit status.

    Args:
        name: Its name on the command line.
    """
    room: ModuleType
    if name == "notes":
        from briefing_app.cli.commands import notes

        room = notes
    elif name in ("export", "snapshot", "typeset"):
        from briefing_app.cli.commands import briefings

        room = briefings
    else:
        from briefing_app.cli.commands import packages

        room = packages
    found: Callable[[argparse.Namespace], int] = getattr(room, name)
    return found
