"""Every revision that can still be read from a damaged notes file: through SQLite, then page by page past the damage.

The pages are read as https://www.sqlite.org/fileformat2.html describes them.
"""

from __future__ import annotations

import contextlib
import logging
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefing_app.domain.model import Ref
from briefing_app.files import SCRATCH, copy_whole, room
from briefing_app.notes.rows import COLUMNS, from_row
from briefing_app.notes.upgrades import upgrade
from briefing_app.words import tr, trn

log = logging.getLogger(__name__)
STORED = ("revision", "note", "parent", "seq", "target", "body", "kind", "tags", "handling", "author", "office",
          "created", "modified", "seen", "passage", "fingerprint", "reply_to", "own", "removed", "extra",
          "lineage")  # fmt: skip
"""The columns of a revision as they lie in the file; the last is missing in files of the first format."""
KINDS = frozenset({"comment", "question", "correction", "follow-up"})
LEAF_OF_TABLE = 13
WAL_HEADER, FRAME_HEADER = 32, 24


@dataclass(kw_only=True)
class Salvaged:
    """What was read.

    Attributes:
        revisions: Revisions by note and name, each a mapping from column to value.
        heads: Name of the latest revision and whether it lies in the bin, by note, as far as that could be read.
        steps: The journal of steps to undo, or None if it could not be read whole.
        whole: True if SQLite itself read everything without a complaint.
        broken: Revisions of which only a part could be read.
    """

    revisions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    heads: dict[str, tuple[str, int]] = field(default_factory=dict)
    steps: list[Any] | None = None
    whole: bool = True
    broken: int = 0


def salvage(path: Path) -> Salvaged:
    """Reads everything that can be read from a notes file and what was written beside it; changes nothing.

    Args:
        path: A copy of the file, with its write-ahead log beside it.
    """
    found = Salvaged()
    _through_sqlite(path, found)
    if not found.whole:
        _page_by_page(path, found)
    return found


def read_copy(path: Path, scratch: Path) -> Salvaged:
    """Reads everything that can be read from a notes file and what was written beside it; the file stays as it is.

    Args:
        path: The file, with its write-ahead log beside it.
        scratch: The folder for work of the profile.

    Raises:
        OSError: There is no room for a copy to read from.
    """
    with _room(scratch) as folder:
        copy = folder / "notes.sqlite3"  # opening a database can change what lies beside it
        for ending in ("", "-wal"):
            source = path.with_name(path.name + ending)
            if source.exists():
                copy_whole(source, copy.with_name(copy.name + ending))
        return salvage(copy)


@contextlib.contextmanager
def _room(scratch: Path) -> Iterator[Path]:
    with contextlib.ExitStack() as held:
        try:
            folder = held.enter_context(room(scratch))
        except OSError as error:  # a profile that can only be read: notes that cannot be written must be read still
            log.info("no room for work in the profile: %s", error)
            folder = Path(held.enter_context(tempfile.TemporaryDirectory(prefix="briefing-app-")))
        yield folder


def read_damaged(path: Path) -> sqlite3.Connection:
    """Returns what can be read from a damaged file as notes in memory; the file itself stays as it is.

    Args:
        path: The file.

    Raises:
        sqlite3.Error: Nothing could be read.
        OSError: There is no room for a copy to read from.
    """
    found = read_copy(path, path.parent / SCRATCH)
    if not found.revisions:
        raise sqlite3.DatabaseError("no revision can be read")
    memory = sqlite3.connect(":memory:", isolation_level=None)
    fill(memory, found)
    return memory


def notes_of(found: Salvaged) -> dict[str, list[dict[str, Any]]]:
    """Returns the revisions of each note, oldest first."""
    notes: dict[str, list[dict[str, Any]]] = {}
    for row in sorted(found.revisions.values(), key=lambda row: (row["seq"], row["modified"])):
        notes.setdefault(str(row["note"]), []).append(row)
    return notes


def fill(connection: sqlite3.Connection, found: Salvaged) -> list[str]:
    """Puts what was read into an empty database; returns what there is to tell."""
    upgrade(connection)
    notes = notes_of(found)
    guessed = 0
    connection.execute("BEGIN IMMEDIATE")
    names = ", ".join(STORED)
    marks = ", ".join("?" * len(STORED))
    for note, rows in notes.items():
        connection.executemany(
            f"INSERT INTO revision ({names}) VALUES ({marks})", ([row[name] for name in STORED] for row in rows)
        )
        head, removed = found.heads.get(note, ("", 0))
        latest = next((row for row in rows if row["revision"] == head), None)
        if latest is None:
            guessed += 1
            latest, removed = rows[-1], rows[-1]["removed"]
        connection.execute(
            "INSERT INTO head (note, revision, target, removed) VALUES (?, ?, ?, ?)",
            (note, latest["revision"], latest["target"], removed),
        )
    steps = _insert_steps(connection, found)
    connection.execute("COMMIT")
    told = [
        trn("{n} note was read,", "{n} notes were read,", len(notes))
        + " "
        + trn("with {n} revision.", "with {n} revisions.", len(found.revisions))
    ]
    if found.broken:
        told.append(trn("{n} row could not be read.", "{n} rows could not be read.", found.broken))
    if guessed:
        told.append(trn("Of {n} note the newest revision found is taken for the latest.",
                        "Of {n} notes the newest revision found is taken for the latest.", guessed))  # fmt: skip
    if not steps:
        told.append(tr("The list of steps to undo could not be read; the revisions themselves are kept."))
    return told


