r"""Prepares everything on a fresh machine, then starts the program, its tests or a build.

Standard library only, no rights needed. ``run`` calls it; on Windows call it directly::

    py packaging\bootstrap.py [options]        the briefing (without a display: exported as briefing.pdf)
    py packaging\bootstrap.py test [options]   the tests: first those below the window, without Qt, and whether they
                                               reach enough of the program; then the others, with Qt
                                               (--without-qt: the first half alone; with tests or options named:
                                               these, with Qt)
    py packaging\bootstrap.py bench [names]    the measurements
    py packaging\bootstrap.py package          the program as one folder that needs no Python
                                               (on Linux, package windows: installer and archive for Windows;
                                               package try-windows: both tried under Wine;
                                               on a Mac, package macos: application and disk image)
    py packaging\bootstrap.py lint             format, lint, types, import rules
    py packaging\bootstrap.py words            gathers the words to translate, compiles the translated ones
                                               (--check: writes nothing)
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging"
PASSED = ROOT / "build/passed-without-qt.txt"
LINUX = sys.platform.startswith("linux")
QT_PACKAGES = ("pyside6-essentials", "pyside6-pdf", "shiboken6", "pyqtgraph", "pytest-qt")

# System libraries that Qt's wheels expect, and the Debian package of each.
OFFSCREEN_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",  # Qt PDF, which shows pages, stands on Qt's network library
}
WINDOW_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-util.so.1": "libxcb-util1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
}
WAYLAND_LIBRARIES = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}
# What a build of the package calls, and the Debian package of each.
BUILD_TOOLS = {"objdump": "binutils", "ld": "binutils", "icupkg": "icu-devtools", "xz": "xz-utils", "dpkg-deb": "dpkg"}
BUILD_ROOM = 3_000_000_000
# All packages to unpack where nothing may be installed: the ones above and what they depend on.
UNPACKED_PACKAGES = (
    *OFFSCREEN_LIBRARIES.values(),
    *WINDOW_LIBRARIES.values(),
    *WAYLAND_LIBRARIES.values(),
    "libpcre2-8-0",
    "libglx0",
    "libglvnd0",
    "libx11-6",
    "libxcb1",
    "libxau6",
    "libxdmcp6",
    "libbsd0",
    "libmd0",
    "fontconfig-config",
    "libfreetype6",
    "libpng16-16",
    "libbrotli1",
    "libatomic1",
    "libexpat1",
    "libxcb-image0",
    "libxcb-randr0",
    "libxcb-render0",
    "libxcb-shm0",
    "libxcb-sync1",
    "libxcb-xfixes0",
    "libkrb5-3",
    "libk5crypto3",
    "libkrb5support0",
    "libkeyutils1",
    "libcom-err2",
    "xkb-data",
)


def succeeds(*command: str | Path, **options: object) -> bool:
    """Returns whether a command ends well; its output is not shown unless asked for."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        return subprocess.run([str(part) for part in command], **(quiet | options)).returncode == 0  # type: ignore[call-overload, no-any-return]
    except FileNotFoundError:
        return False


def may_install() -> bool:
    """Returns whether Debian packages can be installed here: apt is there and we are root."""
    return sys.platform != "win32" and bool(shutil.which("apt-get")) and os.geteuid() == 0


