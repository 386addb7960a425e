"""What has to be said after the start: one sentence after another, each when the strip is free."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from briefing_app.desk import Desk, crashes
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui import notices
from briefing_app.ui.window.strip import Strip

if TYPE_CHECKING:
    from briefing_app.ui.window.commands import Verbs
    from briefing_app.ui.window.opening import Opening

LOOK_MS = 700
Action = tuple[str, Callable[[], object]]


class Sayable(Protocol):
    """What is needed of the window."""

    desk: Desk
    strip: Strip
    opening: Opening

    def notice(self, text: str, *, trouble: bool = False, action: Action | None = None) -> None:
        """Shows one line."""

    def offer(self, words: str, action: str, deed: Callable[[], object]) -> None:
        """Offers something in the status bar."""


class StartNotices(QObject):
    """Waits for a free strip; what the window says of itself goes first."""

    def __init__(self, window: Sayable, verbs: Verbs) -> None:
        super().__init__(window if isinstance(window, QObject) else None)
        self._window, self._verbs = window, verbs
        self._left: list[Callable[[], tuple[str, bool, Action | None] | None]] = [
            *((lambda words=words: (words, True, None)) for words in window.desk.remarks),
            self._faults,
            self._newer_bundled,
            self._tour,
        ]
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Begins to look for a free strip."""
        self._timer.start()

    def _look(self) -> None:
        if self._window.strip.isVisible() or not self._window.desk.whole:
            return
        while self._left:
            found = self._left.pop(0)()
            if found is not None:
                text, trouble, action = found
                self._window.notice(text, trouble=trouble, action=action)
                return
        self._timer.stop()

    def _faults(self) -> tuple[str, bool, Action | None] | None:
        """Offers the notes about faults that nobody was told of; it is offered once."""
        profile = self._window.desk.profile
        if not crashes.untold(profile):
            return None
        crashes.told(profile)
        words = tr(
            "The program failed when it was last used. A note about it is kept on this machine; nothing was sent."
        )
        return words, True, (tr("Show it…"), self._verbs.faults)

    def _tour(self) -> tuple[str, bool, Action | None] | None:
        """Offers the tour at the first start, once; where nothing can be saved it is not offered at all."""
        desk = self._window.desk
        if desk.preferences.tour_offered:
            return None
        try:
            desk.prefer(initiator="tour", tour_offered=True)
        except ExpectedError:
            return None
        self._window.offer(tr("New here?"), tr("Three steps show the window"), self._verbs.tour)
        return None

    def _newer_bundled(self) -> tuple[str, bool, Action | None] | None:
        words = self._window.desk.updates.newer_bundled()
        if not words:
            return None
        told = tr("The program came with a newer edition of the data, {words}, than the one installed.", words=words)
        return told, False, (tr("Use it"), self._use_bundled)

    def _use_bundled(self) -> None:
        self._window.strip.hide()
        try:
            path = self._window.desk.updates.use_bundled()
        except ExpectedError as error:
            if isinstance(self._window, QWidget):
                notices.warn(self._window, error)
            return
        self._window.opening.open(path, done=tr("The edition that came with the program is shown."))
