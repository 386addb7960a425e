"""Lets a packaged folder test itself in a root that holds only the C library and zlib: ``bare.py FOLDER``.

No Python, no library of Qt's, no fonts, no variables of the builder's, no network. Where the system allows no such
root (it takes a user namespace), the folder tests itself here with an empty environment, and that is said.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

LOADERS = ("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1")
C_LIBRARY = tuple(
    f"lib{name}" for name in ["c.so.6", "m.so.6", "dl.so.2", "pthread.so.0", "rt.so.1", "util.so.1", "resolv.so.2"]
)
CARRIED_IN = (*LOADERS, *C_LIBRARY, "libz.so.1")
"""What every Linux has: dpkg itself stands on it."""
PLACES = ("/lib64", "/lib/x86_64-linux-gnu", "/lib/aarch64-linux-gnu", "/lib", "/usr/lib64")
EMPTY = {"PATH": "/nowhere", "HOME": "/home/nobody"}
PATIENCE = 300
CONFINED = ("unshare", "--user", "--map-root-user", "--mount", "--pid", "--fork", "--net")


def make_root(root: Path, folder: Path) -> None:
    """Puts the C library, the package and empty folders into a root; the package's files are linked, not copied."""
    for place in PLACES:
        for name in CARRIED_IN:
            source = Path(place, name)
            if source.exists():
                target = root / place.lstrip("/") / name
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(source.resolve(), target)
    for part in ("tmp", "proc", "dev", "home/nobody", "etc"):
        (root / part).mkdir(parents=True)
    (root / "dev/null").touch()
    try:
        shutil.copytree(folder, root / "package", symlinks=True, copy_function=os.link)
    except OSError:  # on another disk
        shutil.rmtree(root / "package", ignore_errors=True)
        shutil.copytree(folder, root / "package", symlinks=True)


def confined(root: Path, *words: str) -> list[str]:
    """Returns the command that runs the package inside the root, in namespaces of its own."""
    chroot = shutil.which("chroot", path="/usr/sbin:/usr/bin:/sbin:/bin")
    inside = (
        'mount --bind /dev/null "$0/dev/null" && mount -t proc proc "$0/proc" && '
        f'exec env -i PATH=/nowhere HOME=/home/nobody {chroot} "$0" /package/briefing-app "$@"'
    )
    return [*CONFINED, "sh", "-c", inside, str(root), *words]


def may_confine() -> bool:
    """Returns whether this system lets us make namespaces with a root of their own."""
    if not shutil.which("unshare"):
        return False
    trial = [*CONFINED, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return subprocess.run(trial, capture_output=True).returncode == 0


def main(folder: Path) -> int:
    """Runs the program's own test there; returns its exit status."""
    with tempfile.TemporaryDirectory(prefix="bare-", dir=folder.parent) as scratch:
        if may_confine():
            root = Path(scratch)
            make_root(root, folder)
            return subprocess.run(confined(root, "self-test"), timeout=PATIENCE).returncode
        print("This system allows no root of our own: tried here, with an empty environment.", flush=True)
        variables = EMPTY | {"HOME": scratch}
        return subprocess.run([folder / "briefing-app", "self-test"], env=variables, timeout=PATIENCE).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
