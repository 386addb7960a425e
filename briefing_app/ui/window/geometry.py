"""Keeps a window where it can be seen: where it was left the last time, and never beside the free screen."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QTimer
from PySide6.QtWidgets import QMainWindow

from briefing_app.ui.screens import free_part
from briefing_app.ui.window import placement

FRAME_MS = 250


class Geometry(QObject):
    """Gives a window its place.

    Args:
        window: The window.
        left: Where it was left, as ``geometry`` gives it; empty for the first place.
    """

    def __init__(self, window: QMainWindow, left: str) -> None:
        super().__init__(window)
        self._window = window
        if not (left and window.restoreGeometry(QByteArray.fromBase64(left.encode()))):
            window.setGeometry(placement.first(free_part(window)))
        self._placed = window.size()
        window.installEventFilter(self)

    def geometry(self) -> str:
        """Returns the place of the window as text."""
        return bytes(self._window.saveGeometry().toBase64().data()).decode()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            for wait in (0, FRAME_MS):  # some systems draw the frame, and tell its size, later
                QTimer.singleShot(wait, self, self._keep_on_screen)
        return super().eventFilter(watched, event)

    def _keep_on_screen(self) -> None:
        """Brings a window back that lies, frame included, beside the free screen: saved there, or larger than it."""
        window = self._window
        if window.isMaximized() or window.isFullScreen() or window.size() != self._placed:
            return  # what was made larger since then was wanted so
        frame = placement.frame_of(window.frameGeometry(), window.geometry())
        wanted = placement.fitted(window.geometry(), free_part(window), frame)
        if wanted != window.geometry():
            window.setGeometry(wanted)
            self._placed = wanted.size()
