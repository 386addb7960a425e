"""A notes file as it lies on disk, brought into memory with what was written beside it; nothing on disk is touched.

The files are read as https://www.sqlite.org/fileformat2.html describes them.
"""

from __future__ import annotations

import logging
import sqlite3
import struct
from collections.abc import ItemsView, Iterator
from pathlib import Path

log = logging.getLogger(__name__)
WAL_HEADER, FRAME_HEADER = 32, 24


def in_memory(path: Path) -> sqlite3.Connection:
    """Opens a copy of a notes file in memory, for any thread.

    Args:
        path: The file, with its write-ahead log beside it.

    Raises:
        sqlite3.Error: It is no database.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    try:
        if content := whole(path):
            connection.deserialize(content)
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except (sqlite3.Error, OverflowError) as error:
        connection.close()
        raise sqlite3.DatabaseError(str(error)) from error
    return connection


def whole(path: Path) -> bytes:
    """Returns the content of a file with what was committed beside it."""
    content = bytearray(content_of(path))
    if len(content) < 100:
        return bytes(content)
    size = page_size(content)
    for number, page in committed(content_of(path.with_name(path.name + "-wal")), size):
        end = number * size
        if end > len(content):
            content.extend(bytes(end - len(content)))
        content[end - size : end] = page
    content[18:20] = b"\x01\x01"  # no log belongs to a copy in memory
    return bytes(content)


def page_size(content: bytes | bytearray) -> int:
    """Returns the size of a page as the head of a file tells it; the usual one if it tells nonsense."""
    size = int.from_bytes(content[16:18], "big")
    size = 65536 if size == 1 else size
    return size if size >= 512 and size & (size - 1) == 0 else 4096


def content_of(path: Path) -> bytes:
    """Returns what can be read of a file; nothing if that is nothing."""
    try:
        return path.read_bytes()
    except OSError as error:
        log.info("%s cannot be read: %s", path.name, error)
        return b""


def frames(log_content: bytes, size: int) -> Iterator[tuple[int, int, bytes, bytes]]:
    """Yields number, size after commit, head and page of each frame of the present round of a log."""
    salt, step = log_content[16:24], FRAME_HEADER + size
    for at in range(WAL_HEADER, len(log_content) - step + 1, step):
        head = log_content[at : at + FRAME_HEADER]
        if head[8:16] == salt:
            number, commit = struct.unpack(">II", head[:8])
            yield number, commit, head, log_content[at + FRAME_HEADER : at + step]


def committed(log_content: bytes, size: int) -> ItemsView[int, bytes]:
    """Returns the newest page by number, of all that was committed in a log."""
    pages: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    if len(log_content) < WAL_HEADER or int.from_bytes(log_content[8:12], "big") != size:
        return pages.items()
    order = ">" if log_content[3] & 1 else "<"
    sums = _sums(log_content[:24], (0, 0), order)
    for number, commit, head, page in frames(log_content, size):
        sums = _sums(head[:8] + page, sums, order)
        if not number or struct.unpack(">II", head[16:24]) != sums:
            break
        pending[number] = page
        if commit:
            pages |= pending
            pending = {}
    return pages.items()


def _sums(data: bytes, before: tuple[int, int], order: str) -> tuple[int, int]:
    one, two = before
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for first, second in zip(words[::2], words[1::2], strict=True):
        one = (one + first + two) & 0xFFFFFFFF
        two = (two + second + one) & 0xFFFFFFFF
    return one, two
