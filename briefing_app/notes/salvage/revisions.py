"""Every revision that can still be read from damaged notes: through SQLite, then page by page past the damage."""

from __future__ import annotations

import contextlib
import json
import logging
import re
import sqlite3
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from briefing_app.domain.model import Ref
from briefing_app.notes.image import content_of, in_memory
from briefing_app.notes.rows import COLUMNS, UNREADABLE, fetch, from_row, mended
from briefing_app.notes.salvage.pages import Pages
from briefing_app.notes.upgrades import require_tables, upgrade
from briefing_app.translation import tr, trn

log = logging.getLogger(__name__)
STORED = ("revision", "note", "parent", "seq", "target", "body", "kind", "tags", "handling", "author", "office",
          "created", "modified", "seen", "passage", "fingerprint", "reply_to", "own", "removed", "extra",
          "lineage", "package")  # fmt: skip
"""The columns of a revision as they lie in the file; the last two are missing in rows of older formats."""
NUMBERS = ("seq", "own", "removed")
IDENT = re.compile(r"[0-9a-zA-Z\ufffd-]{36}")
"""What the names of notes and revisions look like, a letter that was lost included."""


@dataclass(kw_only=True)
class Salvaged:
    """What was read.

    Attributes:
        revisions: Revisions by note and name, each a mapping from column to value.
        heads: Name of the latest revision and whether it lies in the bin, by note, as far as that could be read.
        targets: The entry of each note, by note, as it stands beside the name of the latest revision.
        steps: The journal of steps to undo, or None if it could not be read whole.
        whole: True if SQLite itself read everything without a complaint.
        broken: Rows of which nothing could be kept.
        mended: Columns that could not be read, by note and revision; the rest of these revisions was kept.
    """

    revisions: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    heads: dict[str, tuple[str, int]] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)
    steps: list[Any] | None = None
    whole: bool = True
    broken: int = 0
    mended: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)


def salvage(path: Path) -> Salvaged:
    """Reads everything that can be read from a notes file and what was written beside it; changes nothing.

    Args:
        path: The file, with its write-ahead log beside it.
    """
    found = Salvaged()
    _through_sqlite(path, found)
    if not found.whole:
        _page_by_page(path, found)
    return found


def read_damaged(path: Path) -> sqlite3.Connection:
    """Returns what can be read from a damaged file as notes in memory; the file itself stays as it is.

    Args:
        path: The file.

    Raises:
        sqlite3.Error: Nothing could be read.
    """
    found = salvage(path)
    if not found.revisions:
        raise sqlite3.DatabaseError("no revision can be read")
    return in_new_memory(found)


def in_new_memory(found: Salvaged) -> sqlite3.Connection:
    """Returns what was read as notes in memory."""
    memory = sqlite3.connect(":memory:", isolation_level=None)
    try:
        fill(memory, found)
    except BaseException:
        memory.close()
        raise
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
    _give_back_names(found)
    notes = notes_of(found)
    order = {note: number for number, note in enumerate(found.heads)}
    guessed = 0
    connection.execute("BEGIN IMMEDIATE")
    names = ", ".join(STORED)
    marks = ", ".join("?" * len(STORED))
    for note, rows in sorted(notes.items(), key=lambda pair: order.get(pair[0], len(order))):
        _give_back_briefing(rows)
        connection.executemany(
            f"INSERT INTO revision ({names}) VALUES ({marks})", ([row[name] for name in STORED] for row in rows)
        )
        head, removed = found.heads.get(note, ("", 0))
        latest = next((row for row in rows if row["revision"] == head), None)
        if latest is None:
            guessed += 1
            latest = rows[-1]
        binned = int(bool(latest["removed"]) and removed != 0) if head else latest["removed"]
        if binned != latest["removed"]:  # in the bin by halves: it is better seen
            sql = "UPDATE revision SET removed = ? WHERE note = ? AND revision = ?"
            connection.execute(sql, (binned, note, latest["revision"]))
        connection.execute(
            "INSERT INTO head (note, revision, target, removed, package) VALUES (?, ?, ?, ?, ?)",
            (note, latest["revision"], latest["target"], binned, latest["package"]),
        )
    steps = _insert_steps(connection, found)
    connection.execute("COMMIT")
    told = [
        trn(
            "{n} note was read, with {revisions}.",
            "{n} notes were read, with {revisions}.",
            len(notes),
            revisions=trn("{n} revision", "{n} revisions", len(found.revisions)),
        )
    ]
    if found.mended:
        columns = sorted({name for names in found.mended.values() for name in names})
        told.append(
            trn(
                "Part of {n} revision could not be read; the rest was kept ({what}).",
                "Parts of {n} revisions could not be read; the rest was kept ({what}).",
                len(found.mended),
                what=", ".join(columns),
            )
        )
    if found.broken:
        told.append(trn("{n} row could not be read.", "{n} rows could not be read.", found.broken))
    if guessed:
        told.append(
            trn(
                "For {n} note the newest revision found is used as the latest.",
                "For {n} notes the newest revision found is used as the latest.",
                guessed,
            )
        )
    if not steps:
        told.append(tr("Some of the steps to undo could not be read; the revisions themselves are kept."))
    return told


