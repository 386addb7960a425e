"""Every test with a window runs under the guards of ``tests/qt_guards.py``."""

from tests.qt_guards import no_dialog_blocks, nothing_of_qt_left

__all__ = ["no_dialog_blocks", "nothing_of_qt_left"]
