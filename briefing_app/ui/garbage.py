"""Python looks for garbage on the window's thread only, for what it finds may be widgets.

A widget that took part in a circle is deleted by whichever thread happens to find it. Qt allows that on the window's
thread alone; on another the program ends with a segmentation fault. So Python's own search, which starts on any
thread that makes many objects, is switched off, and the window's thread searches in its pauses.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1000
ROUNDS = 10
"""As many searches of one generation come before one of the next older, as in CPython's own rule."""


def keep_to_window() -> None:
    """Switches off the search that any thread could start."""
    gc.disable()


class Garbage(QTimer):
    """Searches once a second if much was made, and through all objects when a quarter of them are new.

    The rules are CPython's (``Modules/gcmodule.c``, ``gc_collect_generations``), which cannot be called by hand.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        keep_to_window()
        self._young = self._middle = self._aged = 0
        self._old = 0
        self.setInterval(PAUSE_MS)
        self.timeout.connect(self.look)
        self.start()

    def look(self) -> None:
        """Searches the generations that are due."""
        if gc.get_count()[0] <= gc.get_threshold()[0]:
            return
        self._young += 1
        if self._young <= ROUNDS:
            gc.collect(0)
            return
        self._young = 0
        self._middle += 1
        self._aged += len(gc.get_objects(generation=1))
        if self._middle <= ROUNDS or self._aged < self._old // 4:
            gc.collect(1)
            return
        self._middle = self._aged = 0
        gc.collect()
        self._old = len(gc.get_objects(generation=2))