def _give_back_names(found: Salvaged) -> None:
    """A revision whose note's name lost a letter goes back to the note that names it as its latest."""
    missing = {
        revision: note for note, (revision, _removed) in found.heads.items() if (note, revision) not in found.revisions
    }
    for (note, name), row in list(found.revisions.items()):
        if note not in found.heads and name in missing:
            del found.revisions[note, name]
            found.revisions[missing[name], name] = row | {"note": missing[name]}
            found.mended[missing[name], name] = (*found.mended.pop((note, name), ()), "note")


def _give_back_briefing(rows: list[dict[str, Any]]) -> None:
    """A revision whose briefing lost a letter is on the one that the other revisions of the note name."""
    known = next((row["package"] for row in reversed(rows) if row["package"].isascii()), "")
    for row in rows:
        if not row["package"].isascii():
            row["package"] = known


def _insert_steps(connection: sqlite3.Connection, found: Salvaged) -> bool:
    if found.steps is None or not found.whole:
        return False
    good = [step for step in found.steps if is_step(step)]
    connection.executemany("INSERT INTO step VALUES (?, ?, ?, ?, ?)", good)
    return len(good) == len(found.steps)


def is_step(step: Sequence[Any]) -> bool:
    """Tells whether a step to undo can be read."""
    number, verb, at, undone, parts = step
    try:
        listed = json.loads(parts)
        texts = (verb, at, *(text for part in listed for text in part))
        "".join(texts).encode()
        return isinstance(number, int) and undone in (0, 1, 2) and all(len(part) == 3 for part in listed)
    except (*UNREADABLE, UnicodeEncodeError):
        return False


def _through_sqlite(path: Path, found: Salvaged) -> None:
    try:
        connection = in_memory(path)
    except sqlite3.Error as error:
        log.info("the damaged notes cannot be opened: %s", error)
        found.whole = False
        return
    with contextlib.closing(connection):
        for what in (_read_heads, _read_revisions, _read_steps, _check):
            try:
                what(connection, found)
            except (sqlite3.Error, *UNREADABLE) as error:
                log.info("the damaged notes cannot be read whole: %s", error)
                found.whole = False


def _read_revisions(connection: sqlite3.Connection, found: Salvaged) -> None:
    names = [str(row[1]) for row in connection.execute("PRAGMA table_info(revision)")]
    known = [name for name in names if name in STORED]
    if not known:
        raise sqlite3.DatabaseError("no revisions")
    columns = ", ".join(known)
    rowids = [row[0] for row in connection.execute("SELECT max(rowid) FROM revision NOT INDEXED")]
    try:
        rows = fetch(connection, f"SELECT {columns} FROM revision NOT INDEXED")
    except sqlite3.DatabaseError:  # one after the other, as far as it goes
        found.whole = False
        rows = _one_by_one(connection, columns, int(rowids[0] or 0))
    for row in rows:
        _keep(dict(zip(known, row, strict=True)), found)


def _one_by_one(connection: sqlite3.Connection, columns: str, last: int) -> list[Any]:
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    rows: list[Any] = []
    for number in range(1, min(last, 1_000_000) + 1):
        try:
            rows += connection.execute(f"SELECT {columns} FROM revision NOT INDEXED WHERE rowid = ?", (number,))
        except sqlite3.DatabaseError as error:
            log.info("row %s cannot be read: %s", number, error)
    return rows


