"""The choice of a briefing: one that was opened before, a folder, or an archive."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.desk.shelf import OnShelf
from briefing_app.domain.control_signs import visible
from briefing_app.translation import tr
from briefing_app.ui.plain_text import label
from briefing_app.ui.screens import make_room
from briefing_app.ui.theme import Theme

WHICH = Qt.ItemDataRole.UserRole


class OpenBriefingDialog(QDialog):
    """A list of the briefings that are known here, and two buttons for any other."""

    chosen = Signal(object)
    """The path of a package; None for the bundled one."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Open a briefing"))
        self._theme = theme
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(*(px(18),) * 4)
        column.setSpacing(px(10))
        column.addWidget(label(tr("Open a briefing"), role="heading"))
        words = tr(
            "A briefing is a data package: a folder, or a .zip of it, with a file datapackage.json. Notes, filter and"
            " views are kept for each."
        )
        column.addWidget(label(words, role="body-muted", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Briefings opened before"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for one in known(desk):
            self._add(one)
        self.list.itemActivated.connect(self._take)
        self.list.itemDoubleClicked.connect(self._take)
        column.addWidget(self.list, 1)
        if not self.list.count():
            self.list.hide()
            column.addWidget(label(tr("No other briefing has been opened here yet."), wrap=True))
            column.addStretch(1)
        row = QHBoxLayout()
        for words, action in (
            (tr("Choose a folder…"), self._choose_folder),
            (tr("Choose a .zip…"), self._choose_archive),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: action())
            row.addWidget(button)
        row.addStretch(1)
        cancel = QPushButton(tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.button = QPushButton(tr("Open"))
        self.button.setProperty("role", "main")
        self.button.setDefault(True)
        self.button.setEnabled(self.list.count() > 0)
        self.button.clicked.connect(lambda _checked=False: self._take(self.list.currentItem()))
        row.addWidget(cancel)
        row.addWidget(self.button)
        column.addLayout(row)
        if self.list.count():
            self.list.setCurrentRow(0)
        make_room(self, px(640), px(420))

    def _add(self, one: OnShelf) -> None:
        where = visible(one.path) if one.path else tr("came with the program")
        item = QListWidgetItem(f"{visible(one.title or one.name)}\n{where}", self.list)
        item.setData(WHICH, one.path)
        item.setSizeHint(QSize(0, 2 * QFontMetrics(self._theme.font("body")).lineSpacing() + self._theme.px(18)))

    def _take(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            path = str(item.data(WHICH))
            self._end(Path(path) if path else None)

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, tr("The folder of a briefing"), str(Path.home()))
        if found:
            self._end(Path(found))

    def _choose_archive(self) -> None:
        kinds = f"{tr('Briefings')} (*.zip);;{tr('All files')} (*)"
        found, _kind = QFileDialog.getOpenFileName(self, tr("The archive of a briefing"), str(Path.home()), kinds)
        if found:
            self._end(Path(found))

    def _end(self, path: Path | None) -> None:
        self.accept()
        self.chosen.emit(path)


def known(desk: Desk) -> tuple[OnShelf, ...]:
    """Returns the briefings to choose from: those opened before, and the bundled one if it is not among them."""
    found = desk.shelf.recent()
    if desk.shelf.is_home or any(not one.path for one in found):
        return found
    return (*found, OnShelf(name=desk.shelf.bundled, title=desk.shelf.title_of(desk.shelf.bundled), path=""))
