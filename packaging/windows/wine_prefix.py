"""A Windows to try the program in: Wine in a folder of its own, with what it lacks of Windows 10 and we never ship."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from windows.parts import ROOT, WINE_LIBRARY

STAND_INS = ("icuuc", "bcryptprimitives", "mscms")
SOURCES = ROOT / "packaging/windows/wine"


class Prefix:
    """One Windows in a folder.

    Attributes:
        folder: Where it lies.
        drive: Its drive C.
        display: The screen it is shown on.
    """

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.drive, self.display = folder, folder / "drive_c", display
        found = [path for path in ("/usr/lib/wine/wine64", shutil.which("wine64"), shutil.which("wine")) if path]
        self._wine = next((path for path in found if Path(path).exists()), "")
        if not self._wine:
            sys.exit("Wine is needed. Debian, Ubuntu: sudo apt install wine wine64 xvfb imagemagick")
        self._server = next((p for p in ("/usr/lib/wine/wineserver64", "wineserver") if shutil.which(p)), "wineserver")

    @property
    def home(self) -> Path:
        """The person's folder on drive C."""
        return next(path for path in (self.drive / "users").iterdir() if path.name != "Public")

    def variables(self) -> dict[str, str]:
        """Returns the variables that Wine is started with."""
        native = ",".join(("ucrtbase", *STAND_INS))
        overrides = f"{native}=n,b;winemenubuilder.exe=d;mshtml,mscoree=d"
        return dict(os.environ) | {"WINEPREFIX": str(self.folder), "WINEDEBUG": "-all", "DISPLAY": self.display,
                                   "WINEARCH": "win64", "WINEDLLOVERRIDES": overrides}  # fmt: skip

    def make(self) -> None:
        """Makes it anew."""
        self.end()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.run("wineboot", "-i", patience=300)
        self.run("winecfg", "-v", "win10")
        self.end()
        system = self.drive / "windows/system32"
        for name in STAND_INS:
            flags = ("-shared", "-nostdlib", "-Wl,--export-all-symbols")
            made = ("-ladvapi32", "-lkernel32", "-o", str(system / f"{name}.dll"))
            command = ("x86_64-w64-mingw32-gcc", *flags, str(SOURCES / f"{name}.c"), *made)
            subprocess.run(command, check=True)
        shutil.copy2(WINE_LIBRARY.fetch(ROOT / "build/wine/library") / "ucrtbase.dll", system)

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        """Starts a program: its input is endless nothing and its output a pipe, or Python makes no streams there.

        Args:
            command: The program and its arguments.
        """
        with Path("/dev/zero").open("rb") as nothing:
            return subprocess.Popen(
                [self._wine, *map(str, command)],
                stdin=nothing,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env=self.variables(),
            )

    def run(self, *command: str | Path, patience: float = 600) -> tuple[int, str]:
        """Runs a program to its end; returns its exit code and what it said."""
        started = self.start(*command)
        try:
            said, _ = started.communicate(timeout=patience)
        except subprocess.TimeoutExpired:
            started.kill()
            self.end()
            return -1, f"It did not end within {patience:.0f} seconds."
        return started.returncode, said.decode("utf-8", "replace").replace("\r", "").strip()

    def end(self) -> None:
        """Ends all that runs in it."""
        subprocess.run([self._server, "-k"], env=self.variables(), capture_output=True)
        subprocess.run([self._server, "-w"], env=self.variables(), capture_output=True)

    def files(self) -> set[str]:
        """Returns the names of all files of the person and of installed programs, without Windows' own."""
        return {
            path.relative_to(self.drive).as_posix()
            for top in ("users", "Program Files", "ProgramData")
            for path in (self.drive / top).rglob("*")
            if path.is_file() and "/Temp/" not in path.as_posix() and "/temp/" not in path.as_posix()
        }

    def to_windows(self, path: Path) -> str:
        """Returns a path of this machine as Windows writes it."""
        with contextlib.suppress(ValueError):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")


@contextlib.contextmanager
def screen(size: str = "1600x1000") -> Iterator[str]:
    """Gives a screen that nobody looks at."""
    for number in range(70, 99):
        if not Path(f"/tmp/.X{number}-lock").exists():
            break
    command = ("Xvfb", f":{number}", "-screen", "0", f"{size}x24", "-nolisten", "tcp")
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(2)
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
