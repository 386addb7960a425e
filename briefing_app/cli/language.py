"""Which language the command line speaks before a desk is open: that of the profile, or of the system."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.translation import AS_SYSTEM, use_language


def speak(arguments: Sequence[str]) -> str:
    """Has the process speak the language that the person chose in the profile, or else that of the system.

    Nothing is made, mended or moved: the words may be a call for help alone.

    Args:
        arguments: The words after the program's name.

    Returns:
        One sentence about what is wrong with the words of that language; empty if nothing is.
    """
    from briefing_app import paths, settings

    chosen = ""
    with contextlib.suppress(ExpectedError, OSError, ValueError):
        policy = settings.load_policy()
        named = _profile_in(arguments)
        if named is None or not policy.allows("portable"):
            named = paths.default_profile(portable=policy.allows("portable"))
        chosen = settings.chosen_language(paths.profile_folder(named), policy=policy)
    return use_language(chosen or AS_SYSTEM, folder=paths.languages())


def _profile_in(arguments: Sequence[str]) -> Path | None:
    """Returns the profile that the words name, the last one if several do."""
    found = None
    for word, after in zip(arguments, [*arguments[1:], ""], strict=True):
        name, equals, value = word.partition("=")
        if name == "--profile":
            found = value if equals else after
    return Path(found) if found and found.strip() else None
