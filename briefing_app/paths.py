"""The one place that knows folders: the program's own, read only, and the person's profile, which is written."""

from __future__ import annotations

import contextlib
import os
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from briefing_app import files
from briefing_app.errors import ExpectedError
from briefing_app.files import why
from briefing_app.translation import tr

POLICY = "policy.json"
"""The administrator's file."""
PORTABLE = "portable"
"""A file of this name beside the program keeps the profile beside it as well."""
INSIDE = "briefing-app"
"""The profile in a folder that others may look into."""
OURS = ("notes.sqlite3", "preferences.json")
"""Files by which a profile is known."""
SERVICES: Mapping[str, tuple[str, ...]] = {
    "OneDrive": ("onedrive", "skydrive"),
    "Nextcloud": ("nextcloud",),
    "ownCloud": ("owncloud",),
    "Dropbox": ("dropbox",),
    "iCloud": ("icloud", "icloud drive", "iclouddrive", "com~apple~clouddocs", "mobile documents"),
    "Google Drive": ("google drive", "googledrive", "google диск", "my drive", "мой диск"),
    "Yandex.Disk": ("yandex.disk", "yandexdisk", "yandex disk", "яндекс.диск", "яндекс диск", "яндексдиск"),
    "Mail.ru Cloud": ("облако mail.ru", "cloud mail.ru", "mail.ru cloud", "mailrucloud"),
    "Box": ("box", "box sync", "box-box"),
    "MEGA": ("mega", "megasync"),
    "pCloud": ("pcloud", "pclouddrive", "pcloud drive"),
    "Proton Drive": ("proton drive", "protondrive"),
    "Seafile": ("seafile", "seadrive"),
    "Syncthing": ("syncthing",),
    "Tresorit": ("tresorit",),
    "kDrive": ("kdrive",),
    "a cloud service": ("cloudstorage",),
}
"""How the folders of services begin that copy files to other machines, in small letters."""
MARKS: Mapping[str, str] = {
    ".dropbox.cache": "Dropbox",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".stfolder": "Syncthing",
    ".megaignore": "MEGA",
    ".tmp.drivedownload": "Google Drive",
    ".sync.ffs_db": "FreeFileSync",
    ".849C9593-D756-4E56-8D6E-42412F2A707B": "OneDrive",
}
"""Files and folders that such services leave in what they copy."""


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


def new_briefing() -> Path:
    """Returns the folder with the package that a new briefing begins with."""
    return resources() / "new-briefing"


def languages() -> Path:
    """Returns the folder with the catalogues of the interface's words."""
    return resources() / "languages"


def licences() -> Path:
    """Returns the folder with the texts of licences; a packaged program has all components in it, and their list."""
    return resources() / "licences"


def icons() -> Path:
    """Returns the folder with the program's icon in its sizes."""
    return resources() / "icons"


def ticks() -> Path:
    """Returns the folder with the tick of boxes, one image a tone."""
    return resources() / "ticks"


def frozen() -> bool:
    """Tells whether this is the packaged program."""
    return bool(getattr(sys, "frozen", False))


def own_command() -> list[str]:
    """Returns the command that starts this program again, for child processes."""
    return [sys.executable] if frozen() else [sys.executable, "-m", "briefing_app"]


def policy_file() -> Path:
    """Returns where an administrator's policy lies on this machine.

    A checkout can be given another by ``BRIEFING_POLICY``, for its tests; the packaged program cannot.
    """
    other = os.environ.get("BRIEFING_POLICY", "")
    if other and not frozen():
        return Path(other)
    if sys.platform == "win32":
        return _for_all_users() / "Briefing App" / POLICY
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Briefing App") / POLICY
    return Path("/etc/briefing-app") / POLICY


def _for_all_users() -> Path:
    """Asks Windows itself for the folder of all users: what stands in the environment is the person's to change."""
    import ctypes

    room = ctypes.create_unicode_buffer(260)
    shell = getattr(ctypes, "windll").shell32  # noqa: B009 - there is none elsewhere
    shell.SHGetFolderPathW(None, 0x23, None, 0, room)  # CSIDL_COMMON_APPDATA
    return Path(room.value or r"C:\ProgramData")


def accessibility() -> Path:
    """Returns the file that says how accessible the program is."""
    return resources() / "accessibility.md"


