"""Uses archive and Debian package in bare Debian roots: ``trial.py [bookworm] [trixie] [STEP]…``, all if none is named.

It needs root, debootstrap and Xvfb; Weston and strace are used where they are installed. The roots hold neither Python
nor a library of X, GL or fonts. What is in ``dist/`` is tried as an ordinary user whose home lies in a path with spaces
and Kazakh letters. Pictures of the window go into ``build/trial``; figures and faults are said at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from linux.roots import DISPLAY, HOME, ROOT, SIZE, WORK, Bare, Fault, Watch, display, must, run

DIST = ROOT / "dist"
READ_ONLY = "/srv/Тек оқу үшін"
NEVER_ENDS = 30.0


def artefact(pattern: str) -> Path:
    """Returns the one file of ``dist`` of this kind."""
    found = sorted(DIST.glob(pattern))
    must(len(found) == 1, f"dist holds {len(found)} files like {pattern}: run ./run package first")
    return found[0]


def install(bare: Bare) -> None:
    """The Debian package installs without any other, and the window is there within ten seconds."""
    package = artefact("briefing-app_*.deb")
    shutil.copy(package, bare.inside("/srv/package.deb"))
    whole = Watch()
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")
    bare.figures["dpkg -i"] = whole.told()
    first = Watch()
    bare.well("briefing-app", "--quit-after-first-paint", env={"DISPLAY": DISPLAY})
    bare.figures["from the end of dpkg -i to the end of a first start"] = first.told()
    bare.figures["from dpkg -i to the end of a first start"] = whole.told()
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
    watch = Watch()
    must("all well" in bare.well("briefing-app", "self-test"), "the self-test did not say so")
    bare.figures["self-test"] = watch.told()


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
    one_sentence(bare.call("briefing-app", "--profile", f"{HOME}/locked", "notes", "list"), "not allowed to write")
    own = f"{HOME}/own"
    bare.well("briefing-app", "--profile", own, "notes", "add", "briefing/whole", "--text", "kept")
    run("chmod", "-R", "a-w", bare.inside(own))
    must("kept" in bare.well("briefing-app", "--profile", own, "notes", "list"), "the note cannot be read")
    bare.well("briefing-app", "--profile", own, "export", f"{HOME}/locked.pdf", "--form", "one-page")
    must(bare.inside(f"{HOME}/locked.pdf").is_file(), "nothing was exported")
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


def policies(bare: Bare) -> None:
    """A policy that is a folder, a gigabyte or cut short stops nobody, and the program's own test names it."""
    place = bare.inside("/etc/briefing-app/policy.json")
    place.parent.mkdir()
    try:
        place.mkdir()
        _without_effect(bare)
        place.rmdir()
        with place.open("wb") as file:
            file.truncate(1 << 30)
        _without_effect(bare)
        place.write_text('{"format": 1, "enforced": {"marki', encoding="utf-8")
        _without_effect(bare)
    finally:
        shutil.rmtree(place.parent)


def _without_effect(bare: Bare) -> None:
    done = bare.call("briefing-app", "notes", "list")
    told = done.stderr.strip().splitlines()
    must(done.returncode == 0 and len(told) == 1 and "policy.json" in told[0], f"the policy is not told: {told}")
    done = bare.call("briefing-app", "self-test")
    said = done.stdout + done.stderr
    must("policy.json" in said and "Traceback" not in said, f"the program's own test does not tell it: {said[-300:]}")


def packages(bare: Bare) -> None:
    """A package cut short, and one signed by nobody whom the organisation trusts, are refused in a sentence."""
    data = ROOT / "data"
    whole, cut = bare.inside("/srv/edition.briefing.zip"), bare.inside("/srv/cut.briefing.zip")
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in data.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(data))
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    out = ("export", f"{HOME}/edition.pdf", "--form", "one-page", "--force")
    bare.well("briefing-app", "--data", "/srv/edition.briefing.zip", *out)
    one_sentence(bare.call("briefing-app", "--data", "/srv/cut.briefing.zip", *out), "cut.briefing.zip")
    policy = bare.inside("/etc/briefing-app/policy.json")
    policy.parent.mkdir()
    trusted = {"Data desk": "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="}
    rules = {"format": 1, "enforced": {"unsigned_packages": False, "trusted_keys": trusted}}
    policy.write_text(json.dumps(rules), encoding="utf-8")
    try:
        one_sentence(bare.call("briefing-app", "--data", "/srv/edition.briefing.zip", *out), "edition.briefing.zip")
        foreign = bare.inside("/srv/foreign.briefing.zip")
        key = bare.inside("/srv/foreign.key")
        for words in (("new-key", key), ("build", data, foreign, "--key", key)):
            done = run(sys.executable, ROOT / "packaging/make_package.py", *words)
            must(done.returncode == 0, f"the package could not be signed: {done.stderr}")
        one_sentence(bare.call("briefing-app", "--data", "/srv/foreign.briefing.zip", *out), "foreign.briefing.zip")
    finally:
        shutil.rmtree(policy.parent)


