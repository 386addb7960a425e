"""Whether a notes file is sound: everything in it is looked at and nothing changed."""

from __future__ import annotations

import contextlib
import logging
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from briefing_app.notes.image import in_memory
from briefing_app.notes.read_only import open_to_read, require_a_file
from briefing_app.notes.rows import COLUMNS, fetch, unreadable
from briefing_app.notes.salvage import is_step
from briefing_app.notes.upgrades import FORMAT, TABLES, upgrade
from briefing_app.translation import tr, trn

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What a check found; it changes nothing.

    Attributes:
        sound: True if there is nothing to mend.
        findings: What was found, one sentence each.
        notes: How many notes can be read, those in the bin included.
        revisions: How many revisions.
    """

    sound: bool
    findings: tuple[str, ...] = ()
    notes: int = 0
    revisions: int = 0


def check(path: Path) -> CheckReport:
    """Looks at everything in a notes file and changes nothing.

    Args:
        path: The file.

    Raises:
        ExpectedError: What lies there is no file.
    """
    require_a_file(path)
    connection = open_to_read(path)
    if connection is None:
        try:
            connection = in_memory(path)
        except sqlite3.Error as error:
            log.info("the notes cannot be opened: %s", error)
            return CheckReport(sound=False, findings=(tr("The notes file cannot be opened as it is."),))
    look = _Look(connection)
    with contextlib.closing(connection):
        for part in (look.format, look.parts, look.file, look.revisions, look.heads, look.steps):
            try:
                part()
            except sqlite3.Error as error:
                look.findings.append(tr("The file could not be read to the end ({why}).", why=error))
    found = tuple(dict.fromkeys(look.findings))
    return CheckReport(sound=not found, findings=found[:50], notes=look.notes, revisions=look.count)


class _Look:
    """One look at a file: whatever fails in use is found here."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.findings: list[str] = []
        self.notes = self.count = 0

    def format(self) -> None:
        """Is it of the format of this program?"""
        found = int(self._connection.execute("PRAGMA user_version").fetchone()[0])
        if found > FORMAT and not is_of_this_form(self._connection):
            self.findings.append(tr("The file was written by a newer version of this program."))
        elif found != FORMAT:
            self.findings.append(
                tr("The number of the format is {found} instead of {right}.", found=found, right=FORMAT)
            )

    def parts(self) -> None:
        """Is every table there with its columns?"""
        for kind, name, columns in expected_parts():
            there = self._connection.execute(
                "SELECT 1 FROM sqlite_master WHERE type = ? AND name = ?", (kind, name)
            ).fetchone()
            if there is None:
                self.findings.append(tr("The {kind} “{name}” is missing.", kind=kind, name=name))
                continue
            found = {str(row[1]) for row in self._connection.execute(f"PRAGMA table_info({name})")}
            self.findings += [
                tr("The column “{column}” of “{name}” is missing.", column=column, name=name)
                for column in columns
                if column not in found
            ]

    def file(self) -> None:
        """Are the pages sound, and does everything that is named exist?"""
        execute = self._connection.execute
        faults = [str(row[0]) for row in execute("PRAGMA integrity_check(20)")]
        self.findings += [] if faults == ["ok"] else [tr("The file is damaged: {what}.", what=f[:200]) for f in faults]
        for row in execute("PRAGMA foreign_key_check"):
            self.findings.append(tr("A row of “{table}” names something that does not exist.", table=row[0]))
        if execute("SELECT 1 FROM state WHERE key = 'file'").fetchone() is None:
            self.findings.append(tr("The file no longer has the mark that identifies it."))

    def revisions(self) -> None:
        """Can every revision be read as a note?"""
        names = [str(row[1]) for row in self._connection.execute("PRAGMA table_info(revision)")]
        known = [name for name in COLUMNS if name in names]
        for row in fetch(self._connection, f"SELECT {', '.join(known)} FROM revision"):
            self.count += 1
            found = dict.fromkeys(COLUMNS, "") | dict(zip(known, row, strict=True))
            if bad := [name for name in unreadable(found) if name in known]:
                told = tr(
                    "Part of revision {name} cannot be read: {what}.",
                    name=_shown(found["revision"]),
                    what=", ".join(bad),
                )
                self.findings.append(told)

    def heads(self) -> None:
        """Does every note have its latest revision, on the same entry, in the bin or not?"""
        execute = self._connection.execute
        self.notes = int(execute("SELECT count(*) FROM head").fetchone()[0])
        alone = "SELECT count(DISTINCT note) FROM revision WHERE note NOT IN (SELECT note FROM head)"
        if n := int(execute(alone).fetchone()[0]):
            self.findings.append(
                trn("{n} note has lost its latest version.", "{n} notes have lost their latest version.", n)
            )
        if n := int(execute("SELECT count(*) FROM head WHERE number < 1").fetchone()[0]):
            words = trn(
                "{n} note has lost its place in the order of writing.",
                "{n} notes have lost their places in the order of writing.",
                n,
            )
            self.findings.append(words)
        differs = (
            "SELECT count(*) FROM head h JOIN revision r ON r.note = h.note AND r.revision = h.revision"
            " WHERE h.target IS NOT r.target OR h.removed IS NOT r.removed OR h.package IS NOT r.package"
        )
        if n := int(execute(differs).fetchone()[0]):
            words = trn(
                "{n} note is listed under the wrong entry or briefing, or is only half in the bin.",
                "{n} notes are listed under the wrong entry or briefing, or are only half in the bin.",
                n,
            )
            self.findings.append(words)

    def steps(self) -> None:
        """Can every step be taken back?"""
        rows = fetch(self._connection, "SELECT number, verb, at, undone, parts FROM step")
        if n := sum(not is_step(row) for row in rows):
            self.findings.append(trn("{n} step to undo cannot be read.", "{n} steps to undo cannot be read.", n))


def _shown(value: object) -> str:
    return "".join(c for c in str(value) if c.isprintable())[:40]


def expected_parts() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Returns kind, name and columns of what a file of this program is made of."""
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        upgrade(memory)
        return tuple(
            (kind, name, tuple(str(row[1]) for row in memory.execute(f"PRAGMA table_info({name})")))
            for kind, name in sorted(TABLES, reverse=True)
        )


def is_of_this_form(connection: sqlite3.Connection) -> bool:
    """Tells whether a file has the very tables of this program, whatever the number of its format says."""
    return all(
        [str(row[1]) for row in connection.execute(f"PRAGMA table_info({name})")] == list(columns)
        for kind, name, columns in expected_parts()
        if kind == "table"
    )
