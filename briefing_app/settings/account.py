"""The name of the person as the system's account has it."""

from __future__ import annotations

import os
import sys

LONGEST = 120


def account_name() -> str:
    """Returns the full name of the account, or the name it logs in with; empty if the system tells neither."""
    found = _on_windows() if sys.platform == "win32" else _by_number()
    return "".join(c for c in found.strip() if c.isprintable())[:LONGEST]


def _by_number() -> str:
    import pwd

    try:
        entry = pwd.getpwuid(os.getuid())
    except KeyError:
        return ""
    full = entry.pw_gecos.split(",")[0].replace("&", entry.pw_name.capitalize())  # "&" stands for the login name
    return full or entry.pw_name


def _on_windows() -> str:
    """Asks for the display name; an account of this machine alone may have none."""
    import ctypes
    import getpass

    size = ctypes.c_ulong(LONGEST + 1)
    room = ctypes.create_unicode_buffer(size.value)
    if getattr(ctypes, "windll").secur32.GetUserNameExW(3, room, ctypes.byref(size)):  # noqa: B009 - none elsewhere
        return room.value
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
