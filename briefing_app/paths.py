"""The one place that knows folders: the program's own, read only, and the person's profile, which is written."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from briefing_app.errors import ExpectedError
from briefing_app.words import tr

PORTABLE = "portable"
"""A file of this name beside the program keeps the profile beside it as well."""


def root() -> Path:
    """Returns the folder that holds ``data`` and ``resources``: checkout, wheel and frozen program alike."""
    package = Path(__file__).resolve().parent
    return package if (package / "resources").is_dir() else package.parent


def bundled_data() -> Path:
    """Returns the folder of the bundled data package."""
    return root() / "data"


def resources() -> Path:
    """Returns the folder with fonts, templates and translations."""
    return root() / "resources"


def fonts() -> Path:
    """Returns the folder with the bundled fonts."""
    return resources() / "fonts"


def templates() -> Path:
    """Returns the folder with the typesetting templates."""
    return resources() / "typst"


def translations() -> Path:
    """Returns the folder with the catalogues of the interface's words."""
    return resources() / "translations"


def frozen() -> bool:
    """Tells whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def own_command() -> list[str]:
    """Returns the command that starts this program again, for child processes."""
    return [sys.executable] if frozen() else [sys.executable, "-m", "briefing_app"]


def default_profile() -> Path:
    """Returns where the profile lies if nobody says otherwise: beside a portable program, else with the person."""
    program = Path(sys.executable).resolve().parent if frozen() else root()
    if (program / PORTABLE).is_file():
        return program / "profile"
    import platformdirs

    return Path(platformdirs.user_data_dir("briefing-app", appauthor=False))


def prepare_profile(folder: Path) -> Path:
    """Makes the profile folder with its parts, readable by its owner only.

    Args:
        folder: Where the profile shall lie.

    Returns:
        The folder.

    Raises:
        ExpectedError: It cannot be made, or nothing can be written in it.
    """
    try:
        for part in (folder, folder / "backups", folder / "log"):
            part.mkdir(parents=True, exist_ok=True, mode=0o700)
        with contextlib.suppress(PermissionError):  # somebody else's folder that we may write to
            folder.chmod(0o700)
        _try_writing(folder)
    except OSError as error:
        raise ExpectedError(
            tr("The profile folder {folder} cannot be used: {why}.", folder=folder, why=error.strerror or error),
            hint=tr("Choose another with --profile, or make this one writable."),
            detail=repr(error),
        ) from error
    return folder


def _try_writing(folder: Path) -> None:
    probe = folder / f".probe-{os.getpid()}"
    try:
        with probe.open("xb") as file:
            file.write(b"x" * 4096)
            file.flush()
            os.fsync(file.fileno())
    finally:
        probe.unlink(missing_ok=True)
