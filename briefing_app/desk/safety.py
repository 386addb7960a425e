"""Keeping the notes safe: backups by themselves, a look into any of them, check and repair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from briefing_app import paths
from briefing_app.desk.state import DeskState
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr

if TYPE_CHECKING:
    from briefing_app.domain.model import Note
    from briefing_app.notes.backups import Backup
    from briefing_app.notes.notebook import Notebook, NotesChange
    from briefing_app.notes.purge import Purged
    from briefing_app.notes.repair import CheckReport, RepairReport

T = TypeVar("T")


def _said_at_first(service: str) -> str:
    return tr(
        "The notes lie in a folder that {service} copies to other machines. If the program is open on two of them, each"
        " may replace the other's file; both are then put together and nothing is lost, but a folder of this machine"
        " alone is calmer: choose one with --profile.",
        service=service,
    )


class SafetyVerbs(DeskState):
    """The part of the desk that keeps notes safe."""

    def _book(self) -> Notebook:
        self.come_together()
        if self.notebook is None:
            raise self.notes_trouble or ExpectedError(tr("Notes are not available."))
        return self.notebook

    def _changed(self, change: NotesChange, initiator: str) -> NotesChange:
        if change.refs:
            self._noted = None
            self.last_saved = max((note.modified for note in change.notes), default=self.last_saved)
            self._tell("notes", refs=change.refs, initiator=initiator)
        return change

    def _lay_notes_on(self, book: Notebook) -> None:
        """Has the notebook serve the briefing that lies on the desk; notes that name none are the bundled one's."""
        book.lie_on(self.package, unnamed=self.package == self.bundled_package)

    def open_notes(self) -> None:
        """Opens the notes; what stands in the way is kept in ``notes_trouble``, for reading works without them."""
        from briefing_app.notes.notebook import Notebook

        try:
            chosen = self.preferences
            self.notebook = Notebook.open(self.profile, author=chosen.author, office=chosen.office)
            self._lay_notes_on(self.notebook)
            if self.notebook.opened.new and (service := paths.synchronised_by(self.profile)):
                self.news = _said_at_first(service)
        except ExpectedError as error:
            self._notes_trouble = error
        self._noted = None

    # A file that was replaced under the window

    def come_together(self) -> bool:
        """Puts both sides together if another program replaced the notes file; nothing of either is lost.

        What happened is said in ``news``. It is looked for before every write, and now and then by the window.

        Returns:
            True if the file had been replaced.

        Raises:
            ExpectedError: What this window knew cannot even be kept aside; the window goes on with it.
        """
        book = self.notebook
        if book is None or not book.store.replaced:
            return False
        from briefing_app.notes.merging import keep_side, put_together

        now, chosen = dt.datetime.now(dt.UTC), self.preferences
        side = keep_side(book, now=now)
        self.notebook = None
        self._let_go()
        try:
            self.notebook, self.news = put_together(
                self.profile, side, author=chosen.author, office=chosen.office, now=now
            )
            self._lay_notes_on(self.notebook)
        except ExpectedError as error:
            self._notes_trouble = error
        self._noted = None
        self._tell("notes", initiator="merge")
        return True

    def try_notes_again(self) -> bool:
        """Opens the notes for writing if only room or a right was missing and is there by now.

        Returns:
            True if they can be written again.
        """
        from briefing_app.notes import write_faults

        book = self.notebook
        if book is None or not (book.opened.read_only and book.opened.for_want_of_room):
            return False
        if not write_faults.may_write(book.store.path):
            return False
        self._without_notes(lambda: None, "elsewhere")
        return self.notebook is not None and not self.notebook.opened.read_only

    # Backups

    def back_up(self, *, only_if_needed: bool = False) -> Backup | None:
        """Copies the notes. May be called on any thread, and while notes are written.

        Args:
            only_if_needed: True to make none if nothing was written since the last one.

        Returns:
            The copy, or None if none was needed.

        Raises:
            ExpectedError: The copy cannot be written, or the notes are damaged.
        """
        from briefing_app.notes import backups

        if only_if_needed and not backups.needed(self.profile):
            return None
        return backups.make(self.profile, now=dt.datetime.now(dt.UTC))

    def backups(self) -> tuple[Backup, ...]:
        """Returns the backups, newest first. May be called on any thread."""
        from briefing_app.notes import backups

        return backups.listed(self.profile)

    def good_backups(self, *, limit: int | None = None) -> tuple[Backup, ...]:
        """Returns the backups that were read from end to end just now, newest first, with how many notes each holds.

        May be called on any thread; each copy takes a moment.

        Args:
            limit: How many at the most; None for all.
        """
        from itertools import islice

        from briefing_app.notes import backups

        return tuple(islice(backups.good(self.profile), limit))

    def notes_in(self, backup: Backup) -> tuple[Note, ...]:
        """Returns the notes of a backup without changing anything. May be called on any thread.

        Raises:
            ExpectedError: It cannot be read.
        """
        from briefing_app.notes import backups

        return backups.peek(backup.path)

    def restore_from(self, notes: Iterable[Note], *, initiator: str) -> NotesChange:
        """Brings notes of a backup back as new revisions, in one step that can be undone; nothing else changes."""
        return self._changed(self._book().bring_back(notes), initiator)

    def open_backup_instead(self, backup: Backup, *, initiator: str) -> Path:
        """Puts a backup in the place of a notes file that is damaged; the damaged one is kept aside.

        Returns:
            Where the file lies as it was.

        Raises:
            ExpectedError: The copy is not sound, another window holds the notes, or there is no room to write.
        """
        from briefing_app.notes.repair import replace_with

        return self._without_notes(
            lambda: replace_with(self.profile, backup.path, now=dt.datetime.now(dt.UTC)), initiator
        )

    # Erasing

    def purge_notes(self, ids: Iterable[str], *, initiator: str) -> Purged:
        """Erases notes with their history for good, from the backups too; it cannot be undone.

        Raises:
            ExpectedError: The notes cannot be written, or another window holds them.
        """
        from briefing_app.notes.purge import purge

        book, wanted = self._book(), tuple(ids)
        refs = {note.target for ident in wanted if (note := book.get(ident)) is not None}
        self._close_notes_index()
        try:
            return purge(book.store, wanted, now=dt.datetime.now(dt.UTC))
        finally:
            book.forget(wanted)
            self._noted = None
            self._tell("notes", refs=refs, initiator=initiator)

    # Check and repair

    def check_notes(self) -> CheckReport:
        """Looks at everything in the notes file and changes nothing. May be called on any thread."""
        from briefing_app.notes.repair import check
        from briefing_app.notes.store import FILE

        return check(self.profile / FILE)

    def repair_notes(self, *, initiator: str = "window") -> RepairReport:
        """Keeps the notes file aside, puts all that can be read into a new one, and opens that. Nothing is deleted.

        Raises:
            ExpectedError: Another window holds the notes, or there is no room to write; the notes are as they were.
        """
        from briefing_app.notes.repair import repair

        return self._without_notes(lambda: repair(self.profile, now=dt.datetime.now(dt.UTC)), initiator)

    def _without_notes(self, step: Callable[[], T], initiator: str) -> T:
        """Does something to the file while nobody here holds it."""
        if self.notebook is not None:
            self.notebook.close()
            self.notebook = None
        self._let_go()
        try:
            return step()
        finally:
            self.open_notes()
            self._tell("notes", initiator=initiator)

    def _close_notes_index(self) -> None:
        """The index is closed for good and begun anew: what it held of the notes goes with its file."""
        with self._making:
            index, self._index = self._index, None
        if index is not None:
            index.close()

    def _let_go(self) -> None:
        """Others that hold the file of the notes close it; they open it anew at the next question."""
        if self._index is not None:
            self._index.forget_notes()