def _read_heads(connection: sqlite3.Connection, found: Salvaged) -> None:
    sql = "SELECT note, revision, removed, target FROM head NOT INDEXED ORDER BY number"
    for note, revision, removed, target in fetch(connection, sql):
        if isinstance(note, str) and isinstance(revision, str):
            found.heads[note] = (revision, removed if removed in (0, 1) else -1)
            found.targets[note] = str(target)


def _read_steps(connection: sqlite3.Connection, found: Salvaged) -> None:
    found.steps = fetch(connection, "SELECT number, verb, at, undone, parts FROM step")


def _check(connection: sqlite3.Connection, found: Salvaged) -> None:
    require_tables(connection)
    faults = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(10)")]
    found.whole = found.whole and faults == ["ok"]


def _keep(row: dict[str, Any], found: Salvaged) -> None:
    """Keeps what is legible of a row; of two with one name the later."""
    row = dict.fromkeys(STORED, cast("Any", "")) | {"seq": 0, "own": 1, "removed": 0, "tags": "[]", "seen": "{}"} | row
    row["seq"] = row["seq"] if isinstance(row["seq"], int) else 0
    bad: tuple[str, ...] = ()
    try:
        from_row([row[name] for name in COLUMNS])
    except UNREADABLE:
        row, bad = mended(row, target=found.targets.get(row["note"], "") if isinstance(row["note"], str) else "")
    if not (row["body"] or row["extra"] or row["passage"] or bad == ("body",)):
        found.broken += 1
        return
    row["note"] = row["note"] or str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row['revision']} {row['body']}"))
    row["revision"] = row["revision"] or str(uuid.uuid5(uuid.NAMESPACE_OID, f"{row['note']} {row['body']}"))
    key = (row["note"], row["revision"])
    known = found.revisions.get(key)
    if known is None or str(known["modified"]) < str(row["modified"]):
        found.revisions[key] = row
        if bad:
            found.mended[key] = bad


def take_from_log(content: bytes, found: Salvaged) -> None:
    """Adds what stands in a write-ahead log alone, without the file to which it belonged; the later version is kept.

    Args:
        content: The log.
        found: What was read so far.
    """
    before = set(found.revisions)
    _from_pages(Pages(b"", content), found, known=set())
    found.whole = False
    for note, _name in set(found.revisions) - before:
        found.heads.pop(note, None)  # the log is newer than what said which revision is the latest


def _page_by_page(path: Path, found: Salvaged) -> None:
    pages = Pages(content_of(path), content_of(path.with_name(path.name + "-wal")))
    _from_pages(pages, found, known=set(found.revisions))  # what SQLite read is as it was last written


def _from_pages(pages: Pages, found: Salvaged, *, known: set[tuple[str, str]]) -> None:
    for page in pages.all():
        for values in pages.rows(page):
            if len(STORED) - 2 <= len(values) <= len(STORED) and _is_revision(values):
                if (values[1], values[0]) not in known:
                    _keep(dict(zip(STORED, values, strict=False)), found)
            elif len(values) in (4, 5, 6) and _is_head(head := values[:4] if len(values) == 4 else values[1:5]):
                note, revision, target, removed = head  # after the first formats a number of its own stands in front
                found.heads.setdefault(note, (revision, removed))
                found.targets.setdefault(note, target)
    found.broken += pages.broken


def _is_revision(values: Sequence[Any]) -> bool:
    """Tells whether values are those of a revision; one of them may have been lost."""
    wrong = sum(
        not isinstance(value, int if name in NUMBERS else str) for name, value in zip(STORED, values, strict=False)
    )
    named = [isinstance(value, str) and bool(IDENT.fullmatch(value)) for value in values[:2]]
    return wrong == 0 or (wrong == 1 and any(named))


def _is_head(values: Sequence[Any]) -> bool:
    if not (all(isinstance(v, str) for v in values[:3]) and isinstance(values[3], int)):
        return False
    try:
        Ref.parse(values[2])
    except ValueError:
        return False
    return True