def documents() -> Path:
    """Returns the folder that is offered for the person's files: their documents, or the home, or the folder here.

    Windows is asked: it may have moved the documents, and the home need not be in the variables.
    """
    import platformdirs

    try:
        found = Path(platformdirs.user_documents_dir())
        return found if found.is_dir() else Path.home()
    except (OSError, RuntimeError, ValueError):  # nobody knows a home
        return Path.cwd()


def is_portable() -> bool:
    """Tells whether a file beside the program asks for the profile beside it."""
    return (_program() / PORTABLE).is_file()


def _program() -> Path:
    return Path(sys.executable).resolve().parent if frozen() else root()


def default_profile(*, portable: bool = True) -> Path:
    """Returns where the profile lies if nobody says otherwise: beside a portable program, else with the person.

    Args:
        portable: False where the organisation has set that profiles lie with the person alone.

    Raises:
        ExpectedError: The person has no home folder.
    """
    if portable and is_portable():
        return _program() / "profile"
    import platformdirs

    try:
        return Path(platformdirs.user_data_dir("briefing-app", appauthor=False))
    except RuntimeError as error:
        raise ExpectedError(
            tr("There is no home folder to keep the profile in."),
            hint=tr("Give a folder with --profile, or set the variable HOME."),
            detail=repr(error),
        ) from error


def profile_folder(folder: Path) -> Path:
    """Returns where the profile lies that somebody means by a folder; nothing is made or changed.

    A folder that the program did not make keeps its rights. Where others may look into it, the profile is a private
    folder inside it, unless it has been one of our profiles all along.

    Args:
        folder: The folder that was named.
    """
    try:
        open_to_others = os.name == "posix" and bool(folder.stat().st_mode & 0o077)
    except OSError:
        return folder
    if not open_to_others or not folder.is_dir() or any((folder / name).is_file() for name in OURS):
        return folder
    return folder / INSIDE


def prepare_profile(folder: Path) -> Path:
    """Makes the profile folder with its parts, readable by its owner only; what is there already stays as it is.

    A full disk or a folder that may only be read is no reason to fail: what lies there can be read all the same.

    Args:
        folder: Where the profile shall lie.

    Returns:
        The folder, or a private one inside it; see ``profile_folder``.

    Raises:
        ExpectedError: It cannot be made, or not even be looked into.
    """
    profile = profile_folder(folder)
    try:
        profile.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.listdir(profile)  # noqa: PTH208 - looks whether it may be read; the names are of no interest
    except OSError as error:
        raise ExpectedError(
            tr("The profile folder {folder} cannot be used: {why}.", folder=profile, why=why(error)),
            hint=tr("Choose another with --profile, or make this one writable."),
            detail=repr(error),
        ) from error
    for part in ("backups", "log"):
        with contextlib.suppress(OSError):  # said when something shall be written there
            (profile / part).mkdir(exist_ok=True, mode=0o700)
    with contextlib.suppress(OSError, files.NotWritten):
        files.sweep(profile / files.SCRATCH)
    return profile


def synchronised_by(folder: Path) -> str:
    """Returns the name of the service that copies a folder to other machines, or nothing.

    It is told by the names on the way to the folder and by the marks that such programs leave; nothing is asked of
    them.

    Args:
        folder: The folder.
    """
    way = Path(os.path.abspath(folder))  # noqa: PTH100 - links are followed below, for one may lead there too
    for path in (way, *way.parents, *(real := Path(os.path.realpath(folder)), *real.parents)):
        name = unicodedata.normalize("NFC", path.name).casefold()
        for service, beginnings in SERVICES.items():
            if any(
                name == begin or (len(begin) > 4 and name.startswith((f"{begin} ", f"{begin}-", f"{begin}_")))
                for begin in beginnings
            ):
                return service
        for mark, service in MARKS.items():
            if os.path.lexists(path / mark):
                return service
    return ""


def written_by_us_alone(file: Path) -> bool:
    """Tells whether nobody but this account on this machine can have written what stands in a file of the profile.

    A service that copies the folder, a stick that goes from hand to hand, and a file that others may write do not let
    the program take for granted that it reads what it once wrote.

    Args:
        file: The file.
    """
    if is_portable() or synchronised_by(file.parent):
        return False
    try:
        state = file.stat()
    except OSError:
        return False
    return os.name != "posix" or (state.st_uid == os.geteuid() and not state.st_mode & 0o022)
