"""Pure computing off the window's thread: frozen input in, a record out, the newest request wins."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from briefing_app.ui.garbage import keep_to_window
from briefing_app.ui.speech import as_one

log = logging.getLogger(__name__)


class _Signals(QObject):
    done = Signal(str, int, object, object)


class _Job(QRunnable):
    def __init__(self, kind: str, number: int, work: Callable[[], Any], signals: _Signals) -> None:
        super().__init__()
        self._kind, self._number, self._work, self._signals = kind, number, work, signals

    def run(self) -> None:
        result: object = None
        failure: BaseException | None = None
        try:
            result = self._work()
        except Exception as error:  # noqa: BLE001 - handed to the window's thread, which decides
            failure = error
        try:
            self._signals.done.emit(self._kind, self._number, result, failure)
        except RuntimeError:
            log.info("result of %s came after the window was closed", self._kind)


class Tasks(QObject):
    """A pool for work of several kinds. A newer request of the same kind makes the older result void."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(2)
        self._signals = _Signals(self)
        self._signals.done.connect(self._on_done)
        self._newest: dict[str, int] = {}
        self._waiting: dict[tuple[str, int], tuple[Callable[[Any], None], Callable[[BaseException], None]]] = {}
        self._count = 0

    def run(
        self,
        kind: str,
        work: Callable[[], Any],
        *,
        accept: Callable[[Any], None],
        refuse: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Runs work in the pool and hands its result to ``accept`` on the window's thread.

        Args:
            kind: What the work is about; only the newest result of a kind is accepted.
            work: A function of frozen input; it touches no widget and no state of the desk.
            accept: Called with the result.
            refuse: Called with the exception if there was one; by default it is raised on the window's thread.
        """
        keep_to_window()
        self._count += 1
        self._newest[kind] = self._count
        self._waiting[kind, self._count] = (accept, refuse or _raise)
        self._pool.start(_Job(kind, self._count, work, self._signals))

    def forget(self, kind: str) -> None:
        """Lets go of work of a kind: what it finds is accepted by nobody."""
        self._newest.pop(kind, None)

    def forget_all(self) -> None:
        """Lets go of all work that is under way: what asked for it is going away."""
        self._newest.clear()

    def _on_done(self, kind: str, number: int, result: object, failure: BaseException | None) -> None:
        accept, refuse = self._waiting.pop((kind, number))
        if self._newest.get(kind) != number:
            return
        with as_one():
            if failure is not None:
                refuse(failure)
            else:
                accept(result)

    def close(self) -> None:
        """Waits for running work to end and forgets its results."""
        self._newest.clear()
        self._pool.clear()
        self._pool.waitForDone(10_000)


def _raise(error: BaseException) -> None:
    raise error
