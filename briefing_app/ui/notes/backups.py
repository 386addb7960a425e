"""The backups: what each held, how that differs from now, one note or all brought back, the file checked and mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from briefing_app.desk import Desk
from briefing_app.domain.markdown import plain
from briefing_app.domain.model import Note
from briefing_app.errors import ExpectedError
from briefing_app.translation import tr, trn
from briefing_app.ui import notices
from briefing_app.ui.dialogs import show
from briefing_app.ui.notes.compare import Comparison, LineDelegate, one_line
from briefing_app.ui.notes.facts import backup_words, entry_anywhere
from briefing_app.ui.plain_text import breakable, label, question
from briefing_app.ui.screens import make_room
from briefing_app.ui.scroll_bars import scrolled
from briefing_app.ui.splitter import Splitter, divide_as_before
from briefing_app.ui.tasks import Tasks
from briefing_app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
Fate = Literal["gone", "binned", "changed", "same"]
SIGNS: dict[Fate, str] = {"gone": "!", "binned": "−", "changed": "Δ", "same": "="}
_EMPTY = QModelIndex()


@dataclass(frozen=True, slots=True)
class Kept:
    """A note of a backup beside what became of it.

    Attributes:
        then: The note as the backup holds it.
        now: The note as it is now; None if it is not there.
    """

    then: Note
    now: Note | None

    @property
    def fate(self) -> Fate:
        """What became of the note since."""
        if self.now is None:
            return "gone"
        if self.now.removed and not self.then.removed:
            return "binned"
        then, now = self.then, self.now
        same = (then.body, then.kind, then.tags, then.handling) == (now.body, now.kind, now.tags, now.handling)
        return "same" if same else "changed"


def compared(then: Iterable[Note], now: Iterable[Note]) -> list[Kept]:
    """Returns the notes of a backup beside those of now, what differs first, the newest first within each."""
    here = {note.note_id: note for note in now}
    pairs = [Kept(note, here.get(note.note_id)) for note in then]
    order = list(SIGNS)
    newest = sorted(pairs, key=lambda kept: kept.then.modified, reverse=True)
    return sorted(newest, key=lambda kept: order.index(kept.fate))


class KeptModel(QAbstractListModel):
    """The notes of one backup with what became of each since."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: list[Kept] = []
        self.rows: list[Kept] = []

    def set_rows(self, rows: list[Kept], *, only_different: bool) -> None:
        """Shows the notes of a backup."""
        self.beginResetModel()
        self._all = rows
        self.rows = [kept for kept in rows if kept.fate != "same"] if only_different else rows
        self.endResetModel()

    def narrow(self, only_different: bool) -> None:
        """Shows all notes of the backup, or those that differ from now."""
        self.set_rows(self._all, only_different=only_different)

    def different(self) -> list[Note]:
        """Returns the notes that differ from now, as the backup holds them."""
        return [kept.then for kept in self._all if kept.fate != "same"]

    def count(self) -> int:
        """Returns how many notes the backup holds."""
        return len(self._all)

    def rowCount(self, parent: Index = _EMPTY) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        kept = self.rows[index.row()]
        words = {
            "gone": tr("not here now"),
            "binned": tr("in the bin now"),
            "changed": tr("changed since"),
            "same": tr("as it is now"),
        }[kept.fate]
        spoken = f"{words}: {one_line(plain(kept.then.body[:600]))}"
        return spoken if role == Qt.ItemDataRole.AccessibleTextRole else f"{SIGNS[kept.fate]} {spoken}"


