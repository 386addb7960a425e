"""What is fetched: CPython for Windows from Maven Central and the lock's own wheels, each held to its hash."""

from __future__ import annotations

import hashlib
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import run

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "packaging/requirements.lock"
PYTHON = "3.13.5"


@dataclass(frozen=True, kw_only=True)
class Jar:
    """An archive on Maven Central.

    Attributes:
        name: Group, name, version and platform, as Maven writes them.
        sha256: The hash of the archive.
    """

    name: str
    sha256: str

    def fetch(self, folder: Path) -> Path:
        """Fetches the archive through Maven, which keeps it, and unpacks it.

        Args:
            folder: Where it is unpacked; it is there already if its stamp is.

        Returns:
            The folder of the platform's files.
        """
        inner = folder / "org/bytedeco" / self.name.split(":")[1] / self.name.split(":")[-1]
        stamp = folder / "stamp"
        if stamp.is_file() and stamp.read_text(encoding="ascii") == self.sha256:
            return inner
        print(f"Fetching {self.name} …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        group, name, version, platform = self.name.split(":")
        _fetch(
            "mvn", "-q", "dependency:get", "-Dtransitive=false", f"-Dartifact={group}:{name}:{version}:jar:{platform}"
        )
        _fetch(
            "mvn",
            "-q",
            "dependency:copy",
            f"-Dartifact={group}:{name}:{version}:jar:{platform}",
            f"-DoutputDirectory={folder}",
            "-Dmdep.useBaseVersion=true",
        )
        jar = folder / f"{name}-{version}-{platform}.jar"
        found = hashlib.sha256(jar.read_bytes()).hexdigest()
        if found != self.sha256:
            sys.exit(f"{jar.name} is not the archive this program is built from (its SHA-256 is {found}).")
        with zipfile.ZipFile(jar) as archive:
            archive.extractall(folder)
        jar.unlink()
        stamp.write_text(self.sha256, encoding="ascii")
        return inner


WINDOWS_PYTHON = Jar(
    name=f"org.bytedeco:cpython:{PYTHON}-1.5.12:windows-x86_64",
    sha256="cfe5502ffa7ea369be707b6d88bf68344732a7800450665080fb4267c01bfeae",
)
# The same interpreter for this machine: it compiles the modules, so that every build gives the same bytes.
LINUX_PYTHON = Jar(
    name=f"org.bytedeco:cpython:{PYTHON}-1.5.12:linux-x86_64",
    sha256="50ad91aa0baa57f0235bb666b87d8bf2a44e215d28c250de1030502906af143b",
)
# Wine's own C library lacks what numpy asks for. For trials under Wine only; Windows 10 has its own.
WINE_LIBRARY = Jar(
    name="org.bytedeco:javacpp:1.5.12:windows-x86_64",
    sha256="282ac3f7a9296fa1184af490a1e56386e511775d41a675967d33746afc72103d",
)


def wheels(folder: Path) -> list[Path]:
    """Fetches the wheels of the lock for Windows, each held to the lock's hashes.

    Args:
        folder: Where they are kept.

    Returns:
        The wheels, in the order of their names.
    """
    wanted = "\n".join(locked(LOCK.read_text(encoding="utf-8"))) + "\n"
    stamp = folder / "requirements.txt"
    if not (stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted):
        print("Fetching the wheels of the lock for Windows …", flush=True)
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        draft = folder / "requirements.draft"
        draft.write_text(wanted, encoding="utf-8")
        kinds = ("--platform", "win_amd64", "--python-version", PYTHON.rpartition(".")[0], "--implementation", "cp")
        _fetch(
            sys.executable,
            "-m",
            "pip",
            "download",
            "-q",
            "--disable-pip-version-check",
            "--no-deps",
            *kinds,
            "--only-binary",
            ":all:",
            "--require-hashes",
            "-r",
            str(draft),
            "-d",
            str(folder),
        )
        draft.rename(stamp)
    return sorted(folder.glob("*.whl"))


def locked(lock: str) -> Iterator[str]:
    """Yields the entries of a lock file that hold on Windows under this Python, without their conditions.

    pip would weigh the conditions for the machine it runs on.

    Args:
        lock: The text of the lock file.
    """
    from pip._vendor.packaging.markers import Marker

    there = {
        "sys_platform": "win32",
        "platform_system": "Windows",
        "os_name": "nt",
        "platform_machine": "AMD64",
        "python_version": PYTHON.rpartition(".")[0],
        "python_full_version": PYTHON,
    }
    entries = (part for part in re.split(r"\n(?=[A-Za-z0-9])", lock) if re.match("[A-Za-z0-9]", part))
    for entry in entries:
        head, hashes = entry.split("\\\n", 1)
        name, _, condition = head.partition(";")
        if not condition.strip() or Marker(condition.strip()).evaluate(there):
            yield f"{name.strip()} \\\n{hashes.rstrip()}"


def _fetch(*command: str) -> None:
    run(*command, otherwise="could not fetch what is needed. Is there a network? Try again.")
