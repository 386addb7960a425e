"""The stored form of the notes, as numbered steps of SQL. Steps are appended, never changed."""

from __future__ import annotations

import sqlite3

IN_ONE_FORM = "dddd-dd-ddTdd:dd:dd.dddZ".replace("d", "[0-9]")
"""How a moment is stored, as SQLite matches it."""
STEPS: tuple[tuple[str, ...], ...] = (
    (
        """
        CREATE TABLE revision (
          revision TEXT PRIMARY KEY,
          note TEXT NOT NULL,
          parent TEXT NOT NULL DEFAULT '',
          seq INTEGER NOT NULL,
          target TEXT NOT NULL,
          body TEXT NOT NULL,
          kind TEXT NOT NULL,
          tags TEXT NOT NULL DEFAULT '[]',
          handling TEXT NOT NULL DEFAULT '',
          author TEXT NOT NULL DEFAULT '',
          office TEXT NOT NULL DEFAULT '',
          created TEXT NOT NULL,
          modified TEXT NOT NULL,
          seen TEXT NOT NULL DEFAULT '{}',
          passage TEXT NOT NULL DEFAULT '',
          fingerprint TEXT NOT NULL DEFAULT '',
          reply_to TEXT NOT NULL DEFAULT '',
          own INTEGER NOT NULL DEFAULT 1,
          removed INTEGER NOT NULL DEFAULT 0,
          extra TEXT NOT NULL DEFAULT ''
        ) STRICT
        """,
        "CREATE INDEX revision_of_note ON revision (note, seq)",
        """
        CREATE TABLE head (
          note TEXT PRIMARY KEY,
          revision TEXT NOT NULL REFERENCES revision (revision),
          target TEXT NOT NULL,
          removed INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        "CREATE INDEX head_by_target ON head (target, removed)",
        """
        CREATE TABLE step (
          number INTEGER PRIMARY KEY AUTOINCREMENT,
          verb TEXT NOT NULL,
          at TEXT NOT NULL,
          undone INTEGER NOT NULL DEFAULT 0
        ) STRICT
        """,
        """
        CREATE TABLE step_part (
          step INTEGER NOT NULL REFERENCES step (number),
          note TEXT NOT NULL,
          before TEXT NOT NULL DEFAULT '',
          after TEXT NOT NULL DEFAULT ''
        ) STRICT
        """,
        "CREATE INDEX step_part_of_step ON step_part (step)",
        "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    ),
    (
        # What a revision builds on beyond its parent: revisions that only another copy of the notes holds.
        "ALTER TABLE revision ADD COLUMN lineage TEXT NOT NULL DEFAULT ''",
        # Grows with every write, so that an index of the words can catch up.
        "CREATE TABLE touched (number INTEGER PRIMARY KEY, note TEXT NOT NULL UNIQUE) STRICT",
        "INSERT INTO touched (note) SELECT note FROM head",
        # Tells one notes file from another, so that an index knows whose it is.
        "INSERT INTO state VALUES ('file', lower(hex(randomblob(16))))",
    ),
    (
        # The same content in half as many pages a save: every page that is written is waited for.
        """
        CREATE TABLE revision_3 (
          revision TEXT NOT NULL,
          note TEXT NOT NULL,
          parent TEXT NOT NULL DEFAULT '',
          seq INTEGER NOT NULL,
          target TEXT NOT NULL,
          body TEXT NOT NULL,
          kind TEXT NOT NULL,
          tags TEXT NOT NULL DEFAULT '[]',
          handling TEXT NOT NULL DEFAULT '',
          author TEXT NOT NULL DEFAULT '',
          office TEXT NOT NULL DEFAULT '',
          created TEXT NOT NULL,
          modified TEXT NOT NULL,
          seen TEXT NOT NULL DEFAULT '{}',
          passage TEXT NOT NULL DEFAULT '',
          fingerprint TEXT NOT NULL DEFAULT '',
          reply_to TEXT NOT NULL DEFAULT '',
          own INTEGER NOT NULL DEFAULT 1,
          removed INTEGER NOT NULL DEFAULT 0,
          extra TEXT NOT NULL DEFAULT '',
          lineage TEXT NOT NULL DEFAULT '',
          PRIMARY KEY (note, revision)
        ) STRICT
        """,
        "INSERT INTO revision_3 SELECT * FROM revision ORDER BY rowid",
        # The number grows with every write to any note, so that an index of the words can catch up.
        """
        CREATE TABLE head_3 (
          number INTEGER PRIMARY KEY,
          note TEXT NOT NULL UNIQUE,
          revision TEXT NOT NULL,
          target TEXT NOT NULL,
          removed INTEGER NOT NULL DEFAULT 0,
          FOREIGN KEY (note, revision) REFERENCES revision_3 (note, revision)
        ) STRICT
        """,
        """
        INSERT INTO head_3 (note, revision, target, removed)
          SELECT h.note, h.revision, h.target, h.removed FROM head h LEFT JOIN touched t ON t.note = h.note
          ORDER BY t.number
        """,
        """
        CREATE TABLE step_3 (
          number INTEGER PRIMARY KEY,
          verb TEXT NOT NULL,
          at TEXT NOT NULL,
          undone INTEGER NOT NULL DEFAULT 0,
          parts TEXT NOT NULL DEFAULT '[]'
        ) STRICT
        """,
        """
        INSERT INTO step_3 SELECT s.number, s.verb, s.at, s.undone,
          (SELECT json_group_array(json_array(p.note, p.before, p.after)) FROM step_part p WHERE p.step = s.number)
          FROM step s
        """,
        "DROP TABLE step_part",
        "DROP TABLE step",
        "DROP TABLE touched",
        "DROP TABLE head",
        "DROP TABLE revision",
        "ALTER TABLE revision_3 RENAME TO revision",
        "ALTER TABLE head_3 RENAME TO head",
        "ALTER TABLE step_3 RENAME TO step",
        "CREATE INDEX head_by_target ON head (target, removed)",
        "CREATE INDEX step_ahead ON step (number) WHERE undone = 1",
        # The numbers begin anew: to an index this is another file.
        "UPDATE state SET value = lower(hex(randomblob(16))) WHERE key = 'file'",
    ),
    (
        # Moments in UTC and in one form, so that they sort as time. The first moment of 1970 was written where a file
        # told none, and days that do not exist were taken in: both are unknown.
        *(
            f"""
            UPDATE revision SET {moment} = CASE
              WHEN {moment} = '1970-01-01T00:00:00Z' AND own = 0 THEN ''
              WHEN date(substr({moment}, 1, 10), '+0 days') IS NOT substr({moment}, 1, 10) THEN ''
              ELSE coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', {moment}), '') END
            WHERE {moment} <> '' AND ({moment} NOT GLOB '{IN_ONE_FORM}'
              OR date(substr({moment}, 1, 10), '+0 days') IS NOT substr({moment}, 1, 10))
            """
            for moment in ("created", "modified")
        ),
        # Their order is another one: to an index this is another file.
        "UPDATE state SET value = lower(hex(randomblob(16))) WHERE key = 'file'",
    ),
    (
        # Which briefing a note is on, by the name of its data package. Until then there was one: an empty name is that
        # of the bundled package, and stays empty, so that revisions read from old files and backups are the same.
        "ALTER TABLE revision ADD COLUMN package TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE head ADD COLUMN package TEXT NOT NULL DEFAULT ''",
        "DROP INDEX IF EXISTS head_by_target",
        "CREATE INDEX head_by_target ON head (target, removed, package)",
    ),
)
FORMAT = len(STEPS)
TABLES = frozenset(
    {("table", "revision"), ("table", "head"), ("table", "step"), ("table", "state"), ("index", "head_by_target"),
     ("index", "step_ahead")}
)  # fmt: skip
"""What a file of the newest format is made of."""


def upgrade(connection: sqlite3.Connection) -> None:
    """Brings a file to the newest format, one transaction a step; a failing step leaves all as it was.

    Statements run one by one: a script would be committed halfway.

    Args:
        connection: An open connection in autocommit mode.

    Raises:
        sqlite3.Error: A step failed, or the file is of a newer format.
    """
    found = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if found > FORMAT:
        raise sqlite3.NotSupportedError(f"format {found} is newer than {FORMAT}")
    for number, step in enumerate(STEPS[found:], start=found + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            at = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if at < number:  # another window may have been quicker
                for statement in step:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def require_tables(connection: sqlite3.Connection) -> None:
    """Makes sure that a file of the newest format has all that belongs to it.

    Raises:
        sqlite3.DatabaseError: It has not.
    """
    there = {(str(kind), str(name)) for kind, name in connection.execute("SELECT type, name FROM sqlite_master")}
    if missing := sorted(name for kind, name in TABLES - there):
        raise sqlite3.DatabaseError(f"missing: {', '.join(missing)}")
    if int(connection.execute("PRAGMA user_version").fetchone()[0]) != FORMAT:
        raise sqlite3.DatabaseError("the number of the format was lost")
