"""What the package for Windows is made of, and what its start says when a part is missing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefing_app import paths

pip = pytest.importorskip("pip", reason="the build fetches through pip")
PACKAGING = Path(paths.__file__).parents[1] / "packaging"
sys.path.insert(0, str(PACKAGING))
from windows import folder, images, parts  # noqa: E402 - they lie beside the program, not in it

LOCK = """\
# made by a command
alpha==1.0 ; python_full_version < '3.12' \\
    --hash=sha256:aa
alpha==2.0 ; python_full_version >= '3.12' \\
    --hash=sha256:bb \\
    --hash=sha256:bc
beta==3 ; sys_platform == 'win32' \\
    --hash=sha256:cc
gamma==4 ; sys_platform == 'linux' \\
    --hash=sha256:dd
delta==5 \\
    --hash=sha256:ee
"""


def test_conditions_of_the_lock_are_weighed_for_windows_and_not_for_the_machine_that_builds() -> None:
    entries = list(parts.locked(LOCK))
    assert [entry.split(" ")[0] for entry in entries] == ["alpha==2.0", "beta==3", "delta==5"]
    assert entries[0] == "alpha==2.0 \\\n    --hash=sha256:bb \\\n    --hash=sha256:bc"
    assert not any(";" in entry for entry in entries)


def launcher() -> Path:
    """Returns a real program for Windows: the launcher that pip carries."""
    return Path(pip.__file__).parent / "_vendor/distlib/t64.exe"


def test_a_program_says_which_libraries_it_loads() -> None:
    assert "kernel32.dll" in images.imported(launcher())


def test_what_is_no_program_for_windows_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.dll").write_bytes(b"MZ" + b"\0" * 400)
    with pytest.raises(ValueError, match=r"a\.dll is no image for Windows"):
        images.imported(tmp_path / "a.dll")


def test_a_library_that_nobody_brings_along_is_named(tmp_path: Path) -> None:
    whole = launcher().read_bytes()
    (tmp_path / "fine.exe").write_bytes(whole)
    assert folder.lacking(tmp_path) == []
    assert whole.upper().count(b"KERNEL32.DLL") == 1
    at = whole.upper().index(b"KERNEL32.DLL")
    (tmp_path / "broken.exe").write_bytes(whole[:at] + b"nobodys3.dll" + whole[at + 12 :])
    assert folder.lacking(tmp_path) == [
        "broken.exe loads nobodys3.dll, which is neither in the folder nor a part of Windows."
    ]


def wheel(place: Path, name: str, version: str) -> Path:
    """Makes a wheel that holds its facts and a licence."""
    made = place / f"{name}-{version}-py3-none-any.whl"
    inside = f"{name}-{version}.dist-info"
    with zipfile.ZipFile(made, "w") as archive:
        facts = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\nLicense-Expression: BSD-2-Clause\n"
        archive.writestr(f"{inside}/METADATA", facts)
        archive.writestr(f"{inside}/licenses/LICENSE", "the text")
    return made


def test_the_list_of_components_names_each_wheel_that_is_carried_with_its_licence(tmp_path: Path) -> None:
    python = tmp_path / "python"
    (python / "lib/python3.13").mkdir(parents=True)
    (python / "lib/python3.13/LICENSE.txt").write_text("the text", encoding="utf-8")
    wheels = [wheel(tmp_path, name, "1.0") for name in ("PySide6_Essentials", "pyside6_pdf", "pyqtgraph")]
    library = tmp_path / "lib"
    library.mkdir()
    (library / "Qt6Pdf.dll").touch()
    found = {part.name: part for part in folder.carried(python, wheels, library, tmp_path / "scratch")}
    assert found["PySide6_Essentials"].licence == found["pyside6_pdf"].licence == "LGPL-3.0-only"
    assert found["PDFium"].texts[0].is_file(), "Qt PDF holds it and has no text of its own"
    assert found["pyqtgraph"].licence == "BSD-2-Clause"
    assert found["pyqtgraph"].texts[0].read_text(encoding="utf-8") == "the text"
    assert found["CPython"].version == parts.PYTHON


def unpacked(tmp_path: Path) -> Path:
    """Returns an unpacked archive with a program that only says that it runs."""
    top = tmp_path / "Briefing App"
    (top / "lib/briefing_app").mkdir(parents=True)
    shutil.copy(PACKAGING / "windows/start.py", top / "lib")
    (top / "lib/rt_qt.py").write_text("", encoding="utf-8")
    (top / "lib/briefing_app/__init__.py").write_text("", encoding="utf-8")
    (top / "lib/briefing_app/cli.py").write_text("def main():\n    print('runs')\n    return 0\n", encoding="utf-8")
    folder.write_manifest(top)
    (top / "portable").write_text("", encoding="utf-8")
    return top


def start(top: Path) -> tuple[int, str, str]:
    said = subprocess.run([sys.executable, "-I", "-B", "-c", _START, str(top)], capture_output=True, text=True)
    return said.returncode, said.stdout.strip(), said.stderr.strip()


_START = """
import runpy, sys
sys.path.insert(0, sys.argv[1] + "/lib")
runpy.run_path(sys.argv[1] + "/lib/start.py", run_name="__main__")
"""


def test_an_archive_unpacked_whole_starts_and_is_looked_through_once(tmp_path: Path) -> None:
    top = unpacked(tmp_path)
    assert start(top) == (0, "runs", "")
    assert (top / "lib/checked").is_file()


@pytest.mark.parametrize("harm", ["gone", "cut short"])
def test_an_archive_that_was_cut_short_names_the_part_and_does_not_start(tmp_path: Path, harm: str) -> None:
    top = unpacked(tmp_path)
    part = top / "lib/briefing_app/cli.py"
    if harm == "gone":
        part.unlink()
    else:
        part.write_bytes(part.read_bytes()[:10])
    status, said, complaint = start(top)
    assert (status, said) == (1, "")
    assert complaint == (
        "A part of the program is missing or cut short: lib\\briefing_app\\cli.py. Unpack the archive again, all of it."
    )


def test_an_archive_without_its_list_does_not_start(tmp_path: Path) -> None:
    top = unpacked(tmp_path)
    (top / "lib/files.txt").unlink()
    assert start(top)[0] == 1


def test_every_code_that_the_installer_ends_with_stands_in_the_papers() -> None:
    script = (PACKAGING / "windows/installer.nsi").read_text(encoding="utf-8")
    codes = set(re.findall(r"^!define [A-Z_]+ (\d)$", script, re.MULTILINE))
    papers = (PACKAGING / "README.md").read_text(encoding="utf-8")
    assert codes
    assert codes | {"0", "1"} == set(re.findall(r"^\| (\d) \|", papers, re.MULTILINE))