def older(bare: Bare) -> None:
    """An older version is replaced whole: nothing of it is left, and notes stay."""
    with tempfile.TemporaryDirectory(dir=WORK) as scratch:
        tree = Path(scratch) / "tree"
        must(run("dpkg-deb", "-R", bare.inside("/srv/package.deb"), tree).returncode == 0, "cannot unpack the package")
        control = tree / "DEBIAN/control"
        control.write_text(re.sub(r"(?m)^Version: .*", "Version: 0.0.1", control.read_text(encoding="utf-8")))
        (tree / "usr/lib/briefing-app/_internal/of-the-older-version.pyc").write_bytes(b"older")
        must(run("dpkg-deb", "-Znone", "-b", tree, bare.inside("/srv/older.deb")).returncode == 0, "cannot pack")
    bare.well("dpkg", "-i", "/srv/older.deb", user="0:0")
    left = bare.inside("/usr/lib/briefing-app/_internal/of-the-older-version.pyc")
    must(left.is_file(), "the older version is not there")
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")
    must(not left.exists(), "something of the older version is left")
    must("Сұрау керек" in bare.well("briefing-app", "notes", "list"), "the note is gone")


def no_room_to_update(bare: Bare) -> None:
    """An update that finds no room changes nothing: what was installed goes on."""
    place = bare.inside("/usr/lib/briefing-app")
    bare.well("dpkg", "--purge", "briefing-app", user="0:0")
    place.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=400m,mode=755", "tmpfs", place)
    try:
        bare.well("dpkg", "-i", "/srv/older.deb", user="0:0")
        done = bare.call("dpkg", "-i", "/srv/package.deb", user="0:0")
        must(done.returncode != 0 and "No space left" in done.stderr, "dpkg did not notice")
        must(
            "0.0.1" in bare.call("dpkg-query", "-W", "briefing-app", user="0:0").stdout,
            "the older one is not installed",
        )
        must(not [*place.rglob("*.dpkg-new")], "half a new version is left")
        must("all well" in bare.well("briefing-app", "self-test"), "what was installed does not work any more")
        bare.well("dpkg", "--purge", "briefing-app", user="0:0")
    finally:
        run("umount", "-l", place)
        shutil.rmtree(place, ignore_errors=True)
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")


def no_room_to_install(bare: Bare) -> None:
    """A first installation that finds no room leaves nothing behind."""
    place = bare.inside("/usr/lib/briefing-app")
    bare.well("dpkg", "--purge", "briefing-app", user="0:0")
    place.mkdir()
    run("mount", "-t", "tmpfs", "-o", "size=100m,mode=755", "tmpfs", place)
    try:
        done = bare.call("dpkg", "-i", "/srv/package.deb", user="0:0")
        must(done.returncode != 0 and "No space left" in done.stderr, "dpkg did not notice")
        asked = bare.call("dpkg-query", "-W", "-f", "${Status}", "briefing-app", user="0:0")
        must("ok installed" not in asked.stdout, f"dpkg takes it for installed: {asked.stdout}")
        left = [path for path in place.rglob("*") if path.is_file()]
        must(not left and not bare.inside("/usr/bin/briefing-app").is_symlink(), f"half a program is left: {left[:3]}")
    finally:
        run("umount", "-l", place)
        shutil.rmtree(place, ignore_errors=True)
    bare.well("dpkg", "-i", "/srv/package.deb", user="0:0")


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
    install, use, unpacked, seen, wayland, adversity, policies, packages, no_room, no_room_to_install, replaced, older,
    no_room_to_update, removed,
)  # fmt: skip


def main(chosen: list[str]) -> int:
    """Tries each release, whole or the steps that are named; returns 0 if nothing was at fault."""
    steps = [step for step in STEPS if step.__name__ in chosen] or STEPS
    releases = [word for word in chosen if word not in {step.__name__ for step in STEPS}]
    if os.geteuid() or not shutil.which("debootstrap") or not shutil.which("Xvfb"):
        sys.exit("The trial needs root, debootstrap and Xvfb. Debian: sudo apt install debootstrap xvfb imagemagick")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the mounts are taken away then too
    WORK.mkdir(parents=True, exist_ok=True)
    faults = 0
    with display():
        for release in releases or ["bookworm", "trixie"]:
            bare = Bare(release)
            try:
                for step in steps:
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
