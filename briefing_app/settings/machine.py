"""The policy of this machine: most machines have none, and then nothing of its reading is imported."""

from __future__ import annotations

from pathlib import Path

from briefing_app import paths
from briefing_app.settings.policy import Policy


def load_policy(path: Path | None = None) -> Policy:
    """Reads the policy of this machine.

    Args:
        path: The file; None for the one place where it lies.

    Returns:
        The policy, whatever the file holds; an empty one if there is none.
    """
    place = path or paths.policy_file()
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return Policy()
    except (OSError, ValueError):
        pass  # told by the reading, which meets the same
    from briefing_app.settings.policy_file import read_policy  # most machines have none

    return read_policy(place)
