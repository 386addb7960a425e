"""What a tab promises to the window: one view of the desk, and the same few questions answered by all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from briefing_app.domain.changes import Change
from briefing_app.domain.filters import FIELDS
from briefing_app.domain.model import Ref

if TYPE_CHECKING:
    from briefing_app.desk import Desk
    from briefing_app.ui.theme import Theme


class Tab(QWidget):
    """One view of the desk. It is built when first shown and told of every change after that.

    A tab asks ``desk`` for data and verbs, computes specs with the pure functions of ``domain``, and draws them.
    It never imports another tab. To select an entry it calls ``desk.select(ref, initiator=self.KEY)``; to follow
    a link to an entry in its own tab it calls ``desk.follow(ref)``.
    """

    KEY: ClassVar[str] = ""
    NOUNS: ClassVar[frozenset[str]] = frozenset()
    """Nouns of the entries whose home this tab is: a link to ``event/…`` opens the tab that names "event"."""

    ACTS: ClassVar[frozenset[str]] = FIELDS
    """The conditions of the filter that change what this tab shows, by the names of ``domain.filters``."""
    LISTS_NOTES: ClassVar[bool] = False
    """True for a tab that shows the words of notes, so that it hears of every change to them."""
    acting_changed = Signal()
    """Other conditions act now: another view of the tab is shown."""

    note_wanted = Signal(str)
    """A note on the selection is to be begun with these words."""

    status_changed = Signal()
    """Something was chosen in the tab itself, so that ``status`` says something else."""

    record_wanted = Signal()
    """The record of the selection answers what was asked and is to be seen."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.theme = theme
        self.setObjectName(f"tab-{self.KEY}")

    def refresh(self, change: Change) -> None:
        """Shows what a change means for this tab. Called once after building with all kinds set."""
        raise NotImplementedError

    def reveal(self, ref: Ref) -> bool:
        """Brings an entry into view and marks it; returns False if it is not shown here or is filtered out."""
        raise NotImplementedError

    def status(self) -> str:
        """Returns the words for the left end of the status bar, such as "214 events · 12 shown"."""
        raise NotImplementedError

    def acting(self) -> frozenset[str]:
        """Returns the conditions of the filter that change what is shown now."""
        return self.ACTS

    def tells(self, ref: Ref) -> bool:
        """Tells whether the tab says of an entry what its record says, so that the record need not open beside it."""
        del ref
        return False

    def toggle_table(self) -> None:
        """F2: changes between the picture and its equal table. Tabs that are tables by nature do nothing."""

    def apply_theme(self, theme: Theme) -> None:
        """Takes over a new theme or text size; the default repaints."""
        self.theme = theme
        self.update()

    def chosen_notes(self) -> tuple[str, ...]:
        """Returns the ids of the notes that are chosen in this tab; only the list of notes has any."""
        return ()

    def save_view(self) -> dict[str, Any]:
        """Returns what the tab wants to find again at the next start (JSON types only)."""
        return {}

    def restore_view(self, view: dict[str, Any]) -> None:
        """Takes back what ``save_view`` returned; ignores what it does not know."""
