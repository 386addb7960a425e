"""Files dropped on the window: a briefing is opened, a file of notes is shown with what taking it in would do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

BRIEFING = ".pdf"
PACKAGE = "datapackage.json"
NOTES = frozenset({".jsonld", ".json", ".csv", ".md", ".markdown"})


class Dropping(QObject):
    """Takes one file of this machine at a time; anything else is left to others."""

    def __init__(self, window: QWidget, *, briefing: Callable[[Path], object], notes: Callable[[Path], object]) -> None:
        """Makes the window take files.

        Args:
            window: The window.
            briefing: Opens a briefing.
            notes: Shows what taking in notes would do.
        """
        super().__init__(window)
        self._briefing, self._notes = briefing, notes
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QDragEnterEvent | QDropEvent):
            path = _file_of(event)
            if path is not None:
                event.acceptProposedAction()
                if event.type() == QEvent.Type.Drop:
                    (self._briefing if path.suffix.casefold() == BRIEFING else self._notes)(path)
                return True
        return super().eventFilter(watched, event)


def _file_of(event: QDropEvent) -> Path | None:
    """Returns the one file that can be taken, or None."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    known = path.suffix.casefold() in NOTES | {BRIEFING} and path.name.casefold() != PACKAGE
    return path if known else None
