"""A newer edition of the data from a file: what it changes is shown before it is installed, and one can go back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from briefing_app.desk import Desk
from briefing_app.domain import editions
from briefing_app.domain.editions import LookBack
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr
from briefing_app.ui.flow import FlowLayout
from briefing_app.ui.plain_text import caption, label
from briefing_app.ui.screens import free_part
from briefing_app.ui.tables import TableView
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

if TYPE_CHECKING:
    from briefing_app.desk.updates.candidate import Candidate


class EditionsDialog(QDialog):
    """One sheet: the edition in use, a file that is looked at, and what installing it would change.

    Signals:
        chosen: Where the edition lies that is to be shown from now on, and what is said once it is.
    """

    chosen = Signal(object, str)

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._tasks = Tasks(self)
        self._found: Candidate | None = None
        self.setWindowTitle(tr("Editions of the data"))
        self._open = QPushButton(tr("Choose a file…"))
        self._open.clicked.connect(self._choose)
        before = desk.updates.before()
        self._back = QPushButton(caption(tr("Back to edition {words}", words=before)))
        self._back.setVisible(bool(before))
        self._back.clicked.connect(self._go_back)
        self._how = label(
            tr(
                "A newer edition comes as a .zip. It is checked and compared before anything changes, and the edition "
                "in use stays beside it."
            ),
            role="body-muted",
            wrap=True,
        )
        self._what = label(role="strong", wrap=True)
        self._origin = label(wrap=True)
        self._doubts = label(wrap=True)
        self._summary = label(role="body-muted", wrap=True)
        self._table = TableView(theme)
        self._accept = QCheckBox()
        self._said = label(wrap=True)
        self._install = QPushButton(tr("Install"))
        self._install.setProperty("role", "main")
        self._install.clicked.connect(self._take)
        self._close = QPushButton(tr("Close"))
        self._close.clicked.connect(self.reject)
        self._build()
        self._show(None)
        barred = desk.updates.barred()
        if barred:
            self._open.setEnabled(False)
            self._back.setEnabled(False)
            self._tell(barred, trouble=True)

    def _build(self) -> None:
        theme = self._theme
        first = QWidget()
        flow = FlowLayout(first, gap=theme.px(8))
        flow.addWidget(self._open)
        flow.addWidget(self._back)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        buttons.addWidget(self._install)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(theme.px(18),) * 4)
        layout.setSpacing(theme.px(8))
        layout.addWidget(label(tr("Editions of the data"), role="title"))
        layout.addWidget(label(tr("In use: edition {words}.", words=self._desk.dataset.edition.words), wrap=True))
        layout.addWidget(self._how)
        layout.addWidget(first)
        for part in (self._what, self._origin, self._doubts, self._summary):
            layout.addWidget(part)
        layout.addWidget(self._table, 1)
        layout.addWidget(self._accept)
        layout.addWidget(self._said)
        layout.addStretch()
        layout.addLayout(buttons)
        self._grow(260)

    def _grow(self, height: int) -> None:
        """Gives the sheet room; one that was made larger by hand stays so."""
        room, theme = free_part(self).size(), self._theme
        wide, high = min(theme.px(820), room.width() - 40), min(theme.px(height), room.height() - 60)
        self.resize(max(self.width(), wide), max(self.height() if self.isVisible() else 0, high))

    # Looking

    def _choose(self) -> None:
        path, _kind = QFileDialog.getOpenFileName(
            self, tr("Install a newer edition"), str(self._desk.usual_folder()), tr("Data package (*.zip)")
        )
        if path:
            self.look_at(Path(path))

    def look_at(self, path: Path) -> None:
        """Checks a file and shows what it is."""
        self._show(None)
        self._open.setEnabled(False)
        self._tell(tr("Checking {name} …", name=path.name))
        self._tasks.run("look", lambda: self._desk.updates.look_at(path), accept=self._show, refuse=self._on_failed)

    def _on_failed(self, error: BaseException) -> None:
        self._open.setEnabled(True)
        if not isinstance(error, ExpectedError):
            self._tell(tr("The package could not be checked."), trouble=True)
            raise error
        self._tell(error.sentence(), trouble=True)

    def _show(self, found: Candidate | None) -> None:
        self._found = found
        self._open.setEnabled(not self._desk.updates.barred())
        for part in (self._what, self._origin, self._doubts, self._summary, self._table, self._install):
            part.setVisible(found is not None)
        self._accept.setVisible(found is not None and bool(found.key) and not found.signer)
        self._tell("")
        self._how.setVisible(found is None)
        if found is None:
            return
        self._grow(560)
        back = LookBack(
            since=self._desk.dataset.edition.words, now=found.dataset.edition.words, differences=found.differences
        )
        self._what.setText(tr("{name}: edition {words}", name=found.path.name, words=back.now))
        self._origin.setText("✓ " + found.origin())
        self._origin.setVisible(bool(found.signer))
        doubts = found.doubts()
        self._doubts.setText("\n".join(f"⚠ {words}" for words in doubts))
        self._doubts.setVisible(bool(doubts))
        counted = editions.counted(found.differences)
        self._summary.setText(tr("It changes: {counted}.", counted=counted) if counted else tr("It changes no entry."))
        self._table.set_spec(editions.table(found.dataset, back, before=self._desk.dataset))
        self._table.setVisible(bool(found.differences))
        self._accept.setChecked(False)
        self._accept.setText(tr("Its owner has confirmed this key; trust it from now on"))
        self._install.setText(caption(self._deed(found)))

    @staticmethod
    def _deed(found: Candidate) -> str:
        if found.relation == "older":
            return tr("Install the older edition")
        return tr("Install") if found.key else tr("Install without a signature")

    # Doing

    def _take(self) -> None:
        found = self._found
        if found is None:
            return
        unknown = bool(found.key) and not found.signer
        if unknown and not self._accept.isChecked():
            self._tell(tr("Ask the owner for the key, compare the two, and tick the box if they match."), trouble=True)
            self._accept.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = found.dataset.edition.words
        try:
            place = self._desk.updates.install(found, accept_key=unknown)
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)
            return
        self._leave(place, tr("Edition {words} is installed and shown.", words=words))

    def _go_back(self) -> None:
        words = self._desk.updates.before()
        try:
            place = self._desk.updates.go_back()
        except ExpectedError as error:
            self._tell(error.sentence(), trouble=True)
            return
        self._leave(place, tr("Back to edition {words}.", words=words))

    def _leave(self, place: Path, words: str) -> None:
        self.accept()
        self.chosen.emit(place, words)

    def _tell(self, words: str, *, trouble: bool = False) -> None:
        self._said.setText(("⚠ " if trouble else "") + words)
        self._said.setVisible(bool(words))

    def done(self, result: int) -> None:
        """Ends the sheet; what is being looked at is forgotten."""
        self._tasks.close()
        super().done(result)
