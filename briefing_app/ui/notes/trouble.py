"""Trouble with the notes file: said where it shows, once, with the step that helps."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.dialogs import show
from briefing_app.ui.plain_text import question
from briefing_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from briefing_app.domain.model import Note

log = logging.getLogger(__name__)
Say = Callable[..., None]
"""Shows a line above the tab: text, trouble, action."""


class NotesTrouble(QObject):
    """Tells the person of one window what is the matter with the notes, and what was done about it."""

    def __init__(self, desk: Desk, tasks: Tasks, say: Say, verbs: Any, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._say, self._verbs, self._window = desk, tasks, say, verbs, parent
        self._told: str | None = None

    def tell(self) -> None:
        """Says what happened to the notes, or what is the matter with them, unless it was said already."""
        desk, trouble = self._desk, self._desk.notebook.trouble
        words = trouble.words if trouble is not None else ""
        before, self._told = self._told, words
        if trouble is not None and words != before:
            log.info("%s %s", trouble.sentence(), trouble.detail)
            self._say(trouble.sentence(), trouble=True, action=self._way_out())
            if desk.notebook.damaged:
                self._tasks.run("good copies", lambda: desk.backups.good(limit=3), accept=self._offer_copies)
        elif before and not words:
            self._say(tr("The notes can be written again."))
        if desk.notebook.news:
            news, desk.notebook.news = desk.notebook.news, ""
            self._say(news, trouble=True)

    def _way_out(self) -> tuple[str, Callable[[], object]]:
        desk = self._desk
        if desk.notebook.book is not None and desk.notebook.book.opened.for_want_of_room:
            return tr("Export all notes…"), self._verbs.export_notes
        if desk.notebook.book is not None and desk.notebook.book.stored.unreadable and not desk.notebook.damaged:
            return tr("Repair"), lambda: mend(desk, self._window)
        return tr("Backups…"), self._verbs.backups

    def _offer_copies(self, good: tuple[Any, ...]) -> None:
        """Names the last copies that were read from end to end, by their dates."""
        trouble = self._desk.notebook.trouble
        if trouble is not None and good:
            from briefing_app.ui.notes.facts import backup_words

            named = "; ".join(backup_words(backup.made) for backup in good)
            words = tr("{trouble} The last good copies: {named}.", trouble=trouble.sentence(), named=named)
            self._say(words, trouble=True, action=(tr("Backups…"), self._verbs.backups))

    def look_over(self) -> None:
        """Looks at the whole file in the background; what no list shows by itself is said too."""
        if self._desk.notebook.book is not None and self._desk.notebook.trouble is None:
            self._tasks.run("look over", self._desk.notebook.check, accept=self._looked, refuse=self._not_looked)

    def _looked(self, report: Any) -> None:
        if report.sound or self._desk.notebook.trouble is not None:
            return
        words = tr("Something is wrong in the notes file: {what}", what=report.findings[0])
        self._say(words, trouble=True, action=(tr("Repair"), lambda: mend(self._desk, self._window)))

    @staticmethod
    def _not_looked(error: BaseException) -> None:
        log.info("the notes could not be looked over: %s", error)


def mend(desk: Desk, widget: QWidget) -> None:
    """Repairs the notes file, which is kept aside as it was, and says what was done."""
    told: list[str] = []

    def repair() -> None:
        told.extend(desk.notebook.repair(initiator="window").told)

    if notices.attempt(widget, repair):
        notices.tell(widget, " ".join(told))


def ask_to_erase(desk: Desk, ids: Iterable[str], widget: QWidget, *, initiator: str) -> QMessageBox | None:
    """Asks plainly whether notes shall be erased for good, and does it.

    Args:
        desk: Whose notes.
        ids: The notes.
        widget: Where the person asked.
        initiator: Who asks.

    Returns:
        The question that stands on the screen; None if there is nothing to erase.
    """
    from PySide6.QtWidgets import QMessageBox

    chosen = tuple(ids)
    if not chosen:
        return None
    box = question(
        widget.window(),
        title=tr("Erase for good"),
        words=trn(
            "Erase this note and its whole history for good?",
            "Erase these {n} notes and their whole history for good?",
            len(chosen),
        ),
        more=tr(
            "It is removed from the notes, the backups and all copies in the profile, and cannot be restored. "
            "Files already exported or passed on keep it."
        ),
    )
    box.setIcon(QMessageBox.Icon.Warning)
    erase = box.addButton(tr("Erase for good"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(cancel)
    box.setEscapeButton(cancel)

    def do() -> None:
        try:
            done = desk.notes.purge(chosen, initiator=initiator)
        except ExpectedError as error:
            notices.warn(widget, error)
            return
        notices.tell(widget, done.words())

    erase.clicked.connect(do)
    show(box)
    return box


def lost_words(note: Note) -> str:
    """Returns what of a note cannot be read, in words."""
    names = {
        "target": tr("the entry it is about"), "body": tr("its words"), "kind": tr("its kind"), "tags": tr("its tags"),
        "handling": tr("its handling"), "author": tr("who wrote it"), "office": tr("the office"),
        "created": tr("when it was written"), "modified": tr("when it was changed"), "seen": tr("what was seen"),
        "passage": tr("the passage"), "head": tr("which version is the latest"),
        "removed": tr("whether it is in the bin"),
    }  # fmt: skip
    lost = list(dict.fromkeys(names.get(name, tr("a part that is not shown")) for name in note.unreadable))
    return tr("⚠ Cannot be read: {what}. The rest is as it was.", what=", ".join(lost))
