"""Makes the packaged folder smaller without changing what the program does: ``python -m linux.slim FOLDER``.

Cut are symbols that only a debugger reads, character data of languages the window does not speak, and the typesetting
module's own fonts, which are switched off; many small tables become one file. All of it is checked by the program's
own test afterwards, which typesets a whole briefing.
"""

from __future__ import annotations

import mmap
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from linux.holes import blank_symbols, take_out

INSIDE = "_internal"
LOCALES = r"(root|pool|res_index|de|en|fr|it|kk|ru)(_[A-Z0-9]+)?"
KEPT = re.compile(
    rf"({LOCALES}\.res|coll/(ucadata\.icu|{LOCALES}\.res)|[^/]*\.(icu|nrm|spp|cfu)"
    r"|(curr|lang|region|zone|unit)/(pool|root|res_index)\.res"
    r"|(supplementalData|likelySubtags|metadata|metaZones|numberingSystems|timezoneTypes|keyTypeData|zoneinfo64"
    r"|windowsZones|plurals|dayPeriods)\.res)$"
)
"""What Qt asks the character data for: collation, properties, normal forms, zones, and the languages of the desk."""
FONT = re.compile(rb"(OTTO|\x00\x01\x00\x00)\x00[\x08-\x40]", re.DOTALL)
"""How a font begins: its kind and the number of its tables."""


def run(*command: str | Path, **options: object) -> None:
    """Runs a command that must end well."""
    subprocess.run([str(part) for part in command], check=True, **options)  # type: ignore[call-overload]


def cut_character_data(library: Path) -> None:
    """Builds the library of Unicode's data anew from the items that are used; its name stays.

    Args:
        library: ``libicudata.so.NN``.
    """
    version = library.suffix[1:]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        whole, less = folder / f"icudt{version}l.dat", folder / "less"
        less.mkdir()
        run("objcopy", "-O", "binary", "-j", ".rodata", library, whole)
        items = subprocess.check_output(["icupkg", "-l", str(whole)], text=True).split()
        left_out = folder / "left-out.txt"
        left_out.write_text("\n".join(item for item in items if not KEPT.match(item)), encoding="utf-8")
        run("icupkg", "-r", left_out, whole, less / whole.name)
        run("genccode", "-a", "gcc", "-e", f"icudt{version}", whole.name, cwd=less, stdout=subprocess.DEVNULL)
        source = next(less.glob("*.S"))
        lines = source.read_text(encoding="utf-8").splitlines(keepends=True)
        source.write_text("".join(line for line in lines if ".hidden" not in line), encoding="utf-8")
        run("as", source, "-o", folder / "data.o")
        run("ld", "-shared", "-z", "noexecstack", "-soname", library.name, "-o", library, folder / "data.o")


def fonts_in(content: mmap.mmap) -> Iterator[tuple[int, int]]:
    """Finds whole fonts inside a file.

    Yields:
        Where each begins and ends.
    """
    last = 0
    for found in FONT.finditer(content):
        if found.start() >= last and (end := _end_of_font(content, found.start())):
            yield found.start(), end
            last = end


def _end_of_font(content: mmap.mmap, begin: int) -> int:
    """Returns where the font ends that seems to begin here, or 0 if its directory of tables makes no sense."""
    (count,) = struct.unpack_from(">H", content, begin + 4)
    directory = begin + 12 + 16 * count
    if directory > len(content):
        return 0
    end, names = directory, set()
    for place in range(begin + 12, directory, 16):
        name, _sum, offset, length = struct.unpack_from(">4sIII", content, place)
        names.add(name)
        if not all(32 <= sign < 127 for sign in name):
            return 0
        if offset < directory - begin or begin + offset + length > len(content):
            return 0
        end = max(end, begin + offset + length)
    return end if {b"cmap", b"head", b"name"} <= names else 0


def blank_fonts(library: Path) -> int:
    """Overwrites the fonts inside a library by zeros, which need not be carried.

    The typesetting module reads none of them: the program hands it its own fonts and says so.

    Returns:
        How many there were.
    """
    with library.open("r+b") as file, mmap.mmap(file.fileno(), 0) as content:
        found = list(fonts_in(content))
        for begin, end in found:
            content[begin:end] = bytes(end - begin)
        return len(found)


def in_one_file(package: Path) -> None:
    """Puts a package of Python into one archive beside it, for each small file takes a whole block of the disk.

    Nothing in it is packed, which the archive of everything does better. ``rt_qt.py`` tells Python of it.
    """
    place = package.with_suffix(".zip")
    with zipfile.ZipFile(place, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(path for path in package.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(package.parent).as_posix(), (1980, 1, 1, 0, 0, 0))
            entry.external_attr, entry.create_system = 0o644 << 16, 3
            archive.writestr(entry, path.read_bytes())
    shutil.rmtree(package)


def with_symbols(inside: Path) -> list[Path]:
    """Returns what is stripped; the libraries of numpy's own are not among them, for they would not load any more."""
    modules = ("numpy", "rapidfuzz", "re2", "rpds", "python_calamine", "cryptography")
    folders = [*inside.glob("python3*/lib-dynload"), *(inside / name for name in modules)]
    libraries = [*inside.glob("libpython*.so.*"), *inside.rglob("libicui18n.so.*"), *inside.rglob("libicuuc.so.*")]
    libraries += [library for folder in folders for library in folder.rglob("*.so")]
    return [library for library in libraries if not library.is_symlink()]


def main(folder: Path) -> int:
    """Slims the folder and says by how much."""
    inside = folder / INSIDE
    before = size_of(folder)
    typst = next((inside / "typst").glob("*.so"))
    for library in (typst, *with_symbols(inside)):
        run("strip", "--strip-unneeded", library)
    blanked = blank_fonts(typst)
    if not blanked:
        raise SystemExit(
            "The typesetting module holds no fonts: blank_fonts in packaging/linux/slim.py is to be looked at."
        )
    take_out(typst)
    for library in (inside / "numpy.libs").glob("libscipy_openblas*"):
        blank_symbols(library)
        take_out(library)
    in_one_file(inside / "anyascii")
    cut_character_data(next(inside.rglob("libicudata.so.*")).resolve())
    print(
        f"{before / 2**20:.0f} MiB cut to {size_of(folder) / 2**20:.0f} MiB; {blanked} unused fonts blanked", flush=True
    )
    return 0


def size_of(folder: Path) -> int:
    """Returns the bytes of all files of a folder; links count nothing."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
