"""What can be done with a file that was just written: open it, show it in its folder, copy its path."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget

from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.theme import Theme


class WrittenBar(QWidget):
    """Three buttons, hidden until there is a file.

    Signals:
        said: What happened, and whether it is trouble.
    """

    said = Signal(str, bool)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.path: Path | None = None
        row = FlowLayout(self, gap=theme.px(8))
        for words, action in (
            (tr("Open the file"), self.open_file),
            (tr("Show in folder"), self.show_in_folder),
            (tr("Copy path"), self.copy_path),
        ):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, action=action: action())
            row.addWidget(button)
        self.hide()

    def offer(self, path: Path) -> None:
        """Offers a file."""
        self.path = path.absolute()
        self.show()

    def open_file(self) -> None:
        """Opens the file with the program that the system has for it."""
        if self.path is not None and not (self._there() and QDesktopServices.openUrl(_url(self.path))):
            self.said.emit(
                tr("No program could open {path}. Copy its path and open it yourself.", path=self.path), True
            )

    def show_in_folder(self) -> None:
        """Shows the file in its folder, marked where the system can."""
        if self.path is None:
            return
        done = False
        if sys.platform == "win32":
            done = bool(QProcess.startDetached("explorer.exe", [f"/select,{self.path}"])[0])
        elif sys.platform == "darwin":
            done = bool(QProcess.startDetached("open", ["-R", str(self.path)])[0])
        if not done and not QDesktopServices.openUrl(_url(self.path.parent)):
            words = tr(
                "No program on this computer can show folders. The file is in {folder}.", folder=self.path.parent
            )
            self.said.emit(words, True)

    def copy_path(self) -> None:
        """Puts the path on the clipboard."""
        if self.path is not None:
            QGuiApplication.clipboard().setText(str(self.path))
            self.said.emit(tr("Copied: {path}", path=self.path), False)

    def _there(self) -> bool:
        return self.path is not None and self.path.is_file()


def _url(path: Path) -> QUrl:
    return QUrl.fromLocalFile(str(path))
