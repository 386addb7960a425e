"""What can be done with some notes of the list: given out, tagged, moved to the bin and back, erased."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from briefing_app.desk import Desk
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.notes import files
from briefing_app.ui.notes.trouble import ask_to_erase


class NoteVerbs:
    """Does it, each time in one step, and tells what was done.

    Args:
        desk: The desk.
        widget: The widget under which it is told.
        initiator: Who asks for the changes.
    """

    def __init__(self, desk: Desk, widget: QWidget, *, initiator: str) -> None:
        self._desk, self._widget, self._initiator = desk, widget, initiator

    def give_out(self, ids: Sequence[str]) -> None:
        """Offers notes as a file."""
        files.give_out(self._desk, self._widget, self._desk.index.notes(tuple(dict.fromkeys(ids))))

    def tag(self, ids: Sequence[str], tags: tuple[str, ...], *, on: bool) -> bool:
        """Puts tags on notes or takes them off; returns False if that failed."""
        told: list[str] = []

        def tag() -> None:
            notes = self._desk.notes
            change = notes.tag(ids, add=tags if on else (), remove=() if on else tags, initiator=self._initiator)
            done = tr("{words}; Ctrl+Z takes it back.", words=change.words) if change.words else tr("Nothing changed.")
            others = sum(not note.own for note in self._desk.index.notes(ids))
            left = trn("{n} note by others stays as it is.", "{n} notes by others stay as they are.", others)
            told.append(f"{done} {left}" if others else done)

        if not notices.attempt(self._widget, tag):
            return False
        notices.tell(self._widget, told[0])
        return True

    def move(self, what: str, ids: Sequence[str]) -> None:
        """Puts notes into the bin, brings them back, or erases them for good.

        Args:
            what: "remove", "restore" or "erase".
            ids: The notes.
        """
        if not ids:
            return
        if what == "erase":
            ask_to_erase(self._desk, ids, self._widget, initiator=self._initiator)
            return
        verb = self._desk.notes.remove if what == "remove" else self._desk.notes.restore
        words = (
            tr("In the bin. To bring it back, press Ctrl+Z, or choose Restore in the bin.")
            if what == "remove"
            else tr("Restored from the bin.")
        )
        notices.attempt(self._widget, lambda: verb(ids, initiator=self._initiator), done=words)
