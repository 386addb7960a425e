"""Makes of the packaged folder what people install: an archive and a Debian package: ``pack.py FOLDER [--quick]``.

The same folder gives the same bytes: names are sorted, owners are root, and every file carries SOURCE_DATE_EPOCH.
``--quick`` packs loosely, for trials.
"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "packaging/linux"
NAME = "briefing-app"
IDENT = "app.briefing_app.Briefing"
MAGIC = b"!<arch>\n"
SHARED = ("--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--format=gnu")
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
COMPRESS = (
    *("xz", "--threads=1", "--stdout"),
    *(["--x86"] if os.uname().machine == "x86_64" else []),
    "--lzma2=preset=6,dict=64MiB,lc=4",
)
"""A filter for this processor's code and a long memory: a tenth smaller. Every xz and dpkg can unpack it."""
QUICKLY = ("xz", "--stdout", "-0")
CONTROL = """\
Package: briefing-app
Version: {version}
Section: misc
Priority: optional
Architecture: {architecture}
Maintainer: The Briefing App authors <briefing-app@localhost.localdomain>
Installed-Size: {size}
Depends: libc6 (>= {glibc}), zlib1g
Recommends: desktop-file-utils, hicolor-icon-theme, shared-mime-info, xkb-data
Suggests: xdg-utils
Description: offline desk on a briefing, with sources, notes and PDF
 Reads, checks and annotates a briefing on Kazakhstan's regional ambitions
 towards Taliban-ruled Afghanistan, traced through trade. Every figure leads
 to its source, and the briefing leaves as an accessible, archivable PDF.
 .
 It carries all it needs but the C library and zlib, and uses no network.
"""


def compress() -> tuple[str, ...]:
    """Returns the command that packs what it is given."""
    return QUICKLY if "--quick" in sys.argv[1:] else COMPRESS


def run(*command: str | Path, **options: object) -> None:
    """Runs a command that must end well."""
    subprocess.run([str(part) for part in command], check=True, **options)  # type: ignore[call-overload]


def version() -> str:
    """Returns the program's version."""
    found = re.search(r'__version__ = "(.+)"', (ROOT / "briefing_app/__init__.py").read_text(encoding="utf-8"))
    assert found is not None
    return found[1]


def glibc_of(folder: Path) -> str:
    """Returns the oldest C library that the programs and libraries of a folder run with."""
    newest = (0, 0)
    libraries = [path for path in folder.rglob("*") if ".so" in path.name or path.name == NAME]
    for path in (path for path in libraries if path.is_file() and not path.is_symlink()):
        said = subprocess.run(["objdump", "-T", str(path)], capture_output=True, text=True).stdout
        newest = max([newest, *((int(a), int(b)) for a, b in re.findall(r"GLIBC_(\d+)\.(\d+)", said))])
    return f"{newest[0]}.{newest[1]}"


def same_time(folder: Path, moment: int) -> None:
    """Gives every file and folder the one moment, and rights that do not depend on who built."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.parts[-2:] == (NAME, NAME) else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)


def archive(folder: Path, place: Path, moment: int) -> None:
    """Writes the folder as ``.tar.xz``."""
    listing = ("tar", *SHARED, f"--mtime=@{moment}", "-C", str(folder.parent), "-cf", "-", folder.name)
    with place.open("wb") as out, subprocess.Popen(listing, stdout=subprocess.PIPE) as tar:
        run(*compress(), stdin=tar.stdout, stdout=out)
    if tar.returncode:
        raise SystemExit("tar failed")


def filled(name: str, moment: int) -> str:
    """Returns a file of this folder with version and day put in."""
    day = datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d")
    return (HERE / name).read_text(encoding="utf-8").replace("@VERSION@", version()).replace("@DATE@", day)


def write(place: Path, text: str) -> None:
    """Writes a file with the folders above it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def write_packed(place: Path, text: str, moment: int) -> None:
    """Writes a file by gzip, without name and with the one moment."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("wb") as file, gzip.GzipFile("", "wb", 9, file, mtime=moment) as packed:
        packed.write(text.encode())


def tree(root: Path, folder: Path, moment: int) -> None:
    """Lays out what the Debian package installs."""
    share = root / "usr/share"
    shutil.copytree(folder, root / "usr/lib" / NAME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    write(share / f"applications/{IDENT}.desktop", filled(f"{IDENT}.desktop", moment))
    write(share / f"metainfo/{IDENT}.metainfo.xml", filled(f"{IDENT}.metainfo.xml", moment))
    write(share / f"mime/packages/{NAME}.xml", filled(f"{NAME}.mime.xml", moment))
    write_packed(share / f"man/man1/{NAME}.1.gz", filled(f"{NAME}.1", moment), moment)
    icons = ROOT / "resources/icons"
    for icon in icons.glob("*.png"):
        size = icon.stem.rpartition("-")[2]
        place = share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png"
        place.parent.mkdir(parents=True)
        shutil.copyfile(icon, place)
    drawn = share / f"icons/hicolor/scalable/apps/{NAME}.svg"
    drawn.parent.mkdir(parents=True)
    shutil.copyfile(icons / f"{NAME}.svg", drawn)
    write(share / f"doc/{NAME}/copyright", copyright_text())
    stamp = datetime.fromtimestamp(moment, UTC).strftime("%a, %d %b %Y %H:%M:%S +0000")
    write_packed(share / f"doc/{NAME}/changelog.gz", changelog(stamp), moment)
    write(share / f"lintian/overrides/{NAME}", (HERE / "lintian-overrides").read_text(encoding="utf-8"))


def changelog(stamp: str) -> str:
    """Returns the changes in Debian's form."""
    return (
        f"{NAME} ({version()}) unstable; urgency=medium\n\n"
        "  * This version; CHANGELOG.md of the source says what is new.\n\n"
        f" -- The Briefing App authors <briefing-app@localhost.localdomain>  {stamp}\n"
    )


