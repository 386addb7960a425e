"""Backups of the notes: made by themselves, a look into any of them, and what comes back from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefing_app.desk.ground import Ground
    from briefing_app.desk.notebook import HeldNotebook
    from briefing_app.domain.model import Note
    from briefing_app.notes.backups import Backup
    from briefing_app.notes.notebook import NotesChange


class Backups:
    """The backups of a profile. Making, listing and reading them may happen on any thread."""

    def __init__(self, desk: Ground, notebook: HeldNotebook) -> None:
        self._desk = desk
        self._notebook = notebook

    def make(self, *, only_if_needed: bool = False) -> Backup | None:
        """Copies the notes. May be called while notes are written.

        Args:
            only_if_needed: True to make none if nothing was written since the last one.

        Returns:
            The copy, or None if none was needed.

        Raises:
            ExpectedError: The copy cannot be written, or the notes are damaged.
        """
        from briefing_app.notes import backups

        if only_if_needed and not backups.needed(self._desk.profile):
            return None
        return backups.make(self._desk.profile, now=dt.datetime.now(dt.UTC))

    def listed(self) -> tuple[Backup, ...]:
        """Returns the backups, newest first."""
        from briefing_app.notes import backups

        return backups.listed(self._desk.profile)

    def good(self, *, limit: int | None = None) -> tuple[Backup, ...]:
        """Returns the backups that were read from end to end just now, newest first, with how many notes each holds.

        Each copy takes a moment.

        Args:
            limit: How many at the most; None for all.
        """
        from itertools import islice

        from briefing_app.notes import backups

        return tuple(islice(backups.good(self._desk.profile), limit))

    def notes_in(self, backup: Backup) -> tuple[Note, ...]:
        """Returns the notes of a backup without changing anything.

        Raises:
            ExpectedError: It cannot be read.
        """
        from briefing_app.notes import backups

        return backups.peek(backup.path)

    def restore(self, notes: Iterable[Note], *, initiator: str) -> NotesChange:
        """Brings notes of a backup back as new revisions, in one step that can be undone; nothing else changes."""
        return self._notebook.changed(self._notebook.writable().bring_back(notes), initiator=initiator)

    def open_instead(self, backup: Backup, *, initiator: str) -> Path:
        """Puts a backup in the place of a notes file that is damaged; the damaged one is kept aside.

        Returns:
            Where the file lies as it was.

        Raises:
            ExpectedError: The copy is not sound, another window holds the notes, or there is no room to write.
        """
        from briefing_app.notes.repair import replace_with

        return self._notebook.while_closed(
            lambda: replace_with(self._desk.profile, backup.path, now=dt.datetime.now(dt.UTC)), initiator=initiator
        )