class BackupsDialog(QDialog):
    """Backups on the left, newest first; on the right the notes of the chosen one, beside those of now."""

    def __init__(self, desk: Desk, theme: Theme, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._tasks = Tasks(self)
        self._backups: tuple[Any, ...] = ()
        self.setWindowTitle(tr("Backups of your notes"))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Backups, newest first"))
        self.list.currentRowChanged.connect(self._look_into)
        self.heading = label(role="strong", wrap=True)
        self.only = QCheckBox(tr("only what differs from now"))
        self.only.setChecked(True)
        self.model = KeptModel(self)
        self.only.toggled.connect(self._narrow)
        self.notes = QListView()
        self.notes.setItemDelegate(LineDelegate(theme, self.notes))
        self.notes.setAccessibleName(tr("Notes of this backup"))
        self.notes.setModel(self.model)
        self.notes.selectionModel().currentChanged.connect(lambda now, _before: self._show(now.row()))
        self.comparison = Comparison(theme, tr("Now"), tr("In the backup"))
        self.said = label(wrap=True)
        self.one, self.every = QPushButton(tr("Restore this note")), QPushButton(tr("Restore all"))
        self.one.clicked.connect(self.restore_one)
        self.every.clicked.connect(self.restore_all)
        self.mend = QPushButton(tr("Repair the notes file"))
        self.mend.clicked.connect(self.repair)
        self.replace = QPushButton(tr("Use this backup instead of the damaged file"))
        self.replace.clicked.connect(self._ask_to_replace)
        self._build()
        self._offer()
        self._list_backups()
        self._say_trouble()

    def _build(self) -> None:
        px = self._theme.px
        now, check, close = QPushButton(tr("Back up now")), QPushButton(tr("Check the notes")), QPushButton(tr("Close"))
        now.clicked.connect(self.back_up)
        check.clicked.connect(self.check)
        close.clicked.connect(self.accept)
        right, column = QWidget(), QVBoxLayout()
        right.setLayout(column)
        column.setContentsMargins(px(14), 0, 0, 0)
        column.setSpacing(px(6))
        top = QHBoxLayout()
        top.addWidget(self.heading, 1)
        top.addWidget(self.only, 0, Qt.AlignmentFlag.AlignTop)
        restore = QHBoxLayout()
        restore.addWidget(self.one)
        restore.addWidget(self.every)
        restore.addStretch(1)
        column.addLayout(top)
        column.addWidget(self.notes, 2)
        column.addWidget(self.comparison, 3)
        column.addLayout(restore)
        column.addWidget(self.replace, 0, Qt.AlignmentFlag.AlignLeft)
        split = Splitter("backups")
        split.addWidget(self.list)
        split.addWidget(right)
        divide_as_before(split, self, self._desk, [px(260), px(600)])
        self.list.setMinimumWidth(px(225))
        buttons = QHBoxLayout()
        for widget in (now, check, self.mend):
            buttons.addWidget(widget)
        buttons.addStretch(1)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*(px(18),) * 4)
        layout.setSpacing(px(8))
        layout.addWidget(label(tr("Backups of your notes"), role="title"))
        kept = tr(
            "Made automatically at the start and every 30 minutes while notes change; kept by hour, day, week "
            "and month. Looking at one changes nothing."
        )
        layout.addWidget(label(kept, role="body-muted", wrap=True))
        layout.addWidget(scrolled(split), 1)
        layout.addWidget(self.said)
        layout.addLayout(buttons)
        make_room(self, px(900), px(620))

    # Showing

    def _list_backups(self, *, row: int = 0) -> None:
        self._backups = self._desk.backups.listed()
        self.list.blockSignals(True)
        self.list.clear()
        for backup in self._backups:
            item = QListWidgetItem(backup_words(backup.made), self.list)
            item.setSizeHint(QSize(0, self._theme.px(30)))
        self.list.blockSignals(False)
        if self._backups:
            self.list.setCurrentRow(row)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.heading.setText(tr("There is no backup yet."))
            self._offer()

    def _say_trouble(self) -> None:
        """Says what is the matter with the file; mending is offered only where a check finds damage."""
        trouble = self._desk.notebook.trouble
        self.mend.hide()
        self.replace.hide()
        if trouble is not None:
            self._say(trouble.sentence(), trouble=True)
            if self._may_be_damaged():
                self._tasks.run("state", self._desk.notebook.check, accept=self._offer_to_mend, refuse=self._failed)

    def _may_be_damaged(self) -> bool:
        """A file of a newer version of the program is whole, it is only not for this one: it is left alone."""
        trouble = self._desk.notebook.trouble
        return trouble is None or self._desk.notebook.book is not None or bool(trouble.detail)

    def _offer_to_mend(self, report: Any) -> None:
        offered = not report.sound and self._may_be_damaged()
        self.mend.setVisible(offered)
        self.replace.setVisible(offered)

    def _look_into(self, row: int) -> None:
        if not 0 <= row < len(self._backups):
            return
        desk, backup = self._desk, self._backups[row]
        self.heading.setText(tr("Your notes of {moment}", moment=backup_words(backup.made)))
        now = (*desk.notes.all(everywhere=True), *desk.notes.all(removed=True, everywhere=True))
        self._tasks.run(
            "look", lambda: compared(desk.backups.notes_in(backup), now), accept=self._take, refuse=self._cannot_look
        )

    def _take(self, rows: list[Kept]) -> None:
        different = any(kept.fate != "same" for kept in rows)
        self.only.setVisible(different)
        self.model.set_rows(rows, only_different=different and self.only.isChecked())
        moment = backup_words(self._backups[self.list.currentRow()].made)
        count = trn("{n} note", "{n} notes", len(rows))
        differ = len(self.model.different())
        state = trn("{n} differs from now", "{n} differ from now", differ) if differ else tr("all as they are now")
        self.heading.setText(tr("Your notes of {moment}: {count}, {state}", moment=moment, count=count, state=state))
        self._first()

    def _cannot_look(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self.model.set_rows([], only_different=False)
        self.heading.setText("⚠ " + error.sentence())
        self._offer()

    def _narrow(self, on: bool) -> None:
        self.model.narrow(on)
        self._first()

    def _first(self) -> None:
        self.notes.setCurrentIndex(self.model.index(0))
        if not self.model.rows:
            self.comparison.show_pair(None, None, heading="")
        self._offer()

    def _show(self, row: int) -> None:
        if 0 <= row < len(self.model.rows):
            kept = self.model.rows[row]
            self.comparison.show_pair(kept.now, kept.then, heading=entry_anywhere(self._desk, kept.then))
        self._offer()

    def _offer(self) -> None:
        row, differ = self.notes.currentIndex().row(), len(self.model.different())
        able = self._desk.notebook.book is not None
        self.one.setEnabled(able and 0 <= row < len(self.model.rows) and self.model.rows[row].fate != "same")
        self.every.setEnabled(able and differ > 0)
        self.every.setText(
            trn("Restore the {n} that differs", "Restore all {n} that differ", differ) if differ else tr("Restore all")
        )
        self.replace.setEnabled(self.list.currentRow() >= 0)

    def _say(self, words: str, *, trouble: bool = False) -> None:
        self.said.setText(breakable(("⚠ " if trouble else "✓ ") + words))

    # Doing

    def restore_one(self) -> None:
        """Brings the chosen note back as the backup holds it."""
        row = self.notes.currentIndex().row()
        if 0 <= row < len(self.model.rows):
            self._bring_back([self.model.rows[row].then])

    def restore_all(self) -> None:
        """Brings all notes back that differ from now; what was written since stays in their history."""
        self._bring_back(self.model.different())

    def _bring_back(self, notes: list[Note]) -> None:
        try:
            change = self._desk.backups.restore(notes, initiator="backups")
        except ExpectedError as error:
            self._say(error.sentence(), trouble=True)
            return
        words = change.words or tr("Nothing had to be changed")
        self._say(tr("{words}. What was there stays in the history; Ctrl+Z takes it back.", words=words))
        self._look_into(self.list.currentRow())

    def back_up(self) -> None:
        """Makes a backup now."""
        try:
            self._desk.backups.make()
        except ExpectedError as error:
            self._say(error.sentence(), trouble=True)
            return
        self._list_backups()
        self._say(tr("Backed up."))

    def check(self) -> None:
        """Looks at everything in the file and changes nothing."""
        self._say(tr("Checking…"))
        self._tasks.run("check", self._desk.notebook.check, accept=self._checked, refuse=self._failed)

    def _checked(self, report: Any) -> None:
        self._offer_to_mend(report)
        if report.sound:
            notes = trn("{n} note", "{n} notes", report.notes)
            revisions = trn("{n} revision", "{n} revisions", report.revisions)
            self._say(tr("The file is undamaged: {notes}, {revisions}.", notes=notes, revisions=revisions))
        else:
            self._say("\n".join(report.findings[:6]), trouble=True)

    def repair(self) -> None:
        """Mends the file: it is kept aside as it was, and nothing is deleted."""
        try:
            report = self._desk.notebook.repair(initiator="backups")
        except ExpectedError as error:
            self._say(error.sentence(), trouble=True)
            return
        self._after_mending(report.told)

    def _ask_to_replace(self) -> None:
        moment = backup_words(self._backups[self.list.currentRow()].made)
        box = question(
            self,
            title=tr("Use a backup"),
            words=tr("Continue with your notes of {moment}?", moment=moment),
            more=tr("The damaged file is kept aside; nothing is deleted."),
        )
        box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel)
        box.setDefaultButton(QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Yes).clicked.connect(self.replace_file)
        show(box)

    def replace_file(self) -> None:
        """Puts the chosen backup in the place of the notes file, which is kept aside."""
        backup = self._backups[self.list.currentRow()]
        try:
            aside = self._desk.backups.open_instead(backup, initiator="backups")
        except ExpectedError as error:
            self._say(error.sentence(), trouble=True)
            return
        self._after_mending((tr("The file as it was is kept in {path}.", path=aside),))

    def _after_mending(self, told: Iterable[str]) -> None:
        self._list_backups(row=max(0, self.list.currentRow()))
        self._say_trouble()
        if self._desk.notebook.trouble is None:
            self._say(" ".join(told))
            parent = self.parentWidget()
            if parent is not None:
                notices.tell(parent, tr("The notes can be written again."))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, ExpectedError):
            raise error
        self._say(error.sentence(), trouble=True)

    def done(self, result: int) -> None:
        """Waits for what is still read before the dialog goes."""
        self._tasks.close()
        super().done(result)