def copyright_text() -> str:
    """Returns the licences in Debian's form."""
    words = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return (
        f"{words}\nThe full text of each component's licence lies in\n"
        f"/usr/lib/{NAME}/_internal/briefing_app/resources/licences, with the list of components (sbom.cdx.json).\n"
        "Qt and Qt for Python are under the GNU LGPL version 3, see /usr/share/common-licenses/LGPL-3.\n"
    )


def members(package: bytes) -> Iterator[tuple[str, bytes]]:
    """Yields the parts of a Debian package, which is an archive of the oldest kind."""
    at = len(MAGIC)
    while at < len(package):
        name, size = package[at : at + 16].decode("ascii").rstrip(" /"), int(package[at + 48 : at + 58])
        at += 60
        yield name, package[at : at + size]
        at += size + size % 2


def member(name: str, content: bytes, moment: int) -> bytes:
    """Returns a part as it stands in the package; archives are compressed, which dpkg-deb does less tightly."""
    if name.endswith(".tar"):
        name += ".xz"
        content = subprocess.run(compress(), input=content, stdout=subprocess.PIPE, check=True).stdout
    head = f"{name:<16}{moment:<12}{0:<6}{0:<6}{'100644':<8}{len(content):<10}`\n"
    return head.encode("ascii") + content + b"\n" * (len(content) % 2)


def debian(folder: Path, place: Path, moment: int, architecture: str) -> None:
    """Writes the Debian package."""
    with tempfile.TemporaryDirectory(prefix="deb-", dir=place.parent) as scratch:
        root = Path(scratch) / NAME
        root.mkdir()
        tree(root, folder, moment)
        size = sum(path.lstat().st_size for path in root.rglob("*") if not path.is_dir()) // 1024
        facts = {"version": version(), "architecture": architecture, "size": size, "glibc": glibc_of(folder)}
        write(root / "DEBIAN/control", CONTROL.format(**facts))
        md5 = subprocess.check_output("find usr -type f -print0 | sort -z | xargs -0 md5sum", shell=True, cwd=root)
        (root / "DEBIAN/md5sums").write_bytes(md5)
        same_time(root, moment)
        loose = root.with_suffix(".deb")
        run("dpkg-deb", "--root-owner-group", "-Znone", "--build", root, loose, stdout=subprocess.DEVNULL)
        place.write_bytes(MAGIC + b"".join(member(*part, moment) for part in members(loose.read_bytes())))


def main(folder: Path) -> int:
    """Writes both."""
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    machine = os.uname().machine
    same_time(folder, moment)
    for old in (*folder.parent.glob(f"{NAME}-*.tar.xz"), *folder.parent.glob(f"{NAME}_*.deb")):
        old.unlink()
    archive(folder, folder.parent / f"{NAME}-{version()}-linux-{machine}.tar.xz", moment)
    architecture = ARCHITECTURES.get(machine, machine)
    debian(folder, folder.parent / f"{NAME}_{version()}_{architecture}.deb", moment, architecture)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
