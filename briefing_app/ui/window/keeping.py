"""Backups by themselves, after the start and every half hour of work, and a glance at what other windows write."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.ui.tasks import Tasks
from briefing_app.words import tr

EVERY_MS = 30 * 60 * 1000
GLANCE_MS = 3_000
"""How often another window on the same profile is looked at; it costs the reading of one number."""


class Keeping(QObject):
    """Copies the notes in the background. A failure is told once; the next copy that succeeds takes the words away."""

    def __init__(self, desk: Desk, tasks: Tasks, tell: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._tell = desk, tasks, tell
        self._in_trouble = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._glance = QTimer(self)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(desk.look_elsewhere)

    def start(self) -> None:
        """Makes a copy now if one is needed, and from now on every half hour."""
        self._timer.start()
        self._glance.start()
        self.back_up()

    def back_up(self) -> None:
        """Makes a copy if notes changed since the last one."""
        if self._desk.notebook is None or self._desk.notes_trouble is not None:
            return  # what is damaged is not copied over what is good
        self._tasks.run(
            "backup", lambda: self._desk.back_up(only_if_needed=True), accept=self._done, refuse=self._failed
        )

    def _done(self, _made: object) -> None:
        if self._in_trouble:
            self._tell("")
        self._in_trouble = False

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        if not self._in_trouble:
            self._tell(tr("⚠ backup failed: {why}", why=error.sentence()))
        self._in_trouble = True
