"""The desk's changes as a Qt signal, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from briefing_app.desk import Desk
from briefing_app.domain.changes import Change


class Bridge(QObject):
    """Tells the window's thread what changed on the desk."""

    changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = desk.listen(self._on_change)

    def _on_change(self, change: Change) -> None:
        self.changed.emit(change)

    def close(self) -> None:
        """Stops listening; the desk may outlive the window."""
        self._stop()
