"""Installs archive and Debian package in bare Debian roots and uses them there: ``trial.py [bookworm] [trixie]``.

It needs root, debootstrap and Xvfb; Weston and strace are used where they are installed. The roots hold neither Python
nor a library of X, GL or fonts. What is in ``dist/`` is tried as an ordinary user whose home lies in a path with spaces
and Kazakh letters. Pictures of the window go into ``build/trial``; figures and faults are said at the end.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIST = ROOT / "dist"
WORK = ROOT / "build/trial"
USER = "1000:1000"
HOME = "/home/Айжан Қасымова"
READ_ONLY = "/srv/Тек оқу үшін"
DISPLAY = ":77"
SIZE = (1366, 768)
PATIENCE = 420
NEVER_ENDS = 30.0


class Fault(Exception):
    """Something did not go as it must."""


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    """Runs a command and returns what it said."""
    words = [str(part) for part in command]
    return subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, **options)  # type: ignore[call-overload, no-any-return]


def must(what: bool, words: str) -> None:
    """Raises a fault unless something holds."""
    if not what:
        raise Fault(words)


class Bare:
    """A bare Debian with the program in it.

    Attributes:
        release: Debian's name of the release.
        root: Where it lies; made anew from the untouched copy.
        figures: What was measured.
    """

    def __init__(self, release: str) -> None:
        self.release, self.figures = release, dict[str, str]()
        clean = WORK / f"{release}-clean"
        if not (clean / "usr/bin/dpkg").exists():
            shutil.rmtree(clean, ignore_errors=True)
            done = run("debootstrap", "--variant=minbase", release, clean)
            must(done.returncode == 0, done.stderr[-500:])
        self.root = WORK / release
        self.unmount()
        must(f" {self.root}/" not in Path("/proc/mounts").read_text(encoding="utf-8"), "a mount is left in the root")
        shutil.rmtree(self.root, ignore_errors=True)
        must(run("cp", "-aT", clean, self.root).returncode == 0, "the clean root could not be copied")
        for place in ("usr/bin/python3", "usr/bin/X", "etc/fonts"):
            must(not (self.root / place).exists(), f"the root is not bare: it has {place}")
        for name in ("home", "srv"):
            (self.root / name).mkdir(exist_ok=True)
        self.inside(HOME).mkdir(parents=True)
        os.chown(self.inside(HOME), 1000, 1000)
        for source, target in (("/proc", "proc"), ("/dev", "dev"), ("/tmp/.X11-unix", "tmp/.X11-unix")):
            Path(source).mkdir(exist_ok=True)
            (self.root / target).mkdir(parents=True, exist_ok=True)
            must(run("mount", "--bind", source, self.root / target).returncode == 0, f"cannot mount {source}")

    def inside(self, path: str) -> Path:
        """Returns where a path of the root lies here."""
        return self.root / path.lstrip("/")

    def unmount(self) -> None:
        """Takes the mounts away."""
        for target in ("tmp/.X11-unix", "tmp/wayland", "dev", "proc", "small"):
            while run("umount", "-l", self.root / target).returncode == 0:
                pass  # asked, not looked up: Python does not see a mount from the same disk

    def command(self, *words: str, env: Mapping[str, str] | None = None, user: str = USER) -> list[str]:
        """Returns the command that runs something in the root with an environment of its own."""
        variables = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME} | dict(env or {})
        given = [f"{name}={value}" for name, value in variables.items() if value]
        return ["chroot", f"--userspec={user}", str(self.root), "/usr/bin/env", "-i", *given, *words]

    def call(
        self, *words: str, env: Mapping[str, str] | None = None, user: str = USER
    ) -> subprocess.CompletedProcess[str]:
        """Runs something in the root as the ordinary user."""
        return run(*self.command(*words, env=env, user=user))

    def well(self, *words: str, env: Mapping[str, str] | None = None, user: str = USER) -> str:
        """Runs something that must end well and say nothing of errors; returns what it said."""
        done = self.call(*words, env=env, user=user)
        must(done.returncode == 0, f"{' '.join(words)}: {done.returncode}: {(done.stdout + done.stderr)[-600:]}")
        must(not done.stderr.strip() or user != USER, f"{' '.join(words)} complained: {done.stderr[-300:]}")
        return done.stdout


@contextlib.contextmanager
def display() -> Iterator[None]:
    """Keeps an X display without any network."""
    server = subprocess.Popen(
        ["Xvfb", DISPLAY, "-screen", "0", f"{SIZE[0]}x{SIZE[1]}x24", "-ac", "-nolisten", "tcp"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(2)
    try:
        yield
    finally:
        server.terminate()
        server.wait()


def artefact(pattern: str) -> Path:
    """Returns the one file of ``dist`` of this kind."""
    found = sorted(DIST.glob(pattern))
    must(len(found) == 1, f"dist holds {len(found)} files like {pattern}: run ./run package first")
    return found[0]


def install(bare: Bare) -> None:
    """The Debian package installs without any other, and the window is there within ten seconds."""
    package = artefact("briefing-app_*.deb")
    shutil.copy(package, bare.inside("/srv/package.deb"))
    started = time.monotonic()
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")
    installed = time.monotonic()
    bare.well("briefing-app", "--quit-after-first-paint", env={"DISPLAY": DISPLAY})
    bare.figures["dpkg -i"] = f"{installed - started:.1f} s"
    bare.figures["from the end of dpkg -i to the first window"] = f"{time.monotonic() - installed:.1f} s"
    bare.figures["from dpkg -i to the first window"] = f"{time.monotonic() - started:.1f} s"
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")  # over an installed one


def use(bare: Bare) -> None:
    """A note is written, a PDF is the same bytes as the checkout's, and the program's own test passes."""
    bare.well("briefing-app", "notes", "add", "briefing/whole", "--text", "Сұрау керек")
    must("Сұрау керек" in bare.well("briefing-app", "notes", "list", "--json"), "the note is not there")
    given = ("--date", "2026-11-29", "--no-notes")
    bare.well("briefing-app", "export", f"{HOME}/брифинг.pdf", *given)
    here = WORK / "checkout.pdf"
    words: list[str | Path] = [sys.executable, "-m", "briefing_app", "--profile", WORK / "profile"]
    words += ["export", here, "--force", *given]
    done = run(*words, cwd=ROOT, env=dict(os.environ) | {"QT_QPA_PLATFORM": "offscreen"})
    must(done.returncode == 0, f"the checkout cannot export: {done.stderr}")
    hashes = {hashlib.sha256(p.read_bytes()).hexdigest() for p in (here, bare.inside(f"{HOME}/брифинг.pdf"))}
    must(len(hashes) == 1, "the PDF is not the same bytes as the checkout's")
    started = time.monotonic()
    must("all well" in bare.well("briefing-app", "self-test"), "the self-test did not say so")
    bare.figures["self-test"] = f"{time.monotonic() - started:.1f} s"


def unpacked(bare: Bare) -> None:
    """The archive runs from a folder that may only be read, and keeps its profile beside it where it is portable."""
    for place in (READ_ONLY, f"{HOME}/Жұмыс үстелі"):
        bare.inside(place).mkdir()
        done = run("tar", "-xJf", artefact("briefing-app-*.tar.xz"), "-C", bare.inside(place))
        must(done.returncode == 0, done.stderr)
    must(bare.call("touch", f"{READ_ONLY}/briefing-app/x").returncode != 0, "the folder can be written")
    bare.well(f"{READ_ONLY}/briefing-app/briefing-app", "--quit-after-first-paint", env={"DISPLAY": DISPLAY})
    must("all well" in bare.well(f"{READ_ONLY}/briefing-app/briefing-app", "self-test"), "self-test of the archive")
    own = f"{HOME}/Жұмыс үстелі/briefing-app"
    bare.inside(f"{own}/portable").touch()
    run("chown", "-R", "1000:1000", bare.inside(own))
    bare.well(f"{own}/briefing-app", "notes", "add", "briefing/whole", "--text", "portable")
    must(bare.inside(f"{own}/profile/notes.sqlite3").is_file(), "the portable profile is not beside the program")
    done = run("sha256sum", "--quiet", "-c", "SHA256SUMS", cwd=bare.inside(f"{READ_ONLY}/briefing-app"))
    must(done.returncode == 0, f"the checksums inside do not fit: {done.stdout[-300:]}")


def seen(bare: Bare) -> None:
    """The window is drawn at three scales; the pictures are kept to be looked at."""
    for scale in ("1", "1.5", "2"):
        env = {"DISPLAY": DISPLAY, "QT_SCALE_FACTOR": scale}
        words = bare.command("briefing-app", "--profile", f"{HOME}/p{scale}", env=env)
        window = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(NEVER_ENDS / 2)
        must(window.poll() is None, f"the window ended at scale {scale}")
        picture = WORK / f"{bare.release}-{scale}.png"
        run("import", "-display", DISPLAY, "-window", "root", picture)
        places = run(
            "xdotool",
            "search",
            "--onlyvisible",
            "--name",
            ".",
            "getwindowgeometry",
            "%@",
            env={"DISPLAY": DISPLAY, **os.environ},
        )
        sizes = [(int(wide), int(high)) for wide, high in re.findall(r"Geometry: (\d+)x(\d+)", places.stdout)]
        must(bool(sizes), "no window is there")
        wide, high = max(sizes)  # small helpers of the system bear the name as well
        bare.figures[f"window at scale {scale}"] = f"{wide}x{high}"
        must(wide <= SIZE[0] and high <= SIZE[1], f"the window is larger than the screen: {wide}x{high}")
        window.send_signal(signal.SIGTERM)
        window.wait(timeout=30)
        must(picture.is_file(), "no picture was taken")


def wayland(bare: Bare) -> None:
    """The window opens under Wayland, without X."""
    if not shutil.which("weston"):
        bare.figures["Wayland"] = "not tried: weston is not installed"
        return
    shared = bare.inside("/tmp/wayland")
    shared.mkdir(exist_ok=True)
    shared.chmod(0o777)
    variables = dict(os.environ) | {"XDG_RUNTIME_DIR": str(shared)}
    words = ["weston", "--backend=headless-backend.so", "--use-pixman", "--socket=wayland-9", "--idle-time=0"]
    compositor = subprocess.Popen(words, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        time.sleep(4)
        must((shared / "wayland-9").exists(), "weston did not start")
        (shared / "wayland-9").chmod(0o777)
        env = {"XDG_RUNTIME_DIR": "/tmp/wayland", "WAYLAND_DISPLAY": "wayland-9", "QT_QPA_PLATFORM": "wayland"}
        done = bare.call("briefing-app", "--quit-after-first-paint", env=env)
        must(done.returncode == 0, f"under Wayland: {done.returncode}: {done.stderr[-300:]}")
        bare.figures["Wayland"] = "opened under weston, headless"
    finally:
        compositor.terminate()
        compositor.wait()


def one_sentence(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    """Raises a fault unless a run ended with status 1 and one sentence that holds the parts."""
    lines = done.stderr.strip().splitlines()
    must(done.returncode == 1 and len(lines) == 1, f"status {done.returncode}: {done.stderr[-400:]}")
    for part in parts:
        must(part in lines[0], f"{part!r} is not in {lines[0]!r}")


def adversity(bare: Bare) -> None:
    """No display, no home, no room, a profile that may only be read: one clear sentence, or all works."""
    one_sentence(bare.call("briefing-app"), "no display", "briefing-app export briefing.pdf")
    one_sentence(bare.call("briefing-app", env={"DISPLAY": ":99"}), "no display")
    one_sentence(bare.call("briefing-app", "--data", "/nowhere", env={"DISPLAY": ""}), ".")
    for home in ("", "/does/not/exist"):
        done = bare.call("briefing-app", "export", "/tmp/h.pdf", "--force", env={"HOME": home})
        if done.returncode:
            one_sentence(done, "profile")
    foreign = bare.inside(f"{HOME}/locked")
    foreign.mkdir(mode=0o555)  # of somebody else, and empty
    one_sentence(bare.call("briefing-app", "--profile", f"{HOME}/locked", "notes", "list"), "may not write")
    own = f"{HOME}/own"
    bare.well("briefing-app", "--profile", own, "notes", "add", "briefing/whole", "--text", "kept")
    run("chmod", "-R", "a-w", bare.inside(own))
    must("kept" in bare.well("briefing-app", "--profile", own, "notes", "list"), "the note cannot be read")
    one_sentence(bare.call("briefing-app", "--profile", own, "export", f"{HOME}/locked.pdf"), "may not write")
    bare.well("briefing-app", "--profile", own, "--quit-after-first-paint", env={"DISPLAY": DISPLAY})
    one_sentence(bare.call("briefing-app", "--profile", own, "notes", "add", "briefing/whole", "--text", "x"))


def no_room(bare: Bare) -> None:
    """An installation without room on the disk says so and leaves no half of a program that starts."""
    small = bare.inside("/small")
    small.mkdir(exist_ok=True)
    run("mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", small)
    done = run("tar", "-xJf", artefact("briefing-app-*.tar.xz"), "-C", small)
    must(done.returncode != 0 and "No space left" in done.stderr, "tar did not notice")
    half = bare.call("/small/briefing-app/briefing-app", "self-test")
    must("all well" not in half.stdout, "half a program said that it is well")
    run("umount", "-l", small)


def replaced(bare: Bare) -> None:
    """The package is installed anew while the window is open: the window goes on, the next one is the new one."""
    words = bare.command("briefing-app", env={"DISPLAY": DISPLAY})
    window = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(NEVER_ENDS / 3)
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")
    must(window.poll() is None, "the window ended while the program was updated")
    window.send_signal(signal.SIGTERM)
    window.wait(timeout=30)
    bare.well("briefing-app", "--quit-after-first-paint", env={"DISPLAY": DISPLAY})


def removed(bare: Bare) -> None:
    """Removing leaves nothing of the program, and the person's profile as it was."""
    notes = bare.inside(f"{HOME}/.local/share/briefing-app/notes.sqlite3")
    must(notes.is_file(), "the profile is not where it is said to be")
    bare.well("dpkg", "--purge", "briefing-app", user="0:0")
    left = [path for path in bare.root.glob("usr/**/*briefing*") if "lintian" not in path.parts]
    must(not left, f"left behind: {left[:3]}")
    must(notes.is_file(), "the profile was taken along")


STEPS: tuple[Callable[[Bare], None], ...] = (
    install, use, unpacked, seen, wayland, adversity, no_room, replaced, removed,
)  # fmt: skip


def main(releases: list[str]) -> int:
    """Tries each release; returns 0 if nothing was at fault."""
    if os.geteuid() or not shutil.which("debootstrap") or not shutil.which("Xvfb"):
        sys.exit("The trial needs root, debootstrap and Xvfb. Debian: sudo apt install debootstrap xvfb imagemagick")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the mounts are taken away then too
    WORK.mkdir(parents=True, exist_ok=True)
    faults = 0
    with display():
        for release in releases or ["bookworm", "trixie"]:
            bare = Bare(release)
            try:
                for step in STEPS:
                    try:
                        step(bare)
                        print(f"{release}: {step.__name__}: well", flush=True)
                    except (Fault, subprocess.TimeoutExpired) as fault:
                        faults += 1
                        print(f"{release}: {step.__name__}: {fault}", flush=True)
            finally:
                bare.unmount()
            for name, figure in bare.figures.items():
                print(f"{release}: {name}: {figure}", flush=True)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
