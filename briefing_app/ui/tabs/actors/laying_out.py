"""Places of the actors of networks: small ones at once, large ones on another thread with progress and an end."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from briefing_app.domain.actors.layout import Stopped, layout
from briefing_app.domain.actors.network import Places
from briefing_app.translation import tr
from briefing_app.ui.tasks import Tasks

AT_ONCE = 150
"""Actors up to which a layout takes a few hundredths of a second."""
_MOST_KEPT = 12
_Key = tuple[tuple[str, ...], tuple[tuple[str, str], ...]]


class LayingOut(QObject):
    """The places of what was asked last, and of a few networks before."""

    changed = Signal()
    """Places are there, or how far they are is another."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = Tasks(self)
        self._kept: dict[_Key, Places] = {}
        self._wanted: _Key | None = None
        self._stopped: _Key | None = None
        self._end = threading.Event()
        self._share = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(250)
        self._timer.timeout.connect(self.changed)

    @property
    def is_busy(self) -> bool:
        """True while places are being looked for."""
        return self._wanted is not None

    def words(self) -> str:
        """Returns how far it is, in words; empty if nothing is going on."""
        if self._wanted is not None:
            count = f"{len(self._wanted[0]):,}"
            return tr("Arranging {n} actors: {share} % …", n=count, share=round(100 * self._share))
        return tr("Stopped; the actors stand in a circle of no meaning.") if self._stopped is not None else ""

    def places(self, idents: Sequence[str], pairs: Sequence[tuple[str, str]]) -> Places:
        """Returns places; none yet where they are being looked for, and ``is_busy`` says so."""
        key = (tuple(idents), tuple(pairs))
        found = self._kept.get(key)
        if found is None and len(idents) <= AT_ONCE:
            found = self._keep(key, layout(idents, pairs))
        if found is None and self._stopped == key:
            return _ring(idents)
        if found is not None:
            self._forget()
            return found
        if self._wanted != key:
            self._begin(key)
        return {}

    def _begin(self, key: _Key) -> None:
        self._end.set()
        self._end = end = threading.Event()
        self._wanted, self._stopped, self._share = key, None, 0.0

        def tell(share: float) -> None:
            self._share = share

        def accept(found: Places) -> None:
            self._keep(key, found)
            self._wanted = None
            self._timer.stop()
            self.changed.emit()

        def refuse(error: BaseException) -> None:
            if not isinstance(error, Stopped):
                raise error

        self._tasks.run(
            "layout", lambda: layout(*key, progress=tell, cancelled=end.is_set), accept=accept, refuse=refuse
        )
        self._timer.start()

    def _keep(self, key: _Key, found: Places) -> Places:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = found
        return found

    def _forget(self) -> None:
        """Something else is asked for: nobody waits any more."""
        self._end.set()
        self._tasks.forget("layout")
        self._wanted = self._stopped = None
        self._timer.stop()

    def stop(self) -> None:
        """Ends the search for places that is under way."""
        stopped = self._wanted
        self._forget()
        self._stopped = stopped
        self.changed.emit()

    def close(self) -> None:
        """Ends what is under way and waits for it."""
        self._end.set()
        self._timer.stop()
        self._tasks.close()


def _ring(idents: Sequence[str]) -> Places:
    from math import cos, pi, sin

    total = max(1, len(idents))
    return {
        ident: (0.5 + 0.45 * cos(2 * pi * n / total), 0.5 + 0.45 * sin(2 * pi * n / total))
        for n, ident in enumerate(idents)
    }
