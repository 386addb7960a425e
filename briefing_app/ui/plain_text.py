"""The one door for words in labels, tooltips, buttons and questions: text of others stays text, whatever it holds."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import QLabel, QToolTip, QWidget

from briefing_app.domain.control_signs import visible

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

TIP_WIDTH = 64
"""Letters in a line of a tooltip."""
LONGEST_TIP = 1_000
STAYS = 3_600_000
"""Milliseconds that a tooltip stays while the mouse does: nobody is hurried who reads slowly."""


class Tipped(Protocol):
    """Whatever has a tooltip: widgets, actions, rows of lists."""

    def setToolTip(self, text: str, /) -> None:
        """Takes the words."""


def tip(text: str) -> str:
    """Returns a text for a tooltip: broken into lines, steering signs shown, and no markup, whatever it holds."""
    shown = visible(text if len(text) <= LONGEST_TIP else text[: LONGEST_TIP - 1] + "…")
    lines = "\n".join(textwrap.fill(line, TIP_WIDTH) if len(line) > TIP_WIDTH else line for line in shown.split("\n"))
    if not GuiQt.mightBeRichText(lines):
        return lines
    escaped = lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{escaped}</qt>".replace("\n", "<br>")


def set_tip(target: Tipped, text: str) -> None:
    """Gives a widget or a row its tooltip; empty words take it away."""
    target.setToolTip(tip(text))
    if isinstance(target, QWidget):
        target.setToolTipDuration(STAYS)


def show_tip(where: QPoint, text: str, widget: QWidget) -> None:
    """Shows the tooltip of a painted part.

    Args:
        where: The global point.
        text: The words; none take the tooltip away.
        widget: The widget that is painted.
    """
    QToolTip.showText(where, tip(text), widget, QRect(), STAYS)


def tip_is_shown() -> bool:
    """Tells whether words are shown over the window."""
    return QToolTip.isVisible()


def hide_tip() -> None:
    """Takes away the words that are shown over the window."""
    QToolTip.hideText()


def tip_of(index: QModelIndex | QPersistentModelIndex) -> str:
    """Returns the words that rest on a cell, or else its own."""
    return str(index.data(Qt.ItemDataRole.ToolTipRole) or index.data(Qt.ItemDataRole.DisplayRole) or "")


def caption(text: str) -> str:
    """Returns words for a button, a tick or a menu, in which "&" is a letter and no sign of a key."""
    return visible(text).replace("&", "&&")


def name_seen(seen: str, spoken: str) -> str:
    """Returns a name for assistive technology that begins with the words seen, so that who says them is understood.

    Args:
        seen: What stands on a button; signs and single letters, dots at the end and keys after a gap are no words.
        spoken: What the button does.
    """
    words = seen.replace("&&", "&").partition("  ")[0].strip(" …")
    if sum(letter.isalpha() for letter in words) < 2 or spoken.casefold().startswith(words.casefold()):
        return spoken
    return f"{words}: {spoken}"


class Label(QLabel):
    """A label that shows its text as it is: no markup, no turned letters."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def setText(self, text: str) -> None:
        """Takes over a text."""
        super().setText(visible(text))


def for_clipboard(*, html: str, text: str) -> QMimeData:
    """Returns what other programs may paste: HTML of our own making, all words in it escaped, and plain words."""
    made = QMimeData()
    made.setHtml(html)
    made.setText(text)
    return made


def label(text: str = "", *, role: str = "body", wrap: bool = False, parent: QWidget | None = None) -> Label:
    """Returns a label that shows its text as it is.

    Args:
        text: The words.
        role: "title", "heading", "body", "small" or "muted"; the theme's style sheet knows them.
        wrap: True to break lines.
        parent: The parent widget.
    """
    made = Label(parent)
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setText(text)
    return made


def question(parent: QWidget | None, *, title: str, words: str, more: str) -> QMessageBox:
    """Returns a question to the person; its buttons and what they do are the caller's.

    Args:
        parent: Owner; None where there is no window yet.
        title: Title of the window.
        words: The question.
        more: What stands under it.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(visible(words))
    box.setInformativeText(visible(more))
    for part in box.findChildren(QLabel):  # the format of the box is not that of the words under the question
        part.setTextFormat(Qt.TextFormat.PlainText)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return box


def breakable(text: str) -> str:
    """Returns a text in which words too long for a narrow column may be broken, by marks without width."""
    return " ".join(
        "\u200b".join(w[i : i + 16] for i in range(0, len(w), 16)) if len(w) > 40 else w for w in text.split(" ")
    )
