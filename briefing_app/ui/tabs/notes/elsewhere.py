"""What lies on other briefings: how many notes, on which, and the way to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from briefing_app.desk import Desk
from briefing_app.translation import tr
from briefing_app.ui.notes import files
from briefing_app.ui.plain_text import caption, label


@runtime_checkable
class Opener(Protocol):
    """A window in which another briefing can be opened."""

    def open_known(self, name: str) -> None:
        """Opens a briefing that was opened before, by the name of its data package."""


class ElsewhereBar(QWidget):
    """One line; it is there only while there are such notes."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: Mapping[str, int] = {}
        self.words = label(role="small", wrap=True)
        self.button = QToolButton()
        self.button.setText(tr("See them"))
        self.button.clicked.connect(lambda _checked=False: self._show())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def tell(self, found: Mapping[str, int]) -> None:
        """Says how many notes lie elsewhere.

        Args:
            found: How many, by the name of the data package.
        """
        self._found = found
        self.words.setText(self._desk.notes.elsewhere_words(found))
        self.setVisible(bool(found))

    def menu(self) -> QMenu:
        """Returns what can be done: open one of the briefings that are known here, or take their notes along."""
        menu = QMenu(self)
        window = self.window()
        for name in self._found:
            title = self._desk.shelf.title_of(name)
            if name in self._desk.shelf.known() and isinstance(window, Opener):
                made = menu.addAction(caption(tr("Open {title}", title=title)))
                made.triggered.connect(partial(_open, window, name))
            else:
                menu.addAction(caption(tr("{title}: not opened here before", title=title))).setEnabled(False)
        menu.addSeparator()
        menu.addAction(tr("Export them…")).triggered.connect(lambda _checked=False: self._give_out())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _show(self) -> None:
        self.menu().popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _give_out(self) -> None:
        notes = [note for note in self._desk.notes.all(everywhere=True)[::-1] if not self._desk.notes.is_here(note)]
        files.give_out(self._desk, self, notes)


def _open(window: Opener, name: str, _checked: bool = False) -> None:
    window.open_known(name)
