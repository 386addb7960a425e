"""Rows read page by page from a damaged file, as https://www.sqlite.org/fileformat2.html describes the pages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing_app.notes.image import frames, page_size

LEAF_OF_TABLE = 13


class Pages:
    """The pages of a file and of its write-ahead log.

    Attributes:
        size: Bytes of a page.
        broken: How many rows could not be read so far.
    """

    def __init__(self, content: bytes, beside: bytes) -> None:
        self._content = content
        self.broken = 0
        self.size = page_size(self._content or beside[10:12].rjust(18, b"\0"))
        self._wal = {number: page for number, _commit, _head, page in frames(beside, self.size)}

    def all(self) -> Iterator[tuple[int, bytes]]:
        """Yields every page with its number: those of the file, then those written beside it."""
        for number in range(1, (len(self._content) + self.size - 1) // self.size + 1):
            yield number, self._content[(number - 1) * self.size : number * self.size]
        yield from self._wal.items()

    def _page(self, number: int) -> bytes:
        return self._wal.get(number) or self._content[(number - 1) * self.size : number * self.size]

    def rows(self, page: tuple[int, bytes]) -> Iterator[list[Any]]:
        """Yields the rows of a page that holds rows of a table; what cannot be read is counted in ``broken``."""
        number, content = page
        start = 100 if number == 1 else 0
        if len(content) < start + 8 or content[start] != LEAF_OF_TABLE:
            return
        cells = int.from_bytes(content[start + 3 : start + 5], "big")
        for i in range(min(cells, self.size // 4)):
            at = start + 8 + 2 * i
            where = int.from_bytes(content[at : at + 2], "big")
            try:
                yield _values(self._payload(content, where))
            except (IndexError, ValueError):
                self.broken += 1

    def _payload(self, page: bytes, at: int) -> bytes:
        """Returns the content of a cell, gathered from the pages into which it flows over."""
        length, at = _varint(page, at)
        _rowid, at = _varint(page, at)
        most = self.size - 35
        local = length
        if length > most:
            least = (self.size - 12) * 32 // 255 - 23
            local = least + (length - least) % (self.size - 4)
            local = local if local <= most else least
        payload = page[at : at + local]
        if len(payload) < local:
            raise ValueError("cut short")
        following = int.from_bytes(page[at + local : at + local + 4], "big") if local < length else 0
        while len(payload) < length:
            more = self._page(following) if following else b""
            if len(more) < 5:
                raise ValueError("cut short")
            following = int.from_bytes(more[:4], "big")
            payload += more[4 : 4 + min(self.size - 4, length - len(payload))]
        return payload


def _varint(content: bytes, at: int) -> tuple[int, int]:
    value = 0
    for i in range(9):
        byte = content[at + i]
        if i == 8:
            return (value << 8) | byte, at + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, at + i + 1
    raise ValueError("no number")  # pragma: no cover


def _values(payload: bytes) -> list[Any]:
    """Returns the values of a row."""
    header, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
        if len(kinds) > 64:
            raise ValueError("too many columns")
    values: list[Any] = []
    at = header
    for kind in kinds:
        size = _size(kind)
        raw = payload[at : at + size]
        if len(raw) < size:
            raise ValueError("cut short")
        at += size
        if kind >= 13 and kind % 2:
            values.append(raw.decode("utf-8", "replace"))
        elif kind in (8, 9):
            values.append(kind - 8)
        elif 1 <= kind <= 6:
            values.append(int.from_bytes(raw, "big", signed=True))
        else:
            values.append(None)
    return values


def _size(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return (0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0)[kind]
