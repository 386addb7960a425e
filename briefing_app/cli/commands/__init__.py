"""The commands without a window. Each is imported when it is chosen, and imports what it needs then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """Returns the function of a command, which returns the exit status.

    Args:
        name: Its name on the command line.
    """
    if name == "notes":
        from briefing_app.cli.commands import notes as room
    elif name in ("export", "snapshot", "typeset"):
        from briefing_app.cli.commands import briefings as room  # type: ignore[no-redef]
    else:
        from briefing_app.cli.commands import packages as room  # type: ignore[no-redef]
    found: Callable[[argparse.Namespace], int] = getattr(room, name)
    return found
