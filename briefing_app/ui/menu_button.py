"""A small button beside a list or a picture that opens what it offers."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton

from briefing_app.ui.plain_text import set_tip


def menu_button(words: str, tip: str) -> tuple[QToolButton, QMenu]:
    """Returns the button and its menu, which is empty yet.

    Args:
        words: On the button.
        tip: What it does, for the tooltip and the screen reader.
    """
    button = QToolButton()
    button.setText(words)
    set_tip(button, tip)
    button.setAccessibleName(tip)
    button.setProperty("role", "quiet")
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    button.setMenu(menu)
    return button, menu
