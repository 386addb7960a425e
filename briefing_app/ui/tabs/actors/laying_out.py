"""Pictures of relations: small ones made at once, large ones on another thread with progress and an end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from briefing_app.domain.actors.layout import Stopped, layout
from briefing_app.domain.actors.network import Arrange, Drawing, Places
from briefing_app.translation import tr
from briefing_app.ui.tasks import Tasks

AT_ONCE = 200
"""Relations in the data up to which any picture of them takes a few hundredths of a second."""
_MOST_KEPT = 12
_Key = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]
Make = Callable[[Arrange], Drawing]
"""Makes a picture with what arranges its actors; touches no widget."""


class LayingOut(QObject):
    """The picture that was asked for last; places of a few networks before are kept."""

    changed = Signal()
    """How far it is, is another."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._kept: dict[_Key, Places] = {}
        self._end = threading.Event()
        self.is_busy = self._is_stopped = False
        self._share = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.changed)

    def words(self) -> str:
        """Returns how far it is, in words; empty if nothing is going on."""
        if self.is_busy:
            return tr("Arranging the actors: {share} % …", share=round(100 * self._share))
        return tr("Stopped: this is what was drawn before.") if self._is_stopped else ""

    def run(self, make: Make, *, relations: int, accept: Callable[[Drawing], None]) -> None:
        """Makes a picture and hands it over: at once, or later if there are very many relations.

        Args:
            make: Makes the picture.
            relations: How many relations the data hold.
            accept: Called with the picture, unless another one is asked for before.
        """
        self._forget()
        if relations <= AT_ONCE:
            accept(make(partial(self._places, end=threading.Event())))
            return
        self._end = end = threading.Event()
        self.is_busy, self._share = True, 0.0

        def done(made: Drawing) -> None:
            self._forget()
            accept(made)

        def failed(error: BaseException) -> None:
            self._forget()
            if not isinstance(error, Stopped):
                raise error

        self._tasks.run("drawing", lambda: make(partial(self._places, end=end)), accept=done, refuse=failed)
        self._timer.start()
        self.changed.emit()

    def _places(self, idents: Sequence[str], pairs: Sequence[tuple[str, str]], *, end: threading.Event) -> Places:
        """Returns the places of a network; called on either thread."""
        key = (tuple(idents), tuple(pairs))
        found = self._kept.get(key)
        if found is None:
            found = layout(idents, pairs, progress=self._tell, cancelled=end.is_set)
            while len(self._kept) >= _MOST_KEPT:
                self._kept.pop(next(iter(self._kept)), None)
            self._kept[key] = found
        return found

    def _tell(self, share: float) -> None:
        self._share = share

    def _forget(self) -> None:
        """Something else is asked for, or it is done: nobody waits any more."""
        self._end.set()
        self._tasks.forget("drawing")
        self.is_busy = self._is_stopped = False
        self._timer.stop()

    def stop(self) -> None:
        """Ends what is under way."""
        self._forget()
        self._is_stopped = True
        self.changed.emit()

    def close(self) -> None:
        """Ends what is under way and waits for it."""
        self._forget()
        self._tasks.close()