def _insert_steps(connection: sqlite3.Connection, found: Salvaged) -> bool:
    if found.steps is None or not found.whole:
        return False
    connection.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?)", found.steps)
    return True


def _through_sqlite(path: Path, found: Salvaged) -> None:
    try:
        connection = sqlite3.connect(path, isolation_level=None)
    except sqlite3.Error as error:
        log.info("the damaged notes cannot be opened: %s", error)
        found.whole = False
        return
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with contextlib.closing(connection):
        for what in (_read_revisions, _read_heads, _read_steps, _check):
            try:
                what(connection, found)
            except sqlite3.Error as error:
                log.info("the damaged notes cannot be read whole: %s", error)
                found.whole = False


def _read_revisions(connection: sqlite3.Connection, found: Salvaged) -> None:
    cursor = connection.execute("SELECT * FROM revision NOT INDEXED")
    names = [column[0] for column in cursor.description]
    for row in cursor:
        _keep(dict(zip(names, row, strict=True)), found)


def _read_heads(connection: sqlite3.Connection, found: Salvaged) -> None:
    for note, revision, removed in connection.execute("SELECT note, revision, removed FROM head NOT INDEXED"):
        found.heads[str(note)] = (str(revision), int(removed))


def _read_steps(connection: sqlite3.Connection, found: Salvaged) -> None:
    found.steps = connection.execute("SELECT number, verb, at, undone, parts FROM step").fetchall()


def _check(connection: sqlite3.Connection, found: Salvaged) -> None:
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    found.whole = found.whole and faults == ["ok"]


def _keep(row: dict[str, Any], found: Salvaged) -> None:
    """Keeps a row that can be read as a note; of two with one name the later."""
    row = {"lineage": ""} | row
    try:
        from_row([row[name] for name in COLUMNS])
        name = str(row["revision"])
        if not name or not row["note"] or row["kind"] not in KINDS:
            raise ValueError("not a revision")
    except (ValueError, TypeError, KeyError, AttributeError):
        found.broken += 1
        return
    key = (str(row["note"]), name)
    known = found.revisions.get(key)
    if known is None or str(known["modified"]) < str(row["modified"]):
        found.revisions[key] = row


def _page_by_page(path: Path, found: Salvaged) -> None:
    pages = _Pages(path)
    known = set(found.revisions)
    for page in pages.all():
        for values in pages.rows(page, found):
            if len(values) in (len(STORED) - 1, len(STORED)) and _is_revision(values):
                if (values[1], values[0]) not in known:  # what SQLite read is as it was last written
                    _keep(dict(zip(STORED, values, strict=False)), found)
            elif len(values) in (4, 5) and _is_head(values[-4:]):  # the first column is a number of its own
                found.heads.setdefault(values[-4], (values[-3], values[-1]))


def _is_revision(values: Sequence[Any]) -> bool:
    texts = all(isinstance(v, str) for i, v in enumerate(values) if i not in (3, 17, 18))
    return texts and all(isinstance(values[i], int) for i in (3, 17, 18)) and values[6] in KINDS


def _is_head(values: Sequence[Any]) -> bool:
    if not (all(isinstance(v, str) for v in values[:3]) and isinstance(values[3], int)):
        return False
    try:
        Ref.parse(values[2])
    except ValueError:
        return False
    return True


class _Pages:
    """The pages of a file and of its write-ahead log."""

    def __init__(self, path: Path) -> None:
        self._content = _bytes(path)
        size = int.from_bytes(self._content[16:18], "big")
        size = 65536 if size == 1 else size
        self.size = size if size >= 512 and size & (size - 1) == 0 else 4096
        self._wal: dict[int, bytes] = {}
        self._read_wal(_bytes(path.with_name(path.name + "-wal")))

    def _read_wal(self, content: bytes) -> None:
        salt, step = content[16:24], FRAME_HEADER + self.size
        for at in range(WAL_HEADER, len(content) - step + 1, step):
            if content[at + 8 : at + 16] == salt:
                self._wal[int.from_bytes(content[at : at + 4], "big")] = content[at + FRAME_HEADER : at + step]

    def all(self) -> Iterator[tuple[int, bytes]]:
        """Yields every page with its number: those of the file, then those written beside it."""
        for number in range(1, (len(self._content) + self.size - 1) // self.size + 1):
            yield number, self._content[(number - 1) * self.size : number * self.size]
        yield from self._wal.items()

    def _page(self, number: int) -> bytes:
        return self._wal.get(number) or self._content[(number - 1) * self.size : number * self.size]

    def rows(self, page: tuple[int, bytes], found: Salvaged) -> Iterator[list[Any]]:
        """Yields the rows of a page that holds rows of a table; what cannot be read is passed over."""
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
                found.broken += 1

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


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        log.info("%s cannot be read: %s", path.name, error)
        return b""


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
