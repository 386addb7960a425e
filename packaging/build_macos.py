"""Builds the program for macOS on a Mac: ``./run package macos``. Written with care and not yet run on any Mac.

PyInstaller makes the folder as everywhere else; here it becomes ``Briefing App.app``, is signed where a key is named,
tests itself, and goes into a disk image. Apple's and Intel's machines each build their own: numpy and pandas come for
one kind at a time. To sign and have it checked by Apple, name a key and a stored password first::

    BRIEFING_SIGN="Developer ID Application: NAME (TEAM)"  BRIEFING_NOTARY=PROFILE-OF-NOTARYTOOL
"""

from __future__ import annotations

import os
import platform
import plistlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

from tools import run

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build/macos", ROOT / "dist"
FROZEN, APP = DIST / "briefing-app", DIST / "Briefing App.app"
NAME, IDENTIFIER, OLDEST = "Briefing App", "app.briefing_app.Briefing", "14.0"
SIDES = (16, 32, 128, 256, 512)


def main() -> int:
    """Builds the application and its disk image."""
    if platform.system() != "Darwin":
        print("This is built on a Mac.", file=sys.stderr)
        return 1
    if status := subprocess.run([sys.executable, str(ROOT / "packaging/build.py"), "--folder-only"]).returncode:
        return status
    bundle()
    sign()
    run(str(APP / "Contents/MacOS/briefing-app"), "self-test")
    image = disk_image()
    notarise(image)
    print(f"{image}: {image.stat().st_size / 1e6:.1f} MB")
    return 0


def version() -> str:
    """Returns the program's version."""
    text = (ROOT / "briefing_app/__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "(.+)"', text)
    assert found is not None
    return found[1]


def bundle() -> None:
    """Puts the frozen folder into the form that macOS expects of an application."""
    shutil.rmtree(APP, ignore_errors=True)
    inside = APP / "Contents"
    (inside / "Resources").mkdir(parents=True)
    shutil.copytree(FROZEN, inside / "MacOS", symlinks=True)
    shutil.copy2(make_icon(), inside / "Resources")
    facts = {
        "CFBundleName": NAME,
        "CFBundleDisplayName": NAME,
        "CFBundleIdentifier": IDENTIFIER,
        "CFBundleExecutable": "briefing-app",
        "CFBundleIconFile": "briefing.icns",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version(),
        "CFBundleVersion": version(),
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.reference",
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
    }
    (inside / "Info.plist").write_bytes(plistlib.dumps(facts))


def make_icon() -> Path:
    """Draws the program's icon in the sizes that macOS asks for."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    app = QGuiApplication([])
    drawing = QSvgRenderer(str(ROOT / "resources/icons/briefing-app.svg"))
    folder = BUILD / "briefing.iconset"
    folder.mkdir(parents=True, exist_ok=True)
    for side in SIDES:
        for scale, mark in ((1, ""), (2, "@2x")):
            image = QImage(side * scale, side * scale, QImage.Format.Format_ARGB32_Premultiplied)
            image.fill(Qt.GlobalColor.transparent)
            painter = QPainter(image)
            drawing.render(painter)
            painter.end()
            image.save(str(folder / f"icon_{side}x{side}{mark}.png"))
    del app
    icon = BUILD / "briefing.icns"
    run("iconutil", "-c", "icns", "-o", str(icon), str(folder))
    return icon


def sign() -> None:
    """Signs every library from the inside out; without a key only for this machine, which Apple's chips demand."""
    key = os.environ.get("BRIEFING_SIGN", "-")
    hardened = () if key == "-" else ("--options", "runtime", "--timestamp")
    libraries = [p for p in APP.rglob("*") if p.is_file() and not p.is_symlink() and p.suffix in (".so", ".dylib")]
    for path in [*sorted(libraries, key=lambda p: -len(p.parts)), APP / "Contents/MacOS/briefing-app", APP]:
        run("codesign", "--force", "--sign", key, *hardened, str(path))
    run("codesign", "--verify", "--strict", "--deep", str(APP))


def disk_image() -> Path:
    """Makes the disk image that people open and drag the application from."""
    stage = BUILD / "image"
    shutil.rmtree(stage, ignore_errors=True)
    stage.mkdir(parents=True)
    run("ditto", str(APP), str(stage / APP.name))
    (stage / "Applications").symlink_to("/Applications")
    image = DIST / f"briefing-app-{version()}-macos-{platform.machine()}.dmg"
    run("hdiutil", "create", "-ov", "-volname", NAME, "-srcfolder", str(stage), "-format", "ULFO", str(image))
    return image


def notarise(image: Path) -> None:
    """Has Apple look at the image where a profile of notarytool is named."""
    profile = os.environ.get("BRIEFING_NOTARY")
    if not profile:
        print("Not signed by a known developer: macOS will ask before it opens the program for the first time.")
        return
    run("xcrun", "notarytool", "submit", str(image), "--keychain-profile", profile, "--wait")
    run("xcrun", "stapler", "staple", str(image))


if __name__ == "__main__":
    sys.exit(main())