def install_debian(packages: list[str]) -> bool:
    """Installs Debian packages; returns whether that went well."""
    print("Installing system packages:", *packages, flush=True)
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ("apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages)
    return succeeds("apt-get", "-qq", "update") and succeeds(*install, env=quiet)


def unpack_debian(packages: tuple[str, ...], folder: Path) -> None:
    """Fetches Debian packages and unpacks them into ``folder/root``; needs no rights.

    Newer releases have renamed some libraries (``libglib2.0-0t64``): the new name is tried second.
    """
    if not shutil.which("apt-get"):
        return
    for part in ("lists/partial", "cache/archives/partial"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    places = (f"Dir::State::Lists={folder}/lists", f"Dir::Cache={folder}/cache", "Debug::NoLocking=1")
    apt = ("apt-get", "-qq", *(word for place in places for word in ("-o", place)))
    succeeds(*apt, "update")
    for package in packages:
        if not succeeds(*apt, "download", package, cwd=folder):
            succeeds(*apt, "download", f"{package}t64", cwd=folder)
    lists = folder / "root/var/lib/packages"  # the package that carries a library along names where it is from
    lists.mkdir(parents=True, exist_ok=True)
    for archive in folder.glob("*.deb"):
        succeeds("dpkg", "-x", archive, folder / "root")
        content = subprocess.run(["dpkg-deb", "--fsys-tarfile", str(archive)], capture_output=True).stdout
        with tarfile.open(fileobj=io.BytesIO(content)) as tar:
            names = "\n".join(tar.getnames())
        listing = unquote(archive.name.rpartition("_")[0])
        (lists / f"{listing}.list").write_text(names, encoding="utf-8")
        archive.unlink()
    for part in ("lists", "cache"):
        shutil.rmtree(folder / part, ignore_errors=True)


@dataclass(frozen=True, kw_only=True)
class Environment:
    """A virtual environment of the locked packages.

    Attributes:
        folder: Where it lies.
        without: Packages of the lock that are left out.
    """

    folder: Path
    without: tuple[str, ...] = ()

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def system(self) -> Path:
        """Where Debian packages are unpacked if none can be installed."""
        return self.folder / "sys"

    def prepare(self, lock: str) -> None:
        """Installs the packages of a lock file unless they are there already.

        Args:
            lock: Name of the lock in ``packaging/``; the test lock holds the runtime lock's packages too.
        """
        wanted = {name: self._fingerprint(name) for name in dict.fromkeys(("requirements.lock", lock))}
        stamp = self.folder / "stamp.json"
        have = json.loads(stamp.read_text(encoding="utf-8")) if stamp.exists() else {}
        if wanted.items() <= have.items():
            return
        print(f"Preparing {self.folder.relative_to(ROOT)}: once, about 300 MB to fetch, some minutes …", flush=True)
        if have.get("requirements.lock") != wanted["requirements.lock"]:
            self._create()
            have = {}
        self._install(lock)
        find_folder = "import sysconfig; print(sysconfig.get_path('purelib'))"
        site = subprocess.check_output([self.python, "-c", find_folder], text=True).strip()
        checkout = os.path.relpath(ROOT, site)  # relative, so that the folder may be moved as a whole
        Path(site, "briefing_app.pth").write_text(f"{checkout}\n", encoding="utf-8")
        stamp.write_text(json.dumps(have | wanted), encoding="utf-8")

    def _fingerprint(self, lock: str) -> str:
        content = (LOCKS / lock).read_bytes() + sys.version.encode() + " ".join(self.without).encode()
        return hashlib.sha256(content).hexdigest()

    def _create(self) -> None:
        create = (sys.executable, "-m", "venv", "--clear")
        if succeeds(*create, self.folder):
            return
        if may_install() and install_debian(["python3-venv"]) and succeeds(*create, self.folder):
            return
        if not succeeds(*create, "--without-pip", self.folder):
            sys.exit("This Python cannot make a virtual environment. Install python3-venv and try again.")

    def _install(self, lock: str) -> None:
        blocks = re.split(r"\n(?=[a-z0-9])", (LOCKS / lock).read_text(encoding="utf-8"))
        kept = [block for block in blocks if not block.startswith(tuple(f"{name}==" for name in self.without))]
        requirements = self.folder / "requirements.txt"
        requirements.write_text("\n".join(kept), encoding="utf-8")
        command, variables = self._pip()
        options = ("install", "--require-hashes", "--only-binary", ":all:", "-r", requirements)
        if not succeeds(*command, *options, env=variables, stdout=None, stderr=None):
            sys.exit("The packages could not be installed. Is there a network to the package index? Try again.")

    def _pip(self) -> tuple[list[str | Path], dict[str, str]]:
        """Returns a pip that serves this environment: its own, this Python's, or an unpacked one."""
        variables = dict(os.environ, PIP_DISABLE_PIP_VERSION_CHECK="1", PIP_ROOT_USER_ACTION="ignore")
        own: list[str | Path] = [self.python, "-m", "pip"]
        if succeeds(*own, "--version"):
            return own, variables
        outer: list[str | Path] = [sys.executable, "-m", "pip", "--python", self.python]
        if succeeds(*outer, "--version"):
            return outer, variables
        unpack_debian(("python3-pip-whl",), self.system)
        wheel = next(self.system.glob("root/usr/share/python-wheels/pip-*.whl"), None)
        if wheel is None:
            sys.exit("pip is missing. Install it (Debian, Ubuntu: sudo apt install python3-venv) and try again.")
        return own, variables | {"PYTHONPATH": str(wheel)}


def missing(libraries: dict[str, str]) -> list[str]:
    """Returns the Debian packages of the libraries that cannot be loaded."""

    def is_absent(library: str) -> bool:
        try:
            ctypes.CDLL(library)
        except OSError:
            return True
        return False

    return [package for library, package in libraries.items() if is_absent(library)]


def prepare_build() -> None:
    """Looks before anything is fetched whether a package can be built here; installs what is missing if we may.

    Ends the process in words if it cannot.
    """
    if not LINUX:
        return
    if (free := shutil.disk_usage(ROOT).free) < BUILD_ROOM:
        sys.exit(f"Building takes 3 GB of disk and {free / 1e9:.1f} GB are free. Free some room and try again.")
    wanted = list(dict.fromkeys(package for tool, package in BUILD_TOOLS.items() if not shutil.which(tool)))
    shared = sysconfig.get_config_var("INSTSONAME") or ""
    if ".so" not in shared:  # Debian's own Python stands alone; what is frozen needs it as a library
        shared = f"libpython{sysconfig.get_config_var('LDVERSION')}.so.1.0"
    in_place = Path(sysconfig.get_config_var("LIBDIR") or "", shared).exists()
    if not in_place and missing({shared: "libpython"}):
        wanted.append(f"libpython{sys.version_info.major}.{sys.version_info.minor}")
    if wanted and not (may_install() and install_debian(wanted)):
        sys.exit(f"Building needs more packages. Debian, Ubuntu: sudo apt install {' '.join(wanted)}")


def add_system_libraries(environment: Environment, variables: dict[str, str], *, every: bool = False) -> None:
    """Makes Qt's system libraries available: installed if we may, else unpacked beside the environment.

    Args:
        environment: Where they are unpacked.
        variables: The variables of the program to be started; extended in place.
        every: Whether those of every kind of display are wanted, because they are to be carried along.
    """
    libraries = OFFSCREEN_LIBRARIES | (WINDOW_LIBRARIES if every or variables.get("DISPLAY") else {})
    libraries |= WAYLAND_LIBRARIES if every else {}
    absent = missing(libraries)
    if absent and may_install():
        install_debian(absent)
        absent = missing(libraries)
    elif absent and not (environment.system / "root/usr/lib").is_dir():
        print("Unpacking system libraries …", flush=True)
        unpack_debian(UNPACKED_PACKAGES, environment.system)
    root = environment.system / "root"
    folders = sorted({str(library.parent) for library in root.glob("**/*.so.*")})
    if absent and folders:
        variables["LD_LIBRARY_PATH"] = ":".join(folders)
        variables["XKB_CONFIG_ROOT"] = str(root / "usr/share/X11/xkb")
        variables["FONTCONFIG_PATH"] = str(root / "etc/fonts")
    elif absent:
        print("System libraries are missing. Debian, Ubuntu: sudo apt install", *absent, file=sys.stderr)


def pytest_on_all_cores(chosen: list[str]) -> list[str]:
    """Returns the call of pytest, spread over all cores unless the caller says over how many."""
    spread = [] if any(option.startswith("-n") for option in chosen) else ["-n", "auto"]
    return ["-m", "pytest", "-q", "--dist", "worksteal", *spread]


def pytest_without_qt(chosen: list[str]) -> list[str]:
    """Returns the call of pytest for all that stands below the window.

    Branch coverage is measured along and held to the bar in ``pyproject.toml``, unless the caller chose some tests.
    What proves nothing new there is left to the run with Qt: the rules of the house, and processes that are killed.
    Which tests passed is kept, so that the run with Qt need not repeat them.
    """
    some = any((ROOT / option.partition("::")[0]).exists() or option.startswith(("-k", "-m")) for option in chosen)
    below = ["-p", "no:cacheprovider", *(f"--ignore=tests/{room}" for room in ("ui", "e2e", "attack"))]
    return [
        *pytest_on_all_cores(chosen),
        *below,
        *(
            []
            if some
            else [
                "--ignore=tests/architecture",
                *("-m", "not kills"),
                *("--cov", "--cov-report=term-missing:skip-covered"),
                f"--keep-passed={PASSED}",
            ]
        ),
    ]


def test_everything() -> int:
    """Runs the tests below the window without Qt, then with Qt those that have not passed so."""
    PASSED.unlink(missing_ok=True)
    below = main(["test", "--without-qt"])
    workers = (os.cpu_count() or 1) + 1  # one mostly waits for a program that it looks at from outside
    return main(["test", f"-n{workers}", f"--not-again={PASSED}"]) or below


def main(arguments: list[str]) -> int:
    """Prepares what the command needs, starts it, and returns its exit status."""
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    headless = LINUX and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    environment = Environment(folder=ROOT / ".venv")
    variables = dict(os.environ)
    lock, folder, offscreen, with_qt = "requirements-test.lock", ROOT, True, True
    if verb == "test" and "--without-qt" in rest:
        rest.remove("--without-qt")
        environment, with_qt = Environment(folder=ROOT / "build/without-qt", without=QT_PACKAGES), False
        command = [*pytest_without_qt(rest), *rest]
    elif verb == "test":
        command = [*pytest_on_all_cores(rest), *rest]
    elif verb == "bench":
        command, offscreen = ["-m", "tests.benchmarks", *rest], headless
    elif verb == "package" and rest[:1] in (["windows"], ["try-windows"]):
        environment, lock, with_qt = Environment(folder=ROOT / "build/packaging-windows"), "requirements.lock", False
        command = [
            {"windows": "packaging/build_windows.py", "try-windows": "packaging/try_windows.py"}[rest[0]],
            *rest[1:],
        ]
    elif verb == "package" and rest[:1] == ["macos"]:
        environment, lock = Environment(folder=ROOT / "build/packaging"), "requirements-package.lock"
        command = ["packaging/build_macos.py", *rest[1:]]
    elif verb == "package":
        prepare_build()
        environment, lock = Environment(folder=ROOT / "build/packaging"), "requirements-package.lock"
        command = ["packaging/build.py", *rest]
    elif verb == "words":
        command, with_qt = ["packaging/make_words.py", *rest], False
    elif verb == "lint":
        command, with_qt = ["packaging/lint.py"], False
    else:
        lock, folder, offscreen = "requirements.lock", Path.cwd(), False
        command = ["-m", "briefing_app", *(arguments or ["export", "briefing.pdf"] * headless)]
        if headless and not arguments:
            print("There is no display here, so the briefing is exported as a PDF.", flush=True)
    environment.prepare(lock)
    if LINUX and with_qt:
        add_system_libraries(environment, variables, every=verb == "package")
    if offscreen:
        variables.setdefault("QT_QPA_PLATFORM", "offscreen")
    return subprocess.run([str(environment.python), *command], env=variables, cwd=folder).returncode


if __name__ == "__main__":
    try:
        sys.exit(test_everything() if sys.argv[1:] == ["test"] else main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
