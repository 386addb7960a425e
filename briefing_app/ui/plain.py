"""Text of others stays text: the few places where Qt would guess that a string is markup."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QWidget


def tip(text: str) -> str:
    """Returns a text for a tooltip that Qt cannot take for markup."""
    if not GuiQt.mightBeRichText(text):
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def label(text: str = "", *, role: str = "body", wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """Returns a label that shows its text as it is.

    Args:
        text: The words.
        role: "title", "heading", "body", "small" or "muted"; the theme's style sheet knows them.
        wrap: True to break lines.
        parent: The parent widget.
    """
    made = QLabel(parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def breakable(text: str) -> str:
    """Returns a text in which words too long for a narrow column may be broken, by marks without width."""
    return " ".join(
        "\u200b".join(w[i : i + 16] for i in range(0, len(w), 16)) if len(w) > 40 else w for w in text.split(" ")
    )
