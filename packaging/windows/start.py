"""Where the program for Windows begins; run by ``launcher.c``, which has no words of its own for what comes later."""

from __future__ import annotations

import io
import sys
from pathlib import Path

LIBRARY = Path(__file__).resolve().parent
TITLE = "Briefing App"


def main() -> int:
    """Runs the program; what it has to say goes into a box where there is no console."""
    setattr(sys, "frozen", True)  # noqa: B010 - the module declares no such name
    told = None
    if sys.stderr is None:
        told = sys.stderr = io.StringIO()
    if lost := _lost():
        sentence = f"A part of the program is missing or cut short: {lost}. Unpack the archive again, all of it."
        if told is None:
            sys.stderr.write(f"{sentence}\n")
        else:
            _show(sentence)
        return 1
    import rt_qt  # noqa: F401 - prepares what Qt finds

    from briefing_app.cli import main as run

    status = run()
    if told is not None and status and (words := told.getvalue().strip()):
        _show(words)
    return status


def _lost() -> str:
    """Returns the first file of an unpacked archive that is not as it was packed, or nothing.

    An installer puts the program in place whole or not at all; an archive that was cut short may look whole. It is
    looked through once: afterwards a mark says so, unless the folder may only be read.
    """
    folder = LIBRARY.parent
    mark, manifest = LIBRARY / "checked", LIBRARY / "files.txt"
    if not (folder / "portable").is_file() or mark.is_file():
        return ""
    try:
        lines = manifest.read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"lib\\{manifest.name}"
    for line in lines:
        size, _, name = line.partition(" ")
        path = folder / name
        if not path.is_file() or path.stat().st_size != int(size):
            return name.replace("/", "\\")
    try:
        mark.write_text("", encoding="ascii")
    except OSError:
        return ""
    return ""


def _show(words: str) -> None:
    import ctypes

    stop = 0x10
    ctypes.windll.user32.MessageBoxW(None, words, TITLE, stop)  # type: ignore[attr-defined]  # on Windows alone


sys.exit(main())
