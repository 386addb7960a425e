"""The stored form of the notes, as numbered steps of SQL. Steps are appended, never changed."""

from __future__ import annotations

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
)
FORMAT = len(STEPS)
