"""Attacks on the window run under the same guards as the window's own tests."""

from tests.ui.conftest import no_dialog_blocks, nothing_of_qt_left, own_type

__all__ = ["no_dialog_blocks", "nothing_of_qt_left", "own_type"]
