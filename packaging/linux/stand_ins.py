"""Makes stand-ins for two libraries that are asked for by name, and of which nothing is ever called.

The module for PDF pages asks for Qt's network library, to read a page from the web; the library of the desktop's bus
asks for systemd's, to be started by it. The program does neither. With them go the libraries for Kerberos, ciphers and
packing that they ask for themselves. A stand-in knows just the names that are asked of it: functions answer nought,
which for both means that there is nothing. Whoever wants the true library puts it in the same place.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

STOOD_IN_FOR = ("libQt6Network.so.6", "libsystemd.so.0")
ANSWER_NOUGHT = {"x86_64": "xor %eax, %eax\n ret", "aarch64": "mov x0, #0\n ret"}
_ASKED = re.compile(r"^\s+U (\S+?)@+(\S+)$", re.MULTILINE)
_GIVEN = re.compile(r"^[0-9a-f]+ (?:([0-9a-f]+) )?([A-Z]) (\S+?)@@(\S+)$", re.MULTILINE)


def _names(library: Path, *options: str) -> str:
    words = ["nm", "-D", "--with-symbol-versions", *options, str(library)]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout


def source(library: Path, users: Iterable[Path]) -> tuple[str, str]:
    """Returns a stand-in as assembly, and the list of its names by version.

    Args:
        library: The library that is stood in for.
        users: The libraries that ask for it.
    """
    asked = {pair for user in users for pair in _ASKED.findall(_names(user, "--undefined-only"))}
    given = {(name, version): (size, kind) for size, kind, name, version in _GIVEN.findall(_names(library, "-S"))}
    lines, versions = ['.section .note.GNU-stack,"",%progbits'], dict[str, list[str]]()
    for name, version in sorted(asked & given.keys()):
        size, kind = given[name, version]
        is_function = kind in "TW"
        what = f" {ANSWER_NOUGHT[os.uname().machine]}" if is_function else f" .zero {int(size, 16)}"
        lines += [f".{'text' if is_function else 'data'}", " .balign 32", f".globl {name}"]
        lines += [f".type {name}, %{'function' if is_function else 'object'}", f"{name}:", what]
        lines += [f".size {name}, .-{name}"]
        versions.setdefault(version, []).append(name)
    script = "".join(
        f"{version} {{ global: {' '.join(f'{n};' for n in names)} }};\n" for version, names in versions.items()
    )
    return "\n".join(lines) + "\n", script


def make(library: Path, users: Iterable[Path], folder: Path) -> Path:
    """Makes a stand-in.

    Args:
        library: The library that is stood in for; its name is the stand-in's.
        users: The libraries that ask for it.
        folder: Where the stand-in goes.

    Returns:
        The stand-in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written, script, thing = (folder / f"{library.name}{end}" for end in (".s", ".map", ".o"))
    code, versions = source(library, users)
    written.write_text(code, encoding="utf-8")
    script.write_text(versions, encoding="utf-8")
    made = folder / library.name
    subprocess.run(["as", str(written), "-o", str(thing)], check=True)
    words = ["ld", "-shared", "-z", "noexecstack", "--build-id=none", "-soname", library.name]
    subprocess.run([*words, "--version-script", str(script), "-o", str(made), str(thing)], check=True)
    return made
