"""Opens a dialog over its window: it goes when it is closed, and is told as one thing, not widget by widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from briefing_app.ui.speech import as_one


def show(dialog: QDialog) -> None:
    """Opens a dialog without waiting for its end."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    with as_one():
        dialog.open()
