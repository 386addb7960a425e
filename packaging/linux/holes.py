"""Takes long runs of zeros out of a library's file; the loader puts them back as memory that takes no room on the disk.

An ELF library is mapped part by part, and a part may be longer in memory than in the file: the rest is zeros. A part
with runs of zeros inside becomes several such parts. Each takes a place in the library's table of parts, which cannot
grow: it takes the place of entries that nobody needs to load a library. What is not mapped at all, such as names for a
debugger, goes too; this is for libraries that would not load any more once a tool had stripped them.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

SHORTEST = 1 << 18
"""Shorter runs are not worth a part of their own."""
LOAD = 1
NEEDLESS = (4, 6)
"""A note on the build, and the table's own place: nothing asks a library for them."""
NO_BITS = 8
NOTHING, SYMBOLS = 0, 2
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")
_TABLE_AT, _SECTIONS_AT, _TABLE_COUNT, _SECTIONS_COUNT = 5, 6, 10, 12
_PART = struct.Struct("<IIQQQQQQ")
_SECTION = struct.Struct("<IIQQQQIIQQ")
_TYPE, _OFFSET, _SIZE, _LINK = 1, 4, 5, 6


@dataclass(frozen=True, kw_only=True)
class Part:
    """An entry in the table of what is mapped.

    Attributes:
        kind: What it is; only ``LOAD`` is mapped.
        flags: Whether it may be read, written, run.
        offset: Where it begins in the file.
        address: Where it begins in memory.
        in_file: How long it is in the file.
        in_memory: How long it is in memory.
        align: What its beginnings are multiples of.
    """

    kind: int
    flags: int
    offset: int
    address: int
    in_file: int
    in_memory: int
    align: int

    @classmethod
    def read(cls, content: bytes, place: int) -> Part:
        """Reads an entry."""
        kind, flags, offset, address, _physical, in_file, in_memory, align = _PART.unpack_from(content, place)
        return cls(
            kind=kind, flags=flags, offset=offset, address=address, in_file=in_file, in_memory=in_memory, align=align
        )

    def holds(self, run: tuple[int, int]) -> bool:
        """Tells whether a run of the file lies inside."""
        return self.offset < run[0] and run[1] < self.offset + self.in_file

    def touches(self, run: tuple[int, int]) -> bool:
        """Tells whether a run of the file lies at least partly inside."""
        return self.offset < run[1] and run[0] < self.offset + self.in_file

    def packed(self) -> bytes:
        """Returns the entry as it is written."""
        return _PART.pack(
            self.kind, self.flags, self.offset, self.address, self.address, self.in_file, self.in_memory, self.align
        )


def runs_of_zeros(content: bytes, page: int) -> list[tuple[int, int]]:
    """Returns where whole pages of zeros begin and end, the longest runs first."""
    found = []
    for run in re.finditer(rb"\0{%d,}" % SHORTEST, content):
        begin, end = -(-run.start() // page) * page, run.end() // page * page
        if begin < end:
            found.append((begin, end))
    return sorted(found, key=lambda run: run[0] - run[1])


def parted(part: Part, holes: list[tuple[int, int]]) -> list[Part]:
    """Returns what a part becomes: each piece but the last is longer in memory by the hole after it.

    Args:
        part: The part; it begins in memory where it begins in the file, but for whole pages.
        holes: Where the file's zeros begin and end inside it, in order.
    """
    if not holes:
        return [part]
    (begin, end), *others = holes
    before = begin - part.offset
    first = replace(part, in_file=before, in_memory=end - part.offset)
    gone = end - part.offset
    rest = replace(
        part, offset=end, address=part.address + gone, in_file=part.in_file - gone, in_memory=part.in_memory - gone
    )
    return [first, *parted(rest, others)]


def take_out(library: Path) -> int:
    """Takes the longest runs of zeros out of a library.

    Args:
        library: A library for 64 bits; nothing may strip it afterwards.

    Returns:
        By how many bytes the file became shorter.
    """
    content = library.read_bytes()
    header = list(_HEADER.unpack_from(content))
    parts = [Part.read(content, header[_TABLE_AT] + n * _PART.size) for n in range(header[_TABLE_COUNT])]
    mapped = [part for part in parts if part.kind == LOAD]
    spare = [part for part in parts if part.kind in NEEDLESS]
    runs = runs_of_zeros(content, max(part.align for part in mapped))
    inside = [run for run in runs if any(part.holds(run) for part in mapped)][: len(spare)]
    outside = [run for run in runs if not any(part.touches(run) for part in mapped)]
    holes = sorted(inside + outside)
    for part in spare[: len(inside)]:
        parts.remove(part)
    made: list[Part] = []
    for part in parts:
        made += parted(part, [hole for hole in holes if part.holds(hole)]) if part.kind == LOAD else [part]
    table = b"".join(replace(part, offset=moved(part.offset, holes)).packed() for part in made)
    sections = b"".join(_moved_sections(content, header, holes))
    header[_SECTIONS_AT] = moved(header[_SECTIONS_AT], holes)
    ends = [0, *(end for _, end in holes)]
    begins = [*(begin for begin, _ in holes), len(content)]
    shorter = bytearray(b"".join(content[end:begin] for end, begin in zip(ends, begins, strict=True)))
    for place, part_of_file in (
        (0, _HEADER.pack(*header)),
        (header[_TABLE_AT], table),
        (header[_SECTIONS_AT], sections),
    ):
        shorter[place : place + len(part_of_file)] = part_of_file
    library.write_bytes(shorter)
    return len(content) - len(shorter)


def blank_symbols(library: Path) -> int:
    """Overwrites by zeros the names that only a debugger reads.

    Returns:
        How many bytes that were.
    """
    content = bytearray(library.read_bytes())
    header = _HEADER.unpack_from(content)
    places = [header[_SECTIONS_AT] + n * _SECTION.size for n in range(header[_SECTIONS_COUNT])]
    sections = [list(_SECTION.unpack_from(content, place)) for place in places]
    symbols = [n for n, section in enumerate(sections) if section[_TYPE] == SYMBOLS]
    gone = 0
    for n in {n for table in symbols for n in (table, sections[table][_LINK])}:
        offset, size = sections[n][_OFFSET], sections[n][_SIZE]
        content[offset : offset + size] = bytes(size)
        _SECTION.pack_into(content, places[n], *_nothing(sections[n]))
        gone += size
    library.write_bytes(content)
    return gone


def _nothing(section: list[int]) -> list[int]:
    """Returns the entry of a section that is not there any more; others are known by their number, so it stays."""
    return [0, NOTHING, *[0] * (len(section) - 2)]


def moved(offset: int, holes: list[tuple[int, int]]) -> int:
    """Returns where a place of the file lies once the holes before it are gone."""
    return offset - sum(end - begin for begin, end in holes if end <= offset)


def _moved_sections(content: bytes, header: list[int], holes: list[tuple[int, int]]) -> Iterator[bytes]:
    """Yields the entries of the table of sections, which the loader never reads, and tools do."""
    for n in range(header[_SECTIONS_COUNT]):
        entry = list(_SECTION.unpack_from(content, header[_SECTIONS_AT] + n * _SECTION.size))
        offset, size = entry[_OFFSET], entry[_SIZE]
        if entry[_TYPE] != NO_BITS:
            entry[_SIZE] = moved(offset + size, holes) - moved(offset, holes)
        entry[_OFFSET] = moved(offset, holes)
        yield _SECTION.pack(*entry)
