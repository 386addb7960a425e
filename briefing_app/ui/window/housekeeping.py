"""Backups by themselves, after the start and every half hour of work, and an eye on what other windows do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from briefing_app.desk import Desk
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.tasks import Tasks

EVERY_MS = 30 * 60 * 1000
REST_MS = 15_000
"""When the whole file is looked over: after the start, when there is nothing else to do."""
GLANCE_MS = 3_000
"""How often another window on the same profile is looked at; it costs the reading of one number."""


class Keeping(QObject):
    """Copies the notes in the background. A failure is told once; the next copy that succeeds takes the words away."""

    rested = Signal()
    """It is a while since the start."""

    def __init__(self, desk: Desk, tasks: Tasks, tell: Callable[[str], object], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._tell = desk, tasks, tell
        self._in_trouble = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.back_up)
        self._glance = QTimer(self)
        self._glance.setInterval(GLANCE_MS)
        self._glance.timeout.connect(self._look)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.rested)
        self._watcher: QFileSystemWatcher | None = None

    def start(self) -> None:
        """Makes a copy now if one is needed, and from now on every half hour."""
        self._timer.start()
        self._glance.start()
        # A file that is put in place of another is a change of the folder; the glance sees what is not told.
        self._watcher = QFileSystemWatcher([str(self._desk.profile)], self)
        self._watcher.directoryChanged.connect(lambda _folder: self._desk.hear_preferences())
        self._rest.start()
        self.back_up()

    def _look(self) -> None:
        self._desk.hear_preferences()
        self._desk.notebook.look_elsewhere()

    def back_up(self) -> None:
        """Makes a copy if notes changed since the last one."""
        if self._desk.notebook.book is None or self._desk.notebook.trouble is not None:
            return  # what is damaged is not copied over what is good
        self._tasks.run(
            "backup", lambda: self._desk.backups.make(only_if_needed=True), accept=self._done, refuse=self._failed
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
