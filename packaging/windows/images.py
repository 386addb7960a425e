"""What a Windows program or library says about itself: which libraries it loads, and which names it offers."""

from __future__ import annotations

import struct
from pathlib import Path

_IMPORTS, _LATE_IMPORTS = 1, 13


def imported(path: Path) -> set[str]:
    """Returns the names of the libraries that an image loads, in small letters, those loaded late included.

    Args:
        path: A ``.exe``, ``.dll`` or ``.pyd``.

    Raises:
        ValueError: It is no image for Windows on x86-64.
    """
    image = _Image(path.read_bytes(), path.name)
    return image.libraries(_IMPORTS, size=20, name_at=12) | image.libraries(_LATE_IMPORTS, size=32, name_at=4)


def offered(library: Path) -> dict[str, bool]:
    """Returns the names that an import library (``.lib``) stands for, each with whether it is data.

    Args:
        library: An archive of short import members.

    Raises:
        ValueError: It is no such archive.
    """
    content = library.read_bytes()
    if not content.startswith(b"!<arch>\n"):
        raise ValueError(f"{library.name} is no import library")
    names: dict[str, bool] = {}
    at = 8
    while at + 60 <= len(content):
        size = int(content[at + 48 : at + 58])
        member = content[at + 60 : at + 60 + size]
        if member[:4] == b"\x00\x00\xff\xff":
            (kind,) = struct.unpack_from("<H", member, 18)
            names[member[20:].split(b"\x00", 1)[0].decode("ascii")] = kind & 3 == 1
        at += 60 + size + size % 2
    return names


class _Image:
    """The headers of one image."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content = content
        start = struct.unpack_from("<I", content, 0x3C)[0] if content[:2] == b"MZ" else 0
        if content[start : start + 6] != b"PE\0\0\x64\x86":
            raise ValueError(f"{name} is no image for Windows on x86-64")
        sections, optional = struct.unpack_from("<H12xH", content, start + 6)
        self._directories = start + 24 + 112
        table = start + 24 + optional
        self._sections = [struct.unpack_from("<8x4I", content, table + 40 * n) for n in range(sections)]

    def libraries(self, directory: int, *, size: int, name_at: int) -> set[str]:
        """Returns the names in one table of imports."""
        address, length = struct.unpack_from("<II", self._content, self._directories + 8 * directory)
        found: set[str] = set()
        at = self._place(address) if address and length else None
        while at is not None and any(self._content[at : at + size]):
            (name,) = struct.unpack_from("<I", self._content, at + name_at)
            if (place := self._place(name)) is None:
                break
            found.add(self._content[place : self._content.index(b"\0", place)].decode("ascii").lower())
            at += size
        return found

    def _place(self, address: int) -> int | None:
        for virtual_size, virtual, raw_size, raw in self._sections:
            if virtual <= address < virtual + max(virtual_size, raw_size):
                return int(raw + address - virtual)
        return None
