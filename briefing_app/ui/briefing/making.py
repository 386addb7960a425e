"""The pages of a briefing, made off the window's thread: those in view first, then all; the newest request wins."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from briefing_app.desk.briefings import Briefings, Gathered, SetBriefing
from briefing_app.ui.tasks import Tasks

if TYPE_CHECKING:
    from briefing_app.report.planned import BriefingPlan

    Made = tuple[BriefingPlan, SetBriefing]


USUAL_TURN_S = sys.getswitchinterval()
SHORT_TURN_S = 0.0005
"""Seconds after which a thread that plans pages lets the window's thread have its turn."""


class Making(QObject):
    """One request at a time: a newer one ends the older one's process at once.

    Signals:
        first: The pages in view alone, as SetBriefing, while the others are being made.
        whole: Plan and pages, as a pair.
        failed: The exception; never for a request that a newer one made void.
    """

    first = Signal(object)
    whole = Signal(object)
    failed = Signal(object)

    def __init__(self, briefings: Briefings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._briefings = briefings
        self._tasks = Tasks(self)
        self._stop = threading.Event()
        self.busy = False
        self._settled = 0
        self._tasks.run("ready", briefings.make_ready, accept=lambda _done: None)

    def ask(self, gathered: Gathered, *, seen: str) -> None:
        """Makes pages.

        Args:
            gathered: What the briefing is planned from.
            seen: Title of the section in view, which is made before the others; empty for page one.
        """
        self.cancel()
        self.busy = True
        sys.setswitchinterval(SHORT_TURN_S)
        self._settle()
        stop = self._stop = threading.Event()
        part = self._briefings.part_of(gathered, seen)
        if part is not None:
            self._run("first", part, stop, lambda made: self._on_first(made[1], gathered, stop))
        else:
            self._run("whole", gathered, stop, self._on_whole)

    def _run(self, kind: str, gathered: Gathered, stop: threading.Event, accept: Callable[[Made], None]) -> None:
        briefings = self._briefings

        def work() -> Made:
            plan = briefings.planned(gathered)
            try:
                return plan, briefings.typeset(plan, cancelled=stop.is_set)
            finally:
                briefings.make_ready()  # the next change finds a process that waits for it

        def taken(made: Made) -> None:
            if not stop.is_set():
                accept(made)

        def refused(error: BaseException) -> None:
            if not stop.is_set():
                self._rest()
                self.failed.emit(error)

        self._tasks.run(kind, work, accept=taken, refuse=refused)

    def _on_first(self, made: SetBriefing, gathered: Gathered, stop: threading.Event) -> None:
        self.first.emit(made)
        if not stop.is_set():
            self._run("whole", gathered, stop, self._on_whole)

    def _on_whole(self, made: Made) -> None:
        self._rest()
        self.whole.emit(made)

    def _settle(self) -> None:
        """What data and first plan have left in memory stays: looking through it all would stall the window."""
        if self._settled < 2:
            self._settled += 1
            gc.freeze()

    def _rest(self) -> None:
        self.busy = False
        sys.setswitchinterval(USUAL_TURN_S)

    def cancel(self) -> None:
        """Ends what is being made; nobody hears of it again."""
        self._stop.set()
        self._rest()

    def close(self) -> None:
        """Ends what is being made and waits until its process is gone."""
        self.cancel()
        self._tasks.close()
        self._briefings.rest()
