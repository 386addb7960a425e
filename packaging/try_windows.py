"""Tries the installer and the archive for Windows under Wine: ``./run package try-windows``.

Words after it choose steps by their names. Each line says what was tried and whether it went well; the exit status is 1
if anything did not. The picture of the window is for looking at: ``build/wine/window.png``. Wine is not Windows;
``packaging/README.md`` says what that means.

    apt install wine wine64 xvfb imagemagick
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from windows.parts import ROOT
from windows.wine_prefix import Prefix, screen

WORK = ROOT / "build/wine"
DIST = ROOT / "dist"
DAY = "2026-01-02"
RUNNING, NO_ROOM, NEWER, OTHERS = 3, 4, 5, 6
ALWAYS = ("install silently", "uninstall silently")
UNINSTALL = r"HKCU\Software\Microsoft\Windows\CurrentVersion\Uninstall\BriefingApp"


class Trial:
    """One Windows, one installer, one archive.

    Attributes:
        failed: What did not go well.
    """

    def __init__(self, windows: Prefix, setup: Path, archive: Path) -> None:
        self._windows, self._setup, self._archive = windows, setup, archive
        self.failed: list[str] = []

    @property
    def _place(self) -> Path:
        return self._windows.home / "AppData/Local/Programs/Briefing App"

    @property
    def _profile(self) -> Path:
        return self._windows.home / "AppData/Local/briefing-app"

    def check(self, name: str, step: Callable[[], str]) -> None:
        """Takes a step, which returns what went wrong, or nothing."""
        started = time.monotonic()
        trouble = step()
        print(f"{name}: {trouble or 'well'} ({time.monotonic() - started:.0f} s)", flush=True)
        if trouble:
            self.failed.append(name)

    def install(self) -> str:
        """Installs silently for one person."""
        code, said = self._windows.run(self._setup, "/S")
        if code or not (self._place / "briefing-app.exe").is_file():
            return f"exit code {code}; {said}{self._left_words()}"
        return self._half_installed()

    def self_test(self) -> str:
        """The installed program tries itself."""
        code, said = self._windows.run(self._place / "briefing-app-cli.exe", "self-test")
        return "" if code == 0 and "self-test: all well" in said else f"exit code {code}; {said}"

    def export(self) -> str:
        """The same briefing comes out as on this machine, byte for byte."""
        there, here = WORK / "windows.pdf", WORK / "linux.pdf"
        words = ("--force", "--date", DAY)
        code, said = self._windows.run(self._place / "briefing-app-cli.exe", "export", self._named(there), *words)
        if code:
            return f"exit code {code}; {said}"
        own = (sys.executable, "-m", "briefing_app", "export", str(here), *words, "--profile", str(WORK / "profile"))
        subprocess.run(own, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)
        return "" if there.read_bytes() == here.read_bytes() else f"{there} and {here} differ"

    def letters(self) -> str:
        """What is sent elsewhere than to a console is UTF-8, and a note of any letters comes back."""
        program = self._place / "briefing-app-cli.exe"
        text = "Қазақстан – د افغانستان – ⚠"
        code, said = self._windows.run(program, "notes", "add", "briefing/whole", "--text", text)
        code_of_list, listed = self._windows.run(program, "notes", "list")
        return "" if (code, code_of_list) == (0, 0) and text in listed else f"{code}, {code_of_list}; {said}; {listed}"

    def held(self) -> str:
        """A PDF that a viewer holds stays as it is, and the person is told."""
        place = self._windows.drive / "users/Public/held.pdf"
        place.write_bytes(b"old")
        python = ROOT / "build/windows/cpython/org/bytedeco/cpython/windows-x86_64/python.exe"
        holding = f"import time; f = open(r'{self._named(place)}', 'rb'); print('held', flush=True); time.sleep(300)"
        viewer = self._windows.start(python, "-c", holding)
        try:
            assert viewer.stdout is not None
            viewer.stdout.readline()
            program = self._place / "briefing-app-cli.exe"
            code, said = self._windows.run(program, "export", self._named(place), "--force")
            if code != 1 or "another program is using it" not in said or place.read_bytes() != b"old":
                return f"exit code {code}; {said}"
            return ""
        finally:
            viewer.kill()
            viewer.wait()
            self._windows.end()
            place.unlink()

    def window(self) -> str:
        """The window opens; its picture is for looking at. Nothing replaces a program that runs."""
        started = self._windows.start(self._place / "briefing-app.exe")
        try:
            picture = WORK / "window.png"
            if not self._seen(picture):
                return f"nothing is to be seen in {picture}"
            time.sleep(20)
            self._seen(picture)
            code, _ = self._windows.run(self._setup, "/S")
            if code != RUNNING:
                return f"the installer ends with {code} while the program runs, not with {RUNNING}"
            self._windows.run(self._place / "uninstall.exe", "/S")  # it goes on in a copy of itself
            time.sleep(15)
            if not (self._place / "lib/files.txt").is_file():
                return "the uninstaller removes a program that runs"
            return "the program has ended by itself" if started.poll() is not None else ""
        finally:
            started.kill()
            self._windows.end()

    def again(self) -> str:
        """Installed over itself, the person's own file beside the program stays."""
        own = self._place / "portable-notes.txt"
        own.write_text("mine", encoding="utf-8")
        trouble = self.install()
        if not trouble and not own.is_file():
            trouble = "a file that somebody put beside the program is gone"
        own.unlink(missing_ok=True)
        return trouble

    def newer(self) -> str:
        """An older version does not silently replace a newer one."""
        self._windows.run("reg", "add", UNINSTALL, "/v", "DisplayVersion", "/d", "99.0", "/f")
        code, _ = self._windows.run(self._setup, "/S")
        self._windows.run("reg", "add", UNINSTALL, "/v", "DisplayVersion", "/d", "0.0.1", "/f")
        if code != NEWER or "99.0" not in self._left_words():
            return f"exit code {code}, not {NEWER}; {self._left_words()}"
        return self.install()

    def others(self) -> str:
        """A folder of somebody else's files is left alone."""
        folder = self._windows.drive / "users/Public/theirs"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "letter.txt").write_text("theirs", encoding="utf-8")
        code, _ = self._windows.run(self._setup, "/S", f"/D={self._named(folder)}")
        kept = sorted(path.name for path in folder.iterdir())
        shutil.rmtree(folder)
        return "" if code == OTHERS and kept == ["letter.txt"] else f"exit code {code}, {kept}"

    def no_room(self) -> str:
        """A disk without room is told before anything is written; one that fills up meanwhile leaves nothing."""
        disk = WORK / "small"
        disk.mkdir(exist_ok=True)
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "none", str(disk)], capture_output=True)
        if made.returncode:
            print("  (no small disk may be mounted here: not tried)")
            return ""
        letter = self._windows.folder / "dosdevices/e:"
        letter.unlink(missing_ok=True)
        letter.symlink_to(disk)
        try:
            code, _ = self._windows.run(self._setup, "/S", r"/D=E:\Briefing")
            told = self._left_words()
            if code != NO_ROOM or "E:" not in told or list(disk.iterdir()):
                return f"exit code {code}, not {NO_ROOM}; {told}; {list(disk.iterdir())}"
            code, _ = self._windows.run(self._setup, "/S", "/NoRoomCheck", r"/D=E:\Briefing")
            return "" if code == 2 and not list(disk.iterdir()) else f"exit code {code}; {list(disk.iterdir())}"
        finally:
            letter.unlink()
            subprocess.run(["umount", str(disk)])

    def cut_short(self) -> str:
        """An installer that was cut short says so and does nothing."""
        short = WORK / "short-setup.exe"
        short.write_bytes(self._setup.read_bytes()[: self._setup.stat().st_size // 2])
        before = self._windows.files()
        code, _ = self._windows.run(short, "/S")
        gained = self._windows.files() - before
        short.unlink()
        return "" if code and not gained else f"exit code {code}, {sorted(gained)[:3]}"

    def portable(self) -> str:
        """The archive runs where it is unpacked and keeps its profile beside it; without a part it says which."""
        place = self._windows.drive / "users/Public/Ұшқыш диск"
        shutil.rmtree(place, ignore_errors=True)
        with zipfile.ZipFile(self._archive) as archive:
            archive.extractall(place)
        program = place / "Briefing App/briefing-app-cli.exe"
        try:
            code, said = self._windows.run(program, "notes", "add", "briefing/whole", "--text", "portable")
            if code or not (place / "Briefing App/profile/notes.sqlite3").is_file():
                return f"exit code {code}; {said}"
            (place / "Briefing App/lib/checked").unlink()
            (place / "Briefing App/lib/pypdf/_reader.pyc").unlink()
            code, said = self._windows.run(program, "notes", "list")
            if code != 1 or "lib\\pypdf\\_reader.pyc" not in said or "Unpack the archive again" not in said:
                return f"a part is missing: exit code {code}; {said}"
            (place / "Briefing App/lib/python3.dll").unlink()
            code, said = self._windows.run(program, "notes", "list")
            if code != 1 or "python3.dll is missing" not in said:
                return f"a library is missing: exit code {code}; {said}"
            return ""
        finally:
            shutil.rmtree(place)

    def no_home(self) -> str:
        """Without the variables that name the person's folders the program finds them all the same, or says so."""
        names = ("USERPROFILE", "HOMEDRIVE", "HOMEPATH", "LOCALAPPDATA", "APPDATA", "HOME")
        lines = [f"set {name}=" for name in names]  # Wine hands them over itself; Windows' own command takes them away
        lines.append(f'"{self._named(self._place / "briefing-app-cli.exe")}" notes list')
        script = self._windows.drive / "without.bat"
        script.write_text("@echo off\r\n" + "\r\n".join(lines) + "\r\n", encoding="ascii", newline="")
        code, said = self._windows.run("cmd", "/c", r"C:\without.bat")
        return "" if code == 0 and "Traceback" not in said else f"exit code {code}; {said}"

    def uninstall(self, before: set[str]) -> str:
        """Uninstalled silently, nothing is left but the profile."""
        self._windows.run(self._place / "uninstall.exe", "/S", f"_?={self._named(self._place)}")
        (self._place / "uninstall.exe").unlink(missing_ok=True)  # run in place it cannot remove itself
        inside = self._profile.relative_to(self._windows.drive).as_posix()
        left = sorted(name for name in self._windows.files() - before if not name.startswith(f"{inside}/"))
        if left:
            return f"left behind: {', '.join(left[:10])}"
        if not (self._profile / "notes.sqlite3").is_file():
            return "the profile is gone"
        code, _ = self._windows.run("reg", "query", UNINSTALL)
        return "" if code else "the entry in the registry is left"

    def _half_installed(self) -> str:
        found = [path.name for path in self._place.parent.iterdir() if path.suffix in (".new", ".old")]
        return f"left beside: {found}" if found else ""

    def _left_words(self) -> str:
        words = sorted(self._windows.home.rglob("briefing-app-setup.txt"))
        return words[0].read_text(encoding="utf-16").strip() if words else ""

    def _named(self, path: Path) -> str:
        return self._windows.to_windows(path)

    def _seen(self, picture: Path) -> bool:
        """Takes the picture as soon as something is to be seen; returns whether that came about."""
        last = time.monotonic() + 120
        while time.monotonic() < last:
            time.sleep(3)
            command = ("import", "-display", self._windows.display, "-window", "root", str(picture))
            subprocess.run(command, check=True)
            count = subprocess.check_output(["identify", "-format", "%k", str(picture)], text=True)
            if int(count) > 200:
                return True
        return False


def steps_of(trial: Trial, before: set[str]) -> dict[str, Callable[[], str]]:
    """Returns all steps by name, in their order.

    Args:
        trial: What takes them.
        before: The files that were there before anything was installed.
    """
    return {
        "install silently": trial.install,
        "self-test": trial.self_test,
        "the same bytes of PDF as here": trial.export,
        "letters of other scripts": trial.letters,
        "a PDF that a viewer holds": trial.held,
        "window, and the installer while it runs": trial.window,
        "installed over itself": trial.again,
        "an older version over a newer one": trial.newer,
        "a folder of other files": trial.others,
        "no room": trial.no_room,
        "an installer cut short": trial.cut_short,
        "portable, and with parts missing": trial.portable,
        "no variables for the person's folders": trial.no_home,
        "uninstall silently": lambda: trial.uninstall(before),
    }


def main(chosen: list[str]) -> int:
    """Takes the steps whose names hold one of the words, or every step; returns 1 if one went wrong."""
    setups, archives = sorted(DIST.glob("*-windows-setup.exe")), sorted(DIST.glob("*-windows-portable.zip"))
    if not setups or not archives:
        print("There is nothing to try yet: ./run package windows comes first.", file=sys.stderr)
        return 1
    os.environ.pop("QT_QPA_PLATFORM", None)
    WORK.mkdir(parents=True, exist_ok=True)
    with screen() as display:
        windows = Prefix(WORK / "trial", display)
        windows.make()
        before = windows.files()
        trial = Trial(windows, setups[-1], archives[-1])
        try:
            for name, step in steps_of(trial, before).items():
                if name in ALWAYS or not chosen or any(word in name for word in chosen):
                    trial.check(name, step)
        finally:
            windows.end()
    print("Under Wine: " + (f"failed at {'; '.join(trial.failed)}" if trial.failed else "all well"))
    return bool(trial.failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
